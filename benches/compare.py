"""Measures kam beside what one would write without it, in one run, and writes the tables of benches/README.md.

    python benches/compare.py [--seed 1] [--quick] [--no-write]

It builds the release libraries itself, into target/release, and measures those and no others: what `maturin develop` or `npm run build`
left behind is neither used nor touched. Contenders take turns; the best time of each counts, the median stands beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

BENCHES = Path(__file__).resolve().parent
TOP = BENCHES.parent
README = BENCHES / "README.md"
BEGIN, END = "<!-- figures: written by compare.py -->", "<!-- end of figures -->"
sys.path.insert(0, str(BENCHES / "side"))

from make_export import AS_OF, make_export
from report import Bench, Core, Export, Machine, OnePlan, write_report


class Built(NamedTuple):
    plan: Path
    measure: Path
    environment: dict[str, str]
    criterion: Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="of the exports that are made (default 1)")
    parser.add_argument("--rounds", type=int, default=5, help="turns that each importer takes with an export (default 5; at most 3 with the large one)")
    parser.add_argument("--quick", action="store_true", help="fewer turns and no export of 20 000 plans: to try it out; writes nothing")
    parser.add_argument("--no-core", action="store_true", help="leave out the criterion benches of the core; writes nothing")
    parser.add_argument("--no-write", action="store_true", help="print the tables and leave benches/README.md as it is")
    options = parser.parse_args()
    if not Path("/proc/self/status").exists():
        sys.exit("peak memory is read from /proc, which is not here: run it on Linux")
    for program, needed in (("cargo", "install Rust 1.88 or newer"), ("node", "install Node 20 or newer")):
        if shutil.which(program) is None:
            sys.exit(f"{program} is missing: {needed}")
    if os.getloadavg()[0] > 0.7 * (os.cpu_count() or 1):
        say(f"the machine is busy (load {os.getloadavg()[0]:.1f}): times will be too long and ratios less sure")

    built = build()
    begun = time.time()
    core = [] if options.no_core else measure_core(built.criterion, options.quick)
    one_plan = measure_one_plan(built, 1 if options.quick else 4)
    exports = []
    sizes = [("vault", 2_000), ("salesforce", 2_000)] + ([] if options.quick else [("vault", 20_000)])
    for flavour, plans in sizes:
        # The larger one takes ten times as long and varies less.
        rounds = 2 if options.quick else options.rounds if plans < 10_000 else min(options.rounds, 3)
        exports.append(measure_export(built, flavour, plans, options.seed, rounds))
    say(f"measured in {time.time() - begun:.0f} s")

    report = write_report(machine(options.seed), one_plan, core, exports)
    print(report)
    # Only a whole run is quoted.
    if not (options.no_write or options.quick or options.no_core):
        write_between_markers(report)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def run(command: Sequence[str | Path], environment: dict[str, str] | None = None) -> str:
    done = subprocess.run([str(part) for part in command], cwd=TOP, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{done.stderr}failed: {' '.join(str(part) for part in command)}")
    return done.stdout


def build() -> Built:
    """Release builds of everything, the libraries copied to where only these workers look for them."""
    say("building for release (minutes when it is the first time)")
    # As maturin has it: an extension module leaves Python's own symbols to the interpreter that loads it.
    python = artifact(["-p", "kam-python"], "_kam", {"PYO3_BUILD_EXTENSION_MODULE": "1"})
    node = artifact(["-p", "kam-node"], "kam_node")
    measure = artifact(["-p", "kam-crm", "--example", "measure"], "measure")
    printer = artifact(["-p", "kam-benches", "--bin", "kam-benches"], "kam-benches")

    target = python.parent.parent
    stage = target / "bench"
    package = stage / "python" / "kam"
    shutil.rmtree(package, ignore_errors=True)
    sources = TOP / "bindings" / "python" / "python" / "kam"
    shutil.copytree(sources, package, ignore=shutil.ignore_patterns("*.so", "*.pyd", "__pycache__"))
    shutil.copy(python, package / "_kam.abi3.so")
    addon = stage / "kam.node"
    addon.unlink(missing_ok=True)
    shutil.copy(node, addon)
    plan = stage / "plan.json"
    plan.write_text(run([printer]))
    environment = {**os.environ, "PYTHONPATH": str(package.parent), "NAPI_RS_NATIVE_LIBRARY_PATH": str(addon)}

    # What is loaded must be what was built: nothing else on the path, no fallback of a loader.
    loaded = run([sys.executable, "-c", "import kam._kam; print(kam._kam.__file__)"], environment).strip()
    found = "process.report.getReport().sharedObjects.filter((path) => path.endsWith('.node')).join()"
    addons = run(["node", "-e", f"require('./bindings/node/kam.js'); console.log({found})"], environment).strip()
    if Path(loaded) != package / "_kam.abi3.so" or Path(addons) != addon:
        sys.exit(f"other libraries than the release builds were loaded, nothing was measured: `{loaded}`, `{addons}`")
    return Built(plan, measure, environment, target / "criterion")


def artifact(selection: list[str], name: str, environment: dict[str, str] | None = None) -> Path:
    """Builds for release and gives the file; refuses what was not optimised."""
    command = ["cargo", "build", "--locked", "--release", "--message-format=json-render-diagnostics", *selection]
    for line in run(command, {**os.environ, **(environment or {})}).splitlines():
        message = json.loads(line)
        if message.get("reason") != "compiler-artifact" or message["target"]["name"] != name or "custom-build" in message["target"]["kind"]:
            continue
        profile = message["profile"]
        if profile["opt_level"] != "3" or profile["debug_assertions"]:
            sys.exit(f"`{name}` was built with opt-level {profile['opt_level']} and debug assertions {profile['debug_assertions']}: a debug build is not measured")
        return Path(message["executable"] or next(file for file in message["filenames"] if file.endswith((".so", ".dylib"))))
    sys.exit(f"cargo did not say where `{name}` is")


def measure_core(criterion: Path, quick: bool) -> list[Core]:
    """Criterion's samples of this run: nanoseconds of one iteration."""
    say("benches of the core")
    since = time.time()
    seconds = ["--warm-up-time", "0.3", "--measurement-time", "1"] if quick else ["--warm-up-time", "1", "--measurement-time", "2"]
    run(["cargo", "bench", "--locked", "-q", "-p", "kam-benches", "--bench", "plan", "--", "--noplot", *seconds])
    found = []
    for path in sorted(criterion.glob("**/new/estimates.json")):
        if path.stat().st_mtime < since:
            continue
        name = json.loads((path.parent / "benchmark.json").read_text())["full_id"]
        sample = json.loads((path.parent / "sample.json").read_text())
        best = min(took / times for took, times in zip(sample["times"], sample["iters"], strict=True))
        found.append(Core(name, best, json.loads(path.read_text())["median"]["point_estimate"]))
    if not found:
        sys.exit(f"criterion left no estimates in {criterion}")
    return found


