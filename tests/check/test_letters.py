"""Damaged letters, characters that nobody sees, sentences broken over lines, addresses that tell who follows them."""

import json

import pytest

from cabinet_papers.check.letters import find_damage
from cabinet_papers.matter.addresses import find_tracking
from tests.conftest import MATTER, Room
from tests.outline import read_outline

# What is typed, and the right word for each that is damaged; None where nobody knows it.
DAMAGED = {
    "UTF-8 read as Windows letters": ("The FranÃ§ois Street cafÃ© is â‚¬5.", ["François", "café", "€5"]),
    "a curly apostrophe": ("It is the Councilâ€™s view.", ["Council’s"]),
    "UTF-8 read as a Mac's letters": ("The caf√© opens.", ["café"]),
    "a lost letter": ("The caf\ufffd opens.", [None]),
    "a ligature": ("The \ufb01re o\ufb03cers", ["fire", "officers"]),
    "a soft hyphen": ("The main\u00adtenance, as planned", ["maintenance"]),
    "a zero-width space": ("\u200bTrees\u200b grow", ["Trees"]),
    "a mark of direction": ("Trees\u200e grow", ["Trees"]),
    "a control character in a word": ("Tre\x07es grow", [None]),
    "a control character alone": ("Trees \x07 grow", [""]),
    "a sign of a symbol font": ("Done: \uf0fc", [None]),
}
UNDAMAGED = (
    "Councillor Llŷr Gruffydd, Zoë Müller and Señora Ibáñez of Łódź, São Paulo and Ærø",
    "It’s the “Panel’s” view – not ‘ours’… at 5° for £20, ½ of it, © 2026 ®",
    "CO₂, 10³, m², Δ, π ≈ 3, → ✓ ✗ ☐ •",
    "A family 👩\u200d👧 and a heart ❤\ufe0f",
    "العربية\u200f and עברית\u200e",
    "20\u00a0May, 100\u202f%, «\u00a0oui\u00a0»",
    "naïve façades; déjà vu; 27 °C",
)


@pytest.mark.parametrize("case", DAMAGED)
def test_damaged_words_are_found_with_the_right_word(case: str) -> None:
    text, right = DAMAGED[case]
    assert [each.right for each in find_damage(text)] == right


@pytest.mark.parametrize("text", UNDAMAGED)
def test_unusual_letters_are_not_damage(text: str) -> None:
    assert [text[each.start : each.end] for each in find_damage(text)] == []


def reported(room: Room, *codes: str) -> list[tuple[str, int, int]]:
    found = json.loads(room.papers("check", "--format", "json").stdout)
    return [(each["code"], each["line"], each["column"]) for each in found if each["code"] in codes]


def test_damage_in_yaml_is_reported_once_at_its_word_and_corrected(room: Room) -> None:
    """The spelling of what is damaged is not looked at, too."""
    path = room.write("data/trees/recommendations.yaml", MATTER.replace("a hundred", "FranÃ§ois' \ufb01ne"))
    assert reported(room, "STY016", "STY012") == [("STY016", 3, 43), ("STY016", 3, 54)]
    room.papers("check", "--fix")
    assert "plants François' fine trees" in path.read_text(encoding="utf-8")


def test_damage_in_a_comment_is_reported_at_its_cell(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx",
              "[Responses]\nNo. | Recommendation | Agree? | Comment\n"
              "1 | That the Council plants a hundred trees. | Yes | The cafÃ© opens.")  # fmt: skip
    (found,) = (
        each for each in json.loads(room.papers("check", "--format", "json").stdout) if each["code"] == "STY016"
    )
    assert (found["cell"], found["hint"]) == ("D2", "write café")


BODY = "report:\n  purpose: To report.\n  body: |\n    {}\n\n    [Recommendation 1]\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("That the Council plants a hundred trees in\n    all the streets.", [("STY017", 5, 45)]),
        ("That the Council plants a hundred trees,\n    well-watered ones, and\n    a hedge.", [("STY017", 5, 39)]),
        ("That the Council plants one main-\n    tained wood.", [("STY017", 5, 33)]),
        ("That the Council:\n    - plants trees\n    - waters them", []),
        ("That the Council does these two things:\n    a) plants trees\n    b) waters them", []),
        ("That the Council plants a hundred trees.\n    It waters them.", []),
        ("That the Council considers the pre-\n    and post-scheme surveys.", []),
        ("That Cabinet\n    plants trees.", []),
    ],
)
def test_sentences_and_words_broken_over_lines(text: str, found: list[tuple[str, int, int]], room: Room) -> None:
    head = MATTER.partition("recommendations:")[0]
    room.write("data/trees/recommendations.yaml", f"{head}recommendations:\n  - |\n    {text}\n")
    assert reported(room, "STY017", "STY002") == found


