"""Completion of an account plan in plain Python: what one would write without the library.

`decimal` for exact figures, `json` for the document, dictionaries for the rest. It trusts its input (a valid plan
document), gives the digits of docs/guide/completion.md, and after a change of status works only on the way up.

    python benches/plain/plain.py PLAN.json
"""

from __future__ import annotations

import json
import sys
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from typing import Any

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
MILLIONTH, TEN_THOUSANDTH = Decimal("0.000001"), Decimal("0.0001")
# Enough digits that only the one rounding at the end is seen: the finest quotient here has a divisor below 10^25, so it is either
# a half at the 7th decimal or differs from one within 34 digits.
EXACT = Context(prec=40, rounding=ROUND_HALF_EVEN)
CATEGORIES = {name: name for name in ("open", "in_progress", "done", "cancelled")}
LEVELS = ("goal", "objective", "tactic", "action")
LEAF_METHODS = ("leaf_share", "leaf_mean")


class Node:
    __slots__ = (
        "category",
        "children",
        "completion",
        "counted",
        "done",
        "given_weight",
        "id",
        "leaf",
        "leaves",
        "level",
        "override",
        "own",
        "parent",
        "status",
        "weight",
    )

    def __init__(self, item: dict[str, Any]) -> None:
        self.id: str = item["id"]
        self.parent: Node | None = None
        self.level: str | None = item.get("level")
        self.status: str = item.get("status") or ""
        self.category = ""
        weight = item.get("weight")
        self.given_weight = None if weight is None else Decimal(weight)
        self.weight = self.given_weight if self.given_weight is not None else ONE
        self.own = own_progress(item)
        override = item.get("override")
        self.override = Decimal(override["completion"]) if override else None
        self.children: list[Node] = []
        self.leaf = True
        self.completion: Decimal | None = None
        self.counted = False
        self.done = False
        # Of the counted leaves below: number, number done, sum of weights, sum of weight x completion.
        self.leaves: tuple[int, int, Decimal, Decimal] = (0, 0, ZERO, ZERO)


def own_progress(item: dict[str, Any]) -> Decimal:
    """What the node says of itself while it is in progress."""
    progress = item.get("progress")
    if progress is not None:
        return Decimal(progress)
    quantity = item.get("quantity")
    if not quantity or quantity.get("actual") is None:
        return ZERO
    baseline, target, actual = (Decimal(quantity[key]) for key in ("baseline", "target", "actual"))
    with localcontext(EXACT):
        share = (actual - baseline) * HUNDRED / (target - baseline)
        return min(max(share, ZERO), HUNDRED).quantize(MILLIONTH)


def text(value: Decimal | None) -> str | None:
    """The shortest plain form: 75, 99.5, 33.333333."""
    if value is None:
        return None
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


