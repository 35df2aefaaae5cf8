"""The pictures of a finished document: drawings, and those that earlier programs wrote (ECMA-376, 20.4; Part 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from cabinet_papers.files.package import OFFICE, REFERENCE, Relation
from cabinet_papers.finished.tree import Image
from cabinet_papers.finished.word_file import W, WordFile

# The forms that every browser shows, by the ending of the part.
FORMS = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "bmp": "bmp", "webp": "webp", "svg": "svg+xml"}
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES, BOX = f"{COMPATIBLE}AlternateContent", f"{W}txbxContent"
# English Metric Units and points, of which a pixel has so many; and the sizes that a style of VML states.
EMU, POINT = 9_525, 0.75
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
STATED = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9]+(?:\.[0-9]+)?)pt")


def read_drawing(drawing: etree._Element, file: WordFile, relations: dict[str, Relation]) -> Iterator[Image]:
    """Yield the pictures of a drawing (w:drawing); one without any is a picture that the web does not show."""
    properties = next(drawing.iter("{*}docPr"), None)
    if properties is not None and properties.get("hidden") in ("1", "true"):
        return
    alternative = _describe(properties)
    extent = next(drawing.iter("{*}extent"), None)
    size = (_pixels(extent, "cx"), _pixels(extent, "cy")) if extent is not None else (0, 0)
    inside = list(iter_inside(drawing))
    pictures = [each for each in inside if each.tag == PICTURE]
    for picture in pictures:
        blip = next(picture.iter("{*}blip"), None)
        own = _describe(next(picture.iter("{*}cNvPr"), None)) if len(pictures) > 1 else ""
        ref = blip.get(f"{{{OFFICE}}}embed") if blip is not None else None
        yield _read_image(ref, own or alternative, size if len(pictures) == 1 else (0, 0), file, relations)
    if not pictures and alternative and not any(each.tag == BOX for each in inside):
        yield Image("", b"", alternative, *size)


def read_shape(shape: etree._Element, file: WordFile, relations: dict[str, Relation]) -> Iterator[Image]:
    """Yield the pictures of a shape as earlier programs wrote it (w:pict, w:object)."""
    for data in (each for each in iter_inside(shape) if each.tag == "{urn:schemas-microsoft-com:vml}imagedata"):
        around = data.getparent()
        alternative = (around.get("alt") or "" if around is not None else "").strip()
        stated = dict(STATED.findall(around.get("style") or "")) if around is not None else {}
        size = tuple(round(float(stated.get(name, 0)) / POINT) for name in ("width", "height"))
        yield _read_image(data.get(REFERENCE), alternative, (size[0], size[1]), file, relations)


def iter_inside(drawing: etree._Element) -> Iterator[etree._Element]:
    """Yield what is in a drawing, its text boxes themselves but not what is in them."""
    for child in drawing.iterchildren("*"):
        chosen = choose_alternative(child) if child.tag == ALTERNATIVES else child
        if chosen is not None:
            yield chosen
            yield from iter_inside(chosen) if chosen.tag != BOX else ()


def choose_alternative(alternatives: etree._Element) -> etree._Element | None:
    """Return the first form of something that is stored in several, for newer and for older programs."""
    choice = alternatives.find(f"{COMPATIBLE}Choice")
    return choice if choice is not None else alternatives.find(f"{COMPATIBLE}Fallback")


def _read_image(
    ref: str | None, alternative: str, size: tuple[int, int], file: WordFile, relations: dict[str, Relation]
) -> Image:
    relation = relations.get(ref or "")
    target = relation.target if relation is not None and not relation.is_outside else ""
    form, content = FORMS.get(target.rpartition(".")[2].casefold(), ""), file.parts.get(target, b"")
    return Image(form, content, alternative, *size) if form and content else Image("", b"", alternative, *size)


def _describe(properties: etree._Element | None) -> str:
    return (properties.get("descr") or "").strip() if properties is not None else ""


def _pixels(extent: etree._Element, name: str) -> int:
    stated = extent.get(name) or ""
    return int(stated) // EMU if stated.isdecimal() else 0
