"""Checks that Word opens a finished document without repairing it: structural rules of our own, run on every build.

The rules are those of WordprocessingML (ECMA-376 Part 1, clause 17) and of packages (Part 2) whose breach Word answers
with "unreadable content", or with a silent repair.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator

from lxml import etree

from cabinet_papers.files.package import REFERENCE, TYPES, read_relations
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.finished.blocks import Blocks
from cabinet_papers.finished.word_file import MAIN, Fault, W, WordFile, find, place_of

FIELD = re.compile(r"\{\{|\{%|\}\}|%\}")
BRACES = re.compile(r"[{}]")
MARKERS = ("bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd")
BLOCKS = ("p", "tbl", "sdt", "customXml", "altChunk", *MARKERS)
INLINE = (
    "r",
    "hyperlink",
    "fldSimple",
    "sdt",
    "smartTag",
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "customXml",
    "dir",
    "bdo",
)
# What an element may hold (17.2.2 body, 17.4.66 tc, 17.4.79 tr, 17.4.38 tbl, 17.3.1.22 p).
CHILDREN = {
    "body": (*BLOCKS, "sectPr"),
    "tc": (*BLOCKS, "tcPr"),
    "tr": ("tc", "trPr", "tblPrEx", "sdt", "customXml", *MARKERS),
    "tbl": ("tr", "tblPr", "tblGrid", "sdt", "customXml", *MARKERS),
    "p": ("pPr", *INLINE, *MARKERS),
    "hyperlink": (*INLINE, *MARKERS),
}
PROPERTIES = {"p": "pPr", "r": "rPr", "tc": "tcPr"}
# The same elements as Word's users call them.
CALLED = {
    "body": Term("the text of the document"), "tc": Term("a table cell"), "tr": Term("a table row"),
    "tbl": Term("a table"), "p": Term("a paragraph"), "r": Term("a piece of text"), "hyperlink": Term("a link"),
}  # fmt: skip
# What an element may not be without.
NEEDED: tuple[tuple[str, Callable[[list[str]], bool], Message], ...] = (
    ("tc", lambda children: [each for each in children if each in ("p", "tbl", "sdt")][-1:] != ["p"],
     phrase("a cell of a table does not end with a paragraph")),
    ("tr", {"tc", "sdt"}.isdisjoint, phrase("a row of a table has no cell")),
    ("tbl", lambda children: not {"tblGrid", "tblPr"} <= set(children),
     phrase("a table does not say how wide its columns are, or how it looks")),
    ("tbl", {"tr", "sdt"}.isdisjoint, phrase("a table has no row")),
)  # fmt: skip
NEVER_EMPTY = {f"{W}{tag}" for tag, _, _ in NEEDED}
NOT_IN_A_RUN = ("p", "tbl", "r")
TEXTS = {f"{W}{name}" for name in ("t", "instrText", "delText", "delInstrText")}
LEVELS = 9
VALUE = f"{W}val"
# The elements that name a style, by the kind of style.
STYLED = {"paragraph": "pStyle", "character": "rStyle", "table": "tblStyle"}
# Those that refer to another part or an address, and what it means that it is not there.
REFERRING = {
    "hyperlink": phrase("the address of a link is missing"),
    "headerReference": phrase("the page header is missing"),
    "footerReference": phrase("the page footer is missing"),
}


def find_faults(document: Blocks, typed: str) -> list[Fault]:
    """Return the faults of a finished document.

    `typed` is everything that people wrote for it. If it has braces, then those of the document are text; placeholders
    that are never filled in were found when the template was prepared.
    """
    opened = document.file
    faults = [*opened.faults, *document.numbering.find_faults()]
    if MAIN not in opened.roots:
        return [*faults, Fault(_part(MAIN), phrase("the main part of the document is missing or damaged"))]
    faults += _find_package_faults(opened)
    are_placeholders = not BRACES.search(typed)
    for name, root in opened.roots.items():
        if name in opened.elements:
            faults += [
                Fault(place_of(each, name), message)
                for each, message in _find_in_part(document, name, root, are_placeholders)
            ]
    if find(opened.roots[MAIN], "/w:document[not(w:body/*)]"):
        faults.append(Fault(_part(MAIN), phrase("the document has no text")))
    return faults


def _part(name: str) -> Message:
    """Return the place of a fault in a part as a whole."""
    return phrase("{}", Term(name))


def _find_package_faults(opened: WordFile) -> Iterator[Fault]:
    """Find parts that are there twice or have no content type, and relationships that lead nowhere."""
    for name, count in Counter(opened.names).items():
        if count > 1:
            yield Fault(_part(name), phrase("the file contains this part twice"))
    types = opened.roots.get("[Content_Types].xml")
    if types is None:
        yield Fault(_part("[Content_Types].xml"), phrase("the list of the file's parts is missing"))
        return
    endings = {str(each.get("Extension")).casefold() for each in types.iter(f"{TYPES}Default")}
    named = {str(each.get("PartName")).lstrip("/") for each in types.iter(f"{TYPES}Override")}
    for name in set(opened.names) - named - {"[Content_Types].xml"}:
        if name.rpartition(".")[2].casefold() not in endings:
            yield Fault(_part(name), phrase("this part is not in the list of the file's parts"))
    for name in named - set(opened.names):
        yield Fault(_part(name), phrase("this part is in the list of the file's parts, but is missing"))
    for name, root in opened.roots.items():
        if name.endswith(".rels"):
            yield from _find_relation_faults(opened, name, root)


def _find_relation_faults(opened: WordFile, name: str, root: etree._Element) -> Iterator[Fault]:
    relations = read_relations(root, posixpath.dirname(posixpath.dirname(name)))
    for ref, count in Counter(each.ref for each in relations).items():
        if count > 1:
            yield Fault(_part(name), phrase('two references to other parts have the same name "{}"', ref))
    for each in relations:
        if not each.is_outside and each.target not in opened.names:
            yield Fault(_part(name), phrase('the file refers to its part "{}", which is missing', each.target))


def _find_in_part(
    document: Blocks, name: str, root: etree._Element, are_placeholders: bool
) -> Iterator[tuple[etree._Element, Message]]:
    """Yield each element of a part that is wrong, and what is wrong with it."""
    yield from _find_shapes(document.file.elements[name])
    yield from _find_texts(document.file.elements[name], are_placeholders)
    yield from _find_references(document, name, root)
    yield from _find_bookmarks(root)
    yield from _find_fields(root)
    yield from _find_uneven_rows(root)
    yield from _find_torn_cells(root)


def _find_shapes(elements: list[etree._Element]) -> Iterator[tuple[etree._Element, Message]]:
    """Find elements with a child that is not allowed or without one that is needed. Each shape is judged once."""
    # Asking each element for its parent is quicker than asking each parent for its children.
    children: dict[etree._Element | None, list[str]] = {}
    for element in elements:
        children.setdefault(element.getparent(), []).append(element.tag)
    judged: dict[tuple[str, ...], list[tuple[int, Message]]] = {}
    for element in elements:
        held = children.get(element)
        if held is None and element.tag not in NEVER_EMPTY:
            continue
        shape = (element.tag, *(held or ()))
        faults = judged.get(shape)
        if faults is None:
            faults = judged[shape] = _judge(shape)
        for at, message in faults:
            yield list(element.iterchildren("*"))[at] if at >= 0 else element, message


def _judge(shape: tuple[str, ...]) -> list[tuple[int, Message]]:
    """Return what is wrong with an element of a tag that has children of these tags, and with which, -1 for itself."""
    tag, *children = (str(each).removeprefix(W) for each in shape)
    rules = (_find_strangers, _find_out_of_order, _find_within_a_run, _find_lacking)
    return [fault for find_wrong in rules for fault in find_wrong(tag, children)]


def _find_strangers(tag: str, children: list[str]) -> Iterator[tuple[int, Message]]:
    """Find children that the element may not hold; those of other programs it may."""
    allowed = CHILDREN.get(tag, children)
    for at, child in enumerate(children):
        if child not in allowed and not child.startswith("{"):
            yield at, phrase("{} contains something that Word does not allow there", CALLED[tag])


def _find_out_of_order(tag: str, children: list[str]) -> Iterator[tuple[int, Message]]:
    """Find properties that do not come first, and page settings that do not come last."""
    properties = PROPERTIES.get(tag)
    if properties and properties in children[1:]:
        yield (
            children.index(properties, 1),
            phrase("the settings for how {} looks are in the wrong place in the file", CALLED[tag]),
        )
    if tag == "body" and "sectPr" in children[:-1]:
        yield children.index("sectPr"), phrase("the page settings are not at the end of the document")


def _find_within_a_run(tag: str, children: list[str]) -> Iterator[tuple[int, Message]]:
    for at, child in enumerate(children):
        if tag == "r" and child in NOT_IN_A_RUN:
            yield at, phrase("there is a paragraph or a table within a line of text, where none is allowed")


def _find_lacking(tag: str, children: list[str]) -> Iterator[tuple[int, Message]]:
    yield from ((-1, message) for parent, lacks, message in NEEDED if parent == tag and lacks(children))


def _find_texts(elements: list[etree._Element], are_placeholders: bool) -> Iterator[tuple[etree._Element, Message]]:
    """Find words outside the elements for words, and placeholders that were not filled in unless braces are text."""
    for element in elements:
        text, tail = element.text, element.tail
        if text and element.tag in TEXTS:
            if are_placeholders and FIELD.search(text):
                yield element, phrase('a placeholder was not filled in: "{}"', text)
        elif text and text.strip() and element.tag.startswith(W):
            yield element, phrase('there is text that is in no paragraph: "{}"', text)
        if tail and tail.strip():
            yield element, phrase('there is text that is in no paragraph: "{}"', tail)


def _find_references(document: Blocks, name: str, root: etree._Element) -> Iterator[tuple[etree._Element, Message]]:
    """Find references to styles, lists and relationships that do not exist."""
    yield from _find_styles(document, root)
    yield from _find_lists(document, root)
    rels = document.file.roots.get(f"word/_rels/{posixpath.basename(name)}.rels")
    refs = {each.get("Id") for each in rels} if rels is not None else set()
    for tag, message in REFERRING.items():
        for each in root.iter(f"{W}{tag}"):
            if each.get(REFERENCE) is not None and each.get(REFERENCE) not in refs:
                yield each, message


def _find_styles(document: Blocks, root: etree._Element) -> Iterator[tuple[etree._Element, Message]]:
    for kind, tag in STYLED.items():
        known = {ref for ref, each in document.sheet.by_ref.items() if each.get(f"{W}type") == kind}
        for each in root.iter(f"{W}{tag}"):
            if each.get(VALUE) not in known:
                yield each, phrase('there is no {} style "{}"', Term(kind), str(each.get(VALUE)))


def _find_lists(document: Blocks, root: etree._Element) -> Iterator[tuple[etree._Element, Message]]:
    levels, lists = {str(level) for level in range(LEVELS)}, {"0", *document.numbering.lists}
    for each in root.iter(f"{W}ilvl"):
        if each.get(VALUE) not in levels:
            yield each, phrase("a list has more than nine levels")
    for each in root.iter(f"{W}numId"):
        if each.get(VALUE) not in lists:
            yield each, phrase("a paragraph belongs to list number {}, which is missing", Term(each.get(VALUE)))


def _find_bookmarks(root: etree._Element) -> Iterator[tuple[etree._Element, Message]]:
    """Find bookmarks without an end or a beginning, and two with the same number or name."""
    open_marks: dict[str | None, etree._Element] = {}
    seen, names = set[str | None](), set[str | None]()
    for each in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        ref, name = each.get(f"{W}id"), each.get(f"{W}name")
        if each.tag == f"{W}bookmarkEnd":
            if open_marks.pop(ref, None) is None:
                yield each, phrase("a bookmark has an end but no beginning")
            continue
        if ref in seen:
            yield each, phrase("two bookmarks have the same number, {}", Term(ref))
        if name in names:
            yield each, phrase('two bookmarks have the same name, "{}"', str(name))
        open_marks[ref] = each
        seen.add(ref)
        names.add(name)
    for each in open_marks.values():
        yield each, phrase('the bookmark "{}" has no end', str(each.get(f"{W}name")))


def _find_fields(root: etree._Element) -> Iterator[tuple[etree._Element, Message]]:
    begun: list[etree._Element] = []
    for each in root.iter(f"{W}fldChar"):
        kind = each.get(f"{W}fldCharType")
        if kind == "begin":
            begun.append(each)
        elif kind == "end" and begun:
            begun.pop()
        elif kind == "end":
            yield each, phrase("a field has an end but no beginning")
    yield from ((each, phrase("a field has no end")) for each in begun)


def _find_uneven_rows(root: etree._Element) -> Iterator[tuple[etree._Element, Message]]:
    """Find rows that do not fill their table's grid."""
    for table in root.iter(f"{W}tbl"):
        grid = len(find(table, "w:tblGrid/w:gridCol"))
        for row in table.iterchildren(f"{W}tr"):
            cells = sum(1 for _ in row.iterchildren(f"{W}tc"))
            columns = cells if cells == grid else _count_columns(row, cells)
            if columns not in (0, grid) and grid:
                yield row, phrase("the number of columns is {} in a row, but {} in its table", columns, grid)


