"""An Excel workbook that is valid by the rules of Open XML. The only XlsxWriter import.

Text is always written as text, even if it begins with an equals sign: typed words never become a formula.
"""

from __future__ import annotations

import io
import math
import re
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from cabinet_papers.excel.cells import column_letters
from cabinet_papers.files.package import WORKBOOK, unpack, write_package
from cabinet_papers.matter.prose import Run, join_runs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from cabinet_papers.excel.cells import Cell, Stored

FONT, SIZE = "Arial", 11
# A row and a column of the usual size in that font, in pixels.
USUAL_ROW, USUAL_COLUMN = 19, 72
LONGEST_SHEET_NAME = 31
# The most characters that a cell holds.
LONGEST_TEXT = 32_767
# What formulas call the table of a sheet; a name of the council's own may be none for a table.
TABLE_NAME = "Responses"
# A fixed date, so that the same sheet has the same bytes.
CREATED = datetime(2000, 1, 1)
RULE = "#8A97A6"
# How wide a note on a cell is, in points; XlsxWriter counts in pixels, of which 96 are an inch.
NOTE_WIDTH = 260
PIXELS_A_POINT = 96 / 72
# The formats in which Excel writes dates as the reader's computer does, and their numbers (18.8.30).
OF_THE_REGION: dict[str, str | int] = {"mm-dd-yy": 14, "m/d/yy": 14, "m/d/yy h:mm": 22}
# Excel shows so much of a title and of the words when a cell is chosen, and no more.
LONGEST_PROMPT_TITLE, LONGEST_PROMPT = 32, 255
# XlsxWriter's numbers for raised and lowered letters.
SCRIPTS = {"": 0, "superscript": 1, "subscript": 2}


# The beginning of a row in a worksheet's part; in its texts this sign is written otherwise.
ROW = re.compile(rb"<row [^>]*>")
CORE = "docProps/core.xml"
# The parts with texts, what looks like the escape of a character in one (ECMA-376 Part 1, 22.9.2.19, ST_Xstring), the
# two characters that no text has, and these in what XlsxWriter has written: escaped once or twice, or as they are.
HOLDING_TEXT = ("xl/sharedStrings", "xl/comments", "xl/tables/")
LITERAL = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
UNDERSCORE, LESS_THAN = "\uffff", "\ufffe"
ESCAPED = re.compile(rb"_x005F_x([0-9A-F]{4})_|_x(FFF[EF])_|\xef\xbf([\xbe\xbf])")


