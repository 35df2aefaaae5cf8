"""Answers that a paper in output/ prints and that the matter has no more: that paper stays, and nothing replaces it.

Which answers a paper prints is in the record beside it, by the fingerprints of the recommendations' wordings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.files.files import ANSWERED, day_of, read_notes
from cabinet_papers.files.folders import is_file
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding, has_errors
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.wording import fingerprint
from cabinet_papers.papers.views import ResponseView
from cabinet_papers.sheets.reference import WORDING_DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from cabinet_papers.commands.examine import Examined
    from cabinet_papers.commands.made import MadeDocument
    from cabinet_papers.files.workspace import Workspace
    from cabinet_papers.matter.answered import Paper
    from cabinet_papers.matter.model import Recommendation
    from cabinet_papers.matter.settings import Settings


def list_answered(documents: Iterable[MadeDocument], paper: Paper | None, settings: Settings) -> dict[str, str]:
    """Return what the record says of the response: the fingerprints of the recommendations that it has answers to."""
    names = [each.document.file_name for each in documents if each.document.kind.view is ResponseView]
    if paper is None or not names:
        return {}
    unanswered = _list_unanswered(paper, settings)
    answered = (each for each in paper.matter.recommendations if each.needs_answer and each not in unanswered)
    return {f"{ANSWERED}{names[0]}": " ".join(sorted(map(_fingerprint, answered)))}


def find_gone_answers(
    workspace: Workspace, output: Path, examined: Examined, settings: Settings
) -> list[Diagnostic]:  # fmt: skip
    """Return an error for a response that is still there and has answers that the matter has no more.

    A matter with errors is not written anyway, and may have no answers because of them.
    """
    paper = examined.paper
    if paper is None or has_errors(examined.findings):
        return []
    unanswered = _list_unanswered(paper, settings)
    found = []
    for name, answered in read_notes(output, ANSWERED).items():
        gone = [each for each in unanswered if _fingerprint(each) in answered.split()]
        if gone and is_file(output / name):
            found.append(_report(workspace, output / name, gone))
    return found


def _list_unanswered(paper: Paper, settings: Settings) -> list[Recommendation]:
    of_matter = settings.with_columns(paper.matter.columns)
    asked = (row for row in paper.rows if row.recommendation.needs_answer)
    return [row.recommendation for row in asked if not row.is_answered(of_matter)]


def _report(workspace: Workspace, path: Path, gone: Sequence[Recommendation]) -> Diagnostic:
    numbers = Term(", ".join(each.printed for each in gone))
    message = phrase(
        "this paper, built on {}, has an answer to recommendation {}, which is no longer in the matter's folder",
        day_of(path),
        numbers,
    )
    if len(gone) > 1:
        message = phrase(
            "this paper, built on {}, has answers to recommendations {}, which are no longer in the matter's folder",
            day_of(path),
            numbers,
        )
    hint = phrase(
        "put the answers back into the response sheet, or the sheet back into the folder; if they were taken back, "
        "delete this paper, and build again"
    )
    return finding(codes.OUT018, message, hint, Location(workspace.name(path)))


def _fingerprint(recommendation: Recommendation) -> str:
    return fingerprint(recommendation.wording, WORDING_DIGITS)
