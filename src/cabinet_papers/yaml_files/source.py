"""One YAML file being read: how findings name it, what was found, and the texts that the rules look at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code, Diagnostic, Location, Severity, finding
from cabinet_papers.findings.message import EMPTY, Message, Term, phrase
from cabinet_papers.matter.markdown import find_lost_words, read_markdown
from cabinet_papers.matter.prose import Prose
from cabinet_papers.matter.typed_text import TextKind, TypedText
from cabinet_papers.yaml_files.run_on import find_missing_dash, keep_lines, report_together
from cabinet_papers.yaml_files.yaml_errors import (
    ITEM_OPENING,
    block_cure,
    key_opening,
    quote_cure,
)
from cabinet_papers.yaml_files.yaml_source import YamlList, YamlMapping, YamlNode, YamlText

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Where Markdown leaves words out: the sign of it in the line, why, and what to do.
LOSSES = (
    (re.compile(r"\]\([^)]*\s[\"'(]"),
     phrase("a link does not print what comes after its address"),
     phrase("leave only the address in the round brackets, and write these words before or after the link")),
    (re.compile(r"\|"),
     phrase("this line of the table has more cells than its heading row"),
     phrase("if a | is part of the text, write \\| in its place; if not, add a heading for each further cell, and --- "
            "for it in the line below the headings")),
    (re.compile(r"^\s*(?:[-*+]|\d+[.)])\s"),
     phrase("the list has too many levels"),
     phrase("put fewer spaces before the line, so that it is on a higher level of the list")),
)  # fmt: skip
LOST_ELSEWHERE = (
    phrase("Markdown does not print what is written in this way"),
    phrase("write these words in a paragraph of their own, with an empty line before and after it"),
)


@dataclass(slots=True)
class Source:
    """One YAML file being read: its name in findings, the language of its dates, and what was found.

    `what` is a value's name in a message: a Term if it is the value of a key, else a Message.
    """

    file: str
    language: str = "en-GB"
    findings: list[Diagnostic] = field(default_factory=list)
    typed_texts: list[TypedText] = field(default_factory=list)
    # A group that is not one text, such as the whole matter, seems to be marked as not for publication.
    is_perhaps_exempt: bool = False

    def list_typed_texts(self) -> tuple[TypedText, ...]:
        """Return the texts that were kept, all of them exempt where a mark may be meant for them all."""
        return tuple(each._replace(exempt=each.exempt or self.is_perhaps_exempt) for each in self.typed_texts)

    def keep(
        self, node: YamlNode | None, kind: TextKind, name: str, number: int | None = None, *, exempt: bool = False,
        printed: str = "",
    ) -> None:  # fmt: skip
        """Keep a text for the rules of words and style; `name` is its name in messages."""
        if isinstance(node, YamlText) and node.value.strip():
            self.typed_texts.append(TypedText(node.value, kind, name, self.at(node), node.raw, number, exempt, printed))

    def at(self, node: YamlNode) -> Location:
        """Return the node's place."""
        return Location(self.file, node.line, node.column)

    def report(
        self,
        code: Code,
        message: Message,
        hint: Message,
        place: Location,
        severity: Severity | None = None,
        length: int = 0,
    ) -> None:
        """Add a finding about `length` characters from the place on, or with 0 about the word there."""
        self.findings.append(finding(code, message, hint, place, severity)._replace(length=length))

    def report_value(self, code: Code, message: Message, hint: Message, node: YamlNode) -> None:
        """Add a finding about a value: about all of a text that is on the value's first line."""
        length = len(node.raw.split("\n", 1)[0].rstrip()) if isinstance(node, YamlText) else 0
        self.report(code, message, hint, self.at(node), length=length)

    def read_text(self, node: YamlNode, what: Term | Message) -> str:
        """Return the node's text without outer white space; "" with a finding where it is not text."""
        return self.read_lines(node, what).strip()

    def read_lines(self, node: YamlNode, what: Term | Message) -> str:
        """Return the node's text with the indentation of its lines; "" with a finding where it is not text."""
        if isinstance(node, YamlText):
            return node.value.strip("\n").rstrip()
        if isinstance(node, YamlMapping) and is_sentence(node):
            self.report_sentence(node, key_opening(what) if isinstance(what, Term) else ITEM_OPENING)
        else:
            name = phrase('"{}"', what) if isinstance(what, Term) else what
            self.report_value(codes.YML004, *_explain_no_text(node, name), node)
        return ""

    def report_sentence(self, node: YamlMapping, opening: Message) -> None:
        """Report that a sentence with a colon was read as a key and a value; `opening` begins one of several lines."""
        key, value = node.entries[0].key, node.entries[0].value
        message = phrase('because of its colon, "{}" is read as a name such as title: or text:', key)
        # Double quotes would join the lines below the colon, which are its points.
        has_lines = len(node.entries) > 1 or not isinstance(value, YamlText) or _last_line(value) > node.line
        is_block = has_lines and not node.braces and not is_absent(value)
        cure = block_cure(opening) if is_block else quote_cure(key + (value.raw if isinstance(value, YamlText) else ""))
        self.report(codes.YML007, message, cure, self.at(node), length=len(key) + 1)

    def look_for_missing_dash(
        self, node: YamlNode | None, opening: Message, find: Callable[[Sequence[str]], list[int]]
    ) -> None:
        """Add a finding where a text runs on into a line that looks like another item; `find` returns such lines."""
        if isinstance(node, YamlText) and node.raw and "\n" in node.raw.rstrip():
            self.findings += find_missing_dash(node.raw, opening, self.file, node.line - 1, find)

    def read_markdown(self, node: YamlText, key: Term) -> Prose:
        """Return the prose of a Markdown text, with a finding for words that Markdown would leave out.

        Where YAML has joined its paragraphs it is read as it was meant, so that there is one finding about it.
        """
        prose = read_markdown(node.value)
        if "\n" in node.raw.strip() and node.raw[:1] != "|":
            meant = read_markdown(keep_lines(node.raw))
            if len(meant.blocks) > len(prose.blocks):
                within = range(node.line, _last_line(node) + 1)
                if not any(each.code is codes.YML015 and each.location.line in within for each in self.findings):
                    self.findings.append(report_together(node.raw, self.at(node), key))
                return meant
        lost = find_lost_words(node.value, prose)
        if lost:
            line, word = lost[0]
            others = phrase(" and {} more words", len(lost) - 1) if lost[2:] else phrase(" and one more word")
            why, hint = next(
                (words for sign, *words in LOSSES if sign.search(node.value.split("\n")[line])), LOST_ELSEWHERE
            )
            message = phrase(
                '"{}"{} would be missing from the paper, because {}', word, others if lost[1:] else EMPTY, why
            )
            self.report(codes.YML013, message, hint, Location(self.file, node.first_line + line))
        return prose


