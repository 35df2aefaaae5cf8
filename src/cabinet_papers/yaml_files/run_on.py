"""Texts that run on into a line that looks like a new item: YAML joins the two without a warning."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import EMPTY, Message, Term, phrase
from cabinet_papers.matter.list_marks import find_items, find_names
from cabinet_papers.yaml_files.yaml_errors import (
    IN_BRACES,
    ITEM_OPENING,
    MOVE_CURE,
    NO_SPACE,
    RUNS_ON,
    SPACE_CURE,
    block_cure,
    key_opening,
    report,
)

# Only so many lines of a text are checked.
MOST_LINES = 2_000
# Below these, a line with a mark may be a point of the text, or a new item whose dash is too far in.
OF_ITEMS = (ITEM_OPENING, key_opening("text"))
# Of these a list is expected, of which no text block can be made.
OF_LISTS = tuple(
    key_opening(key)
    for key in ("recommendations", "topics", "members", "appendices", "priorities", "actions", "years", "services",
                "words", "people", "decisions", "response_columns")
)  # fmt: skip
DASH_CURE = phrase("write each item on its own line, beginning with a dash and a space")
FOLDED_CURE = phrase("write | in place of >, so that each line stays separate")
ONE_SENTENCE = phrase("if this line and the one above are one sentence, join them into one line")
JOIN_NAME = phrase("if this line and the one above are one name, join them into one line")


def find_run_on(raw: str, opening: Message, file: str, first: int) -> list[Diagnostic]:
    """Return a finding where a text of several lines runs on into one that begins with a dash, bullet or number.

    `raw` is the text as it is in the file from the line `first` (from 0) on; `opening` is what would begin it if it
    was to keep its lines, empty within square brackets.
    """
    lines = raw.rstrip().split("\n", MOST_LINES)[:MOST_LINES]
    base = _find_base(lines)
    found = [at for at in find_items(_without_quotes(lines)) if _is_joined(lines, at, opening, base)]
    return [_report(lines, found, _choose_cure(lines, found[0], opening), file, first)] if found else []


def find_missing_dash(
    raw: str, opening: Message, file: str, first: int, find: Callable[[Sequence[str]], list[int]]
) -> list[Diagnostic]:
    """Return a finding where a text runs on into a line that looks like another item, whose dash is missing.

    `find` returns which of the lines look so.
    """
    lines = raw.rstrip().split("\n", MOST_LINES)[:MOST_LINES]
    if raw.startswith("|"):
        return []
    base = _find_base(lines)
    typed = _without_quotes(lines)
    # What begins with the mark of an item is found as such.
    marked = find_items(typed)
    found = [at for at in find(typed) if at not in marked and (base < 0 or _is_joined(lines, at, opening, base))]
    own = phrase("if it is a new item, begin it with a dash directly below the other dashes{}", _apart(lines))
    keep = FOLDED_CURE if base >= 0 else block_cure(opening)
    further = JOIN_NAME if find is find_names else phrase("if it is a paragraph of the text above, {}", keep)
    cure = phrase("{}; {}", own, further)
    return [_report(lines, found, cure, file, first)] if found else []


def keep_lines(raw: str) -> str:
    """Return a text of several lines as it would be after a vertical bar: each line as it is typed."""
    lines = raw.rstrip().split("\n")
    if lines[0][:1] in (">", "|"):
        base = min((_indent(line) for line in lines[1:] if line.strip()), default=0)
        return "\n".join(line[base:] for line in lines[1:])
    lines[0] = _without_quotes(lines)[0]
    if raw[:1] in ("'", '"'):
        lines[-1] = lines[-1].removesuffix(raw[0])
    base = min((_indent(line) for line in lines[1:] if line.strip()), default=0)
    return "\n".join((lines[0], *(line[base:] for line in lines[1:])))


def report_together(raw: str, place: Location, key: Term) -> Diagnostic:
    """Return the finding for a text whose paragraphs YAML has joined, as it joins lines where no vertical bar is."""
    cure = FOLDED_CURE if raw[:1] == ">" else block_cure(key_opening(key))
    message = phrase(
        "the paragraphs of this text run together, because the text does not begin with a vertical bar (|)"
    )
    return finding(codes.YML018, message, cure, place)._replace(length=1)


def _find_base(lines: list[str]) -> int:
    """Return how far in the lines of a folded text are, which begins with >; -1 of any other."""
    return min((_indent(line) for line in lines[1:] if line.strip()), default=0) if lines[0][:1] == ">" else -1


def _without_quotes(lines: list[str]) -> list[str]:
    first = lines[0]
    return [first[1:] if first[:1] in ("'", '"') else first, *lines[1:]]


def _is_joined(lines: list[str], at: int, opening: Message, base: int) -> bool:
    """Whether YAML joins the line to the one above; in a list with dashes an empty line between makes no difference.

    In a folded text lines that are further in than the `base` stay separate.
    """
    above, line = lines[at - 1], lines[at]
    if base >= 0:
        return bool(at > 1 and above.strip()) and _indent(above) == _indent(line) == base
    return bool(above.strip()) or (opening == ITEM_OPENING and line.lstrip().startswith("-"))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _choose_cure(lines: list[str], at: int, opening: Message) -> Message:
    if lines[0][:1] == ">":
        return FOLDED_CURE
    if opening in OF_LISTS:
        return SPACE_CURE if NO_SPACE.match(lines[at]) else DASH_CURE
    if not opening:
        return phrase(
            "{}; if they are separate items, delete the square brackets and the commas between the items, and write "
            "each item on a line of its own that begins with a dash and a space",
            ONE_SENTENCE,
        )
    if opening == IN_BRACES:
        return phrase(
            "{}; if not, write each entry on a line of its own, without curly brackets and commas, and in this one put "
            "| after the colon and the whole text below it, with more spaces before each line",
            ONE_SENTENCE,
        )
    if opening not in OF_ITEMS:
        return phrase("{}; if not, {}", ONE_SENTENCE, block_cure(opening))
    own = (
        phrase("if it is a new item, {}{}", MOVE_CURE, _apart(lines))
        if lines[at].lstrip().startswith("-")
        else phrase(
            "if it is a new item, write a dash in place of its mark, directly below the other dashes{}", _apart(lines)
        )
    )
    return phrase("{}; if it is a point within the text above, {}; {}", own, block_cure(opening), ONE_SENTENCE)


def _apart(lines: list[str]) -> Message:
    return phrase(", and put each text in its own quotation marks") if lines[0][:1] in ("'", '"') else EMPTY


def _report(lines: list[str], found: list[int], cure: Message, file: str, first: int) -> Diagnostic:
    line = lines[found[0]]
    words = line.strip()
    more = len(found) - 1
    counted = phrase(" and one more such line") if more == 1 else phrase(" and {} more such lines", more)
    message = phrase('{}: "{}"{}', RUNS_ON, words, counted if more else EMPTY)
    place = report(codes.YML015, message, cure, file, first + found[0] + 1, _indent(line) + 1)
    return place._replace(length=len(words))
