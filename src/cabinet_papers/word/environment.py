"""How placeholders are filled: what people typed is text, and a template cannot make mark-up of it.

Jinja trusts any `Markup`, which a template can make itself (`|safe`), and writes the outcome of {% filter %} and
{% call %} as it is. Here only `WordXml` is trusted, which a template has no way to make of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, MutableMapping
from functools import partial
from html import escape
from itertools import islice, pairwise
from traceback import extract_tb
from typing import Any, NamedTuple, cast

from jinja2 import (
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    nodes,
    pass_eval_context,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.word.budget import LONGEST, TooMuchError, check_length, take_letters, within_limits
from cabinet_papers.word.filters import (
    ALLOWED_FILTERS,
    ALLOWED_TESTS,
    LINE_END,
    TEXT_METHODS,
    calculate,
    call_method,
    count_compared,
    count_cut,
    count_loop,
    make_range,
)

# What XML 1.0 cannot carry at all (section 2.2, Char).
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
REFUSED_FILTERS = ("forceescape", "safe", "tojson", "urlize", "xmlattr")
REFUSED_STATEMENTS = ("autoescape", "call", "filter")
# All that a template may be made of. Other templates, blocks and macros are for those who program.
ALLOWED_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Assign, nodes.AssignBlock, nodes.With,
    nodes.Name, nodes.NSRef, nodes.Const, nodes.Tuple, nodes.List, nodes.Dict, nodes.Pair, nodes.Keyword,
    nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Call, nodes.Getitem, nodes.Getattr, nodes.Slice, nodes.Concat,
    nodes.Compare, nodes.Operand, nodes.BinExpr, nodes.UnaryExpr,
)  # fmt: skip
# No template needs more placeholders; so many pieces of a paper are joined at a time.
MOST_TAGS, AT_ONCE = 3_000, 1_000
# So many parts of a placeholder may be within one another.
DEEPEST = 100
# The filters that only the program puts in; no name that a template can type has a blank in it.
OF_A_LOOP, OF_A_CUT, OF_A_COMPARISON = "of a loop", "of a cut", "of a comparison"
# What a template may not do with {% set %}, as a message names it.
OF_SET = Term("the | in {% set %}")
# Where a placeholder begins; all of it with its end; how text of several paragraphs is written.
BEGIN = re.compile(r"\{[{%][-+]?")
WHOLE_TAG = re.compile(r"(\{[{%])[-+]?(.*?)[-+]?([%}]\})", re.DOTALL)
PROSE_CALL = re.compile(r"^\s*write_prose\(([^,]+),.*", re.DOTALL)
BLANKS = ("whitespace", "block_begin", "block_end", "variable_begin", "variable_end")


class UnreadableError(TemplateSyntaxError):
    """A placeholder or template that cannot be read; `reason` says why, and `hint` what to do."""

    def __init__(self, reason: Message, hint: Message | None = None) -> None:
        super().__init__(str(reason), 1)
        self.reason = reason
        self.hint = hint or CORRECT


TOO_LONG = phrase("it is too long for the program to read")
CORRECT = phrase("correct the placeholder in Word; if it looks right, delete all of it and type it again")
LISTED = phrase("delete it, or write another in its place; `papers templates` lists those that are used most")
PAIR = phrase(
    "look for a {% for %} without an {% endfor %}, an {% if %} without an {% endif %}, or an end without its beginning"
)
# What Jinja reports, the same in plain words with what Jinja names, and what to do.
_PLAIN_WORDS: tuple[tuple[str, str, Message], ...] = (
    (r"unknown tag '((?:end|el)\w+)'", "{% {} %} has no beginning, or is in the wrong place", PAIR),
    (r"unknown tag '(\w+)'", "{% {} %} does not exist", CORRECT),
    (r"to be closed is '(\w+)'", "{% {} %} has no end", PAIR),
    (r"No filter named '([^']+)'", "|{} does not exist, or is not for papers", LISTED),
    (r"No test named '([^']+)'", '"is {}" does not exist, or is not for papers', LISTED),
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
        return error.reason, error.hint
    for sign, pattern, cure in _PLAIN_WORDS:
        if found := re.search(sign, str(error.message)):
            return Message(pattern, tuple(map(Term, found.groups()))), cure
    return phrase("a word or a sign is missing, or there is one too many"), CORRECT


class Failure(NamedTuple):
    """Why a template could not be filled, as words that follow the placeholder, and which that is, "" if not known."""

    reason: Message
    tag: str


def explain_failure(error: Exception, template: PartTemplate) -> Failure:
    """Return why a placeholder could not be filled in, and which one it was."""
    lines = [each.lineno for each in extract_tb(error.__traceback__) if each.filename == "<template>"]
    tag = template.tags.get(lines[-1] or 0, "") if lines else ""
    if isinstance(error, TooMuchError):
        return Failure(error.reason, tag)
    if isinstance(error, (LookupError, UndefinedError)):
        return Failure(phrase("cannot be filled in, because it asks for something that does not exist"), tag)
    return Failure(phrase("cannot be filled in, because it uses values in a way that is not possible"), tag)


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


BETWEEN = WordXml(f'</w:t>{LINE_END}<w:t xml:space="preserve">')


# With the context at hand, constants of the template pass through here too.
@pass_eval_context
def _finish(_: object, value: object) -> object:
    """Return what is printed for a placeholder: ready WordprocessingML as it is, else numbers and text as text."""
    if isinstance(value, WordXml | Undefined):
        return value
    if not isinstance(value, str | int):
        raise TypeError(f"a placeholder gives {type(value).__name__}, which cannot be printed")
    text = str(value)
    check_length(len(text), LONGEST)
    return write_lines(text)


def write_lines(text: str) -> WordXml:
    """Return the text as the inside of a w:t, with a mark between its lines, where its paragraph is divided later."""
    if "\n" not in text:
        return WordXml.escape(text)
    return BETWEEN.join(WordXml.escape(line) for line in text.split("\n"))


class PartTemplate(Template):
    """A template whose {% set %} blocks give WordXml: what is printed within them has been escaped there.

    Each of its placeholders is on a line of its own; `tags` has them by line.
    """

    tags: dict[int, str]

    def render(self, *values: Any, **named: Any) -> str:
        """Return what the template prints. Raises TooMuchError, and what the placeholders may raise."""
        with within_limits():
            return super().render(*values, **named)

    @classmethod
    def _from_namespace(cls, environment: Any, namespace: MutableMapping[str, Any], *others: Any) -> Template:
        namespace["Markup"] = WordXml
        return super()._from_namespace(environment, namespace, *others)


def _concat(pieces: Iterable[str]) -> str:
    """Return what a template prints, as long as it is no longer than any paper. Raises TooMuchError."""
    every, joined = iter(pieces), []
    while some := list(islice(every, AT_ONCE)):
        take_letters(sum(map(len, some)))
        joined.append("".join(some))
    return "".join(joined)


class _Environment(ImmutableSandboxedEnvironment):
    template_class = PartTemplate
    intercepted_binops = frozenset({"*", "**", "+", "%"})
    concat = staticmethod(_concat)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return what the operator gives, unless that is longer than any paper. Raises TooMuchError."""
        return calculate(operator, partial(super().call_binop, context, operator), left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may see the attribute. Methods of mark-up would change it: translate() into other."""
        if isinstance(obj, Markup | int | float):
            return False
        if isinstance(obj, str):
            return attr in TEXT_METHODS
        if isinstance(obj, list | tuple):
            return not attr.startswith("_") and not callable(value)
        return super().is_safe_attribute(obj, attr, value)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item, but no letter of ready mark-up, and no item by several values together."""
        if isinstance(obj, Markup) or isinstance(argument, tuple):
            return self.unsafe_undefined(obj, str(argument))
        return super().getitem(obj, argument)

    def wrap_str_format(self, value: Any) -> Any:
        """Return a text's method format within limits, None for any other value."""
        formatted = super().wrap_str_format(value)
        if formatted is None:
            return None
        if isinstance(value.__self__, Markup) or value.__name__ != "format":
            raise SecurityError("a text has to be filled in before it is mark-up")
        return partial(call_method, formatted, value.__self__)

    def call(self, context: Context, obj: Any, /, *values: Any, **named: Any) -> Any:
        """Return what a function or a method gives. Raises TooMuchError."""
        count_compared([*values, *named.values()])
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, str):
            return call_method(obj, owner, *values, **named)
        return super().call(context, obj, *values, **named)


