"""Turns finished documents into PDF/UA-1 with LibreOffice: all in one run, each PDF checked before it is used.

soffice exits 0 even when it fails, and two at once in one profile lose files silently; so it runs once, in a profile
of its own, and each PDF is opened and compared with the words of its document.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from cabinet_papers.files.progress import PRINTING, OnProgress, no_progress
from cabinet_papers.files.quiet import silence
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.finished.word_file import STYLES, W, WordFile, open_document
from cabinet_papers.pdf.pdf_proof import find_difference
from cabinet_papers.pdf.pdf_tags import read_contents
from cabinet_papers.pdf.print_copy import make_print_copy

# Where it is installed on Windows and macOS, which do not put it on the path.
USUAL_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
OPTIONS = ("PDFUACompliance", "UseTaggedPDF", "ExportBookmarks")
# LibreOffice writes the order in which Tab goes from link to link as a text, where PDF asks for a name (ISO 32000-1,
# table 30). Both are of one length, so that every place in the file stays.
TABS_TEXT, TABS_NAME = b"/Tabs(S)", b"/Tabs/S "
START_SECONDS, SECONDS_EACH = 120, 20
# How often, in seconds, is looked how many there are.
GLANCE = 0.25


class Printed(NamedTuple):
    """The PDFs by the name of their document, and the findings about them."""

    pdfs: dict[str, bytes]
    findings: list[Diagnostic]


def find_libreoffice() -> str | None:
    """Return the program that turns documents into PDF, or None."""
    return shutil.which("soffice") or next((place for place in USUAL_PLACES if Path(place).is_file()), None)


def print_documents(documents: Mapping[str, bytes], on_progress: OnProgress = no_progress) -> Printed:
    """Return each document as PDF; the names are those that findings use. What failed is a finding, and has no PDF."""
    program = find_libreoffice()
    if program is None:
        hint = phrase("install LibreOffice (libreoffice.org), or save the documents as PDF in Word")
        message = phrase("no PDF was made, because LibreOffice is not installed")
        return Printed({}, [finding(codes.OUT010, message, hint, Location("."))])
    try:
        return _print_all(program, documents, on_progress)
    except OSError as error:
        hint = phrase("free some space on the disk for temporary files, then run this again")
        reason = Term(error.strerror or error)
        message = phrase("no PDF was made, because temporary files cannot be written ({})", reason)
        return Printed({}, [finding(codes.OUT010, message, hint, Location("."))])


def _print_all(program: str, documents: Mapping[str, bytes], on_progress: OnProgress) -> Printed:
    """Return what the program makes of the documents. Raises OSError where the disk is full."""
    with tempfile.TemporaryDirectory(prefix="papers-", ignore_cleanup_errors=True) as folder:
        # Plain names: what a matter is called may be more than a command line takes.
        numbered = {f"{number}.docx": name for number, name in enumerate(documents, 1)}
        for file, name in numbered.items():
            (Path(folder) / file).write_bytes(make_print_copy(documents[name]))
        reason = _convert(program, Path(folder), list(numbered), on_progress)
        pdfs, findings = {}, []
        for file, name in numbered.items():
            path = (Path(folder) / "out" / file).with_suffix(".pdf")
            content = path.read_bytes().replace(TABS_TEXT, TABS_NAME) if path.is_file() else b""
            found = list(_look_at(content, documents[name], name, reason))
            findings += found
            if not any(each.is_error for each in found):
                pdfs[name] = content
    return Printed(pdfs, list(dict.fromkeys(findings)))


def _convert(program: str, folder: Path, files: list[str], on_progress: OnProgress) -> Message:
    """Run LibreOffice once; return its own error message, or why it was stopped, "" for none."""
    options = json.dumps({name: {"type": "boolean", "value": "true"} for name in OPTIONS})
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--convert-to", f"pdf:writer_pdf_Export:{options}", "--outdir", str(folder / "out"), *files,
    ]  # fmt: skip
    limit = START_SECONDS + SECONDS_EACH * len(files)
    try:
        with subprocess.Popen(  # noqa: S603 - the program that was found, our own arguments
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_environment()
        ) as ran:
            for _ in range(int(limit / GLANCE)):
                try:
                    _, said = ran.communicate(timeout=GLANCE)
                except subprocess.TimeoutExpired:
                    on_progress(PRINTING, len(list((folder / "out").glob("*.pdf"))), len(files))
                    continue
                on_progress(PRINTING, len(files), len(files))
                error_text = " ".join(said.decode("utf-8", "replace").split())[:200]
                return phrase("{}", error_text) if error_text else Message("")
            ran.kill()
    except OSError as error:
        return phrase("{}", Term(error.strerror or error))
    return phrase("it took more than {} seconds", limit)


def _environment() -> dict[str, str]:
    """Return the environment without what would load Python modules of another version into LibreOffice's own."""
    left_out = ("PYTHONHOME", "PYTHONPATH") if sys.platform != "win32" else ("PYTHONHOME",)
    return {name: value for name, value in os.environ.items() if name not in left_out}


