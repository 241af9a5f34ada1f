"""The notebook of the examples runs from beginning to end, and shows what it says now."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[3]
NOTEBOOK = TOP / "examples" / "python" / "portfolio.ipynb"


def test_what_the_notebook_shows_is_what_it_says_now() -> None:
    tool = TOP / "bindings" / "python" / "tools" / "notebook.py"
    ended = subprocess.run([sys.executable, tool, "--check"], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr[-2000:]


def test_the_notebook_is_small_and_says_nothing_of_a_machine() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert len(text) < 300_000
    assert not re.search(r"/tmp/|/home/|/Users/|[A-Z]:\\\\\\\\|site-packages", text)
    cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    assert all(cell["execution_count"] for cell in cells)
    # Each kind of picture is in it.
    assert sum("image/svg+xml" in output.get("data", {}) for cell in cells for output in cell["outputs"]) == 4
