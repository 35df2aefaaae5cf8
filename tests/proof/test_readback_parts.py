"""Looking for what people wrote, in documents drawn by hand: a paragraph is a text, a table a list of rows of cells.

A paragraph that begins with "- " is an item of a list; a cell is a text with a paragraph on each line, or a list of
paragraphs and tables. Each case shows the document, what it has to hold, and what of it is lost.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from cabinet_papers.findings.message import EMPTY, Term
from cabinet_papers.finished.found import OUTSIDE, FoundParagraph, Place, TablePlaces, enter_cell
from cabinet_papers.papers.expected_parts import Expected, ExpectedGroup, ExpectedKind, Part, Section
from cabinet_papers.proof.columns import Columns, name_heading
from cabinet_papers.proof.fitting import Span
from cabinet_papers.proof.readback import How, Loss, find_losses

Block = Any


def lay_out(blocks: list[Block]) -> list[FoundParagraph]:
    places = TablePlaces()

    def lay(block: Block, around: Place) -> Iterator[FoundParagraph]:
        if isinstance(block, str):
            for line in block.split("\n"):
                yield FoundParagraph(line.removeprefix("- "), around, line.startswith("- "))
            return
        table = places.enter_table(around)
        for number, cells in enumerate(block, 1):
            row = places.enter_row(table, number)
            for column, cell in enumerate(cells, 1):
                for each in [cell] if isinstance(cell, str) else cell:
                    yield from lay(each, enter_cell(row, column))

    return [paragraph for block in blocks for paragraph in lay(block, OUTSIDE)]


def make_part(text: str, column: str = "", kind: ExpectedKind = ExpectedKind.PARAGRAPH) -> Part:
    """Return a part with a fact for each line; one that begins with "- " is a bullet, "(2,1) x" a cell of a table."""
    facts = []
    for line in text.split("\n"):
        if line.startswith("("):
            place, _, words = line[1:].partition(") ")
            row, column_number = place.split(",")
            facts.append(Expected(ExpectedKind.CELL, words, EMPTY, (int(row), int(column_number))))
        else:
            facts.append(Expected(ExpectedKind.BULLET if line.startswith("- ") else kind, line.removeprefix("- ")))
    return Part(tuple(facts), column)


def flow(*parts: str, number: str = "") -> ExpectedGroup:
    return ExpectedGroup(tuple(map(make_part, parts)), number=Expected(ExpectedKind.DETAIL, number) if number else None)


def row(number: str = "", **parts: str) -> ExpectedGroup:
    """Return a group of a table's row; the names of the parts are their columns, `_` is one of no column."""
    made = tuple(make_part(text, "" if column.startswith("_") else column) for column, text in parts.items())
    return ExpectedGroup(made, in_row=True, number=Expected(ExpectedKind.DETAIL, number) if number else None)


def section(*groups: ExpectedGroup, details: tuple[str, ...] = (), house: tuple[str, ...] = ()) -> Section:
    return Section(groups, tuple(Expected(ExpectedKind.DETAIL, each) for each in details), house)


def show(loss: Loss) -> str:
    if loss.heading:
        return f"{loss.fact.text} under {loss.heading}"
    return f"{loss.fact.text} {'misplaced' if loss.how is How.MISPLACED else 'missing'}"


