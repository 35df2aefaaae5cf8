"""Tells lines that begin like an item of a list from sentences that were wrapped over lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A bullet, or a hyphen as YAML has it; the space after it is forgotten at times.
# With these signs and a space a line is a bullet in a cell and in a recommendation.
BULLETS = "-*•·"
# With these it is printed as typed; it looks like a bullet all the same.
OTHER_BULLETS = "●○◦▪▫■□◆►▶‣⁃∙➢➤✓✔√"
BULLET = re.compile(rf"[{BULLETS[1:]}{OTHER_BULLETS}][ \t\xa0]+\S|-(?:[ \t\xa0]|$|(?=[A-Z]))")
# These begin an item, but are also used between the words of a sentence.
DASH = re.compile(r"([–—+])[ \t\xa0]+\S")
NUMBER = re.compile(r"(\(?)(\d{1,2}|[a-z]|[A-Z](?=\))|[ivx]{2,5})[.)][ \t\xa0]+\S")
# How a recommendation begins; "That would cost more" is a sentence that follows another.
RECOMMENDATION = re.compile(
    r"That (?:the|an?|all|any|each|every|its?|they|their|these|those|no|officers|members|[A-Z][\w’'-]*)\b"
)
# "That" begins one unless a verb follows: "That would cost more" is a sentence.
THAT = re.compile(
    r"That(?! (?:(?:i|wa|doe|ha|mean|make|give|leave|lead|cost|take|need|include|require|remain|seem|help|allow|come|"
    r"follow|bring|depend|show|reflect|put|save|become|happen|goe|work)s|were|would|will|may|might|can|could|should|shall|must"
    r"|had|did|said|meant|made|gave|left|led|took|came|became|happened|went|being|alone|also|way|why)\b)[ ,]"
)
# What may stand before it: "2. That", "(b) That", "Recommendation 2: That".
OWN_NUMBER = re.compile(r"(?:(?:recommendation|rec|no|nr|r)\.?\s*\d{1,3}\s*[-–—:.)]*|\(?\w{1,3}[.)])\s+", re.IGNORECASE)
# The words with which each of several recommendations may begin: "To", "Officers should", "The Council should".
OPENING = re.compile(r"To\b|(?:(?:The|An?|This|These|Our)\s+)?[A-Z][\w’'-]*\s+[\w’'-]+")
# How a sentence about what is above begins.
ABOUT = re.compile(
    r"(?:The|This|That|These|Those|Such|It|Its|They|Their|Them|We|Our|He|She|There|An?|In|For|If|As|When|Where|While|At|On|By"
    r"|With|From|To|All|Each|Some|Any|No|Not|Both|Here|Then|Also|However|Subject|Where|Which|See|Note)\b"
)
ENDS = re.compile(r"[.:;!?]['\"”’)\]]*(?: (?:and|or))?$")
JOINS = re.compile(r"(?:[,&(–—-]|\b(?:and|or|of|for|the|to|in|on|at|with|by|from|a|an))$", re.IGNORECASE)
WITHIN = re.compile(r"\((\w{1,5})\)|(?<!\S)(\w{1,5})\)")
# What a line begins with that may be an item, to pass over the texts that have none.
MAY_BEGIN = re.compile(r"^(?:[^\w\s]|\w{1,5}[.)])", re.MULTILINE)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def find_items(lines: Sequence[str]) -> list[int]:
    """Return which lines but the first begin like an item of a list: "- ", "•", "2. ", "(b) ".

    A dash or a number may also begin a line of a wrapped sentence; the lines around it decide.
    """
    flat = [line.strip() for line in lines]
    if not MAY_BEGIN.search("\n".join(flat)):
        return []
    marked = _find_dashes(flat) | _find_numbers(flat)
    return [at for at in range(1, len(flat)) if at in marked or BULLET.match(flat[at])]


def find_recommendations(lines: Sequence[str]) -> list[int]:
    """Return which lines but the first begin like a recommendation of their own: "That the ...", or as the first does.

    A sentence that follows another within a recommendation may begin a line too.
    """
    flat = [line.strip() for line in lines]
    begin = 1 if flat[0][:1] == ">" and len(flat) > 1 else 0
    first = flat[begin].lstrip("\"'“‘")
    formal = first.casefold().startswith(("that ", "that,")) or begin == 1
    opening = OPENING.match(first)
    return [at for at in range(begin + 1, len(flat))
            if _begins_another(flat, at, opening[0] if opening else "", formal=formal)]  # fmt: skip


def _begins_another(lines: Sequence[str], at: int, opening: str, *, formal: bool) -> bool:
    """Whether the line begins like another recommendation; `opening` are the first words of the text."""
    line, above = lines[at], _above(lines, at)
    has_ended = ENDS.search(above) is not None
    if number := OWN_NUMBER.match(line):
        return THAT.match(line, number.end()) is not None
    if RECOMMENDATION.match(line):
        return formal or has_ended
    if formal and (THAT.match(line) or (line.startswith("that ") and has_ended)):
        return has_ended or not JOINS.search(above)
    return bool(opening) and has_ended and re.match(rf"{re.escape(opening)}\b", line) is not None


def find_names(lines: Sequence[str]) -> list[int]:
    """Return which lines of a name but the first begin like another name: no word above joins them to it."""
    flat = [line.strip() for line in lines]
    return [at for at in range(1, len(flat)) if flat[at][:1].isupper() or flat[at][:1].isdigit()
            if not JOINS.search(_above(flat, at))]  # fmt: skip


def find_actions(lines: Sequence[str]) -> list[int]:
    """Return which lines but the first begin like an action: each line is a sentence, or they begin alike.

    A sentence about the action, such as "This will take a year.", is none.
    """
    flat = [line.strip() for line in lines]
    written = [line for line in flat if line not in ("", ">", ">-", "|", "|-")]
    opening = written[0].split(" ")[0] if written else ""
    are_sentences = all(ENDS.search(line) and line[:1].isupper() for line in written[:-1]) and len(written) > 1
    return [
        at for at in range(1, len(flat))
        if flat[at] in written[1:] and flat[at][:1].isupper() and not ABOUT.match(flat[at])
        and not JOINS.search(_above(flat, at))
        and (are_sentences or flat[at].split(" ")[0] == opening)
    ]  # fmt: skip


def _above(lines: Sequence[str], at: int) -> str:
    """Return the nearest line above that is not empty."""
    return next((lines[each] for each in range(at - 1, -1, -1) if lines[each]), "")


def _find_dashes(lines: Sequence[str]) -> set[int]:
    """Return which lines begin with a dash after what has come to an end, or with one as all lines below do."""
    dashed = [at for at, line in enumerate(lines) if DASH.match(line)]
    written = [at for at, line in enumerate(lines) if line]
    if len(dashed) > 1 and written[-len(dashed) :] == dashed:
        return set(dashed)
    return {at for at in dashed if ENDS.search(_above(lines, at))}


def _find_numbers(lines: Sequence[str]) -> set[int]:
    """Return which lines begin with a number of a list: they follow on, or what is above them has come to an end."""
    within: dict[str, int] = {}
    marks = {at: found[2] for at, line in enumerate(lines) if (found := NUMBER.match(line))}
    for at, line in enumerate(lines if marks else ()):
        for found in WITHIN.finditer(line, 1):
            within.setdefault(found[1] or found[2], at)
    items: set[int] = set()
    known: set[str] = {marks[0]} if 0 in marks else set()
    begun = set(marks.values())
    for at, mark in marks.items():
        before, after = _neighbours(mark)
        above = _above(lines, at)
        goes_on = bool((before | after) & begun) or any(within.get(each, at) < at for each in before)
        if ENDS.search(above) or before & known or (goes_on and not JOINS.search(above)):
            items.add(at)
            known.add(mark)
    return items


def _neighbours(mark: str) -> tuple[set[str], set[str]]:
    """Return what comes before and after the mark in a list: 1 and 3 for 2; of letters i is a Roman number too."""
    if mark.isdigit():
        return {str(int(mark) - 1)}, {str(int(mark) + 1)}
    at = ROMAN.index(mark) if mark in ROMAN else -1
    before = set(ROMAN[at - 1 : at]) if at > 0 else set()
    after = set(ROMAN[at + 1 : at + 2]) if at >= 0 else set()
    if len(mark) == 1:
        before.add(chr(ord(mark) - 1))
        after.add(chr(ord(mark) + 1))
    return before, after
