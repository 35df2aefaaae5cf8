"""Texts that run on into a line which begins like an item of its own: YAML joins the two without a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.matter.list_marks import find_items, find_names
from cabinet_papers.yaml_files.yaml_errors import RUNS_ON, block_cure, report

ITEM_OPENING = "- |"
# So much of a text is looked at; one that is longer has shown long before what it is.
MOST_LINES = 2_000
# Texts below these keys may be points of a text, or an item of its own with a dash too far in.
OF_ITEMS = (ITEM_OPENING, "text: |")
FOLDED_CURE = "write | in place of > so that each line stays a line of its own"
ONE_SENTENCE = "if it only goes on with the sentence, write both lines as one"


def find_run_on(raw: str, opening: str, file: str, first: int) -> list[Diagnostic]:
    """Return a finding where a text of several lines runs on into one that begins with a dash, bullet or number.

    `raw` is the text as it stands in the file from the line `first` (from 0) on; `opening` is what would begin it if
    it was to keep its lines, "" within brackets.
    """
    lines = raw.rstrip().split("\n", MOST_LINES)[:MOST_LINES]
    base = _find_base(lines)
    found = [at for at in find_items(_without_quotes(lines)) if _is_joined(lines, at, opening, base)]
    return [_report(lines, found, _say_cure(lines, found[0], opening), file, first)] if found else []


def find_missing_dash(
    raw: str, opening: str, file: str, first: int, find: Callable[[Sequence[str]], list[int]]
) -> list[Diagnostic]:
    """Return a finding where a text runs on into a line that begins like another item, whose dash is missing.

    `find` tells which of the lines begin so.
    """
    lines = raw.rstrip().split("\n", MOST_LINES)[:MOST_LINES]
    if raw.startswith("|"):
        return []
    base = _find_base(lines)
    found = [at for at in find(_without_quotes(lines)) if base < 0 or _is_joined(lines, at, opening, base)]
    own = f"if it is an item of its own, begin it with a dash in the column of the other dashes{_apart(lines)}"
    further = f"if it is a paragraph of the text above, {FOLDED_CURE if base >= 0 else block_cure(opening)}"
    cure = f"{own}; {'if it is one name, write both lines as one' if find is find_names else further}"
    return [_report(lines, found, cure, file, first)] if found else []


def _find_base(lines: list[str]) -> int:
    """Return how far in the lines of a folded text are, which begins with >; -1 of any other."""
    return min((_indent(line) for line in lines[1:] if line.strip()), default=0) if lines[0][:1] == ">" else -1


def _without_quotes(lines: list[str]) -> list[str]:
    first = lines[0]
    return [first[1:] if first[:1] in ("'", '"') else first, *lines[1:]]


def _is_joined(lines: list[str], at: int, opening: str, base: int) -> bool:
    """Whether YAML joins the line to the one above; beside the dashes of a list an empty line between means nothing.

    In a folded text lines that are further in than the `base` keep to themselves.
    """
    above, line = lines[at - 1], lines[at]
    if base >= 0:
        return bool(at > 1 and above.strip()) and _indent(above) == _indent(line) == base
    return bool(above.strip()) or (opening == ITEM_OPENING and line.lstrip().startswith("-"))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _say_cure(lines: list[str], at: int, opening: str) -> str:
    if lines[0][:1] == ">":
        return FOLDED_CURE
    if not opening:
        return f"write each text in a line of its own below the key, begun with a dash; {ONE_SENTENCE}"
    if opening not in OF_ITEMS:
        return f"{block_cure(opening)}; {ONE_SENTENCE}"
    move = "move its dash into" if lines[at].lstrip().startswith("-") else "write a dash for its mark, in"
    own = f"if it is an item of its own, {move} the column of the other dashes{_apart(lines)}"
    return f"{own}; if it is a point within the text above, {block_cure(opening)}; {ONE_SENTENCE}"


def _apart(lines: list[str]) -> str:
    return ", each text in quotation marks of its own" if lines[0][:1] in ("'", '"') else ""


def _report(lines: list[str], found: list[int], cure: str, file: str, first: int) -> Diagnostic:
    line = lines[found[0]]
    words = line.strip()
    more = len(found) - 1
    counted = "" if not more else " and one more" if more == 1 else f" and {more} more"
    message = f'{RUNS_ON}: "{words[:60]}"{counted}'
    place = report(codes.YML015, message, cure, file, first + found[0] + 1, _indent(line) + 1)
    return place._replace(length=len(words))
