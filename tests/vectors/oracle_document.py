"""Reads a plan document the slow, obvious way and names everything that is wrong with it.

This is the reference for `open_plan`: field problems first (`invalid_document`), and only where every field is fine
the structure (`invalid_plan`). It shares no code with the library.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any

DEFAULT_LEVELS = ["goal", "objective", "tactic", "action"]
CATEGORIES = ["open", "in_progress", "done", "cancelled"]
METHODS = ["weighted_mean", "completed_share", "leaf_share", "leaf_mean", "lowest", "own"]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
CHOICES = {
    "category": CATEGORIES,
    "method": METHODS,
    "cancelled": ["exclude", "open"],
    "empty": ["own_status", "zero", "exclude"],
    "missing_weight": ["one", "mean", "zero", "refuse"],
    "auto_complete": ["off", "propose", "set"],
    "rounding": ["half_up", "half_even", "down"],
    "weekday": WEEKDAYS,
    "day_off": ["keep", "next", "previous"],
    "prerequisites": ["refuse", "warn"],
}
DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Fault(Exception):
    """A refusal with its stable code and details, as every language sees it."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.record = {"code": code, **details}


class FloatNumber(str):
    """A JSON number with a fraction or an exponent, kept as it was written."""


class Object(dict):
    """A JSON object that remembers which of its keys came twice."""

    repeated: list[str]


def object_of(pairs: list[tuple[str, Any]]) -> Object:
    made = Object()
    made.repeated = []
    for key, value in pairs:
        if key in made:
            made.repeated.append(key)
        else:
            made[key] = value
    return made


@dataclass
class Node:
    id: str
    parent: str | None
    level: str
    title: str
    owner: str | None
    weight: Fraction | None
    status: str
    start: date | None
    due: date | None
    progress: Fraction | None
    quantity: dict[str, Fraction | None] | None
    prerequisites: dict[str, int]
    override: dict[str, Any] | None
    completed: dict[str, str] | None = None
    children: list[Node] = field(default_factory=list)


@dataclass
class Plan:
    draft: dict[str, Any]
    levels: list[str]
    categories: dict[str, str]
    completion: dict[str, Any]
    display: dict[str, Any]
    health: dict[str, Fraction]
    calendar: dict[str, Any]
    prerequisites: str
    start: date | None
    end: date | None
    nodes: dict[str, Node]
    children: list[Node]

    def in_order(self) -> list[Node]:
        """The order of every list of nodes: level by level below the plan, siblings by the bytes of their ids."""
        listed = list(self.children)
        for node in listed:
            listed.extend(node.children)
        return listed

    def category(self, node: Node) -> str:
        return self.categories[node.status]


def nearest(value: str, names: list[str]) -> str | None:
    found = difflib.get_close_matches(value, names, n=1, cutoff=0.5)
    return found[0] if found else None


