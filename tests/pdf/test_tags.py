"""The tags of a PDF: tables with their headings, lists with their numbers, nothing that is empty."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from cabinet_papers.pdf.pdf import print_documents
from cabinet_papers.pdf.pdf_tags import read_pdf
from tests.conftest import Room, need_program, open_room
from tests.packages import change_package
from tests.pdf.test_pdf_words import build, write_plan, write_response

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("tags of pdfs")]

TABLES = """
[Costs]
Item | 2026 | 2027
Trees | 1,250 | 1,300
Soil | 80 | 90

[Dates]
Item | Month
Planting | March
Watering | June
"""


def tags(node: Any, depth: int = 0) -> Iterator[tuple[int, str, Any]]:
    """Yield each tag of a PDF with how deep in tables it is."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from tags(each, depth)
    elif hasattr(node, "get") and "/S" in node:
        yield depth, str(node["/S"]), node
        if "/K" in node:
            yield from tags(node["/K"], depth + (node["/S"] == "/Table"))


def tags_of(pdf: PdfReader) -> list[tuple[int, str, Any]]:
    return list(tags(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]))


def kids(node: Any) -> list[Any]:
    found = node.get("/K", [])
    found = found.get_object() if hasattr(found, "get_object") else found
    return [each.get_object() for each in found] if isinstance(found, list) else [found]


def names(node: Any) -> list[str]:
    """The tags right below a tag, "" for each piece of a page."""
    return [str(each.get("/S", "")) if isinstance(each, dict) else "" for each in kids(node)]


def stated(node: Any, name: str) -> str:
    """What a tag states of itself."""
    lists = node.get("/A", [])
    lists = lists.get_object() if hasattr(lists, "get_object") else lists
    each = [one.get_object() for one in (lists if isinstance(lists, list) else [lists])]
    return next((str(one[name]) for one in each if name in one), "")


def cells(pdf: PdfReader, depth: int) -> list[list[list[str]]]:
    """Return the tags of the cells of each table that is so deep in others, row by row."""
    tree = pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]
    tables = [node for at, tag, node in tags(tree) if tag == "/Table" and at == depth]
    rows = [[node for at, tag, node in tags(table) if tag == "/TR" and at == 1] for table in tables]
    return [[[tag for at, tag, _ in tags(row) if tag in ("/TH", "/TD") and at == 0] for row in each] for each in rows]


def test_the_tables_of_comments_have_their_own_headings(room: Room) -> None:
    """The first row of figures was tagged as headings and repeated as such; a second table had none."""
    write_response(room, ["Costs:\\n[Table: Costs]\\nand\\n[Table: Dates]", "[Table: Dates]"], TABLES)
    _, pdf = build(room)
    figures = [["/TH"] * 3, ["/TD"] * 3, ["/TD"] * 3]
    dates = [["/TH"] * 2, ["/TD"] * 2, ["/TD"] * 2]
    assert cells(pdf, 1) == [figures, dates, dates]
    assert cells(pdf, 0) == [[["/TH"] * 3, ["/TD"] * 3, ["/TD"] * 3]]


def test_a_long_table_of_a_comment_repeats_nothing(room: Room) -> None:
    rows = "\n".join(f"Road {at} | {1000 + at}" for at in range(1, 90))
    write_response(room, ["[Table: Roads]"], f"\n[Roads]\nRoad | Trees\n{rows}")
    _, pdf = build(room)
    shown = [page.extract_text() for page in pdf.pages]
    assert len(shown) >= 3
    assert "".join(shown).count("1001") == 1
    assert all("Comment" in text for text in shown), "the outer table's heading is on each page"


