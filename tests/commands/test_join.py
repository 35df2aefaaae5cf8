"""`papers sheet --join`: one sheet with everybody's answers, the others set aside; nothing is lost on the way."""

import shutil

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from tests.commands.test_sheet import fill_in, row_of
from tests.commands.test_sheet_copies import BUDGET, ELM, OAK, TREES, answer, found, read, sheets, write
from tests.conftest import Room

FOLDER = "data/trees"


def send_to_two(room: Room) -> None:
    write(room, TREES, BUDGET, members=(OAK, ELM), by={TREES: OAK, BUDGET: ELM})
    assert room.papers("sheet").exit_code == 0
    assert sheets(room)[0] == [f"responses - {ELM}.xlsx", f"responses - {OAK}.xlsx"]


def fill_cells(room: Room, name: str, number: int, **cells: str) -> None:
    def fill(sheet: Worksheet) -> None:
        for column, text in cells.items():
            sheet[f"{column}{row_of(sheet, number)}"] = text

    fill_in(room.path / FOLDER / name, fill)


def test_the_sheets_of_several_members_are_joined(room: Room) -> None:
    send_to_two(room)
    fill_cells(room, f"responses - {OAK}.xlsx", 1, C="Yes", D="In May.")
    fill_cells(room, f"responses - {ELM}.xlsx", 2, C="No", D="There is no money.")
    joined = room.papers("sheet", "--join")
    assert joined.exit_code == 0, joined.stderr
    assert joined.stdout.split() == ["data/trees/responses.xlsx"]
    present, kept = sheets(room)
    assert present == ["responses.xlsx"]
    assert [each.partition(" (")[0] for each in kept] == [f"responses - {ELM}", f"responses - {OAK}"]
    assert all(f"{FOLDER}/earlier sheets/{each}" in joined.stderr for each in kept)
    rows = read(room.path / FOLDER / "responses.xlsx")
    assert rows == [(TREES, "In May.", None), (BUDGET, "There is no money.", None)]
    assert "For: Councillor B Oak; Councillor A Elm" in shown(room)
    assert room.papers("check").exit_code == 0
    # Asked for again, each member has a sheet, with the answers.
    assert room.papers("sheet").exit_code == 0
    assert sheets(room)[0] == [f"responses - {ELM}.xlsx", f"responses - {OAK}.xlsx"]
    assert read(room.path / FOLDER / f"responses - {OAK}.xlsx") == [(TREES, "In May.", None)]


def shown(room: Room) -> list[str]:
    sheet = openpyxl.load_workbook(room.path / FOLDER / "responses.xlsx")["Responses"]
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]


def test_decisions_in_one_copy_and_comments_in_another(room: Room) -> None:
    write(room, TREES, BUDGET)
    assert room.papers("sheet").exit_code == 0
    for name in ("mine.xlsx", "yours.xlsx"):
        shutil.copy(room.path / FOLDER / "responses.xlsx", room.path / FOLDER / name)
    fill_cells(room, "mine.xlsx", 1, C="Yes")
    fill_cells(room, "mine.xlsx", 2, C="No")
    fill_cells(room, "yours.xlsx", 1, D="In May.")
    fill_cells(room, "yours.xlsx", 2, D="There is no money.")
    assert found(room, "RES005", "RES007", "RES013") == []
    assert room.papers("sheet", "--join").exit_code == 0
    assert sheets(room)[0] == ["responses.xlsx"]
    rows = read(room.path / FOLDER / "responses.xlsx")
    assert rows == [(TREES, "In May.", None), (BUDGET, "There is no money.", None)]
    assert found(room, "RES001", "RES005") == []


