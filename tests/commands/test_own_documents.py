"""Documents of the council's own: over members, topics, recommendations and all matters, proven as the shipped ones."""

from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement

from cabinet_papers.papers.kinds import KINDS
from cabinet_papers.yaml_files.documents import SHIPPED
from tests.conftest import Room

LETTER = (
    "Dear {{ member.name }}",
    "{{ the_body }} made these on {{ scrutiny_date }}.",
    "{%p for row in recommendations %}",
    "{{ row.number }}. {{p row.text }}",
    "{%p endfor %}",
)
COUNTS = ("asked", "agreed", "partly", "not_agreed", "awaited", "withdrawn", "exempt")
MATTER = """\
title: Trees
scrutiny: {body: Parks Panel, date: 2026-03-03}
cabinet:
  members:
    - {name: Councillor Oak, title: Cabinet Member for Parks}
    - {name: Councillor Elm, title: Cabinet Member for Health}
    - {name: Councillor Ash, title: Leader}
recommendations:
  - {text: That the Council plants a hundred trees., member: Councillor Oak}
  - {text: That it waters them., member: Councillor Elm}
  - {text: That it counts them., member: Councillor Oak}
"""
REPORT = """\
report:
  body: |
    It said so.

    [Recommendation 1]

    [Recommendation 2]

    [Recommendation 3]
"""
ANSWERS = """\
[R]
No. | Recommendation | Agree? | Comment
1 | That the Council plants a hundred trees. | Yes | It will.
2 | That it waters them. | No | There is no water.
"""


def write_template(room: Room, name: str, lines: tuple[str, ...], rows: tuple[tuple[str, ...], ...] = ()) -> None:
    """Write a template with these paragraphs, and a table with these rows, in the look of the shipped ones."""
    document = docx.Document(str(room.path / "templates" / "draft-response.docx"))
    for element in list(document.element.body)[:-1]:
        document.element.body.remove(element)
    for section in document.sections:
        for edge in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            for paragraph in edge.paragraphs:
                paragraph.text = ""
    for at, line in enumerate(lines):
        document.add_paragraph(line, style=None if at or line.startswith("{%p") else "Heading 1")
    if rows:
        table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
    document.save(str(room.path / "templates" / name))


def set_documents(room: Room, *entries: str) -> None:
    room.write(
        "papers.yaml", "council: Westmere City Council\ndocuments:\n" + "".join(f"  - {each}\n" for each in entries)
    )


