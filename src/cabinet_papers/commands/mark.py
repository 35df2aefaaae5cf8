"""Marked copies of returned sheets, to send back: each finding on its cell, the returned file untouched."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path

from cabinet_papers.commands.faults import attempt, is_unread
from cabinet_papers.commands.workbooks import Workbooks
from cabinet_papers.excel.cells import DAMAGE, Workbook, read_reference
from cabinet_papers.excel.writer import LONGEST_TEXT
from cabinet_papers.files.announced import withdraw
from cabinet_papers.files.beside_answers import MARKED
from cabinet_papers.files.files import record_if_readable, write_documents, write_record
from cabinet_papers.files.folders import is_file
from cabinet_papers.files.reading import read_file
from cabinet_papers.files.workspace import MatterFolder, Workspace, file_ending
from cabinet_papers.files.writing import hash_if_readable, remove_unchanged
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import WORD_FORMS, Diagnostic
from cabinet_papers.findings.outcome import Outcome
from cabinet_papers.matter.settings import Settings
from cabinet_papers.report.order import rank_findings
from cabinet_papers.sheets.mark_words import make_mark
from cabinet_papers.sheets.marked_copy import Mark, mark_package, mark_words
from cabinet_papers.sheets.marked_form import mark_form
from cabinet_papers.sheets.put_right import find_typed, is_put_right
from cabinet_papers.yaml_files.settings import read_settings


def write_marked_copies(
    workspace: Workspace,
    matters: tuple[MatterFolder, ...],
    findings: list[Diagnostic],
    today: date,
    workbooks: Workbooks,
) -> Outcome:
    """Write a copy of each workbook in which something was found, into its matter's folder `to correct`.

    The copy has the workbook's own name, so that it can replace it when it comes back. A copy that was changed since
    it was written is kept.
    """
    settings, found = read_settings(workspace)
    if unread := [each for each in found if is_unread(each)]:
        # The copies would be as for another council.
        return Outcome(unread)
    outcome = Outcome()
    for folder in matters:
        write = partial(_write_copies, workspace, folder, findings, today, workbooks, settings)
        outcome += attempt(workspace, folder.folder, write, Outcome)
    return outcome


def _write_copies(
    workspace: Workspace, folder: MatterFolder, findings: list[Diagnostic], today: date, workbooks: Workbooks,
    settings: Settings,
) -> Outcome:  # fmt: skip
    """Write the copies of one matter's workbooks."""
    copies: dict[str, bytes] = {}
    unread: list[Diagnostic] = []
    for path in folder.workbooks:
        own = _find_own(findings, workspace.name(path))
        opened = workbooks.open(path, workspace.name(path), settings.form_words)
        # Where the check could read it, the disk has failed since; what is typed in it is not quoted here.
        unread += [each for each in opened.findings if opened.workbook is None and not each.message.list_typed()]
        content = _mark(path, opened.workbook, own, settings.council or "cabinet-papers") if own else None
        if content:
            copies[_name_copy(path, folder.workbooks, copies)] = content
    target = folder.folder / MARKED
    gone = [] if unread else _remove_stale(target, copies)
    if not (copies or gone):
        return Outcome(unread)
    written, built, announced = write_documents(target, copies, today, workspace.name, "")
    failed = write_record(target, built, gone, workspace.name)
    if not failed:
        withdraw(target, announced)
    written.findings += [*unread, *failed]
    return written


def _find_own(findings: Iterable[Diagnostic], file: str) -> list[Diagnostic]:
    """Return what is marked in the copy of a workbook, the important first."""
    about = (each for each in findings if each.location.file == file)
    return rank_findings(each for each in about if each.code is not codes.XLS027 and not is_unread(each))


def _remove_stale(target: Path, copies: Iterable[str]) -> list[str]:
    """Remove copies in which nothing has to be corrected any more; one that was changed since it was written stays."""
    record = record_if_readable(target)
    stale = [name for name in record if name not in copies and hash_if_readable(target / name) == record[name]]
    for name in stale:
        with contextlib.suppress(OSError):
            remove_unchanged(target / name, record[name])
    return [name for name in stale if not is_file(target / name)]


def _name_copy(path: Path, workbooks: tuple[Path, ...], copies: Iterable[str]) -> str:
    """Return the name of a workbook's copy: its own, with the ending of what it is written as."""
    ending = ".xlsm" if file_ending(path) in (".xlsm", ".xltm") else ".xlsx"
    ending = file_ending(path) if file_ending(path) in WORD_FORMS else ending
    name = path.name if file_ending(path) == ending else f"{path.stem}{ending}"
    others = {each.name.casefold() for each in workbooks if each is not path} | {each.casefold() for each in copies}
    return f"{path.name}{ending}" if name.casefold() in others else name


def _mark(path: Path, workbook: Workbook | None, findings: list[Diagnostic], author: str) -> bytes | None:
    """Return the marked copy, or None if there can be none of it. Raises OSError."""
    if workbook is None:
        return None
    content = read_file(path)
    if file_ending(path) in WORD_FORMS:
        return _mark_document(content, [_make_mark(each, workbook, elsewhere="") for each in findings], author)
    marks = [_make_mark(each, workbook, elsewhere="A1") for each in findings]
    try:
        return mark_package(content, marks, author, _find_list(workbook))
    except DAMAGE:
        # If a text does not fit into a cell of Excel there is no copy: the text would be missing when it came back.
        cells = [cell for sheet in workbook.worksheets for cell in sheet.cells]
        fits = all(len(cell.text) <= LONGEST_TEXT and read_reference(cell.reference) for cell in cells)
        copied = tuple(each for each in workbook.worksheets if each.name != _find_list(workbook))
        return mark_words(copied, marks, author) if fits else None


def _mark_document(content: bytes, marks: list[Mark], author: str) -> bytes | None:
    try:
        return mark_form(content, marks, author)
    except DAMAGE:
        return None


def _find_list(workbook: Workbook) -> str:
    """Return the name of the worksheet with which an earlier copy began, if it is as it was; else ""."""
    lists = [each for each in workbook.worksheets if is_put_right(each) and not find_typed(each)]
    return next((each.name for each in lists if not any(cell.note for cell in each.cells)), "")


def _make_mark(found: Diagnostic, workbook: Workbook, elsewhere: str) -> Mark:
    """Return the mark of a finding; `elsewhere` is where one is put that is on no cell."""
    cure = found.hint.for_member
    hint = f"\nWhat to do: {cure}." if cure else ""
    text = make_mark(f"{found.message}.{hint}", found.code.number)
    # A damaged file may name a cell that does not exist in Excel, on which no note can be put.
    cell = str(found.location.cell) if read_reference(found.location.cell) else elsewhere
    return Mark(workbook.find_name(found.location.sheet or ""), cell, text, found.severity, is_for_member=bool(cure))
