"""Pictures of portfolios: one call each, from a `kam.Portfolio` to a chart that a notebook shows and that can be saved.

They are drawn by Altair, which comes with the extra `kam[report]`. Every figure is the library's; what is drawn is a float made of it, and what is
written is rounded by the rules of display.

>>> from datetime import date
>>> from kam import pictures
>>> chart = pictures.completion_by(portfolio, "territory", date(2026, 6, 30))  # doctest: +SKIP
>>> chart.save("territories.png")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib.util import find_spec

if find_spec("altair") is None:
    raise ImportError("kam.pictures needs `altair`, which is not installed; install it with: pip install altair vl-convert-python", name="altair")

from kam.pictures.burn import burn_up
from kam.pictures.calendar import due_calendar
from kam.pictures.completion import completion_by
from kam.pictures.health import health_map
from kam.pictures.style import Picture

__all__ = ["Picture", "burn_up", "completion_by", "due_calendar", "health_map"]
