"""Raised and lowered letters mean something: 10³ is not 103. They are kept from the cell to the paper."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from cabinet_papers.excel.ods import read_ods
from cabinet_papers.excel.workbook import read_workbook
from cabinet_papers.matter.prose import Paragraph, Prose, Run
from cabinet_papers.word.prose import Look, Styles, WordWriter
from tests.commands.test_sheet import fill_in, row_of
from tests.conftest import MANY, MATTER, Room, open_room
from tests.outline import read_outline
from tests.packages import change_package, replace_in

SHEET = "data/trees/responses.xlsx"
RAISED, LOWERED = "superscript", "subscript"


def raised(text: str, script: str = RAISED, **font: bool) -> TextBlock:
    return TextBlock(InlineFont(vertAlign=script, **font), text)


def send(room: Room) -> Path:
    room.write("data/trees/recommendations.yaml", MATTER)
    assert room.papers("sheet").exit_code == 0
    return room.path / SHEET


def answer(path: Path, comment: object, change: Callable[[Worksheet, int], object] | None = None) -> None:
    def fill(sheet: Worksheet) -> None:
        row = row_of(sheet, 1)
        sheet.cell(row, 3, "Yes")
        sheet.cell(row, 4).value = comment
        if change:
            change(sheet, row)

    fill_in(path, fill)


def comment_of(path: Path) -> tuple[Run, ...]:
    """Return the Comment as the program reads it from the workbook."""
    workbook, _ = read_workbook(path, path.name)
    assert workbook is not None
    sheet = next(each for each in workbook.worksheets if each.name == "Responses")
    heading = next(cell for cell in sheet.cells if cell.text == "Comment")
    return next(cell.runs for cell in sheet.cells if cell.column == heading.column and cell.row > heading.row)


def refresh(room: Room) -> None:
    """Have the sheet written again, with one recommendation more."""
    room.write("data/trees/recommendations.yaml", MATTER.replace("trees.]", "trees., That it waters them.]"))
    assert room.papers("sheet").stdout == f"{SHEET}\n"


def outline(room: Room) -> str:
    assert room.papers("build").exit_code == 0
    (name,) = room.documents()
    return read_outline(room.path / "output" / name)


def test_a_power_of_ten_stays_one(room: Room) -> None:
    answer(send(room), CellRichText("10", raised("3"), " trees, CO", raised("2", LOWERED)))
    refresh(room)
    assert comment_of(room.path / SHEET) == (
        Run("10"), Run("3", script=RAISED), Run(" trees, CO"), Run("2", script=LOWERED),
    )  # fmt: skip
    assert "10^{3} trees, CO_{2}" in outline(room)


@pytest.mark.parametrize("comment", ["see note", 103])
def test_a_whole_cell_and_a_number_are_raised(comment: object, room: Room) -> None:
    def raise_all(sheet: Worksheet, row: int) -> None:
        sheet.cell(row, 4).font = Font(vertAlign=RAISED)

    answer(send(room), comment, raise_all)
    refresh(room)
    assert comment_of(room.path / SHEET) == (Run(str(comment), script=RAISED),)
    assert f"^{{{comment}}}" in outline(room)


def test_in_a_table_and_on_the_web_page(room: Room) -> None:
    def add_table(sheet: Worksheet, _: int) -> None:
        table = sheet.parent.create_sheet("Costs")
        table["A1"], table["A2"] = "Area", CellRichText("12 m", raised("2"))

    answer(send(room), CellRichText("x", raised("2\ny"), "\n[Table: Costs]"), add_table)
    refresh(room)
    assert "12 m^{2}" in outline(room)
    assert room.papers("build", "--html").exit_code == 0
    (page,) = (room.path / "output").rglob("*.html")
    assert "12\u00a0m<sup>2</sup>" in page.read_text(encoding="utf-8")
    assert "x<sup>2</sup>" in page.read_text(encoding="utf-8")


def test_a_stretch_without_a_font_of_its_own_has_that_of_its_cell(room: Room) -> None:
    """Excel leaves the font out where a stretch, often the first, has that of the cell."""

    def embolden(sheet: Worksheet, row: int) -> None:
        sheet.cell(row, 4).font = Font(bold=True, vertAlign=LOWERED)

    answer(send(room), CellRichText("all ", raised("up")), embolden)
    assert comment_of(room.path / SHEET) == (Run("all ", bold=True, script=LOWERED), Run("up", script=RAISED))


@pytest.mark.parametrize("ending", ["ods", "fods", "xls", "xlsx"])
def test_saved_by_libreoffice(
    ending: str, room: Room, libreoffice: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    path = send(room)
    answer(path, CellRichText("10", raised("3", b=True), " or CO", raised("2", LOWERED, i=True), "."))
    saved = libreoffice(path, ending, tmp_path / "saved")
    read = comment_of(saved)
    assert read == (
        Run("10"), Run("3", bold=True, script=RAISED), Run(" or CO"), Run("2", italic=True, script=LOWERED), Run("."),
    )  # fmt: skip
    path.unlink()
    (path.parent / saved.name).write_bytes(saved.read_bytes())
    assert "10**^{3}** or CO___{2}__." in outline(room)


@pytest.mark.parametrize(
    ("position", "script"),
    [
        ("super 58%", RAISED), ("sub 58%", LOWERED), ("33% 58%", RAISED), ("-33% 100%", LOWERED), ("0% 100%", ""),
        ("0.5% 80%", RAISED), ("-0.5% 80%", LOWERED), ("", ""),
    ],
)  # fmt: skip
def test_positions_of_open_document(position: str, script: str, tmp_path: Path) -> None:
    """OpenDocument 1.3, Part 3, 20.384: "super" and "sub", or how far up in percent, and the letters' size."""
    names = ("office", "table", "text", "style")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    where = f' style:text-position="{position}"' if position else ""
    path = tmp_path / "sheet.fods"
    path.write_text(
        f'<office:document {spaces}><style:style style:family="text" style:name="T1"><style:text-properties{where}/>'
        '</style:style><table:table table:name="A"><table:table-row><table:table-cell office:value-type="string">'
        '<text:p>m<text:span text:style-name="T1">2</text:span></text:p></table:table-cell></table:table-row>'
        "</table:table></office:document>",
        encoding="utf-8",
    )
    (cell,) = read_ods(path)[0].cells
    assert (cell.text, cell.runs[-1].script) == ("m2", script)


