"""What every contender is given and what it gives back.

A contender is a module in contenders/ (or tried/) with

    NAME              what the tables call it
    versions()        the packages that do the work, with their versions
    load(table)       off the clock: the columns in the form it works on; nothing that looks at more than one row, no index, no order
    run(loaded)       on the clock: from columns in memory to result columns in memory
    figures(loaded, outcome)    off the clock: the result as Figures, to be compared

and, where it applies, MOST_PLANS (it is left out of larger portfolios) and ROUNDED = True (it rounds every figure half to even at
6 decimals, NUM-2, and must then agree with the exact figures to the last digit).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

import numpy as np
from generate import AS_OF, HORIZON

COLUMNS = ("plan", "node", "parent", "level", "weight", "status", "progress", "due")
UNTIL = AS_OF + timedelta(days=HORIZON)
LOWEST = 3


class Figures(NamedTuple):
    """Completion of each node in the order of the rows, and figures of each plan in the order of its id. Nothing counted is NaN."""

    nodes: np.ndarray
    plans: np.ndarray
    completion: np.ndarray
    overdue: np.ndarray
    soon: np.ndarray


def in_order(nodes: Any, plans: Any, completion: Any, overdue: Any, soon: Any) -> Figures:
    """Figures from columns whose plans come in any order."""
    plans = np.asarray(plans)
    plans = plans.astype(str) if plans.dtype == object else plans
    order = np.argsort(plans)
    floats = np.asarray(nodes, np.float64), np.asarray(completion, np.float64)
    return Figures(floats[0], plans[order], floats[1][order], np.asarray(overdue, np.int64)[order], np.asarray(soon, np.int64)[order])


def by_row(rows: Any, values: Any) -> np.ndarray:
    """A column in the order of the rows, from values with their row numbers."""
    column = np.full(len(rows), -1.0)
    column[np.asarray(rows)] = np.asarray(values, np.float64)
    return column


def difference(found: Figures, expected: Figures, tolerance: float) -> str | None:
    """What is not equal, in words."""
    if not np.array_equal(found.plans, expected.plans):
        return f"{len(found.plans)} plans with other ids than the {len(expected.plans)} expected"
    for name in ("nodes", "completion"):
        one, other = getattr(found, name), getattr(expected, name)
        if one.shape != other.shape or not np.array_equal(np.isnan(one), np.isnan(other)):
            return f"{name}: absent where it should not be, or the reverse"
        apart = float(np.nanmax(np.abs(one - other), initial=0))
        if not apart <= tolerance:
            return f"{name}: {apart:.3g} apart, at most {tolerance:.3g} is allowed"
    for name in ("overdue", "soon"):
        unequal = int((getattr(found, name) != getattr(expected, name)).sum())
        if unequal:
            return f"{name}: {unequal} plans have another count"
    return None
