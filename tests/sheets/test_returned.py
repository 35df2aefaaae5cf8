"""What people do to a response sheet before it comes back: each thing is said, no answer is lost or moved."""

import io
import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Room
from tests.packages import change_package, replace_in

HEAD = "title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\nrecommendations:\n"
TREES = "  - That the Council plants a hundred trees along the ring road.\n"
WATER = "  - That the Council waters the young trees of the market place.\n"
PRUNE = "  - That the Council prunes every elm in the parks in winter.\n"
SHEET = "data/trees/responses.xlsx"


def send(room: Room, matter: str = HEAD + TREES + WATER) -> Path:
    """Write the matter and its response sheet."""
    room.write("data/trees/recommendations.yaml", matter)
    sent = room.papers("sheet")
    assert sent.exit_code == 0, sent.stderr
    return room.path / SHEET


def answer(path: Path, change: Callable[[Worksheet, int], object] | None = None) -> None:
    """Save the sheet with a change; the number is the row of the first recommendation."""
    book = openpyxl.load_workbook(path, rich_text=True)
    sheet = book["Responses"]
    first = next(cell.row for cell in sheet["A"] if cell.value == "No.") + 1
    for at in (0, 1):
        sheet.cell(first + at, 3, "Yes")
        sheet.cell(first + at, 4, f"reply {at + 1}")
    if change:
        change(sheet, first)
    book.save(path)


def check(room: Room) -> str:
    return room.papers("check").stderr


def draft_rows(room: Room) -> str:
    built = room.papers("build")
    assert built.exit_code == 0, built.stderr
    from tests.outline import read_outline

    (name,) = room.documents()
    return read_outline(room.path / "output" / name)


def test_struck_out_text_is_printed_and_said(room: Room) -> None:
    """Shown as "XLS013": a part of a cell, and a whole cell."""

    def strike(sheet: Worksheet, first: int) -> None:
        sheet.cell(first, 4).value = CellRichText("by ", TextBlock(InlineFont(strike=True), "May"), " June")
        sheet.cell(first + 1, 4).font = Font(strike=True)

    answer(send(room), strike)
    said = check(room)
    assert 'XLS013: recommendation 1: "May" is struck out, but is printed like the rest' in said
    assert 'XLS013: recommendation 2: "reply 2" is struck out' in said
    assert "by May June" in draft_rows(room)


def test_merged_cells_are_said(room: Room) -> None:
    """Shown as "XLS014": Excel empties the lower cell, other programs hide what stands in it."""
    path = send(room)
    answer(
        path, lambda sheet, first: sheet.merge_cells(start_row=first, end_row=first + 1, start_column=4, end_column=4)
    )
    said = check(room)
    assert "are merged across rows" in said
    assert "XLS014" in said


def test_text_under_a_merge_is_not_lost(room: Room) -> None:
    """LibreOffice may keep the text of covered cells: it is in the file, and openpyxl alone does not see it."""
    path = send(room)
    answer(path)
    second = openpyxl.load_workbook(path)["Responses"].max_row
    merge = f'</sheetData><mergeCells count="1"><mergeCell ref="D{second - 1}:D{second}"/></mergeCells>'
    change_package(path, replace_in("xl/worksheets/sheet1.xml", "</sheetData>", merge))
    assert f'[Responses!D{second}] warning XLS014: "reply 2" is hidden under the merged cells' in check(room)
    assert "reply 2" in draft_rows(room)


def test_a_picture_and_a_text_box_are_said(room: Room) -> None:
    """Shown as "XLS015", in a workbook that XlsxWriter draws."""
    room.write("data/trees/recommendations.yaml", HEAD + TREES)
    book = xlsxwriter.Workbook(room.path / SHEET)
    sheet = book.add_worksheet("Responses")
    sheet.write_row(0, 0, ["No.", "Recommendation", "Agree?", "Comment"])
    sheet.write_row(1, 0, [1, TREES.strip(" -\n"), "Yes", "ok"])
    sheet.insert_textbox(4, 3, "See me about this")
    pixel = io.BytesIO(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
            "0500015e0af2a50000000049454e44ae426082"
        )
    )
    sheet.insert_image(1, 4, "pixel.png", {"image_data": pixel})
    book.close()
    said = check(room)
    assert '[Responses!D5] warning XLS015: the text box or shape here is not printed: "See me about this"' in said
    assert "[Responses!E2] warning XLS015: the picture here is not printed" in said


def test_a_links_address_is_said(room: Room) -> None:
    """Shown as "XLS016"."""

    def link(sheet: Worksheet, first: int) -> None:
        sheet.cell(first, 4).hyperlink = "https://example.org/trees"
        sheet.cell(first, 4).value = "see here"

    answer(send(room), link)
    assert "XLS016: recommendation 1: the words of this link are printed, but not its address: " in check(room)


