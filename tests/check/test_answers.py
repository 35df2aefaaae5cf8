"""What an answer says against its own decision, and answers that are in the wrong column or cell."""

import json

import pytest

from cabinet_papers.check.answers import find_verdict
from cabinet_papers.matter.vocabulary import Decision, Meaning, find_leading_decision
from tests.conftest import Room

YES, NO, NEITHER = Meaning.AGREED, Meaning.NOT_AGREED, None
SENTENCES = {
    "The recommendation is agreed and accepted in full.": YES,
    "We agree.": YES,
    "Agreed - work begins in May.": YES,
    "Cabinet fully supports this.": YES,
    "The Council does not agree with this recommendation.": NO,
    "We can't support it.": NO,
    "Not agreed: there is no money.": NO,
    "The recommendation is rejected.": NO,
    "We therefore cannot accept this recommendation.": NO,
    "We agree, but do not accept the second part.": NEITHER,
    "The Council accepts the recommendation in part.": NEITHER,
    "The Council agrees in principle.": NEITHER,
    "Residents do not agree with the closure.": NEITHER,
    "It is agreed that more trees are needed, however there is no money.": NEITHER,
    "Work begins in May.": NEITHER,
    "The survey that the Council agreed last year is under way.": NEITHER,
    "The Council does not have the money for it.": NEITHER,
    "No trees were lost last year.": NEITHER,
    "": NEITHER,
}  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_whether_a_sentence_agrees_or_refuses(sentence: str) -> None:
    assert find_verdict(sentence) is SENTENCES[sentence]


OFFERED = (Decision("Yes", YES), Decision("No", NO), Decision("In part", Meaning.PARTLY))
LEADING = {
    "Yes - work begins in May": "Yes", "Agreed. We will plant.": "Yes", "No: too dear": "No",
    "Yes, the Council will": "Yes",
    "Yes and no": None, "Yes, No or In part": None, "Agree in principle": None, "Yes, if there is money": None,
    "Yes subject to funding": None, "No, but we will review it": None, "Agreed, with changes": None, "Perhaps": None,
    "In part: the first point": "In part", "Yes (yes)": "Yes",
}  # fmt: skip


@pytest.mark.parametrize("typed", LEADING)
def test_a_decision_is_proposed_only_where_the_text_leaves_no_doubt(typed: str) -> None:
    found = find_leading_decision(typed, OFFERED)
    assert (found.word if found else None) == LEADING[typed]


MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
recommendations:
  - That the Council plants a hundred trees.
  - That the Council waters the young trees.
"""
DRAWN = (
    "[Responses]\nNo. | Recommendation | Agree? | Comment\n1 | That the Council plants a hundred trees. | {} | {}\n"
    "2 | That the Council waters the young trees. | {} | {}\n"
)
CASES = {
    "swapped rows": (("Yes", "We do not accept it.", "No", "We accept it."), [("RES023", "D2"), ("RES023", "D3")]),
    "as it should be": (("Yes", "We accept it.", "No", "We do not accept it."), []),
    "in part": (("In part", "We accept it.", "In part", "We do not accept it."), []),
    "columns exchanged": (("We will plant oaks.", "Yes", "There is no money.", "No"), [("RES003", "C2")]),
    "one row exchanged": (("We will plant oaks.", "Yes", "No", "There is no money."), [("RES003", "C2")]),
    "several in one": (
        ("Yes", "1: agreed, 2: not agreed (cost)", "No", "Rec 1 - yes; rec 2 - no"),
        [("RES024", "D2"), ("RES024", "D3")],
    ),
    "several in lines": (
        ("", "Recommendation 1: agreed, from May.\\nRecommendation 2: not agreed (cost).", "No", "2. No: too dear."),
        [("RES005", "C2"), ("RES024", "D2")],
    ),
    "numbers that are none": (("Yes", "In 2026: agreed. In ward 12: noted.", "No", "Too dear: 3 - no, 4."), []),
    "a decision alone": (("", "Agreed", "No", "Too dear."), [("RES005", "C2")]),
}


@pytest.mark.parametrize(("typed", "expected"), CASES.values(), ids=CASES)
def test_answers_against_themselves(typed: tuple[str, ...], expected: list[tuple[str, str]], room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", DRAWN.format(*typed))
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert [(each["code"], each["cell"]) for each in found if each["code"].startswith("RES0")] == expected


def test_a_decision_in_the_comment_is_proposed(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", DRAWN.format("", "Not accepted", "Yes", "In May."))
    (found,) = (
        each for each in json.loads(room.papers("check", "--format", "json").stdout) if each["code"] == "RES005"
    )
    assert '"No"' in found["hint"]


UNFINISHED = {
    "We agree [check with Finance] ??": 1, "As above": 1, "See above.": 1, "See email of 3 May": 1, "See e-mail.": 1,
    "DRAFT, not cleared: we agree.": 1, "We agree (not yet cleared).": 1, "Answer to follow": 1, "Is it?? We agree.": 1,
    "The costs are:\\n[Table: Costs]": 0, "As above, the trees of the ring road are old, and new ones are planted.": 0,
    "The draft strategy is with the Panel.": 0, "Is that so? We agree.": 0, "The site was cleared in May.": 0,
    "It said trees [sic] is planted, and [3] agrees.": 0, "Residents see emails as a burden.": 0,
}  # fmt: skip


@pytest.mark.parametrize("comment", UNFINISHED)
def test_marks_of_a_draft(comment: str, room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", DRAWN.format("Yes", comment, "Yes", "In May."))
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert len([each for each in found if each["code"] == "RES025"]) == UNFINISHED[comment]


@pytest.mark.parametrize(
    ("comment", "count"),
    [
        ("-plant trees\\n-water them\\n•prune them", 1), ("-plant trees", 0), ("- plant\\n- water", 0),
        ("-5 degrees\\n-6 degrees", 0), ("We will have:\\n- a new system\\n-extra surveyors (3)", 1),
        ("- two vans\\n•3 more", 1), ("We will have:\\n-extra surveyors (3)", 1),
        ("- a new system*\\n*if there is money", 0), ("Agreed.\\n-extra", 0),
        ("- plant\\n--", 0), ("- plant\\n-water\\n-prune", 1), ("- plant\\n–water", 1), ("At night:\\n-5 degrees", 0),
    ],
)  # fmt: skip
def test_bullets_without_a_space(comment: str, count: int, room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", DRAWN.format("Yes", comment, "Yes", "In May."))
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert len([each for each in found if each["code"] == "XLS017"]) == count
