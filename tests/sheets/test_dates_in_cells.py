"""A cell that holds a date prints it in the house form, to the precision that the cell shows."""

from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import openpyxl
import pytest

from cabinet_papers.excel.number_format import find_date_fields
from cabinet_papers.matter.dates import format_shown
from tests.commands.test_sheet import fill_in, row_of
from tests.conftest import MATTER, Room
from tests.outline import read_outline

SHEET = "data/trees/responses.xlsx"
MARCH, NINTH = datetime(2026, 3, 1), datetime(2026, 5, 9)


def send(room: Room, value: object, number_format: str, column: int = 5) -> Path:
    """Write the sheet and put the value into a column: 4 is Comment, 5 Action, 6 Lead officer, 7 Target date."""
    room.write(
        "papers.yaml",
        "council: Westmere City Council\nresponse_columns: [Action, Lead officer, Target date]\n"
        "check: {RES016: off, RES017: off}\n",
    )
    room.write("data/trees/recommendations.yaml", MATTER)
    assert room.papers("sheet").exit_code == 0

    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        row = row_of(sheet, 1)
        sheet.cell(row, 3, "Yes")
        cell = sheet.cell(row, column)
        cell.value = value
        cell.number_format = number_format

    fill_in(room.path / SHEET, fill)
    return room.path / SHEET


def printed(room: Room) -> tuple[list[str], list[str]]:
    """Return what the row prints after "Yes", and the findings' codes with their messages."""
    built = room.papers("build")
    assert built.exit_code == 0, built.stderr
    (name,) = room.documents()
    row = read_outline(room.path / "output" / name).partition("| Yes\n")[2].partition("+--")[0]
    checked = room.papers("check").stderr
    said = [line.partition(" warning ")[2] for line in checked.splitlines() if " warning " in line]
    return [line.removeprefix("|").strip() for line in row.splitlines() if line.strip("| ")], said


@pytest.mark.parametrize(
    ("value", "number_format", "shown", "code"),
    [
        (MARCH, "mmm-yy", "March 2026", "STY004"),
        (MARCH, "mmmm yyyy", "March 2026", ""),
        (MARCH, "[$-809]mmmm\\ yyyy;@", "March 2026", ""),
        (MARCH, "mm/yyyy", "March 2026", "STY004"),
        (datetime(2027, 1, 1), "yyyy", "2027", ""),
        (datetime(2027, 1, 1), "yy", "2027", "STY004"),
        (NINTH, "d mmm", "09 May", "RES018"),
        (NINTH, "d-mmm", "09 May", "RES018"),
        (NINTH, "dd mmmm", "09 May", "RES018"),
        (NINTH, "mmm", "May", "RES018"),
        (NINTH, "dddd", "Saturday", ""),
        (NINTH, "m/d/yyyy", "09 May 2026", "STY004"),
        (NINTH, "mm-dd-yy", "09 May 2026", ""),
        (NINTH, "dd/mm/yyyy", "09 May 2026", ""),
        (NINTH, "d/m/yy", "09 May 2026", "STY004"),
        (NINTH, "d-mmm-yy", "09 May 2026", "STY004"),
        (NINTH, "dddd d mmmm yyyy", "09 May 2026", "STY004"),
        (NINTH, "yyyy-mm-dd", "09 May 2026", ""),
        (datetime(2026, 5, 9, 14, 30), "dd/mm/yyyy hh:mm", "09 May 2026 14:30", "STY004"),
        (datetime(2026, 5, 9, 14, 30), "h:mm AM/PM", "2:30 PM", ""),
        (time(9, 5), "hh:mm", "09:05", ""),
        (1.1041666666666667, "[h]:mm", "26:30", ""),
    ],
)
@pytest.mark.parametrize("column", [4, 7])
def test_what_the_cell_shows_is_what_prints(
    value: object, number_format: str, shown: str, code: str, column: int, room: Room
) -> None:
    send(room, value, number_format, column)
    row, said = printed(room)
    assert row == [shown]
    assert [each[:6] for each in said] == [code] * bool(code), said
    if code and column == 7:
        assert f'"{shown}"' in said[0]


def test_the_finding_of_a_date_in_american_order_names_the_day_it_holds(room: Room) -> None:
    send(room, NINTH, "m/d/yyyy", 4)
    checked = room.papers("check").stderr
    assert (
        'STY004: recommendation 1: the cell shows "5/9/2026", but the date stored in it is printed: '
        '"09 May 2026"' in checked
    )
    assert "September" not in checked
    send(room, "09 May 2026", "General", 4)
    assert room.papers("check").stderr == "1 matter checked, nothing found\n"


def test_a_date_of_an_exempt_answer_is_not_quoted(room: Room) -> None:
    exempt = MATTER.replace("That the", "{text: That the").replace(".]", ".', exempt: 3}]").replace("text: ", "text: '")
    send(room, NINTH, "m/d/yyyy", 4)
    room.write("data/trees/recommendations.yaml", exempt)
    path = room.path / SHEET
    path.unlink()
    assert room.papers("sheet").exit_code == 0

    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        row = row_of(sheet, 1)
        sheet.cell(row, 3, "Yes")
        sheet.cell(row, 4).value, sheet.cell(row, 4).number_format = NINTH, "m/d/yyyy"
        sheet.cell(row, 7, 46023)

    fill_in(path, fill)
    checked = room.papers("check").stderr
    assert "STY004" in checked
    assert "XLS020" in checked
    assert not [words for words in ("2026", "May", "46023") if words in checked]


