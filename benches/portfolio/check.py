"""Checks the yardstick itself: exact.py beside the oracle of the vectors, and the generator beside what it promises.

python benches/portfolio/check.py
"""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from exact import Exact
from generate import AS_OF, HORIZON, IDS, LEVELS, NODES, ORDERS, UGLY, USUAL, make
from job import Figures, difference

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tests" / "vectors"))
import oracle
from oracle_document import open_document

PLANS = 60


def main() -> None:
    for mix in (USUAL, UGLY):
        table = make(PLANS, "shuffled", "text", 1, mix)
        exact = Exact(table, rounded=True)
        figures = exact.figures()
        expected = by_the_vectors(table)
        assert difference(figures, expected, 0) is None, difference(figures, expected, 0)
        assert difference(Exact(table, rounded=False).figures(), expected, 2e-6) is None
    # The ugly mix has every case: parents and plans in which nothing counts, and something due on either side of the day.
    assert exact.fell_back and np.isnan(figures.completion).any() and figures.overdue.any() and figures.soon.any()
    print(f"exact.py gives what tests/vectors/oracle.py gives, on {2 * PLANS * NODES} nodes")

    tables = {(order, ids): make(300, order, ids, 7) for order in ORDERS for ids in IDS}
    for (order, ids), table in tables.items():
        table.validate(full=True)
        assert table == make(300, order, ids, 7), "the same seed gives the same columns"
        assert pc.count_distinct(table["node"]).as_py() == len(table) == 300 * NODES
        belongs_together(table)
        in_its_order(table, order)
        same = tables["plan", ids]
        assert table.sort_by("node") == same.sort_by("node").combine_chunks(), f"`{order}` holds other rows than `plan`"
    print(f"the generator keeps its word, for {len(tables)} kinds of portfolio")


def by_the_vectors(table: pa.Table) -> Figures:
    """The figures as the oracle of the vectors has them, plan by plan, from documents."""
    documents: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        node = {
            "id": row["node"],
            "parent": row["parent"],
            "level": LEVELS[row["level"]],
            "status": row["status"],
            "weight": row["weight_e4"] if row["weight_e4"] is None else oracle.written(Fraction(row["weight_e4"], 10**4)),
            "progress": row["progress_e6"] if row["progress_e6"] is None else oracle.written(Fraction(row["progress_e6"], 10**6)),
            "due": row["due"] and row["due"].isoformat(),
        }
        documents.setdefault(row["plan"], []).append({key: value for key, value in node.items() if value is not None})
    of_nodes: dict[str, float] = {}
    of_plans = []
    for id in sorted(documents):
        plan = open_document({"id": id, "nodes": documents[id]})
        of_nodes.update((node["node"], number(node["completion"])) for node in oracle.completions(plan))
        buckets = [item["bucket"] for item in oracle.due(plan, AS_OF.isoformat(), {"horizon": HORIZON})]
        of_plans.append((number(oracle.completion(plan)), buckets.count("overdue"), buckets.count("today") + buckets.count("soon")))
    nodes = np.array([of_nodes[id] for id in table["node"].to_pylist()])
    return Figures(nodes, np.array(sorted(documents)), *(np.array(column) for column in zip(*of_plans, strict=True)))


def number(text: str | None) -> float:
    return float("nan") if text is None else float(text)


def belongs_together(table: pa.Table) -> None:
    """Each parent is in the same plan, one level up; only what has no parent is a goal."""
    rows = {row["node"]: row for row in table.select(["plan", "node", "parent", "level"]).to_pylist()}
    for row in rows.values():
        above = rows.get(row["parent"])
        assert (above is None) == (row["parent"] is None) == (row["level"] == 0)
        assert above is None or (above["plan"], above["level"]) == (row["plan"], row["level"] - 1)


def in_its_order(table: pa.Table, order: str) -> None:
    places = {node: place for place, node in enumerate(table["node"].to_pylist())}
    parents_first = all(parent is None or places[parent] < place for place, parent in enumerate(table["parent"].to_pylist()))
    assert parents_first == (order != "shuffled")
    level, plan = table["level"].to_numpy(), table["plan"].dictionary_encode().combine_chunks().indices.to_numpy()
    assert (np.diff(level) >= 0).all() == (order == "object")
    assert (np.diff(plan) >= 0).all() == (order == "plan")


if __name__ == "__main__":
    main()
