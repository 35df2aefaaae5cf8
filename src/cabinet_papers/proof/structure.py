"""Whether Word opens a finished document without mending it: structural rules of our own, run on every build.

The rules are those of WordprocessingML (ECMA-376 Part 1, clause 17) and of packages (Part 2) whose breach Word answers
with "unreadable content", or with a silent repair.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator

from lxml import etree

from cabinet_papers.finished.opened import MAIN, Fault, Opened, W, find, place_of

RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
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
# What an element may not be without.
NEEDED: tuple[tuple[str, Callable[[list[str]], bool], str], ...] = (
    ("tc", lambda children: [each for each in children if each in ("p", "tbl", "sdt")][-1:] != ["p"],
     "a cell does not end with a paragraph"),
    ("tr", {"tc", "sdt"}.isdisjoint, "a row has no cell"),
    ("tbl", lambda children: not {"tblGrid", "tblPr"} <= set(children), "a table has no properties or no grid"),
    ("tbl", {"tr", "sdt"}.isdisjoint, "a table has no row"),
)  # fmt: skip
NEVER_EMPTY = {f"{W}{tag}" for tag, _, _ in NEEDED}
NOT_IN_A_RUN = ("p", "tbl", "r")
TEXTS = {f"{W}{name}" for name in ("t", "instrText", "delText", "delInstrText")}
LEVELS = 9
VALUE = f"{W}val"
# The elements that name a style, by the kind of style.
STYLED = {"paragraph": "pStyle", "character": "rStyle", "table": "tblStyle"}


def find_faults(opened: Opened, typed: str) -> list[Fault]:
    """Return the faults of a finished document.

    `typed` is all that people wrote for it. Where it has braces, those of the document are text; those of a template
    that fill nothing in were found when it was prepared.
    """
    faults = list(opened.faults)
    if MAIN not in opened.roots:
        return [*faults, Fault(MAIN, "the document's main part is missing or broken")]
    faults += _find_package_faults(opened)
    are_placeholders = not BRACES.search(typed)
    for name, root in opened.roots.items():
        if name in opened.elements:
            faults += [
                Fault(place_of(each, name), message)
                for each, message in _find_in_part(opened, name, root, are_placeholders)
            ]
    if find(opened.roots[MAIN], "/w:document[not(w:body/*)]"):
        faults.append(Fault(MAIN, "the document has no body"))
    return faults


def _find_package_faults(opened: Opened) -> Iterator[Fault]:
    """Find parts that stand twice or have no kind of content, and relationships that lead nowhere."""
    for name, count in Counter(opened.names).items():
        if count > 1:
            yield Fault(name, "the part stands twice in the package")
    types = opened.roots.get("[Content_Types].xml")
    if types is None:
        yield Fault("[Content_Types].xml", "the list of content types is missing")
        return
    endings = {str(each.get("Extension")).casefold() for each in types.iter(f"{TYPES}Default")}
    named = {str(each.get("PartName")).lstrip("/") for each in types.iter(f"{TYPES}Override")}
    for name in set(opened.names) - named - {"[Content_Types].xml"}:
        if name.rpartition(".")[2].casefold() not in endings:
            yield Fault(name, "the part has no content type")
    for name in named - set(opened.names):
        yield Fault(name, "a content type is given for a part that is missing")
    for name, root in opened.roots.items():
        if name.endswith(".rels"):
            yield from _find_relation_faults(opened, name, root)


def _find_relation_faults(opened: Opened, name: str, root: etree._Element) -> Iterator[Fault]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for ref, count in Counter(each.get("Id") for each in root).items():
        if count > 1:
            yield Fault(name, f'the reference "{ref}" is given twice')
    for each in root:
        target = posixpath.normpath(posixpath.join("/", folder, str(each.get("Target")))).lstrip("/")
        if each.get("TargetMode") != "External" and target not in opened.names:
            yield Fault(name, f'a relationship leads to "{each.get("Target")}", which is missing')


def _find_in_part(
    opened: Opened, name: str, root: etree._Element, are_placeholders: bool
) -> Iterator[tuple[etree._Element, str]]:
    """Yield each element of a part that is wrong, and what is wrong with it."""
    yield from _find_shapes(opened.elements[name])
    yield from _find_texts(opened.elements[name], are_placeholders)
    yield from _find_references(opened, name, root)
    yield from _find_bookmarks(root)
    yield from _find_fields(root)
    yield from _find_uneven_rows(root)


def _find_shapes(elements: list[etree._Element]) -> Iterator[tuple[etree._Element, str]]:
    """Find elements that hold what they may not, or not what they must. Few shapes occur, and each is judged once."""
    # Asking each element for its parent is quicker than asking each parent for its children.
    children: dict[etree._Element | None, list[str]] = {}
    for element in elements:
        children.setdefault(element.getparent(), []).append(element.tag)
    judged: dict[tuple[str, ...], list[tuple[int, str]]] = {}
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


def _judge(shape: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return what is wrong with an element of a tag that holds children of these tags, and where."""
    tag, *children = (str(each).removeprefix(W) for each in shape)
    faults = [
        (at, f"<{child}> may not stand in <{tag}>")
        for at, child in enumerate(children)
        if tag in CHILDREN and child not in CHILDREN[tag] and not child.startswith("{")
    ]
    if tag in PROPERTIES and PROPERTIES[tag] in children[1:]:
        faults.append((children.index(PROPERTIES[tag], 1), f"the properties of <{tag}> do not stand first"))
    if tag == "body" and "sectPr" in children[:-1]:
        faults.append((children.index("sectPr"), "the page's settings do not stand at the end of the body"))
    if tag == "r":
        message = "a paragraph, a table or a run may not stand in a run of text"
        faults += [(at, message) for at, child in enumerate(children) if child in NOT_IN_A_RUN]
    return faults + [(-1, message) for parent, lacks, message in NEEDED if parent == tag and lacks(children)]


