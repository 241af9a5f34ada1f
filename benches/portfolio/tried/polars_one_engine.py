"""polars: the best form, all of it in the engine in memory."""

from __future__ import annotations

import polars as pl
from polars_levels import figures, load, steps, versions

__all__ = ["NAME", "figures", "load", "run", "versions"]
NAME = "polars, in memory throughout"


def run(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    nodes, plans = steps(frame.lazy(), lambda step, _: step.collect(engine="in-memory").lazy())
    return nodes.collect(), plans.collect()
