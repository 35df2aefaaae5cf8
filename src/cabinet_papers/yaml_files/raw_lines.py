"""Faults that can be seen in the lines of a YAML file, before a reader trips over them further below.

The reader of YAML reports where it stopped. A missing space after a colon, an invisible character or a dash of Word's
is often the line above, and what the reader says of it would mislead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.yaml_files.added_keys import find_added_keys
from cabinet_papers.yaml_files.beside_lists import find_beside
from cabinet_papers.yaml_files.brackets import find_brackets
from cabinet_papers.yaml_files.indents import find_astray, find_indents
from cabinet_papers.yaml_files.key_lines import KEY_NAMES, KEY_START, LIST_START
from cabinet_papers.yaml_files.keys import Group
from cabinet_papers.yaml_files.missing_colons import explain_no_colon, find_missing_colons
from cabinet_papers.yaml_files.outline import Row, draw_outline
from cabinet_papers.yaml_files.typed_lines import Fault, indent_of, iter_structure
from cabinet_papers.yaml_files.yaml_errors import (
    ITEM_OPENING,
    QUOTE_CURE,
    block_cure,
    key_opening,
    report,
)

# What another program's file begins with, what it is, and how its text gets here.
COPY_CURE = phrase(
    "open it, copy its text, paste it into Notepad, and save it there over this file (Save as type: All files)"
)
OTHER_KINDS = (
    (b"{\\rtf", phrase("the file is a Rich Text document (.rtf)")),
    (b"PK\x03\x04", phrase("the file is a Word document, a workbook or another packed file")),
    (b"\xd0\xcf\x11\xe0", phrase("the file is an old Word document or workbook (.doc, .xls)")),
    (b"%PDF", phrase("the file is a PDF")),
    (b"<!DOCTYPE", phrase("the file is a web page")),
    (b"<html", phrase("the file is a web page")),
)
# What looks like nothing, or like a space, and is none to YAML.
INVISIBLE = re.compile("[\xa0\xad\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2064\u3000\ufeff]")
SPACES = re.compile("[\xa0\u2000-\u200a\u202f\u205f\u3000]")
CONFLICT = re.compile(r"(?:<{7}|={7}|>{7})(?:\s|$)")
# More and longer lines no person wrote, and looking through them would take long.
MOST_LINES, LONGEST_LINE = 50_000, 10_000
OTHER_DASHES = re.compile(r"\s*([‐‑‒–—―−•●▪◦·*+])\s")
NO_SPACE = re.compile(r"\s*(-)(?=[^\W\d_])")
DASH = re.compile(r"\s*-(?:\s|$)")
NAMES = {
    "–": Term("a dash (–)"), "—": Term("a long dash (—)"), "•": Term("a bullet (•)"), "*": Term("a star (*)"),
}  # fmt: skip
# The value of a line: what is behind its dashes and its key.
VALUE = re.compile(r"\s*(?:-\s+)*(?:(?P<key>[a-z_]+):\s+)?(?P<value>\S.*)")
QUOTED = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=\s*[^\s#,:\]}])""")
SIGNS = "[{*&>|%@`!?"


OTHER_COLON = re.compile(rf"(?P<start>\s*(?:-\s+)*)(?P<key>{KEY_NAMES})(?P<sign>\s*[：;=﹕])", re.IGNORECASE)
CURLY = re.compile(r"[“‘„](?P<text>[^”’]*)[”’]?\s*$")


