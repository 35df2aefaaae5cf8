"""The accessibility gate: each barrier is found in a document that has it, with the way to mend it in Word."""

from collections.abc import Callable

import pytest

from cabinet_papers.finished.blocks import open_blocks
from cabinet_papers.finished.colours import contrast
from cabinet_papers.proof.accessibility import find_barriers
from tests.conftest import Room
from tests.proof.test_structure import change, pack, parts  # noqa: F401 - the fixture

HEADED = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
BARRIERS: dict[str, tuple[Callable[..., None], str, str]] = {
    "no title": (change(r"<dc:title>.*?</dc:title>", "", "docProps/core.xml"), "has no title", "File, Info"),
    "no marked row": (change(r"<w:tblHeader/>", "", count=9), "no row of the table is marked", "Repeat Header Rows"),
    "merged cells": (change(r"<w:tcPr>", "<w:tcPr><w:gridSpan w:val=\"1\"/>"), "merged cells", "Split Cells"),
    "an empty row": (
        change(r"(<w:tr>(?:(?!</?w:tr>).)*</w:tr>)(?=</w:tbl>)", "<w:tr><w:tc><w:p/></w:tc></w:tr>"),
        "an empty row", "Delete Rows"),
    "a picture without words": (
        change(r"<w:body>", '<w:body><w:p><w:r><x:docPr xmlns:x="x" id="1" name="Logo"/></w:r></w:p>'),
        "no alternative text", "View Alt Text"),
    "a vague link": (
        change(r"<w:body>", "<w:body><w:p><w:hyperlink><w:r><w:t>click here</w:t></w:r></w:hyperlink></w:p>"),
        "do not say where it leads", "write what"),
    "a level left out": (
        change(r"<w:body>", f"<w:body>{HEADED.format('Heading2', 'Deep')}"),
        "the first heading is level 2, not level 1", "## below #"),
    "a bold line for a heading": (
        change(r"<w:body>", "<w:body><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Why trees matter</w:t></w:r></w:p>"),
        "a bold line looks like a heading", "Heading 2"),
    "faint words": (
        change(r"<w:body>", '<w:body><w:p><w:r><w:rPr><w:color w:val="AAAAAA"/></w:rPr><w:t>faint</w:t></w:r></w:p>'),
        "is 2.3 to 1, not 4.5", "Font Color"),
    "words on a dark ground": (
        change(r"(<w:tcPr>)(.*?</w:tcPr>)", r'\1<w:shd w:val="clear" w:fill="333333"/>\2'), "is too pale", "darker"),
}  # fmt: skip


def test_a_good_document_has_none(parts: dict[str, bytes]) -> None:  # noqa: F811 - the fixture
    assert find_barriers(open_blocks(pack(parts))) == []


@pytest.mark.parametrize("name", BARRIERS)
def test_a_barrier_is_found(name: str, parts: dict[str, bytes]) -> None:  # noqa: F811 - the fixture
    barred = dict(parts)
    apply, says, cure = BARRIERS[name]
    apply(barred)
    found = [each for each in find_barriers(open_blocks(pack(barred))) if says in str(each.message)]
    assert len(found) >= 1, find_barriers(open_blocks(pack(barred)))
    assert cure in str(found[0].hint)
    assert found[0].place


@pytest.mark.parametrize(("one", "other", "wanted"), [("000000", "FFFFFF", 21), ("777777", "FFFFFF", 4.48)])
def test_contrast_is_that_of_the_guidelines(one: str, other: str, wanted: float) -> None:
    """The figures are those of WCAG's own examples."""
    assert contrast(one, other) == pytest.approx(wanted, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_a_template_without_a_marked_row_writes_nothing(room: Room) -> None:
    """Shown as "OUT008": the council's own template, changed in Word."""
    import zipfile

    template = room.path / "templates" / "draft-response.docx"
    with zipfile.ZipFile(template) as package:
        kept = {name: package.read(name) for name in package.namelist()}
    kept["word/document.xml"] = kept["word/document.xml"].replace(b"<w:tblHeader/>", b"")
    template.write_bytes(pack(kept))
    room.write("data/trees/recommendations.yaml", "title: Trees\nscrutiny: {body: Panel, date: 2026-03-03}\n"
               "recommendations: [That the Council plants trees.]\n")  # fmt: skip
    room.draw(
        "data/trees/a.xlsx", "[R]\nRecommendation | Agree? | Comment\nThat the Council plants trees. | Yes | ok\n"
    )
    built = room.papers("build")
    assert built.exit_code == 1
    assert "error OUT008: no row of the table is marked as its heading" in built.stderr
    assert room.documents() == []
