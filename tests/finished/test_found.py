"""The paragraphs that are read from a finished document: words, place, and whether they are items of a list.

Documents are drawn with short names: p a paragraph, t its words, s="X" its style, n="3" the number of its list;
tbl, tr and tc are tables, rows and cells.
"""

import re

import pytest
from lxml import etree

from cabinet_papers.finished.blocks import Blocks
from cabinet_papers.finished.found import OUTSIDE, FoundParagraph, Place, normalise, read_headings
from cabinet_papers.finished.word_file import MAIN, W, WordFile

STYLES = """\
<styles>
<style styleId="ListBullet"><pPr><numPr><numId val="1"/></numPr></pPr></style>
<style styleId="Body"><pPr/></style>
</styles>
"""


def parse(drawing: str) -> etree._Element:
    """Return the drawing as WordprocessingML: each name and attribute in its namespace."""
    root = etree.fromstring(drawing)
    for each in root.iter():
        each.tag = f"{W}{each.tag}"
        for name, value in list(each.attrib.items()):
            del each.attrib[name]
            each.set(f"{W}{name}", value)
    return root


def read(drawing: str) -> list[FoundParagraph]:
    drawing = re.sub(r'<p s="(\w+)">', r'<p><pPr><pStyle val="\1"/></pPr>', drawing)
    drawing = re.sub(r'<p n="(\w+)">', r'<p><pPr><numPr><numId val="\1"/></numPr></pPr>', drawing)
    drawing = re.sub(
        r'<p s="(\w+)" n="(\w+)">', r'<p><pPr><pStyle val="\1"/><numPr><numId val="\2"/></numPr></pPr>', drawing
    )
    root = parse(f"<document><body>{drawing}</body></document>")
    elements = {MAIN: list(root.iter("*"))}
    return Blocks(WordFile([], {}, {"word/styles.xml": parse(STYLES)}, elements, [])).paragraphs


ITEMS = {
    "no list": ("<p><t>x</t></p>", [False]),
    "a style of a list": ('<p s="ListBullet"><t>x</t></p>', [True]),
    "a style of no list": ('<p s="Body"><t>x</t></p>', [False]),
    "a list": ('<p n="3"><t>x</t></p>', [True]),
    "no list, though its style is one": ('<p s="ListBullet" n="0"><t>x</t></p>', [False]),
    "a list, though its style is none": ('<p s="Body" n="3"><t>x</t></p>', [True]),
    "what a paragraph has the next has not": (
        '<p s="ListBullet"><t>x</t></p><p><t>y</t></p><p n="3"><t>z</t></p><p><t>w</t></p>', [True, False, True, False],
    ),
    "a list before a tracked change": (
        '<p><pPr><pStyle val="Body"/><pPrChange><pPr><pStyle val="ListBullet"/></pPr></pPrChange></pPr><t>x</t></p>',
        [False],
    ),
    "a number before a tracked change": (
        '<p><pPr><pPrChange><numPr><numId val="3"/></numPr></pPrChange></pPr><t>x</t></p><p n="3"><t>y</t></p>',
        [False, True],
    ),
    "nor the other way round": ('<p n="0"><t>x</t></p><p s="ListBullet"><t>y</t></p>', [False, True]),
}  # fmt: skip


@pytest.mark.parametrize("what", ITEMS)
def test_items_of_lists(what: str) -> None:
    drawing, expected = ITEMS[what]
    assert [each.is_list_item for each in read(drawing)] == expected


WORDS = {
    "the runs are one text": ("<p><t>It </t><t>will.</t></p>", ["It will."]),
    "spaces are one": ("<p><t> It \n will. </t></p>", ["It will."]),
    "a tab and a break are spaces": ("<p><t>a</t><tab/><t>b</t><br/><t>c</t></p>", ["a b c"]),
    "an empty paragraph": ("<p/><p><t>x</t></p>", ["", "x"]),
    "an empty text": ("<p><t/></p>", [""]),
    "words outside paragraphs are none": ("<t>stray</t><p><t>x</t></p>", ["x"]),
    "nothing": ("", []),
}


@pytest.mark.parametrize("what", WORDS)
def test_words(what: str) -> None:
    drawing, expected = WORDS[what]
    assert [each.words for each in read(drawing)] == expected


