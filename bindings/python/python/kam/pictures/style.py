"""How pictures look: colours that colour-blind people can tell apart, on a ground of their own, so that any page may be behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import altair as alt

from kam.report.words import HEALTH_WORDS

Picture: TypeAlias = alt.Chart | alt.LayerChart | alt.HConcatChart | alt.FacetChart
"""A chart of Altair: a notebook shows it, and `save` writes it as HTML, PNG, SVG or JSON."""


@dataclass(frozen=True)
class Style:
    """The colours of a picture, on light or dark ground."""

    ground: str
    ink: str
    quiet: str
    line: str
    done: str
    healths: dict[str, str]
    counts: tuple[str, str, str]
    """From few to many."""
    risks: tuple[str, str, str]
    cell: str
    """What is written on the lighter part of these; on the rest it is white."""

    @property
    def config(self) -> dict[str, Any]:
        """What holds for a whole chart."""
        axis = {
            "labelColor": self.ink,
            "titleColor": self.quiet,
            "gridColor": self.line,
            "domain": False,
            "ticks": False,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "labelPadding": 6,
        }
        legend = {"labelColor": self.ink, "titleColor": self.quiet, "orient": "top", "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"}
        title = {"anchor": "start", "color": self.ink, "subtitleColor": self.quiet, "fontSize": 15, "subtitleFontSize": 12, "offset": 10, "subtitlePadding": 5}
        header = {"labelColor": self.ink, "titleColor": self.quiet, "labelFontSize": 12, "labelAnchor": "start", "labelFontWeight": "bold"}
        return {
            "background": self.ground,
            "padding": 14,
            "font": "Helvetica, Arial, sans-serif",
            "view": {"stroke": None},
            "axis": axis,
            "legend": legend,
            "title": title,
            "header": header,
            "concat": {"spacing": 8},
            "text": {"color": self.ink},
        }


# The three healths differ in lightness as well as in hue.
LIGHT = Style(
    ground="#ffffff",
    ink="#1c2530",
    quiet="#5b6673",
    line="#e3e7eb",
    done="#4f93c9",
    healths={"off_track": "#b3261e", "at_risk": "#b86e00", "on_track": "#0b5c94"},
    counts=("#deebf7", "#86b6e0", "#174f92"),
    risks=("#fdeee2", "#f2a06d", "#84300c"),
    cell="#000000",
)
DARK = Style(
    ground="#171c22",
    ink="#e8ecf0",
    quiet="#a9b3bf",
    line="#323a44",
    done="#3f80b5",
    healths={"off_track": "#ff7a6b", "at_risk": "#ffc857", "on_track": "#6fb7ea"},
    counts=("#22364c", "#2b5580", "#2b68ab"),
    risks=("#3a2a22", "#6d3a1f", "#b34a1b"),
    cell="#ffffff",
)

WHITE_FROM = 0.795
"""The part of a scale from which white is read better than black."""

SHAPES = {"off_track": "square", "at_risk": "triangle-up", "on_track": "circle"}
WORDS = {key: HEALTH_WORDS[key] for key in SHAPES}


def style(dark: bool) -> Style:
    """Choose the colours."""
    return DARK if dark else LIGHT


def values(rows: Sequence[dict[str, Any]]) -> alt.InlineData:
    """Put rows into a chart."""
    return alt.InlineData(values=list(rows))


def title(text: str, *below: str) -> alt.TitleParams:
    """Say what is shown, and below it what else is to be known."""
    return alt.TitleParams(text=text, subtitle=[line for line in below if line])


def nothing(colours: Style, heading: alt.TitleParams, sentence: str) -> Picture:
    """Draw a chart without data, which says why."""
    chart = alt.Chart(values([{"text": sentence}])).mark_text(fontSize=13, color=colours.quiet, align="left", baseline="middle")
    placed = chart.encode(text="text:N", x=alt.value(0), y=alt.value(20))
    return finished(placed.properties(width=560, height=40), heading, colours)


def finished(chart: Picture, heading: alt.TitleParams, colours: Style) -> Picture:
    """Put the title and the look to a chart."""
    whole: Picture = chart.properties(title=heading).configure(**colours.config)
    return whole
