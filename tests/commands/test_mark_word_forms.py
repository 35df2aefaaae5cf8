"""Marked copies of Word forms: each finding is a comment in the margin beside its cell."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import Room
from tests.packages import change_package
from tests.word_forms import BODY, W, answer, cell_of, edit, fill, paragraph, run

MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
recommendations:
  - That the Council plants a hundred trees.
  - That the Council waters them.
"""
FORM, COPY = "data/trees/responses.docx", "data/trees/to correct/responses.docx"
COMMENTS = "word/comments.xml"


@pytest.fixture
def marked(room: Room) -> Room:
    """A form with a decision that is none, and its marked copy."""
    room.write("data/trees/recommendations.yaml", MATTER)
    room.papers("sheet", "--word")
    answer(room.path / FORM, {1: ("Perhaps", "First."), 2: ("Yes", "Second.")})
    result = room.papers("check", "--mark")
    assert result.stdout.split("\n")[0] == COPY, result.stderr
    return room


def read_comments(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read(COMMENTS))
    return ["\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in each) for each in root]


def find_signs(path: Path) -> list[tuple[int, int]]:
    """Return the rows and columns with the sign of a comment."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read(BODY))
    places = [(row, column) for row in (1, 2, 3) for column in (1, 2, 3, 4)]
    return [each for each in places if next(cell_of(root, *each).iter(f"{W}commentReference"), None) is not None]


def test_a_finding_is_a_comment_beside_its_cell(
    marked: Room, audit: Callable[[Path], list[str]], validate: Callable[[Path], list[str]]
) -> None:
    path = marked.path / COPY
    (comment,) = read_comments(path)
    assert comment.startswith('To correct: recommendation 1: "Perhaps" is not a decision.\nWhat to do: choose "Yes", ')
    assert find_signs(path) == [(2, 3)]
    with zipfile.ZipFile(path) as package:
        cell = cell_of(etree.fromstring(package.read(BODY)), 2, 3)
    assert cell.find(f"{W}tcPr/{W}shd").get(f"{W}fill") == "F8CBC4"
    assert [*audit(path), *validate(path)] == []


def test_a_corrected_copy_says_nothing_more(marked: Room) -> None:
    (marked.path / COPY).replace(marked.path / FORM)
    answer(marked.path / FORM, {1: ("Yes", "First.")})
    assert marked.papers("check", "--strict").exit_code == 0


def test_marks_are_retired_and_replies_are_reported(marked: Room) -> None:
    (marked.path / COPY).replace(marked.path / FORM)

    def reply(parts: dict[str, bytes]) -> None:
        content = parts[COMMENTS].decode()
        parts[COMMENTS] = content.replace("</w:comment>", f"{paragraph(run('We mean yes.'))}</w:comment>").encode()

    change_package(marked.path / FORM, reply)
    result = marked.papers("check", "--mark")
    assert 'the note on this cell is not printed: "We mean yes."' in result.stderr
    first, *others = read_comments(marked.path / COPY)
    assert first == "Corrected.\nWe mean yes."
    assert len(others) == 2


def test_what_is_around_the_table_is_marked_at_the_title(marked: Room) -> None:
    def type_below(root: etree._Element) -> None:
        table = next(root.iter(f"{W}tbl"))
        table.addnext(etree.fromstring(f'<w:x xmlns:w="{W[1:-1]}">{paragraph(run("More to come."))}</w:x>')[0])

    edit(marked.path / FORM, type_below)
    marked.papers("check", "--mark")
    assert sum("More to come." in each for each in read_comments(marked.path / COPY)) == 1
    assert find_signs(marked.path / COPY) == [(2, 3)]


def test_a_changed_copy_is_named(marked: Room) -> None:
    edit(marked.path / COPY, lambda root: fill(cell_of(root, 2, 4), paragraph(run("Changed."))))
    assert 'this copy has been changed, but the program does not read the folder "to correct"' in (
        marked.papers("check").stderr
    )
