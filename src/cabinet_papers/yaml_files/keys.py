"""The keys of the YAML files, each declared once.

The readers take from here which keys there are, what each holds and how one is asked for that is missing; the schema
(`schema.py`), the annotated files of `papers init` and `papers new` (`annotated.py`) and the README's table follow.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from cabinet_papers.findings.codes import CATALOGUE, FAMILIES
from cabinet_papers.findings.diagnostics import Severity
from cabinet_papers.matter.passages import Kind
from cabinet_papers.matter.vocabulary import RESPONSE_COLUMNS, Meaning


class Text(NamedTuple):
    """Text that a person writes; of a `kind` it is kept for the rules of words and style."""

    kind: Kind | None = None


class Date(NamedTuple):
    """A date."""


class Choice(NamedTuple):
    """One of a few words; capitals do not matter."""

    words: tuple[str | bool | None, ...]


class ListOf(NamedTuple):
    """A list. `meaning` says what an item is."""

    item: Holds
    meaning: str = ""


class Words(NamedTuple):
    """A group of keys that are words a council chooses, each with a value of one kind."""

    meaning: str
    value: Choice


class Group(NamedTuple):
    """A group of keys, as messages call it, and what it is. `or_text` says that a text alone may be in its place."""

    called: str
    meaning: str
    keys: tuple[Key, ...]
    or_text: Key | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its keys."""
        return tuple(key.name for key in self.keys)

    def find(self, name: str) -> Key:
        """Return the key of that name."""
        return next(key for key in self.keys if key.name == name)


Holds: TypeAlias = Text | Date | Choice | ListOf | Words | Group


class Key(NamedTuple):
    """A key: its name, what it means to the officer, and what it holds (several where it may be written in more ways).

    `hint` says how to add it where it is missing. `sample` and `note` are what an annotated file has for it; without
    a `sample` it is not in there. `without` is what the README says of its absence.
    """

    name: str
    meaning: str
    holds: Holds = Text()
    or_holds: Holds | None = None
    required: bool = False
    examples: tuple[str, ...] = ()
    default: str = ""
    hint: str = ""
