"""Builds random plans and responses as PDF, and looks with poppler whether every word is in them, in its order.

    python tools/try_pdfs.py [PLANS] [RESPONSES] [SEED] [FOLDER]

200 of each where no numbers are given; LibreOffice and poppler have to be installed. Twenty matters are built at once,
every second time in templates with larger letters or on smaller pages. Prints a line for each PDF that is wrong or
missing, and figures. With FOLDER the workspaces stay there, to be looked at.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree import ElementTree

from pypdf import PdfWriter

from cabinet_papers.commands.build import Asked, PaperMaker
from cabinet_papers.files.workspace import Workspace, find_matters

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.random_papers import WORD, write_plan, write_response  # noqa: E402 - found once the path is set

Look: TypeAlias = tuple[tuple[str, str], ...]
AT_ONCE, USUAL = 20, 200
# Of longer ones the tags are not read a second time: poppler takes minutes.
MOST_PAGES = 30
TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
# A line of `pdfinfo -struct-text` that is text; a page of `pdftotext -bbox`, and the place of a word on it.
TAGGED = re.compile(r'^ *"(.*)"$', re.MULTILINE)
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
PLACED = re.compile(r'<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">')
# Within a piece of a page, marks that say which letters a form stands for, spaces mostly.
STANDS_FOR = re.compile(rb"/Span\s*<<\s*/ActualText\s*<[\dA-Fa-f\s]*>\s*>>\s*BDC\b(.*?)\bEMC\b", re.DOTALL)
# What is changed in the templates, in turn: nothing, larger letters, nothing, pages that are half as high.
LOOKS: tuple[Look, ...] = (
    (),
    (('<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang', '<w:sz w:val="36"/><w:szCs w:val="36"/><w:lang'),),
    (),
    (('w:h="11906" w:orient', 'w:h="7000" w:orient'), ('w:h="16838"/>', 'w:h="9000"/>')),
)  # fmt: skip


def open_workspace(folder: Path, look: Look) -> Workspace:
    """Return a new workspace with the shipped templates, changed as the look says, which also has further columns."""
    (folder / "data").mkdir(parents=True)
    (folder / "templates").mkdir()
    columns = "response_columns: [Action, Lead officer, Target date]\n" if look else ""
    (folder / "papers.yaml").write_text(f"council: Eastmere City Council\n{columns}", encoding="utf-8")
    for template in (ROOT / "templates").glob("*.docx"):
        with (
            zipfile.ZipFile(template) as package,
            zipfile.ZipFile(folder / "templates" / template.name, "w") as changed,
        ):
            for name in package.namelist():
                content = package.read(name)
                for old, new in look:
                    content = content.replace(old.encode(), new.encode())
                changed.writestr(name, content)
    return Workspace(folder)


def build(workspace: Workspace) -> tuple[list[str], Counter[str]]:
    """Build the workspace; return what is wrong, and figures."""
    matters = find_matters(workspace)
    outcome = PaperMaker(workspace).build(matters, Asked(date(2026, 3, 3), pdf=True)).outcome
    wrong = [f"{each.location.file}: {each.code.number} {each.message}" for each in outcome.findings if each.is_error]
    figures = Counter({"matters": len(matters)})
    for document in sorted(workspace.output.rglob("*.docx")):
        pdf = document.with_suffix(".pdf")
        if pdf.is_file():
            words = read_words(document)
            figures += Counter({"PDFs": 1, "pages": count_pages(pdf), "words": len(words)})
            wrong += [f"{document.parent.name}/{pdf.name}: {each}" for each in find_wrong(words, pdf)]
        else:
            wrong.append(f"{document.parent.name}/{pdf.name}: is not there")
    return wrong, figures


def read_words(document: Path) -> list[str]:
    """Return the random words of a document in their order."""
    with zipfile.ZipFile(document) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))  # noqa: S314 - written by ourselves
    return WORD.findall("".join(each.text or "" for each in body.iter(TEXT)))


def find_wrong(words: list[str], pdf: Path) -> Iterator[str]:
    """Yield what is wrong with a PDF: words that are lost, there again, in another place, or beside the page."""
    if count_pages(pdf) <= MOST_PAGES:
        tagged = read_tagged(pdf)
        if tagged != words:
            lost, more = Counter(words) - Counter(tagged), Counter(tagged) - Counter(words)
            yield f"{lost.total()} words lost, {more.total()} there again, or in another order"
    for width, height, inside in PAGE.findall(run("pdftotext", "-bbox", pdf, "-")):
        for each in PLACED.findall(inside):
            left, top, right, bottom = map(float, each)
            if min(left, top) < 0 or right > float(width) or bottom > float(height):
                yield f"a word at {left:.0f}, {top:.0f}, beside the page"


def read_tagged(pdf: Path) -> list[str]:
    """Return the random words of a PDF in the order of its tags.

    Poppler (22.12, and those after it) takes the end of a mark within a piece for the end of the piece, and passes over
    what follows; so it reads a copy without such marks.
    """
    writer = PdfWriter(clone_from=pdf)
    for page in writer.pages:
        content: Any = page["/Contents"].get_object()
        content.set_data(STANDS_FOR.sub(rb"\1", content.get_data()))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.pdf"
        writer.write(copy)
        said = run("pdfinfo", "-struct-text", copy)
    return WORD.findall("".join(TAGGED.findall(said)).replace(" ", ""))


def count_pages(pdf: Path) -> int:
    """Return how many pages a PDF has."""
    found = re.search(r"^Pages: +(\d+)", run("pdfinfo", pdf), re.MULTILINE)
    return int(found[1]) if found else 0


def run(*command: str | Path) -> str:
    """Return what a program of poppler prints."""
    return subprocess.run(
        [str(each) for each in command], capture_output=True, check=True, text=True, encoding="utf-8", timeout=600
    ).stdout


def try_pdfs(folder: Path, plans: int, responses: int, seed: int) -> Iterator[tuple[list[str], Counter[str]]]:
    """Yield what is wrong, and figures, of each workspace of random matters."""
    kinds: list[tuple[str, Callable[[Path, int], None], int]] = [
        ("plan", write_plan, plans), ("response", write_response, responses),
    ]  # fmt: skip
    numbered = [(name, write, at) for name, write, count in kinds for at in range(seed, seed + count)]
    for number, start in enumerate(range(0, len(numbered), AT_ONCE)):
        workspace = open_workspace(folder / f"{number:02}", LOOKS[number % len(LOOKS)])
        for name, write, at in numbered[start : start + AT_ONCE]:
            write(workspace.data / f"{name}-{at}", at)
        yield build(workspace)


def main(plans: int = USUAL, responses: int = USUAL, seed: int = 1, *, folder: str = "") -> int:
    """Try so many, and print what came of it."""
    figures, found, begun = Counter[str](), 0, time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        for wrong, counted in try_pdfs(Path(folder or temporary), plans, responses, seed):
            found += len(wrong)
            figures += counted
            sys.stdout.writelines(f"{each}\n" for each in wrong)
            sys.stdout.write(f"{', '.join(f'{count:,} {name}' for name, count in figures.items())}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{found} wrong, in {time.monotonic() - begun:.0f} seconds\n")
    return int(found > 0)


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:4]]
    sys.exit(main(*numbers, folder="".join(sys.argv[4:5])))
