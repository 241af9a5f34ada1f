"""Ctrl-C ends work with a portfolio, and what was there stays."""

from __future__ import annotations

import os
import signal
import sys
import threading

import kam
import pytest

pl = pytest.importorskip("polars")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_portfolio_that_is_being_made_can_be_interrupted() -> None:
    rows = 2_000_000
    # One plan a row, and ids too long to be kept whole: seconds of work.
    ids = pl.Series("plan", [f"a-plan-with-a-long-name-{row}" for row in range(rows)])
    table = pl.DataFrame({"plan": ids, "node": ids, "parent": pl.Series([None] * rows, dtype=pl.String), "status": pl.Series(["open"] * rows)})
    interrupt = threading.Timer(0.05, lambda: os.kill(os.getpid(), signal.SIGINT))
    interrupt.start()
    with pytest.raises(KeyboardInterrupt):
        for _ in range(100):
            kam.Portfolio(table)
    interrupt.join()
    assert kam.Portfolio(table.head(10)).size == (10, 10)
