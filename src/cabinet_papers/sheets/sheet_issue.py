"""Whether a sheet belongs to this matter, to an earlier meeting or another matter, or is an older version."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, Withheld, for_officer, phrase, series
from cabinet_papers.matter.model import Matter
from cabinet_papers.matter.printed_when import print_when
from cabinet_papers.matter.settings import Settings
from cabinet_papers.sheets.reference import Reference, matter_fingerprint

if TYPE_CHECKING:
    from cabinet_papers.sheets.sheet_face import Face

KEEP_OR_MOVE = for_officer(
    "if the answers are for this matter, run `papers sheet`, which keeps them; if not, move the sheet out of the folder"
)


def find_other_matter(matter: Matter, file: str, face: Face, references: Sequence[Reference]) -> Diagnostic | None:
    """Return the finding for a sheet of another matter, none of whose rows is about this one; else None."""
    own = matter_fingerprint(matter.title, matter.told_by)
    referred = {reference.matter for reference in references}
    if not face.names_other_title(matter) and not (referred and own not in referred):
        return None
    message = phrase("this is the response sheet for {}", face.subject or Term("another matter"))
    hint = phrase('move the file to the folder of its matter; this folder is for "{}"', matter.title)
    return finding(codes.XLS012, message, hint, Location(file))


def is_last_years(matter: Matter, face: Face) -> bool:
    """Whether the sheet was written for another meeting, and under another title or for another body.

    One whose rows refer to this matter as it is today never was, even with other words above them.
    """
    # That of another plan is known by the plan that it refers to.
    return (
        not matter.edition
        and not face.refers_to(matter)
        and face.names_other_date(matter)
        and (face.names_other_title(matter) or face.names_other_body(matter))
    )


def report_last_years(matter: Matter, face: Face, file: str, settings: Settings, *, may_quote: bool) -> Diagnostic:
    """Return the finding for the sheet of an earlier meeting, whose answers are not this matter's."""
    shown = face.subject if may_quote else Withheld("another meeting")
    message = phrase(
        "this sheet was written for {}, so its answers are not used for {}", shown, describe_matter(matter, settings)
    )
    hint = for_officer(
        "if it belongs to another matter, move it into that matter's folder; if not, move it out of this one, then run "
        "`papers sheet`, which writes a new one"
    )
    return finding(codes.XLS012, message, hint, face.place or Location(file))


def find_changed_face(
    matter: Matter, face: Face, place: Location, settings: Settings, *, may_quote: bool
) -> list[Diagnostic]:
    """Return the finding for a sheet whose title, body or meeting has changed since it was written.

    `place` is that of its lines above the table, or of its first row.
    """
    changes = (
        (phrase("a matter with another title"), face.names_other_title(matter)),
        (phrase("another body"), face.names_other_body(matter)),
        (phrase("another meeting"), face.names_other_date(matter)),
    )
    changed = [what for what, has_changed in changes if has_changed]
    if not changed and face.refers_elsewhere(matter):
        return [_report_refers_elsewhere(matter, place, settings)]
    if not changed:
        return []
    shown: str | Message = face.subject
    if not may_quote:
        shown = reduce(lambda before, each: phrase("{} and {}", before, each), changed)
    message = phrase(
        "this sheet was written for {}, but the matter here is {}", shown, describe_matter(matter, settings)
    )
    return [finding(codes.XLS011, message, KEEP_OR_MOVE, place)]


def _report_refers_elsewhere(matter: Matter, place: Location, settings: Settings) -> Diagnostic:
    """Return the finding for a sheet whose face tells no difference, while its hidden references do."""
    message = phrase(
        "this sheet is for another matter, or the title, body or date has changed since it was written; this folder is "
        "for {}",
        describe_matter(matter, settings),
    )
    return finding(codes.XLS011, message, KEEP_OR_MOVE, place)


def describe_matter(matter: Matter, settings: Settings) -> Message:
    """Return the matter's title, the body and the dates of its meetings, as a finding names them."""
    days = dict.fromkeys(each for each in (matter.date, *(topic.date for topic in matter.topics)) if each)
    dated = [Term(print_when(day, settings)) for day in days]
    details = [each for each in (matter.body, *dated) if each]
    if not details:
        return phrase("{}", matter.title)
    return phrase("{} ({})", matter.title, series(details))


def find_older_issue(matter: Matter, file: str, reworded: Sequence[str], left: Sequence[Reference]) -> list[Diagnostic]:
    """Return the finding for a sheet that was written before recommendations were reworded or deleted.

    `left` are the references of the recommendations that are gone.
    """
    own = matter_fingerprint(matter.title, matter.told_by)
    gone = [each.said for each in left if each.matter == own]
    changes = []
    if reworded:
        changes.append(phrase("the wording of {} has changed since", _name(reworded)))
    if gone:
        changes.append(phrase("the matter no longer has {}", _name(gone)))
    if not changes:
        return []
    message = phrase("this is an older version of the sheet: {}", changes[0])
    if changes[1:]:
        message = phrase("this is an older version of the sheet: {}, and {}", *changes)
    hint = for_officer("run `papers sheet`, which writes a new one and keeps every answer")
    return [finding(codes.XLS011, message, hint, Location(file))]


def _name(numbers: Sequence[str]) -> Message:
    # A row may have been copied.
    shown = dict.fromkeys(numbers)
    listed = Term(", ".join(shown))
    return phrase("recommendations {}", listed) if len(shown) > 1 else phrase("recommendation {}", listed)
