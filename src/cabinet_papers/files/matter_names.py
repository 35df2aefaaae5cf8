"""Which matters are meant: by the name of the folder, the title, a part of these, or a path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from cabinet_papers.files.folders import fold_name
from cabinet_papers.files.reading import open_file
from cabinet_papers.files.source_text import decode_text
from cabinet_papers.files.workspace import KNOWN, MatterFolder, Workspace, find_closed, find_matters
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, Severity, finding
from cabinet_papers.findings.message import Message, Term, phrase

TITLE = re.compile(r"^title:[ \t]*(?P<quote>[\"']?)(?P<title>.+?)(?P=quote)[ \t]*(?:#.*)?$", re.MULTILINE)
# A title is near the beginning of its file.
LONGEST_HEAD = 4_000
# So many names are shown where one cannot be found.
MOST_SHOWN = 8


def select_matters(
    workspace: Workspace, names: Sequence[str], here: Path
) -> tuple[tuple[MatterFolder, ...], list[Diagnostic]]:
    """Return the matters that are named, from the folder `here`; without a name all that are not closed.

    A name is the whole folder or title, else the beginning or else a part of one matter's, in any case; or a path to a
    matter or to a file in it. What is not found is said with the names that are like it.
    """
    current, closed = find_matters(workspace), find_closed(workspace)
    if unlisted := workspace.find_unlisted(workspace.data):
        return (), [unlisted]
    if not names:
        return current, [] if current else [_nothing_there(workspace)]
    chosen: dict[Path, MatterFolder] = {}
    findings = []
    for name in names:
        found, problem = _find(workspace, name, here, current, closed)
        chosen |= {each.folder: each for each in found}
        findings += [problem] if problem else []
    findings += _find_same_names(workspace, chosen.values(), current)
    return tuple(chosen.values()), findings


def _find(
    workspace: Workspace, name: str, here: Path, current: Sequence[MatterFolder], closed: Sequence[MatterFolder]
) -> tuple[Sequence[MatterFolder], Diagnostic | None]:
    """Return the matter that a name or path means, "." in the workspace's own folders all; or what is wrong with it."""
    inside = _find_by_path(workspace, name, here, current, closed)
    if inside is not None:
        return inside, None
    for matters in (current, closed):
        matches = _match(matters, name)
        if len(matches) == 1:
            return matches, None
        if matches:
            return (), _report_several(workspace, name, matches)
    return (), _report_none(workspace, name, (*current, *closed))


def _find_by_path(
    workspace: Workspace, name: str, here: Path, current: Sequence[MatterFolder], closed: Sequence[MatterFolder]
) -> Sequence[MatterFolder] | None:
    """Return the matters that a path leads to, also that of papers in output/; None where the name is no path."""
    if not re.search(r"[/\\]|^\.\.?$", name):
        return None
    try:
        path, root = Path(here, name.replace("\\", "/")).resolve(), workspace.root.resolve()
        matches = [each for each in (*current, *closed) if path.is_relative_to(each.folder.resolve())]
    except (OSError, RuntimeError, ValueError):
        return None
    matches += [each for each in (*current, *closed) if path.is_relative_to(root / "output" / each.name)]
    if matches:
        return matches[:1]
    return current if path in (root, root / "data") else None


def _match(matters: Sequence[MatterFolder], name: str) -> Sequence[MatterFolder]:
    """Return the matters with this name: whole, else those that begin with it, else those that have it in them."""
    wanted = _fold(name)
    if not wanted:
        return ()
    whole = [each for each in matters if _fold(each.name) == wanted]
    if whole:
        return whole
    names = [(each, (_fold(each.name), _fold(read_title(each)))) for each in matters]
    tests = (str.__eq__, str.startswith, str.__contains__)
    found = ([each for each, own in names if any(test(one, wanted) for one in own)] for test in tests)
    return next(filter(None, found), ())


def read_title(matter: MatterFolder) -> str:
    """Return a matter's title as its file has it, "" where it cannot be found at a glance."""
    return _find_title(filter(None, (matter.recommendations, matter.action_plan)))


def glance_at_title(folder: Path) -> str:
    """Return the title of the matter in this folder; its other files are not looked at."""
    return _find_title(folder / name for name in KNOWN)


def _find_title(paths: Iterable[Path]) -> str:
    for path in paths:
        try:
            with open_file(path) as opened:
                head = decode_text(opened.read(LONGEST_HEAD), "replace")
        except OSError:
            continue
        if found := TITLE.search(head):
            return found["title"]
    return ""


def _fold(name: str) -> str:
    """Return a name as it is compared: capitals count as little as blanks and hyphens."""
    return " ".join(re.findall(r"\w+", fold_name(name).replace("_", " ")))


def _report_several(workspace: Workspace, name: str, matches: Sequence[MatterFolder]) -> Diagnostic:
    message = phrase('"{}" is in the names of {} matters', name, len(matches))
    hint = phrase("write the whole name of the one that you mean: {}", _list_names(matches))
    return finding(codes.REC008, message, hint, Location(workspace.name(workspace.data)))


def _report_none(workspace: Workspace, name: str, every: Sequence[MatterFolder]) -> Diagnostic:
    names = {_fold(own): each for each in every for own in (read_title(each), each.name) if own}
    near = [names[each] for each in get_close_matches(_fold(name), names, 3, cutoff=0.6)]
    hint = phrase("the matters here are: {}", _list_names(every))
    if near:
        hint = phrase("did you mean {}?", _list_names(near))
    message = phrase('there is no matter called "{}"', name)
    return finding(codes.REC008, message, hint, Location(workspace.name(workspace.data)))


def _list_names(matters: Sequence[MatterFolder]) -> Message:
    names = dict.fromkeys(each.name for each in matters)
    further = phrase(" and {} more", len(names) - MOST_SHOWN) if len(names) > MOST_SHOWN else phrase("")
    return phrase("{}{}", Term(", ".join([*names][:MOST_SHOWN]) or "none yet"), further)


def _find_same_names(
    workspace: Workspace, chosen: Iterable[MatterFolder], current: Sequence[MatterFolder]
) -> list[Diagnostic]:
    """Return an error for each closed matter that is named and has the folder name of another, as its papers have."""
    names = {fold_name(each.name) for each in current}
    message = phrase("there is another matter with this name in data/, and the papers of both would be in one folder")
    hint = phrase("rename this folder, and its folder in output/ in the same way")
    twice = (each for each in chosen if each not in current and fold_name(each.name) in names)
    return [finding(codes.WSP005, message, hint, Location(workspace.name(each.folder))) for each in twice]


def _nothing_there(workspace: Workspace) -> Diagnostic:
    hint = phrase('start one with `papers new "Title of what was scrutinised"`')
    place = Location(workspace.name(workspace.data))
    return finding(codes.REC008, phrase("there is no matter in data/ yet"), hint, place, Severity.WARNING)
