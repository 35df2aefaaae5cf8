"""What stopped YAML's reader, in plain words: the place, the cause, and what to do about it."""

from __future__ import annotations

import re
from typing import NamedTuple

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code, Diagnostic, Location, finding

QUOTE_CURE = "put the whole text in double quotes"
SIGN_CURE = f"text that begins with a sign such as *, &, !, %, @ or ` needs quotes: {QUOTE_CURE}"
CUT_OFF = re.compile(r"(?<![ \t])[ \t]+#+(?=[^\s#])")
# What the YAML standard does not let a file hold, and within the text a mark that belongs at its very beginning.
UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
# An escape in double quotes, and what those of one letter stand for that no paper prints.
_ESCAPE = re.compile(r"\\(?:x(\w{2})|u(\w{4})|U(\w{8})|([0abefv])|.)", re.DOTALL)
_OF_ONE_LETTER = {"0": 0, "a": 7, "b": 8, "e": 27, "f": 12, "v": 11}
LAST_CHARACTER = 0x10FFFF
_ESCAPE_CURE = "write the character itself; where a backslash is meant, write two, or use single quotes"
# What PyYAML and libyaml say, and the same for a person.
_PLAIN_WORDS = (
    (r"'\\t'|tab character", ("the line is indented with the Tab key", "indent it with spaces")),
    (r"alias|anchor|\btag\b|cannot start any token", (
        "the text begins with a sign that means something else", SIGN_CURE)),
    (r"unexpected end of stream", ("a quotation mark is opened and never closed", "close it, or take it away")),
    (r"unknown escape|escape sequence|escape code|hexdecimal", (
        "a backslash in double quotes begins a special character", "write two backslashes, or use single quotes")),
    (r"expected ',' or|expected (the )?node content", (
        "a bracket is not closed, or a comma is missing", "close it; if the text itself has brackets, quote it")),
    (r"could not find expected ':'", (
        "the line has no key, or the text above runs on without being indented",
        "begin an item of its own with a dash in the column of the others; indent the further lines of a text")),
    (r"expected <document start>|but found another document", (
        "the paper ends before this line", "delete lines of three dashes; a file holds one paper")),
    (r"expected <block end>|bad indentation|inconsistent|expected key|expected '-' indicator|block sequence entries", (
        "the line does not fit the one above it", "look at the indentation and the quotation marks of both lines")),
)  # fmt: skip
DOES_NOT_FIT = re.compile(r"expected key|expected '-' indicator|expected <block end>|block sequence entries")
_NOT_UNDERSTOOD = (
    "the file cannot be understood from here on",
    "look at the indentation, quotes and colons of this line and the one above it",
)


# A line with a dash, and one with a key; the key of a line or an item, and an item that is a sentence before a colon.
ITEM, KEY_LINE = re.compile(r"\s*-(?:\s|$)"), re.compile(r"\s*[a-z_]+:\s")
KEY, SENTENCE = re.compile(r"\s*(?:-\s+)*([a-z_]+):\s"), re.compile(r"\s*-\s+\w+ .*:\s*$")
RUNS_ON = "the text above runs on into a line that begins like an item of its own"

MOVE_CURE = "move its dash into the column of the other dashes"


def block_cure(opening: str) -> str:
    """Return how a text keeps its lines; `opening` is what is written before it, such as "text: |"."""
    return (
        f"write `{opening}` and put the whole text into the lines below, indented further and without quotation marks"
    )


def item_cure(opening: str) -> str:
    """Return what to do with a line that has a dash: it may be an item of its own, or a point within a text."""
    return f"if it is an item of its own, {MOVE_CURE}; if it is a point within the text above, {block_cure(opening)}"


class Trouble(NamedTuple):
    """What the reader says, and where: `begun` is the line and column where the thing begins; all count from 0."""

    problem: str
    begun: tuple[int, int]
    line: int
    column: int


def report(code: Code, message: str, hint: str, file: str, line: int | None = None,
           column: int | None = None) -> Diagnostic:  # fmt: skip
    """Return a finding at a line and column of the file."""
    return finding(code, message, hint, Location(file, line, column))


def find_unprintable(text: str, file: str) -> Diagnostic | None:
    """Return a finding about the first character that no text can hold, or None."""
    found = UNPRINTABLE.search(text)
    if found is None:
        return None
    line, column = _place_of(text, found.start())
    message = f"a character that cannot be printed stands here (U+{ord(found[0]):04X})"
    return report(
        codes.YML001, message, "delete it and the letters beside it, and type those again", file, line, column
    )


