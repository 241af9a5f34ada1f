"""What is printed, and what happens when something goes wrong: consoles, texts that are safe to show, exit codes."""

from __future__ import annotations

import functools
import os
import re
import sys
import textwrap
from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Any, NoReturn, ParamSpec

import typer
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

import kam
from kam.cli.records import document
from kam.report import words
from kam.report.words import one_line

P = ParamSpec("P")


class ExitCode(IntEnum):
    """How a command ends."""

    FINE = 0
    """Nothing to look at."""
    LOOK = 1
    """A command that checks found something to look at."""
    REFUSED = 2
    """The command line is wrong, or something cannot be read or written."""
    INTERRUPTED = 130
    """Ended by Ctrl-C."""
    NOBODY_READS = 141
    """Who read the output went away."""


class _Console(Console):
    def on_broken_pipe(self) -> NoReturn:
        self.quiet = True
        raise BrokenPipeError


def screen() -> Console:
    """Where results go. Nothing in a text is taken for markup."""
    return _Console(markup=False, emoji=False, highlight=False)


def notes() -> Console:
    """Where remarks go that are no results."""
    return _Console(stderr=True, markup=False, emoji=False, highlight=False)


def label(text: str, width: int | None = None, style: str = "") -> Text:
    """Make a text from a CRM system fit for a cell, cut to a width."""
    shown = Text(one_line(text), style=style, no_wrap=True, overflow="ellipsis")
    if width is not None:
        shown.truncate(width, overflow="ellipsis")
    return shown


_HEALTH_STYLES = {"on_track": "green", "at_risk": "yellow", "off_track": "bold red"}


def health(value: kam.Health | None) -> Text:
    """Show health in words and colour."""
    return Text(words.DASH, style="dim") if value is None else Text(words.health(value), style=_HEALTH_STYLES[value.value], no_wrap=True)


def count(value: int, style: str = "") -> Text:
    """Show a count; zero steps back."""
    return Text(words.grouped(value), style=style if value else "dim")


def table(*columns: tuple[str, str], title: str | None = None) -> Table:
    """Make a plain table; a column is its heading and `left`, `right` or `fold`."""
    made = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", title=title, title_justify="left", title_style="bold", pad_edge=False)
    for heading, manner in columns:
        if manner == "fold":
            made.add_column(heading, overflow="fold", ratio=1)
        else:
            made.add_column(heading, justify="right" if manner == "right" else "left", no_wrap=True)
    return made


def heading(console: Console, text: str) -> None:
    """Print a heading with air above it."""
    console.print()
    console.print(Text(text, style="bold"))


def unharmed(text: str) -> str:
    """Keep a line as the library wrote it, but for characters that a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in text)


def lines(console: Console, texts: Iterable[str], style: str = "") -> None:
    """Print lines: whole in a pipe, so that they can be searched; on a terminal folded, with what is folded set in."""
    for text in texts:
        shown = text
        if console.is_terminal and cell_len(text) > console.width:
            before = " " * (len(text) - len(text.lstrip()) + 2)
            shown = textwrap.fill(text, console.width, subsequent_indent=before, break_long_words=False, break_on_hyphens=False)
        console.print(Text(shown, style=style), soft_wrap=True)


def end(code: ExitCode) -> NoReturn:
    """End the command."""
    raise typer.Exit(int(code))


def _by_option(text: str) -> str:
    """Name what is asked for as the command line does."""
    return re.sub(r"`query\.(\w+)`", lambda found: f"`--{found[1].replace('_', '-')}`", text)


def _fail(command: str, as_json: bool, code: str, text: str, details: dict[str, Any]) -> NoReturn:
    if as_json:
        print(document(command, error={"code": code, "text": text, "details": details}))
    else:
        notes().print(Text.assemble(("error: ", "bold red"), "\n".join(unharmed(line) for line in text.splitlines())), soft_wrap=True)
    end(ExitCode.REFUSED)


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Wrap a command so that what goes wrong is told in words, or as JSON where that was asked for, never as a traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        as_json = bool(kwargs.get("as_json"))
        try:
            if hasattr(sys.stdout, "reconfigure"):
                sys.stdout.reconfigure(errors="backslashreplace")
            command(*args, **kwargs)
            sys.stdout.flush()
        except kam.KamError as error:
            _fail(command.__name__, as_json, error.code, _by_option(error.text), error.details)
        except KeyboardInterrupt:
            notes().print("interrupted")
            end(ExitCode.INTERRUPTED)
        except BrokenPipeError:
            # What is still in the buffer would complain again when Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            end(ExitCode.NOBODY_READS)
        except OSError as error:
            place = error.filename if error.filename is not None else "the output"
            _fail(command.__name__, as_json, "cannot_write", f"cannot write `{place}`: {error.strerror or error}", {"path": str(place)})

    return run
