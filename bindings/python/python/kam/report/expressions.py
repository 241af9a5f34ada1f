"""Texts in the expressions of Vega."""

from __future__ import annotations


def lookup(words: dict[str, str]) -> str:
    """Write a table as a Vega expression. Backslashes first, so that nothing in a title can end the text it is in."""

    def quoted(text: str) -> str:
        return "'" + "".join(char if char.isalnum() and char.isascii() else "".join(f"\\u{unit:04x}" for unit in _units(char)) for char in text) + "'"

    return "{" + ", ".join(f"{quoted(key)}: {quoted(value)}" for key, value in words.items()) + "}"


def _units(char: str) -> list[int]:
    code = char.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(code[at : at + 2], "big") for at in range(0, len(code), 2)]
