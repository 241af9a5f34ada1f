"""Holds the contenders against each other on portfolios of many plans; README.md says what they do and how to read it.

    python benches/portfolio/compare.py [--plans 10000,50000] [--orders plan,object,shuffled] [--ids text,int] [--quick]

Contenders are the modules of contenders/; --tried adds the slower forms that are kept in tried/. They take turns, each turn in a
process of its own. A contender whose figures are not those of the others, or on a small portfolio not the exact ones, stops the run.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from exact import Exact
from generate import AS_OF, CACHE, IDS, NODES, ORDERS, UGLY, make, portfolio, read
from job import Figures, difference
from worker import contender

HERE = Path(__file__).resolve().parent
SMALL_PLANS = 60
# Floats beside exact figures, and beside figures that were rounded at each of four steps.
NEAR, NEAR_ROUNDED, SAME = 1e-6, 2e-6, 1e-9


class Case(NamedTuple):
    plans: int
    order: str
    ids: str

    def __str__(self) -> str:
        return f"{self.plans:_} plans, {self.plans * NODES:_} nodes, order `{self.order}`, ids `{self.ids}`".replace("_", " ")


class Found(NamedTuple):
    """All turns of a contender with a case."""

    seconds: list[float]
    cpu_seconds: list[float]
    peak_kib: list[int]
    input_kib: list[int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=several(int), default=[10_000], help="sizes, with commas between (default 10000)")
    parser.add_argument("--orders", type=several(one_of(ORDERS)), default=list(ORDERS), help=f"of {', '.join(ORDERS)} (default all)")
    parser.add_argument("--ids", type=several(one_of(IDS)), default=list(IDS), help=f"of {', '.join(IDS)} (default both)")
    parser.add_argument("--contenders", type=several(str), help="file names without ending (default all)")
    parser.add_argument("--tried", action="store_true", help="the forms in tried/ too")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each contender (default 5)")
    parser.add_argument("--runs", type=int, default=3, help="runs in a turn (default 3)")
    parser.add_argument("--seed", type=int, default=1, help="of the portfolios (default 1)")
    parser.add_argument("--quick", action="store_true", help="2 000 plans, one order, text ids, 2 rounds: to try it out, under a minute")
    parser.add_argument("--json", type=Path, default=CACHE / "compare.json", help="where the figures go (default target/portfolio/compare.json)")
    options = parser.parse_args()
    if options.quick:
        options.plans, options.orders, options.ids, options.rounds = [2_000], ["object"], ["text"], 2
    if not Path("/proc/self/clear_refs").exists():
        sys.exit("peak memory is read from /proc, which is not here: run it on Linux")
    modules = discover(options.contenders, options.tried)
    load = os.getloadavg()[0]
    if load > 0.7 * (os.cpu_count() or 1):
        say(f"the machine is busy (load {load:.1f}): times will be too long and ratios less sure")

    versions: dict[str, str] = {}
    cases = []
    for case in itertools.starmap(Case, itertools.product(options.plans, options.orders, options.ids)):
        found = measure(case, modules, options.rounds, options.runs, options.seed, versions)
        names = {path.stem: module.NAME for path, module in modules.items()}
        print(table(case, found, names), flush=True)
        of_each = {name: one._asdict() for name, one in found.items()}
        cases.append({**case._asdict(), "nodes": case.plans * NODES, "load": os.getloadavg()[0], "contenders": of_each})
        # After each case, so that a run that is stopped leaves what it has.
        whole = {"machine": machine(), "versions": versions, "seed": options.seed, "as_of": AS_OF.isoformat(), "rounds": options.rounds, "runs": options.runs}
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps({**whole, "cases": cases}, indent=1) + "\n")
    print(f"{machine()}; {', '.join(f'{name} {version}' for name, version in sorted(versions.items()))}; seed {options.seed}")
    say(f"written to {options.json}")


def several(read_one: Any) -> Any:
    return lambda text: [read_one(part) for part in text.split(",") if part]


def one_of(names: tuple[str, ...]) -> Any:
    def read_one(text: str) -> str:
        if text not in names:
            raise argparse.ArgumentTypeError(f"`{text}` is none of {', '.join(names)}")
        return text

    return read_one


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def progress(text: str) -> None:
    """What is being done, on one line that the next one takes."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", file=sys.stderr, flush=True, end="")
    elif text:
        say(text)


def discover(wanted: list[str] | None, tried: bool) -> dict[Path, ModuleType]:
    """The modules of contenders that can be loaded here, in the order of their names."""
    sys.path[:0] = [str(HERE / "contenders"), str(HERE)]
    paths = sorted((HERE / "contenders").glob("*.py")) + (sorted((HERE / "tried").glob("*.py")) if tried or wanted else [])
    unknown = set(wanted or ()) - {path.stem for path in paths}
    if unknown:
        sys.exit(f"no contender `{', '.join(sorted(unknown))}`; there are {', '.join(path.stem for path in paths)}")
    modules = {}
    for path in paths:
        if wanted and path.stem not in wanted:
            continue
        try:
            modules[path] = contender(path)
        except ModuleNotFoundError as missing:
            say(f"`{path.stem}` is left out: {missing}")
    return modules


