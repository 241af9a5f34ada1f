"""Ctrl-C ends work with a portfolio, and what was there stays."""

from __future__ import annotations

import os
import signal
import sys
import threading

import kam
import pytest

pl = pytest.importorskip("polars")


def is_interrupted(table: pl.DataFrame) -> bool:
    """Whether Ctrl-C ends it. Python drops what a signal raises while an object is torn down, so a person who is not heard presses the keys again."""
    interrupt = threading.Timer(0.05, lambda: os.kill(os.getpid(), signal.SIGINT))
    interrupt.start()
    try:
        for _ in range(20):
            kam.Portfolio(table)
    except KeyboardInterrupt:
        return True
    finally:
        interrupt.join()
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_portfolio_that_is_being_made_can_be_interrupted() -> None:
    # A shell that starts something in the background lets it ignore the keys.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        interrupts_are_heard()
    finally:
        signal.signal(signal.SIGINT, before)


def interrupts_are_heard() -> None:
    rows = 2_000_000
    # One plan a row, and ids too long to be kept whole: seconds of work.
    ids = pl.Series("plan", [f"a-plan-with-a-long-name-{row}" for row in range(rows)])
    table = pl.DataFrame({"plan": ids, "node": ids, "parent": pl.Series([None] * rows, dtype=pl.String), "status": pl.Series(["open"] * rows)})
    assert any(is_interrupted(table) for _ in range(5))
    assert kam.Portfolio(table.head(10)).size == (10, 10)
