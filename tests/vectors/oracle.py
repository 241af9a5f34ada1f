"""What every figure should be, computed with fractions and no concern for speed.

One function per operation of the vectors; each takes and gives plain JSON values. It follows docs/guide/completion.md
line by line and shares no code with the library, so that a vector is checked by something that cannot share its bugs.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from oracle_document import (
    DECIMAL,
    METHODS,
    WEEKDAYS,
    Fault,
    Node,
    Plan,
    nearest,
    open_document,
    parse_day,
)

HUNDRED = Fraction(100)


def millionths(value: Fraction) -> Fraction:
    """Half to even at 6 decimals: what Python's `round` does with a fraction, exactly."""
    return round(value, 6)


def clamp(value: Fraction) -> Fraction:
    return min(max(value, Fraction(0)), HUNDRED)


def written(value: Fraction | None) -> str | None:
    """A decimal as text, without trailing zeros."""
    if value is None:
        return None
    scaled = value * 10**9
    assert scaled.denominator == 1, value
    sign, digits = ("-" if scaled < 0 else ""), f"{abs(int(scaled)):010d}"
    return sign + f"{digits[:-9]}.{digits[-9:]}".rstrip("0").rstrip(".")


def own_value(plan: Plan, node: Node) -> tuple[Fraction | None, str]:
    """CMP-1, also for a parent that is looked at as if it were a leaf."""
    category = plan.category(node)
    if category == "done":
        return HUNDRED, "done"
    if category != "in_progress":
        return Fraction(0), category
    if node.progress is not None:
        return node.progress, "progress"
    if node.quantity is not None:
        actual = node.quantity.get("actual")
        if actual is None:
            return Fraction(0), "quantity"
        baseline, target = node.quantity["baseline"], node.quantity["target"]
        return millionths(clamp((actual - baseline) / (target - baseline) * 100)), "quantity"
    return Fraction(0), "in_progress"


