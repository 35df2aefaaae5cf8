"""`papers templates new`: templates of finished papers, which print the same papers again, word for word."""

import copy
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import docx
import docx.document
import pytest
import yaml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from cabinet_papers.matter.columns import USUAL, ColumnKind
from cabinet_papers.old_papers.columns import tell_columns
from cabinet_papers.old_papers.placed import suggest_lines
from cabinet_papers.old_papers.sentences import Subject, find_member, find_subject, generalise
from tests.conftest import ROOT, Ran, Room
from tests.outline import read_outline
from tests.packages import change_package, replace_in

# The sets with an example, and which of their papers is taken: all that it says comes back from its template.
PAPERS = {
    "tracker": ("tracker", "*Cabinet response*.docx"),
    "form": ("form", "*Cabinet response*.docx"),
    "prose": ("prose", "*Cabinet response*.docx"),
    "cover": ("cover", "Scrutiny report*.docx"),
    "agreed": ("house", "Cabinet response*.docx"),
    "draft": ("house", "Appendix A*July*.docx"),
    "report": ("house", "Scrutiny report*.docx"),
}
PAGES = re.compile(r"Page \d+ of \d+")


def build_example(folder: Path, style: str) -> Room:
    assert Room(folder).papers("init", "example", "--style", style).exit_code == 0
    room = Room(folder / "example")
    assert room.papers("build").exit_code == 0
    return room


def begin(folder: Path) -> Room:
    assert Room(folder).papers("init", "new", "--bare").exit_code == 0
    room = Room(folder / "new")
    settings = (room.path / "papers.yaml").read_text("utf-8")
    room.write("papers.yaml", re.sub(r"^council:.*", "council: Westmere City Council", settings, flags=re.MULTILINE))
    return room


def read_lines(said: str) -> list[str]:
    """Return the lines that are to be added to papers.yaml."""
    lines = said.splitlines()
    start = next((at for at, line in enumerate(lines) if line.startswith("add to papers.yaml")), len(lines))
    added = [line.removeprefix("  ") for line in lines[start + 1 :]]
    end = next((at for at, line in enumerate(added) if not re.match(r"\w+:|  - ", line)), len(added))
    return added[:end]


def add_lines(room: Room, lines: list[str]) -> None:
    """Do what the command says: its lines in place of those of the same keys."""
    keys = {line.partition(":")[0] for line in lines if not line.startswith(" ")}
    settings = (room.path / "papers.yaml").read_text("utf-8").splitlines()
    kept = [line for line in settings if line.partition(":")[0] not in keys]
    room.write("papers.yaml", "\n".join([*kept, *lines]) + "\n")


def compare(tmp_path: Path, which: str, save: Callable[[Path], Path]) -> None:
    style, pattern = PAPERS[which]
    example = build_example(tmp_path, style)
    (paper,) = (example.path / "output").rglob(pattern)
    room = begin(tmp_path)
    made = room.papers("templates", "new", str(save(paper)))
    assert (made.exit_code, re.findall(r"[A-Z]{3}\d{3}", made.stderr)) == (0, []), made.stderr
    add_lines(room, read_lines(made.stderr))
    shutil.copytree(example.path / "data" / paper.parent.name, room.path / "data" / paper.parent.name)
    assert room.papers("build").exit_code == 0, room.papers("build").stderr
    again = read_outline(room.path / "output" / paper.parent.name / paper.name)
    blocks = [[line for line in PAGES.sub("", text).splitlines() if line] for text in (again, read_outline(paper))]
    assert blocks[0] == blocks[1]


@pytest.mark.slow
@pytest.mark.parametrize("which", PAPERS)
def test_the_template_of_a_paper_prints_it_again(which: str, tmp_path: Path) -> None:
    compare(tmp_path, which, lambda paper: paper)


@pytest.mark.parametrize("which", PAPERS)
def test_so_does_one_of_a_paper_that_another_program_saved(
    which: str, tmp_path: Path, libreoffice: Callable[[Path, str, Path], Path]
) -> None:
    compare(tmp_path, which, lambda paper: libreoffice(paper, "docx:MS Word 2007 XML", tmp_path / "plain"))


