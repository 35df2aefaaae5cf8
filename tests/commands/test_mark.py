"""`papers check --mark`: copies to send back, each finding on its cell, the returned files untouched."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment

from cabinet_papers.commands import check as checking
from cabinet_papers.sheets.mark_words import find_own_words, is_retired, make_mark, retire_marks
from tests.commands.test_sheet import fill_in, row_of
from tests.conftest import Room
from tests.packages import change_package, replace_in

MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
recommendations:
  - That the Council plants a hundred trees.
  - That the Council waters every one of them.
"""
SHEET, MARKED = "data/trees/responses.xlsx", "data/trees/to correct/responses.xlsx"


@pytest.fixture
def sheet(room: Room) -> Path:
    """A sheet with "maybe" as an answer, and a note of the member's on the cell."""
    room.write("data/trees/recommendations.yaml", MATTER)
    assert room.papers("sheet").exit_code == 0

    def answer(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        cell = sheet.cell(row_of(sheet, 1), 3)
        cell.value, cell.comment = "maybe", Comment("Ask me first", "A Member")
        sheet.cell(row_of(sheet, 2), 3, "Agreed")
        sheet.cell(row_of(sheet, 2), 4, "by May 2027")

    fill_in(room.path / SHEET, answer)
    return room.path / SHEET


def notes(path: Path) -> dict[str, str]:
    book = openpyxl.load_workbook(path)
    return {cell.coordinate: cell.comment.text for row in book["Responses"] for cell in row if cell.comment}


def test_each_finding_is_a_note_on_its_cell(sheet: Path, room: Room) -> None:
    before = sheet.read_bytes()
    checked = room.papers("check", "--mark")
    assert (checked.exit_code, checked.stdout) == (1, f"{MARKED}\n")
    assert sheet.read_bytes() == before
    agree, agreed = list(notes(room.path / MARKED).values())
    assert agree == (
        'Ask me first\nTo correct: recommendation 1: "maybe" is not a decision.\n'
        'What to do: choose "Yes", "No" or "In part" from the list in the cell. (RES003 9ab0)\n'
        'To correct: the note on this cell is not printed: "Ask me first".\n'
        "What to do: if it is part of the answer, move it into the Comment cell; otherwise leave it. (XLS009 bdf6)"
    )
    assert agreed.startswith('To correct: recommendation 2: "Agreed" is printed as "Yes"')


def test_the_cells_have_a_colour_and_all_else_is_as_it_was(sheet: Path, room: Room) -> None:
    room.papers("check", "--mark")
    before, after = (openpyxl.load_workbook(path)["Responses"] for path in (sheet, room.path / MARKED))
    coloured = [
        cell.coordinate
        for one, other in zip(before.iter_rows(), after.iter_rows(), strict=True)
        for old, cell in zip(one, other, strict=True)
        if old.fill.fgColor.rgb != cell.fill.fgColor.rgb
    ]
    first = row_of(before, 1)
    assert coloured == [f"C{first}", f"C{first + 1}"]
    assert [[cell.value for cell in row] for row in before] == [[cell.value for cell in row] for row in after]
    with zipfile.ZipFile(sheet) as one, zipfile.ZipFile(room.path / MARKED) as other:
        kept = [name for name in one.namelist() if "tables/" in name or "sheet2" in name]
        assert len(kept) >= 2
        assert all(one.read(name) == other.read(name) for name in kept)


def test_a_marked_copy_that_comes_back_mended_is_read_as_it_is(sheet: Path, room: Room) -> None:
    """Its notes are not the member's, and the next copy says that they are mended."""
    room.papers("check", "--mark")
    marked = room.path / MARKED
    fill_in(marked, lambda sheet: sheet.cell(row_of(sheet, 1), 3, "Yes"))
    marked.replace(sheet)
    said = room.papers("check", "--mark").stderr
    assert "To correct" not in said
    assert "RES003" not in said
    assert 'XLS009: the note on this cell is not printed: "Ask me first"' in said
    first, second = notes(room.path / MARKED).values()
    assert first.startswith("Ask me first\nCorrected.\nTo correct: the note on this cell is not printed")
    assert second.count("RES004") == 1


def test_remarks_of_earlier_versions_are_recognised() -> None:
    """Copies that are still with Cabinet Members say "To mend: " and "Mended."."""
    old = make_mark("the note is not printed.", "XLS009").replace("To correct: ", "To mend: ")
    assert find_own_words(f"Ask me first\nMended.\n{old}") == "Ask me first"
    assert retire_marks(f"Ask me first\nMended.\n{old}") == "Ask me first\nCorrected."
    assert is_retired("Mended.")
    assert not is_retired("Ask me first\nMended.")
    assert find_own_words(old.replace("is not", "is")) == old.replace("is not", "is")


def test_a_copy_in_which_somebody_wrote_is_kept(sheet: Path, room: Room) -> None:
    room.papers("check", "--mark")
    fill_in(room.path / MARKED, lambda sheet: sheet.cell(row_of(sheet, 1), 4, "my answer"))
    fill_in(sheet, lambda sheet: sheet.cell(row_of(sheet, 1), 3, "perhaps"))
    assert "OUT003" in room.papers("check", "--mark").stderr
    (kept,) = (room.path / MARKED).parent.glob("responses (edited *).xlsx")
    assert "my answer" in [cell.value for row in openpyxl.load_workbook(kept)["Responses"] for cell in row]


def test_pictures_and_lists_stay_and_the_copy_is_valid(room: Room, validate: Callable[[Path], list[str]]) -> None:
    """A workbook of XlsxWriter's, which is valid, with what openpyxl would lose: a text box, and an empty row."""
    room.write("data/trees/recommendations.yaml", MATTER)
    book = xlsxwriter.Workbook(room.path / SHEET)
    sheet = book.add_worksheet("Responses")
    sheet.write_row(0, 0, ["No.", "Recommendation", "Agree?", "Comment"])
    sheet.write_row(1, 0, [1, "That the Council plants a hundred trees.", "maybe"])
    sheet.write_row(3, 0, [2, "That the Council waters every one of them."])
    sheet.insert_textbox(6, 3, "See me about this")
    sheet.write_comment("D2", "mine")
    sheet.data_validation("C2:C9", {"validate": "list", "source": ["Yes", "No"]})
    book.close()
    assert validate(room.path / SHEET) == []
    room.papers("check", "--mark")
    assert validate(room.path / MARKED) == []
    with zipfile.ZipFile(room.path / MARKED) as package:
        drawings = [package.read(name) for name in package.namelist() if name.startswith("xl/drawings/drawing")]
    assert [b"See me about this" in drawing for drawing in drawings] == [True]
    assert list(notes(room.path / MARKED)) == ["C2", "D2", "C4", "D7"]


def test_libreoffice_opens_the_copy_with_its_notes(
    sheet: Path, room: Room, libreoffice: Callable[[Path, str, Path], Path]
) -> None:
    room.papers("check", "--mark")
    saved = libreoffice(room.path / MARKED, "xlsx", room.path / "saved")
    assert len(notes(sheet)) == 1
    assert [note.count("To correct: ") for note in notes(saved).values()] == [2, 1]


@pytest.mark.parametrize("ending", ["ods", "xls", "csv"])
def test_a_copy_of_another_format(
    ending: str, sheet: Path, room: Room, libreoffice: Callable[[Path, str, Path], Path],
    validate: Callable[[Path], list[str]],
) -> None:  # fmt: skip
    """Of what is no .xlsx the words are written into one."""
    saved = libreoffice(sheet, ending, room.path / "saved")
    sheet.unlink()
    sheet.with_suffix(f".{ending}").write_bytes(saved.read_bytes())
    assert room.papers("check", "--mark").stdout == f"{MARKED}\n"
    assert validate(room.path / MARKED) == []
    said = " ".join(notes(room.path / MARKED).values())
    assert '"maybe" is not a decision' in said
    shown = [str(cell.value) for row in openpyxl.load_workbook(room.path / MARKED)["Responses"] for cell in row]
    assert {"maybe", "Agreed", "by May 2027"} <= set(shown)


def test_what_only_the_officer_can_do_is_not_asked_of_the_member(sheet: Path, room: Room) -> None:
    fill_in(sheet, lambda sheet: sheet.cell(row_of(sheet, 2), 2, "That the Council waters each one of them daily."))
    assert "write them in recommendations.yaml too" in room.papers("check", "--mark").stderr
    assert not any("yaml" in note for note in notes(room.path / MARKED).values())


def test_nothing_wrong_and_nothing_readable_gives_no_copy(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.write("data/trees/other.xlsx", "not a workbook")
    room.draw("data/trees/good.xlsx", "[Responses]\nRecommendation | Agree? | Comment\n"
              "That the Council plants a hundred trees. | Yes | ok\n"
              "That the Council waters every one of them. | Yes | ok\n")  # fmt: skip
    checked = room.papers("check", "--mark")
    assert checked.stdout == ""
    assert "XLS002" in checked.stderr


@pytest.mark.parametrize("place", ["between", "within", "after"])
def test_a_reply_typed_into_a_remark_is_told_and_kept(place: str, sheet: Path, room: Room) -> None:
    room.papers("check", "--mark")
    marked = room.path / MARKED

    def reply(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        cell = sheet.cell(row_of(sheet, 1), 3)
        text = cell.comment.text
        said = {
            "between": text.replace("\nTo correct: the note", "\nWe mean Yes.\nTo correct: the note"),
            "within": text.replace(" in the cell. (RES003", " in the cell. We mean Yes. (RES003"),
            "after": f"{text}\nWe mean Yes.",
        }[place]
        cell.comment = Comment(said, "A Member")

    fill_in(marked, reply)
    marked.replace(sheet)
    said = room.papers("check", "--mark").stderr
    assert "XLS009: the note on this cell is not printed" in said
    assert place == "within" or "We mean Yes." in said
    (answered, _) = notes(marked).values()
    assert "We mean Yes." in answered
    assert answered.startswith("Ask me first")


@pytest.mark.usefixtures("sheet")
def test_a_copy_filled_in_where_it_was_written_is_told(room: Room) -> None:
    room.papers("check", "--mark")
    assert "XLS019" not in room.papers("check").stderr
    fill_in(room.path / MARKED, lambda sheet: sheet.cell(row_of(sheet, 1), 3, "Yes"))
    assert f"{MARKED}: warning XLS019: " in room.papers("check").stderr


@pytest.mark.usefixtures("sheet")
def test_copies_in_the_folder_of_earlier_versions_are_known(room: Room) -> None:
    """They are not read, one that was changed is reported, and new copies go elsewhere."""
    former = "data/trees/to mend"
    room.papers("check", "--mark")
    (room.path / MARKED).parent.rename(room.path / former)
    room.write(f"{former}/notes on the answers.txt", "Ask the Leader.")
    assert "XLS019" not in room.papers("check").stderr
    fill_in(room.path / former / "responses.xlsx", lambda sheet: sheet.cell(row_of(sheet, 1), 3, "Yes"))
    said = room.papers("check", "--mark")
    assert said.stdout == f"{MARKED}\n"
    assert [line.split(": ")[0] for line in said.stderr.splitlines() if " XLS019: " in line] == [
        f"{former}/responses.xlsx"
    ]
    (room.path / former / "responses.xlsx").unlink()
    assert "XLS019" not in room.papers("check").stderr, "it is remembered"


@pytest.mark.usefixtures("sheet")
def test_each_workbook_is_read_once(room: Room, read_paths: list[str]) -> None:
    room.draw("data/trees/good.xlsx", "[Costs]\nYear | Cost\n2025 | 7\n")
    room.write("data/trees/damaged.xlsx", "not a workbook")
    room.papers("check", "--mark")
    assert read_paths == ["data/trees/damaged.xlsx", "data/trees/good.xlsx", SHEET]
    # What was found is remembered: only what is copied is read.
    read_paths.clear()
    assert "RES003" in room.papers("check", "--mark").stderr
    assert SHEET in read_paths
    assert len(read_paths) == len(set(read_paths))


def test_a_workbook_saved_after_the_check_is_read_again(
    sheet: Path, room: Room, read_paths: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check = checking.check_matters

    def check_and_save(*given: object) -> object:
        found = check(*given)  # type: ignore[arg-type]
        sheet.write_text("no workbook any more", encoding="utf-8")
        return found

    monkeypatch.setattr(checking, "check_matters", check_and_save)
    checked = room.papers("check", "--mark")
    assert read_paths == [SHEET, SHEET]
    assert checked.stdout == "", "there is no copy of what cannot be read"


@pytest.mark.parametrize("reference", ["ZZZ99999999", "A1048577", "A0", "XFD99999999999999999999"])
def test_a_row_that_excel_does_not_have(reference: str, sheet: Path, room: Room) -> None:
    row = reference.lstrip("ABCDEFXZ")
    cell = f'<row r="{row}"><c r="{reference}" t="inlineStr"><is><t>far away</t></is></c></row></sheetData>'
    change_package(sheet, replace_in("xl/worksheets/sheet1.xml", "</sheetData>", cell))
    checked = room.papers("check", "--mark")
    assert (checked.exit_code, checked.stdout) == (1, "")
    assert "XLS002" in checked.stderr


@pytest.mark.parametrize("reference", ["XFE5", "Ä5"])
def test_words_in_a_cell_that_excel_does_not_have(reference: str, sheet: Path, room: Room) -> None:
    """A damaged file: the words are told, the copy has the remark at its start, and nothing breaks."""
    cell = f'<row r="5"><c r="{reference}" t="inlineStr"><is><t>far away</t></is></c></row></sheetData>'
    change_package(sheet, replace_in("xl/worksheets/sheet1.xml", "</sheetData>", cell))
    checked = room.papers("check", "--mark")
    assert (checked.exit_code, checked.stdout) == (1, f"{MARKED}\n")
    assert "XLS009" in checked.stderr
    assert '"far away"' in checked.stderr
    with zipfile.ZipFile(room.path / MARKED) as package:
        assert any(b"far away" in package.read(name) for name in package.namelist() if "comments" in name)


def correct(sheet: Path) -> None:
    def answer(page: openpyxl.worksheet.worksheet.Worksheet) -> None:
        cell = page.cell(row_of(page, 1), 3)
        cell.value, cell.comment = "Yes", None
        page.cell(row_of(page, 2), 3, "Yes")

    fill_in(sheet, answer)


def test_a_copy_goes_when_nothing_is_wrong_any_more(sheet: Path, room: Room) -> None:
    room.papers("check", "--mark")
    assert (room.path / MARKED).is_file()
    correct(sheet)
    assert room.papers("check", "--mark").exit_code == 0
    assert not (room.path / MARKED).exists()
    assert sheet.is_file()


def test_a_copy_that_was_filled_in_stays(sheet: Path, room: Room) -> None:
    room.papers("check", "--mark")
    fill_in(room.path / MARKED, lambda page: page.cell(row_of(page, 1), 4, "Typed here."))
    correct(sheet)
    room.papers("check", "--mark")
    assert (room.path / MARKED).is_file()


@pytest.mark.usefixtures("sheet")
def test_the_next_step_is_to_send_the_copy_back(room: Room) -> None:
    assert 'Next: send the copy in "to correct"' in room.papers("check", "--mark").screen
