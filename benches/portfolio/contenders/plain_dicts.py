"""Plain Python: dictionaries of ids and floats."""

from __future__ import annotations

import platform
from collections import defaultdict
from typing import Any

import pyarrow as pa
from generate import AS_OF
from job import COLUMNS, LOWEST, UNTIL, Figures, in_order

NAME = "plain Python, float"
MOST_PLANS = 10_000


def versions() -> dict[str, str]:
    return {"Python": platform.python_version()}


def load(table: pa.Table) -> list[list[Any]]:
    return [table[name].to_pylist() for name in COLUMNS]


def run(columns: list[list[Any]]) -> tuple[list[float | None], dict[Any, list[Any]]]:
    plan, node, parent, level, weight, status, progress, due = columns
    at_level: list[list[int]] = [[] for _ in range(LOWEST + 1)]
    for row, depth in enumerate(level):
        at_level[depth].append(row)

    completion: list[float | None] = [None] * len(node)
    totals: defaultdict[Any, float] = defaultdict(float)
    weights: defaultdict[Any, float] = defaultdict(float)
    for rows in reversed(at_level):
        for row in rows:
            state = status[row]
            if state == "cancelled":
                continue
            if (below := weights.get(node[row])) is not None:
                value = totals[node[row]] / below
            elif state == "done":
                value = 100.0
            else:
                value = progress[row] or 0.0 if state == "in_progress" else 0.0
            completion[row] = value
            share = weight[row]
            if share is None:
                share = 1.0
            if share > 0:
                above = parent[row] or plan[row]
                totals[above] += share * value
                weights[above] += share

    gone = set()
    for rows in at_level[:LOWEST]:
        gone.update(node[row] for row in rows if status[row] == "cancelled" or parent[row] in gone)
    figures: dict[Any, list[Any]] = {}
    for row in at_level[0]:
        id = plan[row]
        if id not in figures:
            figures[id] = [totals[id] / weights[id] if id in weights else None, 0, 0]
    for row in at_level[LOWEST]:
        day = due[row]
        if day is not None and day <= UNTIL and status[row] in ("open", "in_progress") and parent[row] not in gone:
            figures[plan[row]][1 if day < AS_OF else 2] += 1
    return completion, figures


def figures(columns: list[list[Any]], outcome: Any) -> Figures:
    nodes, plans = outcome
    return in_order(nodes, list(plans), *zip(*plans.values(), strict=True))