def open_empty() -> docx.document.Document:
    """Return a document with the house's styles and nothing in it."""
    document = docx.Document(str(ROOT / "templates" / "draft-response.docx"))
    for element in list(document.element.body)[:-1]:
        document.element.body.remove(element)
    for section in document.sections:
        for edge in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            for paragraph in edge.paragraphs:
                paragraph.text = ""
    return document


def add_table(document: docx.document.Document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for texts in rows:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text


def write_paper(path: Path, rows: list[list[str]], *lines: str) -> Path:
    """Write a paper as councils have them: the lines, then a table."""
    document = open_empty()
    for at, line in enumerate(lines):
        document.add_paragraph(line, style=None if at else "Heading 1")
    add_table(document, rows)
    document.add_paragraph("")
    document.save(str(path))
    return path


EXECUTIVE = [
    ["Scrutiny recommendation", "Executive decision", "Reasons", "Lead officer", "Timescale", "Cost"],
    ["1. That menus are online.", "Accepted", "They will be.", "Head of Schools", "May 2025", "£400"],
    ["2. That fruit is free.", "Rejected", "There is no budget.", "", "", ""],
]
TITLE = "Executive response to the Children’s Services Scrutiny Panel"
SENTENCE = "Recommendations made by the Children’s Services Scrutiny Panel on 5 March 2025 concerning school meals."


def test_a_table_of_another_council(room: Room, tmp_path: Path) -> None:
    paper = write_paper(tmp_path / "response.docx", EXECUTIVE, TITLE, SENTENCE, "Response provided by Councillor J Roe")
    made = room.papers("templates", "new", str(paper))
    assert (made.exit_code, made.stdout) == (0, "templates/cabinet-response.docx\n"), made.stderr
    assert read_lines(made.stderr) == [
        "date_format: d MMMM yyyy",
        "response_columns:",
        "  - number",
        "  - {heading: Scrutiny recommendation, kind: recommendation}",
        "  - {heading: Executive decision, kind: decision}",
        "  - {heading: Reasons, kind: comment}",
        "  - Lead officer",
        "  - {heading: Timescale, kind: date}",
        "  - {heading: Cost, kind: money}",
        "decisions: {Accepted: agreed, Rejected: not agreed}",
    ]
    text = read_outline(room.path / "templates" / "cabinet-response.docx")
    assert "Executive response to {{ the_body }}" in text
    assert "{{ topic.date }} concerning {{ topic.the_title }}." in text
    assert not re.search(r"menus|fruit|Roe|school meals|Children|2025", text), "nothing of the old paper is left"


def test_the_earlier_template_is_kept_each_time(room: Room, tmp_path: Path) -> None:
    paper = write_paper(tmp_path / "response.docx", EXECUTIVE, TITLE, SENTENCE)
    shipped = (room.path / "templates" / "cabinet-response.docx").read_bytes()
    made = room.papers("templates", "new", str(paper))
    (kept,) = (room.path / "templates" / "earlier").iterdir()
    assert kept.read_bytes() == shipped
    assert f"the earlier template is kept as templates/earlier/{kept.name}" in made.stderr
    room.write("templates/cabinet-response.docx", "edited in Word")
    room.papers("templates", "new", str(paper))
    assert {path.read_bytes() for path in (room.path / "templates" / "earlier").iterdir()} == {
        shipped,
        b"edited in Word",
    }
    assert "earlier" not in room.papers("templates", "check").stderr


def test_what_is_of_one_paper_is_named(room: Room, tmp_path: Path) -> None:
    lines = (
        "The Cabinet is grateful for the visit to Fenside School.",
        "This is the reply to the Panel's letter of 3 May 2025.",
    )
    paper = write_paper(tmp_path / "response.docx", EXECUTIVE, TITLE, SENTENCE, *lines)
    said = room.papers("templates", "new", str(paper)).stderr
    assert f"not in the template, because it was of that paper:\n  {lines[0]}\n  {lines[1]}\n" in said


def test_a_template_that_cannot_be_used_yet_replaces_none(room: Room, tmp_path: Path) -> None:
    """A paper with a field that fetches something: what comes of it waits to be finished, and the earlier one stays."""
    paper = write_paper(tmp_path / "response.docx", EXECUTIVE, TITLE, SENTENCE)
    field = '<w:p><w:fldSimple w:instr=" INCLUDETEXT c:\\\\x.docx "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'

    def add_field(parts: dict[str, bytes]) -> None:
        name = next(each for each in parts if re.fullmatch(r"word/footer\d+\.xml", each))
        parts[name] = re.sub(rb"(<w:ftr[^>]*>)", rb"\1" + field.encode(), parts[name])

    change_package(paper, add_field)
    before = (room.path / "templates" / "cabinet-response.docx").read_bytes()
    made = room.papers("templates", "new", str(paper))
    assert (made.exit_code, made.stdout) == (1, "templates/unfinished/cabinet-response.docx\n")
    assert "TPL005" in made.stderr
    places = json.loads(room.papers("templates", "new", str(paper), "--format", "json").stdout)
    assert [each["file"] for each in places if each["code"] == "TPL005"] == [
        "templates/unfinished/cabinet-response.docx"
    ]
    assert (room.path / "templates" / "cabinet-response.docx").read_bytes() == before
    assert not (room.path / "templates" / "earlier").exists()


def test_comments_and_changes_of_the_paper_are_not_in_the_template(room: Room, tmp_path: Path) -> None:
    paper = write_paper(tmp_path / "response.docx", EXECUTIVE, TITLE, SENTENCE)
    deleted = '<w:del w:id="9" w:author="A"><w:r><w:delText>SECRET</w:delText></w:r></w:del>'
    change_package(
        paper, replace_in("word/document.xml", "They will be.</w:t></w:r>", f"They will.</w:t></w:r>{deleted}")
    )
    assert room.papers("templates", "new", str(paper)).exit_code == 0
    with zipfile.ZipFile(room.path / "templates" / "cabinet-response.docx") as package:
        assert not any(b"SECRET" in package.read(name) for name in package.namelist())


NO_PAPERS = {
    "agenda.docx": lambda path: write_paper(path, [["Item", "Time"], ["Apologies", "10:00"]], "Agenda"),
    "paper.pdf": lambda path: path.write_bytes(b"%PDF-1.4"),
    "renamed.docx": lambda path: path.write_bytes(b"%PDF-1.4"),
    "empty.docx": lambda path: path.write_bytes(b""),
    "missing.docx": lambda _: None,
}


@pytest.mark.parametrize("name", NO_PAPERS)
def test_a_file_that_is_no_paper(name: str, room: Room, tmp_path: Path) -> None:
    NO_PAPERS[name](tmp_path / name)
    before = {path: path.read_bytes() for path in (room.path / "templates").iterdir()}
    made = room.papers("templates", "new", str(tmp_path / name))
    assert (made.exit_code, re.findall(r"error ([A-Z]{3}\d{3})", made.stderr)) == (1, ["TPL014"])
    assert {path: path.read_bytes() for path in (room.path / "templates").iterdir()} == before


@pytest.mark.parametrize("arguments", [("new",), ("newer", "x.docx"), ("newer",)])
def test_wrong_usage(arguments: tuple[str, ...], room: Room) -> None:
    assert room.papers("templates", *arguments).exit_code == 2


COLUMNS = {
    "our own": ("No.|Recommendation|Agree?|Comment", "1|That it acts.|Yes|It will.",
                ["number", "recommendation", "decision", "comment"]),
    "a response of words": ("Recommendation|Response", "That it acts.|We agree, and will act from May on.",
                            ["recommendation", "comment"]),
    "a response of one word": ("Recommendation|Response|Update", "That it acts.|Agreed|Done.",
                               ["recommendation", "decision", "comment"]),
    "a tracker": ("Ref|Topic|Recommendation|Portfolio holder|Status|Progress",
                  "P1|Parks|That it acts.|Cllr Oak|Complete|Done.",
                  ["ref", "topic", "recommendation", "member", "decision", "comment"]),
    "names that templates have already": ("Recommendation|Decision|Comment|By|Number of trees",
                                          "That it acts.|No|It rains.|May|4",
                                          ["recommendation", "decision", "comment", "own_by", "number_of_trees"]),
    "a heading twice": ("Recommendation|Decision|Officer|Officer", "That it acts.|No|A|B",
                        ["recommendation", "decision", "officer", "own_officer"]),
}  # fmt: skip


@pytest.mark.parametrize("what", COLUMNS)
def test_what_columns_are_for(what: str) -> None:
    headings, row, names = COLUMNS[what]
    texts = {at: [text] for at, text in enumerate(row.split("|"))}
    assert [each.name for each in tell_columns(headings.split("|"), texts, USUAL)] == names


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("31/12/2025", ColumnKind.DATE), ("March 2026", ColumnKind.DATE), ("£4,500", ColumnKind.MONEY),
        ("Soon", ColumnKind.TEXT),
    ],
)  # fmt: skip
def test_what_a_column_of_ones_own_holds(text: str, kind: ColumnKind) -> None:
    (*_, own) = tell_columns(["Recommendation", "Comment", "When"], {0: ["That."], 1: ["It."], 2: [text, ""]}, USUAL)
    assert own.kind is kind


