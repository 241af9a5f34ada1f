"""One turn of one contender with one portfolio, in a process of its own.

    python benches/portfolio/worker.py MODULE.py PORTFOLIO SMALL RUNS [FOLDER]

The contender first does the whole job on a small portfolio, so that no import and no start of a thread is timed. Prints JSON; with
FOLDER it leaves its figures there.
"""

from __future__ import annotations

import ctypes
import gc
import importlib.util
import json
import sys
from pathlib import Path
from time import perf_counter, process_time
from types import ModuleType

import numpy as np
import pyarrow as pa
from generate import read
from job import Figures


def contender(path: Path) -> ModuleType:
    """The module of a contender."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        sys.exit(f"`{path}` is no Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def memory(key: str) -> int:
    """VmRSS or VmHWM in KiB; Linux only."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(key))


def settle() -> int:
    """Gives back what is free, forgets the peak so far, and says what is left in use, in KiB."""
    gc.collect()
    pa.default_memory_pool().release_unused()
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5")
    return memory("VmRSS")


def keep(figures: Figures, path: Path) -> None:
    np.savez(path, **figures._asdict())


def main() -> None:
    module, portfolio, small, runs = contender(Path(sys.argv[1])), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
    folder = Path(sys.argv[5]) if len(sys.argv) > 5 else None
    loaded = module.load(read(small))
    outcome = module.run(loaded)
    if folder:
        keep(module.figures(loaded, outcome), folder / "small.npz")
    del loaded, outcome

    begun = perf_counter()
    loaded = module.load(read(portfolio))
    load = perf_counter() - begun
    before = settle()
    peak, times, processor = 0, [], []
    for turn in range(runs):
        outcome = None
        gc.collect()
        gc.disable()
        begun, begun_cpu = perf_counter(), process_time()
        outcome = module.run(loaded)
        done, done_cpu = perf_counter(), process_time()
        gc.enable()
        times.append(done - begun)
        processor.append(done_cpu - begun_cpu)
        if turn == 0:
            peak = memory("VmHWM") - before
    if folder:
        keep(module.figures(loaded, outcome), folder / "figures.npz")
    print(json.dumps({"seconds": times, "cpu_seconds": processor, "peak_kib": peak, "input_kib": before, "load_seconds": load, "versions": module.versions()}))


if __name__ == "__main__":
    main()
