"""What is drawn in a line of text of a Word document (ECMA-376 Part 1, 20.4.2.8), and the part that stores it."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from cabinet_papers.files.package import CONTENT_TYPES, OFFICE, TYPES, Package, Relation
from cabinet_papers.word.environment import WordXml

# A namespace as it is declared, and those of what is drawn.
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
SPACES = f'xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:a="{DRAWING}/main" xmlns:r="{OFFICE}"'


def write_drawing(extent: str, named: str, kind: str, shown: str) -> WordXml:
    """Return the run of text that shows a drawing.

    `extent` are the attributes of its size in English Metric Units, `named` those of its number, name and alternative
    text, `kind` is picture or chart, `shown` the XML of it. All typed text in them has to be escaped.
    """
    return WordXml(
        f'<w:r><w:drawing><wp:inline {SPACES} distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f"<wp:docPr {named}/><wp:cNvGraphicFramePr/>"
        f'<a:graphic><a:graphicData uri="{DRAWING}/{kind}">{shown}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def store_drawing(
    parts: dict[str, bytes], names: Collection[str], relation: Relation, content: bytes, content_type: etree._Element
) -> None:
    """Store a drawing's part, and let each named part that shows it find it by the relation, if there are any.

    `content_type` is the element that gives its type, by the part's name or by the ending of that.
    """
    shown = [name for name in names if relation.ref.encode() in parts[name]]
    if not shown:
        return
    parts[f"word/{relation.target}"] = content
    package = Package(parts)
    for name in shown:
        package.add_relations(name, [relation])
    types = package.read(CONTENT_TYPES)
    ending = content_type.get("Extension", "")
    if not ending:
        types.append(content_type)
    elif not any(each.get("Extension", "").casefold() == ending for each in types.iter(f"{TYPES}Default")):
        types.insert(0, content_type)
    package.write(CONTENT_TYPES, types)