SENTENCES = {
    "made by the Parks Panel on 3 March 2026 concerning the Street Trees.":
        "made by {{ the_body }} {% if in_month %}in{% else %}on{% endif %} {{ date }} concerning {{ the_title }}.",
    "The Parks and Open Spaces Committee met in March 2026.":
        "The {{ body }} met {% if in_month %}in{% else %}on{% endif %} {{ date }}.",
    "Response to Street Trees": "Response to {{ title }}",
    "Appendix B": "Appendix {{ letter }}",
    "Draft Cabinet response to recommendations of the Scrutiny Committee":
        "Draft Cabinet response to recommendations of the Scrutiny Committee",
    "The Committee is thanked.": "The Committee is thanked.",
}  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_gives_way_in_a_sentence(sentence: str) -> None:
    assert generalise(sentence, Subject("Street Trees", ())) == SENTENCES[sentence]


@pytest.mark.parametrize(
    ("sentence", "is_title_first"),
    [
        ("Response provided by Leader, Councillor A Oak", True),
        ("Lead member: Councillor Jane Roe, Cabinet Member for Children", False),
        ("Response of Cllr Oak", False),
        ("The response was late", None),
    ],
)
def test_who_answered(sentence: str, is_title_first: bool | None) -> None:
    found = find_member(sentence)
    assert bool(found) is (is_title_first is not None)
    assert not found or found.endswith("{{ member.name }}") is is_title_first


