"""Whether Word opens a finished document without mending it: structural rules of our own, run on every build.

Shares nothing with the code that writes documents. The rules are those of WordprocessingML (ECMA-376 Part 1, clause 17)
and of packages (Part 2) whose breach Word answers with "unreadable content", or with a silent repair.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from xml.etree import ElementTree

from cabinet_papers.publish.structure_walk import MAIN, Fault, StructureWalker, W

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def find_faults(document: bytes, typed: str) -> list[Fault]:
    """Return the faults of a .docx file. `typed` is all that people wrote, in which braces are their own."""
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as package:
            names = package.namelist()
            parts = {name: package.read(name) for name in names}
    except zipfile.BadZipFile:
        return [Fault("the file", "it is no whole package")]
    twice = [name for name, count in Counter(names).items() if count > 1]
    faults = [Fault(name, "the part stands twice in the package") for name in twice]
    roots: dict[str, ElementTree.Element] = {}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                # Written a moment ago by this program; it declares no entities.
                roots[name] = ElementTree.fromstring(content)  # noqa: S314
            except ElementTree.ParseError as error:
                faults.append(Fault(name, f"the part is not well formed ({error})"))
    if MAIN not in roots:
        return [*faults, Fault(MAIN, "the document's main part is missing or broken")]
    return [*faults, *_find_package_faults(parts, roots), *_find_part_faults(roots, typed)]


def _find_package_faults(parts: dict[str, bytes], roots: dict[str, ElementTree.Element]) -> list[Fault]:
    """Return parts without a kind of content, and relationships that lead nowhere."""
    types = roots.get("[Content_Types].xml")
    if types is None:
        return [Fault("[Content_Types].xml", "the list of content types is missing")]
    endings = {str(each.get("Extension")).casefold() for each in types.iter(f"{TYPES}Default")}
    named = {str(each.get("PartName")).lstrip("/") for each in types.iter(f"{TYPES}Override")}
    faults = [
        Fault(name, "the part has no content type")
        for name in parts
        if name != "[Content_Types].xml" and name not in named and name.rpartition(".")[2].casefold() not in endings
    ]
    faults += [Fault(name, "a content type is given for a part that is missing") for name in named - set(parts)]
    for name, root in roots.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            refs = Counter(each.get("Id") for each in root)
            faults += [Fault(name, f'the reference "{ref}" is given twice') for ref, count in refs.items() if count > 1]
            faults += [
                Fault(name, f'a relationship leads to "{each.get("Target")}", which is missing')
                for each in root
                if each.get("TargetMode") != "External" and _target(folder, str(each.get("Target"))) not in parts
            ]
    return faults


def _target(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _find_part_faults(roots: dict[str, ElementTree.Element], typed: str) -> list[Fault]:
    styles: dict[str, str] = {}
    if "word/styles.xml" in roots:
        styles = {str(each.get(f"{W}styleId")): str(each.get(f"{W}type")) for each in roots["word/styles.xml"]}
    numbering = roots.get("word/numbering.xml")
    numbers, faults = _read_numbers(numbering) if numbering is not None else (set(), [])
    for name, root in roots.items():
        if name == MAIN or re.fullmatch(r"word/(header|footer)\d*\.xml", name):
            rels = roots.get(f"word/_rels/{posixpath.basename(name)}.rels")
            refs = {str(each.get("Id")) for each in rels} if rels is not None else set()
            walker = StructureWalker(name, styles, numbers, refs, " ".join(typed.split()))
            walker.walk(root)
            walker.finish()
            faults += walker.faults
    body = roots[MAIN].find(f"{W}body")
    if body is None or not len(body):
        return [*faults, Fault(MAIN, "the document has no body")]
    if any(child.tag == f"{W}sectPr" for child in body[:-1]):
        faults.append(Fault(MAIN, "the page's settings do not stand at the end of the body"))
    return faults


def _read_numbers(numbering: ElementTree.Element) -> tuple[set[str], list[Fault]]:
    """Return the lists that there are; a fault for each whose kind is missing."""
    kinds = {each.get(f"{W}abstractNumId") for each in numbering.iter(f"{W}abstractNum")}
    numbers, faults = set(), []
    for each in numbering.iter(f"{W}num"):
        numbers.add(str(each.get(f"{W}numId")))
        kind = each.find(f"{W}abstractNumId")
        if kind is None or kind.get(f"{W}val") not in kinds:
            faults.append(Fault("word/numbering.xml", f"the list {each.get(f'{W}numId')} is of no kind that there is"))
    return numbers, faults
