"""The commands. Each reads, asks the library, and prints; nothing is computed here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

import kam
from kam.cli import config, show
from kam.cli.arguments import AS_JSON, AS_OF, EXPORT, HORIZON, LEVELS, MAPPING, METHOD, SETTINGS, TOLERANCE, TOP, WORKING_DAYS
from kam.cli.asked import level_names, person_remark, unit_there
from kam.cli.reading import mapping_text, read
from kam.cli.records import document
from kam.cli.terminal import ExitCode, end, guarded, notes, screen
from kam.report.content import collect, number, unread

_EPILOG = (
    "A command ends with 0 where all is well, 1 where `check` or `differences` found something to look at, `convert` left out a file, or there is no plan, "
    "2 where the command line is wrong or something cannot be read or written."
)

app = typer.Typer(
    name="kam",
    help="Account plans from a CRM export: what is wrong with it, where the plans stand, what is due, and the reason for every number.",
    epilog=_EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


app.add_typer(config.app)
app.command()(config.decisions)


def _version(asked: bool) -> None:
    if asked:
        print(f"kam {kam.__version__}")
        raise typer.Exit


@app.callback()
def _top(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False) -> None: ...


@app.command()
@guarded
def check(
    export: Annotated[Path, EXPORT],
    set_aside: Annotated[
        Path | None, typer.Option("--set-aside", metavar="DIR", help="Write the rows that were set aside, as they were, and `defects.csv` with the reasons.")
    ] = None,
    allow_warnings: Annotated[bool, typer.Option("--allow-warnings", help="End with 0 where there are warnings only.")] = False,
    mapping: Annotated[str | None, MAPPING] = None,
    settings: Annotated[Path | None, SETTINGS] = None,
    top: Annotated[int, TOP] = 5,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Say what is wrong with an export: file, line, column, value and reason.

    A row with a mistake is set aside whole; everything else is used. Ends with 1 where anything is wrong.
    """
    opened = read(export, mapping, settings)
    defects, files = opened.defects(), opened.files()
    written = opened.write_set_aside(set_aside) if set_aside is not None else None
    errors = sum(defect.severity == kam.Severity.ERROR for defect in defects)
    if as_json:
        counts = {"errors": errors, "warnings": number(defects) - errors, "set_aside": sum(file.set_aside for file in files)}
        folder = None if set_aside is None else str(set_aside)
        lost = [one.file for one in unread(defects)]
        print(
            document(
                "check",
                export=str(export),
                mapping=opened.mapping(),
                plans=len(opened.plans()),
                counts=counts,
                files=files,
                unread=lost,
                defects=defects,
                folder=folder,
                written=written,
            )
        )
    else:
        show.check(screen(), str(export), opened, top)
        if written is not None:
            show.written(screen(), written, str(set_aside))
    if errors or (defects and not allow_warnings) or not opened.plans():
        end(ExitCode.LOOK)


@app.command()
@guarded
def report(
    export: Annotated[Path, EXPORT],
    as_of: Annotated[date | None, AS_OF] = None,
    method: Annotated[kam.Method | None, METHOD] = None,
    horizon: Annotated[int, HORIZON] = 14,
    working_days: Annotated[bool, WORKING_DAYS] = False,
    levels: Annotated[list[str] | None, LEVELS] = None,
    person: Annotated[str | None, typer.Option("--person", metavar="ID", help="Only the open work that this person owns.")] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="ID", help="Only plans of this organisation unit.")] = None,
    plan: Annotated[str | None, typer.Option("--plan", metavar="ID", help="Only this plan.")] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write the report as a page with charts too. It needs the extra `kam[report]`.")
    ] = None,
    mapping: Annotated[str | None, MAPPING] = None,
    settings: Annotated[Path | None, SETTINGS] = None,
    top: Annotated[int, TOP] = 20,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Say where the plans stand on a day: completion, health, overdue, due soon, and the most urgent actions.

    The plans furthest behind come first.
    """
    asked = level_names(levels)
    if html is not None:
        from kam.report import needs, place

        needs()
        place(html)
    opened = read(export, mapping, settings)
    if plan is not None:
        opened.plan(plan)
    day = as_of or date.today()
    query = kam.DueQuery(horizon=horizon, working_days=working_days, person=person, unit=unit, plan=plan, levels=asked)
    content = collect(opened, day, query, kam.CompletionRules(method=method))
    unit_there(opened, day, query, content)
    remark = person_remark(opened, day, query, content)
    if remark is not None:
        notes().print(remark, soft_wrap=True)
    if html is not None:
        from kam.report import write

        write(content, html)
    if as_json:
        print(
            document(
                "report",
                export=str(export),
                mapping=content.mapping,
                as_of=day,
                as_of_given=as_of is not None,
                horizon=horizon,
                working_days=working_days,
                levels=asked,
                method=method,
                settings=None if settings is None else str(settings),
                plans=content.summaries,
                due=content.urgent,
                overdue_elsewhere=content.overdue_elsewhere,
                defects=number(content.defects),
                unread=[one.file for one in content.unread],
                differences=len(content.differences),
                html=None if html is None else str(html),
            )
        )
    else:
        show.report(screen(), str(export), content, top, today=as_of is None)
        if html is not None:
            show.page(screen(), str(html))
    if not opened.plans():
        end(ExitCode.LOOK)


@app.command()
@guarded
def explain(
    export: Annotated[Path, EXPORT],
    node: Annotated[str, typer.Argument(metavar="NODE", help="The id of a node, or of a plan.", show_default=False)],
    method: Annotated[kam.Method | None, METHOD] = None,
    mapping: Annotated[str | None, MAPPING] = None,
    settings: Annotated[Path | None, SETTINGS] = None,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Say how a number came about: each term, its weight and what it adds, and what was left out and why."""
    if not node.strip():
        raise typer.BadParameter("an id is needed, of a node or of a plan", param_hint="'NODE'")
    opened = read(export, mapping, settings)
    whole = node in opened.plans()
    plan = node if whole else opened.plan_of(node)
    explanation = opened.plan(plan).explain(None if whole else node, kam.CompletionRules(method=method))
    if as_json:
        print(document("explain", export=str(export), plan=plan, explanation=explanation))
    else:
        show.explanation(screen(), explanation)


