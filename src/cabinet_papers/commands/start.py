"""A new workspace and a new matter: what an officer begins with."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from cabinet_papers.commands.next_plan import NextPlan, write_next_plan
from cabinet_papers.files.folders import find_unlisted, is_file, is_folder, is_there, list_folder
from cabinet_papers.files.shipped import ENGLISH, HOUSE, LANGUAGES, STYLES, find_example
from cabinet_papers.files.workspace import SETTINGS, MatterFolder, Workspace
from cabinet_papers.files.writing import (
    explain_failure,
    hash_file,
    hash_of,
    is_leftover,
    make_folder,
    remove_folders,
    remove_unchanged,
    replace_whole,
)
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.findings.outcome import Outcome
from cabinet_papers.matter.columns import FURTHER
from cabinet_papers.matter.examples import PARAGRAPH, RECOMMENDATION
from cabinet_papers.papers.kinds import KINDS
from cabinet_papers.yaml_files.keys import FILES
from cabinet_papers.yaml_files.plain_scalar import quote_yaml
from cabinet_papers.yaml_files.schema import FOLDER, make_schema, write_schema
from cabinet_papers.yaml_files.settings import read_settings

# What a set in a language says of itself when it is made, and the lines of papers.yaml that only its example has.
NOTE, EXAMPLE = "note.txt", "example.yaml"
# The folders of a workspace.
BEGUN = ("templates", "data", "output")
# Left by systems and version control in a folder that a person would call empty.
UNSEEN = (".git", ".gitignore", ".DS_Store", "desktop.ini", "Thumbs.db")

BARE_SETTINGS = f"""\
# yaml-language-server: $schema=data/.schemas/papers.json
# The council's house style. Every key is explained in the README.
council:                      # the name as the papers print it, for example: Thornhaven City Council
language: en-GB
date_format: dd MMMM yyyy     # prints 05 December 2023; d MMMM yyyy prints 5 December 2023
decisions: [Yes, No, In part] # the words that the response sheet offers and the papers print
response_columns:             # further columns, any of: {", ".join(each.heading for each in FURTHER)}
logo:                         # a PNG or JPEG file, for example templates/logo.png
logo_alt:                     # what it shows, for those who cannot see it
people:                       # councillors and officers, a line for each, for example:
  # - {{name: Councillor A Example, title: Chair of the Scrutiny Committee}}
services:                     # names of services, a line for each, for example:
  # - Housing Services
"""

NEW_MATTER = """\
# yaml-language-server: $schema=../.schemas/recommendations.json
# What was scrutinised, and what was recommended. Text that holds a colon and a space, or a hash after a
# space, goes in double quotes. An empty value counts as absent.
title: {title}

scrutiny:
  body: Scrutiny Committee        # or the panel or review group that made the recommendations
  date:                           # the meeting, for example 2025-01-14
  lead_member:
    name:                         # for example Councillor A Example
    title:                        # for example Chair of the Committee

cabinet:
  date:                           # the Cabinet meeting that receives the report
  members:                        # these two lines again for each Cabinet Member who answers
    - name:
      title:

response:
  status: draft                   # draft, and agreed once Cabinet has agreed it
  due:                            # by when the answers are asked for; printed in the response sheet

recommendations:
  # a line for each, for example:
  # - {recommendation}

# The scrutiny report to Cabinet. To have one, take away the hash at the beginning of each line below.
#report:
#  purpose: To present recommendations of the committee for Cabinet consideration and decision
#  key_decision: No
#  corporate_priority:
#  policy_framework:
#  body: |
#    ## Introduction and overview
#
#    {paragraph}
#
#    [Recommendation 1]
{headings}#  author:
#    name:
#    job_title:
#    service:
#    telephone:
#    email:
"""


def start_workspace(folder: Path, *, bare: bool, style: str = HOUSE, language: str = ENGLISH) -> Outcome:
    """Write a workspace into the folder, which must be empty or not there yet.

    Its papers are of the house's style or another, or of a language that `list_languages` names.
    """
    started = Outcome()
    place = Location(folder.as_posix())
    unlisted = find_unlisted(folder, place.file)
    if is_file(folder):
        message = phrase("there is already a file with this name")
        started.findings.append(finding(codes.WSP002, message, phrase("choose another name"), place))
    elif unlisted:
        started.findings.append(unlisted)
    elif not _is_empty(folder) and not _is_begun(Workspace(folder), _find_set(style, language), bare=bare):
        hint = phrase("choose an empty folder or a new name, so that nothing of yours is overwritten")
        started.findings.append(finding(codes.WSP002, phrase("the folder is not empty"), hint, place))
    else:
        try:
            own = _find_set(style, language)
            _fill(Workspace(folder), own, bare)
            started.paths.append(folder / SETTINGS)
            if own and is_file(own / NOTE):
                started.notes.append(phrase("{}", Term((own / NOTE).read_text(encoding="utf-8").strip())))
        except OSError as error:
            started.findings.append(explain_failure(error, place))
    return started


def _find_set(style: str, language: str) -> Path | None:
    """Return the folder of a set that is not the house's own."""
    if language != ENGLISH:
        return find_example() / LANGUAGES / language
    return find_example() / STYLES / style if style != HOUSE else None


