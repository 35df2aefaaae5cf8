"""WordprocessingML from prose: paragraphs, lists, tables and links, in the styles of a template.

Element names and their order are those of ECMA-376 Part 1, 17 (WordprocessingML).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from cabinet_papers.matter.prose import Block, Heading, ItemList, Paragraph, Prose, Quotation, Run, Table
from cabinet_papers.word.environment import FORBIDDEN, WordXml

NUMERIC = re.compile(r"[-–(]?\s*[£$€]?\s*[\d.,]+\s*%?\)?|[-–]|")
YEAR = re.compile(r"(19|20)\d\d([/–-]\d\d(\d\d)?)?")
MAX_LIST_LEVEL = 8
# How far in a quotation is without a style for it, and the text of a list's items in one from there (twips).
USUAL_QUOTED, HANGING = 567, 454
# What the shipped templates leave below a paragraph of a cell.
BELOW_LIST = '<w:spacing w:after="80"/>'
# What follows w:vertAlign among the properties of a run.
AFTER_SCRIPT = re.compile(r"<w:(?:rtl|cs|em|lang|eastAsianLayout|specVanish|oMath)\b")


class ListStyle(NamedTuple):
    """A list style of the template: its numbering, and how far each level's text is indented (twips)."""

    style: str
    number_id: str
    abstract_id: str
    indents: tuple[int, ...]


class Styles(NamedTuple):
    """The ids of the styles that prose is written in, as the template defines them."""

    headings: tuple[str, ...]
    bullet: ListStyle
    number: ListStyle
    table: str
    table_text: str
    hyperlink: str
    quotation: str = ""
    quoted_at: int = USUAL_QUOTED


class Look(NamedTuple):
    """How the paragraph of a placeholder looks, which the prose in its place takes over.

    `paragraph` is the inside of its w:pPr, `runs` the insides of w:rPr by (bold, italic); `in_cell` says that the
    prose is in a table's cell, which must end in a paragraph, `is_quoted` that it is a quotation.
    """

    paragraph: str
    runs: dict[tuple[bool, bool], str]
    in_cell: bool
    is_quoted: bool = False


