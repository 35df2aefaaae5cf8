"""The styles and lists that prose needs: a paper that did not use them gets those of the house's templates."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from cabinet_papers.files.package import FINISHED, DamagedError, parse_part, unpack, write_part
from cabinet_papers.files.shipped import find_example
from cabinet_papers.findings.message import phrase
from cabinet_papers.finished.word_file import NUMBERING, STYLES
from cabinet_papers.word.markup import W

# What prose is written in; a template that lacks one of these gets the house's.
NEEDED = ("heading 1", "heading 2", "heading 3", "List Bullet", "List Number", "Comment Table", "Comment Table Text",
          "Hyperlink", "Quote")  # fmt: skip
HOUSE = "scrutiny-report.docx"
# After these, and before what a Mac keeps there, is the place of a list (ECMA-376 Part 1, 17.9.16).
BEFORE_NUMBERS = (f"{W}numPicBullet", f"{W}abstractNum", f"{W}num")
TYPES, RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"


def add_styles(parts: dict[str, bytes]) -> None:
    """Add the styles and lists that prose needs and the paper did not use, as the house's templates have them."""
    shipped = unpack(find_example() / "templates" / HOUSE, FINISHED)
    if STYLES not in parts:
        raise DamagedError(phrase("the document has no styles"))
    own, house = parse_part(parts[STYLES], STYLES), parse_part(shipped[STYLES], STYLES)
    names = {_name_of(each).casefold(): each for each in own.iter(f"{W}style")}
    lists = parse_part(shipped[NUMBERING], NUMBERING)
    if NUMBERING not in parts:
        _add_part(parts, shipped)
    numbering = parse_part(parts[NUMBERING], NUMBERING)
    for each in house.iter(f"{W}style"):
        if _name_of(each) in NEEDED and _name_of(each).casefold() not in names:
            own.append(_fit(each, names))
        is_list = each.find(f"{W}pPr/{W}numPr") is not None and _name_of(each) in NEEDED
        there = next(
            (style for style in own.iter(f"{W}style") if _name_of(style).casefold() == _name_of(each).casefold()), None
        )
        if is_list and there is not None and not _has_list(there, numbering):
            _give_list(there, each, lists, numbering)
    parts[STYLES], parts[NUMBERING] = write_part(own), write_part(numbering)


def find_heading(parts: dict[str, bytes]) -> str:
    """Return the reference of the style for headings of the second level: the paper's own, or the house's."""
    root = parse_part(parts[STYLES], STYLES) if STYLES in parts else etree.Element(STYLES[5:-4])
    own = (each for each in root.iter(f"{W}style") if _name_of(each).casefold() == "heading 2")
    return next((str(each.get(f"{W}styleId")) for each in own), "Heading2")


def _name_of(style: etree._Element) -> str:
    named = style.find(f"{W}name")
    return str(named.get(f"{W}val") or "") if named is not None else ""


def _fit(style: etree._Element, names: dict[str, etree._Element]) -> etree._Element:
    """Return a style of the house's that is based on nothing which the paper does not have."""
    fitted = deepcopy(style)
    based = fitted.find(f"{W}basedOn")
    if based is not None and based.get(f"{W}val") not in {each.get(f"{W}styleId") for each in names.values()}:
        fitted.remove(based)
    for each in fitted.findall(f"{W}next"):
        fitted.remove(each)
    # Its list is another one in this document.
    for each in fitted.findall(f"{W}pPr/{W}numPr"):
        each.getparent().remove(each)  # type: ignore[union-attr]
    return fitted


def _has_list(style: etree._Element, numbering: etree._Element) -> bool:
    number = style.find(f"{W}pPr/{W}numPr/{W}numId")
    known = {each.get(f"{W}numId") for each in numbering.iter(f"{W}num")}
    return number is not None and number.get(f"{W}val") in known


def _give_list(
    style: etree._Element, house: etree._Element, lists: etree._Element, numbering: etree._Element
) -> None:  # fmt: skip
    """Give a style the list of the house's style of that name."""
    number = str(house.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val"))  # type: ignore[union-attr]
    (listed,) = [each for each in lists.iter(f"{W}num") if each.get(f"{W}numId") == number]
    reference = str(listed.find(f"{W}abstractNumId").get(f"{W}val"))  # type: ignore[union-attr]
    (kind,) = [each for each in lists.iter(f"{W}abstractNum") if each.get(f"{W}abstractNumId") == reference]
    new_kind, new_number = (
        str(max((int(each.get(f"{W}{name}") or 0) for each in numbering.iter(f"{W}{tag}")), default=0) + 1)
        for tag, name in (("abstractNum", "abstractNumId"), ("num", "numId"))
    )
    copied = deepcopy(kind)
    copied.set(f"{W}abstractNumId", new_kind)
    for linked in copied.iter(f"{W}pStyle"):
        linked.set(f"{W}val", str(style.get(f"{W}styleId")))
    at = sum(each.tag in BEFORE_NUMBERS[:2] for each in numbering)
    numbering.insert(at, copied)
    added = etree.Element(f"{W}num")
    numbering.insert(sum(each.tag in BEFORE_NUMBERS for each in numbering), added)
    added.set(f"{W}numId", new_number)
    etree.SubElement(added, f"{W}abstractNumId").set(f"{W}val", new_kind)
    properties = style.find(f"{W}pPr")
    if properties is None:
        properties = etree.SubElement(style, f"{W}pPr")
    for old in properties.findall(f"{W}numPr"):
        properties.remove(old)
    listing = etree.Element(f"{W}numPr")
    etree.SubElement(listing, f"{W}numId").set(f"{W}val", new_number)
    before = {
        f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
    }
    properties.insert(sum(each.tag in before for each in properties), listing)


def _add_part(parts: dict[str, bytes], shipped: dict[str, bytes]) -> None:
    """Add an empty part for lists, with its type and its relationship."""
    root = parse_part(shipped[NUMBERING], NUMBERING)
    for each in list(root):
        root.remove(each)
    parts[NUMBERING] = write_part(root)
    types = parse_part(parts[TYPES], TYPES)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
    etree.SubElement(types, types.tag.replace("Types", "Override"), PartName=f"/{NUMBERING}", ContentType=kind)
    parts[TYPES] = write_part(types)
    relations = parse_part(parts[RELATIONS], RELATIONS)
    leads = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
    etree.SubElement(relations, relations.tag[:-1], Id="rIdLists", Type=leads, Target="numbering.xml")
    parts[RELATIONS] = write_part(relations)
