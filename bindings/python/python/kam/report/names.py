"""Names beside a chart, cut so that they fit and can still be told apart."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width

CUT = "\u2026"
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[] "), frozenset("mwMW@%\u2014\u2026")
_LEAD = 4
"""Characters of what names share that are shown before what differs."""


def _width(char: str) -> float:
    """How wide a character of 12 pixels is at the most, in any of the fonts that a browser may take."""
    if char in _WIDE or east_asian_width(char) in "WF":
        return 12.5
    return 4.5 if char in _NARROW else 9.0 if char.isupper() else 7.5


def width(text: str) -> float:
    """How wide a text of 12 pixels is at the most."""
    return sum(_width(char) for char in text)


def _within(chars: Iterable[str], room: float) -> str:
    taken = []
    for char in chars:
        room -= _width(char)
        if room < 0:
            break
        taken.append(char)
    return "".join(taken)


def _middle(text: str, room: float) -> str:
    """Cut a name in its middle: what tells plans apart, such as a year, often stands at the end."""
    if width(text) <= room:
        return text
    half = (room - _width(CUT)) / 2
    return _within(text, half).rstrip() + CUT + _within(reversed(text), half)[::-1].lstrip()


def _end(text: str, room: float) -> str:
    return text if width(text) <= room else _within(text, room - _width(CUT)).rstrip() + CUT


def _shared(texts: set[str]) -> int:
    """How many characters texts have in common at their beginning."""
    first, last = min(texts), max(texts)
    return next((place for place, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))


def fitted(names: dict[str, str], room: float) -> dict[str, str]:
    """Cut names to a width; those that would look the same are shown from where they differ."""
    shown = {key: _middle(text, room) for key, text in names.items()}
    alike: dict[str, list[str]] = {}
    for key, text in shown.items():
        alike.setdefault(text, []).append(key)
    for keys in alike.values():
        texts = {names[key] for key in keys}
        if len(texts) > 1:
            start = max(_shared(texts) - _LEAD, 0)
            shown.update({key: CUT + _end(names[key][start:], room - _width(CUT)) for key in keys})
    return shown
