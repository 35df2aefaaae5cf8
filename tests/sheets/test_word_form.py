"""The Word form: what it holds, how it is read back, and what of it is reported. Shown as "XLS028"."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cabinet_papers.files import word_forms
from cabinet_papers.files.package import WORD_FORM
from cabinet_papers.finished.blocks import open_blocks
from cabinet_papers.matter import form_words
from cabinet_papers.proof.validate import validate_document
from tests.conftest import Room
from tests.outline import read_outline
from tests.packages import change_package
from tests.word_forms import BODY, Cell, W, answer, bullet, cell_of, edit, fill, make, paragraph, run, words

MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {members: [{name: Councillor Oak, title: Cabinet Member for Parks}]}
response: {due: 2026-03-10}
recommendations:
  - That the Council plants a hundred trees.
  - That the Council waters them.
"""
FOLDER = "data/trees"
FORM = f"{FOLDER}/responses.docx"
LOWERED = '<w:vertAlign w:val="subscript"/>'
UNDERLINED = '<w:u w:val="single"/>'
FIRST, SECOND = "That the Council plants a hundred trees.", "That the Council waters them."


@pytest.fixture
def trees(room: Room) -> Room:
    """A workspace with a Word form that nobody has filled in."""
    room.write(f"{FOLDER}/recommendations.yaml", MATTER)
    result = room.papers("sheet", "--word")
    assert (result.exit_code, result.stdout.split()) == (0, [FORM]), result.stderr
    return room


def check(room: Room) -> list[str]:
    """Return what is found, a line each: its place, its code and its message."""
    lines = room.papers("check").stderr.splitlines()
    return [line for line in lines if line.startswith(("data/", "output/"))]


def printed(room: Room) -> str:
    """Return the draft response that is built, as an outline."""
    result = room.papers("build")
    assert result.exit_code == 0, result.stderr
    return read_outline(next((room.path / "output/trees").glob("Appendix A*.docx")))


def type_into(room: Room, xml: str, row: int = 2, column: int = 4) -> None:
    """Put paragraphs into a cell; the first recommendation is agreed."""
    answer(room.path / FORM, {1: ("Yes", "ok.")})
    edit(room.path / FORM, lambda root: fill(cell_of(root, row, column), xml))


def test_the_form_asks_what_the_sheet_asks(trees: Room) -> None:
    path = trees.path / FORM
    above = [each.words for each in open_blocks(path.read_bytes()).paragraphs if not each.place.table]
    assert above[:4] == [
        "Response sheet: Street Trees",
        "Recommendations of the Scrutiny Committee, 03 March 2026",
        "For: Councillor Oak, Cabinet Member for Parks",
        "Please return it by 10 March 2026.",
    ]
    assert words(path) == [
        ["No.", "Recommendation", "Agree?", "Comment"],
        ["1", FIRST, "Please choose", ""],
        ["2", SECOND, "Please choose", ""],
    ]


def test_the_decisions_are_offered(trees: Room) -> None:
    with zipfile.ZipFile(trees.path / FORM) as package:
        content = package.read(BODY).decode()
    assert content.count("<w:dropDownList>") == 2
    assert content.count('<w:listItem w:displayText="In part" w:value="In part"/>') == 2


def test_it_is_valid_and_accessible(
    room: Room, audit: Callable[[Path], list[str]], validate: Callable[[Path], list[str]]
) -> None:
    room.write("papers.yaml", "council: Eastmere\nresponse_columns: [Action, Lead officer, Target date]\n")
    room.write(f"{FOLDER}/recommendations.yaml", MATTER.replace("waters them", "waters & <feeds> them:\\n- daily"))
    room.papers("sheet", "--word")
    answer(room.path / FORM, {1: ("Yes", paragraph(run("See:")) + bullet("a") + bullet("b", 1))})
    room.write(f"{FOLDER}/recommendations.yaml", MATTER.replace("a hundred", "two hundred"))
    room.papers("sheet", "--word")
    path = room.path / FORM
    assert [*audit(path), *validate(path)] == []
    assert [str(each.message) for each in validate_document(open_blocks(path.read_bytes()), "form", "")] == []


