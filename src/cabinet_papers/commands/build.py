"""The papers of a workspace: read, merge, check, render, prove, publish, a matter at a time.

One matter's mistakes never stop another's documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cabinet_papers.commands.agreed import list_changed
from cabinet_papers.commands.around import find_around
from cabinet_papers.commands.awaited import tell_awaited
from cabinet_papers.commands.companions import add_page, add_pdfs, add_public_copies
from cabinet_papers.commands.examine import Examined, Examiner
from cabinet_papers.commands.gone_answers import find_gone_answers, leave_out_unanswered, list_answered
from cabinet_papers.commands.made import MadeDocument, iter_files, list_pages
from cabinet_papers.commands.overviews import find_overviews, find_unnamed_templates, has_overviews
from cabinet_papers.commands.reload import add_reloads, begin_stamps, take_out_reload, write_stamps
from cabinet_papers.commands.rendering import Renderer
from cabinet_papers.files.files import AGREED, MADE_OF, publish_documents, read_record, report_standing_documents
from cabinet_papers.files.progress import BUILDING, OnProgress, no_progress
from cabinet_papers.files.workspace import MatterFolder, Workspace
from cabinet_papers.findings.diagnostics import Diagnostic, has_errors
from cabinet_papers.findings.outcome import Outcome
from cabinet_papers.matter.answered import Answered, Paper
from cabinet_papers.matter.typed_text import TypedText
from cabinet_papers.matter.withhold import withhold_exempt
from cabinet_papers.papers.kinds import EXEMPT_FOLDER, Document, plan_documents
from cabinet_papers.pdf.standard import Standard


class Ready(NamedTuple):
    """Documents of a matter, or over all, that are made and proven, and the folder that they will be in."""

    paper: Paper | None
    typed_texts: tuple[TypedText, ...]
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
        pdf: bool = False, html: bool = False, publish: bool = False, reload: bool = False,
    ) -> Outcome:  # fmt: skip
        """Build the matters' documents. A matter with an error is not written at all; the others are.

        With `strict` a warning is as good as an error; with `pdf` and `html` each document is written as PDF and as a
        web page too, with `publish` there are public copies; with `reload` the pages, not the public ones, reload
        themselves.
        """

        def stops(findings: list[Diagnostic]) -> bool:
            return has_errors(findings) or (strict and bool(findings))

        outcome = Outcome(list(self.settings_findings))
        outcome.findings += [] if reload else take_out_reload(self.workspace)
        ready: list[Ready] = []
        every: list[Examined] = []
        for done, folder in enumerate(matters, 1):
            output = self.workspace.output / folder.name
            (examined,) = self.examiner.examine([folder])
            every.append(examined)
            awaited, findings = tell_awaited(examined, self.settings)
            gone, places = find_gone_answers(self.workspace, output, examined, self.settings)
            findings = leave_out_unanswered(findings, places) + gone
            made = list[MadeDocument]()
            if not stops(findings) and not stops(self.settings_findings):
                documents = plan_documents(examined.paper, examined.plan, examined.settings)
                made, found = self.make(documents, output, examined.typed_texts, pages=html)
                findings += found
            outcome.findings += findings
            if stops(findings) or stops(self.settings_findings):
                # So that none of an earlier build is circulated in their place.
                outcome.findings += self.report_standing(output, gone)
                outcome.not_written.append(folder.name)
            else:
                ready.append(Ready(examined.paper, examined.typed_texts, output, made))
                outcome.notes += awaited
                outcome.awaited += len(self.list_awaited(examined.paper))
            self.on_progress(BUILDING, done, len(matters))
        if has_overviews(self.settings) or read_record(self.workspace.output):
            output, overviews = self.workspace.output, find_overviews(every, self.examiner)
            made, found = self.make(overviews.documents, output, overviews.typed_texts, pages=html)
            outcome.findings += overviews.findings + found
            if not overviews.findings and not stops(found) and not stops(self.settings_findings):
                ready.append(Ready(None, overviews.typed_texts, output, made))
        outcome.findings += [*find_unnamed_templates(self.workspace, self.settings), *find_around(self.workspace)]
        by_output = {each.output: each.documents for each in ready}
        outcome.findings += add_pdfs(by_output, self.workspace, self.on_progress, Standard(self.settings.pdf), make=pdf)
        for each in ready:
            outcome.findings += add_public_copies(
                each.documents,
                self.list_awaited(each.paper),
                each.typed_texts,
                self.workspace,
                each.output,
                make=publish,
            )
        for each in ready:
            outcome += self.publish(each.output, each.documents, today, each.paper, reload=reload)
        return outcome

    def list_awaited(self, paper: Paper | None) -> tuple[Answered, ...]:
        """Return the recommendations that are printed without an answer."""
        return paper.list_awaited(self.settings.with_columns(paper.matter.columns)) if paper else ()

    def report_standing(self, output: Path, gone: list[Diagnostic]) -> list[Diagnostic]:
        """Return a warning for each document that stays out of date, but for one that is `gone` from its answers."""
        return [] if gone else report_standing_documents(output, read_record(output), self.workspace.name)

    def make(
        self, documents: Sequence[Document], output: Path, typed_texts: tuple[TypedText, ...], *, pages: bool
    ) -> tuple[list[MadeDocument], list[Diagnostic]]:
        """Return the documents, filled and proven, with their pages, and what is wrong with them."""
        every: list[MadeDocument] = []
        findings: list[Diagnostic] = []
        for document in documents:
            made, found = self.renderer.make(document, output)
            findings += found
            if made:
                every.append(made)
        # A document that Word could not open has no page.
        pages = pages and not has_errors(findings)
        for made in every:
            findings += add_page(made, self.renderer, output, make=pages)
            made.opened = None
        return every, withhold_exempt(dict.fromkeys(findings), typed_texts)

    def publish(
        self, output: Path, documents: list[MadeDocument], today: date, paper: Paper | None, *, reload: bool
    ) -> Outcome:
        """Write a matter's documents, and keep of an agreed paper that has changed the one that was built before."""
        files = {each.name: each for each in iter_files(documents)}
        contents = {name: each.content for name, each in files.items()}
        pages = list_pages(documents) if reload else {}
        begin_stamps(output, pages)
        private = EXEMPT_FOLDER if any(made.document.is_exempt for made in documents) else ""
        published = publish_documents(
            output, contents | add_reloads(pages), today, self.workspace.name, private,
            list_changed(documents, output),
            next((made.document.reopened for made in documents if made.has_changed), ""),
            {f"{MADE_OF}{each.word.name}": each.made_of for each in documents}
            | {f"{AGREED}{each.word.name}": each.agreed for each in documents if each.agreed}
            | list_answered(documents, paper, self.settings),
        )  # fmt: skip
        write_stamps(output, pages, published.paths)
        receipts = {output / name: each.receipt for name, each in files.items()}
        published.receipts = {path: receipts[path] for path in published.paths}
        if has_errors(published.findings) and output != self.workspace.output:
            published.not_written.append(output.name)
        return published
