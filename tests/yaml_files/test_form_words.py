"""templates/words.yaml: the words of the response sheet in another language, and what may be wrong with them."""

import pytest
import yaml

from cabinet_papers.files.workspace import Workspace
from cabinet_papers.matter import form_words
from cabinet_papers.matter.columns import COMMENT, USUAL
from cabinet_papers.matter.form_words import TEXTS, name_columns, say
from cabinet_papers.yaml_files.form_words import KNOWN, read_form_words
from tests.conftest import ROOT, Room

LANGUAGES = ROOT / "templates" / "languages"
WELSH = (LANGUAGES / "cy" / "templates" / "words.yaml").read_text(encoding="utf-8")


def found(room: Room, text: str) -> list[tuple[str, int | None, int | None]]:
    room.write("templates/words.yaml", text)
    _, findings = read_form_words(Workspace(room.path))
    return [(each.code.number, each.location.line, each.location.column) for each in findings]


@pytest.mark.parametrize("language", [path.name for path in LANGUAGES.iterdir()])
def test_a_shipped_language_has_words_for_every_text(language: str) -> None:
    words, findings = read_form_words(Workspace(LANGUAGES / language))
    assert (set(words), findings) == (set(KNOWN), [])
    assert all(words.values())


def test_every_text_of_the_form_can_have_other_words() -> None:
    """Each constant of the module is among the texts, a cell of several lines line by line."""
    texts: list[str] = []
    for name, value in vars(form_words).items():
        if name.isupper() and name not in ("TEXTS", "OF_PROGRAM", "FURTHER", "REFERENCE", "ABOUT_ROW"):
            parts = value if isinstance(value, tuple) else (value,)
            cells = [cell for part in parts for cell in (part if isinstance(part, tuple) else (part,))]
            texts += [line.strip() for cell in cells if isinstance(cell, str) for line in cell.split("\n")]
    assert len(texts) > 100
    assert set(filter(None, texts)) == set(TEXTS)


def test_without_the_file_the_words_are_english(room: Room) -> None:
    assert read_form_words(Workspace(room.path)) == ({}, [])
    assert [say(text, {}) for text in TEXTS] == list(TEXTS)


def test_blanks_around_a_text_stay() -> None:
    assert say(form_words.OF_ALL, {"of": "o"}) == " o "
    assert say("The Council will:\n- water them", {"- water them": "- eu dyfrio"}) == "The Council will:\n- eu dyfrio"


def test_a_column_is_known_by_both_headings() -> None:
    (*_, comment) = name_columns(USUAL, {COMMENT.heading: "Sylw"})
    assert comment.headings == ("Sylw", *COMMENT.headings)
    assert name_columns(USUAL, {}) == USUAL


LAST = WELSH.count("\n") + 1


def place(words: str) -> tuple[int, int]:
    """Return the line of a text's words in the Welsh file, and the column after its colon."""
    before, _, _ = WELSH.partition(words)
    line = before.count("\n") + 1
    return line, WELSH.splitlines()[line - 1].index(words.strip()) + 1


# What the file has instead, and what is found at which place.
WRONG = {
    "a list": ("- Comment\n", "YML004", (1, 1)),
    "no such text": (WELSH + "Beside: Wrth\n", "YML003", (LAST, 1)),
    "nearly a text": (WELSH.replace("or: neu\n", "") + "ore: neu\n", "YML003", (LAST - 1, 1)),
    "a text twice": (WELSH + "Comment: Sylwadau\n", "YML002", (LAST, 1)),
    "a heading twice": (WELSH.replace(" Sylw\n", " Argymhelliad\n"), "YML002", place("Sylw")),
    "the same lines": (WELSH.replace('"Ar gyfer:"', '"Taflen ymateb:"'), "YML002", place('"Ar gyfer:"')),
    "a brace is lost": (WELSH.replace('"Dewiswch {answers}."', "Dewiswch."), "YML011", place('"Dewiswch {')),
    "another brace": (WELSH.replace(" neu\n", " neu {x}\n"), "YML011", place("neu\n")),
    "a long name": (WELSH.replace(" Sut i\n", f" {'Sut i ' * 6}\n"), "YML011", place("Sut i\n")),
    "a name with a sign": (WELSH.replace(" Sut i\n", ' "Sut i?"\n'), "YML011", place("Sut i\n")),
    "a name with a mark": (WELSH.replace(" Sut i\n", " Sut i!\n"), "YML011", place("Sut i\n")),
    "a name of Excel's own": (WELSH.replace(" Sut i\n", " History\n"), "YML011", place("Sut i\n")),
    "too long for a formula": (WELSH.replace(" Atebwyd\n", f" {'Atebwyd ' * 7}\n"), "YML011", place("Atebwyd\n")),
    "too long for a foot": (WELSH.replace(" Tudalen\n", f" {'Tudalen ' * 7}\n"), "YML011", place("Tudalen\n")),
    "too long for a prompt": (
        WELSH.replace(" Teipiwch enw, neu swydd.", f" {'Teipiwch enw, neu swydd. ' * 6}"),
        "YML011",
        place("Teipiwch enw, neu swydd."),
    ),
    "too long for a cell": (
        WELSH.replace("Sut i lenwi'r daflen ymateb", "Sut i lenwi'r daflen ymateb " * 40),
        "YML011",
        place("Sut i lenwi'r daflen ymateb"),
    ),
    "lines that begin alike": (
        WELSH.replace('"Mae rhifau wedi newid ers i chi ateb:"', '"Newidiwyd y geiriad ers i chi ateb. Dyma oedd: 1"'),
        "YML002",
        place('"Mae rhifau wedi newid'),
    ),
    "a long heading": (WELSH.replace(" Sylw\n", f" {'Sylw ' * 13}\n"), "YML011", place("Sylw\n")),
    "a list of words": (WELSH.replace(" neu\n", " [neu]\n"), "YML004", place("neu\n")),
    "one is missing": (WELSH.replace("or: neu\n", ""), "YML022", (1, 1)),
    "one is empty": (WELSH.replace("or: neu\n", "or:\n"), "YML022", (1, 1)),
    "nearly all are missing": ("or: neu\n", "YML022", (1, 1)),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_found_at_its_place(what: str, room: Room) -> None:
    text, code, at = WRONG[what]
    assert found(room, text) == [(code, *at)]


@pytest.mark.parametrize("command", ["check", "sheet", "build"])
def test_a_command_reports_it(command: str, room: Room) -> None:
    room.write("data/trees/recommendations.yaml", "title: T\nscrutiny: {body: Panel, date: 2026-03-03}\n"
               "recommendations: [That it acts.]\n")  # fmt: skip
    room.write("templates/words.yaml", WELSH.replace("or: neu", "ore: neu"))
    ran = room.papers(command)
    assert f'templates/words.yaml:{place("neu")[0]}: error YML003: "ore" is no text of the response sheet' in ran.stderr
    room.write("templates/words.yaml", WELSH)
    assert "words.yaml" not in room.papers(command).stderr


def test_the_file_is_plain_yaml() -> None:
    assert set(yaml.safe_load(WELSH)) == set(KNOWN)
