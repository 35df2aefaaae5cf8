"""Each recommendation beside its answer, and who answers: as pure functions."""

from datetime import UTC, datetime

import pytest

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Location
from cabinet_papers.matter.model import Matter, Person, Recommendation, Response, Topic
from cabinet_papers.matter.pairing import find_answering, find_member, find_members, pair_answers
from cabinet_papers.matter.prose import prose_of
from cabinet_papers.matter.vocabulary import Decision, Meaning

ANN, BOB, CY = (Person(f"Councillor {name}") for name in ("Ann", "Bob", "Cy"))
YES, NO = Decision("Yes", Meaning.AGREED), Decision("No", Meaning.NOT_AGREED)
YAML = Location("recommendations.yaml")


def recommend(number: int, member: str = "", withdrawn: str = "") -> Recommendation:
    wording = f"That the Council acts {number} times."
    return Recommendation(number, prose_of(wording), wording, YAML, member=member, withdrawn=withdrawn)


def make_topic(*recommendations: Recommendation, title: str = "Trees", member: str = "") -> Topic:
    return Topic(title, "Parks Panel", None, recommendations, member)


def make_matter(*topics: Topic, members: tuple[Person, ...] = (ANN, BOB)) -> Matter:
    return Matter("Trees", "Parks Panel", None, topics, len(topics) > 1, YAML, members=members)


def answer(number: int, decision: Decision | None, comment: str, cell: str) -> Response:
    typed = decision.word if decision else ""
    return Response(number, typed, decision, prose_of(comment), Location("a.xlsx", sheet="R", cell=cell), {})


def test_each_answer_stands_beside_its_recommendation() -> None:
    matter = make_matter(make_topic(recommend(1), recommend(2)), make_topic(recommend(3), title="Elms"))
    first, third = answer(1, YES, "It will.", "C2"), answer(3, NO, "It rains.", "C4")
    paper, findings = pair_answers(matter, [third, first], {})
    assert findings == []
    assert [topic.topic.title for topic in paper.topics] == ["Trees", "Elms"]
    assert [(row.recommendation.number, row.response) for row in paper.rows] == [(1, first), (2, None), (3, third)]


def test_the_place_of_an_answer() -> None:
    """Where it is; where its empty cell is; else where the recommendation is."""
    blank = {2: Location("a.xlsx", sheet="R", cell="C3"), 1: Location("b.xlsx", sheet="R", cell="C9")}
    matter = make_matter(make_topic(recommend(1), recommend(2), recommend(3)))
    paper, _ = pair_answers(matter, [answer(1, YES, "It will.", "C2")], blank)
    assert [row.place.cell or row.place.file for row in paper.rows] == ["C2", "C3", "recommendations.yaml"]


DIFFERENT = {
    "another decision": answer(2, NO, "It will.", "C7"),
    "another comment": answer(2, YES, "It may.", "C7"),
    "another comment without a decision": answer(2, None, "It may.", "C7"),
}


@pytest.mark.parametrize("what", DIFFERENT)
def test_two_different_answers_name_both_cells(what: str) -> None:
    first = answer(2, YES, "It will.", "C3")
    paper, (found,) = pair_answers(make_matter(make_topic(recommend(2))), [first, DIFFERENT[what]], {})
    assert found.code is codes.RES007
    assert (found.location, found.related, found.number) == (DIFFERENT[what].location, first.location, 2)
    assert "2" in found.message.values
    assert "C3" in str(found.message)
    assert found.hint
    assert paper.rows[0].response is first


# Two answers and the one that they are: a decision here and its comment there, or one of them twice.
PARTS = {
    "a comment, then its decision": (answer(2, None, "It will.", "C3"), answer(2, YES, "", "C7"), "C7"),
    "a decision, then its comment": (answer(2, YES, "", "C3"), answer(2, None, "It will.", "C7"), "C3"),
    "both, then the decision": (answer(2, YES, "It will.", "C3"), answer(2, YES, "", "C7"), "C3"),
}


@pytest.mark.parametrize(("first", "second", "cell"), PARTS.values(), ids=PARTS)
def test_what_does_not_contradict_is_joined(first: Response, second: Response, cell: str) -> None:
    paper, findings = pair_answers(make_matter(make_topic(recommend(2))), [first, second], {})
    assert findings == []
    joined = paper.rows[0].response
    assert joined is not None
    assert (joined.decision, joined.comment, joined.location.cell) == (YES, prose_of("It will."), cell)


