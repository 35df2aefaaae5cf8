"""Faults of the program itself: what is said, what is written down, how the command ends, and that nothing leaks."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

import cabinet_papers.check
from cabinet_papers.check.checked_matter import CheckedMatter
from cabinet_papers.cli import app
from cabinet_papers.commands import build, check, mark, sheet_writer, side_by_side, watch
from cabinet_papers.commands.examine import Examiner
from cabinet_papers.commands.rendering import Renderer
from cabinet_papers.files.fault import describe_error
from tests.conftest import MATTER, SHEET, Room

# What a person typed, in the text, the names and the exception's own words.
SECRET = "Zebedee"  # noqa: S105 - a name
Ran = tuple[int, str, str]
RunMain = Callable[..., Ran]


class UnsendableError(Exception):
    """An error that cannot be copied to another process."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)
        self.open_file = sys.stderr


def fail(*_: Any, **__: Any) -> NoReturn:
    local = f"{SECRET} again"
    try:
        raise KeyError(local)
    except KeyError as error:
        raise UnsendableError(local, SECRET) from error


def fail_for_trees(checked: CheckedMatter) -> list[Any]:
    return fail() if "trees" in checked.folder else []


@pytest.fixture
def full(room: Room) -> Room:
    """Two matters, one of which has the secret in all its names and texts."""
    room.write("data/hedges/recommendations.yaml", MATTER)
    room.draw("data/hedges/responses.xlsx", SHEET)
    room.write(f"data/trees {SECRET}/recommendations.yaml", MATTER.replace("hundred", SECRET))
    room.draw(f"data/trees {SECRET}/responses {SECRET}.xlsx", SHEET.replace("hundred", SECRET).replace("Yes", "Ys"))
    return room