@dataclass(slots=True)
class WordWriter:
    """Writes the prose of one document and remembers the lists and links that its package needs."""

    styles: Styles
    first_list: int
    lists: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)

    def write_prose(self, prose: Prose, look: Look, lead: str = "", tail: str = "") -> WordXml:
        """Return the prose as paragraphs and tables; `lead` and `tail` are runs to stand around it."""
        # Every word in it has passed through write_text, which escapes.
        return WordXml(self.write_blocks(prose.blocks, look, lead, tail))

    def write_blocks(self, blocks: tuple[Block, ...], look: Look, lead: str, tail: str) -> str:
        """Return the blocks one after the other, the first led by `lead`, the last followed by `tail`."""
        if not blocks:
            return _paragraph(look.paragraph, lead + tail) if look.in_cell or lead or tail else ""
        first, last = blocks[0], blocks[-1]
        # Before the prose, the template may have a table too.
        gap = self.gap() if isinstance(first, Table) and not look.in_cell else ""
        after = _write_apart(tail, last, look) or (self.gap() if isinstance(last, Table) else "")
        return "".join([gap, _write_apart(lead, first, look), *self.iter_blocks(blocks, look, lead, tail), after])

    def iter_blocks(self, blocks: tuple[Block, ...], look: Look, lead: str, tail: str) -> Iterator[str]:
        """Yield the blocks with room between them, `lead` and `tail` in the paragraphs that begin or end them."""
        for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
            if isinstance(before, Table) and isinstance(block, Table):
                yield self.gap()
            around = (lead if before is None else "", tail if after is None else "")
            own = _apart(look) if isinstance(before, Table) else look
            # In a cell it would keep the row with the next one.
            keeps = not look.in_cell and _belongs_with(block, after)
            yield self.write_block(block, _with_next(own) if keeps else own, *around)

    def gap(self) -> str:
        """Return an empty paragraph to follow a table: a cell must end in one, and without one two tables merge."""
        return _paragraph(f'<w:pStyle w:val="{self.styles.table_text}"/><w:spacing w:after="0"/>', "")

    def write_block(self, block: Block, look: Look, lead: str, tail: str) -> str:
        """Return one block; only a paragraph takes in `lead` and `tail`."""
        match block:
            case Paragraph(runs):
                return _paragraph(look.paragraph, lead + self.write_runs(runs, look.runs) + tail)
            case Heading(runs, level):
                style = self.styles.headings[min(level, len(self.styles.headings)) - 1]
                return _paragraph(f'<w:pStyle w:val="{style}"/>', self.write_runs(runs, {}))
            case ItemList():
                return self.write_list(block, look, 0, ends=look.in_cell)
            case Quotation(quoted):
                return self.write_blocks(quoted, self.quoted(look), "", "")
            case Table():
                return self.write_table(block)

    def quoted(self, look: Look) -> Look:
        """Return how a quotation looks: as the template's style for it, else further in than what is around it."""
        style = self.style_of_quotation() or f'<w:ind w:left="{USUAL_QUOTED}" w:right="{USUAL_QUOTED}"/>'
        return Look(style, {}, look.in_cell, is_quoted=True)

    def style_of_quotation(self) -> str:
        """Return the properties that name the template's style for quotations, "" where it has none."""
        return f'<w:pStyle w:val="{self.styles.quotation}"/>' if self.styles.quotation else ""

    def write_list(self, items: ItemList, look: Look, level: int, *, ends: bool) -> str:
        """Return a list; each numbered one gets a numbering of its own, so that it starts where it should.

        One that `ends` has no more room below it than a paragraph of a cell.
        """
        style = self.styles.number if items.numbered else self.styles.bullet
        level = min(level, MAX_LIST_LEVEL)
        number_id = self.start_numbering(style, level, items.start) if items.numbered else style.number_id
        parts = []
        for at, item in enumerate(items.items, 1):
            is_end = ends and at == len(items.items)
            close = BELOW_LIST if is_end else ""
            mark, further = self.item_properties(style, level, number_id, look, close)
            properties = mark
            for block in item.blocks:
                if isinstance(block, ItemList):
                    parts.append(self.write_list(block, look, level + 1, ends=is_end))
                elif isinstance(block, Table | Quotation):
                    parts.append(self.write_block(block, look, "", ""))
                else:
                    parts.append(_paragraph(properties, self.write_runs(block.runs, look.runs)))
                    properties = further
            if not item.blocks:
                parts.append(_paragraph(mark, ""))
        return "".join(parts)

    def item_properties(self, style: ListStyle, level: int, number_id: str, look: Look, close: str) -> tuple[str, str]:
        """Return the properties of a list item, and of its further paragraphs: as far in, without bullet or number.

        In a quotation they are in its style, so that they stay a part of it. `close` is the room below them.
        """
        at, numbered = style.indents[min(level, len(style.indents) - 1)], _numbered(level, number_id)
        if not look.is_quoted:
            return f'<w:pStyle w:val="{style.style}"/>{numbered}{close}', f'{close}<w:ind w:left="{at}"/>'
        named = self.style_of_quotation()
        at += self.styles.quoted_at + HANGING - style.indents[0]
        right = "" if named else f' w:right="{USUAL_QUOTED}"'
        hanging = f'<w:ind w:left="{at}"{right} w:hanging="{HANGING}"/>'
        return f"{named}{numbered}{close}{hanging}", f'{named}{close}<w:ind w:left="{at}"{right}/>'

    def start_numbering(self, style: ListStyle, level: int, start: int) -> str:
        """Return the id of a new numbering that counts from `start` (ECMA-376, 17.9.26, startOverride)."""
        number_id = str(self.first_list + len(self.lists))
        self.lists.append(
            f'<w:num w:numId="{number_id}"><w:abstractNumId w:val="{style.abstract_id}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )
        return number_id

    def write_runs(self, runs: tuple[Run, ...], looks: dict[tuple[bool, bool], str]) -> str:
        """Return the runs, links as hyperlinks."""
        return "".join(self.write_run(run, looks) for run in runs)

    def write_run(self, run: Run, looks: dict[tuple[bool, bool], str]) -> str:
        """Return one run in its look."""
        plain = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
        properties = _put_script(looks.get((run.bold, run.italic), plain), run.script)
        if not run.link:
            return _run(run.text, properties)
        relation = self.links.setdefault(run.link, f"rIdLink{len(self.links) + 1}")
        properties = re.sub(r"<w:rStyle[^>]*/>", "", properties)
        linked = _run(run.text, f'<w:rStyle w:val="{self.styles.hyperlink}"/>{properties}')
        return f'<w:hyperlink r:id="{relation}" w:history="1">{linked}</w:hyperlink>'

    def write_table(self, table: Table) -> str:
        """Return a table, its first row marked as the heading row. Its widths are set when its room is known."""
        columns = max(len(row) for row in table.rows)
        numeric = _numeric_columns(table, columns)
        rows = []
        for at, row in enumerate(table.rows):
            padded = (*row, *((),) * (columns - len(row)))
            cells = "".join(self.write_cell(cell, numeric[column]) for column, cell in enumerate(padded))
            heading = "<w:tblHeader/>" if at == 0 else ""
            rows.append(f"<w:tr><w:trPr><w:cantSplit/>{heading}</w:trPr>{cells}</w:tr>")
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.styles.table}"/><w:tblW w:w="0" w:type="auto"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid/>{"".join(rows)}</w:tbl>'
        )

    def write_cell(self, paragraphs: tuple[Paragraph, ...], numeric: bool) -> str:
        """Return a cell; a column of numbers is set to the right."""
        properties = f'<w:pStyle w:val="{self.styles.table_text}"/>' + ('<w:jc w:val="right"/>' if numeric else "")
        words = [_paragraph(properties, self.write_runs(each.runs, {})) for each in paragraphs]
        return (
            '<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>'
            f"{''.join(words) or _paragraph(properties, '')}</w:tc>"
        )


