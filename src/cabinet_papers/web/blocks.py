"""The blocks of a finished document as HTML: headings, paragraphs, lists, quotations, text boxes and tables."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from cabinet_papers.finished.numbering import write_number
from cabinet_papers.finished.tree import Block, Cell, Item, ItemList, Paragraph, Quotation, Table, TextBox
from cabinet_papers.web.colours import PALE, Around, Colours
from cabinet_papers.web.inline import InlineWriter
from cabinet_papers.web.markup import NOTHING, join, write_tag, write_words
from cabinet_papers.web.tables import Laid, lay_out

# Between two blocks, so that people can read the source.
LINE = "\n"
# The deepest heading that has a tag of its own.
DEEPEST = 6
# Numbers that HTML writes itself, by Word's name of their form: with a full stop behind them.
TYPES = {"decimal": "", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
ALPHABET, THOUSANDS = 26, 3_999
# A numbered paragraph hangs by so much, in ems and in twips.
HANGS, TWIPS_IN_EM = 720, 240


class BlockWriter:
    """Writes the blocks of one page."""

    def __init__(self, inline: InlineWriter, colours: Colours, *, is_wide: bool) -> None:
        self.inline = inline
        self.colours = colours
        self.is_wide = is_wide

    def write(self, blocks: Sequence[Block], around: Around) -> Markup:
        """Return the blocks one after the other."""
        return join((self.write_block(each, around) for each in blocks), LINE)

    def write_block(self, block: Block, around: Around) -> Markup:
        """Return a block."""
        match block:
            case Paragraph():
                return self.write_paragraph(block, around)
            case ItemList():
                return self.write_list(block, around)
            case Quotation(inner):
                return write_tag("blockquote", self.write(inner, around))
            case TextBox(inner):
                return write_tag("div", self.write(inner, around), {"class": "box"})
            case Table():
                return self.write_table(block, around)

    def write_paragraph(self, paragraph: Paragraph, around: Around, kind: str = "") -> Markup:
        """Return a paragraph or a heading."""
        if paragraph.is_empty and not paragraph.number:
            return self.inline.write(paragraph, around)
        tag, more = "p", {"class": kind}
        if paragraph.level:
            around = around._replace(bold=True, colour=self.colours.accent)
            tag = f"h{paragraph.level}" if paragraph.level <= DEEPEST else "div"
            more = {} if paragraph.level <= DEEPEST else {"role": "heading", "aria-level": str(paragraph.level)}
        elif paragraph.number:
            more = {"class": "numbered", "style": _set_in(paragraph.indent)}
        return self.write_in(tag, paragraph, around, more, _write_number(paragraph.number))

    def write_in(
        self, tag: str, paragraph: Paragraph, around: Around, more: dict[str, str], before: Markup = NOTHING,
        after: Markup = NOTHING,
    ) -> Markup:  # fmt: skip
        """Return a paragraph as an element of that tag, with more attributes, and something before it and after it."""
        classes = (more.get("class", ""), self.colours.find_class(paragraph, around), paragraph.side)
        marks = {**more, "class": " ".join(filter(None, classes)), "lang": self.inline.language_of(paragraph),
                 "dir": "rtl" if paragraph.is_leftwards else ""}  # fmt: skip
        return write_tag(tag, join((before, self.inline.write(paragraph, around), after)), marks)

    def write_list(self, items: ItemList, around: Around) -> Markup:
        """Return a list; numbers that HTML does not know are words before each item."""
        if items.form == "bullet":
            return write_tag("ul", join(self.write_item(each, around, NOTHING) for each in items.items))
        start = "" if items.items[0].value == 1 else str(items.items[0].value)
        if all(_knows(items.form, each) for each in items.items):
            inside = join(self.write_item(each, around, NOTHING) for each in items.items)
            return write_tag("ol", inside, {"type": TYPES[items.form], "start": start})
        inside = join(self.write_item(each, around, _write_number(each.number)) for each in items.items)
        return write_tag("ol", inside, {"class": "own", "role": "list", "start": start})

    def write_item(self, item: Item, around: Around, number: Markup) -> Markup:
        """Return an item; its first paragraph needs no tag of its own."""
        return self.write_in("li", item.first, around, {}, number, self.write(item.blocks, around))

    def write_table(self, table: Table, around: Around) -> Markup:
        """Return a table, in a frame of its own where it may be wider than its room."""
        laid = lay_out(table, self.inline.language, is_nested=around.is_nested, is_wide=self.is_wide)
        rows = [
            write_tag("tr", join(self.write_cell(cell, laid, around, is_heading=at < table.headings) for cell in row),
                      laid.role("row"))
            for at, row in enumerate(table.rows)
        ]  # fmt: skip
        groups = (("thead", rows[: table.headings]), ("tbody", rows[table.headings :]))
        inside = (write_tag(tag, join(each, LINE), laid.role("rowgroup")) for tag, each in groups if each)
        size = f"--ems: {laid.ems}; --part: {around.part:.2f}" if laid.ems else ""
        marks = {"class": laid.kind, **laid.role("table"), "style": size}
        made = write_tag("table", join((laid.write_opening(table.name), *inside)), marks)
        frame = {"class": "scroll", "role": "group", "tabindex": "0", "aria-label": laid.label}
        return write_tag("div", made, frame) if laid.label else made

    def write_cell(self, cell: Cell, laid: Laid, around: Around, *, is_heading: bool) -> Markup:
        """Return a cell; a single paragraph of usual looks needs no tag of its own."""
        tag = "th" if cell.heads in ("column", "row") else "td"
        below = PALE if tag == "th" and (is_heading or laid.is_labelled) else around.ground
        marks = {**laid.mark_cell(cell, is_heading=is_heading), "style": self.colours.paint(cell.ground, below)}
        inner = Around(is_heading, "", cell.ground or below, around.part * laid.share(cell), is_nested=True)
        only = cell.blocks[0] if len(cell.blocks) == 1 else None
        if isinstance(only, Paragraph) and not (only.level or only.number or self.colours.is_named(only.style)):
            return self.write_in(tag, only, inner, marks)
        return write_tag(tag, self.write(cell.blocks, inner), marks)


def _write_number(number: str) -> Markup:
    return write_tag("span", write_words(number), {"class": "number"}) + " " if number else NOTHING


def _set_in(indent: int) -> str:
    """Return how far in a numbered paragraph is, "" where that is as usual."""
    return f"--in: {indent / TWIPS_IN_EM:.1f}em" if indent > HANGS else ""


def _knows(form: str, item: Item) -> bool:
    """Whether HTML writes the number of an item as Word prints it; after z both go on in their own ways."""
    most = ALPHABET if form.endswith("Letter") else THOUSANDS
    within = form == "decimal" or 0 < item.value <= most
    return form in TYPES and within and item.number == f"{write_number(item.value, form)}."
