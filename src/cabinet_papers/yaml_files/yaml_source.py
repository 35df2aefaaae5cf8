"""YAML as people type it: every scalar stays text and knows its line and column. The only yaml import."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

import yaml

from cabinet_papers.files.folders import explain_unreadable
from cabinet_papers.files.reading import read_file
from cabinet_papers.files.source_text import MAX_BYTES, decode_text, is_bare_utf16, replace_line_ends
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code, Diagnostic, Location, finding
from cabinet_papers.findings.message import EMPTY, Message, Term, phrase
from cabinet_papers.matter.typed_text import LINE_END, PARAGRAPH_END
from cabinet_papers.yaml_files.keys import FILES, Group
from cabinet_papers.yaml_files.lost_marks import MAY_BE_MARKS, find_lost_marks
from cabinet_papers.yaml_files.raw_lines import explain_stop, find_faults, find_other_kind
from cabinet_papers.yaml_files.run_on import find_run_on
from cabinet_papers.yaml_files.yaml_errors import (
    CUT_OFF,
    IN_BRACES,
    ITEM_OPENING,
    PAPER_ENDS,
    QUOTE_CURE,
    UNPRINTABLE,
    Trouble,
    explain_trouble,
    find_bad_escape,
    find_unprintable,
    key_opening,
    quote_cure,
    report,
    report_cut_off,
)

if TYPE_CHECKING:
    from pathlib import Path

MAX_DEPTH = 12
# Texts, lists and groups of keys in one file; characters and lines of one text; signs that are reported of one file.
MAX_VALUES, MAX_TEXT, MAX_LINES, MOST_SIGNS = 40_000, 200_000, 10_000, 10
BLOCKS = ("|", ">")
UNICODE_ENDS = ("\u2028", "\u2029")
# libyaml's composer is some ten times faster; both give the same nodes and marks.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SAVE_CURE = phrase("save the file as UTF-8: in Notepad, choose Save As and Encoding: UTF-8")
_SPLIT_CURE = phrase("split the matter into several, each in a folder of its own")
_UNKNOWN = (
    phrase("the file cannot be understood"),
    phrase("check the colons and quotation marks of the lines that you changed last, and the spaces before them"),
)


class YamlText(NamedTuple):
    """A scalar as typed. `line` and `column` count from 1; `first_line` is where its words begin.

    `raw` is the file's text from there to its end, with its quotes and indentation.
    """

    value: str
    line: int
    column: int
    first_line: int
    raw: str = ""


class YamlList(NamedTuple):
    """A sequence; in `brackets` a comma ends each item."""

    items: tuple[YamlNode, ...]
    line: int
    column: int
    brackets: bool = False


class YamlEntry(NamedTuple):
    """A key of a mapping, its place and its value. One that is `cut_off` has no colon and follows a comma in braces."""

    key: str
    line: int
    column: int
    value: YamlNode
    cut_off: bool = False


class YamlMapping(NamedTuple):
    """A mapping, its entries in the order typed, without repeated keys; in `braces` a comma ends each entry."""

    entries: tuple[YamlEntry, ...]
    line: int
    column: int
    braces: bool = False


YamlNode: TypeAlias = YamlText | YamlList | YamlMapping


def read_yaml(path: Path, file: str) -> tuple[YamlNode | None, list[Diagnostic]]:
    """Return the file's one document and what is wrong with it as YAML; None where it cannot be read at all.

    `file` is the path as findings name it.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = phrase(
                "the file is too large: it has {} bytes, but at most {} can be read",
                Term(f"{size:,}"),
                Term(f"{MAX_BYTES:,}"),
            )
            return None, [report(codes.YML009, message, _SPLIT_CURE, file)]
        source = read_file(path)
    except OSError as error:
        return None, [finding(codes.YML001, *explain_unreadable(error), Location(file))]
    if other := find_other_kind(source, file):
        return None, [other]
    text, findings = _decode(source, file)
    if findings:
        return None, findings
    return _compose(text, file)


def read_values(text: str) -> list[str] | None:
    """Return every scalar of a YAML text in its order, keys included; None where it cannot be read."""
    try:
        text = replace_line_ends(text, (LINE_END, PARAGRAPH_END))
        return [event.value for event in yaml.parse(text, Loader=_LOADER) if isinstance(event, yaml.ScalarEvent)]
    except (yaml.YAMLError, ValueError, OverflowError):
        return None


def _end_lines(value: str) -> str:
    """Return the value with line feeds for line ends of every kind, those that were written with a backslash too."""
    if "\r" in value:
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    if value.isascii():
        return value
    return replace_line_ends(value.replace(PARAGRAPH_END, "\n\n").replace(LINE_END, "\n"), ("\n", "\n"))


