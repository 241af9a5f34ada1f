"""Portfolios in Python: anything with the Arrow PyCapsule interface in and out, and the figures of single plans."""

from __future__ import annotations

import threading
from datetime import date, datetime, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import kam
import kam.errors
import pandas
import polars
import pyarrow as pa
import pytest

AS_OF = date(2026, 6, 30)
EXPORTS = Path(__file__).resolve().parents[3] / "adapters" / "crm" / "tests" / "data"
ROWS: dict[str, list[Any]] = {
    "plan": ["A", "A", "A", "B"],
    "node": ["a1", "a2", "a3", "b1"],
    "parent": [None, "a1", "a1", None],
    "status": ["open", "done", "open", "in_progress"],
    "weight": [None, 3, 1, None],
    "due": [None, date(2026, 6, 1), date(2026, 7, 1), date(2026, 12, 31)],
    "territory": ["North", "North", "North", "South"],
}


def table(**changes: list[Any]) -> Any:
    return pa.table(ROWS | changes)


def test_the_figures_are_those_of_the_plans() -> None:
    nodes = [
        kam.NodeDraft(id=node, parent=parent, status=status, weight=weight, due=due)
        for plan, node, parent, status, weight, due in zip(*(ROWS[name] for name in ("plan", "node", "parent", "status", "weight", "due")), strict=True)
        if plan == "A"
    ]
    plan = kam.build_plan(kam.PlanDraft(id="A", nodes=nodes))
    portfolio = kam.Portfolio(table())
    by_node = portfolio.nodes(AS_OF).to_pyarrow().to_pylist()
    assert [row["completion"] for row in by_node[:3]] == [row.completion for row in plan.completions()]
    assert [row["expected"] for row in by_node[:3]] == [row.expected for row in plan.progress(AS_OF)[1:]]
    first = portfolio.plans(AS_OF, keep=["territory"]).to_pyarrow().to_pylist()[0]
    summary = plan.summary(AS_OF)
    assert first["completion"] == summary.completion == Decimal(75)
    assert (first["variance"], first["health"]) == (summary.variance, str(summary.health))
    assert (first["overdue"], first["due_soon"], first["nodes"]) == (summary.overdue, summary.due_soon, summary.nodes)
    assert first["territory"] == "North"


def test_rules_and_figures_can_be_chosen() -> None:
    portfolio = kam.Portfolio(table())
    shares = portfolio.plans(rules=kam.CompletionRules(method=kam.Method.COMPLETED_SHARE), figures=["completion"])
    assert shares.column_names == ["plan", "completion"]
    assert shares.to_pyarrow()["completion"].to_pylist() == [Decimal(0), Decimal(0)]
    with pytest.raises(kam.errors.InvalidValue, match="pass a date"):
        portfolio.plans(figures=["due"])
    with pytest.raises(kam.errors.InvalidValue, match="did you mean `completion`"):
        portfolio.plans(figures=["completoin"])


def test_names_of_columns_can_be_given() -> None:
    other = table().rename_columns(["AccountPlan", "Id", "Above", "Status__c", "weight", "due", "territory"])
    names = {"plan": "AccountPlan", "node": "Id", "parent": "Above", "status": "Status__c"}
    assert kam.Portfolio(other, names=names).plans().to_pyarrow()["completion"].to_pylist() == [Decimal(75), Decimal(0)]
    with pytest.raises(kam.errors.InvalidTable) as raised:
        kam.Portfolio(other)
    assert [problem.path for problem in raised.value.problems] == ["plan", "node", "parent", "status"]
    with pytest.raises(kam.errors.InvalidValue, match="did you mean `plan`"):
        kam.Portfolio(other, names={"plna": "AccountPlan"})


def test_rows_that_cannot_be_used_are_named_or_set_aside() -> None:
    bad = table(parent=[None, "a1", "nobody", None], status=["open", "done", "open", "begun"])
    with pytest.raises(kam.errors.InvalidTable) as raised:
        kam.Portfolio(bad)
    assert [(problem.path, problem.id, problem.code) for problem in raised.value.problems] == [
        ("parent[2]", "a3", "unknown_parent"),
        ("status[3]", "b1", "unknown_status"),
    ]
    portfolio = kam.Portfolio(bad, bad_rows="set_aside")
    assert portfolio.nodes().to_pyarrow()["completion"].to_pylist() == [Decimal(100), Decimal(100), None, None]
    problems = portfolio.problems().to_pyarrow().to_pylist()
    assert [(row["row"], row["column"], row["value"]) for row in problems] == [(2, "parent", "nobody"), (3, "status", "begun")]
    with pytest.raises(kam.errors.InvalidValue, match="`refuse`"):
        kam.Portfolio(bad, bad_rows="ignore")


