"""What is alike in a file is told once to a person, with its places; a program is given each of them."""

import json

import pytest

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code, Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.report.alike import gather_alike, list_places
from tests.conftest import MATTER, Room

DATE = '"{}" is not how the papers write dates'


def date_at(line: int, words: str = "3rd May 2026", file: str = "a.yaml") -> Diagnostic:
    return finding(codes.STY004, phrase(DATE, words), phrase("write it"), Location(file, line, 1))


def told(*findings: Diagnostic) -> list[list[tuple[str, str]]]:
    """Return for each group what it says, with the places."""
    return [[(str(said.message), said.places) for said in each.said] for each in gather_alike(findings)]


def answer_in(cell: str, message: Message, code: Code = codes.STY004, cure: str = "write it") -> Diagnostic:
    number = int(cell[1:])
    place = Location("a.xlsx", sheet="Responses", cell=cell)
    found = finding(code, phrase("recommendation {}: {}", number, message), phrase("{}", cure), place)
    return found._replace(number=number)


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        ([4], "line 4"),
        ([4, 7], "lines 4 and 7"),
        ([4, 7, 9], "lines 4, 7 and 9"),
        ([4, 7, 7], "lines 4 and 7"),
        ([4, 4], "line 4"),
        (list(range(1, 13)), "lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 12"),
        (list(range(1, 17)), "lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 4 more"),
    ],
)
def test_a_habit_is_told_once_with_its_lines(lines: list[int], places: str) -> None:
    assert told(*map(date_at, lines)) == [[('"3rd May 2026" is not how the papers write dates', places)]]


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([Location("a.yaml")], ""),
        ([Location("a.yaml", 3, 9)], "line 3"),
        ([Location("a.xlsx", sheet="Responses", cell="C5")], "Responses!C5"),
        ([Location("a.xlsx", sheet="R", cell="C5"), Location("a.xlsx", sheet="R", cell="C9")], "R!C5 and C9"),
        ([Location("a.xlsx", sheet="R", cell="C5"), Location("a.xlsx", sheet="S", cell="C5")], "R!C5 and S!C5"),
        ([Location("a.xlsx", sheet="Notes")], 'worksheet "Notes"'),
        ([Location("a.docx", sheet="table 1", cell="D3")], "table 1, row 3, column 4"),
    ],
)
def test_places(places: list[Location], said: str) -> None:
    assert list_places([date_at(1)._replace(location=each) for each in places]) == said


def test_a_form_is_one_thing_whatever_words_it_is_seen_in_and_each_file_has_its_own() -> None:
    assert told(date_at(4), date_at(5, "4th May 2026"), date_at(6, file="b.yaml")) == [
        [('"3rd May 2026" is not how the papers write dates', "lines 4 and 5")],
        [('"3rd May 2026" is not how the papers write dates', "line 6")],
    ]


def test_answers_to_several_recommendations() -> None:
    """The message is about both, so it names neither; its cells do."""
    assert told(*(answer_in(cell, phrase(DATE, "3rd May 2026")) for cell in ("D2", "D5"))) == [
        [('"3rd May 2026" is not how the papers write dates', "Responses!D2 and D5")]
    ]
    assert told(answer_in("D2", phrase(DATE, "3rd May 2026"))) == [
        [('recommendation 2: "3rd May 2026" is not how the papers write dates', "Responses!D2")]
    ]


def test_words_are_told_together_only_where_they_are_the_same() -> None:
    words = [finding(codes.STY012, phrase('"{}" is misspelt', word), phrase("write it"), Location("a.yaml", line, 1))
             for line, word in enumerate(("teh", "wich", "teh"), 4)]  # fmt: skip
    assert told(*words) == [[('"teh" is misspelt', "lines 4 and 6")], [('"wich" is misspelt', "line 5")]]


def test_abbreviations_are_named_with_their_lines() -> None:
    words = [finding(codes.NAM006, phrase('"{}" is never spelt out', word), phrase("do"), Location("a.yaml", line, 1))
             for line, word in enumerate(("ICB", "HOSC", "ICB"), 4)]  # fmt: skip
    assert told(*words) == [[('"ICB" is never spelt out', "lines 4 and 6"), ('"HOSC" is never spelt out', "line 5")]]


def test_errors_with_one_cure_are_told_together_each_with_its_place() -> None:
    errors = [answer_in(cell, phrase('"{}" is not a decision', word), codes.RES003, cure)
              for cell, word, cure in (("C2", "Yess", "choose Yes"), ("C3", "Yep", "choose Yes"),
                                       ("C4", "Noo", "choose No"), ("C5", "Yess", "choose Yes"))]  # fmt: skip
    assert told(*errors) == [
        [('"Yess" is not a decision', "Responses!C2 and C5"), ('recommendation 3: "Yep" is not a decision',
                                                              "Responses!C3")],
        [('recommendation 4: "Noo" is not a decision', "Responses!C4")],
    ]  # fmt: skip


def test_what_has_no_cure_is_told_at_each_place() -> None:
    notes = [finding(codes.RES001, phrase("recommendation {} is not answered", Term(str(at))), phrase(""),
                     Location("a.yaml", at, 1)) for at in (4, 5)]  # fmt: skip
    assert len(gather_alike(notes)) == 2


def test_text_page_and_json(room: Room) -> None:
    body = "    It met on 3rd May 2026.\n\n    It met on 4th June 2026.\n\n    It met on 5/7/2026.\n\n"
    text = f"{MATTER}report:\n  appendices: []\n  body: |\n{body}    [Recommendation 1]\n"
    room.write("data/trees/recommendations.yaml", text)
    first = text[: text.index("3rd May")].count("\n") + 1
    said = room.papers("check", "--all").screen.splitlines()
    at = [at for at, line in enumerate(said) if "STY004" in line]
    assert [said[each : each + 2] for each in at] == [
        [f"  lines {first} and {first + 2}: warning STY004 [*]",
         '    "3rd May 2026" is not how the papers write dates'],
        [f"  line {first + 4}: warning STY004 [*]",
         '    "5/7/2026" is a date in figures, but the papers write the month as a word'],
    ]  # fmt: skip
    assert room.papers("check", "--format", "html").stdout.count("STY004") == 2
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert [each["line"] for each in found if each["code"] == "STY004"] == [first, first + 2, first + 4]
