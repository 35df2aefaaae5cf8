"""Shell completion: installed by one command, and tried with the Tab key in real shells."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import MATTER, Room
from tests.terminal import ENTER, Terminal, make_environment

pytestmark = pytest.mark.slow
MATTERS = ("street trees", "street lights", "Eynsham's Pärke", "sanctuary", "Costs (2026)", "closed/old baths")
# What is typed before Tab is pressed, and the words that the command is given then.
COMPLETED = (
    ("papers che", ["papers", "check"]),
    # No folder of the same name, which gets a slash.
    ("papers templ", ["papers", "templates"]),
    ("papers check sanc", ["papers", "check", "sanctuary"]),
    ("papers check street\\ t", ["papers", "check", "street trees"]),
    ('papers check "street t', ["papers", "check", "street trees"]),
    ("papers check Eyn", ["papers", "check", "Eynsham's Pärke"]),
    ('papers check "eyn', ["papers", "check", "eynsham's Pärke"]),
    ("papers check Costs", ["papers", "check", "Costs (2026)"]),
    # What begins so is closed, and nothing current does.
    ("papers check old", ["papers", "check", "old baths"]),
    ("papers check sanctuary str", ["papers", "check", "sanctuary", "street "]),
    ("papers -C data check sanc", ["papers", "-C", "data", "check", "sanctuary"]),
    ("papers check --sel", ["papers", "check", "--select"]),
    ("papers check --select RES003,sty01", ["papers", "check", "--select", "RES003,sty01"]),
    ("papers check --format=j", ["papers", "check", "--format=json"]),
    ("papers init new --style tr", ["papers", "init", "new", "--style", "tracker"]),
    ("papers init new --language c", ["papers", "init", "new", "--language", "cy"]),
    ("papers schema act", ["papers", "schema", "action-plan"]),
    ("papers templates ch", ["papers", "templates", "check"]),
    ("papers explain wsp005", ["papers", "explain", "wsp005"]),
    ("papers help vers", ["papers", "help", "version"]),
    ("papers completion f", ["papers", "completion", "fish"]),
    ("papers open sanctuary sh", ["papers", "open", "sanctuary", "sheet"]),
    # Files, where no word of the program's own is asked for.
    ("papers templates new papers.y", ["papers", "templates", "new", "papers.yaml"]),
)


def install(shell: str, environment: dict[str, str]) -> list[str]:
    """Install completion as a person with this environment does, and return the files that are named."""
    papers = Path(environment["HOME"], "programs", "papers")
    ran = subprocess.run([papers, "completion", shell, "--install"], env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Room:
    made = Room(tmp_path_factory.mktemp("workspace"))
    made.write("papers.yaml", "council: Eastmere City Council\n")
    (made.path / "templates").mkdir()
    for name in MATTERS:
        made.write(f"data/{name}/recommendations.yaml", MATTER)
    return made


@pytest.fixture(scope="module", params=["bash", "zsh", "fish"])
def terminal(
    request: pytest.FixtureRequest, workspace: Room, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Terminal]:
    """A shell in which completion was installed as the README says."""
    pytest.importorskip("pty")
    home = tmp_path_factory.mktemp("home")
    environment = make_environment(home)
    for _ in range(2):
        install(request.param, environment)
    opened = Terminal(request.param, home, workspace.path)
    yield opened
    opened.close()


def test_tab_completes_commands_options_and_matters(terminal: Terminal) -> None:
    assert {typed: terminal.complete(typed) for typed, _ in COMPLETED} == dict(COMPLETED)


def test_tab_lists_what_may_follow(terminal: Terminal) -> None:
    listed = terminal.list("papers check ")
    assert [name for name in MATTERS[:5] if name not in listed] == []
    assert "old baths" not in listed
    assert "Traceback" not in listed
    # bash shows no more than the words.
    assert ("Street Trees" in listed) == (terminal.shell != "bash")


def test_the_shell_in_use_is_known(terminal: Terminal) -> None:
    said = terminal.type(b"papers completion --install" + ENTER, r"Next: [^\n]+\n")
    assert f"Completion for {terminal.shell} was installed before" in " ".join(said.split())


def ask(*words: str, folder: Path, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    asked = {"_PAPERS_COMPLETE": "1", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    return subprocess.run(
        [sys.executable, *options, "-m", "cabinet_papers"],
        cwd=folder, env=os.environ | asked, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


def test_where_nothing_can_follow_nothing_is_said(tmp_path: Path) -> None:
    nothing = (0, "", "")
    outside = ask("papers", "check", "", folder=tmp_path)
    assert (outside.returncode, outside.stdout, outside.stderr) == nothing
    broken = Room(tmp_path / "broken")
    broken.write("papers.yaml", "council: [\n\tx: {")
    broken.write("data", "a file where a folder is needed")
    ran = ask("papers", "build", "", folder=broken.path)
    assert (ran.returncode, ran.stdout, ran.stderr) == nothing
    for words in (("--nonsense", ""), ("check", "--nonsense", ""), ("-C", "nowhere", "check", "")):
        ran = ask("papers", *words, folder=tmp_path)
        assert (ran.returncode, ran.stderr, "Traceback" in ran.stdout) == (0, "", False), words


def test_nothing_is_said_to_what_is_no_shell(room: Room) -> None:
    for words in ({}, {"COMP_WORDS": "papers", "COMP_CWORD": "x"}):
        ran = subprocess.run(
            [sys.executable, "-m", "cabinet_papers"],
            cwd=room.path, env=os.environ | {"_PAPERS_COMPLETE": "1"} | words, capture_output=True, text=True,
        )  # fmt: skip
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_a_broken_workspace_still_completes(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.write("papers.yaml", "council: [\n\tx: {")
    room.write("data/trees/recommendations.yaml", "title: [\n")
    (room.path / "data/gone").symlink_to("nowhere")
    (room.path / "data/line\nfeed").mkdir()
    ran = ask("papers", "check", "", folder=room.path)
    assert (ran.stdout, ran.stderr) == ("trees\t[\n", "")


def test_completing_imports_nothing_heavy(workspace: Room) -> None:
    """It is to answer within a third of a second."""
    ran = ask("papers", "check", "", folder=workspace.path, options=("-X", "importtime"))
    assert "sanctuary\tStreet Trees\n" in ran.stdout
    imported = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}
    assert "typer" in imported
    heavy = (
        "yaml",
        "docx",
        "docxtpl",
        "openpyxl",
        "xlsxwriter",
        "babel",
        "jinja2",
        "rich",
        "rapidfuzz",
        "pypdf",
        "ftfy",
    )
    assert imported.isdisjoint(heavy)


def test_installing_keeps_what_people_wrote(tmp_path: Path) -> None:
    """Their files may lie elsewhere, with a link in the home, and end without a line's end."""
    own = tmp_path / "kept elsewhere" / "bashrc"
    own.parent.mkdir()
    own.write_bytes(b"alias ll='ls -l' # \xe4")
    environment = make_environment(tmp_path / "home")
    (tmp_path / "home" / ".bashrc").unlink()
    (tmp_path / "home" / ".bashrc").symlink_to(own)
    said = []
    for _ in range(2):
        said.append(install("bash", environment))
    script = tmp_path / "home/.local/share/bash-completion/completions/papers"
    assert said == [[str(script), str(own)], []]
    lines = own.read_bytes().split(b"\n")
    assert (lines[0], len(lines), lines[2]) == (b"alias ll='ls -l' # \xe4", 3, b"")
    assert (tmp_path / "home" / ".bashrc").is_symlink()


def test_what_cannot_be_installed_is_said(room: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert room.papers("completion", "ksh").exit_code == 2
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(room.write("a file", "")))
    stopped = room.papers("completion", "fish", "--install")
    assert (stopped.exit_code, "OUT001" in stopped.stderr) == (1, True)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_script_is_printed_for_each_shell(shell: str, room: Room) -> None:
    printed = room.papers("completion", shell)
    assert (printed.exit_code, "_PAPERS_COMPLETE" in printed.stdout) == (0, True)
