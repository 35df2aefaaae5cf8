"""Keeps exempt words out of findings: a finding may be read, and is remembered, where the exempt set may not be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.passages import Passage

INSTEAD = "an exempt text"
# What a message quotes, and what a hint gives as an example.
QUOTED = re.compile(r'"([^"]+)"|\(([^()]+)\)|(?<=^write )([^;"]+)(?=;| throughout|$)')
WORD = re.compile(r"\w+")


def withhold_all(text: str) -> str:
    """Return a message without anything that it quotes."""
    return QUOTED.sub(INSTEAD, text)


def withhold_exempt(findings: Iterable[Diagnostic], passages: Sequence[Passage]) -> list[Diagnostic]:
    """Return the findings without quotations whose words are in an exempt text and in no public one."""
    exempt = [_flatten(each.text) for each in passages if each.exempt]
    if not exempt:
        return list(findings)
    public = "\n".join(_flatten(each.text) for each in passages if not each.exempt)

    def hide(found: re.Match[str]) -> str:
        words = _flatten((found[1] or found[2] or found[3]).removesuffix("..."))
        is_secret = words not in public and any(words in text for text in exempt)
        return INSTEAD if words.strip() and is_secret else found[0]

    return [
        each._replace(
            message=QUOTED.sub(hide, each.message),
            hint=QUOTED.sub(hide, each.hint),
            fix=None if each.fix and QUOTED.sub(hide, f'"{each.fix.replacement}"') == INSTEAD else each.fix,
        )
        for each in findings
    ]


def _flatten(text: str) -> str:
    """Return the words, each between blanks, so that a part of a word is not taken for one."""
    return f" {' '.join(WORD.findall(text.casefold()))} "
