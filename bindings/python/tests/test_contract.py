"""The promises of the contract as Python sees them."""

from __future__ import annotations

import ast
import copy
import inspect
import json
import pickle
import subprocess
import sys
import threading
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import kam
import kam.errors
import pyarrow
import pytest

ROOT = Path(__file__).resolve().parents[3]
OPERATIONS = json.loads((ROOT / "bindings/operations.json").read_text())
PORTFOLIO = json.loads((ROOT / "bindings/portfolio.json").read_text())
STUBS = ast.parse((ROOT / "bindings/python/python/kam/_kam.pyi").read_text())
AT = datetime(2026, 5, 1, 12, tzinfo=timezone(timedelta(hours=2)))
ACTING = kam.Acting(person="u7", at=AT)


def plan() -> kam.Plan:
    nodes = [
        kam.NodeDraft(id="a", status="done", weight=Decimal("3")),
        kam.NodeDraft(id="b", due=date(2028, 2, 29), prerequisites=["c"], override=None),
        kam.NodeDraft(id="c", quantity=kam.QuantityDraft(baseline=50, target=Decimal("10.5"))),
    ]
    return kam.build_plan(kam.PlanDraft(id="AP-1", nodes=nodes))


@pytest.mark.parametrize("refused", [0.1, True, "1", None, 1j])
def test_a_decimal_is_a_decimal_or_an_int(refused: object) -> None:
    with pytest.raises(TypeError, match="Decimal"):
        kam.display_completion(refused)  # type: ignore[arg-type]


@pytest.mark.parametrize("refused", ["NaN", "Infinity", "0.1234567890123456789", "1E+40"])
def test_a_decimal_is_exact(refused: str) -> None:
    with pytest.raises(kam.errors.InvalidValue) as raised:
        kam.display_completion(Decimal(refused))
    assert isinstance(raised.value, ValueError)


def test_decimals_keep_every_digit() -> None:
    value = Decimal("1234567890.123456789012345678")
    assert kam.QuantityDraft(baseline=value, target=Decimal("1E+2")).baseline == value
    assert str(kam.QuantityDraft(baseline=0, target=Decimal("1E+2")).target) == "100"
    assert str(kam.QuantityDraft(baseline=Decimal("1.10"), target=3).baseline) == "1.1"


def test_a_date_is_no_moment_and_a_moment_has_a_zone() -> None:
    with pytest.raises(TypeError, match=r"\.date\(\)"):
        plan().due(AT)
    with pytest.raises(TypeError, match="zone"):
        kam.Acting(person="u7", at=datetime(2026, 5, 1))
    assert kam.Acting(person="u7", at=AT).at == AT
    assert plan().nodes()[1].due == date(2028, 2, 29)


def test_bytes_are_bytes() -> None:
    assert kam.ExportFile(name="a.csv", content=b"\x00\xff").content == b"\x00\xff"
    with pytest.raises(TypeError, match="bytes"):
        kam.ExportFile(name="a.csv", content="text")  # type: ignore[arg-type]


def records() -> list[object]:
    return [
        ACTING,
        *plan().nodes(),
        plan().profile(),
        plan().explain(),
        plan().explain("c"),
        *plan().completions(),
        *plan().due(date(2026, 1, 1)),
        *kam_choices(),
    ]


def kam_choices() -> list[object]:
    return [kam.Method("lowest"), kam.Weekday.SUNDAY, kam.Basis.EMPTY_OWN_STATUS]


@pytest.mark.parametrize("record", records(), ids=lambda record: type(record).__name__)
def test_records_pickle_copy_compare_and_print(record: object) -> None:
    assert pickle.loads(pickle.dumps(record)) == record
    assert copy.copy(record) == copy.deepcopy(record) == record
    assert hash(pickle.loads(pickle.dumps(record))) == hash(record)
    assert repr(record).startswith(type(record).__name__)


def test_records_are_frozen_and_matched() -> None:
    with pytest.raises(AttributeError):
        ACTING.person = "u8"  # type: ignore[misc]
    match ACTING:
        case kam.Acting(person=person):
            assert person == "u7"
    changed = ACTING.__replace__(person="u8")
    assert (changed.person, changed.at) == ("u8", ACTING.at)
    with pytest.raises(TypeError):
        kam.NodeDraft(id="a", weigth=Decimal(1))  # type: ignore[call-arg]


def test_codes_are_text_too() -> None:
    assert kam.Method("leaf_share") == kam.Method.LEAF_SHARE
    assert kam.Method.LEAF_SHARE.value == str(kam.Method.LEAF_SHARE) == "leaf_share"
    with pytest.raises(kam.errors.InvalidValue, match="`weighted_mean`"):
        kam.Method("median")


