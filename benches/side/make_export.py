"""Makes an export of account plans to import: nothing is wrong with it, and it is the same for the same seed.

    python benches/side/make_export.py FOLDER --plans 2000 --seed 1 [--flavour vault|salesforce]

Plan > plan tactic > account tactic > action item with the columns of Vault Loader or Salesforce Data Loader, teams and stakeholders,
about 21 actions a plan in random order, hospital names with quotes, commas, line breaks and letters beyond ASCII.
"""

from __future__ import annotations

import argparse
import csv
import random
from datetime import date, timedelta
from pathlib import Path

YEAR = 2026
AS_OF = date(YEAR, 6, 30)
ACCOUNTS = ("Universitätsklinikum Nord", "Hospital Clínico, Sur", 'Klinik "Am See"', "St. Mary's", "Szpital Wojewódzki Łódź", "Mercy\nSouth Campus", "Rigshospital")
TACTICS = ("Formulary access", "Clinical education", "Patient pathway", "Outcomes evidence", "Nurse training")
ACTIONS = ("Meet the pharmacy lead", "Present outcomes data", "Agree protocol", "Round table", "Send dossier", "Follow up, committee")
# Object -> file and header, by flavour.
HEADERS = {
    "vault": {
        "account": ("account__v", "id name__v primary_parent__v territory__v"),
        "plan": ("account_plan__v", "id name__v ownerid__v account__v active__v account_plan_status__v start_date__v end_date__v"),
        "plan_tactic": ("plan_tactic__v", "id name__v account_plan__v ownerid__v plan_tactic_status__v"),
        "account_tactic": ("account_tactic__v", "id name__v account_plan__v plan_tactic__v account__v account_tactic_status__v"),
        "action": ("action_item__v", ("id name__v account_plan__v plan_tactic__v account_tactic__v account__v assignee__v ownerid__v "
                                     "start_date__v due_date__v completed_date__v action_item_status__v")),
        "member": ("account_team_member__v", "id account_plan__v team_member__v role__v access__v"),
        "stakeholder": ("key_stakeholder__v", "id account_plan__v key_stakeholder__v role__v"),
    },
    "salesforce": {
        "account": ("Account", "Id Name Primary_Parent_vod__c Territory_vod__c"),
        "plan": ("Account_Plan_vod__c", "Id Name OwnerId Account_vod__c Active_vod__c Status__c Start_Date_vod__c End_Date_vod__c"),
        "plan_tactic": ("Plan_Tactic_vod__c", "Id Name Account_Plan_vod__c OwnerId Status_vod__c"),
        "account_tactic": ("Account_Tactic_vod__c", "Id Name Account_Plan_vod__c Plan_Tactic_vod__c Account_vod__c Status_vod__c"),
        "action": ("Action_Item_vod__c", ("Id Name Account_Plan_vod__c Plan_Tactic_vod__c Account_Tactic_vod__c Account_vod__c Assignee_vod__c OwnerId "
                                         "Start_Date_vod__c Due_Date_vod__c Completed_Date_vod__c Status_vod__c")),
        "member": ("Account_Team_Member_vod__c", "Id Account_Plan_vod__c Team_Member_vod__c Role_vod__c Access_vod__c"),
        "stakeholder": ("Key_Stakeholder_vod__c", "Id Account_Plan_vod__c Key_Stakeholder_vod__c Role_vod__c"),
    },
}
PREFIXES = {"account": "001", "plan": "a0P", "plan_tactic": "a0T", "account_tactic": "a0A", "action": "a0I", "member": "a0M", "stakeholder": "a0K", "user": "005"}
BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
BASE_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Maker:
    def __init__(self, flavour: str, seed: int) -> None:
        self.vault = flavour == "vault"
        self.random = random.Random(seed)
        self.numbers = dict.fromkeys(PREFIXES, 0)
        self.days = [(date(YEAR - 1, 10, 1) + timedelta(days=n)).isoformat() for n in range(600)]

    def id(self, kind: str) -> str:
        """15 characters with the kind and a number in base 36, scattered as real ids are; with the check of 3 for Salesforce."""
        self.numbers[kind] += 1
        number, digits = self.numbers[kind] * 2_654_435_761 % 36**8, ""
        for _ in range(12):
            number, digit = divmod(number, 36)
            digits = BASE_36[digit] + digits
        id = PREFIXES[kind] + digits
        if self.vault:
            return id
        blocks = (id[start : start + 5] for start in (0, 5, 10))
        return id + "".join(BASE_32[sum(1 << place for place, letter in enumerate(block) if "A" <= letter <= "Z")] for block in blocks)

    def word(self, name: str) -> str:
        return f"{name}__v" if self.vault else f"{name.capitalize()}_vod"

    def rows(self, plans: int) -> dict[str, list[list[str]]]:
        pick, chance = self.random.choice, self.random.random
        rows: dict[str, list[list[str]]] = {kind: [] for kind in HEADERS["vault"]}
        users = [self.id("user") for _ in range(40)]
        status = {True: self.word("completed"), False: self.word("pending")}
        for number in range(plans):
            account, plan, owner = self.id("account"), self.id("plan"), pick(users)
            name = f"{pick(ACCOUNTS)} {number}"
            rows["account"].append([account, name, "", f"T{number % 24:03d}"])
            rows["plan"].append([plan, f"{YEAR} plan {name}", owner, account, "true", "active__v" if self.vault else "Active", f"{YEAR}-01-01", f"{YEAR}-12-31"])
            rows["member"] += [[self.id("member"), plan, user, "Key Account Manager", self.word(pick(("read", "edit")))] for user in users[: 1 + number % 4]]
            rows["stakeholder"] += [[self.id("stakeholder"), plan, self.id("account"), pick(("Decision maker", "User"))] for _ in range(number % 6)]
            drive = pick((0, 0.2, 0.5, 0.8, 0.95, 1))
            for _ in range(pick((0, 1, 2, 3, 3, 4, 5))):
                tactic, title, of_tactic = self.id("plan_tactic"), pick(TACTICS), []
                for place in range(pick((0, 1, 2, 3, 3, 4))):
                    child, of_child = self.id("account_tactic"), []
                    for _ in range(pick((0, 1, 2, 3, 4, 6, 10))):
                        done, due = chance() < drive, self.random.randrange(92, 457)
                        of_child.append(done)
                        dates = ["", "", ""] if chance() < 0.05 else [self.days[due - pick((1, 14, 60))], self.days[due], self.days[due + pick((-9, 0, 5))] if done else ""]
                        rows["action"].append([self.id("action"), pick(ACTIONS), plan, tactic, child, account, pick(users), owner, *dates, status[done]])
                    of_tactic.append(bool(of_child) and all(of_child))
                    rows["account_tactic"].append([child, f"{title} {place}", plan, tactic, account, status[of_tactic[-1]]])
                rows["plan_tactic"].append([tactic, title, plan, owner, status[bool(of_tactic) and all(of_tactic)]])
        for table in rows.values():
            self.random.shuffle(table)
        return rows


def make_export(folder: Path, flavour: str, plans: int, seed: int) -> int:
    """Writes the files and gives their size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for kind, table in Maker(flavour, seed).rows(plans).items():
        name, header = HEADERS[flavour][kind]
        path = folder / f"{name}.csv"
        # As the products write them: Data Loader quotes everything and begins with a byte-order mark.
        quoting, encoding = (csv.QUOTE_MINIMAL, "utf-8") if flavour == "vault" else (csv.QUOTE_ALL, "utf-8-sig")
        with path.open("w", newline="", encoding=encoding) as file:
            writer = csv.writer(file, quoting=quoting)
            writer.writerow(header.split())
            writer.writerows(table)
        size += path.stat().st_size
    return size


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--flavour", choices=list(HEADERS), default="vault")
    parser.add_argument("--plans", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(make_export(options.folder, options.flavour, options.plans, options.seed), "bytes")
