"""The copy of a document that LibreOffice prints: what readers should see, in a form that it prints rightly."""

from __future__ import annotations

from lxml import etree

from cabinet_papers.publish.opened import MAIN, find
from cabinet_papers.publish.public import make_public
from cabinet_papers.render.package import write_package

NESTED_WHOLE = "//w:tc//w:tr/w:trPr/w:cantSplit"


def make_print_copy(document: bytes) -> bytes:
    """Return the copy: without comments, hidden text and tracked changes; what is in a cell prints whole."""
    parts, _ = make_public(document)
    body = etree.fromstring(parts[MAIN])
    # A row in a cell that may not be split is cut off where the page ends.
    _remove(find(body, NESTED_WHOLE))
    parts[MAIN] = etree.tostring(body, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_package(parts)


def _remove(elements: list[etree._Element]) -> None:
    for each in elements:
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)