def test_the_mark_is_the_title_that_the_form_has() -> None:
    assert word_forms.TITLE == form_words.TITLE


def test_a_form_without_answers_has_nothing_to_say(trees: Room) -> None:
    (found,) = check(trees)
    assert found.startswith(
        f"{FORM}[table 1, row 2, column 3] warning RES001: none of the 2 recommendations is answered"
    )


def test_answers_are_read(trees: Room) -> None:
    comment = (
        paragraph(run("The Council ") + run("agrees", "<w:b/>") + run(" to H") + run("2", LOWERED) + run("O:"))
        + bullet("oaks") + bullet("of two kinds", 1) + bullet("elms")
    )  # fmt: skip
    answer(
        trees.path / FORM, {1: ("Yes", comment), 2: ("In part", "Line one.<w:br/>") if False else ("In part", "Later.")}
    )
    outline = printed(trees)
    assert check(trees) == []
    for line in ("The Council **agrees** to H", "oaks", "of two kinds", "elms", "In part", "Later."):
        assert line in outline


def test_findings_are_at_their_table_and_row(trees: Room) -> None:
    answer(trees.path / FORM, {1: ("Yes", "ok."), 2: ("Perhaps", "Later.")})
    found = [line for line in check(trees) if "RES003" in line]
    assert found == [f'{FORM}[table 1, row 3, column 3] error RES003: recommendation 2: "Perhaps" is not a decision']
    items = json.loads(trees.papers("check", "--format", "json").stdout)
    (item,) = [each for each in items if each["code"] == "RES003"]
    assert (item["file"], item["sheet"], item["cell"], item["recommendation"]) == (FORM, "table 1", "C3", 2)
    assert "Table 1, row 3, column 3" in trees.papers("check", "--format", "html").stdout


def test_an_edited_recommendation_is_found(trees: Room) -> None:
    type_into(trees, paragraph(run("That the Council plants ten trees.")), column=2)
    (found,) = [line for line in check(trees) if "RES006" in line]
    assert found.startswith(f"{FORM}[table 1, row 2, column 2] ")


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (paragraph(run("a") + "<w:r><w:br/></w:r>" + run("b")), "a\nb"),
        (paragraph(run("a")) + paragraph("") + paragraph(run("b")), "a\nb"),
        (paragraph(run("- typed")) + bullet("Word's"), "- typed\n- Word's"),
        (paragraph(run("a") + "<w:r><w:tab/></w:r>" + run("b")), "a\tb"),
        (paragraph(run("5 * 3 < 20 & {{ x }} snake_case New*")), "5 * 3 < 20 & {{ x }} snake_case New*"),
    ],
)
def test_lines(xml: str, text: str, trees: Room) -> None:
    type_into(trees, xml)
    assert comment_of(trees) == text


def comment_of(room: Room) -> str:
    from cabinet_papers.sheets.word_form_reader import read_word_form

    workbook, _ = read_word_form(room.path / FORM, FORM)
    assert workbook
    return next(each.text for each in workbook.worksheets[0].cells if each.reference == "D2")


def test_numbered_items_keep_their_numbers(trees: Room) -> None:
    def number(parts: dict[str, bytes]) -> None:
        parts["word/numbering.xml"] = (
            parts["word/numbering.xml"]
            .replace(
                b"</w:numbering>",
                b'<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>',
            )
            .replace(
                b'<w:num w:numId="1">',
                b'<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
                b'<w:numFmt w:val="lowerLetter"/>'
                b'<w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num w:numId="1">',
                1,
            )
        )

    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    type_into(trees, paragraph(run("First:")) + paragraph(run("oaks"), item) + paragraph(run("elms"), item))
    change_package(trees.path / FORM, number)
    assert comment_of(trees) == "First:\na) oaks\nb) elms"


def draw_table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(run(each))}</w:tc>" for each in row) for row in rows)
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{each}</w:tr>" for each in cells) + "</w:tbl>"


