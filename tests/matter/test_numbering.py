"""How recommendations are numbered, and how texts name them: as pure functions."""

import pytest

from cabinet_papers.matter.numbering import find_letter, fold_number, read_numbering
from cabinet_papers.matter.references import find_shape, know_forms

# How the first looks: the first of topic 1, the second and the thirtieth of topic 2, as they are printed.
FORMS = {
    "1.": ("1.", "2.", "30."),
    "1": ("1", "2", "30"),
    "(1)": ("(1)", "(2)", "(30)"),
    "1)": ("1)", "2)", "30)"),
    "1.1": ("1.1", "2.2", "2.30"),
    "1.1.": ("1.1.", "2.2.", "2.30."),
    "R1": ("R1", "R2", "R30"),
    "R1.": ("R1.", "R2.", "R30."),
    "R1.1": ("R1.1", "R2.2", "R2.30"),
    "F-1": ("F-1", "F-2", "F-30"),
    "2.1": ("2.1", "2.2", "2.30"),
    "a)": ("a)", "b)", "ad)"),
    "A": ("A", "B", "AD"),
    "(i)": ("(i)", "(ii)", "(xxx)"),
    "I.": ("I.", "II.", "XXX."),
    "1a": ("1a", "1b", "1ad"),
    "§1": ("§1", "§2", "§30"),
}


@pytest.mark.parametrize("first", FORMS)
def test_a_numbering_is_written_as_its_first_number(first: str) -> None:
    numbering = read_numbering(first)
    assert numbering is not None
    shown = [numbering.number(count, topic) for count, topic in ((1, 1), (2, 2), (30, 2))]
    assert tuple(each.label for each in shown) == FORMS[first]
    assert all(each.number in each.label and each.number[:1].isalnum() and each.number[-1:].isalnum() for each in shown)


@pytest.mark.parametrize("typed", ["", "One", "Recommendation 1", "10", "Final", "2", "R", "1, 2", "[1]", "Point-10.0"])
def test_what_is_no_numbering(typed: str) -> None:
    assert read_numbering(typed) is None


@pytest.mark.parametrize(
    ("first", "fixed", "label"),
    [("1.", "7", "7."), ("1.", "2.1", "2.1"), ("(1)", "R7", "(R7)"), ("R1", "7", "7"), ("a)", "1A", "1A)")],
)
def test_a_fixed_number_has_the_signs_of_the_others(first: str, fixed: str, label: str) -> None:
    numbering = read_numbering(first)
    assert numbering is not None
    assert numbering.frame(fixed) == (fixed, label)


def test_the_letters_of_parts() -> None:
    """A part has a letter, but behind a letter a digit: 1a, R2b, a1, ii2."""
    assert [number + find_letter(number, at) for number, at in (("1", 1), ("R2", 2), ("a", 1), ("ii", 2))] == [
        "1a", "R2b", "a1", "ii2",
    ]  # fmt: skip


def test_the_same_number_in_other_signs() -> None:
    typed = {"(1)": "1", "1.": "1", " R1 ": "r1", "[b]": "b", "01": "1", "1.10": "1.10"}
    assert {each: fold_number(each) for each in typed} == typed


# The numbers of a matter, a text, and what it refers to.
REFERRED = [
    ({"1", "2"}, "as recommendation 2 says", ["2"]),
    ({"1", "2"}, "as recommendation 2.1 says", []),
    ({"1", "2"}, "see recommendations 1 and 2, and answer 3.", ["1", "2", "3"]),
    ({"r1", "r2"}, "see recommendations R1 to R2 and recommendation r9", ["r1", "r2", "r9"]),
    ({"1.1", "2.1"}, "Recommendation 2.1. It is.", ["2.1"]),
    ({"1.1", "2.1"}, "recommendations 1.1, 2.1 & 2.10 too", ["1.1", "2.1", "2.10"]),
    ({"1a", "1b"}, "recommendations 1a and 1b are one", ["1a", "1b"]),
    ({"1a", "1b"}, "recommendation 1 a year later", ["1"]),
    ({"a", "b"}, "recommendation a year ago; recommendation b and answer to a.", ["b", "a"]),
    ({"a", "b"}, "recommendations (a) and b)", ["a", "b"]),
    ({"i", "ii"}, "the recommendation I made, and recommendations (i) and ii", ["i", "ii"]),
    ({"f1", "1"}, "finding F1 led to recommendation 1", ["f1", "1"]),
    ({"r1"}, "recommendation R1 of the Housing Review", []),
]  # fmt: skip


@pytest.mark.parametrize(("names", "text", "expected"), REFERRED)
def test_what_a_text_refers_to(names: set[str], text: str, expected: list[str]) -> None:
    found = know_forms(frozenset(names)).find_referred(text)
    assert [name for _, named in found for name in named] == expected


def test_the_shape_of_a_number() -> None:
    assert find_shape("r1") == find_shape("r12")
    assert find_shape("2.1") == find_shape("10.44")
    assert find_shape("1a") == find_shape("3c")
    assert len({find_shape(each) for each in ("r1", "2.1", "1a", "3", "f1")}) == 5