@pytest.mark.parametrize(
    ("here", "there", "words"), [(2, 1, "this file is newer"), (1, 2, "which is newer"), (1, 1, "")]
)
def test_the_newer_file_is_named(here: int, there: int, words: str) -> None:
    first = answer(2, YES, "It will.", "C3")
    second = answer(2, NO, "It rains.", "C3")._replace(location=Location("b.xlsx", sheet="R", cell="C3"))
    saved = {"a.xlsx": datetime(2026, 5, there, tzinfo=UTC), "b.xlsx": datetime(2026, 5, here, tzinfo=UTC)}
    _, (found,) = pair_answers(make_matter(make_topic(recommend(2))), [first, second], {}, saved)
    assert words in str(found.message)
    assert ("newer" in str(found.message)) is bool(words)


def test_the_same_answer_twice_is_one() -> None:
    matter = make_matter(make_topic(recommend(1), recommend(2)))
    answers = [answer(1, YES, "It will.", "C2"), answer(2, NO, "It rains.", "C3"), answer(1, YES, "It will.", "C9")]
    paper, findings = pair_answers(matter, answers, {})
    assert findings == []
    assert paper.rows[0].place.cell == "C2"


def test_a_third_answer_is_compared_with_the_first() -> None:
    first, second, third = (answer(1, each, "So.", cell) for each, cell in ((YES, "C2"), (NO, "C3"), (NO, "C4")))
    _, findings = pair_answers(make_matter(make_topic(recommend(1))), [first, second, third], {})
    assert [(each.location, each.related) for each in findings] == [
        (second.location, first.location), (third.location, first.location),
    ]  # fmt: skip


def test_who_answers_a_recommendation() -> None:
    """Its own member, else the topic's, else none alone."""
    topic = make_topic(recommend(1, member=BOB.name), recommend(2), member=ANN.name)
    assert [find_member(topic, each) for each in topic.recommendations] == [BOB.name, ANN.name]
    assert find_member(make_topic(recommend(1)), recommend(1)) == ""


ANSWERING = {
    "nobody is named": (make_matter(make_topic(recommend(1), recommend(2))), {}),
    "nobody is named, and there is one member": (make_matter(make_topic(recommend(1)), members=(ANN,)), {}),
    "one is named, of several": (
        make_matter(make_topic(recommend(1, BOB.name), recommend(2))), {1: BOB.name, 2: ""},
    ),
    "one is named, and there is one member, who answers the others": (
        make_matter(make_topic(recommend(1, ANN.name), recommend(2)), members=(ANN,)), {1: ANN.name, 2: ANN.name},
    ),
    "one is named, and there is no list of members": (
        make_matter(make_topic(recommend(1, ANN.name), recommend(2)), members=()), {1: ANN.name, 2: ""},
    ),
    "a topic has a member": (
        make_matter(make_topic(recommend(1), member=BOB.name), make_topic(recommend(2), title="Elms")),
        {1: BOB.name, 2: ""},
    ),
    "one is named in the last topic": (
        make_matter(make_topic(recommend(1)), make_topic(recommend(2, BOB.name), title="Elms")), {1: "", 2: BOB.name},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", ANSWERING)
def test_who_answers_by_number(what: str) -> None:
    matter, expected = ANSWERING[what]
    assert find_answering(matter) == expected


MEMBERS = {
    "nobody is named: all answer": (make_topic(recommend(1), recommend(2)), (ANN, BOB, CY)),
    "one of two is not named: all answer": (make_topic(recommend(1, BOB.name), recommend(2)), (ANN, BOB, CY)),
    "all are named, in the order of the list": (
        make_topic(recommend(1, CY.name), recommend(2, ANN.name)), (ANN, CY),
    ),
    "the topic's member": (make_topic(recommend(1), member=BOB.name), (BOB,)),
    "the member of a withdrawn recommendation does not answer": (
        make_topic(recommend(1, ANN.name), recommend(2, BOB.name, withdrawn="It rained.")), (ANN,),
    ),
    "a withdrawn recommendation that nobody is named for": (
        make_topic(recommend(1, ANN.name), recommend(2, withdrawn="It rained.")), (ANN,),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", MEMBERS)
def test_who_answers_in_a_topics_table(what: str) -> None:
    topic, expected = MEMBERS[what]
    assert find_members(make_matter(topic, members=(ANN, BOB, CY)), topic) == expected


def test_a_topic_names_its_members_in_the_paper() -> None:
    trees = make_topic(recommend(1, ANN.name))
    elms = make_topic(recommend(2, BOB.name), title="Elms")
    paper, _ = pair_answers(make_matter(trees, elms), [], {})
    assert [topic.members for topic in paper.topics] == [(ANN,), (BOB,)]
