"""Reading an export, with progress where somebody watches."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

import kam
from kam.cli.terminal import notes
from kam.report.words import one_line


def options(mapping: str | None, tolerance: Decimal | None = None) -> kam.ExportOptions:
    """Say how to read: a mapping by its name, or a document of one's own."""
    if mapping is None or mapping in kam.shipped_mappings():
        return kam.ExportOptions(mapping=mapping, tolerance=tolerance)
    file = Path(mapping)
    if not (file.is_file() or file.suffix or len(file.parts) > 1):
        return kam.ExportOptions(mapping=mapping, tolerance=tolerance)
    return kam.ExportOptions(mapping_document=mapping_text(file), tolerance=tolerance)


def mapping_text(file: Path) -> str:
    """Read a mapping document."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        reason = f"it is no UTF-8 at byte {error.start}"
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
    raise kam.errors.CannotRead(f"cannot read the mapping `{file}`: {reason}", path=str(file), reason=reason)


def read(folder: Path, how: kam.ExportOptions) -> kam.Export:
    """Read an export; a bar on a terminal's stderr says how far it is."""
    console = notes()
    if not console.is_terminal:
        return kam.load_export(str(folder), how)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def tell(file: str, done: int, total: int | None) -> None:
            bar.update(task, description=one_line(file), completed=done, total=total)

        return kam.load_export(str(folder), how, tell)