def test_two_different_answers_are_not_joined(room: Room) -> None:
    write(room, TREES)
    assert room.papers("sheet").exit_code == 0
    folder = room.path / FOLDER
    shutil.copy(folder / "responses.xlsx", folder / "yours.xlsx")
    answer(folder / "responses.xlsx", "In May.")
    answer(folder / "yours.xlsx", "In June.")
    before = {each.name: each.read_bytes() for each in folder.glob("*.xlsx")}
    joined = room.papers("sheet", "--join")
    assert joined.exit_code == 1
    assert "RES007" in joined.stderr
    assert "OUT001" in joined.stderr
    assert {each.name: each.read_bytes() for each in folder.glob("*.xlsx")} == before


# Whether the worksheets of that name in both copies have the same cells.
@pytest.mark.parametrize("are_alike", [True, False])
def test_worksheets_that_people_added_come_along(are_alike: bool, room: Room) -> None:
    write(room, TREES, BUDGET)
    assert room.papers("sheet").exit_code == 0
    folder = room.path / FOLDER
    shutil.copy(folder / "responses.xlsx", folder / "yours.xlsx")
    for number, name, cost in ((1, "responses.xlsx", 12), (2, "yours.xlsx", 12 if are_alike else 8)):
        fill_cells(room, name, number, C="Yes", D="Costs:\n[Table: Costs]")
        book = openpyxl.load_workbook(folder / name)
        for row in (("Tree", "Cost"), ("Oak", cost)):
            (book["Costs"] if "Costs" in book.sheetnames else book.create_sheet("Costs")).append(row)
        book.save(folder / name)
    joined = room.papers("sheet", "--join")
    assert joined.exit_code == (0 if are_alike else 1)
    assert sheets(room)[0] == (["responses.xlsx"] if are_alike else ["responses.xlsx", "yours.xlsx"])
    if are_alike:
        book = openpyxl.load_workbook(folder / "responses.xlsx")
        assert [[cell.value for cell in row] for row in book["Costs"]] == [["Tree", "Cost"], ["Oak", 12]]
        assert found(room, "RES008", "XLS007") == []


def test_a_note_is_not_lost_without_a_word(room: Room) -> None:
    send_to_two(room)

    def note(sheet: Worksheet) -> None:
        cell = sheet.cell(row_of(sheet, 1), 4)
        cell.value, cell.comment = "In May.", Comment("Ask Finance first", "B Oak")

    fill_in(room.path / FOLDER / f"responses - {OAK}.xlsx", note)
    joined = room.papers("sheet", "--join")
    assert "XLS009" in joined.stderr
    assert "Ask Finance first" in joined.stderr


def test_an_answer_to_nothing_stays_where_it_is(room: Room) -> None:
    """It is in no row of the new sheet, so its sheet is not set aside."""
    send_to_two(room)
    path = room.path / FOLDER / f"responses - {ELM}.xlsx"
    answer_other = ("9", "That the Council builds a bridge over the river.", "No", "Never.")
    fill_in(path, lambda sheet: sheet.append(answer_other))
    room.papers("sheet", "--join")
    assert path.name in sheets(room)[0]
    assert [code for code, _ in found(room, "RES002")] == ["RES002"]


def test_a_form_of_the_council_is_joined_too(room: Room) -> None:
    send_to_two(room)
    fill_cells(room, f"responses - {OAK}.xlsx", 1, C="Yes", D="In May.")
    drawn = f"[Answers]\nRec | Position | Reasons\n{BUDGET} | No | Costs.\n"
    room.draw(f"{FOLDER}/ours.xlsx", drawn)
    assert room.papers("sheet", "--join").exit_code == 0
    assert sheets(room)[0] == ["responses.xlsx"]
    assert read(room.path / FOLDER / "responses.xlsx") == [(TREES, "In May.", None), (BUDGET, "Costs.", None)]


def test_one_sheet_alone_is_left_alone(room: Room) -> None:
    write(room, TREES)
    assert room.papers("sheet").exit_code == 0
    answer(room.path / FOLDER / "responses.xlsx", "In May.")
    before = (room.path / FOLDER / "responses.xlsx").read_bytes()
    assert room.papers("sheet", "--join").exit_code == 0
    assert (room.path / FOLDER / "responses.xlsx").read_bytes() == before
