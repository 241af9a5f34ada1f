"""How large a share of plans is at risk or off track, in a map of two columns."""

from __future__ import annotations

from datetime import date
from typing import Any

import altair as alt

import kam
from kam.errors import InvalidValue
from kam.pictures.rows import keys, labels, name, natural, positive
from kam.pictures.rows import rows as read
from kam.pictures.style import WHITE_FROM, Picture, Style, finished, nothing, style, title, values
from kam.report.names import width
from kam.report.words import day


def health_map(
    portfolio: kam.Portfolio,
    rows: str,
    columns: str,
    as_of: date,
    *,
    rules: kam.CompletionRules | None = None,
    most: int = 30,
    dark: bool = False,
) -> Picture:
    """
    Draw which share of the plans is at risk or off track on a date, for each pair of values of two columns: a tier and a territory.

    Each cell says how many of how many: plans without a health, which have no completion or nothing to be expected, are not counted. At most `most` rows and
    columns are drawn, those with most plans at risk or off track.

    >>> health_map(portfolio, "tier", "territory", date(2026, 6, 30))  # doctest: +SKIP
    """
    positive("most", most)
    if rows == columns:
        reason, help = "it is the column of the rows, too", "name another one"
        raise InvalidValue(f"`columns` cannot be `{columns}`: {reason}; {help}", field="columns", value=columns, reason=reason, help=help)
    colours = style(dark)
    healths = ["on_track", "at_risk", "off_track"]
    table = portfolio.groups([rows, columns], as_of=as_of, rules=rules, figures=["completion", "expected"])
    cells: dict[tuple[str, str], tuple[int, int]] = {}
    for row in read(table, [rows, columns, *healths]):
        place = name(row[rows]), name(row[columns])
        bad, all = cells.get(place, (0, 0))
        cells[place] = bad + row["at_risk"] + row["off_track"], all + sum(row[health] for health in healths)
    down, across = _chosen(cells, 0, most), _chosen(cells, 1, most)
    hidden = [
        f"{most} of {number} {text}"
        for number, text in ((len({at for at, _ in cells}), f"values of {rows}"), (len({at for _, at in cells}), f"values of {columns}"))
        if number > most
    ]
    bad, all = sum(bad for bad, _ in cells.values()), sum(all for _, all in cells.values())
    heading = title(
        f"Plans at risk or off track by {rows} and {columns} on {day(as_of)}",
        f"{bad} of {all} plans with a health; in each cell how many of how many",
        f"{' and '.join(hidden)} are shown, those with most plans at risk or off track" if hidden else "",
    )
    if not all:
        return nothing(colours, heading, "No plan has a health on this date." if cells else "There is no plan in this portfolio.")
    return _draw(cells, down, across, (rows, columns), heading, colours)


def _chosen(cells: dict[tuple[str, str], tuple[int, int]], side: int, most: int) -> list[str]:
    """Choose the values with most plans that are not on track, and put them into the order of their names."""
    numbers: dict[str, int] = {}
    for place, (bad, _) in cells.items():
        numbers[place[side]] = numbers.get(place[side], 0) + bad
    return sorted(sorted(numbers, key=lambda text: (-numbers[text], natural(text)))[:most], key=natural)


def _draw(
    cells: dict[tuple[str, str], tuple[int, int]], down: list[str], across: list[str], said: tuple[str, str], heading: alt.TitleParams, colours: Style
) -> Picture:
    rows, columns = keys(down), keys(across)
    data: list[dict[str, Any]] = []
    for row, one in rows.items():
        for column, other in columns.items():
            bad, all = cells.get((one, other), (0, 0))
            share = bad / all if all else None
            data.append(
                {
                    "row": row,
                    "column": column,
                    "down": one,
                    "across": other,
                    "bad": bad,
                    "all": all,
                    "share": share,
                    "shown": f"{bad} / {all}" if all else "\u2013",
                }
            )
    few = len(across) <= 12
    step = max(46, min(150, round(max(width(text) for text in across)) + 10)) if few else 46
    y = alt.Y(
        "row:N", sort=None, scale=alt.Scale(domain=list(rows), padding=0.06), axis=alt.Axis(title=said[0], labelExpr=labels(rows), labelLimit=230, grid=False)
    )
    below = alt.Axis(
        title=said[1],
        labelExpr=labels(columns, step - 10 if few else 140),
        labelLimit=150,
        grid=False,
        orient="top",
        labelAngle=0 if few else -60,
        labelAlign="center" if few else "left",
    )
    x = alt.X("column:N", sort=None, scale=alt.Scale(domain=list(columns), padding=0.06), axis=below)
    base = alt.Chart(values(data)).encode(x=x, y=y)
    scale = alt.Scale(domain=[0, 1], range=list(colours.risks))
    legend = alt.Legend(title="at risk or off track", orient="bottom", direction="horizontal", gradientLength=160, format=".0%", values=[0, 0.5, 1])
    fields = [alt.Tooltip("down:N", title=said[0]), alt.Tooltip("across:N", title=said[1])]
    filled = base.transform_filter("datum.all > 0").mark_rect(cornerRadius=2)
    filled = filled.encode(
        color=alt.Color("share:Q", scale=scale, legend=legend),
        tooltip=[*fields, alt.Tooltip("shown:N", title="at risk or off track"), alt.Tooltip("share:Q", format=".1%")],
    )
    white = alt.when(f"datum.share > {WHITE_FROM}").then(alt.value("#ffffff"))
    ink = white.when("datum.all > 0").then(alt.value(colours.cell)).otherwise(alt.value(colours.ink))
    texts = base.mark_text(fontSize=12).encode(text="shown:N", color=ink)
    return finished(alt.LayerChart(layer=[filled, texts], width=alt.Step(step), height=alt.Step(28)), heading, colours)
