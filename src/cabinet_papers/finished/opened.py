"""Opens a finished document once for all checks: its parts, parsed, and the words for a place in it."""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from lxml import etree

from cabinet_papers.files.package import FINISHED, DamagedError, PackageError, list_parts, parse_part, unpack
from cabinet_papers.findings.message import Message, Term, phrase

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"
STORY = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


class Fault(NamedTuple):
    """Something that is wrong with a finished document, and where."""

    place: Message
    message: Message


class Opened(NamedTuple):
    """The document's parts by name, those of XML parsed, the styles by their kind, and the lists that there are.

    `elements` are those of the body, headers and footers in reading order: as long as they are held, each further walk
    finds them made. `faults` is what could not be read.
    """

    names: list[str]
    parts: dict[str, bytes]
    roots: dict[str, etree._Element]
    elements: dict[str, list[etree._Element]]
    styles: dict[str, str]
    numbers: frozenset[str]
    faults: list[Fault]


def open_document(document: bytes) -> Opened:
    """Return a .docx file opened; what cannot be read of it is a fault."""
    roots: dict[str, etree._Element] = {}
    faults: list[Fault] = []
    try:
        names, parts = list_parts(document), unpack(document, FINISHED)
    except PackageError:
        return Opened(
            [], {}, {}, {}, {}, frozenset(), [Fault(phrase("the file"), phrase("it is not a complete package"))]
        )
    for name, content in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        place = phrase("{}", Term(name))
        try:
            roots[name] = parse_part(content, name)
        except DamagedError as error:
            faults.append(Fault(place, phrase("the part is not well-formed XML ({})", error.detail)))
        except PackageError as error:
            faults.append(Fault(place, error.reason))
    styles = {str(each.get(f"{W}styleId")): str(each.get(f"{W}type")) for each in roots.get("word/styles.xml", ())}
    numbers, broken = _read_numbers(roots.get("word/numbering.xml"))
    elements = {name: list(root.iter("*")) for name, root in roots.items() if STORY.fullmatch(name)}
    return Opened(names, parts, roots, elements, styles, frozenset(numbers), faults + broken)


def _read_numbers(numbering: etree._Element | None) -> tuple[set[str], list[Fault]]:
    """Return the lists that exist, and a fault for each list whose definition is missing."""
    if numbering is None:
        return set(), []
    kinds = {each.get(f"{W}abstractNumId") for each in numbering.iter(f"{W}abstractNum")}
    numbers, faults = set(), []
    for each in numbering.iter(f"{W}num"):
        numbers.add(str(each.get(f"{W}numId")))
        kind = each.find(f"{W}abstractNumId")
        if kind is None or kind.get(f"{W}val") not in kinds:
            number = Term(each.get(f"{W}numId"))
            faults.append(Fault(phrase("word/numbering.xml"), phrase("the list {} has no definition", number)))
    return numbers, faults


def find(element: etree._Element, path: str) -> list[etree._Element]:
    """Return the elements at an XPath; `w` is WordprocessingML."""
    return cast("list[etree._Element]", element.xpath(path, namespaces={"w": W.strip("{}")}))


def place_of(element: etree._Element, part: str = MAIN) -> Message:
    """Return the place as a person finds it: the table, row and column, and the words nearby."""
    cell = name_cell(element, part)
    near = words_of(element) or " ".join(words_of(each) for each in find(element, "preceding::w:p[1]"))
    words = near[-40:].strip()
    return phrase('{}, near "{}"', cell, words) if words else phrase("{}", cell)


def name_cell(element: etree._Element, part: str = MAIN) -> Term:
    """Return the table, row and column of the place, without any words that are there."""
    named = ["the document" if part == MAIN else part]
    for table in reversed(find(element, "ancestor-or-self::w:tbl")):
        number = len(find(table, "preceding::w:tbl | ancestor::w:tbl")) + 1
        named.insert(1, f"table {number}")
    for tag, word in (("tr", "row"), ("tc", "column")):
        for each in find(element, f"ancestor-or-self::w:{tag}")[-1:]:
            named.append(f"{word} {len(find(each, f'preceding-sibling::w:{tag}')) + 1}")
    return Term(", ".join(named))


def words_of(element: etree._Element) -> str:
    """Return the words of an element on one line."""
    return " ".join("".join(each.text or "" for each in element.iter(f"{W}t")).split())
