"""The council's own documents over all matters, which are written to output/ itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.files.folders import is_file, list_folder
from cabinet_papers.files.workspace import find_every_matter
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding, has_errors
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.papers.kinds import Document, list_kinds, plan_overviews
from cabinet_papers.papers.matter_parts import MatterPart
from cabinet_papers.word.other_forms import is_other_form

if TYPE_CHECKING:
    from pathlib import Path

    from cabinet_papers.commands.examine import Examined, Examiner
    from cabinet_papers.files.workspace import Workspace
    from cabinet_papers.matter.settings import Settings
    from cabinet_papers.matter.typed_text import TypedText


def has_overviews(settings: Settings) -> bool:
    """Whether the council has a document over all matters."""
    return any(entry.over == "all" for entry in settings.documents)


class Overviews(NamedTuple):
    """What is over all matters: the documents to be made, every text they may hold, and what is wrong."""

    documents: tuple[Document, ...]
    typed_texts: tuple[TypedText, ...]
    findings: list[Diagnostic]


def find_overviews(examined: Sequence[Examined], examiner: Examiner) -> Overviews:
    """Return the documents over all matters, of which some are examined already.

    Where a matter has errors there are none, with a finding for each, and those of an earlier build stay.
    """
    names = {each.folder.name for each in examined}
    others = [folder for folder in find_every_matter(examiner.workspace) if folder.name not in names]
    every = sorted([*examined, *examiner.examine(others)], key=lambda each: each.folder.name)
    parts = [MatterPart(each.paper, each.plan) for each in every if each.paper or each.plan]
    documents = plan_overviews(parts, examiner.settings)
    wrong = [each.folder.name for each in every if has_errors(each.findings)]
    if not wrong:
        return Overviews(documents, tuple(text for each in every for text in each.typed_texts), [])
    message = phrase("this document was not built again, because there are errors in {}", Term(", ".join(wrong)))
    hint = phrase("correct the errors, and build again")
    paths = (examiner.workspace.output / each.file_name for each in documents)
    places = (Location(examiner.workspace.name(path)) for path in paths)
    return Overviews((), (), [finding(codes.OUT014, message, hint, place) for place in places])


def find_unnamed_templates(workspace: Workspace, settings: Settings) -> list[Diagnostic]:
    """Return a warning for each template of which no document is made."""
    known = {kind.template.casefold() for kind in list_kinds(settings)}
    message = phrase("no document is made from this template")
    listed = [path for path in list_folder(workspace.templates) if not path.name.startswith(("~$", "."))]
    unnamed = [path for path in listed if path.suffix.casefold() == ".docx" and path.name.casefold() not in known]
    return [
        *(finding(codes.TPL011, message, _name_it(path), Location(workspace.name(path))) for path in unnamed),
        *(
            finding(codes.TPL011, message, _save_it(path), Location(workspace.name(path)))
            for path in filter(is_other_form, listed)
            if not _is_in_place_of(path.with_suffix(".docx"), known)
        ),
    ]


def _name_it(path: Path) -> Message:
    return phrase(
        "if it is an old copy, or no document is wanted, move it to another folder; if one is, add it to documents: in "
        'papers.yaml, as in documents: [{template: {}, name: "{}"}]',
        path.name,
        path.stem,
    )


def _save_it(path: Path) -> Message:
    return phrase(
        "if it is needed, open it in Word and save it here as a Word Document (.docx); in any case, then move the {} "
        "file to another folder",
        Term(path.suffix),
    )


def _is_in_place_of(template: Path, known: set[str]) -> bool:
    """Whether there is a document of that template, which is missing: that says what is to be done."""
    return template.name.casefold() in known and not is_file(template)
