"""The papers of a workspace: read, merge, check, render, prove, publish, a matter at a time.

One matter's mistakes never stop another's documents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from cabinet_papers import __version__
from cabinet_papers.commands.agreed import list_changed
from cabinet_papers.commands.around import find_around
from cabinet_papers.commands.awaited import tell_awaited
from cabinet_papers.commands.companions import add_page, add_pdfs, add_public_copies
from cabinet_papers.commands.examine import Examined, Examiner
from cabinet_papers.commands.faults import attempt
from cabinet_papers.commands.fingerprints import fingerprint_matter
from cabinet_papers.commands.gone_answers import find_gone_answers, leave_out_unanswered, list_answered
from cabinet_papers.commands.made import MadeDocument, iter_files, list_pages
from cabinet_papers.commands.overviews import find_overviews, find_unnamed_templates, has_overviews
from cabinet_papers.commands.reload import add_reloads, begin_stamps, take_out_reload, write_stamps
from cabinet_papers.commands.rendering import Renderer
from cabinet_papers.commands.side_by_side import work_on
from cabinet_papers.commands.sources import Sources
from cabinet_papers.files.files import (
    AGREED,
    MADE_OF,
    PRINTED,
    RECORD,
    TRIES,
    publish_documents,
    record_if_readable,
    report_standing_documents,
)
from cabinet_papers.files.history import Build, add_build
from cabinet_papers.files.progress import BUILDING, OnProgress, no_progress
from cabinet_papers.files.workspace import MatterFolder, Workspace, find_every_matter, read_matter_folder
from cabinet_papers.files.writing import hash_if_readable, hash_of
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding, has_errors
from cabinet_papers.findings.message import phrase
from cabinet_papers.findings.outcome import Outcome
from cabinet_papers.matter.answered import Answered, Paper
from cabinet_papers.matter.typed_text import TypedText
from cabinet_papers.matter.withhold import withhold_exempt
from cabinet_papers.papers.kinds import EXEMPT_FOLDER, Document, plan_documents
from cabinet_papers.pdf.standard import Standard

# What the documents over all matters are known by; no folder has this name.
OVERVIEWS = ""


class Ready(NamedTuple):
    """Documents of a matter, or over all, that are made and proven, and the folder that they will be in.

    `made_of` are the hashes of the data that they are made of, by the names of the files.
    """

    paper: Paper | None
    typed_texts: tuple[TypedText, ...]
    output: Path
    documents: list[MadeDocument]
    made_of: dict[str, str]
    # The matter's folder, and the hash of what was in it before it was read.
    folder: MatterFolder | None = None
    was: str = ""

    @property
    def is_stale(self) -> bool:
        """Whether something was saved in the matter's folder since it was read."""
        return self.folder is not None and fingerprint_matter("", self.folder) != self.was


class Built(NamedTuple):
    """What a build gave: of each matter by its name, of the documents over all under "", and of the rest.

    `lasting` has what the same build would give of a matter again, as long as nothing that it depends on changes;
    `stale` are the names of the matters in whose folders something was saved meanwhile, so that they were not written.
    """

    parts: dict[str, Outcome]
    around: Outcome
    lasting: dict[str, Outcome]
    stale: frozenset[str] = frozenset()

    @property
    def outcome(self) -> Outcome:
        """All of it."""
        outcome = Outcome()
        for each in (self.around, *self.parts.values()):
            outcome += each
        return outcome


class Asked(NamedTuple):
    """What is asked of a build: with `strict` a warning is as good as an error.

    With `pdf` and `html` each document is written as PDF and as a web page too, with `publish` there are public copies;
    with `reload` the pages, not the public ones, reload themselves.
    """

    today: date
    strict: bool = False
    pdf: bool = False
    html: bool = False
    publish: bool = False
    reload: bool = False

    def stops(self, findings: list[Diagnostic]) -> bool:
        """Whether findings stop a matter's papers."""
        return has_errors(findings) or (self.strict and bool(findings))


class MatterBuild(NamedTuple):
    """What a build gave of a matter: `lasting` as `Built` has it.

    Documents that wait for their PDFs are `ready`. What was `examined` is there where documents are over all matters.
    One that `is_stale` was not written, because something was saved in its folder meanwhile.
    """

    name: str
    part: Outcome
    ready: Ready | None = None
    lasting: Outcome | None = None
    examined: Examined | None = None
    is_stale: bool = False


def _build_few(maker: PaperMaker, matters: Sequence[MatterFolder], *, asked: Asked) -> list[MatterBuild]:
    """Build some matters, but for the PDFs, which are printed for all together."""
    is_kept = has_overviews(maker.settings) or bool(record_if_readable(maker.workspace.output))
    built = []
    maker.sources.note(matters)
    # Taken first, so that what is saved while it is read, or later, is noticed.
    was = {each.name: fingerprint_matter("", each) for each in matters}
    for examined in maker.examiner.examine(matters):
        build = partial(maker.build_one, examined, asked, was[examined.folder.name])
        each = maker.attempt(examined.folder.name, examined.folder.folder, build)
        built.append(each._replace(examined=examined if is_kept else None))
    return built


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