def test_a_fault_carries_code_text_and_details() -> None:
    with pytest.raises(kam.errors.PrerequisiteUnfinished) as raised:
        plan().change_status("b", "done", ACTING)
    fault = raised.value
    assert (fault.code, fault.node, fault.blocked_by) == ("prerequisite_unfinished", "b", ["c"])
    assert str(fault) == fault.text == "`b` cannot be finished before `c`"
    again = pickle.loads(pickle.dumps(fault))
    assert (type(again), again.details, str(again)) == (type(fault), fault.details, str(fault))


def test_everything_wrong_is_reported_at_once() -> None:
    with pytest.raises(kam.errors.InvalidDocument) as raised:
        kam.open_plan('{"id": "AP-1",\n "nodes": [{"id": "a", "weight": "x"}, {"id": "b", "weight": "-1", "colour": 1}]}')
    problems = raised.value.problems
    assert [problem.path for problem in problems] == ["nodes[0].weight", "nodes[1].weight", "nodes[1].colour"]
    assert all(problem.line == 2 and problem.text for problem in problems)


def test_each_code_has_one_exception() -> None:
    # The report has one of its own, for a library that is not installed.
    assert set(kam.errors.FAULTS) == {cls.code for cls in kam.KamError.__subclasses__() if cls.__module__ == "kam.errors"}
    for code, cls in kam.errors.FAULTS.items():
        assert (cls.code, bool(cls.__doc__)) == (code, True)


def test_every_operation_is_here_and_nothing_else() -> None:
    functions = {item["name"] for item in OPERATIONS if item["on"] is None}
    assert {name for name in dir(kam._kam) if not name.startswith("_") and not isinstance(getattr(kam._kam, name), type)} == functions
    for handle in {item["on"] for item in OPERATIONS} - {None}:
        methods = {item["name"] for item in OPERATIONS if item["on"] == handle}
        assert {name for name in dir(getattr(kam, handle)) if not name.startswith("_")} == methods
    assert set(kam.__all__) == {name for name in dir(kam._kam) if not name.startswith("_")} | {"KamError", "errors", "__version__"}


def test_a_portfolio_has_the_calls_and_arguments_that_it_has_in_node() -> None:
    """What is a table and a record of options there are arguments here, under the same names."""
    asked = [item for item in PORTFOLIO if item["on"] == "Portfolio"]
    makers = {"load_portfolio": kam.Portfolio, "portfolio_of_export": kam.Portfolio.from_export}
    assert {name for name in dir(kam.Portfolio) if not name.startswith("_")} == {item["name"] for item in asked} | {"from_export"}
    assert {item["name"] for item in PORTFOLIO if not item["on"]} == set(makers)
    records = {"question", "options"}
    for item in PORTFOLIO:
        call = getattr(kam.Portfolio, item["name"]) if item["on"] else makers[item["name"]]
        if item["name"] == "size":
            continue
        arguments = set(inspect.signature(call).parameters) - {"self"}
        assert arguments == (set(item["arguments"]) - records) | set(item["fields"]), item["name"]


def test_a_portfolio_says_how_large_it_is() -> None:
    assert kam.Portfolio(pyarrow.table({"plan": ["A", "B"], "node": ["a", "b"], "parent": pyarrow.nulls(2), "status": ["open", "done"]})).size == (2, 2)


def test_every_public_item_is_documented() -> None:
    def documented(item: ast.ClassDef | ast.FunctionDef) -> bool:
        return bool(ast.get_docstring(item))

    missing = []
    for item in STUBS.body:
        if not isinstance(item, ast.ClassDef | ast.FunctionDef):
            continue
        members = [member for member in getattr(item, "body", []) if isinstance(member, ast.FunctionDef) and not member.name.startswith("__")]
        missing += [f"{item.name}.{member.name}" for member in members if not documented(member)]
        missing += [] if documented(item) else [item.name]
    assert missing == []


def test_there_is_one_version() -> None:
    cargo = (ROOT / "Cargo.toml").read_text().splitlines()
    assert f'version = "{kam.version()}"' in cargo
    assert kam.__version__ == kam.version() == json.loads((ROOT / "bindings/node/package.json").read_text())["version"]


def test_a_plan_may_be_used_by_several_threads() -> None:
    shared = kam.open_plan(json.dumps({"id": "AP-1", "nodes": [{"id": f"n{place}"} for place in range(64)]}))

    def finish(first: int) -> None:
        for place in range(first, 64, 4):
            shared.change_status(f"n{place}", "done", ACTING)

    threads = [threading.Thread(target=finish, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shared.completion() == 100


def test_the_examples_of_the_package_run() -> None:
    subprocess.run([sys.executable, "-m", "doctest", kam.__file__], check=True)
