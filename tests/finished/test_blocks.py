"""Finished documents read as blocks: drawn by hand, and the sample papers, whose numbers are those that are printed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from cabinet_papers.files.package import write_package
from cabinet_papers.finished.blocks import Block, Blocks, Link, Picture, open_blocks
from cabinet_papers.finished.numbering import write_number
from cabinet_papers.finished.tables import Table
from cabinet_papers.finished.word_file import W, open_document
from tests.conftest import ROOT, Room, need_program

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# A list of three levels, one of bullets, and one whose levels are those of headings.
LEVELS = (
    ("decimal", "%1.", ""), ("lowerLetter", "(%2)", ""), ("upperRoman", "%1.%2.%3", "<w:isLgl/>"),
)  # fmt: skip
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text, more) in enumerate(LEVELS)
    )
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperLetter"/>'
    '<w:pStyle w:val="Chapter"/><w:lvlText w:val="Part %1"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
    '<w:numFmt w:val="lowerRoman"/><w:lvlRestart w:val="0"/><w:pStyle w:val="Section"/><w:lvlText w:val="%1-%2"/>'
    "</w:lvl></w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num>"
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Plain"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/><w:basedOn w:val="Plain"/><w:pPr><w:numPr>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Small"><w:name w:val="Small"/><w:basedOn w:val="Item"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="Chapter"/><w:pPr><w:numPr><w:numId w:val="4"/>'
    '</w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Section"><w:name w:val="Section"/><w:basedOn w:val="Chapter"/><w:pPr>'
    '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Circle"><w:name w:val="Circle"/><w:basedOn w:val="Round"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="Circle"/></w:style>'
)


def draw(body: str) -> bytes:
    """Return a document with the body; its links lead to the addresses of `r1` and `r2`."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="a/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>'
            for name, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/hyperlink" Target="https://example.org/a" TargetMode="External"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r3" Type="{OFFICE}/numbering" Target="numbering.xml"/></Relationships>',
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {SPACES}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {SPACES}>{NUMBERING}</w:numbering>",
    }
    return write_package({name: part.encode() for name, part in parts.items()})


def p(words: str, number: str = "", level: int | None = None, style: str = "", inside: str = "") -> str:
    """Return a paragraph, an item of the list with that number where one is given."""
    listed = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
    listed += f'<w:numId w:val="{number}"/>' if number else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f"<w:numPr>{listed}</w:numPr>" if listed else ""
    return f"<w:p><w:pPr>{named}{listed}</w:pPr><w:r><w:t>{words}</w:t></w:r>{inside}</w:p>"


def read(document: bytes) -> list[Block]:
    opened = open_document(document)
    assert opened.faults == []
    return Blocks(opened).blocks


def numbers(*paragraphs: str) -> list[str]:
    return [each.number for each in read(draw("".join(paragraphs)))]


LISTS = (
    p("one", "1"), p("one a", "1", 1), p("one b", "1", 1), p("one b 1", "1", 2), p("one b 2", "1", 2), p("two", "1"),
    p("two a", "1", 1), p("bullet", "2"), p("five", "3"), p("six", "3"), p("plain"), p("seven", style="Item"),
    p("eight", style="Small"), p("none", "0", style="Item"), p("part c", style="Chapter"),
    p("part c i", style="Section"), p("part c ii", style="Section"), p("part d", style="Chapter"),
    p("part d iii", style="Section"),
)  # fmt: skip
PRINTED = [
    "1.", "(a)", "(b)", "1.2.1", "1.2.2", "2.", "(a)", "\N{BULLET}", "5.", "6.", "", "7.", "8.", "", "Part C", "C-i",
    "C-ii", "Part D", "D-iii",
]  # fmt: skip


def test_printed_numbers() -> None:
    """Levels, letters, legal numbers, bullets, a list that starts anew, one that goes on, and levels by their style."""
    assert numbers(*LISTS) == PRINTED


def test_levels_of_lists_and_headings() -> None:
    blocks = {each.found.words: each for each in read(draw("".join(LISTS)))}
    levels = {words: blocks[words].list_level for words in ("one", "one b", "one b 2", "plain", "none", "part c i")}
    assert levels == {"one": 1, "one b": 2, "one b 2": 3, "plain": 0, "none": 0, "part c i": 2}
    headings = {words: blocks[words].heading_level for words in ("one", "part c", "part c i")}
    assert headings == {"one": 0, "part c": 1, "part c i": 2}
    assert [each.found.words for each in blocks.values() if not each.found.is_list_item] == ["plain", "none"]
    assert blocks["plain"].style == "Plain"


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("decimal", "1 4 9 27 40"), ("decimalZero", "01 04 09 27 40"), ("lowerLetter", "a d i aa nn"),
        ("upperLetter", "A D I AA NN"), ("lowerRoman", "i iv ix xxvii xl"), ("upperRoman", "I IV IX XXVII XL"),
        ("ordinal", "1st 4th 9th 27th 40th"), ("none", "    "), ("chineseCounting", "1 4 9 27 40"),
    ],
)  # fmt: skip
def test_forms_of_numbers(form: str, written: str) -> None:
    assert " ".join(write_number(number, form) for number in (1, 4, 9, 27, 40)) == written


def test_odd_ordinals() -> None:
    assert [write_number(each, "ordinal") for each in (2, 3, 11, 12, 13, 21, 112)] == [
        "2nd", "3rd", "11th", "12th", "13th", "21st", "112th",
    ]  # fmt: skip


def test_a_list_that_is_missing_prints_nothing() -> None:
    assert numbers(p("lost", "77"), p("deep", "1", 8)) == ["", ""]


