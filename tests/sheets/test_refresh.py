"""A sheet that people have worked on is written again: what goes over, what stops it, what is said."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from tests.commands.test_sheet import MATTER, fill_in, row_of, rows, write
from tests.conftest import Room
from tests.packages import change_package, replace_in

ONE_MORE = MATTER + "  - That the Council counts them.\n"


def ask_again(room: Room, edit: Callable[[Worksheet], None]) -> Path:
    """Return the sheet that was asked for, filled in, and whose matter has got one more recommendation since."""
    write(room)
    path = room.path / "data/trees/responses.xlsx"
    fill_in(path, edit)
    room.write("data/trees/recommendations.yaml", ONE_MORE)
    return path


def copy_row(sheet: Worksheet, row: int, target: int) -> None:
    for cell in sheet[row]:
        sheet.cell(target, cell.column, cell.value)


def test_a_row_that_answers_wins_over_an_empty_one(room: Room) -> None:
    """Somebody copied the row of a recommendation and answered in the copy."""

    def edit(sheet: Worksheet) -> None:
        copy_row(sheet, row_of(sheet, 1), sheet.max_row + 1)
        sheet.cell(sheet.max_row, 3, "Yes")
        sheet.cell(sheet.max_row, 4, "All of them.")

    path = ask_again(room, edit)
    assert room.papers("sheet").exit_code == 0
    assert rows(path)[-3:][0] == (1, "That the Council plants a hundred trees.", "Yes", "All of them.")
    assert "Answers kept" not in openpyxl.load_workbook(path).sheetnames


@pytest.mark.parametrize("column", [3, 4], ids=["the decision above", "the comment above"])
def test_a_decision_and_a_comment_in_two_rows_are_one_answer_in_the_new_sheet_too(column: int, room: Room) -> None:
    def edit(sheet: Worksheet) -> None:
        copy_row(sheet, row_of(sheet, 1), sheet.max_row + 1)
        answer = {3: "Yes", 4: "All of them."}
        sheet.cell(row_of(sheet, 1), column, answer[column])
        sheet.cell(sheet.max_row, 7 - column, answer[7 - column])

    path = ask_again(room, edit)
    assert room.papers("sheet").exit_code == 0
    assert rows(path)[-3:][0] == (1, "That the Council plants a hundred trees.", "Yes", "All of them.")
    assert "Answers kept" not in openpyxl.load_workbook(path).sheetnames


def test_of_two_rows_with_one_answer_the_words_that_were_changed_are_told(room: Room) -> None:
    def edit(sheet: Worksheet) -> None:
        copy_row(sheet, row_of(sheet, 1), sheet.max_row + 1)
        sheet.cell(row_of(sheet, 1), 3, "Yes")
        sheet.cell(sheet.max_row, 2, "That the Council plants two hundred trees.")
        sheet.cell(sheet.max_row, 4, "All of them.")

    path = ask_again(room, edit)
    assert room.papers("sheet").exit_code == 0
    sheet = openpyxl.load_workbook(path)["Responses"]
    told = "You changed the words here to: That the Council plants two hundred trees."
    assert [cell.value for cell in sheet[row_of(sheet, 1)]][2:5] == ["Yes", "All of them.", told]


def test_an_empty_copy_of_the_worksheet_before_the_answered_one(room: Room) -> None:
    def edit(sheet: Worksheet) -> None:
        copy = sheet.parent.copy_worksheet(sheet)
        copy.title = "Copy"
        sheet.parent.move_sheet(copy, -5)
        sheet.cell(row_of(sheet, 2), 3, "No")
        sheet.cell(row_of(sheet, 2), 4, "It rains.")

    path = ask_again(room, edit)
    assert room.papers("sheet").exit_code == 0
    assert rows(path)[-2] == (2, "=That the Council waters them.", "No", "It rains.")


def test_two_different_answers_stop_it(room: Room) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(row_of(sheet, 1), 3, "Yes")
        copy_row(sheet, row_of(sheet, 1), sheet.max_row + 1)
        sheet.cell(sheet.max_row, 3, "No")

    path = ask_again(room, edit)
    before = path.read_bytes()
    result = room.papers("sheet")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error RES007: recommendation 1 is answered here, but differently in" in result.stderr
    assert "error OUT001: " in result.stderr
    assert path.read_bytes() == before
    assert not path.with_name("earlier sheets").exists()


@pytest.mark.parametrize(("value", "code"), [("#REF!", "XLS008"), ("=SUM(A1:A2)", "XLS005")])
@pytest.mark.parametrize("place", ["a comment", "an added worksheet", "an answer to nothing"])
def test_what_a_new_sheet_cannot_hold_stops_it(room: Room, value: str, code: str, place: str) -> None:
    """openpyxl saves formulas without values, as programs do that do not calculate."""

    def edit(sheet: Worksheet) -> None:
        sheet.cell(row_of(sheet, 1), 3, "Yes")
        if place == "a comment":
            sheet.cell(row_of(sheet, 1), 4, value)
        elif place == "an added worksheet":
            sheet.parent.create_sheet("Costs").append(["Tree", value])
        else:
            sheet.cell(sheet.max_row + 1, 2, "Something else altogether.")
            sheet.cell(sheet.max_row, 4, value)

    path = ask_again(room, edit)
    before = path.read_bytes()
    result = room.papers("sheet")
    assert (result.exit_code, path.read_bytes()) == (1, before)
    assert f"error {code}" in result.stderr


def test_what_is_struck_out_stays_struck_out(room: Room) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(row_of(sheet, 1), 3, "Yes")
        sheet.cell(row_of(sheet, 1), 4).value = CellRichText("In May", TextBlock(InlineFont(strike=True), " or June"))
        sheet.cell(row_of(sheet, 2), 3, "Yes")
        sheet.cell(row_of(sheet, 2), 4, "Never.").font = openpyxl.styles.Font(strike=True)

    ask_again(room, edit)
    said = [line.partition(" warning ")[2] for line in room.papers("check").stderr.splitlines() if "XLS013" in line]
    assert room.papers("sheet").exit_code == 0
    again = [line.partition(" warning ")[2] for line in room.papers("check").stderr.splitlines() if "XLS013" in line]
    assert [each.rpartition(" is struck")[0] for each in said] == [
        'XLS013: recommendation 1: "or June"', 'XLS013: recommendation 2: "Never."',
    ]  # fmt: skip
    assert again == said


def test_what_does_not_go_over_is_said(room: Room) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(row_of(sheet, 1), 9, "ask Jo")
        sheet.cell(row_of(sheet, 1), 3, "Yes").comment = Comment("see the minutes", "me")
        sheet.cell(sheet.max_row + 2, 1, "Thank you.")

    path = ask_again(room, edit)
    result = room.papers("sheet")
    assert result.exit_code == 0
    for words in ("ask Jo", "see the minutes", "Thank you."):
        assert f'"{words}"' in result.stderr
    assert "the earlier sheet is kept as data/trees/earlier sheets/responses (" in result.stderr
    assert rows(path)[-3][2] == "Yes"


def test_recommendations_of_the_same_words_swapped_by_their_refs(room: Room) -> None:
    same = "text: That the Council funds a warden."
    head = MATTER.split("  - That")[0]
    items = [f"  - {{ref: {ref}, {same}}}\n" for ref in ("A-1", "B-2")]
    write(room, head + "".join(items))
    path = room.path / "data/trees/responses.xlsx"
    fill_in(path, lambda sheet: sheet.cell(row_of(sheet, 1), 3, "Yes"))
    assert write(room, head + "".join(reversed(items))) == ["responses.xlsx"]
    assert [row[2] for row in rows(path)[-2:]] == [None, "Yes"]


def test_the_sheet_is_written_under_the_name_that_it_has(room: Room) -> None:
    path = ask_again(room, lambda sheet: sheet.cell(row_of(sheet, 1), 3, "Yes"))
    path.rename(path.with_name("Responses.XLSX"))
    assert room.papers("sheet").stdout.strip() == "data/trees/Responses.XLSX"
    assert sorted(each.name for each in path.parent.glob("*.[xX]*")) == ["Responses.XLSX"]


def test_an_answer_that_no_cell_of_excel_holds_stops_it(room: Room) -> None:
    """Other programs allow longer cells; here the workbook was changed by hand."""
    path = ask_again(room, lambda sheet: sheet.cell(row_of(sheet, 1), 4, "TOO LONG"))
    with zipfile.ZipFile(path) as package:
        (part,) = [name for name in package.namelist() if b"TOO LONG" in package.read(name)]
    change_package(path, replace_in(part, "TOO LONG", "word " * 8_000))
    before = path.read_bytes()
    result = room.papers("sheet")
    assert (result.exit_code, path.read_bytes()) == (1, before)
    assert "error XLS018: the cell has 40,000 characters, but a cell in Excel can hold only 32,767" in result.stderr


def test_an_answer_goes_along_with_a_recommendation_that_another_member_answers_now(room: Room) -> None:
    people = "title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\n"
    people += "cabinet: {members: [Councillor Ann, Councillor Bob]}\nrecommendations:\n"
    texts = ("plants a hundred trees", "waters them daily", "prunes every elm")

    def ask(*members: str) -> None:
        items = zip(members, texts, strict=True)
        lines = (f"  - {{member: Councillor {member}, text: That the Council {text}.}}\n" for member, text in items)
        room.write("data/trees/recommendations.yaml", people + "".join(lines))
        assert room.papers("sheet").exit_code == 0

    ask("Ann", "Ann", "Bob")
    folder = room.path / "data/trees"
    for name, numbers in (("Ann", (1, 2)), ("Bob", (3,))):
        fill_in(
            folder / f"responses - Councillor {name}.xlsx",
            lambda sheet, numbers=numbers: [sheet.cell(row_of(sheet, number), 3, "Yes") for number in numbers],
        )
    ask("Ann", "Bob", "Bob")
    assert [row[0::2] for row in rows(folder / "responses - Councillor Bob.xlsx")[-2:]] == [(2, "Yes"), (3, "Yes")]
    assert "Awaited" not in room.papers("build").stderr


def test_old_words_too_long_for_the_remark_stop_it(room: Room) -> None:
    """A recommendation that fills a cell is reworded: what it was does not fit behind what is said of it."""
    long = MATTER + f"  - That the Council {'counts ' * 4_674}them.\n"
    write(room, long)
    path = room.path / "data/trees/responses.xlsx"
    fill_in(path, lambda sheet: sheet.cell(row_of(sheet, 3), 3, "Yes"))
    before = path.read_bytes()
    room.write("data/trees/recommendations.yaml", long.replace("counts them", "counts all of them"))
    result = room.papers("sheet")
    assert (result.exit_code, path.read_bytes()) == (1, before)
    assert "error XLS018: " in result.stderr
    assert not path.with_name("earlier sheets").exists()
