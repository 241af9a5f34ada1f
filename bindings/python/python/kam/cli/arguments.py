"""The arguments and options that commands share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import typer

import kam


def _day(text: str) -> date:
    if text == "today":
        return date.today()
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"`{text}` is no date; write it as YYYY-MM-DD, such as 2026-06-30") from None


def _method(text: str) -> kam.Method:
    try:
        return kam.Method(text)
    except kam.KamError as error:
        raise typer.BadParameter(error.text) from None


def _points(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise typer.BadParameter(f"`{text}` is no number of points; write it as 0.5") from None
    if not (value.is_finite() and 0 <= value <= 100):
        raise typer.BadParameter(f"`{text}` is not from 0 to 100")
    return value


_METHODS = ", ".join(sorted(getattr(kam.Method, name).value for name in dir(kam.Method) if name.isupper()))

EXPORT: Any = typer.Argument(metavar="EXPORT", help="The folder of the export: one CSV file, or Vault query JSON, for each object.", show_default=False)
MAPPING: Any = typer.Option(
    "--mapping",
    "-m",
    metavar="NAME|FILE",
    show_default=False,
    help="How to read it: a shipped mapping (see `kam mappings`) or a TOML file of your own. Without it, it is recognised from the files.",
)
SETTINGS: Any = typer.Option(
    "--settings",
    metavar="FILE",
    show_default=False,
    help="Other settings than those of the mapping: a TOML or JSON file with what a plan document has under `settings`, such as a calendar.",
)
AS_JSON: Any = typer.Option("--json", help="Print one JSON document instead of text; decimals are text.")
AS_OF: Any = typer.Option(
    "--as-of",
    metavar="DATE",
    parser=_day,
    show_default=False,
    help="The day of the figures, YYYY-MM-DD. Without it today, and the output says so.",
)
METHOD: Any = typer.Option(
    "--method",
    metavar="METHOD",
    parser=_method,
    show_default=False,
    help=f"How parents get their completion: {_METHODS}. Else as the plans say.",
)
HORIZON: Any = typer.Option("--horizon", metavar="DAYS", min=0, max=3660, help="How many days `due soon` reaches.")
WORKING_DAYS: Any = typer.Option("--working-days", help="Count the days of the horizon by the calendar of the settings.")
LEVELS: Any = typer.Option(
    "--levels",
    metavar="NAME[,NAME]",
    show_default=False,
    help="The levels whose open work is counted and listed: see `kam mappings`. Without it the lowest one, the actions.",
)
TOP: Any = typer.Option("--top", metavar="N", min=0, help="How many rows of a long list are printed; 0 for all. JSON always has all.")
TOLERANCE: Any = typer.Option("--tolerance", metavar="POINTS", parser=_points, help="By how many points a figure of the CRM may differ before it is listed.")
