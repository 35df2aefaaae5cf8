"""Misspellings: common ones, found by typos, a separate program that knows British spelling, and rare ones.

It is run once for all texts, since starting it takes longer than reading them.
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

from cabinet_papers.check.checked_matter import TextBlock, find_text_blocks, finding_in
from cabinet_papers.check.letters import find_damage
from cabinet_papers.check.rare_words import RareWord, find_rare_words
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import EMPTY, Message, Term, for_officer, one_of, phrase

if TYPE_CHECKING:
    from cabinet_papers.matter.typed_text import TypedText

# It takes a tenth of a second; the first time on a slow computer, under a virus scanner, much longer.
SECONDS = 30
# The last word it is given: if it does not report this one, it did not look at everything.
MISSPELT = "recieve"
# What reading its answer raises if that is not of the expected form.
NO_ANSWER = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError)
# What it ends with where it found a misspelling.
FOUND = 2
# What is no word: an address, a file's name, a reference, a name with a capital inside.
# Nor is one so long, which would take the program a time that grows with the square of its length.
NO_WORD = re.compile(
    r"(?<!\S)(?:\S{200,}|\S*(?:(?:://|www\.|@|\\)\S*|\d\S*|\.(?:gov|org|com|uk|docx?|xlsx?|pdf)\b\S*))"
)


# An abbreviation in capitals has no more letters.
LONGEST = 5
# Before the name of a person.
SURNAME = re.compile(
    r"\b(?:Councillors?|Cllrs?\.?|Mrs?\.?|Ms\.?|Miss|Dr\.?|Sir|Dame|Professor|Prof\.?)(?: [A-Z][\w.’'-]*){0,2} $"
)


class Misspelling(NamedTuple):
    """A misspelt word: its line, the place in it, the word, and what is right."""

    line: int
    start: int
    word: str
    better: list[str]


class SpellingError(Exception):
    """The program cannot be run, or gives no answer; `reason` says which of these in plain words."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class SpellingCheck:
    """The program's check of the texts, which runs beside the other checks.

    `words` count as right. Only English is checked. With a `problem` known from an earlier check the program is not
    run; afterwards `problem` says why nothing was checked, and is empty if everything was.
    """

    def __init__(
        self, typed_texts: Sequence[TypedText], language: str, words: Sequence[str], problem: Message = EMPTY
    ) -> None:
        self.text_blocks = [block for source in typed_texts for block in find_text_blocks(source)]
        self.words = {word.casefold() for word in words}
        self.answers: list[Misspelling] = []
        self.problem = problem
        lines = [_blank_out(block.text) for block in self.text_blocks]
        locale = "en-us" if language == "en-US" else "en-gb"
        self.thread = threading.Thread(target=self._ask, args=(locale, lines), daemon=True)
        if language.startswith("en") and lines and not problem:
            self.thread.start()
        # While the program runs.
        is_british = locale == "en-gb" and language.startswith("en")
        blanked = [block._replace(text=line) for block, line in zip(self.text_blocks, lines, strict=True)]
        self.rare_words = list(find_rare_words(blanked, self.words)) if is_british else []

    def _ask(self, locale: str, lines: list[str]) -> None:
        try:
            self.answers = ask_program(locale, lines)
        except SpellingError as error:
            self.problem = error.reason

    def find(self) -> Iterator[Diagnostic]:
        """Yield a finding for each misspelt word, once the program has answered."""
        if self.thread.ident is not None:
            self.thread.join()
        known = set[tuple[Location, int]]()
        for at, start, word, better in self.answers:
            known.add((self.text_blocks[at].source.location, self.text_blocks[at].start + start))
            if word.casefold() not in self.words and not _is_name(word, self.text_blocks[at].text[:start]):
                yield _report(self.text_blocks[at], start, word, better)
        for rare in self.rare_words:
            if (rare.block.source.location, rare.block.start + rare.start) not in known:
                yield _report_confused(rare) if rare.is_word else _report(*rare[:4])


def _is_name(word: str, before: str) -> bool:
    """Whether the word is a person's name, after these words, or an abbreviation."""
    return (word.isupper() and len(word) <= LONGEST) or SURNAME.search(before) is not None


def _blank_out(text: str) -> str:
    """Return the text with blanks in the place of what is no word, and of words that are reported as damaged."""
    text = NO_WORD.sub(lambda found: " " * len(found[0]), text)
    for each in find_damage(text):
        text = f"{text[: each.start]}{' ' * (each.end - each.start)}{text[each.end :]}"
    return text


def report_not_checked(problem: Message) -> Diagnostic:
    """Return the finding that no spelling was checked, and why."""
    hint = phrase(
        "run the command again; if that does not help, install cabinet-papers again: pipx install --force, followed by "
        "the name of the .whl file that you installed it from"
    )
    return finding(codes.WSP003, phrase("spelling was not checked: {}", problem), hint, Location("."))


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
        raise SpellingError(phrase("the spelling checker (typos) is missing"))
    arguments = [str(program), "--isolated", "--locale", locale, "--format", "json", "-"]
    text = "\n".join([*lines, MISSPELT])
    try:
        ran = subprocess.run(  # noqa: S603 - the program that we depend on
            arguments, input=text.encode(errors="replace"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise SpellingError(phrase("the spelling checker (typos) did not finish within {} seconds", SECONDS)) from error
    except OSError as error:
        reason = Term(error.strerror or error)
        raise SpellingError(phrase("the spelling checker (typos) cannot be started ({})", reason)) from error
    if ran.returncode != FOUND:
        raise SpellingError(phrase("the spelling checker (typos) stopped with an error (number {})", ran.returncode))
    try:
        found = list(_read_answer(ran.stdout.decode("utf-8", "replace"), text.split("\n")))
    except NO_ANSWER as error:
        raise SpellingError(phrase("the spelling checker (typos) gave an answer that cannot be understood")) from error
    if not any(each.line == len(lines) and each.word == MISSPELT for each in found):
        raise SpellingError(phrase("the spelling checker (typos) did not check everything"))
    return [each for each in found if each.line < len(lines)]


def _read_answer(answer: str, lines: list[str]) -> Iterator[Misspelling]:
    """Yield each misspelt word. Raises one of NO_ANSWER."""
    for line in answer.splitlines():
        found = json.loads(line)
        if found.get("type") == "typo" and found.get("line_num"):
            at = int(found["line_num"]) - 1
            before = lines[at].encode(errors="replace")[: int(found["byte_offset"])].decode("utf-8", "replace")
            yield Misspelling(at, len(before), str(found["typo"]), [str(each) for each in found["corrections"]])


def _report(block: TextBlock, start: int, word: str, better: list[str]) -> Diagnostic:
    message = phrase('"{}" is misspelt', word)
    write = (
        phrase("write {}", one_of([Term(each) for each in better[:3]]))
        if better
        else phrase("look it up in a dictionary")
    )
    hint = for_officer("{}; if the word is right, add it to words: in papers.yaml, as in words: [{}]", write, word)
    return finding_in(codes.STY012, block, start, start + len(word), message, hint)


def _report_confused(rare: RareWord) -> Diagnostic:
    right = rare.better[0]
    message = phrase('"{}" is another word; here it should be "{}"', rare.word, right)
    hint = phrase('write "{}"', Term(right))
    return finding_in(codes.STY012, rare.block, rare.start, rare.start + len(rare.word), message, hint)