# Nothing is worked out before a template is filled, when it is counted.
ENVIRONMENT = _Environment(
    autoescape=True, undefined=StrictUndefined, finalize=_finish, keep_trailing_newline=True, optimized=False
)
ENVIRONMENT.filters = {**ALLOWED_FILTERS, OF_A_LOOP: count_loop, OF_A_CUT: count_cut, OF_A_COMPARISON: count_compared}
ENVIRONMENT.tests = dict[str, Any](ALLOWED_TESTS)
ENVIRONMENT.globals["range"] = make_range
# It writes HTML, and other words each time; a mapping is written in braces.
del ENVIRONMENT.globals["lipsum"], ENVIRONMENT.globals["dict"]


class _Counter(NodeTransformer):
    """Lets what a template does be counted: each loop by how much is in it, and texts that are joined or cut."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja finds it by the name of the node
        """Let a loop be counted."""
        steps = nodes.Const(sum(1 for _ in node.find_all(nodes.Node)))
        self.generic_visit(node)
        node.iter = _apply(OF_A_LOOP, cast("nodes.Expr", node.iter), steps)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """Let texts that are joined be counted."""
        self.generic_visit(node)
        return _apply("join", nodes.List(node.nodes, lineno=node.lineno))

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        """Let a piece that is cut out be counted."""
        self.generic_visit(node)
        return _apply(OF_A_CUT, node) if isinstance(node.arg, nodes.Slice) else node

    def visit_Operand(self, node: nodes.Operand) -> nodes.Node:  # noqa: N802
        """Let what a value is compared with be counted."""
        self.generic_visit(node)
        node.expr = node.expr if isinstance(node.expr, nodes.Const) else _apply(OF_A_COMPARISON, node.expr)
        return node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Node:  # noqa: N802
        """Let a key be counted."""
        self.generic_visit(node)
        node.key = node.key if isinstance(node.key, nodes.Const) else _apply(OF_A_COMPARISON, node.key)
        return node


def _apply(name: str, node: nodes.Expr, *values: nodes.Expr) -> nodes.Filter:
    """Return the node with a filter; it stays on its line, by which its placeholder is known."""
    return nodes.Filter(node, name, list(values), [], None, None, lineno=node.lineno)


def parse_expression(expression: str) -> nodes.Template:
    """Return the tree of a placeholder's inside. Raises TemplateSyntaxError."""
    try:
        tree = ENVIRONMENT.parse("{{ " + expression + " }}")
    except (RecursionError, ValueError) as error:
        raise UnreadableError(TOO_LONG) from error
    layer: list[nodes.Node] = [tree]
    for _ in range(DEEPEST):
        layer = [child for each in layer for child in each.iter_child_nodes()]
    # A chain of 9,999 sums is one within the other.
    if layer:
        raise UnreadableError(TOO_LONG)
    return tree


