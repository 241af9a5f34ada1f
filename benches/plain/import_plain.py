"""Import of a CRM export in plain Python: what one would write without the library.

The `csv` module for the files, dictionaries for the joins, whole numbers for exact figures. It knows two flavours (Vault Loader and
Salesforce Data Loader), the hierarchy plan > plan tactic > account tactic > action item, and no weights. A bad row is set aside whole with
its place and reason. Everything that can be looked up once is, and the cyclic collector rests while objects are made: both are worth it.

    python benches/plain/import_plain.py EXPORT [--as-of DATE] [--check]

`--check` holds it against EXPORT/expected.json and EXPORT/defects.json, where the export came with them.
"""

from __future__ import annotations

import argparse
import csv
import gc
import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

HUNDRED = 100_000_000  # a completion is a whole number of millionths of a percent
HORIZON = timedelta(days=14)
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

# Object -> file and columns, by flavour; a row is refused without the first column, the id.
VAULT = {
    "account": ("account__v", ["id", "name__v", "primary_parent__v", "territory__v"]),
    "plan": ("account_plan__v", ["id", "name__v", "account__v", "ownerid__v", "account_plan_status__v", "start_date__v", "end_date__v"]),
    "plan_tactic": ("plan_tactic__v", ["id", "name__v", "account_plan__v", "ownerid__v", "plan_tactic_status__v"]),
    "account_tactic": ("account_tactic__v", ["id", "name__v", "account_plan__v", "plan_tactic__v", "account_tactic_status__v"]),
    "action": ("action_item__v", ["id", "name__v", "account_plan__v", "plan_tactic__v", "account_tactic__v", "assignee__v",
                                  "start_date__v", "due_date__v", "completed_date__v", "action_item_status__v"]),
    "member": ("account_team_member__v", ["id", "account_plan__v", "team_member__v", "role__v", "access__v"]),
    "stakeholder": ("key_stakeholder__v", ["id", "account_plan__v", "key_stakeholder__v", "role__v"]),
}
SALESFORCE = {
    "account": ("Account", ["Id", "Name", "Primary_Parent_vod__c", "Territory_vod__c"]),
    "plan": ("Account_Plan_vod__c", ["Id", "Name", "Account_vod__c", "OwnerId", "Status__c", "Start_Date_vod__c", "End_Date_vod__c"]),
    "plan_tactic": ("Plan_Tactic_vod__c", ["Id", "Name", "Account_Plan_vod__c", "OwnerId", "Status_vod__c"]),
    "account_tactic": ("Account_Tactic_vod__c", ["Id", "Name", "Account_Plan_vod__c", "Plan_Tactic_vod__c", "Status_vod__c"]),
    "action": ("Action_Item_vod__c", ["Id", "Name", "Account_Plan_vod__c", "Plan_Tactic_vod__c", "Account_Tactic_vod__c", "Assignee_vod__c",
                                      "Start_Date_vod__c", "Due_Date_vod__c", "Completed_Date_vod__c", "Status_vod__c"]),
    "member": ("Account_Team_Member_vod__c", ["Id", "Account_Plan_vod__c", "Team_Member_vod__c", "Role_vod__c", "Access_vod__c"]),
    "stakeholder": ("Key_Stakeholder_vod__c", ["Id", "Account_Plan_vod__c", "Key_Stakeholder_vod__c", "Role_vod__c"]),
}
# Status -> is it done.
DONE = {"pending__v": False, "in_progress__v": False, "completed__v": True, "Pending_vod": False, "In_Progress_vod": False, "Completed_vod": True}
ACCESS = {"read__v": "read", "edit__v": "edit", "Read_vod": "read", "Edit_vod": "edit"}


class Refused(Exception):
    """A cell for which its row is set aside."""

    def __init__(self, kind: str, value: str) -> None:
        self.kind, self.value = kind, value


class Defect(NamedTuple):
    object: str
    file: str
    line: int
    id: str
    kind: str
    value: str
    row: list[str]


class Days(dict[str, "date | None"]):
    """Text -> date, each text worked out once."""

    def __missing__(self, text: str) -> date | None:
        if not ISO_DATE.fullmatch(text):
            raise Refused("bad_date", text)
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise Refused("impossible_date", text) from None
        self[text] = day
        return day


class Node:
    __slots__ = ("children", "completed", "done", "due", "id", "owner", "start", "status", "title")

    def __init__(self, id: str, title: str, owner: str, status: str, done: bool) -> None:
        self.id, self.title, self.owner, self.status, self.done = id, title, owner, status, done
        self.children: list[Any] = []


