"""DuckDB: the same steps as one query with materialised parts."""

from __future__ import annotations

from typing import Any

import duckdb
import duckdb_tables
import pyarrow as pa
import pyarrow.compute as pc
from duckdb_tables import ALL_NODES, COUNTS, PLANS, load, nodes_at, versions
from job import LOWEST, Figures

__all__ = ["NAME", "load", "run", "versions"]
NAME = "DuckDB, one query"
LEVELS = ", ".join(f"at{level} as materialized ({nodes_at(level)})" for level in reversed(range(LOWEST + 1)))
BOTH = f"""
    select row, value, null as plan, null as overdue, null as soon from ({ALL_NODES})
    union all select null, completion, plan, overdue, soon from ({PLANS})"""


def run(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    return connection.sql(f"with {LEVELS}, {COUNTS} {BOTH}").to_arrow_table()


def figures(connection: duckdb.DuckDBPyConnection, outcome: Any) -> Figures:
    of_nodes = pc.is_valid(outcome["row"])
    plans = outcome.filter(pc.invert(of_nodes)).rename_columns({"value": "completion"})
    return duckdb_tables.figures(connection, (outcome.filter(of_nodes), plans))
