"""What goes out beside a document: its web page, its PDF, its public copies.

Each is made where it is asked for. Where it is not, the one that an earlier build made stays, if nothing has changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cabinet_papers.commands.fingerprints import fingerprint_printing
from cabinet_papers.commands.left_out import list_expected
from cabinet_papers.commands.made import MadeDocument, MadeFile
from cabinet_papers.commands.rendering import withhold_of
from cabinet_papers.files.files import PRINTED, find_unchanged_output, read_notes
from cabinet_papers.files.package import write_package
from cabinet_papers.files.superseded import PUBLIC
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.pdf.standard import Standard, is_of
from cabinet_papers.proof.page_check import check_page

if TYPE_CHECKING:
    from cabinet_papers.commands.rendering import Renderer
    from cabinet_papers.files.progress import OnProgress
    from cabinet_papers.files.workspace import Workspace
    from cabinet_papers.matter.answered import Answered
    from cabinet_papers.matter.typed_text import TypedText

PUBLIC_RECEIPT = "a public copy of it"
PAGE_RECEIPT = "the same as a web page"
PDF_RECEIPT = "the same as PDF/UA, all words in it"


def _find_standing(output: Path, made: MadeFile, name: str, receipt: str) -> MadeFile | None:
    """Return what an earlier build made of the file under that name, where neither has changed since."""
    content = find_unchanged_output(output, made.name, made.content, name)
    return MadeFile(name, content, receipt) if content else None


def add_page(made: MadeDocument, renderer: Renderer, output: Path, *, make: bool) -> list[Diagnostic]:
    """Add the document's web page, and return what is wrong with it."""
    name, document, opened = made.name_with(".html"), made.document, made.opened
    if not make or opened is None:
        made.page = _find_standing(output, made.word, name, PAGE_RECEIPT)
        return []
    from cabinet_papers.web.page import write_page

    template, _ = renderer.template(document.kind)
    asked = template.asked if template else {}
    page = write_page(opened, document.notice)
    made.page = MadeFile(name, page, PAGE_RECEIPT)
    expected = list_expected(document, asked, renderer.settings)
    found = check_page(page, opened, renderer.workspace.name(output / name), expected, document.notice)
    return withhold_of(document, found)


def add_pdfs(
    ready: Mapping[Path, Sequence[MadeDocument]], workspace: Workspace, on_progress: OnProgress, standard: Standard,
    *, make: bool,
) -> list[Diagnostic]:  # fmt: skip
    """Add the PDFs of all documents, which are given by their output folder, and return what is wrong with them.

    One of another standard that an earlier build made, or with other fonts or another LibreOffice, is made anew.
    """
    printing = fingerprint_printing() if make else ""
    wanted: dict[str, MadeDocument] = {}
    for output, documents in ready.items():
        for made in documents:
            standing = _find_standing(output, made.word, made.name_with(".pdf"), PDF_RECEIPT)
            made.printed_with = read_notes(output, PRINTED).get(made.name_with(".pdf"), "")
            is_current = standing and made.printed_with == printing and is_of(standing.content, standard)
            made.pdf = standing if is_current or not make else None
            if made.pdf is None:
                wanted[workspace.name(output / made.word.name)] = made
    if not make or not wanted:
        return []
    from cabinet_papers.pdf.pdf import print_documents

    printed = print_documents({file: made.word.content for file, made in wanted.items()}, on_progress, standard)
    for file, content in printed.pdfs.items():
        wanted[file].pdf = MadeFile(wanted[file].name_with(".pdf"), content, PDF_RECEIPT)
        wanted[file].printed_with = printing
    return printed.findings


def add_public_copies(
    documents: Sequence[MadeDocument],
    awaited: Sequence[Answered],
    typed_texts: Sequence[TypedText],
    workspace: Workspace,
    output: Path,
    *,
    make: bool,
) -> list[Diagnostic]:
    """Add public copies of a matter's documents that are not exempt, and return why they may not go out."""
    public = [made for made in documents if not made.document.is_exempt and made.document.kind.is_public]
    if not make:
        for made in public:
            standing = (_find_standing(output, own, f"{PUBLIC}/{own.name}", PUBLIC_RECEIPT) for own in made.own_files)
            made.public = [each for each in standing if each]
        return []
    from cabinet_papers.proof.public_copy import find_refusals

    named = {workspace.name(output / own.name): own.content for made in public for own in made.own_files}
    refusals = list(find_refusals(awaited, typed_texts, named))
    for made in () if refusals else public:
        made.public = [_copy_for_the_public(own) for own in made.own_files]
    return refusals


def _copy_for_the_public(own: MadeFile) -> MadeFile:
    from cabinet_papers.proof.public_copy import make_public

    name, content, removed = f"{PUBLIC}/{own.name}", own.content, list[str]()
    if own.name.endswith(".docx"):
        parts, removed = make_public(own.content)
        content = write_package(parts)
    tail = f"; removed: {', '.join(removed)}" if removed else ""
    return MadeFile(name, content, PUBLIC_RECEIPT + tail)
