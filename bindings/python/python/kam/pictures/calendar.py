"""Open actions by the day they are due on, as a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import altair as alt

import kam
from kam.errors import InvalidValue
from kam.pictures.rows import rows
from kam.pictures.style import WHITE_FROM, Picture, Style, finished, nothing, style, title, values
from kam.report.words import counted, day

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
BEFORE, AFTER = 12, 26
"""Weeks that are drawn before and after the week of the date, when nothing else is said."""
MOST_WEEKS = 106


def due_calendar(
    portfolio: kam.Portfolio,
    as_of: date,
    *,
    first: date | None = None,
    last: date | None = None,
    levels: Sequence[str] | None = None,
    due: str = "due",
    dark: bool = False,
) -> Picture:
    """
    Draw how many open actions are due on which day: a column for each week, a row for each weekday. What is overdue on `as_of` has another colour and a
    frame.

    From `first` to `last` are drawn, by default 12 weeks before the date and 26 after it; how much lies outside stands in the picture. `due`
    names the column of due dates where it is called otherwise; `levels` names the levels whose nodes are actions, by default the lowest one.

    >>> due_calendar(portfolio, date(2026, 6, 30))  # doctest: +SKIP
    """
    start, end = _weeks(as_of, first, last)
    colours = style(dark)
    table = portfolio.groups([due], of="actions", as_of=as_of, levels=levels, figures=["due"])
    found = [row for row in rows(table, [due, "open", "overdue"]) if row["open"]]
    undated = sum(row["open"] for row in found if row[due] is None)
    dated = sorted((_date(row[due]), row["open"], row["overdue"]) for row in found if row[due] is not None)
    before = sum(number for at, number, _ in dated if at < start)
    after = sum(number for at, number, _ in dated if at > end)
    outside = [text for number, text in ((before, f"before {day(start)}"), (after, f"after {day(end)}"), (undated, "without a due date")) if number]
    counts = [number for number in (before, after, undated) if number]
    overdue = sum(late for _, _, late in dated)
    heading = title(
        f"Open actions by due date on {day(as_of)}",
        f"{counted(sum(row['open'] for row in found), 'open action')}, {overdue} overdue; the dashed frame is {day(as_of)}",
        f"Not drawn: {', '.join(f'{number} {text}' for number, text in zip(counts, outside, strict=True))}" if outside else "",
    )
    drawn = [one for one in dated if start <= one[0] <= end]
    if not drawn:
        sentence = "There is no open action in this portfolio." if not found else "No open action is due on these days."
        return nothing(colours, heading, sentence)
    return _draw(drawn, as_of, start, end, heading, colours)


def _weeks(as_of: date, first: date | None, last: date | None) -> tuple[date, date]:
    """Go from the Monday of the first week to the Sunday of the last one."""
    start = first or _moved(as_of, -BEFORE)
    end = last or _moved(as_of, AFTER)
    start, end = _moved(start, 0), min(_moved(end, 0), date.max - timedelta(days=6)) + timedelta(days=6)
    weeks = (end - start).days // 7 + 1
    if not 1 <= weeks <= MOST_WEEKS:
        reason = "it is before `first`" if weeks < 1 else f"that is {weeks} weeks behind `first`"
        help = f"at most {MOST_WEEKS} weeks are drawn"
        raise InvalidValue(f"`last` cannot be `{last or end}`: {reason}; {help}", field="last", value=str(last or end), reason=reason, help=help)
    return start, end


def _moved(at: date, weeks: int) -> date:
    """Find the Monday of a week some weeks away, as far as there are days."""
    return date.fromordinal(min(max(at.toordinal() - at.weekday() + weeks * 7, 1), date.max.toordinal()))


def _date(value: Any) -> date:
    found: date = value.date() if isinstance(value, datetime) else value
    return found


def _draw(drawn: list[tuple[date, int, int]], as_of: date, start: date, end: date, heading: alt.TitleParams, colours: Style) -> Picture:
    weeks = [start + timedelta(weeks=place) for place in range((end - start).days // 7 + 1)]
    numbers = {at: (number, late) for at, number, late in drawn}
    most = max(number for number, _ in numbers.values())
    data = []
    for monday in weeks:
        for place, weekday in enumerate(DAYS):
            at = monday + timedelta(days=place)
            number, late = numbers.get(at, (0, 0))
            kind = "overdue" if late else "not yet due"
            row = {"week": monday.isoformat(), "weekday": weekday, "day": day(at), "open": number, "shown": _short(number), "kind": kind, "today": at == as_of}
            data.append(row)
    # A month is written at the first week that begins in it.
    months = [week for before, week in zip([None, *weeks], weeks, strict=False) if before is None or before.month != week.month]
    if len(months) > 1 and (months[1] - months[0]).days < 21:
        del months[0]
    size = 20 if len(weeks) <= 45 else 15
    axis = alt.Axis(
        title="week from Monday",
        values=[week.isoformat() for week in months],
        labelExpr="utcFormat(utcParse(datum.value, '%Y-%m-%d'), '%-d %b %Y')" if len(months) < 7 else "utcFormat(utcParse(datum.value, '%Y-%m-%d'), '%-d %b')",
        labelAngle=0,
        labelAlign="left",
        labelBound=False,
        labelOverlap=False,
        grid=False,
        orient="top",
    )
    x = alt.X("week:O", sort=None, scale=alt.Scale(domain=[week.isoformat() for week in weeks], padding=0.12), axis=axis)
    y = alt.Y("weekday:O", sort=None, scale=alt.Scale(domain=DAYS, padding=0.12), axis=alt.Axis(title=None, grid=False))
    tooltip = [alt.Tooltip("day:N"), alt.Tooltip("open:Q", title="open actions"), alt.Tooltip("kind:N", title=" ")]
    base = alt.Chart(values(data)).encode(x=x, y=y)
    empty = base.transform_filter("datum.open == 0").mark_rect(color=colours.line, opacity=0.55, cornerRadius=2, aria=False)
    domain = [0, most]
    later = base.transform_filter("datum.open > 0 && datum.kind != 'overdue'").mark_rect(cornerRadius=2)
    later = later.encode(
        color=alt.Color("open:Q", scale=alt.Scale(domain=domain, range=list(colours.counts)), legend=_legend("not yet due", most)), tooltip=tooltip
    )
    late = base.transform_filter("datum.kind == 'overdue'").mark_rect(cornerRadius=2, stroke=colours.ink, strokeWidth=1.4)
    late = late.encode(
        fill=alt.Fill("open:Q", scale=alt.Scale(domain=domain, range=list(colours.risks)), legend=_legend("overdue, framed", most)),
        tooltip=tooltip,
    )
    today = base.transform_filter("datum.today").mark_rect(filled=False, aria=False, stroke=colours.ink, strokeWidth=1.6, strokeDash=[3, 2], cornerRadius=2)
    figures = (
        base.transform_filter("datum.open > 0")
        .mark_text(aria=False, fontSize=10 if size == 20 else 8)
        .encode(text="shown:N", color=alt.condition(f"datum.open > {most * WHITE_FROM}", alt.value("#ffffff"), alt.value(colours.cell)))
    )
    layered = alt.LayerChart(layer=[empty, later, late, today, figures], width=alt.Step(size), height=alt.Step(size))
    return finished(layered.resolve_scale(color="independent", fill="independent"), heading, colours)


def _short(number: int) -> str:
    """Write a number so that it has room in a cell."""
    return str(number) if number < 1000 else f"{number // 1000}k"


def _legend(text: str, most: int) -> alt.Legend:
    return alt.Legend(
        title=f"open actions, {text}", orient="bottom", direction="horizontal", gradientLength=160, tickMinStep=1, format="d", values=sorted({1, most})
    )
