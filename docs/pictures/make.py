"""Makes the pictures of this folder from made-up plans: `make pictures`.

The same plans each time; nothing in them is anybody's.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import kam
import pyarrow as pa
from kam import pictures

HERE = Path(__file__).resolve().parent
AS_OF = date(2026, 6, 30)
BEGIN, END = date(2026, 1, 1), date(2026, 12, 31)
TERRITORIES = [
    "Bayern",
    "Berlin",
    "Hamburg",
    "Hessen",
    "Nordrhein",
    "Rheinland-Pfalz und Saarland",
    "Sachsen",
    "Westfalen",
]
TIERS = ["A", "B", "C"]


def made(plans: int = 96) -> tuple[kam.Portfolio, pa.Table]:
    """Make plans with two tactics and their actions each, and when their actions changed."""
    random_ = random.Random(11)
    nodes: list[dict[str, Any]] = []
    changes: list[dict[str, Any]] = []
    for number in range(plans):
        plan, territory = (
            f"AP-{number + 1:03}",
            random_.choices(TERRITORIES, weights=range(len(TERRITORIES), 0, -1))[0],
        )
        tier = random_.choices(TIERS, weights=(1, 2, 3))[0]
        delay = random_.gauss(TERRITORIES.index(territory) * 5 - 12, 12)
        for tactic in range(random_.randint(1, 3)):
            above = {
                "plan": plan,
                "node": f"t{tactic}",
                "parent": None,
                "status": "open",
                "start": None,
                "due": None,
                "done_on": None,
            }
            nodes.append(above | {"territory": territory, "tier": tier})
            for action in range(random_.randint(3, 7)):
                start = BEGIN + timedelta(days=random_.randrange(250))
                due = min(start + timedelta(days=random_.randrange(20, 100)), END)
                due -= timedelta(days=max(due.weekday() - 4, 0))
                finished = max(
                    due + timedelta(days=round(random_.gauss(delay, 15))), start
                )
                done = finished <= AS_OF and random_.random() < 0.9
                status = "done" if done else "open"
                node = {
                    "plan": plan,
                    "node": f"t{tactic}a{action}",
                    "parent": f"t{tactic}",
                    "status": status,
                    "start": start,
                    "due": due,
                }
                nodes.append(
                    node
                    | {
                        "done_on": finished if done else None,
                        "territory": territory,
                        "tier": tier,
                    }
                )
                if done:
                    changes.append(
                        {
                            "plan": plan,
                            "node": node["node"],
                            "on": finished,
                            "status": "done",
                        }
                    )
    levels = kam.Settings(
        levels=[kam.LevelDraft(name="tactic"), kam.LevelDraft(name="action")]
    )
    return kam.Portfolio(
        pa.Table.from_pylist(nodes), settings=levels
    ), pa.Table.from_pylist(changes)


def main() -> int:
    """Write the pictures into the folder that is named, or into this one."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    folder.mkdir(parents=True, exist_ok=True)
    portfolio, changes = made()
    mondays = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(52)]
    drawn = {
        "completion": pictures.completion_by(portfolio, "territory", AS_OF),
        "burn": pictures.burn_up(portfolio, mondays, changes, as_of=AS_OF),
        "health": pictures.health_map(portfolio, "tier", "territory", AS_OF),
    }
    for name, chart in drawn.items():
        chart.save(str(folder / f"{name}.svg"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
