"""Keeps exempt words out of findings: a finding may be read, and is remembered, where the exempt set may not be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from cabinet_papers.findings.message import Withheld

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.typed_text import TypedText

INSTEAD, PERHAPS = Withheld("an exempt text"), Withheld("what is typed here")
WORD = re.compile(r"\w+")
# An exempt text of fewer words, such as "Yes", is in many others by chance.
FEW_WORDS = 3


def withhold_typed(found: Diagnostic, instead: Withheld = PERHAPS) -> Diagnostic:
    """Return the finding without anything that a person typed, and without a fix that would repeat it."""
    return _withhold(found, lambda _: True, instead)


def withhold_exempt(findings: Iterable[Diagnostic], typed_texts: Sequence[TypedText]) -> list[Diagnostic]:
    """Return the findings without typed words that are in an exempt text, or hold one, and are in no public one."""
    exempt = [_flatten(each.text) for each in typed_texts if each.exempt]
    if not exempt:
        return list(findings)
    public = "\n".join(_flatten(each.text) for each in typed_texts if not each.exempt)

    def is_secret(typed: str) -> bool:
        words = _flatten(typed)
        if not words.strip() or words in public:
            return False
        return any(words in text or (text in words and len(text.split()) >= FEW_WORDS) for text in exempt)

    return [_withhold(each, is_secret, INSTEAD) for each in findings]


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
