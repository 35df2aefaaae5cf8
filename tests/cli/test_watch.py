"""`papers build --watch` as a person runs it: a process that goes on, files saved beside it, a page in a browser."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO
from zipfile import BadZipFile, ZipFile

import pytest

from cabinet_papers.commands.reload import STAMPS
from cabinet_papers.commands.unchanged import FILE as MADE
from tests.cli.test_manners import wait_for_work
from tests.conftest import MATTER, ROOT, SHEET, Room, need_program, say_missing

pytestmark = pytest.mark.slow

# It takes less than one, and on a busy machine more.
SECONDS = 5
PAPER = "Appendix A - Draft Cabinet response - Street Trees"


def read_lines(stream: TextIO, lines: list[str]) -> None:
    with stream:
        for line in stream:
            lines.append(line)


class Watched:
    """A watch that runs, and what it has said so far."""

    def __init__(self, room: Room, *arguments: str) -> None:
        self.room = room
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cabinet_papers", *arguments], cwd=room.path, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        self.paths: list[str] = []
        self.said: list[str] = []
        streams = ((self.process.stdout, self.paths), (self.process.stderr, self.said))
        self.readers = [threading.Thread(target=read_lines, args=each) for each in streams]
        for each in self.readers:
            each.start()

    def wait_for(self, is_so: Callable[[], bool], seconds: float = SECONDS) -> None:
        until = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < until, "".join(self.said)
            time.sleep(0.02)

    def wait_for_line(self, words: str, times: int = 1) -> None:
        self.wait_for(lambda: sum(words in line for line in self.said) >= times, 30 if times == 1 else SECONDS)

    def stop(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        code = self.process.wait(timeout=SECONDS)
        for each in self.readers:
            each.join()
        return code

    def has(self, words: str, matter: str = "trees", paper: str = PAPER) -> bool:
        """Whether the matter's document has the words."""
        with (
            contextlib.suppress(OSError, BadZipFile),
            ZipFile(self.room.path / f"output/{matter}/{paper}.docx") as file,
        ):
            return words in file.read("word/document.xml").decode()
        return False


@pytest.fixture
def trees(room: Room) -> Room:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    return room


@pytest.fixture
def watch(trees: Room) -> Iterator[Callable[..., Watched]]:
    """Begins a watch, which has made its first build."""
    begun: list[Watched] = []

    def begin(*arguments: str) -> Watched:
        begun.append(Watched(trees, *(arguments or ("build", "--watch"))))
        if "-q" not in arguments:
            begun[-1].wait_for_line("Next: ")
        return begun[-1]

    yield begin
    for each in begun:
        if each.process.poll() is None:
            each.stop(signal.SIGKILL)


def test_a_saved_change_is_in_the_paper(watch: Callable[..., Watched], trees: Room) -> None:
    trees.write("data/hedges/recommendations.yaml", MATTER)
    watched = watch()
    assert "Ctrl+C" in watched.said[0]
    first = len(watched.paths)
    trees.write("data/trees/recommendations.yaml", MATTER.replace("a hundred", "two hundred"))
    watched.wait_for(lambda: watched.has("two hundred"))
    watched.wait_for_line("data/trees/recommendations.yaml was saved")
    watched.wait_for(lambda: len(watched.paths) > first)
    assert {Path(path).parts[1] for path in watched.paths[first:]} == {"trees"}, "the other matter is left alone"
    assert (watched.stop(), watched.said[-1]) == (0, "Stopped: every file is as it was, or was written whole.\n")
    assert list(trees.path.rglob(".writing*")) == []


def test_an_error_and_its_correction(watch: Callable[..., Watched], trees: Room) -> None:
    watched = watch()
    path = trees.write("data/trees/recommendations.yaml", MATTER + "colour: green\n")
    watched.wait_for_line("Next: correct the errors, and save the file")
    assert any("error YML003" in line for line in watched.said)
    path.write_text(MATTER.replace("a hundred", "three hundred"), encoding="utf-8")
    watched.wait_for(lambda: watched.has("three hundred"))
    path.unlink()
    watched.wait_for_line("recommendations.yaml was deleted")
    watched.wait_for_line("error REC001")
    assert watched.stop() == 0