Case = tuple[list[Block], list[Section], list[str]]
FLOW: dict[str, Case] = {
    "all there": (["One.", "Two."], [section(flow("One."), flow("Two."))], []),
    "one is gone": (["One."], [section(flow("One."), flow("Two."))], ["Two. missing"]),
    "all is gone": ([], [section(flow("One.", "Two."))], ["One. missing", "Two. missing"]),
    "the first is gone": (["Two."], [section(flow("One."), flow("Two."))], ["One. missing"]),
    "in the other order": (["Two.", "One."], [section(flow("One."), flow("Two."))], ["Two. misplaced"]),
    "parts in the other order": (["Two.", "One."], [section(flow("One.", "Two."))], ["Two. missing"]),
    "the first of two parts is gone": (["Two."], [section(flow("One.", "Two."))], ["One. missing"]),
    "parts, one directly after the other": (
        ["One.", "Two.", "Three."], [section(flow("One.", "Two.", "Three."))], []),
    "of two places that lose as much the first is taken": (
        ["One.", "x.", "One."], [section(flow("One.", "Two."), flow("x."))], ["Two. missing"],
    ),
    "the words alone before the words within others": (
        ["One. he said", "One."], [section(flow("One."), details=("One. he said",))], [],
    ),
    "a group before the one before it": (
        ["One.", "Two.", "x."], [section(flow("x."), flow("One.", "Two."))], ["One. misplaced"],
    ),
    "words of others between groups": (["One.", "House.", "Two."], [section(flow("One."), flow("Two."))], []),
    "words of others between parts": (["One.", "House.", "Two."], [section(flow("One.", "Two."))], []),
    "words of others within a part": (["One.", "House.", "Two."], [section(flow("One.\nTwo."))], ["Two. misplaced"]),
    "an empty paragraph within a part": (["One.", "", "Two."], [section(flow("One.\nTwo."))], []),
    "a paragraph of a part in another order": (
        ["One.", "Three.", "Two."], [section(flow("One.\nTwo.\nThree."))], ["Two. misplaced"],
    ),
    "the last paragraph of a part is gone": (["One."], [section(flow("One.\nTwo."))], ["Two. missing"]),
    "the same words twice": (["Same.", "Same."], [section(flow("Same."), flow("Same."))], []),
    "the same words twice, one is gone": (["Same."], [section(flow("Same."), flow("Same."))], ["Same. missing"]),
    "both in one paragraph": (["Same. Same."], [section(flow("Same."), flow("Same."))], ["Same. misplaced"]),
    "the same parts twice, one is gone": (["Same."], [section(flow("Same.", "Same."))], ["Same. missing"]),
    "a paragraph that only quotes the words is passed by": (
        ["He said: One.", "Two.", "One.", "Three."], [section(flow("One.\nThree."))], [],
    ),
    "a paragraph that only quotes them, and no other": (["He said: One."], [section(flow("One."))], []),
    "a quotation before the paragraph itself": (
        ["A. One. B.", "One.", "Two."], [section(flow("One."), flow("Two."))], [],
    ),
    "the group with the fewest losses is taken": (
        ["One.", "Other.", "One.", "Two."], [section(flow("One.\nTwo."))], [],
    ),
    "a bullet": (["- One."], [section(flow("- One."))], []),
    "a bullet that is a paragraph now": (["One."], [section(flow("- One."))], ["One. missing"]),
    "a bullet that is a paragraph, and a bullet elsewhere": (
        ["One.", "Two.", "- Two."], [section(flow("One.\n- Two."))], ["Two. misplaced"],
    ),
    "a table": ([[["Tree", "Cost"], ["Oak", "5"]]], [section(flow("(1,1) Tree\n(1,2) Cost\n(2,1) Oak\n(2,2) 5"))], []),
    "a table with two cells exchanged": (
        [[["Tree", "Cost"], ["5", "Oak"]]], [section(flow("(1,1) Tree\n(1,2) Cost\n(2,1) Oak\n(2,2) 5"))],
        ["Oak missing"],
    ),
    "what shows nothing is not looked for": (["One."], [section(flow("One.\n\x01"), flow("\x02"))], []),
    "its number": (["1. One.", "2. Two."], [section(flow("One.", number="1"), flow("Two.", number="2"))], []),
    "its number in the paragraph before": (["Recommendation 1", "One."], [section(flow("One.", number="1"))], []),
    "a wrong number": (
        ["1. One.", "1. Two."], [section(flow("One.", number="1"), flow("Two.", number="2"))], ["2 missing"],
    ),
    "the number before the group before": (
        ["2. One.", "Two."], [section(flow("One."), flow("Two.", number="2"))], ["2 missing"],
    ),
    "the number after it": (["One.", "1"], [section(flow("One.", number="1"))], ["1 missing"]),
    "the number among its parts": (["One.", "1", "Two."], [section(flow("One.", "Two.", number="1"))], ["1 missing"]),
    "a number is not missed beside a part that is": (
        ["One.", "Other."], [section(flow("One.\nTwo.", number="1"))], ["Two. missing"],
    ),
    "a group among the parts of the one before": (
        ["One.", "x.", "Two."], [section(flow("One.", "Two."), flow("x."))], ["x. misplaced"],
    ),
    "a lost group has no number to lose": ([], [section(flow("One.", number="1"))], ["One. missing", "1 missing"]),
    "a part of a word is none": (["Nothing."], [section(flow("No"))], ["No missing"]),
}  # fmt: skip
HEAD = ["No.", "Recommendation", "Agree?", "Comment"]
COLUMNS = ("Recommendation", "Agree?", "Comment")


