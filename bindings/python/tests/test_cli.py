"""The command line: what it says, how it ends, and that it is safe to show what an export holds."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
from datetime import date
from importlib.metadata import requires
from pathlib import Path

import kam
import pytest
from command import COMMITTED, EXAMPLE, EXPORTS, KAM, PLAIN, TOP, run, run_json
from kam import cli, report


def only_tables(source: Path, folder: Path) -> Path:
    folder.mkdir()
    for file in source.glob("*.csv"):
        shutil.copy(file, folder)
    return folder


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return only_tables(COMMITTED / "vault", tmp_path / "clean")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    folder = tmp_path / "hostile"
    folder.mkdir()
    title = '"[red]Li\u00e8ge[/red] \x1b[31m\x1b]0;owned\x07<b>\nline \u202etwo"'
    (folder / "account_plan__v.csv").write_text(f"id,name__v\nV4P1,{title}\n", encoding="utf-8")
    (folder / "plan_tactic__v.csv").write_text(
        f"id,name__v,account_plan__v,plan_tactic_status__v\nV4T1,{title},V4P1,pending__v\nV4T2,x,V4P1,\x1b[2Jnope\n", encoding="utf-8"
    )
    (folder / "action_item__v.csv").write_text(
        f"id,name__v,account_plan__v,plan_tactic__v,action_item_status__v,due_date__v\nV4I1,{title},V4P1,V4T1,pending__v,2026-01-01\n", encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize("folder", EXPORTS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("method", ["weighted_mean", "completed_share", "leaf_share"])
def test_report_gives_every_known_figure(folder: Path, method: str) -> None:
    known = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    document = run_json("report", folder, "--as-of", known["as_of"], "--method", method)
    rows = {row["plan"]: row for row in document["plans"]}
    assert rows.keys() == known["plans"].keys()
    for plan, figures in known["plans"].items():
        exact = figures[method]
        if exact is not None and "." in exact:
            exact = exact.rstrip("0").rstrip(".")
        row = rows[plan]
        assert row["completion"] == exact, plan
        assert (row["overdue"], row["due_today"] + row["due_soon"]) == (figures["overdue"], figures["due_within_14_days"]), plan
    assert document["method"] == method
    assert len(document["due"]) == sum(figures["overdue"] + figures["due_within_14_days"] for figures in known["plans"].values())


@pytest.mark.parametrize("folder", [one for one in EXPORTS if (one / "defects.json").exists()], ids=lambda folder: folder.name)
def test_check_names_every_damage(folder: Path) -> None:
    document = run_json("check", folder, code=1)
    found = {(defect["object"], defect["id"] or "", defect["code"]) for defect in document["defects"]}
    damages = json.loads((folder / "defects.json").read_text(encoding="utf-8"))
    assert {({"member": "team_member"}.get(one["object"], one["object"]), one["id"], one["kind"]) for one in damages} <= found
    assert document["counts"]["set_aside"] >= len(damages)
    text = run("check", folder, "--top", "0", code=1)
    for defect in document["defects"]:
        assert defect["code"] in text
        assert defect["line"] is None or f"line {defect['line']}" in text


def test_check_of_a_clean_export(clean: Path) -> None:
    assert "nothing is wrong with it" in run("check", clean)
    assert run_json("check", clean)["counts"] == {"errors": 0, "warnings": 0, "set_aside": 0}


def test_check_with_warnings_only(clean: Path) -> None:
    (clean / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "notes.csv" in run("check", clean, code=1)
    assert "1 warning" in run("check", clean, "--allow-warnings")


def test_allowed_warnings_do_not_allow_errors() -> None:
    run("check", EXAMPLE, "--allow-warnings", code=1)


def test_rows_set_aside_are_written(tmp_path: Path) -> None:
    document = run_json("check", EXAMPLE, "--set-aside", tmp_path / "aside", code=1)
    names = {file["name"] for file in document["written"]}
    assert names == {path.name for path in (tmp_path / "aside").iterdir()}
    assert "defects.csv" in names
    assert "Abgeschlossen" in (tmp_path / "aside" / "action_item__v.csv").read_text(encoding="utf-8")
    again = run_json("check", EXAMPLE, "--set-aside", tmp_path / "aside", code=2)
    assert again["error"]["code"] == "cannot_write"


def test_report_says_what_a_person_asks() -> None:
    text = run("report", EXAMPLE, "--as-of", "2026-06-30")
    assert "12 plans" in text
    assert "as of 2026-06-30" in text
    assert "27 overdue" in text
    assert "today, since" not in text
    first, second = text.index("CHU de Li\u00e8ge"), text.index("Karolinska")
    assert first < second
    urgent = kam.load_export(str(EXAMPLE)).due(date(2026, 6, 30))[:3]
    places = [text.index(item.node) for item in urgent]
    assert places == sorted(places)
    assert "174 days late" in text
    assert "13.703703 %" in text
    assert all(len(line) <= 80 for line in text.splitlines() if not line.startswith(("   ", "CHU de Li\u00e8ge 2026 (plan")) and str(EXAMPLE) not in line)


def test_report_without_a_day_says_that_it_is_todays() -> None:
    text = run("report", EXAMPLE)
    assert f"as of {date.today()} (today, since no --as-of was given)" in text
    document = run_json("report", EXAMPLE)
    assert (document["as_of"], document["as_of_given"]) == (date.today().isoformat(), False)


def test_report_of_one_plan_and_one_person() -> None:
    document = run_json("report", EXAMPLE, "--as-of", "2026-06-30", "--plan", "V4PEEBKTY00007A")
    assert [row["plan"] for row in document["plans"]] == ["V4PEEBKTY00007A"]
    assert {item["plan"] for item in document["due"]} == {"V4PEEBKTY00007A"}
    document = run_json("report", EXAMPLE, "--as-of", "2026-06-30", "--person", "1000000", "--horizon", "60")
    assert {item["owner"] for item in document["due"]} == {"1000000"}
    assert {item["bucket"] for item in document["due"]} == {"overdue", "soon"}
    wrong = run_json("report", EXAMPLE, "--plan", "V4PEEBKTY00007B", code=2)
    assert wrong["error"]["details"]["nearest"][0] == "V4PEEBKTY00007A"


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--as-of", "30.06.2026", "YYYY-MM-DD"),
        ("--as-of", "2026-02-30", "YYYY-MM-DD"),
        ("--method", "mean", "weighted_mean"),
        ("--horizon", "3661", "3660"),
    ],
)
def test_wrong_options_are_named(option: str, value: str, words: str) -> None:
    text = run("report", EXAMPLE, option, value, code=2)
    assert option in text
    assert words in text


def test_long_lists_are_cut_and_say_so() -> None:
    text = run("report", EXAMPLE, "--as-of", "2026-06-30", "--top", "3")
    assert "9 more plans" in text
    assert "more plans" not in run("report", EXAMPLE, "--as-of", "2026-06-30", "--top", "0")


def test_explain_a_node_and_a_plan() -> None:
    export = kam.load_export(str(EXAMPLE))
    text = run("explain", EXAMPLE, "V4TKNDD5V00009W")
    assert text.rstrip() == export.plan("V4P45DCKI00008G").explain("V4TKNDD5V00009W").text.rstrip()
    document = run_json("explain", EXAMPLE, "V4P45DCKI00008G", "--method", "leaf_share")
    assert document["plan"] == "V4P45DCKI00008G"
    assert document["explanation"]["node"] is None
    assert document["explanation"]["method"] == "leaf_share"
    wrong = run("explain", EXAMPLE, "V4TKNDD5V00009X", code=2)
    assert "V4TKNDD5V00009W" in wrong


def test_differences_are_shown_and_end_with_1(clean: Path) -> None:
    text = run("differences", EXAMPLE, code=1)
    assert "your CRM says 100 in `plan_tactic_progress__v`" in text
    assert "32.166667" in text
    document = run_json("differences", EXAMPLE, code=1)
    assert document["counts"]["vendor_differs"] == 8
    assert document["counts"]["rule_differs"] == len(document["differences"]) - 8
    assert [one["kind"] for one in document["differences"]] == sorted((one["kind"] for one in document["differences"]), reverse=True)
    hidden = {one["plan"]: one for one in document["differences"] if one["kind"] == "rule_differs" and one["node"] is None}
    told = hidden["V4P8OAZM800003H"]
    assert (told["imported"], told["vendor_rule"], told["completion"]) == ("0", "0", "57.222222")
    assert "as its rule gives" in told["reason"] and told["title"] in text
    assert "0 figures" in run("differences", clean)


def test_tolerance_is_kept() -> None:
    document = run_json("differences", EXAMPLE, "--tolerance", "100", code=1)
    assert document["tolerance"] == "100"
    assert {one["field"] for one in document["differences"]} == {"completed_account_tactics__v"}
    assert "0.5" in run("differences", EXAMPLE, "--tolerance", "much", code=2)
    for wrong in ("NaN", "101", "-0.1", "Infinity"):
        assert "0 to 100" in run("differences", EXAMPLE, f"--tolerance={wrong}", code=2)


@pytest.mark.parametrize("flavour", ["veeva_vault", "veeva_crm"])
def test_convert_there_and_back(tmp_path: Path, flavour: str) -> None:
    document = run_json("convert", EXAMPLE, "--to", flavour, tmp_path / "there")
    assert {file["name"] for file in document["written"]} == {path.name for path in (tmp_path / "there").iterdir()}
    run("convert", tmp_path / "there", tmp_path / "back", "--to", "veeva_vault")
    first, last = (kam.load_export(str(folder)) for folder in (EXAMPLE, tmp_path / "back"))
    assert first.plans() == last.plans()
    assert all(first.plan(plan).figures() == last.plan(plan).figures() for plan in first.plans())


def test_convert_says_what_is_not_in_it(tmp_path: Path) -> None:
    text = run("convert", EXAMPLE, "--to", "veeva_crm", tmp_path / "there")
    assert "6 rows with mistakes are not in it" in text
    assert "veeva_crm" in run("convert", EXAMPLE, "--to", "veeva_crn", tmp_path / "else", code=2)


def test_files_that_were_not_read_are_named(clean: Path, tmp_path: Path) -> None:
    assert run_json("convert", clean, "--to", "veeva_crm", tmp_path / "whole")["unread"] == []
    tactics = (clean / "plan_tactic__v.csv").read_text(encoding="utf-8-sig")
    (clean / "plan_tactic__v.csv").write_text(tactics.replace("id,", "Id,", 1), encoding="utf-8")
    (clean / "goal__v.json").write_text('[{"id":"G1"},\n{"id"', encoding="utf-8")
    (clean / "note__v.csv").write_text("id\n1\n", encoding="utf-8")
    (clean / "swot__v.csv").write_bytes(b"")
    told = "3 files were not read: goal__v.json from line 2 on, note__v.csv, plan_tactic__v.csv"
    text = run("check", clean, code=1)
    assert told in text
    assert re.search(r"plan_tactic__v.csv +plan_tactic +0 +not read +0", text)
    assert re.search(r"goal__v.json +goal +1 +1 +0", text)
    assert "set aside, all other rows that were read are used" in text
    assert told in run("report", clean, "--as-of", "2026-06-30")
    assert f"{told}; nothing of that is in it" in run("convert", clean, "--to", "veeva_crm", tmp_path / "out", code=1)
    assert not (tmp_path / "out" / "Plan_Tactic_vod__c.csv").exists()
    names = ["goal__v.json", "note__v.csv", "plan_tactic__v.csv"]
    more = {"check": [], "report": [], "convert": ["--to", "veeva_crm", tmp_path / "json"]}
    for command, options in more.items():
        assert run_json(command, clean, *options, code=0 if command == "report" else 1)["unread"] == names


def test_rows_of_other_record_types_and_records_of_json_are_told(tmp_path: Path) -> None:
    (tmp_path / "account_plan__v.csv").write_text("id\nP1\n", encoding="utf-8")
    records = '[{"id":"I1","account_plan__v":"P1"},{"id":"I2","object_type__v":"other__c"}]'
    (tmp_path / "action_item__v.json").write_text(records, encoding="utf-8")
    text = run("check", tmp_path)
    assert "1 row of other record types, which the mapping does not take" in text
    assert "nothing is wrong with it" in text
    text = run("convert", tmp_path, tmp_path / "text", "--to", "veeva_crm")
    assert "Action_Item_vod__c.csv: 1 row of another record type is not in it" in text
    written = run_json("convert", tmp_path, tmp_path / "json", "--to", "veeva_crm")["written"]
    assert {file["name"]: file["left_out"] for file in written} == {"Account_Plan_vod__c.csv": 0, "Action_Item_vod__c.csv": 1}
    assert "record type" not in run("convert", tmp_path, tmp_path / "same", "--to", "veeva_vault")
    more = records.replace("]", ',{"id":"I3","object_type__v":"other__c"}]')
    (tmp_path / "action_item__v.json").write_text(more, encoding="utf-8")
    assert "Action_Item_vod__c.csv: 2 rows of other record types are not in it" in run("convert", tmp_path, tmp_path / "more", "--to", "veeva_crm")
    (tmp_path / "action_item__v.json").write_text(records.replace("P1", "P9"), encoding="utf-8")
    assert "line 1, record 1, column account_plan__v, id I1: " in run("check", tmp_path, code=1)
    told = run_json("check", tmp_path, code=1)
    assert (told["defects"][0]["record"], told["files"][1]["other_type"]) == (1, 1)
    assert "row set aside: action_item__v.json:1 record 1 `account_plan__v`: " in run("explain", tmp_path, "I1", code=2)


def test_columns_that_the_other_mapping_cannot_read_are_named(tmp_path: Path) -> None:
    source, mine = tmp_path / "source", tmp_path / "mine.toml"
    source.mkdir()
    mine.write_text('name = "mine"\nextends = "veeva_vault"\n[objects.action.fields]\nweight = "importance__c"\n', encoding="utf-8")
    (source / "account_plan__v.csv").write_text("id,name__v\nP1,Plan\n", encoding="utf-8")
    (source / "action_item__v.csv").write_text(
        "id,account_plan__v,action_item_status__v,importance__c\nI1,P1,completed__v,9\nI2,P1,pending__v,1\n", encoding="utf-8"
    )
    text = run("convert", source, tmp_path / "text", "--to", "veeva_crm", "--mapping", mine)
    assert "Action_Item_vod__c.csv: the mapping has no field for this column, and plans read by it are made without: importance__c" in text
    written = run_json("convert", source, tmp_path / "json", "--to", "veeva_crm", "--mapping", mine)["written"]
    assert {file["name"]: file["unmapped"] for file in written} == {"Account_Plan_vod__c.csv": [], "Action_Item_vod__c.csv": ["importance__c"]}
    assert "no field" not in run("convert", source, tmp_path / "same", "--to", "mine", "--mapping", mine)


def test_a_mapping_of_ones_own(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('name = "mine"\nextends = "veeva_vault"\n[statuses.work]\ndone = { category = "done", values = ["completed__v", "Abgeschlossen"] }\n')
    document = run_json("check", EXAMPLE, "--mapping", mine, code=1)
    assert document["mapping"]["name"] == "mine"
    assert "Abgeschlossen" not in {defect["value"] for defect in document["defects"]}
    assert "mine" in run("mappings", mine)
    mine.write_text('name = "mine"\nextends = "veeva_vault"\nlevles = []\n')
    wrong = run("check", EXAMPLE, "--mapping", mine, code=2)
    assert "levles" in wrong
    assert "line 3" in wrong
    assert "no such file" in run("check", EXAMPLE, "--mapping", tmp_path / "none.toml", code=2)
    assert "veeva_vault" in run("check", EXAMPLE, "--mapping", "veeva_valt", code=2)


def test_mappings_are_listed_and_printed() -> None:
    text = run("mappings")
    assert all(name in text for name in kam.shipped_mappings())
    assert run("mappings", "veeva_crm").rstrip() == kam.mapping_document("veeva_crm").rstrip()
    assert [one["name"] for one in run_json("mappings")["mappings"]] == kam.shipped_mappings()
    assert "veeva_vault" in run("mappings", "veeva_valt", code=2)


PROMISED = {
    "check": {"export", "mapping", "plans", "counts", "files", "unread", "defects", "folder", "written"},
    "report": {"export", "mapping", "as_of", "as_of_given", "horizon", "working_days", "levels", "method", "settings"}
    | {"plans", "due", "overdue_elsewhere", "defects", "unread", "differences", "html"},
    "explain": {"export", "plan", "explanation"},
    "differences": {"export", "mapping", "tolerance", "counts", "differences"},
    "convert": {"export", "to", "folder", "written", "set_aside", "unread"},
    "mappings": {"mappings"},
}


@pytest.mark.parametrize("command", PROMISED)
def test_json_has_what_the_guide_promises(command: str, tmp_path: Path) -> None:
    more = {"explain": ["V4TKNDD5V00009W"], "convert": ["--to", "veeva_crm", tmp_path / "out"]}.get(command, [])
    code = 1 if command in ("check", "differences") else 0
    document = run_json(command, *([] if command == "mappings" else [EXAMPLE]), *more, code=code)
    assert document.keys() == {"kam", "command"} | PROMISED[command]
    guide = (TOP / "docs" / "guide" / "command-line.md").read_text(encoding="utf-8")
    row = next(line for line in guide.partition("## JSON")[2].splitlines() if line.startswith(f"| `{command}`"))
    assert all(f"`{name}`" in row for name in PROMISED[command])

    def leaves(value: object) -> list[object]:
        if isinstance(value, dict):
            return [leaf for item in value.values() for leaf in leaves(item)]
        return [leaf for item in value for leaf in leaves(item)] if isinstance(value, list) else [value]

    assert not [leaf for leaf in leaves(document) if isinstance(leaf, float)]


def test_records_in_json_have_all_their_fields() -> None:
    document = run_json("report", EXAMPLE, "--as-of", "2026-06-30")
    assert set(document["plans"][0]) == set(kam.PlanSummary.__match_args__)
    assert set(document["due"][0]) == set(kam.DueItem.__match_args__)
    absent = next(row for row in document["plans"] if row["completion"] is None)
    assert absent["health"] is None
    assert run_json("explain", EXAMPLE, "V4TKNDD5V00009W")["explanation"]["completion"] == "26.851852"


def test_what_cannot_be_read_ends_with_2(tmp_path: Path) -> None:
    for command in (["check", tmp_path / "none"], ["report", tmp_path / "none"], ["explain", tmp_path / "none", "x"], ["differences", tmp_path / "none"]):
        assert "cannot read" in run(*command, code=2)
    document = run_json("check", tmp_path / "none", code=2)
    assert document["error"]["code"] == "cannot_read"
    (tmp_path / "bare").mkdir()
    for more in ([], ["--mapping", "veeva_crm"]):
        assert f"`{tmp_path / 'bare'}`" in (text := run("check", tmp_path / "bare", *more, code=2))
        assert "it has no CSV or JSON file" in text


def test_nothing_in_an_export_reaches_the_terminal(hostile: Path) -> None:
    for command in (["check", hostile], ["report", hostile, "--as-of", "2026-06-30"], ["explain", hostile, "V4P1"], ["differences", hostile]):
        text = run(*command, code=None)
        assert not [char for char in text if not char.isprintable() and char != "\n"], command
        assert command[0] in ("check", "differences") or "[red]Li\u00e8ge[/red]" in text


def test_an_interruption_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def end(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(kam, "load_export", end)
    assert run("check", EXAMPLE, code=130).strip() == "interrupted"


def test_help_and_version() -> None:
    assert run("--version").strip() == f"kam {kam.__version__}"
    text = run("--help")
    for command in ("check", "report", "explain", "differences", "convert", "mappings"):
        assert command in text
        assert "--json" in run(command, "--help")


# What follows runs the command as a person's shell does.


def test_the_installed_command() -> None:
    command = Path(sys.executable).with_name("kam")
    result = subprocess.run([command, "explain", str(EXAMPLE), "V4TKNDD5V00009W"], env=PLAIN, capture_output=True, text=True, check=True)
    assert "26.851852 %" in result.stdout
    assert result.stderr == ""


def test_a_reader_that_goes_away() -> None:
    with subprocess.Popen([*KAM, "check", str(EXAMPLE), "--json"], env=PLAIN, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr.read() == b""
    with subprocess.Popen([*KAM, "report", str(EXAMPLE), "--as-of", "2026-06-30"], env=PLAIN, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr.read() == b""


@pytest.mark.parametrize("encoding", ["ascii", "utf-8", "cp1252"])
def test_an_output_that_cannot_show_every_letter(encoding: str) -> None:
    result = subprocess.run(
        [*KAM, "report", str(EXAMPLE), "--as-of", "2026-06-30"],
        env={**PLAIN, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert b"Rigshospitalet" in result.stdout


@pytest.mark.parametrize("module", ["typer", "rich"])
def test_without_its_libraries_it_says_what_to_install(module: str) -> None:
    code = f"import sys; sys.modules[{module!r}] = None; from kam.cli import main; sys.exit(main())"
    result = subprocess.run([sys.executable, "-c", code, "check", "x"], capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "pip install typer rich" in result.stderr
    assert "Traceback" not in result.stderr


def test_what_is_to_be_installed_is_what_the_extras_list() -> None:
    wanted = [line for line in requires("kam") or [] if "extra ==" in line]
    listed = {extra: {re.split(r"[ <>=!~;]", line)[0] for line in wanted if re.search(f"extra == .{extra}.$", line)} for extra in ("cli", "report")}
    assert listed == {"cli": set(cli.NEEDED), "report": set(report.NEEDED)}


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """Run the command with a terminal of 80 columns as all its streams."""
    keep = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    leader, follower = pty.openpty()
    command = [*KAM, *arguments]
    process = subprocess.Popen(
        command, stdin=follower, stdout=follower, stderr=follower, env={**keep, "TERM": "xterm-256color", "COLUMNS": "80", **environment}
    )
    os.close(follower)
    parts = []
    while True:
        ready, _, _ = select.select([leader], [], [], 60)
        try:
            part = os.read(leader, 65536) if ready else b""
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    process.wait(60)
    os.close(leader)
    return b"".join(parts).decode()


COLOUR = re.compile(r"\x1b\[[0-9;]*\b3[0-7][0-9;]*m")


def test_colours_on_a_terminal_and_none_where_they_are_not_wanted() -> None:
    arguments = ("check", str(EXAMPLE))
    assert COLOUR.search(on_a_terminal(*arguments))
    text = on_a_terminal(*arguments, NO_COLOR="1")
    assert "bad_date" in text
    assert not COLOUR.search(text)


def test_lines_on_a_terminal_fit_into_it() -> None:
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", on_a_terminal("check", str(EXAMPLE), NO_COLOR="1"))
    lines = [line.rpartition("\r")[2] for line in text.replace("\r\n", "\n").split("\n")]
    assert max(len(line) for line in lines) <= 80
