"""`papers check --fix`: spaces, quotation marks, dates and titles are mended; every other byte stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_papers.commands import fix as fixing
from cabinet_papers.commands.fix import apply_fixes
from cabinet_papers.findings.diagnostics import Fix
from tests.conftest import Room

FILE = "data/trees/recommendations.yaml"
FAULTY = """\
# Ours, with a comment.
title:   Street Trees     # layout is kept
scrutiny: {body: Scrutiny Committee, date: 2026-03-03, lead_member: {name: Councillor Ash, title: Chair}}
cabinet:
  date: 2026-03-18
  members:
  - {name: Councillor Oak,   title: "Cabinet Member for Parks"}
recommendations:
  - "That the Council  plants a \\"hundred\\" trees by 5 May 2027 , and waters them."
  - That the Council counts them on 6/5/2027.
report:
  appendices: []
  body: |
    The Committee met on 3rd March 2026 and heard   Cllr Oak.

    [Recommendation 1]

    Councillor Oak thanked it.

    [Recommendation 2]
"""
MENDED = """\
# Ours, with a comment.
title:   Street Trees     # layout is kept
scrutiny: {body: Scrutiny Committee, date: 2026-03-03, lead_member: {name: Councillor Ash, title: Chair}}
cabinet:
  date: 2026-03-18
  members:
  - {name: Councillor Oak,   title: "Cabinet Member for Open Spaces"}
recommendations:
  - "That the Council plants a \\"hundred\\" trees by 05 May 2027, and waters them."
  - That the Council counts them on 06 May 2027.
report:
  appendices: []
  body: |
    The Committee met on 03 March 2026 and heard Councillor Oak.

    [Recommendation 1]

    Councillor Oak thanked it.

    [Recommendation 2]
"""
SETTINGS = "council: Eastmere\npeople: [{name: Councillor Oak, title: Cabinet Member for Open Spaces}]\n"


def test_what_is_safe_is_mended_and_shown(room: Room) -> None:
    room.write("papers.yaml", SETTINGS)
    path = room.write(FILE, FAULTY)
    fixed = room.papers("check", "--fix")
    assert path.read_text(encoding="utf-8") == MENDED
    assert fixed.stdout == f"{FILE}\n"
    shown = fixed.stderr.splitlines()
    assert "-  - That the Council counts them on 6/5/2027." in shown
    assert "+  - That the Council counts them on 06 May 2027." in shown
    assert "STY" not in room.papers("check").stderr
    assert room.papers("check", "--fix").stdout == ""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_the_file_keeps_its_encoding_and_its_line_ends(encoding: str, ending: str, room: Room) -> None:
    room.write("papers.yaml", SETTINGS)
    path = room.write(FILE, "")
    path.write_bytes(FAULTY.replace("\n", ending).encode(encoding))
    room.papers("check", "--fix")
    assert path.read_bytes() == MENDED.replace("\n", ending).encode(encoding)


def test_quotation_marks_are_made_alike(room: Room) -> None:
    room.write("papers.yaml", "council: Eastmere\n")
    texts = ["the “green” plan’s", "the parks’", "the 'old' plan's"]
    lines = "".join(f"  - That the Council reads {text} words.\n" for text in texts)
    path = room.write(FILE, f"title: Trees\nscrutiny: {{body: Panel, date: 2026-03-03}}\nrecommendations:\n{lines}")
    room.papers("check", "--fix")
    assert "reads the ‘old’ plan’s words." in path.read_text(encoding="utf-8")


QUOTED = """\
title: Trees
scrutiny: {body: Panel, date: 2026-03-03}
recommendations:
  - That the Council reads the “green” plan.
  - That the Council reads the “blue” plan.
