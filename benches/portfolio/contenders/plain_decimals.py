"""Plain Python with decimals: every figure rounded half to even at 6 decimals (NUM-2), as kam has it."""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from typing import Any

import plain_dicts
import pyarrow as pa
from generate import AS_OF
from job import LOWEST, UNTIL, Figures, in_order

NAME = "plain Python, decimal"
MOST_PLANS = plain_dicts.MOST_PLANS
ROUNDED = True
ZERO, ONE, HUNDRED, MILLIONTH = Decimal(0), Decimal(1), Decimal(100), Decimal("0.000001")
# Enough digits that only the rounding at the end is seen.
EXACT = Context(prec=40, rounding=ROUND_HALF_EVEN)
versions = plain_dicts.versions


def load(table: pa.Table) -> list[list[Any]]:
    plan, node, parent, level, _, status, _, due = plain_dicts.load(table)
    weight, progress = (
        [None if number is None else Decimal(number).scaleb(-places) for number in table[name].to_pylist()]
        for name, places in (("weight_e4", 4), ("progress_e6", 6))
    )
    return [plan, node, parent, level, weight, status, progress, due]


def run(columns: list[list[Any]]) -> tuple[list[Decimal | None], dict[Any, list[Any]]]:
    with localcontext(EXACT):
        return rolled_up(*columns)


def rolled_up(
    plan: list[Any],
    node: list[Any],
    parent: list[Any],
    level: list[int],
    weight: list[Decimal | None],
    status: list[str],
    progress: list[Decimal | None],
    due: list[Any],
) -> tuple[list[Decimal | None], dict[Any, list[Any]]]:
    at_level: list[list[int]] = [[] for _ in range(LOWEST + 1)]
    for row, depth in enumerate(level):
        at_level[depth].append(row)

    completion: list[Decimal | None] = [None] * len(node)
    totals: defaultdict[Any, Decimal] = defaultdict(Decimal)
    weights: defaultdict[Any, Decimal] = defaultdict(Decimal)
    for rows in reversed(at_level):
        for row in rows:
            state = status[row]
            if state == "cancelled":
                continue
            if (below := weights.get(node[row])) is not None:
                value = (totals[node[row]] / below).quantize(MILLIONTH)
            elif state == "done":
                value = HUNDRED
            else:
                value = progress[row] or ZERO if state == "in_progress" else ZERO
            completion[row] = value
            share = weight[row]
            if share is None:
                share = ONE
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
            figures[id] = [(totals[id] / weights[id]).quantize(MILLIONTH) if id in weights else None, 0, 0]
    for row in at_level[LOWEST]:
        day = due[row]
        if day is not None and day <= UNTIL and status[row] in ("open", "in_progress") and parent[row] not in gone:
            figures[plan[row]][1 if day < AS_OF else 2] += 1
    return completion, figures


def figures(columns: list[list[Any]], outcome: Any) -> Figures:
    nodes, plans = outcome
    return in_order(nodes, list(plans), *zip(*plans.values(), strict=True))