def test_a_sheet_is_saved_as_excel_saves(watch: Callable[..., Watched], trees: Room) -> None:
    """Beside the sheet lies a lock; the new one is written under another name, and takes its place at the end."""
    watched = watch()
    sheet, passing = trees.path / "data/trees/responses.xlsx", trees.path / "data/trees/5F3A2000"
    (sheet.parent / "~$responses.xlsx").write_text("A Person")
    content = trees.draw("answers.xlsx", SHEET.replace("ok", "answered at last")).read_bytes()
    passing.write_bytes(content[: len(content) // 2])
    time.sleep(1)
    assert not any("was saved" in line for line in watched.said), "neither the lock nor a half is a change"
    passing.write_bytes(content)
    sheet.rename(sheet.parent / "6F3A2000")
    passing.rename(sheet)
    (sheet.parent / "6F3A2000").unlink()
    watched.wait_for(lambda: watched.has("answered at last"))
    time.sleep(1)
    assert [line[9:] for line in watched.said if "was" in line and "data/" in line] == [
        "data/trees/responses.xlsx was saved\n"
    ]


def test_a_new_matter_and_a_mistake_in_the_settings(watch: Callable[..., Watched], trees: Room) -> None:
    watched = watch()
    made = trees.path / "outside"
    shutil.copytree(trees.path / "data/trees", made)
    made.rename(trees.path / "data/hedges")
    watched.wait_for(lambda: watched.has("a hundred", "hedges"))
    trees.write("papers.yaml", "council: [\n")
    watched.wait_for_line("Not written: ")
    trees.write("papers.yaml", "council: Westmere Town Council\n")
    watched.wait_for_line("papers.yaml was saved", 2)
    (trees.path / "papers.yaml").unlink()
    watched.wait_for_line("papers.yaml is no longer there")
    trees.write("papers.yaml", "council: Northmere City Council\n")
    watched.wait_for_line("papers.yaml was saved", 3)
    assert watched.stop() == 0
    assert "Traceback" not in "".join(watched.said)


def test_quiet_and_strict(watch: Callable[..., Watched], trees: Room) -> None:
    watched = watch("-q", "build", "--watch", "--strict", "trees")
    watched.wait_for(lambda: watched.has("a hundred"), 30)
    assert watched.said == []
    trees.write("data/trees/recommendations.yaml", MATTER.replace("hundred trees", "hundred  trees"))
    watched.wait_for_line("warning STY001")
    assert not any("Next: " in line or "was saved" in line for line in watched.said)
    assert watched.stop() == 0


def test_a_build_that_is_interrupted(trees: Room) -> None:
    """In the midst of the first one, when some of the pages are written or none."""
    for at in range(100):
        shutil.copytree(trees.path / "data/trees", trees.path / f"data/m{at}")
    watched = Watched(trees, "build", "--html", "--watch")
    watched.wait_for(lambda: bool(watched.said), 30)
    wait_for_work(watched.process.pid, trees.path / "nowhere")
    time.sleep(0.5)
    assert watched.stop() == 0
    assert [line for line in watched.said if line != "\n"][1:] == [
        "Stopped: every file is as it was, or was written whole.\n"
    ]
    assert [name for name in read_output(trees) if STAMPS in name or ".writing" in name] == []


@pytest.mark.parametrize("output_format", ["json", "html"])
def test_a_watch_has_no_form_for_programs(output_format: str, trees: Room) -> None:
    ran = trees.papers("build", "--watch", "--format", output_format)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "--format" in ran.screen


def test_matters_that_do_not_exist(trees: Room) -> None:
    assert trees.papers("build", "--watch", "nowhere").exit_code == 2


def read_output(room: Room) -> dict[str, bytes]:
    paths = sorted(each for each in (room.path / "output").rglob("*") if each.is_file())
    return {each.relative_to(room.path / "output").as_posix(): each.read_bytes() for each in paths if each.name != MADE}


@pytest.fixture
def exempt(trees: Room) -> Room:
    """A matter with a paper that is exempt, which lies in a folder of its own."""
    trees.write(
        "data/trees/recommendations.yaml",
        MATTER.replace(
            "[That the Council plants a hundred trees.]",
            "[That the Council plants a hundred trees., {text: That it pays for them., exempt: 3}]",
        ),
    )
    trees.draw("data/trees/responses.xlsx", f"{SHEET}2 | That it pays for them. | Yes | ok\n")
    return trees


@pytest.mark.parametrize("end", ["interrupted", "terminated", "killed"])
def test_what_a_watch_leaves(end: str, watch: Callable[..., Watched], exempt: Room) -> None:
    """Pages reload themselves while they are watched; afterwards everything is as a build without it leaves it."""
    options = ("build", "--html", "--publish")
    exempt.papers(*options)
    before = read_output(exempt)
    pages = [name for name in before if name.endswith(".html")]
    assert (len(pages), len([name for name in pages if "/exempt/" in name])) == (3, 1)
    watched = watch(*options, "--watch")
    within = read_output(exempt)
    assert {name for name in within if b"<script" in within[name]} == {each for each in pages if "/public/" not in each}
    assert [name for name in within if name.endswith(STAMPS)] == [f"trees/{STAMPS}"]
    assert within.keys() - before.keys() == {f"trees/{STAMPS}"}
    # Another title: the earlier pages are set aside.
    path = exempt.path / "data/trees/recommendations.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Street Trees", "Park Trees"), encoding="utf-8")
    watched.wait_for(lambda: watched.has("a hundred", paper=PAPER.replace("Street", "Park")))
    watched.wait_for_line("Next: ", 2)
    number = {"interrupted": signal.SIGINT, "terminated": signal.SIGTERM, "killed": signal.SIGKILL}[end]
    assert watched.stop(number) == (-9 if end == "killed" else 0)
    if end == "killed":
        ran = exempt.papers("build")
        assert ran.exit_code == 0
        assert "edited" not in ran.screen
    after = read_output(exempt)
    assert [name for name in after if b"<script" in after[name] or name.endswith(STAMPS)] == []
    assert len([name for name in after if "/superseded/" in name and name.endswith(".html")]) == 3
    ran = exempt.papers(*options)
    assert "OUT" not in ran.stderr, "no page counts as edited"
    assert read_output(exempt) == after


