"""The entries of one YAML mapping taken key by key, typed; what is wrong becomes a finding at its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from cabinet_papers import codes
from cabinet_papers.dates import DateError, parse_date
from cabinet_papers.diagnostics import Code, Diagnostic, Location, Severity, finding
from cabinet_papers.passages import Kind, Passage
from cabinet_papers.prose import Prose
from cabinet_papers.read.markdown import find_lost_words, read_markdown
from cabinet_papers.read.yaml_source import YamlList, YamlMapping, YamlNode, YamlText

if TYPE_CHECKING:
    from datetime import date

DATE_CURE = "write it as 2025-01-14, 14 January 2025 or 14/01/2025"


@dataclass(slots=True)
class Source:
    """One YAML file being read: how findings name it, the language of its dates, and what was found."""

    file: str
    language: str = "en-GB"
    findings: list[Diagnostic] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)

    def keep(
        self, node: YamlNode | None, kind: Kind, name: str, number: int | None = None, *, exempt: bool = False
    ) -> None:
        """Keep a text for the rules of words and style; `name` is how messages call it."""
        if isinstance(node, YamlText) and node.value.strip():
            self.passages.append(Passage(node.value, kind, name, self.at(node), node.raw, number, exempt))

    def at(self, node: YamlNode) -> Location:
        """Return the node's place."""
        return Location(self.file, node.line, node.column)

    def report(
        self, code: Code, message: str, hint: str, place: Location, severity: Severity | None = None, length: int = 0
    ) -> None:
        """Add a finding about `length` characters from the place on, of 0 about the word there."""
        self.findings.append(finding(code, message, hint, place, severity)._replace(length=length))

    def report_value(self, code: Code, message: str, hint: str, node: YamlNode) -> None:
        """Add a finding about a value: about all of a text that stands on the value's first line."""
        length = len(node.raw.split("\n", 1)[0].rstrip()) if isinstance(node, YamlText) else 0
        self.report(code, message, hint, self.at(node), length=length)

    def read_text(self, node: YamlNode, what: str) -> str:
        """Return the node's text without outer white space; "" with a finding where it is not text."""
        return self.read_lines(node, what).strip()

    def read_lines(self, node: YamlNode, what: str) -> str:
        """Return the node's text with the indentation of its lines; "" with a finding where it is not text."""
        if isinstance(node, YamlText):
            return node.value.strip("\n").rstrip()
        if isinstance(node, YamlMapping) and len(node.entries) == 1 and " " in node.entries[0].key:
            self.report_sentence(node)
        else:
            kind = "a list" if isinstance(node, YamlList) else "a group of keys"
            self.report_value(codes.YML004, f"{what} has to be text, but {kind} stands here", "", node)
        return ""

    def report_sentence(self, node: YamlMapping) -> None:
        """Say that a sentence with a colon in it was read as a key and a value."""
        key = node.entries[0].key
        message = f'": " makes a key of the words before it: "{key[:60]}"'
        cure = "put the whole text in double quotes"
        self.report(codes.YML007, message, cure, self.at(node), length=len(key) + 1)

    def read_markdown(self, node: YamlText) -> Prose:
        """Return the prose of a Markdown text, with a finding for words that Markdown would make nothing of."""
        prose = read_markdown(node.value)
        lost = find_lost_words(node.value, prose)
        if lost:
            line, word = lost[0]
            message = f'Markdown makes nothing of "{word}"' + (f" and {len(lost) - 1} more words" if lost[1:] else "")
            hint = "look at the table's columns, the link's title or the depth of the list, and write it plainer"
            self.report(codes.YML013, message, hint, Location(self.file, node.first_line + line))
        return prose

    def read_date(self, node: YamlNode, what: str) -> date | None:
        """Return the date, or None with a finding."""
        text = self.read_text(node, what)
        if not text:
            return None
        try:
            return parse_date(text, self.language)
        except DateError as problem:
            self.report_value(codes.YML012, f"{what}: {problem}", DATE_CURE, node)
            return None


