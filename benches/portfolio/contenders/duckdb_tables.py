"""DuckDB on tables of its own: one temporary table a level, each a join with the sums of the one below. Fetched as Arrow."""

from __future__ import annotations

import os
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
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


def run(connection: duckdb.DuckDBPyConnection) -> tuple[pa.Table, pa.Table]:
    for level in reversed(range(LOWEST + 1)):
        connection.execute(f"create or replace temp table at{level} as {nodes_at(level)}")
    return connection.sql(ALL_NODES).to_arrow_table(), connection.sql(f"with {COUNTS} {PLANS}").to_arrow_table()


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


def figures(connection: duckdb.DuckDBPyConnection, outcome: Any) -> Figures:
    nodes, plans = outcome
    columns = (plans[name].to_numpy() for name in ("plan", "completion", "overdue", "soon"))
    return in_order(by_row(nodes["row"], nodes["value"]), *columns)
