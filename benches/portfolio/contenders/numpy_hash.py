"""Plain numpy. Ids are fixed-width text, seen as whole 64-bit words; parents are found through a hash table laid out by hand
that takes a whole level at a time; the sums are `bincount`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from job import Figures, in_order
from segments import NEVER, Columns, Result, roll_up

NAME = "numpy"
MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], np.uint64)


class Loaded(NamedTuple):
    plan: np.ndarray
    node: np.ndarray
    parent: np.ndarray
    columns: Columns


def versions() -> dict[str, str]:
    return {"numpy": np.__version__}


def load(table: pa.Table) -> Loaded:
    return Loaded(fixed(table["plan"]), fixed(table["node"]), fixed(table["parent"]), small_columns(table))


def fixed(column: pa.ChunkedArray) -> np.ndarray:
    """Text as bytes of one width, whole words; numbers as they are. Absent is empty text, or 0."""
    if not pa.types.is_string(column.type):
        return column.fill_null(0).to_numpy()
    texts = column.combine_chunks()
    present = texts.drop_null()
    _, offsets, data = present.buffers()
    ends = np.frombuffer(offsets, np.int32, len(present) + 1, present.offset * 4)
    width = int(ends[1] - ends[0])
    assert (np.diff(ends) == width).all(), "ids of several widths"
    padded = np.zeros((len(texts), width + -width % 8), np.uint8)
    padded[texts.is_valid().to_numpy(zero_copy_only=False), :width] = np.frombuffer(data, np.uint8)[ends[0] : ends[-1]].reshape(-1, width)
    return padded.view(f"S{padded.shape[1]}").ravel()


def small_columns(table: pa.Table) -> Columns:
    """The columns that are no ids, as numpy has them."""
    status = table["status"].combine_chunks().indices
    due = table["due"].combine_chunks().cast(pa.int32()).fill_null(NEVER)
    return Columns(*(column.to_numpy() for column in (table["level"], status, table["weight"], table["progress"], due)))


def words(ids: np.ndarray) -> np.ndarray:
    return ids.view(np.uint64).reshape(len(ids), -1)


def equal(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    same = one[:, 0] == other[:, 0]
    for word in range(1, one.shape[1]):
        same &= one[:, word] == other[:, word]
    return same


class Places:
    """Where an id is among `ids`: open addressing, all ids of a level at once; what collides takes the next slot."""

    def __init__(self, ids: np.ndarray) -> None:
        self.ids = words(ids)
        # Numbers given one after another spread evenly, text does not: it needs more room.
        room = 2 if self.ids.shape[1] == 1 else 4
        bits = max(4, (room * len(ids) - 1).bit_length())
        self.shift, self.mask = np.uint64(64 - bits), (1 << bits) - 1
        self.table = np.full(1 << bits, -1, np.int32)

    def at(self, places: np.ndarray) -> np.ndarray:
        # Twice as fast as indexing with the places.
        return np.take(self.ids, places, axis=0)

    def slots(self, ids: np.ndarray) -> np.ndarray:
        mixed = ids[:, 0] * MIX[0]
        for word in range(1, ids.shape[1]):
            mixed ^= mixed >> np.uint64(32)
            mixed += ids[:, word]
            mixed *= MIX[word % len(MIX)]
        return (mixed >> self.shift).astype(np.int32)

    def insert(self) -> np.ndarray:
        """Takes all ids in; gives each the place that stands for it: its own, or that of an equal one."""
        left, slot = np.arange(len(self.ids), dtype=np.int32), self.slots(self.ids)
        stands = left.copy()
        while len(left):
            free = self.table[slot] < 0
            self.table[slot[free]] = left[free]
            there = self.table[slot]
            same = there == left
            same[~same] = equal(self.at(there[~same]), self.at(left[~same]))
            stands[left[same]] = there[same]
            left, slot = left[~same], (slot[~same] + 1) & self.mask
        return stands

    def find(self, ids: np.ndarray) -> np.ndarray:
        sought = words(ids)
        slot = self.slots(sought)
        found = self.table[slot]
        left = np.flatnonzero(~equal(self.at(found), sought))
        slot = slot[left]
        while len(left):
            slot = (slot + 1) & self.mask
            found[left] = self.table[slot]
            wrong = ~equal(self.at(found[left]), np.take(sought, left, axis=0))
            left, slot = left[wrong], slot[wrong]
        return found


def run(loaded: Loaded) -> tuple[np.ndarray, Result]:
    named = []

    def plans(rows: np.ndarray) -> tuple[np.ndarray, int]:
        ids = loaded.plan[rows]
        first, code = np.unique(Places(ids).insert(), return_inverse=True)
        named.append(ids[first])
        return code, len(first)

    def parents(below: np.ndarray, above: np.ndarray) -> np.ndarray:
        places = Places(loaded.node[above])
        places.insert()
        return places.find(loaded.parent[below])

    result = roll_up(loaded.columns, parents, plans)
    return named[0], result


def figures(loaded: Loaded, outcome: Any) -> Figures:
    plans, result = outcome
    return in_order(result.nodes, plans.astype(str) if plans.dtype.kind == "S" else plans, result.completion, result.overdue, result.soon)
