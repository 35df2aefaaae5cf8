"""Rows of a front sheet, and texts around the tables of a response: in every form of a paper, and in own documents."""

import re
import zipfile

import docx
import pytest

from tests.commands.test_own_documents import set_documents, write_template
from tests.conftest import Room
from tests.packages import edit_document

REPORT = """\
title: Trees
scrutiny: {body: Parks Panel, date: 2026-03-03}
cabinet: {date: 2026-03-18, members: [Councillor Oak]}
report:
  front_sheet: {Ward: Fenside, Is it urgent?: No}
  purpose: |
    To present the recommendations.
    To ask Cabinet:
    - to answer
  recommendation: |
    That Cabinet states whether it agrees with the recommendations in the body of this report.
    That Cabinet reports back.
  body: |
    It said so.

    [Recommendation 1]

    [Recommendation 2]
"""
RESPONSE = """\
response:
  status: STATUS
  front_sheet: {Decision reference: CAB 14}
  introduction: |
    # What Cabinet thinks

    Cabinet is grateful.

    - to the Panel
  closing: |
    | Ward | Trees |
    | --- | --- |
    | Fenside | 12 |
recommendations:
  - That the Council plants a hundred trees.
  - {text: That it waters them., exempt: 3}
"""
ANSWERS = """\
[R]
No. | Recommendation | Agree? | Comment
1 | That the Council plants a hundred trees. | Yes | It will.
2 | That it waters them. | Yes | It does.
"""
IN_THE_REPORT = ("Ward:", "Fenside", "Is it urgent?", "To ask Cabinet:", "to answer", "That Cabinet reports back.")
IN_THE_RESPONSE = ("Decision reference:", "CAB 14", "What Cabinet thinks", "Cabinet is grateful.", "to the Panel", "12")


def prepare(room: Room, *, status: str = "draft", report: str = REPORT) -> None:
    room.write("data/trees/recommendations.yaml", report + RESPONSE.replace("STATUS", status))
    room.draw("data/trees/a.xlsx", ANSWERS)


def words(room: Room, name: str) -> str:
    text = (room.path / "output" / "trees" / name).read_bytes()
    if name.endswith(".html"):
        return re.sub(r"<[^>]+>", "\n", text.decode())
    document = docx.Document(str(room.path / "output" / "trees" / name))
    return "\n".join(each.text or "" for each in document.element.body.iter(docx.oxml.ns.qn("w:t")))


@pytest.mark.parametrize("status", ["draft", "agreed"])
def test_each_form_of_a_paper_has_them(status: str, room: Room) -> None:
    """The public and the exempt set, documents, pages, and public copies; the receipt counts what is prose."""
    prepare(room, status=status)
    built = room.papers("build", "--html", "--publish")
    assert built.exit_code == 0, built.stderr
    assert "2 recommendations, 2 answers, 4 paragraphs, 1 bullet, 1 table: all in the document" in built.stderr
    named = "Appendix A - Draft Cabinet response" if status == "draft" else "Cabinet response"
    for paper, expected in ((f"{named} - Trees", IN_THE_RESPONSE), ("Scrutiny report - Trees", IN_THE_REPORT)):
        for form in (f"{paper}.docx", f"{paper}.html", f"exempt/EXEMPT - {paper}.docx", f"public/{paper}.docx"):
            found = words(room, form)
            assert [each for each in expected if each not in found] == [], form
    waters = ["That it waters them." in words(room, f"{folder}{named} - Trees.docx") for folder in ("", "public/")]
    assert waters == [False, False]


