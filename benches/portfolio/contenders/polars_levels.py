"""polars, level by level, each step collected by the streaming engine, but for joins on text, which are quicker in memory.

Terms are made before the group-by, only of rows that count; the tree above an action is looked at from its cancelled side, which is short.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import polars as pl
import pyarrow as pa
from generate import AS_OF, STATUSES
from job import COLUMNS, LOWEST, UNTIL, Figures, by_row, in_order

NAME = "polars"
Engine = Literal["in-memory", "streaming"]
col = pl.col
STATUS = col.status.to_physical()
OPEN, IN_PROGRESS, DONE, CANCELLED = range(4)
OWN = pl.when(STATUS == DONE).then(100.0).when(STATUS == IN_PROGRESS).then(col.progress.fill_null(0.0)).when(STATUS == OPEN).then(0.0)
WEIGHT = col.weight.fill_null(1.0)


def versions() -> dict[str, str]:
    return {"polars": pl.__version__}


def load(table: pa.Table) -> pl.DataFrame:
    frame = pl.from_arrow(table.select(COLUMNS), rechunk=True)
    assert isinstance(frame, pl.DataFrame)
    return frame.with_columns(col.status.cast(pl.Enum(STATUSES)))


def collected(step: pl.LazyFrame, engine: Engine) -> pl.LazyFrame:
    return step.collect(engine=engine).lazy()


def run(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    nodes, plans = steps(frame.lazy(), collected)
    return nodes.collect(), plans.collect()


def steps(frame: pl.LazyFrame, step: Callable[[pl.LazyFrame, Engine], pl.LazyFrame]) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """The whole job; `step` says what is done with each of its steps, and names the engine that suits it."""
    rows = frame.with_row_index("row")
    joining: Engine = "in-memory" if frame.collect_schema()["node"] == pl.String else "streaming"
    lowest = rows.filter(col.level == LOWEST)
    completions = [step(lowest.select("row", completion=OWN), "streaming")]
    counted = lowest.filter(STATUS != CANCELLED, col.weight.is_null() | (col.weight > 0)).select("parent", total=OWN * WEIGHT, weights=WEIGHT)
    sums = step(counted.group_by("parent").agg(col.total.sum(), col.weights.sum()), "streaming")
    for level in reversed(range(LOWEST)):
        above = "parent" if level else "plan"
        nodes = step(rows.filter(col.level == level).select("row", "node", above, value=OWN, weight=WEIGHT), "streaming")
        mean = pl.when(col.value.is_not_null()).then((col.total / col.weights).fill_null(col.value))
        joined = nodes.join(sums, left_on="node", right_on="parent", how="left").select("row", above, "weight", completion=mean)
        nodes = step(joined, joining)
        completions.append(nodes.select("row", "completion"))
        counted = nodes.filter(col.weight > 0, col.completion.is_not_null()).select(above, total=col.weight * col.completion, weights="weight")
        sums = step(counted.group_by(above).agg(col.total.sum(), col.weights.sum()), "streaming")
    means = sums.select("plan", completion=col.total / col.weights)
    return pl.concat(completions), of_plans(frame, means, step(due(frame, step), "streaming"))


def of_plans(frame: pl.LazyFrame, means: pl.LazyFrame, counts: pl.LazyFrame) -> pl.LazyFrame:
    plans = frame.filter(col.level == 0).select("plan").unique()
    plans = plans.join(means, on="plan", how="left").join(counts, on="plan", how="left")
    return plans.with_columns(col.overdue.fill_null(0), col.soon.fill_null(0))


def due(frame: pl.LazyFrame, step: Callable[[pl.LazyFrame, Engine], pl.LazyFrame]) -> pl.LazyFrame:
    gone = step(frame.filter(col.level == 0, STATUS == CANCELLED).select("node"), "streaming")
    for level in range(1, LOWEST):
        nodes = frame.filter(col.level == level)
        under = nodes.filter(STATUS != CANCELLED).select("node", "parent").join(gone, left_on="parent", right_on="node", how="semi")
        gone = step(pl.concat([nodes.filter(STATUS == CANCELLED).select("node"), under.select("node")]), "streaming")
    actions = frame.filter(col.level == LOWEST, STATUS <= IN_PROGRESS, col.due <= UNTIL).select("plan", "parent", "due")
    actions = actions.join(gone, left_on="parent", right_on="node", how="anti")
    return actions.group_by("plan").agg(overdue=(col.due < AS_OF).sum(), soon=(col.due >= AS_OF).sum())


def figures(frame: pl.DataFrame, outcome: Any) -> Figures:
    nodes, plans = outcome
    return in_order(by_row(nodes["row"], nodes["completion"]), *(plans[name].to_numpy() for name in ("plan", "completion", "overdue", "soon")))
