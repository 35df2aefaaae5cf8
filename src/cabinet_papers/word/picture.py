"""The council's logo in a Word document: drawn in a line of text (ECMA-376 Part 1, 20.4.2.8), stored once."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from lxml import etree

from cabinet_papers.files.package import CONTENT_TYPES, OFFICE, TYPES, Package, Relation
from cabinet_papers.matter.settings import Picture
from cabinet_papers.word.environment import WordXml

REFERENCE = "rIdCouncilLogo"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
SPACES = (
    f'xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:a="{DRAWING}/main" xmlns:pic="{DRAWING}/picture" '
    f'xmlns:r="{OFFICE}"'
)
# The room for it, in English Metric Units, of which a millimetre has 36,000.
WIDEST, HIGHEST = 70 * 36_000, 18 * 36_000


def write_picture(picture: Picture | None) -> WordXml:
    """Return the run of text that shows the picture, as large as its room allows; "" where there is none."""
    if picture is None:
        return WordXml()
    scale = min(WIDEST / picture.width, HIGHEST / picture.height)
    extent = f'cx="{round(picture.width * scale)}" cy="{round(picture.height * scale)}"'
    named = f'id="9001" name="Logo" descr={quoteattr(picture.alt)}'
    shown = (
        f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{REFERENCE}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    )
    return WordXml(  # numbers of ours, and a text that is escaped
        f'<w:r><w:drawing><wp:inline {SPACES} distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f"<wp:docPr {named}/><wp:cNvGraphicFramePr/>"
        f'<a:graphic><a:graphicData uri="{DRAWING}/picture"><pic:pic>{shown}</pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def add_picture(parts: dict[str, bytes], picture: Picture | None, names: list[str]) -> None:
    """Store the picture and let each named part that shows it find it there."""
    shown = [name for name in names if REFERENCE.encode() in parts[name]]
    if picture is None or not shown:
        return
    stored = f"media/council-logo.{picture.kind}"
    parts[f"word/{stored}"] = picture.content
    package = Package(parts)
    for name in shown:
        package.add_relations(name, [Relation(REFERENCE, "image", stored)])
    types = package.read(CONTENT_TYPES)
    if not any(each.get("Extension", "").casefold() == picture.kind for each in types.iter(f"{TYPES}Default")):
        kind = etree.Element(f"{TYPES}Default", Extension=picture.kind, ContentType=f"image/{picture.kind}")
        types.insert(0, kind)
        package.write(CONTENT_TYPES, types)
