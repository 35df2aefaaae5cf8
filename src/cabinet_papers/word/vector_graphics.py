"""What in a vector graphic (SVG) does something or fetches something: a paper has only what draws."""

from __future__ import annotations

import re

from lxml import etree

# What draws (SVG 2, appendix F), beside the parts of filters, whose names begin with "fe".
DRAWS = frozenset(
    (
        "a", "circle", "clipPath", "defs", "desc", "ellipse", "filter", "g", "hatch", "hatchpath", "image", "line",
        "linearGradient", "marker", "mask", "mesh", "meshgradient", "meshpatch", "meshrow", "metadata", "path",
        "pattern", "polygon", "polyline", "radialGradient", "rect", "solidcolor", "stop", "style", "svg", "switch",
        "symbol", "text", "textPath", "title", "tspan", "use", "view",
    )
)  # fmt: skip
SVG = "http://www.w3.org/2000/svg"
# Names and remarks, and what only the program reads that the graphic was drawn with.
LABEL = re.compile(r"id|class|(?:data|aria)-.*|\{(?!http://www\.w3\.org/).*")
BASE = "{http://www.w3.org/XML/1998/namespace}base"
# In CSS a letter can be written by its number, and a comment can be anywhere.
ESCAPED, COMMENT = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL), re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
FETCHES = re.compile(
    r"@\s*import|url\(\s*[\"']?\s*(?!\s|[\"']|#|data:image/)|(?:image-set|image|src|attr|expression|cross-fade)\("
    r"|-moz-binding|behavior\s*:|(?:java|vb)script:",
    re.IGNORECASE,
)


def is_active(root: etree._Element, content: bytes) -> bool:
    """Whether a graphic has anything that does not only draw: a script, an animation, an address of something to fetch.

    `content` is the part itself, of which the parser leaves out the instructions to programs.
    """
    return b"<?xml-" in content or any(map(_is_active, root.iter("*")))


def _is_active(element: etree._Element) -> bool:
    name = etree.QName(element)
    if name.namespace in (SVG, None) and name.localname not in DRAWS and not name.localname.startswith("fe"):
        return True
    if BASE in element.attrib or any(
        etree.QName(each).localname.casefold().startswith("on") for each in element.attrib
    ):
        return True
    words = [str(value) for each, value in element.attrib.items() if not LABEL.fullmatch(str(each))]
    words += [element.text or ""] * (name.localname == "style")
    return any(FETCHES.search(_read_css(each)) for each in words)


def _read_css(text: str) -> str:
    """Return the words as a browser reads them."""
    return ESCAPED.sub(_read_escaped, COMMENT.sub("", text))


def _read_escaped(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else 0
    return (chr(code) if code < 0x110000 else "") if found[1] else found[2]