def cell(*words: str) -> str:
    return f"<tc>{''.join(f'<p><t>{each}</t></p>' for each in words)}</tc>"


def table(*rows: str) -> str:
    return f"<tbl>{''.join(f'<tr>{each}</tr>' for each in rows)}</tbl>"


INNER = f"<tc>{table(cell('a'), cell('b') + cell('c'))}</tc>"
WITHIN = table(cell("c") + cell("d"), cell("e"))
PLACES = {
    "outside tables": ("<p><t>a</t></p>", {"a": OUTSIDE}),
    "rows and columns from 1": (
        table(cell("a") + cell("b"), cell("c") + cell("d")),
        {"a": Place(1, 1, 1, (1, 1)), "b": Place(1, 1, 2, (1, 2)),
         "c": Place(1, 2, 1, (2, 1)), "d": Place(1, 2, 2, (2, 2))},
    ),
    "several paragraphs of a cell": (table(cell("a", "b")), {"a": Place(1, 1, 1, (1, 1)), "b": Place(1, 1, 1, (1, 1))}),
    "rows are counted through the document": (
        table(cell("a")) + table(cell("b"), cell("c")),
        {"a": Place(1, 1, 1, (1, 1)), "b": Place(2, 2, 1, (1, 1)), "c": Place(2, 3, 1, (2, 1))},
    ),
    "after a table": (table(cell("a")) + "<p><t>b</t></p>", {"a": Place(1, 1, 1, (1, 1)), "b": OUTSIDE}),
    "a table within a cell": (
        table(cell("a") + f"<tc><p><t>b</t></p>{WITHIN}<p><t>f</t></p></tc>", cell("g")),
        {"a": Place(1, 1, 1, (1, 1)), "b": Place(1, 1, 2, (1, 2)),
         "c": Place(1, 1, 2, (1, 1), True), "d": Place(1, 1, 2, (1, 2), True), "e": Place(1, 1, 2, (2, 1), True),
         "f": Place(1, 1, 2, (1, 2)), "g": Place(1, 2, 1, (2, 1))},
    ),
    "a table in a table in a table": (
        table(f"<tc>{table(INNER)}</tc>"),
        {"a": Place(1, 1, 1, (1, 1), True), "b": Place(1, 1, 1, (2, 1), True), "c": Place(1, 1, 1, (2, 2), True)},
    ),
    "rows and cells within controls": (
        f"<tbl><sdt><tr><sdt>{cell('a')}</sdt>{cell('b')}</tr></sdt></tbl>",
        {"a": Place(1, 1, 1, (1, 1)), "b": Place(1, 1, 2, (1, 2))},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", PLACES)
def test_places(what: str) -> None:
    drawing, expected = PLACES[what]
    assert {each.words: each.place for each in read(drawing)} == expected


def test_outside_tables_all_is_nought() -> None:
    assert OUTSIDE == (0, 0, 0, (0, 0), False)
    assert FoundParagraph("x") == ("x", OUTSIDE, False)


def test_spaces_and_signs_that_no_xml_carries() -> None:
    assert normalise(" a \n\t b\u00a0c ") == "a b c"
    assert normalise("a\x01b\ufffe") == "ab"
    assert normalise("a\u2028b") == "a b"


def test_headings_are_the_first_row_of_each_outer_table() -> None:
    """Not what is outside tables, in another row, or in a table within a cell; several paragraphs are one heading."""
    inner = "<tbl><tr><tc><p><t>inner</t></p></tc></tr><tr><tc><p><t>figure</t></p></tc></tr></tbl>"
    paragraphs = read(
        "<p><t>before</t></p>"
        "<tbl><tr><tc><p><t>No.</t></p></tc><tc><p><t>Agree</t></p><p><t>or not</t></p></tc></tr>"
        f"<tr><tc><p><t>1</t></p></tc><tc><p><t>Yes</t></p>{inner}</tc></tr></tbl>"
        f"<tbl><tr><tc>{inner}<p><t>Costs</t></p></tc></tr></tbl>"
    )
    assert read_headings(paragraphs) == {(1, 1): "No.", (1, 2): "Agree or not", (2, 1): "Costs"}
    assert read_headings([]) == {}
