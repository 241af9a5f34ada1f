"""Figures of tables as plain Python values, and the names of groups as they are written in a picture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import kam
from kam.errors import InvalidValue
from kam.report.expressions import lookup
from kam.report.names import fitted
from kam.report.words import one_line

ROOM = 220
"""Pixels of an axis for names; what is longer is cut, and stands in full where the pointer is."""

NO_VALUE = "(none)"
_STEP = Decimal("0.000001")


def rows(table: kam.Table, names: Sequence[str]) -> list[dict[str, Any]]:
    """Take some columns of a table, row by row."""
    columns = [table.column(name) for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def name(value: Any) -> str:
    """Write the value of a column."""
    if value is None:
        return NO_VALUE
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        value = value.date()
    return one_line(str(value)) or "(empty)"


def natural(text: str) -> tuple[Any, ...]:
    """Sort as people do: `T2` before `T10`, upper and lower case together, what has no name last."""
    parts = re.split(r"([0-9]+)", text.casefold())
    return (text == NO_VALUE, tuple((int(part), "") if place % 2 else (0, part) for place, part in enumerate(parts)), text)


def keys(names: Sequence[str]) -> dict[str, str]:
    """Give each name a key by its place: what an axis shows of a name may be cut."""
    return {f"{place:05}": text for place, text in enumerate(names)}


def labels(names: dict[str, str], room: float = ROOM) -> str:
    """Write the expression by which an axis shows the names of its keys, in so many pixels."""
    return f"{lookup(fitted(names, room))}[datum.value]"


def number(value: Decimal | None) -> float | None:
    """Make a float, for drawing only."""
    return None if value is None else float(value)


def mean(values: Sequence[Decimal]) -> Decimal | None:
    """Take the mean as `groups` does: the sum is exact, and it is rounded once."""
    return (sum(values, Decimal(0)) / len(values)).quantize(_STEP, ROUND_HALF_EVEN) if values else None


def one_or_more(given: str | Sequence[str]) -> list[str]:
    """Take one column or several."""
    return [given] if isinstance(given, str) else list(given)


def positive(field: str, value: int) -> int:
    """Check a number that must be at least 1."""
    if value < 1:
        reason, help = "nothing would be drawn", "it is at least 1"
        raise InvalidValue(f"`{field}` cannot be `{value}`: {reason}; {help}", field=field, value=str(value), reason=reason, help=help)
    return value
