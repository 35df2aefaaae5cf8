"""Response sheets: what they ask, and that no answer is lost when they are written again."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from cabinet_papers.sheets.reference import find_reference
from tests.conftest import Room
from tests.outline import read_outline

MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {members: [{name: Councillor Oak, title: Cabinet Member for Parks}, {name: Councillor Elm}]}
response: {due: 2026-03-10}
recommendations:
  - That the Council plants a hundred trees.
  - =That the Council waters them.
"""


def write(room: Room, matter: str = MATTER) -> list[str]:
    room.write("data/trees/recommendations.yaml", matter)
    result = room.papers("sheet")
    assert result.exit_code == 0, result.stderr
    return [Path(line).name for line in result.stdout.splitlines()]


def rows(path: Path, sheet: str = "Responses") -> list[tuple[object, ...]]:
    """Return the rows that say something, without the hidden references."""
    return [
        tuple(None if find_reference(str(value)) else value for value in row)[:4]
        for row in openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
        if any(row)
    ]


def fill_in(path: Path, edit: Callable[[Worksheet], None]) -> None:
    book = openpyxl.load_workbook(path)
    edit(book["Responses"])
    book.save(path)


def row_of(sheet: Worksheet, number: int) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == number)


def test_a_sheet_says_who_is_asked_and_by_when(room: Room) -> None:
    assert write(room) == ["responses.xlsx"]
    shown = rows(room.path / "data/trees/responses.xlsx")
    first = [row[0] for row in shown]
    assert first[:3] == [
        "Response sheet: Street Trees",
        "Recommendations of the Scrutiny Committee, 03 March 2026",
        "For: Councillor Oak, Cabinet Member for Parks; Councillor Elm. Please return it by 10 March 2026.",
    ]
    assert str(first[3]).startswith('="Answered "&')
    assert shown[-3:] == [
        ("No.", "Recommendation", "Agree?", "Comment"),
        (1, "That the Council plants a hundred trees.", None, None),
        (2, "=That the Council waters them.", None, None),
    ]


def test_text_is_never_a_formula(room: Room) -> None:
    write(room)
    sheet = openpyxl.load_workbook(room.path / "data/trees/responses.xlsx")["Responses"]
    cell = sheet.cell(row_of(sheet, 2), 2)
    assert (cell.value, cell.data_type) == ("=That the Council waters them.", "s")


def test_the_decisions_are_offered(room: Room) -> None:
    write(room)
    sheet = openpyxl.load_workbook(room.path / "data/trees/responses.xlsx")["Responses"]
    validation, typed = sheet.data_validations.dataValidation
    row = row_of(sheet, 1)
    if validation.type is None:
        validation, typed = typed, validation
    assert str(typed.sqref) == f"D{row}:D{row + 1}"
    assert validation.prompt == ("Choose Yes, No or In part. Alt+Down shows the list. Give the reasons under Comment.")
    assert typed.prompt == (
        "Alt+Enter begins a new line.\nA hyphen and a space begin a bullet.\n"
        "Double-click the cell before you paste: then all of it goes into this one cell."
    )
    assert (validation.formula1, str(validation.sqref)) == ('"Yes,No,In part"', f"C{row}:C{row + 1}")
    assert validation.error == "Choose Yes, No or In part. What else there is to say goes under Comment."
    assert not sheet.protection.sheet


def test_a_second_run_leaves_a_good_sheet_alone(room: Room) -> None:
    write(room)
    path = room.path / "data/trees/responses.xlsx"
    fill_in(path, lambda sheet: sheet.cell(row_of(sheet, 1), 3, "Yes"))
    before = path.read_bytes()
    assert write(room) == []
    assert path.read_bytes() == before


def test_the_same_sheet_has_the_same_bytes(room: Room) -> None:
    write(room)
    path = room.path / "data/trees/responses.xlsx"
    before = path.read_bytes()
    path.unlink()
    write(room)
    assert path.read_bytes() == before


def test_answers_are_kept_when_recommendations_change(room: Room) -> None:
    """Reordered, reworded, gained and lost: each answer stays with its words, or on a worksheet of its own."""
    three = MATTER + "  - That the Council prunes them in winter.\n"
    write(room, three)
    path = room.path / "data/trees/responses.xlsx"

    def answer(sheet: Worksheet) -> None:
        sheet.cell(row_of(sheet, 1), 3, "Yes")
        bold = TextBlock(InlineFont(b=True), "hundred")
        sheet.cell(row_of(sheet, 1), 4).value = CellRichText("A ", bold, "\n[Table: Costs]")
        sheet.cell(row_of(sheet, 2), 3, "No")
        sheet.cell(row_of(sheet, 2), 4, "It rains.")
        sheet.cell(row_of(sheet, 3), 3, "In part")
        sheet.cell(row_of(sheet, 3), 4, "Some.")
        costs = sheet.parent.create_sheet("Costs")
        costs.append(["Tree", "Cost"])
        costs.append(["Oak", 100])

    fill_in(path, answer)
    returned = path.read_bytes()
    assert write(room, MATTER.split("  - That")[0] + (
        "  - That the Council counts them.\n  - That the Council prunes them in the winter.\n"
        "  - That the Council plants a hundred trees.\n"
    )) == ["responses.xlsx"]  # fmt: skip
    shown = rows(path)
    assert shown[-3:] == [
        (1, "That the Council counts them.", None, None),
        (2, "That the Council prunes them in the winter.", "In part", "Some."),
        (3, "That the Council plants a hundred trees.", "Yes", "A hundred\n[Table: Costs]"),
    ]
    assert rows(path, "Answers kept")[1:] == [(2, "=That the Council waters them.", "No", "It rains.")]
    assert rows(path, "Costs") == [("Tree", "Cost"), ("Oak", 100)]
    (earlier,) = (room.path / "data/trees/earlier sheets").iterdir()
    assert earlier.read_bytes() == returned


