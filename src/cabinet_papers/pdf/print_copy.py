"""The copy of a document that LibreOffice prints: what readers should see, in a form that it prints rightly."""

from __future__ import annotations

from lxml import etree

from cabinet_papers.files.package import write_package
from cabinet_papers.finished.word_file import MAIN, NUMBERING, STORY, STYLES, W, find
from cabinet_papers.pdf.print_fields import turn_into_text
from cabinet_papers.pdf.print_headings import mark_headings
from cabinet_papers.pdf.print_lists import part_lists
from cabinet_papers.pdf.print_titles import put_headings_below_title
from cabinet_papers.proof.public_copy import make_public

WHOLE_ROWS = "//w:tr/w:trPr/w:cantSplit"
NESTED_WHOLE_ROWS = "//w:tc" + WHOLE_ROWS
EXACT_HEIGHTS = "//w:tr/w:trPr/w:trHeight[@w:hRule = 'exact'] | //w:framePr[@w:hRule = 'exact']"
BOX = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}bodyPr"
OLD_BOX = "{urn:schemas-microsoft-com:vml}textbox"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def make_print_copy(document: bytes, *, may_split: bool = False) -> bytes:
    """Return the copy: without comments, hidden text and tracked changes; what is in a row prints whole.

    LibreOffice drops what runs over the foot of a page in a row that may not be split: always in a table within a cell,
    elsewhere where the row is higher than was measured. With `may_split` every row may be, headings too.
    """
    parts, _ = make_public(document)
    roots = {name: etree.fromstring(parts[name]) for name in parts if STORY.fullmatch(name)}
    roots |= {name: etree.fromstring(parts[name]) for name in (STYLES, NUMBERING) if name in parts}
    body = roots[MAIN]
    for name, root in roots.items():
        if STORY.fullmatch(name):
            turn_into_text(root)
            _let_grow(root)
    if NUMBERING in roots:
        part_lists(body, roots[NUMBERING], roots[STYLES])
    put_headings_below_title(body, roots[STYLES])
    mark_headings(body, roots[STYLES], every=may_split)
    for each in find(body, WHOLE_ROWS if may_split else NESTED_WHOLE_ROWS):
        find(each, "..")[0].remove(each)
    for name, root in roots.items():
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_package(parts)


def _let_grow(part: etree._Element) -> None:
    """Let rows, frames and text boxes of a fixed height grow with their text, whose rest is dropped otherwise."""
    for each in find(part, EXACT_HEIGHTS):
        each.set(f"{W}hRule", "atLeast")
    for box in part.iter(BOX):
        for fitted in ("noAutofit", "normAutofit"):
            for each in box.findall(f"{DRAWING}{fitted}"):
                box.remove(each)
        if box.find(f"{DRAWING}spAutoFit") is None:
            box.insert(0, etree.Element(f"{DRAWING}spAutoFit"))
    for each in part.iter(OLD_BOX):
        each.set("style", f"{each.get('style', '')};mso-fit-shape-to-text:t")