class Roll:
    """One roll-up of a plan under some rules: the actual one, or the expected one on a date."""

    def __init__(self, plan: Plan, given: dict[str, Any] | None = None, expected_on: date | None = None) -> None:
        self.plan = plan
        self.rules = {**plan.completion, **{key: value for key, value in (given or {}).items() if value is not None}}
        self.methods = {entry["level"]: entry["method"] for entry in self.rules["levels"]}
        self.expected_on = expected_on
        if self.methods.get("plan") == "own":
            raise Fault("invalid_value", field="method", value="own")
        order = plan.in_order()
        if self.rules["missing_weight"] == "refuse":
            without = [node.id for node in order if node.weight is None]
            if without:
                raise Fault("missing_weight", nodes=without)
        self.weight: dict[str, Fraction] = {}
        self.source: dict[str, str] = {}
        self.weigh(plan.children)
        for node in order:
            self.weigh(node.children)
        self.computed: dict[str, Fraction | None] = {}
        self.used: dict[str, Fraction | None] = {}
        self.basis: dict[str, str] = {}
        self.proposed: set[str] = set()
        self.set_done: set[str] = set()
        for node in after_children(plan.children):
            self.propose(node)
            self.evaluate(node)
        self.total = self.by_method(plan.children, self.method("plan"))

    def method(self, level: str) -> str:
        return self.methods.get(level, self.rules["method"])

    def weigh(self, siblings: list[Node]) -> None:
        positive = [node.weight for node in siblings if node.weight]
        rule = self.rules["missing_weight"]
        for node in siblings:
            if node.weight is not None:
                self.weight[node.id], self.source[node.id] = node.weight, "given"
            elif rule == "mean" and positive:
                self.weight[node.id], self.source[node.id] = round(sum(positive) / len(positive), 4), "mean"
            elif rule == "zero":
                self.weight[node.id], self.source[node.id] = Fraction(0), "zero"
            else:
                self.weight[node.id], self.source[node.id] = Fraction(1), "one" if rule == "one" else "mean"

    def set_aside(self, node: Node) -> bool:
        return self.plan.category(node) == "cancelled" and self.rules["cancelled"] == "exclude"

    def counted(self, node: Node) -> bool:
        return self.weight[node.id] > 0 and not self.set_aside(node) and self.used[node.id] is not None

    def done(self, node: Node) -> bool:
        if self.expected_on is not None:
            return self.used[node.id] == 100
        return self.plan.category(node) == "done" or node.id in self.set_done

    def overridden(self, node: Node) -> bool:
        return self.expected_on is None and node.override is not None and not self.set_aside(node)

    def propose(self, node: Node) -> None:
        counted = [child for child in node.children if self.counted(child)]
        if self.expected_on is not None or self.rules["auto_complete"] == "off" or not counted:
            return
        if self.plan.category(node) not in ("done", "cancelled") and all(self.done(child) for child in counted):
            self.proposed.add(node.id)
            if self.rules["auto_complete"] == "set":
                self.set_done.add(node.id)

    def as_leaf(self, node: Node) -> tuple[Fraction, str]:
        if self.expected_on is None:
            return own_value(self.plan, node)
        return planned_share(self.plan, node, self.expected_on), "method"

    def evaluate(self, node: Node) -> None:
        if self.set_aside(node):
            value, basis = None, "cancelled"
        elif not node.children:
            value, basis = self.as_leaf(node)
        elif self.method(node.level) == "own":
            value, basis = self.as_leaf(node)[0], "own"
        else:
            value, basis = self.by_method(node.children, self.method(node.level)), "method"
            if value is None:
                value, basis = {
                    "own_status": lambda: (self.as_leaf(node)[0], "empty_own_status"),
                    "zero": lambda: (Fraction(0), "empty_zero"),
                    "exclude": lambda: (None, "empty_excluded"),
                }[self.rules["empty"]]()
        self.computed[node.id], self.basis[node.id] = value, basis
        self.used[node.id] = node.override["completion"] if self.overridden(node) else value

    def terms(self, children: list[Node], method: str) -> list[tuple[Node, Fraction, Fraction]]:
        """What a method looks at: node, weight and completion of each counted child or leaf."""
        found: list[tuple[Node, Fraction, Fraction]] = []
        for child in children:
            if not self.counted(child):
                continue
            if method not in ("leaf_share", "leaf_mean") or not child.children:
                found.append((child, self.weight[child.id], self.used[child.id]))
                continue
            if method == "leaf_mean" and self.overridden(child):
                # Its leaves are what it stands for, each at its own weight, whatever is overridden among them.
                standing = sum(self.weight[leaf.id] for leaf, _, _ in self.terms(child.children, "leaf_share"))
                if standing:
                    found.append((child, standing, self.used[child.id]))
            else:
                found.extend(self.terms(child.children, method))
        return found

    def by_method(self, children: list[Node], method: str) -> Fraction | None:
        terms = self.terms(children, method)
        if method == "own" or not terms:
            return None
        if method == "lowest":
            return min(completion for _, _, completion in terms)
        if method in ("completed_share", "leaf_share"):
            return millionths(Fraction(100 * sum(self.done(node) for node, _, _ in terms), len(terms)))
        return millionths(sum(w * c for _, w, c in terms) / sum(w for _, w, _ in terms))

    def contributions(self, terms: list[tuple[Node, Fraction, Fraction]], method: str, value: Fraction) -> list[Fraction]:
        if method == "lowest":
            first = next(index for index, term in enumerate(terms) if term[2] == value)
            return [value if index == first else Fraction(0) for index in range(len(terms))]
        if method in ("completed_share", "leaf_share"):
            exact = [Fraction(100 * self.done(node), len(terms)) for node, _, _ in terms]
        else:
            total = sum(w for _, w, _ in terms)
            exact = [w * c / total for _, w, c in terms]
        cut = [Fraction(int(part * 10**6), 10**6) for part in exact]
        left = int((value - sum(cut)) * 10**6)
        by_remainder = sorted(range(len(terms)), key=lambda index: (cut[index] - exact[index], index))
        for index in by_remainder[:left]:
            cut[index] += Fraction(1, 10**6)
        assert sum(cut) == value
        return cut

    def left_out(self, children: list[Node], method: str) -> list[dict[str, Any]]:
        """What is not counted: the highest node of a branch that does not count, not what is below it."""
        found: list[dict[str, Any]] = []
        for child in children:
            into_leaves = method in ("leaf_share", "leaf_mean") and child.children
            if self.set_aside(child):
                reason = "cancelled"
            elif self.weight[child.id] == 0:
                reason = "zero_weight" if child.weight is not None else "missing_weight"
            elif self.used[child.id] is None or (into_leaves and not self.terms(child.children, "leaf_share")):
                reason = "no_completion"
            else:
                if into_leaves and not (method == "leaf_mean" and self.overridden(child)):
                    found += self.left_out(child.children, method)
                continue
            found.append({"node": child.id, "title": child.title, "reason": reason, "weight": written(child.weight)})
        return found


