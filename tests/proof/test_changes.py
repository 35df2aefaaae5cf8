"""Two finished documents compared: each change is named with its row and heading, and nothing else is."""

import time

from cabinet_papers.finished.found import FoundParagraph, Place
from cabinet_papers.proof.changes import Change, find_changes


def draw(drawing: str) -> list[FoundParagraph]:
    """Return the paragraphs of a document drawn as lines; cells of a table's row are parted by ` | `."""
    found: list[FoundParagraph] = []
    row = 0
    for line in drawing.strip().splitlines():
        if " | " not in line:
            found.append(FoundParagraph(line.strip()))
            continue
        row += 1
        for column, cell in enumerate(line.split("|"), 1):
            found += [FoundParagraph(words.strip(), Place(1, row, column, (row, column))) for words in cell.split("/")]
    return found


BEFORE = """
Cabinet response
Recommendation | Agree? | Comment
1. That it plants trees. | Yes | It will. / By May.
2. That it waters them. | No | There is no water.
"""


def test_the_same_has_no_change() -> None:
    assert list(find_changes(draw(BEFORE), draw(BEFORE))) == []


def test_an_answer_that_changed_is_named_by_row_and_heading() -> None:
    now = BEFORE.replace("| No | There is no water.", "| Yes | There is water.")
    assert list(find_changes(draw(BEFORE), draw(now))) == [
        Change("No", "Yes", "2. That it waters them.", "Agree?"),
        Change("There is no water.", "There is water.", "2. That it waters them.", "Comment"),
    ]


def test_a_reworded_recommendation_is_one_change() -> None:
    now = BEFORE.replace("waters them", "waters all of them")
    assert list(find_changes(draw(BEFORE), draw(now))) == [
        Change("2. That it waters them.", "2. That it waters all of them.", "2. That it waters all of them.",
               "Recommendation"),
    ]  # fmt: skip


def test_rows_and_paragraphs_that_are_new_or_gone() -> None:
    now = BEFORE.replace("1. That it plants trees. | Yes | It will. / By May.\n", "")
    assert list(find_changes(draw(BEFORE), draw(now))) == [Change("1. That it plants trees. Yes It will. By May.", "")]
    assert list(find_changes(draw(now), draw(BEFORE))) == [Change("", "1. That it plants trees. Yes It will. By May.")]
    title = BEFORE.replace("Cabinet response", "Cabinet response to all")
    assert list(find_changes(draw(BEFORE), draw(title))) == [Change("Cabinet response", "Cabinet response to all")]


def test_a_paragraph_of_a_comment_that_moved_is_a_change() -> None:
    now = BEFORE.replace("It will. / By May.", "By May. / It will.")
    changes = list(find_changes(draw(BEFORE), draw(now)))
    assert changes == [Change("It will. By May.", "By May. It will.", "1. That it plants trees.", "Comment")]


def test_a_line_that_is_there_a_thousand_times_is_compared_at_once() -> None:
    """Finding its pair among all the others took minutes."""
    before, began = "Agreed.\n" * 6_000, time.thread_time()
    assert list(find_changes(draw(before), draw(before + "Not agreed."))) == [Change("", "Not agreed.")]
    assert time.thread_time() - began < 10