class Look(NamedTuple):
    """How a cell looks. `size` in points, colours as #RRGGBB; `locked` counts only after the sheet is protected."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    underlined: bool = False
    script: str = ""
    size: float = SIZE
    colour: str = ""
    fill: str = ""
    ruled: bool = False
    wrap: bool = False
    locked: bool = True
    number_format: str = ""
    align: str = ""


class Prompt(NamedTuple):
    """What Excel shows beside a cell."""

    title: str
    words: str


class ExcelWorkbook:
    """A workbook that is being written; `language` is the BCP 47 tag of its words, "" where it is not known.

    `pages` are the words before the number of a printed page, and between that and how many there are.
    """

    def __init__(
        self, title: str, author: str, language: str = "", pages: tuple[str, str] = ("Page ", " of ")
    ) -> None:  # fmt: skip
        from xlsxwriter.workbook import Workbook

        self.written = io.BytesIO()
        self.language = language
        # Within a footer a & begins a code.
        before, between = (each.replace("&", "&&") for each in pages)
        self.footer = f"&L&9&A&R&9{before}&P{between}&N"
        options: dict[str, object] = {
            "in_memory": True,
            # Widths count the digits of this font, and heights its lines.
            "default_format_properties": {"font_name": FONT, "font_size": SIZE, "font_scheme": ""},
            "default_row_height": USUAL_ROW, "default_column_width": USUAL_COLUMN,
        }  # fmt: skip
        options |= {f"strings_to_{each}": False for each in ("formulas", "urls", "numbers")}
        self.book = Workbook(self.written, options)
        self.book.set_properties({"title": title, "author": author, "created": CREATED})
        self.formats: dict[Look, Format] = {}
        self.run_formats: dict[Run, Format] = {}
        self.names: set[str] = set()
        self.reserved: set[str] = set()

    def reserve(self, names: Iterable[str]) -> None:
        """Keep names for worksheets that are added later and have to have them."""
        self.reserved |= {name.casefold() for name in names}

    def add(self, name: str, *, is_reserved: bool = False) -> ExcelWorksheet:
        """Return a new worksheet of that name, shortened and made unique as Excel requires."""
        free = self._free_name(name, self.names if is_reserved else self.names | self.reserved)
        self.names.add(free.casefold())
        return ExcelWorksheet(self, self.book.add_worksheet(free), free)

    def close(self) -> bytes:
        """Return the workbook's bytes."""
        self.book.close()
        return _finish(self.written.getvalue(), self.language)

    def look(self, look: Look) -> Format:
        """Return the look as the file has it."""
        if look not in self.formats:
            self.formats[look] = self.book.add_format(_describe(look))
        return self.formats[look]

    def stretch(self, run: Run) -> Format:
        """Return the look of a stretch of text within a cell."""
        key = run._replace(text="")
        if key not in self.run_formats:
            font: dict[str, object] = {"bold": run.bold, "italic": run.italic, "font_strikeout": run.struck}
            font |= {
                "underline": int(run.underlined),
                "font_name": FONT,
                "font_size": SIZE,
                "font_script": SCRIPTS[run.script],
            }
            self.run_formats[key] = self.book.add_format(font)
        return self.run_formats[key]

    def _free_name(self, name: str, taken: set[str]) -> str:
        name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", "-", name).strip("'") or "Worksheet"
        free, number = name[:LONGEST_SHEET_NAME].strip("'"), 2
        while free.casefold() in taken:
            free = f"{name[: LONGEST_SHEET_NAME - 4]} ({number})"
            number += 1
        return free


