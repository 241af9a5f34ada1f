"""Makes the columns of a portfolio: the same for the same seed, as one Arrow table.

    python benches/portfolio/generate.py --plans 10000 --order object --ids text

A table is kept as an Arrow IPC file under target/portfolio and made only once. Every order and both kinds of ids hold the same
plans: a row differs in its place and in how its ids are written, in nothing else.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

CACHE = Path(__file__).resolve().parent.parent.parent / "target" / "portfolio"
# A table of another make is another file.
MAKE = 1
AS_OF = date(2026, 6, 30)
HORIZON = 14
NODES = 148
LEVELS = ("goal", "objective", "tactic", "action")
STATUSES = ("open", "in_progress", "done", "cancelled")
OPEN, IN_PROGRESS, DONE, CANCELLED = range(4)
ORDERS = ("plan", "object", "shuffled")
IDS = ("text", "int")
SHAPES = 256
UNITS, REGIONS, OWNERS_OF_UNIT = 200, 10, 6
DIGITS = np.frombuffer(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", np.uint8)
CHECKS = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", np.uint8)
# Key prefixes of the objects of a CRM: plan, then the four levels.
PREFIXES = (b"a0P", b"a0G", b"a0O", b"a0T", b"a0X")


class Mix(NamedTuple):
    """How often what happens."""

    leaf: tuple[float, ...] = (0.35, 0.28, 0.32, 0.05)
    parent: tuple[float, ...] = (0.35, 0.45, 0.16, 0.04)
    no_weight: float = 0.05
    zero_weight: float = 0.02


USUAL = Mix()
# So much is cancelled or weighs nothing that whole plans and branches have nothing that counts.
UGLY = Mix(leaf=(0.25, 0.25, 0.2, 0.3), parent=(0.2, 0.3, 0.2, 0.3), no_weight=0.2, zero_weight=0.3)


def portfolio(plans: int, order: str, ids: str, seed: int = 1) -> Path:
    """The file of a portfolio; made if it is not there."""
    path = CACHE / f"{plans}-{order}-{ids}-{seed}-v{MAKE}.arrow"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        table = make(plans, order, ids, seed)
        unfinished = path.with_suffix(".part")
        with pa.OSFile(str(unfinished), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)
        unfinished.rename(path)
    return path


def read(path: Path) -> pa.Table:
    """A table whose columns lie in memory of its own, each in one piece."""
    with pa.OSFile(str(path), "rb") as source:
        return pa.ipc.open_file(source).read_all()


def shapes(random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Levels and parents (-1 for none) of the nodes of some plans, parents first; every plan has the same number of nodes."""
    level, parent = np.empty((SHAPES, NODES), np.int8), np.full((SHAPES, NODES), -1, np.int16)
    for shape in range(SHAPES):
        goals, objectives, tactics = random.integers((2, 9, 30), (6, 15, 42))
        ends = np.cumsum((goals, objectives, tactics, NODES - goals - objectives - tactics))
        level[shape] = np.searchsorted(ends, np.arange(NODES), side="right")
        for depth in (1, 2, 3):
            begin, end = ends[depth - 1], ends[depth]
            above = ends[depth - 2] if depth > 1 else 0
            # Some nodes above get many children and some none: those are leaves on their own level.
            parent[shape, begin:end] = np.sort(random.integers(above, begin, end - begin))
    return level, parent


