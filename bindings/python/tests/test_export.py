"""Exports: every figure that is known of them, every damage, and the way there and back."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import kam
import pytest

TOP = Path(__file__).resolve().parents[3]
COMMITTED = TOP / "adapters" / "crm" / "tests" / "data"
MADE = TOP / "target" / "exports"
EXPORTS = sorted(path.parent for folder in (COMMITTED, MADE) for path in folder.glob("*/expected.json"))
METHODS = ("weighted_mean", "completed_share", "leaf_share")
VAULT = COMMITTED / "vault"


def known(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "expected.json").read_text(encoding="utf-8"))


def test_there_are_exports() -> None:
    assert len(EXPORTS) >= 4


@pytest.mark.parametrize("folder", EXPORTS, ids=lambda folder: folder.name)
def test_every_known_figure(folder: Path) -> None:
    expected, export = known(folder), kam.load_export(str(folder))
    as_of = date.fromisoformat(expected["as_of"])
    for method in METHODS:
        rows = {row.plan: row for row in export.summaries(as_of, rules=kam.CompletionRules(method=kam.Method(method)))}
        assert rows.keys() == expected["plans"].keys()
        for plan, figures in expected["plans"].items():
            row = rows[plan]
            assert row.completion == (None if figures[method] is None else Decimal(figures[method])), (plan, method)
            counts = (row.overdue, row.due_today + row.due_soon, row.undated, row.actions, row.nodes)
            assert counts == tuple(figures[name] for name in ("overdue", "due_within_14_days", "undated", "actions", "nodes")), plan


@pytest.mark.parametrize("folder", [one for one in EXPORTS if (one / "defects.json").exists()], ids=lambda folder: folder.name)
def test_every_damage_is_named(folder: Path) -> None:
    found = {(defect.object, defect.id or "", defect.code): defect for defect in kam.load_export(str(folder)).defects()}
    names = {"member": "team_member"}
    for damage in json.loads((folder / "defects.json").read_text(encoding="utf-8")):
        defect = found[names.get(damage["object"], damage["object"]), damage["id"], damage["kind"]]
        assert defect.set_aside
        assert defect.line is not None and defect.line > 1
        assert defect.reason and defect.column
        table = (folder / defect.file).read_text(encoding="utf-8-sig").splitlines()
        assert damage["id"] in table[defect.line - 1]
    errors = [defect for defect in found.values() if defect.severity == kam.Severity.ERROR]
    assert all(defect.set_aside for defect in errors)


@pytest.mark.parametrize("folder", EXPORTS[:4], ids=lambda folder: folder.name)
def test_plans_of_an_export_are_plans(folder: Path) -> None:
    expected, export = known(folder), kam.load_export(str(folder))
    for plan in export.plans():
        opened = export.plan(plan)
        figure = expected["plans"][plan]["weighted_mean"]
        assert opened.completion() == (None if figure is None else Decimal(figure))
        explanation = opened.explain()
        if explanation.terms:
            assert sum(term.contribution for term in explanation.terms) == explanation.computed
        for node in opened.figures().nodes[:3]:
            assert export.plan_of(node) == plan


def test_there_and_back(tmp_path: Path) -> None:
    export = kam.load_export(str(VAULT))
    export.write("veeva_crm", str(tmp_path / "there"))
    there = kam.load_export(str(tmp_path / "there"))
    there.write("veeva_vault", str(tmp_path / "back"))
    for again in (kam.load_export(str(tmp_path / "back")), kam.load_export_files(there.written("veeva_vault"))):
        assert again.plans() == export.plans()
        for plan in export.plans():
            assert again.plan(plan).document() == export.plan(plan).document()


def test_a_plan_that_was_changed_is_written_by_its_rows() -> None:
    export = kam.load_export(str(VAULT))
    acting = kam.Acting(person="1000001", at=datetime(2026, 6, 30, 12, tzinfo=UTC))
    item = next(item for item in export.due(date(2026, 6, 30)) if not item.blocked_by)
    plan = export.plan(item.plan)
    plan.change_status(item.node, "done", acting)

    changed = export.changed([plan.document()])
    assert changed.plans() == [item.plan]
    assert changed.plan(item.plan).completion() == plan.completion()
    (file,) = changed.written("veeva_vault")
    assert (file.name, file.unmapped) == ("action_item__v.csv", ["kam_completed_by", "kam_completed_at"])
    header, row = csv.reader(file.content.decode().splitlines())
    cells = dict(zip(header, row, strict=True))
    wanted = (item.node, "completed__v", "2026-06-30", item.title)
    assert (cells["id"], cells["action_item_status__v"], cells["completed_date__v"], cells["name__v"]) == wanted

    whole = kam.load_export_files(export.changed([plan.document()], "all").written("veeva_crm"))
    (again,) = (whole.plan(id) for id in whole.plans())
    assert again.completion() == plan.completion()
    assert len(again.nodes()) == len(plan.nodes())


@pytest.mark.parametrize("mapping", kam.shipped_mappings())
def test_plans_that_never_were_in_an_export_are_written_and_read_again(mapping: str) -> None:
    nodes = [kam.NodeDraft(id="g1", title="Formulary"), kam.NodeDraft(id="o1", parent="g1", status="done")]
    plan = kam.build_plan(kam.PlanDraft(id="AP-1", title="Rigshospitalet", nodes=[*nodes, kam.NodeDraft(id="o2", parent="g1", due=date(2026, 7, 1))]))
    export = kam.export_plans([plan.document()], kam.ExportOptions(mapping=mapping))
    again = kam.load_export_files(export.written(mapping))
    assert not again.defects()
    assert again.plan("AP-1").completion() == plan.completion() == Decimal(50)
    assert [(node.id, node.parent, node.due) for node in again.plan("AP-1").nodes()] == [(node.id, node.parent, node.due) for node in plan.nodes()]


def test_what_cannot_be_written_is_named_at_once() -> None:
    export = kam.load_export(str(VAULT))
    first = json.loads(export.plan(export.plans()[0]).document())
    gone = first["nodes"].pop()["id"]
    with pytest.raises(kam.errors.InvalidValues, match=f"no longer has the node `{gone}`") as refused:
        export.changed([json.dumps(first), '{"id": "AP-1"}'])
    assert [problem.path for problem in refused.value.problems] == ["plans[0]", "plans[1]"]
    with pytest.raises(kam.errors.InvalidDocument, match=r"plans\[1\]\.nodes\[0\]\.wieght"):
        export.changed(['{"id": "AP-1"}', '{"id": "AP-2", "nodes": [{"id": "a", "wieght": "1"}]}'])
    with pytest.raises(kam.errors.InvalidValue, match=r"options\.mapping.*veeva_vault"):
        kam.export_plans([], kam.ExportOptions())


def test_rows_set_aside_are_written_whole(tmp_path: Path) -> None:
    export = kam.load_export(str(COMMITTED / "vault_defects"))
    names = {file.name for file in export.write_set_aside(str(tmp_path / "aside"))}
    assert "defects.csv" in names
    assert names == {file.name for file in export.set_aside()}


def test_reading_is_followed() -> None:
    told: list[tuple[str, int, int | None]] = []
    kam.load_export(str(VAULT), progress=lambda *reading: told.append(reading))
    assert told
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert told[-1][1] == told[-1][2]


def test_reading_can_be_ended() -> None:
    def end(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kam.load_export(str(VAULT), progress=end)


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(kam.errors.CannotRead, match="nowhere"):
        kam.load_export(str(tmp_path / "nowhere"))
    with pytest.raises(kam.errors.UnknownMapping) as unknown:
        kam.load_export(str(VAULT), kam.ExportOptions(mapping="veeva_valt"))
    assert unknown.value.nearest[0] == "veeva_vault"
    with pytest.raises(kam.errors.UnknownPlan):
        kam.load_export(str(VAULT)).plan("no such plan")
    with pytest.raises(kam.errors.InvalidMapping) as invalid:
        kam.check_mapping('name = "mine"\nextends = "veeva_vault"\nlevles = []\n')
    assert any(problem.line == 3 for problem in invalid.value.problems)


def test_shipped_mappings_are_whole() -> None:
    assert kam.shipped_mappings() == ["veeva_vault", "veeva_crm", "salesforce", "iqvia_oce"]
    for name in kam.shipped_mappings():
        assert kam.check_mapping(kam.mapping_document(name)).name == name
    assert json.loads(kam.plan_schema())["title"] == "kam account plan"
