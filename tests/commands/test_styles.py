"""The style sets that `papers init --style` writes: each builds its example, proven as the house's papers are."""

import re
from pathlib import Path

import openpyxl
import pytest

from cabinet_papers.files.shipped import HOUSE, list_styles
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
    document, *_ = room.documents()
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
    "the meetings of the tracker": ("tracker", r"Recommendations made by .*? concerning", "", "TPL010"),
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


# Everything that a matter may have at once.
WHOLE = """\
title: Street trees
concerning: the Trees Review
scrutiny: {body: Parks Panel, date: [2026-03-12, 2026-03-19]}
cabinet:
  date: 2026-04-15
  members: [{name: Councillor Oak, title: Cabinet Member for Parks}, Councillor Elm]
response:
  status: STATUS
  front_sheet: {Decision reference: CAB 14}
  introduction: |
    Cabinet is grateful to the Panel.
  closing: |
    Cabinet will report again in a year.
ADDEDtopics:
  - title: Planting
    concerning: the planting of trees
    member: Councillor Oak
    recommendations:
      - That the Council plants a hundred trees.
      - {text: That the Council sells the depot., exempt: 3}
      - {text: That the Council moves the nursery., withdrawn: The Panel has seen it since.}
      - {text: That the Council leases the yard., exempt_answer: 3}
  - title: Care
    scrutiny: {body: Care Group, date: 2026-03}
    recommendations:
      - {text: That the Council waters its trees., number: W1, member: Councillor Elm}
      - {text: That the Council weeds round them., answered_with: W1, member: Councillor Elm}
      - text: "That the Council:"
        member: Councillor Oak
        parts: [counts its trees;, publishes the count.]
"""
# A meaning of a decision for each, where the council has decisions; what is printed and what is not.
WORDS = {"tracker": ("Accepted", "Not accepted", "In progress"), "form": ("Agreed", "Not agreed", "Agreed in part"),
         "prose": ("", "", ""), "cover": ("Yes", "No", "In part")}  # fmt: skip
PRINTED = ("the planting of trees", "a hundred trees", "It plants fifty.", "seen it since", "W1", "It waters.",
           "See the answer to recommendation W1.", "counts its trees;", "It counts.", "publishes the count.",
           "Cabinet is grateful", "again in a year", "CAB 14", "Parks Panel", "Care Group")  # fmt: skip
ASKED = ("Recommendation", "Argymhelliad")
PRIVATE = ("depot", "It sells.", "It leases.")


def answer_whole(room: Room, words: tuple[str, str, str]) -> None:
    """Answer the sheets of the whole matter: the texts by a word of what is asked."""
    agreed, refused, other = words
    answers = {
        "hundred": (agreed, "It plants fifty."), "depot": (refused, "It sells."), "yard": (other, "It leases."),
        "waters": (agreed, "It waters."), "counts": (other, "It counts."), "publishes": (refused, "It waits."),
    }  # fmt: skip
    for path in (room.path / "data").rglob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        heading = next(row for row in sheet.iter_rows() if any(cell.value in ASKED for cell in row))
        at = {cell.value: cell.column for cell in heading}
        wording = next(at[each] for each in ASKED if each in at)
        comment = next(at[each] for each in ("Comment", "Progress", "Reply", "Sylw") if each in at)
        decision = next((at[each] for each in ("Agree?", "Response", "Cytuno?") if each in at), None)
        for row in sheet.iter_rows(min_row=heading[0].row + 1):
            asked = str(row[wording - 1].value)
            for key, (word, said) in answers.items():
                if key in asked:
                    sheet.cell(row[0].row, comment).value = said
                    sheet.cell(row[0].row, decision or comment).value = word if decision else said
            for own in ("Lead officer", "Officer responsible"):
                if own in at and any(key in asked for key in answers):
                    sheet.cell(row[0].row, at[own]).value = "Head of Parks"
            if "Done by" in at and any(key in asked for key in answers):
                sheet.cell(row[0].row, at["Done by"]).value = "1 May 2027"
        book.save(path)


def start_bare(begin: Room, style: str) -> Room:
    """Return the set without its example, for a council that has a name."""
    room = start(begin, style, "--bare")
    settings = (room.path / "papers.yaml").read_text("utf-8")
    room.write("papers.yaml", re.sub(r"^council:.*", "council: Westmere City Council", settings, flags=re.MULTILINE))
    return room


@pytest.mark.slow
@pytest.mark.parametrize("status", ["draft", "agreed"])
@pytest.mark.parametrize("style", STYLES)
def test_a_matter_with_everything_in_each_set(style: str, status: str, begin: Room) -> None:
    room = start_bare(begin, style)
    added = "  added: [That officers report back.]\n" if status == "agreed" else ""
    room.write("data/trees/recommendations.yaml", WHOLE.replace("STATUS", status).replace("ADDED", added))
    assert room.papers("sheet").exit_code == 0
    answer_whole(room, WORDS[style])
    built = room.papers("build", "--publish", "--html")
    assert built.exit_code == 0, built.stderr
    kinds = {"draft": "Draft Cabinet response", "agreed": "Cabinet response"}
    names = [name for name in room.documents() if kinds[status] in name]
    assert sorted(Path(name).parent.name for name in names) == ["exempt", "public", "trees"]
    for name in names:
        outline = read_outline(room.path / "output" / name)
        assert [each for each in PRINTED if each not in outline] == [], name
        shown = [each for each in PRIVATE if each in outline]
        assert shown == (list(PRIVATE) if "exempt/" in name else []), name
        assert ("That officers report back." in outline) is (status == "agreed")
        assert "Awaited" not in outline


@pytest.mark.slow
@pytest.mark.parametrize("style", ["prose", "tracker"])
def test_a_row_without_an_answer_is_not_published(style: str, begin: Room) -> None:
    """Where there are no decisions a reply is the answer, and what has none is awaited."""
    room = start_bare(begin, style)
    text = WHOLE.replace("STATUS", "draft").replace("ADDED", "")
    room.write("data/trees/recommendations.yaml", text)
    room.papers("sheet")
    answer_whole(room, WORDS[style])
    (path,) = (room.path / "data" / "trees").glob("*Elm.xlsx")
    path.unlink()
    built = room.papers("build", "--publish")
    assert re.findall(r"OUT012: .*?recommendation (\w+)", built.stderr) == ["W1"]
    assert not any("public/" in name for name in room.documents())


TITLE = r"\{\{ topic\.the_title \}\}"


def test_what_the_recommendations_concern_is_not_lost(begin: Room) -> None:
    """A template that prints titles alone is named with what it lacks; a council may leave that out on purpose."""
    room = start_bare(begin, "tracker")
    room.write("data/trees/recommendations.yaml", WHOLE.replace("STATUS", "agreed").replace("ADDED", ""))
    room.papers("sheet")
    answer_whole(room, WORDS["tracker"])
    edit_document(room.path / "templates" / "cabinet-response.docx", TITLE, "{{ topic.title }}")
    built = room.papers("build")
    assert (built.exit_code, "TPL010" in built.stderr, "topic.the_title" in built.stderr) == (0, True, True)
    settings = (room.path / "papers.yaml").read_text("utf-8")
    room.write("papers.yaml", settings + "\nleave_out: [concerning]\n")
    assert "TPL010" not in room.papers("build").stderr
    room.write("papers.yaml", settings)
    room.write("data/trees/recommendations.yaml", re.sub(r" *concerning: .*\n", "", WHOLE).replace("STATUS", "agreed")
               .replace("ADDED", ""))  # fmt: skip
    assert "TPL010" not in room.papers("build").stderr
