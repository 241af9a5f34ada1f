"""The tables of a run of compare.py, as Markdown: ratios first, then what they are made of, then the figures to reach."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Bench(NamedTuple):
    best: float
    median: float


class Machine(NamedTuple):
    cores: int
    processor: str
    memory_gib: float
    load: float
    seed: int
    versions: str


class Core(NamedTuple):
    """Nanoseconds of one iteration of a criterion bench."""

    name: str
    best: float
    median: float


class OnePlan(NamedTuple):
    """Seconds of one call, by `all/kam`, `all/plain`, `change/kam`..."""

    language: str
    times: dict[str, Bench]


class Export(NamedTuple):
    flavour: str
    plans: int
    size: int
    rounds: int
    load: dict[str, Bench]
    load_cpu: dict[str, Bench]
    figures: dict[str, Bench]
    before_kib: dict[str, Bench]
    load_kib: dict[str, Bench]

    def speed(self, name: str) -> float:
        """MB of CSV in a second."""
        return self.size / 1e6 / self.load[name].best


IMPORT_HEAD = ("", "plain / kam", "load", "MB/s", "MB/s of processor time", "figures of all plans", "peak memory", "of that for the export", "times the input")
RIVALS = {"kam, Python": "plain Python", "kam, Node": "plain JavaScript"}
CHANGES = "plan_120/finish_and_reopen_at_depth_4"
RECOMPUTE = "plan_120/recompute/weighted_mean"
# Benches whose iteration makes two changes.
PAIRS = {CHANGES: "change of status with all its ancestors, depth 4 (finished, re-opened)",
         "plan_120/two_status_changes_at_depth_4": "change of status, depth 4 (begun, put back; the figure stays)"}


def write_report(machine: Machine, one_plan: list[OnePlan], core: list[Core], exports: list[Export]) -> str:
    parts = [
        of_machine(machine),
        "#### Figures to reach", table(("figure", "to reach", "reached", ""), goals(one_plan, core, exports)),
        "#### One plan of 120 nodes", table(("", "plain / kam", "kam", "plain", "parsing the JSON alone"), rows_of_one_plan(one_plan)),
    ]
    if core:
        parts += ["#### The core", table(("bench", "time"), rows_of_core(core))]
    for export in exports:
        kind = "Vault Loader" if export.flavour == "vault" else "Salesforce Data Loader"
        parts += [
            f"#### Import of {export.plans:,} plans, {kind} CSV, {export.size / 1e6:.1f} MB, best of {export.rounds}".replace(",", "\u202f", 1),
            table(IMPORT_HEAD, rows_of_export(export)),
        ]
    return "\n\n".join(parts) + "\n"


def of_machine(machine: Machine) -> str:
    return (
        f"{machine.processor}, {machine.cores} cores, {machine.memory_gib:.0f} GiB; {machine.versions}; seed {machine.seed}; "
        f"load at the end {machine.load:.1f}. Best of all turns, the median in brackets."
    )


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def duration(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{three_digits(seconds / size)} {unit}"
    return f"{three_digits(seconds * 1e9)} ns"


def three_digits(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def times(bench: Bench) -> str:
    return f"{duration(bench.best)} ({duration(bench.median)})"


def ratio(rival: float, own: float) -> str:
    return f"**{three_digits(rival / own)}**"


def rows_of_one_plan(one_plan: list[OnePlan]) -> Iterable[list[str]]:
    for language, by_name in one_plan:
        rival, parse = by_name["all/plain"], by_name["all/parse"]
        for name, what in (("all/kam", "JSON text to the completion of every node"), ("all/kam_records", "the same, as full records")):
            yield [f"{language}: {what}", ratio(rival.best, by_name[name].best), times(by_name[name]), times(rival), times(parse)]
        own, rival = by_name["change/kam"], by_name["change/plain"]
        yield [f"{language}: change of status, new completion of the plan", ratio(rival.best, own.best), times(own), times(rival), ""]


def rows_of_core(core: list[Core]) -> Iterable[list[str]]:
    for name, best, median in sorted(core):
        share = 2 if name in PAIRS else 1
        yield [PAIRS.get(name, name.partition("/")[2].replace("_", " ")), times(Bench(best / share * 1e-9, median / share * 1e-9))]


def rows_of_export(export: Export) -> Iterable[list[str]]:
    for name, load in export.load.items():
        rival = RIVALS.get(name)
        # Loading and the figures together: what one waits for.
        both = {who: export.load[who].best + export.figures[who].best for who in export.figures}
        own = (export.load_kib[name].best - (export.before_kib[name].best if name in export.before_kib else 0)) * 1024
        yield [
            name,
            ratio(both[rival], both[name]) if rival else "",
            times(load),
            f"{export.speed(name):.0f}",
            f"{export.size / 1e6 / export.load_cpu[name].best:.0f}" if name in export.load_cpu else "",
            times(export.figures[name]) if name in export.figures else "",
            f"{export.load_kib[name].best * 1024 / 1e6:.0f} MB",
            f"{own / 1e6:.0f} MB",
            f"{own / export.size:.1f}",
        ]


def goals(one_plan: list[OnePlan], core: list[Core], exports: list[Export]) -> Iterable[list[str]]:
    by_name = {bench.name: bench.best * 1e-9 for bench in core}
    if CHANGES in by_name:
        yield at_most("core: one change of status with its ancestors, depth 4", 100e-9, by_name[CHANGES] / 2)
    if RECOMPUTE in by_name:
        yield at_most("core: all of a 120-node plan anew", 5e-6, by_name[RECOMPUTE])
    for language, change, least in (("Python", 1e-6, 5.0), ("Node", 2e-6, 1.0)):
        by = next(by for name, by in one_plan if name == language)
        yield at_most(f"{language}: change of status and the plan's new completion", change, by["change/kam"].best)
        yield at_least(f"{language}: JSON text to all completions, against plain", least, by["all/plain"].best / by["all/kam"].best, " times as fast")
    for export in exports:
        what = f"Rust: import of {export.plans} plans ({export.flavour}), from files to checked plans"
        goal = at_least(what, 100, export.speed("kam, Rust"), " MB/s")
        goal[2] += f" ({export.size / 1e6 / export.load_cpu['kam, Rust'].best:.0f} MB/s of processor time)"
        yield goal


def at_most(what: str, limit: float, found: float) -> list[str]:
    return [what, f"at most {duration(limit)}", duration(found), "yes" if found <= limit else "**no**"]


def at_least(what: str, limit: float, found: float, unit: str) -> list[str]:
    return [what, f"at least {limit:.0f}{unit}", f"{three_digits(found)}{unit}", "yes" if found >= limit else "**no**"]
