"""What the command line is asked for: settings, levels, units, persons; and that nothing which is not there looks as if all were well."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from command import EXAMPLE, KAM, PLAIN, TOP, run, run_json


def test_a_mapping_that_knows_no_file_is_refused(tmp_path: Path) -> None:
    there = ", ".join(sorted(path.name for path in EXAMPLE.glob("*.csv")))
    more = {"explain": ["V4TKNDD5V00009W"], "convert": ["--to", "veeva_vault", tmp_path / "out"]}
    for command in ("check", "report", "explain", "differences", "convert"):
        text = run(command, EXAMPLE, *more.get(command, []), "--mapping", "veeva_crm", code=2)
        assert f"no file of it belongs to the mapping `veeva_crm`: its files are {there}, which the mapping `veeva_vault` knows" in text
        assert "files named Account, Account_Plan_vod__c, Plan_Tactic_vod__c" in text
    assert run_json("check", EXAMPLE, "--mapping", "veeva_crm", "--allow-warnings", code=2)["error"]["code"] == "cannot_read"
    assert not (tmp_path / "out").exists()


def test_an_id_that_is_not_there_is_told_with_plans_and_nodes(overdue: Path) -> None:
    assert run("explain", overdue, "P9", code=2).strip() == "error: there is no node `P9` here; did you mean `P1` or `P2` or `P3`"
    assert "there is no node `T12` here; did you mean `T1` or `T2`" in run("explain", overdue, "T12", code=2)
    assert run_json("explain", overdue, "P9", code=2)["error"]["details"]["nearest"] == ["P1", "P2", "P3"]
    for nothing in ("", " "):
        assert "an id is needed, of a node or of a plan" in run("explain", overdue, nothing, code=2)


def test_a_mapping_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    told = "there is no mapping `foo`; it can be `veeva_vault`, `veeva_crm`, `salesforce`, `iqvia_oce`"
    assert told in run("convert", EXAMPLE, tmp_path / "out", "--to", "foo", code=2)
    assert told in run("check", EXAMPLE, "--mapping", "foo", code=2)
    assert told in run("mappings", "foo", code=2)


def test_a_file_is_no_export() -> None:
    file = EXAMPLE / "account_plan__v.csv"
    text = run("check", file, code=2)
    assert text.strip() == f"error: cannot read `{file}`: it is a file, and an export is a folder with one file for each object; name the folder that it is in"


def test_mistakes_of_a_report_are_told_by_what_they_are() -> None:
    text = run("report", EXAMPLE, "--as-of", "2026-06-30")
    assert "6 errors and 1 warning in the export, 6 rows set aside: kam check" in text


def test_an_export_without_a_plan_says_so(tmp_path: Path) -> None:
    (tmp_path / "account_plan__v.csv").write_text("id,name__v\n", encoding="utf-8")
    for command in ("check", "report", "differences"):
        text = run(command, tmp_path, code=1)
        assert "there is no plan in it, read as veeva_vault" in text
        assert "nothing is wrong" not in text
    assert run_json("check", tmp_path, code=1)["plans"] == 0
    assert run_json("report", tmp_path, code=1)["plans"] == []
    assert "there is no plan in it" in run("convert", tmp_path, tmp_path / "out", "--to", "veeva_crm", code=1)


@pytest.fixture
def overdue(tmp_path: Path) -> Path:
    """Two tactics that are overdue, of which one has no action left to do; the plans are of units."""
    folder = tmp_path / "overdue"
    folder.mkdir()
    (folder / "account_plan__v.csv").write_text("id,name__v,territory__v\nP1,One,DK-East\nP2,Two,DK-West\nP3,Three,\n", encoding="utf-8")
    tactics = "T1,Access,P1,in_progress__v,u1,2026-03-01\nT2,Training,P1,pending__v,u2,2026-02-01\nT3,Later,P2,pending__v,u1,2026-12-01\n"
    (folder / "plan_tactic__v.csv").write_text("id,name__v,account_plan__v,plan_tactic_status__v,ownerid__v,due_date__v\n" + tactics, encoding="utf-8")
    actions = "I1,Call,P1,T1,pending__v,u1,2026-05-02\nI2,Done,P1,T2,completed__v,u2,2026-01-05\n"
    (folder / "action_item__v.csv").write_text(
        "id,name__v,account_plan__v,plan_tactic__v,action_item_status__v,assignee__v,due_date__v\n" + actions, encoding="utf-8"
    )
    return folder


def test_what_is_overdue_above_the_actions_is_not_silent(overdue: Path) -> None:
    text = run("report", overdue, "--as-of", "2026-06-30")
    assert "1 open action: 1 overdue" in text
    assert "2 more are overdue on other levels: 2 of plan_tactic; --levels plan_tactic,account_tactic,action_item shows all" in text
    assert run_json("report", overdue, "--as-of", "2026-06-30")["overdue_elsewhere"] == {"plan_tactic": 2}

    text = run("report", overdue, "--as-of", "2026-06-30", "--levels", "plan_tactic, action_item")
    assert "4 open nodes: 3 overdue" in text
    assert "of the levels plan_tactic, action_item" in text
    assert "on other levels" not in text
    assert "One \u00b7 T2 \u00b7 plan_tactic, owner u2" in text
    document = run_json("report", overdue, "--as-of", "2026-06-30", "--levels", "plan_tactic", "--levels", "action_item")
    assert (document["levels"], document["overdue_elsewhere"]) == (["plan_tactic", "action_item"], {})
    assert [item["node"] for item in document["due"]] == ["T2", "T1", "I1"]
    assert run_json("report", overdue, "--as-of", "2026-06-30", "--person", "u1")["overdue_elsewhere"] == {"plan_tactic": 1}


def test_unknown_levels_are_named_with_what_is_near(overdue: Path) -> None:
    text = run("report", overdue, "--levels", "plan_tactik,gaol", code=2)
    assert "`--levels` cannot be `plan_tactik`: it is no level of this plan; did you mean `plan_tactic`" in text
    assert "`--levels` cannot be `gaol`: it is no level of this plan; it can be `plan_tactic`, `account_tactic`, `action_item`" in text
    assert "--levels" in run("report", overdue, "--levels", " , ", code=2)


def test_a_unit_that_no_plan_is_of_is_refused(overdue: Path) -> None:
    mine = overdue / "mine.toml"
    mine.write_text('name = "mine"\nextends = "veeva_vault"\n[objects.plan.fields]\nunit = "territory__v"\n', encoding="utf-8")

    def refused(*more: str) -> str:
        return run("report", overdue, "--mapping", mine, "--unit", *more, code=2)

    assert [row["plan"] for row in run_json("report", overdue, "--mapping", mine, "--unit", "DK-East")["plans"]] == ["P1"]
    assert "`--unit` cannot be `DK-Eas`: no plan is of this unit; did you mean `DK-East`" in refused("DK-Eas")
    assert "it can be `DK-East`, `DK-West`" in refused("X")
    assert "the plan `P2` is of the unit `DK-West`" in refused("DK-East", "--plan", "P2")
    assert "the plan `P3` is of no unit" in refused("DK-East", "--plan", "P3")
    assert run_json("report", overdue, "--mapping", mine, "--unit", "DK-Eas", code=2)["error"]["code"] == "invalid_value"
    # A plan without a unit of its own is where its account is.
    assert "no plan is of this unit; it can be `T000`, `T004`" in run("report", EXAMPLE, "--unit", "DK-East", code=2)
    assert run_json("report", EXAMPLE, "--unit", "T000", code=0)["plans"]
    alone = overdue.parent / "alone"
    alone.mkdir()
    (alone / "account_plan__v.csv").write_text("id,name__v\nP1,One\n", encoding="utf-8")
    assert "no plan of this export is of a unit" in run("report", alone, "--unit", "DK-East", code=2)


def test_a_person_who_owns_nothing_is_remarked_on(overdue: Path) -> None:
    def remark(person: str, *more: str) -> str:
        command = [*KAM, "report", str(overdue), "--as-of", "2026-06-30", "--person", person, *more]
        return subprocess.run(command, env=PLAIN, capture_output=True, text=True, check=True).stderr

    assert "nobody `u12` owns a plan or anything open; did you mean `u2` or `u1`" in remark("u12")
    assert "`u2` owns open work on other levels only: --levels plan_tactic,account_tactic,action_item shows it" in remark("u2")
    assert remark("u1") == remark("u2", "--levels", "plan_tactic") == ""


SETTINGS = {
    "toml": 'prerequisites = "warn"\n[calendar]\nday_off = "next"\nholidays = [2026-05-04]\n[health]\nat_risk = 5.25\n',
    "json": '{"prerequisites": "warn", "calendar": {"day_off": "next", "holidays": ["2026-05-04"]}, "health": {"at_risk": "5.25"}}',
}


@pytest.mark.parametrize("ending", SETTINGS)
def test_settings_come_from_a_file(overdue: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"mine.{ending}"
    file.write_text("\ufeff" + SETTINGS[ending], encoding="utf-8")
    document = run_json("report", overdue, "--as-of", "2026-05-01", "--horizon", "1", "--working-days", "--settings", file)
    # The second of May is a Saturday, the fourth a holiday.
    assert [(item["due_effective"], item["bucket"]) for item in document["due"]] == [("2026-05-05", "soon")]
    assert (document["settings"], document["working_days"]) == (str(file), True)
    plain = run_json("report", overdue, "--as-of", "2026-05-01", "--horizon", "1")
    assert [(item["due_effective"], item["bucket"]) for item in plain["due"]] == [("2026-05-02", "soon")]
    assert "within 1 working day," in run("report", overdue, "--as-of", "2026-05-01", "--horizon", "1", "--working-days", "--settings", file)
    for command, more in {"check": [], "explain": ["P1"], "differences": [], "convert": ["--to", "veeva_crm", tmp_path / "out"]}.items():
        run(command, overdue, *more, "--settings", file)


def test_the_settings_of_the_guide_are_read(overdue: Path, tmp_path: Path) -> None:
    guide = (TOP / "docs" / "guide" / "command-line.md").read_text(encoding="utf-8")
    file = tmp_path / "mine.toml"
    file.write_text(guide.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    assert "holidays" in file.read_text(encoding="utf-8")
    document = run_json("report", overdue, "--as-of", "2026-05-01", "--settings", file)
    assert [item["due_effective"] for item in document["due"]] == ["2026-05-03"]


def test_settings_change_completion(overdue: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[completion]\nmissing_weight = "refuse"\n', encoding="utf-8")
    assert "no completion without the weights of" in run("explain", overdue, "P1", "--settings", file, code=2)


def test_wrong_settings_are_told_at_once_with_their_file(overdue: Path, tmp_path: Path) -> None:
    toml, as_json = tmp_path / "mine.toml", tmp_path / "mine.json"
    toml.write_text('prerequisite = "warn"\n[calendar]\nweekend = "friday"\nholidays = [2026-05-04T10:00:00]\n', encoding="utf-8")
    text = run("check", overdue, "--settings", toml, code=2)
    assert f"the settings in `{toml}` have 3 problems" in text
    for part in ("did you mean `prerequisites`", "calendar.weekend: `friday` is a text, and a list is needed", "`2026-05-04T10:00:00` is no date"):
        assert part in text
    assert "line" not in text
    assert {problem["line"] for problem in run_json("check", overdue, "--settings", toml, code=2)["error"]["details"]["problems"]} == {None}

    as_json.write_text('{"calender": {},\n "levels": [{"name": "goal"}]}', encoding="utf-8")
    text = run("report", overdue, "--settings", as_json, code=2)
    assert "did you mean `calendar` (line 1, column" in text
    as_json.write_text('{"levels": [{"name": "goal"}]}', encoding="utf-8")
    assert "no level `action_item`, which the mapping `veeva_vault` uses" in run("report", overdue, "--settings", as_json, code=2)

    toml.write_text("[calendar\n", encoding="utf-8")
    assert f"cannot read the settings `{toml}`: it is no TOML" in run("report", overdue, "--settings", toml, code=2)
    toml.write_text("a = " + "[" * 100_000, encoding="utf-8")
    assert "it is nested too deep" in run("report", overdue, "--settings", toml, code=2)
    assert "no such file" in run("report", overdue, "--settings", tmp_path / "none.toml", code=2)
    assert "must end in .toml or .json" in run("report", overdue, "--settings", tmp_path / "mine.yaml", code=2)


def test_the_headline_counts_warnings_that_are_not_listed(tmp_path: Path) -> None:
    (tmp_path / "account_plan__v.csv").write_text("id,name__v\nP1,One\n", encoding="utf-8")
    row = "P1,completed__v,1,,\n"
    lines = "".join(f"I{number},{row}" for number in range(100_300))
    (tmp_path / "action_item__v.csv").write_text("id,account_plan__v,action_item_status__v,baseline__c,target__c,actual__c\n" + lines, encoding="utf-8")
    mine = tmp_path / "mine.toml"
    mine.write_text(
        'name = "mine"\nextends = "veeva_vault"\n[objects.action.fields]\nbaseline = "baseline__c"\ntarget = "target__c"\nactual = "actual__c"\n',
        encoding="utf-8",
    )
    text = run("check", tmp_path, "--mapping", mine, code=1)
    assert "0 errors, 100 300 warnings" in text
