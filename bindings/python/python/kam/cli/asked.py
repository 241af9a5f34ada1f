"""What a report is asked for, and what is said where there is nothing of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

import typer

import kam
from kam.report.content import Content
from kam.report.words import counted


def level_names(given: list[str] | None) -> list[str] | None:
    """Take levels apart that are given as one word, or as several."""
    if not given:
        return None
    names = [name.strip() for one in given for name in one.split(",") if name.strip()]
    if not names:
        raise typer.BadParameter("name at least one level", param_hint="'--levels'")
    return names


def near(name: str, known: Iterable[str]) -> str:
    """Say which names are close, or else the first of those there are."""
    names = sorted(set(known))
    close = get_close_matches(name, names, 3)
    if close:
        return f"did you mean {' or '.join(f'`{one}`' for one in close)}"
    more = f" and {counted(len(names) - 5, 'other')}" if len(names) > 5 else ""
    return f"it can be {', '.join(f'`{one}`' for one in names[:5])}{more}"


def unit_there(export: kam.Export, day: date, query: kam.DueQuery, content: Content) -> None:
    """Refuse a unit that no plan asked for is of: an empty report would look as if all were well."""
    if query.unit is None or content.summaries or not export.plans():
        return
    units = {row.plan: row.unit for row in export.summaries(day)}
    known = [unit for unit in units.values() if unit is not None]
    if query.plan is not None:
        reason = f"the plan `{query.plan}` is of " + ("no unit" if units[query.plan] is None else f"the unit `{units[query.plan]}`")
        help = None
    elif known:
        reason, help = "no plan is of this unit", near(query.unit, known)
    else:
        reason, help = "no plan of this export is of a unit", "a mapping names the column of units as the field `unit` of the plan"
    text = f"`--unit` cannot be `{query.unit}`: {reason}{'' if help is None else f'; {help}'}"
    raise kam.errors.InvalidValue(text, field="query.unit", value=query.unit, reason=reason, help=help)


def person_remark(export: kam.Export, day: date, query: kam.DueQuery, content: Content) -> str | None:
    """Say that a person owns nothing of what is asked for: a mistyped id looks like somebody with nothing to do."""
    if query.person is None or content.due or not content.summaries:
        return None
    everywhere = export.due(day, query.__replace__(person=None, levels=export.mapping().levels))
    owners = {item.owner for item in everywhere if item.owner is not None}
    if query.person in owners:
        levels = ",".join(export.mapping().levels)
        return f"`{query.person}` owns open work on other levels only: --levels {levels} shows it"
    known = {row.owner for row in content.summaries if row.owner is not None} | owners
    if query.person in known:
        return None
    return f"nobody `{query.person}` owns a plan or anything open" + (f"; {near(query.person, known)}" if known else "")