def _decode(source: bytes, file: str) -> tuple[str, list[Diagnostic]]:
    if is_bare_utf16(source):
        message = phrase("the file is saved as UTF-16, not as UTF-8")
        return "", [report(codes.YML008, message, _SAVE_CURE, file)]
    try:
        text = decode_text(source, within=UNICODE_ENDS)
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        byte = Term(f"{source[error.start]:#04x}")
        message = phrase("this line has a letter or sign that was not saved as UTF-8 (byte {})", byte)
        return "", [report(codes.YML008, message, _SAVE_CURE, file, line)]
    found = find_unprintable(text, file)
    return replace_line_ends(text, (LINE_END, PARAGRAPH_END)), [found] if found else []


def _compose(text: str, file: str) -> tuple[YamlNode | None, list[Diagnostic]]:
    group = _group_of(file)
    try:
        screened, may_compose = _screen(text, file)
        faults = find_faults(text, group) if may_compose else []
        root = yaml.compose(text, Loader=_LOADER) if may_compose and not faults else None
    except yaml.YAMLError as error:
        faults = find_faults(text, group)
        return None, [fault.report(file) for fault in faults] or _explain_error(error, text, file)
    except (ValueError, OverflowError):
        # Without libyaml Python itself refuses to make such a character.
        return None, [find_bad_escape(text, file) or report(codes.YML001, *_UNKNOWN, file)]
    if faults or not may_compose:
        return None, screened + [fault.report(file) for fault in faults]
    if root is None:
        return None, [report(codes.YML010, phrase("the file is empty"), _cure_empty(file), file)]
    reading = _Reading(text, file)
    node = reading.read_node(root, 0)
    if reading.lost_marks:
        return None, screened + reading.lost_marks
    return node, sorted(screened + reading.findings, key=lambda each: each.location.line or 0)


def _group_of(file: str) -> Group | None:
    """Return the keys of the file; None of one that has other words than those of the program."""
    return next((group for name, group in FILES.items() if file.endswith(f"{name}.yaml")), None)


def _cure_empty(file: str) -> Message:
    """Return how to begin the file: by what the program writes itself, else by the keys that are needed."""
    if file.endswith("recommendations.yaml"):
        return phrase(
            'run `papers new "Title"`, which makes a folder with a file to fill in; move that file here in place of '
            "this one, and delete the new folder"
        )
    group = _group_of(file)
    if group is None:
        return phrase("write the words into it, or delete the file")
    return phrase("{}", Term("; ".join(key.hint for key in group.keys if key.is_required)))