def test_a_table_in_a_comment_is_printed(trees: Room) -> None:
    drawn = draw_table(("Tree", "Cost"), ("Oak", "£12"), ("Elm", "£8"))
    type_into(trees, paragraph(run("The costs:")) + drawn + paragraph(run("That is all.")))
    assert [line for line in check(trees) if "RES001" not in line] == []
    outline = printed(trees)
    places = [
        outline.index(each) for each in ("The costs:", "| Tree", "Cost", "Oak", "£12", "Elm", "£8", "That is all.")
    ]
    assert places == sorted(places)


INSERTED = '<w:ins w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z">{}</w:ins>'
DELETED = (
    '<w:del w:id="2" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r>'
    '<w:delText xml:space="preserve">{}</w:delText></w:r></w:del>'
)


@pytest.mark.parametrize(
    ("xml", "text", "message"),
    [
        (run("We plant ") + DELETED.format("100") + INSERTED.format(run("80")) + run(" trees."), "We plant 80 trees.",
         'of the tracked changes here, "80", which was added, is printed, and "100", which was deleted, is not'),
        (run("We plant") + INSERTED.format(run(" now")) + run("."), "We plant now.",
         '"now" was added with tracked changes, and is printed'),
        (run("We plant.") + DELETED.format(" Or not."), "We plant.",
         '"Or not." was deleted with tracked changes, and is not printed'),
    ],
)  # fmt: skip
def test_tracked_changes_are_reported(xml: str, text: str, message: str, trees: Room) -> None:
    type_into(trees, paragraph(xml))
    assert comment_of(trees) == text
    found = [line for line in check(trees) if "RES001" not in line]
    assert found == [f"{FORM}[table 1, row 2, column 4] warning XLS028: {message}"]


def test_a_comment_that_was_deleted_whole_is_reported(trees: Room) -> None:
    type_into(trees, paragraph(DELETED.format("We plant.")))
    (found,) = [line for line in check(trees) if "XLS028" in line]
    assert found.startswith(f'{FORM}[table 1, row 2, column 4] warning XLS028: "We plant." was deleted with tracked')


def test_a_row_that_was_deleted_is_reported(trees: Room) -> None:
    answer(trees.path / FORM, {1: ("Yes", "ok."), 2: ("No", "Never.")})

    def delete(root: Cell) -> None:
        row = cell_of(root, 3, 1).getparent()
        row.find(f"{W}trPr").extend(make('<w:del w:id="9" w:author="A" w:date="2026-01-01T00:00:00Z"/>'))

    edit(trees.path / FORM, delete)
    assert any('XLS028: a row was deleted with tracked changes, so it is not read: "2' in line for line in check(trees))


