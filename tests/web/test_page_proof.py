"""The proof of pages finds each kind of damage, at its place in the document."""

import pytest

from cabinet_papers.findings import codes
from cabinet_papers.proof.page_blocks import PageReader
from cabinet_papers.proof.page_check import check_page, find_difference
from cabinet_papers.web.page import write_page
from tests.web.word import DRAWING, PICTURE, draw, items, p, r, tbl, tc, tr

INNER = tbl(tr("Larder", "Visits", head=True), tr("Abbey", "2,310"), more='<w:tblCaption w:val="Larders"/>')
DOCUMENT = draw(
    p("Trees", "Heading1")
    + p("Both trees grow.", "NumberedParagraph")
    + p("Oaks", "Heading2")
    + p("They do not.", "NumberedParagraph")
    + items("5", "plant", "water")
    + items("4/2", "see")
    + p("Said she.", "Quote")
    + p('<w:hyperlink r:id="lnk1">' + r("here") + "</w:hyperlink>")
    + p(DRAWING.format(words="An oak", inside=PICTURE.format(ref="pic1")))
    + p('<w:r><w:footnoteReference w:id="1"/></w:r>' + r(" noted"))
    + tbl(
        tr("Recommendation", "Agree?", "Comment", head=True),
        tr("1. Plant.", "Yes", tc("So:", INNER, p("After."))),
        columns=3,
        first=True,
    ),
    header=p(r("DRAFT", "<w:b/>")),
    notes=f'<w:footnote w:id="1">{p("See oaks.")}</w:footnote>',
)
PAGE = write_page(DOCUMENT).decode()
# What is exchanged on the page, and where the document says that it differs.
DAMAGE = {
    "a word": ("Both trees grow.", "Both trees grew.", "paragraph 3, in the document"),
    "a word lost": ("<h2>Oaks</h2>\n", "", "paragraph 4, in the document"),
    "a word of the header": ("DRAFT", "FINAL", "paragraph 1, in the header"),
    "a word of a note": ("See oaks.", "See elms.", "paragraph 24, in the notes"),
    "a paragraph too many": ("</main>", "<p>More.</p></main>", "the end of the document"),
    "the level of a heading": ("<h2>Oaks</h2>", "<h3>Oaks</h3>", "paragraph 4, in the document"),
    "a number": (
        '<span class="number">2.</span> They',
        '<span class="number">3.</span> They',
        "paragraph 5, in the document",
    ),
    "a number that is a word": ('<span class="number">1.</span> Both', "1. Both", "paragraph 3, in the document"),
    "where a list begins": ('<ol start="5">', "<ol>", "paragraph 6, in the document"),
    "the form of numbers": ('<ol start="5">', '<ol start="5" type="a">', "paragraph 6, in the document"),
    "the number of an item": (
        '<span class="number">(a)</span> see',
        '<span class="number">(b)</span> see',
        "paragraph 8, in the document",
    ),
    "an item that is none": ("<li>plant</li><li>", "<li>plant<p>", "paragraph 7, in the document"),
    "signs for numbers": ('<ol start="5">', '<ul start="5">', "paragraph 6, in the document"),
    "a quotation": ("<blockquote>", "<div>", "paragraph 9, in the document"),
    "the address of a link": (
        'href="https://example.org/a',
        'href="https://example.com/a',
        "paragraph 10, in the document",
    ),
    "what a picture shows": ('alt="An oak"', 'alt="An elm"', "paragraph 11, in the document"),
    "the sign of a note": ('<sup><a class="note"', '<sub><a class="note"', "paragraph 12, in the document"),
    "a heading of a column": (
        '<th role="columnheader" class="s-normal" scope="col">Agree?</th>',
        "<td>Agree?</td>",
        "paragraph 14, in the document, table 1, row 1, column 2",
    ),
    "a heading of a row": (
        '<th role="rowheader" scope="row"',
        "<th",
        "paragraph 16, in the document, table 1, row 2, column 1",
    ),
    "two cells": (
        '<td role="cell" data-heading="Agree?">Yes</td>',
        "",
        "paragraph 17, in the document, table 1, row 2, column 2",
    ),
    "a cell over two columns": (
        '<th role="rowheader" scope="row"',
        '<th role="rowheader" scope="row" colspan="2"',
        "paragraph 17, in the document, table 1, row 2, column 2",
    ),
    "a figure in another row": (
        "<tr><td>Abbey</td>",
        "<tr></tr><tr><td>Abbey</td>",
        "paragraph 21, in the document, table 1, table 2, row 2, column 1",
    ),
    "a word after a table in a cell": (
        "<p>After.</p></td>",
        "</td><td>After.</td>",
        "paragraph 23, in the document, table 1, row 2, column 3",
    ),
    "the name of a table": (">Larders</caption>", ">Larder</caption>", "the name of a table"),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_damage(what: str) -> None:
    old, new, place = DAMAGE[what]
    assert PAGE.count(old) == 1, PAGE
    assert find_difference(PageReader(PAGE.replace(old, new)), DOCUMENT) == place


def test_the_finding_says_the_place_and_no_word() -> None:
    assert check_page(PAGE.encode(), DOCUMENT, "output/trees/x.html", []) == []
    (found,) = check_page(PAGE.replace("Yes", "No").encode(), DOCUMENT, "output/trees/x.html", [])
    assert found.code is codes.OUT002
    assert (
        str(found.message)
        == "the web page differs from the document, first at paragraph 17, in the document, table 1, row 2, column 2"
    )
    assert found.location.file == "output/trees/x.html"


@pytest.mark.slow
def test_a_page_of_ten_thousand_rows() -> None:
    rows = (
        tr(f"{at}. That it plants.", "Yes", tc(p(f"Tree {at}:"), p("an oak", "ListBullet"))) for at in range(1, 10_001)
    )
    document = draw(tbl(tr("Recommendation", "Agree?", "Comment", head=True), *rows, columns=3, first=True))
    page = write_page(document).decode()
    assert page.count('<th role="rowheader" scope="row"') == 10_000
    # All that is before the changed word was found in its order.
    assert find_difference(PageReader(page.replace("Tree 9999:", "Tree 9998:")), document) == (
        "paragraph 39998, in the document, table 1, row 10000, column 3"
    )


def test_a_title_for_the_ear_is_the_document_s() -> None:
    document = draw(p("No heading."))
    page = write_page(document).decode()
    assert find_difference(PageReader(page), document) is None
    assert find_difference(PageReader(page.replace(">Trees</h1>", ">Hedges</h1>")), document) == "the title"
    assert find_difference(PageReader(page.replace('<h1 class="unseen">Trees</h1>', "")), document) == "the title"