"""


@pytest.fixture
def checked_folders(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The matters that each round of corrections looks at."""
    rounds: list[list[str]] = []
    check = fixing.check_matters

    def note(*given: object) -> object:
        rounds.append([folder.name for folder in given[1]])  # type: ignore[attr-defined]
        return check(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(fixing, "check_matters", note)
    return rounds


def test_all_marks_of_a_long_text_are_corrected_together(room: Room, checked_folders: list[list[str]]) -> None:
    """The check shows the first mark of each text alone, and the report's body is one text."""
    paragraphs = "".join(f"    Paragraph {n} is about the Council's 'new'  plan.\n\n" for n in range(30))
    path = room.write(FILE, f"{QUOTED}report:\n  appendices: []\n  body: |\n{paragraphs}")
    room.papers("check", "--fix")
    text = path.read_text(encoding="utf-8")
    assert text.count("is about the Council’s ‘new’ plan.") == 30
    assert "'" not in text
    assert checked_folders == [["trees"]] * 3, "the spaces with the first mark, the other marks, and nothing left"


PLAIN = "That “the ‘big’ plan” is the Council’s."
BLOCK = "|-\n      That the ‘old’\n      - ‘big’ trees\n      - “tall” trees"
FOLDED = ">-\n      That the ‘old’\n      and the ‘new’ plan"
IN_SINGLE, IN_DOUBLE = "'That the “old” and the “new” plan'", '"That the ‘old’ and the ‘new’ plan"'
STRAIGHTENED = str.maketrans("‘’“”", "''\"\"")


@pytest.mark.parametrize("corrected", [PLAIN, BLOCK, FOLDED, IN_SINGLE, IN_DOUBLE])
def test_marks_in_each_form_of_text(corrected: str, room: Room, checked_folders: list[list[str]]) -> None:
    path = room.write(FILE, f"{QUOTED}  - {corrected.translate(STRAIGHTENED)}\n")
    room.papers("check", "--fix")
    assert path.read_text(encoding="utf-8") == f"{QUOTED}  - {corrected}\n"
    assert len(checked_folders) == 2


def test_the_marks_of_a_table_and_of_a_silenced_text_stay(room: Room) -> None:
    kept = "  - That the 'old' and the 'new' plan # check: off STY003\n"
    body = "    The 'old' and the 'new' plan:\n\n    | Plan | Trees |\n    |---|---|\n    | the 'old' | 'few' |\n"
    text = f"{QUOTED}{kept}report:\n  appendices: []\n  body: |\n{body}"
    path = room.write(FILE, text)
    room.papers("check", "--fix")
    assert path.read_text(encoding="utf-8") == text.replace(
        "The 'old' and the 'new' plan:", "The ‘old’ and the ‘new’ plan:"
    )


def test_marks_before_one_that_cannot_be_edited(room: Room) -> None:
    """Shown as "OUT006": straight double marks would end the text, so they stay, but the single ones are corrected."""
    texts = ["The 'parks' list", "The 'wardens' list", "The ‘old’ and the ‘new’ “plan” of ‘trees’"]
    path = room.write(FILE, QUOTED.partition("  -")[0] + "".join(f'  - "{text}"\n' for text in texts))
    assert "OUT006" in room.papers("check", "--fix").stderr
    last = path.read_text(encoding="utf-8").splitlines()[-1]
    assert last == """  - "The 'old' and the 'new' “plan” of ‘trees’\""""


def test_marks_of_an_action_plan(room: Room, checked_folders: list[list[str]]) -> None:
    actions = ["Read the “old” plan.", "Read the “new” plan.", "Read the 'green' and the 'blue' plan."]
    text = f"title: Plan\npriorities:\n- name: Trees\n  actions: [{', '.join(actions)}]\n"
    path = room.write("data/plan/action-plan.yaml", text)
    room.papers("check", "--fix")
    assert path.read_text(encoding="utf-8") == text.replace("'green' and the 'blue'", "‘green’ and the ‘blue’")
    assert checked_folders == [["plan"], ["plan"]]


def test_only_matters_that_were_corrected_are_checked_again(room: Room, checked_folders: list[list[str]]) -> None:
    given = QUOTED.partition("  -")[0]
    for name, words in (("a", "plants  elms"), ("b", "plants oaks"), ("c", "plants  limes , and ashes")):
        room.write(f"data/{name}/recommendations.yaml", f"{given}  - That the Council {words}.\n")
    fixed = room.papers("check", "--fix")
    assert fixed.stdout.split() == ["data/a/recommendations.yaml", "data/c/recommendations.yaml"]
    assert checked_folders == [["a", "b", "c"], ["a", "c"]]


def test_two_hundred_recommendations_take_two_rounds(room: Room, checked_folders: list[list[str]]) -> None:
    """Each with one or two faults, and a workbook, which is read once."""
    faults = ["plants  {} trees by 5/6/2027.", "waters {} trees , and more.", "counts  {}  elms."]
    lines = "".join(f"  - That the Council {faults[n % 3].format(n)}\n" for n in range(200))
    path = room.write(FILE, f"{QUOTED.partition('  -')[0]}{lines}")
    room.papers("sheet")
    room.papers("check", "--fix")
    text = path.read_text(encoding="utf-8")
    assert [text.count(words) for words in ("trees by 05 June 2027.", " trees, and more.", " elms.")] == [67, 67, 66]
    assert "  " not in text.replace("\n  - ", "")
    assert checked_folders == [["trees"]] * 2


def test_a_workbook_is_read_once_however_often_it_is_checked(
    room: Room, checked_folders: list[list[str]], read_paths: list[str]
) -> None:
    room.write("papers.yaml", SETTINGS)
    room.write(FILE, FAULTY)
    room.papers("sheet")
    read_paths.clear()
    room.papers("check", "--fix", "--mark")
    assert len(checked_folders) >= 2
    assert read_paths == ["data/trees/responses.xlsx"]


def test_a_workbook_is_never_touched(room: Room) -> None:
    room.write("papers.yaml", SETTINGS)
    room.write(FILE, FAULTY)
    room.papers("sheet")
    book = room.path / "data/trees/responses.xlsx"
    before = book.read_bytes()
    room.papers("check", "--fix")
    assert book.read_bytes() == before


def test_an_edit_that_would_change_more_is_not_made(room: Room) -> None:
    """Shown as "OUT006": a straight mark in place of the curly one would end the text in quotation marks."""
    room.write("papers.yaml", "council: Eastmere\n")
    texts = ["'The ‘clerk’ list'", "\"The 'warden' list\"", "\"The 'park' list\""]
    lines = "".join(f"  - {text[0]}That the Council reads {text[1:-1]}.{text[-1]}\n" for text in texts)
    path = room.write(FILE, f"title: Trees\nscrutiny: {{body: Panel, date: 2026-03-03}}\nrecommendations:\n{lines}")
    before = path.read_bytes()
    assert "OUT006" in room.papers("check", "--fix").stderr
    assert path.read_bytes() == before


@given(st.text("ab \n\r", max_size=30), st.lists(st.tuples(st.integers(1, 4), st.integers(1, 6), st.integers(0, 3))))
def test_edits_keep_everything_around_them(text: str, places: list[tuple[int, int, int]]) -> None:
    """Whatever edits are asked for, what stands outside them is there afterwards, in its order."""
    mended = apply_fixes(text, [Fix(line, column, length, "X") for line, column, length in places])
    kept = iter(text)
    assert all(sign in kept for sign in mended if sign != "X")
    assert mended.count("\n") == text.count("\n")
    assert mended.count("\r") == text.count("\r")


def test_the_difference_of_a_file_with_exempt_text_is_not_shown(room: Room) -> None:
    room.write("papers.yaml", "council: Eastmere\n")
    lines = "  - {text: That the Council sells  Depot Lane., exempt: 3}\n"
    path = room.write(FILE, f"title: Trees\nscrutiny: {{body: Panel, date: 2026-03-03}}\nrecommendations:\n{lines}")
    fixed = room.papers("check", "--fix")
    assert "sells Depot Lane" in path.read_text(encoding="utf-8")
    assert "Depot" not in fixed.stderr
    assert f"{FILE} was corrected; the difference is not shown, because the file contains exempt text" in fixed.stderr
