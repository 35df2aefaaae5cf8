"""Files that are no workbooks: those that may hold answers are named, those of an office's everyday are not.

Shown as "XLS019".
"""

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from tests.conftest import MATTER, SHEET, Room

FOLDER = "data/trees"
ANSWERS = ("No.", "Recommendation", "Agree?", "Comment")


@pytest.fixture
def trees(room: Room) -> Room:
    room.write(f"{FOLDER}/recommendations.yaml", MATTER)
    return room


def told(room: Room) -> dict[str, str]:
    """Return the hint of each file that XLS019 names."""
    lines = room.papers("check").stderr.splitlines()
    return {
        line.partition(": warning XLS019: ")[0].removeprefix(f"{FOLDER}/"): lines[at + 1].strip().removeprefix("hint: ")
        for at, line in enumerate(lines)
        if " XLS019: " in line
    }


def write_document(path: Path, *headings: str, words: str = "Dear all") -> Path:
    document = docx.Document()
    document.add_paragraph(words)
    if headings:
        table = document.add_table(2, len(headings))
        for cell, heading in zip(table.rows[0].cells, headings, strict=True):
            cell.text = heading
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    "headings",
    [ANSWERS, ("Recommendation", "Agree?", "Comment"), ("Recommendations", "Decision"), ("Recommendation", "Agree Y/N"),
     ("Recommendation", "Cabinet response"), ("#", "RECOMMENDATION", "Agree")],
)  # fmt: skip
def test_a_word_document_with_a_table_of_answers_is_named(headings: tuple[str, ...], trees: Room) -> None:
    write_document(trees.path / FOLDER / "from the Leader.docx", *headings)
    assert list(told(trees)) == ["from the Leader.docx"]


@pytest.mark.parametrize(
    ("headings", "words"),
    [((), "The agenda of 3 March. Do you agree? A recommendation follows."), (("Ward", "Trees"), "Background"),
     (("Recommendation", "Cost"), "Background"), (("Agree?", "Name"), "A list")],
)  # fmt: skip
def test_other_word_documents_are_not_named(headings: tuple[str, ...], words: str, trees: Room) -> None:
    write_document(trees.path / FOLDER / "agenda.docx", *headings, words=words)
    assert told(trees) == {}


@pytest.mark.parametrize("ending", ["doc", "rtf", "odt", "fodt", "pdf"])
def test_documents_of_every_kind(
    ending: str, trees: Room, libreoffice: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    for name, headings in (("table", ANSWERS), ("agenda", ("Ward", "Trees"))):
        source = write_document(tmp_path / f"{name}.docx", *headings, words="The recommendation is one to agree with.")
        made = libreoffice(source, ending, tmp_path / "made")
        (trees.path / FOLDER / made.name).write_bytes(made.read_bytes())
    assert list(told(trees)) == [f"table.{ending}"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Reply.eml", b"From: a@b.example\n\nRecommendation 1: yes\n"),
        ("mail.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("back.7z", b"7z\xbc\xaf\x27\x1c"),
        ("back.rar", b"Rar!\x1a\x07"),
        ("back.zip", b"PK\x03\x04 cut off"),
        ("notes.one", b"?"),
        ("letter.pages", b"?"),
        ("sheet.url", b"[InternetShortcut]\nURL=https://eastmere.sharepoint.com/:x:/s/cabinet/Ab\n"),
        ("sheet.gdoc", b'{"url": "https://docs.google.com/open?id=x"}'),
        ("answers.lnk", b"L\0\0\0"),
        ("sheet.lnk", "C:\\Share\\responses.xlsx".encode("utf-16-le")),
        ("IMG_2034.jpg", b"\xff\xd8"),
        ("WhatsApp Image 2026-03-05 at 10.11.12.jpeg", b"\xff\xd8"),
        ("Screenshot 2026-03-05.png", b"?"),
        ("Scan0001.tif", b"?"),
        ("response sheet.heic", b"?"),
        ("answer.m4a", b"?"),
        ("Cllr Oak's reply.pdf", b"%PDF-1.4 broken"),
        ("Scan_20260305.pdf", b"%PDF-1.4 broken"),
        ("Response from Legal.docx", b"PK\x03\x04 cut off"),
        ("protected.docx", b"\xd0\xcf\x11\xe0 EncryptedPackage"),
        ("responses.pptx", b"?"),
        ("answers.html", b"<p>Yes</p>"),
    ],
)
def test_what_may_hold_answers_is_named(name: str, content: bytes, trees: Room) -> None:
    (trees.path / FOLDER / name).write_bytes(content)
    found = told(trees)
    assert list(found) == [name]
    assert " out of the matter's folder" in found[name]
    (trees.path / FOLDER / name).unlink()
    assert told(trees) == {}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Thumbs.db", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("desktop.ini", b"[.ShellClassInfo]"),
        (".DS_Store", b"?"),
        ("~$letter.docx", b"?"),
        ("~WRL0001.tmp", b"?"),
        ("._reply.docx", b"?"),
        ("notes.md", b"# To do\n\nAsk for the responses.\n"),
        ("people to chase.txt", b"Ring Cllr Oak.\n"),
        ("logo.png", b"\x89PNG"),
        ("tree map.jpg", b"\xff\xd8"),
        ("agenda.url", b"[InternetShortcut]\nURL=https://eastmere.example/agenda\n"),
        ("plan.html", b"<p>They agree with the recommendation.</p>"),
        ("old.yaml", b"title: x"),
        ("slides.pptx", b"?"),
        ("fonts.ttf", b"?"),
    ],
)
def test_what_lies_in_any_folder_is_not_named(name: str, content: bytes, trees: Room) -> None:
    (trees.path / FOLDER / name).write_bytes(content)
    assert told(trees) == {}


