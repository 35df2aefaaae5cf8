"""From a workspace to its response sheets: written new, or refreshed with every answer kept."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cabinet_papers import codes
from cabinet_papers.dates import format_date
from cabinet_papers.diagnostics import Diagnostic, Location, finding, has_errors
from cabinet_papers.merge import find_member
from cabinet_papers.model import Matter, MatterFolder, Recommendation, Settings
from cabinet_papers.publish.files import explain_failure, free_name, write_whole
from cabinet_papers.read.cells import Worksheet
from cabinet_papers.read.matter import OPEN_MARK, ReadFolder, ReadSheet, read_folder
from cabinet_papers.read.recommendations import read_matter
from cabinet_papers.read.response_table import TableRow, find_columns
from cabinet_papers.read.responses import MatchedRow, Words
from cabinet_papers.read.settings import read_settings
from cabinet_papers.read.surroundings import Around, find_unasked
from cabinet_papers.reference import make_reference, matter_fingerprint
from cabinet_papers.render.documents import FORBIDDEN_IN_NAMES
from cabinet_papers.render.excel import LONGEST_TEXT
from cabinet_papers.render.response_sheet import AskedRow, Cells, SheetForm, render_response_sheet
from cabinet_papers.sheet_words import (
    ANSWERS,
    BY,
    DUE,
    EDITED,
    FOR,
    NUMBER,
    RECOMMENDATION,
    REWORDED,
    TITLE,
    TOPIC_BY,
    WORDING,
    is_form_line,
)
from cabinet_papers.vocabulary import RESPONSE_COLUMNS
from cabinet_papers.wording import normalise_wording
from cabinet_papers.workspace import Workspace

EARLIER = "earlier sheets"


@dataclass(slots=True)
class SheetOutcome:
    """What was found, which sheets were written, and which were as they should be."""

    findings: list[Diagnostic] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    unchanged: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)


class PlannedSheet(NamedTuple):
    """One sheet: its file, whom it asks ("" for the Cabinet Member), and what."""

    path: Path
    member: str
    recommendations: tuple[Recommendation, ...]


def write_sheets(workspace: Workspace, matters: tuple[MatterFolder, ...], today: date) -> SheetOutcome:
    """Write or refresh the response sheets of the matters. An answered sheet keeps its answers."""
    settings, findings = read_settings(workspace)
    # A sheet can be asked for before papers.yaml is complete; only what the sheet offers has to be right.
    outcome = SheetOutcome([each for each in findings if each.code is not codes.YML005])
    if has_errors(outcome.findings):
        return outcome
    for folder in matters:
        if folder.recommendations is None:
            continue
        matter, found = read_matter(folder.recommendations, workspace.name(folder.recommendations), settings.language)
        outcome.findings += found
        if matter is None or has_errors(found):
            continue
        read = read_folder(workspace, folder, settings)
        for planned in plan_sheets(folder.folder, matter):
            _write_sheet(workspace, planned, matter, read, settings, today, outcome)
    return outcome


def plan_sheets(folder: Path, matter: Matter) -> tuple[PlannedSheet, ...]:
    """Return the sheets that the matter needs: one, or one for each member who is named."""
    asked: dict[str, list[Recommendation]] = {}
    sole = matter.members[0].name if len(matter.members) == 1 else ""
    named = any(find_member(topic, each) for topic in matter.topics for each in topic.recommendations)
    for topic in matter.topics:
        for each in topic.recommendations:
            if each.needs_answer:
                member = find_member(topic, each) or (sole if named else "")
                asked.setdefault(member, []).append(each)
    return tuple(
        PlannedSheet(folder / _sheet_name(member, list(asked)), member, tuple(recommendations))
        for member, recommendations in asked.items()
    )


def _sheet_name(member: str, members: list[str]) -> str:
    """Return the sheet's file name; two names that differ only in signs that no file may have get numbers."""
    alike = [each for each in members if _plain_name(each) == _plain_name(member)]
    if len(alike) > 1:
        return f"responses - {_plain_name(member)} {alike.index(member) + 1}.xlsx"
    return f"responses - {_plain_name(member)}.xlsx" if member else "responses.xlsx"


