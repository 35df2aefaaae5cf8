"""YAML as people type it: every scalar stays text and knows its line and column. The only yaml import."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

import yaml

from cabinet_papers import codes
from cabinet_papers.diagnostics import Code, Diagnostic, Location, finding
from cabinet_papers.source_text import decode_text

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 2_000_000
MAX_DEPTH = 12
# libyaml's composer is some ten times faster; both give the same nodes and marks.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_CUT_OFF = re.compile(r"[ \t]+#+(?=[^\s#])")
_QUOTE_CURE = "put the whole text in double quotes"
_SIGN_CURE = f"text that begins with a sign such as *, &, !, %, @ or ` needs quotes: {_QUOTE_CURE}"
# What PyYAML says, and the same for a person.
_PLAIN_WORDS = (
    (r"'\\t'|tab character", ("the line is indented with the Tab key", "indent it with spaces")),
    (r"alias|anchor|tag|cannot start any token", ("the text begins with a sign that means something else", _SIGN_CURE)),
    (r"unexpected end of stream", ("a quotation mark is opened and never closed", "close it, or take it away")),
    (r"unknown escape|escape sequence", (
        "a backslash in double quotes begins a special character", "write two backslashes, or use single quotes")),
    (r"expected ',' or|expected the node content", (
        "a bracket is not closed, or a comma is missing", "close it; if the text itself has brackets, quote it")),
    (r"could not find expected ':'", (
        "the line has no key, or the text above runs on without being indented",
        "indent every further line of a text, or put the text in double quotes")),
    (r"expected <document start>|but found another document", (
        "the paper ends before this line", "delete lines of three dashes; a file holds one paper")),
    (r"expected <block end>|bad indentation|inconsistent", (
        "the line does not fit the one above it", "look at the indentation and the quotation marks of both lines")),
)  # fmt: skip
_NOT_UNDERSTOOD = (
    "the file cannot be understood from here on",
    "look at the indentation, quotes and colons of this line and the one above it",
)


class YamlText(NamedTuple):
    """A scalar as typed. `line` and `column` count from 1; `first_line` is where its words begin.

    `raw` is what stands in the file from there to its end, with its quotes and indentation.
    """

    value: str
    line: int
    column: int
    first_line: int
    raw: str = ""


class YamlList(NamedTuple):
    """A sequence."""

    items: tuple[YamlNode, ...]
    line: int
    column: int


class YamlEntry(NamedTuple):
    """A key of a mapping, its place and its value."""

    key: str
    line: int
    column: int
    value: YamlNode


class YamlMapping(NamedTuple):
    """A mapping, its entries in the order typed, without repeated keys."""

    entries: tuple[YamlEntry, ...]
    line: int
    column: int


YamlNode: TypeAlias = YamlText | YamlList | YamlMapping


def read_yaml(path: Path, file: str) -> tuple[YamlNode | None, list[Diagnostic]]:
    """Return the file's one document and what is wrong with it as YAML; None where it cannot be read at all.

    `file` is the path as findings name it.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"the file has {size:,} bytes; at most {MAX_BYTES:,} are read"
            return None, [_problem(codes.YML009, message, "split the matter into several folders", file)]
        source = path.read_bytes()
    except OSError as error:
        hint = "if it is open in another program, close it there"
        return None, [_problem(codes.YML001, f"the file cannot be read ({error.strerror})", hint, file)]
    text, findings = _decode(source, file)
    if findings:
        return None, findings
    return _compose(text, file)


def read_values(text: str) -> list[str] | None:
    """Return every scalar of a YAML text in its order, keys included; None where it cannot be read."""
    try:
        return [event.value for event in yaml.parse(text, Loader=_LOADER) if isinstance(event, yaml.ScalarEvent)]
    except yaml.YAMLError:
        return None


def _problem(code: Code, message: str, hint: str, file: str, line: int | None = None,
             column: int | None = None) -> Diagnostic:  # fmt: skip
    return finding(code, message, hint, Location(file, line, column))


def _decode(source: bytes, file: str) -> tuple[str, list[Diagnostic]]:
    try:
        return decode_text(source), []
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        message = f"a character on this line is not stored as UTF-8 (byte {source[error.start]:#04x})"
        hint = "save the file as UTF-8: in Notepad, Save As and choose Encoding: UTF-8"
        return "", [_problem(codes.YML008, message, hint, file, line)]


def _compose(text: str, file: str) -> tuple[YamlNode | None, list[Diagnostic]]:
    try:
        screened, may_compose = _screen(text, file)
        root = yaml.compose(text, Loader=_LOADER) if may_compose else None
    except yaml.YAMLError:
        return None, [_explain_error(text, file)]
    if not may_compose:
        return None, screened
    if root is None:
        hint = "write at least the keys that are needed; `papers new` makes an annotated file"
        return None, [_problem(codes.YML010, "the file is empty", hint, file)]
    reading = _Reading(text, file)
    node = reading.read_node(root, 0)
    return node, sorted(screened + reading.findings, key=lambda each: each.location.line or 0)


