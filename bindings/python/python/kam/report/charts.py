"""The charts of the report: drawn by Vega as SVG once, so that the page needs no script and no network.

Colours are written as they are in light; the style sheet gives dark ones by matching them. Each chart is drawn wide and narrow.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup

from kam.report.content import Content
from kam.report.expressions import lookup
from kam.report.names import fitted
from kam.report.words import HEALTH_WORDS, day, health, one_line, percent

WIDE, NARROW = 900, 320
MOST = 25
"""Plans in one chart; more are not readable."""

INK, QUIET, LINE, PANEL = "#1c2530", "#5b6673", "#d5dae0", "#ffffff"
COLOURS = {"off_track": "#b3261e", "at_risk": "#b26a00", "on_track": "#1f7a5c", "none": "#858e99"}
NOW, AHEAD, LATER = "#b3261e", "#2764b0", "#9db4cf"


@dataclass(frozen=True)
class Chart:
    """A chart in both widths, with what it says in words."""

    wide: Markup
    narrow: Markup
    words: str


_AXIS = {
    "labelColor": INK,
    "titleColor": QUIET,
    "gridColor": LINE,
    "domain": False,
    "ticks": False,
    "labelFontSize": 12,
    "titleFontSize": 12,
    "titleFontWeight": "normal",
    "labelPadding": 6,
}
_LEGEND = {"labelColor": INK, "orient": "top", "title": None, "labelFontSize": 12, "symbolSize": 90, "symbolOpacity": 1, "columnPadding": 28, "labelOffset": 6}
_CONFIG = {"background": None, "font": "Helvetica, Arial, sans-serif", "aria": False, "view": {"stroke": None}, "axis": _AXIS, "legend": _LEGEND}


def _svg(chart: alt.LayerChart, name: str, words: str) -> Markup:
    """Draw, and make it fit to stand in a page beside others: ids of its own, one name for who cannot see it, everything escaped by the writer of XML."""
    root = ElementTree.fromstring(vl_convert.vegalite_to_svg({**chart.to_dict(), "config": _CONFIG}))
    ids: dict[str, str] = {}
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        for key in [key for key in element.attrib if key == "role" or key.startswith("aria-")]:
            del element.attrib[key]
        if "id" in element.attrib:
            element.set("id", ids.setdefault(element.attrib["id"], f"{name}-{len(ids)}"))
    for element in root.iter():
        clip = element.get("clip-path", "")
        if clip:
            element.set("clip-path", f"url(#{ids[clip[5:-1]]})")
    root.attrib.update({"xmlns": "http://www.w3.org/2000/svg", "role": "img", "aria-label": words})
    return Markup(ElementTree.tostring(root, encoding="unicode"))


def _both(draw: Callable[[int], alt.LayerChart], name: str, words: str) -> Chart:
    return Chart(_svg(draw(WIDE), f"{name}-wide", words), _svg(draw(NARROW), f"{name}-narrow", words), words)


def _values(rows: Sequence[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=list(rows))


def _labels(width: int) -> int:
    return 230 if width == WIDE else 112


def _named(titles: dict[str, str], width: int) -> str:
    """Write the names of the rows as an expression."""
    return f"{lookup(fitted(titles, _labels(width)))}[datum.value]"


def _percent() -> alt.Axis:
    # The first and the last label stand at their lines too.
    return alt.Axis(title="percent", values=[0, 25, 50, 75, 100], labelFlush=False)


def _layered(width: int, height: int | alt.Step, *parts: alt.Chart) -> alt.LayerChart:
    return alt.LayerChart(layer=list(parts), width=width, height=height)


def standing(content: Content) -> Chart | None:
    """Draw completion against what is expected, for the plans that are furthest behind."""
    rows = [row for row in content.summaries if row.completion is not None][:MOST]
    if not rows:
        return None
    titles = {f"{place:05}": one_line(row.title or row.account_name or row.plan) for place, row in enumerate(rows)}
    data = [
        {
            "place": place,
            "completion": str(row.completion),
            "expected": None if row.expected is None else str(row.expected),
            "health": health(row.health),
            "shown": f"{percent(row.completion)} / {percent(row.expected)}",
        }
        for place, row in zip(titles, rows, strict=True)
    ]
    shown = {words: COLOURS[key] for key, words in HEALTH_WORDS.items() if any(one["health"] == words for one in data)}

    def draw(width: int) -> alt.LayerChart:
        inner = width - _labels(width) - 84
        y = alt.Y("place:N", axis=alt.Axis(title=None, labelExpr=_named(titles, width), labelLimit=_labels(width), grid=False))
        x = alt.X("done:Q", scale=alt.Scale(domain=[0, 100]), axis=_percent())
        colour = alt.Color("health:N", scale=_scale(shown), legend=alt.Legend(columns=4 if width == WIDE else 2))
        base = alt.Chart(_values(data)).transform_calculate(done="toNumber(datum.completion)", due="toNumber(datum.expected)")
        bars = base.mark_bar(height={"band": 0.58}, cornerRadiusEnd=2).encode(y=y, x=x, color=colour)
        marks = base.transform_filter("isValid(datum.expected)").mark_tick(thickness=3, color=INK, size=20, opacity=1).encode(y=y, x=alt.X("due:Q"))
        numbers = base.mark_text(align="left", fontSize=11, color=INK).encode(y=y, x=alt.value(inner + 8), text="shown:N")
        return _layered(inner, alt.Step(26), bars, marks, numbers)

    words = f"Completion of {len(rows)} plans as bars, and what is expected of each on {content.as_of} as a mark. The table of plans has the same figures."
    return _both(draw, "standing", words)


def _scale(colours: dict[str, str]) -> alt.Scale:
    return alt.Scale(domain=list(colours), range=list(colours.values()))


def healths(content: Content) -> Chart | None:
    """Draw how many plans are in which health."""
    if not content.summaries:
        return None
    data = [{"health": health(one), "number": number} for one, number in content.healths]

    def draw(width: int) -> alt.LayerChart:
        base = alt.Chart(_values(data))
        y = alt.Y("health:N", sort=list(HEALTH_WORDS.values()), axis=alt.Axis(title=None, grid=False, labelLimit=140))
        x = alt.X("number:Q", axis=alt.Axis(title="plans", tickMinStep=1, tickCount=6, format="d"))
        colour = alt.Color("health:N", scale=_scale({words: COLOURS[key] for key, words in HEALTH_WORDS.items()}), legend=None)
        bars = base.mark_bar(height={"band": 0.6}, cornerRadiusEnd=2).encode(y=y, x=x, color=colour)
        numbers = base.mark_text(align="left", dx=5, color=INK).encode(y=y, x=x, text="number:Q")
        return _layered(width - 150, alt.Step(30), bars, numbers)

    return _both(draw, "health", "Plans by health: " + ", ".join(f"{one['number']} {one['health']}" for one in data) + ".")


def spread(content: Content) -> Chart | None:
    """Draw how far all plans are behind or ahead, where they are too many to be drawn one by one."""
    if sum(row.variance is not None for row in content.summaries) <= MOST:
        return None
    counts: Counter[tuple[int, str]] = Counter()
    for row in content.summaries:
        if row.variance is not None:
            # 100 points ahead stands with 90 to 100.
            step = min(int((row.variance / 10).to_integral_value(ROUND_FLOOR)), 9)
            counts[step, health(row.health)] += 1
    data = [{"from": step * 10, "to": step * 10 + 10, "health": words, "number": number} for (step, words), number in sorted(counts.items())]
    shown = {words: COLOURS[key] for key, words in HEALTH_WORDS.items() if any(one["health"] == words for one in data)}

    def draw(width: int) -> alt.LayerChart:
        inner = width - 70
        x = alt.X("from:Q", bin=alt.BinParams(binned=True, step=10), axis=alt.Axis(title="points ahead of what is expected", grid=False, tickMinStep=20))
        y = alt.Y("sum(number):Q", axis=alt.Axis(title="plans", tickMinStep=1, format="d"))
        colour = alt.Color("health:N", scale=_scale(shown), legend=alt.Legend(columns=4 if width == WIDE else 2))
        bars = alt.Chart(_values(data)).mark_bar().encode(x=x, x2="to:Q", y=y, color=colour)
        return _layered(inner, 210, bars)

    behind = sum(number for (step, _), number in counts.items() if step < 0)
    return _both(draw, "spread", f"All plans with a figure by how far they are behind or ahead, in steps of ten points; {behind} are behind.")


_BEFORE, _AFTER = 20, 16
_KINDS = {"overdue": "overdue", "today": "today and soon", "soon": "today and soon", "later": "later"}


@dataclass(frozen=True)
class Bars:
    """How much open work is due in which week, and what is due before the first and after the last week that is drawn."""

    first: date
    last: date
    rows: list[dict[str, Any]]
    """By week and kind; what lies further away stands two weeks beside the weeks, and says so."""

    def beside(self, text: str) -> int:
        """Add up one of the bars beside the weeks."""
        return sum(row["number"] for row in self.rows if row["beside"] == text)

    @property
    def before(self) -> str:
        """What the bar in front of the weeks holds."""
        return f"before {day(self.first)}"

    @property
    def after(self) -> str:
        """What the bar behind the weeks holds."""
        return f"from {day(_weeks(self.last, 1))} on"


def bars(content: Content) -> Bars:
    """Put all dated open work into bars."""
    this = content.as_of - timedelta(days=content.as_of.weekday())
    made = Bars(_weeks(this, -_BEFORE), _weeks(this, _AFTER), [])
    counts: Counter[tuple[date, str, str]] = Counter()
    for monday, bucket, number in content.weeks:
        place, beside = monday, ""
        if monday < made.first:
            place, beside = _weeks(made.first, -2), made.before
        elif monday > made.last:
            place, beside = _weeks(made.last, 2), made.after
        counts[place, _KINDS[bucket.value], beside] += number
    for (place, kind, beside), number in sorted(counts.items()):
        made.rows.append({"week": place.isoformat(), "kind": kind, "beside": beside, "number": number})
    return made


def _weeks(monday: date, number: int) -> date:
    """Go some weeks on, as far as there are days."""
    try:
        return monday + timedelta(weeks=number)
    except OverflowError:
        return date.min if number < 0 else date.max


def calendar(content: Content, drawn: Bars) -> Chart | None:
    """Draw how much open work is due in which week."""
    if not drawn.rows:
        return None
    places = {row["beside"]: row["week"] for row in drawn.rows if row["beside"]}
    parsed = "utcParse(datum.week, '%Y-%m-%d')"
    # The bars beside the weeks stand at no date.
    within = f"inrange(datum.value, [{_milliseconds(drawn.first)}, {_milliseconds(_weeks(drawn.last, 1))}]) ? datum.label : ''"

    def draw(width: int) -> alt.LayerChart:
        base = alt.Chart(_values(drawn.rows)).transform_calculate(day=parsed)
        x = alt.X(
            "day:T",
            scale=alt.Scale(type="utc", domain=[_moment(_weeks(drawn.first, -3)), _moment(_weeks(drawn.last, 4))], nice=False),
            axis=alt.Axis(title="week from", format="%-d %b", grid=False, tickCount=8 if width == WIDE else 4, labelFlush=False, labelExpr=within),
        )
        y = alt.Y("sum(number):Q", axis=alt.Axis(title=f"open {content.work}s", tickMinStep=1, format="d"))
        scale = _scale({"overdue": NOW, "today and soon": AHEAD, "later": LATER})
        size = max((width - 60) // (_BEFORE + _AFTER + 7) - 2, 4)
        today = alt.Chart(_values([{"week": content.as_of.isoformat()}])).transform_calculate(day=parsed)
        parts = [
            base.mark_bar(size=size).encode(x=x, y=y, color=alt.Color("kind:N", scale=scale)),
            today.mark_rule(color=INK, strokeDash=[4, 3]).encode(x=x),
        ]
        for beside, week in places.items():
            # Above the drawing, since a bar beside it may be as high as this one.
            one = alt.Chart(_values([{"week": week, "text": beside}])).transform_calculate(day=parsed)
            named = one.mark_text(align="left" if beside == drawn.before else "right", dy=-8, color=INK, fontSize=11)
            parts.append(named.encode(x=x, y=alt.value(0), text="text:N"))
        return _layered(width - 60, 210, *parts)

    return _both(draw, "calendar", f"Open {content.work}s by the week they are due in, around {content.as_of}; what is before that day is overdue.")


def _milliseconds(day: date) -> int:
    return (day - date(1970, 1, 1)).days * 86_400_000


def _moment(day: date) -> dict[str, Any]:
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}


def rules(content: Content) -> Chart | None:
    """Draw the rule of the CRM beside the weighted figure, where they are furthest apart."""
    rows = [row for row in content.by_rule if row.apart][:MOST]
    if not rows:
        return None
    titles = {f"{place:05}": one_line(row.summary.title or row.summary.account_name or row.summary.plan) for place, row in enumerate(rows)}
    spans = [{"place": place, "one": str(row.crm), "other": str(row.weighted)} for place, row in zip(titles, rows, strict=True)]
    colours = {"by the rule of the CRM": NOW, "by weight": AHEAD}
    dots = [{"place": span["place"], "value": span[key], "rule": rule} for span in spans for key, rule in zip(("one", "other"), colours, strict=True)]

    def draw(width: int) -> alt.LayerChart:
        y = alt.Y("place:N", axis=alt.Axis(title=None, labelExpr=_named(titles, width), labelLimit=_labels(width), grid=False, labelPadding=12))
        axis = _percent()
        base = alt.Chart(_values(spans)).transform_calculate(low="toNumber(datum.one)", high="toNumber(datum.other)")
        lines = base.mark_rule(color=QUIET, strokeWidth=2).encode(y=y, x=alt.X("low:Q", scale=alt.Scale(domain=[0, 100]), axis=axis), x2="high:Q")
        colour = alt.Color("rule:N", scale=_scale(colours), legend=alt.Legend(columns=2 if width == WIDE else 1))
        shape = alt.Shape("rule:N", scale=alt.Scale(domain=list(colours), range=["square", "circle"]))
        points = alt.Chart(_values(dots)).transform_calculate(at="toNumber(datum.value)")
        marks = points.mark_point(filled=True, size=90, opacity=1).encode(y=y, x=alt.X("at:Q", axis=axis), color=colour, shape=shape)
        return _layered(width - _labels(width) - 36, alt.Step(26), lines, marks)

    return _both(draw, "rules", f"For {len(rows)} plans, the completion by the rule of the CRM and by weight, joined by a line.")