def _plain_name(member: str) -> str:
    return FORBIDDEN_IN_NAMES.sub("-", member)[:100].rstrip(" .")


def _write_sheet(
    workspace: Workspace, planned: PlannedSheet, matter: Matter, read: ReadFolder, settings: Settings,
    today: date, outcome: SheetOutcome,
) -> None:  # fmt: skip
    present = next((each for each in read.sheets if each.path.name.casefold() == planned.path.name.casefold()), None)
    if problems := [*_find_too_long(planned), *_find_obstacle(workspace, planned, present)]:
        outcome.findings += problems
        return
    form = _make_form(planned, matter, present, settings)
    if present and _is_as_planned(present, form):
        outcome.unchanged.append(planned.path)
        return
    try:
        # Whatever else a person did to the sheet (notes, colours, a sum at the side) lives on in the earlier one.
        if planned.path.exists():
            outcome.kept.append(_keep_earlier(planned.path, today))
        write_whole(planned.path, render_response_sheet(form, settings.council or "cabinet-papers"))
    except OSError as error:
        outcome.findings.append(explain_failure(error, Location(workspace.name(planned.path))))
        return
    outcome.paths.append(planned.path)


def _find_too_long(planned: PlannedSheet) -> list[Diagnostic]:
    """Return the recommendations that no cell of Excel can hold."""
    hint = "shorten it, or split it into several recommendations"
    return [
        finding(
            codes.XLS018,
            f"recommendation {each.number} has {len(each.wording):,} characters; a cell holds {LONGEST_TEXT:,}",
            hint,
            each.location,
        )
        for each in planned.recommendations
        if len(each.wording) > LONGEST_TEXT
    ]


def _find_obstacle(workspace: Workspace, planned: PlannedSheet, present: ReadSheet | None) -> list[Diagnostic]:
    """Return why the sheet that is there may not be replaced; nothing where it may, or where there is none."""
    if not planned.path.exists():
        return []
    place = Location(workspace.name(planned.path))
    marks = (f"{OPEN_MARK}{planned.path.name}", f".~lock.{planned.path.name}#")
    if any(planned.path.with_name(mark).exists() for mark in marks):
        hint = "save and close it, then run this again"
        return [finding(codes.OUT001, "the sheet is open in another program and was left as it is", hint, place)]
    hint = "move it to another folder, then run this again"
    if present is None or not any(find_columns(sheet) for sheet in present.workbook.worksheets):
        message = "a file of this name is there that cannot be read as a response sheet; it was left as it is"
        return [finding(codes.OUT001, message, hint, place)]
    if present.sheet.other_matter:
        return [finding(codes.OUT001, f"{present.sheet.other_matter}; it was left as it is", hint, place)]
    return []


def _is_as_planned(present: ReadSheet, form: SheetForm) -> bool:
    """Whether the sheet already asks for what it should, in the same words and columns."""
    worksheet, columns = next((each, found) for each in present.workbook.worksheets if (found := find_columns(each)))
    asked = [(each.row.text(NUMBER), each.row.text(RECOMMENDATION).split()) for each in present.sheet.rows]
    wanted = [(str(row.number), row.wording.split()) for row in form.rows]
    remarked = [each.row.text(WORDING) for each in present.sheet.rows] == [row.remark for row in form.rows]
    above = [cell.text for cell in worksheet.cells if cell.row < columns.row and is_form_line(cell.text)]
    fixed = [line for line in above if line.startswith((TITLE, BY, FOR, DUE)) or TOPIC_BY in line]
    return (
        asked == wanted
        and remarked
        and not present.sheet.unmatched
        and set(form.further_columns) <= set(columns.by_heading)
        # A council's own sheet has other lines, and they are none of our business.
        and (not fixed or fixed == list(form.above))
    )


