"""Whether Word opens a finished document without mending it: structural rules of our own, run on every build.

The rules are those of WordprocessingML (ECMA-376 Part 1, clause 17) and of packages (Part 2) whose breach Word answers
with "unreadable content", or with a silent repair. Most are a path that finds what is wrong, and what to say of it.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from cabinet_papers.publish.opened import MAIN, Fault, Opened, W, find, place_of

RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
FIELD = re.compile(r"\{\{|\{%|\}\}|%\}")
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
PATHS = (
    (
        "//w:tc[not(*[self::w:p or self::w:tbl or self::w:sdt][last()][self::w:p])]",
        "a cell does not end with a paragraph",
    ),
    ("//w:tr[not(w:tc or w:sdt)]", "a row has no cell"),
    ("//w:tbl[not(w:tblGrid and w:tblPr)]", "a table has no properties or no grid"),
    ("//w:tbl[not(w:tr or w:sdt)]", "a table has no row"),
    ("//w:p/*[position() > 1][self::w:pPr]", "the properties of <p> do not stand first"),
    ("//w:r/*[position() > 1][self::w:rPr]", "the properties of <r> do not stand first"),
    ("//w:tc/*[position() > 1][self::w:tcPr]", "the properties of <tc> do not stand first"),
    ("//w:r/*[self::w:p or self::w:tbl or self::w:r]", "a paragraph, a table or a run may not stand in a run of text"),
    ("//w:ilvl[@w:val > 8 or @w:val < 0]", "a list goes deeper than nine levels"),
    ("/w:document/w:body/w:sectPr[following-sibling::*]", "the page's settings do not stand at the end of the body"),
)
LOOSE = (
    "//w:*[not(self::w:t or self::w:instrText or self::w:delText or self::w:delInstrText)]/text()[normalize-space()]"
)
# The elements that name a style, by the kind of style.
STYLED = {"paragraph": "pStyle", "character": "rStyle", "table": "tblStyle"}


def find_faults(opened: Opened, typed: str) -> list[Fault]:
    """Return the faults of a finished document. `typed` is all that people wrote, in which braces are their own."""
    faults = list(opened.faults)
    if MAIN not in opened.roots:
        return [*faults, Fault(MAIN, "the document's main part is missing or broken")]
    faults += _find_package_faults(opened)
    words = " ".join(typed.split())
    for name, root in opened.roots.items():
        if name == MAIN or re.fullmatch(r"word/(header|footer)\d*\.xml", name):
            faults += [
                Fault(place_of(each, name), message) for each, message in _find_in_part(opened, name, root, words)
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


def _find_in_part(opened: Opened, name: str, root: etree._Element, typed: str) -> Iterator[tuple[etree._Element, str]]:
    """Yield each element of a part that is wrong, and what is wrong with it."""
    for path, message in PATHS:
        yield from ((each, message) for each in find(root, path))
    for parent, known in CHILDREN.items():
        strange = " or ".join(f"self::w:{child}" for child in known)
        for each in find(root, f"//w:{parent}/w:*[not({strange})]"):
            yield each, f"<{etree.QName(each).localname}> may not stand in <{parent}>"
    for text in root.xpath(LOOSE, namespaces={"w": W.strip("{}")}):
        yield text.getparent(), f'text stands loose in the document: "{text.strip()[:40]}"'
    for each in find(root, "//w:t[contains(., '{{') or contains(., '}}') or contains(., '{%') or contains(., '%}')]"):
        words = " ".join((each.text or "").split())
        if words not in typed:
            yield each, f'a placeholder was left over: "{words[:60]}"'
    yield from _find_references(opened, name, root)
    yield from _find_bookmarks(root)
    yield from _find_fields(root)
    yield from _find_uneven_rows(root)


def _find_references(opened: Opened, name: str, root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Find styles, lists and relationships that are named and do not exist."""
    for kind, tag in STYLED.items():
        for each in root.iter(f"{W}{tag}"):
            if opened.styles.get(str(each.get(f"{W}val"))) != kind:
                yield each, f'there is no {kind} style "{each.get(f"{W}val")}"'
    for each in root.iter(f"{W}numId"):
        if each.get(f"{W}val") not in ("0", *opened.numbers):
            yield each, f"a paragraph belongs to the list {each.get(f'{W}val')}, which is missing"
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
    for row in find(root, "//w:tr[count(w:tc) != count(../w:tblGrid/w:gridCol)]"):
        grid = len(find(row, "../w:tblGrid/w:gridCol"))
        spans = [int(each.get(f"{W}val", "1")) for each in find(row, "w:tc/w:tcPr/w:gridSpan")]
        skipped = sum(int(each.get(f"{W}val", "0")) for each in find(row, "w:trPr/w:gridBefore | w:trPr/w:gridAfter"))
        columns = len(row.findall(f"{W}tc")) - len(spans) + sum(spans) + skipped
        if columns not in (0, grid) and grid:
            yield row, f"a row of the table has {columns} columns, its grid has {grid}"
    for merge in root.iter(f"{W}vMerge"):
        cell = merge.getparent().getparent()
        above = find(cell, "../preceding-sibling::w:tr[1]")
        at = len(find(cell, "preceding-sibling::w:tc"))
        over = above[0].findall(f"{W}tc")[at : at + 1] if above else []
        if merge.get(f"{W}val") != "restart" and not (over and over[0].find(f"{W}tcPr/{W}vMerge") is not None):
            yield cell, "a cell continues a merged one that nothing begins"
