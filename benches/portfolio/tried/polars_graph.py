"""polars: the same steps as one lazy graph."""

from __future__ import annotations

import polars as pl
from polars_levels import figures, load, steps, versions

__all__ = ["NAME", "figures", "load", "run", "versions"]
NAME = "polars, one lazy graph"


def run(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    nodes, plans = pl.collect_all(steps(frame.lazy(), lambda step, _: step), engine="streaming")
    return nodes, plans
