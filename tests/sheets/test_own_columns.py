"""Columns of a council's own: asked in the sheet and the Word form, read by what they hold, printed, never lost."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cabinet_papers.excel.workbook import read_workbook
from cabinet_papers.matter.columns import RESERVED
from cabinet_papers.papers.views import ActionView, RecommendationView
from cabinet_papers.sheets.own_column import is_figure
from tests.conftest import Room
from tests.drawing import draw_workbook
from tests.outline import read_outline
from tests.packages import edit_document

MATTER = """\
title: Trees
scrutiny: {body: Environment Panel, date: 2026-03-03}
cabinet: {members: [{name: Councillor Rose Quay, title: Leader}]}
RESPONSErecommendations:
  - {text: That the Council plants a hundred trees., ref: T-1}
  - {text: That it waters the trees each summer., ref: T-2}
"""
COLUMNS = """\
council: Eastmere
response_columns:
  - number
  - ref
  - member
  - recommendation
  - {heading: "Accepted?", kind: decision}
  - {heading: Cabinet's reasons, kind: comment}
  - {heading: Priority, choices: [High, Low], needed: agreed}
  - {heading: Done by, kind: date}
  - {heading: Cost, kind: money}
  - {heading: Trees, kind: figure}
  - {heading: Officer, kind: person, needed: yes}
  - {heading: Cleared by, kind: person, print: no}
leave_out: [ref, member]
"""
HEADINGS = ["No.", "Ref.", "Cabinet Member", "Recommendation", "Accepted?", "Cabinet's reasons", "Priority", "Done by",
            "Cost", "Trees", "Officer", "Cleared by", "Reference"]  # fmt: skip


@pytest.fixture
def own(room: Room) -> Room:
    """Return a workspace of a council with columns of its own, and templates that have its headings."""
    room.write("papers.yaml", COLUMNS)
    room.write("data/trees/recommendations.yaml", MATTER.replace("RESPONSE", ""))
    for name in ("draft-response.docx", "cabinet-response.docx"):
        edit_document(room.path / "templates" / name, "Agree\\?<", "Accepted?<")
        edit_document(room.path / "templates" / name, ">Comment<", ">Cabinet's reasons<")
    return room


def open_sheet(room: Room, name: str = "responses.xlsx") -> tuple[openpyxl.Workbook, Worksheet, int]:
    """Return the workbook, its table's worksheet and the row of the headings."""
    book = openpyxl.load_workbook(room.path / "data" / "trees" / name)
    sheet = book["Responses"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return book, sheet, next(at for at, row in enumerate(rows, 1) if row[0] == "No." or "Recommendation" in row)


def fill_in(room: Room, **texts: list[object]) -> None:
    """Type the texts below the headings, a row each."""
    book, sheet, heading = open_sheet(room)
    places = {cell.value: cell.column for cell in sheet[heading]}
    for name, values in texts.items():
        for row, value in enumerate(values, heading + 1):
            sheet.cell(row, places[name.replace("_", " ")]).value = value
    book.save(room.path / "data" / "trees" / "responses.xlsx")


def find_in(room: Room, command: str) -> list[dict[str, Any]]:
    """Return the findings of the command."""
    found: list[dict[str, Any]] = json.loads(room.papers(command, "--format", "json").stdout)
    return found


def draft(room: Room) -> str:
    return read_outline(room.path / "output" / "trees" / "Appendix A - Draft Cabinet response - Trees.docx")


def test_the_sheet_has_the_columns_with_what_each_is_for(own: Room) -> None:
    assert own.papers("sheet").exit_code == 0
    _, sheet, heading = open_sheet(own)
    assert [cell.value for cell in sheet[heading]][: len(HEADINGS)] == HEADINGS
    first = [sheet.cell(heading + 1, at).value for at in (1, 2, 3)]
    assert first == [1, "T-1", "Councillor Rose Quay"]
    offered = {
        str(each.sqref).split(":")[0][0]: (each.type, each.formula1, each.promptTitle)
        for each in sheet.data_validations.dataValidation
    }
    assert offered["E"] == ("list", '"Yes,No,In part"', "Accepted?")
    assert offered["G"] == ("list", '"High,Low"', "Priority")
    assert [offered[each][2] for each in "FHIJKL"] == [
        "Cabinet's reasons", "Done by", "Cost", "Trees", "Officer", "Cleared by"
    ]  # fmt: skip
    assert sheet.cell(heading + 1, 9).number_format == "£#,##0.00"
    assert {sheet.cell(heading + 1, at).number_format for at in (8, 10)} == {"General"}
    how_to = [cell.value for row in open_sheet(own)[0]["How to"].iter_rows() for cell in row if cell.value]
    assert not [text for text in how_to if "Agree?" in str(text) or re.search(r"under Comment\b", str(text))]


def test_what_is_answered_is_printed_in_its_column(own: Room) -> None:
    own.papers("sheet")
    fill_in(own, **{"Accepted?": ["Yes", "No"], "Cabinet's reasons": ["It will.", "It rains."],
                    "Priority": ["high", None], "Done by": ["March 2027", None], "Cost": [1200, None],
                    "Trees": [100, None], "Officer": ["Head of Parks"] * 2, "Cleared by": ["Legal"] * 2})  # fmt: skip
    built = own.papers("build")
    assert (built.exit_code, re.findall(r"[A-Z]{3}\d{3}", built.stderr)) == (0, [])
    printed = draft(own)
    for text in ("| High", "| March 2027", "| £1,200.00", "| 100", "| Head of Parks", "| Accepted?"):
        assert text in printed, text
    assert "Legal" not in printed
    assert "Cleared by" not in printed


@pytest.mark.parametrize(
    ("heading", "typed", "code"),
    [
        ("Priority", "Urgent", "RES033"),
        ("Cost", "tbd by Finance", "RES033"),
        ("Trees", "many", "RES033"),
        ("Done by", "05/06/2027", "XLS026"),
        ("Officer", None, "RES035"),
    ],
)
def test_what_does_not_fit_its_column_is_reported_there(heading: str, typed: str | None, code: str, own: Room) -> None:
    own.papers("sheet")
    values: dict[str, list[object]] = {
        "Accepted?": ["Yes", "No"], "Cabinet's reasons": ["It will.", "It rains."], "Priority": ["High", None],
        "Officer": ["Head of Parks"] * 2,
    }  # fmt: skip
    fill_in(own, **{**values, heading: [typed, *values.get(heading, [None, None])[1:]]})
    (found,) = [each for each in find_in(own, "check") if each["code"] == code]
    assert (found["sheet"], found["recommendation"]) == ("Responses", 1)


def test_a_column_that_is_needed_stops_an_agreed_response(own: Room) -> None:
    own.papers("sheet")
    fill_in(own, **{"Accepted?": ["Yes", "No"], "Cabinet's reasons": ["It will.", "It rains."]})
    own.write("data/trees/recommendations.yaml", MATTER.replace("RESPONSE", "response: {status: agreed}\n"))
    errors = [(each["code"], each["recommendation"]) for each in find_in(own, "build") if each["severity"] == "error"]
    assert errors == [("RES035", 1), ("RES035", 2)]
    assert own.documents() == []


def test_the_word_form_asks_the_same_and_is_read_the_same(own: Room) -> None:
    own.papers("sheet")
    fill_in(own, **{"Accepted?": ["Yes", "No"], "Cabinet's reasons": ["It will.", "It rains."],
                    "Priority": ["Low", None], "Cost": ["£900", None], "Officer": ["Head of Parks"] * 2})  # fmt: skip
    own.papers("build")
    from_sheet = draft(own)
    assert own.papers("sheet", "--word").exit_code == 0
    (own.path / "data" / "trees" / "responses.xlsx").unlink(missing_ok=True)
    built = own.papers("build")
    assert (built.exit_code, re.findall(r"[A-Z]{3}\d{3}", built.stderr)) == (0, [])
    assert draft(own) == from_sheet


def test_answers_move_to_the_new_columns_and_none_is_lost(room: Room) -> None:
    """A sheet that went out in the house's columns comes back after the council has chosen its own."""
    room.write("data/trees/recommendations.yaml", MATTER.replace("RESPONSE", ""))
    room.write("papers.yaml", "council: Eastmere\nresponse_columns: [Action]\n")
    room.papers("sheet")
    fill_in(room, **{"Agree?": ["Yes", "No"], "Comment": ["It will.", "It rains."], "Action": ["Order them.", None]})
    room.write("papers.yaml", COLUMNS)
    assert room.papers("sheet").exit_code == 0
    _, sheet, heading = open_sheet(room)
    places = {cell.value: cell.column for cell in sheet[heading]}
    row = {name: sheet.cell(heading + 1, at).value for name, at in places.items()}
    assert (row["Accepted?"], row["Cabinet's reasons"], row["Action"]) == ("Yes", "It will.", "Order them.")


def test_a_comment_is_an_answer_where_there_is_no_decision(room: Room) -> None:
    room.write("papers.yaml", "council: Eastmere\nresponse_columns: [number, recommendation, comment]\n")
    room.write("data/trees/recommendations.yaml", MATTER.replace("RESPONSE", "response: {status: agreed}\n"))
    room.papers("sheet")
    fill_in(room, Comment=["It will.", "It rains."])
    assert [each["code"] for each in find_in(room, "build") if each["severity"] == "error"] == ["TPL013"]
    cell = r"<w:tc>(?:(?!</w:tc>).)*{}(?:(?!</w:tc>).)*</w:tc>"
    template = room.path / "templates" / "cabinet-response.docx"
    edit_document(template, cell.format(r"Agree\?"), "")
    edit_document(template, cell.format(r"row\.decision"), "")
    built = room.papers("build")
    assert (built.exit_code, re.findall(r"[A-Z]{3}\d{3}", built.stderr)) == (0, [])
    assert "Awaited" not in read_outline(room.path / "output" / "trees" / "Cabinet response - Trees.docx")


def test_a_decision_is_reported_where_the_column_was_taken_away(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER.replace("RESPONSE", ""))
    drawing = (
        "[Responses]\nNo. | Recommendation | Agree? | Comment\n1 | That the Council plants a hundred trees. | No | \n"
    )
    draw_workbook(drawing, room.path / "data" / "trees" / "responses.xlsx")
    room.write("papers.yaml", "council: Eastmere\nresponse_columns: [recommendation, comment]\n")
    found = [each for each in find_in(room, "check") if each["severity"] == "error"]
    assert [(each["code"], each["cell"]) for each in found] == [("RES034", "C2")]


def test_a_matter_has_its_own_columns(room: Room) -> None:
    own = "response:\n  columns: [Action, {heading: Ward}]\n"
    room.write("data/trees/recommendations.yaml", MATTER.replace("RESPONSE", own))
    room.write("data/hedges/recommendations.yaml", MATTER.replace("RESPONSE", "").replace("Trees", "Hedges"))
    room.papers("sheet")
    fill_in(room, **{"Agree?": ["Yes", "No"], "Comment": ["It will.", "It rains."], "Ward": ["Fenside", "All"]})
    # By its name in a template that is for the other matter too.
    edit_document(room.path / "templates" / "draft-response.docx", r"\{\{p row\.comment \}\}", "{{p row.ward }}")
    assert "TPL007" in room.papers("build", "trees").stderr
    edit_document(room.path / "templates" / "draft-response.docx", r"\{\{p row\.ward \}\}", "{{p row.comment }}")
    assert room.papers("build").exit_code == 0
    assert "| Fenside" in draft(room)
    _, sheet, heading = open_sheet(room, "../hedges/responses.xlsx")
    assert "Ward" not in [cell.value for cell in sheet[heading]]


BAD = {
    "an unknown word": ("[Owner]", "YML011"),
    "part of the table": ("[comment, Action]", "YML011"),
    "nothing to answer in": ("[number, recommendation]", "YML011"),
    "a heading twice": ("[{heading: Cost}, {heading: cost}]", "YML002"),
    "a name twice": ("[{heading: Cost}, {heading: Price, name: cost}]", "YML002"),
    "two comments": ("[recommendation, comment, {heading: Why, kind: comment}]", "YML002"),
    "a name that is taken": ("[{heading: Text}]", "YML011"),
    "a name that no template can have": ("[{heading: Cost, name: my cost}]", "YML011"),
    "no heading": ("[{kind: date}]", "YML005"),
    "an unknown kind": ("[{heading: Cost, kind: sum}]", "YML011"),
    "choices of a date": ("[{heading: Cost, kind: date, choices: [a, b]}]", "YML011"),
    "a choice twice": ("[{heading: Cost, choices: [High, high]}]", "YML002"),
    "a decision that is not printed": ("[recommendation, {kind: decision, print: no}]", "YML011"),
    "the heading of the hidden column": ("[{heading: reference, name: own}]", "YML011"),
    "the heading of Comment": ("[{heading: Comment, name: own}]", "YML011"),
    "the name of the hidden column": ("[{heading: About row, name: about_row}]", "YML011"),
    "a heading that no sheet would be read by": (f"[{{heading: {'Long' * 20}}}]", "YML011"),
    "an unknown key": ("[{heading: Cost, width: 3}]", "YML003"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_mistake_in_the_list_is_a_finding(name: str, room: Room) -> None:
    columns, code = BAD[name]
    room.write("papers.yaml", f"council: Eastmere\nresponse_columns: {columns}\n")
    (found,) = [each for each in find_in(room, "check") if each["file"] == "papers.yaml"]
    assert (found["code"], found["line"]) == (code, 2), found


def test_a_plans_columns_are_printed_and_can_be_needed(room: Room) -> None:
    room.write("papers.yaml", "council: Eastmere\nplan_columns: [{heading: Outcome, needed: yes}, {heading: Cost}]\n")
    plan = "title: Streets\npriorities: [{name: P, actions: [{text: Paint., outcome: Seen., cost: 5}, Light.]}]\n"
    room.write("data/streets/action-plan.yaml", plan)
    found = find_in(room, "check")
    assert [(each["code"], each["file"], each["line"]) for each in found] == [
        ("RES035", "data/streets/action-plan.yaml", 2)
    ]


def test_the_names_of_own_columns_are_listed_for_templates(own: Room) -> None:
    listed = own.papers("templates").stdout
    assert "{{p row.done_by }}" in listed
    assert "row.cleared_by" not in listed
    edit_document(own.path / "templates" / "draft-response.docx", r"\{\{p cell \}\}", "{{p row.done_bye }}")
    assert "done_by" in own.papers("templates", "check").stderr


def test_libreoffice_opens_the_sheet(own: Room, libreoffice: Callable[[Path, str, Path], Path], tmp_path: Path) -> None:
    own.papers("sheet")
    saved = libreoffice(own.path / "data" / "trees" / "responses.xlsx", "ods", tmp_path)
    workbook, _ = read_workbook(saved, saved.name)
    assert workbook is not None
    texts = {cell.text for sheet in workbook.worksheets for cell in sheet.cells}
    assert {*HEADINGS, "Answered 0 of 2"} <= texts


def test_no_own_name_is_that_of_something_else_in_a_row() -> None:
    """A council's own column cannot take the name of what templates print of a row, or of a tuple's own methods."""
    fields = {*RecommendationView._fields, *ActionView._fields} - {
        "service",
        "by",
        "notes",
        "number",
        "text",
        "further",
    }
    methods = {name for name in dir(tuple) if not name.startswith("_")}
    assert fields | methods <= RESERVED


FIGURES = (
    "1,200",
    "£1.2m",
    "-40%",
    "between 5 and 7",
    "nil",
    "about 20",
    "£12,000 a year",
    "1 200",
    "3-4",
    "£5k per ward",
)
WORDS = ("many", "tbc", "see above", "5 trees", "£")


def test_what_is_a_figure() -> None:
    assert [each for each in FIGURES if not is_figure(each)] == []
    assert [each for each in WORDS if is_figure(each)] == []


@pytest.mark.parametrize("text", ["1" * 60 + "x", "1 " * 30 + "x", "£" * 60, "1 to " * 12, "about " * 10, "9" * 30_000])
def test_a_long_text_is_no_figure(text: str) -> None:
    """Tried in every way in which it could be one, it would never end."""
    assert not is_figure(text)
