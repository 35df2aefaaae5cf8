"""Takes out of a template what is between those who look after it, so that no paper hands it on."""

from __future__ import annotations

from lxml import etree

from cabinet_papers.files.package import CONTENT_TYPES, parse_part, write_part
from cabinet_papers.files.word_package import MAIN, keep_kinds
from cabinet_papers.word.dangers import KEPT, PRINTER
from cabinet_papers.word.markup import W

COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
DAY = f"{W}fullDate"
SETTINGS = "word/settings.xml"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEMPLATE_TYPE = DOCUMENT_TYPE.replace("document.main", "template.main")
# Protection, the marks of who changed what, how data of other programs look, and what Word remembers of its user's work
# (ECMA-376 Part 1, 17.15.1).
OF_THE_TEMPLATE = (
    "attachedSchema", "docVars", "documentProtection", "formsDesign", "linkStyles", "mailMerge", "readModeInkLockDown",
    "revisionView", "rsids", "saveThroughXslt", "trackRevisions", "updateFields", "useXSLTWhenSaving",
    "writeProtection",
)  # fmt: skip


def leave_private_parts(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts that papers may have, without what in them is the template's alone. Raises PackageError."""
    kept = {**parts, CONTENT_TYPES: _as_document(parts[CONTENT_TYPES])}
    if SETTINGS in kept:
        root = parse_part(kept[SETTINGS], SETTINGS)
        etree.strip_elements(root, *(f"{W}{name}" for name in OF_THE_TEMPLATE), "{*}schemaLibrary")
        kept[SETTINGS] = write_part(root)
    if PRINTER.encode() in kept[MAIN]:
        root = parse_part(kept[MAIN], MAIN)
        etree.strip_elements(root, f"{{*}}{PRINTER}", with_tail=False)
        kept[MAIN] = write_part(root)
    return keep_kinds(kept, KEPT)


def _as_document(types: bytes) -> bytes:
    """Return the list of types of a document. Word opens no paper that says it is for Word's own list of templates."""
    root = parse_part(types, CONTENT_TYPES)
    templates = [each for each in root if (each.get("ContentType") or "").casefold() == TEMPLATE_TYPE]
    for each in templates:
        each.set("ContentType", DOCUMENT_TYPE)
    return write_part(root) if templates else types


def remove_private_marks(root: etree._Element) -> bool:
    """Take out of a printed part where comments were and which day a calendar showed; whether there was any.

    Words that Word hides in its web layout alone are in every paper, and not all programs know them.
    """
    marks = list(root.iter(*(f"{W}{name}" for name in COMMENT_MARKS), f"{W}webHidden"))
    days = [each for each in root.iter(f"{W}date") if each.get(DAY)]
    for each in days:
        del each.attrib[DAY]
    for mark in marks:
        run = mark.getparent()
        if run is None:
            continue
        run.remove(mark)
        around = run.getparent()
        # The run of such a mark has nothing else in it.
        if around is not None and run.tag == f"{W}r" and all(each.tag == f"{W}rPr" for each in run):
            around.remove(run)
    return bool(marks or days)
