"""Rarer forms of numbers: reversed joint answers, parts with numbers of their own, figures of no use."""

import re

import pytest

from cabinet_papers.matter.numbering import find_part_letter
from cabinet_papers.matter.references import know_forms
from tests.commands.test_numbers import COUNT, PLANT, WATER, fill_in, recommend, rows
from tests.commands.test_own_documents import write_template
from tests.conftest import Room
from tests.outline import read_outline

REPORT = """\
cabinet: {members: [Councillor Oak, Councillor Elm]}
report:
  body: |
    It said so.

    [Recommendation 1]

    It went on.

    [Recommendation 2]
"""
PARTS = f"""\
recommendations:
  - {{text: {PLANT}, member: Councillor Oak}}
  - text: "That the Council:"
    member: Councillor Elm
    parts:
      - sells its ladders to residents' groups;
      - {{text: repairs its fences., member: Councillor Oak}}
"""


@pytest.mark.parametrize("first", [1, 2, 3])
def test_a_joint_answer_whose_first_is_another_now(room: Room, first: int) -> None:
    """Answered as one row that began with the first; asked again as one that begins with another."""
    every = (PLANT, WATER, COUNT)

    def join(number: int) -> str:
        lines = (
            f"{{text: {each}, answered_with: {number}}}" if at != number else each for at, each in enumerate(every, 1)
        )
        return "recommendations:\n" + "".join(f"  - {line}\n" for line in lines)

    recommend(room, join(2))
    room.papers("sheet")
    fill_in(room, ("Yes", "It does all three."))
    recommend(room, join(first))
    assert room.papers("check").stderr == "1 matter checked, nothing found\n"
    room.papers("sheet")
    assert [row[2:4] for row in rows(room)] == [("Yes", "It does all three.")]
    assert str(rows(room)[0][0]).startswith(str(first))


def test_a_number_that_excel_cannot_hold_is_refused(room: Room) -> None:
    recommend(room, f"recommendations:\n  - {{text: {PLANT}, number: ²}}\n  - {{text: {WATER}, number: R٣}}\n")
    for command in ("check", "sheet", "build"):
        found = room.papers(command)
        assert re.findall(r":(\d+): error (REC015)", found.stderr) == [("4", "REC015"), ("5", "REC015")]


def test_no_message_repeats_what_may_be_exempt(room: Room) -> None:
    wrong = f"  - {{text: {WATER}, exempt: 3, answered_with: sale  of the depot}}\n"
    also = f"  - {{text: {COUNT}, exempt: 3, answered_with: 2}}\n"
    recommend(room, f"recommendations:\n  - {{text: {PLANT}, exempt: 3}}\n{wrong}{also}")
    found = room.papers("check").stderr
    assert found.count("REC017") == 2
    assert "depot" not in found


@pytest.mark.parametrize(
    ("number", "whole", "letter"),
    [("2a", "2", "a"), ("25", "2", ""), ("2.1", "2", ""), ("R2b", "R2", "b"), ("a1", "a", "1"), ("ab", "a", ""),
     ("2", "2", ""), ("7", "", ""), ("3a", "2", "")],
)  # fmt: skip
def test_what_a_part_adds_to_the_number(number: str, whole: str, letter: str) -> None:
    assert find_part_letter(number, whole) == letter


def test_parts_with_numbers_of_their_own_in_the_report(room: Room) -> None:
    parts = PARTS.replace("- sells its ladders to residents' groups;", "- {text: sells its ladders;, number: 25}")
    recommend(room, REPORT + parts.replace("text: repairs its fences.", "text: repairs its fences., number: 2.1"))
    assert room.papers("build").exit_code == 0
    (report,) = (room.path / "output" / "trees").glob("Scrutiny report*.docx")
    outline = read_outline(report)
    assert "25) sells its ladders;" in outline
    assert "2.1) repairs its fences." in outline


