"""Numbers of the council's own, parts and joint answers, as the officer meets them: sheets, forms, papers, findings."""

import json
import re
from pathlib import Path

import openpyxl
import pytest

from tests.commands.test_own_documents import write_template
from tests.conftest import Room
from tests.outline import read_outline
from tests.packages import edit_document
from tests.word_forms import answer, words

HEAD = """\
title: Trees
scrutiny: {body: Parks Panel, date: 2026-03-03}
"""
PLANT, WATER, COUNT = (f"That the Council {what}." for what in (
    "plants a hundred trees along the ring road", "waters them every evening in summer", "counts them each spring",
))  # fmt: skip
THREE = f"recommendations:\n  - {PLANT}\n  - {WATER}\n  - {COUNT}\n"
PARTS = f"""\
recommendations:
  - {PLANT}
  - text: "That the Council:"
    parts:
      - sells its ladders to residents' groups;
      - {{text: mends its fences., ref: FENCES}}
"""
JOINT = f"recommendations:\n  - {PLANT}\n  - {{text: {WATER}, answered_with: R1}}\n  - {COUNT}\n"
SHEET = "data/trees/responses.xlsx"


def recommend(room: Room, text: str) -> None:
    room.write("data/trees/recommendations.yaml", HEAD + text)


def rows(room: Room) -> list[tuple[object, ...]]:
    """Return the rows below the headings, without the reference."""
    sheet = openpyxl.load_workbook(room.path / SHEET)["Responses"]
    every = list(sheet.iter_rows(values_only=True))
    first = next(at for at, row in enumerate(every) if row[0] == "No.")
    width = every[first].index("Reference")
    return [row[:width] for row in every[first + 1 :]]


def fill_in(room: Room, *answers: tuple[str, str]) -> None:
    book = openpyxl.load_workbook(room.path / SHEET)
    sheet = book["Responses"]
    first = next(cell.row for cell in sheet["A"] if cell.value == "No.") + 1
    for row, (decision, comment) in enumerate(answers, first):
        sheet.cell(row, 3).value, sheet.cell(row, 4).value = decision, comment
    book.save(room.path / SHEET)


def draft(room: Room) -> str:
    (path,) = (room.path / "output" / "trees").glob("Appendix A*.docx")
    return read_outline(path)


def test_numbers_stand_in_the_sheet(room: Room) -> None:
    recommend(room, "numbering: (1)\n" + THREE)
    assert room.papers("sheet").exit_code == 0
    assert [row[0] for row in rows(room)] == [1, 2, 3], "plain numbers are numbers in Excel"
    recommend(room, "numbering: 1.1\n" + THREE)
    assert room.papers("sheet").exit_code == 0
    assert [row[0] for row in rows(room)] == ["1.1", "1.2", "1.3"]
    unchanged = (room.path / SHEET).read_bytes()
    assert room.papers("sheet").stderr.startswith("data/trees/responses.xlsx")
    assert (room.path / SHEET).read_bytes() == unchanged


def test_a_sheet_from_before_the_numbering_keeps_each_answer(room: Room) -> None:
    """The numbers change, the order too; what an answer says of a number is pointed out in the new ones."""
    recommend(room, THREE)
    room.papers("sheet")
    fill_in(room, ("Yes", "It plants."), ("No", "See recommendation 1."), ("Yes", "It counts."))
    recommend(room, f"numbering: R1\nrecommendations:\n  - {COUNT}\n  - {WATER}\n  - {PLANT}\n")
    found = room.papers("check").stderr
    said = 'warning REF010: the answer to recommendation R2 says "recommendation 1", but recommendation 1 is now R3'
    assert f"[Responses!D6] {said}\n" in found
    assert "RES012" not in found
    assert room.papers("sheet").exit_code == 0
    assert [row[:4] for row in rows(room)] == [
        ("R1", COUNT, "Yes", "It counts."),
        ("R2", WATER, "No", "See recommendation 1."),
        ("R3", PLANT, "Yes", "It plants."),
    ]
    assert [row[4] for row in rows(room)] == [None, "Numbers have changed since you answered: 1 is now R3.", None]
    recommend(room, f"numbering: 1.1\nrecommendations:\n  - {COUNT}\n  - {WATER}\n  - {PLANT}\n")
    assert 'write the new number, and empty the cell under "About this row"' in room.papers("check").stderr
    room.papers("sheet")
    assert [row[4] for row in rows(room)] == [None, "Numbers have changed since you answered: 1 is now 1.3.", None]


