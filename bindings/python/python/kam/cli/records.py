"""Records as JSON: decimals as text, dates as `YYYY-MM-DD`, codes as documents write them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kam import __version__


def plain_value(value: Any) -> Any:
    """Make JSON values of records, enums, decimals and dates, all the way down."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain_value(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [plain_value(item) for item in value]
    fields: Sequence[str] | None = getattr(type(value), "__match_args__", None)
    if fields:
        return {name: plain_value(getattr(value, name)) for name in fields}
    return value.value


def document(command: str, **content: Any) -> str:
    """Make the one JSON document of a command."""
    return json.dumps({"kam": __version__, "command": command, **plain_value(content)}, ensure_ascii=False, indent=2)
