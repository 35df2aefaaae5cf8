"""Marks that something is not for publication which have become words of a text: the text would go out with them."""

from __future__ import annotations

from cabinet_papers.files.exempt_marks import find_lost_mark
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.findings.message import EMPTY, Term, phrase
from cabinet_papers.yaml_files.yaml_errors import ITEM_OPENING, key_opening, report

PLAN = "action-plan.yaml"
MATTERS = ("recommendations.yaml", PLAN)
# What texts begin with that may be a mark alone: items, and the reason for which a recommendation was withdrawn.
MAY_BE_MARKS = (EMPTY, ITEM_OPENING, key_opening("withdrawn"))
JOIN = phrase("if it belongs to a sentence, join this line to the one above")


def find_lost_marks(raw: str, file: str, line: int, column: int, *, is_alone: bool) -> list[Diagnostic]:
    """Return the finding for a mark among the lines of a text, which is `raw` in its file from `line` on (from 0).

    A text that is nothing else is a mark where it `is_alone`, and a value behind most keys.
    """
    if not file.endswith(MATTERS):
        return []
    for at, typed in enumerate(raw.split("\n")):
        found = find_lost_mark(typed)
        if found and (at or is_alone or found.start("word") > 1):
            return [_report(found["word"].lower(), file, line + at, found.start("word") + (0 if at else column))]
    return []


def _report(word: str, file: str, line: int, column: int) -> Diagnostic:
    mark = Term("exempt_answer" if "answer" in word else "exempt")
    message = phrase("{} is read as part of the text here, and would be printed with it", mark)
    hint = phrase(
        "delete it here, write text: before the words that are not for publication, if it is not there yet, and below "
        "text:, in the same column, {}: 3; {}",
        mark, JOIN,
    )  # fmt: skip
    if file.endswith(PLAN):
        hint = phrase("a plan is always public: take out of it what is not for publication; {}", JOIN)
    return report(codes.YML024, message, hint, file, line, column)._replace(length=len(word))