def answer(number: str, *texts: str) -> ExpectedGroup:
    return row(number, **dict(zip(COLUMNS, texts, strict=False)))


TREES, ELMS = answer("1", "Trees.", "Yes", "So be it."), answer("2", "Elms.", "No", "It rains.")
TREES_ROW, ELMS_ROW = ["1", "Trees.", "Yes", "So be it."], ["2", "Elms.", "No", "It rains."]
ROWS: dict[str, Case] = {
    "all there": ([[HEAD, TREES_ROW, ELMS_ROW]], [section(TREES, ELMS)], []),
    "rows in another order": ([[HEAD, ELMS_ROW, TREES_ROW]], [section(TREES, ELMS)], []),
    "columns in another order": (
        [[["Comment", "Agree?", "No.", "Recommendation"], ["So be it.", "Yes", "1", "Trees."]]], [section(TREES)], [],
    ),
    "a row is gone": (
        [[HEAD, TREES_ROW]], [section(TREES, ELMS)], ["Elms. missing", "It rains. missing", "2 missing"],
    ),
    "an answer is gone": ([[HEAD, ["1", "Trees.", "", "So be it."]]], [section(TREES)], ["Yes missing"]),
    "a comment is gone": ([[HEAD, ["1", "Trees.", "Yes", ""]]], [section(TREES)], ["So be it. missing"]),
    "a recommendation is gone": (
        [[HEAD, ["1", "", "Yes", "So be it."]]], [section(TREES)], ["Trees. missing"],
    ),
    "two answers exchanged": (
        [[HEAD, ["1", "Trees.", "No", "So be it."], ["2", "Elms.", "Yes", "It rains."]]], [section(TREES, ELMS)],
        ["Yes missing", "No missing"],
    ),
    "two comments exchanged": (
        [[HEAD, ["1", "Trees.", "Yes", "It rains."], ["2", "Elms.", "No", "So be it."]]], [section(TREES, ELMS)],
        ["So be it. missing", "It rains. missing"],
    ),
    "an answer and its comment exchanged": (
        [[HEAD, ["1", "Trees.", "So be it.", "Yes"]]],
        [section(TREES)], ["So be it. under Agree?", "Yes under Comment"],
    ),
    "the recommendation and its comment exchanged": (
        [[HEAD, ["1", "So be it.", "Yes", "Trees."]]], [section(TREES)],
        ["Trees. under Comment", "So be it. under Recommendation"],
    ),
    "a number is gone": ([[HEAD, ["", "Trees.", "Yes", "So be it."]]], [section(TREES)], ["1 missing"]),
    "two numbers exchanged": (
        [[HEAD, ["2", "Trees.", "Yes", "So be it."], ["1", "Elms.", "No", "It rains."]]], [section(TREES, ELMS)],
        ["1 missing", "2 missing"],
    ),
    "the number stands before the words": ([[HEAD, ["", "1. Trees.", "Yes", "So be it."]]], [section(TREES)], []),
    "one row for two recommendations": (
        [[HEAD, ["1", "Trees.", "Yes", "So be it."]]],
        [section(TREES, answer("1", "Trees.", "Yes", "So be it."))],
        ["Trees. missing", "Yes missing", "So be it. missing"],
    ),
    "a row is not used twice": (
        [[["x", "y", "x"]]], [section(row(_a="x", _b="y"), row(_a="x"))], ["x misplaced"],
    ),
    "a paragraph before the group before is no row": (
        ["x", "One."], [section(flow("One."), row(_a="x"))], ["x misplaced"],
    ),
    "two rows of the same words": (
        [[HEAD, ["1", "Trees.", "Yes", "So."], ["2", "Trees.", "No", "Rain."]]],
        [section(answer("1", "Trees.", "Yes", "So."), answer("2", "Trees.", "No", "Rain."))], [],
    ),
    "two rows of the same words, the second first": (
        [[HEAD, ["2", "Trees.", "No", "Rain."], ["1", "Trees.", "Yes", "So."]]],
        [section(answer("1", "Trees.", "Yes", "So."), answer("2", "Trees.", "No", "Rain."))], [],
    ),
    "an answer that is the beginning of the comment": (
        [[HEAD, ["1", "Trees.", "Yes", "Yes, so be it."]]],
        [section(answer("1", "Trees.", "Yes", "Yes, so be it."))], [],
    ),
    "such an answer is gone": (
        [[HEAD, ["1", "Trees.", "", "Yes, so be it."]]], [section(answer("1", "Trees.", "Yes", "Yes, so be it."))],
        ["Yes missing"],
    ),
    "an answer that is a word of the comment": (
        [[HEAD, ["1", "Trees.", "Yes", "We say Yes to it."]]],
        [section(answer("1", "Trees.", "Yes", "We say Yes to it."))], [],
    ),
    "a comment that is the answer's word": (
        [[HEAD, ["1", "Trees.", "Yes", "Yes"]]], [section(answer("1", "Trees.", "Yes", "Yes"))], [],
    ),
    "a comment that is the answer's word is gone": (
        [[HEAD, ["1", "Trees.", "Yes", ""]]], [section(answer("1", "Trees.", "Yes", "Yes"))], ["Yes missing"],
    ),
    "a cell does not count for two": (
        [[["A", "B"], ["x", "y"]]], [section(row(_a="x", _b="y", _c="y"))], ["y missing"],
    ),
    "a comment of several paragraphs": (
        [[HEAD, ["1", "Trees.", "Yes", "First.\n- a\n- b"]]],
        [section(answer("1", "Trees.", "Yes", "First.\n- a\n- b"))], [],
    ),
    "two of its bullets exchanged": (
        [[HEAD, ["1", "Trees.", "Yes", "First.\n- b\n- a"]]],
        [section(answer("1", "Trees.", "Yes", "First.\n- a\n- b"))], ["a misplaced"],
    ),
    "the comment goes on in the next cell": (
        [[[*HEAD, "More"], ["1", "Trees.", "Yes", "First.", "Then."]]],
        [section(answer("1", "Trees.", "Yes", "First.\nThen."))], ["Then. missing"],
    ),
    "the recommendation goes on in the next cell": (
        [[HEAD, ["1", "Trees.", "Then.", "Yes"]]], [section(answer("1", "Trees.\nThen.", "Yes"))],
        ["Then. missing"],
    ),
    "a table in a comment": (
        [[HEAD, ["1", "Trees.", "Yes", ["See:", [["Tree", "Cost"], ["Oak", "5"]], "So."]]]],
        [section(answer("1", "Trees.", "Yes", "See:\n(1,1) Tree\n(1,2) Cost\n(2,1) Oak\n(2,2) 5\nSo."))], [],
    ),
    "a table in a comment, two cells exchanged": (
        [[HEAD, ["1", "Trees.", "Yes", ["See:", [["Tree", "Cost"], ["5", "Oak"]], "So."]]]],
        [section(answer("1", "Trees.", "Yes", "See:\n(1,1) Tree\n(1,2) Cost\n(2,1) Oak\n(2,2) 5\nSo."))],
        ["Oak missing"],
    ),
    "outside tables: one after the other": (
        ["Trees.", "Yes", "So be it."], [section(row("", **{"Recommendation": "Trees.", "Agree?": "Yes"}))], [],
    ),
    "a number outside tables": (["1. Trees.", "Yes"], [section(row("1", _a="Trees.", _b="Yes"))], []),
    "a number that is only after it": (
        ["Trees.", "Yes", "1"], [section(row("1", _a="Trees.", _b="Yes"))], ["1 missing"],
    ),
    "a row before a group of paragraphs": ([[["x", "y"]], "One."], [section(row(_a="x", _b="y"), flow("One."))], []),
    "a paragraph among the parts of a row that is in no table": (
        ["Trees.", "One.", "Yes"], [section(row(_a="Trees.", _b="Yes"), flow("One."))], [],
    ),
    "the first words of a comment stand alone in another cell": (
        [[HEAD, ["1", "Trees.", "First.", "First.\nThen."]]],
        [section(answer("1", "Trees.", "First.", "First.\nThen."))], [],
    ),
    "the same words under two headings": (
        [[["No.", "Recommendation", "Comment", "Agree?"], ["1", "Trees.", "Yes", "Yes"]]],
        [section(answer("1", "Trees.", "Yes", "Yes"))], [],
    ),
    "a paragraph in the middle of its row is none": (
        [[["x", "y", "One."]], "Two."], [section(row(_a="x"), flow("One."), flow("Two."))], ["One. misplaced"],
    ),
    "rows in two tables": (
        [[HEAD, TREES_ROW], "Between.", [HEAD, ELMS_ROW]], [section(TREES), section(ELMS)], [],
    ),
}  # fmt: skip
OWN = ["No.", "What", "What we say", "Why"]
OWN_COLUMNS: dict[str, Case] = {
    "headings of the council's own": ([[OWN, TREES_ROW, ELMS_ROW]], [section(TREES, ELMS)], []),
    "one of three exchanged under them": (
        [[OWN, TREES_ROW, ELMS_ROW, ["3", "Oaks.", "Why not.", "In part"]]],
        [section(TREES, ELMS, answer("3", "Oaks.", "In part", "Why not."))],
        ["Why not. under What we say", "In part under Why"],
    ),
    "a synonym of a heading": (
        [[["No.", "Recommendations", "Decision", "Comments"], ["1", "Trees.", "So be it.", "Yes"]]], [section(TREES)],
        ["So be it. under Decision", "Yes under Comments"],
    ),
    "a heading in other letters and with other signs": (
        [[["No.", "RECOMMENDATION:", " agree ", "Comment."], ["1", "Trees.", "So be it.", "Yes"]]], [section(TREES)],
        ["So be it. under agree", "Yes under Comment."],
    ),
    "a heading of two paragraphs": (
        [[["No.", "Recommendation", "Lead\nofficer", "Comment"], ["1", "Trees.", "So be it.", "Oak"]]],
        [section(row("1", **{"Recommendation": "Trees.", "Comment": "So be it.", "Lead officer": "Oak"}))],
        ["So be it. under Lead officer", "Oak under Comment"],
    ),
    "decision and comment in one cell": (
        [[["No.", "Recommendation", "Comment"], ["1", "Trees.", "Yes: So be it."]]], [section(TREES)], [],
    ),
    "a part under the heading of one that is not printed": (
        [[HEAD, ["1", "Trees.", "So be it.", ""]]], [section(answer("1", "Trees."), )], [],
    ),
    "the heading of a table in a cell is none": (
        [[["No.", "What", "Say", [[["Agree?"]], "Why"]], TREES_ROW]], [section(TREES)], [],
    ),
    "the first row of a table in a cell is no heading": (
        [[HEAD, ["1", "Trees.", "So be it.", ["Yes", [["Agree?"]]]]]], [section(TREES)],
        ["So be it. under Agree?", "Yes under Comment"],
    ),
    "what has no column may stand under any heading": (
        [[["Recommendation", "What", "Agree?"], ["Trees.", "Yes", "note"]]],
        [section(row(**{"Recommendation": "Trees.", "Agree?": "Yes", "_": "note"}))], [],
    ),
    "a heading of the council's own beside what has no column": (
        [[["Recommendation", "What", "Why"], ["Trees.", "note", "So be it."]]],
        [section(row(Recommendation="Trees.", _="note", Comment="So be it."))], [],
    ),
    "one of three exchanged is told once": (
        [[HEAD, TREES_ROW, ELMS_ROW, ["3", "Oaks.", "Why not.", "In part"]]],
        [section(TREES, ELMS, answer("3", "Oaks.", "In part", "Why not."))],
        ["Why not. under Agree?", "In part under Comment"],
    ),
    "words that stand in both cells tell nothing of an exchange": (
        [[OWN, TREES_ROW, ELMS_ROW, ["3", "Oaks.", "It is No", "No"]]],
        [section(TREES, ELMS, answer("3", "Oaks.", "No", "It is No"))], ["It is No under What we say"],
    ),
    "each table has its own headings": (
        [[["No.", "Agree?", "Comment", "Recommendation"], ["1", "Yes", "So be it.", "Trees."]], [HEAD, ELMS_ROW]],
        [section(TREES), section(ELMS)], [],
    ),
    "the same words in both cells tell nothing": (
        [[OWN, TREES_ROW, ELMS_ROW, ["3", "Oaks.", "Yes and No", "Yes and No"]]],
        [section(TREES, ELMS, answer("3", "Oaks.", "Yes and No", "Yes and No"))], [],
    ),
}  # fmt: skip
TITLE = "Draft response of the Panel"
DETAILS: dict[str, Case] = {
    "a detail": (["Parks Panel", "One."], [section(flow("One."), details=("Parks Panel",))], []),
    "a detail after the groups": (["One.", "Parks Panel"], [section(flow("One."), details=("Parks Panel",))], []),
    "a detail is gone": (["One."], [section(flow("One."), details=("Parks Panel",))], ["Parks Panel missing"]),
    "a detail only as a part of words": (["Panels"], [section(details=("Panel",))], ["Panel missing"]),
    "a detail within words of the template": (["The Panel met."], [section(details=("Panel",))], []),
    "a detail within another section's": (
        ["Parking in Littlemore", "Littlemore"],
        [section(details=("Littlemore",)), section(details=("Parking in Littlemore",))],
        [],
    ),
    "a detail that is wanted twice": (["The Panel met the Panel."], [section(details=("Panel", "Panel"))], []),
    "a detail that is wanted twice and there once": (
        ["The Panel met."], [section(details=("Panel", "Panel"))], ["Panel missing"],
    ),
    "a detail that is only in a group": (["The Panel met."], [section(flow("The Panel met."), details=("Panel",))],
                                         ["Panel missing"]),
    "a detail within a longer one": (["Parks Panel"], [section(details=("Panel", "Parks Panel"))], ["Panel missing"]),
    "both, the longer one last": (["Panel", "Parks Panel"], [section(details=("Panel", "Parks Panel"))], []),
    "both, the longer one first": (["Parks Panel", "Panel"], [section(details=("Panel", "Parks Panel"))], []),
    "a sentence of the house is no proof": ([TITLE], [section(details=("Panel",), house=(TITLE,))], ["Panel missing"]),
    "nor where it is there twice": ([TITLE, TITLE], [section(details=("Panel",), house=(TITLE,))], ["Panel missing"]),
    "a detail beside a sentence of the house": (
        [TITLE, "Panel"], [section(details=("Panel",), house=(TITLE,))], [],
    ),
    "a sentence of the house that is typed too": (
        [TITLE, "Panel"], [section(details=(TITLE, "Panel"), house=(TITLE,))], [],
    ),
    "one of two sentences of the house that is typed too": (
        [TITLE, "Panel"], [section(details=(TITLE, "Panel"), house=(TITLE, "Response of the Cabinet"))], [],
    ),
    "such a sentence is gone": (
        ["Panel"], [section(details=(TITLE, "Panel"), house=(TITLE,))], [f"{TITLE} missing"],
    ),
    "a typed text that holds a sentence of the house": (
        [f"{TITLE} of May"], [section(details=(f"{TITLE} of May",), house=(TITLE,))], [],
    ),
    "a detail that shows nothing": ([], [section(details=("\x01",))], []),
    "spaces of a detail are one": (["Parks Panel"], [section(details=("Parks \n Panel",))], []),
    "of several sections each has its own": (
        ["Oak", "One.", "Elm", "Two."],
        [section(flow("One."), details=("Oak",)), section(flow("Two."), details=("Elm",))],
        [],
    ),
    "the detail of another section is no proof": (
        ["Oak", "One.", "Oak", "Two."],
        [section(flow("One."), details=("Oak",)), section(flow("Two."), details=("Elm",))],
        ["Elm missing"],
    ),
    "two details exchanged between sections": (
        ["Elm", "One.", "Oak", "Two."],
        [section(flow("One."), details=("Oak",)), section(flow("Two."), details=("Elm",))],
        ["Oak missing", "Elm missing"],
    ),
    "a detail in the first paragraph of its section's groups": (
        ["One.", "Elm: Two."], [section(flow("One.")), section(flow("Two."), details=("Elm",))], [],
    ),
    "a detail in the last paragraph of the section before": (
        ["One.: Elm", "Two."], [section(flow("One.")), section(flow("Two."), details=("Elm",))], ["Elm missing"],
    ),
    "a detail of the first section at the end": (
        ["One.", "Two.", "Elm"], [section(flow("One."), details=("Elm",)), section(flow("Two."))], ["Elm missing"],
    ),
    "a detail after its section's first group": (
        ["Zero.", "One.", "Elm", "Two."],
        [section(flow("Zero.")), section(flow("One."), flow("Two."), details=("Elm",))], ["Elm missing"],
    ),
    "a detail among the groups of the section before": (
        ["One.", "Elm", "Two.", "Three."],
        [section(flow("One."), flow("Two.")), section(flow("Three."), details=("Elm",))], ["Elm missing"],
    ),
    "a section without groups looks everywhere": (
        ["One.", "Elm", "Two."], [section(flow("One.")), section(flow("Two.")), section(details=("Elm",))], [],
    ),
    "a single section looks everywhere": (
        ["One.", "Two.", "Elm"], [section(flow("One."), flow("Two."), details=("Elm",))], [],
    ),
    "a third section": (
        ["A", "One.", "B", "Two.", "C", "Three."],
        [section(flow(text), details=(name,)) for text, name in (("One.", "A"), ("Two.", "B"), ("Three.", "C"))], [],
    ),
    "a third section, two details exchanged": (
        ["A", "One.", "C", "Two.", "B", "Three."],
        [section(flow(text), details=(name,)) for text, name in (("One.", "A"), ("Two.", "B"), ("Three.", "C"))],
        ["B missing", "C missing"],
    ),
    "sections whose groups are lost look everywhere": (
        ["One.", "Elm"], [section(flow("One.")), section(flow("Two."), details=("Elm",))], ["Two. missing"],
    ),
}  # fmt: skip
KINDS = {"flow": FLOW, "rows": ROWS, "own columns": OWN_COLUMNS, "details": DETAILS}
CASES = [pytest.param(case, id=f"{kind}: {what}") for kind, cases in KINDS.items() for what, case in cases.items()]


