"""The papers of a workspace: read, merge, check, render, prove, publish, a matter at a time.

One matter's mistakes never stop another's documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
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
from cabinet_papers.files.files import (
    AGREED,
    MADE_OF,
    PRINTED,
    RECORD,
    publish_documents,
    read_record,
    report_standing_documents,
)
from cabinet_papers.files.progress import BUILDING, OnProgress, no_progress
from cabinet_papers.files.workspace import MatterFolder, Workspace
from cabinet_papers.files.writing import hash_if_readable
from cabinet_papers.findings.diagnostics import Diagnostic, has_errors
from cabinet_papers.findings.outcome import Outcome
from cabinet_papers.matter.answered import Answered, Paper
from cabinet_papers.matter.typed_text import TypedText
from cabinet_papers.matter.withhold import withhold_exempt
from cabinet_papers.papers.kinds import EXEMPT_FOLDER, Document, plan_documents
from cabinet_papers.pdf.standard import Standard

# So many matters are read and checked before their papers are made.
AT_ONCE = 40
# What the documents over all matters are known by; no folder has this name.
OVERVIEWS = ""


class Ready(NamedTuple):
    """Documents of a matter, or over all, that are made and proven, and the folder that they will be in."""

    paper: Paper | None
    typed_texts: tuple[TypedText, ...]
    output: Path
    documents: list[MadeDocument]


class Built(NamedTuple):
    """What a build gave: of each matter by its name, of the documents over all under "", and of the rest.

    `lasting` has what the same build would give of a matter again, as long as nothing that it depends on changes.
    """

    parts: dict[str, Outcome]
    around: Outcome
    lasting: dict[str, Outcome]

    @property
    def outcome(self) -> Outcome:
        """All of it."""
        outcome = Outcome()
        for each in (self.around, *self.parts.values()):
            outcome += each
        return outcome


def _stops(findings: list[Diagnostic], *, strict: bool) -> bool:
    """Whether findings stop a matter's papers; where it is `strict`, each of them does."""
    return has_errors(findings) or (strict and bool(findings))


def is_lasting(ready: Ready, written: Outcome, record: str | None, *, pdf: bool) -> bool:
    """Whether a build of the same would give the same; `record` is the hash of what was written down before it.

    What is said of an agreed paper, and of a copy that was kept, is said once.
    """
    is_settled = hash_if_readable(ready.output / RECORD) == record
    is_final = any(each.document.kind.is_final for each in ready.documents)
    has_pdfs = all(each.pdf for each in ready.documents)
    return (
        not (written.findings or written.kept or written.notes)
        and (is_settled or not is_final)
        and (has_pdfs or not pdf)
    )


class PaperMaker:
    """Builds the matters of one workspace."""

    def __init__(self, workspace: Workspace, on_progress: OnProgress = no_progress) -> None:
        self.workspace = workspace
        self.on_progress = on_progress
        self.examiner = Examiner(workspace)
        self.settings, self.settings_findings = self.examiner.settings, self.examiner.settings_findings
        self.renderer = Renderer(workspace, self.settings)

    def build(
        self, matters: Sequence[MatterFolder], today: date, *, strict: bool,
        pdf: bool = False, html: bool = False, publish: bool = False, reload: bool = False,
    ) -> Built:  # fmt: skip
        """Build the matters' documents. A matter with an error is not written at all; the others are.

        With `strict` a warning is as good as an error; with `pdf` and `html` each document is written as PDF and as a
        web page too, with `publish` there are public copies; with `reload` the pages, not the public ones, reload
        themselves.
        """
        stops = partial(_stops, strict=strict)
        around = Outcome(list(self.settings_findings))
        around.findings += [] if reload else take_out_reload(self.workspace)
        ready: dict[str, Ready] = {}
        parts: dict[str, Outcome] = {}
        every = list(self.examine(matters))
        for done, examined in enumerate(every, 1):
            name = examined.folder.name
            parts[name], made = self._make_part(examined, stops, pages=html)
            ready |= {name: made} if made else {}
            self.on_progress(BUILDING, done, len(matters))
        if has_overviews(self.settings) or read_record(self.workspace.output):
            output, overviews = self.workspace.output, find_overviews(every, self.examiner)
            over_all, found = self.make(overviews.documents, output, overviews.typed_texts, pages=html)
            around.findings += overviews.findings + found
            if not overviews.findings and not stops(found) and not stops(self.settings_findings):
                ready[OVERVIEWS] = Ready(None, overviews.typed_texts, output, over_all)
        around.findings += [*find_unnamed_templates(self.workspace, self.settings), *find_around(self.workspace)]
        by_output = {each.output: each.documents for each in ready.values()}
        around.findings += add_pdfs(by_output, self.workspace, self.on_progress, Standard(self.settings.pdf), make=pdf)
        for name, each in ready.items():
            parts.setdefault(name, Outcome()).findings += add_public_copies(
                each.documents,
                self.list_awaited(each.paper),
                each.typed_texts,
                self.workspace,
                each.output,
                make=publish,
            )
        lasting: dict[str, Outcome] = {}
        for name, each in ready.items():
            before = hash_if_readable(each.output / RECORD)
            written = self.publish(each.output, each.documents, today, each.paper, reload=reload)
            if is_lasting(each, written, before, pdf=pdf):
                lasting[name] = replace(parts[name], findings=[*parts[name].findings], paths=written.paths,
                                        receipts=written.receipts, notes=[*parts[name].notes])  # fmt: skip
            parts[name] += written
        return Built(parts, around, lasting)

    def _make_part(
        self, examined: Examined, stops: Callable[[list[Diagnostic]], bool], *, pages: bool
    ) -> tuple[Outcome, Ready | None]:
        """Return what was found of a matter, and its documents; None where an error stops them."""
        output = self.workspace.output / examined.folder.name
        awaited, findings = tell_awaited(examined, self.settings)
        gone, places = find_gone_answers(self.workspace, output, examined, self.settings)
        findings = leave_out_unanswered(findings, places) + gone
        made = list[MadeDocument]()
        if not stops(findings) and not stops(self.settings_findings):
            documents = plan_documents(examined.paper, examined.plan, examined.settings)
            made, found = self.make(documents, output, examined.typed_texts, pages=pages)
            findings += found
        if stops(findings) or stops(self.settings_findings):
            # So that none of an earlier build is circulated in their place.
            findings = findings + self.report_standing(output, gone)
            return Outcome(findings, not_written=[examined.folder.name]), None
        part = Outcome(findings, notes=list(awaited), awaited=len(self.list_awaited(examined.paper)))
        return part, Ready(examined.paper, examined.typed_texts, output, made)

    def examine(self, matters: Sequence[MatterFolder]) -> Iterator[Examined]:
        """Yield the matters as they are found, in their order; some at a time share one run of the spelling program."""
        for start in range(0, len(matters), AT_ONCE):
            yield from self.examiner.examine(matters[start : start + AT_ONCE])

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
            | {f"{PRINTED}{each.pdf.name}": each.printed_with for each in documents if each.pdf and each.printed_with}
            | {f"{AGREED}{each.word.name}": each.agreed for each in documents if each.agreed}
            | list_answered(documents, paper, self.settings),
        )  # fmt: skip
        write_stamps(output, pages, published.paths)
        receipts = {output / name: each.receipt for name, each in files.items()}
        published.receipts = {path: receipts[path] for path in published.paths}
        if has_errors(published.findings) and output != self.workspace.output:
            published.not_written.append(output.name)
        return published
