"""Runs the notebook of the examples and keeps what came out; with `--check` only says whether what is kept is stale.

Pictures may differ, since they depend on the fonts of a machine; texts and tables may not.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

TOP = Path(__file__).resolve().parent.parent.parent.parent
NOTEBOOK = TOP / "examples" / "python" / "portfolio.ipynb"
TEXTS = ("text/plain", "text/html")


def _kept() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)


def run() -> Any:
    """Run a copy from the beginning, in the folder of the notebook."""
    notebook = _kept()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    NotebookClient(notebook, kernel_name="python3", record_timing=False, timeout=300, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    # Which Python ran it does not matter.
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
    return notebook


def said(notebook: Any) -> list[Any]:
    """Take what the cells are and what they said, without pictures."""
    return [(cell.source, cell.get("execution_count"), [_text(output) for output in cell.get("outputs", [])]) for cell in notebook.cells]


def _text(output: Any) -> Any:
    if output.output_type == "stream":
        return output.text
    pictures = [kind for kind in output.data if kind.startswith("image/")]
    return pictures or {kind: output.data[kind] for kind in TEXTS if kind in output.data}


def main() -> int:
    """Write or check."""
    made = run()
    if "--check" not in sys.argv:
        nbformat.write(made, NOTEBOOK)
        return 0
    kept, now = said(_kept()), said(made)
    for place, (old, new) in enumerate(zip(kept, now, strict=True)):
        if old != new:
            print(f"{NOTEBOOK.relative_to(TOP)} is stale, run `make notebook`; cell {place} said\n{old}\nand says\n{new}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
