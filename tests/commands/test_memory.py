"""What was found is remembered, and forgotten as soon as anything that it depends on changes."""

import json
from pathlib import Path

import pytest

from cabinet_papers.commands.memory import Memory, list_sources
from cabinet_papers.findings.codes import CATALOGUE
from cabinet_papers.findings.diagnostics import Location, finding
from cabinet_papers.findings.message import Message, Term, Withheld, for_officer, phrase
from tests.conftest import Room

MATTER = "title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\nrecommendations:\n"
FILE = "data/trees/recommendations.yaml"


@pytest.fixture
def checked(room: Room) -> Room:
    """A workspace that was checked: one warning, a plan in another matter."""
    room.write(FILE, MATTER + "  - That the Council  plants trees, as action 1.1 says.\n")
    room.write("data/plan/action-plan.yaml", "title: Plan\npriorities: [{name: Trees, actions: [Plant trees.]}]\n")
    assert room.papers("check").stderr.count("STY001") == 1
    return room


def memory(room: Room) -> Path:
    return room.path / "output" / ".checked.json"


def test_a_second_check_says_the_same(checked: Room) -> None:
    first = checked.papers("check", "--format", "json").stdout
    assert json.loads(first)
    before = memory(checked).read_bytes()
    assert checked.papers("check", "--format", "json").stdout == first
    assert memory(checked).read_bytes() == before, "nothing changed, and the memory was written again"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        (FILE, MATTER + "  - That the Council plants  elms.\n", "the Council plants elms"),
        ("papers.yaml", "council: Eastmere\ncheck: {STY: off}\n", None),
        ("papers.yaml", "council: Eastmere\ncheck: {STY001: error}\n", "error STY001"),
        ("data/plan/action-plan.yaml", "title: Plan\npriorities: [{name: Trees, actions: [{text: A., number: 2.1}]}]\n",
         "REF003"),
        ("data/trees/new.xlsx", "not a workbook", "XLS002"),
    ],
)  # fmt: skip
def test_a_change_is_seen(checked: Room, name: str, text: str, says: str | None) -> None:
    checked.write(name, text)
    said = checked.papers("check").stderr
    assert (says or "STY001") in said if says else "STY001" not in said


def test_a_changed_template_is_seen(checked: Room) -> None:
    checked.draw("data/trees/responses.xlsx", "[R]\nRecommendation | Agree? | Comment\n"
                 "That the Council  plants trees, as action 1.1 says. | Yes | ok\n")  # fmt: skip
    assert "TPL" not in checked.papers("check").stderr
    (checked.path / "templates" / "draft-response.docx").write_bytes(b"no template")
    assert "TPL002" in checked.papers("check").stderr


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"form": 1}', b"\xff\xfe", b'{"form": 1, "known": 3}'])
def test_a_broken_memory_is_none(checked: Room, content: bytes) -> None:
    memory(checked).write_bytes(content)
    assert checked.papers("check").stderr.count("STY001") == 1


def test_findings_of_the_wrong_form_are_found_again(checked: Room) -> None:
    kept = json.loads(memory(checked).read_bytes())
    for found in kept["known"].values():
        found["findings"] = [["NONE000"]]
    memory(checked).write_text(json.dumps(kept))
    assert checked.papers("check").stderr.count("STY001") == 1


def test_without_an_output_folder_nothing_is_remembered(checked: Room) -> None:
    memory(checked).unlink()
    (checked.path / "output" / ".gitkeep").unlink(missing_ok=True)
    (checked.path / "output").rmdir()
    assert checked.papers("check").stderr.count("STY001") == 1
    assert not (checked.path / "output").exists()


NESTED: dict[str, object] = {"pattern": "", "values": [], "for_officer": False}
for _ in range(300):
    NESTED = {"pattern": "{}", "values": [NESTED], "for_officer": False}


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (1, 7),
        (1, "text"),
        (1, {"pattern": "{}", "values": [], "for_officer": False}),
        (1, {"pattern": "{}", "values": [["seen", "x"]], "for_officer": False}),
        (1, {"pattern": 7, "values": []}),
        (1, NESTED),
        (2, None),
        (3, ["a.yaml", "two", None, None, None]),
        (3, [7]),
        (5, "x"),
        (6, [1]),
        (7, "x"),
        (8, [1, 2]),
    ],
)
def test_one_field_of_the_wrong_form(checked: Room, at: int, value: object) -> None:
    kept = json.loads(memory(checked).read_bytes())
    for found in kept["known"]["trees"]["findings"]:
        found[at] = value
    kept["known"]["papers.yaml"]["needs"] = []
    memory(checked).write_text(json.dumps(kept))
    assert checked.papers("check").stderr.count("STY001") == 1


