"""The words of a PDF are those of its document, as often and in the same order."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree
from pypdf import PdfReader

from cabinet_papers.finished.word_file import open_document
from cabinet_papers.pdf import pdf
from cabinet_papers.pdf.pdf import print_documents
from cabinet_papers.pdf.pdf_proof import find_difference
from cabinet_papers.pdf.pdf_tags import read_pdf
from cabinet_papers.pdf.print_copy import make_print_copy
from tests.conftest import Room, need_program, open_room
from tests.packages import change_package

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("words of pdfs")]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ADDRESS = "https://www.eastmere.gov.uk/" + "a-long-way/to/the-page?of=trees&" * 4


def numbered(name: str, count: int) -> str:
    """Words of which each occurs once, so that none that is lost can hide behind another."""
    return " ".join(f"{name}{at}" for at in range(1, count + 1))


def write_plan(room: Room, *texts: str) -> None:
    actions = "".join(f"      - {{text: {text}, service: Housing, by: Year 1, notes: None yet}}\n" for text in texts)
    room.write("data/plan/action-plan.yaml", "title: Street Trees\nyears: [2026 - 2027, 2027 - 2028, 2028 - 2029]\n"
               f"priorities:\n  - name: Planting\n    actions:\n{actions}")  # fmt: skip


def write_response(room: Room, comments: list[str], tables: str = "") -> None:
    texts = [f"That the Council takes step {at}." for at in range(1, len(comments) + 1)]
    room.write("data/trees/recommendations.yaml", "title: Street Trees\n"
               "scrutiny: {body: Scrutiny Committee, date: 2026-03-03}\nrecommendations:\n"
               + "".join(f"  - {text}\n" for text in texts))  # fmt: skip
    rows = [f"{at} | {text} | Yes | {each}" for at, (text, each) in enumerate(zip(texts, comments, strict=True), 1)]
    room.draw("data/trees/a.xlsx", "\n".join(["[Responses]", "No. | Recommendation | Agree? | Comment", *rows, tables]))


def build(room: Room) -> tuple[bytes, PdfReader]:
    """Return the one document of the workspace, and its PDF."""
    need_program("soffice")
    built = room.papers("build", "--pdf")
    assert built.exit_code == 0, built.stderr
    (document,) = (room.path / "output").rglob("*.docx")
    return document.read_bytes(), PdfReader(document.with_suffix(".pdf"))


def missing(words: str, pdf: PdfReader) -> list[str]:
    """Which of the words no page shows, read without any of our own code."""
    shown = set(re.findall(r"\w+", " ".join(page.extract_text() for page in pdf.pages)))
    return [word for word in words.split() if word not in shown]


def test_a_long_action_prints_whole(room: Room) -> None:
    """A row that may not be split ran over the foot of the page, and its rest was lost."""
    texts = [numbered(name, count) for name, count in (("a", 30), ("b", 300), ("c", 150), ("d", 500))]
    write_plan(room, *texts)
    _, pdf = build(room)
    assert missing(" ".join(texts), pdf) == []


def test_short_rows_are_kept_whole_and_high_ones_are_not(room: Room) -> None:
    write_plan(room, numbered("a", 40), numbered("b", 300))
    assert room.papers("build").exit_code == 0
    (document,) = (room.path / "output").rglob("*.docx")
    body = open_document(document.read_bytes()).roots["word/document.xml"]
    rows = {"".join(row.itertext())[:6]: row.find(f"{W}trPr/{W}cantSplit") is not None for row in body.iter(f"{W}tr")}
    assert rows == {"What a": True, "1.1 a1": True, "1.2 b1": False}


def test_a_long_cell_of_a_comments_table_prints_whole(room: Room) -> None:
    words = numbered("a", 400)
    write_response(
        room, [f"{numbered('b', 200)}\\n[Table: Costs]"], f"\n[Costs]\nItem | Why\nTrees | {words}\nSoil | no"
    )
    _, pdf = build(room)
    assert missing(words, pdf) == []


def test_a_comments_table_that_meets_the_end_of_a_page_prints_whole(room: Room) -> None:
    """Its first row, low as it is, was cut off where the page has less room. Here it comes to many places on a page."""
    count = 40
    tables = [f"[T{at}]\nWhere | {numbered(f't{at}x', 18)} | Why\nHere | now | so" for at in range(count)]
    comments = [f"[Table: T{at}]\\n{numbered(f'c{at}x', 5 + 7 * (at % 9))}" for at in range(count)]
    write_response(room, comments, "\n" + "\n\n".join(tables))
    _, pdf = build(room)
    assert len(pdf.pages) >= 10
    assert missing(" ".join(numbered(f"t{at}x", 18) for at in range(count)), pdf) == []


# What LibreOffice draws in another order, in other letters, or in several pieces.
ODD = {
    "an address": f"See {ADDRESS} and {ADDRESS}again.",
    "letters of other fonts": "Done ✓ and → on to ☎ 12 ✓ of 20 → ₂ then ǆ.",
    "Welsh, Russian, Greek": "Llŷn, Ŵyr a Môn; Київ і рада; Αθήνα, Ἀθῆναι.",
    "right to left": "The Arabic مرحبا بالعالم (2026) and the Hebrew שלום עולם, 12%.",
    "hyphens and spaces": "co\u2011operate no\u00a0break soft\u00adhyphen\u00adated thin\u2009space – — −5 --- x",
    "ligatures and signs": "ﬁre office ﬂood ½ m² H₂O … “quoted” ‘single’ £1,250 e\u0301 straße Ａ１",
    "a sign outside the first plane": "Smile 😀 twice 😀.",
    "nothing but signs": "-",
}


def test_odd_words_are_no_difference(room: Room) -> None:
    write_response(room, [*ODD.values(), "- " + "\\n- ".join(ODD.values())])
    build(room)


def test_an_address_over_the_end_of_a_page_is_no_difference(room: Room) -> None:
    write_response(room, [f"{numbered('a', 5 * at)} {ADDRESS}\\n{ADDRESS}" for at in range(1, 25)])
    _, pdf = build(room)
    assert len(pdf.pages) > 5


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, Any]]:
    """The sample papers, and what their PDFs have."""
    need_program("soffice")
    room = open_room(tmp_path_factory.mktemp("sample") / "room", sample=True)
    assert room.papers("build").exit_code == 0
    documents = {path.stem: path.read_bytes() for path in (room.path / "output").rglob("*.docx")}
    printed = print_documents(documents)
    assert printed.pdfs.keys() == documents.keys()
    pieces = {name: read_pdf(pdf).pieces for name, pdf in printed.pdfs.items()}
    assert sum(map(len, pieces.values())) > 200
    return {name: (document, pieces[name]) for name, document in documents.items()}


def texts_of(root: etree._Element) -> list[etree._Element]:
    return [each for each in root.iter(f"{W}t") if len((each.text or "").split()) > 1]


def drop(texts: list[etree._Element], at: int) -> None:
    words = str(texts[at].text).split()
    texts[at].text = " ".join(words[:-1])


def repeat(texts: list[etree._Element], at: int) -> None:
    words = str(texts[at].text).split()
    texts[at].text = " ".join([words[0], *words])


def swap(texts: list[etree._Element], at: int) -> None:
    first, second, *rest = str(texts[at].text).split()
    texts[at].text = " ".join([second, first, *rest])


def swap_paragraphs(texts: list[etree._Element], at: int) -> None:
    other = next(each for each in texts[at + 1 :] + texts[:at] if each.text != texts[at].text)
    texts[at].text, other.text = other.text, texts[at].text


def empty(texts: list[etree._Element], at: int) -> None:
    texts[at].text = ""


@pytest.mark.parametrize("change", [drop, repeat, swap, swap_paragraphs, empty])
def test_every_change_of_words_is_found(
    change: Callable[[list[etree._Element], int], None], sample: dict[str, tuple[bytes, Any]]
) -> None:
    """In each text of the sample papers, one at a time."""
    tried = 0
    for document, pieces in sample.values():
        opened = open_document(document)
        texts = texts_of(opened.roots["word/document.xml"])
        assert find_difference(opened, pieces) is None
        for at in range(len(texts)):
            before = [each.text for each in texts]
            change(texts, at)
            assert find_difference(opened, pieces) is not None, (before[at], texts[at].text)
            for each, text in zip(texts, before, strict=True):
                each.text = text
            tried += 1
    assert tried > 100


def test_a_difference_says_where_it_is_and_quotes_nothing(sample: dict[str, tuple[bytes, Any]]) -> None:
    (name,) = [each for each in sample if "Food" in each and "Draft" in each]
    document, pieces = sample[name]
    opened = open_document(document)
    (text,) = [each for each in opened.roots["word/document.xml"].iter(f"{W}t") if each.text == "Canal Street"]
    text.text = "Canal"
    difference = find_difference(opened, pieces)
    assert difference is not None
    assert (difference.page, difference.place) == (1, "the document, table 1, table 2, row 3, column 1")


def test_a_row_that_was_measured_too_low_prints_whole(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is to be whole and is higher than a page, so its rest is lost; then it is printed with rows that may split."""
    need_program("soffice")
    write_plan(room, numbered("a", 40), numbered("b", 400))
    assert room.papers("build").exit_code == 0
    (path,) = (room.path / "output").rglob("*.docx")

    def keep_whole(parts: dict[str, bytes]) -> None:
        body = etree.fromstring(parts["word/document.xml"])
        for row in body.iter(f"{W}tr"):
            if row.find(f"{W}trPr") is None:
                row.insert(0, etree.Element(f"{W}trPr"))
            if row.find(f"{W}trPr/{W}cantSplit") is None:
                row[0].insert(0, etree.Element(f"{W}cantSplit"))
        parts["word/document.xml"] = etree.tostring(body)

    change_package(path, keep_whole)
    printed = print_documents({"a": path.read_bytes()})
    assert [str(each.message) for each in printed.findings if each.is_error] == []
    assert missing(numbered("b", 400), PdfReader(io.BytesIO(printed.pdfs["a"]))) == []
    monkeypatch.setattr(pdf, "make_print_copy", lambda content, **_: make_print_copy(content))
    (error,) = [each for each in print_documents({"a": path.read_bytes()}).findings if each.is_error]
    said = re.fullmatch(
        r"words are missing from the PDF: (\d+) in all, the first on page (\d) "
        r"\(the document, table 1, row 3, column 1\)",
        str(error.message),
    )
    assert said
    assert 10 < int(said[1]) < 200
    assert str(error.hint).startswith("open the document in Word and save it as PDF")


