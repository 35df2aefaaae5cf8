"""The texts of a matter as they were typed, with their places; the rules of words and style check these."""

from __future__ import annotations

from bisect import bisect_left
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from cabinet_papers.findings.diagnostics import CellWords, Fix, Location

# A finding keeps so many characters before and after those that it is about, more than a terminal shows in a line.
AROUND = 200
# Characters for private use. In the source of a YAML text they stand for Unicode's ends of a line and of a paragraph,
# which YAML would take for the end of the line there.
LINE_END, PARAGRAPH_END = "\U0010fffd", "\U0010fffc"


class TextKind(StrEnum):
    """What a text is in its paper, which decides the rules that apply to it."""

    TITLE = "title"
    HEADING = "heading"
    NAME = "name"
    SERVICE = "service"
    FIELD = "field"
    SENTENCES = "sentences"
    MARKDOWN = "markdown"
    RECOMMENDATION = "recommendation"
    PART = "part of a recommendation"
    COMMENT = "comment"
    ACTION = "action"
    NOTES = "notes"


class TypedText(NamedTuple):
    """One text. `name` is how a message calls it.

    `number` is the recommendation that it is of, or answers, as it is counted, and `printed` as it is printed. `raw`
    is the text as it is in its YAML file, from `location` on, with quotes and indentation; "" in a workbook.
    """

    text: str
    kind: TextKind
    name: str
    location: Location
    raw: str = ""
    number: int | None = None
    exempt: bool = False
    printed: str = ""


class TextSpan(NamedTuple):
    """A block of a source, as its file has it: the place, how long it is there, and how it would be replaced.

    In a workbook, whose places are cells, `words` is the line of the cell.
    """

    location: Location
    length: int
    fix: Fix | None
    words: CellWords | None = None


def find_span(source: TypedText, start: int, end: int, replacement: str | None = None) -> TextSpan:
    """Return where the characters from `start` to `end` of the source are, and the edit that replaces them.

    There is no edit in a workbook, over several lines, or where the file has the words in another form, as it has
    what is written with a backslash.
    """
    location = source.location
    if location.cell is not None:
        return TextSpan(location, 0, None, _find_words(source.text, start, end))
    if not source.raw or location.line is None:
        return TextSpan(location, 0, None)
    places = _align(source.text, source.raw)
    first, last = places[start], places[max(start, end - 1)] + 1
    ends = _find_line_ends(source.raw)
    above = bisect_left(ends, first)
    line = location.line + above
    column = first - ends[above - 1] if above else (location.column or 1) + first
    stored = source.raw[first:last]
    length = len(stored.split("\n", 1)[0])
    simple = stored == source.text[start:end] and "\n" not in stored
    fix = Fix(line, column, length, replacement) if replacement is not None and simple and start < end else None
    return TextSpan(Location(location.file, line, column), max(1, length), fix)


def _find_words(text: str, start: int, end: int) -> CellWords:
    """Return the line that the characters are in, of a long one what is near them."""
    first = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    last = min(text.find("\n", start) % (len(text) + 1), end + AROUND)
    return CellWords(text[first:last], start - first, min(end, last) - start)


@lru_cache(maxsize=32)
def _find_line_ends(raw: str) -> tuple[int, ...]:
    """Return where the lines of a scalar's source end."""
    return tuple(at for at, sign in enumerate(raw) if sign == "\n")


@lru_cache(maxsize=32)
def _align(text: str, raw: str) -> tuple[int, ...]:
    """Return for each character of a scalar's text, and for its end, where it is in the scalar's source.

    YAML 1.2, chapters 7.3 (quoting, folding) and 8.1 (block scalars): what is not the text itself is white space,
    a doubled quote, an escape, or the header of a block.
    """
    style = raw[0] if raw[:1] in ('"', "'", "|", ">") else ""
    at = raw.find("\n") + 1 if style in ("|", ">") else len(style)
    places: list[int] = []
    for sign in text:
        if sign == "\n" and places and raw[at - 1 : at] == PARAGRAPH_END and raw[places[-1]] == PARAGRAPH_END:
            # The second of the two line ends that it stands for.
            places.append(places[-1])
            continue
        at = _skip_to(raw, at, sign, style)
        places.append(min(at, len(raw) - 1))
        at += _width(raw, at, style)
    return (*places, min(at, len(raw)))


def _skip_to(raw: str, at: int, sign: str, style: str) -> int:
    """Pass over the white space that laid the text out, and in double quotes over an escaped line break."""
    while at < len(raw):
        if style == '"' and raw.startswith("\\\n", at):
            at += 2
            at += len(raw[at:]) - len(raw[at:].lstrip(" \t"))
        elif raw[at] == sign or (raw[at] == "\n" and sign == " "):
            break
        elif raw[at] in " \t\n":
            at += 1
        else:
            break
    return at


def _width(raw: str, at: int, style: str) -> int:
    """Return how many characters of the source make one of the text."""
    if style == "'" and raw.startswith("''", at):
        return 2
    if style == '"' and raw.startswith("\\", at):
        return {"x": 4, "u": 6, "U": 10}.get(raw[at + 1 : at + 2], 2)
    return 1
