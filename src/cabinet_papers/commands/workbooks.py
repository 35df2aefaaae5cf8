"""Opens returned workbooks and Word forms: each once in a command that looks at them several times.

One that is saved in between is opened again.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.files.faults import is_fault
from cabinet_papers.files.folders import explain_unreadable, is_file
from cabinet_papers.files.workspace import file_ending
from cabinet_papers.files.writing import hash_file
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import WORD_FORMS, Location, finding
from cabinet_papers.matter.form_words import NO_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cabinet_papers.excel.cells import Workbook
    from cabinet_papers.findings.diagnostics import Diagnostic


class OpenedWorkbook(NamedTuple):
    """What a file contains, None where it cannot be opened, and what is wrong with it.

    `was` is the hash of the file that was read, "" if not known; `words` are those with which it was read.
    """

    workbook: Workbook | None
    findings: tuple[Diagnostic, ...]
    was: str
    words: Mapping[str, str] = NO_WORDS


class UnreadWorkbookError(Exception):
    """A workbook could not be read, though it is there; `finding` says why."""

    def __init__(self, unread: Diagnostic) -> None:
        super().__init__(str(unread.message))
        self.finding = unread


class Workbooks:
    """Opens workbooks. Where it `keeps` them, none is read again that has not changed since.

    Where it `needs` all of them, as what is written is made of what is in them, it raises UnreadWorkbookError.
    """

    def __init__(self, *, keeps: bool, needs: bool = False) -> None:
        self.keeps = keeps
        self.needs = needs
        self.kept: dict[Path, OpenedWorkbook] = {}

    def open(self, path: Path, file: str, words: Mapping[str, str] = NO_WORDS) -> OpenedWorkbook:
        """Return what the workbook contains; `file` is how findings name it.

        `words` are those of a Word form that does not carry its own.
        """
        # Taken first, so that saving the workbook while it is read is noticed.
        try:
            was = hash_file(path) or ""
        except OSError as error:
            if not (is_fault(error) or (isinstance(error, PermissionError) and is_file(path))):
                # Its reader knows what else is in the place of a workbook, such as a folder.
                was = ""
            else:
                return self.refuse(finding(codes.XLS002, *explain_unreadable(error), Location(file)))
        kept = self.kept.get(path)
        if kept and was and (kept.was, kept.words) == (was, words):
            return kept
        workbook, findings = _read(path, file, words)
        if workbook is None and self.needs:
            # The disk may have failed for a moment.
            workbook, findings = _read(path, file, words)
        opened = OpenedWorkbook(workbook, tuple(findings), was, words)
        if self.keeps:
            self.kept[path] = opened
        return opened

    def refuse(self, unread: Diagnostic) -> OpenedWorkbook:
        """Return, or raise, that the disk or another program does not give the file."""
        if self.needs:
            raise UnreadWorkbookError(unread)
        return OpenedWorkbook(None, (unread,), "")


def _read(path: Path, file: str, words: Mapping[str, str]) -> tuple[Workbook | None, list[Diagnostic]]:
    """Return what the file contains. Loading the readers takes longer than a check in which nothing has changed."""
    if file_ending(path) in WORD_FORMS:
        from cabinet_papers.sheets.word_form_reader import read_word_form

        return read_word_form(path, file, words)
    from cabinet_papers.excel.workbook import read_workbook

    read = read_workbook(path, file)
    if read[0] is None:
        # What was read until then may be as large as the limits allow, and more such workbooks may follow.
        gc.collect()
    return read


# For what looks at each workbook once.
AFRESH = Workbooks(keeps=False)
# For what writes something that has the answers of all of them.
ALL_NEEDED = Workbooks(keeps=False, needs=True)
