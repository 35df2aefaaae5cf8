"""Puts secret words wherever something can be exempt, runs every command, and looks for them wherever they may not be.

    python tools/try_secrets.py [COUNT] [FIRST]

Each number from FIRST on (0) is a workspace of its own, with one mark, one mistake in the YAML and some in the sheets;
each place has words that are nowhere else, so that a leak tells where it is from. COUNT (60) of them are tried. What
may hold the words: the exempt set in output/, and what people typed themselves in data/, with the sheets made of it.
"""

from __future__ import annotations

import csv
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import openpyxl
import typer.testing
from lxml import etree

# Where a tool is run by its path, only its own folder is known.
sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.secret_places import (
    DEEDS,
    EXEMPT_DECISIONS,
    EXEMPT_NUMBERS,
    MISSPELT,
    STOPPING,
    TYPOS,
    AnsweredSheet,
    Places,
    add_other_files,
    fill_in_form,
    find_member,
    write_matters,
)
from tools.secret_words import Finder, read_texts

from cabinet_papers.cli.app import app
from cabinet_papers.files.package import FINISHED, unpack

COUNT = 60
GOOD = "exempt: 3"
NO_WORDS: Mapping[str, str] = MappingProxyType({})
# So long a watch is left running.
SECONDS = 15
# The stories of numbers; how many of them have a mark in a plan, which is an error there.
CORRECT, MISSPELT_ONE, TYPED, LATER = range(4)
STORIES = ("rightly", "with a slip", "rightly, with mistakes beside it and Word forms", "once it was public")
COLUMNS = ("workspaces", "places of secret words", "commands", "texts searched", "leaked")
PLANS = 0.3
UNMARKED = re.compile(r"\n +(?:exempt|exempt_answer): 3|, exempt: 3")
# Where all decisions of the council are listed, nothing is said of one recommendation.
LIST_OF_DECISIONS = re.compile("Yes.{0,80}?Xerborn.{0,40}?Yagorn")
FORMATS = ("text", "json", "sarif", "html")
# What is typed at a prompt is the person's own; what a command says of it is looked at.
LOOKING = (
    *(("check", "--all", "--format", each) for each in FORMATS), (), ("status",), ("check", "--mark"),
    ("status", "--format", "json"),
    *(("why", "depot", number) for number in ("2", "3", "6b", "7")), ("why", "land", "2"),
    ("why", "land-plan", "1.3"), ("why", "plan-of-answers", "1.2"), ("take", "land-plan"),
    ("take", "land-plan", "1.3"), ("new", "Next", "--from", "land-plan"),
)  # fmt: skip
# Some of these after each of the others: they have little to do with a matter, or take long.
SELDOM = (
    ("templates", "check"), ("doctor",), ("explain", "NAM006"), ("import", "data/depot/responses.xlsx"),
    ("import", "data/land/responses.xlsx"), ("-C", "data/depot", "check", "--format", "sarif"), ("schema", "papers"),
    ("check", "--fix", "--dry-run"), ("help", "check"), ("-q", "check"), ("check", "--errors", "--strict"),
    ("check", "--select", "NAM,STY,RES", "--all"), ("why", "depot", "5"),
    ("why", "depot", "4"), ("why", "land-plan", "1.2"), ("completion", "bash"), ("status", "--format", "html"),
    ("templates", "check", "--format", "json"), ("verify", "--format", "json"),
)  # fmt: skip
WRITING = (
    ("build", "--html"), ("verify",), ("build", "--publish", "--html"), ("build", "--format", "json"), ("sheet",),
    ("sheet", "--word"), ("check", "--fix"), ("check",), ("check", "--mark"),
    ("build", "--html", "--publish", "--strict"), ("sheet", "--join"), ("build",), ("status",),
)  # fmt: skip


class Leak(NamedTuple):
    """Words of a place where they may not be: what was run, where they were found, and which of them."""

    place: str
    command: str
    found_in: str
    trace: str


class Figures(NamedTuple):
    """What was done: counts of secrets, commands and places searched, and the leaks."""

    secrets: int
    commands: int
    searched: int
    leaks: list[Leak]


