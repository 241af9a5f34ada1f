"""The commands about configurations: whether documents fit together, what holds where and why, and which decisions are open."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

import kam
from kam.cli.arguments import AS_JSON
from kam.cli.records import document
from kam.cli.settings import text_of
from kam.cli.terminal import ExitCode, end, guarded, heading, label, lines, notes, screen, table, unharmed
from kam.errors import CannotRead, InvalidConfiguration
from kam.report.words import counted, one_line

app = typer.Typer(
    name="config",
    help="Configurations in layers: whether they fit together, what holds in an affiliate and where it comes from, how two of them differ.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

FILES: Any = typer.Argument(
    metavar="FILE...",
    help="The documents, a layer each: TOML, JSON, or a filled questionnaire (.md). Of a folder all of them that are directly in it.",
    show_default=False,
)
STATE: Any = typer.Option(
    "--state",
    metavar="STATE",
    parser=lambda text: _state(text),
    show_default=False,
    help="Only those that are `open`, left at the `default`, or `answered`.",
)
QUESTIONNAIRE: Any = typer.Option(
    "--questionnaire",
    metavar="FILE",
    show_default=False,
    help="Write them as a questionnaire for a workshop: Markdown, which is read back as a document, or JSON by the ending of the name.",
)
AT: Any = typer.Option("--at", metavar="LAYER|UNIT", show_default=False, help="The layer, or a unit of the organisation. Without it the core.")

KINDS = (".toml", ".json", ".md")
"""How the names of documents end."""

MOST_BYTES = 4 * 1024 * 1024
"""Longer documents are not read."""


def documents(paths: list[Path]) -> list[kam.ConfigurationFile]:
    """Read the documents named, and those directly in the folders named."""
    files: list[Path] = []
    for path in paths:
        files += sorted(one for one in path.iterdir() if one.suffix in KINDS and one.is_file()) if path.is_dir() else [path]
    if not files:
        reason = f"no document of a configuration is in it; they end with {', '.join(KINDS)}"
        raise CannotRead(f"cannot read `{paths[0]}`: {reason}", path=str(paths[0]), reason=reason)
    return [kam.ConfigurationFile(name=str(file), content=text_of("configuration", file, MOST_BYTES)) for file in files]


def opened(paths: list[Path]) -> kam.Configuration:
    """Open a configuration from its files."""
    return kam.open_configuration(documents(paths))


def origin(layer: str | None) -> str:
    """Say where a value comes from."""
    return layer if layer is not None else "the library"


@app.command()
@guarded
def check(files: Annotated[list[Path], FILES], as_json: Annotated[bool, AS_JSON] = False) -> None:
    """Say whether documents fit together: everything that is wrong, with document, line and column.

    Ends with 1 where anything is wrong.
    """
    try:
        configuration = opened(files)
    except InvalidConfiguration as invalid:
        if as_json:
            print(document("config check", problems=invalid.problems, layers=[]))
        else:
            lines(screen(), [unharmed(line) for line in invalid.text.splitlines()])
        end(ExitCode.LOOK)
    layers = configuration.layers()
    if as_json:
        print(document("config check", problems=[], layers=layers))
        return
    shown = table(("layer", "left"), ("lies on", "left"), ("units", "left"), ("like the core", "right"), ("open decisions", "right"))
    for layer in layers:
        units = label(", ".join(layer.units), 30)
        like = percent(layer.alignment, "yellow" if layer.below_aim else "")
        shown.add_row(label(layer.name, 30), label(layer.above or "", 30), units, like, str(layer.open_decisions))
    console = screen()
    console.print(shown)
    console.print()
    console.print(Text("nothing is wrong with it", style="green"))


def percent(value: Any, style: str = "") -> Text:
    """Show a share with one decimal."""
    return Text(f"{kam.display_completion(value, kam.DisplayRules(decimals=1))} %", style=style)


@app.command()
@guarded
def explain(
    setting: Annotated[str, typer.Argument(metavar="SETTING", help="The path of a setting, such as `completion.method`.", show_default=False)],
    files: Annotated[list[Path], FILES],
    at: Annotated[str | None, AT] = None,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Say what a setting is, which layer says so, who locked it, and what it could be."""
    detail = opened(files).explain(setting, at)
    if as_json:
        print(document("config explain", setting=detail))
        return
    console = screen()
    lines(console, [f"{detail.path} = {detail.value}"], style="bold")
    lines(console, [detail.meaning])
    said = [f"{origin(one.layer)} says {one.value}" for one in detail.said]
    locked = f"locked by {detail.locked_by}: layers below it may not change it" if detail.locked_by else "may be changed here"
    console.print()
    lines(console, [f"from {origin(detail.layer)}", *said, locked, f"can be {detail.can_be}", f"comes with the library as {detail.preset}"])
    if detail.decisions:
        lines(console, [f"answers the decision {', '.join(detail.decisions)}"])


