import pytest
from tests.conftest import Room
from tests.word_forms import answer, cell_of, edit, fill, paragraph, run


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The answer was written, and a director changed the time in it with Track Changes on."""
    assert room.papers("sheet", "--word").exit_code == 0
    path = room.path / "data" / "winter-gritting" / "responses.docx"
    answer(path, {1: ("In part", "")})
    who = 'w:author="M Osei" w:date="2026-02-02T09:00:00Z"'
    deleted = f'<w:del w:id="901" {who}><w:r><w:delText>10 am</w:delText></w:r></w:del>'
    added = f'<w:ins w:id="902" {who}>{run("9 am")}</w:ins>'
    comment = paragraph(run("Footways are gritted by ") + deleted + added + run("."))
    edit(path, lambda root: fill(cell_of(root, 2, 4), comment))
