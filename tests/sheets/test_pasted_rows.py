"""A text of several paragraphs pasted by one click: each paragraph is in another recommendation's Comment.

pasted/ holds what LibreOffice 7.4 made of it: four paragraphs copied in Writer and pasted into one Comment in Calc.
"""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Room

PASTED = Path(__file__).with_name("pasted")
ASKED = (
    "That the Council plants more trees in every ward of the borough.",
    "That the Cabinet Member reports on the state of the paths each year.",
    "That the fees for allotments are published before the year begins.",
    "That a map of all street trees is put on the website.",
    "That residents can adopt a tree.",
)
MATTER = "title: Trees\nscrutiny: {body: Environment Panel, date: 2026-09-01}\nrecommendations:\n" + "".join(
    f"  - {each}\n" for each in ASKED
)


def found(room: Room, code: str) -> list[tuple[str, str]]:
    every = json.loads(room.papers("check", "--format", "json").stdout)
    return [(each["cell"], each["message"]) for each in every if each["code"] == code]


def answer(room: Room, *comments: str) -> None:
    rows = [f"{at} | {asked} | Yes | {text}" for at, (asked, text) in enumerate(zip(ASKED, comments, strict=False), 1)]
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", "\n".join(["[Responses]", "No. | Recommendation | Agree? | Comment", *rows]))


@pytest.mark.parametrize("name", ["Calc.xlsx", "Calc.ods", "Calc.xls"])
def test_a_paste_in_libreoffice_is_found(name: str, room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    shutil.copy(PASTED / name, room.path / "data/trees" / f"responses{Path(name).suffix}")
    ((cell, message),) = found(room, "RES026")
    assert cell == "D9"
    assert "D9 to D12" in message


def test_it_is_said_once_more_when_the_sheet_is_written_again(room: Room) -> None:
    """The new sheet has its own look in each cell, so that it no longer shows all of it."""
    room.write("data/trees/recommendations.yaml", MATTER.replace("more trees", "many trees"))
    shutil.copy(PASTED / "Calc.xlsx", room.path / "data/trees/responses.xlsx")
    assert "RES026" in room.papers("sheet").stderr


# The Comments from the first row on, and the cells that the finding names.
PASTES = {
    "a colon and small letters": (("We will:", "plant oaks in May", "clear the paths", "The end."), "D2 to D4"),
    "a list with bullets": (("Three things:", "- oaks", "- elms", "- limes"), "D2 to D5"),
    "a sentence that goes on": (("We agree, and", "will report in May.", "No money."), "D2 to D3"),
}


@pytest.mark.parametrize(("comments", "cells"), PASTES.values(), ids=PASTES)
def test_words_alone_may_be_enough(comments: tuple[str, ...], cells: str, room: Room) -> None:
    answer(room, *comments)
    ((cell, message),) = found(room, "RES026")
    assert (cell, cells in message) == ("D2", True)


ANSWERS = {
    "answers": ("We will plant oaks.", "A report comes in May.", "Fees are published.", "Done.", "In hand."),
    "a person without capitals": ("done already", "in hand, see the report", "no money for this", "we will"),
    "one small letter": ("We will plant oaks.", "in hand", "Fees are published.", "Done."),
    "a colon in its own place": ("We will do this:\\n- oaks\\n- elms", "A report comes in May."),
    "bullets in each": ("- oaks\\n- elms", "- a report in May", "- fees"),
    "a full stop forgotten": ("We will plant oaks", "A report comes in May", "Fees are published"),
}


@pytest.mark.parametrize("comments", ANSWERS.values(), ids=ANSWERS)
def test_answers_are_none(comments: tuple[str, ...], room: Room) -> None:
    answer(room, *comments)
    assert found(room, "RES026") == []
