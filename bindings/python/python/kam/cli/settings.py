"""Settings from a file: TOML or JSON, with what a plan document has under `settings`."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import kam

if sys.version_info >= (3, 11):
    import tomllib


def text_of(what: str, file: Path, most: int | None = None) -> str:
    """Read a text file, of at most so many bytes."""
    try:
        with file.open("rb") as opened:
            # A size says nothing of pipes and devices.
            content = opened.read(-1 if most is None else most + 1)
        if most is not None and len(content) > most:
            raise _cannot_read(what, file, f"it is too large: at most {most} bytes are read")
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        reason = f"it is no UTF-8 at byte {error.start}"
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
    raise _cannot_read(what, file, reason)


def _cannot_read(what: str, file: Path, reason: str) -> kam.errors.CannotRead:
    return kam.errors.CannotRead(f"cannot read the {what} `{file}`: {reason}", path=str(file), reason=reason)


def settings_document(file: Path) -> str:
    """Read settings as the JSON that the library takes; what is in them is its business."""
    if _is_toml(file):
        return _json_of_toml(file)
    if file.suffix.lower() != ".json":
        raise _cannot_read("settings", file, "it is neither TOML nor JSON; its name must end in .toml or .json")
    return text_of("settings", file)


def _is_toml(file: Path) -> bool:
    return file.suffix.lower() == ".toml"


def _json_of_toml(file: Path) -> str:
    if sys.version_info < (3, 11):
        raise _cannot_read("settings", file, "Python reads TOML from 3.11 on; write it as JSON")
    else:
        try:
            # As text, a number keeps all its digits.
            return json.dumps(tomllib.loads(text_of("settings", file), parse_float=str), default=_plain, ensure_ascii=False)
        except tomllib.TOMLDecodeError as error:
            reason = str(error)
        except RecursionError:
            reason = "it is nested too deep"
        raise _cannot_read("settings", file, f"it is no TOML: {reason[:1].lower()}{reason[1:]}")


def _plain(value: Any) -> str:
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    raise TypeError(type(value).__name__)


@contextmanager
def named(file: Path | None) -> Iterator[None]:
    """Say which file it is in which settings are wrong. Lines and columns are those of JSON, which TOML has no use for."""
    try:
        yield
    except kam.errors.InvalidSettings as error:
        if file is None:
            raise
        text, problems = error.text.replace("the settings have", f"the settings in `{file}` have", 1), error.problems
        if _is_toml(file):
            text = re.sub(r" \(line \d+, column \d+\)$", "", text, flags=re.MULTILINE)
            problems = [problem.__replace__(line=None, column=None) for problem in problems]
        raise kam.errors.InvalidSettings(text, problems=problems) from None