# What an old paper has, the lines that are named as kept or left, and what the template has for them.
NAMED = {
    "what else a sentence about the meeting says":
        ([SENTENCE.replace(" on ", ", with Mrs Ponsonby, on ")], "kept", "with Mrs Ponsonby"),
    "a heading": (["Heading 1:The story of Kettlewick"], "kept", "The story of Kettlewick"),
    "a first line that is no heading": (["Dear Councillor Ponsonby"], "kept", "Dear Councillor Ponsonby"),
    "an introduction": (["Heading 1:Response", "It thanks Mrs Ponsonby."], "left", "It thanks Mrs Ponsonby."),
}  # fmt: skip


@pytest.mark.parametrize("what", NAMED)
def test_every_line_of_the_old_paper_is_named(what: str, room: Room, tmp_path: Path) -> None:
    lines, fate, words = NAMED[what]
    document = draw_paper(lines, EXECUTIVE)
    made = make(room, document, tmp_path)
    kept, left = (list_below(made.stderr, start) for start in ("in the template; ", "not in the template, "))
    assert any(words in line for line in (kept if fate == "kept" else left)), made.stderr
    assert (words in read_outline(room.path / "templates" / "cabinet-response.docx")) is (fate == "kept")


def draw_paper(lines: list[str], rows: list[list[str]]) -> docx.document.Document:
    """Return a paper: its lines, each perhaps with its style before a colon, and a table."""
    document = open_empty()
    for line in lines:
        style, _, text = line.rpartition(":") if line.startswith("Heading") else ("", "", line)
        document.add_paragraph(text, style=style or None)
    add_table(document, rows)
    document.add_paragraph("")
    return document


def make(room: Room, document: docx.document.Document, tmp_path: Path) -> Ran:
    document.save(str(tmp_path / "paper.docx"))
    return room.papers("templates", "new", str(tmp_path / "paper.docx"))


def list_below(said: str, start: str) -> list[str]:
    """Return the lines below the one that starts so."""
    lines = said.splitlines()
    at = next((at for at, line in enumerate(lines) if line.startswith(start)), len(lines))
    return [line.strip() for line in takewhile(lambda line: line.startswith("  "), lines[at + 1 :])]


