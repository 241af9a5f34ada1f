"""One import of an export in Python, by the library or by import_plain.py, in a process of its own.

    python benches/side/import_export.py kam|plain EXPORT AS_OF

Prints JSON: seconds (and of those on the processor) for loading and for the figures, peak memory, and a digest of the figures.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

by, folder, as_of = sys.argv[1], Path(sys.argv[2]), date.fromisoformat(sys.argv[3])
if by == "kam":
    import kam
else:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "plain"))
    import import_plain


def peak() -> int:
    """The most memory this process had, in KiB; Linux only."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def lines_of_kam(summaries: Iterable[kam.PlanSummary]) -> Iterable[str]:
    for plan in summaries:
        completion = "-" if plan.completion is None else f"{plan.completion:.6f}"
        yield f"{plan.plan} {completion} {plan.overdue} {plan.due_today + plan.due_soon} {plan.undated}\n"


def lines_of_plain(figures: Iterable[tuple[str, import_plain.Figures]]) -> Iterable[str]:
    for id, plan in figures:
        yield f"{id} {import_plain.decimal(plan.completion) or '-'} {plan.overdue} {plan.soon} {plan.undated}\n"


before = peak()
begun, begun_cpu = perf_counter(), process_time()
export = kam.load_export(str(folder)) if by == "kam" else import_plain.Import(folder)
loaded, loaded_cpu, loaded_peak = perf_counter(), process_time(), peak()
figures = export.summaries(as_of) if by == "kam" else list(export.figures(as_of))
done, done_cpu, done_peak = perf_counter(), process_time(), peak()
lines = lines_of_kam(figures) if by == "kam" else lines_of_plain(figures)
print(json.dumps({
    "load": loaded - begun, "load_cpu": loaded_cpu - begun_cpu, "figures": done - loaded, "figures_cpu": done_cpu - loaded_cpu,
    "before_kib": before, "load_kib": loaded_peak, "peak_kib": done_peak,
    "digest": hashlib.sha256("".join(lines).encode()).hexdigest(),
}))