class ExcelWorksheet:
    """A worksheet that is being written. Rows and columns count from 1."""

    def __init__(self, book: ExcelWorkbook, sheet: Worksheet, name: str) -> None:
        self.book = book
        self.sheet = sheet
        self.name = name

    @property
    def quoted(self) -> str:
        """The worksheet's name as formulas have it: one that may be taken for a cell or a number in apostrophes."""
        doubled = self.name.replace("'", "''")
        return self.name if re.fullmatch(r"[^\W\d_]{6,}", self.name) else f"'{doubled}'"

    def name_cell(self, name: str, cell: str) -> None:
        """Give a cell a name on this worksheet."""
        if self.book.book.define_name(f"{self.name}!{name}", f"={self.quoted}!{cell}"):
            raise ValueError(f"Excel can have no name for a cell of {self.name}")

    def text(self, row: int, column: int, text: str, look: Look) -> None:
        """Write the text as it is; an empty one leaves a blank cell in that look."""
        if text:
            _expect_written(self.sheet.write_string(row - 1, column - 1, _protect(text), self.book.look(look)))
        else:
            self.sheet.write_blank(row - 1, column - 1, None, self.book.look(look))

    def number(self, row: int, column: int, number: float, look: Look) -> None:
        """Write the number."""
        self.sheet.write_number(row - 1, column - 1, number, self.book.look(look))

    def keep_numbers_as_text(self, column: int, first: int, last: int) -> None:
        """Let Excel not point out that texts in the column's rows look like numbers."""
        letters = column_letters(column)
        self.sheet.ignore_errors({"number_stored_as_text": f"{letters}{first}:{letters}{last}"})

    def formula(self, row: int, column: int, formula: str, value: str, look: Look) -> None:
        """Write a formula of ours, with the value that it has now."""
        self.sheet.write_formula(row - 1, column - 1, formula, self.book.look(look), value)

    def link(self, row: int, column: int, target: str, text: str, look: Look) -> None:
        """Write the text as a link to a cell of the workbook, such as 'Responses'!C9."""
        self.sheet.write_url(row - 1, column - 1, f"internal:{target}", self.book.look(look), _protect(text))

    def cell(self, row: int, column: int, cell: Cell | None, look: Look) -> None:
        """Write again what a cell holds: its number or date, or its text in its looks."""
        if cell is None:
            self.text(row, column, "", look)
        elif not _is_storable(cell.stored):
            self.runs(row, column, cell.runs, look)
        else:
            first = cell.runs[0] if cell.runs else Run("")
            shown = _like(first, look)._replace(number_format=cell.number_format, align="left")
            if isinstance(cell.stored, datetime):
                shown = shown._replace(number_format=cell.number_format or "dd/mm/yyyy")
                self.sheet.write_datetime(row - 1, column - 1, cell.stored, self.book.look(shown))
            else:
                self.number(row, column, cell.stored, shown)

    def runs(self, row: int, column: int, runs: tuple[Run, ...], look: Look) -> None:
        """Write the runs in their looks."""
        joined = join_runs([run._replace(link="") for run in runs])
        if len(joined) > 1:
            parts = [part for run in joined for part in (self.book.stretch(run), _protect(run.text))]
            _expect_written(self.sheet.write_rich_string(row - 1, column - 1, *parts, self.book.look(look)))
        elif joined:
            self.text(row, column, joined[0].text, _like(joined[0], look))
        else:
            self.text(row, column, "", look)

    def width(self, column: int, characters: float, *, hidden: bool = False) -> None:
        """Set a column's width."""
        self.sheet.set_column(column - 1, column - 1, characters, None, {"hidden": hidden})

    def height(self, row: int, points: float | None, *, hidden: bool = False) -> None:
        """Set the height that a row begins with; it grows with what is typed."""
        self.sheet.set_row(row - 1, points, None, {"hidden": hidden})

    def hide(self) -> None:
        """Hide the worksheet."""
        self.sheet.hide()

    def hide_for_good(self) -> None:
        """Hide the worksheet so that Excel does not offer to unhide it."""
        self.sheet.very_hidden()

    def hide_grid(self) -> None:
        """Show and print no lines but those of the cells themselves."""
        self.sheet.hide_gridlines(2)

    def print_landscape(self, heading_row: int = 0) -> None:
        """Lay the worksheet out on A4 landscape, one page wide and any number long, the heading row on each page."""
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.set_footer(self.book.footer)
        if heading_row:
            self.sheet.repeat_rows(heading_row - 1)

    def freeze(self, row: int, column: int) -> None:
        """Keep the rows above this one and the columns before this one in view, and begin in the cell."""
        self.sheet.freeze_panes(row - 1, column - 1)
        self.sheet.set_selection(row - 1, column - 1, row - 1, column - 1)

    def table(self, row: int, rows: int, headings: tuple[str, ...], look: Look, title: str, described: str) -> None:
        """Make the rows below the headings a table with a title and a description for screen readers."""
        columns = [{"header": _protect(heading), "header_format": self.book.look(look)} for heading in headings]
        refused = self.sheet.add_table(
            row - 1, 0, row - 1 + rows, len(headings) - 1,
            {"name": TABLE_NAME, "columns": columns, "style": None, "autofilter": False, "title": title,
             "description": described},
        )  # fmt: skip
        if refused:
            raise ValueError(f"Excel can have no table with these headings: {headings}")

    def offer(self, column: int, first: int, last: int, source: list[str] | str, prompt: Prompt, error: Prompt) -> None:
        """Offer a list of words in the cells of a column, from the words or from a range of cells that holds them.

        The prompt shows at a chosen cell, the error where something else is typed.
        """
        self.sheet.data_validation(
            first - 1, column - 1, last - 1, column - 1,
            {"validate": "list", "source": source, **_describe_prompt("input", prompt),
             **_describe_prompt("error", error)},
        )  # fmt: skip

    def prompt(self, column: int, first: int, last: int, prompt: Prompt) -> None:
        """Show the prompt at a chosen cell of a column, in which anything may be typed."""
        options = {"validate": "any", **_describe_prompt("input", prompt)}
        self.sheet.data_validation(first - 1, column - 1, last - 1, column - 1, options)

    def mark_where(self, column: int, first: int, last: int, formula: str, *, fill: str = "", colour: str = "") -> None:
        """Colour the cells of a column, or their letters, for which the formula is true."""
        colours = {"bg_color": fill, "font_color": colour}
        look = self.book.book.add_format({name: each for name, each in colours.items() if each})
        options = {"type": "formula", "criteria": formula, "format": look}
        self.sheet.conditional_format(first - 1, column - 1, last - 1, column - 1, options)

    def note(self, row: int, column: int, text: str) -> None:
        """Attach a note to a cell."""
        options = {"width": NOTE_WIDTH * PIXELS_A_POINT, "y_scale": 1.5, "author": ""}
        self.sheet.write_comment(row - 1, column - 1, _protect(text), options)


