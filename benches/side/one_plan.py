"""One plan in Python: the library beside plain.py, measured turn by turn in one process.

    python benches/side/one_plan.py PLAN.json ROUNDS

Prints JSON: for each thing measured, seconds for one of it, round by round.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "plain"))

import kam
import plain


def main() -> None:
    document, rounds = Path(sys.argv[1]).read_text(encoding="utf-8"), int(sys.argv[2])
    acting = kam.Acting(person="0055g00000A1b2CAAA", at=datetime(2026, 5, 1, 10, tzinfo=UTC))
    loaded, loaded_plain = kam.open_plan(document), plain.Plan(document)
    leaf = changing_leaf(document)

    def by_kam() -> None:
        kam.open_plan(document).figures()

    def records_by_kam() -> None:
        kam.open_plan(document).completions()

    def by_plain() -> None:
        opened = plain.Plan(document)
        [(node.id, node.completion) for node in opened.order]

    def change_by_kam(status: str) -> None:
        loaded.change_status(leaf, status, acting).completion  # noqa: B018

    def change_by_plain(status: str) -> None:
        loaded_plain.change_status(leaf, status)

    same(document, loaded, loaded_plain, leaf, acting)
    change_to = ("open", "in_progress")
    contenders: dict[str, tuple[int, Callable[[int], None]]] = {
        "all/kam": (40, repeat(by_kam)),
        "all/kam_records": (20, repeat(records_by_kam)),
        "all/plain": (4, repeat(by_plain)),
        "all/parse": (20, repeat(lambda: json.loads(document))),
        "change/kam": (400, lambda times: [change_by_kam(change_to[n & 1]) for n in range(times)] and None),
        "change/plain": (100, lambda times: [change_by_plain(change_to[n & 1]) for n in range(times)] and None),
    }
    figures: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(rounds + 1):
        for name, (times, run) in contenders.items():
            begun = perf_counter()
            run(times)
            if turn:  # the first is to warm up
                figures[name].append((perf_counter() - begun) / times)
    print(json.dumps(figures))


def repeat(run: Callable[[], object]) -> Callable[[int], None]:
    def runs(times: int) -> None:
        for _ in range(times):
            run()

    return runs


def changing_leaf(document: str) -> str:
    """A leaf with a progress of its own: opening it and going back moves every figure above it."""
    nodes = json.loads(document)["nodes"]
    parents = {node.get("parent") for node in nodes}
    return next(node["id"] for node in nodes if node["id"] not in parents and node["status"] == "in_progress" and "progress" in node)


def same(document: str, loaded: kam.Plan, loaded_plain: plain.Plan, leaf: str, acting: kam.Acting) -> None:
    """Both give the same digits, and the change moves the plan, or nothing is measured."""
    def compare() -> str | None:
        figures, by_plain = loaded.figures(), dict(loaded_plain.completions())
        by_kam = {node: plain.text(completion) for node, completion in zip(figures.nodes, figures.completions, strict=True)}
        if by_kam != by_plain or plain.text(figures.completion) != plain.text(loaded_plain.completion):
            sys.exit("kam and plain.py give different figures: nothing was measured")
        return plain.text(figures.completion)

    before = compare()
    changed = loaded.change_status(leaf, "open", acting).completion
    if plain.text(changed) != loaded_plain.change_status(leaf, "open") or compare() == before:
        sys.exit("the change of status does not move the plan: nothing was measured")
    loaded.change_status(leaf, "in_progress", acting)
    loaded_plain.change_status(leaf, "in_progress")
    compare()


if __name__ == "__main__":
    main()
