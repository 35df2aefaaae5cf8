"""Writes a form as a Word document, with the answers given so far, for those who do not use Excel.

Its table has the columns of the response sheet. The reference of a row is in it as hidden text, behind its number:
Word and LibreOffice keep that wherever the row is moved or copied to.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from cabinet_papers.excel.cells import Workbook
from cabinet_papers.files.word_forms import PROPERTY, VALUE
from cabinet_papers.matter.columns import (
    ABOUT_ROW,
    COMMENT,
    DECISION,
    MEMBER,
    NUMBER,
    RECOMMENDATION,
    REF,
    REFERENCE,
    Column,
    ColumnKind,
)
from cabinet_papers.matter.form_words import (
    CHOOSE,
    KEPT,
    OFFICE,
    OFFICE_LABELS,
    ONE,
    ROWS_EACH,
    SHEET,
    TABLE_NOTE,
    say,
)
from cabinet_papers.matter.plain_text import read_plain_runs, read_plain_text
from cabinet_papers.matter.prose import Block, Paragraph, Prose, Run
from cabinet_papers.sheets.answer import TABLE_LINE, comparable
from cabinet_papers.sheets.date_cell import print_date
from cabinet_papers.sheets.form import AskedRow, Cells, Form
from cabinet_papers.sheets.form_language import FormLanguage
from cabinet_papers.sheets.form_texts import how_lines, put_headings
from cabinet_papers.sheets.form_writer import list_kept
from cabinet_papers.sheets.sheet_words import list_properties
from cabinet_papers.sheets.worksheet_table import read_worksheet_table
from cabinet_papers.word.new_document import PROSE_STYLES, READ_FILL, TEXT_WIDTH, Properties, write_document
from cabinet_papers.word.prose import Look, WordWriter, write_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_papers.excel.cells import Cell, Worksheet
    from cabinet_papers.matter.settings import Settings

# Widths in twips; the recommendation and the comment share what is left, the first of them this part of it.
WIDTHS = {NUMBER.name: 740, REF.name: 1_000, DECISION.name: 1_750, ABOUT_ROW.name: 2_300}
FURTHER_WIDTH, OF_RECOMMENDATION = 1_650, 0.42
# The width of the labels in the table for the scrutiny office.
OFFICE_WIDTH = 3_200
# The height, in twips, that invites a few lines of comment.
LEAST = 1_100
# The number of the first list to choose from; each needs one of its own.
FIRST_CONTROL = 710_000
IN_CELL = Look('<w:pStyle w:val="TableText"/>', {}, in_cell=True)
# Other bullets than hyphens would come back as hyphens, as if somebody had edited the recommendation.
OTHER_BULLET = re.compile(r"^\s*[*•·][ \t\xa0]", re.MULTILINE)


def render_word_form(form: Form, settings: Settings) -> bytes:
    """Return the document's bytes."""
    writer = _WordFormWriter(form, settings)
    body, title = writer.write(), writer.language.write(form.title)
    author = settings.council or "cabinet-papers"
    return write_document(
        body,
        Properties(title, author, settings.language, {PROPERTY: VALUE, **list_properties(form.words)}),
    )


