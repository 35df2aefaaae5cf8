"""The filters and operators of a template: those of Jinja's that a paper can use, within limits.

What is not here a template cannot do: draw lots, pad texts, make mark-up, or print how the computer stores a value,
which would be another text each time.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from html import unescape
from typing import Any, TypeVar

from jinja2 import Undefined
from jinja2.filters import FILTERS
from jinja2.tests import TESTS
from markupsafe import Markup

from cabinet_papers.word.budget import check_bits, check_length, check_range, take_letters, take_steps

Made = TypeVar("Made")

# What Jinja's own filters make of one value, of a text, and of several values.
OF_A_VALUE = ("abs", "count", "d", "default", "first", "float", "int", "last", "length", "max", "min", "round")
OF_A_TEXT = ("capitalize", "lower", "title", "trim", "truncate", "upper", "wordcount")
OF_SEVERAL = (
    "batch", "dictsort", "groupby", "items", "list", "map", "reject", "rejectattr", "reverse", "select", "selectattr",
    "slice", "sort", "unique",
)  # fmt: skip
# Those that compare the values.
COMPARING = ("dictsort", "groupby", "max", "min", "sort", "unique")
# Those that may give ready mark-up, whole.
AS_IT_IS = ("d", "default")
# The methods of a text that make no more of it than it was, and those that are looked at first.
TEXT_METHODS = frozenset(
    (
        "capitalize", "casefold", "count", "endswith", "find", "format", "index", "isalnum", "isalpha", "isdigit",
        "islower", "isnumeric", "isspace", "istitle", "isupper", "join", "lower", "lstrip", "partition", "removeprefix",
        "removesuffix", "replace", "rfind", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith",
        "strip", "swapcase", "title", "upper",
    )
)  # fmt: skip
# What may be made text of. A function or a list would print its place in the computer's memory, or Python's words.
PLAIN = (str, int, float, Undefined, type(None))
# What tells how much is in it.
SIZED = (str, list, tuple, dict, range)
# What is between two lines of a text that is ready mark-up.
LINE_END = "<?line-end?>"
TAG = re.compile("<[^>]*>")
# A piece of a text takes about as much memory as so many letters.
PIECE = 16
# The filters that are given a number of columns, rows or digits, and as many as are enough.
WITH_A_NUMBER, MOST_ASKED = ("batch", "round", "slice"), 1_000


def _leave(value: object) -> object:
    """Return the value as it is: it is escaped when it is printed, once."""
    return value


def as_text(value: Any) -> str:
    """Return a value's text. Raises TypeError for one that has none."""
    if not isinstance(value, PLAIN):
        raise TypeError(f"no text can be made of {type(value).__name__}")
    if isinstance(value, Markup):
        return unescape(TAG.sub("", str(value).replace(LINE_END, "\n")))
    return str(value)


def join_texts(values: Iterable[Any], between: Any = "", attribute: Any = None) -> str:
    """Return the texts of the values, joined. Raises TooMuchError, and TypeError for a value that is no text."""
    if attribute is not None:
        raise TypeError("the attribute has to be taken with map before")
    texts, joint = list(map(as_text, _list(values))), as_text(between)
    take_steps(len(texts))
    check_length(sum(map(len, texts)) + len(joint) * len(texts))
    return _made(joint.join(texts))


def replace_text(text: Any, old: Any, new: Any, count: Any = None) -> str:
    """Return the text with other words. Raises TooMuchError."""
    whole, old, new = map(as_text, (text, old, new))
    found = whole.count(old)
    times = found if count is None or count < 0 else min(found, count)
    check_length(len(whole) + times * len(new))
    return _made(whole.replace(old, new, -1 if count is None else count))


def check_form(form: str, values: Iterable[Any]) -> None:
    """Raise TooMuchError for a form whose blanks make a long text, as in "%9999999s", and TypeError for odd values.

    Values may stand for the number of blanks, as in "%*s" and "{:{}}".
    """
    given = list(values)
    for each in given:
        as_text(each)
    blanks = sum(map(int, re.findall(r"[0-9]{1,20}", form)))
    if "*" in form or re.search(r"\{[^{}]*\{", form):
        blanks += sum(map(int, re.findall(r"[0-9]{1,20}", " ".join(map(str, given)))))
    # A value may be printed several times.
    longest = max((len(str(each)) for each in given), default=0)
    check_length(len(form) + blanks + longest * (form.count("%") + form.count("{")))


def fill_form(form: Any, *values: Any, **named: Any) -> str:
    """Return the form filled in as by `%`. Raises TooMuchError."""
    if values and named:
        raise TypeError("values are given by their names, or in their order")
    form = as_text(form)
    check_form(form, (*values, *named.values()))
    return _made(str(form % (named or values)))


def call_method(method: Callable[..., Any], owner: str, *values: Any, **named: Any) -> Any:
    """Return what a method of a text gives. Raises TooMuchError."""
    if method.__name__ == "join":
        (pieces,) = values
        return join_texts(pieces, owner)
    if method.__name__ == "replace":
        return replace_text(owner, *values, **named)
    if method.__name__ == "format":
        check_form(owner, (*values, *named.values()))
    return _made(method(*values, **named), len(owner))


