"""Text of every kind survives the whole way, from YAML and Excel into Word."""

import tempfile
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import MANY, open_room
from tests.outline import read_outline

pytestmark = pytest.mark.slow

# What a person can type: no surrogates, no control characters, no line breaks within a line.
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Co", "Cn"))
LINE = st.text(LETTERS, min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(
    # A sign that nobody sees at the beginning of a text in YAML is an error.
    lambda text: text and not text.startswith(("[", "#")) and unicodedata.category(text[0]) != "Cf"
)  # fmt: skip
LINES = st.lists(LINE, min_size=1, max_size=4).map("\n".join)


def words(text: str) -> str:
    """Return the text as words, white space and list signs at the line's start aside."""
    lines = (line.strip() for line in text.split("\n"))
    return " ".join(" ".join(line[2:] if line[:2] in ("- ", "* ", "• ", "· ") else line for line in lines).split())


@settings(max_examples=20 * MANY, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=LINE, recommendation=LINES, comment=LINES)
def test_what_is_typed_is_in_the_document(title: str, recommendation: str, comment: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        room = open_room(Path(folder) / "room")
        matter = {
            "title": title,
            "scrutiny": {"body": "Scrutiny Committee", "date": "2026-03-03"},
            "recommendations": [recommendation],
        }
        room.write("data/m/recommendations.yaml", yaml.safe_dump(matter, allow_unicode=True))
        sheet = room.papers("sheet")
        assert sheet.exit_code == 0, sheet.stderr
        type_answer(room.path / "data/m/responses.xlsx", comment)
        built = room.papers("build")
        assert built.exit_code == 0, built.stderr
        (document,) = (room.path / "output/m").glob("*.docx")
        outline = read_outline(document)
        printed = " ".join(
            " ".join(line.removeprefix("|").strip().removeprefix("* ") for line in outline.split("\n")).split()
        )
        for typed in (title, recommendation, comment):
            for line in typed.split("\n"):
                assert words(line) in printed or words(line).strip("*_") in printed, outline


def type_answer(path: Path, comment: str) -> None:
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = book["Responses"]
    row = next(cell.row for cell in sheet["A"] if cell.value == 1)
    sheet.cell(row, 3, "Yes")
    cell = sheet.cell(row, 4)
    cell.value, cell.data_type = comment, "s"
    book.save(path)