def after_children(top: list[Node]) -> list[Node]:
    order: list[Node] = []
    waiting = [(node, False) for node in reversed(top)]
    while waiting:
        node, ready = waiting.pop()
        if ready or not node.children:
            order.append(node)
        else:
            waiting.append((node, True))
            waiting.extend((child, False) for child in reversed(node.children))
    return order


def planned_share(plan: Plan, node: Node, on: date) -> Fraction:
    """CMP-9 for a leaf, or for a parent that is looked at as if it were one."""
    start, due = node.start, node.due
    if due is None:
        start, above = None, node.parent
        while due is None and above is not None:
            due, above = plan.nodes[above].due, plan.nodes[above].parent
        due = due or plan.end
    if due is None:
        return Fraction(0)
    if start is None or start == due:
        return HUNDRED if on >= due else Fraction(0)
    return millionths(clamp(Fraction(100 * (on - start).days, (due - start).days)))


def find(plan: Plan, id: str) -> Node:
    if id not in plan.nodes:
        close = nearest(id, list(plan.nodes))
        raise Fault("unknown_node", node=id, nearest=[close] if close else [])
    return plan.nodes[id]


def completion(plan: Plan, rules: Any = None) -> Any:
    return written(Roll(plan, rules).total)


def completions(plan: Plan, rules: Any = None) -> Any:
    roll = Roll(plan, rules)
    return [{
        "node": node.id, "parent": node.parent, "level": node.level, "title": node.title, "status": node.status,
        "category": plan.category(node), "completion": written(roll.used[node.id]), "computed": written(roll.computed[node.id]),
        "overridden": roll.overridden(node), "basis": roll.basis[node.id],
    } for node in plan.in_order()]


def figures(plan: Plan, rules: Any = None) -> Any:
    rows = completions(plan, rules)
    return {"completion": completion(plan, rules), "nodes": [row["node"] for row in rows], "completions": [row["completion"] for row in rows]}


def explain(plan: Plan, node: str | None = None, rules: Any = None) -> Any:
    found = find(plan, node) if node is not None else None
    roll = Roll(plan, rules)
    children = found.children if found else plan.children
    method = roll.method(found.level if found else "plan")
    value = roll.computed[found.id] if found else roll.total
    basis = roll.basis[found.id] if found else ("method" if value is not None else "nothing_counted")
    used = roll.used[found.id] if found else roll.total
    explained = {"node": node, "level": found.level if found else "plan", "basis": basis, "completion": written(used),
                 "title": found.title if found else plan.draft.get("title", ""), "override": override_of(found) if found and roll.overridden(found) else None,
                 "computed": written(value), "terms": [], "left_out": [], "counted": 0, "done": 0}
    if found and not found.children:
        return explained
    explained["method"] = method
    if basis in ("cancelled", "own"):
        return explained
    explained["left_out"] = roll.left_out(children, method)
    terms = roll.terms(children, method)
    if not terms or method == "own":
        return explained
    explained["weight_sum"] = written(sum(weight for _, weight, _ in terms))
    explained["counted"], explained["done"] = len(terms), sum(roll.done(child) for child, _, _ in terms)
    parts = roll.contributions(terms, method, value)
    explained["terms"] = [{
        "node": child.id, "title": child.title, "weight": written(weight), "weight_source": "leaves" if method == "leaf_mean" and child.children else roll.source[child.id],
        "completion": written(value), "category": plan.category(child), "done": roll.done(child),
        "contribution": written(part), "overridden": roll.overridden(child),
    } for (child, weight, value), part in zip(terms, parts)]
    return explained


def progress(plan: Plan, as_of: str, rules: Any = None) -> Any:
    actual, planned = Roll(plan, rules), Roll(plan, rules, expected_on=parse_day(as_of))
    rows = [(None, actual.total, planned.total)]
    rows += [(node.id, actual.used[node.id], planned.used[node.id]) for node in plan.in_order()]
    return [measured(plan, *row) for row in rows]