@pytest.mark.parametrize("typed", ["March 2026", "Spring 2026", "Q3 2026", "2027", "by 2027/28", "end of 2026"])
def test_words_stay_as_typed(typed: str, room: Room) -> None:
    send(room, typed, "General", 7)
    assert printed(room) == ([typed], [])


@pytest.mark.parametrize("typed", [46023, "46023", 46023.0])
def test_a_number_under_target_date_is_told(typed: object, room: Room) -> None:
    """Shown as "XLS020"."""
    send(room, typed, "General", 7)
    row, said = printed(room)
    assert row == ["46023"]
    assert [each[:6] for each in said] == ["XLS020"]
    assert "01 January 2026" in said[0]


def test_a_number_elsewhere_is_a_number(room: Room) -> None:
    send(room, 46023, "General", 5)
    assert printed(room) == (["46023"], [])


@pytest.mark.parametrize(("number_format", "shown"), [("mmm-yy", "Mawrth 2026"), ("d mmm", "01 Mawrth")])
def test_months_are_named_in_the_councils_language(number_format: str, shown: str, room: Room) -> None:
    send(room, MARCH, number_format, 7)
    room.write("papers.yaml", (room.path / "papers.yaml").read_text() + "language: cy-GB\n")
    assert printed(room)[0] == [shown]


@pytest.mark.parametrize("ending", ["ods", "xls", "xlsx"])
@pytest.mark.parametrize(
    ("number_format", "shown"),
    [("mmm-yy", "May 2026"), ("yyyy", "2026"), ("d mmm", "09 May"), ("m/d/yyyy", "09 May 2026"),
     ("dd/mm/yyyy hh:mm", "09 May 2026 14:30")],
)  # fmt: skip
def test_saved_by_libreoffice_and_written_again(
    ending: str, number_format: str, shown: str, room: Room, libreoffice: Callable[[Path, str, Path], Path],
    tmp_path: Path,
) -> None:  # fmt: skip
    """A sheet of any kind prints the same, and so does the sheet that takes its answers over."""
    path = send(room, datetime(2026, 5, 9, 14, 30), number_format, 7)
    saved = libreoffice(path, ending, tmp_path / "saved")
    path.unlink()
    returned = path.parent / f"responses.{ending}"
    returned.write_bytes(saved.read_bytes())
    assert printed(room)[0] == [shown]
    if ending == "xlsx":
        room.write("data/trees/recommendations.yaml", MATTER.replace("trees.]", "trees., That it waters them.]"))
        assert room.papers("sheet").stdout == f"{SHEET}\n"
        assert printed(room)[0] == [shown]


def test_a_date_as_the_computers_region_has_it_stays_so_in_a_new_sheet(room: Room) -> None:
    """Number format 14 of ECMA-376 Part 1, 18.8.30; written out it would be a date in American order everywhere."""
    send(room, NINTH, "mm-dd-yy", 7)
    room.write("data/trees/recommendations.yaml", MATTER.replace("trees.]", "trees., That it waters them.]"))
    assert room.papers("sheet").stdout == f"{SHEET}\n"
    sheet = openpyxl.load_workbook(room.path / SHEET)["Responses"]
    cell = sheet.cell(row_of(sheet, 1), 7)
    assert (cell.value, cell._style.numFmtId) == (NINTH, 14)


def test_a_table_prints_dates_as_excel_shows_them(room: Room) -> None:
    path = send(room, "[Table: Dates]", "General", 4)
    book = openpyxl.load_workbook(path)
    table = book.create_sheet("Dates")
    table["A1"], table["A2"] = "Month", MARCH
    table["A2"].number_format = "mmm-yy"
    book.save(path)
    assert room.papers("build").exit_code == 0
    assert "| Mar-26\n" in read_outline(room.path / "output" / room.documents()[0])


@pytest.mark.parametrize(
    ("number_format", "fields"),
    [
        ("dd/mm/yyyy", {"day", "month", "year"}), ("General", {"day", "month", "year"}), ("h:mm", {"time"}),
        ('d "of" mmmm', {"day", "month"}), ("dddd", {"weekday"}), ("QQ yyyy", {"quarter", "year"}),
        ("mm:ss", {"time"}), ("[$-F800]dddd, mmmm dd, yyyy", {"day", "month", "year"}), ('"day"', set()),
    ],
)  # fmt: skip
def test_what_of_a_date_a_format_shows(number_format: str, fields: set[str]) -> None:
    assert find_date_fields(number_format) == fields


def test_a_month_in_the_form_for_months() -> None:
    shown = {"month", "year"}
    assert format_shown(NINTH.date(), shown, "d MMMM yyyy", "en-GB") == f"May {NINTH.year}"
    assert format_shown(NINTH.date(), shown, "d MMMM yyyy", "en-GB", "MM/yyyy") == f"05/{NINTH.year}"


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [("dd MMMM yyyy", "09 May"), ("d MMMM y", "9 May"), ("MMMM d, yyyy", "May 9"), ("yyyy-MM-dd", "09 May"),
     ("EEEE d MMMM yyyy", "Saturday 9 May")],
)  # fmt: skip
def test_a_day_without_its_year_in_the_house_form(pattern: str, shown: str) -> None:
    assert format_shown(NINTH.date(), {"day", "month"}, pattern, "en-GB") == shown
