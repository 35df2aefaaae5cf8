"""The style sets that `papers init --style` writes: each builds its example, proven as the house's papers are."""

import re
from pathlib import Path

import pytest

from cabinet_papers.commands.start import HOUSE, list_styles
from tests.conftest import ROOT, Room
from tests.outline import read_outline
from tests.packages import edit_document

STYLES = [each for each in list_styles() if each != HOUSE]
ROWS = {"tracker": "landscape", "form": "Recommendation R1", "prose": "1. That the Council", "cover": "Background"}


@pytest.fixture
def begin(tmp_path: Path) -> Room:
    return Room(tmp_path)


def start(begin: Room, style: str, *options: str) -> Room:
    assert begin.papers("init", style, "--style", style, *options).exit_code == 0
    return Room(begin.path / style)


def test_the_sets_are_drawn_as_the_tool_says() -> None:
    from tools.draw_styles import STYLES as FOLDER
    from tools.draw_styles import draw, draw_sheets

    for name, content in {**draw(), **draw_sheets()}.items():
        assert (FOLDER / name).read_bytes() == content, f"run tools/draw_styles.py: {name} is out of step"


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_a_set_builds_its_example_without_a_finding(style: str, begin: Room) -> None:
    room = start(begin, style)
    assert room.papers("templates", "check").exit_code == 0
    built = room.papers("build", "--html", "--strict")
    assert (built.exit_code, re.findall(r"[A-Z]{3}\d{3}", built.stderr)) == (0, [])
    (document,) = room.documents()
    assert ROWS[style] in read_outline(room.path / "output" / document)
    page = (room.path / "output" / document).with_suffix(".html").read_text(encoding="utf-8")
    assert style != "cover" or {"1.1", "1.2", "2.1"} <= set(re.findall(r"\d\.\d", page))
    sheets = list((room.path / "data").rglob("*.xlsx"))
    before = [path.read_bytes() for path in sheets]
    assert room.papers("sheet").exit_code == 0
    assert [path.read_bytes() for path in sheets] == before


@pytest.mark.parametrize("style", STYLES)
def test_a_set_is_few_lines_and_one_design(style: str) -> None:
    lines = (ROOT / "templates" / "styles" / style / "papers.yaml").read_text(encoding="utf-8").splitlines()
    names = {path.name for path in (ROOT / "templates" / "styles" / style / "templates").iterdir()}
    assert len(lines) <= 5
    assert names in ({"scrutiny-report.docx"}, {"draft-response.docx", "cabinet-response.docx"})


@pytest.mark.parametrize("style", STYLES)
def test_a_set_without_the_example(style: str, begin: Room) -> None:
    room = start(begin, style, "--bare")
    assert [path.name for path in (room.path / "data").iterdir()] == [".schemas"]
    lines = (ROOT / "templates" / "styles" / style / "papers.yaml").read_text(encoding="utf-8")
    assert lines.splitlines()[0] in (room.path / "papers.yaml").read_text(encoding="utf-8").splitlines()


def test_another_name_is_refused_with_those_that_there_are(begin: Room) -> None:
    ran = begin.papers("init", "papers", "--style", "trackers")
    assert ran.exit_code == 2
    assert all(each in ran.stderr for each in STYLES)


LOST = {
    "a decision of a form": ("form", r"\{\{ row\.decision \}\}", "", "TPL007"),
    "the reasons of a form": ("form", r"\{\{p row\.comment \}\}", "", "TPL007"),
    "the reasons of the tracker": ("tracker", r"\{\{p row\.comment \}\}", "", "TPL007"),
    "the meetings of the tracker": ("tracker", r": \{\{ topic\.body \}\}, \{\{ topic\.date \}\}", "", "TPL010"),
    "a column of a form": ("form", r"\{\{p cell \}\}", "", "TPL010"),
    "a reply": ("prose", r"\{\{p row\.comment \}\}", "", "TPL007"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LOST)
def test_what_is_lost_in_a_set_is_found(name: str, begin: Room) -> None:
    style, old, new, code = LOST[name]
    room = start(begin, style)
    edit_document(room.path / "templates" / "cabinet-response.docx", old, new)
    assert code in room.papers("build").stderr


EXCHANGED = {
    "the reasons of the first form are those of the second": (
        "form", r"\{\{p row\.comment \}\}", "{{p topic.recommendations[1].comment }}",
    ),
    "a decision of the tracker is another's": (
        "tracker", r"\{\{ row\.decision \}\}", "{{ topic.recommendations[0].decision }}",
    ),
    "a reply is another's": ("prose", r"\{\{p row\.comment \}\}", "{{p topic.recommendations[0].comment }}"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", EXCHANGED)
def test_what_is_exchanged_in_a_set_is_found(name: str, begin: Room) -> None:
    style, old, new = EXCHANGED[name]
    room = start(begin, style)
    edit_document(room.path / "templates" / "cabinet-response.docx", old, new)
    assert room.papers("build").exit_code == 1
    assert room.documents() == []