def test_a_page_that_a_person_edits_while_it_is_watched_is_kept(watch: Callable[..., Watched], trees: Room) -> None:
    watched = watch("build", "--html", "--watch")
    page = trees.path / f"output/trees/{PAPER}.html"
    page.write_bytes(page.read_bytes().replace(b"a hundred", b"ninety"))
    trees.write("data/trees/recommendations.yaml", MATTER.replace("a hundred", "two hundred"))
    watched.wait_for_line("warning OUT003")
    assert watched.stop() == 0
    kept = [each.read_bytes() for each in page.parent.glob("*(edited *).html")]
    assert [(b"ninety" in each, b"<script" in each) for each in kept] == [(True, False)]


@pytest.fixture
def browser() -> Iterator[str]:
    """The address of a Chromium that is open."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        say_missing("chromium is not installed; this test opens a page in it")
    command = [need_program("node"), "browser.mjs", program]
    with subprocess.Popen(
        command, cwd=ROOT / "tests" / "node", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as stays:
        assert stays.stdout is not None
        yield stays.stdout.readline().strip()


@pytest.mark.usefixtures("node")
def test_an_open_page_reloads_itself(watch: Callable[..., Watched], trees: Room, browser: str) -> None:
    """From a file, without a server; it stays where it was scrolled to, and an ended watch leaves it as it is."""
    watched = watch("build", "--html", "--watch")
    page = trees.path / f"output/trees/{PAPER}.html"
    command = ["node", "reload.mjs", browser, str(page)]
    with subprocess.Popen(
        command, cwd=ROOT / "tests" / "node", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as tab:
        assert tab.stdin is not None
        assert tab.stdout is not None
        assert tab.stdout.readline() == "open\n"

        def wait_for(words: str) -> dict[str, object]:
            assert tab.stdin is not None
            assert tab.stdout is not None
            tab.stdin.write(f"{words}\n")
            tab.stdin.flush()
            return dict(json.loads(tab.stdout.readline()))

        for words in ("two hundred", "three hundred"):
            trees.write("data/trees/recommendations.yaml", MATTER.replace("a hundred", words))
            began = time.monotonic()
            assert wait_for(f"plants {words} trees") == {"scrolled": 120, "errors": []}
            assert time.monotonic() - began < SECONDS
        assert watched.stop() == 0
        assert b"<script" not in page.read_bytes()
        time.sleep(1)
        assert wait_for("three hundred") == {"scrolled": 120, "errors": []}


if os.name != "posix":
    pytest.skip("a program is interrupted otherwise there", allow_module_level=True)