def test_the_marked_copy_has_them(room: Room) -> None:
    """Shown with a form that is changed part by part, and with one of which only the words are written anew."""
    path = send(room)
    answer(path, CellRichText("10", raised("3")), lambda sheet, row: sheet.cell(row, 3, "maybe"))
    assert room.papers("check", "--mark").exit_code == 1
    expected = (Run("10"), Run("3", script=RAISED))
    assert comment_of(room.path / "data/trees/to correct/responses.xlsx") == expected
    spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    change_package(path, replace_in("xl/workbook.xml", spreadsheet, strict))
    room.papers("check", "--mark")
    assert comment_of(room.path / "data/trees/to correct/responses.xlsx") == expected


def test_the_place_among_a_runs_properties() -> None:
    """ECMA-376 Part 1, 17.3.2.28: after the size and the colour, before the language; a placeholder's own gives way."""
    base = '<w:sz w:val="20"/><w:vertAlign w:val="baseline"/><w:lang w:val="en-GB"/>'
    writer = WordWriter(Styles((), None, None, "", "", ""), 1)  # type: ignore[arg-type]
    prose = Prose((Paragraph((Run("x", script=RAISED), Run("y"))),))
    written = writer.write_prose(prose, Look("", {(False, False): base}, in_cell=False))
    assert '<w:sz w:val="20"/><w:vertAlign w:val="superscript"/><w:lang w:val="en-GB"/>' in written
    assert f"<w:rPr>{base}</w:rPr><w:t" in written


def test_word_reads_the_paper(room: Room, validate: Callable[[Path], list[str]]) -> None:
    answer(send(room), CellRichText("10", raised("3", b=True), raised("2", LOWERED, i=True)))
    refresh(room)
    assert validate(room.path / SHEET) == []
    assert "10**^{3}**___{2}__" in outline(room)
    assert validate(room.path / "output" / room.documents()[0]) == []


LOOK = st.tuples(st.booleans(), st.booleans(), st.sampled_from(["", RAISED, LOWERED]))
STRETCHES = st.lists(LOOK, min_size=1, max_size=5)


@pytest.mark.slow
@settings(max_examples=15 * MANY, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(looks=STRETCHES)
def test_any_looks_survive_the_whole_way(looks: list[tuple[bool, bool, str]]) -> None:
    pieces = [
        TextBlock(InlineFont(b=bold, i=italic, vertAlign=script or None), f"w{at}")
        for at, (bold, italic, script) in enumerate(looks)
    ]
    with tempfile.TemporaryDirectory() as folder:
        room = open_room(Path(folder) / "room")
        answer(send(room), CellRichText(*pieces))
        refresh(room)
        again = [(run.text, run.bold, run.italic, run.script) for run in comment_of(room.path / SHEET)]
        words = "".join(text for text, *_ in again)
        assert words == "".join(f"w{at}" for at in range(len(looks)))
        kept = [(bold, italic, script) for text, bold, italic, script in again for _ in range(text.count("w"))]
        assert kept == looks
        printed = outline(room)
        shown = "".join(show(text, bold, italic, script) for text, bold, italic, script in again)
        assert shown in printed, printed


def show(text: str, bold: bool, italic: bool, script: str) -> str:
    """Return a stretch as outlines show it."""
    text = f"{'^' if script == RAISED else '_'}{{{text}}}" if script else text
    text = f"**{text}**" if bold else text
    return f"__{text}__" if italic else text


def test_the_drawn_sheet_is_read_by_openpyxl_too(room: Room) -> None:
    answer(send(room), CellRichText("10", raised("3")))
    refresh(room)
    sheet = openpyxl.load_workbook(room.path / SHEET, rich_text=True)["Responses"]
    value = sheet.cell(row_of(sheet, 1), 4).value
    assert isinstance(value, CellRichText)
    assert [each.font.vertAlign for each in value if isinstance(each, TextBlock)][-1] == RAISED
