"""Which issue of which sheet a workbook is: this matter's, last year's, another's, or one from before a change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.matter.dates import format_date
from cabinet_papers.matter.model import Matter, Settings
from cabinet_papers.sheets.reference import Reference, matter_fingerprint

if TYPE_CHECKING:
    from cabinet_papers.sheets.sheet_face import Face


def find_other_matter(matter: Matter, file: str, face: Face, references: Sequence[Reference]) -> Diagnostic | None:
    """Return the finding for a sheet of another matter, of whose rows none is about this one; else None."""
    own = matter_fingerprint(matter.title, matter.date)
    referred = {reference.matter for reference in references}
    if not face.names_other_title(matter) and not (referred and own not in referred):
        return None
    message = f"this is the response sheet for {face.subject or 'another matter'}"
    hint = f'this folder is for "{matter.title}"; move the file to the folder that it belongs to'
    return finding(codes.XLS012, message, hint, Location(file))


def is_last_years(matter: Matter, face: Face) -> bool:
    """Whether the sheet was written for another meeting, and under another title or for another body."""
    return face.names_other_date(matter) and (face.names_other_title(matter) or face.names_other_body(matter))


def say_last_years(matter: Matter, face: Face, file: str, settings: Settings, *, may_quote: bool) -> Diagnostic:
    """Return the finding for the sheet of an earlier meeting, whose answers are not this matter's."""
    shown = face.subject if may_quote else "another meeting"
    message = f"this sheet was written for {shown}; its answers are not used for {describe_matter(matter, settings)}"
    hint = "move the file out of the matter's folder, then run papers sheet, which writes a new one"
    return finding(codes.XLS012, message, hint, face.place or Location(file))


def find_changed_face(matter: Matter, face: Face, settings: Settings, *, may_quote: bool) -> list[Diagnostic]:
    """Return the finding for a sheet whose title, body or meeting has changed since it was written."""
    changes = (
        ("title", face.names_other_title(matter)),
        ("body", face.names_other_body(matter)),
        ("meeting", face.names_other_date(matter)),
    )
    changed = [what for what, has_changed in changes if has_changed]
    if not changed or face.place is None:
        return []
    shown = f"for {face.subject}" if may_quote else f"with another {' and '.join(changed)}"
    message = f"this sheet was written {shown}; the matter here is {describe_matter(matter, settings)}"
    hint = "if its answers are to this matter, run papers sheet, which keeps them; if not, move it out of the folder"
    return [finding(codes.XLS011, message, hint, face.place)]


def describe_matter(matter: Matter, settings: Settings) -> str:
    """Return the matter's title, and who recommended when, as a finding names them."""
    days = dict.fromkeys(each for each in (matter.date, *(topic.date for topic in matter.topics)) if each)
    shown = (format_date(day, settings.date_format, settings.language) for day in days)
    return f"{matter.title} ({', '.join([matter.body, *shown])})"


def find_older_issue(matter: Matter, file: str, reworded: Sequence[int], left: Sequence[Reference]) -> list[Diagnostic]:
    """Return the finding for a sheet that was written before recommendations were reworded or taken out.

    `left` are the references of the rows that are about none of the recommendations.
    """
    own = matter_fingerprint(matter.title, matter.date)
    gone = [each.number for each in left if each.matter == own]
    changes = [
        f"recommendation{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))} {has} {change} since"
        for numbers, change in ((reworded, "been reworded"), (gone, "gone"))
        if numbers
        for has in ("have" if len(numbers) > 1 else "has",)
    ]
    if not changes:
        return []
    message = f"this is an older issue of the sheet: {' and '.join(changes)}"
    return [finding(codes.XLS011, message, "papers sheet writes a new one and keeps every answer", Location(file))]
