"""How placeholders are filled: what people typed is text, and a template cannot make mark-up of it.

Jinja trusts any `Markup`, which a template can make itself (`|safe`), and writes the outcome of {% filter %} and
{% call %} as it is. Here only `WordXml` is trusted, which a template has no way to make of text.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sized
from html import escape
from itertools import pairwise
from traceback import extract_tb
from typing import Any

from jinja2 import (
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    nodes,
    pass_eval_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from cabinet_papers.findings.message import Message, Term, phrase

# What XML 1.0 cannot carry at all (section 2.2, Char).
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
REFUSED_FILTERS = ("forceescape", "safe", "tojson", "urlize", "xmlattr")
REFUSED_STATEMENTS = ("autoescape", "call", "filter")
REFUSED_NODES = (
    nodes.CallBlock, nodes.EvalContextModifier, nodes.FilterBlock, nodes.MarkSafe, nodes.MarkSafeIfAutoescape,
)  # fmt: skip
# So long a text is in no paper: one of five hundred pages is shorter.
LONGEST = 2_000_000
# What a template may not do with {% set %}, as a message names it.
OF_SET = Term("the | in {% set %}")
# Where a placeholder begins; all of it with its end; how text of several paragraphs is written.
BEGIN = re.compile(r"\{[{%][-+]?")
WHOLE_TAG = re.compile(r"(\{[{%])[-+]?(.*?)[-+]?([%}]\})", re.DOTALL)
PROSE_CALL = re.compile(r"^\s*write_prose\(([^,]+),.*", re.DOTALL)
BLANKS = ("whitespace", "block_begin", "block_end", "variable_begin", "variable_end")


class UnreadableError(TemplateSyntaxError):
    """A placeholder or template that cannot be read; `reason` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason), 1)
        self.reason = reason


CORRECT = phrase("correct the placeholder in Word; if it looks right, delete all of it and type it again")
PAIR = phrase(
    "look for a {% for %} without an {% endfor %}, an {% if %} without an {% endif %}, or an end without its beginning"
)
# What Jinja reports, the same in plain words with what Jinja names, and what to do.
_PLAIN_WORDS: tuple[tuple[str, str, Message], ...] = (
    (r"unknown tag '((?:end|el)\w+)'", "{% {} %} has no beginning, or is in the wrong place", PAIR),
    (r"unknown tag '(\w+)'", "{% {} %} does not exist", CORRECT),
    (r"to be closed is '(\w+)'", "{% {} %} has no end", PAIR),
    (r"No filter named '(\w+)'", "|{} does not exist", CORRECT),
    (r"No test named '(\w+)'", '"is {}" does not exist', CORRECT),
    (r", expected '([)\]}])'", 'a "{}" is missing', CORRECT),
    (r"unexpected char (?:\"'\"|'\"')", "a quotation mark has no partner", CORRECT),
    (r"unexpected char '(.)'", '"{}" cannot be there', CORRECT),
    (r"(?:unexpected|expected) '([()\[\]{}])'", '"{}" has no partner', CORRECT),
    (
        r"got '((?!end of|begin of)[^']+)'",
        'the word "{}" does not belong there, or something is missing before it',
        CORRECT,
    ),
)


def explain_syntax(error: TemplateSyntaxError) -> tuple[Message, Message]:
    """Return why a template cannot be read, and what to do: our own reason, or what Jinja says in plain words."""
    if isinstance(error, UnreadableError):
        return error.reason, CORRECT
    for sign, pattern, cure in _PLAIN_WORDS:
        if found := re.search(sign, str(error.message)):
            return Message(pattern, tuple(map(Term, found.groups()))), cure
    return phrase("a word or a sign is missing, or there is one too many"), CORRECT


def explain_failure(error: Exception, template: Template) -> Message:
    """Return why a placeholder could not be filled in, and which one it was."""
    lines = [each.lineno for each in extract_tb(error.__traceback__) if each.filename == "<template>"]
    tags = template.tags if isinstance(template, PartTemplate) else {}
    tag = tags.get(lines[-1] or 0) if lines else None
    which = phrase('the placeholder "{}"', tag) if tag else phrase("a placeholder")
    if isinstance(error, (LookupError, UndefinedError)):
        return phrase("{} cannot be filled in, because it asks for something that does not exist", which)
    return phrase("{} cannot be filled in, because it uses values in a way that is not possible", which)


class WordXml(Markup):
    """Ready WordprocessingML; all that is joined to it and is none itself is escaped."""

    __slots__ = ()

    @classmethod
    def escape(cls, s: object, /) -> WordXml:
        """Return text as WordprocessingML, without what XML cannot carry."""
        if isinstance(s, WordXml):
            return s
        text = str(s)
        # What is forbidden cannot be printed either, and looking for that takes less time.
        # Each value of each paper comes along here: Markup would first look for what is known already.
        return str.__new__(cls, escape(text if text.isprintable() else FORBIDDEN.sub("", text)))


LINE_END = "<?line-end?>"
BETWEEN = WordXml(f'</w:t>{LINE_END}<w:t xml:space="preserve">')


# With the context at hand, constants of the template pass through here too.
@pass_eval_context
def _finish(_: object, value: object) -> object:
    """Return what is printed for a placeholder: ready WordprocessingML as it is, else numbers and text as text."""
    if isinstance(value, WordXml | Undefined):
        return value
    if isinstance(value, str) and len(value) > LONGEST:
        raise TooLongError
    if not isinstance(value, str | int):
        raise TypeError(f"a placeholder gives {type(value).__name__}, which cannot be printed")
    return write_lines(str(value))


