"""DuckDB: the best form, on the Arrow table itself in place of a table of its own."""

from __future__ import annotations

import duckdb
import pyarrow as pa
from duckdb_query import figures, registered, run, versions

__all__ = ["NAME", "figures", "load", "run", "versions"]
NAME = "DuckDB, Arrow table"


def load(table: pa.Table) -> duckdb.DuckDBPyConnection:
    connection = registered(table)
    connection.execute("create view node_of as from given")
    return connection