class Reader:
    """Walks a document in its own order and collects field problems."""

    def __init__(self) -> None:
        self.problems: list[dict[str, Any]] = []

    def problem(self, code: str, path: str, value: Any = None, help: str | None = None, id: str | None = None) -> None:
        self.problems.append({"code": code, "path": path, "value": None if value is None else str(value), "help": help, "id": id})

    def record(self, value: Any, path: str, fields: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.problem("wrong_type", path, value)
            return {}
        read: dict[str, Any] = {}
        for key in getattr(value, "repeated", []):
            self.problem("duplicate_key", join(path, key), key)
        for key, inner in value.items():
            if key not in fields:
                close = nearest(key, list(fields))
                self.problem("unknown_key", join(path, key), key, close and f"did you mean `{close}`?")
            elif inner is not None:
                read[key] = fields[key](self, inner, join(path, key))
        for key in required:
            if value.get(key) is None:
                self.problem("missing_key", join(path, key))
        return read

    def items(self, value: Any, path: str, one: Any, at_most: int, code: str = "limit_exceeded") -> list[Any]:
        if not isinstance(value, list):
            self.problem("wrong_type", path, value)
            return []
        if len(value) > at_most:
            self.problem(code, path, len(value))
        return [one(self, inner, f"{path}[{index}]") for index, inner in enumerate(value)]


def join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def text(limit: int, blank: bool = True):
    def read(reader: Reader, value: Any, path: str) -> str | None:
        if not isinstance(value, str) or isinstance(value, FloatNumber):
            return reader.problem("wrong_type", path, value)
        if len(value) > limit or (not blank and not value.strip()):
            return reader.problem("invalid_text", path, value)
        return value

    return read


def is_id(value: str) -> bool:
    # Zs, Zl, Zp are white space, Cc control characters, Cf zero-width and direction marks.
    return 1 <= len(value) <= 64 and all(unicodedata.category(c) not in ("Zs", "Zl", "Zp", "Cc", "Cf") for c in value)


def identifier(reader: Reader, value: Any, path: str) -> str | None:
    if not isinstance(value, str) or isinstance(value, FloatNumber):
        return reader.problem("wrong_type", path, value)
    return value if is_id(value) else reader.problem("invalid_id", path, value)


def decimal(code: str, places: int, low: int, high: int):
    def read(reader: Reader, value: Any, path: str) -> Fraction | None:
        if isinstance(value, (bool, FloatNumber)) or not isinstance(value, (str, int)):
            return reader.problem("wrong_type", path, value)
        written = str(value)
        if not DECIMAL.fullmatch(written):
            return reader.problem(code, path, value)
        number = Fraction(written)
        if not low <= number <= high or number * 10**places % 1:
            return reader.problem(code, path, value)
        return number

    return read


def whole(low: int, high: int, code: str):
    def read(reader: Reader, value: Any, path: str) -> int | None:
        if isinstance(value, bool) or not isinstance(value, int):
            return reader.problem("wrong_type", path, value)
        return value if low <= value <= high else reader.problem(code, path, value)

    return read


def flag(reader: Reader, value: Any, path: str) -> bool | None:
    return value if isinstance(value, bool) else reader.problem("wrong_type", path, value)


def choice(kind: str):
    def read(reader: Reader, value: Any, path: str) -> str | None:
        if not isinstance(value, str) or isinstance(value, FloatNumber):
            return reader.problem("wrong_type", path, value)
        if value not in CHOICES[kind]:
            close = nearest(value, CHOICES[kind])
            return reader.problem("unknown_value", path, value, close and f"did you mean `{close}`?")
        return value

    return read


def parse_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if DAY.fullmatch(value) else None
    except ValueError:
        return None


def day(reader: Reader, value: Any, path: str) -> date | None:
    if not isinstance(value, str) or isinstance(value, FloatNumber):
        return reader.problem("wrong_type", path, value)
    return parse_day(value) or reader.problem("invalid_date", path, value)


def moment(reader: Reader, value: Any, path: str) -> str | None:
    if not isinstance(value, str) or isinstance(value, FloatNumber):
        return reader.problem("wrong_type", path, value)
    try:
        if datetime.fromisoformat(value).tzinfo is not None and "T" in value:
            return value
    except ValueError:
        pass
    return reader.problem("invalid_moment", path, value)


def listed(one: Any, at_most: int, code: str = "limit_exceeded"):
    return lambda reader, value, path: reader.items(value, path, one, at_most, code)


def links(one: Any):
    """A set of at most 100 ids, in the order of the document, each with its first place."""
    def read(reader: Reader, value: Any, path: str) -> dict[Any, int]:
        places: dict[Any, int] = {}
        for place, id in enumerate(reader.items(value, path, one, 10**6)):
            places.setdefault(id, place)
        if len(places) > 100:
            reader.problem("limit_exceeded", path)
        return places

    return read


def record(fields: dict[str, Any], *required: str):
    return lambda reader, value, path: reader.record(value, path, fields, required)


def quantity(reader: Reader, value: Any, path: str) -> dict[str, Any]:
    amount = decimal("invalid_amount", 9, -(10**15), 10**15)
    read = reader.record(value, path, {"baseline": amount, "target": amount, "actual": amount}, ("baseline", "target"))
    if read.get("baseline") is not None and read.get("baseline") == read.get("target"):
        reader.problem("invalid_quantity", path)
    return read


percent = decimal("invalid_percent", 6, 0, 100)
code = identifier
SETTINGS = {
    "levels": listed(record({"name": text(64, False), "optional": flag}, "name"), 8, "invalid_settings"),
    "statuses": listed(record({"code": code, "category": choice("category")}, "code", "category"), 1000),
    "completion": record({
        "method": choice("method"), "cancelled": choice("cancelled"), "empty": choice("empty"),
        "missing_weight": choice("missing_weight"), "auto_complete": choice("auto_complete"),
        "levels": listed(record({"level": text(64), "method": choice("method")}, "level", "method"), 9),
    }),
    "display": record({"decimals": whole(0, 6, "invalid_settings"), "rounding": choice("rounding"), "guard": flag}),
    "health": record({"at_risk": percent, "off_track": percent}),
    "calendar": record({"weekend": listed(choice("weekday"), 7), "holidays": listed(day, 10**6), "day_off": choice("day_off")}),
    "prerequisites": choice("prerequisites"),
}
NODE = {
    "id": identifier, "parent": identifier, "level": text(64), "title": text(500), "owner": text(64),
    "weight": decimal("invalid_weight", 4, 0, 1_000_000), "status": text(64), "start": day, "due": day,
    "progress": percent, "quantity": quantity, "prerequisites": links(identifier),
    "products": links(text(64)), "stakeholders": links(text(64)),
    "completed": record({"by": text(64), "at": moment}, "by", "at"),
    "override": record({"completion": percent, "reason": text(2000, False), "by": text(64), "at": moment}, "completion", "reason", "by", "at"),
}
PLAN = {
    "id": identifier, "title": text(500), "account": text(64), "owner": text(64), "unit": text(64), "status": text(64),
    "start": day, "end": day, "settings": record(SETTINGS), "nodes": listed(record(NODE, "id"), 1_000_000),
}


def check_settings(reader: Reader, settings: dict[str, Any]) -> None:
    """What one setting alone cannot tell: settings that do not fit each other."""
    def refuse(path: str, value: Any = None) -> None:
        reader.problem("invalid_settings", path, value)

    if "levels" in settings:
        names = [level.get("name") for level in settings["levels"]]
        if not names:
            refuse("settings.levels")
        for index, name in enumerate(names):
            if name in names[:index] or name == "plan":
                refuse(f"settings.levels[{index}].name", name)
    known = [level.get("name") for level in settings.get("levels", [])] or DEFAULT_LEVELS
    if "statuses" in settings:
        codes = [status.get("code") for status in settings["statuses"]]
        for index, name in enumerate(codes):
            if name in codes[:index]:
                refuse(f"settings.statuses[{index}].code", name)
        if not any(status.get("category") == "open" for status in settings["statuses"]):
            refuse("settings.statuses")
    for index, entry in enumerate(settings.get("completion", {}).get("levels", [])):
        path = f"settings.completion.levels[{index}]"
        if entry.get("level") not in [*known, "plan"]:
            reader.problem("unknown_level", f"{path}.level", entry.get("level"))
        elif entry.get("level") == "plan" and entry.get("method") == "own":
            refuse(f"{path}.method", "own")
    health = settings.get("health", {})
    if (health.get("at_risk", Fraction(5)) or 0) > (health.get("off_track", Fraction(15)) or 0):
        refuse("settings.health")
    if len(set(settings.get("calendar", {}).get("weekend", []))) == 7:
        refuse("settings.calendar.weekend")


def check_nodes(reader: Reader, draft: dict[str, Any]) -> None:
    """What one field alone cannot tell, but one node with the settings can."""
    settings = draft.get("settings") or {}
    levels = [level.get("name") for level in settings.get("levels", [])] or DEFAULT_LEVELS
    codes = [status.get("code") for status in settings.get("statuses", [])] or CATEGORIES
    for index, item in enumerate(draft.get("nodes") or []):
        for code, key, known in (("unknown_level", "level", levels), ("unknown_status", "status", codes)):
            if item.get(key) and item[key] not in known:
                close = nearest(item[key], list(known))
                reader.problem(code, f"nodes[{index}].{key}", item[key], close and f"did you mean `{close}`?")
                reader.problems[-1]["id"] = item.get("id")
        if item.get("start") and item.get("due") and item["start"] > item["due"]:
            reader.problem("start_after_due", f"nodes[{index}].start")
            reader.problems[-1]["id"] = item.get("id")


def open_document(document: Any) -> Plan:
    """The plan of a document (its text, or the parsed value), or a `Fault` with every problem."""
    written = document if isinstance(document, str) else json.dumps(document)
    try:
        value = json.loads(written, object_pairs_hook=object_of, parse_float=FloatNumber)
    except (ValueError, RecursionError):
        raise Fault("invalid_document", problems=[{"code": "invalid_json"}]) from None
    reader = Reader()
    draft = reader.record(value, "", PLAN, ("id",))
    check_settings(reader, draft.get("settings") or {})
    check_nodes(reader, draft)
    if reader.problems:
        raise Fault("invalid_document", problems=reader.problems)
    return build(draft)


def in_circles(nexts: dict[str, list[str]]) -> list[str]:
    """The ids that reach themselves."""
    found = []
    for name, follows in nexts.items():
        seen: set[str] = set()
        waiting = list(follows)
        while waiting and name not in seen:
            step = waiting.pop()
            if step not in seen:
                seen.add(step)
                waiting.extend(nexts.get(step, []))
        if name in seen:
            found.append(name)
    return found


def build(draft: dict[str, Any]) -> Plan:
    settings = draft.get("settings") or {}
    levels = [level["name"] for level in settings.get("levels", [])] or DEFAULT_LEVELS
    optional = {level["name"] for level in settings.get("levels", []) if level.get("optional")}
    statuses = settings.get("statuses") or [{"code": name, "category": name} for name in CATEGORIES]
    categories = {status["code"]: status["category"] for status in statuses}
    first = next(status["code"] for status in statuses if status["category"] == "open")
    problems: list[dict[str, Any]] = []

    def refuse(index: int, code: str, id: str, path: str, value: str | None = None, names: list[str] = ()) -> None:
        close = nearest(value, list(names)) if value else None
        problems.append({"code": code, "id": id, "path": f"nodes[{index}].{path}", "value": value,
                         "help": close and f"did you mean `{close}`?"})

    nodes: dict[str, Node] = {}
    position: dict[str, int] = {}
    spare: list[tuple[int, Node]] = []
    items = draft.get("nodes", [])
    for index, item in enumerate(items):
        made = Node(
            id=item["id"], parent=item.get("parent"), level=item.get("level") or "", title=item.get("title", ""),
            owner=item.get("owner"), weight=item.get("weight"), status=item.get("status", first), start=item.get("start"),
            due=item.get("due"), progress=item.get("progress"), quantity=item.get("quantity"),
            prerequisites=item.get("prerequisites", {}), override=item.get("override"), completed=item.get("completed"))
        if made.id in nodes:
            refuse(index, "duplicate_id", made.id, "id", made.id)
            spare.append((index, made))
        else:
            position[made.id] = index
            nodes[made.id] = made
    for id in in_circles({n.id: [n.parent] if n.parent in nodes else [] for n in nodes.values()}):
        refuse(position[id], "parent_cycle", id, "parent", nodes[id].parent)
    top: list[Node] = []
    # A second node with an id is checked like any other, but nothing hangs below it and nothing waits for it.
    second_top: list[tuple[int, Node]] = []
    second_below: dict[str, list[tuple[int, Node]]] = {}
    for index, node, twice in [*((position[node.id], node, False) for node in nodes.values()), *((index, node, True) for index, node in spare)]:
        if node.parent is None:
            second_top.append((index, node)) if twice else top.append(node)
        elif node.parent not in nodes:
            refuse(index, "unknown_parent", node.id, "parent", node.parent, list(nodes))
        elif twice:
            second_below.setdefault(node.parent, []).append((index, node))
        else:
            nodes[node.parent].children.append(node)
        for wanted, place in node.prerequisites.items():
            if wanted not in nodes:
                refuse(index, "unknown_prerequisite", node.id, f"prerequisites[{place}]", wanted, list(nodes))
    for id in in_circles({n.id: [p for p in n.prerequisites if p in nodes] for n in nodes.values()}):
        refuse(position[id], "prerequisite_cycle", id, "prerequisites")
    # Levels are judged from the top down; below a node without a right level nobody can say what would be right.
    waiting = [(position[node.id], node, -1) for node in top] + [(index, node, -1) for index, node in second_top]
    while waiting:
        index, node, above = waiting.pop()
        if above + 1 >= len(levels):
            refuse(index, "too_deep", node.id, "parent", node.parent)
            continue
        node.level = node.level or levels[above + 1]
        here = levels.index(node.level)
        if here <= above or any(name not in optional for name in levels[above + 1:here]):
            refuse(index, "wrong_level", node.id, "level", node.level)
            continue
        if nodes[node.id] is node:
            waiting += [(position[child.id], child, here) for child in node.children]
            waiting += [(at, child, here) for at, child in second_below.get(node.id, [])]
    if problems:
        def in_document(problem: dict[str, Any]) -> tuple[int, int, int]:
            found = re.fullmatch(r"nodes\[(\d+)\]\.(\w+)(?:\[(\d+)\])?", problem["path"])
            index = int(found[1])
            return index, list(items[index]).index(found[2]), int(found[3] or -1)

        raise Fault("invalid_plan", problems=sorted(problems, key=in_document))
    for node in nodes.values():
        node.children.sort(key=lambda child: child.id.encode())
    top.sort(key=lambda child: child.id.encode())
    rules = {"method": "weighted_mean", "levels": [], "cancelled": "exclude", "empty": "own_status", "missing_weight": "one", "auto_complete": "off"}
    calendar = {"weekend": ["saturday", "sunday"], "holidays": [], "day_off": "keep"}
    return Plan(
        draft=draft, levels=levels, categories=categories, completion={**rules, **settings.get("completion", {})},
        display={"decimals": 0, "rounding": "half_up", "guard": True, **settings.get("display", {})},
        health={"at_risk": Fraction(5), "off_track": Fraction(15), **settings.get("health", {})},
        calendar={**calendar, **settings.get("calendar", {})}, prerequisites=settings.get("prerequisites", "refuse"),
        start=draft.get("start"), end=draft.get("end"), nodes=nodes, children=top)
