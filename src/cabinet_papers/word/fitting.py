"""Finds the tags of a template that do not fit together: without an end or a beginning, or cut through a table.

Jinja sees the template as one long text and knows no places; here each tag is known with what it is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.word.markup import W
from cabinet_papers.word.placeholders import COMMENT
from cabinet_papers.word.places import FALLBACK, Problem, find_place

TAG = re.compile(r"\{\{.*?\}\}|\{%-?\s*(?:(p|tr|tc|r)\s+)?(\w+)(.*?)%\}", re.DOTALL)
PROSE = re.compile(r"\{\{p\s")
BEGIN, BRANCH = ("block", "for", "if", "macro", "with"), ("elif", "else")


class _Tag(NamedTuple):
    """A tag or placeholder as it was typed: its word, "p" and the like for what goes with it, and where it is."""

    typed: str
    word: str
    kind: str
    first: etree._Element
    last: etree._Element
    order: tuple[int, int]

    @property
    def begins(self) -> bool:
        """Whether something begins that has an end: {% set x %} takes what follows it, {% set x = 1 %} does not."""
        return self.word in BEGIN or (self.word == "set" and "=" not in self.typed)

    @property
    def paragraph(self) -> etree._Element:
        return next(self.first.iterancestors(f"{W}p"))

    def depth(self, words: etree._Element) -> list[str]:
        """Return what the tag is in, once its own paragraph, row, cell or run is taken out with it."""
        around = [each.tag for each in words.iterancestors()]
        gone = f"{W}{self.kind}"
        return around[around.index(gone) + 1 :] if self.kind and gone in around else [words.tag, *around]


def find_unfitting(root: etree._Element, story: str) -> Iterator[Problem]:
    """Yield the first tag of a part that does not fit to another; those after it would only follow from it."""
    found = next(_find_faults(_read_tags(root), story), None)
    if found:
        tag, reason, hint = found
        message = phrase('"{}" {}: {}', tag.typed, find_place(tag.paragraph, story), reason)
        yield Problem(codes.TPL004, message, hint)


def _read_tags(root: etree._Element) -> list[_Tag]:
    """Return the tags in the order of the text. The second form of a text box is as the first."""
    texts: dict[etree._Element, list[tuple[int, etree._Element]]] = {}
    for at, words in enumerate(root.iter(f"{W}t")):
        if next(words.iterancestors(FALLBACK), None) is None:
            paragraph = next(words.iterancestors(f"{W}p"), None)
            if paragraph is not None:
                texts.setdefault(paragraph, []).append((at, words))
    return sorted((tag for every in texts.values() for tag in _read_paragraph(every)), key=lambda tag: tag.order)


def _read_paragraph(texts: list[tuple[int, etree._Element]]) -> Iterator[_Tag]:
    letters = [(at, words) for at, words in texts for _ in words.text or ""]
    text = COMMENT.sub(lambda found: " " * len(found[0]), "".join(words.text or "" for _, words in texts))
    for found in TAG.finditer(text):
        (at, first), (_, last) = letters[found.start()], letters[found.end() - 1]
        yield _Tag(found[0], found[2] or "", found[1] or "", first, last, (at, found.start()))


def _find_faults(tags: list[_Tag], story: str) -> Iterator[tuple[_Tag, Message, Message]]:
    begun: list[_Tag] = []
    for tag in tags:
        if tag.depth(tag.first) != tag.depth(tag.last):
            hint = phrase("delete all of it in Word, and type it again outside the link, field or content control")
            yield tag, phrase("only part of it is in a link, field or content control"), hint
        elif PROSE.match(tag.typed) and begun and begun[-1].paragraph is tag.paragraph and not begun[-1].kind:
            hint = phrase(
                "give {} and its end each a paragraph of its own, before and after this one, and write {%p in place of "
                "{%",
                Term(begun[-1].typed),
            )
            yield tag, phrase("{} has begun in the same paragraph", Term(begun[-1].typed)), hint
        elif tag.word.startswith("end") or tag.word in BRANCH:
            yield from _compare(tag, begun, story)
            if tag.word not in BRANCH and begun:
                begun.pop()
        if tag.begins:
            begun.append(tag)
    for tag in begun[-1:]:
        end = Term(f"{{%{tag.kind} end{tag.word} %}}" if tag.kind else f"{{% end{tag.word} %}}")
        yield tag, phrase("it has no end"), phrase("type {} where it should end", end)


def _explain_alone(tag: _Tag, begun: _Tag | None) -> tuple[Message, Message]:
    """Return why an end or another branch does not fit: another tag has begun before it, or none has."""
    if begun is None:
        wanted = Term("{% if ... %}" if tag.word in BRANCH else f"{{% {tag.word.removeprefix('end')} ... %}}")
        hint = phrase("delete it, or type {} where the part that it ends should begin", wanted)
        return phrase("there is no {} before it", wanted), hint
    end = Term(f"{{%{begun.kind} end{begun.word} %}}" if begun.kind else f"{{% end{begun.word} %}}")
    message = phrase("{} is before it, and has no end yet", Term(begun.typed))
    return message, phrase("type {} before it, where {} should end; or replace it with {}", end, Term(begun.typed), end)


def _compare(tag: _Tag, begun: list[_Tag], story: str) -> Iterator[tuple[_Tag, Message, Message]]:
    """Compare an end or another branch with what begun last."""
    fitting = begun[-1] if begun else None
    if fitting is None or tag.word not in (*BRANCH, f"end{fitting.word}"):
        yield tag, *_explain_alone(tag, fitting)
    elif tag.depth(tag.first) != fitting.depth(fitting.first):
        place = find_place(fitting.paragraph, story)
        reason = phrase(
            'it belongs to "{}" {}, but one of the two is inside a table or paragraph and the other outside it',
            fitting.typed,
            place,
        )
        hint = phrase(
            "move both into the same cell or text; or give each a table row of its own, and write {%tr in place of {%"
        )
        yield tag, reason, hint
