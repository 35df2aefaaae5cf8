"""Letters that look like English ones and are others: read as they look where nothing is printed, or pointed out."""

import json
from pathlib import Path

import pytest

from cabinet_papers.findings.lookalikes import find_invisible, find_lookalike, point_out, straighten
from cabinet_papers.findings.message import Term, Withheld, phrase
from tests.conftest import MATTER, SHEET, Room

# What is typed, the word that misleads, and what it looks like.
MISLEADING = [
    ("say Yеs to it", "Yеs", "Yes"),
    ("Сouncil", "Сouncil", "Council"),
    ("Zоë", "Zоë", "Zoë"),
    ("ΑB", "ΑB", "AB"),
    ("Ｙｅｓ", "Ｙｅｓ", "Yes"),
    ("in ２０２６", "２０２６", "2026"),
]
# Other alphabets, formulas, and the words of languages.
MEANT = (
    "Київ",
    "Ελλάδα",
    "ΔT",
    "μm",
    "Hα",
    "kΩ",
    "２０２６年",
    "Ｊリーグ",
    "café",
    "Łódź",
    "CO₂",
    "Å",
    "½",
    "З 2026",
    "Х2",
)


@pytest.mark.parametrize(("text", "word", "right"), MISLEADING)
def test_a_word_in_letters_of_two_alphabets(text: str, word: str, right: str) -> None:
    assert (find_lookalike(text), straighten(word)) == (word, right)


@pytest.mark.parametrize("text", MEANT)
def test_a_word_that_was_meant_so(text: str) -> None:
    assert find_lookalike(text) == ""


def test_what_cannot_be_seen_is_pointed_out_once_and_only_where_it_was_typed() -> None:
    said = phrase('"{}" is not known', "Yеs")
    assert str(point_out(said)) == '"Yеs" is not known (in "Yеs" the "е" is a Cyrillic letter that only looks like "e")'
    for known in (phrase('"{}" is not known', Term("Yеs")), phrase("{} is not known", Withheld("Yеs"))):
        assert point_out(known) == known
    assert "a zero-width space" in str(point_out(phrase('"{}"', "Ye\u200bs")))
    assert find_invisible("a family 👩\u200d👧, العربية\u200f") is None


def find(room: Room) -> list[tuple[str, str, str]]:
    found = json.loads(room.papers("check", "--format", "json").stdout)
    return [(each["code"], each["file"], each["cell"] or str(each["line"] or "")) for each in found]


TREES = "data/trees/recommendations.yaml"
SHEETS = {
    "a heading": (SHEET.replace("Comment", "Соmment"), []),
    "a heading with an invisible character": (SHEET.replace("Agree?", "Agr\u200bee?"), []),
    "a full-width sign in a heading": (SHEET.replace("Agree?", "Ａgree？"), []),
    "a full-width number": (SHEET.replace("1 |", "１ |"), []),
    "a worksheet": (SHEET.replace("[Responses]", "[Rеsponses]"), []),
    "a decision": (SHEET.replace("Yes", "Yеs"), [("RES003", "data/trees/responses.xlsx", "C2")]),
}


@pytest.mark.parametrize("kind", SHEETS)
def test_in_a_returned_sheet(kind: str, room: Room) -> None:
    """Read as it looks, or a finding at its cell."""
    sheet, expected = SHEETS[kind]
    room.write(TREES, MATTER)
    room.draw("data/trees/responses.xlsx", sheet)
    assert find(room) == expected


YAML = {
    "a key": (("title", "tіtle"), "YML003"),
    "a word that is printed": (("plants", "plаnts"), "STY016"),
    "a choice": (("recommendations:", "response: {status: drаft}\nrecommendations:"), "YML011"),
}


@pytest.mark.parametrize("kind", YAML)
def test_in_a_yaml_file(kind: str, room: Room) -> None:
    (typed, wrong), code = YAML[kind]
    room.write(TREES, MATTER.replace(typed, wrong, 1))
    found = [each for each in json.loads(room.papers("check", "--format", "json").stdout) if each["code"] == code]
    assert [("Cyrillic" in each["message"], each["file"]) for each in found] == [(True, TREES)]


def test_a_word_is_corrected(room: Room) -> None:
    path = room.write(TREES, MATTER.replace("plants", "plаnts"))
    room.papers("check", "--fix")
    assert path.read_text("utf-8") == MATTER


TWINS = ["trееs", "tre\u200bes", "Trees", "trees\u00a0"]


@pytest.mark.parametrize("name", TWINS)
def test_two_folders_that_look_the_same(name: str, room: Room) -> None:
    for folder in ("trees", name):
        room.write(f"data/{folder}/recommendations.yaml", MATTER)
    if len(list((room.path / "data").iterdir())) == 1:
        pytest.skip("to this computer both are one folder")
    later = max("trees", name)
    assert [each for each in find(room) if each[0] == "WSP008"] == [("WSP008", f"data/{later}", "")]


def test_two_accents_that_look_the_same(room: Room) -> None:
    for folder in ("caf\u00e9", "cafe\u0301"):
        room.write(f"data/{folder}/recommendations.yaml", MATTER)
    if len(list((room.path / "data").iterdir())) == 1:
        pytest.skip("to this computer both are one folder")
    assert [each[0] for each in find(room)].count("WSP008") == 1


def test_a_file_that_looks_like_the_one_that_is_read(room: Room) -> None:
    room.write(TREES, MATTER)
    room.write("data/trees/аction-plan.yaml", "title: x\n")
    assert ("WSP008", "data/trees/аction-plan.yaml", "") in find(room)
    Path(room.path / TREES).unlink()
    assert find(room) == [("REC001", "data/trees", "")], "one cause, one finding"
