"""Messages: what of a value is shown."""

import pytest

from cabinet_papers.findings.message import Message, Term, phrase


@pytest.mark.parametrize(
    ("message", "length"),
    [
        (phrase("a piece of the file, {}, is damaged", Term("a" * 60_000)), 2_000),
        (phrase("a piece of the file, {}, is damaged", "a" * 60_000), 2_000),
        (phrase('"{}" is not a date', "a" * 60_000), 80),
        (phrase('"{}" is an entry', Term("a" * 60)), 60),
    ],
)
def test_a_value_of_any_length_makes_no_endless_message(message: Message, length: int) -> None:
    shown = str(message)
    assert len(shown) == len(message.pattern) - len("{}") + length
    assert shown.count("a" * 50)