def _look_at(pdf: bytes, document: bytes, name: str, reason: Message) -> Iterator[Diagnostic]:
    """Find a PDF that is missing, has different words from the document, or lacks letters or fonts."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    silence("pypdf")
    hint = phrase("close LibreOffice and build again; if that fails, open the document in Word and save it as PDF")
    if not pdf:
        message = phrase("LibreOffice wrote no PDF")
        if reason:
            message = phrase("LibreOffice wrote no PDF: {}", reason)
        yield finding(codes.OUT010, message, hint, Location(name))
        return
    opened = open_document(document)
    try:
        reader = PdfReader(io.BytesIO(pdf))
        contents = read_contents(reader)
        fonts = {str(font["/BaseFont"]) for page in reader.pages for font in _fonts(page)}
    except PyPdfError as error:
        message = phrase("the PDF that LibreOffice wrote cannot be opened ({})", str(error))
        yield finding(codes.OUT010, message, hint, Location(name))
        return
    difference = find_difference(opened, contents.pieces)
    if difference:
        message = phrase("the PDF does not have the same words as the document ({})", difference.place)
        if difference.page:
            message = phrase(
                "from page {} on, the PDF does not have the same words as the document ({})",
                difference.page, difference.place,
            )  # fmt: skip
        yield finding(codes.OUT010, message, hint, Location(name))
    if scripts := _scripts_of(contents.boxes):
        message = phrase(
            "no font on this computer has its {} letters, so the PDF shows boxes instead", Term(" and ".join(scripts))
        )
        hint = phrase("install a font that has them, such as a Noto font, delete the PDF, and build again")
        yield finding(codes.OUT011, message, hint, Location(name))
    yield from _find_fonts(opened, fonts)


def _scripts_of(letters: set[str]) -> list[str]:
    """Return the scripts of the letters, such as "Arabic"; the letters themselves may be exempt."""
    names = (unicodedata.name(each, "").split() for each in letters if unicodedata.category(each)[0] in "LN")
    return sorted({"Chinese" if name[0] == "CJK" else name[0].capitalize() for name in names if name})


def _find_fonts(opened: WordFile, fonts: set[str]) -> Iterator[Diagnostic]:
    """Find the fonts that the document's styles use and the PDF does not have."""
    styles = opened.roots[STYLES]
    asked = {str(each.get(f"{W}ascii")) for each in styles.iter(f"{W}rFonts") if each.get(f"{W}ascii")}
    present = " ".join(fonts).casefold().replace("-", "")
    for font in sorted(asked):
        if font.casefold().replace(" ", "") not in present:
            instead = ", ".join(sorted({re.sub(r"^/(?:[A-Z]{6}\+)?", "", each).split("-")[0] for each in fonts}))
            message = phrase("the font {} is not on this computer, so the PDF uses {} instead", font, instead)
            hint = phrase("install {}, or choose another font in the templates", font)
            yield finding(codes.OUT011, message, hint, Location("templates"))


def _fonts(page: object) -> list[dict[str, object]]:
    resources = page["/Resources"]  # type: ignore[index]
    fonts = resources.get("/Font") or {}
    return [font.get_object() for font in fonts.values()]
