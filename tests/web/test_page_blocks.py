"""Lists and tables of a document on its page: drawn by hand, each page proven against its document."""

import re

import pytest

from tests.web.word import draw, items, main, make_page, p, r, tbl, tc, tr


def item(number: str, words: str) -> str:
    return f'<li><span class="number">{number}</span> {words}</li>'


LISTS = {
    "bullets": (p("a", "ListBullet") + p("b", "ListBullet"), "<ul><li>a</li><li>b</li></ul>"),
    "bullets in bullets": (
        items("1", "a") + items("1/1", "b", "c") + items("1/2", "d") + items("1", "e"),
        "<ul><li>a<ul><li>b</li><li>c<ul><li>d</li></ul></li></ul></li><li>e</li></ul>",
    ),
    "numbers": (items("2", "a", "b"), "<ol><li>a</li><li>b</li></ol>"),
    "numbers from five": (items("5", "a", "b"), '<ol start="5"><li>a</li><li>b</li></ol>'),
    "numbers that go on": (
        items("2", "a") + p("between") + items("2", "b"),
        '<ol><li>a</li></ol><p>between</p><ol start="2"><li>b</li></ol>',
    ),
    "a list anew": (
        items("2", "a", "b") + items("5", "c"),
        '<ol><li>a</li><li>b</li></ol><ol start="5"><li>c</li></ol>',
    ),
    "letters and roman numbers": (
        items("2", "a") + items("2/1", "b", "c") + items("2/2", "d"),
        '<ol><li>a<ol type="a"><li>b</li><li>c<ol type="i"><li>d</li></ol></li></ol></li></ol>',
    ),
    "numbers that HTML does not write": (
        items("4", "a") + items("4/1", "b") + items("4/2", "c", "d") + items("4/3", "e"),
        '<ol><li>a<ol class="own" role="list">'
        '<li><span class="number">1.1</span> b<ol class="own" role="list">'
        + item("(a)", "c")
        + '<li><span class="number">(b)</span> d<ol type="I"><li>e</li></ol></li></ol></li></ol></li></ol>',
    ),
    "words before letters": (
        items("6", "a", "b"),
        f'<ol class="own" role="list">{item("Part A", "a")}{item("Part B", "b")}</ol>',
    ),
    "a list that begins deep": (items("2/1", "a"), '<ol type="a"><li>a</li></ol>'),
    "signs after numbers": (
        items("2", "a") + items("1", "b") + items("1/1", "c"),
        "<ol><li>a</li></ol><ul><li>b<ul><li>c</li></ul></li></ul>",
    ),
    "an empty item": (items("2", "a", "", "c"), "<ol><li>a</li><li></li><li>c</li></ol>"),
    "a paragraph that goes on": (
        items("2", "a")
        + p("more", more='<w:ind w:left="360"/>')
        + items("2", "b")
        + p("out", more='<w:ind w:left="100"/>')
        + items("2", "c"),
        '<ol><li>a<p>more</p></li><li>b</li></ol><p>out</p><ol start="3"><li>c</li></ol>',
    ),
    "numbered paragraphs": (
        p("First.", "NumberedParagraph") + p("Trees", "Heading1") + p("Second.", "NumberedParagraph"),
        (
            '<p class="numbered"><span class="number">1.</span> First.</p><h1>Trees</h1>'
            '<p class="numbered"><span class="number">2.</span> Second.</p>'
        ),
    ),
    "a numbered heading": (p("Trees", "Heading1", numbered="2"), '<h1><span class="number">1.</span> Trees</h1>'),
    "a hidden item is not counted": (
        items("2", "a") + p(r("b", "<w:vanish/>"), more="<w:rPr><w:vanish/></w:rPr>", numbered="2") + items("2", "c"),
        "<ol><li>a</li><li>c</li></ol>",
    ),
    "an item that was deleted": (
        items("2", "a")
        + p(
            '<w:del w:id="1"><w:r><w:delText>b</w:delText></w:r></w:del>',
            numbered="2",
            more='<w:rPr><w:del w:id="2"/></w:rPr>',
        )
        + items("2", "c"),
        "<ol><li>a</li><li>c</li></ol>",
    ),
    "more letters than there are": (
        "".join(items("2/1", str(at)) for at in range(28)),
        '<ol class="own" role="list">'
        + "".join(item(f"{chr(97 + at % 26) * (1 + at // 26)}.", str(at)) for at in range(28))
        + "</ol>",
    ),
}