def _describe_prompt(kind: str, prompt: Prompt) -> dict[str, str]:
    return {
        f"{kind}_title": prompt.title[:LONGEST_PROMPT_TITLE], f"{kind}_message": prompt.words[:LONGEST_PROMPT]
    }  # fmt: skip


def _finish(content: bytes, language: str) -> bytes:
    """Return the workbook without what XlsxWriter always says, and with what it cannot say.

    It marks each height as chosen by a person, and then Excel and LibreOffice leave the row as it is when its words
    become more (ECMA-376 Part 1, 18.3.1.73).
    """
    parts = unpack(content, WORKBOOK)
    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = ROW.sub(lambda row: row[0].replace(b' customHeight="1"', b""), parts[name])
        elif name.startswith(HOLDING_TEXT):
            parts[name] = ESCAPED.sub(_write_escape, parts[name])
    if language:
        named = f"<dc:language>{escape(language)}</dc:language></cp:coreProperties>".encode()
        parts[CORE] = parts[CORE].replace(b"</cp:coreProperties>", named)
    return write_package(parts)


def _protect(text: str) -> str:
    """Return the text for XlsxWriter, with characters that no file can hold in place of those that it mistakes.

    A text in the element <r> it takes for runs that are ready, and what looks like an escape it escapes once for a text
    in one look, twice for one in several, and wrongly where one escape begins with the end of another.
    """
    text = LITERAL.sub(UNDERSCORE, text.replace(UNDERSCORE, "\ufffd").replace(LESS_THAN, "\ufffd"))
    return LESS_THAN + text[1:] if text.startswith("<r>") else text


def _write_escape(found: re.Match[bytes]) -> bytes:
    """Return what XlsxWriter has made of a protected character, or of a control character, as Excel stores it."""
    name = found[1] or found[2] or found[3]
    if name in (b"FFFF", b"\xbf"):
        return b"_x005F_"
    return b"&lt;" if name in (b"FFFE", b"\xbe") else b"_x%s_" % name


def _expect_written(code: int | None) -> None:
    """Raise OverflowError where XlsxWriter has left out a part of what was to be written."""
    if code:
        raise OverflowError("a cell cannot hold what was to be written into it")


def _is_storable(stored: Stored | None) -> TypeGuard[Stored]:
    """Whether Excel can hold it as a number: its days begin in 1900."""
    return stored is not None and (stored.year >= 1900 if isinstance(stored, datetime) else math.isfinite(stored))


def _like(run: Run, look: Look) -> Look:
    """Return the look of a cell that is all one run."""
    return look._replace(
        bold=run.bold, italic=run.italic, struck=run.struck, script=run.script, underlined=run.underlined
    )


def _describe(look: Look) -> dict[str, object]:
    described: dict[str, object] = {
        "font_name": FONT, "font_size": look.size, "bold": look.bold, "italic": look.italic, "valign": "top",
        "font_scheme": "", "text_wrap": look.wrap, "locked": look.locked,
    }  # fmt: skip
    if look.struck:
        described["font_strikeout"] = True
    if look.underlined:
        described["underline"] = 1
    if look.script:
        described["font_script"] = SCRIPTS[look.script]
    if look.colour:
        described["font_color"] = look.colour
    if look.fill:
        described["bg_color"] = look.fill
    if look.ruled:
        described |= {"border": 1, "border_color": RULE}
    if look.number_format:
        described["num_format"] = OF_THE_REGION.get(look.number_format, look.number_format)
    if look.align:
        described["align"] = look.align
    return described
