"""How much work filling a template may be: counted, so that the same template ends in the same way on any computer.

Each step of a loop, each filter and each function costs about what it does at most. What is slower than that, such as
sorting long texts that are nearly the same, ends by the time that the processor has worked, however busy it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import thread_time

from cabinet_papers.findings.message import Message, Term, phrase

# So long a text is in no paper: one of five hundred pages is shorter.
LONGEST = 2_000_000
# What may be made for a document, marks of Word included, which make most of it: 5,000 recommendations have a quarter.
MOST_LETTERS = 40_000_000
# What a placeholder makes of texts before it is printed may be so long, and count so far. Larger numbers, by their
# binary digits, are in no paper.
LONGEST_MADE, LONGEST_RANGE, MOST_BITS = 200_000, 10_000, 1_000
# The steps of all loops of a document, each counted as the placeholders and words of Jinja in it: 5,000 recommendations
# in a table take half a million.
MOST_STEPS = 3_000_000
# A paper of 5,000 recommendations takes less than a second to fill. The clock is looked at when so many steps are made.
MOST_SECONDS, NOW_AND_THEN = 2, 1_000


class TooMuchError(Exception):
    """A placeholder that makes more than any paper holds; `reason` says what, as words that follow the placeholder."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class _Budget:
    """What is left of the steps and letters of one document."""

    def __init__(self) -> None:
        self.steps = MOST_STEPS
        self.letters = MOST_LETTERS
        self.ends = thread_time() + MOST_SECONDS
        self.next_look = MOST_STEPS - NOW_AND_THEN


_budget: ContextVar[_Budget] = ContextVar("budget")


@contextmanager
def within_limits() -> Iterator[None]:
    """Count all that is filled in from here on as one document, with what is around it."""
    if _budget.get(None):
        yield
        return
    token = _budget.set(_Budget())
    try:
        yield
    finally:
        _budget.reset(token)


def take_steps(steps: int) -> None:
    """Note that so many steps are made. Raises TooMuchError."""
    budget = _budget.get()
    budget.steps -= steps
    if budget.steps < budget.next_look:
        budget.next_look = budget.steps - NOW_AND_THEN
        if budget.steps > 0 and thread_time() < budget.ends:
            return
        raise TooMuchError(phrase("repeats something more often than any paper needs"))


def take_letters(letters: int) -> None:
    """Note that so many letters are made. Raises TooMuchError."""
    budget = _budget.get()
    budget.letters -= letters
    if budget.letters < 0:
        raise TooMuchError(phrase("makes the paper longer than {} characters", Term(f"{MOST_LETTERS:,}")))


def check_length(letters: int, most: int = LONGEST_MADE) -> None:
    """Raise TooMuchError for a text of so many letters that is made of others."""
    if letters > most:
        raise TooMuchError(phrase("makes a text of more than {} characters", Term(f"{most:,}")))


def check_range(numbers: int) -> None:
    """Raise TooMuchError for so many whole numbers."""
    if numbers > LONGEST_RANGE:
        raise TooMuchError(phrase("counts up to more than {}", Term(f"{LONGEST_RANGE:,}")))


def check_bits(bits: int) -> None:
    """Raise TooMuchError for a number of so many binary digits."""
    if bits > MOST_BITS:
        raise TooMuchError(phrase("works out too large a number"))
