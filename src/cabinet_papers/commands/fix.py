"""`papers check --fix`: corrects what is safe to correct in the YAML files, and leaves every other byte unchanged."""

from __future__ import annotations

import difflib
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from cabinet_papers.commands.check import check_matters
from cabinet_papers.commands.faults import attempt, is_unread
from cabinet_papers.commands.further_marks import find_further_marks
from cabinet_papers.commands.workbooks import Workbooks
from cabinet_papers.files.exempt_marks import holds_exempt_text
from cabinet_papers.files.folders import explain_unreadable
from cabinet_papers.files.progress import no_progress
from cabinet_papers.files.reading import read_file
from cabinet_papers.files.source_text import decode_text, find_encoding
from cabinet_papers.files.workspace import MatterFolder, Workspace
from cabinet_papers.files.writing import SavedMeanwhileError, explain_failure, hash_file, hash_of, replace_whole
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Fix, Location, finding
from cabinet_papers.findings.message import phrase
from cabinet_papers.matter.model import Matter
from cabinet_papers.matter.plan import ActionPlan
from cabinet_papers.matter.settings import Settings
from cabinet_papers.yaml_files.action_plan import read_action_plan
from cabinet_papers.yaml_files.recommendations import read_matter
from cabinet_papers.yaml_files.settings import read_settings
from cabinet_papers.yaml_files.yaml_source import read_values

MOST_ROUNDS = 40
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


class Fixed(NamedTuple):
    """The files that were corrected, each with its difference, and the findings about those that could not be."""

    differences: list[tuple[Path, str]]
    findings: list[Diagnostic]


@dataclass(slots=True)
class _File:
    """A YAML file of a matter as it was before the first edit, and as it was last read or written here."""

    folder: MatterFolder
    path: Path
    name: str
    read: Callable[[Path, str, Settings], tuple[Matter | ActionPlan | None, list[Diagnostic]]]
    first: bytes
    last: bytes
    is_stuck: bool = False


def fix_matters(
    workspace: Workspace, folders: Sequence[MatterFolder], workbooks: Workbooks, *, writes: bool = True
) -> Fixed:
    """Correct the matters' YAML files. One correction may reveal another fault, so check again until none is left.

    Unless it `writes`, return what the first corrections would be.
    """
    settings = read_settings(workspace)[0]
    # Read before they are checked: edits are made only to what was checked, and not to what was saved since.
    findings: list[Diagnostic] = []
    files = {file.name: file for file in _read_files(workspace, folders, findings)}
    for _ in range(MOST_ROUNDS if writes else 1):
        found_now = check_matters(workspace, folders, no_progress, workbooks)
        # What the disk did not give may have had something to correct.
        findings += filter(is_unread, found_now)
        wanted = _gather(found_now, files)
        if not wanted:
            break
        for name, found in wanted.items():
            fix = partial(_fix_file, files[name], found, settings, writes=writes)
            failed: list[Diagnostic] = attempt(workspace, files[name].path, fix, list)
            files[name].is_stuck = bool(failed)
            findings += failed
        # A correction changes nothing that could be corrected in another matter.
        folders = [folder for folder in folders if any(files[name].folder is folder for name in wanted)]
    changed = [file for file in files.values() if file.first != file.last]
    return Fixed([(file.path, _compare(file)) for file in changed], findings)


def _read_files(workspace: Workspace, folders: Sequence[MatterFolder], findings: list[Diagnostic]) -> Iterator[_File]:
    """Yield the YAML files of the matters; for one that cannot be read add the finding that the check has for it."""
    for folder in folders:
        for path, read in ((folder.recommendations, _read_matter), (folder.action_plan, read_action_plan)):
            if path is None:
                continue
            name = workspace.name(path)
            try:
                content = read_file(path)
            except OSError as error:
                findings.append(finding(codes.YML001, *explain_unreadable(error), Location(name)))
            else:
                yield _File(folder, path, name, read, content, content)


def _read_matter(path: Path, file: str, settings: Settings) -> tuple[Matter | None, list[Diagnostic]]:
    return read_matter(path, file, settings.language, words=settings.form_words)


