"""polars, level by level, each step collected: the streaming engine for what groups, the one in memory for what joins.

Terms are made before the group-by, only of rows that count; the tree above an action is looked at from its cancelled side, which is short.
"""

from __future__ import annotations

from typing import Any

import polars as pl
import pyarrow as pa
from generate import AS_OF, STATUSES
from job import COLUMNS, LOWEST, UNTIL, Figures, by_row, in_order

NAME = "polars"
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


def run(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = frame.lazy().with_row_index("row")
    lowest = rows.filter(col.level == LOWEST)
    completions = [lowest.select("row", completion=OWN).collect(engine="streaming")]
    counted = lowest.filter(STATUS != CANCELLED, col.weight.is_null() | (col.weight > 0))
    sums = counted.select("parent", total=OWN * WEIGHT, weights=WEIGHT).group_by("parent").agg(col.total.sum(), col.weights.sum()).collect(engine="streaming")
    for level in reversed(range(LOWEST)):
        above = "parent" if level else "plan"
        nodes = rows.filter(col.level == level).select("row", "node", above, value=OWN, weight=WEIGHT).collect(engine="streaming")
        mean = pl.when(col.value.is_not_null()).then((col.total / col.weights).fill_null(col.value))
        nodes = nodes.lazy().join(sums.lazy(), left_on="node", right_on="parent", how="left").select("row", above, "weight", completion=mean).collect()
        completions.append(nodes.select("row", "completion"))
        counted = nodes.lazy().filter(col.weight > 0, col.completion.is_not_null())
        terms = counted.group_by(above).agg(total=(col.weight * col.completion).sum(), weights=col.weight.sum())
        sums = terms.collect(engine="streaming")
    plans = frame.lazy().filter(col.level == 0).select("plan").unique()
    plans = plans.join(sums.lazy().select("plan", completion=col.total / col.weights), on="plan", how="left").join(due(frame), on="plan", how="left")
    return pl.concat(completions), plans.with_columns(col.overdue.fill_null(0), col.soon.fill_null(0)).collect()


def due(frame: pl.DataFrame) -> pl.LazyFrame:
    gone = None
    for level in range(LOWEST):
        nodes = frame.lazy().filter(col.level == level)
        cancelled = nodes.filter(STATUS == CANCELLED).select("node")
        if gone is not None:
            under = nodes.filter(STATUS != CANCELLED).select("node", "parent").join(gone.lazy(), left_on="parent", right_on="node", how="semi")
            cancelled = pl.concat([cancelled, under.select("node")])
        gone = cancelled.collect(engine="streaming")
    assert gone is not None
    actions = frame.lazy().filter(col.level == LOWEST, STATUS <= IN_PROGRESS, col.due <= UNTIL).select("plan", "parent", "due")
    actions = actions.join(gone.lazy(), left_on="parent", right_on="node", how="anti")
    counts = actions.group_by("plan").agg(overdue=(col.due < AS_OF).sum(), soon=(col.due >= AS_OF).sum())
    return counts.collect(engine="streaming").lazy()


def figures(frame: pl.DataFrame, outcome: Any) -> Figures:
    nodes, plans = outcome
    return in_order(by_row(nodes["row"], nodes["completion"]), *(plans[name].to_numpy() for name in ("plan", "completion", "overdue", "soon")))
