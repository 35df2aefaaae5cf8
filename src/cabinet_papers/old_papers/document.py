"""An old paper as a file: its parts without what was of that paper, its body, and the template that comes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from cabinet_papers.files.package import DamagedError, Package, parse_part, write_package, write_part
from cabinet_papers.findings.message import phrase
from cabinet_papers.finished.word_file import CORE, DC, MAIN
from cabinet_papers.matter.columns import Column
from cabinet_papers.old_papers.body import TBL, P, R, T, find_long_fields, is_heading, remove, unwrap_controls, words_of
from cabinet_papers.old_papers.kept_words import find_kept
from cabinet_papers.old_papers.old_parts import clean_parts
from cabinet_papers.old_papers.placed import Placed
from cabinet_papers.old_papers.report import find_title, is_report, make_report
from cabinet_papers.old_papers.response import find_answers, make_response
from cabinet_papers.old_papers.sentences import Subject, find_subject, generalise, has_placeholder
from cabinet_papers.old_papers.styles import add_styles, find_heading
from cabinet_papers.word.markup import W

DRAFT, AGREED, REPORT = "draft-response.docx", "cabinet-response.docx", "scrutiny-report.docx"
AROUND = re.compile(r"word/(?:header|footer)\d*\.xml")
IS_DRAFT = re.compile(r"\bdraft\b", re.IGNORECASE)
# A title and the lines around it are short; a sentence may speak of another draft.
LONGEST_TITLE = 16


class NewTemplate(NamedTuple):
    """A template that was made of an old paper: its file's name, its bytes, and what became of the paper."""

    name: str
    content: bytes
    placed: Placed


def make_template(parts: dict[str, bytes], known: Sequence[Column]) -> NewTemplate | None:
    """Return the template that comes of a finished paper with these parts; None where it is no paper that we know.

    `known` are the columns of the council beside the program's. Raises PackageError for a document that is damaged.
    """
    root = parse_part(parts[MAIN], MAIN)
    around = {name: parse_part(content, name) for name, content in parts.items() if AROUND.fullmatch(name)}
    every = (root, *around.values())
    for each in every:
        unwrap_controls(each)
    body = _prepare_body(root)
    blocks = [each for each in body if each.tag in (P, TBL)]
    texts = [words_of(each) for each in blocks if each.tag == P]
    subject = find_subject(texts, map(words_of, around.values()), find_title(blocks) or _read_title(parts))
    old = _list_lines(every)
    response = DRAFT if _is_draft(blocks, around.values()) else AGREED
    # What a report says of itself is in a front sheet too, which a response may have.
    answers = find_answers(blocks, known, sure=is_report(blocks))
    placed = (
        make_response(blocks, subject, answers, find_heading(Package(parts)))
        if answers
        else make_report(blocks, subject)
    )
    if placed is None:
        return None
    _put_blocks(body, placed.blocks)
    for each in around.values():
        _write_around(each, subject if answers else subject.in_report)
    placed = placed._replace(kept=tuple(find_kept(every, old)))
    content = _write_file(parts, {MAIN: root, **around})
    return NewTemplate(response if answers else REPORT, content, placed)


def _list_lines(roots: Iterable[etree._Element]) -> list[str]:
    return [words_of(each) for root in roots for each in root.iter(P)]


def _write_file(parts: dict[str, bytes], roots: dict[str, etree._Element]) -> bytes:
    """Return the template's file: the paper's with these parts in place of its own, and the styles that prose needs."""
    made = clean_parts({**parts, **{name: write_part(root) for name, root in roots.items()}})
    add_styles(made)
    return write_package(made)


def _prepare_body(root: etree._Element) -> etree._Element:
    """Return the body without what only links places of the old paper."""
    body = root.find(f"{W}body")
    if body is None:
        raise DamagedError(phrase("the document has no body"))
    # What a bookmark was for is gone, or one of its two ends may be.
    remove([*root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")])
    _drop_long_fields(body)
    return body


def _drop_long_fields(body: etree._Element) -> None:
    """Take out what one field fills over several paragraphs, such as a table of contents; their sections stay."""
    for block in find_long_fields(body):
        if block.find(f"{W}pPr/{W}sectPr") is None:
            body.remove(block)
        else:
            for run in block.findall(R):
                block.remove(run)


def _is_draft(blocks: Sequence[etree._Element], around: Iterable[etree._Element]) -> bool:
    """Whether a title, a short line above the first table, a header or a footer calls the paper a draft."""
    tables = [at for at, each in enumerate(blocks) if each.tag == TBL]
    above = [each for each in blocks[: tables[0] if tables else None] if each.tag == P]
    lines = [words_of(each) for each in blocks if is_heading(each)] + [words_of(each) for each in above]
    every = [*(line for line in lines if len(line.split()) <= LONGEST_TITLE), *map(words_of, around)]
    return any(map(IS_DRAFT.search, every))


def _put_blocks(body: etree._Element, new: Iterable[etree._Element]) -> None:
    """Put the blocks of the template in place of all that the paper has, but for the section that it ends with."""
    for block in list(body):
        if block.tag != f"{W}sectPr":
            body.remove(block)
    for at, block in enumerate(new):
        body.insert(at, block)


def _read_title(parts: dict[str, bytes]) -> str:
    if CORE not in parts:
        return ""
    return parse_part(parts[CORE], CORE).findtext(f"{DC}title") or ""


def _write_around(root: etree._Element, subject: Subject) -> None:
    """Put placeholders in a header or footer in place of what was of one paper.

    Word may keep the words of one sentence in several runs; between a page number and them is a border.
    """
    for paragraph in root.iter(P):
        pieces = paragraph.iter(T, *(f"{W}{name}" for name in ("fldChar", "tab", "br", "drawing")))
        for is_text, group in groupby(pieces, key=lambda each: each.tag == T):
            texts = list(group) if is_text else []
            words = "".join(each.text or "" for each in texts).replace("\u00a0", " ")
            if has_placeholder(general := generalise(words, subject)):
                texts[0].text = general
                for each in texts[1:]:
                    each.text = ""