@pytest.mark.parametrize(
    ("inside", "named"),
    [(["sheet.xlsx"], True), (["a/b/letter.docx"], True), (["tree map.jpg", "notes.txt"], False),
     (["IMG_1.jpg"], True), (["a/"], False)],
)  # fmt: skip
def test_a_packed_folder_is_looked_into(inside: list[str], named: bool, trees: Room) -> None:
    with zipfile.ZipFile(trees.path / FOLDER / "back.zip", "w") as package:
        for name in inside:
            package.writestr(name, b"")
    assert list(told(trees)) == ["back.zip"] * named


def test_a_document_with_another_ending_is_known_by_what_is_in_it(trees: Room) -> None:
    write_document(trees.path / FOLDER / "a.docx", *ANSWERS).rename(trees.path / FOLDER / "a.docx.bak")
    write_document(trees.path / FOLDER / "b.docx", "Ward").rename(trees.path / FOLDER / "b.docx.bak")
    assert list(told(trees)) == ["a.docx.bak"]


def test_a_table_in_markdown_is_named(trees: Room) -> None:
    trees.write(f"{FOLDER}/answers.md", "| Recommendation | Agree? |\n|---|---|\n| That | Yes |\n")
    assert list(told(trees)) == ["answers.md"]


def test_in_a_folder_within_the_matters_at_any_depth(trees: Room) -> None:
    inside = trees.path / FOLDER / "returned" / "July"
    inside.mkdir(parents=True)
    write_document(inside / "letter.docx", *ANSWERS)
    write_document(inside / "agenda.docx", "Ward")
    trees.draw(f"{FOLDER}/returned/July/sheet.xlsx", SHEET)
    (inside / "~$sheet.xlsx").write_bytes(b"?")
    (inside / "round").symlink_to(inside.parent, target_is_directory=True)
    assert list(told(trees)) == ["returned/July/letter.docx", "returned/July/sheet.xlsx"]


@pytest.mark.parametrize("folder", ["", "returned/"])
def test_a_change_in_such_a_file_is_seen(folder: str, trees: Room) -> None:
    """What was found is remembered, but not over a change in what may hold answers."""
    path = trees.path / FOLDER / folder / "letter.docx"
    path.parent.mkdir(exist_ok=True)
    write_document(path)
    assert told(trees) == {}
    write_document(path, *ANSWERS)
    assert list(told(trees)) == [f"{folder}letter.docx"]
    path.unlink()
    assert told(trees) == {}


def test_the_papers_of_the_program_itself_are_known_by_their_table(trees: Room) -> None:
    trees.draw(f"{FOLDER}/responses.xlsx", SHEET)
    assert trees.papers("build").exit_code == 0
    (name,) = trees.documents()
    (trees.path / FOLDER / "edited by the Leader.docx").write_bytes((trees.path / "output" / name).read_bytes())
    assert list(told(trees)) == ["edited by the Leader.docx"]


def test_a_document_that_is_saved_as_a_folder_is_one_file(trees: Room) -> None:
    assert told(trees) == {}
    for place in ("letter.pages", "returned/other.pages"):
        folder = trees.path / FOLDER / place
        folder.mkdir(parents=True)
        (folder / "Index.zip").write_bytes(b"?")
    assert list(told(trees)) == ["letter.pages", "returned/other.pages"]


def test_a_telling_name_wins_over_the_ending(trees: Room) -> None:
    for name in ("Cllr Okoro's reply.txt", "responses.md", "answers"):
        trees.write(f"{FOLDER}/{name}", "1. Yes, the Cabinet Member agrees.")
    trees.write(f"{FOLDER}/reply.txt", "")
    assert sorted(told(trees)) == ["Cllr Okoro's reply.txt", "answers", "responses.md"]


@pytest.mark.parametrize("name", ["winmail.dat", "RE sheet.p7m", "RE sheet.oft"])
def test_mails_of_other_programs_are_named(name: str, trees: Room) -> None:
    trees.write(f"{FOLDER}/{name}", "x")
    assert told(trees)[name].endswith(" out of the matter's folder")


def test_what_is_in_a_file_decides_over_its_ending(trees: Room) -> None:
    write_document(trees.path / FOLDER / "minutes.pdf", *ANSWERS)
    write_document(trees.path / FOLDER / "agenda.png", "Ward", "Trees")
    assert list(told(trees)) == ["minutes.pdf"]


def test_other_words_for_the_answers_columns_are_known(trees: Room) -> None:
    write_document(trees.path / FOLDER / "a.docx", "No.", "Recommendation", "Agree (Y/N)?")
    write_document(trees.path / FOLDER / "b.docx", "Recommendation", "Cabinet comment")
    assert sorted(told(trees)) == ["a.docx", "b.docx"]


def test_a_text_of_answers_in_a_packed_file(trees: Room) -> None:
    with zipfile.ZipFile(trees.path / FOLDER / "a.zip", "w") as package:
        package.writestr("responses.txt", "Yes")
    with zipfile.ZipFile(trees.path / FOLDER / "b.zip", "w") as package:
        package.writestr("notes.txt", "Yes")
    assert list(told(trees)) == ["a.zip"]


def test_a_pdf_without_answers_is_not_named(trees: Room) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    for name in ("bus survey.pdf", "correspondence.pdf"):
        writer.write(trees.path / FOLDER / name)
    assert told(trees) == {}


def test_a_broken_pdf_is_named_and_the_library_says_nothing(trees: Room, caplog: pytest.LogCaptureFixture) -> None:
    trees.write(f"{FOLDER}/agenda.pdf", "%PDF-1.4\nbroken download")
    assert list(told(trees)) == ["agenda.pdf"]
    assert caplog.records == []
