"""Portfolios by group, with what was done in time and what waits, and what other rules or weights would change."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import kam
import kam.errors
import pandas
import polars
import pyarrow as pa
import pytest

AS_OF = date(2026, 6, 30)
ROWS: dict[str, list[Any]] = {
    "plan": ["A", "A", "A", "B", "B", "B"],
    "node": ["g", "t1", "t2", "g", "t1", "t2"],
    "parent": [None, "g", "g", None, "g", "g"],
    "status": ["open", "done", "open", "in_progress", "done", "open"],
    "weight": [None, 3, 1, None, None, 2],
    "due": [None, date(2026, 6, 1), date(2026, 7, 1), None, date(2026, 1, 1), date(2026, 6, 1)],
    "done_on": [None, date(2026, 6, 1), None, None, date(2026, 2, 1), None],
    "prerequisites": [None, [], ["t1"], None, None, ["g"]],
    "territory": ["North", "North", "North", "South", "South", "South"],
    "function": [None, "medical", "sales", None, "medical", "sales"],
    "potential": [100, 100, 100, 300, 300, 300],
    "next_weight": [1, 1, 1, 1, 1, 9],
}
SETTINGS = kam.Settings(levels=[kam.LevelDraft(name="goal"), kam.LevelDraft(name="action")])


def portfolio(**changes: list[Any]) -> kam.Portfolio:
    return kam.Portfolio(pa.table(ROWS | changes), settings=SETTINGS)


def rows(table: kam.Table) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    return found


def single(plan: str) -> kam.Plan:
    names = ("plan", "node", "parent", "status", "weight", "due", "prerequisites")
    nodes = [
        kam.NodeDraft(id=node, parent=parent, status=status, weight=weight, due=due, prerequisites=first)
        for of, node, parent, status, weight, due, first in zip(*(ROWS[name] for name in names), strict=True)
        if of == plan
    ]
    return kam.build_plan(kam.PlanDraft(id=plan, nodes=nodes, settings=SETTINGS))


def test_groups_of_plans_are_the_sums_of_their_plans() -> None:
    summaries = [single(plan).summary(AS_OF) for plan in ("A", "B")]
    one = rows(portfolio(territory=["All"] * 6).groups(["territory"], as_of=AS_OF))[0]
    assert (one["territory"], one["plans"]) == ("All", 2)
    assert one["completion"] == Decimal("54.166666")  # 108.333333 / 2, a half to the even digit
    assert one["variance"] == one["completion"] - one["expected"]
    assert one["blocked"] == sum(summary.blocked for summary in summaries) == 1
    assert one["overdue"] == sum(summary.overdue for summary in summaries) == 1
    assert [one[name] for name in ("on_track", "at_risk", "off_track")] == [
        sum(str(summary.health) == name for summary in summaries) for name in ("on_track", "at_risk", "off_track")
    ]
    assert (one["nodes"], one["nodes_done"], one["actions"], one["open"]) == (6, 2, 4, 2)
    assert (one["done_on_time"], one["done_late"], one["on_time_share"]) == (1, 1, Decimal(50))


def test_a_column_says_how_much_plans_count() -> None:
    asked = portfolio(territory=["All"] * 6)
    weighted = rows(asked.groups(["territory"], weight="potential", figures=["completion"]))
    assert weighted == [{"territory": "All", "plans": 2, "completion": Decimal("43.750000")}]
    with pytest.raises(kam.errors.InvalidTable, match=r"weight\[0\]: the row has no weight, and one is asked for; 0 is the weight of what should not count"):
        asked.groups(["territory"], weight="weight")
    with pytest.raises(kam.errors.InvalidTable, match=r"function\[1\]: `medical` is no weight"):
        asked.groups(["territory"], of="actions", weight="function")
    with pytest.raises(kam.errors.InvalidTable, match="the table has no column `potentials` to read weights from; did you mean `potential`"):
        asked.groups(["territory"], weight="potentials")


def test_groups_of_actions_go_by_their_own_rows() -> None:
    found = rows(portfolio().groups(["function"], of="actions", as_of=AS_OF))
    assert [(row["function"], row["actions"], row["completion"]) for row in found] == [("medical", 2, Decimal(100)), ("sales", 2, Decimal(0))]
    assert [(row["overdue"], row["due_soon"], row["blocked"], row["on_time_share"]) for row in found] == [(0, 0, 0, Decimal(50)), (1, 1, 1, None)]
    goals = rows(portfolio().groups(["function", "territory"], of="actions", levels=["goal"], figures=["completion"]))
    assert [(row["function"], row["territory"], row["actions"]) for row in goals] == [(None, "North", 1), (None, "South", 1)]


def test_polars_and_pandas_can_be_grouped() -> None:
    frame = polars.DataFrame(ROWS).with_columns(polars.col("function").cast(polars.Categorical), polars.col("due").alias("month"))
    table = kam.Portfolio(frame, settings=SETTINGS).groups(["function", "month"], "actions").to_polars()
    assert table["function"].to_list() == ["medical", "sales", "medical", "sales"]
    assert table["month"].to_list() == [date(2026, 6, 1), date(2026, 7, 1), date(2026, 1, 1), date(2026, 6, 1)]
    other = pandas.DataFrame(ROWS).astype({"weight": "Int64", "due": "datetime64[ns]", "done_on": "datetime64[ns]", "territory": "category"})
    again = kam.Portfolio(other, settings=SETTINGS, threads=2).groups(["territory"], as_of=AS_OF).to_pandas()
    assert list(again["territory"]) == ["North", "South"]
    assert rows(portfolio().groups(["territory"], as_of=AS_OF))[1]["blocked"] == again["blocked"][1] == 1


def test_what_waits_and_what_was_done_in_time_is_told_where_the_table_says_it() -> None:
    asked = portfolio()
    assert asked.nodes(figures=["blocked"]).to_pyarrow()["blocked"].to_pylist() == [None, None, False, None, None, True]
    due = {item.node: bool(item.blocked_by) for item in single("B").due(AS_OF)}
    assert due == {"t2": True}
    plans = rows(asked.plans(figures=["on_time", "blocked"]))
    assert plans[1] == {"plan": "B", "blocked": 1, "done_on_time": 0, "done_late": 1, "on_time_share": Decimal(0)}
    without = kam.Portfolio(pa.table({name: cells for name, cells in ROWS.items() if name not in {"done_on", "prerequisites"}}), settings=SETTINGS)
    assert not {"blocked", "done_on_time"} & set(without.plans(AS_OF).column_names)
    with pytest.raises(kam.errors.InvalidValue, match="the table has no column `done_on`; if it is called otherwise, say so"):
        without.plans(figures=["on_time"])


@pytest.mark.parametrize(
    ("column", "cells", "problem"),
    [
        ("prerequisites", [None, ["t2"], ["t1"], None, None, None], r"prerequisites\[1\]: .*t1"),
        ("prerequisites", [None, ["nobody"], None, None, None, None], r"prerequisites\[1\]: the prerequisite `nobody` of `t1` is no node of this plan"),
        ("prerequisites", ["t1"] * 6, "the column `prerequisites` is of the type `Utf8`, and prerequisites are lists of ids"),
        ("done_on", ["2026-01-01"] * 6, "the column `done_on` is of the type `Utf8`, and days are dates"),
    ],
)
def test_prerequisites_and_days_that_cannot_be_are_named(column: str, cells: list[Any], problem: str) -> None:
    with pytest.raises(kam.errors.InvalidTable, match=problem):
        portfolio(**{column: cells})


def test_what_would_change_is_listed() -> None:
    asked = portfolio()
    changed = rows(asked.what_if(weight="next_weight", keep=["territory"]))
    assert changed == [
        {"plan": "A", "territory": "North", "completion": Decimal(75), "completion_after": Decimal(50), "difference": Decimal(-25)},
        {"plan": "B", "territory": "South", "completion": Decimal("33.333333"), "completion_after": Decimal(10), "difference": Decimal("-23.333333")},
    ]
    rules = kam.CompletionRules(method=kam.Method.LOWEST)
    nodes = rows(asked.what_if(rules=rules, of="nodes"))
    after = asked.plans(rules=rules).to_pyarrow()["completion"].to_pylist()
    assert [(row["plan"], row["node"], row["completion_after"]) for row in nodes] == [("A", "g", after[0]), ("B", "g", after[1])]
    assert len(asked.what_if(rules=rules, of="nodes", all=True)) == 6
    assert len(asked.what_if(rules=kam.CompletionRules())) == 0
    with pytest.raises(kam.errors.InvalidValue, match="pass `rules`, `weight` or both"):
        asked.what_if()
    with pytest.raises(kam.errors.InvalidTable, match=r"next_weight\[5\]: `-9` is no weight"):
        portfolio(next_weight=[1, 1, 1, 1, 1, -9]).what_if(weight="next_weight")


def test_wrong_arguments_are_named() -> None:
    asked = portfolio()
    with pytest.raises(kam.errors.InvalidValue, match=r"`by` cannot be `\[\]`: no column is named"):
        asked.groups([])
    with pytest.raises(kam.errors.InvalidTable, match="the table has no column `terretory` to group by; did you mean `territory`"):
        asked.groups(["terretory"])
    with pytest.raises(kam.errors.InvalidTable, match="`plan` to group by is named twice"):
        asked.groups(["plan", "plan"])
    with pytest.raises(kam.errors.InvalidValue, match=r"`of` cannot be `plan`: .*did you mean `plans`"):
        asked.groups(["plan"], of="plan")
    with pytest.raises(kam.errors.InvalidValue, match=r"`levels` cannot be `gaol`: .*did you mean `goal`"):
        asked.groups(["plan"], levels=["gaol"])
    with pytest.raises(TypeError, match="`by` cannot be `'plan'`: it is of type `str`, and a list is needed"):
        asked.groups("plan")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"(?s)`weight` cannot be `4`.*`all` cannot be `'yes'`"):
        asked.what_if(weight=4, all="yes")  # type: ignore[arg-type]