def test_no_full_stop_is_asked_for_where_a_sentence_goes_on_in_the_next_line(room: Room) -> None:
    head = MATTER.partition("recommendations:")[0]
    lines = "That the Council plants a hundred trees each winter in\n    all the streets and parks of the older town\n"
    room.write("data/trees/recommendations.yaml", f"{head}recommendations:\n  - |\n    {lines}")
    assert reported(room, "STY017", "STY006") == [("STY017", 5, 57), ("STY006", 6, 44)]


def test_in_markdown_lines_are_wrapped_but_words_are_not_divided(room: Room) -> None:
    text = BODY.format("This line was ended by the editor in\n    the middle, which is main-\n    tained.")
    room.write("data/trees/recommendations.yaml", MATTER + text)
    assert reported(room, "STY017", "STY002") == [("STY017", 8, 26)]


def test_the_line_ends_of_unicode_are_line_ends(room: Room) -> None:
    """A line in a recommendation, a paragraph in a body; what follows them is found at its place."""
    head = MATTER.partition("recommendations:")[0]
    body = BODY.format("One.\u2029Two,  or three.")
    path = room.write(
        "data/trees/recommendations.yaml",
        f"{head}{body}recommendations:\n  - That the Council:\u2028- plants trees\u0085- waters them\n",
    )
    assert reported(room, "STY001") == [("STY001", 6, 14)]
    room.papers("build")
    outline = read_outline(room.path / "output" / next(each for each in room.documents() if "report" in each))
    lines = [line.strip() for line in outline.splitlines()]
    assert any(line.endswith("One.") for line in lines)
    assert any(line.endswith("Two,  or three.") for line in lines)
    assert [line for line in lines if "plants trees" in line] != [line for line in lines if "waters them" in line]
    room.papers("check", "--fix")
    assert "\u2029Two, or three." in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.1 The Panel met.\n\n    1.2 It agreed.", 1),
        ("1. The Panel met.\n\n    2. It agreed.\n\n    3. It went home.", 1),
        ("1.5 million trees grow.\n\n    2.5 hectares are free.", 0),
        ("The Panel asked for:\n\n    1. Trees.\n\n    2. Water.\n\n    It met.\n\n    It agreed.\n\n    It left.", 0),
        ("The list:\n    1. Trees\n    2. Water\n    3. Earth", 0),
    ],
)
def test_typed_numbers_of_paragraphs(text: str, numbers: int, room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER + BODY.format(text))
    assert len(reported(room, "STY010")) == numbers


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("https://x.example/a?utm_source=n&utm_medium=m", "https://x.example/a"),
        ("https://x.example/a?id=3&fbclid=abc#top", "https://x.example/a?id=3#top"),
        ("www.x.example/a?mc_eid=12345&page=2", "www.x.example/a?page=2"),
        ("https://x.example/a?page=2&trees=4", None),
        ("https://x.example/a?x", None),
    ],
)
def test_addresses_that_tell_who_follows_them(address: str, clean: str | None) -> None:
    found = [each[2] for each in find_tracking(f"See ({address}).")]
    assert found == ([clean] if clean else [])


@pytest.mark.parametrize(
    "left", ['{ HYPERLINK "http://x.example" }', "{ PAGEREF _Toc12 \\h }", "{TOC \\o 1-3}", "{ MERGEFIELD Name }"]
)
def test_codes_of_fields_are_left_over(left: str, room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER + BODY.format(f"The plan is at {left} now."))
    assert reported(room, "STY011") == [("STY011", 7, 20)]


@pytest.mark.parametrize(("text", "found"), [("Loose- Fill", 1), ("main- tenance", 1), ("pre- and post-work", 0)])
def test_a_space_after_the_hyphen_of_a_word(text: str, found: int, room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER.replace("a hundred", text))
    assert len(reported(room, "STY002")) == found
