"""What Excel itself puts into a sheet: total rows, pictures in cells, titles above tables, threads, odd decisions."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from tests.commands.test_sheet import fill_in, row_of
from tests.conftest import MATTER, Room
from tests.outline import read_outline
from tests.packages import Parts, change_package

SHEET = "data/trees/responses.xlsx"
DRAWN = """\
[Responses]
No. | Recommendation                           | Agree? | Comment
1   | That the Council plants a hundred trees. | Yes    | {comment}
"""


def found(room: Room) -> list[tuple[str, str, str]]:
    every = json.loads(room.papers("check", "--format", "json").stdout)
    return [(each["code"], each["sheet"], each["cell"]) for each in every]


def printed(room: Room) -> str:
    built = room.papers("build")
    assert built.exit_code == 0, built.stderr
    return read_outline(room.path / "output" / room.documents()[0])


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("Total | | 1 | ", []),
        ("1 | Total | 1 Yes | 1", []),
        ("Grand total | | 100% | 1 of 1", []),
        ("Total | | | see the note from Finance", ["RES002"]),
        ("Total | That we pay for it | Yes | ", ["RES002", "XLS009"]),
    ],
)
def test_a_total_row_is_left_out(row: str, codes: list[str], room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw(SHEET, DRAWN.format(comment="In May.") + row)
    assert sorted(code for code, _, _ in found(room)) == codes


TITLED = {
    "a title": ("Costs of the trees\nTree | Cost\nOak | 12\nElm | 8", "Costs of the trees", "Tree"),
    "a merged title": ("Costs {merged: A1:B1}\nTree | Cost\nOak | 12\nElm | 8", "Costs", "Tree"),
    "a heading without its neighbour": ("Tree |\nOak | Quercus\nElm | Ulmus", "", "Tree"),
    "a heading above figures": ("Cost in pounds |\nOak | 12\nElm | 8", "", "Cost in pounds"),
    "headings": ("Tree | Cost\nOak | 12", "", "Tree"),
}


@pytest.mark.parametrize(("drawn", "title", "heading"), TITLED.values(), ids=TITLED)
def test_a_title_above_a_table_is_printed_above_it(drawn: str, title: str, heading: str, room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw(SHEET, DRAWN.format(comment="So:\\n[Table: Costs]") + f"\n[Costs]\n{drawn}\n")
    assert found(room) == []
    lines = [line.strip(" |") for line in printed(room).splitlines() if line.strip(" |") != "+--"]
    head = next(at for at, line in enumerate(lines) if line.startswith((heading, f"{heading} |")))
    assert lines[head - 1] == (title or "So:")


def test_a_picture_in_a_cell_is_a_picture(room: Room) -> None:
    """As Excel saves one that is placed in a cell: an error for other programs, and a number of rich data."""
    room.write("data/trees/recommendations.yaml", MATTER)
    path = room.draw(SHEET, DRAWN.format(comment="Placeholder"))

    def place(parts: Parts) -> None:
        picture = b'<c r="D2" t="e" vm="1"><v>#VALUE!</v></c>'
        part = "xl/worksheets/sheet1.xml"
        parts[part], count = re.subn(rb'<c r="D2".*?</c>', picture, parts[part])
        assert count == 1

    change_package(path, place)
    assert ("XLS015", "Responses", "D2") in found(room)
    assert "XLS008" not in [code for code, _, _ in found(room)]


def test_a_thread_of_comments_keeps_its_cell(room: Room) -> None:
    """The mark goes beside it: what is added to the note behind a thread nobody sees in Excel."""
    room.write("data/trees/recommendations.yaml", MATTER)
    assert room.papers("sheet").exit_code == 0
    said = "[Threaded comment]\n\nYour version of Excel ...\n\nComment:\n    Ask Finance"

    def fill(sheet: Worksheet) -> None:
        cell = sheet.cell(row_of(sheet, 1), 3)
        cell.value, cell.comment = "perhaps", Comment(said, "tc={5B2C-1}")

    fill_in(room.path / SHEET, fill)
    room.papers("check", "--mark")
    marked = openpyxl.load_workbook(room.path / "data/trees/to correct/responses.xlsx")["Responses"]
    row = row_of(marked, 1)
    assert marked.cell(row, 3).comment.text == said
    assert "RES003" in marked.cell(row, 2).comment.text


DECISIONS = ['In "part"', "Not, at present", "Yes – in full", "It's agreed", "<Deferred> & noted"]


@pytest.mark.slow
def test_decisions_with_signs_are_offered_and_read(room: Room, libreoffice: Callable[[Path, str, Path], Path]) -> None:
    words = ["Yes", "No", *DECISIONS]
    room.write("papers.yaml", f"council: Eastmere\ndecisions: {json.dumps(dict.fromkeys(words, 'other'))}\n")
    items = "".join(f"- That the Council plants {number} trees.\n" for number in range(2, 2 + len(words)))
    room.write(
        "data/trees/recommendations.yaml", MATTER.partition("recommendations:")[0] + f"recommendations:\n{items}"
    )
    assert room.papers("sheet").exit_code == 0

    def fill(sheet: Worksheet) -> None:
        for number, word in enumerate(words, 1):
            sheet.cell(row_of(sheet, number), 3, word)
            sheet.cell(row_of(sheet, number), 4, "As we said.")

    fill_in(room.path / SHEET, fill)
    assert [code for code, _, _ in found(room) if code.startswith("RES0")] == []
    # LibreOffice drops a rule of validation that it cannot read.
    saved = openpyxl.load_workbook(libreoffice(room.path / SHEET, "xlsx", room.path / "saved"))
    rules = saved["Responses"].data_validations.dataValidation
    assert [rule.type for rule in rules if rule.type not in (None, "none")] == ["list"]
    assert [str(row[0].value) for row in saved["How to"].iter_rows(max_col=1) if row[0].value in words] == words
