"""What a report says, taken from an export in one go. Every figure is the library's; here it is only asked for, counted and put in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import kam
from kam.report import words

HEALTHS: tuple[kam.Health | None, ...] = (kam.Health.OFF_TRACK, kam.Health.AT_RISK, kam.Health.ON_TRACK, None)
"""From what needs a look first to what has no figure."""

_NOT_READ = {"missing_column", "duplicate_column", "wrong_delimiter", "unreadable_file"}
_URGENT = (kam.DueBucket.OVERDUE, kam.DueBucket.TODAY, kam.DueBucket.SOON)


@dataclass(frozen=True)
class Group:
    """Defects of one kind in one file."""

    code: str
    file: str
    severity: kam.Severity
    defects: list[kam.Defect]

    @property
    def number(self) -> int:
        """How many there are."""
        return number(self.defects)


@dataclass(frozen=True)
class Rules:
    """One plan by the settings, by the rule of the CRM, and by weight."""

    summary: kam.PlanSummary
    crm: Decimal | None
    weighted: Decimal | None

    @property
    def apart(self) -> Decimal:
        """How far the rule of the CRM and the weighted figure are apart, in points."""
        return Decimal(0) if self.crm is None or self.weighted is None else abs(self.crm - self.weighted)


@dataclass(frozen=True)
class Content:
    """Everything that a report shows."""

    export: kam.Export
    as_of: date
    horizon: int
    query: kam.DueQuery
    rules: kam.CompletionRules
    summaries: list[kam.PlanSummary]
    """All plans, the one furthest behind first; plans without a figure last."""
    due: list[kam.DueItem]
    """All open actions, in the order of the library."""
    overdue_elsewhere: dict[str, int]
    """How many open nodes are overdue that the list does not look for, by their level."""
    by_rule: list[Rules]
    """The plans that have a figure, the one where the rules are furthest apart first."""
    differences: list[kam.Difference]
    """The figures of the CRM that are not what its own rule gives."""
    defects: list[kam.Defect]
    files: list[kam.FileSummary]
    mapping: kam.MappingSummary
    explained: kam.Explanation | None
    """The figure of the plan that is furthest behind."""

    @property
    def work(self) -> str:
        """What the list is of: actions, which are of the lowest level, or nodes of the levels asked for."""
        return "action" if self.query.levels is None else "node"

    @property
    def elsewhere(self) -> str | None:
        """What else is overdue, in words."""
        if not self.overdue_elsewhere:
            return None
        number = sum(self.overdue_elsewhere.values())
        levels = ", ".join(f"{words.grouped(count)} of {words.one_line(level)}" for level, count in self.overdue_elsewhere.items())
        return f"{words.grouped(number)} more {'is' if number == 1 else 'are'} overdue on other levels: {levels}"

    @property
    def urgent(self) -> list[kam.DueItem]:
        """What is overdue, due today or due within the horizon, in the order of the library."""
        return [item for item in self.due if item.bucket in _URGENT]

    @property
    def titles(self) -> dict[str, str]:
        """The title of each plan by its id."""
        return {row.plan: row.title or row.account_name or row.plan for row in self.summaries}

    @property
    def healths(self) -> list[tuple[kam.Health | None, int]]:
        """How many plans are in which health."""
        return [(health, sum(row.health == health for row in self.summaries)) for health in HEALTHS]

    def total(self, field: str) -> int:
        """Add up a count over all plans."""
        return sum(getattr(row, field) for row in self.summaries)

    @property
    def groups(self) -> list[Group]:
        """The defects by severity, kind and file, the largest group first."""
        return grouped(self.defects)

    @property
    def weeks(self) -> list[tuple[date, kam.DueBucket, int]]:
        """How many open actions count in which week (by its Monday) and bucket."""
        counts: dict[tuple[date, str], int] = {}
        for item in self.due:
            if item.due_effective is not None:
                monday = item.due_effective - timedelta(days=item.due_effective.weekday())
                key = (monday, item.bucket.value)
                counts[key] = counts.get(key, 0) + 1
        return [(monday, kam.DueBucket(bucket), number) for (monday, bucket), number in sorted(counts.items())]

    @property
    def unread(self) -> list[kam.Defect]:
        """Why files were not read, one for each."""
        return unread(self.defects)

    @property
    def mistakes(self) -> str:
        """How many mistakes the export has, in words; nothing where it has none."""
        return mistakes(self.defects)

    @property
    def set_aside(self) -> int:
        """Rows that were set aside."""
        return sum(file.set_aside for file in self.files)


def number(defects: Sequence[kam.Defect]) -> int:
    """Count defects, with those that the library counts in place of listing them."""
    return sum(_stands_for(one) for one in defects)


def mistakes(defects: Sequence[kam.Defect]) -> str:
    """Say how many errors and warnings there are. A file that is no part of an export is none: it is named with those that were not read."""
    own = [one for one in defects if one.code != "unknown_file"]
    errors = sum(one.severity == kam.Severity.ERROR for one in own)
    return " and ".join(words.counted(count, noun) for count, noun in ((errors, "error"), (number(own) - errors, "warning")) if count)


def _stands_for(defect: kam.Defect) -> int:
    counts = defect.line is None and defect.value is not None and defect.reason.startswith(f"`{defect.value}` more warnings of this kind are not listed")
    return int(defect.value) if counts and defect.value is not None else 1


def grouped(defects: list[kam.Defect]) -> list[Group]:
    """Put defects of one kind in one file together: errors first, then the largest group first."""
    groups: dict[tuple[str, str, str], Group] = {}
    for defect in defects:
        key = (defect.severity.value, defect.code, defect.file)
        groups.setdefault(key, Group(defect.code, defect.file, defect.severity, [])).defects.append(defect)
    return sorted(groups.values(), key=lambda group: (group.severity != kam.Severity.ERROR, -group.number, group.code, group.file))


def unread(defects: list[kam.Defect]) -> list[kam.Defect]:
    """Say why files were not read, or not to their end, one for each: their rows are neither used nor set aside."""
    whole = (one for one in defects if one.code == "unknown_file" or (one.code in _NOT_READ and one.severity == kam.Severity.ERROR))
    return list({one.file: one for one in whole}.values())


def by_rule(export: kam.Export, as_of: date, summaries: list[kam.PlanSummary]) -> list[Rules]:
    """Compare the plans by the rule of the CRM and by weight; the ones furthest apart come first."""

    def figures(rules: kam.CompletionRules) -> dict[str, Decimal | None]:
        return {row.plan: row.completion for row in export.summaries(as_of, rules=rules)}

    # The systems count what is cancelled as not done.
    share = figures(kam.CompletionRules(method=kam.Method.COMPLETED_SHARE, cancelled=kam.CancelledRule.OPEN))
    mean = figures(kam.CompletionRules(method=kam.Method.WEIGHTED_MEAN))
    rows = [Rules(row, share[row.plan], mean[row.plan]) for row in summaries]
    return sorted((row for row in rows if row.weighted is not None), key=lambda row: (-row.apart, row.summary.plan))


def _elsewhere(export: kam.Export, as_of: date, asked: kam.DueQuery, due: list[kam.DueItem]) -> dict[str, int]:
    """Count what is overdue on levels that are not asked for: a goal without an open action is in no list of actions."""
    levels, listed = export.mapping().levels, {(item.plan, item.node) for item in due}
    items = export.due(as_of, asked.__replace__(levels=levels)) if levels else []
    counts = Counter(item.level for item in items if item.bucket == kam.DueBucket.OVERDUE and (item.plan, item.node) not in listed)
    return {level: counts[level] for level in levels if counts[level]}


def _place(row: kam.PlanSummary) -> tuple[bool, Decimal, str]:
    return (row.variance is None, row.variance if row.variance is not None else Decimal(0), row.plan)


def collect(export: kam.Export, as_of: date, query: kam.DueQuery | None = None, rules: kam.CompletionRules | None = None) -> Content:
    """Ask an export everything that a report shows."""
    asked, how = query or kam.DueQuery(), rules or kam.CompletionRules()
    summaries = sorted(export.summaries(as_of, asked, how), key=_place)
    shown, due = {row.plan for row in summaries}, export.due(as_of, asked)
    explained = next((row.plan for row in summaries if row.completion is not None), None)
    return Content(
        export=export,
        as_of=as_of,
        horizon=14 if asked.horizon is None else asked.horizon,
        query=asked,
        rules=how,
        summaries=summaries,
        due=due,
        overdue_elsewhere=_elsewhere(export, as_of, asked, due),
        by_rule=by_rule(export, as_of, summaries),
        differences=[one for one in export.differences() if one.plan in shown and one.kind == kam.DifferenceKind.VENDOR_DIFFERS],
        defects=export.defects(),
        files=export.files(),
        mapping=export.mapping(),
        explained=None if explained is None else export.plan(explained).explain(rules=how),
    )