ASKED = {
    "one": ("    That Cabinet reports back.\n", "", ["Table Text"]),
    "several": ("", "", ["Table Number", "Table Number"]),
    "several with typed numbers": ("That Cabinet reports", "2. That Cabinet reports", ["Table Text", "Table Text"]),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_cabinet_is_asked_to_do_is_numbered_only_where_it_is_several_things(name: str, room: Room) -> None:
    taken, put, expected = ASKED[name]
    prepare(room, report=REPORT.replace(taken, put) if taken else REPORT)
    assert room.papers("build").exit_code == 0
    document = docx.Document(str(room.path / "output/trees/Scrutiny report - Trees.docx"))
    cell = next(row.cells[1] for row in document.tables[1].rows if row.cells[0].text == "Recommendation:")
    styles = [each.style.name for each in cell.paragraphs if each.style]
    assert styles == expected


@pytest.mark.parametrize("status", ["draft", "agreed"])
def test_a_row_may_have_the_words_of_the_title(status: str, room: Room) -> None:
    row = "{Related reports: Trees and Hedges, Panel: Parks Panel, Met on: 03 March 2026, Title: Trees}"
    prepare(room, status=status)
    path = room.path / "data/trees/recommendations.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("{Decision reference: CAB 14}", row), encoding="utf-8")
    built = room.papers("build")
    assert (built.exit_code, "OUT002" in built.stderr) == (0, False), built.stderr


def test_a_row_may_have_words_that_the_title_has_too(room: Room) -> None:
    prepare(room, status="agreed")
    path = room.path / "data" / "trees" / "recommendations.yaml"
    concerning = "title: Trees\nconcerning: Trees in CAB 14"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Trees", concerning), encoding="utf-8")
    built = room.papers("build")
    assert built.exit_code == 0, built.stderr


@pytest.mark.slow
@pytest.mark.xdist_group("pdfs")
def test_the_pdf_has_them(room: Room) -> None:
    prepare(room)
    built = room.papers("build", "--pdf")
    assert built.stderr.count("the same as PDF/UA, all words in it") == 4, built.stderr


LEFT_OUT = {
    "{{ line.value }}": ("scrutiny-report.docx", "warning TPL010: the template does not print the further rows"),
    "{{ line.label }}": (
        "draft-response.docx",
        "warning TPL010: the template does not print the labels of the further",
    ),
    "{{p introduction }}": ("draft-response.docx", "error TPL007: the template does not print the introduction"),
    "{{p closing }}": ("draft-response.docx", "error TPL007: the template does not print the closing text"),
}


@pytest.mark.parametrize("placeholder", LEFT_OUT)
def test_a_template_that_lacks_one_of_them(placeholder: str, room: Room) -> None:
    """Rows may be left out on purpose, texts may not; where the data have neither, nothing is said."""
    template, said = LEFT_OUT[placeholder]
    path = room.path / "templates" / template
    with zipfile.ZipFile(path) as package:
        count = package.read("word/document.xml").decode().count(placeholder)
    for _ in range(count):
        edit_document(path, re.escape(placeholder), "x")
    prepare(room)
    assert f"templates/{template}: {said}" in room.papers("build").stderr
    if "TPL010" in said:
        room.write("papers.yaml", "council: Eastmere\nleave_out: [front_sheet]\n")
        built = room.papers("build")
        assert (built.exit_code, "TPL0" in built.stderr) == (0, False), built.stderr
    bare = "\n".join(line for line in REPORT.split("\n") if "front_sheet" not in line)
    room.write("data/trees/recommendations.yaml", bare + "recommendations: [That it plants., That it waters.]\n")
    room.draw(
        "data/trees/a.xlsx", ANSWERS.replace(" the Council", "").replace(" a hundred trees", "").replace(" them", "")
    )
    built = room.papers("build")
    assert (built.exit_code, "TPL0" in built.stderr) == (0, False), built.stderr


def test_a_template_of_before_prints_the_lines_as_typed(room: Room) -> None:
    template = room.path / "templates" / "scrutiny-report.docx"
    edit_document(template, r"\{\{p purpose_text \}\}", "{{ purpose }}")
    edit_document(template, r"\{%p for point in recommendation_points %\}", "{{ recommendation }}")
    edit_document(template, r"<w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr><w:r><w:t[^>]*>\{%p if numbers_points"
         r".*?\{%p endfor %\}</w:t></w:r></w:p>", "")  # fmt: skip
    prepare(room)
    built = room.papers("build")
    assert (built.exit_code, "TPL" in built.stderr) == (0, False), built.stderr
    printed = words(room, "Scrutiny report - Trees.docx")
    assert "To ask Cabinet:\n- to answer\n" in printed
    assert "That Cabinet reports back." in printed


def test_a_document_of_the_councils_own_prints_them_too(room: Room) -> None:
    lines = (
        "{{ title }}", "{%p for line in front_sheet %}", "{{ line.label }} is {{ line.value }}", "{%p endfor %}",
        "{%p for line in report.front_sheet %}", "{{ line.label }} is {{ line.value }}", "{%p endfor %}",
        "{{p introduction }}", "{{p closing }}", "{{p report.purpose_text }}",
    )  # fmt: skip
    write_template(room, "note.docx", lines)
    set_documents(room, "{template: note.docx, name: Note}")
    room.write(
        "data/trees/recommendations.yaml", REPORT + RESPONSE.replace("STATUS", "draft").replace(", exempt: 3", "")
    )
    built = room.papers("build")
    assert built.exit_code == 0, built.stderr
    printed = words(room, "Note.docx").replace("\xa0", " ")
    expected = ("Decision reference is CAB 14", "Ward is Fenside", "Cabinet is grateful.", "12", "to answer")
    assert [each for each in expected if each not in printed] == []


FIGURES = {"papers.yaml": ("1", ""), "the matter": ("", "1"), "the matter before papers.yaml": ("1", "A")}


@pytest.mark.parametrize("where", FIGURES)
def test_appendices_are_counted_by_figures(where: str, room: Room) -> None:
    council, matter = FIGURES[where]
    room.write("papers.yaml", "council: Eastmere\n" + (f"appendix_numbering: {council}\n" if council else ""))
    appendices = "  appendices: [Bus survey, response]\n  body"
    more = f"appendix_numbering: {matter}\n" if matter else ""
    prepare(room, report=more + REPORT.replace("  body", appendices).replace("said so", "said so (Appendix 2)"))
    built = room.papers("build")
    letter = "B" if matter == "A" else "2"
    assert (built.exit_code, "REF004" in built.stderr) == (0, letter == "B"), built.stderr
    draft = f"Appendix {letter} - Draft Cabinet response - Trees.docx"
    assert words(room, draft).startswith(f"Appendix {letter}\n")
    report = words(room, "Scrutiny report - Trees.docx")
    assert f"Appendix {letter}\nDraft Cabinet response" in report
    assert f"Appendix {'A' if letter == 'B' else '1'}\nBus survey" in report


def test_the_only_appendix_is_a_figure_too(room: Room) -> None:
    prepare(room, report="appendix_numbering: 1\n" + REPORT)
    assert room.papers("build").exit_code == 0
    assert "Appendix 1\nDraft Cabinet response" in words(room, "Scrutiny report - Trees.docx")
    assert words(room, "Appendix 1 - Draft Cabinet response - Trees.docx").startswith("Appendix 1\n")