class Plan:
    def __init__(self, document: str, rules: dict[str, Any] | None = None) -> None:
        data = json.loads(document)
        settings = data.get("settings") or {}
        self.rules = {**(settings.get("completion") or {}), **(rules or {})}
        self.method = self.rules.get("method") or "weighted_mean"
        self.by_level = {entry["level"]: entry["method"] for entry in self.rules.get("levels") or ()}
        self.exclude_cancelled = self.rules.get("cancelled") != "open"
        self.empty = self.rules.get("empty") or "own_status"
        self.set_done = self.rules.get("auto_complete") == "set"
        # Sums over the leaves are kept only where a level asks for them.
        self.by_leaves = any(method in LEAF_METHODS for method in (self.method, *self.by_level.values()))
        statuses = settings.get("statuses")
        self.categories = {entry["code"]: entry["category"] for entry in statuses} if statuses else CATEGORIES
        self.first_status = next(code for code, category in self.categories.items() if category == "open")
        self.completion: Decimal | None = None
        self._link(data.get("nodes") or (), [level["name"] for level in settings.get("levels") or ()] or LEVELS)
        with localcontext(EXACT):
            self._weigh()
            for node in reversed(self.order):
                self._evaluate(node)
            self._evaluate_plan()

    def _link(self, items: Any, levels: Any) -> None:
        self.nodes = {item["id"]: Node(item) for item in items}
        self.children: list[Node] = []
        for item in items:
            node, parent = self.nodes[item["id"]], item.get("parent")
            node.category = self.categories[node.status or self.first_status]
            if parent is None:
                self.children.append(node)
            else:
                node.parent = self.nodes[parent]
                node.parent.children.append(node)
                node.parent.leaf = False
        # Python compares texts by code points, which is the order of their bytes.
        self.children.sort(key=lambda node: node.id)
        self.order = list(self.children)
        below = {name: levels[place + 1] for place, name in enumerate(levels[:-1])}
        for node in self.order:
            if not node.level:
                node.level = below[node.parent.level] if node.parent else levels[0]
            if not node.leaf:
                node.children.sort(key=lambda child: child.id)
                self.order.extend(node.children)

    def _weigh(self) -> None:
        rule = self.rules.get("missing_weight") or "one"
        if rule == "refuse":
            missing = [node.id for node in self.order if node.given_weight is None]
            if missing:
                raise ValueError(f"nodes without a weight: {missing}")
        elif rule == "zero":
            for node in self.order:
                if node.given_weight is None:
                    node.weight = ZERO
        elif rule == "mean":
            for siblings in (self.children, *(node.children for node in self.order)):
                positive = [node.given_weight for node in siblings if node.given_weight]
                mean = (sum(positive) / len(positive)).quantize(TEN_THOUSANDTH) if positive else ONE
                for node in siblings:
                    if node.given_weight is None:
                        node.weight = mean

    def _as_leaf(self, node: Node) -> Decimal:
        if node.category == "done":
            return HUNDRED
        return node.own if node.category == "in_progress" else ZERO

    def _evaluate(self, node: Node) -> None:
        node.done = node.category == "done"
        if node.category == "cancelled" and self.exclude_cancelled:
            node.completion, node.counted = None, False
            return
        if node.leaf:
            value = self._as_leaf(node)
        else:
            method = self.by_level.get(node.level, self.method)
            counted = [child for child in node.children if child.counted]
            if self.by_leaves:
                node.leaves = add_leaves(counted)
            if self.set_done and counted and node.category != "cancelled" and all(child.done for child in counted):
                node.done = True
            if method == "own":
                value = self._as_leaf(node)
            else:
                value = roll_up(method, counted, node.leaves)
                if value is None and self.empty != "exclude":
                    value = ZERO if self.empty == "zero" else self._as_leaf(node)
        if node.override is not None:
            value = node.override
        node.completion = value
        node.counted = value is not None and node.weight > 0
        if self.by_leaves and node.counted:
            if node.leaf:
                node.leaves = (1, int(node.done), node.weight, node.weight * value)
            elif node.override is not None:
                number, done, weight, _ = node.leaves
                node.leaves = (number, done, weight, weight * value)

    def _evaluate_plan(self) -> None:
        counted = [child for child in self.children if child.counted]
        leaves = add_leaves(counted) if self.by_leaves else (0, 0, ZERO, ZERO)
        self.completion = roll_up(self.by_level.get("plan", self.method), counted, leaves)

    def completions(self) -> list[tuple[str, str | None]]:
        return [(node.id, text(node.completion)) for node in self.order]

    def change_status(self, id: str, status: str) -> str | None:
        """Sets a status, brings the nodes above up to date, and gives the plan's completion."""
        node: Node | None = self.nodes[id]
        node.status, node.category = status, self.categories[status]
        with localcontext(EXACT):
            while node is not None:
                before = (node.completion, node.counted, node.done, node.leaves)
                self._evaluate(node)
                if before == (node.completion, node.counted, node.done, node.leaves):
                    break
                node = node.parent
            else:
                self._evaluate_plan()
        return text(self.completion)


def add_leaves(counted: list[Node]) -> tuple[int, int, Decimal, Decimal]:
    number, done, weight, points = 0, 0, ZERO, ZERO
    for child in counted:
        below = child.leaves
        number += below[0]
        done += below[1]
        weight += below[2]
        points += below[3]
    return number, done, weight, points


def roll_up(method: str, counted: list[Node], leaves: tuple[int, int, Decimal, Decimal]) -> Decimal | None:
    if not counted:
        return None
    if method == "weighted_mean":
        weight = points = ZERO
        for child in counted:
            weight += child.weight
            points += child.weight * child.completion
        return (points / weight).quantize(MILLIONTH)
    if method == "completed_share":
        return (HUNDRED * sum(child.done for child in counted) / len(counted)).quantize(MILLIONTH)
    if method == "lowest":
        return min(child.completion for child in counted)
    if method == "own" or not leaves[0]:
        return None
    return (HUNDRED * leaves[1] / leaves[0] if method == "leaf_share" else leaves[3] / leaves[2]).quantize(MILLIONTH)


def answer(task: str) -> dict[str, Any]:
    """For the check of the vectors: a plan, rules and changes of status in, every figure out."""
    asked = json.loads(task)
    plan = Plan(json.dumps(asked["plan"]), asked["rules"])
    for id, status in asked["changes"]:
        plan.change_status(id, status)
    return {"completion": text(plan.completion), "nodes": plan.completions()}


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        opened = Plan(file.read())
    print("plan", text(opened.completion))
    for name, value in opened.completions():
        print(name, value)
