"""The accessibility gate: each barrier is found in a document that has it, with the way to mend it in Word."""

from collections.abc import Callable

import pytest

from cabinet_papers.finished.blocks import open_blocks
from cabinet_papers.finished.colours import contrast
from cabinet_papers.proof.accessibility import find_barriers
from tests.conftest import Room
from tests.proof.test_structure import change, pack, parts  # noqa: F401 - the fixture

HEADED = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'


def begin(inside: str) -> Callable[..., None]:
    """Put paragraphs before the others."""
    return change(r"<w:body>", f"<w:body>{inside}")


def line(look: str, text: str) -> str:
    return f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


PALE = '<w:style w:type="character" w:styleId="Pale"><w:rPr><w:color w:val="BBBBBB"/></w:rPr></w:style></w:styles>'
LABELS = '<w:tbl><w:tblPr><w:tblLook w:val="0480"/></w:tblPr><w:tblGrid/><w:tr>'
BARRIERS: dict[str, tuple[Callable[..., None], str, str]] = {
    "no title": (change(r"<dc:title>.*?</dc:title>", "", "docProps/core.xml"), "has no title", "File, Info"),
    "no language": (
        lambda own: [
            change(r"<dc:language>.*?</dc:language>", "", "docProps/core.xml")(own),
            change(r"<w:lang [^>]*/>", "", "word/styles.xml")(own),
        ], "has no language", "Set Proofing Language"),
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
        "the first heading is level 2, not level 1", "heading of level 1"),
    "a bold line for a heading": (
        change(r"<w:body>", "<w:body><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Why trees matter</w:t></w:r></w:p>"),
        "a bold line looks like a heading", "Heading 2"),
    "faint words": (
        change(r"<w:body>", '<w:body><w:p><w:r><w:rPr><w:color w:val="AAAAAA"/></w:rPr><w:t>faint</w:t></w:r></w:p>'),
        "is 2.3 to 1, and has to be at least 4.5 to 1", "Font Color"),
    "a heading without words": (
        begin(f"{HEADED.format('Heading1', ' ')}"), "a heading has no words", "another style"),
    "a second title": (
        begin(HEADED.format("Title", "Trees") + HEADED.format("Title", "Hedges")),
        'two lines have the style Title: "Trees" and "Hedges"', "keep the style Title for only one"),
    "a heading above the title": (
        begin(HEADED.format("Heading1", "Why") + HEADED.format("Title", "Trees")),
        "the first heading is level 2, not level 1", "move the title above this line"),
    "no heading at all": (
        change(r'<w:outlineLvl w:val="\d"/>', "", "word/styles.xml", count=9), "has no heading", "Heading 1"),
    "an empty heading cell of a column": (
        change(r"<w:t(?: [^>]*)?>Agree\?</w:t>", "<w:t></w:t>"), "a heading of the table has no words", "write what"),
    "an empty label of a row": (
        begin(f"{LABELS}<w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>value</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"),
        "a heading of the table has no words", "write what"),
    "the name of a file in place of words": (
        begin('<w:p><w:r><x:docPr xmlns:x="x" name="Logo" descr="shield_final.PNG"/></w:r></w:p>'),
        "does not say what the picture shows", "View Alt Text"),
    "a picture of a picture": (
        begin('<w:p><w:r><x:docPr xmlns:x="x" name="Logo" descr="Image 3"/></w:r></w:p>'),
        "does not say what the picture shows", "View Alt Text"),
    "the same words to two places": (
        begin("<w:p>" + "".join(f'<w:hyperlink w:anchor="{each}"><w:r><w:t>the plan</w:t></w:r>'
               "</w:hyperlink>" for each in "ab") + "</w:p>"),
        "with the same words lead to 2 different places", "say where it leads"),
    "faint words of a style of letters": (
        lambda own: [
            change("</w:styles>", PALE, "word/styles.xml")(own),
            begin(line('<w:rStyle w:val="Pale"/>', "faint"))(own),
        ], "is 1.9 to 1", "Font Color"),
    "words under a highlighter": (
        begin(line('<w:highlight w:val="darkBlue"/>', "seen")),
        "is 1.3 to 1", "Font Color"),
    "a shaded paragraph": (
        begin('<w:p><w:pPr><w:shd w:val="clear" w:fill="444444"/></w:pPr><w:r><w:t>dark</w:t></w:r></w:p>'),
        "is 2.2 to 1", "Font Color"),
    "a row shaded by the style of its table": (
        change(r'<w:shd w:val="clear" w:color="auto" w:fill="DCE4EC"/></w:tcPr></w:tblStylePr>',
               '<w:shd w:val="clear" w:color="auto" w:fill="333333"/></w:tcPr></w:tblStylePr>', "word/styles.xml"),
        "is 1.7 to 1", "Font Color"),
    "large words that are too faint even so": (
        begin(line('<w:color w:val="A0A0A0"/><w:sz w:val="40"/>', "large")), "has to be at least 3 to 1", "Font Color"),
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


REPORT = """\
title: Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
report:
  appendices: []
  body: |
    | Item | Year |
    | ---- | ---- |
    | Oaks | 2026 |
    WHERE

    [Recommendation 1]
recommendations:
  - That the Council plants a hundred trees.
"""


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("|  |  |", 'the table has an empty row (table 3, beginning with "Item Year")'),
        ("\n    ##", 'a heading has no words (after "2026")'),
    ],
)
def test_what_comes_from_the_yaml_is_deleted_there(line: str, says: str, room: Room) -> None:
    path = room.write("data/trees/recommendations.yaml", REPORT.replace("WHERE", line))
    said = room.papers("build").stderr
    assert says in said
    assert "hint: in the YAML, delete the " in said
    path.write_text(REPORT.replace("    WHERE\n", ""))
    assert "OUT00" not in room.papers("build").stderr


# What is no barrier, though it looks like one.
FINE: dict[str, Callable[..., None]] = {
    "large words of a lower contrast": begin(line('<w:b/><w:color w:val="808080"/><w:sz w:val="28"/>', "It is large.")),
    "white words on a dark cell": change(
        r"(<w:tcPr>)(.*?</w:tcPr><w:p>.*?<w:r>)",
        r'\1<w:shd w:val="clear" w:fill="333333"/>\2<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'),
    "a link twice to one place": begin(
        '<w:p>' + '<w:hyperlink w:anchor="a"><w:r><w:t>the plan</w:t></w:r></w:hyperlink>' * 2 + '</w:p>'),
    "words that begin like the name of a file": begin(
        '<w:p><w:r><x:docPr xmlns:x="x" name="L" descr="Image of the shield"/></w:r></w:p>'),
}  # fmt: skip


@pytest.mark.parametrize("name", FINE)
def test_no_barrier_is_found(name: str, parts: dict[str, bytes]) -> None:  # noqa: F811 - the fixture
    fine = dict(parts)
    FINE[name](fine)
    assert find_barriers(open_blocks(pack(fine))) == []


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