@pytest.mark.parametrize("case", CASES)
def test_what_is_lost(case: Case) -> None:
    blocks, sections, expected = case
    assert [show(loss) for loss in find_losses(lay_out(blocks), sections)] == expected


def test_where_a_part_is_mostly_found() -> None:
    """A heading that is another part's counts first, then how often the part was found in the column."""
    paragraphs = lay_out([[["Agree?", "Why", "Comment"], ["Yes", "So.", "Then."]], "Outside."])
    agree, comment = make_part("Yes", "Agree?"), make_part("So.", "Comment")
    columns = Columns(paragraphs, [section(ExpectedGroup((agree, comment), in_row=True))])
    under_agree, under_own, under_comment, outside = (Span(at, 0, 1) for at in (3, 4, 5, 6))
    columns.note(comment, (under_own,))
    assert columns.strangeness(comment, under_own) == (False, -1)
    assert columns.strangeness(comment, under_comment) == (False, 0)
    assert columns.strangeness(comment, under_agree) == (True, 0)
    assert [columns.heading_of(each) for each in (under_own, outside)] == ["Why", ""]


def blank(asked: str, *, column: str = "Agree?") -> ExpectedGroup:
    """Return the row of a recommendation without an answer, for which the template always prints a word."""
    return row(Recommendation=asked)._replace(never_blank=(column,))