class Action:
    __slots__ = ("completed", "done", "due", "id", "owner", "start", "status", "title")

    def __init__(self, id: str, title: str, owner: str, status: str, done: bool, start: date | None, due: date | None, completed: date | None) -> None:
        self.id, self.title, self.owner, self.status, self.done = id, title, owner, status, done
        self.start, self.due, self.completed = start, due, completed


class Plan:
    __slots__ = ("account", "end", "id", "owner", "stakeholders", "start", "status", "tactics", "team", "title")

    def __init__(self, id: str, title: str, account: str, owner: str, status: str, start: date | None, end: date | None) -> None:
        self.id, self.title, self.account, self.owner, self.status, self.start, self.end = id, title, account, owner, status, start, end
        self.tactics: list[Node] = []
        self.team: list[tuple[str, str, str]] = []
        self.stakeholders: list[tuple[str, str]] = []


class Figures(NamedTuple):
    completion: int | None
    overdue: int
    soon: int
    undated: int


class Import:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.objects = SALESFORCE if (folder / "Account_Plan_vod__c.csv").exists() else VAULT
        self.days = Days({"": None})
        self.defects: list[Defect] = []
        self.accounts: dict[str, tuple[str, str, str]] = {}
        self.plans: dict[str, Plan] = {}
        self.tactics: dict[str, Node] = {}
        self.account_tactics: dict[str, Node] = {}
        self.actions: dict[str, Action] = {}
        self.members: set[str] = set()
        self.stakeholders: set[str] = set()
        collecting = gc.isenabled()
        gc.disable()
        try:
            self._read("account", self.accounts, self._account)
            self._read("plan", self.plans, self._plan)
            self._read("plan_tactic", self.tactics, self._plan_tactic)
            self._read("account_tactic", self.account_tactics, self._account_tactic)
            self._read("action", self.actions, self._action)
            self._read("member", self.members, self._member)
            self._read("stakeholder", self.stakeholders, self._stakeholder)
        finally:
            if collecting:
                gc.enable()

    def _read(self, kind: str, known: Any, take: Callable[..., None]) -> None:
        name, columns = self.objects[kind]
        path = self.folder / f"{name}.csv"
        if not path.exists():
            return
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = csv.reader(file)
            header = next(rows)
            places = [header.index(column) for column in columns]
            pick, width, id_place = itemgetter(*places), len(header), places[0]
            line = rows.line_num + 1
            for row in rows:
                try:
                    if len(row) != width:
                        raise Refused("wrong_width", str(len(row)))
                    id = row[id_place]
                    if not id:
                        raise Refused("missing_id", "")
                    if id in known:
                        raise Refused("duplicate_id", id)
                    take(*pick(row))
                except Refused as refused:
                    id = row[id_place] if len(row) > id_place else ""
                    self.defects.append(Defect(kind, path.name, line, id, refused.kind, refused.value, row))
                line = rows.line_num + 1

    def _account(self, id: str, name: str, parent: str, territory: str) -> None:
        self.accounts[id] = (name, parent, territory)

    def _plan(self, id: str, name: str, account: str, owner: str, status: str, start: str, end: str) -> None:
        if account and account not in self.accounts:
            raise Refused("unknown_account", account)
        begins, ends = self.days[start], self.days[end]
        if begins and ends and begins > ends:
            raise Refused("start_after_due", start)
        self.plans[id] = Plan(id, name, account, owner, status, begins, ends)

    def _plan_tactic(self, id: str, name: str, plan: str, owner: str, status: str) -> None:
        parent = self.plans.get(plan)
        if parent is None:
            raise Refused("unknown_parent", plan)
        done = DONE.get(status)
        if done is None:
            raise Refused("unknown_status", status)
        node = self.tactics[id] = Node(id, name, owner, status, done)
        parent.tactics.append(node)

    def _account_tactic(self, id: str, name: str, plan: str, tactic: str, status: str) -> None:
        parent = self.tactics.get(tactic)
        if parent is None or plan not in self.plans:
            raise Refused("unknown_parent", tactic)
        done = DONE.get(status)
        if done is None:
            raise Refused("unknown_status", status)
        node = self.account_tactics[id] = Node(id, name, "", status, done)
        parent.children.append(node)

    def _action(self, id: str, name: str, plan: str, tactic: str, parent_id: str, owner: str, start: str, due: str, completed: str, status: str) -> None:
        parent = self.account_tactics.get(parent_id)
        if parent is None:
            raise Refused("unknown_parent", parent_id)
        if plan not in self.plans or (tactic and tactic not in self.tactics):
            raise Refused("unknown_parent", plan)
        done = DONE.get(status)
        if done is None:
            raise Refused("unknown_status", status)
        days = self.days
        begins, ends, finished = days[start], days[due], days[completed]
        if begins and ends and begins > ends:
            raise Refused("start_after_due", start)
        action = self.actions[id] = Action(id, name, owner, status, done, begins, ends, finished)
        parent.children.append(action)

    def _member(self, id: str, plan: str, person: str, role: str, access: str) -> None:
        if plan not in self.plans:
            raise Refused("unknown_parent", plan)
        if access not in ACCESS:
            raise Refused("unknown_access", access)
        self.members.add(id)
        self.plans[plan].team.append((person, role, ACCESS[access]))

    def _stakeholder(self, id: str, plan: str, account: str, role: str) -> None:
        if plan not in self.plans:
            raise Refused("unknown_parent", plan)
        self.stakeholders.add(id)
        self.plans[plan].stakeholders.append((account, role))

    def figures(self, as_of: date) -> Iterator[tuple[str, Figures]]:
        """Plan by plan in the order of ids: the weighted mean, and what is overdue, due within 14 days, or undated."""
        until = as_of + HORIZON
        for id in sorted(self.plans):
            overdue = soon = undated = 0
            of_tactics = []
            for tactic in self.plans[id].tactics:
                of_children = []
                for child in tactic.children:
                    done = 0
                    for action in child.children:
                        if action.done:
                            done += 1
                        elif action.due is None:
                            undated += 1
                        elif action.due < as_of:
                            overdue += 1
                        elif action.due <= until:
                            soon += 1
                    of_children.append(divide(done * HUNDRED, len(child.children)) if child.children else child.done * HUNDRED)
                of_tactics.append(divide(sum(of_children), len(of_children)) if of_children else tactic.done * HUNDRED)
            yield id, Figures(divide(sum(of_tactics), len(of_tactics)) if of_tactics else None, overdue, soon, undated)


