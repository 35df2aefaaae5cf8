"""Ten random plans and ten responses, as tools/try_pdfs.py makes them: every word is in the PDF, in its order."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tools.random_papers import WORD, Words, write_plan, write_response
from tools.try_pdfs import AT_ONCE, find_wrong, read_words, try_pdfs

from tests.conftest import MANY, Room, need_program
from tests.pdf.test_pdf_words import build
from tests.pdf.test_pdf_words import write_plan as write_small_plan

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("random pdfs")]


@pytest.mark.parametrize(("plans", "responses"), [(10, 0), (0, 10)])
def test_every_word_is_in_the_pdf(plans: int, responses: int, tmp_path: Path) -> None:
    need_program("soffice")
    need_program("pdfinfo")
    figures, found = Counter[str](), list[str]()
    for wrong, counted in try_pdfs(tmp_path, plans * MANY, responses * MANY, 5000):
        found += wrong
        figures += counted
    assert found == []
    assert figures["matters"] == 10 * MANY
    assert figures["PDFs"] >= 10 * MANY
    assert figures["pages"] > 50
    assert figures["words"] > 5_000
    assert AT_ONCE >= 10, "they share a workspace"


def test_a_word_that_is_lost_would_be_seen(tmp_path: Path) -> None:
    """In a PDF of another document."""
    need_program("soffice")
    need_program("pdfinfo")
    assert [wrong for wrong, _ in try_pdfs(tmp_path, 2, 0, 5005)] == [[]]
    one, other = sorted(tmp_path.rglob("output/*/*.docx"))
    words = read_words(one)
    assert list(find_wrong(words, one.with_suffix(".pdf"))) == []
    (said,) = find_wrong([*words, "q99999z"], one.with_suffix(".pdf"))
    assert said == "1 words lost, 0 there again, or in another order"
    (said,) = find_wrong([words[1], words[0], *words[2:]], one.with_suffix(".pdf"))
    assert said == "0 words lost, 0 there again, or in another order"
    assert read_words(other) != words


def test_words_after_a_space_of_another_form_are_read(room: Room) -> None:
    """LibreOffice marks such a space within the piece that it is in, and poppler passes over what follows."""
    need_program("soffice")
    need_program("pdfinfo")
    words = ["q1z", "q2z", "q3z", "q4z"]
    write_small_plan(room, " ".join(words))
    _, pdf = build(room)
    content: Any = pdf.pages[0]["/Contents"].get_object()
    assert b"/Span<</ActualText<FEFF0020>>>" in content.get_data(), "the no-break spaces of the years come first"
    (path,) = (room.path / "output").rglob("*.pdf")
    assert list(find_wrong(words, path)) == []


def test_the_same_number_gives_the_same_matter(tmp_path: Path) -> None:
    for write, file in ((write_plan, "action-plan.yaml"), (write_response, "recommendations.yaml")):
        for name in ("one", "other"):
            write(tmp_path / f"{file}-{name}", 7)
        assert (tmp_path / f"{file}-one" / file).read_text() == (tmp_path / f"{file}-other" / file).read_text()
    words = Words(3)
    text = WORD.findall(" ".join(words.text() for _ in range(50)))
    assert len(text) == len(set(text)) > 1_000