def test_a_threaded_comment_is_told_in_its_own_words(room: Room) -> None:
    """A fixture: the note that Excel leaves for older programs beside a thread of comments."""
    from openpyxl.comments import Comment

    text = (
        "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any edits to "
        "it will get removed.\n\nComment:\n    Do we have the money?"
    )
    answer(send(room), lambda sheet, first: setattr(sheet.cell(first, 4), "comment", Comment(text, "x")))
    assert 'the note on this cell is not printed: "Do we have the money?"' in check(room)


def test_a_sheet_of_another_matter(room: Room) -> None:
    """Shown as "XLS012"; with its title rows deleted the hidden references still say so."""
    path = send(room)
    answer(path)
    other = HEAD.replace("Street Trees", "Night Buses") + "  - That the Council asks for a bus at midnight.\n"
    room.write("data/trees/recommendations.yaml", other)
    said = check(room)
    assert "XLS012: this is the response sheet for Street Trees (Scrutiny Committee, 03 March 2026)" in said
    assert "RES002" not in said
    assert "so it was left unchanged" in room.papers("sheet").stderr
    book = openpyxl.load_workbook(path)
    book["Responses"].delete_rows(1, 2)
    book.save(path)
    assert "XLS012: this is the response sheet for another matter" in check(room)


def test_an_older_issue(room: Room) -> None:
    """Shown as "XLS011" and "RES011": the YAML was changed after the sheet was written."""
    answer(send(room))
    reworded = TREES.replace("a hundred", "two hundred")
    room.write("data/trees/recommendations.yaml", HEAD + PRUNE + reworded)
    said = check(room)
    assert (
        "XLS011: this is an older version of the sheet: the wording of recommendation 2 has changed since, and" in said
    )
    assert 'RES011: recommendation 2 was reworded after it was answered: it was "' in said
    assert "RES002: this row has an answer, but matches no recommendation of the matter" in said
    assert "RES006" not in said


def test_a_reworded_recommendation_is_marked_when_the_sheet_is_written_again(room: Room) -> None:
    path = send(room)
    answer(path)
    for words in ("two hundred", "three hundred"):
        room.write("data/trees/recommendations.yaml", HEAD + TREES.replace("a hundred", words) + WATER)
        assert room.papers("sheet").exit_code == 0
    shown = [row for row in openpyxl.load_workbook(path)["Responses"].iter_rows(values_only=True) if row[0] in (1, 2)]
    assert shown[0][2:5] == (
        "Yes", "reply 1",
        "Reworded since you answered. It was: That the Council plants a hundred trees along the ring road.",
    )  # fmt: skip
    assert shown[1][2:5] == ("Yes", "reply 2", None)
    assert "RES011: recommendation 1 was reworded after it was answered" in check(room)
    room.write("data/trees/recommendations.yaml", HEAD + TREES + WATER)
    room.papers("sheet")
    assert check(room) == "1 matter checked, nothing found\n"


def test_words_changed_in_the_sheet_are_not_forgotten_when_it_is_written_again(room: Room) -> None:
    path = send(room)
    answer(path, lambda sheet, first: sheet.cell(first, 2, "That the Council plants ten trees along the ring road."))
    assert "RES006: recommendation 1 was changed in the sheet" in check(room)
    assert room.papers("sheet").exit_code == 0
    assert "RES006: recommendation 1 was changed in the sheet" in check(room)
    assert room.papers("sheet").stdout == ""


def test_a_recommendation_that_no_cell_holds(room: Room) -> None:
    """Shown as "XLS018": a cell of Excel holds 32,767 characters."""
    room.write("data/trees/recommendations.yaml", HEAD + f"  - That {'x' * 33_000}\n")
    sent = room.papers("sheet")
    assert (sent.exit_code, "XLS018: recommendation 1 has 33,005 characters" in sent.stderr) == (
        1, True,
    )  # fmt: skip


def test_a_row_whose_words_are_wholly_new_is_known_by_its_hidden_reference(room: Room) -> None:
    answer(send(room), lambda sheet, first: sheet.cell(first, 2, "Trees!"))
    said = check(room)
    assert 'RES006: recommendation 1 was changed in the sheet to "Trees!"' in said
    assert "reply 1" in draft_rows(room)