def test_headings_in_a_template_that_has_no_style_for_them(room: Room) -> None:
    """Nor are the labels of a front sheet tagged otherwise where another table in the document has headings."""
    for template in (room.path / "templates").glob("*.docx"):
        change_package(template, lambda parts: parts.update({
            "word/styles.xml": parts["word/styles.xml"].replace(b'w:val="Table Heading"', b'w:val="Our Heading"')
        }))  # fmt: skip
    write_response(room, ["[Table: Dates]"], TABLES)
    _, pdf = build(room)
    assert cells(pdf, 1) == [[["/TH"] * 2, ["/TD"] * 2, ["/TD"] * 2]]


def add_report(room: Room, text: str, recommendations: int) -> None:
    path = room.path / "data/trees/recommendations.yaml"
    marks = "".join(f"\n\n    [Recommendation {at}]" for at in range(1, recommendations + 1))
    path.write_text(f"{path.read_text()}report:\n  body: |\n    {text}{marks}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample papers, and a response with lists, links and tables in its comments."""
    need_program("soffice")
    documents = {}
    folder = tmp_path_factory.mktemp("tags")
    for name in ("sample", "lists"):
        room = open_room(folder / name, sample=name == "sample")
        if name == "lists":
            listed = "- one\\n- two\\n\\n1. first\\n2. second"
            write_response(room, [listed, "[Table: Dates]\\n- a\\n- b"], TABLES)
            add_report(room, "See [the plan for trees](https://www.eastmere.gov.uk/trees).", 2)
        assert room.papers("build").exit_code == 0
        documents |= {each.stem: each.read_bytes() for each in (room.path / "output").rglob("*.docx")}
    printed = print_documents(documents).pdfs
    assert len(printed) >= 7
    return printed


def test_nothing_is_tagged_that_is_empty(pdfs: dict[str, bytes]) -> None:
    """An empty cell alone has its place in the row."""
    seen = set()
    for name, pdf in pdfs.items():
        for _, tag, node in tags_of(PdfReader(io.BytesIO(pdf))):
            assert names(node) or tag in ("/TD", "/TH"), (name, tag)
            seen.add(tag)
    assert {"/Document", "/H1", "/H2", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/Link"} <= seen


def test_each_item_has_its_number_or_bullet_and_its_body(pdfs: dict[str, bytes]) -> None:
    labels, forms = set(), set()
    for pdf in pdfs.values():
        tree = tags_of(PdfReader(io.BytesIO(pdf)))
        items = [node for _, tag, node in tree if tag == "/LI"]
        assert all(names(each)[:2] == ["/Lbl", "/LBody"] for each in items)
        forms |= {stated(node, "/ListNumbering") for _, tag, node in tree if tag == "/L"}
        labels |= {each.text.strip() for each in read_pdf(pdf).pieces if each.is_label}
    assert labels == {"•", *(f"{number}." for number in range(1, 8))}
    assert forms == {"/Disc", "/Decimal"}


def test_numbered_paragraphs_carry_their_number(pdfs: dict[str, bytes]) -> None:
    """Those of a report, and the headings of a plan's priorities."""
    report, plan = (
        pdf
        for name in ("Scrutiny report - Eastmere", "Action plan - Walking")
        for each, pdf in pdfs.items()
        if each.startswith(name) and "Year 2" not in each
    )
    pieces = read_pdf(report).pieces
    numbered = [(each.text, pieces[at + 1].text[:20]) for at, each in enumerate(pieces) if each.is_label]
    assert [each for each in numbered if each[0] != "•"][:3] == [
        ("1.", "At its meeting on 09"), ("2.", "The Committee would "), ("3.", "Six community larder"),
    ]  # fmt: skip
    pieces = read_pdf(plan).pieces
    begun = [at for at, each in enumerate(pieces) if each.begins and each.text == "1."]
    assert "Safe Ways to School" in {pieces[at + 1].text for at in begun}


def test_a_heading_says_whose_it_is(pdfs: dict[str, bytes]) -> None:
    """A label beside its value is its row's heading, those above figures are their columns'."""
    scopes = set()
    for name, pdf in pdfs.items():
        for _, _, row in [each for each in tags_of(PdfReader(io.BytesIO(pdf))) if each[1] == "/TR"]:
            headings = [each for each in kids(row) if each["/S"] == "/TH"]
            wanted = "/Column" if len(headings) == len(kids(row)) else "/Row"
            assert [stated(each, "/Scope") for each in headings] == [wanted] * len(headings), name
            scopes.add((wanted, len(headings), len(kids(row))))
    assert {("/Column", 3, 3), ("/Column", 4, 4), ("/Row", 1, 2)} <= scopes


def test_an_empty_corner_is_no_heading(room: Room) -> None:
    """Shown as "OUT009": the check names it, too, for a heading may have been forgotten."""
    write_response(room, ["[Table: Costs]"], "\n[Costs]\n | 2026 | 2027\nTrees | 1,250 | 1,300")
    built = room.papers("build", "--pdf")
    assert "warning OUT009: a heading of the table has no words" in built.stderr
    (path,) = room.path.rglob("*.pdf")
    assert cells(PdfReader(path), 1) == [[["/TD", "/TH", "/TH"], ["/TD"] * 3]]


def test_the_labels_of_a_front_sheet_are_headings_in_any_style(room: Room) -> None:
    """Of a template of the council's, which has no style for headings of tables; and a value in that style is none."""
    for template in (room.path / "templates").glob("*.docx"):
        change_package(template, lambda parts: parts.update({
            "word/styles.xml": parts["word/styles.xml"].replace(b'w:val="Table Heading"', b'w:val="Our Label"')
            .replace(b'w:val="Table Text"', b'w:val="Table Heading"'),
        }))  # fmt: skip
    write_response(room, ["It will."])
    add_report(room, "Trees matter.", 1)
    assert room.papers("build", "--pdf").exit_code == 0
    (path,) = (room.path / "output").rglob("Scrutiny*.pdf")
    rows = [row for table in cells(PdfReader(path), 0) for row in table]
    assert len(rows) >= 5
    assert {tuple(row) for row in rows} == {("/TH", "/TD")}


def test_bookmarks_lead_to_their_headings(pdfs: dict[str, bytes]) -> None:
    for pdf in pdfs.values():
        reader = PdfReader(io.BytesIO(pdf))
        item = reader.trailer["/Root"]["/Outlines"]["/First"]
        while item is not None:
            heading = item["/A"]["/SD"][0].get_object()
            assert str(heading["/S"]) in ("/H1", "/H2", "/H3")
            assert item["/A"]["/D"][0].idnum == heading.raw_get("/Pg").idnum
            item = item["/Next"] if item.get("/Next") else None


def test_a_plan_has_headings_and_figures(room: Room) -> None:
    write_plan(room, "Plant trees", "Water them")
    _, pdf = build(room)
    assert cells(pdf, 0) == [[["/TH"] * 4, ["/TD"] * 4, ["/TD"] * 4]]


def test_the_title_of_a_report_is_above_its_headings(room: Room) -> None:
    """In its tags and in the outline that a viewer shows: Word's style Title is of no level."""
    need_program("soffice")
    write_response(room, ["It will."])
    add_report(room, "## Why\n\n    It met.\n\n    ### Money", 1)
    assert room.papers("build").exit_code == 0
    (path,) = (room.path / "output").rglob("Scrutiny report*.docx")
    pdf = PdfReader(io.BytesIO(print_documents({"a": path.read_bytes()}).pdfs["a"]))
    levels = [tag for _, tag, _ in tags_of(pdf) if tag.startswith("/H")]
    assert levels == ["/H1", "/H2", "/H2", "/H2", "/H3"]
    assert named(pdf.outline) == [
        "Street Trees", ["Summary and recommendations", "Appendices", "Why", ["Money"]]
    ]  # fmt: skip


def named(outline: Any) -> list[Any]:
    """The words of an outline, those below others in a list after them."""
    return [named(each) if isinstance(each, list) else str(each.title) for each in outline]
