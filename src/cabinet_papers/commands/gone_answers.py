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
    from cabinet_papers.matter.answered import Answered, Paper
    from cabinet_papers.matter.model import Recommendation
    from cabinet_papers.matter.settings import Settings


def list_answered(documents: Iterable[MadeDocument], paper: Paper | None, settings: Settings) -> dict[str, str]:
    """Return what the record says of the response: the fingerprints of the recommendations that it has answers to."""
    names = [each.document.file_name for each in documents if each.document.kind.view is ResponseView]
    if paper is None or not names:
        return {}
    unanswered = [row.recommendation for row in _list_unanswered(paper, settings)]
    answered = (each for each in paper.matter.recommendations if each.needs_answer and each not in unanswered)
    return {f"{ANSWERED}{names[0]}": " ".join(sorted(map(_fingerprint, answered)))}


def find_gone_answers(
    workspace: Workspace, output: Path, examined: Examined, settings: Settings
) -> tuple[list[Diagnostic], frozenset[Location]]:  # fmt: skip
    """Return an error for a response that is still there and has answers that the matter has no more, and their places.

    A matter with errors is not written anyway, and may have no answers because of them; but that an agreed response
    lacks them is what follows.
    """
    paper = examined.paper
    if paper is None or has_errors([each for each in examined.findings if each.code is not codes.RES001]):
        return [], frozenset()
    unanswered = _list_unanswered(paper, settings)
    found, places = list[Diagnostic](), set[Location]()
    for name, answered in read_notes(output, ANSWERED).items():
        gone = [row for row in unanswered if _fingerprint(row.recommendation) in answered.split()]
        if gone and is_file(output / name):
            found.append(_report(workspace, output / name, [row.recommendation for row in gone]))
            places |= {row.place for row in gone}
    return found, frozenset(places)


def leave_out_unanswered(findings: Iterable[Diagnostic], places: frozenset[Location]) -> list[Diagnostic]:
    """Return the findings without the errors about missing answers: at these places an answer is gone."""
    return [each for each in findings
            if not (each.code is codes.RES001 and each.is_error and each.location in places)]  # fmt: skip


def _list_unanswered(paper: Paper, settings: Settings) -> list[Answered]:
    of_matter = settings.with_columns(paper.matter.columns)
    asked = (row for row in paper.rows if row.recommendation.needs_answer)
    return [row for row in asked if not row.is_answered(of_matter)]


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