def test_headers_and_footers_of_several_runs(room: Room, tmp_path: Path) -> None:
    """Word keeps the words of a line in runs as it likes; what stays is named."""
    document = draw_paper([TITLE, SENTENCE], EXECUTIVE)
    header = document.sections[0].header.paragraphs[0]
    for run in ("Councillor Wimpole, sch", "ool meals, 5 Mar", "ch 2025"):
        header.add_run(run)
    document.sections[0].footer.paragraphs[0].text = "Ref CAB/7"
    made = make(room, document, tmp_path)
    kept = list_below(made.stderr, "in the template; ")
    assert "Councillor Wimpole, {{ title }}, {{ date }}" in kept
    assert "Ref CAB/7" in kept


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("Cabinet, 12 May 2025", "Cabinet, {{ cabinet_date }}"),
        ("Considered by the Executive on 12 May 2025", "Considered by the Executive on {{ cabinet_date }}"),
        ("Response to the review of 5 March 2025", "Response to the review of {{ date }}"),
        ("Printed on 1 June 2025", "Printed on 1 June 2025"),
    ],
)
def test_whose_day_it_is(line: str, written: str) -> None:
    subject = find_subject([SENTENCE, line], [], "")
    assert generalise(line, subject).replace("{% if in_month %}in{% else %}on{% endif %}", "on") == written
    assert generalise("Cabinet, 12 May 2025", subject.in_report) == (
        "Cabinet, {{ date }}" if "12 May" in line else "Cabinet, 12 May 2025"
    )


def test_bullets_of_each_answer_begin_anew(room: Room, tmp_path: Path) -> None:
    """A paper with a numbered list and no bullets: its template has a list of bullets of its own."""
    document = draw_paper([TITLE, SENTENCE, "one"], EXECUTIVE)
    document.paragraphs[2].style = "List Number"
    styles = document.styles.element
    styles.remove(next(each for each in styles if each.get(qn("w:styleId")) == "ListBullet"))
    assert make(room, document, tmp_path).exit_code == 0
    made = docx.Document(str(room.path / "templates" / "cabinet-response.docx"))
    (number,) = made.styles["List Bullet"].element.iter(qn("w:numId"))
    numbering = made.part.numbering_part.element
    (listed,) = [each for each in numbering.num_lst if str(each.numId) == number.get(qn("w:val"))]
    kind = next(each for each in numbering.iter(qn("w:abstractNum"))
                if each.get(qn("w:abstractNumId")) == str(listed.abstractNumId.val))  # fmt: skip
    assert next(kind.iter(qn("w:numFmt"))).get(qn("w:val")) == "bullet"


def test_a_list_is_put_before_what_a_mac_keeps(room: Room, tmp_path: Path) -> None:
    document = draw_paper([TITLE, SENTENCE], EXECUTIVE)
    styles = document.styles.element
    styles.remove(next(each for each in styles if each.get(qn("w:styleId")) == "ListBullet"))
    document.part.numbering_part.element.append(OxmlElement("w:numIdMacAtCleanup"))
    assert make(room, document, tmp_path).exit_code == 0
    made = docx.Document(str(room.path / "templates" / "cabinet-response.docx"))
    assert made.part.numbering_part.element[-1].tag == qn("w:numIdMacAtCleanup")


def test_notes_pictures_and_properties_do_not_stay(room: Room, tmp_path: Path) -> None:
    words = "Settlement with Mrs Ponsonby"
    document = draw_paper([TITLE, SENTENCE, "See "], EXECUTIVE)
    document.core_properties.author = document.core_properties.subject = words
    document.paragraphs[2].add_run().add_picture(str(ROOT / "docs" / "pictures" / next(
        path.name for path in (ROOT / "docs" / "pictures").glob("*.png"))))  # fmt: skip
    assert make(room, document, tmp_path).exit_code == 0
    with zipfile.ZipFile(room.path / "templates" / "cabinet-response.docx") as package:
        assert not any(words.encode() in package.read(name) for name in package.namelist())
        assert not [name for name in package.namelist() if "media" in name]


def test_footnotes_do_not_stay(room: Room, tmp_path: Path) -> None:
    document = draw_paper([TITLE, SENTENCE], EXECUTIVE)
    document.save(str(tmp_path / "paper.docx"))
    change_package(tmp_path / "paper.docx", add_footnote)
    assert room.papers("templates", "new", str(tmp_path / "paper.docx")).exit_code == 0
    with zipfile.ZipFile(room.path / "templates" / "cabinet-response.docx") as package:
        notes = package.read("word/footnotes.xml").decode()
        assert ("SECRET" in notes, 'w:type="separator"' in notes) == (False, True)


