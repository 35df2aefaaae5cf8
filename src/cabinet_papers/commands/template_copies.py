"""Compares the council's copies of the templates with those that come with this version of the program.

A council's own copy is never replaced, so that what is new in the shipped one has to be said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum
from functools import cache
from importlib.resources import files
from itertools import takewhile, zip_longest
from pathlib import Path
from typing import NamedTuple

from cabinet_papers.files.folders import list_folder
from cabinet_papers.files.reading import read_file
from cabinet_papers.files.shipped import LANGUAGES, STYLES, find_example
from cabinet_papers.files.writing import hash_of
from cabinet_papers.finished.outline import Outline, read_outline
from cabinet_papers.finished.word_file import open_document

# Every template that came with a version of the program: its hash, the version, the day, and where it lies.
LIST = "shipped_templates.txt"
# So many differences are shown of a template, each no longer than this.
MOST_SHOWN, LONGEST = 7, 150
# So much is shown before the place where two long paragraphs begin to differ.
BEFORE = 40
# A copy that shares less with the shipped one is another template.
LIKE = 0.2


class State(Enum):
    """How a copy and the shipped template are related."""

    SAME = "as shipped with this version"
    SAVED = "has the words and styles of the one shipped with this version, and was saved again"
    OLDER = "as shipped with an earlier version; the one shipped with this version differs"
    EDITED = "edited by the council, or saved again; the one shipped with this version differs"
    OWN = "the council's own"
    DAMAGED = "cannot be opened"


class Copy(NamedTuple):
    """A template of the council's: how it is related to the shipped one, of which version it is, how they differ."""

    name: str
    state: State
    version: str = ""
    differences: tuple[str, ...] = ()


class _Shipped(NamedTuple):
    """A template of this version, where it lies among the shipped ones, and what is in it."""

    path: str
    hash: str
    outline: Outline


def compare_copies(folder: Path) -> list[Copy]:
    """Return how each template in the folder is related to the shipped one of its name."""
    shipped, known = _open_shipped(), read_list()
    paths = [path for path in list_folder(folder) if path.suffix == ".docx" and not path.name.startswith(("~", "."))]
    return [_compare(path, shipped, known) for path in paths]


def read_list() -> dict[str, tuple[str, str]]:
    """Return the version and the path of every template that was ever shipped, by its hash."""
    lines = (files(__package__) / LIST).read_text(encoding="utf-8").splitlines()
    rows = [line.split(maxsplit=3) for line in lines if line and not line.startswith("#")]
    return {digest: (f"{version} of {day}", path) for digest, version, day, path in rows}


def list_shipped() -> dict[str, Path]:
    """Return the templates of this version by where they lie."""
    root = find_example() / "templates"
    sets = [root, *(each / "templates" for kind in (STYLES, LANGUAGES) for each in list_folder(find_example() / kind))]
    paths = [path for each in sets for path in list_folder(each) if path.suffix == ".docx" and path.name[0] not in "~."]
    return {path.relative_to(root).as_posix(): path for path in paths}


@cache
def _open_shipped() -> tuple[_Shipped, ...]:
    contents = ((name, path.read_bytes()) for name, path in list_shipped().items())
    return tuple(_Shipped(name, hash_of(content), read_outline(open_document(content))) for name, content in contents)


def _compare(path: Path, shipped: tuple[_Shipped, ...], known: dict[str, tuple[str, str]]) -> Copy:
    try:
        content = read_file(path)
    except OSError:
        return Copy(path.name, State.DAMAGED)
    digest = hash_of(content)
    if any(each.hash == digest for each in shipped):
        return Copy(path.name, State.SAME)
    opened = open_document(content)
    if opened.faults:
        return Copy(path.name, State.DAMAGED)
    own = read_outline(opened)
    version, place = known.get(digest, ("", ""))
    of_name = [each for each in shipped if each.path == place] or [each for each in shipped if _named(each, path)]
    if not of_name:
        return Copy(path.name, State.OWN)
    nearest = max(of_name, key=lambda each: _measure(own, each.outline))
    if not version and _measure(own, nearest.outline) < LIKE:
        return Copy(path.name, State.OWN)
    differences = tuple(_describe(own, nearest.outline))
    state = State.OLDER if version else State.EDITED if differences else State.SAVED
    return Copy(path.name, state, version, differences)


def _named(shipped: _Shipped, path: Path) -> bool:
    return shipped.path.rpartition("/")[2] == path.name


def _measure(own: Outline, shipped: Outline) -> float:
    """Return how much of two templates is the same, from 0 to 1."""
    return SequenceMatcher(None, own.paragraphs, shipped.paragraphs, autojunk=False).ratio()


def _describe(yours: Outline, ours: Outline) -> list[str]:
    """Return what only one of two templates has, and the styles that differ; not too many lines."""
    rows = list(_compare_texts(yours.texts, ours.texts))
    names = [("the shipped one", ours.names - yours.names), ("yours", yours.names - ours.names)]
    named = [f"placeholders only in {whose}: {_cut(', '.join(sorted(each)))}" for whose, each in names if each]
    if not rows and not named:
        rows = list(_compare_texts(yours.paragraphs, ours.paragraphs))
    further = [f"and {len(rows) - MOST_SHOWN + 1} more paragraphs"] if len(rows) > MOST_SHOWN else []
    shown = rows[: MOST_SHOWN - 1] if further else rows
    different = sorted(name for name, looks in yours.looks.items() if ours.looks.get(name, looks) != looks)
    styles = [f"styles that differ: {_cut(', '.join(different))}"] if different else []
    return [*named, *shown, *further, *styles]


def _compare_texts(yours: Sequence[str], ours: Sequence[str]) -> Iterator[str]:
    """Yield a line for each paragraph that only one of two templates has."""
    for kind, start, end, other_start, other_end in SequenceMatcher(None, yours, ours, autojunk=False).get_opcodes():
        if kind != "equal":
            pairs = zip_longest(yours[start:end], ours[other_start:other_end], fillvalue="")
            for own, other in pairs:
                same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(own, other, strict=False)))
                yield from (f"only in yours: {_cut(own, same)}" for _ in own[:1])
                yield from (f"only in the shipped one: {_cut(other, same)}" for _ in other[:1])


def _cut(words: str, same: int = 0) -> str:
    """Return the words cut to the length of a line, from a little before the place up to which they are the same."""
    if len(words) <= LONGEST:
        return words
    start = max(0, min(same - BEFORE, len(words) - LONGEST))
    end = start + LONGEST
    return f"{'...' if start else ''}{words[start:end]}{'...' if end < len(words) else ''}"
