"""The pictures of portfolios: what stands in them is what the library says, in an order and in words that can be read."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import kam
import kam.errors
import pyarrow as pa
import pytest
from kam import pictures
from kam.pictures.rows import mean, name, natural
from kam.pictures.style import DARK, LIGHT, SHAPES, WHITE_FROM, Style

TOP = Path(__file__).resolve().parents[3]
AS_OF = date(2026, 6, 30)
SETTINGS = kam.Settings(levels=[kam.LevelDraft(name="goal"), kam.LevelDraft(name="action")])
COLUMNS = ("plan", "node", "parent", "status", "start", "due", "territory", "tier")
# Two plans of North are behind, one of T10 is ahead, one of T2 has nothing that counts.
NODES: list[tuple[Any, ...]] = [
    ("A", "g", None, "open", None, None, "North", 1),
    ("A", "a1", "g", "done", None, date(2026, 6, 1), "North", 1),
    ("A", "a2", "g", "open", None, date(2026, 6, 29), "North", 1),
    ("A", "a3", "g", "open", None, date(2026, 7, 3), "North", 1),
    ("B", "g", None, "open", None, None, "North", 2),
    ("B", "a1", "g", "open", None, date(2026, 6, 29), "North", 2),
    ("B", "a2", "g", "open", None, None, "North", 2),
    ("C", "g", None, "open", None, None, "T10", 2),
    ("C", "a1", "g", "done", None, date(2026, 12, 1), "T10", 2),
    ("C", "a2", "g", "open", None, date(2027, 6, 1), "T10", 2),
    ("D", "g", None, "cancelled", None, None, "T2", None),
]
CHANGES = pa.table({"plan": ["A", "C"], "node": ["a1", "a1"], "on": [date(2026, 5, 1), date(2026, 6, 15)], "status": ["done", "done"]})


def table(nodes: list[tuple[Any, ...]] = NODES, **changes: list[Any]) -> pa.Table:
    return pa.table({column: [row[place] for row in nodes] for place, column in enumerate(COLUMNS)} | changes)


def portfolio(**changes: list[Any]) -> kam.Portfolio:
    return kam.Portfolio(table(**changes), settings=SETTINGS)


EMPTY = kam.Portfolio(
    table([]).cast(pa.schema([(column, pa.date32() if column in ("start", "due") else pa.string()) for column in COLUMNS])), settings=SETTINGS
)


def rows(chart: Any) -> list[dict[str, Any]]:
    """All rows that a chart draws, in their order."""
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


def heading(chart: Any) -> list[str]:
    title = chart.to_dict()["title"]
    return [title["text"], *title["subtitle"]]


def texts(chart: Any) -> list[str]:
    """Everything that is written in the picture."""
    file = io.StringIO()
    chart.save(file, format="svg")
    return [element.text or "" for element in ElementTree.fromstring(file.getvalue()).iter() if element.tag.endswith("}text")]


def test_completion_by_a_column_is_what_groups_give() -> None:
    chart = pictures.completion_by(portfolio(), "territory", AS_OF)
    given = {row["territory"]: row for row in portfolio().groups(["territory"], as_of=AS_OF).to_pyarrow().to_pylist()}
    bars = [row for row in rows(chart) if "plans" in row]
    # Furthest behind first, what has no figure last.
    assert [row["group"] for row in bars] == ["North", "T10", "T2"]
    assert [row["plans"] for row in bars] == [2, 1, 1]
    for row in bars:
        of = given[row["group"]]
        for key in ("completion", "expected"):
            assert row[key] == (None if of[key] is None else float(of[key]))
    assert (bars[0]["exact"], bars[0]["label"], bars[0]["points"]) == ("16.666666 %", "16.7 % of 58.3 %", "\u221241.7")
    assert bars[2]["label"] == "no figure"
    counts = {(row["group"], row["health"]): row["number"] for row in rows(chart) if "health" in row}
    assert counts == {(group, words): given[group][words.replace(" ", "_")] for group in given for words in ("off track", "at risk", "on track")}
    assert sum(counts.values()) == 3
    assert heading(chart)[0] == "Completion by territory on 30 Jun 2026"
    drawn = texts(chart)
    assert {"100 %", "completion, percent", "off track", "at risk", "on track", "T10", "no figure"} <= set(drawn)


def test_health_is_never_told_by_colour_alone() -> None:
    spec = pictures.completion_by(portfolio(), "territory", AS_OF).to_dict()
    symbols = next(layer for layer in spec["hconcat"][1]["layer"] if layer["mark"]["type"] == "point")
    assert symbols["encoding"]["shape"]["scale"]["range"] == list(SHAPES.values())
    assert len(set(SHAPES.values())) == len(SHAPES) == 3


def test_the_order_and_the_number_of_groups_can_be_chosen() -> None:
    def order(**options: Any) -> list[str]:
        return [row["group"] for row in rows(pictures.completion_by(portfolio(), "territory", AS_OF, **options)) if "plans" in row]

    assert order(order="name") == ["North", "T2", "T10"]
    assert order(order="completion") == ["North", "T10", "T2"]
    assert order(most=1) == ["North"]
    assert "1 of 3 groups are shown" in heading(pictures.completion_by(portfolio(), "territory", AS_OF, most=1))
    both = pictures.completion_by(portfolio(), ["territory", "tier"], AS_OF, order="name")
    assert [row["group"] for row in rows(both) if "plans" in row] == ["North / 1", "North / 2", "T2 / (none)", "T10 / 2"]


def test_two_long_names_that_begin_alike_can_be_told_apart() -> None:
    long = "A territory of which the name does not end before it is cut"
    chart = pictures.completion_by(portfolio(territory=[long + " 1"] * 4 + [long + " 2"] * 3 + ["'} + \\ <b>"] * 4), "territory", AS_OF)
    assert sorted(row["group"] for row in rows(chart) if "plans" in row) == ["'} + \\ <b>", long + " 1", long + " 2"]
    drawn = texts(chart)
    assert {text[-2:] for text in drawn if text.startswith("A territory") and "\u2026" in text} == {" 1", " 2"}
    assert "'} + \\ <b>" in drawn


def test_burn_up_draws_the_history() -> None:
    days = [date(2026, 4, 1), date(2026, 5, 1), date(2026, 9, 1)]
    chart = pictures.burn_up(portfolio(), days, CHANGES, as_of=AS_OF)
    lines = {(row["day"], row["kind"]): row for row in rows(chart) if "kind" in row}
    # Of what is completed after today nothing is known; what is expected is.
    assert [day for day, kind in lines if kind == "completion"] == ["2026-04-01", "2026-05-01", "2026-06-30"]
    assert [day for day, kind in lines if kind == "expected"] == ["2026-04-01", "2026-05-01", "2026-06-30", "2026-09-01"]
    everything = portfolio(territory=["all"] * len(NODES)).groups(["territory"], as_of=AS_OF).to_pyarrow().to_pylist()[0]
    today = lines["2026-06-30", "completion"], lines["2026-06-30", "expected"]
    assert [row["shown"] for row in today] == [f"{everything[name]:.6f} %" for name in ("completion", "expected")]
    assert lines["2026-05-01", "completion"]["percent"] == float(mean([Decimal("33.333333"), Decimal(0), Decimal(0)]) or 0)
    assert heading(chart) == [
        "Completion over time, 1 Apr 2026 to 1 Sep 2026",
        "Mean of all plans",
        "The dotted line is 30 Jun 2026; what will be completed later is not known yet",
    ]
    assert {"completion", "expected", "27.8 %", "100 %"} <= set(texts(chart))
    assert any(layer["mark"]["type"] == "rule" for layer in chart.to_dict()["layer"])


def test_burn_up_without_today_draws_everything() -> None:
    chart = pictures.burn_up(portfolio(), [date(2026, 9, 1), date(2026, 4, 1)], CHANGES)
    assert [row["day"] for row in rows(chart) if row.get("kind") == "completion"] == ["2026-04-01", "2026-09-01"]
    assert not any(layer["mark"]["type"] == "rule" for layer in chart.to_dict()["layer"])


def test_burn_up_by_group_has_a_picture_for_each() -> None:
    chart = pictures.burn_up(portfolio(), [date(2026, 5, 1)], CHANGES, as_of=AS_OF, by="territory")
    given = {row["territory"]: row["completion"] for row in portfolio().groups(["territory"], as_of=AS_OF).to_pyarrow().to_pylist()}
    ends = {row["group"]: row["shown"] for row in rows(chart) if row.get("kind") == "completion" and row["day"] == "2026-06-30"}
    assert ends == {group: f"{value:.6f} %" for group, value in given.items() if value is not None}
    assert {"North (2 plans)", "T10 (1 plan)"} <= set(texts(chart))
    assert "2 of 3 groups are shown" in heading(pictures.burn_up(portfolio(), [AS_OF], CHANGES, by="territory", most=2))
    sized = portfolio(size=[3] * 4 + [1] * 7)
    chart = pictures.burn_up(sized, [AS_OF], CHANGES, by=["territory"], weight="size")
    assert [row["shown"] for row in rows(chart) if row.get("kind") == "completion"] == ["25.000000 %", "50.000000 %"]  # 33.333333 x 3 + 0 x 1, by 4
    assert heading(chart)[1] == "Mean of the plans of each group, weighted by size, furthest behind first"


def test_means_are_those_of_groups() -> None:
    assert mean([Decimal(75), Decimal("33.333333")]) == Decimal("54.166666")
    assert mean([]) is None


def test_the_calendar_counts_what_is_open() -> None:
    chart = pictures.due_calendar(portfolio(), AS_OF)
    cells = {row["day"]: row for row in rows(chart)}
    assert len(cells) == (12 + 1 + 26) * 7
    assert {day: (row["open"], row["kind"], row["weekday"]) for day, row in cells.items() if row["open"]} == {
        "29 Jun 2026": (2, "overdue", "Mon"),
        "3 Jul 2026": (1, "not yet due", "Fri"),
    }
    assert [day for day, row in cells.items() if row["today"]] == ["30 Jun 2026"]
    assert heading(chart) == [
        "Open actions by due date on 30 Jun 2026",
        "5 open actions, 2 overdue; the dashed frame is 30 Jun 2026",
        "Not drawn: 1 after 3 Jan 2027, 1 without a due date",
    ]
    assert {"Mon", "Sun", "week from Monday", "open actions, overdue, framed"} <= set(texts(chart))


def test_the_days_of_the_calendar_can_be_chosen() -> None:
    chart = pictures.due_calendar(portfolio(), AS_OF, first=date(2026, 7, 1), last=date(2026, 7, 1))
    assert [row["weekday"] for row in rows(chart)] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert sum(row["open"] for row in rows(chart)) == 3
    other = [row if row is None else datetime(row.year, row.month, row.day) for row in table()["due"].to_pylist()]
    named = kam.Portfolio(table(due=other).rename_columns([*COLUMNS[:5], "until", *COLUMNS[6:]]), settings=SETTINGS, names={"due": "until"})
    assert sum(row["open"] for row in rows(pictures.due_calendar(named, AS_OF, due="until"))) == 3
    many = [("P", f"n{place}", None, "open", None, AS_OF, "x", 1) for place in range(1500)]
    full = pictures.due_calendar(kam.Portfolio(table(many)), AS_OF, levels=["goal"])
    assert "1k" in texts(full)
    for far in (date.min, date.max):
        assert rows(pictures.due_calendar(portfolio(), far))


def test_the_map_of_health_says_how_many_of_how_many() -> None:
    chart = pictures.health_map(portfolio(), "tier", "territory", AS_OF)
    cells = {(row["down"], row["across"]): (row["bad"], row["all"], row["share"], row["shown"]) for row in rows(chart)}
    assert cells["1", "North"] == (1, 1, 1.0, "1 / 1")
    assert cells["2", "T10"] == (0, 1, 0.0, "0 / 1")
    assert cells["(none)", "T2"] == cells["1", "T10"] == (0, 0, None, "\u2013")
    # Rows and columns in the order of their names, and every pair of them.
    assert list(cells) == [(tier, territory) for tier in ("1", "2", "(none)") for territory in ("North", "T2", "T10")]
    assert heading(chart)[:2] == [
        "Plans at risk or off track by tier and territory on 30 Jun 2026",
        "2 of 3 plans with a health; in each cell how many of how many",
    ]
    assert {"1 / 1", "0 / 1", "\u2013", "North", "tier", "territory", "0%", "100%"} <= set(texts(chart))
    few = pictures.health_map(portfolio(), "tier", "territory", AS_OF, most=1)
    assert [row["shown"] for row in rows(few)] == ["1 / 1"]
    assert heading(few)[2] == "1 of 3 values of tier and 1 of 3 values of territory are shown, those with most plans at risk or off track"


@pytest.mark.parametrize(
    ("draw", "sentence"),
    [
        (lambda: pictures.completion_by(EMPTY, "territory", AS_OF), "There is no plan in this portfolio."),
        (lambda: pictures.burn_up(EMPTY, [AS_OF]), "There is no plan in this portfolio."),
        (lambda: pictures.burn_up(portfolio(), []), "There is no date to look at."),
        (lambda: pictures.burn_up(portfolio(status=["cancelled"] * len(NODES)), [AS_OF]), "No plan has a figure on these dates."),
        (lambda: pictures.due_calendar(EMPTY, AS_OF), "There is no open action in this portfolio."),
        (lambda: pictures.due_calendar(portfolio(), date(2020, 1, 1)), "No open action is due on these days."),
        (lambda: pictures.health_map(EMPTY, "tier", "territory", AS_OF), "There is no plan in this portfolio."),
        (lambda: pictures.health_map(portfolio(status=["cancelled"] * len(NODES)), "tier", "territory", AS_OF), "No plan has a health on this date."),
    ],
)
def test_without_data_there_is_a_sentence(draw: Any, sentence: str) -> None:
    assert sentence in texts(draw())


@pytest.mark.parametrize(
    ("draw", "error", "text"),
    [
        (lambda: pictures.completion_by(portfolio(), "territories", AS_OF), kam.errors.KamError, "did you mean `territory`"),
        (lambda: pictures.completion_by(portfolio(), "territory", "2026-06-30"), TypeError, "as_of"),  # type: ignore[arg-type]
        (lambda: pictures.completion_by(portfolio(), "territory", AS_OF, order="size"), kam.errors.InvalidValue, "`order` cannot be `size`"),  # type: ignore[arg-type]
        (lambda: pictures.completion_by(portfolio(), "territory", AS_OF, most=0), kam.errors.InvalidValue, "`most` cannot be `0`"),
        (lambda: pictures.completion_by(portfolio(), [], AS_OF), kam.errors.KamError, "by"),
        (lambda: pictures.burn_up(portfolio(), [AS_OF], CHANGES, by="size"), kam.errors.KamError, "size"),
        (lambda: pictures.burn_up(portfolio(), [AS_OF], CHANGES, weight="tier"), kam.errors.KamError, "weight"),
        (lambda: pictures.burn_up(portfolio(), [AS_OF], CHANGES.drop_columns(["on"])), kam.errors.InvalidTable, "`on`"),
        (lambda: pictures.due_calendar(portfolio(), AS_OF, last=date(2025, 1, 1)), kam.errors.InvalidValue, "it is before `first`"),
        (lambda: pictures.due_calendar(portfolio(), AS_OF, last=date(2036, 1, 1)), kam.errors.InvalidValue, "at most 106 weeks are drawn"),
        (lambda: pictures.due_calendar(portfolio(), AS_OF, levels=["gaol"]), kam.errors.KamError, "goal"),
        (lambda: pictures.health_map(portfolio(), "tier", "tier", AS_OF), kam.errors.InvalidValue, "name another one"),
    ],
)
def test_wrong_arguments_are_named(draw: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        draw()


def test_names_are_sorted_as_people_do() -> None:
    assert sorted(["T10", "t2", "T1", "(none)", "10", "9", ""], key=natural) == ["", "9", "10", "T1", "t2", "T10", "(none)"]
    assert [name(value) for value in (None, "", " a\nb ", 3, datetime(2026, 1, 2))] == ["(none)", "(empty)", "a b", "3", "2026-01-02"]


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def between(colours: tuple[str, str, str], share: float) -> str:
    begin, end = (colours[0], colours[1]) if share < 0.5 else (colours[1], colours[2])
    part = share * 2 if share < 0.5 else share * 2 - 1
    steps = [(int(begin[at : at + 2], 16), int(end[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(low + (high - low) * part):02x}" for low, high in steps)


@pytest.mark.parametrize("style", [LIGHT, DARK])
def test_everything_can_be_told_from_its_ground(style: Style) -> None:
    for text in (style.ink, style.quiet):
        assert contrast(text, style.ground) >= 4.5
    for mark in (*style.healths.values(), style.done):
        assert contrast(mark, style.ground) >= 3
    for scale in (style.counts, style.risks):
        for step in range(101):
            ink = "#ffffff" if step / 100 > WHITE_FROM else style.cell
            assert contrast(ink, between(scale, step / 100)) >= 4.5, (scale, step)


def test_a_picture_can_be_saved(tmp_path: Path) -> None:
    for dark in (False, True):
        chart = pictures.due_calendar(portfolio(), AS_OF, dark=dark)
        chart.save(str(tmp_path / "picture.png"))
        assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")
        chart.save(str(tmp_path / "picture.html"))
        assert "Open actions by due date" in (tmp_path / "picture.html").read_text(encoding="utf-8")


def test_without_the_library_it_is_said_what_to_install() -> None:
    code = "import importlib.util; importlib.util.find_spec = lambda name: None; import kam.pictures"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "kam.pictures needs `altair`, which is not installed; install it with: pip install altair vl-convert-python" in ended.stderr


def test_the_pictures_of_the_guide_are_as_they_are_made(tmp_path: Path) -> None:
    folder = TOP / "docs" / "pictures"
    subprocess.run([sys.executable, folder / "make.py", tmp_path], check=True)

    def written(file: Path) -> list[str]:
        return [element.text or "" for element in ElementTree.parse(file).iter() if element.tag.endswith("}text")]

    made = sorted(file.name for file in tmp_path.iterdir())
    assert made == sorted(file.name for file in folder.glob("*.svg"))
    for file in made:
        assert written(tmp_path / file) == written(folder / file), "run `make pictures`"
        assert (folder / file).stat().st_size < 60_000
    assert all(f"../pictures/{file}" in (TOP / "docs" / "guide" / "portfolio.md").read_text(encoding="utf-8") for file in made)


def test_a_column_of_a_table_is_plain_values() -> None:
    given = {
        "number": pa.array([1, None, 3], pa.uint64()),
        "share": pa.array([0.5, None, 1.0], pa.float32()),
        "amount": pa.array([Decimal("1.50"), None, Decimal(-2)], pa.decimal128(9, 2)),
        "day": pa.array([AS_OF, None, date(1, 1, 1)], pa.date32()),
        "day64": pa.array([AS_OF, None, date(9999, 12, 31)], pa.date64()),
        "moment": pa.array([datetime(2026, 1, 2, 3), None, datetime(1969, 1, 1)], pa.timestamp("ms")),
        "coded": pa.array(["a", None, "a"]).dictionary_encode(),
        "view": pa.array(["a", None, "b"], pa.string_view()),
        "large": pa.array(["a", None, "b"], pa.large_string()),
        "flag": pa.array([True, None, False]),
        "list": pa.array([["a"], None, []], pa.list_(pa.string())),
        "nothing": pa.nulls(3),
        "span": pa.array([timedelta(1), None, None], pa.duration("s")),
    }
    nodes = {"plan": ["A"] * 3, "node": ["a", "b", "c"], "parent": [None] * 3, "status": ["open"] * 3}
    back = kam.Portfolio(pa.table(nodes | given)).nodes()
    for column, array in given.items():
        if column != "span":
            assert back.column(column) == array.to_pylist(), column
    with pytest.raises(TypeError, match=r"`span` is of the type .*, which has no plain values here"):
        back.column("span")
    with pytest.raises(kam.errors.InvalidValue, match="the table has no such column; it has `plan`"):
        back.column("spam")