def add_footnote(parts: dict[str, bytes]) -> None:
    """Add a note to the first answer."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    separator = '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>SECRET</w:t></w:r></w:p></w:footnote>'
    parts["word/footnotes.xml"] = f"<w:footnotes {space}>{separator}{note}</w:footnotes>".encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    types = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", types.encode())
    leads = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rIdN" Type="{leads}" Target="footnotes.xml"/></Relationships>'
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relation.encode())
    mark = b'They will be.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"They will be.</w:t></w:r>", mark)


def test_a_response_with_the_front_sheet_of_a_report(room: Room, tmp_path: Path) -> None:
    document = draw_paper([TITLE, SENTENCE], [["Title of report", "Response"], ["Key decision", "No"]])
    add_table(document, EXECUTIVE)
    made = make(room, document, tmp_path)
    assert (made.exit_code, made.stdout) == (0, "templates/cabinet-response.docx\n"), made.stderr


def test_the_word_draft_in_an_answer_makes_no_draft(room: Room, tmp_path: Path) -> None:
    rows = [EXECUTIVE[0], [*EXECUTIVE[1][:2], "The Council will draft a policy.", *EXECUTIVE[1][3:]]]
    assert make(room, draw_paper([TITLE, SENTENCE], rows), tmp_path).stdout == "templates/cabinet-response.docx\n"
    made = make(room, draw_paper([f"DRAFT {TITLE}", SENTENCE], rows), tmp_path)
    assert made.stdout == "templates/draft-response.docx\n"


def test_forms_with_the_number_in_a_label(room: Room, tmp_path: Path) -> None:
    form = [["Recommendation 1", "That it acts."], ["Response", "Agreed"], ["Reasons", "It will."]]
    document = draw_paper([TITLE, SENTENCE], form)
    add_table(document, [["Recommendation 2", "That it waits."], ["Response", "Agreed"], ["Reasons", "It can."]])
    made = make(room, document, tmp_path)
    assert (made.exit_code, list_below(made.stderr, "not in the template, ")) == (0, []), made.stderr
    assert "Recommendation {{ row.number }}" in read_outline(room.path / "templates" / "cabinet-response.docx")
    assert "  - recommendation" in read_lines(made.stderr)


def test_the_looks_of_one_answer_are_not_those_of_all(room: Room, tmp_path: Path) -> None:
    document = draw_paper([TITLE, SENTENCE], EXECUTIVE)
    for row, colour in zip(document.tables[0].rows[1:], ("00B050", "FF0000"), strict=True):
        shading = OxmlElement("w:shd")
        shading.set(qn("w:fill"), colour)
        row.cells[1]._tc.get_or_add_tcPr().append(shading)
        row.cells[2].paragraphs[0].style = "List Bullet"
        row.cells[0].paragraphs[0].style = "List Number"
    document.tables[0].rows[1].cells[2].paragraphs[0].runs[0].text = "Yes."
    document.tables[0].rows[1].cells[2].paragraphs[0].runs[0].bold = True
    document.tables[0].rows[1].cells[2].paragraphs[0].add_run(" They will be online soon.")
    assert make(room, document, tmp_path).exit_code == 0
    table = docx.Document(str(room.path / "templates" / "cabinet-response.docx")).tables[0]._tbl
    assert not list(table.iter(qn("w:shd")))
    assert not [each for each in table.iter(qn("w:pStyle")) if each.get(qn("w:val"), "").startswith("List")]
    assert not list(table.iter(qn("w:b")))


def test_what_papers_yaml_gets_can_be_read(room: Room, tmp_path: Path) -> None:
    rows = [["Recommendation of May, 2025", "Decision", "Reasons"], ["1. That it acts.", "Agreed, in part", "It will."],
            ["Recommendation of May, 2025", "Decision", "Reasons"]]  # fmt: skip
    lines = read_lines(make(room, draw_paper([TITLE, SENTENCE], rows), tmp_path).stderr)
    read = yaml.safe_load("\n".join(lines))
    assert read["decisions"] == {"Agreed, in part": "other"}
    assert {"heading": "Recommendation of May, 2025", "kind": "recommendation"} in read["response_columns"]


@pytest.mark.parametrize(
    ("dates", "form"),
    [
        (["5 March 2025"], "d MMMM yyyy"),
        (["05 March 2025"], None),
        (["Tuesday, 5 March 2025"], "EEEE, d MMMM yyyy"),
        (["Tuesday, 5 March 2025", "12 May 2025"], "d MMMM yyyy"),
        (["5/3/2025"], "d/M/yyyy"),
        (["05/03/2025"], "dd/MM/yyyy"),
        (["5 March 2025", "05/03/2025"], "d MMMM yyyy"),
        (["March 2025"], None),
    ],
)
def test_how_dates_are_printed(dates: list[str], form: str | None) -> None:
    assert suggest_lines(None, dates) == ((f"date_format: {form}",) if form else ())


@pytest.mark.parametrize("line", ["The Panel met on 5 March 2025.", SENTENCE])
def test_a_heading_for_each_topic(line: str, room: Room, tmp_path: Path) -> None:
    """What is printed of one topic and of several is in the template, whatever the old paper said of each."""
    document = draw_paper(["Heading 1:Executive response", "Heading 2:Bus Shelters", line], EXECUTIVE)
    document.add_paragraph("Lanes", style="Heading 2")
    document.add_paragraph(line.replace("5 March", "9 April"))
    add_table(document, EXECUTIVE)
    made = make(room, document, tmp_path)
    assert (made.exit_code, made.stdout) == (0, "templates/cabinet-response.docx\n"), made.stderr


def test_a_table_of_contents_is_taken_out_whole(room: Room, tmp_path: Path) -> None:
    document = draw_paper(["Heading 1:Response", "1. Trees", "", SENTENCE], EXECUTIVE)
    for at, kind in ((1, "begin"), (1, "separate"), (2, "end")):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        document.paragraphs[at].add_run()._r.append(mark)
    assert make(room, document, tmp_path).exit_code == 0
    text = (room.path / "templates" / "cabinet-response.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(text)) as package:
        assert b"fldChar" not in package.read("word/document.xml")


def test_a_landscape_table_stays_on_its_page(room: Room, tmp_path: Path) -> None:
    document = draw_paper([TITLE, SENTENCE], EXECUTIVE)
    body = document.element.body
    for before in (document.tables[0]._tbl, body[-1]):
        paragraph = document.add_paragraph()
        properties = paragraph._p.get_or_add_pPr()
        properties.append(copy.deepcopy(document.sections[-1]._sectPr))
        before.addprevious(paragraph._p)
    assert make(room, document, tmp_path).exit_code == 0
    made = docx.Document(str(room.path / "templates" / "cabinet-response.docx"))
    assert len(made.sections) == 3
    order = [
        each.tag.rpartition("}")[2]
        for each in made.element.body
        if each.tag == qn("w:tbl") or list(each.iter(qn("w:sectPr")))
    ]
    assert order == ["p", "tbl", "p", "sectPr"]


def test_a_front_sheet_in_two_tables_is_one(room: Room, tmp_path: Path) -> None:
    document = draw_paper([TITLE, SENTENCE], [["File number", "EC 14"]])
    document.add_table(rows=1, cols=2).rows[0].cells[0].text = "Contact"
    document.add_paragraph("")
    add_table(document, EXECUTIVE)
    made = make(room, document, tmp_path)
    assert list_below(made.stderr, "a matter's own rows") == ["File number: EC 14", "Contact:"]
    assert read_outline(room.path / "templates" / "cabinet-response.docx").count("in front_sheet") == 1


def test_a_broken_papers_yaml_is_said_first(room: Room, tmp_path: Path) -> None:
    room.write("papers.yaml", "counc: Eastmere\n")
    made = make(room, draw_paper([TITLE, SENTENCE], EXECUTIVE), tmp_path)
    assert (made.exit_code, made.stdout, re.findall(r"error ([A-Z]{3}\d{3})", made.stderr)) == (1, "", ["YML003"])


def test_a_template_is_no_paper(room: Room) -> None:
    made = room.papers("templates", "new", "templates/cabinet-response.docx")
    assert (made.exit_code, re.findall(r"error ([A-Z]{3}\d{3})", made.stderr)) == (1, ["TPL014"])