def test_links_and_pictures_among_bookmarks_and_changes() -> None:
    link = '<w:hyperlink r:id="r1"><w:r><w:t>the plan</w:t></w:r></w:hyperlink>'
    inner = '<w:hyperlink w:anchor="below"><w:r><w:t>below</w:t></w:r></w:hyperlink>'
    lost = '<w:hyperlink r:id="r9"><w:r><w:t>lost</w:t></w:r></w:hyperlink>'
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Logo" descr=" The arms "/></wp:inline></w:drawing></w:r>'
    )
    mark = '<w:bookmarkStart w:id="1" w:name="below"/><w:bookmarkEnd w:id="1"/>'
    gone = '<w:del w:id="2" w:author="A" w:date="2026-01-02T03:04:05Z"><w:r><w:delText>old</w:delText></w:r></w:del>'
    new = '<w:ins w:id="3" w:author="B"><w:r><w:t>new</w:t></w:r></w:ins>'
    first, second = read(draw(p("see", inside=link + inner + lost) + p("a", inside=picture + mark + gone + new)))
    document = first.document
    assert document.links == [Link("the plan", "https://example.org/a"), Link("below", "#below"), Link("lost", "")]
    assert document.pictures == [Picture("Logo", "The arms")]
    assert second.found.words == "anew"


def test_places_in_tables() -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{each}</w:tc>' for each in cells)}</w:tr>"

    nested = f"<w:tbl>{row(p('inner head'), p('x'))}{row(p('inner'), p('y'))}</w:tbl>{p('')}"
    table = f"<w:tbl>{row(p('No.'), p('The') + p('answer'))}{row(p('1'), p('Yes') + nested)}</w:tbl>"
    found = {each.found.words: each for each in read(draw(p("before") + table + p("after")))}
    assert found["Yes"].found.place == (1, 2, 2, (2, 2), False)
    assert found["inner"].found.place == (1, 2, 2, (2, 1), True)


def test_tables_with_their_headings() -> None:
    def table(*rows: str, look: str = "") -> str:
        return f"<w:tbl><w:tblPr>{look}</w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"

    def cell(inside: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"

    head = "<w:trPr><w:tblHeader/></w:trPr>"
    labels = '<w:tblLook w:firstRow="0" w:firstColumn="1"/>'
    inner = table(cell(p("in"), '<w:vMerge w:val="restart"/>'), cell(p(""), "<w:vMerge/>")) + p("")
    body = (
        table(head + cell(p("No.")) + cell(p("Answer")), cell(p("1")) + cell(p("Yes") + inner))
        + table(cell(p("Title")) + cell(p("Trees")), look=labels)
        + table(cell(p("late"), '<w:gridSpan w:val="2"/>'), head + cell(p("head")) + cell(p("")), look="")
        + table()
    )
    assert open_blocks(draw(body)).tables == [
        Table(("No. Answer", "1 Yesin"), is_headed=True, is_merged=False),
        Table(("in", ""), is_headed=False, is_merged=True),
        Table(("Title Trees",), is_headed=True, is_merged=False),
        Table(("late", "head"), is_headed=False, is_merged=True, has_empty_heading=True),
        Table((), is_headed=False, is_merged=False),
    ]


def test_styles_in_a_circle_and_hidden_words() -> None:
    hidden = '<w:r><w:rPr><w:rStyle w:val="Unseen"/></w:rPr><w:t>secret</w:t></w:r>'
    shown = '<w:r><w:rPr><w:rStyle w:val="Unseen"/><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r>'
    (block,) = read(draw(p("a", style="Circle", inside=hidden + shown)))
    sheet = block.document.sheet
    assert [each.get(f"{W}styleId") for each in sheet.chain("Circle")] == ["Circle", "Round"]
    assert [sheet.is_hidden(each) for each in block.element.iter(f"{W}r")] == [False, True, False]
    assert (block.heading_level, block.list_level, block.number) == (0, 0, "")


def test_the_numbers_are_those_that_libreoffice_prints(room: Room, tmp_path: Path) -> None:
    """A drawn document and two sample papers, printed in one run.

    LibreOffice knows neither levels that print those above in figures, nor levels that never begin again.
    """
    program, reader = need_program("soffice"), need_program("pdftotext")
    names = ("food-partnership", "walking-and-cycling-plan")
    for name in names:
        shutil.copytree(ROOT / "data" / name, room.path / "data" / name)
    shutil.copytree(ROOT / "templates", room.path / "templates", dirs_exist_ok=True)
    shutil.copy(ROOT / "papers.yaml", room.path)
    assert room.papers("build").exit_code == 0
    documents = [
        draw("".join(LISTS[:3] + LISTS[5:-1])),
        *((room.path / "output" / name).read_bytes() for name in room.documents()),
    ]
    assert len(documents) == 5
    for at, document in enumerate(documents):
        (tmp_path / f"{at}.docx").write_bytes(document)
    subprocess.run(
        [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), *(str(tmp_path / f"{at}.docx") for at in range(len(documents)))],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    compared = 0
    for at, document in enumerate(documents):
        printed = subprocess.run(
            [reader, "-raw", str(tmp_path / f"{at}.pdf"), "-"], check=True, capture_output=True, timeout=60
        ).stdout.decode()
        text = flatten(printed)
        for block in read(document):
            if block.number:
                words = flatten(block.found.words)[:15]
                assert f"{flatten(block.number)}{words}" in text, (block.number, block.found.words)
                compared += 1
    assert compared > 35


def flatten(text: str) -> str:
    """Return the text without spaces, its bullets of one form: fonts have several."""
    return re.sub(r"[\s\u200b]+", "", re.sub("[\ue000-\uf8ff\u2022\u25cf]", "\N{BULLET}", text))
