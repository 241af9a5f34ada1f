"""What the pages on approvals show in Python runs, and says what it says; the documents are of the form that the schema gives."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import kam
import pytest

TOP = Path(__file__).resolve().parents[3]
CORE = (TOP / "examples/plans/approvals.toml").read_text(encoding="utf-8")
RULES, WALK = ((TOP / f"docs/guide/{name}.md").read_text(encoding="utf-8") for name in ("approvals", "approval-walk-through"))


def blocks(page: str) -> list[tuple[str, str]]:
    return re.findall(r"```(\w+)\n(.*?)```", page, re.DOTALL)


def run(page: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Runs what a page shows, piece by piece, and compares what each prints with the text that follows it; the documents of the requests on the way."""
    names: dict[str, Any] = {}
    documents: list[dict[str, Any]] = []
    shown = blocks(page)
    for place, (language, code) in enumerate(shown):
        if language == "python":
            exec(compile(code, "guide", "exec"), names)
            text = next(text for language, text in shown[place:] if language == "text")
            assert capsys.readouterr().out == text, code
            if "request" in names:
                documents.append(json.loads(names["request"].document()))
    return documents


def test_the_pages_run_and_say_what_they_say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(TOP)
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((TOP / "adapters/document/approval_request.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    walked, ruled = run(WALK, capsys), run(RULES, capsys)
    assert [document["id"] for document in walked] == ["R-1", "R-1", "R-1", "R-1", "R-2", "R-3", "R-4"]
    assert len(ruled) == 4
    for document in (*walked, *ruled):
        assert [error.message for error in validator.iter_errors(document)] == []
    for slip in (
        {"events": []},
        {"version": 2},
        {"definition": {**walked[0]["definition"], "steps": [{"id": "x", "approvers": "role"}]}},
        {"definition": {**walked[0]["definition"], "steps": [{"id": "x", "approvers": "managers", "when_late": "remind"}]}},
        {"events": [{**walked[0]["events"][0], "submission": None}]},
        {"events": [{**walked[3]["events"][6], "reason": None}]},
    ):
        assert not validator.is_valid({**walked[0], **slip}), slip


def test_the_plans_of_the_story_are_of_the_form_of_their_schema(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(TOP)
    jsonschema = pytest.importorskip("jsonschema")
    names: dict[str, Any] = {}
    exec("".join(code for language, code in blocks(WALK) if language == "python"), names)
    validator = jsonschema.Draft202012Validator(json.loads(kam.account_plan_schema()))
    for plan in ("plan", "amendment"):
        assert [error.message for error in validator.iter_errors(json.loads(names[plan].document()))] == []


def test_the_definitions_are_those_of_the_example() -> None:
    (shown,) = (text for language, text in blocks(RULES) if language == "toml")
    assert shown in CORE


def test_the_definitions_of_the_readme_open() -> None:
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    (shown,) = (text for language, text in blocks(readme) if language == "toml")
    core = CORE[: CORE.index("[approvals]")] + shown + CORE[CORE.index("[access]") :]
    assert len(json.loads(kam.open_configuration([kam.ConfigurationFile(name="core.toml", content=core)]).explain("approvals.steps").value)) == 3


def test_every_refusal_is_on_the_page() -> None:
    source = (TOP / "kam-core/src/approval/refusal.rs").read_text(encoding="utf-8")
    codes = set(re.findall(r'Self::\w+(?: \{ \.\. \})? => "(\w+)"', source)) - {"broken_history"}
    assert len(codes) > 30
    table = RULES[RULES.index("## Refusals") : RULES.index("## Limits")]
    assert codes - set(re.findall(r"`(\w+)`", table)) == set()