def comment_on(path: Path, row: int, column: int, text: str) -> None:
    """Put a comment into the margin beside a cell."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"

    def add(parts: dict[str, bytes]) -> None:
        parts["word/comments.xml"] = (
            f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="0" w:author="A">{paragraph(run(text))}</w:comment>'
            "</w:comments>"
        ).encode()
        name = "word/_rels/document.xml.rels"
        parts[name] = parts[name].replace(
            b"</Relationships>",
            f'<Relationship Id="rId90" Type="{kind}" Target="comments.xml"/></Relationships>'.encode(),
        )

    change_package(path, add)
    sign = '<w:r><w:commentReference w:id="0"/></w:r>'
    edit(path, lambda root: cell_of(root, row, column).find(f"{W}p").extend(make(sign)))


def test_comments_in_the_margin_are_reported(trees: Room) -> None:
    answer(trees.path / FORM, {1: ("Yes", "ok."), 2: ("Yes", "ok.")})
    comment_on(trees.path / FORM, 3, 4, "Ask Legal first")
    assert check(trees) == [
        f'{FORM}[table 1, row 3, column 4] warning XLS009: the note on this cell is not printed: "Ask Legal first"'
    ]


def test_text_around_the_table_is_reported(trees: Room) -> None:
    answer(trees.path / FORM, {1: ("Yes", "ok."), 2: ("Yes", "ok.")})

    def type_around(root: Cell) -> None:
        table = next(root.iter(f"{W}tbl"))
        table.addprevious(make(paragraph(run("A word before: only a draft.")))[0])
        table.addnext(make(paragraph(run("The rest will follow.")))[0])

    edit(trees.path / FORM, type_around)
    assert check(trees) == [
        f'{FORM}[table 1] warning XLS009: text below the table is not printed: "The rest will follow."',
        f'{FORM}[table 1] warning XLS009: text typed above the table is not printed: "A word before: only a draft."',
    ]


def test_pictures_are_reported(trees: Room) -> None:
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:docPr id="1" name="P" descr="A map of the trees"/></wp:inline></w:drawing></w:r>'
    )
    type_into(trees, paragraph(run("See the map.") + drawing))
    assert [line for line in check(trees) if "XLS015" in line] == [
        f'{FORM}[table 1, row 2, column 4] warning XLS015: the picture here is not printed: "A map of the trees"'
    ]


def test_looks_that_do_not_go_over_are_reported(trees: Room) -> None:
    type_into(trees, paragraph(run("gone", "<w:strike/>") + run("line", '<w:u w:val="single"/>') + run(" rest.")))
    codes = [line.partition(" warning ")[2][:6] for line in check(trees)]
    assert [each for each in codes if each != "RES001"] == ["XLS013", "XLS023"]


def test_rows_may_be_moved_and_the_lines_above_deleted(trees: Room) -> None:
    answer(trees.path / FORM, {1: ("Yes", "First."), 2: ("No", "Second.")})

    def move(root: Cell) -> None:
        table = next(root.iter(f"{W}tbl"))
        rows = table.findall(f"{W}tr")
        table.append(rows[1])
        for each in list(table.itersiblings(preceding=True)):
            each.getparent().remove(each)

    edit(trees.path / FORM, move)
    assert check(trees) == []
    outline = printed(trees)
    assert outline.index("First.") < outline.index("Second.")


def test_a_form_is_known_without_its_property(trees: Room) -> None:
    """As a program leaves it that knows neither properties of one's own nor hidden text, which it shows."""
    answer(trees.path / FORM, {1: ("Yes", "First."), 2: ("No", "Second.")})

    def simplify(parts: dict[str, bytes]) -> None:
        del parts["docProps/custom.xml"]
        parts[BODY] = parts[BODY].replace(b"<w:vanish/>", b"")

    change_package(trees.path / FORM, simplify)
    assert check(trees) == []
    assert "First." in printed(trees)


def test_the_form_of_another_matter(trees: Room) -> None:
    other = MATTER.partition("recommendations:")[0].replace("Street Trees", "Libraries")
    trees.write("data/parks/recommendations.yaml", f"{other}recommendations: [That every branch opens on Sundays.]\n")
    (trees.path / "data/parks/answers.docx").write_bytes((trees.path / FORM).read_bytes())
    (found,) = [line for line in check(trees) if "data/parks/answers.docx" in line]
    assert " error XLS012: this is the response sheet for Street Trees" in found


def test_last_years_form(trees: Room) -> None:
    answer(trees.path / FORM, {1: ("Yes", "ok."), 2: ("Yes", "ok.")})
    now = MATTER.replace("2026-03-03", "2027-03-03").replace("Street Trees", "Street Trees 2027")
    trees.write(f"{FOLDER}/recommendations.yaml", now)
    assert any(f"{FORM}[table 1] error XLS012: this sheet was written for" in line for line in check(trees))
    assert trees.papers("sheet", "--word").exit_code == 0
    assert words(trees.path / FORM)[1][2:] == ["Please choose", ""]