def _find_torn_cells(root: etree._Element) -> Iterator[tuple[etree._Element, Message]]:
    """Find cells that are merged with the one above, which is not merged."""
    merged = (each for each in root.iter(f"{W}vMerge") if each.get(f"{W}val") != "restart")
    for cell in (cell for each in merged for cell in find(each, "ancestor::w:tc[1]")):
        above = find(cell, "../preceding-sibling::w:tr[1]/w:tc")
        at = len(find(cell, "preceding-sibling::w:tc"))
        if at >= len(above) or above[at].find(f"{W}tcPr/{W}vMerge") is None:
            yield cell, phrase("a cell is marked as merged with the one above it, but that one is not marked as merged")


def _count_columns(row: etree._Element, cells: int) -> int:
    """Return how many columns of the grid a row of so many cells fills."""
    spans = [_number(each, "1") for each in find(row, "w:tc/w:tcPr/w:gridSpan")]
    skipped = sum(_number(each, "0") for each in find(row, "w:trPr/w:gridBefore | w:trPr/w:gridAfter"))
    return cells - len(spans) + sum(spans) + skipped


def _number(element: etree._Element, default: str) -> int:
    """Return an element's number; what is none fits no grid."""
    value = element.get(VALUE, default)
    return int(value) if re.fullmatch("[0-9]{1,9}", value) else -1_000
