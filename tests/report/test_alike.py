"""What is alike in a file is told once to a person, with its places; a program is given each of them."""

import json

import pytest

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.report.alike import gather_alike
from tests.conftest import MATTER, Room

DATE = '"{}" is not how the papers write dates'


def date_at(line: int, words: str = "3rd May 2026", file: str = "a.yaml") -> Diagnostic:
    return finding(codes.STY004, phrase(DATE, words), phrase("write it"), Location(file, line, 1))


def told(*findings: Diagnostic) -> list[str]:
    return [str(each.message) for each in gather_alike(findings)]


def answer_in(cell: str, message: Message) -> Diagnostic:
    said = phrase("recommendation {}: {}", int(cell[1:]), message)
    return finding(codes.STY004, said, phrase("write it"), Location("a.xlsx", sheet="Responses", cell=cell))


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        ([4], ""),
        ([4, 7], "; the same at line 7"),
        ([4, 7, 9], "; the same in 2 more places, at lines 7 and 9"),
        ([4, 7, 7], "; the same in 2 more places, at line 7"),
        ([4, 7, 7, 9, 12], "; the same in 4 more places, at lines 7, 9 and 12"),
        ([4, 4], "; the same once more on this line"),
        ([4, 4, 4], "; the same 2 times more on this line"),
        (list(range(1, 14)), "; the same in 12 more places, at lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 13"),
        (
            list(range(1, 17)),
            "; the same in 15 more places, at lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and further ones",
        ),
    ],
)
def test_the_first_says_where_the_others_are(lines: list[int], end: str) -> None:
    assert told(*map(date_at, lines)) == [f'"3rd May 2026" is not how the papers write dates{end}']


def test_a_form_is_one_thing_whatever_words_it_is_seen_in_and_each_file_has_its_own() -> None:
    assert told(date_at(4), date_at(5, "4th May 2026"), date_at(6, file="b.yaml")) == [
        '"3rd May 2026" is not how the papers write dates; the same at line 5',
        '"3rd May 2026" is not how the papers write dates',
    ]


def test_answers_to_several_recommendations() -> None:
    assert told(*(answer_in(cell, phrase(DATE, "3rd May 2026")) for cell in ("D2", "D5"))) == [
        'recommendation 2: "3rd May 2026" is not how the papers write dates; the same at cell D5'
    ]


def test_words_are_told_together_only_where_they_are_the_same() -> None:
    words = [finding(codes.STY012, phrase('"{}" is misspelt', word), phrase("write it"), Location("a.yaml", line, 1))
             for line, word in enumerate(("teh", "wich", "teh"), 4)]  # fmt: skip
    assert told(*words) == ['"teh" is misspelt; the same at line 6', '"wich" is misspelt']


def test_abbreviations_are_named_with_their_lines() -> None:
    words = [finding(codes.NAM006, phrase('"{}" is never spelt out', word), phrase("do"), Location("a.yaml", line, 1))
             for line, word in enumerate(("ICB", "HOSC", "STP"), 4)]  # fmt: skip
    assert told(*words) == ['"ICB" is never spelt out; the same for "HOSC" (line 5), "STP" (line 6)']


def test_errors_and_other_findings_are_told_at_each_place() -> None:
    errors = [finding(codes.RES001, phrase("recommendation {} is not answered", Term(str(at))), phrase("answer it"),
                      Location("a.yaml", at, 1)) for at in (4, 5)]  # fmt: skip
    dates = [finding(codes.RES018, phrase('"{}" does not say which year', "May"), phrase("add it"),
                     Location("a.yaml", at, 1)) for at in (4, 5)]  # fmt: skip
    assert gather_alike([*errors, *dates]) == [*errors, *dates]


def test_text_page_and_json(room: Room) -> None:
    body = "    It met on 3rd May 2026.\n\n    It met on 4th June 2026.\n\n    It met on 5/7/2026.\n\n"
    text = f"{MATTER}report:\n  appendices: []\n  body: |\n{body}    [Recommendation 1]\n"
    room.write("data/trees/recommendations.yaml", text)
    first = text[: text.index("3rd May")].count("\n") + 1
    said = [line.partition("STY004: ")[2] for line in room.papers("check").stderr.splitlines() if "STY004" in line]
    assert said == [
        f'"3rd May 2026" is not how the papers write dates; the same at line {first + 2}',
        '"5/7/2026" is a date in figures, but the papers write the month as a word',
    ]
    assert room.papers("check", "--format", "html").stdout.count("STY004") == 2
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert [each["line"] for each in found if each["code"] == "STY004"] == [first, first + 2, first + 4]