def _screen(text: str, file: str) -> tuple[list[Diagnostic], bool]:
    """Look at the file's events before anything is built of them: what is found, and whether it may be composed.

    Composing is recursive and follows aliases; the events are neither. Anchors and tags leave no trace in what is
    composed, so the words after a sign such as & or ! would be gone.
    """
    findings: list[Diagnostic] = []
    depth, may_compose = 0, True
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        line, column = (event.start_mark.line + 1, event.start_mark.column + 1) if event.start_mark else (1, 1)
        if depth > MAX_DEPTH:
            message = "the lists go too many levels deep"
            return [_problem(codes.YML009, message, "write them flatter", file, line, column)], False
        if isinstance(event, yaml.NodeEvent) and (event.anchor or getattr(event, "tag", None)):
            sign = "alias (*)" if isinstance(event, yaml.AliasEvent) else "anchor (&)" if event.anchor else "tag (!)"
            message = f"the text begins with a sign that YAML takes for an {sign}".replace("an tag", "a tag")
            findings.append(_problem(codes.YML009, message, _SIGN_CURE, file, line, column))
            may_compose = may_compose and not isinstance(event, yaml.AliasEvent)
    return findings, may_compose


def _explain_error(text: str, file: str) -> Diagnostic:
    """Say in plain words what stopped the reader. PyYAML's own parser is asked, for one wording everywhere."""
    try:
        for _ in yaml.parse(text, Loader=yaml.BaseLoader):
            pass
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        message = f"a character that cannot be printed stands here (U+{ord(text[error.position]):04X})"
        return _problem(codes.YML001, message, "delete it and type it again", file, line)
    except yaml.MarkedYAMLError as error:
        return _explain_marked_error(error, text.split("\n"), file)
    return _problem(codes.YML001, "the file cannot be read as YAML", "", file)


def _explain_marked_error(error: yaml.MarkedYAMLError, lines: list[str], file: str) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    begun = error.context_mark.line if error.context_mark else line
    for at in range(min(begun, line), min(line + 1, len(lines))):
        cut = _CUT_OFF.search(lines[at])
        if cut and not re.search(r"""[:-]\s+["'|>]""", lines[at][: cut.start()]):
            return _cut_off(lines[at], cut, file, at)
    problem = error.problem or "it is not YAML"
    shown = lines[line].strip()[:60] if line < len(lines) else ""
    if "mapping values are not allowed" in problem:
        message = f'": " inside the text makes the line a key and a value: "{shown}"'
        return _problem(codes.YML007, message, _QUOTE_CURE, file, line + 1, column + 1)
    reason, cure = next((words for sign, words in _PLAIN_WORDS if re.search(sign, problem)), _NOT_UNDERSTOOD)
    message = f'{reason}: "{shown}"' if shown else reason
    return _problem(codes.YML001, message, cure, file, line + 1, column + 1)


def _cut_off(source_line: str, cut: re.Match[str], file: str, at: int) -> Diagnostic:
    lost = source_line[cut.start() :].strip()
    shown = lost if len(lost) <= 60 else f"{lost[:57]}..."
    message = f'"{shown}" is cut off: a hash after a space begins a comment'
    column = source_line.index("#", cut.start()) + 1
    found = _problem(codes.YML006, message, _QUOTE_CURE, file, at + 1, column)
    return found._replace(length=len(lost))


class _Reading:
    """One pass over the composed nodes: copies them into our own and gathers what is wrong."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.file = file
        self.findings: list[Diagnostic] = []

    def report(self, code: Code, message: str, hint: str, mark: yaml.Mark) -> None:
        self.findings.append(_problem(code, message, hint, self.file, mark.line + 1, mark.column + 1))

    def read_node(self, node: yaml.Node, indent: int) -> YamlNode:
        """Return our copy of the node; a further line of its text stands at least `indent` columns in."""
        mark = node.start_mark
        if isinstance(node, yaml.MappingNode):
            return YamlMapping(self.read_entries(node), mark.line + 1, mark.column + 1)
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self.read_node(item, item.start_mark.column) for item in node.value)
            return YamlList(items, mark.line + 1, mark.column + 1)
        return self.read_scalar(cast(yaml.ScalarNode, node), indent)

    def read_entries(self, node: yaml.MappingNode) -> tuple[YamlEntry, ...]:
        entries: dict[str, YamlEntry] = {}
        for key_node, value_node in node.value:
            mark = key_node.start_mark
            value = self.read_node(value_node, mark.column + 1)
            if not isinstance(key_node, yaml.ScalarNode):
                self.report(codes.YML004, "a key has to be a word", f"if it is text, {_QUOTE_CURE}", mark)
            elif key_node.value in entries:
                first = entries[key_node.value].line
                hint = f"it was first given at line {first}; delete one of them"
                self.report(codes.YML002, f'"{key_node.value}" is given twice', hint, mark)
            else:
                entries[key_node.value] = YamlEntry(key_node.value, mark.line + 1, mark.column + 1, value)
        return tuple(entries.values())

    def read_scalar(self, node: yaml.ScalarNode, indent: int) -> YamlText:
        start, end = node.start_mark, node.end_mark
        if node.style not in ("|", ">") and end.line < len(self.lines):
            cut = _CUT_OFF.match(self.lines[end.line], end.column)
            if cut:
                self.findings.append(_cut_off(self.lines[end.line], cut, self.file, end.line))
            if not node.style:
                self.look_below(end.line + 1, indent)
        first_line = start.line + (2 if node.style in ("|", ">") else 1)
        raw = self.text[start.index : end.index]
        return YamlText(node.value, start.line + 1, start.column + 1, first_line, raw)

    def look_below(self, line: int, indent: int) -> None:
        """Find a further line of a text that begins with a hash, as a hashtag does; YAML drops it as a comment."""
        below = self.lines[line] if line < len(self.lines) else ""
        found = re.match(r"( +)#+(?=[^\s#-])", below)
        if found and len(found[1]) >= indent:
            self.findings.append(_cut_off(below, found, self.file, line))
