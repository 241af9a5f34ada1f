"""The commands about configurations: what they say, how they end, and what is safe."""

from __future__ import annotations

import json
from pathlib import Path

import kam
import pytest
from command import run

CORE = """[layer]
name = "core"
lock = ["completion"]

[organization]
units = [
    { id = "EU", level = "international" },
    { id = "SE", level = "national", parent = "EU" },
    { id = "DE", level = "national", parent = "EU" },
]

[completion]
method = "leaf_mean"
"""
SWEDEN = '[layer]\nname = "sweden"\nabove = "core"\nunits = ["SE"]\n\n[targets]\nreview_months = 3\n'
GERMANY = '[layer]\nname = "germany"\nabove = "core"\nunits = ["DE"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("core", CORE), ("sweden", SWEDEN), ("germany", GERMANY)):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no document", encoding="utf-8")
    return tmp_path


def test_check_says_how_layers_stand(folder: Path) -> None:
    said = run("config", "check", folder)
    assert "nothing is wrong with it" in said
    assert [line.split()[0] for line in said.splitlines()[1:4]] == ["core", "germany", "sweden"]
    assert json.loads(run("config", "check", folder, "--json"))["layers"][2]["name"] == "sweden"


def test_check_names_everything_that_is_wrong(folder: Path) -> None:
    wrong = GERMANY + '[completion]\nmethod = "lowest"\n[plan]\nanalyses = ["swott"]\n[gols]\nx = 1\n'
    (folder / "germany.toml").write_text(wrong, encoding="utf-8")
    said = run("config", "check", folder, code=1)
    assert "the configuration has 3 problems" in said
    for part in (
        "the layer `core` locked it, and the layer `germany` tries to change it",
        "(line 6, column 10)",
        "did you mean `swot`",
        "did you mean `goals`",
    ):
        assert part in said
    problems = json.loads(run("config", "check", folder, "--json", code=1))["problems"]
    assert [problem["code"] for problem in problems] == ["locked_setting", "unknown_name", "unknown_key"]
    assert {Path(problem["document"]).name for problem in problems} == {"germany.toml"}


def test_explain_says_who_said_it(folder: Path) -> None:
    said = run("config", "explain", "completion.method", folder, "--at", "DE")
    assert 'completion.method = "leaf_mean"' in said
    assert "locked by core" in said
    assert "did you mean `completion.method`" in run("config", "explain", "completion.methd", folder, code=2)


def test_diff_shows_both_sides(folder: Path) -> None:
    said = run("config", "diff", "sweden", "DE", folder, code=1)
    assert said.splitlines()[:3] == ["targets.review_months", "  sweden  3  (sweden)", "  DE      6  (the library)"]
    assert "everything in common" in run("config", "diff", "core", "germany", folder)


def test_decisions_and_the_questionnaire_that_is_a_document(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "filled" / "germany.md"
    file.parent.mkdir()
    said = run("decisions", folder, "--at", "germany", "--state", "open", "--questionnaire", file)
    assert "open" in said
    text = file.read_text(encoding="utf-8")
    assert "# goals.most_in_a_plan = 5" in text
    file.write_text(text.replace("# goals.most_in_a_plan = 5", "goals.most_in_a_plan = 3"), encoding="utf-8")
    layers = [folder / "core.toml", folder / "sweden.toml", file]
    detail = json.loads(run("config", "explain", "goals.most_in_a_plan", *layers, "--at", "DE", "--json"))["setting"]
    assert (detail["value"], detail["layer"]) == ("3", "germany")
    assert "cannot write" in run("decisions", folder, "--questionnaire", file, code=2)


def test_what_cannot_be_read_is_said(folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "no document of a configuration is in it" in run("config", "check", empty, code=2)
    assert "no such file" in run("config", "check", tmp_path / "nowhere.toml", code=2)
    (folder / "latin.toml").write_bytes(b'[layer]\nname = "k\xf6ln"\n')
    assert "it is no UTF-8 at byte 17" in run("config", "check", folder / "latin.toml", code=2)
    with (folder / "large.toml").open("wb") as file:
        file.truncate(100_000_000)
    assert "at most 4194304 bytes are read" in run("config", "check", folder / "large.toml", code=2)


def test_the_schema_is_that_of_the_library() -> None:
    assert json.loads(run("config", "schema")) == json.loads(kam.configuration_schema())