def test_the_former_number_of_one_whose_part_has_its_own(room: Room) -> None:
    """That 25 was a part of 2 does not make 2 the former number of what 25 is a part of now."""
    parts = PARTS.replace("- sells its ladders to residents' groups;", "- {text: sells its ladders;, number: 25}")
    parts = parts.replace("member: Councillor Elm", "ref: ''").replace(", member: Councillor Oak", "")
    recommend(room, parts)
    room.papers("sheet")
    fill_in(room, ("Yes", "See recommendation 2."), ("Yes", "It sells."), ("No", "It waits."))
    recommend(room, parts.replace(f"  - {{text: {PLANT}", f"  - {COUNT}\n  - {{text: {PLANT}"))

    found = room.papers("check").stderr
    assert 'recommendation 2 says "recommendation 2", but recommendation 2 is now 3' in found


@pytest.mark.parametrize(
    ("name", "text", "numbers"),
    [
        ("xxviii", "see recommendations xxviii and i.", ["xxviii", "i"]),
        ("1.a", "See recommendation 1.a for this.", ["1.a"]),
        ("a-1-b", "As in recommendation (a-1-b), and more", ["a-1-b"]),
        ("2.1", "See recommendation 2.10.", ["2.10"]),
        ("r1", "See recommendation R12.", ["r12"]),
    ],
)
def test_any_number_of_the_matter_is_found_in_a_text(name: str, text: str, numbers: list[str]) -> None:
    forms = know_forms(frozenset({name, "i", "r2"}))
    assert [found for _, found in forms.find_referred(text)] == [numbers]


def test_an_answer_to_a_part_may_speak_of_the_whole(room: Room) -> None:
    recommend(room, PARTS.replace("member: Councillor Elm", "ref: ''").replace(", member: Councillor Oak", ""))
    room.papers("sheet")
    fill_in(room, ("Yes", "It plants."), ("Yes", "See recommendation 2."), ("No", "See recommendation 2b."))
    found = re.findall(r"\[Responses!(\w+)\] warning (REF002)", room.papers("check").stderr)
    assert found == [("D7", "REF002")]


@pytest.mark.parametrize(
    ("over", "documents"),
    [
        ("matter", {"Slip": "It said so. | 1. Yes | It went on. | 2. Sold | "}),
        ("member", {"Slip Councillor Oak": "", "Slip Councillor Elm": ""}),
        ("recommendation", {"Slip 1": "", "Slip 2a": "", "Slip 2b": ""}),
    ],
)
def test_the_body_of_a_report_in_a_document_of_ones_own(room: Room, over: str, documents: dict[str, str]) -> None:
    """A document over members or recommendations has the body with those recommendations that are its own."""
    recommend(room, REPORT + PARTS)
    room.draw("data/trees/responses.xlsx", (
        f"[R]\nNo. | Recommendation | Agree? | Comment\n1 | {PLANT} | Yes | It plants.\n"
        "2a | That the Council: sells its ladders to residents' groups; | Yes | It sells.\n"
        "2b | That the Council: repairs its fences. | No | Sold.\n"
    ))  # fmt: skip
    write_template(room, "slip.docx", (
        "{%p for part in report.parts %}", "{{p part.prose }}", "{%p if part.recommendation %}",
        "{{ part.recommendation.numbered }} {{p part.recommendation.text }}",
        "by {{ part.recommendation.member }}, {{ part.recommendation.decision }}", "{%p endif %}", "{%p endfor %}",
    ))  # fmt: skip
    name = {"matter": "Slip", "member": "Slip {member}", "recommendation": "Slip {number}"}[over]
    room.write("papers.yaml", f"council: E\ndocuments:\n  - {{template: slip.docx, name: '{name}', over: {over}}}\n")
    built = room.papers("build")
    made = {path.stem: read_outline(path) for path in (room.path / "output/trees").glob("Slip*.docx")}
    assert set(made) == set(documents), built.stderr
    if over == "matter":
        assert "by Councillor Oak, Yes" in made["Slip"]
        assert "by , \n" in made["Slip"] + "\n", "the whole of parts is answered by no one member"
    if over == "member":
        assert "ladders" not in made["Slip Councillor Oak"]
        assert "fences" in made["Slip Councillor Oak"]
        assert PLANT not in made["Slip Councillor Elm"]
    assert not any("[Recommendation" in outline for outline in made.values())
    assert all("It went on." in outline for outline in made.values())
