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
from cabinet_papers.read.cells import Cell, Worksheet
from cabinet_papers.read.matter import OPEN_MARK, ReadFolder, ReadSheet, read_folder
from cabinet_papers.read.recommendations import read_matter
from cabinet_papers.read.response_table import NUMBER, RECOMMENDATION, find_columns
from cabinet_papers.read.settings import read_settings
from cabinet_papers.render.documents import FORBIDDEN_IN_NAMES
from cabinet_papers.render.response_sheet import AskedRow, Cells, SheetForm, render_response_sheet
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
    if planned.path.exists():
        if problem := _find_obstacle(workspace, planned, present):
            outcome.findings.append(problem)
            return
        if present and _asks_the_same(present, planned, settings):
            outcome.unchanged.append(planned.path)
            return
    form = _make_form(planned, matter, present, settings)
    try:
        # Whatever else a person did to the sheet (notes, colours, a sum at the side) lives on in the earlier one.
        if planned.path.exists():
            outcome.kept.append(_keep_earlier(planned.path, today))
        write_whole(planned.path, render_response_sheet(form, settings.council or "cabinet-papers"))
    except OSError as error:
        outcome.findings.append(explain_failure(error, Location(workspace.name(planned.path))))
        return
    outcome.paths.append(planned.path)


def _find_obstacle(workspace: Workspace, planned: PlannedSheet, present: ReadSheet | None) -> Diagnostic | None:
    """Return why the sheet that is there may not be replaced, or None."""
    place = Location(workspace.name(planned.path))
    marks = (f"{OPEN_MARK}{planned.path.name}", f".~lock.{planned.path.name}#")
    if any(planned.path.with_name(mark).exists() for mark in marks):
        hint = "save and close it, then run this again"
        return finding(codes.OUT001, "the sheet is open in another program and was left as it is", hint, place)
    if present is None or not any(find_columns(sheet) for sheet in present.workbook.worksheets):
        hint = "move it to another folder, then run this again"
        message = "a file of this name is there that cannot be read as a response sheet; it was left as it is"
        return finding(codes.OUT001, message, hint, place)
    return None


def _asks_the_same(present: ReadSheet, planned: PlannedSheet, settings: Settings) -> bool:
    """Whether the sheet already asks for what it should, in the same words and columns."""
    columns = next(found for sheet in present.workbook.worksheets if (found := find_columns(sheet)))
    asked = [
        (cells[NUMBER].text if NUMBER in cells else "", _text(cells, RECOMMENDATION).split())
        for _, cells in present.sheet.rows
    ]
    wanted = [(str(each.number), each.wording.split()) for each in planned.recommendations]
    return asked == wanted and not present.sheet.unmatched and set(settings.response_columns) <= set(columns.by_heading)


def _text(cells: dict[str, Cell], heading: str) -> str:
    return cells[heading].text if heading in cells else ""


def _keep_earlier(path: Path, today: date) -> Path:
    """Copy the sheet aside, whole as it was returned."""
    folder = path.parent / EARLIER
    folder.mkdir(exist_ok=True)
    kept = free_name(folder / f"{path.stem} ({today.isoformat()}){path.suffix}")
    shutil.copy2(path, kept)
    return kept


def _make_form(planned: PlannedSheet, matter: Matter, present: ReadSheet | None, settings: Settings) -> SheetForm:
    answers: dict[int, Cells] = {}
    kept: list[Cells] = []
    wanted = {each.number for each in planned.recommendations}
    for number, cells in present.sheet.rows if present else ():
        given = _given(cells)
        if number in wanted and given and number not in answers:
            answers[number] = given
        elif given:
            kept.append(_all_of(cells))
    kept += [_all_of(cells) for cells in present.sheet.unmatched] if present else []
    headings = {heading for cells in answers.values() for heading in cells}
    return SheetForm(
        title=f"Response sheet: {matter.title}",
        lines=_describe(planned, matter, settings),
        decisions=tuple(decision.word for decision in settings.decisions),
        further_columns=tuple(
            each
            for each in ("Action", "Lead officer", "Target date")
            if each in {*settings.response_columns, *headings}
        ),
        rows=tuple(
            AskedRow(each.number, each.wording, answers.get(each.number, {})) for each in planned.recommendations
        ),
        kept=tuple(kept),
        tables=_tables(present) if present else (),
    )


def _given(cells: dict[str, Cell]) -> Cells:
    """Return what was answered in a row, by heading."""
    return {heading: cell.runs for heading, cell in cells.items() if heading not in (NUMBER, RECOMMENDATION)}


def _all_of(cells: dict[str, Cell]) -> Cells:
    return {heading: cell.runs for heading, cell in cells.items()}


def _tables(present: ReadSheet) -> tuple[Worksheet, ...]:
    """Return the other worksheets."""
    return tuple(sheet for sheet in present.workbook.worksheets if find_columns(sheet) is None)


def _describe(planned: PlannedSheet, matter: Matter, settings: Settings) -> tuple[str, ...]:
    """Return the lines above the table: who recommended, who is asked, by when."""

    def day(each: date | None) -> str:
        return format_date(each, settings.date_format, settings.language) if each else ""

    numbers = {each.number for each in planned.recommendations}
    topics = [topic for topic in matter.topics if any(each.number in numbers for each in topic.recommendations)]
    lines = [
        f"{topic.title}: recommendations of the {topic.body}, {day(topic.date)}"
        if matter.has_topics
        else f"Recommendations of the {topic.body}, {day(topic.date)}"
        for topic in topics
    ]
    asked = [person for person in matter.members if planned.member in ("", person.name)]
    if asked:
        people = (f"{person.name}, {person.title}" if person.title else person.name for person in asked)
        lines.append(f"For: {'; '.join(people)}")
    if matter.due:
        lines.append(f"Please return it by {day(matter.due)}.")
    return tuple(lines)
