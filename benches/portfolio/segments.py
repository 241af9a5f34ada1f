"""The job on numpy arrays once each node knows the place of its parent: sums of segments with `bincount`, a level at a time.

How a parent is found is the contender's: that is where most of the time goes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import numpy as np
from generate import AS_OF, CANCELLED, DONE, IN_PROGRESS, STATUSES
from job import LOWEST, UNTIL

EPOCH = date(1970, 1, 1)
# Where there is no due date: after every day.
NEVER = np.iinfo(np.int32).max
OWN = np.array([100.0 if status == DONE else 0.0 for status in range(len(STATUSES))])


class Columns(NamedTuple):
    """Small columns as numpy has them; what is absent is NaN, or NEVER."""

    level: np.ndarray
    status: np.ndarray
    weight: np.ndarray
    progress: np.ndarray
    due: np.ndarray


class Result(NamedTuple):
    nodes: np.ndarray
    completion: np.ndarray
    overdue: np.ndarray
    soon: np.ndarray


def roll_up(columns: Columns, parents: Callable[[np.ndarray, np.ndarray], np.ndarray], plans: Callable[[np.ndarray], tuple[np.ndarray, int]]) -> Result:
    """`parents(below, above)` says for the rows `below` at which place of `above` their parent is; `plans(rows)` gives
    the plan of each of these rows as a code, and how many plans there are."""
    rows = [np.flatnonzero(columns.level == level) for level in range(LOWEST + 1)]
    to_plan, count = plans(rows[0])
    above = [to_plan] + [parents(rows[level], rows[level - 1]) for level in range(1, LOWEST + 1)]

    status = columns.status
    cancelled = status == CANCELLED
    nodes = np.where(status == IN_PROGRESS, columns.progress, np.take(OWN, status, mode="clip"))
    nodes[np.isnan(nodes)] = 0
    # What is cancelled weighs nothing, so that only here it has to be told apart.
    weight = np.where(np.isnan(columns.weight), 1.0, columns.weight)
    weight[cancelled] = 0
    for level in reversed(range(LOWEST + 1)):
        shares = weight[rows[level]]
        size = len(rows[level - 1]) if level else count
        total = np.bincount(above[level], shares * nodes[rows[level]], size)
        weights = np.bincount(above[level], shares, size)
        mean = np.divide(total, weights, out=np.full(size, np.nan), where=weights > 0)
        if level:
            up = rows[level - 1]
            nodes[up] = np.where(weights > 0, mean, nodes[up])
    nodes[cancelled] = np.nan

    gone = status[rows[0]] == CANCELLED
    plan = to_plan
    for level in range(1, LOWEST):
        gone = (status[rows[level]] == CANCELLED) | gone[above[level]]
        plan = plan[above[level]]
    due, tactic = columns.due[rows[LOWEST]], above[LOWEST]
    today, until = (AS_OF - EPOCH).days, (UNTIL - EPOCH).days
    waiting = np.flatnonzero((due <= until) & (status[rows[LOWEST]] <= IN_PROGRESS))
    waiting = waiting[~gone[tactic[waiting]]]
    late, plan = due[waiting] < today, plan[tactic[waiting]]
    return Result(nodes, mean, np.bincount(plan[late], minlength=count), np.bincount(plan[~late], minlength=count))
