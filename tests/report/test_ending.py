"""The end of a run: what was not written, what was, and what comes next, with the errors on the screen that stays."""

import re

import pytest

from tests.conftest import MATTER, SHEET, Room

WRONG = SHEET.replace("Yes", "Yess")


def fill(room: Room, matters: int, *broken: int) -> None:
    """Write matters, each with several warnings, of which some have an error."""
    for at in range(matters):
        text = MATTER.replace("a hundred", "a  hundred").replace("Street", f"Street {at}")
        room.write(f"data/m{at:02}/recommendations.yaml", text.replace("hundred", "hundred of teh"))
        sheet = (WRONG if at in broken else SHEET).replace("a hundred", "a  hundred of teh")
        room.draw(f"data/m{at:02}/responses.xlsx", sheet.replace("| ok", "| See recommendation 1 and 9."))


def see(room: Room, monkeypatch: pytest.MonkeyPatch, *command: str, columns: int = 80, lines: int = 24) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", str(lines))
    return room.papers(*command).screen.splitlines()


def test_the_last_screen_shows_both_errors_of_twelve_matters(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(room, 12, 3, 7)
    lines = see(room, monkeypatch, "build")
    last = lines[-23:]
    assert sum("RES003 data/m03/responses.xlsx, Responses!C2:" in line for line in last) == 1
    assert sum("RES003 data/m07/responses.xlsx, Responses!C2:" in line for line in last) == 1
    assert "Not written: m03 (1 error), m07 (1 error)" in last
    assert "Written: 10 documents in output/, of 10 matters" in last
    assert last[-1] == "Next: correct the errors, then run papers build m03 m07 again"


def test_what_is_on_the_screen_is_not_repeated(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(room, 1, 0)
    lines = see(room, monkeypatch, "check", lines=60)
    assert sum("RES003" in line for line in lines) == 1
    assert lines[-1] == "Next: correct the errors, then run papers check m00 again"


def test_the_paths_are_alone_on_standard_output(room: Room) -> None:
    fill(room, 2, 1)
    built = room.papers("build")
    assert [line.replace("\\", "/").split("/")[:2] for line in built.stdout.splitlines()] == [["output", "m00"]]


def test_an_error_of_a_template_is_the_cause_for_each_matter(room: Room) -> None:
    fill(room, 2)
    (room.path / "templates/draft-response.docx").unlink()
    assert "Not written: m00, m01, because of templates/draft-response.docx" in room.papers("build").screen


@pytest.mark.parametrize("columns", [20, 40, 80, 120])
def test_no_line_is_wider_than_the_window(columns: int, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(room, 2, 1)
    room.write("data/m00/recommendations.yaml", MATTER + f"colour: {'green ' * 40}\n")
    for command in (("check",), ("check", "--all"), ("build",)):
        # The receipts below the paths are not broken.
        lines = [line for line in see(room, monkeypatch, *command, columns=columns) if "in the document" not in line]
        assert [line for line in lines if len(line) > columns] == []


def test_style_is_one_line_unless_all_is_asked_for(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(room, 1)
    room.write("papers.yaml", "council: Eastmere\n")
    monkeypatch.setenv("COLUMNS", "200")
    built = room.papers("build").screen
    assert "STY001" not in re.sub(r"of these .*", "", built)
    assert re.search(
        r"^of these \d+ (?:is|are) of style \(STY001\): papers check m00 --all shows (?:it|them)$", built, re.M
    )
    assert re.search(r"warning STY001 \[\*\]$", room.papers("check", "--all").screen, re.M)


def test_a_check_has_a_number_for_style_too(room: Room) -> None:
    fill(room, 2)
    checked = room.run("check").screen
    assert re.search(
        r"^of these 2 are of style in 2 matters \(STY001 2 times\): papers check --all shows them$", checked, re.M
    )
    assert "warning STY001" not in checked
    assert "warning STY001" in room.run("check", "--select", "STY").screen, "what was asked for by its code is shown"


@pytest.mark.parametrize("columns", [40, 80])
def test_of_many_errors_as_many_are_repeated_as_the_screen_has_room_for(
    columns: int, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(room, 20, *range(20))
    lines = see(room, monkeypatch, "build", columns=columns)
    start = next(at for at, line in enumerate(lines) if line.startswith("20 errors"))
    assert len(lines) - start <= 23, "one line is for the prompt"
    assert any("Yess" in line for line in lines[start:])
    assert any(re.fullmatch(r"and \d+ more errors, shown above", line) for line in lines[start:])


def test_with_strict_everything_that_fails_is_listed(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER.replace("a hundred", "a  hundred"))
    room.draw("data/trees/responses.xlsx", SHEET.replace("a hundred", "a  hundred"))
    built = room.papers("build", "--strict")
    assert (built.exit_code, "warning STY001" in built.screen) == (1, True)
    assert "Not written: trees" in built.screen
    assert "Next: correct the warnings, then run papers build trees again" in built.screen
    assert "warning STY001" in room.papers("-q", "build", "--strict").screen, "what fails is said"


@pytest.mark.parametrize(
    ("options", "codes", "exit_code"),
    [
        (("--select", "RES"), {"RES003"}, 1),
        (("--select", "sty001,REF"), {"STY001", "REF001"}, 0),
        (("--ignore", "STY,REF", "--ignore", "RES003"), set(), 0),
        (("--errors",), {"RES003"}, 1),
    ],
)
def test_one_run_shows_what_is_asked_for(options: tuple[str, ...], codes: set[str], exit_code: int, room: Room) -> None:
    fill(room, 1, 0)
    checked = room.papers("check", *options)
    shown = set(re.findall(r"(?:error|warning) ([A-Z]{3}\d{3})", checked.stderr))
    assert (shown, checked.exit_code) == (codes, exit_code)
    assert "Not shown, as you asked: " in checked.screen


@pytest.mark.parametrize("options", [("--select", "XYZ"), ("--ignore", "STY01"), ("--dry-run",)])
def test_options_that_mean_nothing(options: tuple[str, ...], room: Room) -> None:
    fill(room, 1)
    assert room.papers("check", *options).exit_code == 2


def test_a_dry_run_shows_the_corrections_and_writes_nothing(room: Room) -> None:
    path = room.write("data/trees/recommendations.yaml", MATTER.replace("a hundred", "a  hundred"))
    before = path.read_bytes()
    tried = room.papers("check", "--fix", "--dry-run")
    assert "+recommendations: [That the Council plants a hundred trees.]" in tried.screen.splitlines()
    assert (path.read_bytes(), tried.stdout) == (before, "")
    assert "1 can be fixed with papers check --fix" in tried.screen
    room.papers("check", "--fix")
    assert b"a hundred" in path.read_bytes()