def _keep_earlier(path: Path, today: date) -> Path:
    """Copy the sheet aside, whole as it was returned."""
    folder = path.parent / EARLIER
    folder.mkdir(exist_ok=True)
    kept = free_name(folder / f"{path.stem} ({today.isoformat()}){path.suffix}")
    shutil.copy2(path, kept)
    return kept


def _make_form(planned: PlannedSheet, matter: Matter, present: ReadSheet | None, settings: Settings) -> SheetForm:
    rows = {each.number: each for each in reversed(present.sheet.rows)} if present else {}
    wanted = {each.number for each in planned.recommendations}
    left = (
        [each.row for each in present.sheet.rows if each is not rows[each.number] or each.number not in wanted]
        if (present)
        else []
    )
    kept = [row.cells for row in left if row.answers_something]
    kept += present.sheet.unmatched if present else []
    answered = {heading for number in rows.keys() & wanted for heading in _given(rows[number].row)}
    own = matter_fingerprint(matter.title, matter.date)
    return SheetForm(
        title=matter.title,
        lines=_describe(planned, matter, settings),
        due=f"{DUE}{_day(matter.due, settings)}." if matter.due else "",
        decisions=settings.decisions,
        further_columns=tuple(each for each in RESPONSE_COLUMNS if each in {*settings.response_columns, *answered}),
        rows=tuple(
            AskedRow(
                each.number,
                each.wording,
                str(make_reference(own, each.number, each.wording, each.ref)),
                _given(rows[each.number].row) if each.number in rows else {},
                _remark(each, rows.get(each.number)),
            )
            for each in planned.recommendations
        ),
        kept=tuple(kept),
        tables=_tables(present, settings) if present else (),
    )


def _given(row: TableRow) -> Cells:
    """Return what was answered in a row, by heading."""
    return {heading: cell for heading, cell in row.cells.items() if heading in ANSWERS and cell.text.strip()}


def _remark(recommendation: Recommendation, present: MatchedRow | None) -> str:
    """Return what is to be said beside an answer whose recommendation had other words, and what was said before."""
    if present is None:
        return ""
    said = [line for line in present.row.text(WORDING).split("\n") if line.strip()]
    typed = " ".join(present.row.text(RECOMMENDATION).split())
    if present.words is Words.EDITED:
        said.append(f"{EDITED}{typed}")
    # The oldest words are those that were answered.
    elif present.words is Words.REWORDED and present.row.answers_something and not _has_reworded(said):
        said.append(f"{REWORDED}{typed}")
    now = normalise_wording(recommendation.wording)
    return "\n".join(
        line for line in dict.fromkeys(said)
        if normalise_wording(line.removeprefix(REWORDED).removeprefix(EDITED)) != now
    )  # fmt: skip


def _has_reworded(said: list[str]) -> bool:
    return any(line.startswith(REWORDED) for line in said)


def _tables(present: ReadSheet, settings: Settings) -> tuple[Worksheet, ...]:
    """Return the worksheets that people added."""
    return tuple(
        sheet
        for sheet in present.workbook.worksheets
        # A how-to page on which somebody typed is kept; as it is, it is written anew.
        if find_columns(sheet) is None
        and find_unasked(Around(present.workbook, sheet, may_quote=False), settings) != []
    )


def _describe(planned: PlannedSheet, matter: Matter, settings: Settings) -> tuple[str, ...]:
    """Return the lines above the table: who recommended, and who is asked."""
    numbers = {each.number for each in planned.recommendations}
    topics = [topic for topic in matter.topics if any(each.number in numbers for each in topic.recommendations)]
    lines = [
        f"{topic.title}{TOPIC_BY}{topic.body}, {_day(topic.date, settings)}"
        if matter.has_topics
        else f"{BY}{topic.body}, {_day(topic.date, settings)}"
        for topic in topics
    ]
    asked = [person for person in matter.members if planned.member in ("", person.name)]
    if asked:
        people = (f"{person.name}, {person.title}" if person.title else person.name for person in asked)
        lines.append(f"{FOR}{'; '.join(people)}")
    return tuple(lines)


def _day(each: date | None, settings: Settings) -> str:
    return format_date(each, settings.date_format, settings.language) if each else ""
