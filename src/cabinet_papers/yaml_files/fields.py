"""Reads the entries of one YAML mapping key by key; what is wrong becomes a finding at its place."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from cabinet_papers.files.exempt_marks import MARKS, may_mean_exempt
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code, Location
from cabinet_papers.findings.message import Message, Term, one_of, phrase
from cabinet_papers.matter.list_marks import find_names
from cabinet_papers.matter.prose import Prose
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.yaml_files.added_keys import explain_in_brackets
from cabinet_papers.yaml_files.keys import Choice, Date, Group, Text
from cabinet_papers.yaml_files.outline import group_of, list_of
from cabinet_papers.yaml_files.run_on import DASH_CURE
from cabinet_papers.yaml_files.source import Source, is_absent, is_sentence
from cabinet_papers.yaml_files.typed_when import read_when
from cabinet_papers.yaml_files.yaml_errors import (
    ITEM,
    ITEM_OPENING,
    NO_SPACE,
    SPACE_CURE,
)
from cabinet_papers.yaml_files.yaml_source import YamlEntry, YamlList, YamlMapping, YamlNode, YamlText

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cabinet_papers.matter.when import When

LONGEST_KEY = 40
# Without quotation marks these are no text in YAML.
NOTHING = ("~", "null", "Null", "NULL")
# An entry within braces without its colon, or without the space after it.
NO_COLON = re.compile(r"(?P<key>[a-z_]+)(?P<sign>:|[ \t]+)(?P<value>\S.*)", re.DOTALL)
# Lists of whole texts, in which a comma is likely to be one of a sentence.
OF_TEXTS = ("recommendations", "actions", "appendices", "added", "report_headings")


class Fields:
    """One mapping of a file, read by the keys that are declared for it; another key is a finding with the nearest."""

    def __init__(self, source: Source, node: YamlNode | None, group: Group) -> None:
        self.source = source
        self.group = group
        self.what = Term(group.called)
        self.entries: dict[str, YamlNode] = {}
        self.keys: dict[str, Location] = {}
        # Known keys of which another seems to be a misspelling.
        self.offered: set[str] = set()
        # Whether a key that is not known may be meant as `exempt`.
        self.is_perhaps_exempt = False
        self.is_readable = node is None or is_absent(node) or isinstance(node, YamlMapping)
        self.location = source.at(node) if node else Location(source.file)
        if isinstance(node, YamlMapping):
            self._take(node, group.names)
        elif node is not None and not self.is_readable:
            example = Term(" and ".join(f"{key}: ..." for key in group.names[:2]))
            kind = Term("a list" if isinstance(node, YamlList) else "text alone")
            message = phrase("this is {}, but {} needs entries such as {}", kind, self.what, example)
            hint = phrase("write each on an indented line of its own, with its text after the colon")
            source.report_value(codes.YML004, message, hint, node)

    def _take(self, node: YamlMapping, known: tuple[str, ...]) -> None:
        self.is_perhaps_exempt = any(each.key not in known and _may_mark(each) for each in node.entries)
        self.source.is_perhaps_exempt |= self.is_perhaps_exempt and "exempt" not in known
        if is_sentence(node) and not any(entry.key in known for entry in node.entries):
            self.source.report_sentence(node, ITEM_OPENING)
            self.is_readable = False
            return
        before = ""
        for entry in node.entries:
            place = Location(self.source.file, entry.line, entry.column)
            self.keys[entry.key] = place
            if entry.cut_off or (node.braces and before and " " in entry.key):
                self._report_no_value(entry, before, known)
            elif entry.key in known:
                before = entry.key
                if not is_absent(entry.value):
                    self.entries[entry.key] = entry.value
            else:
                self._report_unknown(entry, known)

    def _report_no_value(self, entry: YamlEntry, before: str, known: tuple[str, ...]) -> None:
        """Report words within braces that have no value: one of the keys without its colon, or the end of a text."""
        found = NO_COLON.fullmatch(entry.key)
        if found is None or found["key"] not in known or (found["key"] in self.keys and found["sign"] != ":"):
            self.report_cut_off(entry, before, known)
            return
        key, value = Term(found["key"]), found["value"]
        self.offered.add(key)
        place = Location(self.source.file, entry.line, entry.column)
        if found["sign"] == ":":
            message, hint = phrase("there is no space after {}:", key), phrase("put a space after the colon")
            self.source.report(codes.YML007, message, hint, place, length=len(key) + 1)
            return
        message = phrase("there is no colon after {}", key)
        hint = phrase('write a colon after it, as in "{}: {}"', key, value)
        if before and value[:1].islower():
            # Such words may also go on after a comma: "trees, number one of all".
            rest = phrase("put all the text after {}: in double quotes", Term(before))
            hint = phrase("{}; if these words belong to the text before the comma, {}", hint, rest)
        self.source.report(codes.YML023, message, hint, place, length=len(key))

    def report_cut_off(self, entry: YamlEntry, before: str, known: tuple[str, ...] = ()) -> None:
        """Report that a comma within braces made a key of words that belong to the value before them."""
        self.offered.update((entry.key,) if before else known)
        message = phrase(
            '"{}" is cut off from the text before it, because a comma in curly brackets ends the text', entry.key
        )
        hint = phrase("put all the text after {}: in double quotes", Term(before))
        if not before:
            such = Term(known[0] if known else "Ward")
            message = phrase('"{}" has no word with a colon before it, such as {}:', entry.key, such)
            hint = phrase("write that word with its colon before it")
        if entry.key in known:
            hint = phrase("{}; or write a colon after {}, as in {}: ...", hint, Term(entry.key), Term(entry.key))
        place = Location(self.source.file, entry.line, entry.column)
        self.source.report(codes.YML017, message, hint, place, length=len(entry.key))

    def _report_unknown(self, entry: YamlEntry, known: tuple[str, ...]) -> None:
        # Words longer than any key are probably not one, and comparing them would take long.
        near = get_close_matches(entry.key.casefold(), known, 1) if len(entry.key) <= LONGEST_KEY else []
        self.offered.update(near)
        hint = (
            phrase('write "{}", if that is what you mean', Term(near[0]))
            if near
            else phrase("the entries that can be used here are {}", Term(", ".join(known)))
        )
        if may_mean_exempt(entry.key) and not {*near} & {*MARKS}:
            hint = self._advise_marking(known) or hint
        message = phrase('"{}" is not an entry that {} can have', entry.key, self.what)
        self.source.report(codes.YML003, message, hint, self.keys[entry.key], length=len(entry.key))

    def _advise_marking(self, known: tuple[str, ...]) -> Message | None:
        """Return what to do with an entry that seems to say that something is not for publication."""
        publish = phrase("if this may be published, delete this entry")
        if self.source.file.endswith("action-plan.yaml"):
            return phrase("a plan is always public: {}; if not, take out of the plan what it is about", publish)
        if "exempt" in known:
            mark = phrase("if it is not for publication, write exempt: and its paragraph, as in exempt: 3")
            return phrase("{}; {}", mark, publish)
        if self.source.file.endswith("recommendations.yaml"):
            mark = phrase("if not, delete it too, and write exempt: 3 below each recommendation that is not to be")
            return phrase("{}; {}", publish, mark)
        return None

    def find(self, key: str) -> YamlNode | None:
        """Return the value given for the key, or None where it is absent or empty."""
        return self.entries.get(key)

    def is_empty(self, key: str) -> bool:
        """Whether the key was typed without a value."""
        return key in self.keys and key not in self.entries and key not in self.offered

    def place(self, key: str) -> Location:
        """Return the place of the key's value, or of the whole mapping where it is absent."""
        node = self.entries.get(key)
        return self.source.at(node) if node else self.location

    def places(self, key: str) -> tuple[Location, ...]:
        """Return the places of the texts of a key that may have one or a list of several."""
        node = self.find(key)
        texts = node.items if isinstance(node, YamlList) else (node,)
        return tuple(self.source.at(each) for each in texts if isinstance(each, YamlText) and each.value.strip())

    def report(self, code: Code, message: Message, hint: Message, key: str) -> None:
        """Add a finding about the key's value, or about the whole mapping where it is absent."""
        node = self.entries.get(key)
        if node:
            self.source.report_value(code, message, hint, node)
        else:
            self.source.report(code, message, hint, self.location)

    def require(self, key: str, hint: str = "") -> YamlNode | None:
        """Return the value given for the key, or None with a finding that it is needed.

        Only the first cause is reported: not a mapping, or a misspelt key, before a missing key.
        """
        if key not in self.entries and key not in self.offered and self.is_readable:
            declared = Term(self.group.key(key).hint or hint)
            cure = phrase("{}", declared) if declared else phrase("write {}: with its text after the colon", Term(key))
            if key in self.keys:
                message = phrase("{}: is empty, and {} needs it", Term(key), self.what)
                self.source.report(codes.YML005, message, cure, self.keys[key], length=len(key))
            else:
                message = phrase("{} has no {}:", self.what, Term(key))
                # Point at the start of the mapping without underlining a word.
                self.source.report(codes.YML005, message, cure, self.location, length=1)
        return self.find(key)

    def take(self, key: str) -> YamlNode | None:
        """Return the value given for the key; None where there is none, with a finding where it has to be there."""
        return self.require(key) if self.group.key(key).is_required else self.find(key)

    def text(self, key: str) -> str:
        """Return the key's text on one line, "" where there is none; of a kind it is kept for the rules."""
        return " ".join(self._read_text(key).split("\n"))

    def lines(self, key: str) -> str:
        """Return the key's text, its lines apart and none of them empty; of a kind it is kept for the rules."""
        return "\n".join(line.strip() for line in self._read_text(key).split("\n") if line.strip())

    def _read_text(self, key: str) -> str:
        node = self.take(key)
        self._keep(node, key)
        return self.source.read_text(node, Term(key)) if node else ""

    def _keep(self, node: YamlNode | None, key: str) -> None:
        holds = self.group.key(key).holds
        if isinstance(holds, Text) and holds.kind:
            self.source.keep(node, holds.kind, key.replace("_", " "))

    def paragraphs(self, key: str) -> str:
        """Return the key's text with its lines as they are typed, so that bullets may be nested."""
        node = self.take(key)
        self._keep(node, key)
        return self.source.read_lines(node, Term(key)) if node else ""

    def markdown(self, key: str, name: str) -> Prose:
        """Return the prose of the key's Markdown, kept for the rules under that name."""
        node = self.take(key)
        if not isinstance(node, YamlText):
            if node:
                self.source.read_text(node, Term(key))
            return Prose()
        self.source.keep(node, TextKind.MARKDOWN, name)
        return self.source.read_markdown(node, Term(key))

    def date(self, key: str) -> date | None:
        """Return the key's day, or None."""
        when = self.when(key)
        return when.first if when else None

    def when(self, key: str, *, is_required: bool = False) -> When | None:
        """Return the key's date, or None; `is_required` where it has to be there for another reason than always."""
        declared = self.group.key(key)
        needed = is_required or declared.is_required
        node = self.require(key, f"write the date after {key}:, as in {key}: 2025-01-14") if needed else self.find(key)
        holds = declared.holds if isinstance(declared.holds, Date) else Date()
        return read_when(self.source, node, Term(key), holds) if node else None

    def choice(self, key: str) -> str:
        """Return the key's value, one of its choices, or its default; capitals do not matter."""
        declared, typed = self.group.key(key), self.text(key)
        choices = declared.holds.words if isinstance(declared.holds, Choice) else ()
        chosen = next((each for each in choices if each.casefold() == typed.casefold()), "")
        if chosen or not typed:
            return chosen or declared.default
        message = phrase('{}: "{}" is not one of the choices', Term(key), typed)
        self.report(codes.YML011, message, phrase("choose {}", one_of([Term(each) for each in choices])), key)
        return declared.default

    def choices(self, key: str, words: Sequence[str]) -> tuple[str, ...]:
        """Return the words of a key that may have one or a list of several; what is none of `words` is reported."""
        node = self.find(key)
        nodes = self.items(key) if isinstance(node, YamlList) else ((node,) if node else ())
        chosen = []
        for each in nodes:
            typed = self.source.read_text(each, Term(key)).casefold()
            if typed not in words:
                message = phrase('{}: "{}" is not one of the choices', Term(key), typed)
                hint = phrase("choose {}", one_of([Term(word) for word in words]))
                self.source.report_value(codes.YML011, message, hint, each)
            chosen.append(typed)
        return tuple(chosen)

    def items(self, key: str) -> tuple[YamlNode, ...]:
        """Return the items of the key's list."""
        return self.list_items(self.find(key), Term(key))

    def list_items(self, node: YamlNode | None, what: Term) -> tuple[YamlNode, ...]:
        """Return the items of a list node; a finding where it is something else, and for each empty item."""
        if isinstance(node, YamlList):
            if node.brackets and what in OF_TEXTS:
                self._look_for_commas(node)
            for item in node.items:
                if isinstance(item, YamlText) and _is_nothing(item):
                    self._report_empty(item, what, in_brackets=node.brackets)
            return tuple(item for item in node.items if not self._report_added(node, item, what) and _is_given(item))
        if node is not None:
            self.source.report_value(codes.YML004, phrase('"{}" should be a list', what), _cure_no_list(node), node)
        return ()

    def _report_added(self, items: YamlList, item: YamlNode, what: Term) -> bool:
        """Report a key that is added to a text in square brackets, which has no braces; return whether it is one."""
        if not (items.brackets and isinstance(item, YamlMapping) and item.entries):
            return False
        if (item.line, item.column) != item.entries[0][1:3]:
            return False
        held = list_of(self.group.key(what)) if what in self.group.names else None
        explained = explain_in_brackets(item.entries[0].key, group_of(held.item) if held else None)
        if explained:
            self.source.report_value(codes.YML024, *explained, item)
        return explained is not None

    def _look_for_commas(self, node: YamlList) -> None:
        """Add a finding for each item within brackets that seems to be the end of the sentence before it."""
        plain = [item for item in node.items if isinstance(item, YamlText) and item.raw[:1] not in ("'", '"')
                 and not _is_nothing(item)]  # fmt: skip
        formal = bool(plain) and plain[0].value.startswith("That ")
        for item in plain[1:]:
            goes_on = item.value[:1].islower() and " " in item.value
            if goes_on or (formal and item.value and not item.value.startswith("That ")):
                message = phrase('"{}" has become a separate item, because of the comma before it', item.value)
                hint = phrase(
                    "put each whole text in double quotes; or delete the brackets and the commas between the texts, "
                    "and write each text on a line of its own that begins with a dash and a space"
                )
                self.source.report_value(codes.YML017, message, hint, item)

    def _report_empty(self, item: YamlText, what: Term, *, in_brackets: bool) -> None:
        """Report that an item has no text. Left out silently it would shift the numbers of those below."""
        place = self.source.at(item)
        if not item.raw:
            # Only its dash is visible.
            place = place._replace(column=item.column - 1)
        message = phrase("an item of {} is empty", what)
        hint = phrase("write its text, or delete the item with its dash")
        if in_brackets:
            hint = phrase("write its text, or delete it and one of the commas beside it")
        self.source.report(codes.YML016, message, hint, place, length=max(1, len(item.raw)))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the key's list of names, each on one line."""
        items, node = self.items(key), self.find(key)
        if isinstance(node, YamlList) and not node.brackets:
            for item in items:
                self.source.look_for_missing_dash(item, ITEM_OPENING, find_names)
        read = (self.source.read_text(item, phrase("an item of {}", Term(key))) for item in items)
        return tuple(text for text in read if text)


def _may_mark(entry: YamlEntry) -> bool:
    """Whether an entry, or one within it, may say that what it is about is not for publication."""
    within = entry.value.entries if isinstance(entry.value, YamlMapping) else ()
    return may_mean_exempt(entry.key) or any(map(_may_mark, within))


def _cure_no_list(node: YamlNode) -> Message:
    """Return how what is written in place of a list becomes one."""
    if not isinstance(node, YamlText):
        return DASH_CURE
    if node.raw[:1] in ("|", ">") and all(map(ITEM.match, filter(str.strip, node.value.split("\n")))):
        return phrase('delete the "{}"', Term(node.raw.split("\n")[0].strip()))
    return SPACE_CURE if NO_SPACE.match(node.value) else DASH_CURE


def _is_given(node: YamlNode) -> bool:
    """Whether an item is there: one whose keys are all empty is, as its place counts."""
    return isinstance(node, YamlMapping) or not _is_nothing(node)


def _is_nothing(node: YamlNode) -> bool:
    """Whether an item is empty, or has a sign or word that means nothing in YAML."""
    return is_absent(node) or (isinstance(node, YamlText) and node.raw.strip() in NOTHING)
