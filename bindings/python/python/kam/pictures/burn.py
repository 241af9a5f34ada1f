"""Completion and expected completion over a cycle."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import altair as alt

import kam
from kam.pictures.rows import mean, name, natural, number, one_or_more, positive, rows
from kam.pictures.style import Picture, Style, finished, nothing, style, title, values
from kam.report.expressions import lookup
from kam.report.names import fitted
from kam.report.words import counted, day, percent

DONE, EXPECTED = "completion", "expected"


def burn_up(
    portfolio: kam.Portfolio,
    dates: Sequence[date],
    changes: Any | None = None,
    *,
    as_of: date | None = None,
    by: str | Sequence[str] | None = None,
    weight: str | None = None,
    names: dict[str, str] | None = None,
    rules: kam.CompletionRules | None = None,
    bad_rows: str = "refuse",
    most: int = 30,
    dark: bool = False,
) -> Picture:
    """
    Draw completion and expected completion over dates, as `history` gives them: the mean of all plans, or with `by` a small picture for each group.

    `as_of` is today: completion is drawn until then, since of what comes later nothing is known, and a rule stands there. Plans without a figure on a date
    are not part of its mean. With `by`, `weight` names a column that says how much each plan counts; else plans are equal. At most `most` groups are drawn,
    those that are furthest behind on the last day of completion. `changes`, `names`, `rules` and `bad_rows` are those of `history`.

    >>> burn_up(portfolio, mondays, changes, as_of=date(2026, 6, 30), by="territory")  # doctest: +SKIP
    """
    positive("most", most)
    columns, colours = one_or_more(by or []), style(dark)
    days = sorted(set(dates) | ({as_of} if as_of else set()))
    table = portfolio.history(days, changes, by=columns or None, weight=weight, names=names, rules=rules, figures=[DONE, EXPECTED], bad_rows=bad_rows)
    found = rows(table, [*columns, *(["plans"] if columns else []), "as_of", DONE, EXPECTED])
    groups = _of_groups(found, columns) if columns else _of_all(found)
    said = " and ".join(columns)
    span = f", {day(days[0])} to {day(days[-1])}" if days else ""
    heading = title(
        f"Completion over time{f' by {said}' if columns else ''}{span}",
        ("Mean of the plans of each group" + (f", weighted by {weight}" if weight else "") + ", furthest behind first") if columns else "Mean of all plans",
        f"The dotted line is {day(as_of)}; what will be completed later is not known yet" if as_of else "",
        f"{most} of {len(groups)} groups are shown" if len(groups) > most else "",
    )
    if not groups:
        return nothing(colours, heading, "There is no plan in this portfolio." if days else "There is no date to look at.")
    last = as_of or days[-1]
    drawn = sorted(groups, key=lambda group: _behind(groups[group], last, group))[:most]
    return _draw({group: groups[group] for group in drawn}, last, as_of, heading, colours, bool(columns))


Lines = dict[date, tuple[Decimal | None, Decimal | None, int]]
"""The means of a group by date, and of how many plans."""


def _of_groups(found: list[dict[str, Any]], columns: list[str]) -> dict[str, Lines]:
    groups: dict[str, Lines] = {}
    for row in found:
        groups.setdefault(" / ".join(name(row[column]) for column in columns), {})[row["as_of"]] = (row[DONE], row[EXPECTED], row["plans"])
    return groups


def _of_all(found: list[dict[str, Any]]) -> dict[str, Lines]:
    plans: dict[date, list[dict[str, Any]]] = {}
    for row in found:
        plans.setdefault(row["as_of"], []).append(row)
    return {"all plans": {at: (_mean(of, DONE), _mean(of, EXPECTED), len(of)) for at, of in plans.items()}} if plans else {}


def _mean(plans: list[dict[str, Any]], figure: str) -> Decimal | None:
    return mean([plan[figure] for plan in plans if plan[figure] is not None])


def _behind(lines: Lines, last: date, group: str) -> tuple[Any, ...]:
    done, expected, _ = lines[last]
    return (done is None or expected is None, (done or Decimal(0)) - (expected or Decimal(0)), natural(group))


def _draw(groups: dict[str, Lines], last: date, as_of: date | None, heading: alt.TitleParams, colours: Style, faceted: bool) -> Picture:
    data = [
        {"place": place, "group": group, "day": at.isoformat(), "kind": kind, "percent": number(value), "shown": f"{value:.6f} %", "plans": plans}
        for place, (group, lines) in enumerate(groups.items())
        for at, (done, expected, plans) in sorted(lines.items())
        for kind, value in ((DONE, done if at <= last else None), (EXPECTED, expected))
        if value is not None
    ]
    if not data:
        return nothing(colours, heading, "No plan has a figure on these dates.")
    ends = [
        {"place": place, "day": last.isoformat(), "percent": number(done), "label": f"{percent(done)} %"}
        for place, lines in enumerate(groups.values())
        if (done := lines[last][0]) is not None
    ]
    few = len({row["day"] for row in data}) == 1
    kinds = {DONE: colours.healths["on_track"], EXPECTED: colours.quiet}
    scale = alt.Scale(domain=list(kinds), range=list(kinds.values()))
    dash = alt.Scale(domain=list(kinds), range=[[1, 0], [5, 4]])
    parsed = "utcParse(datum.day, '%Y-%m-%d')"
    x = alt.X(
        "at:T",
        scale=alt.Scale(type="utc", nice=False),
        axis=alt.Axis(title=None, format="%b %Y" if not faceted else "%b", tickCount=12 if not faceted else 4, grid=False, labelOverlap=True),
    )
    y = alt.Y(
        "percent:Q",
        scale=alt.Scale(domain=[0, 100]),
        axis=alt.Axis(title="percent" if not faceted else None, values=[0, 25, 50, 75, 100] if not faceted else [0, 50, 100], labelExpr="datum.value + ' %'"),
    )
    tooltip = [alt.Tooltip("group:N"), alt.Tooltip("day:N"), alt.Tooltip("kind:N"), alt.Tooltip("shown:N", title="mean"), alt.Tooltip("plans:Q")]
    lines = (
        alt.Chart()
        .transform_filter("isValid(datum.kind)")
        .transform_calculate(at=parsed)
        .mark_line(strokeWidth=2.5 if not faceted else 2, point=alt.OverlayMarkDef(size=30) if few else False)
        .encode(
            x=x,
            y=y,
            color=alt.Color("kind:N", scale=scale, title=None, legend=alt.Legend(symbolType="stroke", symbolSize=500, symbolStrokeWidth=2.5)),
            strokeDash=alt.StrokeDash("kind:N", scale=dash, title=None),
            tooltip=tooltip[0 if faceted else 1 :],
        )
    )
    named = (
        alt.Chart()
        .transform_filter("isValid(datum.label)")
        .transform_calculate(at=parsed)
        .mark_text(align="left", dx=7, dy=4, fontSize=12, fontWeight="bold", color=colours.ink)
        .encode(x=x, y=y, text="label:N")
    )
    layers = [lines, named]
    if as_of:
        rule = alt.Chart().transform_filter("isValid(datum.label)").transform_calculate(at=parsed)
        layers.insert(0, rule.mark_rule(color=colours.ink, strokeDash=[2, 2], opacity=0.7).encode(x=x))
    every = values([*data, *ends])
    layered = alt.LayerChart(layer=layers, width=200 if faceted else 640, height=110 if faceted else 300)
    if not faceted:
        return finished(layered.properties(data=every), heading, colours)
    titles = fitted({f"{place}": group for place, group in enumerate(groups)}, 135)
    for place, lines in enumerate(groups.values()):
        titles[f"{place}"] += f" ({counted(max(plans for _, _, plans in lines.values()), 'plan')})"
    facet = alt.Facet("place:O", title=None, header=alt.Header(labelExpr=f"{lookup(titles)}[datum.value]"))
    return finished(layered.facet(data=every, facet=facet, columns=4), heading, colours)
