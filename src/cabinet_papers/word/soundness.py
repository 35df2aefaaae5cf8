"""Checks that a template's package is complete before papers are made from it: a fault here would be in every paper.

Word repairs such a file when it opens it, or refuses it; no paper made from the template may need that.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from cabinet_papers.files.package import CONTENT_TYPES, RELATIONSHIPS, PackageError, W, parse_part
from cabinet_papers.findings.message import Message, Term, phrase

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}Types"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
# What each relationship has to lead to, by the end of its type.
ROOTS = {
    "officeDocument": "document", "styles": "styles", "numbering": "numbering", "settings": "settings",
    "header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes",
}  # fmt: skip
# The part, the type and the target of those without which Word would not find what this program reads.
NEEDED = (
    ("_rels/.rels", "officeDocument", "word/document.xml"),
    ("word/_rels/document.xml.rels", "styles", "word/styles.xml"),
    ("word/_rels/document.xml.rels", "numbering", "word/numbering.xml"),
)
WHOLE, LEVEL = re.compile("[0-9]{1,9}"), re.compile("[0-8]")
SIZE = re.compile(r"-?[0-9]{1,9}(\.[0-9]+)?(pt|in|cm|mm|pc|pi|%)?|auto")
# The attributes that are numbers (ECMA-376 Part 1, 17.18), by element.
NUMBERS = {
    **dict.fromkeys(("gridSpan", "gridBefore", "gridAfter", "numId", "abstractNumId", "outlineLvl"), (("val",), WHOLE)),
    "num": (("numId",), WHOLE),
    "abstractNum": (("abstractNumId",), WHOLE),
    "ilvl": (("val",), LEVEL),
    "lvl": (("ilvl",), LEVEL),
    **dict.fromkeys(("gridCol", "tcW", "tblW", "tblInd"), (("w",), SIZE)),
    "pgSz": (("w", "h"), SIZE),
    "pgMar": (("top", "right", "bottom", "left", "header", "footer", "gutter"), SIZE),
    "ind": (("left", "right", "start", "end", "hanging", "firstLine"), SIZE),
}


def check_soundness(parts: Mapping[str, bytes]) -> None:
    """Raise PackageError for a package that Word would have to repair."""
    if STRICT in parts["word/document.xml"]:
        raise PackageError(phrase("it was saved as a Strict Open XML Document"))
    read = (name for name in parts if name.endswith((".xml", ".rels")) and not name.startswith("customXml/"))
    roots = {name: parse_part(parts[name], name) for name in read}
    if roots[CONTENT_TYPES].tag != TYPES:
        raise PackageError(phrase("its part {} is damaged", Term(CONTENT_TYPES)))
    for reason in (*_find_lost(roots), *_find_relation_faults(roots, parts), *_find_number_faults(roots)):
        raise PackageError(reason)


def _find_lost(roots: Mapping[str, etree._Element]) -> Iterator[Message]:
    """Find parts that are missing, or that no relationship leads to."""
    for name, kind, target in NEEDED:
        if name not in roots:
            yield phrase("its part {} is missing", Term(name))
        elif target in roots and target not in (
            found for _, ends, found in _relations(roots[name], name) if ends == kind
        ):
            yield phrase("its part {} does not lead to {}", Term(name), Term(target))


def _relations(root: etree._Element, name: str) -> Iterator[tuple[etree._Element, str, str]]:
    """Yield the relationships of a part: each, the end of its type, and the part that it leads to, "" outside."""
    folder = posixpath.dirname(posixpath.dirname(name))
    for each in root.iter(f"{RELATIONSHIPS}Relationship"):
        target = posixpath.normpath(posixpath.join("/", folder, each.get("Target") or "")).lstrip("/")
        kind = (each.get("Type") or "").rsplit("/", 1)[-1]
        yield each, kind, "" if each.get("TargetMode") == "External" or kind == "hyperlink" else target


def _find_relation_faults(roots: Mapping[str, etree._Element], parts: Mapping[str, bytes]) -> Iterator[Message]:
    for name in (each for each in roots if each.endswith(".rels")):
        for each, kind, target in _relations(roots[name], name):
            lacks = next((attribute for attribute in ("Id", "Type", "Target") if not each.get(attribute)), None)
            if lacks:
                yield phrase("its part {} is damaged (a relationship has no {})", Term(name), Term(lacks))
            elif target and target not in parts:
                yield phrase("its part {} is missing", Term(target))
            elif target in roots and kind in ROOTS and roots[target].tag != f"{W}{ROOTS[kind]}":
                yield phrase("its part {} is damaged (it is not a {})", Term(target), Term(ROOTS[kind]))


def _find_number_faults(roots: Mapping[str, etree._Element]) -> Iterator[Message]:
    for name, root in roots.items():
        for each in root.iter(*(f"{W}{tag}" for tag in NUMBERS)):
            attributes, form = NUMBERS[etree.QName(each).localname]
            for attribute in attributes:
                value = each.get(f"{W}{attribute}")
                if value is not None and not form.fullmatch(value):
                    tag = Term(etree.QName(each).localname)
                    yield phrase('its part {} is damaged ("{}" is not a number for {})', Term(name), value, tag)
