"""DuckDB on a table of its own: one query, with a materialised part for each level that joins the sums of the one below. Fetched as Arrow."""

from __future__ import annotations

import os

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from generate import AS_OF
from job import COLUMNS, LOWEST, UNTIL, Figures, by_row, in_order

NAME = "DuckDB"
OWN = "case status when 'done' then 100.0::double when 'in_progress' then coalesce(progress, 0) when 'open' then 0.0::double end"
WEIGHT = "coalesce(weight, 1)"
COUNTED = "weight > 0 and value is not null"
ALL_NODES = " union all ".join(f"select row, value from at{level}" for level in range(LOWEST + 1))
COUNTS = f"""
    gone0 as (select node from node_of where level = 0 and status = 'cancelled'),
    gone1 as (select node from node_of where level = 1 and (status = 'cancelled' or parent in (from gone0))),
    gone2 as (select node from node_of where level = 2 and (status = 'cancelled' or parent in (from gone1))),
    counts as (
        select plan, count(*) filter (due < date '{AS_OF}') as overdue, count(*) filter (due >= date '{AS_OF}') as soon
        from node_of
        where level = {LOWEST} and status in ('open', 'in_progress') and due <= date '{UNTIL}'
        and not exists (select 1 from gone2 where gone2.node = parent)
        group by plan),
    means as (select plan, sum(weight * value) filter ({COUNTED}) / sum(weight) filter ({COUNTED}) as completion from at0 group by plan)"""
PLANS = "select plan, completion, coalesce(overdue, 0) as overdue, coalesce(soon, 0) as soon from means left join counts using (plan)"


def versions() -> dict[str, str]:
    return {"duckdb": duckdb.__version__}


def load(table: pa.Table) -> duckdb.DuckDBPyConnection:
    connection = registered(table)
    connection.execute("create table node_of as select * replace (status::status as status) from given order by row")
    connection.unregister("given")
    return connection


def registered(table: pa.Table) -> duckdb.DuckDBPyConnection:
    """A database that sees the Arrow table as `given`."""
    connection = duckdb.connect(config={"threads": os.cpu_count() or 1})
    connection.execute("set preserve_insertion_order = false")
    connection.execute("create type status as enum ('open', 'in_progress', 'done', 'cancelled')")
    rows = pa.array(np.arange(len(table), dtype=np.int32))
    connection.register("given", table.select(COLUMNS).append_column("row", rows))
    return connection


def run(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    levels = ", ".join(f"at{level} as materialized ({nodes_at(level)})" for level in reversed(range(LOWEST + 1)))
    return connection.sql(f"""
        with {levels}, {COUNTS}
        select row, value, null as plan, null as overdue, null as soon from ({ALL_NODES})
        union all select null, completion, plan, overdue, soon from ({PLANS})""").to_arrow_table()


def nodes_at(level: int) -> str:
    """The nodes of a level with their completion and weight, from those of the level below."""
    if level == LOWEST:
        return f"select row, parent, {OWN} as value, {WEIGHT} as weight from node_of where level = {level}"
    return f"""
        select row, n.{"parent" if level else "plan"}, case when status <> 'cancelled' then coalesce(mean, {OWN}) end as value, {WEIGHT} as weight
        from node_of n left join (
            select parent as node, sum(weight * value) / sum(weight) as mean from at{level + 1} where {COUNTED} group by parent
        ) below on n.node = below.node
        where level = {level}"""


def figures(_: duckdb.DuckDBPyConnection, outcome: pa.Table) -> Figures:
    of_nodes = pc.is_valid(outcome["row"])
    return of_both(outcome.filter(of_nodes), outcome.filter(pc.invert(of_nodes)).rename_columns({"value": "completion"}))


def of_both(nodes: pa.Table, plans: pa.Table) -> Figures:
    columns = (plans[name].to_numpy() for name in ("plan", "completion", "overdue", "soon"))
    return in_order(by_row(nodes["row"], nodes["value"]), *columns)