def test_the_former_number_of_a_whole_recommendation(room: Room) -> None:
    """What is said of a recommendation with parts is known by its number too; and by letters as they were typed."""
    recommend(room, "numbering: R1\n" + PARTS)
    room.papers("sheet")
    fill_in(room, ("Yes", "It plants."), ("Yes", "As recommendation R2 says."), ("No", "See recommendation R1."))
    recommend(room, "numbering: R1\n" + PARTS.replace(f"  - {PLANT}\n", f"  - {COUNT}\n  - {PLANT}\n"))
    found = room.papers("check").stderr
    assert 'recommendation R3a says "recommendation R2", but recommendation R2 is now R3\n' in found
    assert 'recommendation R3b says "recommendation R1", but recommendation R1 is now R2\n' in found
    room.papers("sheet")
    assert [row[4] for row in rows(room)] == [
        None, None,
        "Numbers have changed since you answered: R2 is now R3.",
        "Numbers have changed since you answered: R1 is now R2.",
    ]  # fmt: skip


def test_a_table_without_a_column_of_numbers(room: Room) -> None:
    room.write("papers.yaml", "council: E\nnumbering: R1\nresponse_columns: [recommendation, decision, comment]\n")
    recommend(room, THREE)
    assert room.papers("sheet").exit_code == 0
    sheet = openpyxl.load_workbook(room.path / SHEET)["Responses"]
    assert [cell.value for cell in sheet["A"]][-3:] == [PLANT, WATER, COUNT]


def test_a_number_of_another_is_a_question_and_not_an_answer_to_it(room: Room) -> None:
    recommend(room, "numbering: R1\n" + THREE)
    room.draw(SHEET, f"[R]\nNo. | Recommendation | Agree? | Comment\nR3 | {PLANT} | Yes | It plants.\n")
    found = room.papers("check").stderr
    assert "row 2 was matched to recommendation R1 by its wording, although its number is R3" in found


def test_parts_have_rows_and_answers_of_their_own(room: Room) -> None:
    recommend(room, PARTS)
    room.papers("sheet")
    assert [row[:2] for row in rows(room)] == [
        (1, PLANT),
        ("2a", "That the Council: sells its ladders to residents' groups;"),
        ("2b", "That the Council: mends its fences."),
    ]
    fill_in(room, ("Yes", "It plants."), ("Yes", "It sells."), ("No", "As recommendation 2b says."))
    found = room.papers("check").stderr
    assert "error" not in found
    assert 'recommendation 2b: this answer refers to itself: "recommendation 2b"' in found
    # One is inserted, and the parts change places: each answer stays with its words.
    moved = PARTS.replace("    parts:\n", "    number: 7\n    parts:\n      - paints;\n")
    recommend(room, moved.replace(f"  - {PLANT}\n", f"  - {COUNT}\n  - {PLANT}\n"))
    room.papers("sheet")
    assert [(row[0], row[3]) for row in rows(room)] == [
        (1, None), (2, "It plants."), ("7a", None), ("7b", "It sells."), ("7c", "As recommendation 2b says."),
    ]  # fmt: skip


def test_a_joint_answer_is_asked_once_and_printed_at_the_first(room: Room) -> None:
    recommend(room, "numbering: R1\n" + JOINT)
    room.papers("sheet")
    assert [row[:2] for row in rows(room)] == [("R1\nR2", f"{PLANT}\n\n{WATER}"), ("R3", COUNT)]
    fill_in(room, ("In part", "It plants fifty, and waters them."), ("Yes", "It counts."))
    assert room.papers("check").stderr == "1 matter checked, nothing found\n"
    assert room.papers("build").exit_code == 0
    assert f"| R2 {WATER}\n|\n| In part\n|\n| See the answer to recommendation R1.\n" in draft(room)
    assert "| In part\n|\n| It plants fifty, and waters them.\n" in draft(room)
    # Answered apart again: the answer stays with the first, and says what it was asked.
    recommend(room, "numbering: R1\n" + THREE)
    found = room.papers("check").stderr
    assert "warning RES001: recommendation R2 is not answered" in found
    assert "warning RES011: recommendation R1 was reworded after it was answered" in found


