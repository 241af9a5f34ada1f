"""How the page writes figures and codes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import kam

if TYPE_CHECKING:
    from kam.report.content import Content

DASH, MINUS = "\u2013", "\u2212"

HEALTH_WORDS = {"off_track": "off track", "at_risk": "at risk", "on_track": "on track", "none": "without a figure"}


def one_line(text: str) -> str:
    """Put a text on one line, without characters that cannot be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def percent(value: Decimal | None) -> str:
    """Show a completion with one decimal."""
    return DASH if value is None else kam.display_completion(value, kam.DisplayRules(decimals=1))


def with_sign(value: Decimal | None) -> str:
    """Show a completion with one decimal and the sign of percent."""
    return DASH if value is None else f"{percent(value)}\u00a0%"


def points(value: Decimal | None) -> str:
    """Show a difference in points with one decimal and its sign."""
    if value is None:
        return DASH
    size = kam.display_completion(abs(value), kam.DisplayRules(decimals=1, guard=False))
    return f"{MINUS if value < 0 else '+'}{size}" if value else size


def exact(value: Decimal | None) -> str:
    """Show every digit."""
    return DASH if value is None else format(value, "f")


def day(value: date | None) -> str:
    """Show a day."""
    return DASH if value is None else f"{value.day} {value:%b} {value.year}"


def spaced(code: str) -> str:
    """Show a code as words."""
    return code.replace("_", " ")


def grouped(number: int) -> str:
    """Show a count with thin gaps."""
    return f"{number:,}".replace(",", " ")


def counted(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun."""
    return f"{grouped(number)} {one if number == 1 else many or one + 's'}"


def horizon(content: Content) -> str:
    """Say how far `soon` reaches."""
    return counted(content.horizon, "working day" if content.query.working_days else "day")


def health(value: kam.Health | None) -> str:
    """Show health in words."""
    return HEALTH_WORDS[value.value if value is not None else "none"]


def when(item: kam.DueItem) -> str:
    """Say how far off a due date is."""
    days = counted(item.days, "day")
    return {"overdue": f"{days} late", "today": "today", "soon": f"in {days}", "later": f"in {days}"}.get(item.bucket.value, "no date")