class _WordFormWriter:
    """Writes the form's body."""

    def __init__(self, form: Form, settings: Settings) -> None:
        self.form = form
        self.settings = settings
        self.language = FormLanguage(form.words, form.columns)
        self.writer = WordWriter(PROSE_STYLES, 1)
        self.columns = tuple(each for each in form.columns if each.name != REFERENCE.name)
        self.tables = tuple(map(self.language.write_kept, form.tables))
        self.placed: set[str] = set()

    def write(self) -> str:
        title, *lines = map(self.language.write, self.form.above)
        due, contact = map(self.language.write, (self.form.due, self.form.contact))
        above = [_paragraph(_words(title), "Title")]
        above += [_paragraph(_words(line), "FormDue" if line == due else "FormLine") for line in lines]
        above += [_paragraph(_words(contact), "FormLine")] if contact else []
        *notes, last = (put_headings(self.say(line), self.form.columns) for line in how_lines(self.form.columns))
        above += [*(_paragraph(_words(line), "FormNote") for line in notes), _paragraph(_words(last), "FormLastNote")]
        rows = [self.write_headings(_share(self.columns)), *map(self.write_row, self.form.rows)]
        table = _table(_share(self.columns), rows, self.say(SHEET), f"{len(self.form.rows)} {self.say(ROWS_EACH)}")
        parts = [*above, table, self.write_office(), self.write_kept(), *self.write_further()]
        return "".join([*parts, _paragraph("", "TableGap")])

    def say(self, text: str) -> str:
        """Return one of our texts in the council's words."""
        return say(text, self.form.words)

    def write_headings(self, widths: Sequence[int]) -> str:
        return _heading_row([each.heading for each in self.columns], widths)

    def write_office(self) -> str:
        """Return the table for what a Cabinet Member's office wants to say, with what it wrote so far."""
        widths = (OFFICE_WIDTH, TEXT_WIDTH - OFFICE_WIDTH)
        head = (
            _cell(widths[0], _paragraph(_words(self.say(OFFICE)), "TableHeading")),
            _cell(widths[1], _paragraph(_words(self.say(TABLE_NOTE)), "TableText")),
        )
        rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(head)}</w:tr>"]
        for label in OFFICE_LABELS:
            cells = (
                _cell(widths[0], _paragraph(_words(self.say(label)), "TableText"), is_read=True),
                _cell(widths[1], self.write_lines(self.form.for_office.get(label, ""))),
            )
            rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
        return _paragraph("", "TableSpace") + _table(widths, rows, self.say(OFFICE))

    def write_row(self, asked: AskedRow) -> str:
        widths = _share(self.columns)
        cells = (
            _cell(width, self.write_cell(column, asked), is_read=not column.is_answer)
            for column, width in zip(self.columns, widths, strict=True)
        )
        return f'<w:tr><w:trPr><w:trHeight w:val="{LEAST}" w:hRule="atLeast"/></w:trPr>{"".join(cells)}</w:tr>'

    def write_cell(self, column: Column, asked: AskedRow) -> str:
        hidden = f"<w:r><w:rPr><w:vanish/></w:rPr>{write_text(str(asked.reference))}</w:r>"
        marks = hidden if column is self.columns[0] else ""
        if column.name == NUMBER.name:
            return _paragraph(_words(asked.printed_in_line) + marks, "TableNumber")
        if column.name == RECOMMENDATION.name:
            written = self.write_prose(_read_wording(asked.wording))
            return written.replace("</w:p>", f"{marks}</w:p>", 1)
        if not column.is_answer:
            about_row = self.language.write_about_row(asked.about_row)
            texts = {ABOUT_ROW.name: about_row, REF.name: asked.reference.ref, MEMBER.name: asked.member}
            texts |= asked.beside
            return self.write_lines(texts[column.name]).replace("</w:p>", f"{marks}</w:p>", 1)
        answer = asked.answer.get(column.name)
        if column.kind is ColumnKind.CHOICE:
            return _paragraph(self.write_choice(column, answer, asked), "TableText")
        return self.write_answer(column, answer)

    def write_choice(self, column: Column, answer: Cell | None, asked: AskedRow) -> str:
        """Return the list to choose from, with what was chosen."""
        number = asked.number
        text = answer.text.strip() if answer else ""
        items = "".join(
            f'<w:listItem w:displayText="{each}" w:value="{each}"/>' for each in map(escape, column.choices)
        )
        shown = "" if text else "<w:showingPlcHdr/>"
        runs = self.writer.write_runs(_without_links(answer.runs), {}) if answer and text else self.write_placeholder()
        name = escape(f"{column.heading} {self.say(ONE).strip().capitalize()} {asked.printed_in_line}")
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="agree-{number}"/>'
            f'<w:id w:val="{FIRST_CONTROL + number}"/>'
            f"{shown}<w:dropDownList>{items}</w:dropDownList></w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>"
        )

    def write_placeholder(self) -> str:
        shown = write_text(self.say(CHOOSE))
        return f'<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>{shown}</w:r>'

    def write_answer(self, column: Column, answer: Cell | None) -> str:
        if answer is None or not answer.text.strip():
            return _paragraph("", "TableText")
        if printed := print_date(answer, self.settings):
            return self.write_lines(printed.text)
        blocks = read_plain_runs(_without_links(answer.runs)).blocks
        names = list[str]()
        if column.name == COMMENT.name:
            blocks, names = self.place_tables(blocks)
        return _name_tables(self.write_prose(Prose(blocks)), names)

    def place_tables(self, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], list[str]]:
        """Return the blocks with each table that a line names in the place of the line, and the tables' names."""
        placed: list[Block] = []
        names: list[str] = []
        for block in blocks:
            line = TABLE_LINE.fullmatch(block.text.strip()) if isinstance(block, Paragraph) else None
            named = self.find_table(line[1]) if line else None
            table = read_worksheet_table(Workbook("", self.tables), named)[0] if named else ()
            if named and table:
                names.append(named.name)
            placed += table or [block]
        self.placed |= set(names)
        return tuple(placed), names

    def find_table(self, name: str) -> Worksheet | None:
        return next((each for each in self.tables if comparable(each.name) == comparable(name)), None)

    def write_prose(self, prose: Prose) -> str:
        return str(self.writer.write_prose(prose, IN_CELL))

    def write_lines(self, text: str) -> str:
        return "".join(_paragraph(_words(line), "TableText") for line in text.split("\n"))

    def write_kept(self) -> str:
        """Return the answers for which the form has no row, in a table of their own; "" where there are none."""
        if not self.form.kept:
            return ""
        headings = list_kept(self.form)
        widths = _share(tuple(headings), number=1_100)
        rows = [_heading_row(list(headings.values()), widths)]
        for cells in self.form.kept:
            written = (
                _cell(width, self.write_kept_cell(cells, column))
                for column, width in zip(headings, widths, strict=True)
            )
            rows.append(f"<w:tr>{''.join(written)}</w:tr>")
        return _paragraph(_words(self.say(KEPT)), "Heading1") + _table(widths, rows, self.say(KEPT))

    def write_kept_cell(self, cells: Cells, column: Column) -> str:
        return self.write_answer(column, cells.get(column.name))

    def write_further(self) -> list[str]:
        """Return the added worksheets that are in no comment, each as a table under its name."""
        written = []
        for each in self.tables:
            blocks = read_worksheet_table(Workbook("", self.tables), each)[0]
            if each.name not in self.placed and blocks:
                look = Look('<w:pStyle w:val="FormLine"/>', {}, in_cell=False)
                prose = str(self.writer.write_prose(Prose(blocks), look))
                written.append(_paragraph(_words(each.name), "Heading1") + _name_tables(prose, [each.name]))
        return written


