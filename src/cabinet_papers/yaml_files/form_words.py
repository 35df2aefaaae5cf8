"""templates/words.yaml: the words of the response sheet in the council's language, by the English texts.

Those of a plan's notes and of update sheets may be among them; a council that has no plans need not write them.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from itertools import combinations
from typing import TYPE_CHECKING

from cabinet_papers.files.folders import is_there
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Location
from cabinet_papers.findings.message import Message, Term, phrase, series
from cabinet_papers.matter import form_words
from cabinet_papers.matter.columns import LONGEST_HEADING
from cabinet_papers.matter.plan import Change
from cabinet_papers.matter.update_words import OWN, UPDATE_TEXTS, UPDATE_WORDS
from cabinet_papers.yaml_files.source import Source, is_absent
from cabinet_papers.yaml_files.yaml_source import YamlMapping, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cabinet_papers.files.workspace import Workspace
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.yaml_files.yaml_source import YamlEntry

KNOWN = tuple(dict.fromkeys((*form_words.TEXTS, *(each.value for each in Change), *UPDATE_TEXTS)))
# What Excel takes for the name of a worksheet.
LONGEST_NAME, NO_NAME = 31, re.compile(r"[\[\]:*?/\\!]|^'|'$|^history$", re.IGNORECASE)
HEADINGS = (
    *form_words.HEADINGS, *form_words.KEPT_HEADINGS,
    *(UPDATE_WORDS[each] for each in (*form_words.HEADINGS, *form_words.KEPT_HEADINGS) if each in UPDATE_WORDS),
    *(each.heading for each in OWN),
)  # fmt: skip
NAMES = (form_words.SHEET, form_words.HOW_TO, form_words.KEPT, form_words.OFFICE)
NAMES_OF_UPDATES = (UPDATE_WORDS[form_words.SHEET], UPDATE_WORDS[form_words.KEPT])
# Texts that a returned sheet is read by: no two of one group may be the same.
GROUPS = (
    NAMES,
    form_words.HEADINGS,
    form_words.KEPT_HEADINGS,
    form_words.OFFICE_LABELS,
)
# Texts with which a line begins or goes on; there also none may begin as another one.
STARTS = (
    form_words.ABOVE_THE_TABLE,
    (form_words.REWORDED, form_words.EDITED, form_words.TAKEN_OVER, form_words.RENUMBERED),
    (form_words.IS_NOW, form_words.GONE),
)  # fmt: skip
# What is within a formula, whose texts have at most 255 letters, or at the foot of a page, which has as many in all.
SHORT = (
    form_words.ANSWERED, form_words.OF_ALL, form_words.OF_WHICH, form_words.WITHOUT, form_words.A_REASON,
    form_words.READY, form_words.GIVEN, form_words.PAGE,
)  # fmt: skip
# What Excel shows beside a cell is cut after 255 letters, a title after 32.
PROMPTS = (
    form_words.LIST_PROMPT, form_words.DECISION_PROMPT, form_words.CHOOSE_ANY,
    form_words.ELSEWHERE, form_words.DATE_PROMPT, form_words.FIGURE_PROMPT, form_words.MONEY_PROMPT,
    form_words.PERSON_PROMPT, form_words.FILL_IN_ALWAYS, form_words.FILL_IN_AGREED,
)  # fmt: skip
LONGEST_SHORT, LONGEST_PROMPT, LONGEST = 50, 120, 1_000
LIMITS = {
    **dict.fromkeys((each.strip() for each in SHORT), LONGEST_SHORT),
    **dict.fromkeys(PROMPTS, LONGEST_PROMPT),
    # These are shown together.
    **dict(zip(form_words.COMMENT_PROMPT, (60, 60, 130), strict=True)),
    form_words.CHOOSE_ONE_OF: 60,
    form_words.REFUSED: 32,
}
LIMITS |= {own: LIMITS[text] for text, own in UPDATE_WORDS.items() if text in LIMITS}
SOME = 3
OTHER_WORDS = phrase("a returned sheet is read by these; write other words for one of them")


def read_form_words(workspace: Workspace) -> tuple[Mapping[str, str], list[Diagnostic]]:
    """Return the words by the English texts, {} where there is no such file, and what is wrong with it.

    A text that is missing, or that cannot be used, stays English.
    """
    path = workspace.form_words
    file = workspace.name(path)
    if not is_there(path):
        return {}, []
    node, findings = read_yaml(path, file)
    source = Source(file, findings=findings)
    if node is None:
        return {}, findings
    if not isinstance(node, YamlMapping):
        message = phrase("this is no list of words: the file needs entries such as Comment: Sylw")
        hint = phrase("write for each English text a line with the text, a colon and the words in your language")
        source.report_value(codes.YML004, message, hint, node)
        return {}, findings
    words = {}
    for entry in node.entries:
        text = _read_entry(source, entry)
        if text:
            words[entry.key.strip()] = text
    _report_alike(source, node, words)
    _report_begun_alike(source, node, words)
    _report_missing(source, node)
    return words, source.findings


def _read_entry(source: Source, entry: YamlEntry) -> str:
    """Return the words of an entry, "" where there are none that can be used."""
    english, place = entry.key.strip(), Location(source.file, entry.line, entry.column)
    if english not in KNOWN:
        near = _find_meant(english)
        hint = phrase('write "{}" before the colon', Term(near)) if near else phrase("delete the line")
        message = phrase('"{}" is no text of the response sheet', english)
        source.report(codes.YML003, message, hint, place, length=len(entry.key))
        return ""
    if is_absent(entry.value):
        return ""
    own = " ".join(source.read_text(entry.value, phrase('the words for "{}"', Term(english))).split())
    problem = _find_problem(english, own) if own else None
    if problem:
        source.report_value(codes.YML011, *problem, entry.value)
    return "" if problem else own


def _find_meant(key: str) -> str:
    """Return the text that a key is, or nearly is, "" where there is none."""
    return key if key in KNOWN else next(iter(get_close_matches(key, KNOWN, 1, 0.6)), "")


def _find_problem(english: str, own: str) -> tuple[Message, Message] | None:
    """Return why the words cannot be used for the text, and what to do."""
    braces = re.findall(r"\{\w+\}", english)
    if sorted(braces) != sorted(re.findall(r"\{\w*\}", own)):
        needed = series([Term(each) for each in dict.fromkeys(braces)]) if braces else phrase("no braces")
        message = phrase('"{}" has {}, and so must its words in your language', Term(english), needed)
        return message, phrase("write each of them once in the place where it is to be, and no other words in braces")
    if english in (*NAMES, *NAMES_OF_UPDATES) and (len(own) > LONGEST_NAME or NO_NAME.search(own)):
        message = phrase('"{}" cannot be the name of a worksheet', own)
        return message, phrase("write another name with at most {} letters, and none of [ ] : * ? / \\ !", LONGEST_NAME)
    if english in HEADINGS and len(own) >= LONGEST_HEADING:
        message = phrase('"{}" is too long for a heading', own)
        return message, phrase("write fewer than {} letters", LONGEST_HEADING)
    longest = LIMITS.get(english, LONGEST)
    if len(own) > longest:
        message = phrase("the words have {} letters, and here there is room for {}", len(own), longest)
        return message, phrase("write at most {} letters", longest)
    return None


def _report_alike(source: Source, node: YamlMapping, words: dict[str, str]) -> None:
    """Report two texts with the same words by which a returned sheet is read, and leave the second one English."""
    lines = {entry.key.strip(): entry for entry in node.entries}
    for group in GROUPS:
        first: dict[str, str] = {}
        for english in group:
            other = first.setdefault(words.get(english, english).casefold(), english)
            if other == english or english not in lines:
                continue
            message = phrase('"{}" and "{}" have the same words: "{}"', Term(other), Term(english), words[english])
            source.report_value(codes.YML002, message, OTHER_WORDS, lines[english].value)
            del words[english]


def _report_begun_alike(source: Source, node: YamlMapping, words: dict[str, str]) -> None:
    """Report two texts of which one begins as the other, where a returned sheet is read by how a line begins."""
    lines = {entry.key.strip(): entry for entry in node.entries}
    for one, other in (pair for group in STARTS for pair in combinations(group, 2)):
        own = [form_words.say(each, words).casefold() for each in (one, other)]
        given = [each.strip() for each in (one, other) if each.strip() in words]
        if not given or not (own[0].startswith(own[1]) or own[1].startswith(own[0])):
            continue
        message = phrase(
            'the words for "{}" begin as those for "{}"', Term(given[-1]), Term(_other(given[-1], one, other))
        )
        source.report_value(codes.YML002, message, OTHER_WORDS, lines[given[-1]].value)
        del words[given[-1]]


def _other(given: str, one: str, other: str) -> str:
    return one.strip() if given == other.strip() else other.strip()


def _report_missing(source: Source, node: YamlMapping) -> None:
    """Report once which texts are not there or empty; what cannot be used was reported."""
    given = {_find_meant(entry.key.strip()) for entry in node.entries if not is_absent(entry.value)}
    missing = [each for each in form_words.TEXTS if each not in given]
    if not missing:
        return
    named = series([phrase('"{}"', Term(each)) for each in missing[:SOME]])
    more = phrase(", and {} more", len(missing) - SOME) if len(missing) > SOME else Message("")
    message = phrase("the response sheet will have English words where there are none here: {}{}", named, more)
    hint = phrase(
        "write the words in your language after the colon of each English text; where a text has no line, add one, as "
        "in Comment: Sylw"
    )
    source.report(codes.YML022, message, hint, Location(source.file, 1, 1), length=1)