def test_rows_of_which_only_a_part_was_sorted(room: Room) -> None:
    """The words, numbers and answers were sorted, the hidden references were left behind: the words count."""

    def swap(sheet: Worksheet, first: int) -> None:
        for column in (1, 2, 3, 4):
            one, other = sheet.cell(first, column), sheet.cell(first + 1, column)
            one.value, other.value = other.value, one.value

    answer(send(room), swap)
    said = check(room)
    assert said.count(" RES012: ") == 2
    assert draft_rows(room).index("reply 1") < draft_rows(room).index("reply 2")


def test_a_typed_text_on_the_how_to_page_is_said(room: Room) -> None:
    answer(send(room), lambda sheet, _: sheet.parent["How to"].cell(40, 1, "We say yes to all."))
    (said,) = (line for line in check(room).splitlines() if " XLS009: " in line)
    assert said.startswith(f"{SHEET}[How to!A40] ")
    assert '"We say yes to all."' in said


def test_a_typed_text_on_the_how_to_page_is_not_quoted_where_it_may_be_exempt(room: Room) -> None:
    exempt = "  - {text: That the Council buys the yard., exempt: 3}\n"
    answer(send(room, HEAD + exempt), lambda sheet, _: sheet.parent["How to"].cell(40, 1, "Two million pounds."))
    said = check(room)
    assert f"{SHEET}[How to!A40] warning XLS009: " in said
    assert "million" not in said


def test_decisions_that_the_how_to_page_offered_before_are_not_taken_for_typed_text(room: Room) -> None:
    """What stands among them and is none of them is."""
    room.write("papers.yaml", "council: Eastmere\ndecisions: [Accepted, Partly accepted, Rejected, Noted]\n")
    path = send(room)
    answer(path)
    room.write("papers.yaml", "council: Eastmere\n")
    assert "XLS009" not in check(room)
    page = openpyxl.load_workbook(path)["How to"]
    (row,) = (cell.row for cell in page["A"] if cell.value == "Rejected")
    answer(path, lambda sheet, _: sheet.parent["How to"].cell(row, 2, "Only if there is no money"))
    places = [line for line in room.papers("check").screen.splitlines() if "XLS009" in line]
    assert any(re.search(rf"\bB{row}\b", line) for line in places), places


@pytest.mark.parametrize(("text", "printed"), [("a_x000D_\nb", "a"), ("tab\there", "tab"), ("a\r\nb", "a")])
def test_what_other_programs_store_for_a_new_line(text: str, printed: str, room: Room) -> None:
    answer(send(room), lambda sheet, first: sheet.cell(first, 4, text))
    outline = draft_rows(room)
    assert printed in outline
    assert "x000D" not in outline


def test_an_answer_that_is_the_words_of_a_heading_is_an_answer(room: Room) -> None:
    """Only a whole row of headings, as on a second page, is passed over."""
    room.write("data/trees/recommendations.yaml", HEAD + TREES)
    room.draw(SHEET, "[Responses]\nNo. | Recommendation | Agree? | Comment\n | | | Comment\n")
    assert 'D2] error RES002: the text in row 2 belongs to no recommendation, and is not printed: "Comment"' in (
        room.papers("check").stderr
    )


def test_invisible_signs_beside_a_decision_are_told_apart_from_words(room: Room) -> None:
    """U+200B, a zero-width space, comes along when a word is pasted from a web page."""
    room.write("data/trees/recommendations.yaml", HEAD + TREES)
    row = "1 | That the Council plants a hundred trees along the ring road. | \u200bYes\u200b | ok\n"
    room.draw(SHEET, f"[Responses]\nNo. | Recommendation | Agree? | Comment\n{row}")
    checked = room.papers("check")
    assert checked.exit_code == 0
    assert "RES004" in checked.stderr


def test_nothing_of_an_exempt_answer_or_of_added_worksheets_is_quoted(room: Room) -> None:
    room.write("papers.yaml", "council: Westmere City Council\nresponse_columns: [Target date]\n")
    room.write(
        "data/trees/recommendations.yaml", HEAD + TREES + "  - {text: That the Council buys the yard., exempt: 3}\n"
    )
    room.draw(
        SHEET,
        "[Responses]\nNo. | Recommendation | Agree? | Comment | Target date\n"
        "1 | That the Council plants a hundred trees along the ring road. | Yes | [Table: Trees]\n"
        "2 | That the Council buys the yard. | Yes | ok | 31/02/2027\n"
        "[Two million pounds]\nA | B\n",
    )
    checked = room.papers("check")
    assert "YML012: recommendation 2: an exempt text does not exist in the calendar" in checked.stderr
    assert "RES008" in checked.stderr
    assert "31/02/2027" not in checked.stderr
    # The worksheet is called by its number.
    assert "Two million pounds" not in checked.stderr
    assert "[worksheet 2]" in checked.stderr


