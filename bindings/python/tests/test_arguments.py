"""What Python says of arguments that cannot be used: the name, the value, what would be right, and all of them at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from enum import IntEnum
from pathlib import Path
from typing import Any

import kam
import kam.errors
import pytest

AT = datetime(2026, 5, 1, 12, tzinfo=timezone.utc)
ACTING = kam.Acting(person="u7", at=AT)


def plan() -> kam.Plan:
    return kam.build_plan(kam.PlanDraft(id="AP-1", nodes=[kam.NodeDraft(id="a"), kam.NodeDraft(id="b")]))


def typed(call: Callable[[], object]) -> str:
    with pytest.raises(TypeError) as raised:
        call()
    return str(raised.value)


def value(call: Callable[[], object]) -> kam.errors.InvalidValue:
    with pytest.raises(kam.errors.InvalidValue) as raised:
        call()
    return raised.value


class Text(str):
    """A text of another class."""


class Count(IntEnum):
    """A number of another class."""

    TWO = 2


class Amount(Decimal):
    """A decimal that writes itself in another way."""

    def __str__(self) -> str:
        return "twelve"


class Listed(Sequence[str]):
    """A sequence that lies about its length."""

    def __len__(self) -> int:
        return 2**62

    def __getitem__(self, place: int) -> Any:
        return ["goal"][place]


class Broken(Sequence[str]):
    """A sequence that cannot be read."""

    def __len__(self) -> int:
        return 1

    def __getitem__(self, place: int) -> Any:
        raise ZeroDivisionError


def test_a_code_is_taken_as_text_too() -> None:
    assert kam.CompletionRules(method="weighted_mean", cancelled="open") == kam.CompletionRules(
        method=kam.Method.WEIGHTED_MEAN, cancelled=kam.CancelledRule.OPEN
    )
    assert kam.CalendarDraft(weekend=["friday", kam.Weekday.SATURDAY]).weekend == [kam.Weekday.FRIDAY, kam.Weekday.SATURDAY]
    assert kam.StatusDraft(code="x", category=Text("done")).category == kam.StatusCategory.DONE


def test_a_wrong_code_lists_the_codes_and_the_nearest() -> None:
    fault = value(lambda: kam.CompletionRules(method="weighted_mea"))  # type: ignore[arg-type]
    assert (fault.field, fault.value) == ("method", "weighted_mea")
    assert "did you mean `weighted_mean`" in str(fault)
    assert all(f"`{code}`" in str(fault) for code in ("weighted_mean", "completed_share", "leaf_share", "leaf_mean", "lowest", "own"))
    fault = value(lambda: kam.CalendarDraft(weekend=["friday", "funday"]))  # type: ignore[list-item]
    assert fault.field == "weekend[1]"
    assert "did you mean `lowest`" in str(value(lambda: kam.Method("lowset")))
    message = typed(lambda: kam.CompletionRules(method=kam.CancelledRule.OPEN))  # type: ignore[arg-type]
    assert "`method`" in message and "of type `CancelledRule`" in message and "`lowest`" in message


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (Decimal("1" * 40), "34"),
        (Decimal("NaN"), "finite"),
        (Decimal("sNaN"), "finite"),
        (Decimal("-Infinity"), "finite"),
        (Decimal("1E+999999999"), "34"),
        (Decimal("1E-999999999"), "18"),
        (Decimal("1E-19"), "18"),
        (10**40, "34"),
        (10**5000, "34"),
    ],
    ids=lambda given: type(given).__name__,
)
def test_a_decimal_that_is_too_long_names_field_and_limit(given: Decimal | int, says: str) -> None:
    fault = value(lambda: kam.NodeDraft(id="a", weight=given))
    assert fault.field == "weight"
    assert says in fault.reason
    assert value(lambda: plan().display(given)).field == "completion"


def test_decimals_of_other_classes_are_numbers_and_not_their_texts() -> None:
    assert kam.NodeDraft(id="a", weight=Amount("12")).weight == 12
    assert kam.NodeDraft(id="a", weight=Count.TWO).weight == 2
    assert kam.NodeDraft(id="a", weight=Decimal("0E+999999999")).weight == 0
    assert kam.NodeDraft(id="a", weight=Decimal("-0")).weight == 0
    assert kam.NodeDraft(id="a", weight=Decimal("1E+3")).weight == 1000


@pytest.mark.parametrize("given", [-1, 2**32, 10**5000], ids=["negative", "large", "huge"])
def test_a_count_out_of_range_is_an_invalid_value(given: int) -> None:
    fault = value(lambda: kam.DueQuery(horizon=given))
    assert fault.field == "horizon"
    assert "from 0 to" in fault.reason
    assert fault.value == ("<int>" if given > 10**100 else str(given))


@pytest.mark.parametrize("given", ["\ud800", "a\udfffb"])
def test_text_that_is_no_text_names_its_argument(given: str) -> None:
    assert value(lambda: kam.open_plan(given)).field == "document"
    assert value(lambda: kam.Acting(person=given, at=AT)).field == "person"
    assert value(lambda: kam.DueQuery(levels=["goal", given])).field == "levels[1]"
    assert value(lambda: plan().change_status("a", given, ACTING)).field == "status"
    assert value(lambda: kam.CompletionRules(method=given)).field == "method"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("call", "field", "says"),
    [
        (lambda: kam.NodeDraft(id="a", weight=0.1), "weight", 'write Decimal("0.1")'),
        (lambda: kam.NodeDraft(id="a", weight=True), "weight", "a Decimal or an int is needed"),
        (lambda: kam.NodeDraft(id="a", weight="1"), "weight", 'write Decimal("1")'),
        (lambda: kam.NodeDraft(id="a", due=AT), "due", ".date()"),
        (lambda: kam.NodeDraft(id="a", due="2026-12-31"), "due", "date(2026, 12, 31)"),
        (lambda: kam.NodeDraft(id=7), "id", "a str is needed"),
        (lambda: kam.NodeDraft(id=None), "id", "it is None"),
        (lambda: kam.NodeDraft(id="a", prerequisites="b"), "prerequisites", "a list is needed"),
        (lambda: kam.NodeDraft(id="a", prerequisites={"b"}), "prerequisites", "a list is needed"),
        (lambda: kam.NodeDraft(id="a", prerequisites=["b", 3]), "prerequisites[1]", "a str is needed"),
        (lambda: kam.DueQuery(horizon=True), "horizon", "an int is needed"),
        (lambda: kam.DueQuery(horizon=1.0), "horizon", "an int is needed"),
        (lambda: kam.DueQuery(working_days=1), "working_days", "True or False"),
        (lambda: kam.Acting(person="u7", at=date(2026, 5, 1)), "at", "tzinfo=timezone.utc"),
        (lambda: kam.Acting(person="u7", at=datetime(2026, 5, 1)), "at", "without a zone"),
        (lambda: kam.NodeDraft(id="a", override={"completion": 3}), "override", "write OverrideDraft(completion=..., reason=..., by=..., at=...)"),
        (lambda: kam.PlanDraft(id="p", nodes=[{"id": "a"}]), "nodes[0]", "write NodeDraft(id=..., ...)"),
        (lambda: plan().change_status("a", "done", "u7"), "acting", "write Acting(person=..., at=...)"),
        (lambda: plan().override_completion("a", 0.5, "why", ACTING), "completion", 'write Decimal("0.5")'),
        (lambda: plan().due("2026-01-01"), "as_of", "a date is needed"),
        (lambda: plan().explain(7), "node", "a str is needed"),
        (lambda: kam.open_plan(b"{}"), "document", "a str is needed"),
        (lambda: kam.load_export(7), "folder", "a str or a path of text is needed"),
        (lambda: kam.load_export_files([kam.ExportFile(name="a", content=b""), "b"]), "files[1]", "ExportFile"),
    ],
)
def test_a_wrong_type_names_its_argument_and_what_is_right(call: Callable[[], object], field: str, says: str) -> None:
    message = typed(call)
    assert message.startswith(f"`{field}` cannot be `")
    assert says in message


def test_everything_wrong_with_a_record_is_told_at_once() -> None:
    with pytest.raises(kam.errors.InvalidValues) as raised:
        kam.NodeDraft(id="\ud800", weight=Decimal("1" * 40), progress=Decimal("NaN"))
    fault = raised.value
    assert isinstance(fault, ValueError)
    assert [(problem.path, problem.code) for problem in fault.problems] == [("id", "invalid_text"), ("weight", "invalid_value"), ("progress", "invalid_value")]
    assert str(fault).startswith("3 values cannot be used\n  `id` cannot be `")
    message = typed(lambda: kam.NodeDraft(id=1, weight=0.5, due="x", progress=Decimal("NaN")))  # type: ignore[arg-type]
    assert message.startswith("4 values cannot be used\n")
    assert all(f"\n  `{field}` cannot be `" in message for field in ("id", "weight", "due", "progress"))


def test_everything_wrong_with_a_call_is_told_at_once() -> None:
    message = typed(lambda: plan().change_status(1, 2, 3, 4))  # type: ignore[arg-type]
    assert all(f"\n  `{field}` cannot be `" in message for field in ("node", "status", "acting", "reason"))


def test_everything_wrong_with_rules_and_settings_is_told_at_once() -> None:
    levels = [kam.LevelMethod(level="gaol", method="lowest"), kam.LevelMethod(level="tacitc", method="lowest")]
    with pytest.raises(kam.errors.InvalidValues) as raised:
        plan().completion(kam.CompletionRules(levels=levels))
    assert len(raised.value.problems) == 2
    assert all((problem.path or "").startswith("rules.levels") for problem in raised.value.problems)


def test_folders_may_be_paths(tmp_path: Path) -> None:
    (tmp_path / "account_plan__v.csv").write_text("id,name__v\nP1,Plan\n", encoding="utf-8")
    export = kam.load_export(tmp_path)
    assert export.plans() == ["P1"]
    assert [file.name for file in export.write("veeva_vault", tmp_path / "out")] == ["account_plan__v.csv"]
    assert (tmp_path / "out" / "account_plan__v.csv").is_file()
    assert [file.name for file in export.write_set_aside(tmp_path / "aside")] == [path.name for path in (tmp_path / "aside").iterdir()]

    class Gives:
        def __init__(self, path: object) -> None:
            self.path = path

        def __fspath__(self) -> Any:
            return self.path

    assert kam.load_export(Gives(str(tmp_path))).plans() == ["P1"]
    for wrong in (os.fsencode(tmp_path), Gives(os.fsencode(tmp_path))):
        for call in (kam.load_export, lambda folder: export.write("veeva_vault", folder), export.write_set_aside):
            text = typed(lambda call=call, wrong=wrong: call(wrong))
            assert text.startswith("`folder` cannot be `b'") and text.endswith("a str or a path of text is needed; write os.fsdecode(path)")
    assert "`folder` cannot be `7`: it is of type `int`, and a str or a path of text is needed" in typed(lambda: kam.load_export(7))  # type: ignore[arg-type]
    assert "`folder`" in typed(lambda: kam.load_export(Gives(None)))
    assert value(lambda: kam.load_export(Path("a\udc80"))).field == "folder"


def test_a_sequence_may_lie_about_its_length() -> None:
    assert kam.DueQuery(levels=Listed()).levels == ["goal"]
    with pytest.raises(ZeroDivisionError):
        kam.DueQuery(levels=Broken())


def test_a_moment_that_has_no_place_in_utc_is_refused() -> None:
    fault = value(lambda: kam.Acting(person="u7", at=datetime.max.replace(tzinfo=timezone(timedelta(hours=-12)))))
    assert fault.field == "at"

    class Nowhere(tzinfo):
        def utcoffset(self, moment: datetime | None) -> timedelta:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        kam.Acting(person="u7", at=datetime(2026, 5, 1, tzinfo=Nowhere()))


def test_missing_and_unknown_arguments_are_python_s_own() -> None:
    assert "'at'" in typed(lambda: kam.Acting(person="u7"))  # type: ignore[call-arg]
    assert "'weigth'" in typed(lambda: kam.NodeDraft(id="a", weigth=1))  # type: ignore[call-arg]
    assert "'acting'" in typed(lambda: plan().change_status("a", "done"))  # type: ignore[call-arg]
