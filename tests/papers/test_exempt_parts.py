"""An answer or an appendix alone that is exempt: the public set says so, the exempt set has the words, nobody else."""

from tests.conftest import Room
from tests.outline import read_outline

MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {members: [Councillor Oak]}
report:
  purpose: To present recommendations
  appendices:
    - Survey of trees
    - {title: Tenders for the nursery at Fenside, exempt: 3}
  body: |
    A paragraph.

    [Recommendation 1]

    [Recommendation 2]
recommendations:
  - That the Council plants a hundred trees.
  - {text: That the Council buys a nursery., exempt_answer: 5}
"""
SHEET = """\
[Responses]
No. | Recommendation | Agree? | Comment
1 | That the Council plants a hundred trees. | Yes | It will, by March 2027.
2 | That the Council buys a nursery. | No | The owner asks  for two million pounds. {note: Ask Counsel}
"""
SECRET = ("two million", "Tenders", "Counsel")


def outlines(room: Room) -> dict[str, str]:
    output = room.path / "output"
    return {name.removeprefix("trees/"): read_outline(output / name) for name in room.documents()}


def test_an_exempt_answer_and_appendix(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    built = room.papers("build", "--html")
    assert built.exit_code == 0, built.stderr
    found = outlines(room)
    public = {name: text for name, text in found.items() if not name.startswith("exempt/")}
    private = {name: text for name, text in found.items() if name.startswith("exempt/")}
    assert [len(public), len(private)] == [2, 2]
    said = built.stderr + built.stdout + "".join(public.values()) + "".join(found)
    assert [words for words in SECRET if words in said] == []
    assert "XLS009: the note on this cell is not printed" in built.stderr
    (draft,) = [text for name, text in public.items() if "Draft" in name]
    assert "That the Council buys a nursery." in draft
    assert "| Exempt\n" in draft
    assert (
        "This response is not for publication because it contains exempt information as defined in paragraph 5" in draft
    )
    (report,) = [text for name, text in public.items() if "report" in name]
    assert "This appendix is not for publication" in report
    assert "| Appendix A\n|\n| Survey of trees" in report
    whole = "".join(private.values())
    assert "The owner asks for two million pounds." in " ".join(whole.split())
    assert "Tenders for the nursery at Fenside" in whole
    pages = [path for path in (room.path / "output").rglob("*.html") if "exempt" not in path.parts]
    texts = [path.read_text(encoding="utf-8") for path in pages]
    assert len(texts) == 2
    assert [words for words in SECRET for text in texts if words in text] == []
    assert any("This response is not for publication" in text for text in texts)
    assert any("This appendix is not for publication" in text for text in texts)


def test_the_sheet_remembers_that_the_answer_was_exempt(room: Room) -> None:
    """The officer takes the mark away: the answer does not turn public by that alone."""
    room.write("data/trees/recommendations.yaml", MATTER)
    assert room.papers("sheet").exit_code == 0
    room.write("data/trees/recommendations.yaml", MATTER + "  - That the Council counts them.\n")
    room.draw("data/trees/more.xlsx", SHEET.replace("Comment\n", "Comment | Reference\n").replace(
        "{note: Ask Counsel}", "| R2x-5f2a9c-8d1e77ab"))  # fmt: skip
    assert "RES021" not in room.papers("check").stderr
    room.write("data/trees/recommendations.yaml", MATTER.replace(", exempt_answer: 5", ""))
    checked = room.papers("check")
    assert "RES021" in checked.stderr
    assert "two million" not in checked.stderr


def test_a_paragraph_that_is_none(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER.replace("exempt_answer: 5", "exempt_answer: secret"))
    assert "YML011: exempt_answer:" in room.papers("check").stderr
