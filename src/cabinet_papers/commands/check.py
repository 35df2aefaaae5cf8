"""`papers check`: everything that is wrong with the matters and the templates they need, as a build would find it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cabinet_papers.commands.around import find_around
from cabinet_papers.commands.memory import Memory, fingerprint_of
from cabinet_papers.commands.workbooks import AFRESH, Workbooks
from cabinet_papers.files.folders import find_unlisted, is_file, list_folder
from cabinet_papers.files.progress import OnProgress, no_progress
from cabinet_papers.files.workspace import (
    COLUMNS_KEY,
    SETTINGS,
    MatterFolder,
    Workspace,
    find_every_matter,
    find_workbooks,
)
from cabinet_papers.findings.diagnostics import Diagnostic, has_errors
from cabinet_papers.sheets.stray_workbooks import MARKED, find_inside
from cabinet_papers.yaml_files.logo import read_logo_file

# More bytes than a workbook within limits has.
LARGEST = 60_000_000
# Before the name of a template of the council's own document.
OWN = "+"


def check_matters(
    workspace: Workspace,
    folders: Sequence[MatterFolder],
    on_progress: OnProgress = no_progress,
    workbooks: Workbooks = AFRESH,
) -> list[Diagnostic]:
    """Return everything that is wrong with the matters. What has not changed since it was checked is remembered."""
    memory = Memory(workspace.output)
    shared = _read_shared(workspace)
    prints = {folder.name: _fingerprint(shared.hex(), folder) for folder in folders}
    fresh = [folder for folder in folders if memory.find(folder.name, prints[folder.name]) is None]
    if fresh or not _is_known(workspace, memory, shared.hex()):
        _examine(workspace, fresh, prints, shared.hex(), memory, on_progress, workbooks)
    findings, languages = memory.find(SETTINGS, shared.hex()) or ([], [])
    needed = set[str]()
    for folder in folders:
        found, needs = memory.find(folder.name, prints[folder.name]) or ([], [])
        findings += found
        needed |= set(needs)
    for template in sorted(needed):
        findings += _check_template(workspace, template, languages, memory)
    memory.save()
    return list(dict.fromkeys([*findings, *find_around(workspace)]))


def _examine(
    workspace: Workspace,
    folders: Sequence[MatterFolder],
    prints: dict[str, str],
    shared: str,
    memory: Memory,
    on_progress: OnProgress,
    workbooks: Workbooks,
) -> None:
    """Examine the matters and keep what is found in the memory. Only here is loaded what reads and checks them."""
    from cabinet_papers.commands.examine import Examiner
    from cabinet_papers.commands.own_columns import find_own_names
    from cabinet_papers.papers.kinds import plan_documents

    examiner = Examiner(workspace, workbooks)
    logo = examiner.settings.logo_file
    own = ",".join(sorted(find_own_names(workspace, examiner.settings)))
    needs = [examiner.settings.language, logo, _fingerprint_logo(workspace, logo), own]
    examined_folders = examiner.examine(folders, on_progress)
    # What was saved while it was examined may have been read in two states.
    is_still = _read_shared(workspace).hex() == shared
    memory.keep(SETTINGS, shared, examiner.settings_findings, needs, is_lasting=is_still)
    for examined in examined_folders:
        if has_errors(examined.findings):
            needs = _find_present(workspace)
        else:
            documents = plan_documents(examined.paper, examined.plan, examiner.settings)
            needs = sorted({f"{OWN if each.kind.is_own else ''}{each.kind.template}" for each in documents})
        name = examined.folder.name
        is_lasting = is_still and examined.is_complete and prints[name] == _fingerprint(shared, examined.folder)
        memory.keep(name, prints[name], examined.findings, needs, is_lasting=is_lasting)


def _is_known(workspace: Workspace, memory: Memory, shared: str) -> bool:
    """Whether the settings are those that were looked at, and the logo that they name is."""
    known = memory.find(SETTINGS, shared)
    if known is None or len(known[1]) != 4:
        return False
    _, logo, fingerprint, _ = known[1]
    return fingerprint == _fingerprint_logo(workspace, logo)


def _fingerprint_logo(workspace: Workspace, logo: str) -> str:
    return fingerprint_of(read_logo_file(workspace, logo) or b"") if logo else ""


def _read_shared(workspace: Workspace) -> bytes:
    """Return what every matter's findings depend on: the settings, plans, columns in any file."""
    folders = find_every_matter(workspace)
    plans = [folder.action_plan for folder in folders if folder.action_plan]
    matters = [_read(folder.recommendations) for folder in folders if folder.recommendations]
    with_columns = (each for each in matters if COLUMNS_KEY in each)
    return bytes.fromhex(fingerprint_of(*map(_read, [workspace.settings, workspace.form_words, *plans]), *with_columns))