@pytest.mark.parametrize("ending", ["odt", "rtf", "doc"])
def test_other_kinds_of_document_are_named(
    ending: str, trees: Room, libreoffice: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    made = libreoffice(trees.path / FORM, ending, tmp_path)
    (trees.path / FORM).unlink()
    (trees.path / FOLDER / f"answers.{ending}").write_bytes(made.read_bytes())
    lines = trees.papers("check").stderr.splitlines()
    at = next(at for at, line in enumerate(lines) if "XLS019" in line)
    assert f"this is the Word form, but the program does not read .{ending} files" in lines[at]
    assert "save it here as a Word Document (.docx)" in lines[at + 1]


def test_a_document_that_is_not_the_form_is_named(trees: Room) -> None:
    def forget(parts: dict[str, bytes]) -> None:
        del parts["docProps/custom.xml"]
        root = parts[BODY].replace(b"Response sheet: ", b"Answers: ")
        parts[BODY] = root.replace(b'<w:vanish/></w:rPr><w:t xml:space="preserve">R', b"</w:rPr><w:t>")

    change_package(trees.path / FORM, forget)
    lines = trees.papers("check").stderr.splitlines()
    at = next(at for at, line in enumerate(lines) if "XLS019" in line)
    assert "this document has a table of answers, but the program reads only documents that were made from" in lines[at]
    assert "into the Word form that `papers sheet --word` writes" in lines[at + 1]


def test_hostile_documents_are_refused(trees: Room) -> None:
    def attack(parts: dict[str, bytes]) -> None:
        body = parts[BODY].decode()
        at = body.index("<w:document")
        parts[BODY] = f'{body[:at]}<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{body[at:]}'.replace(
            FIRST, "&e;"
        ).encode()

    change_package(trees.path / FORM, attack)
    (found,) = [line for line in check(trees) if "XLS002" in line]
    assert found.startswith(f"{FORM}: error XLS002: the document is damaged, or was saved in a way that cannot be read")


def test_a_form_open_in_word_is_reported_and_left(trees: Room) -> None:
    trees.write(f"{FOLDER}/~$sponses.docx", "\x05A Oak")
    assert any("responses.docx is open in Word" in line for line in check(trees))
    trees.write(f"{FOLDER}/recommendations.yaml", MATTER.replace("a hundred", "ten"))
    result = trees.papers("sheet", "--word")
    assert result.exit_code == 1
    assert "the sheet is open in another program" in result.stderr


@pytest.mark.parametrize(
    ("look", "message"),
    [
        ('<w:color w:val="FF0000"/>', "the text in row 2, column 4 has a colour that the form does not have"),
        ('<w:highlight w:val="yellow"/>', "there is a colour behind row 2, column 4 that the form does not have"),
    ],
)
def test_colours_are_reported(look: str, message: str, trees: Room) -> None:
    type_into(trees, paragraph(run("Perhaps.", look)))
    assert [line for line in check(trees) if "RES025" in line] == [
        f"{FORM}[table 1, row 2, column 4] warning RES025: {message}"
    ]


def test_a_table_below_that_of_the_answers_is_reported(trees: Room) -> None:
    answer(trees.path / FORM, {1: ("Yes", "ok."), 2: ("Yes", "ok.")})

    def add(root: Cell) -> None:
        table = next(root.iter(f"{W}tbl"))
        for each in reversed(make(paragraph(run("Costs")) + draw_table(("Tree", "Cost"), ("Oak", "£12")))):
            table.addnext(each)

    edit(trees.path / FORM, add)
    assert check(trees) == [
        f'{FORM}[table 1] warning XLS009: text below the table is not printed: "Costs"',
        f"{FORM}[table 2] warning XLS007: this table is not printed, because it is outside the table of answers",
    ]


def test_merged_cells_are_reported(trees: Room) -> None:
    answer(trees.path / FORM, {1: ("Yes", "For both."), 2: ("Yes", "")})

    def merge(root: Cell) -> None:
        for row, value in ((2, "restart"), (3, "continue")):
            cell_of(root, row, 4).find(f"{W}tcPr").extend(make(f'<w:vMerge w:val="{value}"/>'))

    edit(trees.path / FORM, merge)
    (found,) = [line for line in check(trees) if "XLS014" in line]
    assert found.startswith(
        f"{FORM}[table 1, row 2, column 4] warning XLS014: the cells of column 4 are merged across rows 2 to 3"
    )


def test_words_that_are_hidden_are_reported(trees: Room) -> None:
    type_into(trees, paragraph(run("Seen.") + run(" Not seen.", "<w:vanish/>")))
    assert [line for line in check(trees) if "XLS006" in line] == [
        f'{FORM}[table 1, row 2, column 4] warning XLS006: hidden text here is not printed: "Not seen."'
    ]


def test_a_strict_open_xml_document_is_read(trees: Room) -> None:
    answer(trees.path / FORM, {1: ("Yes", "First."), 2: ("No", "Second.")})

    def make_strict(parts: dict[str, bytes]) -> None:
        for name, content in parts.items():
            for usual, strict in (
                (W[1:-1], "wordprocessingml/main"),
                ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "officeDocument/relationships"),
            ):
                content = content.replace(usual.encode(), f"http://purl.oclc.org/ooxml/{strict}".encode())
            parts[name] = content

    change_package(trees.path / FORM, make_strict)
    assert check(trees) == []
    assert "First." in printed(trees)


