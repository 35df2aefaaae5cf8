"""`all:` and `added:`: Cabinet's one decision for all recommendations, and what it agreed beside them."""

import json

import pytest

from tests.conftest import ROOT, Room
from tests.outline import read_outline
from tests.packages import change_package, replace_in

COUNCIL = "council: Westmere City Council\ndecisions: {Agreed: agreed, Agreed in principle: partly, Later: other}\n"
TREES = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {date: 2026-03-18, members: [Councillor Rose Quay]}
recommendations:
  - That the Council plants a hundred trees.
  - {text: That the Council waters them., exempt_answer: 3}
  - {text: That the Council prunes them., exempt: 3}
  - {text: That the Council fells them., withdrawn: They are young.}
"""
AGREED = "response:\n  status: agreed\n  all: Agreed\n"
PAPER = "trees/Cabinet response - Street Trees.docx"


def found(room: Room, *more: str) -> list[tuple[str, str, str]]:
    read = json.loads(room.papers("check", "--format", "json", *more).stdout)
    return [(each["code"], each["severity"], each["message"]) for each in read]


def outline(room: Room, document: str = PAPER) -> str:
    return read_outline(room.path / "output" / document)


@pytest.fixture
def trees(room: Room) -> Room:
    room.write("papers.yaml", COUNCIL)
    room.write("data/trees/recommendations.yaml", TREES + AGREED)
    return room


def test_without_a_sheet_each_has_the_one_decision_and_none_is_awaited(trees: Room) -> None:
    assert found(trees) == []
    built = trees.papers("build", "--publish")
    assert built.exit_code == 0, built.stderr
    assert "4 recommendations, 3 answers" in built.stderr, "the exempt set"
    public, exempt = outline(trees), outline(trees, "trees/exempt/EXEMPT - Cabinet response - Street Trees.docx")
    assert public.count("\n| Agreed\n") == 1, "the other answers are exempt, or withdrawn"
    assert exempt.count("\n| Agreed\n") == 3
    assert "Awaited" not in public + exempt
    assert exempt.count("\n| Withdrawn\n") == 1


def test_an_answer_of_its_own_stays_and_a_comment_alone_gets_the_decision(trees: Room) -> None:
    trees.draw(
        "data/trees/a.xlsx",
        "[R]\nNo. | Recommendation | Agree? | Comment\n"
        "1 | That the Council plants a hundred trees. | Agreed in principle | Money is short.\n"
        "2 | That the Council waters them. | | It rains.\n",
    )
    assert found(trees) == []
    assert trees.papers("build").exit_code == 0
    paper = outline(trees, "trees/exempt/EXEMPT - Cabinet response - Street Trees.docx")
    assert "| Agreed in principle\n|\n| Money is short." in paper
    assert "| Agreed\n|\n| It rains." in paper


def test_additions_are_rows_of_their_own_that_are_not_counted(trees: Room) -> None:
    text = (
        TREES
        + AGREED
        + "  added:\n    - That officers report back.\n    - |\n      That they say:\n      - what grew\n"
    )
    trees.write("data/trees/recommendations.yaml", text)
    trees.write("papers.yaml", COUNCIL + "response_columns: [Action, Target date]\n")
    built = trees.papers("build", "--html")
    assert built.exit_code == 0, built.stderr
    assert "1 answer, 2 additions" in built.stderr
    assert "4 recommendations, 3 answers, 2 additions" in built.stderr
    rows = outline(trees).split("+--\n")
    assert rows[-3].startswith("| That officers report back.\n|\n| Added\n|\n| Added by Cabinet\n")
    assert rows[-2].startswith("| That they say:\n| * what grew\n|\n| Added\n|\n| Added by Cabinet\n")
    page = (trees.path / "output" / PAPER).with_suffix(".html").read_text(encoding="utf-8")
    assert page.count("Added by Cabinet") == 2


def test_with_topics_they_stand_in_the_last_table(trees: Room) -> None:
    topics = """\
title: Round of July
scrutiny: {body: Scrutiny Committee}
topics:
  - {title: Trees, scrutiny: {body: Panel, date: 2026-03-03}, recommendations: [That it plants.]}
  - {title: Ponds, scrutiny: {body: Panel, date: March 2026}, recommendations: [That it digs.]}
