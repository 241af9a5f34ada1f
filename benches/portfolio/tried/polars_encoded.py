"""polars: each parent becomes a row number by one join a level; sums by these numbers, put in their places without a join."""

from __future__ import annotations

import polars as pl
import polars_levels
from job import LOWEST
from polars_levels import OWN, WEIGHT, col, figures, load, versions

__all__ = ["NAME", "figures", "load", "run", "versions"]
NAME = "polars, ids to row numbers first"


def run(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = frame.lazy().with_row_index("row")
    at = [
        rows.filter(col.level == level).select("row", "node", "parent", "plan", value=OWN, weight=WEIGHT).collect(engine="streaming") for level in range(LOWEST)
    ]
    at.append(rows.filter(col.level == LOWEST).select("row", "parent", value=OWN, weight=WEIGHT).collect(engine="streaming"))
    value = at[LOWEST]["value"]
    completions = [at[LOWEST].select("row", completion="value")]
    for level in reversed(range(LOWEST)):
        below, nodes = at[level + 1], at[level]
        places = nodes.lazy().select("node").with_row_index("above")
        above = below.lazy().select("parent").join(places, left_on="parent", right_on="node", how="left", maintain_order="left").collect()["above"]
        terms = pl.DataFrame([above, value.alias("value"), below["weight"]]).lazy().filter(col.weight > 0, col.value.is_not_null())
        sums = terms.group_by("above").agg(total=(col.value * col.weight).sum(), weights=col.weight.sum()).collect(engine="streaming")
        total, weights = (pl.zeros(nodes.height, dtype=pl.Float64, eager=True).scatter(sums["above"], sums[name]) for name in ("total", "weights"))
        mean = pl.when(col.value.is_not_null()).then(pl.when(col.weights > 0).then(col.total / col.weights).otherwise(col.value))
        completions.append(nodes.select("row", "value").with_columns(total=total, weights=weights).select("row", completion=mean))
        value = completions[-1]["completion"]
    goals = at[0].lazy().select("plan", "weight", value=value).filter(col.weight > 0, col.value.is_not_null())
    means = goals.group_by("plan").agg(completion=(col.value * col.weight).sum() / col.weight.sum())
    counts = polars_levels.due(frame.lazy(), polars_levels.collected)
    return pl.concat(completions), polars_levels.of_plans(frame.lazy(), means, counts).collect(engine="streaming")
