"""An agreed paper that changes: each change is named, and the paper as it was agreed is kept."""

import json
import zipfile

import pytest

from tests.conftest import MATTER, SHEET, Room

AGREED = MATTER + "response: {status: agreed}\n"


def build(room: Room, *options: str) -> list[tuple[str, str]]:
    ran = room.papers("build", "--format", "json", *options)
    return [(each["code"], each["message"]) for each in json.loads(ran.stdout)]


def words(room: Room, name: str) -> str:
    with zipfile.ZipFile(room.path / "output" / name) as package:
        return package.read("word/document.xml").decode()


def test_each_change_is_named_and_the_agreed_paper_is_kept(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", AGREED)
    room.draw("data/trees/a.xlsx", SHEET)
    assert build(room) == []
    assert build(room) == []
    (name,) = room.documents()
    room.draw("data/trees/a.xlsx", SHEET.replace("| Yes | ok", "| No | not ok"))
    found = build(room)
    assert [code for code, _ in found] == ["OUT013", "OUT013"]
    assert all("1. That the Council plants a hundred trees." in message for _, message in found)
    assert ('"Yes"' in found[0][1], '"No"' in found[0][1], '"ok"' in found[1][1]) == (True, True, True)
    kept = [each for each in room.documents() if "superseded" in each]
    assert len(kept) == 1
    assert (">ok<" in words(room, kept[0]), ">not ok<" in words(room, name)) == (True, True)
    assert build(room) == []


@pytest.mark.parametrize("mark", ["", "exempt: 3"])
def test_changes_under_another_title_are_named(mark: str, room: Room) -> None:
    words = "That the Council plants a hundred trees."
    matter = AGREED.replace(f"[{words}]", f"[{{text: {words}, {mark}}}]") if mark else AGREED
    room.write("data/trees/recommendations.yaml", matter)
    room.draw("data/trees/a.xlsx", SHEET)
    assert build(room) == []
    before = room.documents()
    room.write("data/trees/recommendations.yaml", matter.replace("Street Trees", "Trees of the Streets"))
    room.draw("data/trees/a.xlsx", SHEET.replace("| Yes | ok", "| No | not ok"))
    found = build(room)
    about = [message for code, message in found if code == "OUT013" and "column" in message]
    assert [('"Agree?"' in each, '"Comment"' in each) for each in about] == [(True, False), (False, True)]
    if not mark:
        assert '"Yes" was agreed, but the paper now says "No"' in about[0]
        assert [message for code, message in found if code == "OUT013" and "Trees of the Streets" in message]
    assert {code for code, _ in found} == {"OUT013", "OUT004"}
    assert [each for each in before if each in room.documents()] == []
    assert build(room) == []


def test_with_strict_it_is_not_written(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", AGREED)
    room.draw("data/trees/a.xlsx", SHEET)
    assert build(room) == []
    (name,) = room.documents()
    room.draw("data/trees/a.xlsx", SHEET.replace("| Yes | ok", "| No | not ok"))
    assert {"OUT013", "OUT005"} == {code for code, _ in build(room, "--strict")}
    assert room.documents() == [name]
    assert ">ok<" in words(room, name)


def test_a_draft_may_change(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/a.xlsx", SHEET)
    assert build(room) == []
    room.draw("data/trees/a.xlsx", SHEET.replace("| Yes | ok", "| No | not ok"))
    assert build(room) == []


def test_words_of_an_exempt_paper_are_not_shown(room: Room) -> None:
    words = "That the Council plants a hundred trees."
    exempt = AGREED.replace(words, f"{{text: {words}, exempt: 3}}")
    room.write("data/trees/recommendations.yaml", exempt)
    room.draw("data/trees/a.xlsx", SHEET.replace("| ok", "| two million"))
    assert build(room) == []
    room.draw("data/trees/a.xlsx", SHEET.replace("| ok", "| three million"))
    found = build(room)
    assert [code for code, _ in found] == ["OUT013"]
    assert ("million" in found[0][1], "hundred trees" in found[0][1], "Comment" in found[0][1]) == (False, False, True)


@pytest.mark.parametrize("mark", ["exempt", "exempt_answer"])
def test_words_that_have_become_exempt_are_not_shown(mark: str, room: Room) -> None:
    second = "That the Council sells the depot to Acme."
    matter = AGREED.replace("trees.]", f"trees., {second}]")
    room.write("data/trees/recommendations.yaml", matter)
    answered = f"{SHEET}2 | {second} | Yes | Three million from Bolt.\n"
    room.draw("data/trees/a.xlsx", answered)
    assert build(room) == []
    room.write("data/trees/recommendations.yaml", matter.replace(second, f"{{text: {second}, {mark}: 3}}"))
    # The answer is also changed, so that the earlier words are in no text of the matter.
    room.draw("data/trees/a.xlsx", answered.replace("| Yes | Three", "| No | Four"))
    found = build(room)
    assert {code for code, _ in found} == {"OUT013"}
    messages = " ".join(message for _, message in found)
    assert [word for word in ('"Yes"', '"No"', "Three", "Four", "Bolt") if word in messages] == []
    assert ("Acme" in messages) is (mark == "exempt_answer")
    assert 'something else was agreed, but the paper now says "Exempt" (column "Agree?", row "2. ' in messages


def test_a_new_reason_answers_the_warning_of_its_changes_alone(room: Room) -> None:
    """The same reason answers no later changes; the earlier papers are kept all the same, and nothing is printed."""
    room.write("data/trees/recommendations.yaml", AGREED)
    room.draw("data/trees/a.xlsx", SHEET)
    assert build(room) == []
    reopened = AGREED.replace("agreed}", "agreed, reopened: Cabinet corrected it on 4 March}")
    room.write("data/trees/recommendations.yaml", reopened)
    # A reason without a change is not used up.
    assert build(room) == []
    room.draw("data/trees/a.xlsx", SHEET.replace("| Yes | ok", "| Yes | not ok"))
    assert build(room, "--strict") == []
    kept = [each for each in room.documents() if "superseded" in each]
    assert len(kept) == 1
    assert all("corrected it" not in words(room, name) for name in room.documents())
    room.draw("data/trees/a.xlsx", SHEET.replace("| Yes | ok", "| Yes | ok after all"))
    assert [code for code, _ in build(room)] == ["OUT013"]
    assert build(room) == []


def kept(room: Room) -> list[str]:
    return [each for each in room.documents() if "superseded" in each]


def test_an_undone_change_is_none_and_leaves_no_further_copies(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", AGREED)
    room.draw("data/trees/a.xlsx", SHEET)
    assert build(room) == []
    agreed = words(room, room.documents()[0])
    for _ in range(2):
        room.draw("data/trees/a.xlsx", SHEET.replace("| ok", "| in May"))
        assert [code for code, _ in build(room)] == ["OUT013"]
        room.draw("data/trees/a.xlsx", SHEET)
        assert build(room) == []
        assert (len(kept(room)), words(room, kept(room)[0])) == (1, agreed)
    assert words(room, "trees/Cabinet response - Street Trees.docx") == agreed


def test_a_second_change_is_compared_with_what_was_agreed(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", AGREED)
    room.draw("data/trees/a.xlsx", SHEET)
    assert build(room) == []
    room.draw("data/trees/a.xlsx", SHEET.replace("| ok", "| in May"))
    assert len(build(room)) == 1
    room.draw("data/trees/a.xlsx", SHEET.replace("| ok", "| in July"))
    ((_, message),) = build(room)
    assert ('"ok" was agreed' in message, '"in July"' in message) == (True, True)


def test_what_was_agreed_before_it_was_reopened_is_agreed_no_more(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", AGREED)
    room.draw("data/trees/a.xlsx", SHEET)
    assert build(room) == []
    room.draw("data/trees/a.xlsx", SHEET.replace("| ok", "| in May"))
    assert len(build(room)) == 1
    # The reason is given once the warning has been read.
    room.write("data/trees/recommendations.yaml", AGREED.replace("agreed}", "agreed, reopened: On 4 March}"))
    assert build(room) == []
    room.draw("data/trees/a.xlsx", SHEET)
    assert [code for code, _ in build(room)] == ["OUT013"]
    room.draw("data/trees/a.xlsx", SHEET.replace("| ok", "| in May"))
    assert build(room) == []


def test_a_record_of_an_earlier_version_takes_the_paper_in_its_place_for_the_agreed_one(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", AGREED)
    room.draw("data/trees/a.xlsx", SHEET)
    assert build(room) == []
    path = room.path / "output/trees/.built.json"
    record = json.loads(path.read_text())
    path.write_text(json.dumps({name: value for name, value in record.items() if not name.startswith("agreed:")}))
    room.draw("data/trees/a.xlsx", SHEET.replace("| ok", "| in May"))
    assert [code for code, _ in build(room)] == ["OUT013"]
    room.draw("data/trees/a.xlsx", SHEET)
    assert build(room) == []


def test_the_report_that_went_out_with_the_draft_is_kept_when_the_response_is_agreed(room: Room) -> None:
    report = "report:\n  body: |\n    The Committee met in May.\n\n    [Recommendation 1]\n"
    room.write("data/trees/recommendations.yaml", MATTER + report)
    room.draw("data/trees/a.xlsx", SHEET)
    assert build(room) == []
    name = "trees/Scrutiny report - Street Trees.docx"
    circulated = words(room, name)
    room.write("data/trees/recommendations.yaml", AGREED + report)
    ran = room.papers("build")
    copies = [each for each in kept(room) if "Scrutiny report" in each]
    assert [words(room, each) for each in copies] == [circulated]
    assert words(room, name) != circulated
    assert copies[0].removeprefix("trees/") in ran.screen
    assert "OUT003" not in ran.screen
    again = room.papers("build")
    assert "superseded" not in again.screen
    # A later change of the report is not one of the response's status.
    room.write("data/trees/recommendations.yaml", AGREED + report.replace("May", "June"))
    assert build(room) == []
    assert len([each for each in kept(room) if "Scrutiny report" in each]) == 1