def _find_texts(elements: list[etree._Element], are_placeholders: bool) -> Iterator[tuple[etree._Element, str]]:
    """Find words that no element for words holds, and placeholders that were not filled in, unless braces are text."""
    for element in elements:
        text, tail = element.text, element.tail
        if text and element.tag in TEXTS:
            if are_placeholders and FIELD.search(text):
                yield element, f'a placeholder was left over: "{" ".join(text.split())[:60]}"'
        elif text and text.strip() and element.tag.startswith(W):
            yield element, f'text stands loose in the document: "{text.strip()[:40]}"'
        if tail and tail.strip():
            yield element, f'text stands loose in the document: "{tail.strip()[:40]}"'


def _find_references(opened: Opened, name: str, root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Find styles, lists and relationships that are named and do not exist."""
    for kind, tag in STYLED.items():
        known = {ref for ref, its_kind in opened.styles.items() if its_kind == kind}
        for each in root.iter(f"{W}{tag}"):
            if each.get(VALUE) not in known:
                yield each, f'there is no {kind} style "{each.get(VALUE)}"'
    yield from _find_lists(opened, root)
    rels = opened.roots.get(f"word/_rels/{posixpath.basename(name)}.rels")
    refs = {each.get("Id") for each in rels} if rels is not None else set()
    for tag, message in (
        ("hyperlink", "a link leads to an address that is missing"),
        ("headerReference", "the page's header is missing"),
        ("footerReference", "the page's footer is missing"),
    ):
        for each in root.iter(f"{W}{tag}"):
            if each.get(RELATIONS) is not None and each.get(RELATIONS) not in refs:
                yield each, message


def _find_lists(opened: Opened, root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    levels, lists = {str(level) for level in range(LEVELS)}, {"0", *opened.numbers}
    for each in root.iter(f"{W}ilvl"):
        if each.get(VALUE) not in levels:
            yield each, "a list goes deeper than nine levels"
    for each in root.iter(f"{W}numId"):
        if each.get(VALUE) not in lists:
            yield each, f"a paragraph belongs to the list {each.get(VALUE)}, which is missing"


def _find_bookmarks(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Find bookmarks that are begun and not ended, or the other way round, and those of one number or name."""
    open_marks: dict[str | None, etree._Element] = {}
    seen, names = set[str | None](), set[str | None]()
    for each in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        ref, name = each.get(f"{W}id"), each.get(f"{W}name")
        if each.tag == f"{W}bookmarkEnd":
            if open_marks.pop(ref, None) is None:
                yield each, "a bookmark ends that has not begun"
            continue
        if ref in seen:
            yield each, f"two bookmarks have the number {ref}"
        if name in names:
            yield each, f'the bookmark "{name}" stands twice'
        open_marks[ref] = each
        seen.add(ref)
        names.add(name)
    yield from ((each, f'the bookmark "{each.get(f"{W}name")}" does not end') for each in open_marks.values())


def _find_fields(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    begun: list[etree._Element] = []
    for each in root.iter(f"{W}fldChar"):
        kind = each.get(f"{W}fldCharType")
        if kind == "begin":
            begun.append(each)
        elif kind == "end" and begun:
            begun.pop()
        elif kind == "end":
            yield each, "a field ends that has not begun"
    yield from ((each, "a field does not end") for each in begun)


def _find_uneven_rows(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Find rows that do not fill their table's grid, and merged cells that nothing begins."""
    for table in root.iter(f"{W}tbl"):
        grid = len(find(table, "w:tblGrid/w:gridCol"))
        for row in table.iterchildren(f"{W}tr"):
            cells = sum(1 for _ in row.iterchildren(f"{W}tc"))
            columns = cells if cells == grid else _count_columns(row, cells)
            if columns not in (0, grid) and grid:
                yield row, f"a row of the table has {columns} columns, its grid has {grid}"
    merged = (each for each in root.iter(f"{W}vMerge") if each.get(f"{W}val") != "restart")
    for cell in (cell for each in merged for cell in find(each, "ancestor::w:tc[1]")):
        above = find(cell, "../preceding-sibling::w:tr[1]/w:tc")
        at = len(find(cell, "preceding-sibling::w:tc"))
        if at >= len(above) or above[at].find(f"{W}tcPr/{W}vMerge") is None:
            yield cell, "a cell continues a merged one that nothing begins"


def _count_columns(row: etree._Element, cells: int) -> int:
    """Return how many columns of the grid a row of so many cells fills."""
    spans = [_number(each, "1") for each in find(row, "w:tc/w:tcPr/w:gridSpan")]
    skipped = sum(_number(each, "0") for each in find(row, "w:trPr/w:gridBefore | w:trPr/w:gridAfter"))
    return cells - len(spans) + sum(spans) + skipped


def _number(element: etree._Element, default: str) -> int:
    """Return an element's number; what is none fits no grid."""
    value = element.get(VALUE, default)
    return int(value) if re.fullmatch("[0-9]{1,9}", value) else -1_000
