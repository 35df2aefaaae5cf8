"""Puts secret words wherever something can be exempt, runs every command, and looks for them wherever they may not be.

    python tools/try_secrets.py [COUNT] [FIRST]

Each number from FIRST on (0) is a workspace of its own, with one mark, one mistake in the YAML and some in the sheets;
each place has words that are nowhere else, so that a leak tells where it is from. COUNT (60) of them are tried. What
may hold the words: the exempt set in output/, and what people typed themselves in data/, with the sheets made of it.
"""

from __future__ import annotations

import os
import random
import re
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import openpyxl
import typer.testing

# Where a tool is run by its path, only its own folder is known.
sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.secret_places import DEEDS, EXEMPT_DECISIONS, MISSPELT, TYPOS, AnsweredSheet, Places, write_matters
from tools.secret_words import Finder, read_texts

from cabinet_papers.cli.app import app

COUNT = 60
GOOD = "exempt: 3"
# Where all decisions of the council are listed, nothing is said of one recommendation.
LIST_OF_DECISIONS = re.compile("Yes.{0,80}?Xerborn.{0,40}?Yagorn")
FORMATS = ("text", "json", "sarif", "html")
# What is typed at a prompt is the person's own; what a command says of it is looked at.
LOOKING = (
    *(("check", "--all", "--format", each) for each in FORMATS),
    (), ("status",), ("check", "--mark"), ("check", "--fix", "--dry-run"),
    *(("why", "depot", number) for number in ("1", "2", "3", "4", "5", "6a", "6b", "7")),
    ("why", "land", "2"), ("why", "land-plan", "1.2"), ("why", "land-plan", "1.3"), ("why", "plan-of-answers", "1.2"),
    ("take", "land-plan"), ("take", "land-plan", "1.3"), ("templates", "check"), ("doctor",), ("explain", "NAM006"),
    ("import", "data/depot/responses.xlsx"), ("-C", "data/depot", "check", "--format", "sarif"),
    ("new", "Next", "--from", "land-plan"), ("schema", "papers"), ("version",), ("help", "check"),
)  # fmt: skip
WRITING = (
    ("build", "--html"), ("build", "--publish", "--html"), ("build", "--format", "json"), ("sheet",),
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

    def __init__(self, root: Path, mark: str, typo: str = "", plan_mark: str = "") -> None:
        self.root, self.home = root, root.parent / "home"
        self.home.mkdir()
        self.places = Places()
        self.leaks: list[Leak] = []
        self.commands = self.searched = 0
        # The bytes that were searched already, or are the person's own, by their file.
        self.known: dict[Path, tuple[int, int]] = {}
        self.run("init", "--bare", str(root))
        write_matters(root, self.places, mark, typo, plan_mark)

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
        finder = Finder(self.places.secrets.values())
        self.look(finder, command, (("output", ran.stdout), ("errors", ran.stderr)))
        self.search(finder, command)

    def search(self, finder: Finder, command: str) -> None:
        """Search every file that is new or has changed."""
        for path in sorted([*self.root.rglob("*"), *self.home.rglob("*")]):
            name = path.relative_to(self.root.parent).as_posix()
            if self.may_hold(path):
                continue
            self.look(finder, command, [(f"name of {name}", name)] if "data/" not in name else [])
            if not path.is_file():
                continue
            stamp = (path.stat().st_mtime_ns, path.stat().st_size)
            if self.known.get(path) != stamp:
                self.known[path] = stamp
                self.look(finder, command, ((f"{name}: {where}", text) for where, text in self.read(path)))

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
        elif path.suffix == ".xlsx":
            own = Counter(_list_words(path.parents[1] / path.name))
            # The list of what to correct has links to cells of worksheets that the copy has too.
            names = sorted((text for where, text in own if where == "name of a worksheet"), key=len, reverse=True)
            for where, text in Counter(_list_words(path)) - own:
                for name in names:
                    text = text.replace(name, "")
                yield where, text

    def look(self, finder: Finder, command: str, texts: Iterable[tuple[str, str]]) -> None:
        """Note the leaks in some texts."""
        for where, text in texts:
            self.searched += 1
            alone = LIST_OF_DECISIONS.sub("", text)
            self.leaks += [Leak("decision", command, where, each) for each in EXEMPT_DECISIONS if each in alone]
            self.leaks += [Leak(place, command, where, trace) for place, trace in finder.find(text).items()]

    def fill_in(self, deeds: Sequence[str]) -> None:
        """Answer every sheet, and do with each what is listed."""
        for path in sorted(self.root.glob("data/*/responses*.xlsx")):
            sheet = AnsweredSheet(path, self.places)
            for number in sheet.rows:
                sheet.answer(number, public=number in ("1", "6a", "S2"))
            exempt = [number for number in sheet.rows if number in ("2", "3", "5", "6b", "S1")]
            for at, deed in enumerate(deeds if exempt else ()):
                DEEDS[deed](sheet, exempt[at % len(exempt)])
            sheet.save()


def _list_words(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the words of the cells, notes, links and names of a workbook, each with what it is."""
    book = openpyxl.load_workbook(path)
    yield from (("name of a worksheet", each) for each in book.sheetnames)
    for sheet in book.worksheets:
        for cell in (each for row in sheet.iter_rows() for each in row):
            yield "cell", str(cell.value or "")
            # A marked copy keeps what a note says, and adds lines.
            yield from (("note", line) for line in (cell.comment.text.split("\n") if cell.comment else ()))
            yield "link", str(cell.hyperlink.target or "") if cell.hyperlink else ""


def try_number(number: int, folder: Path, *, pdf: bool = False) -> Trial:
    """Try the workspace of a number."""
    chance = random.Random(number)  # noqa: S311 - the same each time
    mark = GOOD if number % 2 == 0 else MISSPELT[number // 2 % len(MISSPELT)]
    typo = "" if number % 3 else chance.choice(TYPOS)
    plan_mark = GOOD if number % 5 == 1 else ""
    # The sheets go out before the mistakes are made, and are filled in.
    trial = Trial(folder / "room", GOOD)
    trial.run("sheet")
    deeds = chance.sample(sorted(DEEDS), chance.randint(1, 5))
    trial.fill_in(deeds)
    trial.run("build")
    write_matters(trial.root, trial.places, mark, typo, plan_mark)
    for command in LOOKING:
        trial.run(*command)
    for command in WRITING:
        trial.run(*command)
    if pdf:
        trial.run("build", "--pdf", "--html")
    return trial


def main(count: int, first: int) -> int:
    """Try the numbers; print a table, and return 1 if anything has leaked."""
    began, secrets, commands, searched, leaks = time.monotonic(), 0, 0, 0, Counter[tuple[str, str]]()
    warnings.simplefilter("ignore", UserWarning)
    # What is left after a power cut is not looked at.
    os.fsync = lambda fd: None  # noqa: ARG005
    scratch = tempfile.gettempdir()
    for number in range(first, first + count):
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            tempfile.tempdir = f"{folder}/home"
            os.environ |= {"HOME": tempfile.tempdir, "TMPDIR": tempfile.tempdir, "COLUMNS": "300"}
            trial = try_number(number, Path(folder), pdf=number % 10 == 0)
        secrets, commands, searched = (
            secrets + len(trial.places.secrets), commands + trial.commands, searched + trial.searched,
        )  # fmt: skip
        for leak in trial.leaks:
            if not any(leak.place == place for place, _ in leaks):
                sys.stdout.write(
                    f"{number}: {leak.place}: {leak.trace!r} after papers {leak.command}: {leak.found_in}\n"
                )
            leaks[leak.place, leak.found_in] += 1
    for name, figure in (("workspaces", count), ("secrets placed", secrets), ("commands run", commands),
                         ("places searched", searched), ("leaked", leaks.total()),
                         ("seconds", round(time.monotonic() - began))):  # fmt: skip
        sys.stdout.write(f"{name:16} {figure:9,}\n")
    return int(bool(leaks))


if __name__ == "__main__":
    given = [*map(int, sys.argv[1:])]
    sys.exit(main(*(given + [COUNT, 0][len(given) :])))
