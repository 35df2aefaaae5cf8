"""Headings of tables in the copy that is printed: each is tagged as one, and nothing else is.

LibreOffice (7.4) adds the heading rows of a table in a cell to those of the table around it: figures become headings.
But it takes a cell for a heading, too, whose first paragraph has the style "Table Heading".
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from cabinet_papers.finished.styles import StyleSheet
from cabinet_papers.finished.tables import is_headed_by_column
from cabinet_papers.finished.word_file import W, find

VALUE = f"{W}val"
HEADING_ROWS = "//w:tr/w:trPr/w:tblHeader"
NESTED_HEADING_ROWS = "//w:tc" + HEADING_ROWS
NAME, HEADING, OF_TEMPLATE = "Table Heading", "PrintedTableHeading", "Table Heading of the template"
LOW = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
LOW_PARAGRAPH = f'<w:p xmlns:w="{W[1:-1]}"><w:pPr>{LOW}</w:pPr></w:p>'
IN_PARTS = {f"{W}{name}" for name in ("spacing", "ind", "rFonts")}


def mark_headings(body: etree._Element, styles: etree._Element, *, every: bool) -> None:
    """Mark headings by their style alone: in tables within cells, or in `every` table, and in columns of labels.

    Only one style can have the name. It is a new one without a look of its own, and the template's is renamed.
    """
    looks = _Looks(styles)
    for name in find(styles, f"w:style[@w:type = 'paragraph']/w:name[@w:val = '{NAME}']"):
        name.set(VALUE, OF_TEMPLATE)
    new = etree.SubElement(styles, f"{W}style", {f"{W}type": "paragraph", f"{W}styleId": HEADING})
    etree.SubElement(new, f"{W}name", {VALUE: NAME})
    rows = find(body, HEADING_ROWS if every else NESTED_HEADING_ROWS)
    cells = [cell for each in rows for cell in find(each, "../../w:tc")]
    for table in filter(is_headed_by_column, body.iter(f"{W}tbl")):
        cells += find(table, "w:tr/w:tc[1]")
    for cell in cells:
        for paragraph in find(cell, "w:p[1]"):
            looks.write_into(paragraph)
            find(paragraph, "w:pPr/w:pStyle")[0].set(VALUE, HEADING)
    for each in rows:
        find(each, "..")[0].remove(each)
    # A cell that begins with a table would be taken for a heading like the first of that table.
    for table in find(body, "//w:tc/w:tbl[not(preceding-sibling::w:p or preceding-sibling::w:tbl)]"):
        table.addprevious(etree.fromstring(LOW_PARAGRAPH))


class _Looks:
    """What each paragraph style says, with what it takes from those that it is based on."""

    def __init__(self, styles: etree._Element) -> None:
        self.sheet = StyleSheet(styles)

    def write_into(self, paragraph: etree._Element) -> None:
        """Write what a paragraph's style says of its look into the paragraph and its runs."""
        ref = self.sheet.style_of(paragraph) or ""
        properties = _properties_of(paragraph, "pPr")
        if properties.find(f"{W}pStyle") is None:
            properties.insert(0, etree.Element(f"{W}pStyle", {VALUE: ref}))
        _add(properties, self.look(ref, "pPr"))
        for run in paragraph.iter(f"{W}r"):
            own = _properties_of(run, "rPr")
            named = own.find(f"{W}rStyle")
            of_run = self.look(str(named.get(VALUE)), "rPr") if named is not None else []
            said = {each.tag for each in of_run}
            _add(own, [each for each in self.look(ref, "rPr") if each.tag not in said])

    def look(self, ref: str, kind: str) -> list[etree._Element]:
        """Return what a style says of paragraphs (pPr) or runs (rPr)."""
        said = etree.Element(f"{W}{kind}")
        for style in self.sheet.chain(ref):
            _add(said, find(style, f"w:{kind}/*"))
        return list(said)


def _properties_of(element: etree._Element, kind: str) -> etree._Element:
    """Return the properties of a paragraph or run, made where there are none."""
    found = element.find(f"{W}{kind}")
    if found is None:
        found = etree.Element(f"{W}{kind}")
        element.insert(0, found)
    return found


def _add(properties: etree._Element, others: list[etree._Element]) -> None:
    """Add to the properties what they do not say themselves."""
    for other in others:
        own = properties.find(str(other.tag))
        if own is None:
            properties.append(deepcopy(other))
        elif own.tag in IN_PARTS:
            # One may say what room there is above, another what room there is below.
            for name in set(other.keys()) - set(own.keys()):
                own.set(name, str(other.get(name)))
