"""Common misspellings, by the word list of typos, a program of its own that knows British spelling.

It is asked once for all texts, since starting it takes longer than reading them.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.check.subject import Stretch, find_stretches, finding_in, quote
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding

if TYPE_CHECKING:
    from cabinet_papers.matter.passages import Passage

# It takes a tenth of a second; the first time on a slow computer, under a virus scanner, much longer.
SECONDS = 30
# Ends what it is asked with: where this is not found, not everything was looked at.
MISSPELT = "recieve"
# What a reader raises that is given something else than its answer.
NO_ANSWER = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError)
# What it ends with where it found a misspelling.
FOUND = 2
# What is no word: an address, a file's name, a reference, a name with a capital inside.
NO_WORD = re.compile(r"(?<!\S)\S*(?:(?:://|www\.|@|\\)\S*|\d\S*|\.(?:gov|org|com|uk|docx?|xlsx?|pdf)\b\S*)")


class Misspelling(NamedTuple):
    """A misspelt word: its line, the place in it, the word, and what is right."""

    line: int
    start: int
    word: str
    better: list[str]


class SpellingError(Exception):
    """The program cannot be asked, or gives no answer; in plain words."""


class SpellingCheck:
    """The texts as they are looked at by the program, beside whatever else is done meanwhile.

    `words` are right whatever the list says. Only English is looked at. With a `problem` known from an earlier check
    the program is not asked; afterwards `problem` says why nothing was looked at, "" where everything was.
    """

    def __init__(self, passages: Sequence[Passage], language: str, words: Sequence[str], problem: str = "") -> None:
        self.stretches = [stretch for passage in passages for stretch in find_stretches(passage)]
        self.words = {word.casefold() for word in words}
        self.answers: list[Misspelling] = []
        self.problem = problem
        lines = [NO_WORD.sub(lambda found: " " * len(found[0]), stretch.text) for stretch in self.stretches]
        locale = "en-us" if language == "en-US" else "en-gb"
        self.thread = threading.Thread(target=self._ask, args=(locale, lines), daemon=True)
        if language.startswith("en") and lines and not problem:
            self.thread.start()

    def _ask(self, locale: str, lines: list[str]) -> None:
        try:
            self.answers = ask_program(locale, lines)
        except SpellingError as error:
            self.problem = str(error)

    def find(self) -> Iterator[Diagnostic]:
        """Yield a finding for each misspelt word, once the program has answered."""
        if self.thread.ident is not None:
            self.thread.join()
        for at, start, word, better in self.answers:
            if word.casefold() not in self.words:
                yield _say(self.stretches[at], start, word, better)


def say_not_checked(problem: str) -> Diagnostic:
    """Return the finding that no spelling was checked, and why."""
    hint = "install the program again: pipx install --force, and the .whl file that it was installed from"
    return finding(codes.WSP003, f"spelling was not checked: the program typos {problem}", hint, Location("."))


def find_program() -> Path | None:
    """Return the program as it was installed beside this one, or on the path; None where it is missing."""
    name = "typos.exe" if sys.platform == "win32" else "typos"
    beside = Path(sysconfig.get_path("scripts")) / name
    found = beside if beside.is_file() else shutil.which(name)
    return Path(found) if found else None


def ask_program(locale: str, lines: Sequence[str]) -> list[Misspelling]:
    """Return the misspelt words of the lines. Raises SpellingError."""
    program = find_program()
    if program is None:
        raise SpellingError("is missing")
    arguments = [str(program), "--isolated", "--locale", locale, "--format", "json", "-"]
    text = "\n".join([*lines, MISSPELT])
    try:
        ran = subprocess.run(  # noqa: S603 - the program that we depend on
            arguments, input=text.encode(errors="replace"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise SpellingError(f"did not answer within {SECONDS} seconds") from error
    except OSError as error:
        raise SpellingError(f"cannot be started ({error.strerror or error})") from error
    if ran.returncode != FOUND:
        raise SpellingError(f"failed (it ended with {ran.returncode})")
    try:
        found = list(_read_answer(ran.stdout.decode("utf-8", "replace"), text.split("\n")))
    except NO_ANSWER as error:
        raise SpellingError("gave an answer that cannot be understood") from error
    if not any(each.line == len(lines) and each.word == MISSPELT for each in found):
        raise SpellingError("did not look at everything")
    return [each for each in found if each.line < len(lines)]


def _read_answer(answer: str, lines: list[str]) -> Iterator[Misspelling]:
    """Yield each misspelt word. Raises one of NO_ANSWER."""
    for line in answer.splitlines():
        found = json.loads(line)
        if found.get("type") == "typo" and found.get("line_num"):
            at = int(found["line_num"]) - 1
            before = lines[at].encode(errors="replace")[: int(found["byte_offset"])].decode("utf-8", "replace")
            yield Misspelling(at, len(before), str(found["typo"]), [str(each) for each in found["corrections"]])


def _say(stretch: Stretch, start: int, word: str, better: list[str]) -> Diagnostic:
    message = f"{quote(stretch.passage, word)} is misspelt"
    hint = f"write {' or '.join(better[:3])}" if better else "look the word up"
    hint += "; if it is right, add it to words: in papers.yaml"
    return finding_in(codes.STY012, stretch, start, start + len(word), message, hint)
