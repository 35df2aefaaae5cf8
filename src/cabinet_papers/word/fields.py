"""The fields of a part: what their codes are, and whether one reaches for something outside the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

# Fields that only look at the document itself and its user; every other may fetch, ask or run something.
HARMLESS = (
    "=", "AUTHOR", "BIBLIOGRAPHY", "CITATION", "COMMENTS", "CREATEDATE", "DATE", "DOCPROPERTY", "DOCVARIABLE",
    "EDITTIME", "FILENAME", "FILESIZE", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "IF", "INDEX", "INFO", "KEYWORDS",
    "LASTSAVEDBY", "LISTNUM", "NOTEREF", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "QUOTE",
    "REF", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT", "SYMBOL", "TA", "TC",
    "TEMPLATE", "TIME", "TITLE", "TOA", "TOC", "USERADDRESS", "USERINITIALS", "USERNAME", "XE",
)  # fmt: skip
# An address, a bookmark, what is shown at the pointer, a window: each in quotation marks, and signs that stand alone.
SAFE_HYPERLINK = re.compile(
    r'HYPERLINK(\s+("(https?://|mailto:)[^"\\]*"|\\[lot]\s*"[^"\\]*"|\\l\s+[\w.-]+|\\[hnm]))+\s*', re.IGNORECASE
)
# What may be in the code of a field, and how that is written which it takes from elsewhere.
BEGIN_FIELDS = ("{*}fldSimple", "{*}fldChar", "{*}instrText")
IN_CODES = (*BEGIN_FIELDS, "{*}t", "{*}sdt", "{*}sym")
BROUGHT = "{}"
# What a field may begin or go on in; what is in anything else some programs read and others do not.
AROUND = ("r", "p", "hyperlink", "smartTag", "tc", "tr", "tbl")


class Field(NamedTuple):
    """A field's code on one line, and an element of it."""

    code: str
    element: etree._Element


def read_fields(root: etree._Element) -> list[Field]:
    """Return the fields, the code of each put together from its runs (ECMA-376 Part 1, 17.16.18 fldChar).

    What another field, a control or a sign brings into a code is written {}: what it will be is not known. So is the
    beginning of a code of which a part is where not every program reads it.
    """
    reader = _Reader()
    # Most parts have none.
    for each in root.iter(*IN_CODES) if next(root.iter(*BEGIN_FIELDS), None) is not None else ():
        reader.read(each, etree.QName(each).localname)
    codes = [*reader.codes, *((each.code, each.element) for each in reader.open)]
    fields = (Field(" ".join("".join(code).split()), element) for code, element in codes)
    return [each for each in fields if each.code]


def is_harmless(code: str) -> bool:
    """Whether the field reaches for nothing outside the document: page numbers, titles, safe links."""
    return field_name(code) in HARMLESS or (SAFE_HYPERLINK.fullmatch(code) is not None and BROUGHT not in code)


def field_name(code: str) -> str:
    """Return what a field is called: "PAGE", "=" for a formula, "" for one without a code."""
    return "=" if code.startswith("=") else "".join(code.split()[:1]).upper()


@dataclass(slots=True)
class _OpenField:
    """A field that has begun: where, its code so far, and whether what it shows has begun.

    The beginning of one that is implied is missing.
    """

    element: etree._Element
    is_implied: bool = False
    has_words: bool = False
    code: list[str] = field(default_factory=list)

    def take(self, element: etree._Element, name: str, kind: str) -> None:
        """Take an element into the code, if it is one of it; of one that is implied only the letters of a code are."""
        if self.has_words:
            return
        if not _is_beside(self.element, element):
            self.code.insert(0, BROUGHT)
        if kind == "separate":
            self.has_words = True
        elif name == "instrText" or (name == "t" and not self.is_implied):
            self.code.append(element.text or "")
        elif not self.is_implied:
            self.code.append(BROUGHT)


class _Reader:
    """Follows the fields of a part from their beginnings to their ends."""

    def __init__(self) -> None:
        self.codes: list[tuple[list[str], etree._Element]] = []
        self.open: list[_OpenField] = []

    def read(self, element: etree._Element, name: str) -> None:
        if name == "fldSimple":
            self.codes += [([code], element) for code in _read_attribute(element, "instr")]
        kinds = _read_attribute(element, "fldCharType") if name == "fldChar" else []
        if len(kinds) > 1:
            # Which of them a program reads is not known.
            self.codes.append(([BROUGHT], element))
        self.follow(element, name, "".join(kinds[:1]))

    def follow(self, element: etree._Element, name: str, kind: str) -> None:
        if kind == "end":
            self.codes += [(each.code, each.element) for each in self.open[-1:]]
            del self.open[-1:]
            return
        if name == "instrText" and not self.open:
            self.open.append(_OpenField(element, is_implied=True))
        if self.open:
            self.open[-1].take(element, name, kind)
        if kind == "begin":
            self.open.append(_OpenField(element))


def _is_beside(begun: etree._Element, element: etree._Element) -> bool:
    """Whether every program that reads the beginning of a field reads this element of it too."""
    apart = set(begun.iterancestors()) ^ set(element.iterancestors())
    return all(etree.QName(each).localname in AROUND and "wordprocessingml" in str(each.tag) for each in apart)


def _read_attribute(element: etree._Element, name: str) -> list[str]:
    """Return the values of an attribute, one in each form of WordprocessingML."""
    return [
        str(value)
        for key, value in element.attrib.items()
        if etree.QName(key).localname == name and "wordprocessingml" in str(etree.QName(key).namespace)
    ]
