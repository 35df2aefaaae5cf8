"""What Excel shows at a cell that is to be filled in, by what the column is for."""

from __future__ import annotations

from cabinet_papers.excel.writer import Prompt
from cabinet_papers.matter.columns import COMMENT, DECISION, Column, ColumnKind, Needed
from cabinet_papers.matter.form_words import (
    CHOOSE_ANY,
    CHOOSE_ONE_OF,
    COMMENT_PROMPT,
    DATE_PROMPT,
    DECISION_PROMPT,
    ELSEWHERE,
    FIGURE_PROMPT,
    FILL_IN_AGREED,
    FILL_IN_ALWAYS,
    LIST_PROMPT,
    MONEY_PROMPT,
    OR,
    PERSON_PROMPT,
    REFUSED,
    say,
)
from cabinet_papers.sheets.form import Form
from cabinet_papers.sheets.form_texts import put_headings

# What a cell holds in which anything may be typed.
EXAMPLES = {
    ColumnKind.DATE: DATE_PROMPT,
    ColumnKind.FIGURE: FIGURE_PROMPT,
    ColumnKind.MONEY: MONEY_PROMPT,
    ColumnKind.PERSON: PERSON_PROMPT,
}
NEEDED = {Needed.NEVER: "", Needed.ALWAYS: FILL_IN_ALWAYS, Needed.AGREED: FILL_IN_AGREED}
# Longer lists are not repeated.
LONGEST_LISTED = 120


def prompt_for(column: Column, form: Form) -> Prompt | None:
    """Return what a chosen cell of the column says; None where there is nothing to say."""
    if column.name == COMMENT.name:
        return Prompt(column.heading, _write(form, *COMMENT_PROMPT, between="\n"))
    if column.name == DECISION.name:
        return Prompt(column.heading, _list_choices(column, form, DECISION_PROMPT if form.comment else LIST_PROMPT))
    if column.kind is ColumnKind.CHOICE:
        return Prompt(column.heading, _list_choices(column, form, LIST_PROMPT, NEEDED[column.needed]))
    words = _write(form, EXAMPLES.get(column.kind, ""), NEEDED[column.needed])
    return Prompt(column.heading, words) if words else None


def refusal_for(column: Column, form: Form) -> Prompt:
    """Return what Excel says where something else than a choice is typed."""
    end = ELSEWHERE if form.comment else ""
    return Prompt(say(REFUSED, form.words), _list_choices(column, form, end))


def _list_choices(column: Column, form: Form, *ends: str) -> str:
    """Return what Excel says of a cell of the column."""
    *words, last = column.choices
    listed = f"{', '.join(words)}{say(OR, form.words)}{last}" if words else last
    message = say(CHOOSE_ANY, form.words)
    if len(listed) < LONGEST_LISTED:
        message = say(CHOOSE_ONE_OF, form.words).replace("{answers}", listed)
    return " ".join(filter(None, (message, _write(form, *ends))))


def _write(form: Form, *texts: str, between: str = " ") -> str:
    """Return some of our texts in the council's words, with the headings of the form."""
    return between.join(put_headings(say(text, form.words), form.columns) for text in texts if text)