def _share(columns: Sequence[Column], number: int = WIDTHS[NUMBER.name]) -> list[int]:
    """Return the widths of the columns, which together are as wide as the text."""
    widths = {**WIDTHS, NUMBER.name: number}
    shared = [RECOMMENDATION.name, COMMENT.name]
    left = TEXT_WIDTH - sum(widths.get(each.name, FURTHER_WIDTH) for each in columns if each.name not in shared)
    widths |= {RECOMMENDATION.name: int(left * OF_RECOMMENDATION), COMMENT.name: left - int(left * OF_RECOMMENDATION)}
    return [widths.get(each.name, FURTHER_WIDTH) for each in columns]


def _heading_row(headings: Sequence[str], widths: Sequence[int]) -> str:
    cells = (
        _cell(width, _paragraph(_words(each), "TableHeading")) for each, width in zip(headings, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _table(widths: Sequence[int], rows: Sequence[str], name: str, description: str = "") -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    described = f'<w:tblDescription w:val="{escape(description)}"/>' if description else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="FormTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{escape(name)}"/>{described}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _name_tables(prose: str, names: Sequence[str]) -> str:
    """Return the prose with the names at its tables."""
    first, *rest = prose.split("</w:tblPr>")
    named = (
        f'<w:tblCaption w:val="{escape(name)}"/></w:tblPr>{after}' for name, after in zip(names, rest, strict=True)
    )
    return "".join([first, *named])


def _cell(width: int, inside: str, *, is_read: bool = False) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{READ_FILL}"/>' if is_read else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inside}</w:tc>'


def _paragraph(runs: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _words(text: str) -> str:
    return f"<w:r>{write_text(text)}</w:r>" if text else ""


def _without_links(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return the runs as words alone, as a cell of a workbook has them."""
    return tuple(run._replace(link="") for run in runs)


def _read_wording(wording: str) -> Prose:
    """Return the recommendation's text, its bullets as such if they come back as they were typed."""
    if not OTHER_BULLET.search(wording):
        return read_plain_text(wording)
    return Prose(tuple(Paragraph((Run(line.strip()),)) for line in wording.split("\n") if line.strip()))
