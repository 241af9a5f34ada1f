"""kam: the portfolio engine, exact and to the last digit."""

from __future__ import annotations

from typing import Any

import kam
import pyarrow as pa
from generate import AS_OF
from job import Figures, in_order

NAME = "kam"
ROUNDED = True
COLUMNS = ("plan", "node", "parent", "weight", "status", "progress", "due")


def versions() -> dict[str, str]:
    return {"kam": kam.__version__}


def load(table: pa.Table) -> pa.Table:
    return table.select(COLUMNS).combine_chunks()


def run(table: pa.Table) -> Any:
    return kam.Portfolio(table).figures(AS_OF, figures=["completion", "due"])


def floats(column: pa.ChunkedArray) -> Any:
    return column.cast(pa.float64()).to_numpy(zero_copy_only=False)


def figures(table: pa.Table, outcome: Any) -> Figures:
    nodes, plans = (pa.table(part) for part in outcome)
    soon = plans["due_today"].to_numpy() + plans["due_soon"].to_numpy()
    return in_order(floats(nodes["completion"]), plans["plan"].to_pandas().to_numpy(), floats(plans["completion"]), plans["overdue"].to_numpy(), soon)
