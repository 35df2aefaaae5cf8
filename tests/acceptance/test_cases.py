"""Every folder under cases/ is a test: dropping one in adds it.

good/<case>/   data/ as an officer writes it, sheets/<matter>/*.txt drawn as text, perhaps papers.yaml;
               expected/<document>.txt is the outline of each document, expected/findings.txt what is warned of.
councils/<case>/   the same, for papers of the shapes that other councils have: style.txt names the style set whose
               templates it has, language.txt the language, edits.txt what was changed in them in Word: file, pattern
               and replacement, between tabs.
bad/<CODE>_<case>/   the same, and expected.txt: the findings as the officer reads them. Where they are needed,
               command.txt has what is typed after `papers` in place of `check --all`, and lay_out.py a function
               `lay_out(room, monkeypatch)` that does what text cannot: a document, an earlier build, a program gone.

PAPERS_ACCEPT=1 pytest tests/acceptance   writes what came out as what is expected; read the difference.
"""

import os
import re
import runpy
import shlex
import shutil
from pathlib import Path

import pytest

from cabinet_papers.findings.codes import CATALOGUE
from tests.conftest import Room
from tests.drawing import draw_workbook
from tests.outline import read_outline
from tests.packages import edit_document

CASES = Path(__file__).parent / "cases"
GOOD = sorted(path.name for path in (CASES / "good").iterdir() if path.is_dir())
COUNCILS = sorted(path.name for path in (CASES / "councils").iterdir() if path.is_dir())
BAD = sorted(path.name for path in (CASES / "bad").iterdir() if path.is_dir())
TESTS = Path(__file__).parent.parent
FAILED = TESTS / "failed"
CHECK = ("check", "--all")
# What no case can lay out: the reason, and the test that shows it.
SHOWN_ELSEWHERE = {
    "OUT011": (
        "it is seen in a PDF, which LibreOffice prints",
        "pdf/test_causes.py::test_a_missing_font_is_named",
    ),
    "OUT016": (
        "two people at the same moment",
        "files/test_saved_meanwhile.py::test_a_file_saved_between_check_and_edit",
    ),
    "WSP007": ("a fault that nobody knows of yet", "cli/test_faults.py::test_one_matter_stops_no_other"),
}


@pytest.fixture(autouse=True)
def _usual_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """The officer's window."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")


def lay_out(case: Path, room: Room) -> None:
    """Copy the case into the workspace and save its drawn workbooks."""
    for source in case.iterdir():
        if source.name in ("data", "templates"):
            shutil.copytree(source, room.path / source.name, dirs_exist_ok=True)
        elif source.name == "papers.yaml":
            shutil.copyfile(source, room.path / "papers.yaml")
    for drawing in case.glob("sheets/*/*.txt"):
        text = drawing.read_text(encoding="utf-8")
        draw_workbook(text, room.path / "data" / drawing.parent.name / f"{drawing.stem}.xlsx")


def compare(expected: Path, found: str) -> None:
    if os.environ.get("PAPERS_ACCEPT"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", GOOD)
def test_good_case(name: str, room: Room) -> None:
    case = CASES / "good" / name
    lay_out(case, room)
    build_and_compare(case, room)


@pytest.mark.parametrize("name", COUNCILS)
def test_papers_of_another_councils_shape(name: str, tmp_path: Path) -> None:
    case = CASES / "councils" / name
    files = {key: case / f"{key}.txt" for key in ("style", "language")}
    options = [f"--{key}={path.read_text('utf-8').strip()}" for key, path in files.items() if path.is_file()]
    assert Room(tmp_path).papers("init", "room", "--bare", *options).exit_code == 0
    room = Room(tmp_path / "room")
    lay_out(case, room)
    edits = (case / "edits.txt").read_text("utf-8").splitlines() if (case / "edits.txt").is_file() else []
    for line in edits:
        file, pattern, replacement = line.split("\t")
        edit_document(room.path / "templates" / file, pattern, replacement)
    assert room.papers("templates", "check").exit_code == 0
    build_and_compare(case, room)


def build_and_compare(case: Path, room: Room) -> None:
    name = case.name
    built = room.papers("build")
    assert built.exit_code == 0, built.stderr
    findings = [line for line in built.screen.splitlines(keepends=True) if "all in the document" not in line]
    compare(case / "expected" / "findings.txt", "".join(findings))
    expected = {path.name for path in (case / "expected").glob("*.txt")} - {"findings.txt"}
    names = {f"{document.replace('/', ' of ')}.txt" for document in room.documents()}
    if not os.environ.get("PAPERS_ACCEPT"):
        assert names == expected
    assert names, "the case builds no document at all"
    for document in room.documents():
        path = room.path / "output" / document
        try:
            compare(case / "expected" / f"{document.replace('/', ' of ')}.txt", read_outline(path))
        except AssertionError:
            FAILED.mkdir(exist_ok=True)
            shutil.copyfile(path, FAILED / f"{name} - {path.name}")
            raise


@pytest.mark.parametrize("name", BAD)
def test_bad_case(name: str, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES / "bad" / name
    lay_out(case, room)
    if (case / "lay_out.py").is_file():
        runpy.run_path(str(case / "lay_out.py"))["lay_out"](room, monkeypatch)
    command = case / "command.txt"
    ran = room.run(*(shlex.split(command.read_text("utf-8")) if command.is_file() else CHECK))
    compare(case / "expected.txt", ran.screen)
    assert f" {name.split('_')[0]}: " in ran.stderr
    is_error = " error " in ran.stderr
    assert (ran.exit_code > 0) == is_error
    if not command.is_file():
        following = room.papers("build") if is_error else room.papers("check", "--strict")
        assert following.exit_code == 1
        assert room.documents() == []


def test_every_code_has_a_bad_case() -> None:
    """A folder here, in which the officer reads it; or a test that shows it, where no folder can."""
    said = {name: (CASES / "bad" / name / "expected.txt").read_text("utf-8") for name in BAD}
    cases = {name.split("_")[0] for name, text in said.items() if re.search(rf"(error|warning) {name[:6]}\b", text)}
    assert len(CATALOGUE) >= 180
    assert set(CATALOGUE) - cases == set(SHOWN_ELSEWHERE)


@pytest.mark.parametrize("code", SHOWN_ELSEWHERE)
def test_what_no_case_can_be_is_shown_by_another_test(code: str) -> None:
    reason, test = SHOWN_ELSEWHERE[code]
    path, _, function = test.partition("::")
    _, found, body = (TESTS / path).read_text("utf-8").partition(f"\ndef {function}(")
    assert reason
    assert found, f"{path} has no {function}"
    assert code in body.partition("\n\n\n")[0]