def test_notes_anywhere_on_the_visible_worksheets_are_told(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", HEAD + TREES)
    room.draw(
        SHEET,
        "[Responses]\nThe sheet {note: on the title}\nNo. | Recommendation | Agree? | Comment {note: on a heading}\n"
        "1 | That the Council plants a hundred trees along the ring road. | Yes | [Table: Costs]\n"
        "[Costs]\nTree | Cost {note: on a table}\nOak | 12\n",
    )
    said = room.papers("check").stderr
    for words in ("on the title", "on a heading", "on a table"):
        assert f'the note on this cell is not printed: "{words}"' in said


def test_a_number_whose_format_hides_it_is_told(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", HEAD + TREES)
    row = "1 | That the Council plants a hundred trees along the ring road. | Yes | 98765 {format: ;;;}\n"
    room.draw(SHEET, f"[Responses]\nNo. | Recommendation | Agree? | Comment\n{row}")
    assert "XLS004" in room.papers("check").stderr


def test_an_answer_written_for_an_exempt_recommendation_is_not_printed_as_a_public_ones(room: Room) -> None:
    """A recommendation is split into a public part and an exempt one after it was answered."""
    head = HEAD + "  - {text: That the Council buys the yard for two million pounds., exempt: 3}\n"
    path = send(room, head)
    answer(path, lambda sheet, row: (sheet.cell(row, 3, "Yes"), sheet.cell(row, 4, "We  pay the sum.")))
    parts = "  - That the Council buys the yard.\n  - {text: That the price is as the annex says., exempt: 3}\n"
    room.write("data/trees/recommendations.yaml", HEAD + parts)
    before = path.read_bytes()
    for command in ("check", "build", "sheet"):
        ran = room.papers(command)
        assert ran.exit_code == 1
        assert "RES021" in ran.stderr
        assert not [words for words in ("million", "pay", "annex") if words in ran.stderr]
    assert path.read_bytes() == before
    assert room.documents() == []


@pytest.mark.parametrize("now", ["gone", "public"])
def test_what_was_exempt_is_not_quoted_when_nothing_is_exempt_any_more(now: str, room: Room) -> None:
    exempt = "  - {text: That the Council sells the Depot quietly., exempt: 3}\n"
    path = send(room, HEAD + TREES + exempt)

    def edit(sheet: Worksheet, first: int) -> None:
        for row in (first, first + 1):
            sheet.cell(row, 3, "Yes")
        sheet.cell(first + 1, 4, '="Depot "&"price"')
        sheet.cell(first + 1, 9, "Depot bidder")

    answer(path, edit)
    public = exempt.replace(", exempt: 3", "") if now == "public" else ""
    room.write("data/trees/recommendations.yaml", HEAD + TREES + public)
    for command in (("check", "--mark"), ("sheet",)):
        assert "Depot " not in room.papers(*command).stderr.replace("That the Council sells the Depot", "")


def test_a_table_that_is_named_again_and_again_is_not_read_each_time(room: Room) -> None:
    """A few letters in a comment would otherwise be a paper of millions of cells."""
    room.write("data/trees/recommendations.yaml", HEAD + TREES)
    named = "\\n".join(["[Table: Costs]"] * 2_000)
    rows = "\n".join(f"Tree {at} | {at}" for at in range(1, 101))
    answer = f"1 | That the Council plants a hundred trees along the ring road. | Yes | {named}"
    room.draw(SHEET, f"[Responses]\nNo. | Recommendation | Agree? | Comment\n{answer}\n[Costs]\nTree | Cost\n{rows}\n")
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert [(each["code"], each["sheet"], each["cell"]) for each in found if each["severity"] == "error"] == [
        ("RES008", "Responses", "D2")
    ], found


@pytest.mark.slow
def test_many_rows_with_former_numbers_are_read_in_proportion(room: Room) -> None:
    """Each was compared with each: a matter of thousands took minutes."""
    count = 1_500
    texts = [f"That the Council does the thing that is called {name_place(at)}." for at in range(count)]
    room.write("data/trees/recommendations.yaml", HEAD + "".join(f"  - {each}\n" for each in texts))
    rows = "".join(f"{at + 1} | {texts[at - 1]} | Yes | It will.\n" for at in range(count))
    room.draw(SHEET, f"[Responses]\nNo. | Recommendation | Agree? | Comment\n{rows}")
    began = time.process_time()
    assert room.papers("check").stderr.count("RES012") > 0
    assert time.process_time() - began < 10


def name_place(at: int) -> str:
    return "".join("abcdefghij"[int(digit)] * 2 for digit in str(at))
