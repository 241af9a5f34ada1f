"""Completion against what is expected, group by group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeAlias

import altair as alt

import kam
from kam.errors import InvalidValue
from kam.pictures.rows import keys, labels, name, natural, number, one_or_more, positive, rows
from kam.pictures.style import SHAPES, WORDS, Picture, Style, finished, nothing, style, title, values
from kam.report.words import day, percent, points

Order: TypeAlias = Literal["behind", "completion", "name"]
_ORDERS = {"behind": "furthest behind first", "completion": "least complete first", "name": "by name"}
_FIGURES = ["completion", "expected"]


def completion_by(
    portfolio: kam.Portfolio,
    by: str | Sequence[str],
    as_of: date,
    *,
    weight: str | None = None,
    rules: kam.CompletionRules | None = None,
    order: Order = "behind",
    most: int = 30,
    dark: bool = False,
) -> Picture:
    """
    Draw the completion of each group of plans as a bar, what is expected of it on a date as a mark, and how many of its plans are in which health.

    `by` names a column, or several, of the portfolio's table: a territory, an owner. A group's completion is the mean of its plans, as `groups` gives it;
    `weight` names a column that says how much each plan counts. At most `most` groups are drawn, those that come first by `order`: `behind` (furthest
    behind what is expected), `completion` (least complete) or `name`.

    >>> completion_by(portfolio, "territory", date(2026, 6, 30))  # doctest: +SKIP
    """
    positive("most", most)
    if order not in _ORDERS:
        reason, help = "there is no such order", "it is one of `behind`, `completion`, `name`"
        raise InvalidValue(f"`order` cannot be `{order}`: {reason}; {help}", field="order", value=str(order), reason=reason, help=help)
    columns, colours = one_or_more(by), style(dark)
    table = portfolio.groups(columns, as_of=as_of, weight=weight, rules=rules, figures=_FIGURES)
    groups = rows(table, [*columns, "plans", "completion", "expected", "variance", *WORDS])
    for group in groups:
        group["group"] = " / ".join(name(group[column]) for column in columns)
    shown = sorted(groups, key=_key(order))[:most]
    said = " and ".join(columns)
    heading = title(
        f"Completion by {said} on {day(as_of)}",
        f"Mean of the plans of each group, {_ORDERS[order]}" + (f", weighted by {weight}" if weight else "") + "; the upright mark is what is expected",
        f"{most} of {len(groups)} groups are shown" if len(groups) > most else "",
    )
    if not shown:
        return nothing(colours, heading, "There is no plan in this portfolio.")
    return _draw(shown, heading, colours, said)


def _key(order: str) -> Any:
    def behind(group: dict[str, Any]) -> tuple[Any, ...]:
        value: Decimal | None = None if order == "name" else group["variance" if order == "behind" else "completion"]
        return (value is None and order != "name", value or Decimal(0), natural(group["group"]))

    return behind


def _draw(groups: list[dict[str, Any]], heading: alt.TitleParams, colours: Style, said: str) -> Picture:
    names = keys([group["group"] for group in groups])
    data = [
        {
            "key": key,
            "group": group["group"],
            "plans": group["plans"],
            "completion": number(group["completion"]),
            "expected": number(group["expected"]),
            "exact": _exact(group["completion"]),
            "exact expected": _exact(group["expected"]),
            "points": points(group["variance"]),
            "label": _label(group),
        }
        for key, group in zip(names, groups, strict=True)
    ]
    healths = [
        {"key": key, "group": group["group"], "health": words, "number": group[health]}
        for key, group in zip(names, groups, strict=True)
        for health, words in WORDS.items()
    ]
    axis = alt.Axis(title=said, labelExpr=labels(names), labelLimit=230, grid=False)
    y = alt.Y("key:N", sort=None, scale=alt.Scale(domain=list(names)), axis=axis)
    percents = alt.Axis(title="completion, percent", values=[0, 25, 50, 75, 100], labelExpr="datum.value + ' %'")
    x = alt.X("completion:Q", scale=alt.Scale(domain=[0, 100]), axis=percents)
    tooltip = [
        alt.Tooltip("group:N"),
        alt.Tooltip("plans:Q"),
        alt.Tooltip("exact:N", title="completion"),
        alt.Tooltip("exact expected:N", title="expected"),
        alt.Tooltip("points:N", title="points ahead of it"),
    ]
    base = alt.Chart(values(data)).encode(y=y, tooltip=tooltip)
    bars = base.mark_bar(height={"band": 0.62}, color=colours.done, cornerRadiusEnd=2).encode(x=x)
    marks = base.transform_filter("isValid(datum.expected)").mark_tick(thickness=3, size=22, color=colours.ink, opacity=1).encode(x=alt.X("expected:Q"))
    numbers = base.mark_text(align="left", fontSize=12, color=colours.ink).encode(x=alt.value(428), text="label:N")
    left = alt.LayerChart(layer=[bars, marks, numbers], width=420, height=alt.Step(26))

    bare = alt.Y("key:N", sort=None, scale=alt.Scale(domain=list(names)), axis=None)
    across = alt.X("health:N", sort=None, scale=alt.Scale(domain=list(WORDS.values())), axis=alt.Axis(title="plans", orient="bottom", labelAngle=0, grid=False))
    scale = alt.Scale(domain=list(WORDS.values()), range=[colours.healths[key] for key in WORDS])
    shape = alt.Scale(domain=list(WORDS.values()), range=list(SHAPES.values()))
    counts = alt.Chart(values(healths)).encode(y=bare, x=across, tooltip=["group:N", "health:N", alt.Tooltip("number:Q", title="plans")])
    some = counts.transform_filter("datum.number > 0")
    symbols = some.mark_point(filled=True, size=85, opacity=1, xOffset=-10).encode(
        color=alt.Color("health:N", scale=scale, legend=None), shape=alt.Shape("health:N", scale=shape, legend=None)
    )
    figures = counts.mark_text(align="left", dx=0, fontSize=12).encode(
        text="number:Q", color=alt.condition("datum.number > 0", alt.value(colours.ink), alt.value(colours.quiet))
    )
    right = alt.LayerChart(layer=[symbols, figures], width=204, height=alt.Step(26))
    return finished(alt.HConcatChart(hconcat=[left, right], spacing=24), heading, colours)


def _exact(value: Decimal | None) -> str:
    return "none" if value is None else f"{value:.6f} %"


def _label(group: dict[str, Any]) -> str:
    if group["completion"] is None:
        return "no figure"
    if group["expected"] is None:
        return f"{percent(group['completion'])} %"
    return f"{percent(group['completion'])} % of {percent(group['expected'])} %"
