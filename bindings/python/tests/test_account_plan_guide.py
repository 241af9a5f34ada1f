"""What the pages on account plans show in Python runs, and says what it says; the table of steps is the one that holds, and no refusal is left out."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import kam
import pytest

TOP = Path(__file__).resolve().parents[3]
CORE = (TOP / "examples/plans/core.toml").read_text(encoding="utf-8")


def page(name: str) -> str:
    return (TOP / f"docs/guide/{name}.md").read_text(encoding="utf-8")


PLANS, HISTORY, ANALYSES = page("account-plans"), page("account-plan-history"), page("analyses-and-stakeholders")


def blocks(page: str) -> list[tuple[str, str]]:
    return re.findall(r"```(\w+)\n(.*?)```", page, re.DOTALL)


def run(page: str, names: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> int:
    """Runs what a page shows, one piece after the other, and compares what each prints with the text that follows it."""
    shown = blocks(page)
    ran = 0
    for place, (language, code) in enumerate(shown):
        if language == "python":
            exec(compile(code, "guide", "exec"), names)
            text = next(text for language, text in shown[place:] if language == "text")
            assert capsys.readouterr().out == text, code
            ran += 1
    return ran


def test_the_pages_run_and_say_what_they_say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(TOP)
    assert run(PLANS, {}, capsys) == 7
    assert run(ANALYSES, {}, capsys) == 12
    # The page on the history goes on from the first example of the other one.
    names: dict[str, Any] = {}
    exec(next(code for language, code in blocks(PLANS) if language == "python"), names)
    capsys.readouterr()
    assert run(HISTORY, names, capsys) == 11


def test_the_layers_of_the_pages_are_those_of_the_examples() -> None:
    for shown, name in ((PLANS, "life"), (ANALYSES, "analyses")):
        (layer,) = (text for language, text in blocks(shown) if language == "toml")
        assert layer in (TOP / f"examples/plans/{name}.toml").read_text(encoding="utf-8")


def test_the_cycle_of_the_page_on_cycles_opens() -> None:
    (cycle,) = (text for language, text in blocks(page("planning-cycle")) if language == "toml")
    kam.open_configuration([kam.ConfigurationFile(name="core.toml", content=CORE + cycle)])


MANAGER = kam.Person(id="u7", roles=[kam.RoleInUnit(role="key_account_manager", unit="DK-East")])
LEAD = kam.Person(id="u1", roles=[kam.RoleInUnit(role="country_lead", unit="DK")])


def act(person: kam.Person = MANAGER) -> kam.Act:
    return kam.Act(person=person, at=datetime(2026, 2, 2, 8, tzinfo=timezone.utc), reason="as it should be", salt="salt-of-the-guide")


def plan(core: str) -> kam.AccountPlan:
    configuration = kam.open_configuration([kam.ConfigurationFile(name="core.toml", content=core)])
    return configuration.new_account_plan("AP-1", [kam.FieldDraft(name="unit", text="DK-East")], act())


def test_the_table_of_steps_is_the_one_that_holds() -> None:
    found = set()
    for core in (CORE, CORE.replace('approved_by = ["country_lead"]', "approved_by = []")):
        todo: list[list[kam.PlanState]] = [[]]
        seen = set()
        while todo:
            way = todo.pop()
            walked = plan(core)
            for state in way:
                walked.move_to(state, act(LEAD if state == kam.PlanState.APPROVED else MANAGER))
            if walked.state() in seen:
                continue
            seen.add(walked.state())
            for move in walked.possible_moves(act(LEAD if walked.state() == kam.PlanState.IN_APPROVAL else MANAGER)):
                found.add((str(walked.state()), str(move.to), move.needs))
                if move.allowed:
                    todo.append([*way, move.to])
    shown = re.findall(r"^\| `(\w+)` \| `(\w+)` \| `(\w+)` \| (the right .*) \|$", PLANS, re.MULTILINE)
    assert {(one, other, needs) for _, one, other, needs in shown} == found
    steps = json.loads(kam.open_configuration([kam.ConfigurationFile(name="core.toml", content=CORE)]).explain("plan.transitions").value)
    assert [row[:3] for row in shown] == [(step["id"], step["from"], step["to"]) for step in steps]
    assert len(shown) == len(found) == 15
    (drawing,) = (text for language, text in blocks(PLANS) if language == "mermaid")
    assert set(re.findall(r"(\w+) --> (\w+)", drawing)) == {(one, other) for one, other, _ in found}


def test_every_refusal_is_on_the_page() -> None:
    source = (TOP / "kam-core/src/account_plan/told.rs").read_text(encoding="utf-8")
    codes = set(re.findall(r'=> "(\w+)",', source)) - {"broken_history"}
    assert len(codes) > 50
    table = PLANS[PLANS.index("## Refusals") : PLANS.index("## Templates")]
    assert codes - set(re.findall(r"`(\w+)`", table)) == set()


def test_the_salt_of_a_value_is_made_as_the_page_says() -> None:
    made = plan(CORE)
    made.add("stakeholder", "s1", [kam.FieldDraft(name="name", text="Head of pharmacy")], act())
    document = json.loads(made.document())
    ((digest, beside),) = document["personal"].items()

    def digested(*texts: str) -> str:
        return hashlib.sha256("".join(f"{len(text)}:{text}," for text in texts).encode()).hexdigest()

    assert beside["salt"] == digested("salt-of-the-guide", "stakeholder", "s1", "name")
    assert digest == digested(beside["salt"], "Head of pharmacy") == document["entries"][1]["changes"][0]["new"]["personal"]
