"""The arguments and options that commands share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

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
    if not 0 <= value <= 100:
        raise typer.BadParameter(f"`{text}` is not from 0 to 100")
    return value


_METHODS = ", ".join(sorted(getattr(kam.Method, name).value for name in dir(kam.Method) if name.isupper()))

ExportFolder = Annotated[
    Path, typer.Argument(metavar="EXPORT", help="The folder of the export: one CSV file, or Vault query JSON, for each object.", show_default=False)
]
Mapping = Annotated[
    str | None,
    typer.Option(
        "--mapping",
        "-m",
        metavar="NAME|FILE",
        show_default=False,
        help="How to read it: a shipped mapping (see `kam mappings`) or a TOML file of your own. Without it, it is recognised from the files.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of text; decimals are text.")]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of", metavar="DATE", parser=_day, show_default=False, help="The day of the figures, YYYY-MM-DD. Without it today, and the output says so."
    ),
]
ByMethod = Annotated[
    kam.Method | None,
    typer.Option(
        "--method", metavar="METHOD", parser=_method, show_default=False, help=f"How parents get their completion: {_METHODS}. Else as the plans say."
    ),
]
Horizon = Annotated[int, typer.Option("--horizon", metavar="DAYS", min=0, max=3660, help="How many days `due soon` reaches.")]
Top = Annotated[int, typer.Option("--top", metavar="N", min=0, help="How many rows of a long list are printed; 0 for all. JSON always has all.")]
Tolerance = Annotated[
    Decimal, typer.Option("--tolerance", metavar="POINTS", parser=_points, help="By how many points a figure of the CRM may differ before it is listed.")
]
