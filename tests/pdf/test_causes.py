"""Each cause of a PDF that fails has its own message, with a cure that works; nothing is left half-written."""

import io
import os
import random
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from cabinet_papers.finished.word_file import open_document
from cabinet_papers.pdf import libreoffice
from cabinet_papers.pdf.causes import say_boxes, say_different
from cabinet_papers.pdf.pdf import print_documents
from cabinet_papers.pdf.pdf_edges import find_short_page
from cabinet_papers.pdf.pdf_finish import DAMAGES, finish_pdf
from cabinet_papers.pdf.pdf_proof import find_difference
from cabinet_papers.pdf.pdf_tags import read_pdf
from cabinet_papers.pdf.standard import Standard
from tests.conftest import Room, need_program, open_room, say_missing
from tests.packages import change_package, replace_in

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("causes of pdfs")]
with_scripts = pytest.mark.skipif(os.name == "nt", reason="the stand-in for soffice is a shell script")

MATTER = "title: Trees\nscrutiny: {body: Panel, date: 2026-03-03}\nrecommendations: [That the Council plants trees.]\n"
ANSWER = "[R]\nRecommendation | Agree? | Comment\nThat the Council plants trees. | Yes | ok\n"
NAME = "Appendix A - Draft Cabinet response - Trees"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small document."""
    room = open_room(tmp_path_factory.mktemp("one") / "room")
    fill(room)
    assert room.papers("build").exit_code == 0
    return (room.path / "output" / "trees" / f"{NAME}.docx").read_bytes()


@pytest.fixture
def small(room: Room) -> Room:
    fill(room)
    return room


def fill(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/a.xlsx", ANSWER)


def begin_with(document: bytes, paragraphs: str) -> bytes:
    """Return the document with paragraphs before the others."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as package, zipfile.ZipFile(written, "w") as changed:
        for name in package.namelist():
            content = package.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", f"<w:body>{paragraphs}".encode(), 1)
            changed.writestr(name, content)
    return written.getvalue()


def stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a script in the place of soffice."""
    (folder / "soffice").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def find_errors(room: Room) -> str:
    """Return what a build with --pdf reports; there is no PDF then, and the document all the same."""
    built = room.papers("build", "--pdf")
    assert built.exit_code == 1
    assert list(room.path.rglob("*.pdf")) == []
    assert room.documents() == [f"trees/{NAME}.docx"]
    return built.stderr


def test_without_libreoffice(small: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    said = find_errors(small)
    assert "error OUT010: no PDF was made, because LibreOffice is not installed" in said
    assert "hint: install LibreOffice" in said


@with_scripts
def test_a_libreoffice_that_is_busy(small: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It hands its work over to another one that is open, writes nothing, and says that all is well."""
    stand_in(tmp_path, "exit 0", monkeypatch)
    said = find_errors(small)
    assert f"output/trees/{NAME}.docx: error OUT010: no PDF was made, because LibreOffice is already open" in said
    assert "hint: close every window of LibreOffice" in said


