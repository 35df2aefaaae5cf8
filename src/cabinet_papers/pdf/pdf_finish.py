"""Finishes a PDF of LibreOffice: its tags as PDF/UA-2 asks for them, and the standard that it says it meets.

What PDF 2.0 brought (ISO 32000-2, 14.7.4 namespaces and 12.3.2.3 destinations within the structure) older programs
pass over, so both kinds of file have it. Only the version and the names of the standards differ, since a file can
name one part of PDF/UA alone: part 1 (ISO 14289-1) is based on PDF 1.7, part 2 (ISO 14289-2) on PDF 2.0.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from pypdf import PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject, StreamObject, TextStringObject

from cabinet_papers.pdf.pdf_fonts import Font
from cabinet_papers.pdf.pdf_lists import join_lists
from cabinet_papers.pdf.pdf_page import Written, read_page
from cabinet_papers.pdf.pdf_structure import Structure
from cabinet_papers.pdf.standard import HEADERS, Standard

# What reading a PDF raises that is not one, or a damaged one.
DAMAGES = (
    PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError, TypeError,
    ValueError, struct.error, zlib.error,
)  # fmt: skip
# LibreOffice writes the order in which Tab goes from link to link as a text, where PDF asks for a name (ISO 32000-1,
# table 30).
TABS = NameObject("/S")
# Where a destination says how high on its page it is (12.3.2.2).
AT_TOP = 3
PDF_2 = "http://iso.org/pdf2/ssn"
PART_1 = b"<pdfuaid:part>1</pdfuaid:part>"
PART_2 = b"<pdfuaid:part>2</pdfuaid:part>\n   <pdfuaid:rev>2024</pdfuaid:rev>"
# That it meets "Well-Tagged PDF" too, which asks for the same (PDF Declarations, pdfa.org).
DECLARED = b"".join(
    b'<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#%b1.0</pdfd:conformsTo>'
    b"</rdf:li>" % each
    for each in (b"accessibility", b"reuse")
)
DECLARATIONS = (
    b'<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/"><pdfd:declarations><rdf:Bag>'
    b"%b</rdf:Bag></pdfd:declarations></rdf:Description>\n </rdf:RDF>" % DECLARED
)


def finish_pdf(pdf: bytes, standard: Standard, labels: Collection[str], charts: Sequence[str] = ()) -> bytes:
    """Return the PDF finished. Raises one of DAMAGES.

    `labels` are the numbers that the document's lists print, `charts` what its charts show in words.
    """
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    fonts: dict[int, Font] = {}
    pages: dict[int, Written] = {}
    for page in writer.pages:
        if page.indirect_reference is not None:
            pages[page.indirect_reference.idnum] = read_page(page, fonts)
        if "/Tabs" in page:
            page[NameObject("/Tabs")] = TABS
    root: Any = writer.root_object
    if "/StructTreeRoot" in root:
        structure = Structure(writer, pages)
        structure.tidy(labels)
        structure.describe_charts(charts)
        join_lists(structure)
        _name_space(writer, structure)
        for each in _find_destinations(writer):
            _lead_into_structure(each, structure)
    writer.pdf_header = HEADERS[standard]
    if standard is Standard.UA_2 and "/Metadata" in root:
        _declare(root["/Metadata"])
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _name_space(writer: PdfWriter, structure: Structure) -> None:
    """State that the tags are those of PDF 2.0 from the document on."""
    named = {NameObject("/Type"): NameObject("/Namespace"), NameObject("/NS"): TextStringObject(PDF_2)}
    space = writer._add_object(DictionaryObject(named))
    structure.tree[NameObject("/Namespaces")] = ArrayObject([space])
    structure.document[NameObject("/NS")] = space


def _declare(metadata: StreamObject) -> None:
    """Name part 2 in place of part 1."""
    stated = metadata.get_data().replace(PART_1, PART_2).replace(b"</rdf:RDF>", DECLARATIONS)
    metadata.set_data(stated)


def _find_destinations(writer: PdfWriter) -> Iterator[DictionaryObject]:
    """Yield what leads to a place in the file: bookmarks, links, and the file's own opening."""
    root: Any = writer.root_object
    opening = root.get("/OpenAction")
    if opening is not None and isinstance(opening.get_object(), ArrayObject):
        action = DictionaryObject({NameObject("/S"): NameObject("/GoTo"), NameObject("/D"): opening.get_object()})
        root[NameObject("/OpenAction")] = action
        yield action
    waiting = [root["/Outlines"].get("/First")] if "/Outlines" in root else []
    while waiting:
        item = waiting.pop()
        if item is not None:
            yield item.get_object()
            waiting += [item.get_object().get("/Next"), item.get_object().get("/First")]
    for page in writer.pages:
        for link in page.get("/Annots", ArrayObject()).get_object():
            yield link.get_object()


def _lead_into_structure(item: DictionaryObject, structure: Structure) -> None:
    """Give what leads to a place on a page the tag that is there, too."""
    action = item if item.get("/S") == "/GoTo" else item.get("/A", DictionaryObject()).get_object()
    place = item.pop(NameObject("/Dest"), action.get("/D") if action.get("/S") == "/GoTo" else None)
    place = place.get_object() if place is not None else None
    if not isinstance(place, ArrayObject):
        return
    if action.get("/S") != "/GoTo":
        action = DictionaryObject({NameObject("/S"): NameObject("/GoTo")})
        item[NameObject("/A")] = action
    action[NameObject("/D")] = place
    top = place[3].get_object() if len(place) > AT_TOP else NullObject()
    tag = structure.find_at(place[0].idnum, None if isinstance(top, NullObject) else float(top))
    action[NameObject("/SD")] = ArrayObject([tag, *place[1:]])
