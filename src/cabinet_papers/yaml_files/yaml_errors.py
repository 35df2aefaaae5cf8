"""Why a file cannot be read as YAML, in plain words: the place, the cause, and what to do about it."""

from __future__ import annotations

import re
from typing import NamedTuple

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code, Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.yaml_files.key_lines import KEY_NAMES

QUOTE_CURE = phrase("put the whole text in double quotes")
# Those within it would end the text.
QUOTE_QUOTED = phrase(
    'put the whole text in double quotes, and write \\" in place of each double quote that is in it now'
)
CUT_OFF = re.compile(r"(?<![ \t])[ \t]+#+(?=[^\s#])")
# What the YAML standard does not let a file hold, within the text a mark that belongs at its very beginning, and the
# characters that the program puts in place of Unicode's line ends (matter/typed_text.py).
UNPRINTABLE = re.compile(
    "[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010fffb\U0010fffe\U0010ffff]"
)
# An escape in double quotes, and the escapes of one letter for characters that no paper prints.
_ESCAPE = re.compile(r"\\(?:x(\w{2})|u(\w{4})|U(\w{8})|([0abefv])|.)", re.DOTALL)
_OF_ONE_LETTER = {"0": 0, "a": 7, "b": 8, "e": 27, "f": 12, "v": 11}
LAST_CHARACTER = 0x10FFFF
_ESCAPE_CURE = phrase("if you mean a backslash, write two (\\\\); if not, delete these signs")
_NO_FIT = phrase("the line does not fit the one above it")
PAPER_ENDS = (
    phrase("the line of three dashes counts as the end of the file, so what follows it is not read"),
    phrase("delete the line of three dashes"),
)
_TABBED = (phrase("the line is indented with the Tab key"), phrase("delete the tab, and type spaces in its place"))
_DASHES_IN_BRACKETS = (
    phrase("the items of this list begin with dashes, and have square brackets around them"),
    phrase(
        "delete the brackets and the commas between the items, and write each item on a line of its own with its dash"
    ),
)
# What PyYAML and libyaml report, and the same in plain words.
_PLAIN_WORDS: tuple[tuple[str, tuple[Message, Message]], ...] = (
    (r"'\\t'|tab character", _TABBED),
    (r"alias|anchor|\btag\b|cannot start any token", (
        phrase("the text begins with a sign that has a special meaning in YAML"), QUOTE_CURE)),
    (r"unexpected end of stream", (
        phrase("the text has a quotation mark at its beginning, but none at its end"),
        phrase("type the same quotation mark at the end of the text"))),
    (r"unknown escape|escape sequence|escape code|hexdecimal", (
        phrase("in double quotes a backslash (\\) begins a special character"),
        phrase("write two backslashes (\\\\) in place of the one"))),
    (r"expected ',' or|expected (the )?node content", (
        phrase("a closing bracket or a comma is missing"),
        phrase("add it; if the brackets are part of the text, put the whole text in double quotes"))),
    (r"could not find expected ':'", (
        phrase("the line has no dash and no colon, and is not indented far enough to belong to the text above"),
        phrase("if it belongs to the text above, put more spaces before it; if it is a new item, begin it with a dash "
               "directly below the other dashes; if it begins with a name such as title, put a colon after the name"))),
    (r"expected <document start>|but found another document", PAPER_ENDS),
    (r"expected <block end>|bad indentation|inconsistent|expected key|expected '-' indicator|block sequence entries", (
        _NO_FIT, phrase("check the quotation marks of both lines, and the spaces before them"))),
)  # fmt: skip
# The word before a colon at which the reader stopped.
WORD_BEFORE = re.compile(r"(\w+)$")
DOES_NOT_FIT = re.compile(r"expected key|expected '-' indicator|expected <block end>|block sequence entries")
_NOT_UNDERSTOOD = (
    phrase("the file cannot be understood from here on"),
    phrase("check the colons and quotation marks of this line and the one above it, and the spaces before them"),
)


# A line with a dash, and one with a key; the key of a line or an item, and an item that is a sentence before a colon.
ITEM, KEY_LINE = re.compile(r"\s*-(?:\s|$)"), re.compile(r"\s*[a-z_]+:\s")
KEY, SENTENCE = re.compile(r"\s*(?:-\s+)*([a-z_]+):\s"), re.compile(r"\s*-\s+\w+ .*:\s*$")
RUNS_ON = phrase("this line looks like a new item, but is read as part of the text above")