def check_names(node: nodes.Node) -> None:
    """Raise TemplateSyntaxError for a filter or a test that does not exist."""
    if isinstance(node, nodes.Filter) and node.name not in ENVIRONMENT.filters:
        raise TemplateSyntaxError(f"No filter named '{node.name}'.", 1)
    if isinstance(node, nodes.Test) and node.name not in ENVIRONMENT.tests:
        raise TemplateSyntaxError(f"No test named '{node.name}'.", 1)


def compile_template(source: str) -> PartTemplate:
    """Return the Jinja source ready to be filled. Raises TemplateSyntaxError, also for what could make mark-up."""
    source = BEGIN.sub("\\g<0>\n", source)
    tags = _list_tags(source)
    if len(tags) > MOST_TAGS:
        raise UnreadableError(phrase("there are more than {} of them", Term(f"{MOST_TAGS:,}")))
    try:
        tree = ENVIRONMENT.parse(source)
        if any(not isinstance(each, ALLOWED_NODES) or _is_refused(each) for each in tree.find_all(nodes.Node)):
            raise UnreadableError(
                phrase("only {% for %}, {% if %} and {% set %} are allowed, and no | in {% set %} without =")
            )
        counted = _Counter().visit(tree)
        counted.set_environment(ENVIRONMENT)
        template = cast("PartTemplate", ENVIRONMENT.from_string(counted))
    except (MemoryError, RecursionError, SyntaxError, ValueError) as error:
        raise UnreadableError(phrase("one is too long, or too many are inside one another")) from error
    template.tags = tags
    return template


def _is_refused(node: nodes.Node) -> bool:
    return bool(getattr(node, "recursive", False) or (isinstance(node, nodes.AssignBlock) and node.filter))


def _list_tags(source: str) -> dict[int, str]:
    """Return the placeholders as a template's author has typed them, by the line on which what is in them begins."""
    tags, line, counted = {}, 2, 0
    for found in WHOLE_TAG.finditer(source):
        line, counted = line + source.count("\n", counted, found.start(2)), found.start(2)
        inside = PROSE_CALL.sub(r"p \1 ", found[2])
        typed = f"{found[1]}{'' if inside.startswith('p ') else ' '}{inside.strip()} {found[3]}"
        tags[line] = typed
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