def measured(plan: Plan, node: str | None, reached: Fraction | None, expected: Fraction | None) -> dict[str, Any]:
    variance = reached - expected if reached is not None and expected is not None else None
    health = None
    if variance is not None:
        behind = -variance
        health = "on_track" if behind <= 0 or behind < plan.health["at_risk"] else "at_risk" if behind < plan.health["off_track"] else "off_track"
    return {"node": node, "completion": written(reached), "expected": written(expected), "variance": written(variance), "health": health}


def is_day_off(plan: Plan, on: date) -> bool:
    return WEEKDAYS[on.weekday()] in plan.calendar["weekend"] or on in plan.calendar["holidays"]


def due(plan: Plan, as_of: str, query: Any = None) -> Any:
    asked = {"horizon": 14, "working_days": False, "person": None, "unit": None, "plan": None, "levels": None, **(query or {})}
    today, levels = parse_day(as_of), asked["levels"] or [plan.levels[-1]]
    for name in levels:
        if name not in plan.levels:
            raise Fault("invalid_value", field="levels", value=name)
    if asked["plan"] not in (None, plan.draft["id"]):
        raise Fault("unknown_plan", plan=asked["plan"])
    if asked["unit"] not in (None, plan.draft.get("unit")):
        return []
    listed = []
    for node in plan.in_order():
        if node.level not in levels or plan.category(node) not in ("open", "in_progress"):
            continue
        if asked["person"] not in (None, node.owner) or under_cancelled(plan, node):
            continue
        effective = node.due
        while effective and plan.calendar["day_off"] != "keep" and is_day_off(plan, effective):
            effective += timedelta(days=1 if plan.calendar["day_off"] == "next" else -1)
        blocked = sorted(p for p in node.prerequisites if plan.category(plan.nodes[p]) not in ("done", "cancelled"))
        weight = node.weight if node.weight is not None else Fraction(1)
        listed.append(((effective or date.max, effective is None, -weight, node.id.encode()), {
            "plan": plan.draft["id"], "node": node.id, "title": node.title, "owner": node.owner, "level": node.level,
            "due": node.due and node.due.isoformat(), "due_effective": effective and effective.isoformat(),
            "days": effective and abs((effective - today).days), "bucket": bucket(plan, today, effective, asked),
            "weight": written(weight), "blocked_by": blocked,
        }))
    return [item for _, item in sorted(listed, key=lambda entry: entry[0])]


def under_cancelled(plan: Plan, node: Node) -> bool:
    above = node.parent
    while above is not None:
        if plan.category(plan.nodes[above]) == "cancelled":
            return True
        above = plan.nodes[above].parent
    return False


def bucket(plan: Plan, today: date, effective: date | None, asked: dict[str, Any]) -> str:
    if effective is None:
        return "undated"
    if effective <= today:
        return "today" if effective == today else "overdue"
    ahead = [today + timedelta(days=n) for n in range(1, (effective - today).days + 1)]
    count = sum(not is_day_off(plan, on) for on in ahead) if asked["working_days"] else len(ahead)
    return "soon" if count <= asked["horizon"] else "later"


def summary(plan: Plan, as_of: str, query: Any = None) -> Any:
    items = due(plan, as_of, query)
    tally = {name: sum(item["bucket"] == name for item in items) for name in ("overdue", "today", "soon", "later", "undated")}
    whole = progress(plan, as_of)[0]
    return {**whole, "plan": plan.draft["id"], "title": plan.draft.get("title", ""), "account": plan.draft.get("account"),
            "owner": plan.draft.get("owner"), "unit": plan.draft.get("unit"), "nodes": len(plan.nodes),
            "actions": sum(node.level == plan.levels[-1] for node in plan.nodes.values()),
            "open": len(items), "overdue": tally["overdue"], "due_today": tally["today"], "due_soon": tally["soon"],
            "later": tally["later"], "undated": tally["undated"], "blocked": sum(bool(item["blocked_by"]) for item in items)}


def proposals(plan: Plan) -> Any:
    roll = Roll(plan)
    done = next((code for code, category in plan.categories.items() if category == "done"), None)
    return [{"node": node.id, "from_status": node.status, "to_status": done, "applied": node.id in roll.set_done} for node in plan.in_order() if node.id in roll.proposed]


