"""Takes out of a template what is between those who look after it, so that no paper hands it on."""

from __future__ import annotations

import re

from lxml import etree

from cabinet_papers.files.package import CONTENT_TYPES, parse_part, remove_parts, write_part
from cabinet_papers.word.markup import W

# Comments and who wrote them, building blocks, a picture of the template, and properties of its own.
PARTS = re.compile(
    r"word/(_rels/)?(comments\w*|people)\.xml(\.rels)?|word/glossary/.+|docProps/(custom\.xml|thumbnail\..+)|customXml/.+"
)
COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
DAY = f"{W}fullDate"
SETTINGS = "word/settings.xml"
# Protection, the marks of who changed what, and what Word remembers of its user's work (ECMA-376 Part 1, 17.15.1).
OF_THE_TEMPLATE = (
    "docVars", "documentProtection", "formsDesign", "linkStyles", "mailMerge", "readModeInkLockDown", "revisionView",
    "rsids", "trackRevisions", "updateFields", "writeProtection",
)  # fmt: skip


def remove_private_parts(parts: dict[str, bytes]) -> None:
    """Take out the parts that are no paper's, and what in the others is the template's alone."""
    remove_parts(parts, PARTS)
    # A template for Word's own list of templates, renamed: Word opens no paper of that type.
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"ml.template.main+xml", b"ml.document.main+xml")
    if SETTINGS in parts:
        root = parse_part(parts[SETTINGS], SETTINGS)
        etree.strip_elements(root, *(f"{W}{name}" for name in OF_THE_TEMPLATE))
        parts[SETTINGS] = write_part(root)


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
