"""Keeps exempt words out of findings: a finding may be read, and is remembered, where the exempt set may not be."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from cabinet_papers.findings.message import Withheld

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.typed_text import TypedText

INSTEAD, PERHAPS = Withheld("an exempt text"), Withheld("what is typed here")
WORD = re.compile(r"\w+")
# A word of more letters with a capital letter or a figure in it is a name, an abbreviation or an amount.
NAME = re.compile(r"(?=\w*[A-Z\d])\w{3,}")
# So many words of an exempt text in a row are in no other by chance.
FEW_WORDS = 3


def withhold_typed(found: Diagnostic, instead: Withheld = PERHAPS) -> Diagnostic:
    """Return the finding without anything that a person typed, and without a fix that would repeat it."""
    return _withhold(found, lambda _: True, instead)


def withhold_exempt(
    findings: Iterable[Diagnostic], typed_texts: Sequence[TypedText], files: Iterable[str] = (),
    known: Iterable[str] = (), answers: Collection[int] = (),
) -> list[Diagnostic]:  # fmt: skip
    """Return the findings without typed words that are of an exempt text, unless a public one has them too.

    `files` are whole texts of which every word may be exempt; what is `known`, such as the council's name, is public.
    `answers` are the recommendations, as they are counted, of whose answers nothing typed is shown, nor the decision.
    """
    exempt = [*(each.text for each in typed_texts if each.exempt), *files]
    if not exempt and not answers:
        return list(findings)
    secrets = _Secrets(exempt, [*(each.text for each in typed_texts if not each.exempt), *known])
    return [
        withhold_typed(each, INSTEAD)
        if each.number in answers and each.location.cell
        else _withhold(each, secrets.are_in, INSTEAD)
        for each in findings
    ]


class _Secrets:
    """The words that are in exempt texts, and in no public one."""

    def __init__(self, exempt: Sequence[str], public: Sequence[str]) -> None:
        self.exempt = "\n".join(map(_flatten, exempt))
        self.public = "\n".join(map(_flatten, public))
        self.alone = _list_names(exempt) - set(self.public.split())
        self.together = _list_stretches(self.exempt) - _list_stretches(self.public)

    def are_in(self, typed: str) -> bool:
        """Whether a value is a part of an exempt text, or has a name, a figure or a few words of one."""
        words = _flatten(typed)
        if not words.strip() or words in self.public:
            return False
        return (
            words in self.exempt
            or not self.alone.isdisjoint(words.split())
            or bool(self.together & _list_stretches(words))
        )


def _withhold(found: Diagnostic, is_secret: Callable[[str], bool], instead: Withheld) -> Diagnostic:
    def hide(typed: str) -> str:
        return instead if is_secret(typed) else typed

    fix = found.fix
    return found._replace(
        message=found.message.replace_typed(hide),
        hint=found.hint.replace_typed(hide),
        fix=None if fix and WORD.search(fix.replacement) and is_secret(fix.replacement) else fix,
        # As no line of a YAML file with exempt text is quoted, so is none of a cell.
        words=None,
    )


def _flatten(text: str) -> str:
    """Return the words, each between blanks, so that a part of a word is not taken for one."""
    return f" {' '.join(WORD.findall(text.casefold()))} "


def _list_names(texts: Iterable[str]) -> set[str]:
    return {name.casefold() for text in texts for name in NAME.findall(text)}


def _list_stretches(text: str) -> set[tuple[str, ...]]:
    """Return every few words that follow one another in a line."""
    lines = (line.split() for line in text.split("\n"))
    return {tuple(line[at : at + FEW_WORDS]) for line in lines for at in range(len(line) - FEW_WORDS + 1)}