def _fill(workspace: Workspace, own: Path | None, bare: bool) -> None:
    """Write the workspace. Raises OSError, and then nothing of it is left, so that it can be run again."""
    folders = [] if is_folder(workspace.root) else [workspace.root]
    written: dict[Path, bytes] = {}
    try:
        for each in (workspace.templates, workspace.data, workspace.output):
            make_folder(each)
            folders.append(each)
        for path, content in _plan_files(workspace, own, bare):
            folders.append(path.parent)
            # Before it is: Ctrl+C may come once the file has its name.
            written[path] = content
            replace_whole(path, content, None)
    except BaseException:
        # Also after Ctrl+C.
        _take_back(written, folders)
        raise


def _is_empty(folder: Path) -> bool:
    """Whether a person would call the folder empty."""
    return all(each.name in UNSEEN for each in list_folder(folder))


def _is_begun(workspace: Workspace, own: Path | None, *, bare: bool) -> bool:
    """Whether all that is in the folder is what a run has written that was stopped before it was done."""
    own_names = (*UNSEEN, *BEGUN, workspace.settings.name)
    if any(each.name not in own_names and not is_leftover(each) for each in list_folder(workspace.root)):
        return False
    planned = dict(_plan_files(workspace, own, bare))
    there = [path for name in BEGUN for path in (workspace.root / name).rglob("*")]
    files = [path for path in there if not is_folder(path) and not is_leftover(path)]
    files += [workspace.settings] if is_there(workspace.settings) else []
    is_done = len(files) == len(planned) and is_folder(workspace.output)
    return not is_done and all(path in planned and hash_file(path) == hash_of(planned[path]) for path in files)


def _plan_files(workspace: Workspace, own: Path | None, bare: bool) -> Iterator[tuple[Path, bytes]]:
    """Yield each file of a new workspace, of the house's set or its `own`; what makes the folder one comes last."""
    example = find_example()
    for template in _find_templates(example, own, bare=bare):
        yield workspace.templates / template.name, template.read_bytes()
    yield from _plan_schemas(workspace)
    data = (own or example) / "data"
    for source in () if bare else sorted(data.rglob("*")):
        if _is_shown(source) and FOLDER not in source.parts:
            yield workspace.data / source.relative_to(data), source.read_bytes()
    is_whole = own is not None and is_file(own / EXAMPLE)
    settings = BARE_SETTINGS if bare or is_whole else (example / SETTINGS).read_text(encoding="utf-8")
    for path in filter(is_file, (own / SETTINGS, *(() if bare else (own / EXAMPLE,))) if own else ()):
        settings = _put_lines(settings, path.read_text(encoding="utf-8"))
    yield workspace.settings, settings.encode()


def _find_templates(example: Path, own: Path | None, *, bare: bool) -> list[Path]:
    """Return the files of the folder templates, those of a set's own in place of the house's."""
    changed = {path.name: path for path in list_folder(own / "templates")} if own else {}
    if own and is_file(own / EXAMPLE):
        return list(changed.values())
    # The logo is that of a council that does not exist: it comes with the example alone.
    shipped = [example / "templates" / kind.template for kind in KINDS]
    every = shipped if bare else [path for path in list_folder(example / "templates") if _is_shown(path)]
    return [changed.get(path.name, path) for path in every]


def _is_shown(path: Path) -> bool:
    """Whether it is a file that a person sees."""
    return path.is_file() and not path.name.startswith(("~", "."))