class Trial:
    """One workspace with secrets: runs commands in it, and searches what they print and write."""

    def __init__(self, root: Path, mark: str, typo: str = "", *, has_errors: bool = True) -> None:
        self.root, self.home = root, root.parent / "home"
        self.home.mkdir()
        self.places = Places()
        # Before anything is marked its words are public.
        self.are_secret = True
        self.leaks: list[Leak] = []
        self.commands = self.searched = 0
        # The bytes that were searched already, or are the person's own, by their file.
        self.known: dict[Path, tuple[int, int]] = {}
        self.run("init", "--bare", str(root))
        write_matters(root, self.places, mark, typo, has_errors=has_errors)

    def run(self, *arguments: str) -> None:
        """Run a command from the workspace's root, and search everything."""
        command = " ".join(arguments)
        here = Path.cwd()
        os.chdir(self.root if self.root.is_dir() else self.root.parent)
        try:
            ran = typer.testing.CliRunner().invoke(app, list(arguments))
        finally:
            os.chdir(here)
        if ran.exception and not isinstance(ran.exception, SystemExit):
            raise RuntimeError(command) from ran.exception
        self.commands += 1
        if not self.are_secret:
            self.known |= dict(self.list_files())
            return
        finder = Finder(self.places.secrets.values())
        self.look(finder, command, (("output", ran.stdout), ("errors", ran.stderr)))
        self.search(finder, command)

    def run_beside(self, *arguments: str, environment: Mapping[str, str] = NO_WORDS) -> None:
        """Run a command as a process of its own, after some seconds press Ctrl+C, and search everything."""
        process = subprocess.Popen(
            [sys.executable, "-m", "cabinet_papers", *arguments], cwd=self.root, text=True, encoding="utf-8",
            env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        try:
            said = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
            said = process.communicate()
        self.commands += 1
        command, finder = " ".join(arguments) or "(Tab)", Finder(self.places.secrets.values())
        self.look(finder, command, zip(("output", "errors"), said, strict=True))
        self.search(finder, command)

    def search(self, finder: Finder, command: str) -> None:
        """Search every file that is new or has changed."""
        for path in sorted([*self.root.rglob("*"), *self.home.rglob("*")]):
            name = path.relative_to(self.root.parent).as_posix()
            if not self.may_hold(path) and "data/" not in name:
                self.look(finder, command, [(f"name of {name}", name)])
        for path, stamp in self.list_files():
            if self.known.get(path) != stamp:
                self.known[path] = stamp
                name = path.relative_to(self.root.parent).as_posix()
                self.look(finder, command, ((f"{name}: {where}", text) for where, text in self.read(path)))

        self.search_sheets(command)

    def search_sheets(self, command: str) -> None:
        """Search the sheets of each Cabinet Member for what only another may read."""
        for path in sorted(self.root.glob("data/depot/responses - *.*")):
            stamp = (path.stat().st_mtime_ns, path.stat().st_size)
            if self.known.get(path) != stamp:
                self.known[path] = stamp
                others = (each for place, each in self.places.secrets.items() if find_member(place) not in path.name)
                texts = ((f"{path.name}: {where}", text) for where, text in read_texts(path))
                self.look(Finder(others), command, texts, decisions=())

    def list_files(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        """Yield the files that may not hold the words, each with what changes when it is written."""
        for path in sorted([*self.root.rglob("*"), *self.home.rglob("*")]):
            if path.is_file() and not self.may_hold(path):
                yield path, (path.stat().st_mtime_ns, path.stat().st_size)

    def may_hold(self, path: Path) -> bool:
        """Whether a file may hold the words: the exempt set, and what people typed, with the sheets made of it."""
        parts = path.relative_to(self.root.parent).parts
        if parts[1:2] == ("output",):
            return "exempt" in parts[2:-1]
        return parts[1:2] == ("data",) and "to correct" not in parts and path.name != "findings.html"

    def read(self, path: Path) -> Iterator[tuple[str, str]]:
        """Yield what a file says; of a marked copy only what the sheet itself does not say."""
        if "to correct" not in path.parts:
            yield from read_texts(path)
        elif path.suffix in (".xlsx", ".docx"):
            found = (path.parents[1] / f"{path.stem}{ending}" for ending in (path.suffix, ".csv"))
            own = Counter(_list_words(next(each for each in found if each.is_file())))
            # The list of what to correct has links to cells of worksheets that the copy has too.
            names = sorted((text for where, text in own if where == "name of a worksheet"), key=len, reverse=True)
            for where, text in Counter(_list_words(path)) - own:
                for name in names:
                    text = text.replace(name, "")
                yield where, text

    def look(
        self, finder: Finder, command: str, texts: Iterable[tuple[str, str]],
        decisions: Sequence[str] = EXEMPT_DECISIONS,
    ) -> None:  # fmt: skip
        """Note the leaks in some texts; a sheet offers all `decisions`."""
        for where, text in texts:
            self.searched += 1
            alone = LIST_OF_DECISIONS.sub("", text)
            self.leaks += [Leak("decision", command, where, each) for each in decisions if each in alone]
            self.leaks += [Leak(place, command, where, trace) for place, trace in finder.find(text).items()]

    def fill_in(self, deeds: Sequence[str]) -> None:
        """Answer every sheet, and do with each what is listed."""
        for path in sorted(self.root.glob("data/*/responses*.xlsx")):
            sheet = AnsweredSheet(path, self.places)
            exempt = [number for number in sheet.rows if EXEMPT_NUMBERS & {*number.replace(",", " ").split()}]
            for number in sheet.rows:
                sheet.answer(number, public=number not in exempt)
            for at, deed in enumerate(deeds if exempt else ()):
                DEEDS[deed](sheet, exempt[at % len(exempt)])
            sheet.save()
        for path in sorted(self.root.glob("data/*/responses*.docx")):
            fill_in_form(path, self.places)


def _list_words(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the words of the cells, notes, links and names of a workbook or a form, each with what it is."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            yield from (("cell", each) for row in csv.reader(lines) for each in row)
        return
    if path.suffix == ".docx":
        for name, content in unpack(path, FINISHED).items():
            if name in ("word/document.xml", "word/comments.xml"):
                paragraphs = etree.fromstring(content).iter("{*}p")
                yield from ((name, "".join(map(str, each.itertext()))) for each in paragraphs)
        return
    book = openpyxl.load_workbook(path)
    yield from (("name of a worksheet", each) for each in book.sheetnames)
    for sheet in book.worksheets:
        for cell in (each for row in sheet.iter_rows() for each in row):
            yield "cell", str(cell.value or "")
            # A marked copy keeps what a note says, and adds lines.
            yield from (("note", line) for line in (cell.comment.text.split("\n") if cell.comment else ()))
            yield "link", str(cell.hyperlink.target or "") if cell.hyperlink else ""


def unmark(root: Path) -> None:
    """Take the marks away with what an item has only together with one."""
    for path in root.glob("data/*/recommendations.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(UNMARKED.sub("", text), encoding="utf-8")


def try_number(number: int, folder: Path, *, pdf: bool = False) -> Trial:
    """Try the workspace of a number: with good marks, misspelt ones, mistakes beside them, or marks that come later."""
    chance = random.Random(number)  # noqa: S311 - the same each time
    # The sheets go out before the mistakes are made, and are filled in.
    # Nothing is written of a matter with an error, so every other number has none where the marks are right.
    has_errors = not number // 4 % 2
    trial = Trial(folder / "room", GOOD, has_errors=has_errors)
    story = number % 4
    trial.are_secret = story != LATER and not (story == MISSPELT_ONE and number // 8 % 2)
    if not trial.are_secret:
        unmark(trial.root)
    trial.run("sheet", *(["--word"] if story == TYPED else []))
    deeds = sorted(DEEDS) if has_errors else sorted(set(DEEDS) - STOPPING)
    trial.fill_in(chance.sample(deeds, chance.randint(0, 5) if story != LATER else 0))
    if story == TYPED:
        add_other_files(trial.root / "data/depot", trial.places)
    # Where a mark is misspelt nothing is built, so that what was public before stays.
    if trial.are_secret or story == LATER:
        trial.run("build", "--html", "--publish")
    plan_mark = GOOD if has_errors and chance.random() < PLANS else ""
    few = [MISSPELT[(number + at) % len(MISSPELT)] for at in range(4)]
    marks = few if story == MISSPELT_ONE else [GOOD]
    for mark in marks:
        typo = chance.choice(TYPOS) if story == TYPED else ""
        write_matters(trial.root, trial.places, mark, typo, plan_mark, has_errors=has_errors)
        trial.are_secret = True
        for command in LOOKING if mark == marks[-1] else LOOKING[:2]:
            trial.run(*command)
    for command in chance.sample(SELDOM, 4):
        trial.run(*command)
    # What was public is put away when the papers are next built.
    trial.known.clear()
    for command in WRITING:
        trial.run(*command)
    if pdf:
        trial.run("build", "--pdf", "--html")
        trial.run_beside("build", "--watch", "--html")
        for line in ("papers build ", "papers why depot ", "papers status --", "papers check d"):
            trial.run_beside(environment={"_PAPERS_COMPLETE": "complete_bash", "COMP_WORDS": line,
                                          "COMP_CWORD": str(len(line.split(" ")) - 1)})  # fmt: skip
    return trial


def main(count: int, first: int) -> int:
    """Try the numbers; print a table, and return 1 if anything has leaked."""
    began, table, known = time.monotonic(), {name: Counter[str]() for name in STORIES}, set[str]()
    warnings.simplefilter("ignore", UserWarning)
    # What is left after a power cut is not looked at.
    os.fsync = lambda fd: None  # noqa: ARG005
    scratch = tempfile.gettempdir()
    for number in range(first, first + count):
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            tempfile.tempdir = f"{folder}/home"
            os.environ |= {"HOME": tempfile.tempdir, "TMPDIR": tempfile.tempdir, "COLUMNS": "300"}
            trial = try_number(number, Path(folder), pdf=number % 10 == 0)
        for leak in trial.leaks:
            if leak.place not in known:
                known.add(leak.place)
                print(f"{number}: {leak.place}: {leak.trace!r} after papers {leak.command}: {leak.found_in}")
        figures = (1, len(trial.places.secrets), trial.commands, trial.searched, len(trial.leaks))
        table[STORIES[number % 4]].update(dict(zip(COLUMNS, figures, strict=True)))
    print(f"\n| how it was marked | {' | '.join(COLUMNS)} |\n|{' --- |' * (len(COLUMNS) + 1)}")
    for name, counts in table.items():
        print(f"| {name} | {' | '.join(f'{counts[column]:,}' for column in COLUMNS)} |")
    print(f"\n{time.monotonic() - began:.0f} seconds")
    return int(bool(known))


if __name__ == "__main__":
    given = [*map(int, sys.argv[1:])]
    sys.exit(main(*(given + [COUNT, 0][len(given) :])))