@pytest.mark.parametrize(
    ("column", "cells", "problem"),
    [
        ("weight", [1.0, float("nan"), 1.0, 1.0], r"weight\[1\]: `NaN` is no weight"),
        ("weight", [1, -1, 1, 1], r"weight\[1\]: `-1` is no weight: it must be from 0 to 1000000"),
        ("plan", ["A", None, "A", "B"], r"plan\[1\]: the row names no plan"),
        ("node", ["a1", "a1", "a3", "b1"], r"node\[1\]: the id `a1` is used by more than one node"),
        ("node", ["a1", "a2", "a3", "x" * 1_000_000], r"node\[3\]: .* it has 1000000 characters, at most 64 are allowed"),
        ("status", [1, 2, 3, 4], "the column `status` is of the type `Int64`, and statuses are texts"),
        ("due", ["2026-01-01"] * 4, "the column `due` is of the type `Utf8`, and days are dates"),
        ("due", [datetime(2026, 1, 1, 12)] * 4, r"due\[0\]: `2026-01-01 12:00:00` is a moment and no day"),
        ("due", [datetime(2026, 1, 1, tzinfo=timezone.utc)] * 4, "say which day it is in the zone of the market"),
    ],
)
def test_what_is_wrong_is_said_with_column_row_and_value(column: str, cells: list[Any], problem: str) -> None:
    with pytest.raises(kam.errors.InvalidTable, match=problem):
        kam.Portfolio(table(**{column: cells}))


@pytest.mark.parametrize("thing", [None, 1, [ROWS], ROWS])
def test_what_is_no_table_is_refused(thing: object) -> None:
    with pytest.raises(TypeError, match="Arrow PyCapsule interface"):
        kam.Portfolio(thing)  # type: ignore[arg-type]


def test_an_empty_table_is_a_portfolio_of_nothing() -> None:
    assert len(kam.Portfolio(table().slice(0, 0)).plans(AS_OF)) == 0
    with pytest.raises(kam.errors.InvalidTable, match="the table has no columns"):
        kam.Portfolio(pa.table({}))
    with pytest.raises(kam.errors.KamError, match="2147483648 rows, at most 2147483647"):
        kam.Portfolio(pa.table({name: pa.nulls(1 << 31) for name in ("plan", "node", "parent", "status")}))


def test_polars_and_pandas_read_and_are_read() -> None:
    frame = polars.DataFrame(ROWS).with_columns(polars.col("status").cast(polars.Categorical))
    plans = kam.Portfolio(frame).plans(AS_OF, keep=["territory"]).to_polars()
    assert plans["completion"].to_list() == [Decimal(75), Decimal(0)]
    again = kam.Portfolio(pandas.DataFrame(ROWS).astype({"weight": "Int64", "due": "datetime64[ns]"})).plans(AS_OF).to_pandas()
    assert list(again["overdue"]) == list(plans["overdue"])