# A dash without its space, a star as a bullet, and the name of a recommendation before it.
NO_SPACE, STAR = re.compile(r"\s*-(?=[^\W\d_])"), re.compile(r"\s*(?=\*\s)")
NAMED = re.compile(r"\s*(?:recommendation|rec|no|nr|r)\.?\s*\d{1,3}\s*:\s+", re.IGNORECASE)
SPACE_CURE = phrase("put a space after each dash")

MOVE_CURE = phrase("put its dash directly below the other dashes")
ITEM_OPENING = phrase("- |")
# Within braces a text cannot keep its lines.
IN_BRACES = phrase("{")
# Keys of longer texts; any other word before a colon may be one of a sentence.
TEXT_KEYS = ("text", "body", "notes", "purpose", "recommendation", "title", "withdrawn", "introduction", "closing")


def key_opening(key: str) -> Message:
    """Return how a text of several lines begins after the key."""
    return phrase("{}: |", Term(key) if key in TEXT_KEYS else key)


def block_cure(opening: Message) -> Message:
    """Return how a text keeps its lines; `opening` is what is written before it, such as "text: |"."""
    return phrase(
        "write only `{}` on the first line, and below it the whole text, indented and without quotation marks around "
        "it",
        opening,
    )


def quote_cure(typed: str) -> Message:
    """Return how the text that was typed is put in double quotes."""
    return QUOTE_QUOTED if '"' in typed else QUOTE_CURE


def item_cure(opening: Message) -> Message:
    """Return what to do with a line that has a dash: it may be a new item, or a point within a text."""
    return phrase("if it is a new item, {}; if it is a point within the text above, {}", MOVE_CURE, block_cure(opening))


class Trouble(NamedTuple):
    """What the YAML reader reports, and where: `begun` is the line and column where its subject begins, from 0."""

    problem: str
    begun: tuple[int, int]
    line: int
    column: int


def report(code: Code, message: Message, hint: Message, file: str, line: int | None = None,
           column: int | None = None) -> Diagnostic:  # fmt: skip
    """Return a finding at a line and column of the file."""
    return finding(code, message, hint, Location(file, line, column))


def find_unprintable(text: str, file: str) -> Diagnostic | None:
    """Return a finding about the first character that no text can hold, or None."""
    found = UNPRINTABLE.search(text)
    if found is None:
        return None
    line, column = _place_of(text, found.start())
    message = phrase("there is a character here that cannot be printed (U+{})", Term(f"{ord(found[0]):04X}"))
    hint = phrase("delete it and the letters beside it, and type the letters again")
    return report(codes.YML001, message, hint, file, line, column)


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
            message = phrase("{} in double quotes means a character that cannot be printed", found[0])
            return report(codes.YML001, message, _ESCAPE_CURE, file, *place)._replace(length=len(found[0]))
    return None


def _is_hexadecimal(digits: str | None) -> bool:
    return bool(digits and re.fullmatch(r"[0-9A-Fa-f]+", digits))


