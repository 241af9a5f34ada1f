"""polars finds the parents by one join a level, numpy makes the sums."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from job import Figures, in_order
from polars_levels import load, versions
from segments import NEVER, Columns, Result, roll_up

__all__ = ["NAME", "figures", "load", "run", "versions"]
NAME = "polars joins, numpy sums"


def run(frame: pl.DataFrame) -> tuple[Any, Result]:
    named = []

    def plans(rows: np.ndarray) -> tuple[np.ndarray, int]:
        ids = frame["plan"][rows]
        unique = ids.unique()
        named.append(unique)
        code = ids.to_frame().join(unique.to_frame().with_row_index("code"), on="plan", how="left", maintain_order="left")["code"]
        return code.to_numpy(), len(unique)

    def parents(below: np.ndarray, above: np.ndarray) -> np.ndarray:
        places = frame["node"][above].to_frame().with_row_index("place")
        return frame["parent"][below].to_frame().join(places, left_on="parent", right_on="node", how="left", maintain_order="left")["place"].to_numpy()

    small = (frame["status"].to_physical(), frame["weight"], frame["progress"], frame["due"].to_physical().fill_null(NEVER))
    result = roll_up(Columns(frame["level"].to_numpy(), *(column.to_numpy() for column in small)), parents, plans)
    return named[0], result


def figures(frame: pl.DataFrame, outcome: Any) -> Figures:
    plans, result = outcome
    return in_order(result.nodes, plans, result.completion, result.overdue, result.soon)
