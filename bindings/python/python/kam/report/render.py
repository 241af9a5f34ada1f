"""The page, from its template. Every text of an export is escaped on its way in."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

import kam
from kam.report import charts, words
from kam.report.content import Content

SHOWN_PLANS = 60
"""Plans in the open table; the rest is folded away."""
SHOWN_ACTIONS = 12
SHOWN_DEFECTS = 5
SHOWN_DIFFERENCES = 40


def ticked(text: str) -> Markup:
    """Set what stands between back-ticks as code; everything is escaped."""
    parts = words.one_line(text).split("`")
    if len(parts) % 2 == 0:
        return Markup.escape("`".join(parts))
    return Markup("").join(Markup("<code>{}</code>").format(part) if place % 2 else Markup.escape(part) for place, part in enumerate(parts))


def _environment() -> Environment:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    shown = (words.percent, words.with_sign, words.points, words.exact, words.day, words.spaced, words.grouped, words.health, words.one_line, ticked)
    environment.filters.update({word.__name__: word for word in shown})
    environment.globals.update(when=words.when, counted=words.counted, horizon=words.horizon)
    return environment


def render(content: Content) -> str:
    """Write the page."""
    folder = files("kam.report")
    template = _environment().from_string((folder / "page.html.jinja").read_text(encoding="utf-8"))
    drawn = charts.bars(content)
    values: dict[str, Any] = {
        "content": content,
        "style": Markup((folder / "page.css").read_text(encoding="utf-8")),
        "version": kam.__version__,
        "standing": charts.standing(content),
        "spread": charts.spread(content),
        "health_chart": charts.healths(content),
        "calendar": charts.calendar(content, drawn),
        "bars": drawn,
        "rules_chart": charts.rules(content),
        "most": charts.MOST,
        "shown_plans": SHOWN_PLANS,
        "urgent": content.urgent[:SHOWN_ACTIONS],
        "shown_defects": SHOWN_DEFECTS,
        "differences": content.differences[:SHOWN_DIFFERENCES],
    }
    return template.render(values)