def _screen(text: str, file: str) -> tuple[list[Diagnostic], bool]:
    """Check the file's events before it is composed: return what is found, and whether it may be composed.

    Composing is recursive and follows aliases; reading the events does neither. Anchors and tags leave no trace in what
    is composed, so the words after a sign such as & or ! would be lost.
    """
    findings: list[Diagnostic] = []
    depth, values, documents, may_compose = 0, 0, 0, True
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        values += isinstance(event, yaml.NodeEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        line, column = (event.start_mark.line + 1, event.start_mark.column + 1) if event.start_mark else (1, 1)
        words = event.value if isinstance(event, yaml.ScalarEvent) else ""
        if beyond := _find_limit(depth, values, documents, words):
            return [report(*beyond, file, line, column)], False
        if isinstance(event, yaml.NodeEvent) and (event.anchor or getattr(event, "tag", None)):
            findings.append(_report_sign(event, file, line, column))
            may_compose = may_compose and not isinstance(event, yaml.AliasEvent)
            if len(findings) == MOST_SIGNS:
                return findings, False
    return findings, may_compose


def _find_limit(depth: int, values: int, documents: int, words: str) -> tuple[Code, Message, Message] | None:
    """Return the limit that the file exceeds: a code, a message and a hint; None while it exceeds none."""
    if depth > MAX_DEPTH:
        return codes.YML009, phrase("there are too many lists within lists"), phrase("use fewer levels of lists")
    if values > MAX_VALUES:
        message = phrase("the file has more than {} texts and lists", Term(f"{MAX_VALUES:,}"))
        return codes.YML009, message, _SPLIT_CURE
    hint = phrase("split it into several texts, or make it an appendix")
    if len(words) > MAX_TEXT:
        most = Term(f"{MAX_TEXT:,}")
        message = phrase("a text has {} characters, but at most {} can be read", Term(f"{len(words):,}"), most)
        return codes.YML009, message, hint
    if words.count("\n") > MAX_LINES:
        return codes.YML009, phrase("a text has more than {} lines", Term(f"{MAX_LINES:,}")), hint
    if documents > 1:
        return codes.YML001, *PAPER_ENDS
    return None


def _report_sign(event: yaml.NodeEvent, file: str, line: int, column: int) -> Diagnostic:
    sign = "*" if isinstance(event, yaml.AliasEvent) else "&" if event.anchor else "!"
    message = phrase("the text begins with a sign that has a special meaning in YAML: {}", Term(sign))
    return report(codes.YML009, message, quote_cure(getattr(event, "value", "")), file, line, column)


def _explain_error(error: yaml.YAMLError, text: str, file: str) -> list[Diagnostic]:
    mark: yaml.Mark | None = getattr(error, "problem_mark", None)
    begun: yaml.Mark | None = getattr(error, "context_mark", None) or mark
    if mark is None or begun is None:
        return [report(codes.YML001, *_UNKNOWN, file)]
    if faults := explain_stop(text, mark.line, begun.line, _group_of(file)):
        return [fault.report(file) for fault in faults]
    problem = str(getattr(error, "problem", ""))
    return [explain_trouble(Trouble(problem, (begun.line, begun.column), mark.line, mark.column), text, file)]


class _Reading:
    """One pass over the composed nodes: copies them into our own and collects what is wrong."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.file = file
        self.findings: list[Diagnostic] = []
        # While there are some, none of the texts is looked at: any of them may be meant.
        self.lost_marks: list[Diagnostic] = []

    def find(self, code: Code, message: Message, hint: Message, mark: yaml.Mark) -> None:
        self.findings.append(report(code, message, hint, self.file, mark.line + 1, mark.column + 1))

    def read_node(self, node: yaml.Node, indent: int, opening: Message | None = EMPTY) -> YamlNode:
        """Return our copy of the node; a further line of its text is at least `indent` columns in.

        `opening` is what a text begins with to keep its lines, such as "- |", and empty within brackets; with None its
        lines are not checked.
        """
        mark = node.start_mark
        if isinstance(node, yaml.MappingNode):
            return YamlMapping(self.read_entries(node, opening), mark.line + 1, mark.column + 1, bool(node.flow_style))
        if isinstance(node, yaml.SequenceNode):
            within = EMPTY if node.flow_style else ITEM_OPENING
            items = tuple(self.read_node(item, item.start_mark.column, within) for item in node.value)
            return YamlList(items, mark.line + 1, mark.column + 1, bool(node.flow_style))
        return self.read_scalar(cast(yaml.ScalarNode, node), indent, opening)

    def read_entries(self, node: yaml.MappingNode, opening: Message | None) -> tuple[YamlEntry, ...]:
        entries: dict[str, YamlEntry] = {}
        for key_node, value_node in node.value:
            mark = key_node.start_mark
            if not isinstance(key_node, yaml.ScalarNode):
                hint = phrase("if the line is text, {}; if not, write a word such as title there", QUOTE_CURE)
                self.find(codes.YML004, phrase("before the colon there should be a plain word"), hint, mark)
                continue
            key = key_node.value
            # A key with a space is a sentence, which is reported where it is read.
            below = None if " " in key else IN_BRACES if node.flow_style else key_opening(key)
            value = self.read_node(value_node, mark.column + 1, below)
            if key in entries:
                dash = (
                    phrase("; if a new item starts here, begin this line with a dash instead")
                    if opening and opening != IN_BRACES
                    else EMPTY
                )
                hint = phrase("it is already at line {}; delete one of the two{}", entries[key].line, dash)
                self.find(codes.YML002, phrase('"{}" appears twice', key), hint, mark)
                continue
            between = self.text[key_node.end_mark.index : value_node.end_mark.index]
            cut_off = bool(node.flow_style) and not between.strip()
            entries[key] = YamlEntry(key, mark.line + 1, mark.column + 1, value, cut_off)
        return tuple(entries.values())

    def read_scalar(self, node: yaml.ScalarNode, indent: int, opening: Message | None) -> YamlText:
        start, end = node.start_mark, node.end_mark
        if node.style not in BLOCKS and end.line < len(self.lines):
            cut = CUT_OFF.match(self.lines[end.line], end.column)
            if cut:
                self.findings.append(report_cut_off(self.lines[end.line], cut, self.file, end.line))
            if not node.style:
                self.look_below(end.line + 1, indent)
        first_line = start.line + (2 if node.style in BLOCKS else 1)
        raw = self.text[start.index : end.index]
        is_alone = opening in MAY_BE_MARKS
        self.lost_marks += find_lost_marks(raw, self.file, start.line, start.column, is_alone=is_alone)
        text = YamlText(_end_lines(node.value), start.line + 1, start.column + 1, first_line, raw)
        if opening is not None and end.line > start.line and node.style != "|":
            self.findings += find_run_on(raw, opening, self.file, start.line)
        if (
            node.style == '"'
            and UNPRINTABLE.search(node.value)
            and (escape := find_bad_escape(raw, self.file, text.line, text.column))
        ):
            self.findings.append(escape)
        return text

    def look_below(self, line: int, indent: int) -> None:
        """Find a further line of a text that begins with a hash, as a hashtag does; YAML drops it as a comment."""
        below = self.lines[line] if line < len(self.lines) else ""
        found = re.match(r"( +)#+(?=[^\s#-])", below)
        if found and len(found[1]) >= indent:
            self.findings.append(report_cut_off(below, found, self.file, line))
