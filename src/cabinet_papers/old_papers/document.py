"""An old paper as a file: its parts without what was of that paper, its body, and the template that comes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from cabinet_papers.files.package import parse_part, write_package, write_part
from cabinet_papers.finished.word_file import CORE, DC, MAIN
from cabinet_papers.matter.columns import Column
from cabinet_papers.old_papers.body import TBL, P, T, unwrap_controls, words_of
from cabinet_papers.old_papers.placed import Placed
from cabinet_papers.old_papers.report import find_title, is_report, make_report
from cabinet_papers.old_papers.response import make_response
from cabinet_papers.old_papers.sentences import Subject, find_subject, generalise, has_placeholder
from cabinet_papers.old_papers.styles import add_styles

DRAFT, AGREED, REPORT = "draft-response.docx", "cabinet-response.docx", "scrutiny-report.docx"
AROUND = re.compile(r"word/(?:header|footer)\d*\.xml")
IS_DRAFT = re.compile(r"\bdraft\b", re.IGNORECASE)


class NewTemplate(NamedTuple):
    """A template that was made of an old paper: its file's name, its bytes, and what became of the paper."""

    name: str
    content: bytes
    placed: Placed


def make_template(parts: dict[str, bytes], known: Sequence[Column]) -> NewTemplate | None:
    """Return the template that comes of a finished paper with these parts; None where it is no paper that we know.

    `known` are the columns of the council beside the program's.
    """
    root = parse_part(parts[MAIN], MAIN)
    unwrap_controls(root)
    blocks = [each for each in root[0] if each.tag in (P, TBL)]
    around = {name: parse_part(content, name) for name, content in parts.items() if AROUND.fullmatch(name)}
    texts = [words_of(each) for each in blocks if each.tag == P]
    subject = find_subject(texts, map(words_of, around.values()), find_title(blocks) or _read_title(parts))
    is_draft = any(IS_DRAFT.search(words_of(each)) for each in (*blocks, *around.values()))
    response = None if is_report(blocks) else make_response(blocks, subject, known)
    placed = response or make_report(blocks, subject)
    if placed is None:
        return None
    _put_blocks(root[0], blocks, placed.blocks)
    made = {**parts, MAIN: write_part(root), **{name: _write_around(each, subject) for name, each in around.items()}}
    add_styles(made)
    name = (DRAFT if is_draft else AGREED) if response else REPORT
    return NewTemplate(name, write_package(made), placed)


def _put_blocks(body: etree._Element, old: Iterable[etree._Element], new: Iterable[etree._Element]) -> None:
    """Put the blocks of the template in place of the paper's."""
    for block in old:
        body.remove(block)
    for at, block in enumerate(new):
        body.insert(at, block)


def _read_title(parts: dict[str, bytes]) -> str:
    if CORE not in parts:
        return ""
    return parse_part(parts[CORE], CORE).findtext(f"{DC}title") or ""


def _write_around(root: etree._Element, subject: Subject) -> bytes:
    """Return a header or footer with placeholders in place of what was of one paper."""
    for text in root.iter(T):
        words = (text.text or "").replace("\u00a0", " ")
        general = generalise(words, subject)
        if has_placeholder(general):
            text.text = general
    return write_part(root)
