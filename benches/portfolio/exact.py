"""What the figures of a small portfolio are, with fractions and no concern for speed. See docs/guide/completion.md."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pyarrow as pa
from generate import AS_OF
from job import LOWEST, UNTIL, Figures, in_order


class Exact:
    """One portfolio; `rounded` keeps every figure at 6 decimals, half to even, from rounded ones below (NUM-2)."""

    def __init__(self, table: pa.Table, rounded: bool) -> None:
        self.rounded = rounded
        self.rows: list[dict[str, Any]] = table.to_pylist()
        self.by_id = {row["node"]: row for row in self.rows}
        self.children: dict[Any, list[dict[str, Any]]] = {row["node"]: [] for row in self.rows}
        self.top: dict[Any, list[dict[str, Any]]] = {}
        for row in self.rows:
            siblings = self.top.setdefault(row["plan"], []) if row["parent"] is None else self.children[row["parent"]]
            siblings.append(row)
        self.fell_back = 0

    def mean(self, siblings: list[dict[str, Any]]) -> Fraction | None:
        terms = [(weight(row), self.completion(row)) for row in siblings if weight(row) > 0 and row["status"] != "cancelled"]
        if not terms:
            return None
        value = sum(w * c for w, c in terms) / sum(w for w, _ in terms)
        return round(value, 6) if self.rounded else value

    def completion(self, row: dict[str, Any]) -> Fraction | None:
        if row["status"] == "cancelled":
            return None
        below = self.children[row["node"]]
        value = self.mean(below)
        if value is not None:
            return value
        self.fell_back += bool(below)
        if row["status"] == "done":
            return Fraction(100)
        return Fraction(row["progress_e6"] or 0, 10**6) if row["status"] == "in_progress" else Fraction(0)

    def under_cancelled(self, row: dict[str, Any]) -> bool:
        while row["parent"] is not None:
            row = self.by_id[row["parent"]]
            if row["status"] == "cancelled":
                return True
        return False

    def due_of(self, plan: Any) -> tuple[int, int]:
        days = [
            row["due"]
            for row in self.rows
            if row["plan"] == plan
            and row["level"] == LOWEST
            and row["status"] in ("open", "in_progress")
            and row["due"] is not None
            and not self.under_cancelled(row)
        ]
        return sum(day < AS_OF for day in days), sum(AS_OF <= day <= UNTIL for day in days)

    def figures(self) -> Figures:
        plans = list(self.top)
        due = [self.due_of(plan) for plan in plans]
        of_plans = [number(self.mean(self.top[plan])) for plan in plans]
        return in_order([number(self.completion(row)) for row in self.rows], plans, of_plans, *zip(*due, strict=True))


def weight(row: dict[str, Any]) -> Fraction:
    return Fraction(1) if row["weight_e4"] is None else Fraction(row["weight_e4"], 10**4)


def number(value: Fraction | None) -> float:
    return float("nan") if value is None else float(value)