def measure(case: Case, modules: dict[Path, ModuleType], rounds: int, runs: int, seed: int, versions: dict[str, str]) -> dict[str, Found]:
    """All turns of all contenders, one after another, so that a busy minute slows all of them."""
    say(f"{case}: making the columns")
    path = portfolio(case.plans, case.order, case.ids, seed)
    small = CACHE / f"small-{case.order}-{case.ids}.arrow"
    columns = make(SMALL_PLANS, case.order, case.ids, seed + 1, UGLY)
    with pa.OSFile(str(small), "wb") as sink, pa.ipc.new_file(sink, columns.schema) as writer:
        writer.write_table(columns)
    exact = {rounded: Exact(read(small), rounded).figures() for rounded in (False, True)}
    taking_part = {path: module for path, module in modules.items() if case.plans <= getattr(module, "MOST_PLANS", case.plans)}
    found = {path.stem: Found([], [], [], []) for path in taking_part}
    first: dict[bool, Figures] = {}
    for turn in range(rounds):
        for module_path, module in taking_part.items():
            progress(f"{case}: round {turn + 1} of {rounds}, {module_path.stem}")
            slow = bool(getattr(module, "MOST_PLANS", 0))
            if slow and turn > 1:
                continue
            with tempfile.TemporaryDirectory() as folder:
                told = one_turn(module_path, path, small, 1 if slow else runs, Path(folder) if turn == 0 else None)
                if turn == 0:
                    rounded = getattr(module, "ROUNDED", False)
                    same(module_path.stem, "the exact figures of a small portfolio", kept(folder, "small"), exact[rounded], SAME if rounded else NEAR)
                    figures = kept(folder, "figures")
                    for other_rounded, other in first.items():
                        tolerance = NEAR_ROUNDED if rounded != other_rounded else SAME if rounded else NEAR
                        same(module_path.stem, "the other contenders", figures, other, tolerance)
                    first.setdefault(rounded, figures)
            one = found[module_path.stem]
            one.seconds.extend(told["seconds"])
            one.cpu_seconds.extend(told["cpu_seconds"])
            one.peak_kib.append(told["peak_kib"])
            one.input_kib.append(told["input_kib"])
            versions.update(told["versions"])
    progress("")
    return found


def one_turn(module: Path, path: Path, small: Path, runs: int, folder: Path | None) -> dict[str, Any]:
    command = [sys.executable, HERE / "worker.py", module, path, small, runs, *([folder] if folder else [])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(HERE), str(HERE / "contenders")))}
    done = subprocess.run([str(part) for part in command], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"\n{done.stderr}`{module.stem}` failed (status {done.returncode})")
    return json.loads(done.stdout)


def kept(folder: str, name: str) -> Figures:
    with np.load(Path(folder) / f"{name}.npz") as arrays:
        return Figures(**{key: arrays[key] for key in Figures._fields})


def same(name: str, what: str, found: Figures, expected: Figures, tolerance: float) -> None:
    unlike = difference(found, expected, tolerance)
    if unlike:
        sys.exit(f"\n`{name}` does not give {what}: {unlike}")


def table(case: Case, found: dict[str, Found], names: dict[str, str]) -> str:
    """Times against those of kam, or of the quickest where kam takes no part."""
    best = {name: min(one.seconds) for name, one in found.items()}
    yardstick = next((name for name in best if name.startswith("kam")), min(best, key=lambda name: best[name]))
    least_cpu = min(found[yardstick].cpu_seconds)
    lines = [
        f"#### {case}",
        "",
        f"| | / {names[yardstick]} | best | median | processor time, best | / {names[yardstick]} | ns a node | peak memory beyond the input |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in sorted(best, key=lambda name: best[name]):
        one = found[name]
        cpu = min(one.cpu_seconds)
        cells = [
            names[name],
            f"**{best[name] / best[yardstick]:.2f}**",
            duration(best[name]),
            duration(statistics.median(one.seconds)),
            duration(cpu),
            f"{cpu / least_cpu:.2f}",
            f"{best[name] / case.plans / NODES * 1e9:.0f}",
            f"{min(one.peak_kib) / 1024:.0f} MB",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + f"\n\nLoad at the end {os.getloadavg()[0]:.1f}; {time.strftime('%Y-%m-%d %H:%M')}\n"


def duration(seconds: float) -> str:
    return f"{seconds * 1e3:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def machine() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
