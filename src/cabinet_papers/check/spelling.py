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
from typing import TYPE_CHECKING

from cabinet_papers import codes
from cabinet_papers.check.subject import Stretch, find_stretches, quote, say

if TYPE_CHECKING:
    from cabinet_papers.diagnostics import Diagnostic
    from cabinet_papers.passages import Passage

SECONDS = 60
# What is no word: an address, a file's name, a reference, a name with a capital inside.
NO_WORD = re.compile(r"(?<!\S)\S*(?:(?:://|www\.|@|\\)\S*|\d\S*|\.(?:gov|org|com|uk|docx?|xlsx?|pdf)\b\S*)")


class SpellingCheck:
    """The texts as they are looked at by the program, beside whatever else is done meanwhile.

    `words` are right whatever the list says. Only English is looked at.
    """

    def __init__(self, passages: Sequence[Passage], language: str, words: Sequence[str]) -> None:
        self.stretches = [stretch for passage in passages for stretch in find_stretches(passage)]
        self.words = {word.casefold() for word in words}
        self.answers: list[tuple[int, int, str, list[str]]] = []
        program = find_program() if language.startswith("en") and self.stretches else None
        lines = [NO_WORD.sub(lambda found: " " * len(found[0]), stretch.text) for stretch in self.stretches]
        locale = "en-us" if language == "en-US" else "en-gb"
        self.thread = threading.Thread(target=self._ask, args=(program, locale, "\n".join(lines)))
        self.thread.start()

    def _ask(self, program: Path | None, locale: str, text: str) -> None:
        if program:
            self.answers = list(_ask(program, locale, text))

    def find(self) -> Iterator[Diagnostic]:
        """Yield a finding for each misspelt word, once the program has answered."""
        self.thread.join()
        for at, start, word, better in self.answers:
            if word.casefold() not in self.words:
                yield _say(self.stretches[at], start, word, better)


def find_program() -> Path | None:
    """Return the program as it was installed beside this one, or on the path; None where it is missing."""
    name = "typos.exe" if sys.platform == "win32" else "typos"
    beside = Path(sysconfig.get_path("scripts")) / name
    found = beside if beside.is_file() else shutil.which(name)
    return Path(found) if found else None


def _ask(program: Path, locale: str, text: str) -> Iterator[tuple[int, int, str, list[str]]]:
    """Yield for each misspelt word its line, the place in it, the word and what is right."""
    arguments = [str(program), "--isolated", "--locale", locale, "--format", "json", "-"]
    ran = subprocess.run(arguments, input=text.encode(), capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - the program that we depend on
    lines = text.split("\n")
    for line in ran.stdout.decode("utf-8", "replace").splitlines():
        found = json.loads(line)
        if found.get("type") == "typo" and found.get("line_num"):
            at = int(found["line_num"]) - 1
            before = lines[at].encode()[: int(found["byte_offset"])].decode("utf-8", "replace")
            yield at, len(before), str(found["typo"]), [str(each) for each in found["corrections"]]


def _say(stretch: Stretch, start: int, word: str, better: list[str]) -> Diagnostic:
    message = f"{quote(stretch.passage, word)} is misspelt"
    hint = f"write {' or '.join(better[:3])}" if better else "look the word up"
    hint += "; if it is right, add it to words: in papers.yaml"
    return say(codes.STY012, stretch, start, start + len(word), message, hint)
