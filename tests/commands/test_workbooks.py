"""A workbook is read once for as long as its file stays what it was."""

from pathlib import Path

import pytest

from cabinet_papers.commands.workbooks import AFRESH, Workbooks
from tests.drawing import draw_workbook

FILE = "data/trees/responses.xlsx"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return draw_workbook("[Responses]\nfirst", tmp_path / "responses.xlsx")


def text_of(workbooks: Workbooks, path: Path) -> str | None:
    opened = workbooks.open(path, FILE).workbook
    return opened and opened.worksheets[0].cells[0].text


def test_what_has_not_changed_is_read_once(path: Path, read_paths: list[str]) -> None:
    workbooks = Workbooks(keeps=True)
    assert [text_of(workbooks, path) for _ in range(3)] == ["first"] * 3
    assert read_paths == [FILE]


def test_what_was_saved_in_between_is_read_again(path: Path, read_paths: list[str]) -> None:
    workbooks = Workbooks(keeps=True)
    first = workbooks.open(path, FILE)
    draw_workbook("[Responses]\nsecond", path)
    assert text_of(workbooks, path) == "second"
    assert workbooks.open(path, FILE).was != first.was
    assert read_paths == [FILE] * 2


def test_what_is_damaged_is_read_once_and_reported_each_time(path: Path, read_paths: list[str]) -> None:
    path.write_text("not a workbook", encoding="utf-8")
    workbooks = Workbooks(keeps=True)
    for _ in range(2):
        opened = workbooks.open(path, FILE)
        assert opened.workbook is None
        assert [(each.code.number, each.location.file) for each in opened.findings] == [("XLS002", FILE)]
    assert read_paths == [FILE]


def test_what_cannot_be_read_is_tried_again(path: Path, read_paths: list[str]) -> None:
    workbooks = Workbooks(keeps=True)
    assert text_of(workbooks, path) == "first"
    content = path.read_bytes()
    path.unlink()
    for _ in range(2):
        opened = workbooks.open(path, FILE)
        assert (opened.workbook, opened.was) == (None, "")
        assert [each.code.number for each in opened.findings] == ["XLS002"]
    path.write_bytes(content)
    assert text_of(workbooks, path) == "first"
    assert read_paths == [FILE] * 4


def test_one_that_does_not_keep_them_reads_each_time(path: Path, read_paths: list[str]) -> None:
    assert [text_of(AFRESH, path) for _ in range(2)] == ["first"] * 2
    assert read_paths == [FILE] * 2
    assert AFRESH.kept == {}
