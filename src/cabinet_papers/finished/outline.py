"""What a template comes down to: its paragraphs in order, the placeholders in them, and what each style looks like.

Two templates that were saved by different programs can be compared by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from cabinet_papers.finished.fields import Field, Fields
from cabinet_papers.finished.styles import styles_of
from cabinet_papers.finished.word_file import STORY, W, WordFile

PARAGRAPH, TEXT, MARK, CODE, SIMPLE = (f"{W}{name}" for name in ("p", "t", "fldChar", "instrText", "fldSimple"))
# What stands between the brackets of a placeholder or a tag; the texts in quotation marks there; the names.
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
NAME = re.compile(r"(?<![\w.|])[a-z]\w*(?:\.\w+)*")
# Words of the tags themselves, and the loops' own.
NO_NAMES = frozenset((
    "p", "tr", "tc", "r", "if", "elif", "else", "endif", "for", "endfor", "in", "not", "and", "or", "is", "set",
    "endset", "defined", "none", "true", "false", "loop.index",
))  # fmt: skip
# What Word writes anew whenever it saves.
NOT_LOOKS = {f"{W}{each}" for each in ("lang", "rsid", "noProof")}

Looks = frozenset[tuple[str, ...]]


class Outline(NamedTuple):
    """The paragraphs of a template, the names of its placeholders, and the looks of each style by its name."""

    paragraphs: tuple[str, ...]
    names: frozenset[str]
    looks: dict[str, Looks]

    @property
    def texts(self) -> tuple[str, ...]:
        """The paragraphs in which there is more than a tag."""
        return tuple(each for each in self.paragraphs if not each.startswith("{%") or TAG.sub("", each).strip())


def read_outline(file: WordFile) -> Outline:
    """Return the outline of a template: of its body first, then of headers and footers."""
    parts = sorted((name for name in file.roots if STORY.fullmatch(name)), key=lambda name: (name[5] != "d", name))
    paragraphs = tuple(words for name in parts for words in _read_paragraphs(file.roots[name]))
    names = frozenset(name for words in paragraphs for tag in TAG.findall(words) for name in _find_names(tag))
    sheet = styles_of(file)
    looks = {sheet.name_of(ref).casefold(): frozenset(_iter_looks(style)) for ref, style in sheet.by_ref.items()}
    return Outline(paragraphs, names, looks)


def _read_paragraphs(root: etree._Element) -> Iterator[str]:
    """Yield the words of each paragraph, without numbers of pages; those that have none are left out."""
    words, fields, counted = "", Fields(), set[etree._Element]()
    for element in root.iter(PARAGRAPH, TEXT, MARK, CODE, SIMPLE):
        if element.tag == PARAGRAPH:
            if line := " ".join(words.split()):
                yield line
            words = ""
        elif element.tag == MARK:
            fields.take(element)
        elif element.tag == CODE:
            fields.take_code(element.text or "")
        elif element.tag == SIMPLE:
            counted |= set(element.iter(TEXT)) if Field(str(element.get(f"{W}instr"))).is_page_number else set()
        elif fields.are_shown and element not in counted:
            words += element.text or ""
    if line := " ".join(words.split()):
        yield line


def _find_names(tag: str) -> Iterator[str]:
    """Yield the names in a placeholder or tag; what follows a bar is a filter."""
    for name in NAME.findall(QUOTED.sub("", tag)):
        if name not in NO_NAMES:
            yield name


def _iter_looks(style: etree._Element) -> Iterator[tuple[str, ...]]:
    """Yield everything that a style says of paragraphs, letters and tables, in an order of its own."""
    for holder in (each for tag in ("pPr", "rPr", "tblPr") for each in style.iterchildren(f"{W}{tag}")):
        for each in holder.iterdescendants():
            if each.tag not in NOT_LOOKS:
                yield str(each.tag), *sorted(f"{name!s}={value!s}" for name, value in each.attrib.items())
