"""A public copy of a finished document: without what only its makers should see, refused where it may not go out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from cabinet_papers import codes
from cabinet_papers.diagnostics import Diagnostic, Location, finding
from cabinet_papers.publish.opened import MAIN, find, open_document, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_papers.model import Paper
    from cabinet_papers.passages import Passage

# Parts that hold remarks, names of people, or data of other programs.
PRIVATE_PARTS = re.compile(r"word/(comments\w*|people)\.xml|docProps/custom\.xml|customXml/.*")
STORIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
COMMENT_MARKS = "//w:commentRangeStart | //w:commentRangeEnd | //w:r[w:commentReference]"
HIDDEN = "//w:r[w:rPr/w:vanish[not(@w:val = '0' or @w:val = 'false')]]"
DELETED = "//w:del | //w:moveFrom | //w:rPr/w:rPrChange | //w:pPr/w:pPrChange"
INSERTED = "//w:ins[parent::w:p or parent::w:body] | //w:moveTo"
# A person's name and times in the properties; the council and the title stay.
NAMES = rb"Manager|Company|TotalTime|lastPrinted|revision|keywords|category"
PERSONAL = re.compile(rb"<(\w+:)?(" + NAMES + rb")>.*?</\1?\2>", re.DOTALL)
# So many words of an exempt text in a public one are no chance.
FEW_WORDS = 5


def find_refusals(
    paper: Paper | None, passages: Sequence[Passage], documents: dict[str, bytes]
) -> Iterator[Diagnostic]:
    """Yield why a matter may not be published: an answer is awaited, or exempt words stand in a public document.

    `documents` are the public documents by the name that findings use.
    """
    rows = paper.rows if paper and documents else ()
    for row in rows:
        waits = row.recommendation.needs_answer and not (row.response and row.response.decision)
        if waits and paper and paper.is_answered:
            message = f'recommendation {row.recommendation.number} is "Awaited", so that no public copy was made'
            yield finding(codes.OUT012, message, "publish once it is answered", row.place)
    exempt = [" ".join(each.text.split()) for each in passages if each.exempt]
    for name, content in documents.items():
        text = words_of(open_document(content).roots[MAIN]) if name.endswith(".docx") else ""
        if any(_stretches(words) & _stretches(text) for words in exempt):
            message = "words of an exempt text stand in it, so that no public copy was made"
            hint = "take them out of what is public, or mark that as exempt too"
            yield finding(codes.OUT012, message, hint, Location(name))


def _stretches(text: str) -> set[tuple[str, ...]]:
    """Return every stretch of so many words of a text, as they are compared."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + FEW_WORDS]) for at in range(len(words) - FEW_WORDS + 1)}


def make_public(document: bytes) -> tuple[dict[str, bytes], list[str]]:
    """Return the parts of the document's public copy, and what was removed, in plain words."""
    opened = open_document(document)
    parts = dict(opened.parts)
    removed: list[str] = []
    private = [name for name in parts if PRIVATE_PARTS.fullmatch(name)]
    for name in private:
        del parts[name]
    if private:
        removed.append("remarks and data of other programs")
        _forget(parts, private)
    for name, root in opened.roots.items():
        if STORIES.fullmatch(name):
            removed += _clean_story(root)
            parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        elif name.startswith("docProps/") and PERSONAL.search(parts.get(name, b"")):
            parts[name] = PERSONAL.sub(b"", parts[name])
            removed.append("names and times in the properties")
    return parts, list(dict.fromkeys(removed))


def _forget(parts: dict[str, bytes], names: list[str]) -> None:
    """Take the parts that are gone out of the package's lists."""
    for name, content in parts.items():
        if name.endswith(".rels") or name == "[Content_Types].xml":
            root = etree.fromstring(content)
            for each in list(root):
                target = str(each.get("Target") or each.get("PartName") or "").lstrip("/").removeprefix("../")
                if target and any(gone.endswith(target) for gone in names):
                    root.remove(each)
            parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _clean_story(root: etree._Element) -> Iterator[str]:
    """Take marks of comments, hidden and deleted text out of a part, and yield what there was."""
    for path, what in ((COMMENT_MARKS, "comments"), (HIDDEN, "hidden text"), (DELETED, "tracked changes")):
        for each in find(root, path):
            parent = each.getparent()
            if parent is not None:
                parent.remove(each)
                yield what
    for each in find(root, INSERTED):
        parent = each.getparent()
        if parent is not None:
            for child in list(each):
                each.addprevious(child)
            parent.remove(each)
            yield "tracked changes"