def find_other_kind(source: bytes, file: str) -> Diagnostic | None:
    """Return the finding for a file that is another program's document, else None."""
    begin = source[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    said = next((words for sign, words in OTHER_KINDS if begin[: len(sign)].lower() == sign.lower()), None)
    return report(codes.YML008, phrase("{}, not plain text", said), COPY_CURE, file) if said else None


def find_faults(text: str, group: Group | None = None) -> list[Fault]:
    """Return the faults that change what the file says, whether or not it can be read; `group` has its keys."""
    lines = text.split("\n")
    conflict = next((at for at, line in enumerate(lines) if CONFLICT.match(line)), None)
    if conflict is not None:
        message = phrase("the file has two versions of the same lines, which another program wrote into it")
        hint = phrase("delete one of the two versions, and the lines that begin with <<<<<<<, ======= and >>>>>>>")
        return [Fault(conflict, 0, codes.YML001, message, hint, 7)]
    if len(lines) > MOST_LINES or max(map(len, lines)) > LONGEST_LINE:
        return []
    written = list(iter_structure(lines))
    by_line = (fault for at in written if (fault := _find_invisible(lines[at], at) or _find_no_space(lines[at], at)))
    faults = [*by_line, *_find_marks(lines, written)]
    if faults or group is None:
        return faults
    rows = draw_outline(lines, written, group)
    colons = list(find_missing_colons(rows))
    return colons or [*find_beside(rows), *find_added_keys(lines, rows), *find_astray(rows)]


def explain_stop(text: str, line: int, begun: int, group: Group | None = None) -> list[Fault]:
    """Return the faults for which the reader stopped at the line, which it began to read at `begun`, both from 0.

    `group` has the keys of the file.
    """
    lines = text.split("\n")
    if len(lines) > MOST_LINES or max(map(len, lines)) > LONGEST_LINE:
        return []
    every = list(iter_structure(lines))
    written = [at for at in every if at <= line]
    brackets = list(find_brackets(lines, every))
    if any(open_lines & {line, begun} for _, open_lines in brackets):
        return [fault for fault, _ in brackets]
    near = sorted({at for at in (*written[-2:], begun) if at < len(lines)})
    for look in (_find_other_colon, _find_sign, _find_curly):
        if fault := next((found for at in near if (found := look(lines[at], at))), None):
            return [fault]
    return _explain_place(draw_outline(lines, every, group), {line, begun, *written[-2:]}) if group else []


def _explain_place(rows: Sequence[Row], stopped: set[int]) -> list[Fault]:
    """Return the faults of lines that are not where they should be, if the reader stopped at one of them."""
    if any(row.at in stopped and row.key and not row.fits for row in rows) and (faults := find_indents(rows)):
        return faults
    return [found for line in sorted(stopped) if (found := explain_no_colon(rows, line))][:1]


def _find_invisible(line: str, at: int) -> Fault | None:
    """Return the fault of a character that only looks like a space, where YAML needs one, or like nothing."""
    if not INVISIBLE.search(line):
        return None
    plain = SPACES.sub(" ", line)
    bare = INVISIBLE.sub("", plain)
    needed = re.match(r"\s*(?:-\s*)*(?:[a-z_]+:\s*)?", bare)
    length = len(needed[0]) if needed and (KEY_START.match(bare) or DASH.match(bare)) else 0
    # How much of the line itself is that far.
    far = next((end for end in range(len(line) + 1) if len(INVISIBLE.sub("", plain[:end])) >= length), 0)
    found = INVISIBLE.search(line, 0, far + 1 if length else 0)
    if found is None:
        return None
    number = Term(f"U+{ord(found[0]):04X}")
    if SPACES.match(found[0]):
        message = phrase("there is a special space here ({}), which YAML does not read as a space", number)
        return Fault(
            at, found.start(), codes.YML001, message, phrase("delete it, and type a new one with the space bar")
        )
    message = phrase("there is an invisible character here ({}), which YAML reads as a letter", number)
    hint = phrase("put the cursor before the next letter that you see, and press Backspace once")
    return Fault(at, found.start(), codes.YML001, message, hint)


def _find_no_space(line: str, at: int) -> Fault | None:
    found = KEY_START.match(line)
    if found is None or not found["after"].strip() or line[found.end("key") :].startswith("://"):
        return None
    message = phrase("there is no space after {}:", Term(found["key"]))
    hint = phrase("put a space after the colon")
    if line[found.end("key") + 1].islower():
        hint = phrase("{}; or, if the line is part of the text above, {}", hint, QUOTE_CURE)
    return Fault(at, found.start("key"), codes.YML007, message, hint, len(found["key"]) + 1)


def _find_marks(lines: Sequence[str], written: Sequence[int]) -> list[Fault]:
    """Return the fault of items whose mark is no hyphen with a space: one for the items of a list, at the first."""
    faults = []
    for above, at in pairwise(written):
        marked = _read_mark(lines[at])
        begins = LIST_START.match(lines[above]) is not None
        follows = DASH.match(lines[above]) is not None and indent_of(lines[above]) == indent_of(lines[at])
        if marked and (begins or (follows and not marked.startswith("+"))):
            alike = [each for each in written if each >= at and _read_mark(lines[each]) == marked]
            faults.append(_report_mark(lines[at], at, marked, len(alike)))
            break
    return faults


def _read_mark(line: str) -> str:
    """Return the mark that begins the line in the place of a hyphen with a space: another sign, or the hyphen alone."""
    found = OTHER_DASHES.match(line) or NO_SPACE.match(line)
    return found[1] if found else ""


def _report_mark(line: str, at: int, mark: str, count: int) -> Fault:
    column = indent_of(line)
    many = phrase("{} items begin", count) if count > 1 else phrase("the item begins")
    if mark == "-":
        message = phrase("{} with a hyphen that has no space after it", many)
        return Fault(at, column, codes.YML001, message, phrase("put a space after each hyphen"))
    message = phrase("{} with {} in place of a hyphen", many, NAMES.get(mark, mark))
    return Fault(at, column, codes.YML001, message, phrase("begin each item with a hyphen and a space"))


def _find_other_colon(line: str, at: int) -> Fault | None:
    found = OTHER_COLON.match(line)
    if found is None:
        return None
    key = Term(found["key"].lower())
    message = phrase('after {} there is "{}", but there should be a colon', key, found["sign"].strip())
    return Fault(at, found.start("sign"), codes.YML001, message, phrase("write {}: with a space after the colon", key))


def _find_sign(line: str, at: int) -> Fault | None:
    """Return the fault of a text that begins with a sign of YAML's own."""
    found = VALUE.match(line)
    if found is None:
        return None
    value, column = found["value"].rstrip(), found.start("value")
    opening = key_opening(found["key"]) if found["key"] else ITEM_OPENING
    whole = block_cure(opening)
    if QUOTED.match(value):
        message = phrase("the text begins with a quotation mark, so only the words up to the next one would be read")
        return Fault(at, column, codes.YML001, message, whole)
    if value == "-":
        message = phrase("a hyphen alone is read as the beginning of a list, not as text")
        return Fault(at, column, codes.YML001, message, phrase("write the text in its place, or delete the line"))
    is_cut = value[0] not in "[{" or re.search(r"[\]}]\s*[^\s\]},#]", value)
    if value[0] not in SIGNS or not is_cut or re.fullmatch(r"[|>][+-]?\d?\s*", value) or value == found["key"]:
        return None
    message = phrase("the text begins with {}, which has a special meaning in YAML", Term(value[0]))
    simple = '"' not in value and "\\" not in value
    return Fault(at, column, codes.YML001, message, QUOTE_CURE if simple else whole)


def _find_curly(line: str, at: int) -> Fault | None:
    found = VALUE.match(line)
    curly = CURLY.match(found["value"]) if found else None
    if found is None or curly is None or not re.search(r":\s|\s#", found["value"]):
        return None
    message = phrase("the quotation marks around this text are curly, but YAML knows only straight ones")
    hint = phrase('write straight ones (") in their place, at the beginning and at the end of the text')
    return Fault(at, found.start("value"), codes.YML001, message, hint)
