"""What a receipt says: what it counted, and what of a loss it shows."""

import pytest

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import phrase
from cabinet_papers.finished.blocks import Blocks
from cabinet_papers.finished.word_file import WordFile
from cabinet_papers.matter.withhold import INSTEAD
from cabinet_papers.papers.expected_parts import Expected, ExpectedGroup, Part, Section
from cabinet_papers.papers.expected_parts import ExpectedKind as Kind
from cabinet_papers.proof.readback import How, Loss
from cabinet_papers.proof.receipt import MOST_NAMED, check_receipt, name_loss, write_receipt

OWNER = phrase("recommendation {}", 2)


def make_section(*kinds: Kind, tables: int = 0) -> Section:
    parts = tuple(Part((Expected(kind, f"words {at}", OWNER),)) for at, kind in enumerate(kinds))
    return Section((ExpectedGroup(parts, tables=tables),))


COUNTED = {
    "one of a kind": ([make_section(Kind.RECOMMENDATION)], "1 recommendation"),
    "several of a kind": ([make_section(Kind.RECOMMENDATION, Kind.RECOMMENDATION)], "2 recommendations"),
    "the kinds in their order": (
        [make_section(Kind.NUMBERED, Kind.BULLET, Kind.PARAGRAPH, Kind.ACTION, Kind.ANSWER, Kind.RECOMMENDATION)],
        "1 recommendation, 1 answer, 1 action, 1 paragraph, 1 bullet, 1 numbered item",
    ),
    "cells and details are not counted": ([make_section(Kind.CELL, Kind.DETAIL, Kind.ANSWER)], "1 answer"),
    "through all sections": ([make_section(Kind.ANSWER), make_section(Kind.ANSWER)], "2 answers"),
    "a table": ([make_section(Kind.CELL, tables=1)], "1 table"),
    "tables of all sections": (
        [make_section(Kind.ANSWER, tables=1), make_section(Kind.ANSWER, tables=2)], "2 answers, 3 tables",
    ),
    "nothing of a kind": ([], "everything that was asked for"),
}  # fmt: skip


@pytest.mark.parametrize("what", COUNTED)
def test_what_was_found_is_counted(what: str) -> None:
    sections, expected = COUNTED[what]
    assert write_receipt(sections) == f"{expected}: all in the document"


def lose(kind: Kind, text: str = "It will.", how: How = How.MISSING, heading: str = "") -> Loss:
    return Loss(Expected(kind, text, OWNER), how, heading)


LOSSES = {
    "a recommendation is named by its number": (lose(Kind.RECOMMENDATION), "recommendation 2 is missing from"),
    "an action too": (lose(Kind.ACTION), "recommendation 2 is missing from"),
    "an answer by its words": (lose(Kind.ANSWER, "Yes"), '"Yes" (answer of recommendation 2) is missing from'),
    "on one line": (lose(Kind.PARAGRAPH, "It \n will."), '"It will." (paragraph of recommendation 2) is missing from'),
    "at another place": (
        lose(Kind.BULLET, how=How.MISPLACED), '"It will." (bullet of recommendation 2) is not where it belongs in',
    ),
    "under another heading": (
        lose(Kind.ANSWER, "Yes", How.MISPLACED, "Comment"),
        '"Yes" (answer of recommendation 2) is in the column "Comment" of',
    ),
    "longer than can be shown": (lose(Kind.PARAGRAPH, "x" * 200), f'"{"x" * 77}..." (paragraph of'),
}  # fmt: skip


@pytest.mark.parametrize("what", LOSSES)
def test_a_loss_is_named(what: str) -> None:
    loss, begins = LOSSES[what]
    assert str(name_loss(loss)).startswith(begins)


@pytest.mark.parametrize("how", [lose(Kind.ANSWER, "Secret"), lose(Kind.ANSWER, "Secret", How.MISPLACED)])
def test_what_was_typed_can_be_withheld(how: Loss) -> None:
    assert "Secret" in str(name_loss(how))
    assert "Secret" not in str(name_loss(how).replace_typed(lambda _: INSTEAD))


# A document without a single paragraph, as a template that lost everything gives it.
EMPTY = Blocks(WordFile([], {}, {}, {}, []))


def lose_many(number: int) -> list[Section]:
    return [Section(details=tuple(Expected(Kind.DETAIL, f"word {at:02}", OWNER) for at in range(number)))]


def test_each_loss_is_a_finding_at_the_document() -> None:
    receipt, found = check_receipt(EMPTY, "out/a.docx", lose_many(2))
    assert receipt.endswith(": all in the document")
    assert [(each.code, each.location.file, bool(each.hint)) for each in found] == [
        (codes.OUT002, "out/a.docx", True),
    ] * 2  # fmt: skip
    assert ['"word 00"' in str(found[0].message), '"word 01"' in str(found[1].message)] == [True, True]


@pytest.mark.parametrize(
    ("lost", "findings"), [(0, 0), (1, 1), (MOST_NAMED, MOST_NAMED), (MOST_NAMED + 1, MOST_NAMED + 1)]
)
def test_so_many_are_named(lost: int, findings: int) -> None:
    _, found = check_receipt(EMPTY, "out/a.docx", lose_many(lost))
    assert len(found) == findings
    assert sum('"word ' in str(each.message) for each in found) == min(lost, MOST_NAMED)


def test_the_rest_is_counted() -> None:
    _, found = check_receipt(EMPTY, "out/a.docx", lose_many(MOST_NAMED + 7))
    assert len(found) == MOST_NAMED + 1
    assert MOST_NAMED in found[-1].message.values
    assert f'"word {MOST_NAMED - 1}"' in str(found[-2].message)
    assert MOST_NAMED >= 10
