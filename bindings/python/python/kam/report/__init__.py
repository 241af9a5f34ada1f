"""The report as a page: where the plans of an export stand, what is due, what differs, and how the numbers are made.

It is in the extra `kam[report]`. The page is one file that needs no network and no script.

>>> from datetime import date
>>> from kam import load_export
>>> from kam.report import collect, page
>>> text = page(collect(load_export("examples/data"), date(2026, 6, 30)))  # doctest: +SKIP
"""

from __future__ import annotations

import errno
import os
import tempfile
from importlib.util import find_spec
from pathlib import Path

from kam.errors import KamError
from kam.report.content import Content, collect

NEEDED = {"altair": "altair", "vl-convert-python": "vl_convert", "jinja2": "jinja2"}
"""What is to be installed, and what it is imported as."""

__all__ = ["Content", "MissingLibrary", "collect", "needs", "page", "place", "write"]


class MissingLibrary(KamError):
    """A library that the report is made with is not installed."""

    code = "missing_library"


def needs() -> None:
    """Check that what draws the page is there, before a long export is read."""
    for name in NEEDED.values():
        if find_spec(name) is None:
            raise MissingLibrary(f"the report needs `{name}`, which is not installed; install it with: pip install {' '.join(NEEDED)}", library=name)


def page(content: Content) -> str:
    """Write the report as HTML."""
    needs()
    from kam.report.render import render

    return render(content)


def place(file: Path) -> None:
    """Check that a page can be put there, before a long export is read."""
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder; name a file in it", str(file))
    above = next(folder for folder in (file.parent, *file.parent.parents) if folder.exists() or folder == folder.parent)
    if not above.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, f"`{above}` is a file, and a folder is needed there", str(file))


def write(content: Content, file: Path) -> None:
    """Write the report into a file, making its folder; what was there is replaced once the new one is whole."""
    place(file)
    text = page(content)
    try:
        _put(text, file)
    except OSError as error:
        if error.errno is None:
            raise
        # The file that is written first has a name that nobody has given.
        raise OSError(error.errno, error.strerror, str(file)) from error


def _put(text: str, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
