"""The council's logo in a Word document: drawn in a line of text, stored once."""

from __future__ import annotations

from html import escape

from lxml import etree

from cabinet_papers.files.package import TYPES, Relation
from cabinet_papers.matter.settings import Picture
from cabinet_papers.word.drawing import DRAWING, store_drawing, write_drawing
from cabinet_papers.word.environment import WordXml

REFERENCE = "rIdCouncilLogo"
# The room for it, in English Metric Units, of which a millimetre has 36,000.
WIDEST, HIGHEST = 70 * 36_000, 18 * 36_000


def write_picture(picture: Picture | None) -> WordXml:
    """Return the run of text that shows the picture, as large as its room allows; "" where there is none."""
    if picture is None:
        return WordXml()
    scale = min(WIDEST / picture.width, HIGHEST / picture.height)
    extent = f'cx="{round(picture.width * scale)}" cy="{round(picture.height * scale)}"'
    named = f'id="9001" name="Logo" descr="{escape(picture.alt)}"'
    shown = (
        f'<pic:pic xmlns:pic="{DRAWING}/picture">'
        f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{REFERENCE}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    return write_drawing(extent, named, "picture", shown)


def add_picture(parts: dict[str, bytes], picture: Picture | None, names: list[str]) -> None:
    """Store the picture and let each named part that shows it find it there."""
    if picture is not None:
        relation = Relation(REFERENCE, "image", f"media/council-logo.{picture.kind}")
        kind = etree.Element(f"{TYPES}Default", Extension=picture.kind, ContentType=f"image/{picture.kind}")
        store_drawing(parts, names, relation, picture.content, kind)
