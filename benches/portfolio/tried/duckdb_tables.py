"""DuckDB: the same steps, each level a temporary table."""

from __future__ import annotations

import duckdb
import pyarrow as pa
from duckdb_query import ALL_NODES, COUNTS, PLANS, load, nodes_at, of_both, versions
from job import LOWEST, Figures

__all__ = ["NAME", "load", "run", "versions"]
NAME = "DuckDB, a table for each level"


def run(connection: duckdb.DuckDBPyConnection) -> tuple[pa.Table, pa.Table]:
    for level in reversed(range(LOWEST + 1)):
        connection.execute(f"create or replace temp table at{level} as {nodes_at(level)}")
    return connection.sql(ALL_NODES).to_arrow_table(), connection.sql(f"with {COUNTS} {PLANS}").to_arrow_table()


def figures(_: duckdb.DuckDBPyConnection, outcome: tuple[pa.Table, pa.Table]) -> Figures:
    return of_both(*outcome)