def proposals_from(plan: Plan, node: str) -> Any:
    """The proposals for a node and the nodes above it; those of other branches are not news."""
    concerned: set[str | None] = set()
    above: str | None = node
    while above is not None:
        concerned.add(above)
        above = plan.nodes[above].parent
    return [row for row in proposals(plan) if row["node"] in concerned]


def change_status(plan: Plan, node: str, status: str, acting: dict[str, str], reason: str | None = None) -> Any:
    found = find(plan, node)
    if status not in plan.categories:
        close = nearest(status, list(plan.categories))
        raise Fault("invalid_value", field="status", value=status, help=close and f"did you mean `{close}`?")
    if status == found.status:
        raise Fault("status_refused", node=node)
    before, after = plan.category(found), plan.categories[status]
    needs_reason = after == "cancelled" or (before == "done" and after != "done")
    if needs_reason and not (reason or "").strip():
        raise Fault("status_refused", node=node)
    warnings = []
    if after == "done":
        blocked = sorted(p for p in found.prerequisites if plan.category(plan.nodes[p]) not in ("done", "cancelled"))
        if blocked and plan.prerequisites == "refuse":
            raise Fault("prerequisite_unfinished", node=node, blocked_by=blocked)
        warnings = [f"`{node}` is done before {blocked}"] if blocked else []
    found.status = status
    found.completed = {"by": acting["person"], "at": acting["at"]} if after == "done" else None
    roll = Roll(plan)
    return {"completion": written(roll.total), "node_completion": written(roll.used[node]), "warnings": warnings, "proposals": proposals_from(plan, node)}


def override_completion(plan: Plan, node: str, completion: str, reason: str, acting: dict[str, str]) -> None:
    found = find(plan, node)
    value = Fraction(completion) if DECIMAL.fullmatch(completion) else None
    if value is None or not 0 <= value <= 100 or value * 10**6 % 1:
        raise Fault("invalid_value", field="completion", value=completion)
    if not reason.strip():
        raise Fault("invalid_value", field="reason", value=reason)
    found.override = {"completion": value, "reason": reason, "by": acting["person"], "at": acting["at"]}


def remove_override(plan: Plan, node: str) -> None:
    find(plan, node).override = None


def nodes(plan: Plan) -> Any:
    return [{"id": n.id, "parent": n.parent, "level": n.level, "title": n.title, "status": n.status, "weight": written(n.weight),
             "completed": n.completed, "override": override_of(n), "prerequisites": list(n.prerequisites) or None}
            for n in plan.in_order()]


def override_of(node: Node) -> Any:
    return node.override and {**node.override, "completion": written(node.override["completion"])}


def profile(plan: Plan) -> Any:
    known = {key: plan.draft.get(key) for key in ("id", "title", "account", "owner", "unit", "status")}
    return {**known, "start": plan.start and plan.start.isoformat(), "end": plan.end and plan.end.isoformat(), "nodes": len(plan.nodes)}


def display_completion(completion: str, rules: Any = None) -> str:
    value = Fraction(completion) if DECIMAL.fullmatch(completion) else None
    if value is None or not 0 <= value <= 100 or value * 10**6 % 1:
        raise Fault("invalid_value", field="completion", value=completion)
    asked = {"decimals": 0, "rounding": "half_up", "guard": True, **(rules or {})}
    places = asked["decimals"]
    if places > 6:
        raise Fault("invalid_value", field="decimals", value=str(places))
    step, scaled = Fraction(1, 10**places), value * 10**places
    units = {"half_even": round(scaled), "down": int(scaled), "half_up": int(scaled + Fraction(1, 2))}[asked["rounding"]]
    if asked["guard"] and value < 100 and units * step >= 100:
        units -= 1
    if asked["guard"] and value > 0 and units == 0:
        units = 1
    digits = f"{units:0{places + 1}d}"
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def display(plan: Plan, completion: str) -> str:
    return display_completion(completion, plan.display)


def open_plan(document: Any) -> Any:
    return profile(open_document(document))


ON_PLANS: dict[str, Callable[..., Any]] = {function.__name__: function for function in (
    completion, completions, figures, explain, progress, due, summary, proposals, change_status, override_completion,
    remove_override, nodes, profile, display)}
FREE: dict[str, Callable[..., Any]] = {function.__name__: function for function in (display_completion, open_plan)}
assert len(METHODS) == 6