def _write_apart(runs: str, beside: Block, look: Look) -> str:
    """Return runs that are beside a block in a paragraph of their own; a paragraph takes them in instead."""
    return _paragraph(look.paragraph, runs) if runs and not isinstance(beside, Paragraph) else ""


def _apart(look: Look) -> Look:
    """Return the look with room above it, for what follows a table, unless it says more than a style."""
    is_style = re.fullmatch(r"(<w:pStyle[^>]*/>)?", look.paragraph)
    return look._replace(paragraph=f'{look.paragraph}<w:spacing w:before="120"/>') if is_style else look


def _belongs_with(block: Block, after: Block | None) -> bool:
    """Whether the block says what the next one holds, so that both should be on one page."""
    if not isinstance(block, Paragraph):
        return False
    return isinstance(after, Table) or (isinstance(after, ItemList) and block.text.rstrip().endswith(":"))


def _with_next(look: Look) -> Look:
    """Return the look of a paragraph that is kept with what follows it (17.3.1.15 has it after the style)."""
    if "<w:keepNext" in look.paragraph:
        return look
    return look._replace(paragraph=re.sub(r"^(<w:pStyle[^>]*/>)?", r"\1<w:keepNext/>", look.paragraph))


def _numeric_columns(table: Table, columns: int) -> list[bool]:
    """Return which columns are set to the right. A first column that names the rows, or the years, is not."""
    numeric = [_is_numeric(table, column) for column in range(columns)]
    labels = ["".join(paragraph.text for paragraph in row[0]).strip() for row in table.rows[1:] if row]
    if not all(numeric) or all(YEAR.fullmatch(label) for label in labels):
        numeric[0] = False
    return numeric


def _is_numeric(table: Table, column: int) -> bool:
    """Whether the column holds figures below its heading; "-" means that there is no figure."""
    texts = [
        "".join(paragraph.text for paragraph in row[column]).strip() for row in table.rows[1:] if column < len(row)
    ]
    return any(re.search(r"\d", text) for text in texts) and all(NUMERIC.fullmatch(text) for text in texts)


def _numbered(level: int, number_id: str) -> str:
    """Return the properties that make an item of a paragraph."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'


def _put_script(properties: str, script: str) -> str:
    """Return the properties with the letters raised or lowered, at the place that 17.3.2.28 gives it."""
    if not script:
        return properties
    properties = re.sub(r"<w:vertAlign[^>]*/>", "", properties)
    later = AFTER_SCRIPT.search(properties)
    at = later.start() if later else len(properties)
    return f'{properties[:at]}<w:vertAlign w:val="{script}"/>{properties[at:]}'


def _paragraph(properties: str, runs: str) -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def _run(text: str, properties: str) -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{look}{write_text(text)}</w:r>"


def write_text(text: str) -> str:
    """Return the text as the inside of a w:r: tabs and line breaks as Word's, everything else as text."""
    # A vertical tab is what some programs store for a line break within a paragraph.
    broken = re.sub(r"\r\n?|\x0b|\x0c", "\n", text)
    pieces = re.split(r"([\t\n])", FORBIDDEN.sub("", broken))
    marks = {"\t": "<w:tab/>", "\n": "<w:br/>", "": ""}
    return "".join(
        marks[piece] if piece in marks else f'<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t>'
        for piece in pieces
    )