"""
    trees.write("data/trees/recommendations.yaml", topics + AGREED + "  added: [That officers report back.]\n")
    assert trees.papers("build").exit_code == 0
    paper = outline(trees, "trees/Cabinet response - Round of July.docx")
    assert paper.count("That officers report back.") == 1
    assert paper.index("That it digs.") < paper.index("That officers report back.")
    assert "Recommendation made by the Panel on 03 March 2026 concerning the Trees." in paper
    assert "Recommendation made by the Panel in March 2026 concerning the Ponds." in paper


def test_of_a_month_the_papers_say_in(trees: Room) -> None:
    trees.write("data/trees/recommendations.yaml", (TREES + AGREED).replace("2026-03-03", "2026-03"))
    letter = "documents: [{template: covering-letter.docx, name: '{member}', over: member}]\n"
    trees.write("papers.yaml", COUNCIL + letter)
    (trees.path / "templates/covering-letter.docx").write_bytes((ROOT / "templates/covering-letter.docx").read_bytes())
    built = trees.papers("build", "--html")
    assert built.exit_code == 0, built.stderr
    assert "recommendations of the Scrutiny Committee made in March 2026 concerning" in outline(trees)
    assert "At its meeting in March 2026 the Scrutiny Committee made" in outline(
        trees, "trees/Councillor Rose Quay.docx"
    )


def test_a_table_without_decisions_has_no_place_for_one(trees: Room) -> None:
    trees.write("papers.yaml", COUNCIL + "response_columns: [number, recommendation, comment]\n")
    said = 'all: "Agreed" is a decision, but the table of answers has no column for one'
    assert [each for each in found(trees) if each[0] != "RES001"] == [("RES031", "error", said)]
    columns = "[number, recommendation, {heading: View, kind: decision}, comment]"
    trees.write("papers.yaml", f"{COUNCIL}response_columns: {columns}\n")
    assert found(trees) == []


def test_a_column_that_has_to_be_filled_in_is_told_once(trees: Room) -> None:
    trees.write("papers.yaml", COUNCIL + "response_columns: [{heading: Ward, needed: agreed}]\n")
    assert found(trees) == [("RES035", "error", 'all: "Agreed" leaves "Ward" empty')]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("all: Agreed", [("RES030", "all: is what Cabinet agreed, but this response is a draft")]),
        ("added: [That it reports.]", [("RES030", "added: is what Cabinet agreed, but this response is a draft")]),
    ],
)
def test_a_draft_has_neither(more: str, said: list[tuple[str, str]], trees: Room) -> None:
    trees.write("data/trees/recommendations.yaml", f"{TREES}response:\n  {more}\n")
    assert [each for each in ((code, message) for code, _, message in found(trees)) if each[0] != "RES001"] == said
    # The cure, to the letter.
    trees.write("data/trees/recommendations.yaml", f"{TREES}response:\n  status: agreed\n  all: Agreed\n")
    assert found(trees) == []


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Sure", [("RES003", "error", 'all: "Sure" is not a decision')]),
        ("Completed", [("RES003", "error", 'all: "Completed" is not a decision')]),
        ("agreed", [("RES004", "warning", 'all: "agreed" is printed as "Agreed"')]),
        ("Accepted", [("RES004", "warning", 'all: "Accepted" is printed as "Agreed"')]),
        ("Agreed in principle", [("RES013", "warning", 'all: "Agreed in principle" gives no reason')]),
        ("Later", [("RES009", "error", 'all: "Later" is a decision that needs a comment')]),
    ],
)
def test_what_the_word_may_not_be_is_one_finding_at_its_place(
    word: str, said: list[tuple[str, str, str]], trees: Room
) -> None:
    trees.write("data/trees/recommendations.yaml", f"{TREES}response:\n  status: agreed\n  all: {word}\n")
    assert found(trees) == said
    assert "data/trees/recommendations.yaml:11: " in trees.papers("check").stderr


def test_a_column_that_one_decision_leaves_empty_is_told_once(trees: Room) -> None:
    trees.write("papers.yaml", COUNCIL + "response_columns: [Lead officer]\n")
    assert found(trees) == [("RES016", "warning", 'all: "Agreed" leaves "Lead officer" empty')]


def test_a_template_that_leaves_an_addition_out_loses_words(trees: Room) -> None:
    trees.write("data/trees/recommendations.yaml", TREES + AGREED + "  added: [That officers report back.]\n")
    template = trees.path / "templates/cabinet-response.docx"
    change_package(template, replace_in("word/document.xml", "{{p addition }}", "-"))
    built = trees.papers("build")
    assert built.exit_code == 1
    assert "error TPL007: the template does not print what Cabinet added" in built.stderr
    assert "{{p addition }}" in built.stderr
    # What is not there is not missed.
    trees.write("data/trees/recommendations.yaml", TREES + AGREED)
    assert trees.papers("build").exit_code == 0


def test_a_document_of_the_councils_own_prints_them_once(trees: Room) -> None:
    documents = (
        "documents:\n  - {template: cabinet-response.docx, when: never}\n"
        "  - {template: own.docx, name: 'Own {number}', over: OVER}\n"
    )
    text = TREES + AGREED + "  added: [That officers report back.]\n"
    trees.write("data/trees/recommendations.yaml", text)
    shipped = (trees.path / "templates/cabinet-response.docx").read_bytes()
    (trees.path / "templates/own.docx").write_bytes(shipped)
    for over, times in (("matter", 1), ("recommendation", 0)):
        trees.write("papers.yaml", COUNCIL + documents.replace("OVER", over))
        built = trees.papers("build")
        assert built.exit_code == 0, built.stderr
        written = [name for name in trees.documents() if "Own" in name and "superseded" not in name]
        assert written
        public = [name for name in written if "EXEMPT" not in name]
        assert sum(outline(trees, name).count("That officers report back.") for name in public) == times