@app.command()
@guarded
def differences(
    export: Annotated[Path, EXPORT],
    tolerance: Annotated[Decimal, TOLERANCE] = Decimal("0.5"),
    mapping: Annotated[str | None, MAPPING] = None,
    settings: Annotated[Path | None, SETTINGS] = None,
    top: Annotated[int, TOP] = 20,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Say where the progress that the CRM shows is not what its own rule gives, and where that rule hides what the plans have reached.

    Ends with 1 where a figure is not what its own rule gives.
    """
    opened = read(export, mapping, settings, tolerance)
    found = opened.differences()
    stale = [one for one in found if one.kind == kam.DifferenceKind.VENDOR_DIFFERS]
    hidden = [one for one in found if one.kind == kam.DifferenceKind.RULE_DIFFERS]
    if as_json:
        counts = {"vendor_differs": len(stale), "rule_differs": len(hidden)}
        print(document("differences", export=str(export), mapping=opened.mapping(), tolerance=tolerance, counts=counts, differences=found))
    else:
        show.differences(screen(), str(export), opened, stale, hidden, tolerance, top)
    if stale or not opened.plans():
        end(ExitCode.LOOK)


@app.command()
@guarded
def convert(
    export: Annotated[Path, EXPORT],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write. Files that are there are never overwritten.", show_default=False)],
    to: Annotated[str, typer.Option("--to", metavar="FLAVOUR", help="The mapping to write by: see `kam mappings`.", show_default=False)],
    mapping: Annotated[str | None, MAPPING] = None,
    settings: Annotated[Path | None, SETTINGS] = None,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Write the plans of an export as CSV files in the flavour of another system, or of the same one.

    Ends with 1 where a file of the export was not read, so that nothing of it is written, or where it has no plan.
    """
    opened = read(export, mapping, settings)
    written = opened.write(to, folder)
    left, lost = sum(file.set_aside for file in opened.files()), unread(opened.defects())
    if as_json:
        print(document("convert", export=str(export), to=to, folder=str(folder), written=written, set_aside=left, unread=[one.file for one in lost]))
    else:
        show.written(screen(), written, str(folder))
        show.left_out(screen(), left, lost, str(export))
        show.no_plan(screen(), str(export), opened)
    if lost or not opened.plans():
        end(ExitCode.LOOK)


@app.command()
@guarded
def mappings(
    name: Annotated[str | None, typer.Argument(metavar="[NAME|FILE]", help="One to print, or a file of your own to check.", show_default=False)] = None,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """List the mappings that come with kam, print one to start your own from, or check one of your own."""
    shipped = kam.shipped_mappings()
    if name is None:
        summaries = [kam.check_mapping(kam.mapping_document(one)) for one in shipped]
        if as_json:
            print(document("mappings", mappings=summaries))
        else:
            show.mappings(screen(), summaries)
    elif name in shipped or not (Path(name).is_file() or Path(name).suffix):
        text = kam.mapping_document(name)
        print(document("mappings", name=name, document=text) if as_json else text)
    else:
        summary = kam.check_mapping(mapping_text(Path(name)))
        if as_json:
            print(document("mappings", file=name, mapping=summary))
        else:
            show.mappings(screen(), [summary])