@pytest.fixture
def run_main(full: Room, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> RunMain:
    """Run the whole program in this process, as it is typed."""
    monkeypatch.chdir(full.path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)

    def run(*typed: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["papers", *typed])
        with pytest.raises(SystemExit) as ended:
            app.main()
        code = ended.value.code
        return (code if isinstance(code, int) else 0, *capfd.readouterr())

    return run


def read_fault(room: Room) -> str:
    """Return the one file about a fault, which holds nothing that was typed."""
    (path,) = (room.path / "output").glob("program-fault-*.txt")
    written = path.read_text("utf-8")
    assert SECRET not in written
    assert SECRET not in path.name
    assert str(room.path) not in written
    return written


def test_one_matter_stops_no_other(full: Room, run_main: RunMain, monkeypatch: pytest.MonkeyPatch) -> None:
    """WSP007 about the one matter, exit code 3, and the papers of the other."""
    monkeypatch.setattr(cabinet_papers.check, "RULES", (*cabinet_papers.check.RULES, fail_for_trees))
    code, printed, said = run_main("build", "--html")
    assert code == 3
    assert [Path(line).suffix for line in printed.splitlines()] == [".docx", ".html"]
    assert "WSP007" in said
    assert f"data/trees {SECRET}" in said
    assert "Traceback" not in said
    assert re.search(r"output/program-fault-[0-9a-f]{8}\.txt", said)
    written = read_fault(full)
    assert "papers build --html\n" in written
    assert "builtins.KeyError" in written
    assert "tests.cli.test_faults.UnsendableError" in written
    assert re.search(r"cabinet_papers\.check:\d+ check_matter", written)


@pytest.mark.parametrize("command", ["check", "status", "check --select STY --format json"])
def test_a_fault_is_never_hidden(command: str, full: Room, run_main: RunMain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cabinet_papers.check, "RULES", (fail_for_trees,))
    for _ in range(2):
        code, printed, said = run_main(*command.split())
        assert (code, "WSP007" in printed + said) == (3, True), "it is not remembered as if it were a finding"
    read_fault(full)
    monkeypatch.setattr(cabinet_papers.check, "RULES", ())
    assert run_main(*command.split())[0] in (0, 1)


FAULTS = [
    (Examiner, "read", "check"),
    (Examiner, "_apply_policy", "check"),
    (Renderer, "make", "build"),
    (build.PaperMaker, "publish", "build"),
    (build.PaperMaker, "build_one", "build"),
    (mark, "_mark", "check --mark"),
    (sheet_writer.SheetWriter, "plan", "sheet"),
    # Not of one matter.
    (Examiner, "__init__", "check"),
    (check, "find_around", "check"),
    (build, "find_around", "build"),
    (watch.Watch, "_look", "build --watch"),
    (app, "show_workspace", ""),
]


@pytest.mark.parametrize(("owner", "name", "command"), FAULTS, ids=lambda each: getattr(each, "__name__", str(each)))
def test_wherever_the_program_fails(
    owner: Any, name: str, command: str, full: Room, run_main: RunMain, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plain words, exit code 3, a file to send, and no traceback."""
    monkeypatch.setattr(owner, name, fail)
    code, _, said = run_main(*command.split())
    assert code == 3
    assert "fault of the program" in said
    assert "Traceback" not in said
    assert "Error" not in said, "no words of the exception"
    assert f"papers {command}\n" in read_fault(full)


@pytest.mark.parametrize("step", ["prepare", "work"])
def test_a_fault_in_another_process(step: str, full: Room, run_main: RunMain, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where many matters are spread over processes; its error need not be one that can be copied."""
    if sys.platform == "win32":
        pytest.skip("a process that is started anew does not have the fault")
    monkeypatch.setattr(side_by_side, "count_processes", lambda _: 2)
    monkeypatch.setattr(side_by_side, "_can_split_off", lambda: True)
    here = os.getpid()
    make = Examiner.__init__

    def fail_elsewhere(self: Any, *arguments: Any) -> None:
        fail() if os.getpid() != here else make(self, *arguments)

    if step == "prepare":
        monkeypatch.setattr(Examiner, "__init__", fail_elsewhere)
    else:
        monkeypatch.setattr("cabinet_papers.commands.known_matters.look_at", fail)
    code, printed, said = run_main("check")
    assert (code, printed, "Traceback" in said) == (3, "", False)
    assert "UnsendableError" in read_fault(full)


def test_the_file_is_elsewhere_where_output_cannot_be_written(
    full: Room, run_main: RunMain, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (full.path / "output").rmdir()
    monkeypatch.setattr(check, "find_around", fail)
    code, _, said = run_main("check")
    (path,) = tmp_path.glob("program-fault-*.txt")
    assert (code, str(path) in said) == (3, True)
    monkeypatch.setattr("cabinet_papers.files.fault.write_whole", fail_to_write)
    code, _, said = run_main("check")
    assert (code, "nothing could be written down" in said) == (3, True)


def fail_to_write(*_: Any) -> NoReturn:
    raise PermissionError(13, "Permission denied")


def test_the_command_is_written_down_without_names(
    full: Room, run_main: RunMain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "find_around", fail)
    typed = ("-q", "check", SECRET, "--format=json", "--mark", "--ignore=STY", "hedges")
    assert run_main(*typed)[0] == 3
    assert "papers -q check ... --format=json --mark --ignore=... ...\n" in read_fault(full)


def test_code_of_a_template_is_not_named() -> None:
    """What is made of a template has names that stand in it."""
    made = compile(f"def {SECRET}(): raise ValueError\n{SECRET}()", f"{SECRET}.docx", "exec")
    try:
        exec(made, {"__name__": SECRET})  # noqa: S102 - as the engine of templates does it
    except ValueError as error:
        lines = describe_error(error)
    assert lines[0] == "builtins.ValueError"
    assert lines[2:] == ["    (code of a template)"] * 2


def test_a_function_that_calls_itself_without_end(
    run_main: RunMain, full: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def call_again(*_: Any) -> None:
        call_again()

    monkeypatch.setattr(check, "find_around", call_again)
    assert run_main("check")[0] == 3
    assert len(read_fault(full).splitlines()) < 100


def test_no_memory_left_is_no_fault(run_main: RunMain, full: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def need_too_much(*_: Any) -> NoReturn:
        raise MemoryError

    monkeypatch.setattr(Examiner, "read", need_too_much)
    code, _, said = run_main("check")
    assert (code, "no memory left" in said) == (3, True)
    assert not list(full.path.rglob("program-fault*"))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the full disk and the closed streams are those of Linux")
@pytest.mark.parametrize(
    ("redirected", "code"),
    [(">/dev/full", 1), (">&-", 0), ("2>&-", 0), (">&- 2>&-", 0), ("<&-", 0), ("| true", 0)],
)
def test_what_is_printed_goes_nowhere(redirected: str, code: int, full: Room) -> None:
    command = f"{sys.executable} -m cabinet_papers status {redirected}"
    ran = subprocess.run(["bash", "-c", command], cwd=full.path, capture_output=True, text=True, check=False)
    assert ran.returncode == code
    assert "Traceback" not in ran.stderr
    assert "Exception" not in ran.stderr