def test_rows_of_a_template_with_a_fixed_height_print_whole(room: Room) -> None:
    """A height that cuts the words off."""
    need_program("soffice")
    path = room.path / "templates" / "action-plan.docx"

    def change(parts: dict[str, bytes]) -> None:
        before = parts["word/document.xml"].decode()
        height = '<w:trHeight w:val="500" w:hRule="exact"/>'
        after = before.replace("<w:trPr><w:cantSplit/></w:trPr>", f"<w:trPr>{height}<w:cantSplit/></w:trPr>")
        assert before != after
        parts["word/document.xml"] = after.encode()

    change_package(path, change)
    write_plan(room, numbered("a", 100))
    _, pdf = build(room)
    assert missing(numbered("a", 100), pdf) == []


def test_letters_that_no_font_has_are_named(room: Room) -> None:
    """Shown as "OUT011": the PDF has the letters, and shows a box for each."""
    found = subprocess.run([need_program("fc-list"), ":charset=12000"], capture_output=True, text=True, timeout=60)
    if found.stdout.strip():
        pytest.skip("this computer has a font for cuneiform")
    write_response(room, ["The sign \U00012000 is old."])
    need_program("soffice")
    built = room.papers("build", "--pdf")
    assert built.exit_code == 0
    assert "warning OUT011: no font on this computer has the Cuneiform letters of the document" in built.stderr


def test_the_document_is_not_changed_for_its_pdf(room: Room) -> None:
    write_response(room, ["[Table: Dates]"], "\n[Dates]\nItem | Month\nPlanting | March\n")
    document, _ = build(room)
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    assert len(body.findall(f".//{W}tc//{W}tblHeader")) == 1
    assert shutil.which("soffice")