DEEP = b"[" * 100_000
LONG, NUL = "a" * 5000, "a\0b"
ODD = [
    DEEP,
    b'{"known": ' + DEEP,
    b"\xff\xfe\x00",
    b"1e999",
    b'"text"',
    b'{"form": 1, "form": 2, "known": {"trees": 1e999}}',
    b'{"form": 1e999, "program": [], "known": {}}',
]


@pytest.mark.parametrize("content", ODD)
def test_an_odd_memory_is_none(checked: Room, content: bytes) -> None:
    memory(checked).write_bytes(content)
    for _ in range(2):
        assert checked.papers("check").stderr.count("STY001") == 1
    assert json.loads(memory(checked).read_bytes())["known"], "it is written anew"


def test_a_memory_far_too_large_is_not_read(checked: Room) -> None:
    with memory(checked).open("wb") as opened:
        opened.truncate(200_000_000)
    assert checked.papers("check").stderr.count("STY001") == 1
    assert memory(checked).stat().st_size < 1_000_000


def test_a_folder_in_the_place_of_the_memory(checked: Room) -> None:
    memory(checked).unlink()
    memory(checked).mkdir()
    for _ in range(2):
        assert checked.papers("check").stderr.count("STY001") == 1
    assert memory(checked).is_dir()
    assert not list(memory(checked).parent.glob(".writing-*"))


@pytest.mark.parametrize("name", [LONG, NUL, "../../../etc/passwd", 7, None, [], {"a": 1}, 1e999, "\udce4", "\x1b[2J"])
@pytest.mark.parametrize("thing", ["trees", "papers.yaml"])
def test_names_of_the_wrong_form(checked: Room, thing: str, name: object) -> None:
    """In the place of a template, of the language and of the logo."""
    kept = json.loads(memory(checked).read_bytes())
    kept["known"][thing]["needs"] = [name, name, name]
    memory(checked).write_text(json.dumps(kept))
    assert checked.papers("check").stderr.count("STY001") == 1


@pytest.mark.parametrize(
    "place",
    [["a.yaml", 1, 1, "S", "no cell"], ["a.yaml", 1, 1, "S", "A1x"], [LONG, 1, 1, None, None],
     [f"{NUL}.yaml", 1, 1, None, None], [f"{LONG}.yaml", 1, 1, None, None], ["a.yaml", 10**40, -5, None, None]],
)  # fmt: skip
def test_places_that_cannot_be(checked: Room, place: list[object]) -> None:
    kept = json.loads(memory(checked).read_bytes())
    for found in kept["known"]["trees"]["findings"]:
        found[3] = place
    memory(checked).write_text(json.dumps(kept))
    assert "STY001" in checked.papers("check").stderr
    assert "STY001" in checked.papers("check", "--mark", "--format", "json").stdout


@pytest.mark.parametrize("fix", [[0, 1, 1, "x"], [1, 0, 1, "x"], [1, -3, 2, "x"], [1, 1, -4, "x"], [1e999, 1, 1, ""]])
def test_edits_that_cannot_be(checked: Room, fix: list[object]) -> None:
    kept = json.loads(memory(checked).read_bytes())
    for found in kept["known"]["trees"]["findings"]:
        found[8] = fix
    memory(checked).write_text(json.dumps(kept))
    path = checked.path / FILE
    wanted = path.read_text(encoding="utf-8").replace("  plants", " plants")
    checked.papers("check", "--fix")
    assert path.read_text(encoding="utf-8") == wanted


def test_messages_are_remembered_as_data(tmp_path: Path) -> None:
    """So that words may be withheld, and advice for the officer told apart, after they were remembered."""
    message = phrase('"{}" {} {} {}: {}', "typed", Term("Comment"), Withheld("an exempt text"), 3, phrase("{}", "t"))
    found = finding(CATALOGUE["STY001"], message, for_officer("edit {}", Term("papers.yaml")), Location("a.yaml"))
    memory = Memory(tmp_path)
    memory.keep("trees", "print", [found], [])
    memory.save()
    kept = Memory(tmp_path).find("trees", "print")
    assert kept is not None
    (again,), _ = kept
    assert again == found
    assert [type(each) for each in again.message.values] == [str, Term, Withheld, int, Message]
    assert again.hint.for_officer


def test_a_change_of_any_module_makes_it_forget() -> None:
    names = {f"{path.parent.name}/{path.name}" for path in list_sources()}
    assert {"sheets/matching.py", "check/names.py", "findings/codes.py", "cabinet_papers/__init__.py"} <= names
