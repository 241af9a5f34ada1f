"""How results look on a terminal, at 80 columns and more, and in a pipe."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rich.console import Console
from rich.text import Text

import kam
from kam.cli.terminal import count, heading, health, label, lines, table, unharmed
from kam.report.content import Content, Group
from kam.report.content import grouped as defect_groups
from kam.report.content import number as number_of
from kam.report.content import unread as files_unread
from kam.report.words import counted, grouped, horizon, one_line, percent, points, when
from kam.report.words import health as in_words

_BUCKET_STYLES = {"overdue": "red", "today": "yellow"}


def _more(console: Console, left: int, what: str) -> None:
    if left > 0:
        console.print(Text(f"… {counted(left, 'more ' + what)}: --top 0 shows all", style="dim"))


def _width(console: Console, taken: int) -> int:
    return max(console.width - taken, 12)


def check(console: Console, folder: str, export: kam.Export, top: int) -> None:
    """Show what is wrong with an export."""
    defects, files = export.defects(), export.files()
    rows, aside = sum(file.rows for file in files), sum(file.set_aside for file in files)
    how = f"{counted(rows, 'row')} in {counted(len(files), 'file')}, read as {export.mapping().name}"
    lines(console, [f"{one_line(folder)}: {counted(len(export.plans()), 'plan')}, {how}"])
    shown = table(("file", "left"), ("object", "left"), ("rows", "right"), ("used", "right"), ("set aside", "right"))
    unread = files_unread(defects)
    for file in files:
        used = Text("not read", style="bold red") if file.unread else count(file.kept)
        shown.add_row(label(file.file, _width(console, 46)), label(file.object, 16), count(file.rows), used, count(file.set_aside, "bold red"))
    console.print()
    console.print(shown)
    other = sum(file.other_type for file in files)
    if other:
        console.print(f"{counted(other, 'row')} of other record types, which the mapping does not take")
    for group in defect_groups(defects):
        _group(console, group, top)
    console.print()
    if not defects:
        no_plan(console, folder, export, see=False)
        if export.plans():
            console.print(Text("nothing is wrong with it", style="green"))
        return
    errors = sum(defect.severity == kam.Severity.ERROR for defect in defects)
    others = "all other rows that were read are used" if unread else "all others are used"
    if other:
        others = "all others of a record type that is taken are used"
    console.print(f"{counted(errors, 'error')}, {counted(number_of(defects) - errors, 'warning')}; {counted(aside, 'row')} set aside, {others}")
    lines(console, not_read(unread))
    no_plan(console, folder, export, see=False)


def no_plan(console: Console, folder: str, export: kam.Export, *, see: bool = True) -> None:
    """Say that an export has no plan."""
    if not export.plans():
        lines(console, [f"there is no plan in it, read as {export.mapping().name}" + (f": kam check {one_line(folder)}" if see else "")], "bold red")


def not_read(unread: Sequence[kam.Defect]) -> list[str]:
    """Say which files were not read, or not to their end."""
    if not unread:
        return []
    names = (one_line(one.file) + (f" from line {one.line} on" if one.code == "unreadable_file" and one.line else "") for one in unread)
    return [f"{counted(len(unread), 'file')} {'was' if len(unread) == 1 else 'were'} not read: {', '.join(names)}"]


def _group(console: Console, group: Group, top: int) -> None:
    style = "bold red" if group.severity == kam.Severity.ERROR else "bold yellow"
    number = f": {counted(group.number, 'row')}" if any(defect.line for defect in group.defects) else ""
    console.print()
    console.print(Text.assemble((group.severity.value, style), f" {group.code} in {one_line(group.file)}{number}"))
    some = group.defects if top == 0 else group.defects[:top]
    for defect in some:
        place = ", ".join(
            part
            for part in (
                f"line {defect.line}" if defect.line else "",
                f"record {defect.record}" if defect.record else "",
                f"column {one_line(defect.column)}" if defect.column else "",
                f"id {one_line(defect.id)}" if defect.id else "",
            )
            if part
        )
        lines(console, [f"  {place}: {one_line(defect.reason)}" if place else f"  {one_line(defect.reason)}"])
    _more(console, group.number - number_of(some), "row")


def report(console: Console, folder: str, content: Content, top: int, *, today: bool) -> None:
    """Show where the plans of an export stand."""
    day = f"as of {content.as_of}" + (" (today, since no --as-of was given)" if today else "")
    lines(console, [f"{counted(len(content.summaries), 'plan')} of {one_line(folder)}, {day}"], "bold")
    numbers = ", ".join(f"{grouped(number)} {in_words(one)}" for one, number in content.healths if number)
    total = {name: grouped(content.total(name)) for name in ("overdue", "due_today", "due_soon", "undated")}
    open_actions = f"{counted(content.total('open'), 'open ' + content.work)}: {total['overdue']} overdue, {total['due_today']} due today"
    lines(console, [numbers] if numbers else [])
    lines(console, [f"{open_actions}, {total['due_soon']} within {horizon(content)}, {total['undated']} without a date"])
    if content.query.levels is not None:
        lines(console, [f"of the level{'s' if len(content.query.levels) > 1 else ''} {', '.join(one_line(level) for level in content.query.levels)}"])
    if content.elsewhere is not None:
        lines(console, [f"{content.elsewhere}; --levels {','.join(content.mapping.levels)} shows all"])
    if content.rules.method is not None:
        console.print(f"completion by {content.rules.method.value}")
    if not content.export.plans():
        no_plan(console, folder, content.export)
    _plans(console, content, top)
    _urgent(console, content)
    if content.explained is not None:
        heading(console, "How the first number came about")
        explanation(console, content.explained)
    _remarks(console, folder, content)


_PLAN_COLUMNS = ("done", "expected", "ahead", "health", "late", "today", "soon")


def _plans(console: Console, content: Content, top: int) -> None:
    rows = content.summaries if top == 0 else content.summaries[:top]
    if not rows:
        return
    shown = table(("plan", "left"), *((name, "left" if name == "health" else "right") for name in _PLAN_COLUMNS))
    width = _width(console, 56)
    for row in rows:
        title = Text.assemble(label(row.title or row.account_name or "", width), "\n", label(row.plan, width, "dim"), no_wrap=True)
        figures = (percent(row.completion), percent(row.expected), points(row.variance), health(row.health))
        shown.add_row(title, *figures, count(row.overdue, "bold red"), count(row.due_today, "yellow"), count(row.due_soon))
    heading(console, "Plans, the one furthest behind first (percent done and expected, points ahead)")
    console.print(shown)
    _more(console, len(content.summaries) - len(rows), "plan")


def _urgent(console: Console, content: Content) -> None:
    items = content.urgent[:3]
    if not items:
        return
    heading(console, f"Most urgent {content.work}s")
    titles, width = content.titles, _width(console, 22)
    for item in items:
        off = Text(f"{when(item):<14}", style=_BUCKET_STYLES.get(item.bucket.value, ""))
        console.print(Text.assemble(f"{item.due}  ", off, no_wrap=True), label(item.title or item.node, _width(console, 27)))
        level = f" · {one_line(item.level)}" if content.query.levels is not None else ""
        owner = f", owner {one_line(item.owner)}" if item.owner else ""
        waits = f", waits for {', '.join(one_line(one) for one in item.blocked_by)}" if item.blocked_by else ""
        console.print(Text("            ").append_text(label(f"{titles.get(item.plan, item.plan)} · {item.node}{level}{owner}{waits}", width + 8, "dim")))


def _remarks(console: Console, folder: str, content: Content) -> None:
    remarks = []
    if content.mistakes:
        remarks.append(f"{content.mistakes} in the export, {counted(content.set_aside, 'row')} set aside: kam check {one_line(folder)}")
    remarks.extend(not_read(content.unread))
    if content.differences:
        remarks.append(f"{counted(len(content.differences), 'figure')} of the CRM differ from its own rule: kam differences {one_line(folder)}")
    if remarks:
        console.print()
        lines(console, remarks)


def page(console: Console, file: str) -> None:
    """Say where the page is."""
    console.print()
    lines(console, [f"wrote {one_line(file)}"])


def explanation(console: Console, one: kam.Explanation) -> None:
    """Show how a number came about, in the words of the library."""
    lines(console, (unharmed(line) for line in one.text.splitlines()))


def differences(
    console: Console, folder: str, export: kam.Export, stale: Sequence[kam.Difference], hidden: Sequence[kam.Difference], tolerance: Decimal, top: int
) -> None:
    """Show the figures of the CRM that its own rule does not give, and behind them what the rule hides."""
    what = f"{counted(len(stale), 'figure')} of the CRM {'differs' if len(stale) == 1 else 'differ'} from what its own rule gives"
    lines(console, [f"{one_line(folder)}: {what}, by more than {tolerance} points"], "bold")
    no_plan(console, folder, export)
    some = stale if top == 0 else stale[:top]
    for one in some:
        place = f"{one.file}:{one.line}" if one.line else one.file
        lines(console, ["", f"{one_line(one.node or one.plan)}  ({one_line(place)})", f"  {one_line(one.reason)}"])
    _more(console, len(stale) - len(some), "figure")
    if not hidden:
        return
    plans = sum(one.node is None for one in hidden)
    heading(console, f"Hidden by the rule of the CRM: {counted(plans, 'plan')}, {counted(len(hidden) - plans, 'node')}")
    shown = table(("title", "left"), ("id", "left"), ("CRM says", "right"), ("completion", "right"))
    rows = hidden if top == 0 else hidden[:top]
    for one in rows:
        shown.add_row(label(one.title, _width(console, 44)), label(one.node or one.plan, 20, "dim"), label(one.imported, 10), percent(one.completion))
    console.print(shown)
    _more(console, len(hidden) - len(rows), "figure")


def written(console: Console, files: Sequence[kam.WrittenFile], folder: str) -> None:
    """Show what was written."""
    lines(console, [f"wrote {counted(len(files), 'file')} into {one_line(folder)}"], "bold")
    shown = table(("file", "left"), ("rows", "right"))
    for file in files:
        shown.add_row(label(file.name), count(file.rows))
    console.print(shown)
    for file in files:
        if file.unmapped:
            what = "this column" if len(file.unmapped) == 1 else "these columns"
            names = ", ".join(one_line(name) for name in file.unmapped)
            lines(console, [f"{one_line(file.name)}: the mapping has no field for {what}, and plans read by it are made without: {names}"])
        if file.left_out:
            what = "1 row of another record type is" if file.left_out == 1 else f"{counted(file.left_out, 'row')} of other record types are"
            lines(console, [f"{one_line(file.name)}: {what} not in it"])


def left_out(console: Console, rows: int, unread: Sequence[kam.Defect], folder: str) -> None:
    """Say that rows or files are not in what was written."""
    lines(console, (f"{one}; nothing of that is in it" for one in not_read(unread)))
    if rows:
        lines(console, [f"{counted(rows, 'row')} with mistakes {'is' if rows == 1 else 'are'} not in it: kam check {one_line(folder)}"])


def mappings(console: Console, summaries: Sequence[kam.MappingSummary]) -> None:
    """Show what mappings are for."""
    for one in summaries:
        console.print(Text.assemble((one.name, "bold"), f"  {one.format}"))
        lines(console, [f"  levels   {' > '.join(one.levels)}", f"  objects  {', '.join(one.objects)}"])
