"""`papers templates new`: templates of finished papers, which print the same papers again, word for word."""

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from cabinet_papers.matter.columns import USUAL, ColumnKind
from cabinet_papers.old_papers.columns import tell_columns
from cabinet_papers.old_papers.sentences import Subject, find_member, generalise
from tests.conftest import ROOT, Room
from tests.outline import read_outline
from tests.packages import change_package, replace_in

# The sets with an example, and which of their papers is taken: all that it says comes back from its template.
PAPERS = {
    "tracker": ("tracker", "*.docx"),
    "form": ("form", "*.docx"),
    "prose": ("prose", "*.docx"),
    "cover": ("cover", "*.docx"),
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
    room.write("papers.yaml", re.sub(r"^council:.*", "council: Eastmere City Council", settings, flags=re.MULTILINE))
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


def write_paper(path: Path, rows: list[list[str]], *lines: str) -> Path:
    """Write a paper as councils have them: the lines, then a table."""
    document = docx.Document(str(ROOT / "templates" / "draft-response.docx"))
    for element in list(document.element.body)[:-1]:
        document.element.body.remove(element)
    for section in document.sections:
        for edge in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            for paragraph in edge.paragraphs:
                paragraph.text = ""
    for at, line in enumerate(lines):
        document.add_paragraph(line, style=None if at else "Heading 1")
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
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
    assert f"not in the template, because it was of that paper:\n  {lines[0]}\n" in said
    assert f"if it was of that paper alone, delete it there:\n  {lines[1]}\n" in said


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
