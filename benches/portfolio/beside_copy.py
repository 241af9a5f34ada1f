"""How long kam takes for rows plan by plan with whole numbers, beside a plain copy of what it must read and write.

    python benches/portfolio/beside_copy.py [PLANS] [RUNS]

Copied are the buffers of the seven columns that are read, and as many bytes as the results have. Both in one process, in turns; the best of each counts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent / "contenders"))

import kam_portfolio
from generate import portfolio, read


def buffers(table: pa.Table) -> list[Any]:
    """The bytes of all columns, dictionaries aside."""
    found = []
    for column in table.columns:
        array = column.combine_chunks()
        array = array.indices if pa.types.is_dictionary(array.type) else array
        found += [np.frombuffer(buffer, dtype=np.uint8) for buffer in array.buffers() if buffer is not None]
    return found


def seconds(act: Callable[[], Any]) -> float:
    begun = perf_counter()
    kept = act()
    taken = perf_counter() - begun
    del kept
    return taken


def main() -> None:
    plans, runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 9
    table = kam_portfolio.load(read(portfolio(plans, "plan", "int")))
    nodes, of_plans = (pa.table(part) for part in kam_portfolio.run(table))
    given = buffers(table)
    # What the caller gave comes back beside the figures without being copied.
    written = buffers(nodes.drop_columns(table.column_names)) + buffers(of_plans)
    copied = sum(part.nbytes for part in given + written)
    best = [float("inf"), float("inf")]
    for _ in range(runs):
        for at, act in enumerate((lambda: [part.copy() for part in given + written], lambda: kam_portfolio.run(table))):
            best[at] = min(best[at], seconds(act))
    copy, kam = (round(1_000 * one, 1) for one in best)
    print(f"{len(table)} rows, {copied / 1e6:.0f} MB: copied in {copy} ms, worked out in {kam} ms, {best[1] / best[0]:.1f} times as long")


if __name__ == "__main__":
    main()
