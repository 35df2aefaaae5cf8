"""The styles and lists that prose needs: a paper that did not use them gets those of the house's templates."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from cabinet_papers.files.package import CONTENT_TYPES, FINISHED, TYPES, Package, Relation, unpack
from cabinet_papers.files.shipped import find_example
from cabinet_papers.finished.word_file import MAIN, NUMBERING, STYLES
from cabinet_papers.old_papers.body import remove
from cabinet_papers.word.markup import W

# What prose is written in; a template that lacks one of these gets the house's.
NEEDED = ("heading 1", "heading 2", "heading 3", "List Bullet", "List Number", "Comment Table", "Comment Table Text",
          "Hyperlink", "Quote")  # fmt: skip
HOUSE = "scrutiny-report.docx"
# After these, and before what a Mac keeps there, is the place of a list (ECMA-376 Part 1, 17.9.16).
BEFORE_NUMBERS = (f"{W}numPicBullet", f"{W}abstractNum", f"{W}num")
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
# What comes before the list among the properties of a style (ECMA-376 Part 1, 17.3.1.26).
BEFORE_LISTS = [f"{W}{name}" for name in ("keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")]


def add_styles(parts: dict[str, bytes]) -> None:
    """Add the styles and lists that prose needs and the paper did not use, as the house's templates have them.

    Raises PackageError for a document without styles.
    """
    package, shipped = Package(parts), Package(unpack(find_example() / "templates" / HOUSE, FINISHED))
    own, house, lists = package.read(STYLES), shipped.read(STYLES), shipped.read(NUMBERING)
    if NUMBERING not in parts:
        _add_lists(package)
    numbering = package.read(NUMBERING)
    names = {_name_of(each).casefold(): each for each in own.iter(f"{W}style")}
    for each in house.iter(f"{W}style"):
        name = _name_of(each)
        if name not in NEEDED:
            continue
        style = names.get(name.casefold())
        if style is None:
            style = _fit(each, names.values())
            own.append(style)
        if each.find(f"{W}pPr/{W}numPr") is not None and not _has_list(style, numbering):
            _give_list(style, each, lists, numbering)
    package.write(STYLES, own)
    package.write(NUMBERING, numbering)


def find_heading(package: Package) -> str:
    """Return the reference of the style for headings of the second level: the paper's own, or the house's."""
    own = (each for each in package.read(STYLES).iter(f"{W}style") if _name_of(each).casefold() == "heading 2")
    return next((str(each.get(f"{W}styleId")) for each in own), "Heading2")


def _name_of(style: etree._Element) -> str:
    named = style.find(f"{W}name")
    return str(named.get(f"{W}val") or "") if named is not None else ""


def _fit(style: etree._Element, own: Iterable[etree._Element]) -> etree._Element:
    """Return a style of the house's that is based on nothing which the paper does not have."""
    fitted = deepcopy(style)
    known = {each.get(f"{W}styleId") for each in own}
    remove(each for each in fitted.findall(f"{W}basedOn") if each.get(f"{W}val") not in known)
    # Its list is another one in this document.
    remove([*fitted.findall(f"{W}next"), *fitted.findall(f"{W}pPr/{W}numPr")])
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
    remove(properties.findall(f"{W}numPr"))
    listing = etree.Element(f"{W}numPr")
    etree.SubElement(listing, f"{W}numId").set(f"{W}val", new_number)
    properties.insert(sum(each.tag in BEFORE_LISTS for each in properties), listing)


def _add_lists(package: Package) -> None:
    """Add an empty part for lists, with its type and its relationship."""
    package.write(NUMBERING, etree.Element(f"{W}numbering", nsmap={"w": W[1:-1]}))
    types = package.read(CONTENT_TYPES)
    etree.SubElement(types, f"{TYPES}Override", PartName=f"/{NUMBERING}", ContentType=KIND)
    package.write(CONTENT_TYPES, types)
    package.add_relations(MAIN, [Relation("rIdLists", "numbering", "numbering.xml")])
