"""The sentences of a response sheet as they are with the headings of its table, and which texts are the form's own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cabinet_papers.matter.columns import COMMENT, DECISION, Column, find_column
from cabinet_papers.matter.form_words import (
    ABOUT_TITLE,
    ABOVE_THE_TABLE,
    CHOICES_TITLE,
    CHOOSING,
    CHOOSING_ALONE,
    EXAMPLES,
    FILL_IN_COMMENT,
    FILL_IN_COUNT,
    FILL_IN_TITLE,
    GOOD_TO_KNOW,
    GOOD_TO_KNOW_TITLE,
    HOW_TO,
    HOW_TO_COLUMNS,
    HOW_TO_NOTE,
    HOW_TO_TITLE,
    NO_WORDS,
    PASTE,
    PASTE_TITLE,
    SAY_WHY,
    STEPS,
    STEPS_TITLE,
    TABLE_EXAMPLE,
    TOPIC_BY,
    WORD_CHOOSING,
    WORD_COMMENT,
    WORD_SAVE,
    WRITING,
    say,
)

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Worksheet

# Lines that sheets of version 0.1.0 have above their table.
EARLIER = (
    CHOOSING.format(decision=DECISION.heading, comment=COMMENT.heading),
    "In a Comment, Alt+Enter begins a new paragraph; a line that begins with a hyphen and a space becomes a bullet.",
    f'The worksheet "{HOW_TO}" shows how to write bullets and how to add a table.',
)
EARLIER_IN_FORMULA_BAR = ". Choose the cell to read all of it in the formula bar"
SENTENCES = (
    HOW_TO_TITLE, HOW_TO_NOTE, PASTE_TITLE, *PASTE, FILL_IN_TITLE, CHOOSING, CHOOSING_ALONE, WRITING, *FILL_IN_COMMENT,
    FILL_IN_COUNT, *HOW_TO_COLUMNS, *(cell for row in EXAMPLES for cell in row), STEPS_TITLE, *STEPS,
    *(str(cell) for row in TABLE_EXAMPLE for cell in row), CHOICES_TITLE, GOOD_TO_KNOW_TITLE, *GOOD_TO_KNOW,
    ABOUT_TITLE,
)  # fmt: skip
AMOUNTS = {"£1,440", "£640", "1440.0", "640.0"}


def put_headings(text: str, columns: Sequence[Column]) -> str:
    """Return one of our sentences with the headings that the table has for the decision and the comment."""
    return re.sub(
        r"\{(decision|comment)\}",
        lambda found: (find_column(columns, _USUAL[found[1]]) or _USUAL[found[1]]).heading,
        text,
    )


_USUAL = {"decision": DECISION, "comment": COMMENT}


def flatten(text: str) -> str:
    """Return a text of ours as it is compared: on one line, without the signs for bold."""
    return " ".join(text.replace("**", "").split())


_HOW_TO_TEXTS = {flatten(put_headings(text, ())) for text in SENTENCES} | AMOUNTS


def is_form_line(text: str) -> bool:
    """Whether the text is one that the form itself has above its table."""
    line = " ".join(text.split())
    return line in EARLIER or line.startswith(ABOVE_THE_TABLE) or TOPIC_BY in line


def is_how_to_text(text: str, decisions: tuple[str, ...]) -> bool:
    """Whether the text is one that the how-to page itself has; `decisions` are the council's words."""
    line = " ".join(text.split())
    return line in _HOW_TO_TEXTS or any(line in (word, explain_choice(word)) for word in decisions)


def is_how_to(worksheet: Worksheet) -> bool:
    """Whether the worksheet is the page that says how the sheet is filled in."""
    return any(cell.row <= 3 and cell.said.strip() == HOW_TO_TITLE for cell in worksheet.cells)


def explain_choice(word: str, columns: Sequence[Column] = (), words: Mapping[str, str] = NO_WORDS) -> str:
    """Return what the how-to page says of a decision that wants a reason."""
    return f"{word}{put_headings(say(SAY_WHY, words), columns)}"


def list_fill_in(columns: Sequence[Column]) -> tuple[str, ...]:
    """Return how the sheet is filled in, as far as it has the columns for it."""
    decision, comment = find_column(columns, DECISION), find_column(columns, COMMENT)
    first = WRITING if comment and not decision else CHOOSING if comment else CHOOSING_ALONE
    return (first, *(FILL_IN_COMMENT if comment else ()), FILL_IN_COUNT)


def how_lines(columns: Sequence[Column]) -> tuple[str, ...]:
    """Return the lines that say how a Word form with these columns is filled in."""
    decision, comment = find_column(columns, DECISION), find_column(columns, COMMENT)
    first = WRITING if comment and not decision else WORD_CHOOSING if comment else CHOOSING_ALONE
    return (first, *((WORD_COMMENT,) if comment else ()), WORD_SAVE)