@pytest.mark.parametrize("what", LISTS)
def test_lists(what: str) -> None:
    body, expected = LISTS[what]
    assert main(body) == expected


def rows_of(body: str) -> str:
    """Return the table on the page without its columns' widths, its roles, and that its headings are not bold."""
    return re.sub(
        r"<colgroup>.*?</colgroup>| class=\"s-normal\"| role=\"\w+\"| style=\"--[^\"]*\"| data-heading=\"[^\"]*\"",
        "",
        main(body),
    )


SPAN, DOWN, ON = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
TABLES = {
    "headings": (
        tbl(tr("Tree", "Height", head=True), tr("Oak", "20 m")),
        (
            '<table><thead><tr><th scope="col">Tree</th><th scope="col">Height</th></tr></thead>'
            "<tbody><tr><td>Oak</td><td>20 m</td></tr></tbody></table>"
        ),
    ),
    "two rows of headings": (
        tbl(tr("Tree", head=True), tr("Name", head=True), tr("Oak"), columns=1),
        (
            '<table><thead><tr><th scope="col">Tree</th></tr><tr><th scope="col">Name</th></tr></thead>'
            "<tbody><tr><td>Oak</td></tr></tbody></table>"
        ),
    ),
    "a row that is no heading any more": (
        tbl(tr("a", "b", more='<w:tblHeader w:val="0"/>')),
        "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
    ),
    "an empty heading is none": (
        tbl(tr("", "Height", head=True), tr("Oak", "20 m")),
        (
            '<table><thead><tr><td></td><th scope="col">Height</th></tr></thead>'
            "<tbody><tr><td>Oak</td><td>20 m</td></tr></tbody></table>"
        ),
    ),
    "labels": (
        tbl(tr("To:", "Cabinet"), tr("", "and others"), first=True),
        (
            '<table class="labels"><tbody><tr><th scope="row">To:</th><td>Cabinet</td></tr>'
            "<tr><td></td><td>and others</td></tr></tbody></table>"
        ),
    ),
    "the recommendation names its row": (
        tbl(tr("Agree?", "Recommendation", "Comment", head=True), tr("Yes", "1. Plant.", "So."), columns=3, first=True),
        (
            '<table class="rows"><thead><tr><th scope="col">Agree?</th><th scope="col">Recommendation</th>'
            '<th scope="col">Comment</th></tr></thead>'
            '<tbody><tr><td>Yes</td><th scope="row">1. Plant.</th><td>So.</td></tr></tbody></table>'
        ),
    ),
    "a name for the ear": (
        tbl(tr("a", "b", head=True), more='<w:tblCaption w:val="Trees &amp; hedges"/>'),
        (
            '<table><caption class="unseen">Trees &amp; hedges</caption>'
            '<thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead></table>'
        ),
    ),
    "cells over columns and rows": (
        tbl(
            tr(tc("Trees", more=SPAN), tc("Sum"), head=True),
            tr(tc("Oak", more=DOWN), "tall", "1"),
            tr(tc("", more=ON), "small", "2"),
            columns=3,
        ),
        (
            '<div class="scroll" tabindex="0" aria-label="Table: Trees Sum"><table class="figures"><thead><tr>'
            '<th scope="colgroup" colspan="2">Trees</th><th scope="col">Sum</th></tr></thead><tbody>'
            '<tr><td rowspan="2">Oak</td><td>tall</td><td>1</td></tr>'
            "<tr><td>small</td><td>2</td></tr></tbody></table></div>"
        ),
    ),
    "room before and after cells": (
        tbl(tr("a", "b"), tr("c", more='<w:gridBefore w:val="1"/>'), tr("d", more='<w:gridAfter w:val="1"/>')),
        (
            '<table><tbody><tr><td>a</td><td>b</td></tr><tr><td class="gap"></td><td>c</td></tr>'
            '<tr><td>d</td><td class="gap"></td></tr></tbody></table>'
        ),
    ),
    "a table in a cell": (
        tbl(tr("a", tc("b", tbl(tr("c", "d", head=True), tr("1", "2")), p()))),
        (
            "<table><tbody><tr><td>a</td><td><p>b</p>"
            '<div class="scroll" tabindex="0" aria-label="Table: c d">'
            '<table class="figures"><thead><tr><th scope="col">c</th><th scope="col">d</th></tr></thead>'
            "<tbody><tr><td>1</td><td>2</td></tr></tbody></table></div></td></tr></tbody></table>"
        ),
    ),
    "rows in content controls, and one that was deleted": (
        tbl(
            "<w:sdt><w:sdtContent>" + tr("a") + "</w:sdtContent></w:sdt>",
            tr("b", more='<w:del w:id="1"/>'),
            tr("c", more="<w:hidden/>"),
            columns=1,
        ),
        "<table><tbody><tr><td>a</td></tr></tbody></table>",
    ),
    "blocks in a cell": (
        tbl(tr(tc(p("a") + items("1", "b") + p("c", "Quote"))), columns=1),
        (
            "<table><tbody><tr><td><p>a</p><ul><li>b</li></ul>"
            '<blockquote><p class="s-quote">c</p></blockquote></td></tr></tbody></table>'
        ),
    ),
}


