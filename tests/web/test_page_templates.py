"""What a council changes in Word is on the page; whatever a template is, there is a page or a finding."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from cabinet_papers.finished.word_file import W
from tests.conftest import MATTER, SHEET, Room
from tests.packages import change_package, replace_in
from tests.web.word import BOXED, SPACES, field, items, p, r, tbl, tc, tr

MAIN, STYLES, DRAFT = "word/document.xml", "word/styles.xml", "draft-response.docx"
Parts = dict[str, bytes]


def build(room: Room, *changes: Callable[[Parts], None]) -> str:
    """Return the page of a draft after changes of its template."""
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/a.xlsx", SHEET)
    for change in changes:
        change_package(room.path / "templates" / DRAFT, change)
    built = room.papers("build", "--html")
    assert built.exit_code == 0, built.stderr
    (page,) = (room.path / "output").rglob("*.html")
    return page.read_text("utf-8")


def change_tables(change: Callable[[etree._Element], None]) -> Callable[[Parts], None]:
    """Return a change of the body as a tree."""

    def apply(parts: Parts) -> None:
        root = etree.fromstring(parts[MAIN])
        change(root)
        parts[MAIN] = etree.tostring(root)

    return apply


def cells_of(root: etree._Element) -> list[list[etree._Element]]:
    """Return the cells of the heading row and of the row for a recommendation."""
    return [row.findall(f"{W}tc") for row in root.iter(f"{W}tr") if len(row.findall(f"{W}tc")) > 2]


def heads_of(page: str) -> list[str]:
    (head,) = re.findall(r"<thead.*?</thead>", page, re.DOTALL)
    return re.findall(r"<th [^>]*>(.*?)</th>", head)


def test_words_and_headings(room: Room) -> None:
    page = build(
        room,
        replace_in(MAIN, "Appendix {{ letter }}", "Annex 1"),
        replace_in(MAIN, ">Comment<", ">What we say<"),
        replace_in(MAIN, "The Cabinet is asked to amend", "Cabinet may amend"),
    )
    assert ">Annex 1</p>" in page
    assert "Cabinet may amend and agree a formal response" in page
    assert heads_of(page) == ["Recommendation", "Agree?", "What we say"]
    assert 'data-heading="What we say">ok</td>' in page


def test_the_order_of_columns(room: Room) -> None:
    """The recommendation heads its row wherever it stands."""

    def turn(root: etree._Element) -> None:
        for cells in cells_of(root):
            cells[2].addnext(cells[0])

    page = build(room, change_tables(turn))
    assert heads_of(page) == ["Agree?", "Comment", "Recommendation"]
    (body,) = re.findall(r"<tbody.*?</tbody>", page, re.DOTALL)
    cells = re.findall(r"<(t[hd]) role=\"(\w+)\"[^>]*>(.*?)</t[hd]>", body)
    assert cells == [
        ("td", "cell", "Yes"),
        ("td", "cell", "ok"),
        ("th", "rowheader", "1. That the Council plants a hundred trees."),
    ]


def test_a_column_added(room: Room) -> None:
    def add(root: etree._Element) -> None:
        for cells, words in zip(cells_of(root), ("Ward", "All wards"), strict=True):
            cell = tc(p(words, "TableText"), more='<w:tcW w:w="900" w:type="dxa"/>')
            new = etree.fromstring(f"<x {SPACES}>{cell}</x>")
            cells[2].addnext(new[0])
        for each in root.iter(f"{W}gridSpan"):
            each.set(f"{W}val", "7")
        for grid in root.iter(f"{W}tblGrid"):
            etree.SubElement(grid, f"{W}gridCol").set(f"{W}w", "900")

    page = build(room, change_tables(add))
    assert heads_of(page) == ["Recommendation", "Agree?", "Comment", "Ward"]
    assert 'data-heading="Ward">All wards</td>' in page


def test_colours_of_headings_and_of_one_run(room: Room) -> None:
    run = '<w:r><w:t xml:space="preserve">Appendix {{ letter }}</w:t></w:r>'
    red = run.replace("<w:r>", '<w:r><w:rPr><w:color w:val="C00000"/></w:rPr>')
    page = build(room, replace_in(STYLES, "1F3864", "7A1F1F"), replace_in(MAIN, run, red))
    assert "--accent: #7A1F1F;" in page
    assert '<p class="s-appendix-label"><span style="color: #C00000">Appendix A</span></p>' in page
    assert "color: #7A1F1F; }" in page


def test_a_mark_in_the_header(room: Room) -> None:
    page = build(room, replace_in("word/header2.xml", ">DRAFT<", ">DRAFT 2, not agreed<"))
    assert '<p class="mark right">DRAFT 2, not agreed</p>' in page


EVERYTHING = (
    p("A note on trees", "Heading2")
    + items("1", "bullet")
    + items("2", "number")
    + items("2/1", "deeper")
    + p(BOXED)
    + p(field("PAGE", "1") + field('HYPERLINK "https://example.org"', "a page"))
    + p(r("bold", "<w:b/>") + '<w:r><w:sym w:char="F0FC"/><w:tab/><w:br/></w:r>')
    + p('<w:bookmarkStart w:id="7" w:name="x"/><w:bookmarkEnd w:id="7"/>')
    + p('<w:hyperlink w:anchor="x">' + r("x") + "</w:hyperlink>")
    + tbl(tr("a", "b", head=True), tr("1", tc("c", tbl(tr("d", "e", head=True), tr("2", "3")), p())))
    + p("<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>")
)


def replace_tables(count: int) -> Callable[[Parts], None]:
    """Return a change that leaves so many of the response's table in the template."""

    def change(root: etree._Element) -> None:
        *_, table = root.iter(f"{W}tbl")
        for _ in range(count):
            table.addnext(etree.fromstring(etree.tostring(table)))
            table.addnext(etree.Element(f"{W}p"))
        table.getparent().remove(table)

    return change_tables(change)


def insert(parts: Parts) -> None:
    """Put every feature of Word before the table, its lists as the template numbers them."""
    root = etree.fromstring(parts[MAIN])
    *_, table = root.iter(f"{W}tbl")
    for each in etree.fromstring(f"<x {SPACES}>{EVERYTHING}</x>"):
        table.addprevious(each)
    parts[MAIN] = etree.tostring(root)


BAD: dict[str, tuple[Callable[[Parts], None], str]] = {
    "no table": (replace_tables(0), "TPL007"),
    "two tables": (replace_tables(2), ""),
    "every feature of Word": (insert, ""),
    "a table of merged cells": (
        replace_in(MAIN, "<w:tcPr>", '<w:tcPr><w:vMerge w:val="restart"/>'), "OUT008",
    ),
    "no style for bullets": (replace_in(STYLES, '"List Bullet"', '"Bullets"'), "TPL006"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_odd_templates(what: str, room: Room) -> None:
    change, code = BAD[what]
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/a.xlsx", SHEET)
    change_package(room.path / "templates" / DRAFT, change)
    built = room.papers("build", "--html")
    pages = list((room.path / "output").rglob("*.html"))
    assert (code in built.stderr, built.exit_code, len(pages)) == ((True, 1, 0) if code else (True, 0, 1)), built.stderr
    if what == "two tables":
        assert Path(pages[0]).read_text("utf-8").count('<table class="rows') == 2
