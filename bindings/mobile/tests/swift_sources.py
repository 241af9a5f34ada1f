"""Looks at the generated Swift sources as far as that goes without a compiler: all operations are there, no name is reserved, brackets close."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

BINDINGS = Path(__file__).resolve().parents[2]
SWIFT = BINDINGS / "mobile" / "generated" / "swift"
# Names that Swift or Kotlin keep for themselves in a place where the generators put ours, and do not quote.
RESERVED = {
    "message",
    "description",
    "hash",
    "hashValue",
    "init",
    "self",
    "Self",
    "Type",
    "Protocol",
    "destroy",
    "clone",
    "cause",
}


def camel(name: str) -> str:
    """Turn `change_status` into `changeStatus`."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def without_texts(source: str) -> str:
    """Drop comments and texts, in which brackets mean nothing."""
    source = re.sub(r"//[^\n]*|/\*.*?\*/", "", source, flags=re.DOTALL)
    return re.sub(r'"(?:\\.|[^"\\\n])*"', '""', source)


def main() -> int:
    """Print what is wrong; 0 when nothing is."""
    source = "\n".join(path.read_text() for path in sorted(SWIFT.glob("*.swift")))
    wrong = [] if source else [f"no Swift sources under {SWIFT}"]
    operations = json.loads((BINDINGS / "operations.json").read_text())
    for operation in operations:
        name = camel(operation["name"])
        if not re.search(rf"\bfunc {name}\(", source):
            wrong.append(f"`{name}` is missing")
        for argument in operation["arguments"]:
            if camel(argument) in RESERVED:
                wrong.append(
                    f"`{name}` has an argument with the reserved name `{argument}`"
                )
    for name in re.findall(
        r"^    (?:public )?(?:var|let) `?(\w+)`?:", source, flags=re.MULTILINE
    ):
        if name in RESERVED:
            wrong.append(f"a field has the reserved name `{name}`")
    for left, right in ("{}", "()", "[]"):
        bare = without_texts(source)
        if bare.count(left) != bare.count(right):
            wrong.append(
                f"`{left}` and `{right}` do not match: {bare.count(left)} and {bare.count(right)}"
            )
    print(
        "\n".join(wrong)
        or f"swift sources: {len(operations)} operations, nothing amiss"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