def test_tables_come_in_pieces_and_from_several_threads() -> None:
    pieces = pa.concat_tables([table().slice(0, 1), table().slice(1, 3)])
    portfolio = kam.Portfolio(pieces, threads=3)
    answers: list[list[Decimal]] = []
    workers = [threading.Thread(target=lambda: answers.append(portfolio.plans().to_pyarrow()["completion"].to_pylist())) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert answers == [[Decimal(75), Decimal(0)]] * 8
    assert repr(portfolio) == "<kam.Portfolio of 2 plans, 4 rows>"


def test_columns_come_back_as_they_were() -> None:
    given = table()
    nodes = kam.Portfolio(given).nodes()
    assert repr(nodes).startswith("<kam.Table of 4 rows: plan, node, parent")
    assert len(nodes) == nodes.num_rows == 4
    assert pa.table(nodes).select(given.column_names).equals(given)
    assert pa.schema(nodes).names == nodes.column_names


@pytest.mark.parametrize("folder", ["vault", "salesforce_defects"])
def test_a_portfolio_of_an_export_has_its_figures(folder: str) -> None:
    export = kam.load_export(EXPORTS / folder)
    portfolio = kam.Portfolio.from_export(export, threads=2)
    rows = {row["plan"]: row for row in portfolio.plans(AS_OF, keep=["plan_title", "account_name", "unit"]).to_pyarrow().to_pylist()}
    summaries = export.summaries(AS_OF)
    assert sorted(rows) == [summary.plan for summary in summaries if summary.nodes]
    for summary in summaries:
        if row := rows.get(summary.plan):
            for name in ("completion", "expected", "variance", "nodes", "actions", "open", "overdue", "due_today", "due_soon", "later", "undated"):
                assert row[name] == getattr(summary, name), (summary.plan, name)
            assert (row["plan_title"] or "", row["account_name"], row["unit"]) == (summary.title, summary.account_name, summary.unit)
            assert row["health"] == (summary.health and str(summary.health))
    assert sum(row["done_on_time"] + row["done_late"] for row in rows.values()) > 0


CHANGES: dict[str, list[Any]] = {
    "plan": ["A", "B", "A", "A"],
    "node": ["a3", "b1", "a2", "a2"],
    "on": [date(2026, 6, 2), date(2026, 6, 3), date(2026, 6, 4), date(2026, 6, 1)],
    "status": ["cancelled", "in_progress", "done", "in_progress"],
    "progress": [None, 12.5, None, 50],
}


@pytest.mark.parametrize("made", [pa.table, polars.DataFrame, pandas.DataFrame])
def test_figures_as_of_dates_are_those_of_the_plans_then(made: Any) -> None:
    portfolio = kam.Portfolio(table(created=[None, None, date(2026, 6, 2), None]))
    dates = [date(2026, 6, day) for day in (1, 2, 4)]
    rows = portfolio.history(dates, made(CHANGES), keep=["territory"]).to_pyarrow().to_pylist()
    expected = [(plan, day, place) for plan, place in (("A", "North"), ("B", "South")) for day in dates]
    assert [(row["plan"], row["as_of"], row["territory"]) for row in rows] == expected
    # By day: a2 half done and alone; a3 created and cancelled; a2 done.
    assert [row["completion"] for row in rows[:3]] == [Decimal(50), Decimal(50), Decimal(100)]
    assert [row["completion"] for row in rows[3:]] == [Decimal(0), Decimal(0), Decimal("12.5")]
    only = portfolio.history(dates, made(CHANGES), figures=["completion"])
    assert only.column_names == ["plan", "as_of", "completion"]
    assert portfolio.history([], made(CHANGES)).num_rows == 0


def test_a_history_by_group_is_the_mean_of_its_plans() -> None:
    portfolio = kam.Portfolio(table(region=["Europe"] * 4, potential=[3, None, None, 1]))
    dates = [date(2026, 6, day) for day in (1, 2, 4)]
    plans = portfolio.history(dates, pa.table(CHANGES)).to_pyarrow().to_pylist()
    for weight, counts in ((None, (1, 1)), ("potential", (3, 1))):
        groups = portfolio.history(dates, pa.table(CHANGES), by=["region"], weight=weight).to_pyarrow().to_pylist()
        assert [(row["region"], row["as_of"], row["plans"]) for row in groups] == [("Europe", day, 2) for day in dates]
        for row, first, second in zip(groups, plans[:3], plans[3:], strict=True):
            for name in ("completion", "expected"):
                mean = (counts[0] * first[name] + counts[1] * second[name]) / sum(counts)
                assert abs(row[name] - mean) <= Decimal("0.0000005")
            assert row["on_track"] + row["at_risk"] + row["off_track"] == 2
    with pytest.raises(kam.errors.InvalidValue, match="pass `by`"):
        portfolio.history(dates, weight="potential")
    with pytest.raises(kam.errors.InvalidTable, match="did you mean `region`"):
        portfolio.history(dates, by=["regions"])


def test_without_changes_the_expected_completion_moves_alone() -> None:
    portfolio = kam.Portfolio(table())
    rows = portfolio.history([date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)]).to_pyarrow().to_pylist()
    assert [row["completion"] for row in rows[:3]] == [Decimal(75)] * 3
    assert [row["expected"] for row in rows[:3]] == [Decimal(0), Decimal(75), Decimal(100)]
    at = portfolio.plans(date(2026, 6, 1)).to_pyarrow().to_pylist()[0]
    assert all(rows[1][name] == at[name] for name in ("completion", "expected", "variance", "health"))


def test_changes_that_cannot_be_used_are_named() -> None:
    portfolio = kam.Portfolio(table())
    bad = {"plan": ["A", "C", "A"], "node": ["b1", "a1", "a1"], "changed": [date(2026, 6, 1), date(2026, 6, 1), None], "status": ["done", "dnoe", "dnoe"]}
    names = {"on": "changed"}
    with pytest.raises(kam.errors.InvalidTable) as refused:
        portfolio.history([AS_OF], pa.table(bad), names=names)
    told = [(problem.path, problem.code) for problem in refused.value.problems]
    first = [("node[0]", "unknown_node"), ("plan[1]", "unknown_plan"), ("status[1]", "unknown_status")]
    assert told == [*first, ("changed[2]", "missing_date"), ("status[2]", "unknown_status")]
    assert "did you mean `done`" in str(refused.value)
    aside = portfolio.history([AS_OF], pa.table(bad), names=names, bad_rows="set_aside")
    assert aside.to_pyarrow()["completion"].to_pylist() == portfolio.plans().to_pyarrow()["completion"].to_pylist()
    assert portfolio.change_problems(pa.table(bad), names=names).to_pyarrow()["row"].to_pylist() == [0, 1, 1, 2, 2]
    with pytest.raises(kam.errors.InvalidTable, match="no column `on`"):
        portfolio.history([AS_OF], pa.table(bad))
    with pytest.raises(kam.errors.InvalidTable, match="whole numbers here and texts"):
        portfolio.history([AS_OF], pa.table(CHANGES | {"node": [1, 2, 3, 4]}))
    with pytest.raises(kam.errors.InvalidTable, match=r"created\[1\]|moment and no day"):
        kam.Portfolio(table(created=[None, datetime(2026, 6, 1, 12), None, None]))
    with pytest.raises(kam.errors.InvalidValue, match="`overdue`"):
        portfolio.history([AS_OF], figures=["overdue"])