def test_answers_from_before_they_were_joined(room: Room) -> None:
    """Two answers are an error with both cells; the cure, followed to the letter, ends it."""
    recommend(room, "numbering: R1\n" + THREE)
    room.papers("sheet")
    fill_in(room, ("Yes", "It plants."), ("No", "It rains."), ("Yes", "It counts."))
    recommend(room, "numbering: R1\n" + JOINT)
    found = room.papers("check").stderr
    assert (
        "data/trees/responses.xlsx[Responses!C6] error RES027: recommendation R2 is answered with recommendation R1, "
        "but has an answer of its own here\n" in found
    )
    assert "see: data/trees/responses.xlsx[Responses!C5]\n" in found
    kept = (room.path / SHEET).read_bytes()
    assert "RES027" in room.papers("sheet").stderr
    assert (room.path / SHEET).read_bytes() == kept, "no answer is put away before somebody has said which counts"
    fill_in(room, ("Yes", "It plants, but it rains."), ("", ""), ("Yes", "It counts."))
    assert room.papers("sheet").exit_code == 0
    assert [row[:4] for row in rows(room)] == [
        ("R1\nR2", f"{PLANT}\n\n{WATER}", "Yes", "It plants, but it rains."),
        ("R3", COUNT, "Yes", "It counts."),
    ]
    assert "error" not in room.papers("check").stderr


def test_only_the_other_one_was_answered(room: Room) -> None:
    recommend(room, "numbering: R1\n" + JOINT)
    room.draw(SHEET, f"[R]\nNo. | Recommendation | Agree? | Comment\n2 | {WATER} | No | It rains.\n")
    assert "error RES027: recommendation R2 is answered with recommendation R1, but has" in room.papers("check").stderr


def test_a_template_that_has_no_place_for_it_loses_nothing_silently(room: Room) -> None:
    recommend(room, "numbering: R1\n" + JOINT)
    room.papers("sheet")
    fill_in(room, ("Yes", "It plants and waters."), ("Yes", "It counts."))
    edit_document(room.path / "templates" / "draft-response.docx", r"\{\{ row\.answered_with \}\}", "another one")
    built = room.papers("build")
    assert built.exit_code == 1
    assert "templates/draft-response.docx: error TPL007" in built.stderr
    assert "row.answered_with" in built.stderr
    recommend(room, "numbering: R1\n" + THREE)
    assert "TPL007" not in room.papers("build").stderr
    assert "TPL007" not in room.papers("templates", "check").stderr


def test_an_own_template_from_before_prints_the_number(room: Room) -> None:
    recommend(room, "numbering: R1\n" + THREE)
    room.papers("sheet")
    fill_in(room, ("Yes", "It plants."), ("Yes", "It waters."), ("Yes", "It counts."))
    for _ in ("the words of an exempt one", "the words"):
        edit_document(room.path / "templates" / "draft-response.docx", r"\{\{ row\.numbered \}\}", "{{ row.number }}.")
    assert room.papers("build").exit_code == 0, room.papers("build").stderr
    assert f"| R1. {PLANT}" in draft(room)


def test_the_word_form_comes_back(room: Room) -> None:
    recommend(room, "numbering: R1\n" + JOINT)
    assert room.papers("sheet", "--word").exit_code == 0
    form = room.path / "data/trees/responses.docx"
    assert [row[0] for row in words(form)][:3] == ["No.", "R1, R2", "R3"]
    answer(form, {1: ("Yes", "It plants and waters."), 2: ("No", "Nobody counts.")})
    assert room.papers("check").stderr == "1 matter checked, nothing found\n"
    room.papers("build")
    assert "| Yes\n|\n| It plants and waters.\n" in draft(room)
    assert "| Yes\n|\n| See the answer to recommendation R1.\n" in draft(room)
    assert "| R3 That the Council counts them each spring.\n|\n| No\n" in draft(room)


EXEMPT = {
    "both are exempt": ("exempt: 3", "That the Council waters"),
    "both answers are exempt": ("exempt_answer: 3", "It plants"),
}


@pytest.mark.parametrize("what", EXEMPT)
def test_an_exempt_joint_answer_stays_private(room: Room, what: str) -> None:
    mark, private = EXEMPT[what]
    first, second = f"{{text: {PLANT}, {mark}}}", f"{{text: {WATER}, {mark}, answered_with: 1}}"
    recommend(room, f"recommendations:\n  - {first}\n  - {second}\n")
    room.papers("sheet")
    fill_in(room, ("No", "It plants nothing."))
    built = room.papers("build")
    assert built.exit_code == 0, built.stderr
    public, exempt = (
        read_outline(next((room.path / "output/trees" / folder).glob("*Appendix A*.docx"))) for folder in ("", "exempt")
    )
    assert private in exempt
    assert "See the answer to recommendation 1." in exempt
    assert private not in public
    assert "See the answer" not in public
    assert "| No\n" not in public


