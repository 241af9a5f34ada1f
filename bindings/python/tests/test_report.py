"""The report as a page: whole, safe, readable, and with the figures of the library."""

from __future__ import annotations

import errno
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import kam
import pytest
from kam import report
from kam.report import charts, names, words

TOP = Path(__file__).resolve().parents[3]
EXAMPLE = TOP / "examples" / "data"
DAY = date(2026, 6, 30)
VOID = {"meta", "link", "br", "img", "input", "hr"}
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onload='alert(1)",
    "]]><svg/onload=alert(1)>",
    "&lt;b&gt; &amp; done",
    "{{ 7 * 7 }}{% raw %}",
    "back\\slash \\u0027] + datum['x'",
    "${1+1} `tick",
    "</style></title></svg><b>x",
    "e\u0301 \U0001f3e5 \u05d0\u05d1 \u202egnirts",
    "line one\nline two\ttab",
    "nul\x01bell\x07",
]


class Page(HTMLParser):
    """What a browser would make of the page: elements, attributes, texts; it complains of what is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, (tag, self.open[-3:])
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def content_of(folder: Path, **query: object) -> report.Content:
    return report.collect(kam.load_export(str(folder)), DAY, kam.DueQuery(**query))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def example() -> report.Content:
    return content_of(EXAMPLE)


@pytest.fixture(scope="module")
def text(example: report.Content) -> str:
    return report.page(example)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def hostile_export(folder: Path) -> Path:
    """Write an export in which every text that a person can type is one that wants to be more than text."""
    folder.mkdir()
    plans, tactics, actions = ["id,name__v,plan_tactic_progress__v"], ["id,name__v,account_plan__v,ownerid__v,plan_tactic_status__v"], []
    actions.append("id,name__v,account_plan__v,plan_tactic__v,assignee__v,action_item_status__v,start_date__v,due_date__v")
    for place, title in enumerate(HOSTILE):
        cell = quoted(title)
        plans.append(f"V4P{place},{cell},{quoted(title)}")
        for number in range(2):
            tactics.append(f"V4T{place}x{number},{cell},V4P{place},,pending__v")
            for action in range(3):
                status = "completed__v" if action == 0 else "pending__v"
                actions.append(f"V4I{place}x{number}x{action},{cell},V4P{place},V4T{place}x{number},<b>{place}</b>,{status},2026-05-01,2026-06-{10 + action}")
        actions.append(f"V4I{place}bad,{cell},V4P{place},V4T{place}x0,,{cell},,")
    for name, lines in (("account_plan__v", plans), ("plan_tactic__v", tactics), ("action_item__v", actions)):
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "<b>odd & file.csv").write_text("a\n", encoding="utf-8")
    return folder


def test_nothing_in_an_export_becomes_markup(tmp_path: Path) -> None:
    content = content_of(hostile_export(tmp_path / "hostile"))
    assert len(content.summaries) == len(HOSTILE)
    assert content.differences
    made = report.page(content)
    found = Page(made)
    tags = {tag for tag, _ in found.elements}
    assert not tags & {"script", "img", "iframe", "object", "embed", "link", "form", "input", "foreignobject"}
    assert not [name for _, attributes in found.elements for name in attributes if name.startswith("on")]
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e]", made)
    assert "49" not in found.text.partition("How the numbers are made")[2]
    for title in HOSTILE:
        assert words.one_line(title) in found.text, title


def test_titles_are_drawn_as_they_are(tmp_path: Path) -> None:
    content = content_of(hostile_export(tmp_path / "hostile"))
    drawn = set()
    for svg in re.findall(r"<svg.*?</svg>", report.page(content), flags=re.S):
        root = ElementTree.fromstring(svg)
        drawn |= {element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")}
    for title in HOSTILE:
        shown = words.one_line(title)
        assert any(label == shown or ("\u2026" in label and is_cut(label, shown)) for label in drawn), (title, drawn)


def is_cut(label: str, name: str) -> bool:
    first, _, last = label.partition("\u2026")
    return name.startswith(first) and name.endswith(last)


@pytest.mark.parametrize("room", [112, 230])
def test_names_that_are_cut_fit_and_can_be_told_apart(room: int) -> None:
    begin, end = "Rigshospitalet Copenhagen Cardiology Department ", " of the Northern Region in all of 2026"
    given = [
        "Short",
        begin + "2025",
        begin + "2026",
        begin + "A" + end,
        begin + "B" + end,
        "W" * 60 + "1",
        "W" * 60 + "2",
        "\u65e5" * 40 + "\u4e00",
        "\u65e5" * 40 + "\u4e8c",
    ]
    cut = names.fitted({str(place): name for place, name in enumerate(given)}, room)
    assert len(set(cut.values())) == len(given)
    assert all(names.width(text) <= room for text in cut.values()), cut
    assert cut["0"] == "Short" and cut["1"].endswith("2025") and cut["1"].startswith("Rigs")
    same = names.fitted({"a": begin + "2025", "b": begin + "2025"}, room)
    assert same["a"] == same["b"] == cut["1"]


def test_the_page_needs_nothing_but_itself(text: str, page: Page) -> None:
    links = {value for _, attributes in page.elements for name, value in attributes.items() if name in ("href", "src", "xlink:href", "action", "srcset")}
    assert links and all(link and link.startswith("#") for link in links)
    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
    assert {link[1:] for link in links if link} <= set(ids)
    assert [one for one, number in Counter(ids).items() if number > 1] == []
    assert not page.all("script") and not page.all("link") and not page.all("img")
    assert "@import" not in text and not re.search(r"url\((?!#)", text)
    addresses = set(re.findall(r"https?://[^\"' <)]+", text))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert len(text) < 400_000


def test_the_page_can_be_heard(page: Page) -> None:
    assert page.all("html")[0]["lang"] == "en"
    charts = page.all("svg")
    assert len(charts) == 8
    assert all(chart.get("role") == "img" and len(chart.get("aria-label") or "") > 30 for chart in charts)
    assert all(cell.get("scope") in ("col", "row") for cell in page.all("th"))
    labelled = {section.get("aria-labelledby") for section in page.all("section")}
    ids = {attributes.get("id") for _, attributes in page.elements}
    assert None not in labelled and labelled <= ids
    assert len(page.all("h1")) == 1 and len(page.all("main")) == 1 and len(page.all("title")) >= 1


def test_the_page_has_the_figures_of_the_library(example: report.Content, page: Page) -> None:
    rows = kam.load_export(str(EXAMPLE)).summaries(DAY)
    assert {row.plan for row in rows} == {row.plan for row in example.summaries}
    table = page.text.partition("All plans")[2].partition("What the CRM says, and why")[0].partition("All plans")[2]
    places = []
    for row in rows:
        place = table.index(row.plan)
        places.append((place, row.variance))
        behind = table[place + len(row.plan) :].split()
        assert behind[0] == words.percent(row.completion)
    order = [variance for _, variance in sorted(places) if variance is not None]
    assert order == sorted(order)
    for item in kam.load_export(str(EXAMPLE)).due(DAY)[:3]:
        assert item.node in page.text
    assert f"{sum(row.overdue for row in rows)} actions overdue" in page.text or f"actions overdue {sum(row.overdue for row in rows)}" in page.text


def test_the_explained_number_adds_up(example: report.Content, page: Page) -> None:
    one = example.explained
    assert one is not None and one.computed is not None
    assert sum(term.contribution for term in one.terms) == one.computed
    assert words.exact(one.completion) in page.text
    assert all(words.exact(term.contribution) in page.text for term in one.terms)


def test_defects_and_differences_are_in_it(example: report.Content, page: Page) -> None:
    assert len(example.differences) == 8 and len(example.defects) == 7
    for one in [*example.differences, *example.defects]:
        assert words.one_line(one.reason).replace("`", "") in "".join(page.texts), one.reason


def test_counts_are_shown_as_counts(tmp_path: Path) -> None:
    (tmp_path / "account_plan__v.csv").write_text("id,total_plan_tactics__v,completed_plan_tactics__v,progress__v\nP1,5,3,70\n", encoding="utf-8")
    tactics = "id,account_plan__v,plan_tactic_status__v\nT1,P1,completed__v\nT2,P1,pending__v\n"
    (tmp_path / "plan_tactic__v.csv").write_text(tactics, encoding="utf-8")
    content = content_of(tmp_path)
    assert {one.field: (one.imported, one.counted) for one in content.differences} == {
        "total_plan_tactics__v": ("5", 2),
        "completed_plan_tactics__v": ("3", 1),
        "progress__v": ("70", None),
    }
    cells = re.findall(r'<td data-label="(?:CRM says|its rule gives|by weight)" class="number">(.*?)</td>', report.page(content))
    assert sorted(zip(cells[::3], cells[1::3], cells[2::3], strict=True)) == [("3", "1", "\u2013"), ("5", "2", "\u2013"), ("70", "50.0\u00a0%", "50.0\u00a0%")]


def test_mistakes_are_told_by_what_they_are(tmp_path: Path, example: report.Content, page: Page) -> None:
    assert example.mistakes == "6 errors and 1 warning"
    assert "6 errors and 1 warning; 6 rows set aside whole" in page.text
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "expected.json").write_text("{}", encoding="utf-8")
    content = content_of(tmp_path)
    assert content.mistakes == example.mistakes and len(content.defects) == len(example.defects) + 1
    for file in tmp_path.glob("*.csv"):
        file.unlink()
    (tmp_path / "account_plan__v.csv").write_text("id\nP1\n", encoding="utf-8")
    content = content_of(tmp_path)
    assert content.mistakes == "" and "No row has a mistake." in Page(report.page(content)).text


def test_weeks_hold_every_dated_action(example: report.Content) -> None:
    dated = [item for item in example.due if item.due is not None]
    assert sum(number for _, _, number in example.weeks) == len(dated)
    assert all(monday.weekday() == 0 for monday, _, _ in example.weeks)
    assert sum(number for _, bucket, number in example.weeks if bucket == kam.DueBucket.OVERDUE) == example.total("overdue")


def test_the_picture_of_weeks_holds_every_dated_action(tmp_path: Path, example: report.Content) -> None:
    due = ["1999-12-31", "2024-01-01", "2026-02-08", "2026-02-09", "2026-06-29", "2026-06-30", "2026-10-25", "2026-10-26", "2031-01-01", ""]
    (tmp_path / "account_plan__v.csv").write_text("id,name__v\nP1,Plan\n", encoding="utf-8")
    actions = "".join(f"I{place},P1,pending__v,{day}\n" for place, day in enumerate(due))
    (tmp_path / "action_item__v.csv").write_text("id,account_plan__v,action_item_status__v,due_date__v\n" + actions, encoding="utf-8")
    content = content_of(tmp_path)
    drawn = charts.bars(content)
    assert sum(row["number"] for row in drawn.rows) == len(due) - 1
    assert sum(row["number"] for row in drawn.rows if row["kind"] == "overdue") == content.total("overdue") == 5
    assert (drawn.before, drawn.beside(drawn.before)) == ("before 9 Feb 2026", 3)
    assert (drawn.after, drawn.beside(drawn.after)) == ("from 26 Oct 2026 on", 2)
    made = report.page(content)
    assert "The first bar is all that was due before 9 Feb 2026. The last bar is all that is due from 26 Oct 2026 on. 1 open action without" in Page(made).text
    assert re.search(r"<text[^>]*>before 9 Feb 2026</text>", made) and re.search(r"<text[^>]*>from 26 Oct 2026 on</text>", made)
    assert sum(row["number"] for row in charts.bars(example).rows) == sum(item.due is not None for item in example.due)
    for day in (date.min, date.max):
        assert report.page(report.collect(content.export, day))


def test_what_is_overdue_on_other_levels_is_in_the_page(tmp_path: Path) -> None:
    (tmp_path / "account_plan__v.csv").write_text("id,name__v\nP1,Plan\n", encoding="utf-8")
    (tmp_path / "plan_tactic__v.csv").write_text("id,account_plan__v,plan_tactic_status__v,due_date__v\nT1,P1,pending__v,2026-01-01\n", encoding="utf-8")
    found = Page(report.page(content_of(tmp_path))).text
    assert "1 more is overdue on other levels: 1 of plan_tactic. kam report --levels plan_tactic,account_tactic,action_item shows all." in found
    found = Page(report.page(content_of(tmp_path, levels=["plan_tactic"]))).text
    assert "Of the level plan_tactic." in found and "Most urgent nodes" in found and "on other levels" not in found


def test_the_same_export_gives_the_same_page(text: str) -> None:
    assert report.page(content_of(EXAMPLE)) == text


def test_an_export_in_which_nothing_counts(tmp_path: Path) -> None:
    folder = tmp_path / "bare"
    folder.mkdir()
    (folder / "account_plan__v.csv").write_text("id,name__v\nV4P1,Bare\n", encoding="utf-8")
    found = Page(report.page(content_of(folder)))
    assert "No plan has a figure" in found.text
    assert "Nothing is overdue" in found.text
    (folder / "account_plan__v.csv").write_text("id,name__v\n", encoding="utf-8")
    assert "0 plans" in Page(report.page(content_of(folder))).text


def test_many_plans_stay_a_page(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    plans = "".join(f"V4P{number},Plan {number},2026-01-01,2026-12-31\n" for number in range(2000))
    nodes = "".join(f"V4I{number},Do it,V4P{number},{'completed__v' if number % 3 else 'pending__v'},2026-0{1 + number % 9}-15\n" for number in range(2000))
    (folder / "account_plan__v.csv").write_text("id,name__v,start_date__v,end_date__v\n" + plans, encoding="utf-8")
    (folder / "action_item__v.csv").write_text("id,name__v,account_plan__v,action_item_status__v,due_date__v\n" + nodes, encoding="utf-8")
    made = report.page(content_of(folder))
    found = Page(made)
    assert "1 940 more plans".replace(" ", words.grouped(1940)[1]) in found.text
    assert all(f">V4P{number}<" in made for number in (0, 999, 1999))
    assert len(made) < 3_000_000
    assert len(found.all("svg")) == 8
    assert "All plans, by how far they are behind or ahead" in found.text


def test_writing_makes_the_folder_and_replaces_whole(tmp_path: Path, example: report.Content, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "new" / "report.html"
    report.write(example, file)
    assert file.read_text(encoding="utf-8") == text
    file.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError("no")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(OSError, match="no"):
            report.write(example, file)
    assert file.read_text(encoding="utf-8") == "old"
    assert [path.name for path in file.parent.iterdir()] == ["report.html"]
    report.write(example, file)
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("module", ["altair", "vl_convert", "jinja2"])
def test_without_its_libraries_it_says_what_to_install(module: str, tmp_path: Path) -> None:
    code = f"import sys; sys.modules[{module!r}] = None; from kam.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "report", str(EXAMPLE), "--as-of", "2026-06-30"]
    result = subprocess.run([*command, "--html", str(tmp_path / "x.html")], capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "pip install altair vl-convert-python jinja2" in result.stderr
    assert "Traceback" not in result.stderr
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_page_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    command = [sys.executable, "-m", "kam.cli", "report", str(EXAMPLE), "--as-of", "2026-06-30", "--html", str(tmp_path / "file" / "x.html")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    place = tmp_path / "file"
    assert f"cannot write `{place / 'x.html'}`: `{place}` is a file, and a folder is needed there" in result.stderr
    assert "Traceback" not in result.stderr
    (tmp_path / "folder").mkdir()
    command[-1] = str(tmp_path / "folder")
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stderr.strip() == f"error: cannot write `{tmp_path / 'folder'}`: it is a folder; name a file in it"
    assert list((tmp_path / "folder").iterdir()) == []


def test_an_error_names_the_page_and_no_other_file(tmp_path: Path, example: report.Content, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left", "else")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no space left") as raised:
        report.write(example, tmp_path / "x.html")
    assert raised.value.filename == str(tmp_path / "x.html")


def colours(mode: str) -> dict[str, str]:
    style = (files("kam.report") / "page.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", style.partition("@media")[0]))
    dark = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", style.partition("prefers-color-scheme: dark")[2].partition("}")[0]))
    return light if mode == "light" else {**light, **dark}


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_text_can_be_read(mode: str) -> None:
    known = colours(mode)
    for ink in ("ink", "quiet", "link", "off", "risk", "on", "none"):
        for ground in ("page", "panel"):
            assert contrast(known[ink], known[ground]) >= 4.5, (ink, ground)


def test_every_colour_of_a_chart_has_a_dark_one(text: str) -> None:
    style = (files("kam.report") / "page.css").read_text(encoding="utf-8")
    used = {(name, colour) for svg in re.findall(r"<svg.*?</svg>", text, flags=re.S) for name, colour in re.findall(r'(fill|stroke)="(#[0-9a-f]{6})"', svg)}
    assert used
    for name, colour in used:
        assert f'[{name}="{colour}"]' in style, (name, colour)


def test_the_export_is_only_read(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(EXAMPLE, copy)
    before = {path.name: path.read_bytes() for path in copy.iterdir()}
    report.page(content_of(copy))
    assert {path.name: path.read_bytes() for path in copy.iterdir()} == before
