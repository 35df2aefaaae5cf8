"""Markdown in a report's body: signs between letters are text, and lines that people list stay lines of their own."""

import zipfile

import pytest

from cabinet_papers.read.markdown import read_markdown
from tests.conftest import Room

AS_TYPED = ("2*4*8", "snake_case_name", "a*b*c and d_e_f", "5 * 3 * 2", "10**3", "x__y__z", "Sec_tion*1*2")


@pytest.mark.parametrize("text", AS_TYPED)
def test_signs_between_letters_or_digits_are_text(text: str) -> None:
    assert read_markdown(text).text == text


def test_emphasis_of_words_is_emphasis() -> None:
    (paragraph,) = read_markdown("a **bold** word, an *italic* one, (*this*), and **2*4*8**.").blocks
    looks = [(run.text, run.bold, run.italic) for run in paragraph.runs if run.bold or run.italic]
    assert looks == [("bold", True, False), ("italic", False, True), ("this", False, True), ("2*4*8", True, False)]


LISTED = {
    "letters": "The Panel asks:\na) that trees\nb) that hedges",
    "letters in brackets": "The Panel asks:\n(a) that trees\n(b) that hedges",
    "roman numbers": "The Panel asks:\ni) that trees\nii) that hedges",
    "bullets of Word": "The Panel asks:\n• that trees\n• that hedges",
    "numbers that do not begin at 1": "The Panel asks:\n2. that trees\n3. that hedges",
}


@pytest.mark.parametrize("what", LISTED)
def test_listed_lines_stay_lines(what: str) -> None:
    (paragraph,) = read_markdown(LISTED[what]).blocks
    assert paragraph.text == LISTED[what]


def test_a_wrapped_line_goes_on() -> None:
    (paragraph,) = read_markdown("The Panel met\nand read (a) the plan\nof 2025. It agreed.").blocks
    assert paragraph.text == "The Panel met and read (a) the plan of 2025. It agreed."


REPORT = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
report:
  purpose: |
    To present the recommendations.
    To ask for <b>answers & dates</b>.
  recommendation: |
    That the Cabinet:
    - agrees
    - reports back
  body: |
    The Panel counted 2*4*8 trees:
    a) oaks
    b) elms

    [Recommendation 1]
recommendations: [That the Council plants a hundred trees.]
"""


def test_lines_stay_lines_in_the_paper_and_on_the_page(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", REPORT)
    built = room.papers("build", "--html")
    assert built.exit_code == 0, built.stderr
    (name,) = room.documents()
    with zipfile.ZipFile(room.path / "output" / name) as package:
        xml = package.read("word/document.xml").decode()
    page = (room.path / "output" / name).with_suffix(".html").read_text(encoding="utf-8")
    assert xml.count("<w:br/>") == 5
    assert "&lt;b&gt;answers &amp; dates&lt;/b&gt;" in xml
    assert "To present the recommendations.<br>To ask for &lt;b&gt;answers &amp; dates&lt;/b&gt;." in page
    assert "counted 2*4*8 trees:<br>a) oaks<br>b) elms" in page