def words_of(path: Path) -> list[str]:
    document = docx.Document(str(path))
    texts = [each.text for each in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [text.replace("\u00a0", " ") for text in texts]


LETTERS = '{template: letter.docx, name: "Letter - {member}", when: draft, over: member, public: no}'


def test_a_letter_to_each_member_has_only_their_rows(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    write_template(room, "letter.docx", LETTER)
    set_documents(room, LETTERS)
    built = room.papers("build", "--publish")
    assert built.exit_code == 0, built.stderr
    assert room.documents() == ["trees/Letter - Councillor Elm.docx", "trees/Letter - Councillor Oak.docx"]
    assert words_of(room.path / "output/trees/Letter - Councillor Oak.docx") == [
        "Dear Councillor Oak", "the Parks Panel made these on 03 March 2026.",
        "1. That the Council plants a hundred trees.", "3. That it counts them.",
    ]  # fmt: skip
    assert words_of(room.path / "output/trees/Letter - Councillor Elm.docx")[2:] == ["2. That it waters them."]
    # Entered as public: no, they have no public copies; no longer asked for, they are set aside.
    assert not (room.path / "output/trees/public").exists()
    room.write("papers.yaml", "council: Westmere City Council\n")
    (room.path / "templates/letter.docx").unlink()
    assert room.papers("build").stderr.count(" OUT004: ") == 2


@pytest.mark.parametrize(
    ("over", "name", "expected"),
    [
        ("recommendation", "Slip {number}", ["Slip 1", "Slip 2", "Slip 3"]),
        ("topic", "Topic {topic}", ["Topic Trees"]),
        ("matter", "{title} of {date}", ["Trees of 03 March 2026"]),
    ],
)
def test_one_for_each(over: str, name: str, expected: list[str], room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    write_template(room, "slip.docx", LETTER[2:])
    set_documents(room, f'{{template: slip.docx, name: "{name}", over: {over}}}')
    assert room.papers("build").exit_code == 0
    assert room.documents() == [f"trees/{each}.docx" for each in expected]


def test_papers_yaml_knows_every_shipped_paper() -> None:
    assert tuple(kind.template for kind in KINDS) == SHIPPED


def write_list(room: Room) -> None:
    rows = (
        ("Matter", *COUNTS),
        ("{%tr for matter in matters %}",),
        ("{{ matter.title }}", *(f"{{{{ matter.counts.{each} }}}}" for each in COUNTS)),
        ("{%tr endfor %}",),
    )
    write_template(room, "all.docx", ("All of {{ counts.asked }}",), rows)


OVER_ALL = "{template: all.docx, name: Report back, over: all}"


IN_A_ROW = ("{%p for row in m.recommendations %}", "{{ row.number }}. {{p row.text }}", "{%p endfor %}")
BY_TOPIC = ("{%p for topic in m.topics %}", *(each.replace("m.rec", "topic.rec") for each in IN_A_ROW), "{%p endfor %}")


@pytest.mark.parametrize(
    "of_each",
    [
        ("{{ m.title }}", *IN_A_ROW),
        (*IN_A_ROW, "{{ m.title }}"),
        ("{{ m.title }}", "{%p endfor %}", "{%p for m in matters %}", *IN_A_ROW),
        ("{{ m.title }} by {{ m.the_body }}", *BY_TOPIC),
    ],
    ids=["below each title", "above each title", "in a loop of their own", "by topic"],
)
def test_all_matters_can_have_their_recommendations_with_them(of_each: tuple[str, ...], room: Room) -> None:
    titles = ("Hedges", "Parks", "Trees")
    for title in titles:
        room.write(f"data/{title}/recommendations.yaml", MATTER.replace("Trees", title))
    write_template(room, "all.docx", ("Everything", "{%p for m in matters %}", *of_each, "{%p endfor %}"))
    set_documents(room, OVER_ALL)
    built = room.papers("build")
    assert built.exit_code == 0, built.stderr
    words = words_of(room.path / "output/Report back.docx")
    assert words.count("2. That it waters them.") == len(titles), words
    assert sum(each.startswith(titles) for each in words) == len(titles), words


def test_a_list_of_all_matters_agrees_with_the_data_and_holds_nothing_exempt(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER + "  - {text: That it sells Plot Seven., exempt: 3}\n")
    room.draw("data/trees/responses - Councillor Oak.xlsx", ANSWERS)
    room.write(
        "data/hedges/recommendations.yaml", MATTER.replace("Trees", "Hedges").replace(", member: Councillor Elm", "")
    )
    write_list(room)
    set_documents(room, OVER_ALL)
    built = room.papers("build")
    assert built.exit_code == 0, built.stderr
    assert "output/Report back.docx" in built.stdout
    words = words_of(room.path / "output/Report back.docx")
    assert words[0] == "All of 7"
    assert words[9:] == ["Hedges", "3", "0", "0", "0", "3", "0", "0", "Trees", "4", "1", "0", "1", "1", "0", "1"]
    assert not any("Plot Seven" in each for each in words)
    # Building one matter alone reads the others for it.
    room.write(
        "data/hedges/recommendations.yaml", MATTER.replace("Trees", "Hedges").replace("  - {text: That it counts", "# ")
    )
    assert room.papers("build", "trees").exit_code == 0
    assert words_of(room.path / "output/Report back.docx")[0] == "All of 6"


def test_closed_matters_are_in_the_list_too(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.write("data/closed/hedges/recommendations.yaml", MATTER.replace("Trees", "Hedges"))
    write_list(room)
    set_documents(room, OVER_ALL)
    built = room.papers("build")
    words = words_of(room.path / "output/Report back.docx")
    assert (built.exit_code, words[0], words[9], words[17]) == (0, "All of 6", "Hedges", "Trees")
    assert room.documents() == ["Report back.docx"], "the papers of a closed matter are not built again"
    assert "Written: 1 document in output/, of 0 matters" not in built.screen
    assert "Written: 1 document in output/\n" in built.screen


def test_a_matter_with_errors_keeps_the_list_as_it_was(room: Room) -> None:
    """Shown as "OUT014"."""
    room.write("data/trees/recommendations.yaml", MATTER)
    write_list(room)
    set_documents(room, OVER_ALL)
    assert room.papers("build").exit_code == 0
    before = (room.path / "output/Report back.docx").read_bytes()
    room.write("data/hedges/recommendations.yaml", "titel: Hedges\n")
    built = room.papers("build")
    assert (built.exit_code, "output/Report back.docx: warning OUT014: " in built.stderr) == (1, True)
    assert (room.path / "output/Report back.docx").read_bytes() == before


def test_what_its_template_asks_for_is_found_in_full(room: Room) -> None:
    """Asked for in the loop, but printed in a paper with topics alone; what it never asks for is not missed."""
    room.write("data/trees/recommendations.yaml", MATTER)
    lines = ("{%p if several_topics %}", *LETTER[2:], "{%p endif %}", "Nothing today.")
    write_template(room, "letter.docx", lines)
    set_documents(room, '{template: letter.docx, name: "Letter"}')
    built = room.papers("build")
    assert (built.exit_code, room.documents()) == (1, [])
    assert built.screen.count("    - recommendation ") == 3
    assert built.stderr.count("OUT002") == 1
    # One that chooses by the answer is not missed where it was not chosen.
    chosen = (LETTER[2], '{%p if row.decision == "No" %}', LETTER[3], "{%p endif %}", LETTER[4], "So much.")
    write_template(room, "letter.docx", chosen)
    assert room.papers("build").exit_code == 0


def test_the_exempt_copy_needs_its_notice(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER + "  - {text: That it sells Plot Seven., exempt: 3}\n")
    write_template(room, "letter.docx", LETTER[2:])
    set_documents(room, '{template: letter.docx, name: "Letter"}')
    built = room.papers("build")
    assert "templates/letter.docx: error TPL007: " in built.stderr
    write_template(
        room, "letter.docx", ("{% if exempt_paragraphs %}Exempt: {{ exempt_paragraphs }}{% endif %}", *LETTER[2:])
    )
    assert room.papers("build").exit_code == 0
    assert room.documents() == ["trees/Letter.docx", "trees/exempt/EXEMPT - Letter.docx"]
    assert not any("Plot Seven" in each for each in words_of(room.path / "output/trees/Letter.docx"))
    assert any("Plot Seven" in each for each in words_of(room.path / "output/trees/exempt/EXEMPT - Letter.docx"))


def test_a_paragraph_that_stands_in_for_exempt_words_is_not_missed_beside_them(room: Room) -> None:
    """The exempt copy prints the recommendation itself, as the shipped covering letter does."""
    room.write("data/trees/recommendations.yaml", MATTER + "  - {text: That it sells Plot Seven., exempt: 3}\n")
    withheld = ("{%p if row.withheld %}", "{{ row.number }}. Exempt under {{ row.exempt }}.", "{%p else %}")
    write_template(
        room,
        "letter.docx",
        ("{{ title }}{% if exempt_paragraphs %}, exempt: {{ exempt_paragraphs }}{% endif %}", LETTER[2], *withheld,
         LETTER[3], "{%p endif %}", LETTER[4]),
    )  # fmt: skip
    set_documents(room, '{template: letter.docx, name: "Letter"}')
    built = room.papers("build")
    assert (built.exit_code, "OUT002" in built.stderr) == (0, False), built.stderr
    assert "4. That it sells Plot Seven." in words_of(room.path / "output/trees/exempt/EXEMPT - Letter.docx")
    assert "4. Exempt under 3." in words_of(room.path / "output/trees/Letter.docx")


def test_the_shipped_templates_pass_their_own_check(tmp_path: Path, room: Room) -> None:
    assert room.papers("init", str(tmp_path / "new")).exit_code == 0
    checked = Room(tmp_path / "new").papers("templates", "check")
    assert checked.exit_code == 0, checked.stderr


def test_a_shipped_document_is_changed_by_its_entry(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER + REPORT)
    room.draw("data/trees/responses - Councillor Oak.xlsx", ANSWERS)
    set_documents(
        room,
        "{template: scrutiny-report.docx, when: never}",
        '{template: draft-response.docx, name: "Answers to {title}"}',
    )
    assert room.papers("build").exit_code == 0
    assert room.documents() == ["trees/Answers to Trees.docx"]


MISTAKES = {
    "a brace that is not filled in": ('{template: a.docx, name: "Letter {who}"}', "YML011"),
    "a brace that is open": ('{template: a.docx, name: "Letter {member"}', "YML011"),
    "the same name for each member": ("{template: a.docx, name: Letter, over: member}", "YML011"),
    "a stage that is none": ("{template: a.docx, name: Letter, when: often}", "YML011"),
    "one of several stages that is none": ("{template: a.docx, name: Letter, when: [draft, often]}", "YML011"),
    "a path": ("{template: ../a.docx, name: Letter}", "YML011"),
    "another file": ("{template: a.pdf, name: Letter}", "YML011"),
    "without a name": ("{template: a.docx}", "YML005"),
    "without a template": ("{name: Letter}", "YML005"),
    "a shipped one over members": ("{template: action-plan.docx, over: member}", "YML011"),
    "a key that is none": ("{template: a.docx, name: Letter, folder: x}", "YML003"),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_in_an_entry_is_found_in_its_line(what: str, room: Room) -> None:
    entry, code = MISTAKES[what]
    room.write("data/trees/recommendations.yaml", MATTER)
    set_documents(room, entry)
    checked = room.papers("check")
    found = [line for line in checked.stderr.splitlines() if " error " in line]
    assert [line.split(" error ")[1][:6] for line in found] == [code], checked.stderr
    assert found[0].startswith("papers.yaml:3:")


def test_an_entry_twice(room: Room) -> None:
    set_documents(room, "{template: a.docx, name: Letter}", "{template: a.docx, name: Letter}")
    assert "papers.yaml:4: error YML002: " in room.papers("check").stderr


def test_a_template_that_no_entry_names(room: Room) -> None:
    """Shown as "TPL011"."""
    write_template(room, "letter.docx", LETTER)
    tried = room.papers("templates", "check")
    assert (tried.exit_code, tried.stderr.count("templates/letter.docx: warning TPL011: ")) == (0, 1)
    set_documents(room, LETTERS)
    assert room.papers("templates", "check").stderr == "the templates were tried with every feature, nothing found\n"
