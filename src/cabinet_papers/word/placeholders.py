"""Finds the placeholders of a Word template and checks that each name in them exists.

Without this a misspelt name would only be noticed when the template is filled, and without its place.
"""

from __future__ import annotations

import functools
import re
import types
import typing
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.matter.prose import Prose
from cabinet_papers.matter.settings import Chart, Picture
from cabinet_papers.word.brackets import BRACKETS, ENDS, find_alone
from cabinet_papers.word.environment import (
    ENVIRONMENT,
    MOST_TAGS,
    OF_SET,
    TOO_LONG,
    UnreadableError,
    check_names,
    explain_syntax,
    find_refused,
    parse_expression,
)
from cabinet_papers.word.markup import W
from cabinet_papers.word.places import STORIES, TEXT, Problem, find_place, paragraph_text

# None begins within another, and a comment without an end goes to the end: so a long text is read once.
TAG = re.compile(r"\{\{((?:(?!\{[{%]).)*?)\}\}|\{%((?:(?!\{[{%]).)*?)%\}", re.DOTALL)
COMMENT = re.compile(r"\{#.*?(?:#\}|\Z)", re.DOTALL)
# No placeholder has more letters.
LONGEST_TAG = 2_000
KIND = re.compile(r"\s*[-+]?\s*(?:(p|tr|tc|r)\s+)?(.*?)\s*[-+]?\s*", re.DOTALL)
FOR = re.compile(r"for\s+(.+?)\s+in\s+(.+)", re.DOTALL)
SET = re.compile(r"set\s+(\w+)\s*=\s*(.+)", re.DOTALL)
DOTTED_NAME = re.compile(r"[A-Za-z]\w*(\.[A-Za-z]\w*)*")
# "coment" is near to "comment"; "ward" is not near to "agreed".
NEAR = 0.7
KEYWORDS = ("true", "false", "none", "True", "False", "None", "not")
# Filters that give some or all of the items that they are given.
KEEP_ITEMS = ("list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique")
# What the view says of an item whose words it leaves out, and what makes a test more than whether a value is there.
STATES = ("withheld", "answer_withheld", "withdrawn")
COMPARED = re.compile(r"[=<>|(\[]|\b(?:in|is)\b")
# What the paragraph of a {{p ...}} would lose.
NOT_KEPT = tuple(f"{W}{name}" for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference", "sym"))
# The loop of a row over the council's own columns.
FURTHER = "further"
# What is drawn in a line of text: {{r logo }}.
DRAWN = (Picture, Chart)
# What a tag may be.
STATEMENTS = ("elif", "else", "for", "if", "raw", "set", "with")
QUOTES = str.maketrans("‘’“”", "''\"\"")


class Asked(NamedTuple):
    """Where and how a template asks for a value.

    `is_in_text` is false in headers, footers and notes, `is_conditional` true within an {% if %} inside of a loop.
    `row` is that of a table, counted from 1 through the text, 0 for none, and `loop` the outermost loop around it.
    """

    typed: str
    place: Message
    is_in_text: bool
    is_conditional: bool
    row: int = 0
    loop: int = 0


class Value(NamedTuple):
    """What an expression gives: its type, object where it is not known, and its path in the view, "" for none."""

    type: object
    path: str = ""


class CheckedPlaceholders(NamedTuple):
    """What is wrong with the placeholders of a part, and which values of the view it prints, by their path."""

    problems: list[Problem]
    asked: dict[str, Asked]


def check_placeholders(
    root: etree._Element, view: type, story: str, own: frozenset[str] = frozenset()
) -> CheckedPlaceholders:
    """Return every placeholder of the part that is misspelt, cannot be read or could turn text into mark-up.

    The path of a value is that in the view, however its loops are named: "topics.recommendations.comment". `own` are
    the names of the council's own columns, which every row has.
    """
    checker = _Checker(view, story, own)
    for paragraph in root.iter(f"{W}p"):
        checker.check_paragraph(paragraph)
        if checker.tags > MOST_TAGS:
            checker.report_too_many(paragraph)
            break
    return CheckedPlaceholders(checker.problems, checker.asked)


def find_tag(root: etree._Element, typed: str) -> Message | None:
    """Return where in a part a placeholder is, None where it is in no paragraph but in something's description."""
    story = STORIES.get(etree.QName(root).localname, TEXT)
    for paragraph in root.iter(f"{W}p"):
        tags = TAG.finditer(paragraph_text(paragraph).translate(QUOTES))
        if any(_read_inside(each[0]) == _read_inside(typed) for each in tags):
            return find_place(paragraph, story)
    return None


def _read_inside(tag: str) -> str:
    inside = KIND.fullmatch(tag[2:-2])
    return inside[2] if inside else ""


class _Checker:
    """Goes through the paragraphs in order and knows which names are in scope."""

    def __init__(self, view: type, story: str, own: frozenset[str]) -> None:
        self.story = story
        self.own = own
        hints = typing.get_type_hints(view)
        self.scopes: list[dict[str, Value]] = [{name: Value(hint, name) for name, hint in hints.items()}]
        self.problems: list[Problem] = []
        self.asked: dict[str, Asked] = {}
        # The tags that have begun and not yet ended; the paths that an expression reads.
        self.open: list[_Open] = []
        self.read: list[str] = []
        self.rows: dict[etree._Element, int] = {}
        self.loops = 0
        self.tags = 0

    def check_paragraph(self, paragraph: etree._Element) -> None:
        whole = paragraph_text(paragraph).translate(QUOTES)
        self.tags += len(BRACKETS.findall(whole)) // 2
        if self.tags > MOST_TAGS:
            return
        for found in TAG.finditer(COMMENT.sub("", whole)):
            try:
                self.check_tag(found, paragraph)
            except TemplateSyntaxError as error:
                self.report(codes.TPL004, found[0], paragraph, *explain_syntax(error))
            except _UnknownNameError as unknown:
                reason = phrase('there is no placeholder "{}" here', unknown.name)
                self.report(codes.TPL003, found[0], paragraph, reason, unknown.hint)
            except _RefusedError as refused:
                reason = phrase(
                    "{} is not allowed, because it could change the document's layout instead of printing text",
                    refused.what,
                )
                self.report(codes.TPL005, found[0], paragraph, reason, refused.hint)
        # Brackets in a comment are brackets to docxtpl: each needs its other one there too.
        for typed in find_alone(whole):
            if typed.startswith(tuple(ENDS)):
                reason = phrase("there are opening brackets but no closing ones")
                hint = phrase("end the placeholder with {}", Term(ENDS[typed[:2]]))
            else:
                reason = phrase("there are closing brackets but no opening ones")
                hint = phrase("begin the placeholder with {{ or {%, or delete the brackets")
            self.report(codes.TPL004, typed, paragraph, reason, hint)

    def report_too_many(self, paragraph: etree._Element) -> None:
        """Report that there are more placeholders than any template needs."""
        message = phrase("there are more than {} placeholders, up to the one {}", Term(f"{MOST_TAGS:,}"),
                         find_place(paragraph, self.story))  # fmt: skip
        hint = phrase("print what is alike in a loop, as the templates that `papers init` writes do")
        self.problems.append(Problem(codes.TPL004, message, hint))

    def report(self, code: Code, typed: str, paragraph: etree._Element, reason: Message, hint: Message) -> None:
        message = phrase('"{}" {}: {}', typed, find_place(paragraph, self.story), reason)
        self.problems.append(Problem(code, message, hint))

    def check_tag(self, found: re.Match[str], paragraph: etree._Element) -> None:
        is_value = found[1] is not None
        if len(found[0]) > LONGEST_TAG:
            raise UnreadableError(TOO_LONG)
        inside = KIND.fullmatch(found[1] if is_value else found[2])
        content = inside[2] if inside else ""
        if refused := find_refused(f"{{{{ {content} }}}}" if is_value else f"{{% {content} %}}"):
            raise _RefusedError(refused)
        if not is_value:
            self.check_statement(content)
            return
        self.read = []
        self.check_value(content, inside[1] or "" if inside else "", paragraph)
        for path in filter(None, self.read):
            self.note_asked(path, found[0], paragraph)

    def note_asked(self, path: str, typed: str, paragraph: etree._Element) -> None:
        """Note where a value is printed: where it first is, or is on no condition."""
        is_conditional, known = self.is_conditional(path), self.asked.get(path)
        if known is None or (known.is_conditional and not is_conditional):
            self.asked[path] = Asked(
                typed, find_place(paragraph, self.story), self.story == TEXT, is_conditional,
                self.number_row(paragraph), next((each.number for each in self.open if each.is_loop), 0),
            )  # fmt: skip

    def number_row(self, paragraph: etree._Element) -> int:
        """Return the number of the table's row that the paragraph is in, 0 for none."""
        row = next(paragraph.iterancestors(f"{W}tr"), None)
        return 0 if row is None else self.rows.setdefault(row, len(self.rows) + 1)

    def is_conditional(self, path: str) -> bool:
        """Whether the value is printed of some items of a loop only, and not because of what the view itself says.

        Of an item that is withheld or withdrawn the view has no words; and one may ask whether a value is there.
        """
        first = next((at for at, each in enumerate(self.open) if each.is_loop), len(self.open))
        tests = [each for each in self.open[first:] if not each.is_loop]
        return any(not each.is_plain or any(not _is_state(tested, path) for tested in each.paths) for each in tests)

    def check_value(self, content: str, kind: str, paragraph: etree._Element) -> None:
        """Check that {{p ...}} is used for prose, {{r ...}} for pictures, and {{ ... }} for everything else."""
        found = without_none(self.value_of(content).type)
        is_prose = kind == "p"
        if found in DRAWN and kind != "r":
            raise UnreadableError(phrase("this is a picture, so write {{r ...}}"))
        if kind == "r" and found not in DRAWN:
            raise UnreadableError(phrase("this is not a picture, so write it without the r"))
        if is_prose:
            self.check_room(paragraph)
        if is_prose and found not in (Prose, object):
            raise UnreadableError(phrase("this is a single line of text, so write it without the p"))
        if not is_prose and found is Prose:
            raise UnreadableError(phrase("this is text of several paragraphs, so write {{p ...}}"))
        if not is_prose and found not in (str, int, object, *DRAWN):
            raise UnreadableError(
                phrase("this is several values together, so write one of them, as in {{ member.name }}")
            )

    def check_room(self, paragraph: etree._Element) -> None:
        """Check that text of several paragraphs may take the place of this one."""
        if self.story != TEXT:
            raise UnreadableError(phrase("text of several paragraphs cannot be in a header, footer or note"))
        if any(next(each.iterancestors(f"{W}p")) is paragraph for each in paragraph.iter(*NOT_KEPT)):
            raise UnreadableError(
                phrase("its text replaces this whole paragraph, so move the picture or note in it to another paragraph")
            )

    def check_statement(self, content: str) -> None:
        word = content.split(None, 1)[0] if content else ""
        if word.removeprefix("end") not in STATEMENTS:
            raise UnreadableError(phrase('"{}" cannot come after {%; use only {% for %}, {% if %} and {% set %}', word))
        if word == "raw":
            raise UnreadableError(
                phrase("the placeholders that follow would be printed as they are, with their brackets")
            )
        if loop := FOR.fullmatch(content):
            items = self.value_of(loop[2])
            item = Value(item_type(items.type), items.path)
            self.scopes.append({name.strip(): item for name in loop[1].split(",")} | {"loop": Value(object)})
        elif setting := SET.fullmatch(content):
            self.scopes[-1][setting[1]] = self.value_of(setting[2])
        elif word in ("if", "elif"):
            self.read = []
            self.value_of(content.split(None, 1)[1] if " " in content else "")
        elif word == "endfor" and len(self.scopes) > 1:
            self.scopes.pop()
        self.note_open(word, content)

    def note_open(self, word: str, content: str) -> None:
        """Note that a loop or a condition begins, has another branch, or ends."""
        if word == "for":
            self.loops += 1
            self.open.append(_Open(is_loop=True, number=self.loops))
        elif word == "if":
            self.open.append(_Open(paths=list(self.read), is_plain=not COMPARED.search(content)))
        elif word == "elif" and self.open:
            self.open[-1].paths += self.read
            self.open[-1].is_plain &= not COMPARED.search(content)
        elif word in ("endfor", "endif") and self.open:
            self.open.pop()

    def value_of(self, expression: str) -> Value:
        """Return what the expression gives, and note which values it reads. Raises _UnknownNameError."""
        if DOTTED_NAME.fullmatch(expression) and expression not in KEYWORDS:
            name, *attributes = expression.split(".")
            value = functools.reduce(self.attribute, attributes, self.find_name(name))
            self.read.append(value.path)
            return value
        output = parse_expression(expression).find(nodes.Output)
        return self.value_of_node(output.nodes[0]) if output and output.nodes else Value(object)

    def value_of_node(self, node: nodes.Node) -> Value:
        if isinstance(node, (nodes.Name, nodes.Getattr)):
            value = self.follow(node)
            self.read.append(value.path)
            return value
        if isinstance(node, nodes.Getitem):
            self.value_of_node(node.arg)
            items = self.value_of_node(node.node)
            return Value(item_type(items.type), items.path)
        check_names(node)
        values = list(map(self.value_of_node, node.iter_child_nodes()))
        return values[0] if isinstance(node, nodes.Filter) and node.name in KEEP_ITEMS else Value(object)

    def follow(self, node: nodes.Node) -> Value:
        """Return what a name or its attribute gives."""
        if isinstance(node, nodes.Name):
            return self.find_name(node.name)
        if isinstance(node, nodes.Getattr):
            return self.attribute(self.follow(node.node), node.attr)
        return self.value_of_node(node)

    def attribute(self, value: Value, name: str) -> Value:
        return Value(attribute_type(value.type, name, self.own), f"{value.path}.{name}" if value.path else "")

    def find_name(self, name: str) -> Value:
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        if name in ENVIRONMENT.globals:
            return Value(object)
        raise _UnknownNameError(name, [each for scope in self.scopes for each in scope])


@dataclass(slots=True)
class _Open:
    """A loop with its number, or a condition with the paths that it tests.

    A plain condition only asks whether they are there.
    """

    is_loop: bool = False
    number: int = 0
    paths: list[str] = field(default_factory=list)
    is_plain: bool = True


def _is_state(tested: str, path: str) -> bool:
    """Whether a test of one path says no more of another than the view does."""
    return tested.rpartition(".")[2] in STATES or tested == path


class _UnknownNameError(Exception):
    """A name that does not exist, with the names that could have been meant."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(name)
        self.name = name
        near = get_close_matches(name, known, 1, NEAR)
        self.hint = (
            phrase('write "{}", if that is what you mean', Term(near[0]))
            if near
            else phrase("the names that can be used here are {}", Term(", ".join(sorted(known))))
        )


# What to do about each statement that is not allowed.
STATEMENT_CURES = {
    "{% filter %}": phrase(
        "delete this placeholder and {% endfilter %}; write the change into each placeholder between the two, as in "
        "{{ title|upper }}, which prints capitals"
    ),
    "{% autoescape %}": phrase(
        "delete this placeholder and {% endautoescape %}; text is always printed just as it was typed"
    ),
    "{% call %}": phrase("delete this placeholder, {% endcall %} and what is between the two"),
    OF_SET: phrase("delete the | in this placeholder, and what comes after it up to %}"),
}


class _RefusedError(Exception):
    """Something in a placeholder that could turn text into mark-up."""

    def __init__(self, what: Term) -> None:
        super().__init__(what)
        self.what = what
        self.hint = STATEMENT_CURES.get(what) or phrase("delete {}; text is always printed just as it was typed", what)


def without_none(hint: object) -> object:
    """Return the type that an optional value has when it is there."""
    if isinstance(hint, types.UnionType):
        return next(each for each in hint.__args__ if each is not type(None))
    return hint


def item_type(hint: object) -> object:
    """Return the type of the items of a tuple; object for anything else."""
    arguments = typing.get_args(hint)
    return arguments[0] if arguments and typing.get_origin(hint) is tuple else object


def attribute_type(hint: object, name: str, own: frozenset[str] = frozenset()) -> object:
    """Return the type of an attribute of a view; raises _UnknownNameError where there is none.

    A row, which has a loop over its further columns, has those named `own` too.
    """
    hint = without_none(hint)
    if not (isinstance(hint, type) and hasattr(hint, "_fields")):
        return object
    known = typing.get_type_hints(hint)
    columns = own if FURTHER in known else frozenset[str]()
    if name not in known and name not in columns:
        raise _UnknownNameError(name, [*known, *columns])
    return known.get(name, Prose)
