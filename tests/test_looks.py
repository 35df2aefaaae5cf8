"""The documents as LibreOffice lays them out: every word reaches the page, and no document is refused."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import need_program, open_room

pytestmark = pytest.mark.slow

EXPECTED = {
    "Scrutiny report": ["Places without a larder", "Recommendation 3: That the Council opens", "Page 1 of 2"],
    "Draft Cabinet response - Eastmere": ["1,985", "the ward budgets of the local members", "DRAFT", "In part"],
    "Cabinet response - Street": [
        "Response provided by Cabinet Member for Parks and Open Spaces, Councillor Daniel Marsh"
    ],
    "Walking and Cycling Action Plan.": [
        "3. Working with Partners",
        "2.1 Close the three gaps",
        "31 March 2028",
        "somewhere to leave a bicycle",
    ],
    "Walking and Cycling Action Plan, Year 2.": [
        "The action was in last year's plan, to be done by another year.",
        "Action year updated 1",
        "Parks and Open Spaces 1",
        "4. Bicycles at Home",
        "1.2 and 1.3",
    ],
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, libreoffice: Callable[[Path, str, Path], Path]) -> dict[str, str]:
    """The words of each sample document's pages, by its name."""
    pdftotext = need_program("pdftotext")
    room = open_room(tmp_path_factory.mktemp("looks") / "room", sample=True)
    assert room.papers("build").exit_code == 0
    texts = {}
    for name in room.documents():
        pdf = libreoffice(room.path / "output" / name, "pdf", room.path / "pdf")
        done = subprocess.run([pdftotext, "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
        texts[Path(name).stem] = " ".join(done.stdout.split())
    return texts


@pytest.mark.parametrize("document", EXPECTED)
def test_every_word_reaches_the_page(document: str, pages: dict[str, str]) -> None:
    (text,) = [text for name, text in pages.items() if document in f"{name}."]
    assert [words for words in EXPECTED[document] if words not in text] == []


def test_no_placeholder_is_left(pages: dict[str, str]) -> None:
    assert len(pages) >= 5
    assert [name for name, text in pages.items() if "{{" in text or "{%" in text] == []
