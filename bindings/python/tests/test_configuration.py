"""A configuration as the guide uses it: what is locked, what differs, what is open, and who may do what."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import kam
import pytest

ROOT = Path(__file__).resolve().parents[3]
MEDIUM = ROOT / "examples" / "config" / "medium"


def files(**changed: str) -> list[kam.ConfigurationFile]:
    """The documents of the mid-size example, some of them with another text."""
    texts = {file.name: file.read_text("utf-8") for file in sorted(MEDIUM.glob("*.toml"))}
    texts |= {f"{name}.toml": text for name, text in changed.items()}
    return [kam.ConfigurationFile(name=name, content=text) for name, text in texts.items()]


def text(name: str) -> str:
    return (MEDIUM / f"{name}.toml").read_text("utf-8")


def test_the_guide_runs_and_says_what_it_says() -> None:
    code = re.findall(r"```python\n(.*?)```", (ROOT / "docs/guide/configuration.md").read_text("utf-8"), re.DOTALL)
    assert len(code) == 1
    said = subprocess.run([sys.executable, "-c", code[0]], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    assert said.startswith("core\n")
    assert "\n2026-04/2027-03\n" in said
    assert "decided by the rule `medical_no_sales_measures` of the layer `core`" in said
    assert said.endswith("norway.toml: layer.above: the layer `norway` lies on `nordisc`, which is not given; did you mean `nordics` (line 3, column 9)\n")


def test_a_locked_setting_says_who_locked_it_and_who_tried() -> None:
    with pytest.raises(kam.errors.InvalidConfiguration) as refused:
        kam.open_configuration(files(germany=text("germany") + "\n[display]\nguard = false\n"))
    (problem,) = refused.value.problems
    assert (problem.code, problem.document, problem.path) == ("locked_setting", "germany.toml", "display.guard")
    assert problem.text == "the layer `core` locked it, and the layer `germany` tries to change it"
    assert problem.line == len(text("germany").splitlines()) + 3


def test_three_slips_are_three_errors_with_their_places() -> None:
    slips = '\n[plan]\nanalyses = ["swott"]\naproved_by = []\n\n[team]\nfunctions = ["salse"]\n'
    with pytest.raises(kam.errors.InvalidConfiguration) as refused:
        kam.open_configuration(files(spain='[layer]\nname = "spain"\nabove = "core"\n' + slips))
    told = [(problem.line, problem.code, problem.help) for problem in refused.value.problems]
    assert told == [
        (6, "unknown_name", "did you mean `swot`"),
        (7, "unknown_key", "did you mean `approved_by`"),
        (10, "unknown_name", "did you mean `sales`"),
    ]


def test_open_decisions_are_those_that_nobody_answered() -> None:
    configuration = kam.open_configuration(files())
    open_ones = [one.id for one in configuration.decisions("germany") if one.state == kam.DecisionState.OPEN]
    assert "target_metrics" in open_ones
    answered = '[answers]\nproject_team = "Sales, medical, two affiliates."\n\n' + text("germany").replace("[answers]", "[answers_]")
    assert "[answers_]" not in answered
    again = kam.open_configuration(files(germany=answered))
    assert "project_team" not in [one.id for one in again.decisions("germany") if one.state == kam.DecisionState.OPEN]


def test_a_configuration_is_shown_and_never_changes() -> None:
    configuration = kam.open_configuration(files())
    assert repr(configuration) == "<configuration of 6 layers: core, germany, nordics, spain, finland, sweden>"
    settings = configuration.plan_settings("SE")
    plan = kam.build_plan(kam.PlanDraft(id="AP-1", settings=settings, nodes=[kam.NodeDraft(id="g", status="done")]))
    assert plan.completion() == 100


def test_a_view_holds_back_what_would_tell_of_hidden_nodes() -> None:
    configuration = kam.open_configuration(files())
    nodes = [kam.NodeDraft(id="g", title="Access"), kam.NodeDraft(id="t", parent="g", level="tactic", status="done")]
    settings = configuration.plan_settings("DE-South-2")
    document = kam.build_plan(kam.PlanDraft(id="AP-1", unit="DE-South-2", settings=settings, nodes=nodes)).document()
    liaison = kam.Person(id="u1", roles=[kam.RoleInUnit(role="medical_liaison", unit="DE-South-2")])
    manager = kam.Person(id="u2", roles=[kam.RoleInUnit(role="key_account_manager", unit="DE-South-2")])
    hidden, whole = (configuration.plan_view(document, person, "execution") for person in (liaison, manager))
    assert [(node.id, node.completion, node.held_back) for node in hidden.nodes] == [("g", None, True)]
    assert [(node.id, str(node.completion)) for node in whole.nodes] == [("g", "100"), ("t", "100")]
    assert (hidden.completion, str(whole.completion)) == (None, "100")


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Python reads TOML from 3.11 on")
def test_the_schema_takes_all_examples_and_refuses_slips() -> None:
    import tomllib

    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(kam.configuration_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    documents = sorted((ROOT / "examples" / "config").glob("*/*.toml"))
    assert len(documents) >= 12
    for file in documents:
        assert [error.message for error in validator.iter_errors(json.loads(json.dumps(tomllib.loads(file.read_text("utf-8")), default=str)))] == [], file
    for slip in (
        {},
        {"layer": {}},
        {"layer": {"name": "x"}, "gols": {}},
        {"layer": {"name": "x"}, "display": {"decimals": 7}},
        {"layer": {"name": "x"}, "goals": {"cascade": [{"level": "national"}]}},
    ):
        assert not validator.is_valid(slip), slip