def write_lines(text: str) -> WordXml:
    """Return the text as the inside of a w:t, with a mark between its lines, where its paragraph is divided later."""
    if "\n" not in text:
        return WordXml.escape(text)
    return BETWEEN.join(WordXml.escape(line) for line in text.split("\n"))


def _leave(value: object) -> object:
    """Return the value as it is: it is escaped when it is printed, once."""
    return value


class PartTemplate(Template):
    """A template whose {% set %} blocks give WordXml: what is printed within them has been escaped there.

    Each of its placeholders is on a line of its own; `tags` has them by line.
    """

    tags: dict[int, str]

    @classmethod
    def _from_namespace(cls, environment: Any, namespace: MutableMapping[str, Any], *others: Any) -> Template:
        namespace["Markup"] = WordXml
        return super()._from_namespace(environment, namespace, *others)


class TooLongError(Exception):
    """A placeholder makes a text that no paper holds; `reason` says so."""

    def __init__(self) -> None:
        self.reason = phrase(
            "a placeholder makes a text of more than {} characters, or works out too large a number",
            Term(f"{LONGEST:,}"),
        )
        super().__init__(str(self.reason))


def _foresee_length(operator: str, left: Any, right: Any) -> int:
    """Return how long a text the operator makes at most, or how many bits the number has that it makes."""
    numbers = [each for each in (left, right) if isinstance(each, int)]
    if len(numbers) == 2:
        bits = max(abs(each).bit_length() for each in numbers)
        return bits * {"*": 2, "**": max(numbers[1], 1)}.get(operator, 0)
    length = sum(len(each) for each in (left, right) if isinstance(each, Sized))
    if operator == "*":
        return length * max(numbers, default=1)
    return length + _count_blanks(left, right) if operator == "%" and isinstance(left, str) else length


def _count_blanks(form: str, values: object) -> int:
    """Return how many blanks the widths of a form make, as in "%9999999s", and values that stand for them, in "%*s"."""
    given = values if isinstance(values, tuple) else (values,)
    return sum(map(int, re.findall(r"\d{1,20}", form))) + sum(each for each in given if isinstance(each, int))


class _Environment(ImmutableSandboxedEnvironment):
    template_class = PartTemplate
    intercepted_binops = frozenset({"*", "**", "+", "%"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return what the operator gives, unless that is longer than any paper. Raises TooLongError."""
        if _foresee_length(operator, left, right) > LONGEST:
            raise TooLongError
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may see the attribute. Methods of mark-up would change it: translate() into other."""
        is_own = isinstance(obj, tuple) and attr in getattr(obj, "_fields", ())
        return is_own or (not isinstance(obj, Markup) and super().is_safe_attribute(obj, attr, value))


ENVIRONMENT = _Environment(autoescape=True, undefined=StrictUndefined, finalize=_finish, keep_trailing_newline=True)
ENVIRONMENT.filters |= {"e": _leave, "escape": _leave}
for _name in REFUSED_FILTERS:
    del ENVIRONMENT.filters[_name]
# It writes HTML.
del ENVIRONMENT.globals["lipsum"]


def parse_expression(expression: str) -> nodes.Template:
    """Return the tree of a placeholder's inside. Raises TemplateSyntaxError."""
    try:
        return ENVIRONMENT.parse("{{ " + expression + " }}")
    except (RecursionError, ValueError) as error:
        raise UnreadableError(phrase("it is too long for the program to read")) from error


def compile_template(source: str) -> Template:
    """Return the Jinja source ready to be filled. Raises TemplateSyntaxError, also for what could make mark-up."""
    try:
        source = BEGIN.sub("\\g<0>\n", source)
        tree = ENVIRONMENT.parse(source)
        refused = next(tree.find_all(REFUSED_NODES), None)
        if refused or any(each.filter for each in tree.find_all(nodes.AssignBlock)):
            raise UnreadableError(
                phrase("{% filter %}, {% call %} and {% autoescape %} are not allowed, nor is a | in {% set %}")
            )
        template = ENVIRONMENT.from_string(tree)
        if isinstance(template, PartTemplate):
            template.tags = _list_tags(source)
        return template
    except (RecursionError, SyntaxError, ValueError) as error:
        raise UnreadableError(phrase("one is too long, or too many are inside one another")) from error


def _list_tags(source: str) -> dict[int, str]:
    """Return the placeholders as a template's author has typed them, by the line on which what is in them begins."""
    tags = {}
    for found in WHOLE_TAG.finditer(source):
        inside = PROSE_CALL.sub(r"p \1 ", found[2])
        typed = f"{found[1]}{'' if inside.startswith('p ') else ' '}{inside.strip()} {found[3]}"
        tags[source.count("\n", 0, found.start(2)) + 2] = typed
    return tags


def find_refused(tag: str) -> Term:
    """Return what in a placeholder could turn text into mark-up: "|safe", "{% filter %}"; "" if nothing could.

    Raises TemplateSyntaxError.
    """
    words = [value for _, kind, value in ENVIRONMENT.lex(tag) if kind not in BLANKS]
    if tag.startswith("{%") and (refused := _find_refused_statement(words)):
        return refused
    return _find_refused_filter(words)


def _find_refused_statement(words: list[str]) -> Term:
    name = words[0] if words else ""
    if name in REFUSED_STATEMENTS:
        return Term(f"{{% {name} %}}")
    return OF_SET if name == "set" and "=" not in words and "|" in words else Term()


def _find_refused_filter(words: list[str]) -> Term:
    names = [f"{before}{word}" for before, word in pairwise(words)]
    by_name = [word.strip("'\"") for at, word in enumerate(words) if words[at - 2 : at] == ["map", "("]]
    return next((Term(f"|{name}") for name in REFUSED_FILTERS if f"|{name}" in names or name in by_name), Term())
