"""Portfolios beyond one machine: the same figures on Apache Spark.

Rows are put together by plan, so that every plan is whole in one task; each task makes a `kam.Portfolio` of its rows and gives its figures, by
Spark's `mapInArrow`. Every figure is the one that a single machine gives, to the last digit.

Spark 4 and pyarrow are needed, and `kam` where the tasks run.

>>> import kam.spark
>>> kam.spark.plans(frame, date(2026, 6, 30), keep=["territory"]).write.parquet("figures")    # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import kam

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

__all__ = ["nodes", "plans"]


def plans(
    frame: DataFrame,
    as_of: date | None = None,
    *,
    keep: Sequence[str] = (),
    names: Mapping[str, str] | None = None,
    settings: kam.Settings | None = None,
    rules: kam.CompletionRules | None = None,
    figures: Sequence[str] | None = None,
    bad_rows: Literal["refuse", "set_aside"] = "refuse",
    partitions: int | None = None,
) -> DataFrame:
    """Give a row for each plan with its figures, as `kam.Portfolio.plans` gives them, in no order.

    `frame` has a row for each node, as a portfolio's table has; `partitions` says into how many parts the plans are shared out, by default as many
    as Spark is set to. A part must fit into the memory of a task. Columns that are missing or of another type are named before Spark begins.
    """
    question = {"as_of": as_of, "rules": rules, "figures": _list(figures), "keep": list(keep)}
    return _asked(frame, "plans", question, {"names": _dict(names), "settings": settings, "bad_rows": bad_rows}, partitions)


def nodes(
    frame: DataFrame,
    as_of: date | None = None,
    *,
    names: Mapping[str, str] | None = None,
    settings: kam.Settings | None = None,
    rules: kam.CompletionRules | None = None,
    figures: Sequence[str] | None = None,
    bad_rows: Literal["refuse", "set_aside"] = "refuse",
    partitions: int | None = None,
) -> DataFrame:
    """Give the rows of `frame` with the figures of each node, as `kam.Portfolio.nodes` does, in no order. See `plans`."""
    question = {"as_of": as_of, "rules": rules, "figures": _list(figures)}
    return _asked(frame, "nodes", question, {"names": _dict(names), "settings": settings, "bad_rows": bad_rows}, partitions)


def _list(given: Sequence[str] | None) -> list[str] | None:
    return None if given is None else list(given)


def _dict(given: Mapping[str, str] | None) -> dict[str, str]:
    return dict(given or {})


def _asked(frame: DataFrame, call: str, question: dict[str, Any], options: dict[str, Any], partitions: int | None) -> DataFrame:
    import pyarrow as pa
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    def ask(table: pa.Table) -> pa.Table:
        portfolio = kam.Portfolio(table, threads=1, **options)
        return _as_spark_has_it(getattr(portfolio, call)(**question).to_pyarrow())

    def task(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        rows = list(batches)
        if rows:
            yield from ask(pa.Table.from_batches(rows)).to_batches(max_chunksize=65_536)

    # A table without rows shows what comes out, and what is wrong with the columns.
    schema = from_arrow_schema(ask(to_arrow_schema(frame.schema).empty_table()).schema)
    plan = options["names"].get("plan") or next(name for name in ("plan", "plan_id") if name in frame.columns)
    together = frame.repartition(plan) if partitions is None else frame.repartition(partitions, plan)
    return together.mapInArrow(task, schema)


def _as_spark_has_it(table: pa.Table) -> pa.Table:
    """Give the table in types that Spark knows, which has no dictionaries and no numbers without a sign."""
    import pyarrow as pa

    def known(kind: pa.DataType) -> pa.DataType:
        if pa.types.is_dictionary(kind):
            return known(kind.value_type)
        if pa.types.is_unsigned_integer(kind):
            return pa.int64()
        return pa.string() if pa.types.is_large_string(kind) or pa.types.is_string_view(kind) else kind

    return table.cast(pa.schema([pa.field(field.name, known(field.type)) for field in table.schema]))
