"""Words of the old paper that its template prints in every paper: whoever made it has to look at each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from lxml import etree

from cabinet_papers.files.package import FINISHED, parse_part, unpack
from cabinet_papers.files.shipped import find_example
from cabinet_papers.finished.word_file import MAIN
from cabinet_papers.old_papers.body import TBL, TC, TR, P, words_of
from cabinet_papers.old_papers.sentences import BODY, DATE, PERSON
from cabinet_papers.word.markup import W

TAG = re.compile(r"\{[{%](?:(?!\{[{%]).)*?[%}]\}")
LETTERS = re.compile(r"[^\W\d_]{3}")
# In a heading or a label only this is of one paper.
OF_ONE_PAPER = re.compile(rf"{DATE.pattern}|{PERSON}|{re.sub('[?]P<[a-z]+>', '?:', BODY.pattern)}|\d{{2}}")


def find_kept(roots: Iterable[etree._Element], old: Iterable[str]) -> Iterator[str]:
    """Yield each line of the template that has words of the old paper's, but for those that every council's has.

    `roots` are the template's body, headers and footers, and `old` the paragraphs of the paper.
    """
    paper = "\n".join(map(_fold, old))
    lines = (each for root in roots for each in root.iter(P))
    yield from dict.fromkeys(words_of(each) for each in lines if _is_kept(each, paper))


def _is_kept(paragraph: etree._Element, paper: str) -> bool:
    pieces = [each for each in TAG.split(words_of(paragraph)) if LETTERS.search(each)]
    named = [each for each in pieces if _fold(each) in paper and _fold(each) not in _list_usual()]
    return any(map(OF_ONE_PAPER.search, named)) if _is_label(paragraph) else bool(named)


def _is_label(paragraph: etree._Element) -> bool:
    """Whether a paragraph is in the first row or the first column of a table in the body."""
    if paragraph.getroottree().getroot().tag != f"{W}document":
        return False
    cell = next(paragraph.iterancestors(TC), None)
    row = next(paragraph.iterancestors(TR), None)
    table = next(paragraph.iterancestors(TBL), None)
    if cell is None or row is None or table is None:
        return False
    return row is table.find(TR) or cell is row.find(TC)


@cache
def _list_usual() -> frozenset[str]:
    """Return what the shipped templates print beside their placeholders, and what is added to every template."""
    folder = find_example() / "templates"
    roots = (parse_part(unpack(path, FINISHED, MAIN)[MAIN], MAIN) for path in sorted(folder.glob("*.docx")))
    return frozenset(
        _fold(piece) for root in roots for each in root.iter(P) for piece in TAG.split(words_of(each)) if piece.strip()
    )


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
