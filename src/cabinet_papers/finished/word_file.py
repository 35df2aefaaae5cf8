"""Opens a finished document once for all checks: its parts, parsed, and the words for a place in it."""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from lxml import etree

from cabinet_papers.files.package import FINISHED, DamagedError, PackageError, list_parts, parse_part, unpack
from cabinet_papers.findings.message import Message, Term, phrase

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN, STYLES, NUMBERING = (f"word/{name}.xml" for name in ("document", "styles", "numbering"))
CORE, DC = "docProps/core.xml", "{http://purl.org/dc/elements/1.1/}"
STORY = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


class Fault(NamedTuple):
    """Something that is wrong with a finished document, and where."""

    place: Message
    message: Message


class WordFile(NamedTuple):
    """The document's parts by name, and those of XML parsed.

    `elements` are those of the body, headers and footers in reading order: as long as they are held, each further walk
    finds them made. `faults` is what could not be read.
    """

    names: list[str]
    parts: dict[str, bytes]
    roots: dict[str, etree._Element]
    elements: dict[str, list[etree._Element]]
    faults: list[Fault]


def open_document(document: bytes) -> WordFile:
    """Return a .docx file opened; what cannot be read of it is a fault."""
    try:
        return open_parts(list_parts(document), unpack(document, FINISHED))
    except PackageError:
        return WordFile(
            [], {}, {}, {}, [Fault(phrase("all of it"), phrase("the document that was made is incomplete"))]
        )


def open_parts(names: list[str], parts: dict[str, bytes]) -> WordFile:
    """Return the document with these parts; what cannot be read of them is a fault."""
    roots: dict[str, etree._Element] = {}
    faults: list[Fault] = []
    for name, content in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        place = phrase("{}", Term(name))
        try:
            roots[name] = parse_part(content, name)
        except DamagedError:
            faults.append(Fault(place, phrase("this piece of the file is damaged")))
        except PackageError as error:
            faults.append(Fault(place, error.reason))
    elements = {name: list(root.iter("*")) for name, root in roots.items() if STORY.fullmatch(name)}
    return WordFile(names, parts, roots, elements, faults)


def read_property(file: WordFile, name: str) -> str:
    """Return what a document says of itself under this name, such as its title; "" where it says nothing."""
    core = file.roots.get(CORE)
    return (core.findtext(f"{DC}{name}") or "").strip() if core is not None else ""


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
