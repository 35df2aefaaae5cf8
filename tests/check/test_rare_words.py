"""Words that no dictionary has, and how they are told from words that it only lacks."""

import gzip

import pytest

from cabinet_papers.check.british import FOLDER, find_common, is_word
from cabinet_papers.check.confusions import find_confusions


def test_each_word_of_the_lists_is_one_and_nothing_else() -> None:
    words = gzip.decompress((FOLDER / "all.txt.gz").read_bytes()).decode().split()
    assert len(words) > 200_000
    assert words == sorted(words)
    tried = [words[0], words[-1], *words[:: len(words) // 500]]
    assert [word for word in tried if not is_word(word)] == []
    assert [word for word in tried if is_word(f"{word}qx") or is_word(f"q{word}x")] == []


@pytest.mark.parametrize(
    "word", ["organisation", "colour", "programme", "kerbside", "wellbeing", "cwtch", "homelessness"]
)
def test_british_words_are_words(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize(
    ("word", "common"),
    [
        ("updatye", ["update"]),
        ("delievred", ["delivered"]),
        ("consulation", ["consolation", "consultation"]),
        ("qqqqqqqq", []),
        ("zpdate", []),
    ],
)
def test_the_common_words_one_edit_away(word: str, common: list[str]) -> None:
    assert find_common(word) == common


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("It is Dependant on it", ["Dependent"]),
        ("a dependant on the list", []),
        ("in principle the aims of it", []),
        ("the more trees then, the better", []),
        ("more trees then the last", []),
        ("rather then the last", ["than"]),
        ("to practise good practice", []),
        ("It should of been a license", ["have", "licence"]),
        ("the licensed and the licensee", []),
        ("their was there own plan", ["there", "their"]),
    ],
)
def test_words_that_stand_for_another(text: str, right: list[str]) -> None:
    assert sorted(each.right for each in find_confusions(text)) == sorted(right)
