"""Fills the templates of a workspace and proves what comes out: the readback with its receipt, and the gates."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cabinet_papers.commands.agreed import Agreed, compare_with_agreed
from cabinet_papers.commands.fingerprints import fingerprint_document, fingerprint_template
from cabinet_papers.commands.front_labels import report_labels
from cabinet_papers.commands.headings import report_headings
from cabinet_papers.commands.left_out import list_expected, report_left_out
from cabinet_papers.commands.made import MadeDocument, MadeFile
from cabinet_papers.commands.own_columns import find_own_names
from cabinet_papers.commands.too_wide import report_too_wide
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding, has_errors
from cabinet_papers.findings.message import phrase
from cabinet_papers.finished.blocks import open_blocks
from cabinet_papers.matter.withhold import INSTEAD, withhold_typed
from cabinet_papers.proof.receipt import check_receipt
from cabinet_papers.proof.validate import validate_document
from cabinet_papers.word.template import PreparedTemplate, Properties, RenderError, prepare_template, render_document

if TYPE_CHECKING:
    from pathlib import Path

    from cabinet_papers.files.workspace import Workspace
    from cabinet_papers.matter.settings import Settings
    from cabinet_papers.papers.kinds import Document, Kind


class Renderer:
    """Makes the documents of one workspace; prepares each template once."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        self.workspace = workspace
        self.settings = settings
        self.templates: dict[tuple[str, type], tuple[PreparedTemplate | None, list[Diagnostic]]] = {}
        self.fingerprints: dict[str, str] = {}

    def template(self, kind: Kind) -> tuple[PreparedTemplate | None, list[Diagnostic]]:
        """Return the kind's template, prepared, and what is wrong with it."""
        if (kind.template, kind.view) not in self.templates:
            path = self.workspace.templates / kind.template
            file = self.workspace.name(path)
            self.fingerprints[kind.template] = fingerprint_template(path)
            self.templates[kind.template, kind.view] = prepare_template(
                path, file, kind.view, self.settings.language, self.own_names
            )
        return self.templates[kind.template, kind.view]

    @cached_property
    def own_names(self) -> frozenset[str]:
        """The names of the council's own columns."""
        return find_own_names(self.workspace, self.settings)

    def make(self, document: Document, output: Path) -> tuple[MadeDocument | None, list[Diagnostic]]:
        """Return the document filled and proven, and what is wrong; `output` is the folder that it will be in."""
        template, findings = self.template(document.kind)
        if template is None:
            return None, findings
        left_out = report_left_out(document, template.asked, template.file, self.settings.leave_out)
        if has_errors(left_out):
            return None, [*findings, *left_out]
        try:
            properties = Properties(document.title, self.settings.council, self.settings.language)
            filled = render_document(template, document.view._asdict(), properties)
        except RenderError as error:
            hint = phrase("correct the placeholder in Word; `papers init` writes templates that work")
            findings = [*findings, finding(codes.TPL004, error.reason, hint, Location(template.file))]
            if error.is_too_much:
                self.templates[document.kind.template, document.kind.view] = None, findings
            return None, findings
        file = self.workspace.name(output / document.file_name)
        finished = open_blocks(filled.content)
        receipt, losses = check_receipt(finished, file, list_expected(document, template.asked, self.settings))
        agreed = Agreed("")
        if document.kind.is_final:
            agreed = compare_with_agreed(document, filled.content, finished, output, file)
        too_wide = report_too_wide(document, filled.too_wide, file)
        twice = report_labels(document, template.labels)
        headings = report_headings(document, finished, template.asked, template.file, self.settings)
        if has_errors(headings):
            return None, [*findings, *headings]
        found = [
            *left_out,
            *twice,
            *headings,
            *too_wide,
            *losses,
            *validate_document(finished, file, document.typed),
            *agreed.findings,
        ]
        word = MadeFile(document.file_name, filled.content, receipt)
        made_of = f"{fingerprint_document(document, self.settings)} {self.fingerprints[document.kind.template]}"
        made = MadeDocument(
            document, word, made_of, finished.file, has_changed=agreed.has_changed, agreed=agreed.content_hash
        )
        return made, findings + withhold_of(document, found)


def withhold_of(document: Document, findings: list[Diagnostic]) -> list[Diagnostic]:
    """Return the findings about a finished document; those about an exempt one without any typed words."""
    return [withhold_typed(each, INSTEAD) for each in findings] if document.is_exempt else findings