def test_what_word_for_the_web_saves_is_read(trees: Room) -> None:
    answer(trees.path / FORM, {1: ("Yes", "First."), 2: ("No", "Second.")})

    def rename(parts: dict[str, bytes]) -> None:
        for name in list(parts):
            content = parts.pop(name).replace(b"word/document.xml", b"word/document2.xml")
            parts[name.replace("document.xml", "document2.xml")] = content

    change_package(trees.path / FORM, rename)
    assert check(trees) == []
    assert "First." in printed(trees)


def test_a_form_in_a_subfolder_is_named(trees: Room) -> None:
    (trees.path / FOLDER / "returned").mkdir()
    (trees.path / FORM).rename(trees.path / FOLDER / "returned/answers.docx")
    (found,) = [line for line in check(trees) if "XLS019" in line]
    assert found == (
        f"{FOLDER}/returned/answers.docx: warning XLS019: this file is in a subfolder, so the program does not read it"
    )


def test_links_print_their_words(trees: Room) -> None:
    """As in a workbook: the address is reported unless it is among the words."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"

    def link(parts: dict[str, bytes]) -> None:
        name = "word/_rels/document.xml.rels"
        added = f'<Relationship Id="rId91" Type="{kind}" Target="https://trees.example/plan" TargetMode="External"/>'
        parts[name] = parts[name].replace(b"</Relationships>", f"{added}</Relationships>".encode())

    linked = f'<w:hyperlink r:id="rId91">{run("the plan", UNDERLINED)}</w:hyperlink>'
    type_into(trees, paragraph(run("See ") + linked + run(".")))
    change_package(trees.path / FORM, link)
    assert comment_of(trees) == "See the plan."
    (found,) = [line for line in check(trees) if "XLS0" in line]
    assert (
        "[table 1, row 2, column 4] warning XLS016: recommendation 1: the words of this link are printed, but" in found
    )


def test_a_form_without_its_table_is_named(trees: Room) -> None:
    def delete(root: Cell) -> None:
        table = next(root.iter(f"{W}tbl"))
        table.getparent().remove(table)

    edit(trees.path / FORM, delete)
    assert f"{FORM}: error XLS002: this Word form has lost its table of answers" in check(trees)


def test_a_form_that_lost_a_heading_is_named(trees: Room) -> None:
    edit(trees.path / FORM, lambda root: fill(cell_of(root, 1, 3), paragraph("")))
    (found,) = [line for line in check(trees) if "XLS0" in line]
    assert found.startswith(f"{FORM}[table 1, row 1, column 1] error XLS001: the recommendations are in column B below")


def test_a_form_that_is_far_too_large_is_named(trees: Room) -> None:
    """A few kilobytes that unpack to more than a form may have: reported, and not unpacked."""

    def swell(parts: dict[str, bytes]) -> None:
        parts["word/media/picture.xml"] = bytes(WORD_FORM.unpacked + 1)

    change_package(trees.path / FORM, swell)
    (line,) = [line for line in check(trees) if FORM in line]
    assert " error XLS002: " in line