def test_a_sheet_may_be_written_again_and_again(room: Room) -> None:
    """Each time a recommendation with an answer goes; both answers are kept, and what was hidden stays hidden."""
    names = ("plants a hundred trees", "waters them daily", "prunes every elm in winter")
    texts = [f"  - That the Council {name}.\n" for name in names]
    head = MATTER.split("  - That")[0]
    write(room, head + "".join(texts))
    path = room.path / "data/trees/responses.xlsx"

    def answer(sheet: Worksheet) -> None:
        for number in (1, 2, 3):
            sheet.cell(row_of(sheet, number), 3, "Yes")
        sheet.cell(row_of(sheet, 1), 4, "[Table: A worksheet with a name of thirty-one]")
        sheet.cell(row_of(sheet, 3), 6, "a stray note")
        costs = sheet.parent.create_sheet("Costs")
        costs.append(["Oak", 1])
        costs.append(["SECRET", 2])
        costs.row_dimensions[2].hidden = True
        sheet.parent.create_sheet("Private").append(["SECRET"])
        sheet.parent["Private"].sheet_state = "hidden"

    fill_in(path, answer)
    for left in (texts[1:], texts[2:]):
        assert write(room, head + "".join(left)) == ["responses.xlsx"]
    book = openpyxl.load_workbook(path)
    assert (book["Private"].sheet_state, book["Costs"].row_dimensions[2].hidden) == ("hidden", True)
    kept = [row[1] for name in book.sheetnames if name.startswith("Answers kept") for row in rows(path, name)]
    assert "That the Council plants a hundred trees." in kept
    assert "That the Council waters them daily." in kept
    earlier = sorted((room.path / "data/trees/earlier sheets").iterdir())
    assert len(earlier) == 2
    first = openpyxl.load_workbook(earlier[0] if "2.xlsx" not in earlier[0].name else earlier[1])["Responses"]
    assert "a stray note" in [cell.value for row in first.iter_rows() for cell in row]


def test_a_hidden_copy_of_the_sheet_does_not_answer(room: Room) -> None:
    write(room)
    path = room.path / "data/trees/responses.xlsx"

    def copy(sheet: Worksheet) -> None:
        old = sheet.parent.copy_worksheet(sheet)
        old.title, old.sheet_state = "Old", "hidden"
        old.cell(row_of(old, 1), 3, "No")
        sheet.cell(row_of(sheet, 1), 3, "Yes")
        sheet.row_dimensions[row_of(sheet, 1)].hidden = True

    fill_in(path, copy)
    stderr = room.papers("check").stderr
    assert "[Old] warning XLS006: this hidden worksheet looks like a response sheet, but is not read" in stderr
    assert (
        "warning XLS006: this row or a column of it is hidden, perhaps by a filter, but its answer is printed" in stderr
    )
    assert "RES007" not in stderr


def test_a_sheet_is_written_again_when_the_order_changes(room: Room) -> None:
    write(room)
    head, first, second = MATTER.partition("  - That the Council plants a hundred trees.\n")
    assert write(room, head + second + first) == ["responses.xlsx"]


def test_a_sheet_for_each_member(room: Room) -> None:
    matter = MATTER.split("recommendations:")[0] + (
        "recommendations:\n"
        "  - {text: That the Council plants trees., member: Councillor Oak}\n"
        "  - {text: That the Council waters them., member: Councillor Elm}\n"
        "  - {text: That the Council prunes them., member: Councillor Oak}\n"
        "  - {text: That the Council sells them., withdrawn: It has no power to.}\n"
    )
    assert write(room, matter) == ["responses - Councillor Oak.xlsx", "responses - Councillor Elm.xlsx"]
    folder = room.path / "data/trees"
    assert [row[0] for row in rows(folder / "responses - Councillor Oak.xlsx")[-2:]] == [1, 3]
    assert [row[0] for row in rows(folder / "responses - Councillor Elm.xlsx")[-1:]] == [2]
    assert rows(folder / "responses - Councillor Elm.xlsx")[2][0] == (
        "For: Councillor Elm. Please return it by 10 March 2026."
    )


