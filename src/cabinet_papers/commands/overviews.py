"""The council's own documents over all matters, which are written to output/ itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cabinet_papers.files.folders import is_file, list_folder
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding, has_errors
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.papers.kinds import Document, list_kinds, plan_overviews
from cabinet_papers.papers.matter_parts import MatterPart
from cabinet_papers.word.other_forms import is_other_form

if TYPE_CHECKING:
    from pathlib import Path

    from cabinet_papers.commands.examine import Examined
    from cabinet_papers.files.workspace import Workspace
    from cabinet_papers.matter.model import Settings


def has_overviews(settings: Settings) -> bool:
    """Whether the council has a document over all matters."""
    return any(entry.over == "all" for entry in settings.documents)


def find_overviews(
    every: Sequence[Examined], settings: Settings, workspace: Workspace
) -> tuple[tuple[Document, ...], list[Diagnostic]]:
    """Return the documents over all matters; none, with a finding for each, where a matter has errors."""
    parts = [MatterPart(each.paper, each.plan) for each in every if each.paper or each.plan]
    documents = plan_overviews(parts, settings)
    wrong = [each.folder.name for each in every if has_errors(each.findings)]
    if not wrong:
        return documents, []
    message = phrase("it was not built again, because there are errors in {}", Term(", ".join(wrong)))
    hint = phrase("correct them, and build again")
    places = (Location(workspace.name(workspace.output / each.file_name)) for each in documents)
    return (), [finding(codes.OUT014, message, hint, place) for place in places]


def find_unnamed_templates(workspace: Workspace, settings: Settings) -> list[Diagnostic]:
    """Return a warning for each template of which no document is made."""
    known = {kind.template.casefold() for kind in list_kinds(settings)}
    message = phrase("no document is made of this template")
    name = phrase("name it under documents: in papers.yaml, or move it to another folder")
    save = phrase("open it in Word and save it as a Word Document (.docx), or move it to another folder")
    listed = [path for path in list_folder(workspace.templates) if not path.name.startswith(("~$", "."))]
    unnamed = [path for path in listed if path.suffix.casefold() == ".docx" and path.name.casefold() not in known]
    return [
        *(finding(codes.TPL011, message, name, Location(workspace.name(path))) for path in unnamed),
        *(
            finding(codes.TPL011, message, save, Location(workspace.name(path)))
            for path in filter(is_other_form, listed)
            if not _is_in_place_of(path.with_suffix(".docx"), known)
        ),
    ]


def _is_in_place_of(template: Path, known: set[str]) -> bool:
    """Whether there is a document of that template, which is missing: that says what is to be done."""
    return template.name.casefold() in known and not is_file(template)
