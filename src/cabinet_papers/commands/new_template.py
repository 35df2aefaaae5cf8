"""`papers templates new FILE`: makes a template of last year's paper, tries it, and says what it could not place."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cabinet_papers.commands.left_out import list_printed
from cabinet_papers.commands.templates import try_template
from cabinet_papers.files.folders import explain_unreadable, is_file
from cabinet_papers.files.package import PackageError, write_package
from cabinet_papers.files.reading import read_file
from cabinet_papers.files.workspace import Workspace
from cabinet_papers.files.writing import explain_failure, hash_file, replace_and_keep, replace_whole
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding, has_errors
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.findings.outcome import Outcome
from cabinet_papers.finished.word_file import MAIN
from cabinet_papers.matter.columns import Column
from cabinet_papers.matter.details import COLUMNS, OF_SOME, find_unasked
from cabinet_papers.matter.settings import Settings
from cabinet_papers.old_papers.columns import TOPIC, OldColumn
from cabinet_papers.old_papers.document import NewTemplate, make_template
from cabinet_papers.papers.kinds import KINDS
from cabinet_papers.proof.public_copy import make_public
from cabinet_papers.word.dangers import read_template
from cabinet_papers.word.soundness import check_soundness
from cabinet_papers.word.template import prepare_template
from cabinet_papers.yaml_files.settings import read_settings

EARLIER, UNFINISHED = "earlier", "unfinished"
# How a file begins that is protected with a password, or is in Word's form of before 2007.
OLE = b"\xd0\xcf\x11\xe0"
TAG = re.compile(rb"\{\{|\{%")


def write_template(workspace: Workspace, source: Path, today: date) -> Outcome:
    """Write the template that comes of a finished paper, over the one of its kind, which is kept.

    Where a paper made with it would lack something, it is written beside the templates, to be finished in Word.
    """
    settings, found = read_settings(workspace)
    outcome = Outcome(found)
    if has_errors(found):
        return outcome
    place = Location(workspace.name(source) if source.is_relative_to(workspace.root) else source.as_posix())
    made = _read(source, place, settings)
    if isinstance(made, Diagnostic):
        outcome.findings.append(made)
        return outcome
    found, left_out = _try(made, settings)
    path = workspace.templates / made.name
    if has_errors(found):
        path = workspace.templates / UNFINISHED / made.name
        found = [_place_in(each, workspace.name(path)) for each in found]
    outcome.findings += found
    try:
        _write(path, made.content, today, outcome)
        outcome.notes += _describe(made, left_out, is_whole=not has_errors(outcome.findings))
    except OSError as error:
        outcome.findings.append(explain_failure(error, Location(workspace.name(path))))
    return outcome


def _read(source: Path, place: Location, settings: Settings) -> NewTemplate | Diagnostic:
    """Return the template that comes of the file, or why none does."""
    if not is_file(source):
        hint = phrase('name a Word document, as in papers templates new "response 2025.docx"')
        return finding(codes.TPL014, phrase("there is no such file"), hint, place)
    try:
        content = read_file(source)
        word = read_template(content)
        check_soundness(word.parts)
        parts, _ = make_public(write_package(word.parts))
        if TAG.search(parts[MAIN]):
            hint = phrase("choose a paper that `papers build` or a colleague has finished")
            return finding(codes.TPL014, phrase("this is a template already, not a finished paper"), hint, place)
        made = make_template(parts, settings.response_columns)
    except PackageError as error:
        hint = phrase("open it in Word, and save it as a Word Document (.docx); then try that one")
        if content.startswith(OLE):
            hint = phrase(
                "open it in Word, take its password away if it has one (File, Info, Protect Document), and save it as "
                "a Word Document (.docx); then try that one"
            )
        return finding(codes.TPL014, phrase("no template can be made of this file: {}", error.reason), hint, place)
    except OSError as error:
        return finding(codes.TPL002, *explain_unreadable(error), place)
    if made:
        return made
    message = phrase("no response and no scrutiny report could be recognised in this file")
    hint = phrase(
        "choose a Word document (.docx) with a table whose headings are Recommendation, and Response or Comment, or a "
        "report with a front sheet; or begin with one of the forms that `papers init --style` writes"
    )
    return finding(codes.TPL014, message, hint, place)


def _place_in(found: Diagnostic, file: str) -> Diagnostic:
    """Return a finding about a template with the place where it is written."""
    return found._replace(location=found.location._replace(file=file))


def _try(made: NewTemplate, settings: Settings) -> tuple[list[Diagnostic], list[str]]:
    """Return what a paper made with the template would lack, and which details the old paper never had.

    It is tried with the columns that the old paper had.
    """
    settings = settings._replace(council=settings.council or "The Council")
    if made.placed.columns:
        columns = (each for each in made.placed.columns if each.name not in ("", TOPIC))
        settings = settings._replace(response_columns=tuple(map(_as_column, columns)))
    kind = next(each for each in KINDS if each.template == made.name)
    file = f"templates/{made.name}"
    own = frozenset(each.name for each in settings.response_columns)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / made.name
        path.write_bytes(made.content)
        template, _ = prepare_template(path, file, kind.view, settings.language, own)
        unasked = find_unasked(kind.details, list_printed(template.asked, kind)) if template else []
        names = {each.name for each in unasked if not each.is_needed} - {*OF_SOME, COLUMNS, *settings.leave_out}
        settings = settings._replace(leave_out=(*settings.leave_out, *sorted(names)))
        return try_template(path, file, kind, settings), list(settings.leave_out) if names else []


def _as_column(old: OldColumn) -> Column:
    return Column(old.name, old.heading, old.kind)


def _write(path: Path, content: bytes, today: date, outcome: Outcome) -> None:
    """Write the template; the earlier one is kept in a folder of its own."""
    was = hash_file(path)
    if was is None:
        replace_whole(path, content, None)
    else:
        kept = path.parent / EARLIER / f"{path.stem} (until {today.isoformat()}){path.suffix}"
        outcome.kept.append(replace_and_keep(path, content, was, kept))
    outcome.paths.append(path)


def _describe(made: NewTemplate, left_out: list[str], *, is_whole: bool) -> Iterator[Message]:
    """Yield what to do now, and what is not in the template."""
    if not is_whole:
        yield phrase("it is not used yet: finish it in Word, save it as templates/{}, and run `papers templates check`",
                     Term(made.name))  # fmt: skip
    lines = [*made.placed.lines, *([f"leave_out: [{', '.join(left_out)}]"] if left_out else [])]
    if lines:
        yield phrase("add to papers.yaml, in place of what it says of the same:")
        yield from (phrase("  {}", Term(line)) for line in lines)
        yield phrase("then run `papers templates check`: your other templates may need the same change")
    if made.placed.rows:
        yield phrase("a matter's own rows of the front sheet are written in its recommendations.yaml:")
        yield from (phrase("  {}: {}", label, text) for label, text in made.placed.rows)
    yield from made.placed.describe()
