"""The placeholders of a template, found where they stand in Word and held against the names that exist.

A misspelt name would otherwise come to light while rendering, without a place.
"""

from __future__ import annotations

import functools
import re
import types
import typing
from difflib import get_close_matches
from typing import NamedTuple

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from cabinet_papers.files.package import W
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code
from cabinet_papers.matter.model import Picture
from cabinet_papers.matter.prose import Prose
from cabinet_papers.word.environment import ENVIRONMENT, find_refused, parse_expression
from cabinet_papers.word.places import TEXT, find_place, paragraph_text, shorten

TAG = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}", re.DOTALL)
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
KIND = re.compile(r"\s*[-+]?\s*(?:(p|tr|tc|r)\s+)?(.*?)\s*[-+]?\s*", re.DOTALL)
FOR = re.compile(r"for\s+(.+?)\s+in\s+(.+)", re.DOTALL)
SET = re.compile(r"set\s+(\w+)\s*=\s*(.+)", re.DOTALL)
DOTTED_NAME = re.compile(r"[A-Za-z]\w*(\.[A-Za-z]\w*)*")
KEYWORDS = ("true", "false", "none", "True", "False", "None", "not")
QUOTES = str.maketrans("‘’“”", "''\"\"")


class PlaceholderProblem(NamedTuple):
    """A placeholder that cannot be filled: what was typed, where it stands, why, and what was perhaps meant."""

    code: Code
    typed: str
    place: str
    reason: str
    hint: str


def check_placeholders(root: etree._Element, view: type, story: str) -> list[PlaceholderProblem]:
    """Return every placeholder of the part that is misspelt, cannot be read or would make mark-up of text."""
    checker = _Checker(view, story)
    for paragraph in root.iter(f"{W}p"):
        checker.check_paragraph(paragraph)
    return checker.problems


