"""Whether what a command looked at has changed: hashes of everything that the findings of a matter depend on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cabinet_papers.commands.memory import fingerprint_of
from cabinet_papers.files.beside_answers import MARKED, find_inside
from cabinet_papers.files.faults import raise_fault
from cabinet_papers.files.folders import find_unlisted, fold_name, is_file, list_folder
from cabinet_papers.files.reading import read_file
from cabinet_papers.files.workspace import COLUMNS_KEY, MatterFolder, Workspace, find_every_matter, find_workbooks

if TYPE_CHECKING:
    from cabinet_papers.matter.settings import Settings
    from cabinet_papers.papers.kinds import Document

# More bytes than a workbook within limits has.
LARGEST = 60_000_000
# The recommendation that an action of a plan is from: the matter's folder comes first, and more may follow.
FROM = re.compile(r"\bfrom[\"']?:\s*(.*)")
# That, and the matter of last year's plan.
NAMED = re.compile(r"\b(?:from|previous)[\"']?:\s*(.*)")
# So much of a hash is enough where only an unlucky accident could give the same.
DIGITS = 16


def fingerprint_document(document: Document, settings: Settings) -> str:
    """Return the hash of all that a template is filled with for this document."""
    printed = (document.title, document.view, document.columns, settings.council, settings.language)
    return fingerprint_of(repr(_list_given(printed)).encode(errors="replace"))[:DIGITS]


def _list_given(value: Any) -> Any:
    """Return a value with the fields that are not as they usually are, by name.

    A later version whose templates may ask for more gives the same for a matter that has nothing of it.
    """
    if not isinstance(value, tuple):
        return value
    if not hasattr(value, "_fields"):
        return [_list_given(each) for each in value]
    usual: Mapping[str, Any] = getattr(value, "_field_defaults", {})
    fields = zip(value._fields, value, strict=True)
    return {name: _list_given(each) for name, each in fields if name not in usual or each != usual[name]}


def fingerprint_template(path: Path) -> str:
    """Return the hash of a template. Raises OSError where the disk is at fault: it would be that of another."""
    try:
        content = read_file(path)
    except OSError as error:
        raise_fault(error)
        content = b""
    return fingerprint_of(content)[:DIGITS]


def fingerprint_printing() -> str:
    """Return the hash of what a PDF depends on beside its document: LibreOffice and the fonts."""
    from cabinet_papers.commands.installed_fonts import list_families
    from cabinet_papers.pdf.libreoffice import find_libreoffice

    program = find_libreoffice() or ""
    stamp = _describe(Path(program).resolve(), f"{program}/") if program else b""
    return fingerprint_of(stamp, repr(sorted(list_families() or ())).encode(errors="replace"))[:DIGITS]


def fingerprint_logo(workspace: Workspace, logo: str) -> str:
    """Return the hash of the logo's file, "" where there is none."""
    if not logo:
        return ""
    from cabinet_papers.yaml_files.logo import read_logo_file

    return fingerprint_of(read_logo_file(workspace, logo) or b"")


def fingerprint_shared(workspace: Workspace) -> str:
    """Return the hash of what every matter's findings depend on: the settings, plans, columns in any file.

    A text may speak of any plan, and a plan is what is in its file and in the answers that its actions are from.
    """
    folders = find_every_matter(workspace)
    plans = [read_bytes(folder.action_plan) for folder in folders if folder.action_plan]
    matters = [read_bytes(folder.recommendations) for folder in folders if folder.recommendations]
    with_columns = (each for each in matters if COLUMNS_KEY in each)
    settings = map(read_bytes, [workspace.settings, workspace.form_words])
    return fingerprint_of(*settings, *plans, *with_columns, *_read_origins(plans, folders))


def fingerprint_matter(shared: str, folder: MatterFolder) -> str:
    """Return the hash of everything that a matter's findings depend on, as it is now."""
    return fingerprint_of(bytes.fromhex(shared), *_contents(folder))


def _read_origins(plans: Iterable[bytes], folders: Iterable[MatterFolder]) -> list[bytes]:
    """Return what is in the folders of the matters that actions of the plans are from."""
    named = [fold_name(typed) for plan in plans for typed in FROM.findall(plan.decode(errors="replace"))]
    origins = [each for each in folders if any(fold_name(each.name) in typed for typed in named)]
    return [content for each in origins for content in _contents(each)]


def find_named_matters(workspace: Workspace, folder: MatterFolder) -> list[MatterFolder]:
    """Return the other matters that a matter's action plan is made from: last year's, and those of its answers."""
    plan = read_bytes(folder.action_plan) if folder.action_plan else b""
    named = [fold_name(typed) for typed in NAMED.findall(plan.decode(errors="replace"))]
    every = find_every_matter(workspace) if named else ()
    return [each for each in every if each.name != folder.name and any(fold_name(each.name) in one for one in named)]


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
        return b"" if path.stat().st_size > LARGEST else read_file(path)
    except OSError as error:
        return str(error).encode()


def read_bytes(path: Path) -> bytes:
    """Return the file's bytes; why it cannot be read counts as its content."""
    try:
        return read_file(path)
    except (OSError, ValueError) as error:
        return str(error).encode(errors="replace")