def find_bad_escape(text: str, file: str, line: int = 1, column: int = 1) -> Diagnostic | None:
    """Return a finding about the first escape for what is no character or cannot be printed, or None.

    `line` and `column` are where the text begins in its file.
    """
    for found in _ESCAPE.finditer(text):
        letter, digits = found[4], found[1] or found[2] or found[3]
        number = _OF_ONE_LETTER[letter] if letter else int(digits, 16) if _is_hexadecimal(digits) else ord(" ")
        if number > LAST_CHARACTER or UNPRINTABLE.match(chr(number)):
            below, across = _place_of(text, found.start())
            place = (line + below - 1, across + (column - 1 if below == 1 else 0))
            message = f"the escape {found[0]} in double quotes stands for no character that can be printed"
            return report(codes.YML001, message, _ESCAPE_CURE, file, *place)._replace(length=len(found[0]))
    return None


def _is_hexadecimal(digits: str | None) -> bool:
    return bool(digits and re.fullmatch(r"[0-9A-Fa-f]+", digits))


def _place_of(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def report_cut_off(source_line: str, cut: re.Match[str], file: str, at: int) -> Diagnostic:
    """Return the finding that the line (from 0) loses what follows its hash."""
    lost = source_line[cut.start() :].strip()
    shown = lost if len(lost) <= 60 else f"{lost[:57]}..."
    message = f'"{shown}" is cut off: a hash after a space begins a comment'
    column = source_line.index("#", cut.start()) + 1
    return report(codes.YML006, message, QUOTE_CURE, file, at + 1, column)._replace(length=len(lost))


def explain_trouble(trouble: Trouble, text: str, file: str) -> Diagnostic:
    """Return what stopped the reader, in plain words at the place that has to be changed."""
    lines = text.split("\n")
    problem, begun, line, column = trouble
    if "could not find expected ':'" in problem or not any(each.strip() for each in lines[line:]):
        # It was noticed further below, or at the end of the file.
        line, column = begun
    for at in range(begun[0], min(line + 1, len(lines))):
        cut = CUT_OFF.search(lines[at])
        if cut and not re.search(r"""[:-]\s+["'|>]""", lines[at][: cut.start()]):
            return report_cut_off(lines[at], cut, file, at)
    typed = lines[line] if line < len(lines) else ""
    shown = typed.strip()[:60]
    if "invalid Unicode" in problem:
        start = max(0, typed.rfind("\\", 0, column))
        found = find_bad_escape(typed[start:], file, line + 1, start + 1)
        if found:
            return found
    if "mapping values are not allowed" in problem:
        code, reason, cure = _explain_colon(lines, line)
    else:
        code, (reason, cure) = codes.YML001, _explain_line(problem, lines, line, column)
    return report(code, f'{reason}: "{shown}"' if shown else reason, cure, file, line + 1, column + 1)


def _explain_line(problem: str, lines: list[str], line: int, column: int) -> tuple[str, str]:
    typed = lines[line] if line < len(lines) else ""
    above = next((each for each in reversed(lines[:line]) if each.strip()), "")
    if typed[column : column + 1] == "\t":
        problem = "tab character"
    elif ITEM.match(typed) and DOES_NOT_FIT.search(problem):
        key = KEY.match(above)
        cure = item_cure(f"{key[1]}: |" if key else "- |") if _indent(typed) > _indent(above) else MOVE_CURE
        return "the line does not fit the one above it", cure
    elif "could not find expected ':'" in problem and SENTENCE.match(above):
        return "the line has no key", block_cure("- |")
    return next((words for sign, words in _PLAIN_WORDS if re.search(sign, problem)), _NOT_UNDERSTOOD)


def _explain_colon(lines: list[str], line: int) -> tuple[Code, str, str]:
    """Return what a second colon in a line means: text, a line that belongs elsewhere, or one with points below it."""
    typed = lines[line]
    above = next((each for each in reversed(lines[:line]) if each.strip()), "")
    below = next((each for each in lines[line + 1 :] if each.strip()), "")
    runs_on = 0 < _indent(above) + 1 <= _indent(typed) and not above.rstrip().endswith(":")
    if runs_on and ITEM.match(typed):
        return codes.YML015, RUNS_ON, item_cure("- |")
    message = '": " inside the text makes the line a key and a value'
    key = KEY.match(typed)
    if key and typed.rstrip().endswith(":") and _indent(below) > _indent(typed):
        return codes.YML007, message, block_cure(f"{key[1]}: |")
    if runs_on and KEY_LINE.match(typed):
        cure = f"begin the line in the column of the keys above it; if it is a part of the text, {QUOTE_CURE}"
        return codes.YML007, message, cure
    return codes.YML007, message, QUOTE_CURE


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
