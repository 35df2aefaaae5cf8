"""Which issue of which sheet a workbook is: one of another matter, or one from before the recommendations changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cabinet_papers import codes
from cabinet_papers.diagnostics import Diagnostic, Location, finding
from cabinet_papers.model import Matter
from cabinet_papers.read.surroundings import find_subject
from cabinet_papers.reference import Reference, matter_fingerprint

if TYPE_CHECKING:
    from cabinet_papers.read.cells import Worksheet


def find_other_matter(
    matter: Matter, file: str, worksheets: Sequence[Worksheet], references: Sequence[Reference]
) -> Diagnostic | None:
    """Return the finding for a sheet of another matter, of whose rows none is about this one; else None."""
    subjects = [find_subject(sheet) for sheet in worksheets]
    title, body = next((each for each in subjects if each[0]), ("", ""))
    own = matter_fingerprint(matter.title, matter.date)
    referred = {reference.matter for reference in references}
    if not (title and title != matter.title) and not (referred and own not in referred):
        return None
    subject = f"{title} ({body})" if title and body else title or "another matter"
    message = f"this is the response sheet for {subject}"
    hint = f'this folder is for "{matter.title}"; move the file to the folder that it belongs to'
    return finding(codes.XLS012, message, hint, Location(file))


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