def measure_one_plan(built: Built, turns: int) -> list[OnePlan]:
    say("one plan in Python and Node")
    commands = {
        "Python": [sys.executable, BENCHES / "side" / "one_plan.py", built.plan, "60"],
        "Node": ["node", BENCHES / "side" / "one_plan.mjs", built.plan, "60"],
    }
    samples: dict[str, dict[str, list[float]]] = {language: {} for language in commands}
    for _ in range(turns):
        for language, command in commands.items():
            for name, seconds in json.loads(run(command, built.environment)).items():
                samples[language].setdefault(name, []).extend(seconds)
    return [OnePlan(language, {name: bench(seconds) for name, seconds in by_name.items()}) for language, by_name in samples.items()]


def bench(values: list[float]) -> Bench:
    return Bench(min(values), statistics.median(values))


def measure_export(built: Built, flavour: str, plans: int, seed: int, rounds: int) -> Export:
    say(f"an export of {plans} plans ({flavour})")
    side = BENCHES / "side"
    with tempfile.TemporaryDirectory(prefix="kam-bench-") as folder:
        size = make_export(Path(folder), flavour, plans, seed)
        arguments = [folder, AS_OF.isoformat()]
        contenders: dict[str, list[str | Path]] = {
            "kam, Rust": [built.measure, folder, "1"],
            "kam, Python": [sys.executable, side / "import_export.py", "kam", *arguments],
            "plain Python": [sys.executable, side / "import_export.py", "plain", *arguments],
            "kam, Node": ["node", side / "import_export.mjs", "kam", *arguments],
            "plain JavaScript": ["node", side / "import_export.mjs", "plain", *arguments],
        }
        found: dict[str, list[dict[str, Any]]] = {name: [] for name in contenders}
        for _ in range(rounds):
            for name, command in contenders.items():
                before = processor_time_of_children()
                output = run(command, built.environment)
                found[name].append(of_measure(output, processor_time_of_children() - before) if name == "kam, Rust" else json.loads(output))
    digests = {run["digest"] for runs in found.values() for run in runs if "digest" in run}
    if len(digests) != 1:
        sys.exit(f"the importers give different figures for seed {seed}: nothing is written")

    def each(key: str) -> dict[str, Bench]:
        return {name: bench([run[key] for run in runs]) for name, runs in found.items() if key in runs[0]}

    return Export(flavour, plans, size, rounds, each("load"), each("load_cpu"), each("figures"), each("before_kib"), each("load_kib"))


def processor_time_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def of_measure(output: str, processor_time: float) -> dict[str, float]:
    """What the Rust example says of its one run; its processor time is that of the process, from start to end."""
    millis, peak = re.search(r" bytes in ([\d.]+) ms", output), re.search(r"VmHWM:\s+(\d+) kB", output)
    if millis is None or peak is None:
        sys.exit(f"the example `measure` of kam-crm speaks otherwise than expected: {output}")
    return {"load": float(millis[1]) / 1e3, "load_cpu": processor_time, "load_kib": float(peak[1])}


def machine(seed: int) -> Machine:
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    return Machine(
        cores=os.cpu_count() or 1,
        processor=model[1].strip() if model else platform.machine(),
        memory_gib=int(memory[1]) / 2**20 if memory else 0,
        load=os.getloadavg()[0],
        seed=seed,
        versions=f"Python {platform.python_version()}, Node {run(['node', '--version']).strip().removeprefix('v')}, {run(['rustc', '--version']).split(' (')[0]}",
    )


def write_between_markers(report: str) -> None:
    text = README.read_text(encoding="utf-8")
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        sys.exit(f"{README.name} lacks the two marks between which figures are written: `{BEGIN}` and `{END}`")
    before, rest = text.split(BEGIN)
    README.write_text(f"{before}{BEGIN}\n\n{report}\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