def _put_lines(settings: str, lines: str) -> str:
    """Return the settings with these keys in place of those of the same names, or else at their end."""
    keys = re.split(r"^(?=\w)", lines, flags=re.MULTILINE)[1:]
    for key in keys:
        name = key.partition(":")[0]
        there = re.search(rf"^{name}:.*\n(?: .*\n)*", settings, re.MULTILINE)
        start, end = there.span() if there else (len(settings), len(settings))
        settings = settings[:start] + key + settings[end:]
    return settings


def _take_back(written: Mapping[Path, bytes], folders: Iterable[Path]) -> None:
    """Remove the files that were written, but for those that were changed since, and the folders that are empty."""
    for path, content in written.items():
        with contextlib.suppress(OSError):
            remove_unchanged(path, hash_of(content))
    remove_folders(folders)


def _plan_schemas(workspace: Workspace) -> Iterator[tuple[Path, bytes]]:
    """Yield the schemas with which an editor completes the YAML files."""
    for name in FILES:
        yield workspace.data / FOLDER / f"{name}.json", write_schema(make_schema(name)).encode()


def write_schemas(workspace: Workspace) -> list[Diagnostic]:
    """Write the schemas that are missing or of another version; return a finding for each that could not be."""
    findings = []
    for path, content in _plan_schemas(workspace):
        try:
            replace_whole(path, content, hash_file(path))
        except OSError as error:
            findings.append(explain_failure(error, Location(workspace.name(path))))
    return findings


def start_matter(workspace: Workspace, title: str, former: MatterFolder | None = None) -> Outcome:
    """Write a new matter's folder with an annotated recommendations.yaml, or next year's plan of a `former` matter."""
    started = Outcome()
    name = folder_name(title)
    path = workspace.data / name / ("action-plan.yaml" if former else "recommendations.yaml")
    place = Location(workspace.name(path))
    unlisted = workspace.find_unlisted(workspace.data)
    if not name:
        message = phrase("this title has no letter or digit to name a folder after")
        hint = phrase("give a title with at least one letter or digit")
        started.findings.append(finding(codes.WSP002, message, hint, place))
    elif unlisted:
        started.findings.append(unlisted)
    elif is_there(workspace.closed / name):
        hint = phrase("give the new matter another title, as with its year; the papers of both would be in one folder")
        closed = Location(workspace.name(workspace.closed / name))
        message = phrase("there is already a closed matter with this name")
        started.findings.append(finding(codes.WSP002, message, hint, closed))
    elif is_there(path.parent) and not _holds_nothing(path.parent):
        hint = phrase("use {}, or give the new matter another title", Term(workspace.name(path)))
        started.findings.append(finding(codes.WSP002, phrase("there is already a matter with this name"), hint, place))
    else:
        first = _write_first(workspace, title, former)
        if not first.text:
            return Outcome(first.findings)
        started.findings += first.findings
        started.notes += first.notes
        try:
            replace_whole(path, first.text.encode(), None)
            started.paths.append(path)
            started.findings += write_schemas(workspace)
        except OSError as error:
            remove_folders([path.parent])
            started.findings.append(explain_failure(error, place))
    return started


def _holds_nothing(folder: Path) -> bool:
    """Whether it is an empty folder, such as that of a matter of which a run that was stopped has written nothing."""
    return is_folder(folder) and all(map(is_leftover, list_folder(folder)))


def _write_first(workspace: Workspace, title: str, former: MatterFolder | None) -> NextPlan:
    """Return what a new matter's file begins with."""
    settings, _ = read_settings(workspace)
    if former:
        return write_next_plan(workspace, former, title, settings)
    headings = "".join(f"#\n#    ## {each}\n" for each in settings.report_headings)
    made = NEW_MATTER.format(
        title=quote_yaml(title), headings=headings, recommendation=RECOMMENDATION, paragraph=PARAGRAPH
    )
    return NextPlan(made, [])


def folder_name(title: str) -> str:
    """Return a folder's name for the title: "city-of-sanctuary-accreditation"."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    name = re.sub(r"[^a-z0-9]+", "-", letters)[:60].strip("-")
    if not name and re.search(r"\w", title):
        name = re.sub(r"[\W_]+", "-", title.casefold())[:60].strip("-")
    # Windows keeps these names for devices, with any ending; finished matters rest in the last one.
    return f"{name}-matter" if re.fullmatch(r"closed|con|prn|aux|nul|com\d|lpt\d", name) else name
