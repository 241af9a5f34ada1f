"""Arrow's own tables (Acero): group by the parent and join, a level at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from generate import AS_OF, CANCELLED, DONE, IN_PROGRESS
from job import COLUMNS, LOWEST, UNTIL, Figures, by_row, in_order

NAME = "Arrow, join and group_by"


def versions() -> dict[str, str]:
    return {"pyarrow": pa.__version__}


def load(table: pa.Table) -> pa.Table:
    rows = pa.array(np.arange(len(table), dtype=np.int32))
    status = table["status"].combine_chunks().indices
    table = table.select(COLUMNS).append_column("row", rows)
    return table.set_column(table.schema.get_field_index("status"), "status", status)


def run(table: pa.Table) -> tuple[pa.Table, pa.Table]:
    status = table["status"]
    begun = pc.coalesce(table["progress"], pa.scalar(0.0))
    own = pc.case_when(
        pc.make_struct(pc.equal(status, DONE), pc.equal(status, IN_PROGRESS), pc.less(status, IN_PROGRESS)), pa.scalar(100.0), begun, pa.scalar(0.0)
    )
    table = table.append_column("value", own).append_column("share", pc.coalesce(table["weight"], pa.scalar(1.0)))
    at = [table.filter(pc.equal(table["level"], level)) for level in range(LOWEST + 1)]
    completions = [at[LOWEST].select(["row", "value"])]
    below = at[LOWEST].select(["parent", "value", "share"])
    for level in reversed(range(LOWEST)):
        above = "parent" if level else "plan"
        nodes = at[level].select(["row", "node", above, "value", "share"]).join(means(below, "parent"), "node", "parent")
        value = pc.if_else(pc.is_valid(nodes["value"]), pc.coalesce(nodes["mean"], nodes["value"]), nodes["value"])
        below = nodes.set_column(nodes.schema.get_field_index("value"), "value", value)
        completions.append(below.select(["row", "value"]))
    gone = at[0].filter(pc.equal(at[0]["status"], CANCELLED))["node"]
    for nodes in at[1:LOWEST]:
        gone = nodes.filter(pc.or_(pc.equal(nodes["status"], CANCELLED), pc.is_in(nodes["parent"], value_set=gone)))["node"]
    actions = at[LOWEST].select(["plan", "parent", "status", "due"])
    actions = actions.filter(pc.and_(pc.less_equal(actions["due"], pa.scalar(UNTIL)), pc.less_equal(actions["status"], IN_PROGRESS)))
    actions = actions.filter(pc.invert(pc.is_in(actions["parent"], value_set=gone)))
    late = pc.less(actions["due"], pa.scalar(AS_OF))
    counts = pa.table({"plan": actions["plan"], "overdue": late.cast(pa.int32()), "soon": pc.invert(late).cast(pa.int32())})
    counts = counts.group_by("plan").aggregate([("overdue", "sum"), ("soon", "sum")])
    plans = pa.table({"plan": pc.unique(at[0]["plan"])}).join(means(below, "plan"), "plan").join(counts, "plan")
    return pa.concat_tables(completions), plans


def means(nodes: pa.Table, above: str) -> pa.Table:
    """The weighted mean of what hangs below each id that has something that counts."""
    nodes = nodes.filter(pc.and_(pc.greater(nodes["share"], 0.0), pc.is_valid(nodes["value"])))
    terms = pa.table({above: nodes[above], "total": pc.multiply(nodes["value"], nodes["share"]), "share": nodes["share"]})
    sums = terms.group_by(above).aggregate([("total", "sum"), ("share", "sum")])
    return pa.table({above: sums[above], "mean": pc.divide(sums["total_sum"], sums["share_sum"])})


def figures(_: pa.Table, outcome: Any) -> Figures:
    nodes, plans = outcome
    counts = (plans[name].fill_null(0).to_numpy() for name in ("overdue_sum", "soon_sum"))
    return in_order(by_row(nodes["row"], nodes["value"].to_numpy()), plans["plan"].to_numpy(), plans["mean"].to_numpy(), *counts)