def _last_line(text: YamlText) -> int:
    return text.line + text.raw.rstrip().count("\n")


def _explain_no_text(node: YamlList | YamlMapping, name: Message) -> tuple[Message, Message]:
    """Return what is where one text belongs, and what to do."""
    message = phrase("{} should be text, but there {} here", name, Term(name_kind(node)))
    if isinstance(node, YamlList):
        return message, phrase("write the text in place of the list, without dashes or square brackets")
    if not node.entries:
        return message, phrase("write the text in place of the brackets")
    return message, phrase("write only the text; if it has a colon in it, put the whole text in double quotes")


def name_kind(node: YamlList | YamlMapping) -> str:
    """Return what a message says of a value that is no text, after "there"."""
    if isinstance(node, YamlList):
        return "is a list"
    kinds = {0: "are empty curly brackets", 1: "is an entry with a colon"}
    return kinds.get(len(node.entries), "are several entries with colons")


def is_sentence(node: YamlMapping) -> bool:
    """Whether a mapping is a sentence with a colon in it: its first key has a space, as no key of ours has."""
    return bool(node.entries) and " " in node.entries[0].key and not node.entries[0].cut_off


def is_absent(node: YamlNode) -> bool:
    """Whether nothing was given: an empty value means the key is absent, as does a mapping of nothing else."""
    if isinstance(node, YamlMapping):
        # A sentence that ends in a colon is a key too, and it was not left empty on purpose.
        return bool(node.entries) and all(entry.key.islower() and " " not in entry.key and not entry.cut_off
                                          and is_absent(entry.value) for entry in node.entries)  # fmt: skip
    return isinstance(node, YamlText) and not node.value.strip()