class Fields:
    """One mapping of a file. Keys that are not among `known` are findings with the nearest known one."""

    def __init__(self, source: Source, node: YamlNode | None, known: tuple[str, ...], what: str) -> None:
        self.source = source
        self.what = what
        self.entries: dict[str, YamlNode] = {}
        self.keys: dict[str, Location] = {}
        # Known keys of which another seems to be a misspelling.
        self.offered: set[str] = set()
        self.is_readable = node is None or is_absent(node) or isinstance(node, YamlMapping)
        self.location = source.at(node) if node else Location(source.file)
        if isinstance(node, YamlMapping):
            self._take(node, known)
        elif node is not None and not self.is_readable:
            hint = "write it as keys with values, such as " + " and ".join(f"{key}: ..." for key in known[:2])
            source.report_value(codes.YML004, f"{what} has to be a group of keys", hint, node)

    def _take(self, node: YamlMapping, known: tuple[str, ...]) -> None:
        for entry in node.entries:
            place = Location(self.source.file, entry.line, entry.column)
            self.keys[entry.key] = place
            if entry.key in known:
                if not is_absent(entry.value):
                    self.entries[entry.key] = entry.value
                continue
            near = get_close_matches(entry.key.casefold(), known, 1)
            self.offered.update(near)
            hint = f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(known)}"
            message = f'"{entry.key}" is not a key of {self.what}'
            self.source.report(codes.YML003, message, hint, place, length=len(entry.key))

    def find(self, key: str) -> YamlNode | None:
        """Return the value given for the key, or None where it is absent or empty."""
        return self.entries.get(key)

    def place(self, key: str) -> Location:
        """Return the place of the key's value, or of the whole mapping where it is absent."""
        node = self.entries.get(key)
        return self.source.at(node) if node else self.location

    def report(self, code: Code, message: str, hint: str, key: str) -> None:
        """Add a finding about the key's value, or about the whole mapping where it is absent."""
        node = self.entries.get(key)
        if node:
            self.source.report_value(code, message, hint, node)
        else:
            self.source.report(code, message, hint, self.location)

    def require(self, key: str, hint: str = "") -> YamlNode | None:
        """Return the value given for the key, or None with a finding that it is needed.

        Of something that is no mapping at all only that is said, not each key it lacks; of a misspelt key only that.
        """
        if key not in self.entries and key not in self.offered and self.is_readable:
            cure = hint or f"add {key}: to {self.what}"
            message = f'"{key}" is missing from {self.what}'
            # What begins there is not wrong: only the place is meant.
            self.source.report(codes.YML005, message, cure, self.location, length=1)
        return self.entries.get(key)

    def text(self, key: str, kind: Kind | None = None, *, required: bool = False, hint: str = "") -> str:
        """Return the key's text on one line, "" where there is none; of a kind it is kept for the rules."""
        node = self.require(key, hint) if required else self.find(key)
        if kind:
            self.source.keep(node, kind, key.replace("_", " "))
        return " ".join(self.source.read_text(node, key).split("\n")) if node else ""

    def date(self, key: str, *, required: bool = False) -> date | None:
        """Return the key's date, or None."""
        node = self.require(key, DATE_CURE) if required else self.find(key)
        return self.source.read_date(node, key) if node else None

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """Return the key's value, one of the choices (their case does not matter)."""
        typed = self.text(key)
        if not typed:
            return default
        if typed.casefold() in choices:
            return typed.casefold()
        message = f'{key}: "{typed}" is not one of the choices'
        self.report(codes.YML011, message, f"choose {' or '.join(choices)}", key)
        return default

    def items(self, key: str) -> tuple[YamlNode, ...]:
        """Return the key's list, its empty items left out."""
        return self.list_items(self.find(key), key)

    def list_items(self, node: YamlNode | None, what: str) -> tuple[YamlNode, ...]:
        """Return the items of a list node; a finding where it is something else."""
        if isinstance(node, YamlList):
            return tuple(item for item in node.items if isinstance(item, YamlMapping) or not is_absent(item))
        if node is not None:
            hint = 'write each item on a line of its own that begins with "- "'
            self.source.report_value(codes.YML004, f"{what} has to be a list", hint, node)
        return ()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the key's list of texts."""
        read = (self.source.read_text(item, f"an item of {key}") for item in self.items(key))
        return tuple(text for text in read if text)


def is_absent(node: YamlNode) -> bool:
    """Whether nothing was given: an empty value means the key is absent, as does a mapping of nothing else."""
    if isinstance(node, YamlMapping):
        # A sentence that ends in a colon is a key too; nobody left that empty.
        return bool(node.entries) and all(entry.key.islower() and " " not in entry.key and is_absent(entry.value)
                                          for entry in node.entries)  # fmt: skip
    return isinstance(node, YamlText) and not node.value.strip()
