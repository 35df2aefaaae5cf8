"""Checks that a template's package is complete before papers are made from it: a fault here would be in every paper.

Word repairs such a file when it opens it, or refuses it; no paper made from the template may need that.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from cabinet_papers.files.package import CONTENT_TYPES, TYPES, PackageError, Relation, parse_part, read_relations
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.word.markup import W

STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
# What each relationship has to lead to, by the end of its type.
ROOTS = {
    "officeDocument": "document", "styles": "styles", "numbering": "numbering", "settings": "settings",
    "header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes",
}  # fmt: skip
# What a relationship has to say, in the order of a Relation.
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
        raise PackageError(phrase("the file was saved as a Strict Open XML Document"))
    read = (name for name in parts if name.endswith((".xml", ".rels")) and not name.startswith("customXml/"))
    roots = {name: parse_part(parts[name], name) for name in read}
    if roots[CONTENT_TYPES].tag != f"{TYPES}Types":
        raise PackageError(_damaged(CONTENT_TYPES))
    for reason in (*_find_lost(roots), *_find_relation_faults(roots, parts), *_find_number_faults(roots)):
        raise PackageError(reason)


def _damaged(name: str) -> Message:
    return phrase("a piece of the file, {}, is damaged", Term(name))


def _missing(name: str) -> Message:
    return phrase("a piece of the file, {}, is missing", Term(name))


def _find_lost(roots: Mapping[str, etree._Element]) -> Iterator[Message]:
    """Find parts that are missing, or that no relationship leads to."""
    for name, kind, target in NEEDED:
        if name not in roots:
            yield _missing(name)
        elif target in roots and (kind, target, False) not in (each[1:] for each in _relations(roots[name], name)):
            yield phrase("a piece of the file, {}, is not connected to the others", Term(target))


def _relations(root: etree._Element, name: str) -> list[Relation]:
    """Return the relationships in a part of them; a link always counts as leading outside."""
    found = read_relations(root, posixpath.dirname(posixpath.dirname(name)))
    return [each._replace(is_outside=True) if each.kind == "hyperlink" else each for each in found]


def _find_relation_faults(roots: Mapping[str, etree._Element], parts: Mapping[str, bytes]) -> Iterator[Message]:
    for name in (each for each in roots if each.endswith(".rels")):
        for each in _relations(roots[name], name):
            if not (each.ref and each.kind and each.target):
                yield _damaged(name)
            elif each.is_outside:
                continue
            elif each.target not in parts:
                yield _missing(each.target)
            elif each.target in roots and each.kind in ROOTS and roots[each.target].tag != f"{W}{ROOTS[each.kind]}":
                yield _damaged(each.target)


def _find_number_faults(roots: Mapping[str, etree._Element]) -> Iterator[Message]:
    for name, root in roots.items():
        for each in root.iter(*(f"{W}{tag}" for tag in NUMBERS)):
            attributes, form = NUMBERS[etree.QName(each).localname]
            for attribute in attributes:
                value = each.get(f"{W}{attribute}")
                if value is not None and not form.fullmatch(value):
                    yield phrase(
                        'a piece of the file, {}, is damaged: "{}" is where a number should be', Term(name), value
                    )
