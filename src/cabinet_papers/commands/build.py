"""The papers of a workspace: read, merge, check, render, prove, publish, a matter at a time.

One matter's mistakes never stop another's documents.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from cabinet_papers.commands.companions import add_page, add_pdfs, add_public_copies
from cabinet_papers.commands.examine import Examined, Examiner
from cabinet_papers.commands.made import MadeDocument, iter_files
from cabinet_papers.commands.rendering import Renderer
from cabinet_papers.files.files import publish_documents, read_record, report_standing_documents
from cabinet_papers.files.progress import BUILDING, OnProgress, no_progress
from cabinet_papers.files.workspace import MatterFolder, Workspace
from cabinet_papers.findings.diagnostics import Diagnostic, has_errors
from cabinet_papers.findings.outcome import Outcome
from cabinet_papers.matter.withhold import withhold_exempt
from cabinet_papers.papers.kinds import EXEMPT_FOLDER, plan_documents


class Ready(NamedTuple):
    """A matter whose documents are made and proven, and the folder that they will be in."""

    examined: Examined
    output: Path
    documents: list[MadeDocument]


class PaperMaker:
    """Builds the matters of one workspace."""

    def __init__(self, workspace: Workspace, on_progress: OnProgress = no_progress) -> None:
        self.workspace = workspace
        self.on_progress = on_progress
        self.examiner = Examiner(workspace)
        self.settings, self.settings_findings = self.examiner.settings, self.examiner.settings_findings
        self.renderer = Renderer(workspace, self.settings)

    def build(
        self, matters: tuple[MatterFolder, ...], today: date, *, strict: bool,
        pdf: bool = False, html: bool = False, publish: bool = False,
    ) -> Outcome:  # fmt: skip
        """Build the matters' documents. A matter with an error is not written at all; the others are.

        With `strict` a warning is as good as an error; with `pdf` and `html` each document is written as PDF and as a
        web page too, with `publish` there are public copies.
        """

        def stops(findings: list[Diagnostic]) -> bool:
            return has_errors(findings) or (strict and bool(findings))

        outcome = Outcome(list(self.settings_findings))
        ready: list[Ready] = []
        for done, folder in enumerate(matters, 1):
            output = self.workspace.output / folder.name
            (examined,) = self.examiner.examine([folder])
            documents, findings = list[MadeDocument](), list(examined.findings)
            if not stops(findings) and not stops(self.settings_findings):
                documents, found = self.make(examined, output, pages=html)
                findings += found
            outcome.findings += findings
            if stops(findings) or stops(self.settings_findings):
                # So that none of an earlier build is circulated in their place.
                outcome.findings += report_standing_documents(output, read_record(output), self.workspace.name)
            else:
                ready.append(Ready(examined, output, documents))
            self.on_progress(BUILDING, done, len(matters))
        by_output = {each.output: each.documents for each in ready}
        outcome.findings += add_pdfs(by_output, self.workspace, self.on_progress, make=pdf)
        for examined, output, documents in ready:
            outcome.findings += add_public_copies(documents, examined, self.workspace, output, make=publish)
        for _, output, documents in ready:
            outcome += self.publish(output, documents, today)
        return outcome

    def make(self, examined: Examined, output: Path, *, pages: bool) -> tuple[list[MadeDocument], list[Diagnostic]]:
        """Return the matter's documents, filled and proven, with their pages, and what is wrong with them."""
        every: list[MadeDocument] = []
        findings: list[Diagnostic] = []
        for document in plan_documents(examined.paper, examined.plan, self.settings):
            made, found = self.renderer.make(document, output)
            findings += found
            if made:
                every.append(made)
        # A document that Word could not open has no page.
        pages = pages and not has_errors(findings)
        for made in every:
            findings += add_page(made, self.renderer, output, make=pages)
            made.opened = None
        return every, withhold_exempt(dict.fromkeys(findings), examined.typed_texts)

    def publish(self, output: Path, documents: list[MadeDocument], today: date) -> Outcome:
        """Write a matter's documents, and keep of an agreed paper that has changed the one that was built before."""
        files = {each.name: each for each in iter_files(documents)}
        private = EXEMPT_FOLDER if any(made.document.is_exempt for made in documents) else ""
        published = publish_documents(
            output, {name: each.content for name, each in files.items()}, today, self.workspace.name, private,
            [made.word.name for made in documents if made.has_changed],
        )  # fmt: skip
        receipts = {output / name: each.receipt for name, each in files.items()}
        published.receipts = {path: receipts[path] for path in published.paths}
        return published
