"""What the tests share: a workspace to fill, the program as the officer runs it, and real office programs."""

import contextlib
import functools
import gc
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import hypothesis
import pytest
import typer.main
import typer.testing

from cabinet_papers.check import spelling
from cabinet_papers.cli.app import app
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.pdf.libreoffice import begin_profile
from cabinet_papers.word import template
from tests.drawing import draw_workbook

# On a busy machine drawing examples takes longer than Hypothesis allows by itself.
hypothesis.settings.register_profile("papers", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("papers")
# For `make words`: so many texts through every field, document and sheet.
TEXTS = int(os.environ.get("PAPERS_TEXTS", "10000"))
hypothesis.settings.register_profile("words", hypothesis.settings.default, max_examples=TEXTS)

ROOT = Path(__file__).resolve().parent.parent
# How many times as many random examples are tried as usual.
MANY = int(os.environ.get("PAPERS_MANY", "1"))
# As the program does itself.
gc.set_threshold(200_000)
# The command line is made of its functions once, not at each command: that takes as long as a small command.
typer.testing._get_command = functools.cache(typer.main.get_command)


# The smallest matter, and the answer to it.
MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
recommendations: [That the Council plants a hundred trees.]
"""
SHEET = (
    "[Responses]\nNo. | Recommendation | Agree? | Comment\n1 | That the Council plants a hundred trees. | Yes | ok\n"
)


@dataclass
class Ran:
    """What a command did: its exit code, what stood on standard output, and what a person saw on standard error.

    In `stderr` each finding has its file, place, severity, code and message on one line, and the end of the run, which
    says what was written and what comes next, is left out.
    """

    exit_code: int
    stdout: str
    screen: str

    @property
    def stderr(self) -> str:
        return put_on_lines(self.screen)


HEAD = re.compile(r"  (?:(?P<places>.+): )?(?P<rest>(?:error|warning) [A-Z]{3}\d{3})(?: \[\*\])?")
ENDING = re.compile(r"(?:Not written|Written|Next): |\d+ can be fixed |of these \d+ ")
DEEP = "    "
OWN_PLACE = re.compile(r"    (?P<places>(?:lines? \d|[^ ]+![A-Z]+\d|table \d)[^:]*): (?P<message>.+)")
SHEET_PLACE = re.compile(r'worksheet "(?P<sheet>.+)"')
LINES = re.compile(r"lines? (?P<first>\d+)(?P<further>.*)")


def put_on_lines(said: str) -> str:
    """Return what the program printed with each finding on one line, its first place first: "a.yaml:3: error ..."."""
    rows: list[str] = []
    file, places, rest = "", "", ""
    lines = said.splitlines()
    for at, line in enumerate(lines):
        found, below = HEAD.fullmatch(line), lines[at + 1] if at + 1 < len(lines) else ""
        own = OWN_PLACE.fullmatch(line) if rest else None
        if found:
            places, rest = found["places"] or "", found["rest"]
            is_first = True
        elif rest and line.startswith(DEEP) and own:
            # Several messages have one cure, each with its own place before it.
            rows.append(f"{_write_place(file, own['places'])} {rest}: {own['message']}")
            is_first = False
        elif rest and line.startswith(DEEP) and is_first:
            rows.append(f"{_write_place(file, places)} {rest}: {line.strip()}")
            is_first = False
        elif HEAD.fullmatch(below) and not line.startswith(" "):
            file, rest = line, ""
        elif line and not ENDING.match(line):
            rows.append(line)
    return "".join(f"{row}\n" for row in rows)


def _write_place(file: str, places: str) -> str:
    of_lines, of_sheet = LINES.fullmatch(places), SHEET_PLACE.fullmatch(places)
    if of_lines:
        return f"{file}:{of_lines['first']}:"
    if of_sheet:
        return f"{file}[{of_sheet['sheet']}]"
    first = places.split(" and ")[0].split(", ")[0] if "!" in places else places
    return f"{file}[{first}]" if first else f"{file}:"


@dataclass
class Room:
    """A workspace in a temporary folder."""

    path: Path

    def write(self, name: str, text: str) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def draw(self, name: str, drawing: str) -> Path:
        return draw_workbook(drawing, self.path / name)

    def papers(self, *arguments: str) -> Ran:
        """Run the command as `run` does; a check lists what is of style too."""
        return self.run(*arguments, "--all") if arguments[:1] == ("check",) else self.run(*arguments)

    def run(self, *arguments: str) -> Ran:
        """Run the command in this process, from the workspace's root."""
        here = Path.cwd()
        os.chdir(self.path)
        try:
            result = typer.testing.CliRunner().invoke(app, list(arguments), catch_exceptions=False)
        finally:
            os.chdir(here)
        return Ran(result.exit_code, result.stdout, result.stderr)

    def documents(self) -> list[str]:
        output = self.path / "output"
        return sorted(path.relative_to(output).as_posix() for path in output.rglob("*.docx"))


@functools.cache
def begin_workspace(*options: str) -> dict[Path, bytes | None]:
    """Return the files of a workspace as `papers init` writes it, and its folders, which have no content."""
    with tempfile.TemporaryDirectory() as folder:
        begun = Path(folder) / "room"
        assert Room(Path(folder)).papers("init", "room", *options).exit_code == 0
        paths = sorted(begun.rglob("*"))
        return {each.relative_to(begun): each.read_bytes() if each.is_file() else None for each in paths}


def open_room(path: Path, *, sample: bool = False) -> Room:
    """Return a new workspace: a bare one of Eastmere City Council, or the sample of a council."""
    path.mkdir(parents=True)
    for name, content in begin_workspace(*([] if sample else ["--bare"])).items():
        if content is None:
            (path / name).mkdir()
        else:
            (path / name).write_bytes(content)
    made = Room(path)
    if not sample:
        made.write("papers.yaml", "council: Westmere City Council\n")
    return made


@pytest.fixture(autouse=True)
def _wide_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wide enough for every message, so that a test finds it on one line, and high enough for all to be said once."""
    monkeypatch.setenv("COLUMNS", "10000")
    monkeypatch.setenv("LINES", "10000")


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A bare workspace of Eastmere City Council."""
    return open_room(tmp_path / "room")


# Fixtures that start other programs, or take as long; whole commands in a workspace, but for the folders that show most
# of what they do.
SLOW, WHOLE = {"audit", "libreoffice", "node", "run_program"}, {"room", "ready", "answered", "checked"}
SHOWN = {"acceptance", "check", "cli"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        slow = SLOW if item.path.parent.name in SHOWN else SLOW | WHOLE
        if slow & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session", autouse=True)
def _templates_are_prepared_once() -> Iterator[None]:
    """Most tests use the shipped templates: what was prepared of the same bytes is used again, as one build does."""
    prepare = template._prepare
    known: dict[Any, tuple[template.PreparedTemplate | None, list[Diagnostic]]] = {}

    def look_up(
        docx: Any, parts: dict[str, bytes], *rest: Any
    ) -> tuple[template.PreparedTemplate | None, list[Diagnostic]]:
        key = (*parts.items(), *rest)
        if key not in known:
            known[key] = prepare(docx, parts, *rest)
        prepared, findings = known[key]
        return prepared, [*findings]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(template, "_prepare", look_up)
        yield


@pytest.fixture(scope="session", autouse=True)
def _each_line_is_checked_for_misspellings_once() -> Iterator[None]:
    """The program looks at each line by itself, and most tests have the lines of others; its start takes long."""
    ask, program = spelling.ask_program, spelling.find_program()
    known: dict[tuple[str, str], list[spelling.Misspelling]] = {}

    def look_up(locale: str, lines: Sequence[str]) -> list[spelling.Misspelling]:
        if spelling.find_program() != program:
            return ask(locale, lines)
        new = [line for line in dict.fromkeys(lines) if (locale, line) not in known]
        found = ask(locale, new) if new else []
        known.update({(locale, line): [each for each in found if each.line == at] for at, line in enumerate(new)})
        return [each._replace(line=at) for at, line in enumerate(lines) for each in known[locale, line]]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(spelling, "ask_program", look_up)
        yield


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_waited_for_on_the_disk() -> Iterator[None]:
    """What is left after a power cut no test sees. Those of files have the real thing again."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture
def run_program() -> Callable[..., subprocess.CompletedProcess[str]]:
    """The program as a process of its own, as a terminal starts it."""

    def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "cabinet_papers", *arguments],
            cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=120,
        )  # fmt: skip

    return run


def need_program(name: str) -> str:
    """Return the program's path. Without it the test skips on a user's machine and fails in CI."""
    found = shutil.which(name)
    if not found:
        say_missing(f"{name} is not installed; this test looks at what it makes of a real document")
    return found


def say_missing(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path, str, Path], Path]]:
    """LibreOffice's conversion of a file into another format, in a profile of its own."""
    program = need_program("soffice")
    profile = begin_profile(tmp_path_factory.mktemp("profile"))
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]

    def convert(source: Path, ending: str, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        made = folder / f"{source.stem}.{ending.split(':')[0]}"
        made.unlink(missing_ok=True)
        subprocess.run(
            [*command, "--convert-to", ending, "--outdir", str(folder), str(source)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        assert made.is_file(), f"soffice exited 0 and wrote no {made.name}"
        return made

    with keep_open(command, tmp_path_factory.mktemp("open")):
        yield convert


@contextlib.contextmanager
def keep_open(command: list[str], folder: Path) -> Iterator[None]:
    """Keep a document open in LibreOffice, which stays then: what has the same profile hands its work over to it.

    Its start takes ten times as long as a conversion. Where it does not stay, each conversion starts it anew.
    """
    if os.name != "posix":
        yield
        return
    document = draw_workbook("[Sheet]\nopen", folder / "open.xlsx")
    stays = subprocess.Popen(
        [*command, "--norestore", "--nologo", str(document)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + 90
    while stays.poll() is None and time.monotonic() < until and not (folder / ".~lock.open.xlsx#").exists():
        time.sleep(0.1)
    yield
    with contextlib.suppress(ProcessLookupError):
        os.killpg(stays.pid, signal.SIGTERM)
    stays.wait(timeout=60)


@pytest.fixture(scope="session")
def node() -> Callable[..., str]:
    """A script of tests/node, run by Node.js with the packages that stand there; it returns what is printed."""
    program = need_program("node")
    folder = ROOT / "tests" / "node"
    if not (folder / "node_modules").is_dir():
        say_missing("run `npm install` in tests/node; this test looks at what other programs make of a workbook")

    def run(*arguments: str) -> str:
        ran = subprocess.run(
            [program, *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=600
        )
        assert ran.stdout or ran.returncode == 0, ran.stderr
        return ran.stdout

    return run


@pytest.fixture
def validate_all(node: Callable[..., str]) -> Callable[[list[Path]], list[list[str]]]:
    """What the Open XML SDK finds wrong with each file: the description of each error, with its part."""

    def find_errors(paths: list[Path]) -> list[list[str]]:
        found = json.loads(node("validate.mjs", *map(str, paths)))
        errors = [[f"{e['path']} {e.get('xPath', '')}: {e['description']}" for e in each["errors"]] for each in found]
        assert [each["ok"] for each in found] == [not each for each in errors]
        assert len(errors) == len(paths)
        return errors

    return find_errors


@pytest.fixture
def validate(validate_all: Callable[[list[Path]], list[list[str]]]) -> Callable[[Path], list[str]]:
    """What it finds wrong with one file."""
    return lambda path: validate_all([path])[0]


@pytest.fixture
def audit() -> Callable[[Path], list[str]]:
    """What openxml-audit and ooxml-integrity find wrong with a document."""
    from ooxml_integrity import check
    from openxml_audit import OpenXmlValidator

    validator = OpenXmlValidator()

    def find_errors(path: Path) -> list[str]:
        return [*map(str, validator.validate(path).errors), *map(str, check(path))]

    return find_errors
