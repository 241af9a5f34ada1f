"""Contents of files stay where Python has them while an export is read."""

from __future__ import annotations

import subprocess
import sys

import kam
import pytest

LARGE = """
import resource, kam

content = b"x" * (100 << 20)
files = [kam.ExportFile(name="account_plan__v.csv", content=b"id\\nP1\\n")]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
# What no mapping knows is not read, so that nothing but the way in takes memory.
files.append(kam.ExportFile(name="notes.csv", content=content))
export = kam.load_export_files(files)
print(len(export.plans()), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of what a process takes differs")
def test_a_large_content_is_not_copied() -> None:
    told = subprocess.run([sys.executable, "-c", LARGE], capture_output=True, text=True, check=True).stdout.split()
    assert told[0] == "1"
    assert int(told[1]) < 50, f"{told[1]} MB for a content of 100 MB"


def test_a_content_outlives_who_made_it() -> None:
    def made() -> list[kam.ExportFile]:
        return [kam.ExportFile(name="account_plan__v.csv", content="id,name__v\nP1,Größe\n".encode())]

    files = made()
    assert files[0].content == "id,name__v\nP1,Größe\n".encode()
    assert files == made() and hash(files[0]) == hash(made()[0])
    export = kam.load_export_files(files)
    del files
    assert export.plan("P1").profile().title == "Größe"
    again = kam.load_export_files(export.written("veeva_vault"))
    assert again.plans() == ["P1"]


def test_both_forms_of_an_id_and_why_a_row_is_not_used() -> None:
    plans = b"Id,Name\na0P000000000001,One\n"
    actions = b"Id,Account_Plan_vod__c,Status_vod__c\na0I000000000001,a0P000000000001,Pending_vod\na0I000000000002,a0P000000000001,What_vod\n"
    export = kam.load_export_files(
        [kam.ExportFile(name="Account_Plan_vod__c.csv", content=plans), kam.ExportFile(name="Action_Item_vod__c.csv", content=actions)]
    )
    assert export.plan_of("a0I000000000001") == export.plan_of("a0I000000000001EAA") == "a0P000000000001EAA"
    assert export.plan("a0P000000000001").explain("a0I000000000001").node == "a0I000000000001EAA"
    with pytest.raises(kam.errors.UnknownNode, match=r"row set aside: Action_Item_vod__c\.csv:3") as unknown:
        export.plan_of("a0I000000000002")
    assert unknown.value.set_aside is not None
    with pytest.raises(kam.errors.UnknownPlan) as none:
        export.plan("nothing like it")
    assert none.value.set_aside is None


def test_records_and_record_types_are_counted() -> None:
    records = b'[{"id":"I1","account_plan__v":"P1"},{"id":"I2","object_type__v":"other__c"},{"id":"I3","account_plan__v":"P9"}]'
    export = kam.load_export_files(
        [kam.ExportFile(name="account_plan__v.csv", content=b"id\nP1\n"), kam.ExportFile(name="action_item__v.json", content=records)]
    )
    (defect,) = export.defects()
    assert (defect.code, defect.line, defect.record) == ("unknown_parent", 1, 3)
    actions = export.files()[1]
    assert (actions.rows, actions.kept, actions.set_aside, actions.other_type) == (3, 1, 1, 1)
    # Another flavour is not given the row of another record type.
    assert [file.left_out for file in export.written("veeva_crm")] == [0, 1]
    assert [file.left_out for file in export.written("veeva_vault")] == [0, 0]
    aside = {file.name: file.content.decode() for file in export.set_aside()}
    header, row = aside["defects.csv"].splitlines()
    assert header.startswith("file,line,record,column,code")
    assert row.startswith("action_item__v.json,1,3,account_plan__v,unknown_parent")