def make(plans: int, order: str, ids: str, seed: int, mix: Mix = USUAL) -> pa.Table:
    """All columns, in the order asked for."""
    random = np.random.default_rng(seed)
    level_of, parent_of = shapes(random)
    shape = random.integers(0, SHAPES, plans)
    rows = plans * NODES
    level = level_of[shape].ravel()
    inside = parent_of[shape].astype(np.int32)
    parent = np.where(inside < 0, -1, inside + np.arange(0, rows, NODES, dtype=np.int32)[:, None]).ravel()
    plan = np.repeat(np.arange(plans, dtype=np.int32), NODES)
    leaf = np.ones(rows, bool)
    leaf[parent[parent >= 0]] = False

    status = np.where(leaf, drawn(random, mix.leaf, rows), drawn(random, mix.parent, rows)).astype(np.int8)
    weight = (random.integers(1, 41, rows) * 2500).astype(np.int64)
    fine = random.random(rows) < 0.1
    weight[fine] = random.integers(1, 100_000, fine.sum())
    chance = random.random(rows)
    weight[chance < mix.zero_weight] = 0
    no_weight = chance > 1 - mix.no_weight
    progress = random.integers(0, 20, rows) * 5_000_000
    fine = random.random(rows) < 0.1
    progress[fine] = random.integers(0, 100_000_000, fine.sum())
    no_progress = ~(leaf & (status == IN_PROGRESS)) | (random.random(rows) < 0.1)

    year = (date(AS_OF.year, 1, 1) - date(1970, 1, 1)).days
    due = (year + random.integers(0, 365, rows)).astype(np.int32)
    start = (due - random.integers(0, 120, rows)).astype(np.int32)
    no_due, no_start = random.random(rows) < 0.08, random.random(rows) < 0.2
    unit = random.integers(0, UNITS, plans).astype(np.int16)[plan]
    region = (unit % REGIONS).astype(np.int8)
    owner = (unit * OWNERS_OF_UNIT + random.integers(0, OWNERS_OF_UNIT, rows)).astype(np.int16)
    counter = counters(random, level, plans)

    place = placed(random, order, level)
    parent_row = parent[place]
    above = np.where(parent_row < 0, 0, parent_row)

    def text(values: np.ndarray, names: list[str]) -> pa.Array:
        return pa.DictionaryArray.from_arrays(pa.array(values[place]), pa.array(names))

    def number(values: np.ndarray, absent: np.ndarray, scale: float | None = None) -> pa.Array:
        values = values[place]
        return pa.array(values / scale if scale else values, mask=absent[place])

    owners = [f"{unit:03d}-{who}" for unit in range(UNITS) for who in range(OWNERS_OF_UNIT)]
    code = id_column if ids == "text" else int_column
    return pa.table(
        {
            "plan": code(np.zeros(rows, np.int8), (plan[place].astype(np.int64) + 1) * 7),
            "node": code(level[place] + 1, counter[place]),
            "parent": code(level[above] + 1, counter[above], absent=parent_row < 0),
            "level": pa.array(level[place]),
            "weight": number(weight, no_weight, 1e4),
            "weight_e4": number(weight, no_weight),
            "status": text(status, list(STATUSES)),
            "progress": number(progress, no_progress, 1e6),
            "progress_e6": number(progress, no_progress),
            "start": number(start, no_start).cast(pa.date32()),
            "due": number(due, no_due).cast(pa.date32()),
            "owner": text(owner, owners),
            "unit": text(unit, [f"T{unit:03d}" for unit in range(UNITS)]),
            "region": text(region, [f"R{region:02d}" for region in range(REGIONS)]),
        }
    )


def drawn(random: np.random.Generator, shares: tuple[float, ...], size: int) -> np.ndarray:
    return np.searchsorted(np.cumsum(shares)[:-1], random.random(size), side="right")


def counters(random: np.random.Generator, level: np.ndarray, plans: int) -> np.ndarray:
    """A number for every node, unique within its object. Plans are made one after another, but many people work at once: neighbours
    are near each other, in no order, with gaps where other records were deleted."""
    counter = np.empty(len(level), np.int64)
    for depth in range(len(LEVELS)):
        rows = np.flatnonzero(level == depth)
        numbers = np.cumsum(random.integers(1, 4, len(rows)))
        made = np.argsort(np.arange(len(rows)) + random.random(len(rows)) * min(2_000, len(rows)))
        counter[rows[made]] = numbers
    return counter + 1_000


def placed(random: np.random.Generator, order: str, level: np.ndarray) -> np.ndarray:
    if order == "plan":
        return np.arange(len(level))
    if order == "object":
        return np.argsort(level, kind="stable")
    return random.permutation(len(level))


def int_column(kind: np.ndarray, number: np.ndarray, absent: np.ndarray | None = None) -> pa.Array:
    """Keys as a warehouse gives them: one range for every table."""
    return pa.array(kind.astype(np.int64) * 10_000_000_000 + number, mask=absent)


def id_column(kind: np.ndarray, number: np.ndarray, absent: np.ndarray | None = None) -> pa.Array:
    """Ids of 18 characters as Salesforce writes them: key prefix, instance, number in base 62, and three that tell capitals apart."""
    rows = len(number)
    text = np.empty((rows, 18), np.uint8)
    text[:, :3] = np.frombuffer(b"".join(PREFIXES), np.uint8).reshape(-1, 3)[kind]
    text[:, 3:6] = np.frombuffer(b"5g0", np.uint8)
    left = number.copy()
    for column in range(14, 5, -1):
        left, digit = np.divmod(left, 62)
        text[:, column] = DIGITS[digit]
    capital = (text[:, :15] >= ord("A")) & (text[:, :15] <= ord("Z"))
    text[:, 15:] = CHECKS[capital.reshape(rows, 3, 5) @ (1 << np.arange(5))]
    present = np.ones(rows, bool) if absent is None else ~absent
    offsets = np.zeros(rows + 1, np.int32)
    np.cumsum(present * 18, out=offsets[1:])
    validity = None if absent is None else pa.py_buffer(np.packbits(present, bitorder="little"))
    return pa.Array.from_buffers(pa.string(), rows, [validity, pa.py_buffer(offsets), pa.py_buffer(text[present])])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=10_000)
    parser.add_argument("--order", choices=ORDERS, default="plan")
    parser.add_argument("--ids", choices=IDS, default="text")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(portfolio(options.plans, options.order, options.ids, options.seed))


if __name__ == "__main__":
    main()