def calculate(operator: str, work_out: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    """Return what the operator gives. Raises TooMuchError, before it works out what no paper holds."""
    numbers = [each for each in (left, right) if isinstance(each, int)]
    if len(numbers) == 2:
        bits = [abs(each).bit_length() for each in numbers]
        check_bits(bits[0] * max(right, 1) if operator == "**" else sum(bits) if operator == "*" else max(bits))
        return work_out(left, right)
    left, right = (as_text(each) if isinstance(each, Markup) else each for each in (left, right))
    if operator == "%" and isinstance(left, str):
        return fill_form(left, **right) if isinstance(right, dict) else fill_form(left, *_list_values(right))
    length = sum(len(each) for each in (left, right) if isinstance(each, SIZED))
    check_length(length * max(numbers, default=1) if operator == "*" else length)
    return _made(work_out(left, right))


def _list_values(values: Any) -> tuple[Any, ...]:
    return values if isinstance(values, tuple) else (values,)


def make_range(*bounds: int) -> range:
    """Return the whole numbers between the bounds. Raises TooMuchError."""
    found = range(*bounds)
    check_range(len(found))
    take_steps(len(found))
    return found


def sum_up(items: Any, attribute: Any = None, start: int | float = 0) -> Any:
    """Return the sum of numbers."""
    if attribute is not None or not isinstance(start, int | float):
        raise TypeError("only numbers are summed up, and an attribute has to be taken with map before")
    numbers = _list(items)
    take_steps(len(numbers))
    return sum(numbers, start)


def count_loop(items: Any, steps: int) -> Any:
    """Return the items of a loop, of which each costs so many steps."""
    found = _list(items)
    take_steps(len(found) * steps)
    return found


def count_cut(value: Any) -> Any:
    """Return what was cut out of a text or list, counted. Raises TypeError for a piece of ready mark-up."""
    if isinstance(value, Markup):
        raise TypeError("mark-up is printed whole")
    return _made(value)


def count_compared(value: Any) -> Any:
    """Return what is compared with something or searched, counted with all that is in it.

    Lists of lists, each of which is there twice, would take for ever: so would a key that is made of them.
    """
    waiting = [value]
    while waiting:
        each = waiting.pop()
        take_steps(1 + len(each) // PIECE if isinstance(each, str) else 1)
        if isinstance(each, list | tuple) and not hasattr(each, "_fields"):
            waiting += each
        elif isinstance(each, dict):
            waiting += each.values()
    return value


def _list(items: Any) -> Any:
    """Return the items: those that can be counted as they are, others as a list."""
    return items if isinstance(items, SIZED) else list(items)


def _made(value: Made, length: int = 0) -> Made:
    """Return what was made of a text of that length, counted. Raises TooMuchError."""
    if isinstance(value, str):
        check_length(len(value))
        take_letters(len(value))
    elif isinstance(value, list | tuple):
        take_letters(len(value) * PIECE)
    take_steps(1 + length // PIECE)
    return value


def _limit(name: str) -> Callable[..., Any]:
    """Return one of Jinja's filters, counted; its own marks say whether it is given the context first."""
    filtered = FILTERS[name]
    skipped = 1 if hasattr(filtered, "jinja_pass_arg") else 0

    @functools.wraps(filtered)
    def limited(*values: Any, **named: Any) -> Any:
        given, *others = values[skipped:]
        if name in OF_A_TEXT or (isinstance(given, Markup) and name not in AS_IT_IS):
            given = as_text(given)
        elif name in OF_SEVERAL and not isinstance(given, Undefined):
            given = _list(given)
        if name in WITH_A_NUMBER and any(each > MOST_ASKED for each in (*others, *named.values()) if is_number(each)):
            raise ValueError("that many are never needed")
        if name in COMPARING:
            count_compared(given)
        if isinstance(given, SIZED):
            take_steps(len(given) // (PIECE if isinstance(given, str) else 1))
        made = filtered(*values[:skipped], given, *others, **named)
        return _made(list(made) if name in OF_SEVERAL and not isinstance(made, str) else made)

    return limited


def is_number(value: Any) -> bool:
    """Whether the value is a whole number."""
    return isinstance(value, int)


ALLOWED_FILTERS: dict[str, Callable[..., Any]] = {
    **{name: _limit(name) for name in (*OF_A_VALUE, *OF_A_TEXT, *OF_SEVERAL)},
    "e": _leave,
    "escape": _leave,
    "format": fill_form,
    "join": join_texts,
    "replace": replace_text,
    "string": as_text,
    "sum": sum_up,
}


def _count_test(tested: Any) -> Callable[..., Any]:
    """Return one of Jinja's tests, counted."""

    @functools.wraps(tested)
    def limited(*values: Any) -> Any:
        count_compared([each for each in values if isinstance(each, SIZED)])
        return tested(*values)

    return limited


# Whether two values are one in the computer's memory is no question of a paper.
ALLOWED_TESTS = {name: _count_test(test) for name, test in TESTS.items() if name != "sameas"}