def _report_saved(folder: str) -> list[Diagnostic]:
    """Return the finding for a matter in whose folder something is saved all the time."""
    message = phrase("files in this folder were saved while its papers were made, so the papers were not written")
    return [finding(codes.OUT016, message, phrase("run the command again"), Location(folder))]


def _list_notes(documents: Sequence[MadeDocument]) -> dict[str, str]:
    """Return what is written down of the documents: of what each was made, and with what its PDF was printed."""
    return {
        **{f"{MADE_OF}{each.word.name}": each.made_of for each in documents},
        **{f"{PRINTED}{each.pdf.name}": each.printed_with for each in documents if each.pdf and each.printed_with},
        **{f"{AGREED}{each.word.name}": each.agreed for each in documents if each.agreed},
    }


class PaperMaker:
    """Builds the matters of one workspace."""

    def __init__(self, workspace: Workspace, on_progress: OnProgress = no_progress) -> None:
        self.workspace = workspace
        self.on_progress = on_progress
        self.examiner = Examiner(workspace)
        self.settings, self.settings_findings = self.examiner.settings, self.examiner.settings_findings
        self.renderer = Renderer(workspace, self.settings)
        self.sources = Sources(workspace)

    def build(self, matters: Sequence[MatterFolder], asked: Asked, tries: int = TRIES) -> Built:
        """Build the matters' documents. A matter with an error is not written at all; the others are.

        A matter in whose folder something is saved meanwhile is built again.
        """
        built = self._build_once(matters, asked)
        if not built.stale or tries <= 1:
            return built
        stale = [read_matter_folder(each.folder) for each in matters if each.name in built.stale]
        again = PaperMaker(self.workspace, self.on_progress).build(stale, asked, tries - 1)
        return again._replace(parts=built.parts | again.parts, lasting=built.lasting | again.lasting)

    def _build_once(self, matters: Sequence[MatterFolder], asked: Asked) -> Built:
        """Return what a build gives; a matter in whose folder something is saved meanwhile is not written."""
        around = Outcome(list(self.settings_findings))
        around.findings += [] if asked.reload else take_out_reload(self.workspace)
        is_over_all = has_overviews(self.settings) or bool(record_if_readable(self.workspace.output))
        self.sources.note(find_every_matter(self.workspace) if is_over_all else ())
        every = self._build_each(matters, asked)
        if is_over_all:
            make = partial(self.make_overviews, [each.examined for each in every if each.examined], asked)
            over_all, found = attempt(self.workspace, self.workspace.output, make, lambda found: (None, found))
            around.findings += found
            every.append(MatterBuild(OVERVIEWS, Outcome(), over_all))
        around.findings += [*find_unnamed_templates(self.workspace, self.settings), *find_around(self.workspace)]
        add = partial(self.add_pdfs, [each.ready for each in every if each.ready], make=asked.pdf)
        around.findings += attempt(self.workspace, self.workspace.output, add, list)
        output = self.workspace.output
        every = [self.attempt(each.name, output / each.name, partial(self.finish, each, asked)) for each in every]
        lasting = {each.name: each.lasting for each in every if each.lasting}
        stale = frozenset(each.name for each in every if each.is_stale)
        return Built({each.name: each.part for each in every}, around, lasting, stale)

    def attempt(self, name: str, place: Path, build: Callable[[], MatterBuild]) -> MatterBuild:
        """Return what a build gives of a matter; where the program fails with it, its papers stay as they were."""

        def leave(found: list[Diagnostic]) -> MatterBuild:
            findings = found + self.report_standing(self.workspace.output / name, [])
            return MatterBuild(name, Outcome(findings, not_written=[name] * bool(name)))

        return attempt(self.workspace, place, build, leave)

    def _build_each(self, matters: Sequence[MatterFolder], asked: Asked) -> list[MatterBuild]:
        """Return what the build gives of each matter; those whose PDFs are made together are only ready."""
        every: list[MatterBuild] = []
        for few in work_on(matters, self.workspace, PaperMaker, partial(_build_few, asked=asked), self):
            every += few
            self.on_progress(BUILDING, len(every), len(matters))
        return every

    def build_one(self, examined: Examined, asked: Asked, was: str) -> MatterBuild:
        """Return what was found of a matter, and write its documents, or have them wait for their PDFs."""
        name = examined.folder.name
        output = self.workspace.output / name
        awaited, findings = tell_awaited(examined, self.settings)
        gone, places = find_gone_answers(self.workspace, output, examined, self.settings)
        findings = leave_out_unanswered(findings, places) + gone
        made = list[MadeDocument]()
        if not asked.stops(findings) and not asked.stops(self.settings_findings):
            documents = plan_documents(examined.paper, examined.plan, examined.settings)
            made, found = self.make(documents, output, examined.typed_texts, pages=asked.html)
            findings += found
        if asked.stops(findings) or asked.stops(self.settings_findings):
            # So that none of an earlier build is circulated in their place.
            findings = findings + self.report_standing(output, gone)
            return MatterBuild(name, Outcome(findings, not_written=[name]))
        part = Outcome(findings, notes=list(awaited), awaited=len(self.list_awaited(examined.paper)))
        made_of = self.sources.noted[name]
        ready = Ready(examined.paper, examined.typed_texts, output, made, made_of, examined.folder, was)
        built = MatterBuild(name, part, ready)
        if asked.pdf:
            return built
        self.add_pdfs([built.ready] if built.ready else [], make=False)
        return self.finish(built, asked)

    def make_overviews(self, examined: Sequence[Examined], asked: Asked) -> tuple[Ready | None, list[Diagnostic]]:
        """Return the documents over all matters, None where an error stops them, and what is wrong with them."""
        overviews = find_overviews(examined, self.examiner)
        output = self.workspace.output
        made, found = self.make(overviews.documents, output, overviews.typed_texts, pages=asked.html)
        is_stopped = overviews.findings or asked.stops(found) or asked.stops(self.settings_findings)
        made_of = {name: known for each in self.sources.noted.values() for name, known in each.items()}
        ready = None if is_stopped else Ready(None, overviews.typed_texts, output, made, made_of)
        return ready, overviews.findings + found

    def add_pdfs(self, every: Sequence[Ready], *, make: bool) -> list[Diagnostic]:
        """Add the PDFs of the documents, or those of an earlier build, and return what is wrong with them."""
        by_output = {each.output: each.documents for each in every}
        return add_pdfs(by_output, self.workspace, self.on_progress, Standard(self.settings.pdf), make=make)

    def finish(self, built: MatterBuild, asked: Asked) -> MatterBuild:
        """Add the public copies of documents that are ready, and write all of them."""
        part, ready = built.part, built.ready
        if ready is None:
            return built
        if ready.is_stale:
            saved = _report_saved(self.workspace.name(ready.folder.folder)) if ready.folder else []
            return MatterBuild(built.name, Outcome(saved, not_written=[built.name]), is_stale=True)
        part.findings += add_public_copies(
            ready.documents,
            self.list_awaited(ready.paper),
            ready.typed_texts,
            self.workspace,
            ready.output,
            make=asked.publish,
        )
        before = hash_if_readable(ready.output / RECORD)
        written = self.publish(ready, asked.today, reload=asked.reload)
        lasting = None
        if is_lasting(ready, written, before, pdf=asked.pdf):
            lasting = replace(part, findings=[*part.findings], paths=written.paths, receipts=written.receipts,
                              notes=[*part.notes])  # fmt: skip
        part += written
        return MatterBuild(built.name, part, None, lasting, built.examined)

    def list_awaited(self, paper: Paper | None) -> tuple[Answered, ...]:
        """Return the recommendations that are printed without an answer."""
        return paper.list_awaited(self.settings.with_columns(paper.matter.columns)) if paper else ()

    def report_standing(self, output: Path, gone: list[Diagnostic]) -> list[Diagnostic]:
        """Return a warning for each document that stays out of date, but for one that is `gone` from its answers."""
        return [] if gone else report_standing_documents(output, record_if_readable(output), self.workspace.name)

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

    def publish(self, ready: Ready, today: date, *, reload: bool) -> Outcome:
        """Write a matter's documents, and keep of an agreed paper that has changed the one that was built before."""
        output, documents = ready.output, ready.documents
        files = {each.name: each for each in iter_files(documents)}
        contents = {name: each.content for name, each in files.items()}
        pages = list_pages(documents) if reload else {}
        begin_stamps(output, pages)
        private = EXEMPT_FOLDER if any(made.document.is_exempt for made in documents) else ""
        published = publish_documents(
            output, contents | add_reloads(pages), today, self.workspace.name, private,
            list_changed(documents, output),
            next((made.document.reopened for made in documents if made.has_changed), ""),
            _list_notes(documents) | list_answered(documents, ready.paper, self.settings),
        )  # fmt: skip
        write_stamps(output, pages, published.paths)
        written = {name: hash_of(each) for name, each in contents.items() if output / name in published.paths}
        published.findings += self.record(ready, written) if written else []
        receipts = {output / name: each.receipt for name, each in files.items()}
        published.receipts = {path: receipts[path] for path in published.paths}
        if has_errors(published.findings) and output != self.workspace.output:
            published.not_written.append(output.name)
        return published

    def record(self, ready: Ready, written: dict[str, str]) -> list[Diagnostic]:
        """Record for good what was written, and of what it is made."""
        templates = {each.document.kind.template for each in ready.documents}
        made_of = self.sources.of_all(templates, self.settings.logo_file) | self.sources.settle(ready.made_of)
        agreed = sorted({each.agreed for each in ready.documents if each.agreed})
        build = Build(datetime.now(UTC).isoformat(timespec="seconds"), __version__, written, made_of, agreed)
        return add_build(ready.output, build, self.workspace.name)
