"""`papers check --fix`: mends what is safe in the YAML files, and leaves every other byte of them as it is."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from cabinet_papers import codes
from cabinet_papers.checking import check_matters
from cabinet_papers.diagnostics import Diagnostic, Fix, Location, finding
from cabinet_papers.model import MatterFolder
from cabinet_papers.publish.files import explain_failure, write_whole
from cabinet_papers.read.yaml_source import read_values
from cabinet_papers.source_text import holds_exempt_text
from cabinet_papers.workspace import Workspace

# Spaces, quotation marks, dates, and names in the directory's form: what changes no word that anybody chose.
SAFE = frozenset({"STY001", "STY002", "STY003", "STY004", "STY013", "NAM002", "NAM003"})
MOST_ROUNDS = 40
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))


class Fixed(NamedTuple):
    """What was mended: the files, each with the difference that it makes, and what stood in the way."""

    differences: list[tuple[Path, str]]
    findings: list[Diagnostic]


def fix_matters(workspace: Workspace, folders: Sequence[MatterFolder]) -> Fixed:
    """Mend the matters' YAML files. One mended thing may show another, so they are checked again until none is left."""
    before: dict[Path, str] = {}
    stuck: set[Path] = set()
    findings: list[Diagnostic] = []
    for _ in range(MOST_ROUNDS):
        wanted = _gather(workspace, folders)
        for path in stuck & wanted.keys():
            del wanted[path]
        if not wanted:
            break
        for path, fixes in wanted.items():
            failed = _fix_file(workspace, path, fixes, before)
            if failed:
                stuck.add(path)
                findings += failed
    differences = [
        (path, _compare(workspace.name(path), text, "\n".join(workspace.read_lines(workspace.name(path)))))
        for path, text in before.items()
    ]
    return Fixed(differences, findings)


def _gather(workspace: Workspace, folders: Sequence[MatterFolder]) -> dict[Path, list[Fix]]:
    """Return the safe edits of each YAML file; a workbook that a person filled in is never touched."""
    paths = [path for folder in folders for path in (folder.recommendations, folder.action_plan) if path]
    own = {workspace.name(path): path for path in paths}
    wanted: dict[Path, list[Fix]] = defaultdict(list)
    for found in check_matters(workspace, folders):
        if found.fix and found.code.number in SAFE and found.location.file in own:
            wanted[own[found.location.file]].append(found.fix)
    return dict(wanted)


def _fix_file(workspace: Workspace, path: Path, fixes: list[Fix], before: dict[Path, str]) -> list[Diagnostic]:
    """Apply the edits that do not touch each other; every other text of the file has to stay what it is."""
    source = path.read_bytes()
    mark, encoding = next(((mark, name) for mark, name in MARKS if source.startswith(mark)), (b"", "utf-8"))
    text = source[len(mark) :].decode(encoding)
    mended = apply_fixes(text, fixes)
    place = Location(workspace.name(path))
    if not _changes_only(text, mended, len(fixes)):
        hint = "mend it by hand; `papers check` shows each place"
        return [finding(codes.OUT006, "it could not be mended without changing what stands beside it", hint, place)]
    try:
        write_whole(path, mark + mended.encode(encoding))
    except OSError as error:
        return [explain_failure(error, place)]
    before.setdefault(path, text)
    return []


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


def _changes_only(text: str, mended: str, most: int) -> bool:
    """Whether the mended file is YAML of the same form in which no more texts are changed than were to be."""
    old, new = read_values(text), read_values(mended)
    if old is None or new is None or len(old) != len(new):
        return False
    return 1 <= sum(one != other for one, other in zip(old, new, strict=True)) <= most


def _compare(name: str, old: str, new: str) -> str:
    """Return the difference as a patch shows it; of a file that holds exempt text only that there is one."""
    if holds_exempt_text(old):
        return f"{name} was mended; it holds exempt text, so that the difference is not shown"
    before, after = (text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True) for text in (old, new))
    return "".join(difflib.unified_diff(before, after, name, name, n=0))
