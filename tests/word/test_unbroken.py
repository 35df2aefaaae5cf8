"""Dates, names of councillors, and numbers with their unit stay on a line; what people typed stays the same words."""

import io
import zipfile

import pytest
from lxml import etree

from cabinet_papers.word.unbroken import keep_figures_together, keep_together
from tests.conftest import Room

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A no-break space is drawn as "_".
TOGETHER = {
    "on 14 July 2026, not before": "on 14_July_2026, not before",
    "on the 3rd March 2026": "on the 3rd_March_2026",
    "on 14 Gorffennaf 2026": "on 14_Gorffennaf_2026",
    "by 31 March": "by 31_March",
    "the 5 wards of 2026": "the 5 wards of 2026",
    "in July 2026": "in July 2026",
    "1- 2025 - 2026 2- 2026 – 27": "1- 2025_-_2026 2- 2026_–_27",
    "£2.5 million in 20 days": "£2.5_million in 20_days",
    "a rise of 3 per cent.": "a rise of 3_per_cent.",
    "10 km, not 10 kmers": "10_km, not 10 kmers",
    "s. 6.3 of the policy": "s. 6.3 of the policy",
    "20 working days": "20 working days",
    "Councillor Louise Upton, Cabinet Member": "Councillor_Louise_Upton, Cabinet Member",
    "Cllr Smith and Cllr. A. Smith-Jones": "Cllr_Smith and Cllr._A._Smith-Jones",
    "the Councillor said": "the Councillor said",
}


@pytest.mark.parametrize("text", TOGETHER)
def test_what_stays_together(text: str) -> None:
    joined = keep_together(text)
    assert joined.replace("\u00a0", "_") == TOGETHER[text]
    assert " ".join(joined.split()) == text, "spaces of every kind are one space"


def test_names_are_no_figures() -> None:
    assert keep_figures_together("Councillor Elm, 2 May 2026") == "Councillor Elm, 2\u00a0May\u00a02026"


def build(room: Room, comment: str, table: str) -> list[str]:
    """Return the paragraphs of the draft."""
    room.write("data/trees/recommendations.yaml", "title: Trees\nscrutiny: {body: Panel, date: 2026-03-03}\n"
               "recommendations: [That the Council plants 200 trees by 1 May 2026.]\n")  # fmt: skip
    asked = "That the Council plants 200 trees by 1 May 2026."
    room.draw("data/trees/a.xlsx", "[R]\nRecommendation | Agree? | Comment\n"
              f"{asked} | Yes | {comment}\\n[Table: T]\n\n[T]\n{table}")  # fmt: skip
    built = room.papers("build")
    assert (built.exit_code, "all in the document" in built.stderr) == (0, True), built.stderr
    (path,) = (room.path / "output").rglob("*.docx")
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return ["".join(each.text or "" for each in p.iter(f"{W}t")).replace("\u00a0", "_") for p in root.iter(f"{W}p")]


def test_a_paper_keeps_them_together_and_loses_nothing(room: Room) -> None:
    paragraphs = build(
        room, "Councillor Grace Oak begins on 2 March 2026.", "By | Told\n2 May 2026 | Councillor Grace Oak"
    )
    assert "Councillor_Grace_Oak begins on 2_March_2026." in paragraphs
    assert "1. That the Council plants 200 trees by 1_May_2026." in paragraphs
    assert "2_May_2026" in paragraphs
    assert "Councillor Grace Oak" in paragraphs, "a name in a table may be on two lines"


def test_a_name_that_is_wider_than_its_cell_is_left_as_it_was(room: Room) -> None:
    """Its letters would go on in the next line."""
    room.write("papers.yaml", "council: Eastmere\nresponse_columns: [Lead officer]\n")
    room.write("data/trees/recommendations.yaml", "title: Trees\nscrutiny: {body: Panel, date: 2026-03-03}\n"
               "recommendations: [That the Council plants trees.]\n")  # fmt: skip
    room.draw("data/trees/a.xlsx", "[R]\nRecommendation | Agree? | Comment | Lead officer\n"
              "That the Council plants trees. | Yes | ok | Councillor Bartholomew Featherstonehaugh")  # fmt: skip
    assert room.papers("build").exit_code == 0
    (path,) = (room.path / "output").rglob("*.docx")
    with zipfile.ZipFile(path) as package:
        assert "Councillor Bartholomew Featherstonehaugh" in package.read("word/document.xml").decode()
