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


def versions() -> dict[str, str]:
    return {"duckdb": duckdb.__version__}


def load(table: pa.Table) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": os.cpu_count() or 1})
    connection.execute("set preserve_insertion_order = false")
    connection.execute("create type status as enum ('open', 'in_progress', 'done', 'cancelled')")
    rows = pa.array(np.arange(len(table), dtype=np.int32))
    connection.register("given", table.select(COLUMNS).append_column("row", rows))
    connection.execute("create table node_of as select * replace (status::status as status) from given order by row")
    connection.unregister("given")
    return connection


def run(connection: duckdb.DuckDBPyConnection) -> tuple[pa.Table, pa.Table]:
    connection.execute(f"create or replace temp table at{LOWEST} as select row, parent, {OWN} as value, {WEIGHT} as weight from node_of where level = {LOWEST}")
    for level in reversed(range(LOWEST)):
        above = "parent" if level else "plan"
        connection.execute(f"""
            create or replace temp table at{level} as
            with below as (select parent as node, sum(weight * value) / sum(weight) as mean from at{level + 1} where {COUNTED} group by parent)
            select row, n.{above}, case when status <> 'cancelled' then coalesce(mean, {OWN}) end as value, {WEIGHT} as weight
            from node_of n left join below on n.node = below.node where level = {level}""")
    nodes = connection.sql(" union all ".join(f"select row, value from at{level}" for level in range(LOWEST + 1))).to_arrow_table()
    plans = connection.sql(f"""
        with gone0 as (select node from node_of where level = 0 and status = 'cancelled'),
        gone1 as (select node from node_of where level = 1 and (status = 'cancelled' or parent in (from gone0))),
        gone2 as (select node from node_of where level = 2 and (status = 'cancelled' or parent in (from gone1))),
        counts as (
            select plan, count(*) filter (due < date '{AS_OF}') as overdue, count(*) filter (due >= date '{AS_OF}') as soon
            from node_of
            where level = {LOWEST} and status in ('open', 'in_progress') and due <= date '{UNTIL}'
            and not exists (select 1 from gone2 where gone2.node = parent)
            group by plan),
        means as (select plan, sum(weight * value) filter ({COUNTED}) / sum(weight) filter ({COUNTED}) as completion from at0 group by plan)
        select plan, completion, coalesce(overdue, 0) as overdue, coalesce(soon, 0) as soon from means left join counts using (plan)""").to_arrow_table()
    return nodes, plans


def figures(connection: duckdb.DuckDBPyConnection, outcome: Any) -> Figures:
    nodes, plans = outcome
    columns = (plans[name].to_numpy() for name in ("plan", "completion", "overdue", "soon"))
    return in_order(by_row(nodes["row"], nodes["value"]), *columns)
