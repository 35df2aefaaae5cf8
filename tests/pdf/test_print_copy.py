"""The copy that LibreOffice prints: fields are text, what is too small grows, bullets stay in their cell."""

import io
import zipfile
from typing import Any

import pytest
from lxml import etree
from pypdf import PdfReader

from cabinet_papers.pdf.pdf import Printed, print_documents
from cabinet_papers.pdf.pdf_tags import read_pdf
from cabinet_papers.pdf.print_copy import make_print_copy
from tests.conftest import need_program, open_room
from tests.pdf.test_causes import begin_with, fill
from tests.pdf.test_tags import kids, tags

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("copies for print")]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    room = open_room(tmp_path_factory.mktemp("one") / "room")
    fill(room)
    assert room.papers("build").exit_code == 0
    (path,) = (room.path / "output").rglob("*.docx")
    return path.read_bytes()


def copy_of(document: bytes, *, may_split: bool = False) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(make_print_copy(document, may_split=may_split))) as package:
        return etree.fromstring(package.read("word/document.xml"))


def in_runs(code: str, shown: str) -> str:
    """A field as Word writes it; `code` may have another in it."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate", "end"))
    inner = code if code.startswith("<") else f"<w:r><w:instrText> {code} </w:instrText></w:r>"
    return f"{begin}{inner}{separate}<w:r><w:t>{shown}</w:t></w:r>{end}"


INNER = (
    f"<w:r><w:instrText> IF </w:instrText></w:r>{in_runs('PAGE', 'nine')}<w:r><w:instrText> = 1 </w:instrText></w:r>"
)
# What is left of each, and what is printed of it.
SHOWN = {
    "a date": (in_runs("DATE", "3 May 1999"), "3 May 1999", "3 May 1999"),
    "a reference to nothing": (in_runs("REF nowhere", "the first part"), "the first part", "the first part"),
    "a field within a field's code": (in_runs(INNER, "bee"), "bee", "bee"),
    "a field of one element": (
        '<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>Jo</w:t></w:r></w:fldSimple>', "Jo", "Jo"),
    "a form": (in_runs("FORMTEXT", "typed"), "typed", "typed"),
    "a content control": (
        "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>chosen</w:t></w:r></w:sdtContent></w:sdt>",
        "chosen", "chosen"),
    "a page": (in_runs("PAGE", "17"), "17", "1"),
}  # fmt: skip


def with_field(document: bytes, name: str) -> bytes:
    it_is = '<w:r><w:t xml:space="preserve">It is </w:t></w:r>'
    return begin_with(document, f"<w:p>{it_is}{SHOWN[name][0]}</w:p>")


@pytest.mark.parametrize("name", SHOWN)
def test_a_field_is_text_as_the_document_shows_it(name: str, document: bytes, printed: Printed) -> None:
    """All but what only the page can tell."""
    _, left, shown = SHOWN[name]
    body = copy_of(with_field(document, name))
    first = body.findall(f".//{W}p")[0]
    assert "".join(each.text or "" for each in first.iter(f"{W}t")) == f"It is {left}"
    assert (first.find(f".//{W}instrText") is not None) is (name == "a page")
    assert errors_of(printed, name) == []
    pieces = read_pdf(printed.pdfs[name]).pieces
    assert "".join(each.text for each in pieces if each.page == 1).startswith(f"It is {shown}")


LONG = "<w:p><w:r><w:t>one two three four five six seven eight nine ten eleven twelve thirteen last</w:t></w:r></w:p>"
BOXES = {
    "a frame": LONG.replace("<w:p>", '<w:p><w:pPr><w:framePr w:w="1500" w:h="400" w:hRule="exact" w:wrap="around" '
                            'w:vAnchor="text" w:hAnchor="text" w:x="1"/></w:pPr>'),
    "an old box": '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="b" type="#_x0000_t202" '
                  'style="position:absolute;width:80pt;height:30pt"><v:textbox><w:txbxContent>' + LONG
                  + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
}  # fmt: skip


BLANK = '<w:p><w:r><w:t xml:space="preserve">   </w:t></w:r></w:p><w:p><w:r><w:tab/></w:r></w:p><w:p/>'


@pytest.fixture(scope="module")
def printed(document: bytes) -> Printed:
    """All of them, and the document as it is, in one run of LibreOffice, whose start takes as long as ten of them."""
    need_program("soffice")
    fields = {name: with_field(document, name) for name in SHOWN}
    boxes = {name: begin_with(document, box) for name, box in BOXES.items()}
    return print_documents({**fields, **boxes, "blank": begin_with(document, BLANK), "as it is": document})


def errors_of(printed: Printed, name: str) -> list[str]:
    return [str(each.message) for each in printed.findings if each.is_error and each.location.file == name]


@pytest.mark.parametrize("name", BOXES)
def test_what_is_too_small_for_its_text_grows(name: str, printed: Printed) -> None:
    assert errors_of(printed, name) == []
    assert "last" in "".join(each.text for each in read_pdf(printed.pdfs[name]).pieces)


def test_spaces_alone_are_not_tagged(printed: Printed) -> None:
    counts = [len(read_pdf(printed.pdfs[each]).pieces) for each in ("blank", "as it is")]
    assert counts[0] == counts[1]


LONG = " ".join(f"word{at}" for at in range(500))


def item(text: str, level: int = 0) -> str:
    numbers = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    return f'<w:p><w:pPr><w:pStyle w:val="ListBullet"/>{numbers}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def side_by_side(document: bytes, left: list[str], right: list[str]) -> bytes:
    row = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="4800" w:type="dxa"/></w:tcPr>{"".join(each)}</w:tc>' for each in (left, right)
    )
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4800"/>'
        f'<w:gridCol w:w="4800"/></w:tblGrid><w:tr>{row}</w:tr></w:tbl>'
    )
    return begin_with(document, table)


def words_of(pdf: bytes) -> list[str]:
    words = " ".join(each.text for each in read_pdf(pdf).pieces).split()
    return [each for each in words if each[:4] in ("left", "righ")]


def shape(node: Any) -> Any:
    """The tags of lists below a tag, a list for each: of one item and one with two below, [1, 1, [1, 1]]."""
    inner = [found for each in kids(node) if isinstance(each, dict) for found in shape(each)]
    return [inner] if node.get("/S") == "/L" else [1, *inner] if node.get("/S") == "/LI" else inner


def test_bullets_of_cells_side_by_side_stay_in_their_cells(document: bytes) -> None:
    """Over the end of a page LibreOffice tagged the second bullet on the right below the bullets on the left.

    Or it forgot the list of one cell, where that of the other begins after it, and left its items without one.
    """
    need_program("soffice")
    both = side_by_side(
        document,
        [item(f"left{at} {LONG}") for at in range(3)],
        [item(f"right0 {LONG}"), item("right1"), item("right2")],
    )
    text = f"<w:p><w:r><w:t>{LONG}</w:t></w:r></w:p>"
    later = side_by_side(
        document,
        [text, item(f"left0 {LONG}"), item("left1", 1), item("left2", 1), item("left3")],
        [item("right0"), item(f"right1 {LONG} {LONG}", 1), item("right2", 1), item("right3"), text, item("right4")],
    )
    below = side_by_side(
        document,
        [text, item(f"left0 {LONG}"), item("left1", 1)],
        [item(f"right0 {LONG} {LONG}"), item("right1", 1), item("right2", 1), item("right3")],
    )
    for whole, count in ((both, 3), (later, 4), (below, 2)):
        lists = [each.get(f"{W}val") for each in copy_of(whole).iter(f"{W}numId")]
        assert len(set(lists[:count])) == len(set(lists[count : count + 3])) == 1
        assert lists[0] != lists[count]
    printed = print_documents({"both": both, "later": later, "below": below})
    assert [str(each.message) for each in printed.findings if each.is_error] == []
    for name, left, right in (("both", 3, 3), ("later", 4, 5), ("below", 2, 4)):
        assert words_of(printed.pdfs[name]) == [
            *(f"left{at}" for at in range(left)),
            *(f"right{at}" for at in range(right)),
        ]
    shapes = {}
    for name, pdf in printed.pdfs.items():
        tree = PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]["/K"]
        table = next(node for _, tag, node in tags(tree) if tag == "/Table")
        shapes[name] = shape(table)
    assert shapes == {
        "both": [[1, 1, 1], [1, 1, 1]],
        "later": [[1, [1, 1], 1], [1, [1, 1], 1], [1]],
        "below": [[1, [1]], [1, [1, 1], 1]],
    }


def test_where_words_were_lost_every_row_may_be_split(document: bytes) -> None:
    """Short rows are whole in the first copy; in the second none is, and no heading is repeated."""
    marks = [f"{W}cantSplit", f"{W}tblHeader"]
    table = document
    first, second = (copy_of(table, may_split=each) for each in (False, True))
    assert [first.find(f".//{each}") is not None for each in marks] == [True, True]
    assert [second.find(f".//{each}") is not None for each in marks] == [False, False]