class _Checker:
    """Goes through the paragraphs in order and knows which names are in scope."""

    def __init__(self, view: type, story: str) -> None:
        self.story = story
        self.scopes: list[dict[str, object]] = [dict(typing.get_type_hints(view))]
        self.problems: list[PlaceholderProblem] = []

    def check_paragraph(self, paragraph: etree._Element) -> None:
        text = paragraph_text(paragraph).translate(QUOTES)
        text = COMMENT.sub("", text)
        for found in TAG.finditer(text):
            try:
                self.check_tag(found)
            except TemplateSyntaxError as error:
                hint = "mend it in Word; type it in one go"
                self.report(codes.TPL004, found[0], paragraph, str(error.message), hint)
            except _UnknownNameError as unknown:
                self.report(codes.TPL003, found[0], paragraph, f'"{unknown.name}" is not known here', unknown.hint)
            except _RefusedError as refused:
                reason = f"{refused.what} could make Word mark-up of text, which is refused"
                self.report(codes.TPL005, found[0], paragraph, reason, refused.hint)
        rest = TAG.sub("", text)
        if "{{" in rest or "{%" in rest:
            hint = "close it with }} or %}"
            self.report(codes.TPL004, shorten(rest), paragraph, "its brackets do not close", hint)
        elif "}}" in rest or "%}" in rest:
            hint = "begin it with {{ or {%, or take the brackets away"
            self.report(codes.TPL004, shorten(rest), paragraph, "its brackets do not open", hint)

    def report(self, code: Code, typed: str, paragraph: etree._Element, reason: str, hint: str) -> None:
        self.problems.append(PlaceholderProblem(code, typed, find_place(paragraph, self.story), reason, hint))

    def check_tag(self, found: re.Match[str]) -> None:
        is_value = found[1] is not None
        inside = KIND.fullmatch(found[1] if is_value else found[2])
        if "{{" in found[0][2:] or "{%" in found[0][2:]:
            raise TemplateSyntaxError("its brackets do not close", 1)
        content = inside[2] if inside else ""
        if refused := find_refused(f"{{{{ {content} }}}}" if is_value else f"{{% {content} %}}"):
            raise _RefusedError(refused)
        if is_value:
            self.check_value(content, inside[1] or "" if inside else "")
        else:
            self.check_statement(content)

    def check_value(self, content: str, kind: str) -> None:
        """Hold prose, pictures and plain values apart: {{p ...}} and {{r ...}} are for the first two alone."""
        found = without_none(self.type_of(content))
        is_prose = kind == "p"
        if found is Picture and kind != "r":
            raise TemplateSyntaxError("this is a picture: write {{r ...}}", 1)
        if kind == "r" and found is not Picture:
            raise TemplateSyntaxError("this is no picture: write it without the r", 1)
        if is_prose and self.story != TEXT:
            raise TemplateSyntaxError("prose of several paragraphs stands in the body only", 1)
        if is_prose and found not in (Prose, object):
            raise TemplateSyntaxError("this is no prose: write it without the p", 1)
        if not is_prose and found is Prose:
            raise TemplateSyntaxError("this is prose of several paragraphs: write {{p ...}}", 1)
        if not is_prose and found not in (str, int, object, Picture):
            raise TemplateSyntaxError("this is not one value but several: name one of its parts", 1)

    def check_statement(self, content: str) -> None:
        word = content.split(None, 1)[0] if content else ""
        if word == "raw":
            raise TemplateSyntaxError("what follows would print as it is, with its brackets", 1)
        if loop := FOR.fullmatch(content):
            items = self.type_of(loop[2])
            self.scopes.append({name.strip(): item_type(items) for name in loop[1].split(",")} | {"loop": object})
        elif setting := SET.fullmatch(content):
            self.scopes[-1][setting[1]] = self.type_of(setting[2])
        elif word in ("if", "elif"):
            self.type_of(content.split(None, 1)[1] if " " in content else "")
        elif word == "endfor" and len(self.scopes) > 1:
            self.scopes.pop()

    def type_of(self, expression: str) -> object:
        """Return the type of an expression; object where it is not known. Raises _UnknownNameError."""
        if DOTTED_NAME.fullmatch(expression) and expression not in KEYWORDS:
            name, *attributes = expression.split(".")
            return functools.reduce(attribute_type, attributes, self.find_name(name))
        output = parse_expression(expression).find(nodes.Output)
        return self.type_of_node(output.nodes[0]) if output and output.nodes else object

    def type_of_node(self, node: nodes.Node) -> object:
        if isinstance(node, nodes.Name):
            return self.find_name(node.name)
        if isinstance(node, nodes.Getattr):
            return attribute_type(self.type_of_node(node.node), node.attr)
        if isinstance(node, nodes.Getitem):
            self.type_of_node(node.arg)
            return item_type(self.type_of_node(node.node))
        for child in node.iter_child_nodes():
            self.type_of_node(child)
        return object

    def find_name(self, name: str) -> object:
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        if name in ENVIRONMENT.globals:
            return object
        raise _UnknownNameError(name, [each for scope in self.scopes for each in scope])


class _UnknownNameError(Exception):
    """A name that no view has, with the names that could have been meant."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(name)
        self.name = name
        near = get_close_matches(name, known, 1)
        self.hint = f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(sorted(known))}"


class _RefusedError(Exception):
    """What in a placeholder could make mark-up of text."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
        is_filter = what.startswith("|")
        self.hint = (
            f"take {what} away: what people typed prints as they typed it"
            if is_filter
            else "take it and its end away; a filter belongs in each placeholder, as in {{ title|upper }}"
        )


def without_none(hint: object) -> object:
    """Return the type that an optional value has when it is there."""
    if isinstance(hint, types.UnionType):
        return next(each for each in hint.__args__ if each is not type(None))
    return hint


def item_type(hint: object) -> object:
    """Return the type of the items of a tuple; object for anything else."""
    arguments = typing.get_args(hint)
    return arguments[0] if arguments and typing.get_origin(hint) is tuple else object


def attribute_type(hint: object, name: str) -> object:
    """Return the type of an attribute of a view; raises _UnknownNameError where there is none."""
    hint = without_none(hint)
    if not (isinstance(hint, type) and hasattr(hint, "_fields")):
        return object
    known = typing.get_type_hints(hint)
    if name not in known:
        raise _UnknownNameError(name, list(known))
    return known[name]