@app.command()
@guarded
def diff(
    one: Annotated[str, typer.Argument(metavar="ONE", help="A layer, or a unit of the organisation.", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another one.", show_default=False)],
    files: Annotated[list[Path], FILES],
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Compare two layers: settings, their entries, and values of lists that they do not have in common.

    Ends with 1 where they differ.
    """
    differences = opened(files).compare(one, other)
    if as_json:
        print(document("config diff", one=one, other=other, differences=differences))
    else:
        compared(screen(), one, other, differences)
    if differences:
        end(ExitCode.LOOK)


def compared(console: Console, one: str, other: str, differences: list[kam.SettingDifference]) -> None:
    """Show differences: of each what it is in the one and in the other, and who says so."""
    if not differences:
        console.print(f"`{one}` and `{other}` have everything in common")
        return
    width = max(len(one_line(one)), len(one_line(other)))
    for difference in differences:
        lines(console, [unharmed(difference.path)], style="bold")
        for name, value, layer in ((one, difference.one, difference.one_from), (other, difference.other, difference.other_from)):
            said = "is not there" if value is None else f"{value}  ({origin(layer)})"
            lines(console, [unharmed(f"  {one_line(name):{width}}  {said}")])
    console.print()
    console.print(counted(len(differences), "difference"))


@app.command()
@guarded
def schema(as_json: Annotated[bool, AS_JSON] = False) -> None:
    """Print the JSON Schema of a document, with which editors complete and check; it holds for TOML too."""
    print(kam.configuration_schema(), end="")


_STATES = {"open": "bold red", "default": "yellow", "answered": "green"}


@guarded
def decisions(
    files: Annotated[list[Path], FILES],
    at: Annotated[str | None, AT] = None,
    state: Annotated[kam.DecisionState | None, STATE] = None,
    questionnaire: Annotated[Path | None, QUESTIONNAIRE] = None,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Say which decisions are answered, and by which layer, which are left at their default, and which are open."""
    configuration = opened(files)
    every = configuration.decisions(at)
    if questionnaire is not None:
        text = configuration.questionnaire_json(at) if questionnaire.suffix == ".json" else configuration.questionnaire(at)
        with questionnaire.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    chosen = [one for one in every if state is None or one.state == state]
    if as_json:
        print(document("decisions", at=at, decisions=chosen, questionnaire=None if questionnaire is None else str(questionnaire)))
        return
    console = screen()
    step = None
    for one in chosen:
        if one.step != step:
            step = one.step
            heading(console, step.replace("_", "-"))
        by = f" by {', '.join(one.by)}" if one.by else ""
        console.print(Text.assemble((f"  {one.state.value}{by}", _STATES[one.state.value]), f"  {one.id}"), soft_wrap=True)
        more = [one.answer, ", ".join(one.settings)]
        lines(console, [f"    {unharmed(text)}" for text in [one.question, *more] if text])
    known = (kam.DecisionState.ANSWERED, kam.DecisionState.DEFAULT, kam.DecisionState.OPEN)
    counts = [f"{sum(one.state == each for one in every)} {each.value}" for each in known]
    console.print()
    console.print(f"{counted(len(every), 'decision')}: {', '.join(counts)}")
    if questionnaire is not None:
        notes().print(f"the questionnaire is in {questionnaire}")


def _state(text: str) -> kam.DecisionState:
    try:
        return kam.DecisionState(text)
    except kam.KamError as error:
        raise typer.BadParameter(error.text) from None
