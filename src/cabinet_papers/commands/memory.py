"""Remembers findings by content hash, so that matters and templates that have not changed are not checked again.

Kept in output/.checked.json, and what builds gave in output/.made.json. They hold findings with the words that these
quote; a memory that cannot be read or written is ignored.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any

from cabinet_papers import __version__
from cabinet_papers.files.folders import is_folder, is_there, read_json
from cabinet_papers.files.writing import write_whole
from cabinet_papers.findings.codes import CATALOGUE
from cabinet_papers.findings.diagnostics import CellWords, Diagnostic, Fix, Location, Severity
from cabinet_papers.findings.message import Message, Term, Withheld, phrase

FILE = ".checked.json"
# Raised when the form of the file changes.
FORM = 5
# The kinds of words in a message.
KINDS: dict[str, type[str]] = {"typed": str, "term": Term, "withheld": Withheld}
# How deeply the messages within a message are nested at most.
DEEPEST = 20
CELL = re.compile(r"[A-Z]{1,3}[0-9]{1,7}")
# A language, the name of a file or a fingerprint is no longer.
LONGEST_NEED = 255


class Memory:
    """Findings by the name and the fingerprint of what they were found in."""

    def __init__(self, folder: Path, file: str = FILE) -> None:
        self.path = folder / file
        self.known = _load(self.path)
        self.fresh: dict[str, tuple[str, list[Diagnostic], list[str]]] = {}
        self.facts: dict[str, Any] = {}
        self.changed = False

    def find(self, name: str, fingerprint: str) -> tuple[list[Diagnostic], list[str]] | None:
        """Return what was found in the thing when it had this fingerprint, and what else was kept; or None."""
        if name in self.fresh:
            found_in, findings, needs = self.fresh[name]
            return (list(findings), needs) if found_in == fingerprint else None
        try:
            kept = self.known[name]
            if kept["fingerprint"] == fingerprint:
                return [_revive(each) for each in kept["findings"]], [_revive_need(each) for each in kept["needs"]]
        except (KeyError, TypeError, ValueError):
            pass
        return None

    def find_facts(self, name: str, fingerprint: str) -> Any:
        """Return the facts that were kept of the thing when it had this fingerprint, as JSON has them; or None."""
        if name in self.fresh:
            return self.facts.get(name) if self.fresh[name][0] == fingerprint else None
        kept = self.known.get(name)
        return kept.get("facts") if isinstance(kept, dict) and kept.get("fingerprint") == fingerprint else None

    def keep(
        self, name: str, fingerprint: str, findings: list[Diagnostic], needs: list[str], *,
        is_lasting: bool = True, facts: Any = None,
    ) -> None:  # fmt: skip
        """Keep what was found; `needs` are names of other things that belong to it, `facts` what JSON can keep.

        What is not `is_lasting` is kept for this run alone, and the next one looks again.
        """
        self.fresh[name] = (fingerprint, findings, needs)
        self.facts[name] = facts
        self.changed = True
        if not is_lasting:
            self.known.pop(name, None)
            return
        kept = [
            [each.code.number, _flatten(each.message), _flatten(each.hint), each.location, each.severity, *each[5:]]
            for each in findings
        ]
        self.known[name] = {"fingerprint": fingerprint, "findings": kept, "needs": needs, "facts": facts}

    def save(self) -> None:
        """Write the memory, where there is anything new and a place for it."""
        if self.changed and is_folder(self.path.parent):
            try:
                content = json.dumps({"form": FORM, "program": _program(), "known": self.known})
                write_whole(self.path, content.encode())
            except (OSError, RecursionError):
                # The next check takes longer, and that is all.
                return


def fingerprint_of(*contents: bytes) -> str:
    """Return the hash of the contents in their order."""
    digest = hashlib.sha256()
    for content in contents:
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()


def is_damaged(path: Path) -> bool:
    """Whether a file is there that is no memory; one that the disk does not give may be one."""
    try:
        return is_there(path) and not isinstance(read_json(path), dict)
    except OSError:
        return False


def _load(path: Path) -> dict[str, Any]:
    try:
        kept = read_json(path)
    except OSError:
        # This check takes longer, and that is all.
        return {}
    if isinstance(kept, dict) and kept.get("form") == FORM and kept.get("program") == _program():
        known = kept.get("known")
        return known if isinstance(known, dict) else {}
    return {}


def list_sources() -> list[Path]:
    """Return every module of the program."""
    package = Path(__file__).parents[1]
    return sorted(Path(folder, file) for folder, _, files in os.walk(package) for file in files if file.endswith(".py"))


@cache
def _program() -> str:
    """Return the hash of the program: another version, or a changed source, may find other things."""
    found = ((each.name, each.stat()) for each in list_sources())
    stamps = [(name, status.st_size, status.st_mtime_ns) for name, status in found]
    return fingerprint_of(__version__.encode(), repr(stamps).encode())


def _revive(kept: list[Any]) -> Diagnostic:
    """Return a finding as it was kept. Raises KeyError, TypeError or ValueError if it does not have that form."""
    number, message, hint, location, severity, length, related, recommendation, fix, printed, words = kept
    _expect(int, length)
    _expect((int, NoneType), recommendation)
    _expect((str, NoneType), printed)
    return Diagnostic(
        CATALOGUE[number], _revive_message(message), _revive_message(hint), _revive_place(location), Severity(severity),
        length, _revive_place(related) if related else None, recommendation, _revive_fix(fix) if fix else None,
        printed, _revive_words(words) if words else None,
    )  # fmt: skip


def _flatten(message: Message) -> dict[str, Any]:
    """Return the message as JSON can keep it, each of its words with what kind of words they are."""
    values = [
        _flatten(each) if isinstance(each, Message) else each if isinstance(each, int) else [_kind_of(each), each]
        for each in message.values
    ]
    return {"pattern": message.pattern, "values": values, "for_officer": message.for_officer}


def _kind_of(words: str) -> str:
    return "withheld" if isinstance(words, Withheld) else "term" if isinstance(words, Term) else "typed"


def _revive_message(kept: Any, depth: int = 0) -> Message:
    pattern, for_officer = kept["pattern"], kept["for_officer"]
    _expect(str, pattern)
    _expect(bool, for_officer)
    if depth > DEEPEST:
        raise ValueError("no message is made of so many others")
    values = (_revive_value(each, depth + 1) for each in kept["values"])
    return phrase(pattern, *values)._replace(for_officer=for_officer)


def _revive_value(kept: Any, depth: int) -> str | int | Message:
    if isinstance(kept, int):
        return kept
    if isinstance(kept, dict):
        return _revive_message(kept, depth)
    kind, words = kept
    _expect(str, words)
    return KINDS[kind](words)


def _revive_place(kept: list[Any]) -> Location:
    file, line, column, sheet, cell = kept
    _expect(str, file)
    _expect((int, NoneType), line, column)
    _expect((str, NoneType), sheet, cell)
    if cell and not CELL.fullmatch(cell):
        raise ValueError("a cell has no such name")
    return Location(file, line, column, sheet, cell)


def _revive_fix(kept: list[Any]) -> Fix:
    line, column, length, replacement = kept
    _expect(int, line, column, length)
    _expect(str, replacement)
    if min(line, column) < 1 or length < 0:
        raise ValueError("there is no such place in a file")
    return Fix(line, column, length, replacement)


def _revive_words(kept: list[Any]) -> CellWords:
    text, start, length = kept
    _expect(str, text)
    _expect(int, start, length)
    if min(start, length) < 0:
        raise ValueError("there is no such place in a text")
    return CellWords(text, start, length)


def _revive_need(kept: object) -> str:
    if not isinstance(kept, str) or len(kept) > LONGEST_NEED or "\0" in kept:
        raise TypeError("what belongs to it is not of the form that was written")
    return kept


def _expect(kind: type | tuple[type, ...], *values: object) -> None:
    if not all(isinstance(value, kind) for value in values):
        raise TypeError("what is remembered is not of the form that was written")