def divide(number: int, by: int) -> int:
    """Rounded half to even."""
    quotient, rest = divmod(number, by)
    return quotient + (2 * rest > by or (2 * rest == by and quotient & 1))


def share(nodes: list[Any]) -> int:
    return divide(HUNDRED * sum(node.done for node in nodes), len(nodes))


def leaves(nodes: list[Any]) -> list[Any]:
    found = []
    for node in nodes:
        found += leaves(node.children) if getattr(node, "children", None) else [node]
    return found


def decimal(millionths: int | None) -> str | None:
    return None if millionths is None else f"{millionths // 1_000_000}.{millionths % 1_000_000:06d}"


def check(folder: Path) -> list[str]:
    """What differs from the figures and damages that the export came with."""
    expected = json.loads((folder / "expected.json").read_text())
    export = Import(folder)
    wrong = []
    found = {}
    for id, figures in export.figures(date.fromisoformat(expected["as_of"])):
        top = export.plans[id].tactics
        found[id] = {
            "weighted_mean": decimal(figures.completion),
            "completed_share": decimal(share(top)) if top else None,
            "leaf_share": decimal(share(leaves(top))) if top else None,
            "overdue": figures.overdue, "due_within_14_days": figures.soon, "undated": figures.undated,
            "actions": sum(len(child.children) for node in top for child in node.children),
            "nodes": sum(1 + len(node.children) + sum(len(child.children) for child in node.children) for node in top),
        }
    for id in sorted(found.keys() | expected["plans"].keys()):
        if found.get(id) != expected["plans"].get(id):
            wrong.append(f"plan {id}: {found.get(id)} instead of {expected['plans'].get(id)}")
    damages = folder / "defects.json"
    made = sorted((d["object"], d["id"], d["kind"]) for d in json.loads(damages.read_text())) if damages.exists() else []
    reported = sorted((d.object, d.id, d.kind) for d in export.defects)
    wrong += [f"reported {sorted(set(reported) - set(made))}, missed {sorted(set(made) - set(reported))}"] if reported != made else []
    for defect in export.defects:
        lines = (folder / defect.file).read_text(encoding="utf-8-sig").split("\n")
        if defect.id not in lines[defect.line - 1]:
            wrong.append(f"{defect} is not on its line")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 6, 30))
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if options.check:
        wrong = check(options.export)
        print("\n".join(wrong) or f"{options.export}: all figures and defects as expected")
        return bool(wrong)
    export = Import(options.export)
    for id, figures in export.figures(options.as_of):
        print(id, decimal(figures.completion) or "-", *figures[1:])
    for defect in export.defects:
        print(f"{defect.file}:{defect.line}: {defect.kind} `{defect.value}` ({defect.object} `{defect.id}`)", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