@with_scripts
def test_it_is_asked_a_second_time(small: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = need_program("soffice")
    stand_in(tmp_path, f'test -e {tmp_path}/asked && exec {real} "$@"; touch {tmp_path}/asked', monkeypatch)
    assert small.papers("build", "--pdf").exit_code == 0
    assert len(list(small.path.rglob("*.pdf"))) == 1


@with_scripts
def test_a_libreoffice_that_is_too_slow(small: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is stopped, and what it has started with it."""
    monkeypatch.setattr(libreoffice, "START_SECONDS", 1)
    monkeypatch.setattr(libreoffice, "SECONDS_EACH", 1)
    stand_in(tmp_path, f"(sleep 3; touch {tmp_path}/still-there) & sleep 60", monkeypatch)
    begun = time.monotonic()
    said = find_errors(small)
    assert "error OUT010: LibreOffice was too slow: it was stopped after 2 seconds" in said
    assert "hint: close other programs, then build one matter at a time" in said
    assert time.monotonic() - begun < 20
    time.sleep(2)
    assert not (tmp_path / "still-there").exists()


@with_scripts
def test_a_libreoffice_that_says_why(small: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = "echo 'Warning: no java' >&2; echo 'Error: source file could not be loaded' >&2"
    stand_in(tmp_path, script, monkeypatch)
    said = find_errors(small)
    assert "LibreOffice wrote no PDF, and gave this reason: Error: source file could not be loaded" in said
    assert "hint: open the document in Word and save it as PDF there" in said


@with_scripts
def test_a_libreoffice_that_does_not_start(small: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "", monkeypatch)
    (tmp_path / "soffice").write_bytes(b"no program")
    said = find_errors(small)
    assert "error OUT010: LibreOffice could not be started (Exec format error)" in said
    assert "install it again" in said


@with_scripts
def test_a_libreoffice_of_long_ago(small: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before 7.0 it writes PDFs without tags."""
    from pypdf import PdfWriter

    untagged = PdfWriter()
    untagged.add_blank_page(595, 842)
    untagged.write(tmp_path / "untagged.pdf")
    stand_in(tmp_path, f"mkdir -p out; cp {tmp_path}/untagged.pdf out/1.pdf", monkeypatch)
    said = find_errors(small)
    assert "the PDF has no tags for screen readers, because this LibreOffice is older than 7.0" in said, said


@with_scripts
def test_a_pdf_that_is_none(small: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "mkdir -p out; echo '%PDF-1.7 none %%EOF' > out/1.pdf", monkeypatch)
    assert "error OUT010: the PDF that LibreOffice wrote cannot be opened" in find_errors(small)


@with_scripts
def test_a_pdf_that_is_cut_off_is_none(small: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice was stopped, or fell over, while it was writing; it is asked again for what is missing."""
    assert small.papers("build", "--pdf").exit_code == 0
    (whole,) = small.path.rglob("*.pdf")
    (tmp_path / "cut.pdf").write_bytes(whole.read_bytes()[:-900])
    whole.unlink()
    real = need_program("soffice")
    cut = f"mkdir -p out; cp {tmp_path}/cut.pdf out/1.pdf; touch {tmp_path}/asked; exit 0"
    stand_in(tmp_path, f'test -e {tmp_path}/asked && exec {real} "$@"; {cut}', monkeypatch)
    assert small.papers("build", "--pdf").exit_code == 0
    assert whole.read_bytes().rstrip().endswith(b"%%EOF")


FALLS = """
import sys, zipfile
first = next(each for each in sys.argv if each.endswith(".docx"))
body = zipfile.ZipFile(first).read("word/document.xml")
if b"hopeless" in body or (b"heavy" in body and b"cantSplit" in body):
    sys.exit("Unspecified Application Error")
"""


@with_scripts
def test_a_document_that_it_falls_over(document: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is printed with rows that may be split, and leaves none of the others unprinted."""
    real = need_program("soffice")
    (tmp_path / "falls.py").write_text(FALLS)
    stand_in(tmp_path, f'"{sys.executable}" {tmp_path}/falls.py "$@" && exec {real} "$@"', monkeypatch)
    heavy, hopeless = (
        begin_with(document, f"<w:p><w:r><w:t>{word}</w:t></w:r></w:p>") for word in ("heavy", "hopeless")
    )
    printed = print_documents({"hopeless": hopeless, "heavy": heavy, "after": document})
    assert printed.pdfs.keys() == {"heavy", "after"}
    assert read_pdf(printed.pdfs["heavy"]).pieces[0].text == "heavy"
    (error,) = (each for each in printed.findings if each.is_error)
    assert (error.code.number, error.location.file) == ("OUT010", "hopeless")
    assert str(error.message) == "LibreOffice wrote no PDF, and gave this reason: Unspecified Application Error"


def test_a_document_that_cannot_be_opened(document: bytes) -> None:
    """The others are printed all the same."""
    need_program("soffice")
    damaged = {"garbage": b"garbage", "empty": b"", "cut": document[: len(document) // 2]}
    printed = print_documents({"before": document, **damaged, "after": document})
    assert printed.pdfs.keys() == {"before", "after"}
    errors = {each.location.file: each for each in printed.findings if each.is_error}
    assert errors.keys() == damaged.keys()
    for each in errors.values():
        assert str(each.message).startswith("LibreOffice cannot print the document, because it is damaged: ")
        assert str(each.hint) == "delete the document and build it again"


def test_no_damage_to_a_pdf_is_a_failure_of_ours(document: bytes) -> None:
    """Bytes changed, cut out and put in, at random: each is read, or raises what is a finding."""
    need_program("soffice")
    pdf = print_documents({"one": document}).pdfs["one"]
    drawn = random.Random(7)
    failed = 0
    for _ in range(300):
        damaged = bytearray(pdf)
        for _ in range(drawn.choice((1, 5, 50))):
            at = drawn.randrange(len(damaged))
            damaged[at : at + drawn.choice((0, 1, 1, 30))] = drawn.randbytes(drawn.choice((0, 1, 1, 8)))
        try:
            read_pdf(finish_pdf(bytes(damaged), Standard.UA_1, {"1."}))
        except DAMAGES:
            failed += 1
    assert 0 < failed < 300


FIELD = (
    '<w:p><w:r><w:t>See page </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF '
    'nowhere </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r>'
    '<w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>.</w:t></w:r></w:p>'
)


def test_a_field_that_is_worked_out_anew_is_named(document: bytes) -> None:
    """LibreOffice prints "Error: Reference source not found". The cure is to make the field text."""
    need_program("soffice")
    printed = print_documents({"field": begin_with(document, FIELD)})
    (error,) = [each for each in printed.findings if each.is_error]
    assert error.code.number == "OUT010"
    assert str(error.message) == (
        "LibreOffice fills in the field PAGEREF again, so the PDF has different words there (the document)"
    )
    assert "Ctrl+Shift+F9" in str(error.hint)
    cured = "<w:p><w:r><w:t>See page 7.</w:t></w:r></w:p>"
    assert print_documents({"text": begin_with(document, cured)}).pdfs.keys() == {"text"}


def test_words_that_are_lost_are_counted(document: bytes) -> None:
    """A document that has more than the PDF of it, at a place and in a text box."""
    need_program("soffice")
    pieces = read_pdf(print_documents({"one": document}).pdfs["one"]).pieces
    more = "<w:p><w:r><w:t>Five words of all three.</w:t></w:r></w:p>"
    difference = find_difference(open_document(begin_with(document, more)), pieces)
    assert difference is not None
    assert (difference.page, difference.place, difference.lost) == (1, "the document", (5, frozenset()))
    said = say_different("a", difference)
    assert str(said.message) == "words are missing from the PDF: 5 in all, the first on page 1 (the document)"
    boxed = f"<w:p><w:r><w:pict><w:txbxContent>{more}</w:txbxContent></w:pict></w:r></w:p>"
    difference = find_difference(open_document(begin_with(document, boxed)), pieces)
    assert difference is not None
    assert str(say_different("a", difference).message) == (
        "a text box is too small, so words are missing from the PDF: 5 in all (the document)"
    )


def test_a_number_that_is_another_is_found(document: bytes) -> None:
    need_program("soffice")
    item = '<w:p><w:pPr><w:pStyle w:val="ListNumber"/></w:pPr><w:r><w:t>An item.</w:t></w:r></w:p>'
    printed = print_documents({"one": begin_with(document, item)})
    pieces = read_pdf(printed.pdfs["one"]).pieces
    assert [each.text for each in pieces if each.is_label] == ["1."]
    other = [each._replace(text="2.") if each.is_label else each for each in pieces]
    difference = find_difference(open_document(begin_with(document, item)), other)
    assert difference is not None
    said = str(say_different("a", difference).message)
    assert said == "on page 1, LibreOffice and Word give a paragraph different numbers (the document)"


def test_a_header_that_is_not_whole_is_found(room: Room) -> None:
    """Shown as "OUT010": it may be the one that says that a paper is not for publication."""
    need_program("soffice")
    text = "That the Council plants trees."
    room.write("data/trees/recommendations.yaml", MATTER.replace(f"[{text}]", f"[{{text: {text}, exempt: 3}}]"))
    room.draw("data/trees/a.xlsx", ANSWER)
    assert room.papers("build", "--pdf").exit_code == 0
    path = next(path for path in room.path.rglob("*.docx") if "exempt" in path.as_posix())
    edges = read_pdf(path.with_suffix(".pdf").read_bytes()).edges
    document = open_document(path.read_bytes())
    assert all("Page" in each for each in edges)
    assert find_short_page(document, edges) == 0
    assert find_short_page(document, [*edges, edges[0].replace("Page", "")]) == len(edges) + 1


def test_signs_that_no_font_has_are_named() -> None:
    """Letters by their script, for they may be of exempt words."""
    said = say_boxes("a", {"\U00012000", "क", "\U0001f9cb"})
    assert said.code.number == "OUT011"
    assert "has the Cuneiform and Devanagari letters of the document and the sign U+1F9CB (bubble tea), so" in str(
        said.message
    )


def test_letters_for_which_words_are_lost_are_named(document: bytes) -> None:
    """Without a font LibreOffice may leave a letter out; a word that has none of those may be lost by it, too."""
    need_program("soffice")
    pieces = read_pdf(print_documents({"one": document}).pdfs["one"]).pieces
    more = "<w:p><w:r><w:t>🧋</w:t></w:r></w:p>"
    difference = find_difference(open_document(begin_with(document, more)), pieces)
    assert difference is not None
    said = say_different("a", difference)
    assert str(said.message) == (
        "no font on this computer has the sign U+1F9CB (bubble tea), so words are missing from the PDF"
    )
    assert str(said.hint) == "install a font that has them, such as a Noto font, and build again"


def test_a_gap_of_a_postscript_font_is_seen(document: bytes) -> None:
    """Such a font draws nothing for a letter that it lacks."""
    need_program("soffice")
    found = subprocess.run([need_program("fc-list"), "Nimbus Sans"], capture_output=True, text=True, timeout=60)
    if not found.stdout.strip():
        say_missing("this computer has no Nimbus Sans")
    styled = '<w:p><w:r><w:rPr><w:rFonts w:ascii="Nimbus Sans" w:hAnsi="Nimbus Sans" w:cs="Nimbus Sans"/></w:rPr><w:t>'
    printed = print_documents({"one": begin_with(document, f"{styled}The sign 𒀀 is old.</w:t></w:r></w:p>")})
    said = [str(each.message) for each in printed.findings if each.location.file == "one"]
    assert said == [
        "no font on this computer has the Cuneiform letters of the document, so the PDF shows boxes or gaps instead"
    ]


def test_a_missing_font_is_named(small: Room) -> None:
    """Shown as "OUT011": the template is set in a font that no computer has."""
    need_program("soffice")
    for template in (small.path / "templates").glob("*.docx"):
        change_package(template, replace_in("word/styles.xml", '"Arial"', '"Eastmere Sans"'))
    done = small.papers("build", "--pdf")
    assert "warning OUT011: the font Eastmere Sans is not on this computer" in done.stderr
    assert shutil.which("soffice")


def test_a_running_heading_that_libreoffice_does_not_know(small: Room) -> None:
    """Word repeats a heading in the header of each page; LibreOffice before 7.6 prints what the template has there."""
    need_program("soffice")
    field = '<w:p><w:fldSimple w:instr=" STYLEREF &quot;Heading 1&quot; "><w:r><w:t>Old</w:t></w:r></w:fldSimple></w:p>'
    change_package(
        small.path / "templates/draft-response.docx", replace_in("word/header1.xml", "</w:hdr>", f"{field}</w:hdr>")
    )
    built = small.papers("build", "--pdf")
    pdfs = [read_pdf(path.read_bytes()) for path in small.path.rglob("*.pdf")]
    if pdfs:
        assert pdfs[0].version >= (7, 6)
    else:
        assert (
            "cannot fill in the field STYLEREF, so the PDF shows the words that the template has there" in built.stderr
        )
        assert "hint: install LibreOffice 7.6 or newer; or, in the template, write {{ title }} in place" in built.stderr