def _place_of(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def report_cut_off(source_line: str, cut: re.Match[str], file: str, at: int) -> Diagnostic:
    """Return the finding that the line (from 0) loses what follows its hash."""
    lost = source_line[cut.start() :].strip()
    message = phrase('"{}" would be left out, because YAML does not read what follows a space and a #', lost)
    column = source_line.index("#", cut.start()) + 1
    hint = phrase(
        "if it is part of the text, {}; if it is only a note to yourself, put a space after the #",
        quote_cure(source_line),
    )
    return report(codes.YML006, message, hint, file, at + 1, column)._replace(length=len(lost))


def explain_trouble(trouble: Trouble, text: str, file: str) -> Diagnostic:
    """Return what stopped the reader, in plain words at the place that has to be changed."""
    lines = text.split("\n")
    problem, begun, line, column = trouble
    if "could not find expected ':'" in problem or not any(each.strip() for each in lines[line:]):
        # It was noticed further below, or at the end of the file.
        line, column = begun
    if cut_off := _find_cut_off(lines, begun[0], line, file):
        return cut_off
    typed = lines[line] if line < len(lines) else ""
    if "invalid Unicode" in problem:
        start = max(0, typed.rfind("\\", 0, column))
        found = find_bad_escape(typed[start:], file, line + 1, start + 1)
        if found:
            return found
    if "mapping values are not allowed" in problem:
        code, reason, cure = _explain_colon(lines, line)
    else:
        code, (reason, cure) = codes.YML001, _explain_line(problem, typed, _line_above(lines, line), column)
    message = phrase('{}: "{}"', reason, typed.strip()) if typed.strip() else reason
    return report(code, message, cure, file, line + 1, column + 1)


def _find_cut_off(lines: list[str], first: int, last: int, file: str) -> Diagnostic | None:
    """Return a finding about the first of the lines (from 0) that loses what follows a hash outside quotes, or None."""
    for at, line in enumerate(lines[first : last + 1], first):
        cut = CUT_OFF.search(line)
        if cut and not re.search(r"""[:-]\s+["'|>]""", line[: cut.start()]):
            return report_cut_off(line, cut, file, at)
    return None


def _explain_line(problem: str, typed: str, above: str, column: int) -> tuple[Message, Message]:
    """Return what is wrong with the line, and what to do: by what was typed, else by what the reader reports."""
    if STAR.match(typed):
        return phrase("the line begins with an asterisk (*) in place of a dash"), phrase(
            "write a dash in place of each asterisk"
        )
    if NO_SPACE.match(typed) and (ITEM.match(above) or NO_SPACE.match(above)):
        return phrase("the dash has no space after it"), SPACE_CURE
    if found := _explain_within_brackets(problem, typed, column):
        return found
    if typed[column : column + 1] == "\t":
        return _TABBED
    if ITEM.match(typed) and DOES_NOT_FIT.search(problem):
        return _NO_FIT, _cure_item(typed, above)
    if "could not find expected ':'" in problem and SENTENCE.match(above):
        return phrase("this line cannot be read, because the line above ends with a colon"), block_cure(ITEM_OPENING)
    return next((words for sign, words in _PLAIN_WORDS if re.search(sign, problem)), _NOT_UNDERSTOOD)


def _explain_second_colon(word: str) -> tuple[Message, Message]:
    """Return what is wrong within braces where a text goes on with a word and a colon: a key, or one of its own."""
    if re.fullmatch(KEY_NAMES, word):
        return phrase("there is no comma before {}:", Term(word)), phrase("write a comma before {}:", Term(word))
    message = phrase("the text has a colon followed by a space, which has a special meaning in YAML")
    return message, phrase("put the text that has the colon in double quotes")


def _explain_within_brackets(problem: str, typed: str, column: int) -> tuple[Message, Message] | None:
    """Return what is wrong within brackets that are closed, or None where it is not clear."""
    if "expected ',' or" in problem:
        before = WORD_BEFORE.search(typed[:column])
        return _explain_second_colon(before[1]) if before else None
    if "node content" not in problem:
        return None
    if ITEM.match(typed[column:]):
        return _DASHES_IN_BRACKETS
    if re.search(r",\s*,", typed):
        return phrase("there is nothing between two commas"), phrase("delete one of the commas")
    return None


def _cure_item(typed: str, above: str) -> Message:
    """Return what to do with a dash that is further in than the others, or within the text of the line above."""
    if _indent(typed) <= _indent(above):
        return MOVE_CURE
    key = KEY.match(above)
    return item_cure(key_opening(key[1]) if key else ITEM_OPENING)


def _explain_colon(lines: list[str], line: int) -> tuple[Code, Message, Message]:
    """Return what a second colon in a line means: text, a line that belongs elsewhere, or one with points below it."""
    typed, above = lines[line], _line_above(lines, line)
    below = next((each for each in lines[line + 1 :] if each.strip()), "")
    runs_on = 0 < _indent(above) + 1 <= _indent(typed) and not above.rstrip().endswith(":")
    if runs_on and ITEM.match(typed):
        return codes.YML015, RUNS_ON, item_cure(ITEM_OPENING)
    if runs_on and (named := NAMED.match(typed)):
        cure = phrase('begin it with a dash directly below the other dashes, and delete "{}" from it', named[0].strip())
        return codes.YML015, RUNS_ON, cure
    message = phrase("the text has a colon followed by a space, which has a special meaning in YAML")
    key = KEY.match(typed)
    if key and typed.rstrip().endswith(":") and _indent(below) > _indent(typed):
        message = phrase("the text has a colon at the end of a line, which has a special meaning in YAML")
        return codes.YML007, message, block_cure(key_opening(key[1]))
    if runs_on and KEY_LINE.match(typed):
        cure = phrase(
            "if the line is an entry of its own, as title: ... is, begin it directly below the other entries; if it is "
            "part of the text above, {}",
            quote_cure(above + typed),
        )
        return codes.YML007, message, cure
    return codes.YML007, message, quote_cure(typed)


def _line_above(lines: list[str], line: int) -> str:
    return next((each for each in reversed(lines[:line]) if each.strip()), "")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
