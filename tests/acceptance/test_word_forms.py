"""The good cases answered in Word: what is printed is the same, byte for byte, as from the workbooks."""

import pytest

from tests.acceptance.test_cases import CASES, GOOD, lay_out
from tests.conftest import Room

# Answers of several members in a workbook of the council's own, which stays beside their forms.
OF_ITS_OWN = ("agreed_topics", "draft_topics", "draft_several_members")
ANSWERED = [
    name for name in GOOD if any((CASES / "good" / name).glob("sheets/*/*.txt")) and name not in OF_ITS_OWN
]  # fmt: skip


def read_documents(room: Room) -> dict[str, bytes]:
    output = room.path / "output"
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*.docx")}


@pytest.mark.parametrize("case", ANSWERED)
def test_word_forms_give_the_same_papers(case: str, room: Room) -> None:
    lay_out(CASES / "good" / case, room)
    assert room.papers("build").exit_code == 0
    printed = read_documents(room)
    result = room.papers("sheet", "--word")
    assert result.exit_code == 0, result.stderr
    forms = [room.path / line for line in result.stdout.splitlines()]
    assert {path.suffix for form in forms for path in form.parent.iterdir()} == {".docx", ".yaml", ""}
    assert room.papers("build").exit_code == 0
    assert printed
    assert read_documents(room) == printed
