"""What the README shows in Python runs, and says what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[3]


def test_the_first_minute(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(TOP)
    blocks = re.findall(r"```python\n(.*?)```", (TOP / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 3
    # Each goes on where the one before ends, as a reader would.
    exec(compile("".join(blocks), "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert printed.startswith("75\n")
    assert "mean of 2 children by weight" in printed
    assert "\n100\n1. 2026-02-02T08:00:00Z create by `u7`\n" in printed
