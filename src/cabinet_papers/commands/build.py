"""From a workspace to its papers: read, merge, check, render, publish, a matter at a time.

One matter's mistakes never stop another's documents.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeAlias

from cabinet_papers.commands.examine import Examined, Examiner
from cabinet_papers.files.files import (
    Published,
    find_as_built,
    find_companion,
    publish_documents,
    read_record,
    report_standing_documents,
)
from cabinet_papers.files.package import write_package
from cabinet_papers.files.progress import BUILDING, Tell, silent
from cabinet_papers.files.workspace import MatterFolder, Workspace
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding, has_errors
from cabinet_papers.findings.message import phrase
from cabinet_papers.finished.opened import open_document
from cabinet_papers.matter.model import ActionPlan, Settings
from cabinet_papers.matter.withhold import INSTEAD, withhold_typed
from cabinet_papers.papers.documents import EXEMPT_FOLDER, TEMPLATES, Document, plan_documents
from cabinet_papers.papers.facts import Section, plan_facts, report_facts, response_facts
from cabinet_papers.papers.views import ReportView
from cabinet_papers.proof.changes import check_changes
from cabinet_papers.proof.gate import check_gate
from cabinet_papers.proof.page_check import check_page
from cabinet_papers.proof.receipt import check_receipt
from cabinet_papers.word.template import (
    PreparedTemplate,
    Properties,
    RenderError,
    prepare_template,
    render_document,
)

# Finished documents by their file below output/<matter>/, each with its receipt.
Rendered: TypeAlias = dict[str, tuple[bytes, str]]
PUBLIC_FOLDER, PUBLIC_RECEIPT = "public", "a public copy of it"
PAGE_RECEIPT = "the same as a web page"
PDF_RECEIPT = "the same as PDF/UA, all words in it"


@dataclass(slots=True)
class Outcome:
    """The findings, and the documents that were written, each with its receipt."""

    findings: list[Diagnostic] = field(default_factory=list)
    receipts: list[tuple[Path, str]] = field(default_factory=list)


class PaperMaker:
    """Builds the matters of one workspace; prepares each template once."""

    def __init__(self, workspace: Workspace, tell: Tell = silent) -> None:
        self.workspace = workspace
        self.tell = tell
        self.examiner = Examiner(workspace)
        self.settings, self.settings_findings = self.examiner.settings, self.examiner.settings_findings
        self.examined: dict[str, Examined] = {}
        # Agreed papers, by their matter, in which something has changed since they were built.
        self.changed: set[tuple[str, str]] = set()
        self.templates: dict[str, tuple[PreparedTemplate | None, list[Diagnostic]]] = {}

    def build(
        self, matters: tuple[MatterFolder, ...], today: date, *, strict: bool,
        pdf: bool = False, html: bool = False, publish: bool = False,
    ) -> Outcome:  # fmt: skip
        """Build the matters' documents. A matter with an error is not written at all; the others are.

        With `strict` a warning is as good as an error; with `pdf` and `html` each document is
        written as PDF and as a web page too.
        """

        def stops(found: list[Diagnostic]) -> bool:
            return has_errors(found) or (strict and bool(found))

        outcome = Outcome(findings=list(self.settings_findings))
        ready: dict[MatterFolder, Rendered] = {}
        for done, folder in enumerate(matters, 1):
            documents, found = self.plan(folder)
            rendered: Rendered = {}
            if not stops(found) and not stops(self.settings_findings):
                rendered, lost = self.render(folder, documents)
                found += lost + self.add_pages(folder, documents, rendered, make=html)
            outcome.findings += found
            if stops(found) or stops(self.settings_findings):
                outcome.findings += self.name_standing_documents(folder)
            else:
                ready[folder] = rendered
            self.tell(BUILDING, done, len(matters))
        outcome.findings += self.add_pdfs(ready, make=pdf)
        for folder, rendered in ready.items():
            outcome.findings += self.add_public_copies(folder, rendered, make=publish)
        for folder, rendered in ready.items():
            self.publish(folder, rendered, today, outcome)
        return outcome

    def add_public_copies(self, folder: MatterFolder, rendered: Rendered, *, make: bool) -> list[Diagnostic]:
        """Put public copies of the documents into public/: new ones, or the existing ones if nothing has changed."""
        own = {name: content for name, (content, _) in rendered.items() if not name.startswith(f"{EXEMPT_FOLDER}/")}
        output = self.output_folder(folder)
        if not make:
            for name, content in own.items():
                if standing := find_companion(output, name, content, f"{PUBLIC_FOLDER}/{name}"):
                    rendered[f"{PUBLIC_FOLDER}/{name}"] = (standing, PUBLIC_RECEIPT)
            return []
        from cabinet_papers.proof.public_copy import find_refusals, make_public

        examined = self.examined[folder.name]
        named = {self.workspace.name(output / name): content for name, content in own.items()}
        refusals = list(find_refusals(examined.paper, examined.passages, named))
        for name, content in ({} if refusals else own).items():
            copy, removed = (content, list[str]())
            if name.endswith(".docx"):
                parts, removed = make_public(content)
                copy = write_package(parts)
            said = f"; removed: {', '.join(removed)}" if removed else ""
            rendered[f"{PUBLIC_FOLDER}/{name}"] = (copy, f"{PUBLIC_RECEIPT}{said}")
        return refusals

    def add_pages(
        self, folder: MatterFolder, documents: tuple[Document, ...], rendered: Rendered, *, make: bool
    ) -> list[Diagnostic]:
        """Put each document's web page beside it: a new one, or the existing one if nothing has changed."""
        findings: list[Diagnostic] = []
        output = self.output_folder(folder)
        for document in documents:
            name = f"{document.file_name.removesuffix('.docx')}.html"
            if document.file_name not in rendered:
                continue
            page = None if make else find_companion(output, document.file_name, rendered[document.file_name][0], name)
            if make:
                from cabinet_papers.web.html import render_page

                template, _ = self.template(document.template)
                accent = template.accent if template else ""
                page = render_page(document.template, document.view, document.title, self.settings.language, accent)
                file = self.workspace.name(output / name)
                found = check_page(page, file, expected_facts(document, self.settings))
                findings += _withhold_exempt(document, found)
            if page:
                rendered[name] = (page, PAGE_RECEIPT)
        return findings

    def add_pdfs(self, ready: dict[MatterFolder, Rendered], *, make: bool) -> list[Diagnostic]:
        """Put each document's PDF beside it: a new one, or the existing one if the document has not changed."""
        wanted: dict[str, tuple[MatterFolder, str]] = {}
        for folder, rendered in ready.items():
            output = self.output_folder(folder)
            for name, (content, _) in [each for each in rendered.items() if each[0].endswith(".docx")]:
                pdf_name = f"{name.removesuffix('.docx')}.pdf"
                standing = find_companion(output, name, content, pdf_name)
                if standing:
                    rendered[pdf_name] = (standing, PDF_RECEIPT)
                else:
                    wanted[self.workspace.name(output / name)] = (folder, name)
        if not make or not wanted:
            return []
        from cabinet_papers.pdf.pdf import print_documents

        printed = print_documents({file: ready[folder][name][0] for file, (folder, name) in wanted.items()}, self.tell)
        for file, content in printed.pdfs.items():
            folder, name = wanted[file]
            ready[folder][f"{name.removesuffix('.docx')}.pdf"] = (content, PDF_RECEIPT)
        return printed.findings

    def plan(self, folder: MatterFolder) -> tuple[tuple[Document, ...], list[Diagnostic]]:
        """Read, merge and check one matter; return the documents it gives and everything found."""
        (examined,) = self.examiner.examine([folder])
        self.examined[folder.name] = examined
        if has_errors(examined.findings):
            return (), examined.findings
        return plan_documents(examined.paper, examined.plan, self.settings), examined.findings

    def render(self, folder: MatterFolder, documents: tuple[Document, ...]) -> tuple[Rendered, list[Diagnostic]]:
        """Fill each document's template and read it back; return (bytes, receipt) by file name, and the findings."""
        rendered: Rendered = {}
        findings: list[Diagnostic] = []
        for document in documents:
            template, found = self.template(document.template)
            findings += found
            if template is not None:
                findings += _withhold_exempt(document, self.render_one(folder, document, template, rendered))
        return rendered, list(dict.fromkeys(findings))

    def render_one(
        self, folder: MatterFolder, document: Document, template: PreparedTemplate, rendered: Rendered
    ) -> list[Diagnostic]:
        """Fill the document's template, check what comes of it, and add it to what is `rendered`."""
        try:
            properties = Properties(document.title, self.settings.council, self.settings.language)
            content = render_document(template, document.view._asdict(), properties)
        except RenderError as error:
            hint = phrase("correct the placeholder in Word; `papers init` writes templates that work")
            return [finding(codes.TPL004, error.reason, hint, Location(template.file))]
        file = self.workspace.name(self.output_folder(folder) / document.file_name)
        opened = open_document(content)
        receipt, findings = check_receipt(opened, file, expected_facts(document, self.settings))
        findings += check_gate(opened, file, document.typed)
        rendered[document.file_name] = (content, receipt)
        if document.is_agreed:
            standing = find_as_built(self.output_folder(folder), document.file_name)
            changes = check_changes(standing, opened, file)
            self.changed |= {(folder.name, document.file_name)} if changes else set()
            findings += changes
        return findings

    def template(self, name: str) -> tuple[PreparedTemplate | None, list[Diagnostic]]:
        """Return the template, prepared, and what is wrong with it."""
        if name not in self.templates:
            path = self.workspace.templates / name
            file = self.workspace.name(path)
            self.templates[name] = prepare_template(path, file, TEMPLATES[name], self.settings.language)
        return self.templates[name]

    def publish(self, folder: MatterFolder, rendered: Rendered, today: date, outcome: Outcome) -> None:
        """Write one matter's documents and note what was written."""
        private = EXEMPT_FOLDER if any(name.startswith(f"{EXEMPT_FOLDER}/") for name in rendered) else ""
        output = self.output_folder(folder)
        contents = {name: content for name, (content, _) in rendered.items()}
        published: Published = publish_documents(
            output, contents, today, self.workspace.name, private,
            [name for matter, name in self.changed if matter == folder.name],
        )  # fmt: skip
        outcome.findings += published.findings
        receipts = {output / name: receipt for name, (_, receipt) in rendered.items()}
        outcome.receipts += [(path, receipts[path]) for path in published.paths]

    def name_standing_documents(self, folder: MatterFolder) -> list[Diagnostic]:
        """Return a warning for each old document of a matter that could not be built, so that none is sent out."""
        output = self.output_folder(folder)
        return report_standing_documents(output, read_record(output), self.workspace.name)

    def output_folder(self, folder: MatterFolder) -> Path:
        """Return the folder that the matter's documents are written to."""
        return self.workspace.output / folder.name


def _withhold_exempt(document: Document, findings: list[Diagnostic]) -> list[Diagnostic]:
    """Return the findings about a finished document; those about an exempt one without any typed words."""
    return [withhold_typed(each, INSTEAD) for each in findings] if document.is_exempt else findings


def expected_facts(document: Document, settings: Settings) -> list[Section]:
    """Return what people wrote for the document, which it must hold when it is finished."""
    if isinstance(document.facts, ActionPlan):
        return plan_facts(document.facts, settings)
    collect = report_facts if document.view_type is ReportView else response_facts
    return collect(document.facts, settings, exempt=document.is_exempt)