BLANK: dict[str, tuple[list[Block], list[ExpectedGroup], list[tuple[str, How, str]]]] = {
    "awaited": ([[HEAD, ["1", "Trees.", "Awaited", ""]]], [blank("Trees.")], []),
    "nothing": ([[HEAD, ["1", "Trees.", "", ""]]], [blank("Trees.")], [("Trees.", How.BLANK, "Agree?")]),
    "the second row": (
        [[HEAD, ["1", "Trees.", "Awaited", ""], ["2", "Elms.", "", "x"]]], [blank("Trees."), blank("Elms.")],
        [("Elms.", How.BLANK, "Agree?")],
    ),
    "a cell that may be empty": ([[HEAD, ["1", "Trees.", "", ""]]], [row(Recommendation="Trees.")], []),
    "no such column": ([[["Recommendation"], ["Trees."]]], [blank("Trees.")], []),
    "another table with the heading elsewhere": (
        [[["Agree?", "Place"], ["Yes", "Park"]], [HEAD, ["1", "Trees.", "", ""]]], [blank("Trees.")],
        [("Trees.", How.BLANK, "Agree?")],
    ),
    "a heading of the council's own": (
        [[["What was asked", "Our answer"], ["Trees.", "Yes"], ["Elms.", ""]]],
        [row(**{"Recommendation": "Trees.", "Agree?": "Yes"}), blank("Elms.")], [("Elms.", How.BLANK, "Agree?")],
    ),
    "an empty line above the words": ([[HEAD, ["1", "Trees.", ["", "Awaited"], ""]]], [blank("Trees.")], []),
    "another column": (
        [[HEAD, ["1", "Trees.", "Awaited", ""]]], [blank("Trees.", column="Comment")],
        [("Trees.", How.BLANK, "Comment")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BLANK.values(), ids=BLANK)
def test_a_cell_that_always_has_words_is_found_empty(
    case: tuple[list[Block], list[ExpectedGroup], list[tuple[str, How, str]]],
) -> None:
    blocks, groups, expected = case
    losses = find_losses(lay_out(blocks), [section(*groups)])
    assert [(loss.fact.text, loss.how, loss.heading) for loss in losses] == expected


@pytest.mark.parametrize(
    ("heading", "is_ours"), [("Agree?", True), ("agree", True), ("Our answer", False), ("", False)]
)
def test_only_a_heading_of_our_own_may_always_be_shown(heading: str, *, is_ours: bool) -> None:
    assert (name_heading(heading), isinstance(name_heading(heading), Term)) == (heading, is_ours)