def _fingerprint(shared: str, folder: MatterFolder) -> str:
    """Return the hash of everything that a matter's findings depend on, as it is now."""
    return fingerprint_of(bytes.fromhex(shared), *_contents(folder))


def _contents(folder: MatterFolder) -> list[bytes]:
    """Return the names and bytes of what lies in a matter's folder, marked copies that came back included."""
    entries = list_folder(folder.folder)
    paths = [path for path in entries if is_file(path)]
    paths += [path for path in find_workbooks(folder.folder / MARKED) if is_file(path)]
    inside = [_describe(path, path.relative_to(folder.folder).as_posix()) for path in find_inside(folder.folder)]
    inside += [path.name.encode(errors="replace") for path in entries if not is_file(path)]
    # Whether it can be looked into, and why not, is a finding too.
    unlisted = (find_unlisted(path, path.name) for path in (folder.folder, *entries) if not is_file(path))
    inside += [f"{each.location.file}: {each.message}".encode(errors="replace") for each in unlisted if each]
    return inside + [content for path in paths for content in (_describe(path, path.name), _read_some(path))]


def _describe(path: Path, name: str) -> bytes:
    """Return the file's name, with what tells whether it has changed where its bytes are too many to be read."""
    try:
        status = path.stat()
    except OSError as error:
        return f"{name} {error}".encode(errors="replace")
    changed = f" {status.st_size} {status.st_mtime_ns}" if "/" in name or status.st_size > LARGEST else ""
    return f"{name}{changed}".encode(errors="replace")


def _read_some(path: Path) -> bytes:
    """Return the file's bytes; none of a recording or another large file, which is not read anyway."""
    try:
        return b"" if path.stat().st_size > LARGEST else path.read_bytes()
    except OSError as error:
        return str(error).encode()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        return str(error).encode(errors="replace")


def _find_present(workspace: Workspace) -> list[str]:
    """Return the templates that are there; where errors keep the documents from being planned, all are looked at."""
    names = (path.name for path in list_folder(workspace.templates) if path.suffix == ".docx")
    return [name for name in names if not name.startswith(("~$", "."))]


def _check_template(
    workspace: Workspace, template: str, of_settings: Sequence[str], memory: Memory
) -> list[Diagnostic]:
    """Return what is wrong with a template; of the settings the language counts, and the names of own columns."""
    language, own = (of_settings[0], of_settings[3]) if of_settings else ("", "")
    is_own, template = template.startswith(OWN), template.removeprefix(OWN)
    path = workspace.templates / template
    name, fingerprint = f"templates/{template}", fingerprint_of(language.encode(), own.encode(), _read(path))
    known = memory.find(name, fingerprint)
    if known is not None:
        return known[0]
    # Loading what reads Word documents takes longer than all else, so it waits until it is needed.
    from cabinet_papers.papers.kinds import KINDS
    from cabinet_papers.papers.views import MatterView
    from cabinet_papers.word.template import prepare_template

    view = MatterView if is_own else next((kind.view for kind in KINDS if kind.template == template), None)
    if view is None:
        return []
    _, findings = prepare_template(path, workspace.name(path), view, language, frozenset(own.split(",")))
    memory.keep(name, fingerprint, findings, [])
    return findings
