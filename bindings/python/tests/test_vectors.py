"""Runs every vector under `tests/vectors`. It knows no domain: arguments are made from the annotations of the stubs."""

from __future__ import annotations

import ast
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import kam
import pytest

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "tests" / "vectors"
STUBS = ast.parse((ROOT / "bindings/python/python/kam/_kam.pyi").read_text())


class Unwritable(Exception):
    """A value that Python itself cannot hold, such as 30 February, so that no operation can be called with it."""


def signatures() -> dict[str, dict[str, str]]:
    """The arguments of every class, function and method with their types."""
    found: dict[str, dict[str, str]] = {}

    def add(name: str, function: ast.FunctionDef) -> None:
        arguments = [*function.args.args, *function.args.kwonlyargs]
        found[name] = {argument.arg: ast.unparse(argument.annotation) for argument in arguments if argument.annotation}

    for item in STUBS.body:
        if isinstance(item, ast.FunctionDef):
            add(item.name, item)
        elif isinstance(item, ast.ClassDef):
            for member in item.body:
                if isinstance(member, ast.FunctionDef):
                    add(item.name if member.name == "__new__" else f"{item.name}.{member.name}", member)
    return found


SIGNATURES = signatures()


def value(of: str, given: Any) -> Any:
    """The Python value that an argument of this type has for a JSON value."""
    of = of.removesuffix(" | None")
    if given is None:
        return None
    if of.startswith("Sequence["):
        return [value(of[9:-1], entry) for entry in given]
    if of == "Decimal | int":
        return Decimal(given)
    if of == "date":
        try:
            return date.fromisoformat(given)
        except ValueError as error:
            raise Unwritable(given) from error
    if of == "datetime":
        return datetime.fromisoformat(given.replace("Z", "+00:00"))
    if of in SIGNATURES:
        return getattr(kam, of)(**keywords(of, given)) if isinstance(given, dict) else getattr(kam, of)(given)
    return given


def keywords(name: str, given: dict[str, Any]) -> dict[str, Any]:
    """The keyword arguments for a JSON object."""
    types = SIGNATURES[name]
    return {key: value(types[key], entry) for key, entry in given.items()}


def plain(found: Any) -> Any:
    """The JSON value of a result."""
    if isinstance(found, list):
        return [plain(entry) for entry in found]
    if hasattr(found, "__match_args__"):
        return {name: plain(getattr(found, name)) for name in found.__match_args__}
    if type(found).__module__ == "kam":
        return str(found)
    if isinstance(found, Decimal):
        return format(found, "f")
    if isinstance(found, datetime):
        return found.isoformat().replace("+00:00", "Z")
    return found.isoformat() if isinstance(found, date) else found


def differences(path: str, expected: Any, found: Any) -> list[str]:
    """What is not as expected; an expected object may leave keys out."""
    if isinstance(expected, dict) and set(expected) == {"$count"}:
        return [] if len(found) == expected["$count"] else [f"{path}: {expected} expected, found {len(found)}"]
    if isinstance(expected, dict) and set(expected) == {"$contains"}:
        return [] if expected["$contains"] in (found or "") else [f"{path}: {expected} expected, found {found!r}"]
    if isinstance(expected, dict) and isinstance(found, dict):
        return [line for key, entry in expected.items() for line in differences(f"{path}.{key}", entry, found.get(key))]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return [line for at, pair in enumerate(zip(expected, found, strict=True)) for line in differences(f"{path}[{at}]", *pair)]
    return [] if expected == found else [f"{path}: {expected!r} expected, found {found!r}"]


def run(case: dict[str, Any]) -> Any:
    """Calls the operation of a case."""
    operation, arguments = case["operation"], case.get("args", {})
    if operation == "open_plan":
        document = arguments["document"]
        return plain(kam.open_plan(document if isinstance(document, str) else json.dumps(document)).profile())
    if "plan" in case or "plan_file" in case:
        plan = kam.open_plan(json.dumps(case["plan"]) if "plan" in case else (FOLDER / case["plan_file"]).read_text())
        for step in case.get("before", []):
            getattr(plan, step["operation"])(**keywords(f"Plan.{step['operation']}", step["args"]))
        return plain(getattr(plan, operation)(**keywords(f"Plan.{operation}", arguments)))
    if "configuration" in case:
        documents = case["configuration"].items()
        files = [kam.ConfigurationFile(name=name, content=text if isinstance(text, str) else json.dumps(text)) for name, text in documents]
        configuration = kam.open_configuration(files)
        for key, kind, opens, makes in RECORDS:
            if key in case:
                given = case[key]
                first = opens if "document" in given else makes
                record = getattr(configuration, first)(**keywords(f"Configuration.{first}", given))
                for step in case.get("before", []):
                    getattr(record, step["operation"])(**keywords(f"{kind}.{step['operation']}", step["args"]))
                return plain(getattr(record, operation)(**keywords(f"{kind}.{operation}", arguments)))
        return plain(getattr(configuration, operation)(**keywords(f"Configuration.{operation}", arguments)))
    return plain(getattr(kam, operation)(**keywords(operation, arguments)))


# What a configuration opens: the key of a case, the handle, how it is opened from a document and how it is made.
RECORDS = [
    ("account_plan", "AccountPlan", "open_account_plan", "new_account_plan"),
    ("approval_request", "ApprovalRequest", "open_approval_request", "submit_for_approval"),
]

CASES = [
    pytest.param(case, id=f"{path.stem}-{case['name']}")
    for path in sorted(FOLDER.glob("*.json"))
    if path.name != "schema.json"
    for case in json.loads(path.read_text())["cases"]
]


def test_there_are_vectors() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES)
def test_vector(case: dict[str, Any]) -> None:
    if "fault" in case:
        with pytest.raises((kam.KamError, Unwritable)) as raised:
            run(case)
        if isinstance(raised.value, Unwritable):
            assert case["fault"]["code"] == "invalid_value"
            return
        found = {"code": raised.value.code, **{key: plain(entry) for key, entry in raised.value.details.items()}}
        assert differences("fault", case["fault"], found) == []
    else:
        assert differences("expect", case["expect"], run(case)) == []
