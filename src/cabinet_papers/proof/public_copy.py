"""Makes a public copy of a finished document, without what only its authors should see, or says why it may not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from cabinet_papers.files.package import remove_parts, write_part
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import phrase
from cabinet_papers.finished.styles import StyleSheet, is_hidden_whole
from cabinet_papers.finished.word_file import MAIN, STYLES, W, find, open_document, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_papers.matter.answered import Answered
    from cabinet_papers.matter.typed_text import TypedText

# Parts that hold remarks, names of people, pictures of an earlier text, or data of other programs.
PRIVATE_PARTS = re.compile(
    r"word/(_rels/)?(comments\w*|people)\.xml(\.rels)?|word/(glossary|documenttasks)/.*|docProps/(custom\.xml|thumbnail\..*)|(customXml|docMetadata)/.*",
    re.IGNORECASE,
)
STORIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|styles|numbering|settings)\.xml")
# Tracked changes (ECMA-376 Part 1, 17.13.5): what is no longer there; what is there, within a mark; marks alone.
DELETED = "//w:tr[w:trPr/w:del] | //w:tc[w:tcPr/w:cellDel]/*[not(self::w:tcPr)] | //w:del | //w:moveFrom"
INSERTED = "//w:ins | //w:moveTo"
MARK = re.compile(re.escape(W) + r"(\w+Change|cell(Ins|Del|Merge)|\w+Range(Start|End))")
# Who may edit a part of a protected document, and what programs remember in it.
EDITORS = "//w:permStart | //w:permEnd | //w:docVars"
# What shows where comments are, each in a run with nothing else in it.
COMMENT_MARKS = "//w:commentRangeStart | //w:commentRangeEnd | //w:commentReference"
# A person's name and times in the properties; the council and the title stay.
NAMES = rb"Manager|Company|TotalTime|lastPrinted|revision|keywords|category"
PERSONAL = re.compile(rb"<(\w+:)?(" + NAMES + rb")>.*?</\1?\2>", re.DOTALL)
# So many words of an exempt text in a public one are no chance.
FEW_WORDS = 5


def find_refusals(
    awaited: Sequence[Answered], typed_texts: Sequence[TypedText], documents: dict[str, bytes]
) -> Iterator[Diagnostic]:
    """Yield why a matter may not be published: an answer is awaited, or a public document contains exempt words.

    `awaited` are the recommendations that a response among them shows without an answer; `documents` are the public
    documents by the name that findings use.
    """
    if documents:
        yield from map(_refuse_unanswered, awaited)
    exempt = [" ".join(each.text.split()) for each in typed_texts if each.exempt]
    for name, content in documents.items():
        text = words_of(open_document(content).roots[MAIN]) if name.endswith(".docx") else ""
        if any(_stretches(words) & _stretches(text) for words in exempt):
            message = phrase("no public copy was made, because the document contains words of an exempt text")
            hint = phrase("take the exempt words out of the public text, or mark the public text as exempt too")
            yield finding(codes.OUT012, message, hint, Location(name))


def _refuse_unanswered(row: Answered) -> Diagnostic:
    number = row.recommendation.printed
    message = phrase("no public copy was made, because the answer to recommendation {} is awaited", number)
    hint = phrase("once it is answered, run `papers build --publish` again")
    return finding(codes.OUT012, message, hint, row.place)


def _stretches(text: str) -> set[tuple[str, ...]]:
    """Return every stretch of so many words of a text, as they are compared."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + FEW_WORDS]) for at in range(len(words) - FEW_WORDS + 1)}


def make_public(document: bytes) -> tuple[dict[str, bytes], list[str]]:
    """Return the parts of the document's public copy, and what was removed, in plain words."""
    opened = open_document(document)
    parts = dict(opened.parts)
    removed = ["remarks and data of other programs"] if remove_parts(parts, PRIVATE_PARTS) else []
    sheet = StyleSheet(opened.roots.get(STYLES))
    for name, root in opened.roots.items():
        if STORIES.fullmatch(name):
            found = list(_clean_story(root, sheet))
            removed += found
            parts[name] = write_part(root) if found else parts[name]
        elif name.startswith("docProps/") and PERSONAL.search(parts.get(name, b"")):
            parts[name] = PERSONAL.sub(b"", parts[name])
            removed.append("names and times in the properties")
    return parts, list(dict.fromkeys(removed))


def _clean_story(root: etree._Element, sheet: StyleSheet) -> Iterator[str]:
    """Take comments, hidden text and tracked changes out of a part, and yield what there was."""
    yield from _take_out("comments", _find_comments(root))
    hidden, deleted = [run for run in root.iter(f"{W}r") if sheet.is_hidden(run)], find(root, DELETED)
    hidden += filter(is_hidden_whole, root.iter(f"{W}tr", f"{W}drawing", f"{W}pict"))
    yield from _take_out("hidden text", hidden)
    yield from _take_out("tracked changes", deleted)
    inserted = find(root, INSERTED)
    for each in inserted:
        for child in list(each):
            each.addprevious(child)
    yield from _take_out("tracked changes", inserted)
    marks, editors = [each for each in root.iter("*") if MARK.fullmatch(str(each.tag))], find(root, EDITORS)
    yield from _take_out("tracked changes", marks)
    yield from _take_out("names of editors", editors)
    for table in find(root, "//w:tbl[not(w:tr or w:sdt or w:customXml)]"):
        _remove(table)
    for cell in find(root, "//w:tc[not(w:p)]"):
        etree.SubElement(cell, f"{W}p")


def _find_comments(root: etree._Element) -> list[etree._Element]:
    """Return the marks of comments, and the runs in which there is nothing else."""
    marks = dict.fromkeys(find(root, COMMENT_MARKS))
    runs = [run for run in (each.getparent() for each in marks) if run is not None and run.tag == f"{W}r"]
    return [*marks, *(run for run in runs if all(each in marks or each.tag == f"{W}rPr" for each in run))]


def _take_out(what: str, elements: list[etree._Element]) -> Iterator[str]:
    """Remove the elements; yield what they are, if there are any."""
    for each in elements:
        _remove(each)
    yield from [what] if elements else []


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