def _gather(found: Iterable[Diagnostic], files: Mapping[str, _File]) -> dict[str, list[Diagnostic]]:
    """Return what is edited safely in each YAML file; a workbook that a person filled in is never touched."""
    wanted: dict[str, list[Diagnostic]] = defaultdict(list)
    for each in found:
        file = files.get(each.location.file)
        if each.fix and each.code.number in codes.SAFE_TO_FIX and file and not file.is_stuck:
            wanted[file.name].append(each)
    return dict(wanted)


def _fix_file(file: _File, found: list[Diagnostic], settings: Settings, *, writes: bool) -> list[Diagnostic]:
    """Apply the edits that do not touch each other; every other text of the file has to stay what it is."""
    fixes = list(dict.fromkeys(each.fix for each in found if each.fix))
    place = Location(file.name)
    # A link is followed: the file that it leads to is the officer's.
    path = Path(os.path.realpath(file.path))
    try:
        was = hash_of(file.last)
        if hash_file(path) != was:
            raise SavedMeanwhileError
        mark, encoding = find_encoding(file.last)
        text = file.last[len(mark) :].decode(encoding)
        further = _find_further(file, found, settings)
        # Where a later mark of a text cannot be edited, those before it are, one at a time.
        corrected = _correct(text, fixes, further) or _correct(text, fixes, [])
        if corrected is None:
            message = phrase("the file was not corrected, because that would have changed other text in it")
            hint = phrase("correct it by hand; `papers check --all` shows each place")
            return [finding(codes.OUT006, message, hint, place)]
        content = mark + corrected.encode(encoding)
        if writes:
            replace_whole(path, content, was)
    except OSError as error:
        return [explain_failure(error, place)]
    file.last = content
    return []


def _find_further(file: _File, found: list[Diagnostic], settings: Settings) -> list[Fix]:
    """Return the edits of the quotation marks of the same texts: the check shows the first mark of each.

    Another fault may be seen by the mark beside it as it is, so all others are corrected first.
    """
    if any(each.code is not codes.STY003 for each in found):
        return []
    read, _ = file.read(file.path, file.name, settings)
    return find_further_marks(read.typed_texts, [each.fix for each in found if each.fix]) if read else []


def _correct(text: str, fixes: list[Fix], further: list[Fix]) -> str | None:
    """Return the text with the edits made; None where more texts would change than those that `fixes` are in."""
    corrected = apply_fixes(text, [*fixes, *further])
    return corrected if _changes_only(text, corrected, len(fixes)) else None


def apply_fixes(text: str, fixes: Iterable[Fix]) -> str:
    """Return the text with the edits made; of two that touch each other the first is made, and the other waits."""
    lines = LINE.findall(text)
    end: dict[int, int] = {}
    for fix in sorted(fixes, key=lambda each: (each.line, -each.column)):
        start, stop = fix.column - 1, fix.column - 1 + fix.length
        if fix.line <= len(lines) and stop <= end.get(fix.line, len(lines[fix.line - 1].rstrip("\r\n"))):
            line = lines[fix.line - 1]
            lines[fix.line - 1] = line[:start] + fix.replacement + line[stop:]
            end[fix.line] = start
    return "".join(lines)


def _changes_only(text: str, corrected: str, most: int) -> bool:
    """Whether the corrected file is YAML of the same form, with no more texts changed than were meant to be."""
    old, new = read_values(text), read_values(corrected)
    if old is None or new is None or len(old) != len(new):
        return False
    return 1 <= sum(one != other for one, other in zip(old, new, strict=True)) <= most


def _compare(file: _File) -> str:
    """Return the difference as a patch shows it; of a file that holds exempt text only that there is one."""
    before, after = (decode_text(content, "replace") for content in (file.first, file.last))
    if holds_exempt_text(before):
        return f"{file.name} was corrected; the difference is not shown, because the file contains exempt text"
    old, new = (text.splitlines(keepends=True) for text in (before, after))
    return "".join(difflib.unified_diff(old, new, file.name, file.name, n=0))