def test_what_is_exempt_of_the_whole_is_exempt_of_its_parts(room: Room) -> None:
    """No finding repeats a word of a part, nor of why it was withdrawn; the public papers have only the numbers."""
    parts = "[{text: sells  the Mill Lane depot., withdrawn: The  depot was sold}, buys  the quarry at Fenside.]"
    recommend(room, f'recommendations:\n  - {PLANT}\n  - {{text: "That Cabinet:", exempt: 3, parts: {parts}}}\n')
    room.draw(SHEET, f"[R]\nNo. | Recommendation | Agree? | Comment\n1 | {PLANT} | Yes | It plants.\n"
              "2b | That Cabinet: buys the quarry at Fenside. | Perhaps | It buys  the quarry.\n")  # fmt: skip
    found = room.papers("check").stderr
    assert "STY001" in found
    assert not re.search("depot|quarry|Perhaps", found)
    room.draw(SHEET, f"[R]\nNo. | Recommendation | Agree? | Comment\n1 | {PLANT} | Yes | It plants.\n"
              "2b | That Cabinet: buys the quarry at Fenside. | Yes | It buys the quarry.\n")  # fmt: skip
    assert room.papers("build").exit_code == 0
    assert "quarry" not in draft(room)
    assert "| 2a. This recommendation is not for publication" in draft(room)


def test_parts_of_several_members(room: Room) -> None:
    """Each has a sheet with the parts that are theirs; who answers the whole answers its other parts."""
    members = "cabinet: {members: [Councillor Oak, Councillor Elm]}\n"
    parts = PARTS.replace("    parts:", "    member: Councillor Oak\n    parts:")
    parts = parts.replace("ref: FENCES", "member: Councillor Elm")
    recommend(room, members + parts.replace(f"- {PLANT}", f"- {{text: {PLANT}, member: Councillor Elm}}"))
    assert room.papers("sheet").exit_code == 0
    found = {}
    for name in ("Oak", "Elm"):
        sheet = openpyxl.load_workbook(room.path / f"data/trees/responses - Councillor {name}.xlsx")["Responses"]
        found[name] = [cell.value for cell in sheet["A"]][-2:]
    assert found == {"Oak": ["No.", "2a"], "Elm": [1, "2b"]}


def test_json_has_the_count_and_the_printed_number(room: Room) -> None:
    recommend(room, "numbering: R1\n" + THREE)
    room.draw(SHEET, f"[R]\nNo. | Recommendation | Agree? | Comment\nR2 | {WATER} | Maybe | It may.\n")
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert [(each["recommendation"], each["number"]) for each in found if each["code"] == "RES003"] == [(2, "R2")]
    again = json.loads(room.papers("check", "--format", "json").stdout)
    assert again == found, "what is remembered is the same"
    recommend(room, THREE)
    room.draw(SHEET, f"[R]\nNo. | Recommendation | Agree? | Comment\n2 | {WATER} | Maybe | It may.\n")
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert [(each["recommendation"], each["number"]) for each in found if each["code"] == "RES003"] == [(2, "2")]


def test_documents_of_the_councils_own(room: Room) -> None:
    """Over recommendations a joint one has its own document, named by the printed number."""
    recommend(room, "numbering: R1\n" + JOINT)
    room.papers("sheet")
    fill_in(room, ("Yes", "It plants and waters."), ("Yes", "It counts."))
    write_template(room, "slip.docx", (
        "{%p for row in recommendations %}", "{{ row.numbered }} {{p row.text }}", "{{ row.decision }}",
        "{{ row.answered_with }}", "{%p endfor %}",
    ))  # fmt: skip
    room.write("papers.yaml", "council: E\ndocuments:\n  - {template: slip.docx, name: 'Slip {number}', "
               "over: recommendation}\n")  # fmt: skip
    built = room.papers("build")
    slips = {Path(name).stem for name in room.documents() if "Slip" in name}
    assert slips == {"Slip R1", "Slip R2", "Slip R3"}, built.stderr
    (slip,) = (room.path / "output/trees").glob("Slip R2.docx")
    assert re.search(r"R2 That the Council waters.*\n+Yes\n+R1", read_outline(slip))


def test_public_copies_and_pages(room: Room) -> None:
    recommend(room, "numbering: R1\n" + JOINT)
    room.papers("sheet")
    fill_in(room, ("Yes", "It plants and waters."), ("Yes", "It counts."))
    built = room.papers("build", "--publish", "--html")
    assert built.exit_code == 0, built.stderr
    (page,) = (room.path / "output/trees").glob("Appendix A*.html")
    assert "See the answer to recommendation R1." in page.read_text("utf-8")