@pytest.mark.parametrize("what", TABLES)
def test_tables(what: str) -> None:
    body, expected = TABLES[what]
    assert rows_of(body) == expected


def test_the_cells_of_three_columns_say_their_heading() -> None:
    page = main(tbl(tr("No.", "Tree", "", head=True), tr("1", "Oak", "tall"), columns=3, first=True))
    assert '<table class="rows" role="table">' in page
    assert '<tbody role="rowgroup"><tr role="row"><th role="rowheader" scope="row" data-heading="No.">1</th>' in page
    assert '<td role="cell" data-heading="Tree">Oak</td><td role="cell">tall</td>' in page
    several = make_page(draw(tbl(tr(tc("By", "Year 1", "Year 2"), "b", "c", head=True), tr("1", "2", "3"), columns=3)))
    assert '<td role="cell" data-heading="By\nYear 1\nYear 2">1</td>' in several


def test_grounds_and_colours_of_cells() -> None:
    """A cell's own ground, and the look that a table's style has for the first row; black on black is turned white."""
    shaded = tbl(
        tr("a", "b", head=True),
        tr(tc("c", more='<w:shd w:fill="DCE4EC"/>'), tc("d", more='<w:shd w:fill="000000"/>')),
        more='<w:tblStyle w:val="LoudTable"/>',
    )
    page = main(shaded)
    loud = "background: #7A1F1F; --text: #FFFFFF; color: #FFFFFF; --accent: var(--text)"
    assert f'<th class="s-normal" scope="col" style="{loud}">a</th>' in page
    assert '<td style="background: #DCE4EC">c</td>' in page
    linked = p('<w:hyperlink r:id="lnk1">' + r("here") + "</w:hyperlink>")
    dark = tc(linked + p("Trees", "Heading2"), more='<w:shd w:fill="000000"/>')
    assert 'style="color: inherit">here</a></p><h2 class="s-heading-2">Trees</h2>' in main(tbl(tr("a", dark)))
    assert '<td style="background: #000000; --text: #FFFFFF; color: #FFFFFF; --accent: var(--text)">d</td>' in page
