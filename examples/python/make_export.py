"""Makes an export of account plans as Vault Loader writes it: the same each time, and with what real ones have.

    python examples/python/make_export.py FOLDER

80 plans of 2026 in eight territories, to be looked at on 2026-06-30. The accounts have numbers, nothing in it is anybody's. Some rows cannot be used, some progress
figures were not brought up to date, and two columns are not of the product: the
territory of a plan and the tier of an account.
"""

from __future__ import annotations

import csv
import random
import sys
from datetime import date, timedelta
from pathlib import Path

AS_OF = date(2026, 6, 30)
BEGIN, END = date(2026, 1, 1), date(2026, 12, 31)
TERRITORIES = [f"T{number:02}" for number in range(1, 9)]
TIERS = ["A", "B", "C"]
TACTICS = ["Formulary access", "Clinical education", "Patient pathway", "Outcomes evidence", "Nurse training"]
ACTIONS = ["Meet the pharmacy", "Present outcomes data", "Agree the protocol", "Round table with payers", "Send the dossier", "Follow up"]
HEADERS = {
    "account__v": "id name__v tier__c",
    "account_plan__v": "id name__v ownerid__v account__v territory__c active__v account_plan_status__v start_date__v end_date__v "
    "total_plan_tactics__v completed_plan_tactics__v plan_tactic_progress__v",
    "plan_tactic__v": "id name__v account_plan__v ownerid__v plan_tactic_status__v",
    "account_tactic__v": "id name__v account_plan__v plan_tactic__v account__v account_tactic_status__v",
    "action_item__v": "id name__v account_plan__v plan_tactic__v account_tactic__v account__v assignee__v ownerid__v "
    "start_date__v due_date__v completed_date__v action_item_status__v",
}


def rows(plans: int = 80, seed: int = 7) -> dict[str, list[list[str]]]:
    """Make the rows of all files."""
    made = random.Random(seed)
    tables: dict[str, list[list[str]]] = {name: [] for name in HEADERS}
    for number in range(1, plans + 1):
        place = made.choices(range(8), weights=(6, 5, 5, 4, 4, 3, 3, 2))[0]
        account, plan, owner = f"V0A{number:012}", f"V4P{number:012}", str(1_000_000 + place * 3 + made.randrange(3))
        # Territories differ in how late they are, and so do plans.
        delay = made.gauss(place * 8 - 20, 10)
        tables["account__v"].append([account, f"Hospital {number:02}", made.choices(TIERS, weights=(1, 2, 3))[0]])
        tactics = [_tactic(made, tables, (number, tactic), (plan, account, owner), delay) for tactic in range(made.randint(1, 3))]
        done = sum(tactics)
        progress = round(100 * done / len(tactics))
        if number % 19 == 0:
            progress = 50  # was not brought up to date
        status = "in_revision__c" if number == 40 else "active__v"
        of_plan = [plan, f"Hospital {number:02} 2026", owner, account, TERRITORIES[place], "true", status, BEGIN.isoformat(), END.isoformat()]
        tables["account_plan__v"].append([*of_plan, str(len(tactics)), str(done), str(progress)])
    actions = tables["action_item__v"]
    actions[20][2:5] = ["V4P999999999999", "", ""]  # its plan is in no file
    actions[77][9] = "31/02/2026"
    actions[150][11] = "finished__c"
    actions.append(list(actions[200]))
    return tables


def _tactic(made: random.Random, tables: dict[str, list[list[str]]], place: tuple[int, int], of: tuple[str, str, str], delay: float) -> bool:
    """Make a tactic with what is below it; say whether it is done."""
    (number, tactic), (plan, account, owner) = place, of
    id, below = f"V4T{number:08}{tactic:04}", []
    for child in range(made.randint(1, 3)):
        child_id, statuses = f"V4A{number:06}{tactic:03}{child:03}", []
        for action in range(made.randint(2, 5)):
            start = BEGIN + timedelta(days=made.randrange(260))
            due = min(start + timedelta(days=made.randrange(20, 90)), END)
            due -= timedelta(days=max(due.weekday() - 4, 0))
            finished = max(due + timedelta(days=round(made.gauss(delay, 14))), start)
            done = finished <= AS_OF and made.random() < 0.9
            status = "completed__v" if done else "cancelled__v" if made.random() < 0.03 else "in_progress__v" if start <= AS_OF else "pending__v"
            dates = ["", "", ""] if made.random() < 0.03 else [start.isoformat(), due.isoformat(), finished.isoformat() if done else ""]
            ids = [f"V4I{number:05}{tactic:02}{child:02}{action:03}", made.choice(ACTIONS), plan, id, child_id, account]
            tables["action_item__v"].append([*ids, owner, owner, *dates, status])
            statuses.append(status)
        below.append(all(status == "completed__v" for status in statuses))
        tables["account_tactic__v"].append(
            [child_id, f"{made.choice(TACTICS)}, part {child + 1}", plan, id, account, "completed__v" if below[-1] else "in_progress__v"]
        )
    tables["plan_tactic__v"].append([id, made.choice(TACTICS), plan, owner, "completed__v" if all(below) else "in_progress__v"])
    return all(below)


def make_export(folder: Path) -> None:
    """Write the files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in rows().items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(HEADERS[name].split())
            writer.writerows(table)


if __name__ == "__main__":
    make_export(Path(sys.argv[1]))