@pytest.mark.parametrize(("numbering", "first"), [("R1", "R1"), ("1.1", "1.1"), ("(i)", "i")])
def test_a_marked_copy_speaks_by_the_number(room: Room, numbering: str, first: str) -> None:
    recommend(room, f"numbering: {numbering}\n" + THREE)
    room.papers("sheet")
    fill_in(room, ("Perhaps", "It plants."), ("Yes", "It waters."), ("Yes", "It counts."))
    marked = room.papers("check", "--mark").stdout.splitlines()
    (copy,) = (room.path / name for name in marked if name.endswith(".xlsx"))
    notes = [cell.comment.text for row in openpyxl.load_workbook(copy)["Responses"] for cell in row if cell.comment]
    assert any(f'ecommendation {first}: "Perhaps" is not a decision' in note for note in notes), notes


TWO = "  - {text: That the Council acts., member: Councillor Oak}\n"
# What is wrong, and the same after its cure was followed: (code, what the hint says, wrong, right).
CURES = {
    "a number twice": ("REC014", "write another number here", f"{TWO}  - {{text: It acts., number: 1}}\n",
                       f"{TWO}  - {{text: It acts., number: 7}}\n"),
    "one that cannot be": ("REC015", "such as 7 or 2.1", "  - {text: It acts., number: one two}\n",
                           "  - {text: It acts., number: 2.1}\n"),
    "a key of a part": ("REC016", "write it in the part that it is for", "  - {text: It, ref: A, parts: [acts.]}\n",
                        "  - {text: It, parts: [{text: acts., ref: A}]}\n"),
    "no part": ("REC016", "or delete parts:", "  - {text: It acts., parts: []}\n", "  - {text: It acts.}\n"),
    "no such number": ("REC017", "or delete answered_with: here", f"{TWO}  - {{text: It acts., answered_with: 8}}\n",
                       f"{TWO}  - {{text: It acts.}}\n"),
    "answered by another": ("REC017", "give both the same member:", f"{TWO}  - {{text: It acts., answered_with: 1}}\n",
                            f"{TWO}  - {{text: It acts., member: Councillor Oak, answered_with: 1}}\n"),
    "one is exempt": ("REC017", "mark both in the same way",
                      "  - It is so.\n  - {text: It acts., exempt: 3, answered_with: 1}\n",
                      "  - {text: It is so., exempt: 3}\n  - {text: It acts., exempt: 3, answered_with: 1}\n"),
    "itself answered with another": (
        "REC017", "write answered_with: 1 here too",
        "  - It is.\n  - {text: It acts., answered_with: 1}\n  - {text: It does., answered_with: 2}\n",
        "  - It is.\n  - {text: It acts., answered_with: 1}\n  - {text: It does., answered_with: 1}\n",
    ),
    "one with parts": ("REC017", "write the number of one of them: 1a or 1b",
                       "  - {text: It, parts: [is., was.]}\n  - {text: It acts., answered_with: 1}\n",
                       "  - {text: It, parts: [is., was.]}\n  - {text: It acts., answered_with: 1b}\n"),
}  # fmt: skip


@pytest.mark.parametrize("what", CURES)
def test_a_cure_followed_to_the_letter_ends_the_finding(room: Room, what: str) -> None:
    code, cure, wrong, right = CURES[what]
    members = "cabinet: {members: [Councillor Oak]}\nrecommendations:\n"
    recommend(room, members + wrong)
    found = room.papers("check").stderr
    assert f"error {code}: " in found
    assert cure in found
    recommend(room, members + right)
    assert "error" not in room.papers("check").stderr


def test_a_numbering_of_the_council_that_cannot_be_used(room: Room) -> None:
    room.write("papers.yaml", "council: E\nnumbering: One\n")
    recommend(room, THREE)
    assert 'papers.yaml:2: error REC015: numbering: "One" is not how a first number can look' in (
        room.papers("check").stderr
    )
    room.write("papers.yaml", "council: E\nnumbering: R1\n")
    assert "error" not in room.papers("check").stderr


def test_one_word_for_all_is_a_joint_answer_too(room: Room) -> None:
    head = "numbering: R1\nresponse: {status: agreed, all: 'Yes', added: [That officers report back.]}\n"
    recommend(room, head + JOINT)
    built = room.papers("build")
    assert built.exit_code == 0, built.stderr
    (path,) = (room.path / "output" / "trees").glob("Cabinet response*.docx")
    outline = read_outline(path)
    assert "Awaited" not in outline
    assert f"| R2 {WATER}\n|\n| Yes\n|\n| See the answer to recommendation R1.\n" in outline