def test_a_file_of_that_name_that_is_no_sheet_is_left_alone(room: Room) -> None:
    room.write("data/trees/responses.xlsx", "my notes")
    room.write("data/trees/recommendations.yaml", MATTER)
    result = room.papers("sheet")
    assert (result.exit_code, "OUT001" in result.stderr) == (1, True)
    assert (room.path / "data/trees/responses.xlsx").read_text() == "my notes"


def test_a_sheet_that_is_open_is_left_alone(room: Room) -> None:
    write(room)
    room.write("data/trees/~$responses.xlsx", "user")
    room.write("data/trees/recommendations.yaml", MATTER + "  - That the Council prunes them.\n")
    result = room.papers("sheet")
    assert (result.exit_code, "open in another program" in result.stderr) == (1, True)


def test_a_sheet_saved_by_libreoffice_gives_the_same_paper(
    room: Room, libreoffice: Callable[[Path, str, Path], Path]
) -> None:
    write(room)
    path = room.path / "data/trees/responses.xlsx"

    def answer(sheet: Worksheet) -> None:
        for number in (1, 2):
            sheet.cell(row_of(sheet, number), 3, "Yes")
        bold = TextBlock(InlineFont(b=True), "soon")
        sheet.cell(row_of(sheet, 1), 4).value = CellRichText(
            "It will, ", bold, ".\n- in May\n- in June\n[Table: Costs]"
        )
        costs = sheet.parent.create_sheet("Costs")
        costs.append(["Tree", "Cost"])
        costs.append(["Oak", 1200])
        costs["B2"].number_format = "#,##0"

    fill_in(path, answer)
    assert room.papers("build").exit_code == 0
    (name,) = room.documents()
    before = read_outline(room.path / "output" / name)
    saved = libreoffice(path, "xlsx", room.path / "saved")
    path.write_bytes(saved.read_bytes())
    assert room.papers("build").exit_code == 0
    assert read_outline(room.path / "output" / name) == before
    assert "**soon**" in before
    assert "1,200" in before


RICHER = """\
title: =Trees & "more" <b>
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {members: [{name: Councillor Oak, title: Cabinet Member for Parks}]}
response: {due: 2026-03-10}
topics:
  - title: Streets
    scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
    recommendations:
      - "-1 is =what it says @home & <b>"
      - "That the Council:\\n- plants\\n- waters"
  - title: Parks
    scrutiny: {body: Parks Panel, date: 2026-03-04}
    recommendations: [That the Council prunes., {text: That it sells., ref: "a ref"}]
"""


def test_what_is_written_is_valid_open_xml(room: Room, validate: Callable[[Path], list[str]]) -> None:
    """A new sheet, and one refreshed with rich answers, a table, what was reworded, and what is kept."""
    room.write("papers.yaml", "council: Eastmere\nresponse_columns: [Action, Lead officer, Target date]\n"
               "decisions: {Yes: agreed, 'No, not now': not agreed, Deferred: other}\n")  # fmt: skip
    write(room, RICHER)
    path = room.path / "data/trees/responses.xlsx"
    assert validate(path) == []

    def answer(sheet: Worksheet) -> None:
        for number in (1, 2, 3, 4):
            sheet.cell(row_of(sheet, number), 3, "Yes")
            sheet.cell(row_of(sheet, number), 4).value = CellRichText("in ", TextBlock(InlineFont(b=True), "May"), ".")
        sheet.parent.create_sheet("Costs").append(["Oak", 1.5])

    fill_in(path, answer)
    write(
        room, RICHER.replace("waters", "waters often").replace("{text: That it sells., ", "{text: Nothing like it., ")
    )
    assert "Reworded since you answered" in str(rows(path)) or len(openpyxl.load_workbook(path).sheetnames) >= 3
    assert validate(path) == []


def test_a_very_long_recommendation_is_tall_and_said_to_be_longer(room: Room) -> None:
    write(room, MATTER + f"  - {'That the Council counts each and every leaf. ' * 90}\n")
    sheet = openpyxl.load_workbook(room.path / "data/trees/responses.xlsx")["Responses"]
    heights = [sheet.row_dimensions[row_of(sheet, number)].height for number in (1, 3)]
    assert heights == [72.0, 408.75]
    above = [cell.value for row in sheet.iter_rows(max_row=row_of(sheet, 1)) for cell in row]
    assert "Longer than Excel can show in a row: recommendation 3 (see the formula bar)" in above


def test_a_workbook_that_cannot_be_read_is_named_beside_those_that_are_written(room: Room) -> None:
    write(room)
    for name in ("answers.xlsx", "answers.ods", "answers.xls"):
        room.write(f"data/trees/{name}", "half a file")
    result = room.papers("sheet")
    reported = [line for line in result.stderr.splitlines() if " XLS002: " in line]
    assert [line.partition(":")[0] for line in reported] == [
        f"data/trees/answers.{ending}" for ending in ("ods", "xls", "xlsx")
    ], result.stderr
    assert result.exit_code == 1
