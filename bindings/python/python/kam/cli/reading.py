"""Reading an export, with progress where somebody watches."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

import kam
from kam.cli.settings import named, settings_document, text_of
from kam.cli.terminal import notes
from kam.report.words import one_line


def _options(mapping: str | None, settings: Path | None, tolerance: Decimal | None) -> kam.ExportOptions:
    """Say how to read: a mapping by its name or a document of one's own, and settings of one's own."""
    others: dict[str, Any] = {"settings_document": None if settings is None else settings_document(settings), "tolerance": tolerance}
    if mapping is None or mapping in kam.shipped_mappings():
        return kam.ExportOptions(mapping=mapping, **others)
    file = Path(mapping)
    if not (file.is_file() or file.suffix or len(file.parts) > 1):
        return kam.ExportOptions(mapping=mapping, **others)
    return kam.ExportOptions(mapping_document=mapping_text(file), **others)


def mapping_text(file: Path) -> str:
    """Read a mapping document."""
    return text_of("mapping", file)


def read(folder: Path, mapping: str | None, settings: Path | None, tolerance: Decimal | None = None) -> kam.Export:
    """Read an export; a bar on a terminal's stderr says how far it is."""
    with named(settings):
        return _read(folder, _options(mapping, settings, tolerance))


def _read(folder: Path, how: kam.ExportOptions) -> kam.Export:
    console = notes()
    if not console.is_terminal:
        return kam.load_export(folder, how)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def tell(file: str, done: int, total: int | None) -> None:
            bar.update(task, description=one_line(file), completed=done, total=total)

        return kam.load_export(folder, how, tell)
