"""The hidden reference of a row in a response sheet: which recommendation of which matter it was written for.

It holds what stays true when a sheet is sorted, cut up and retyped: the matter, the number and the words as they were
when the sheet was written, each as a few digits. `R3-5f2a9c-8d1e77ab HHP-23-02` is recommendation 3, which the officer
calls HHP-23-02; `R3x-...` is one that was exempt then, and `R3[2.1]-...` one that was printed with the number 2.1. It
begins with a letter, so that no program takes it for a number or a date.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.matter.wording import fingerprint, normalise_wording

if TYPE_CHECKING:
    from cabinet_papers.matter.when import When

MATTER_DIGITS, WORDING_DIGITS = 6, 8
WRITTEN = re.compile(
    rf"\s*R(\d{{1,6}})(x?)(?:\[([^\s\[\]]{{1,24}})\])?"
    rf"-([0-9a-f]{{{MATTER_DIGITS}}})-([0-9a-f]{{{WORDING_DIGITS}}})(?: (.+?))?\s*",
    re.S,
)


class Reference(NamedTuple):
    """What a row was written for. `matter` and `wording` are fingerprints; `ref` is the officer's own, or "".

    `is_exempt` says that the recommendation was exempt then, so that its answer may not be printed as a public one's;
    `printed` is its number in the papers, "" where that was the count.
    """

    number: int
    matter: str
    wording: str
    ref: str = ""
    is_exempt: bool = False
    printed: str = ""

    def __str__(self) -> str:
        exempt, ref = "x" if self.is_exempt else "", f" {self.ref}" if self.ref else ""
        printed = f"[{self.printed}]" if self.printed else ""
        return f"R{self.number}{exempt}{printed}-{self.matter}-{self.wording}{ref}"

    @property
    def said(self) -> str:
        """The number that people called it by when the sheet was written."""
        return self.printed or str(self.number)

    def was_written_with(self, wording: str) -> bool:
        """Whether these were the recommendation's words when the sheet was written."""
        return bool(normalise_wording(wording)) and fingerprint(wording, WORDING_DIGITS) == self.wording


def matter_fingerprint(title: str, when: When | str | None) -> str:
    """Return the digits of a matter in its references: the same title on another day is another matter.

    `when` distinguishes the matter from others of its title.
    """
    return fingerprint(f"{title} {when or ''}", MATTER_DIGITS)


def make_reference(
    matter: str, number: int, wording: str, ref: str, *, exempt: bool = False, printed: str = ""
) -> Reference:
    """Return the reference of a recommendation as it is worded now; `matter` is the matter's fingerprint."""
    other = "" if printed == str(number) else printed
    return Reference(number, matter, fingerprint(wording, WORDING_DIGITS), " ".join(ref.split()), exempt, other)


def find_reference(text: str) -> Reference | None:
    """Return the reference that the text is, or None."""
    found = WRITTEN.fullmatch(text)
    if found is None:
        return None
    return Reference(int(found[1]), found[4], found[5], found[6] or "", bool(found[2]), found[3] or "")
