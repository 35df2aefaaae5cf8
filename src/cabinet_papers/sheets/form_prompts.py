"""What Excel shows at a cell that is to be filled in, by what the column is for."""

from __future__ import annotations

from cabinet_papers.excel.writer import Prompt
from cabinet_papers.matter.columns import COMMENT, DECISION, Column, ColumnKind, Needed
from cabinet_papers.sheets.form import Form
from cabinet_papers.sheets.form_words import COMMENT_PROMPT, DECISION_PROMPT, put_headings

# What a cell holds in which anything may be typed.
EXAMPLES = {
    ColumnKind.DATE: "Type a date, such as 31 March 2026, or a month, such as March 2026.",
    ColumnKind.FIGURE: "Type a figure, such as 1,200.",
    ColumnKind.MONEY: "Type an amount, such as £1,200.",
    ColumnKind.PERSON: "Type a name, or a post.",
}
NEEDED = {Needed.NEVER: "", Needed.ALWAYS: "Please fill it in.", Needed.AGREED: "Please fill it in for what is agreed."}
# What the message at a wrong choice says besides.
ELSE = "What else there is to say goes under {}."


def prompt_for(column: Column, form: Form) -> Prompt | None:
    """Return what a chosen cell of the column says; None where there is nothing to say."""
    if column.name == COMMENT.name:
        return Prompt(column.heading, COMMENT_PROMPT)
    if column.name == DECISION.name:
        end = put_headings(DECISION_PROMPT, form.decision, form.comment) if form.comment else "Alt+Down shows the list."
        return Prompt(column.heading, _list_choices(column, end))
    if column.kind is ColumnKind.CHOICE:
        return Prompt(
            column.heading, _list_choices(column, f"Alt+Down shows the list. {NEEDED[column.needed]}".strip())
        )
    words = f"{EXAMPLES.get(column.kind, '')} {NEEDED[column.needed]}".strip()
    return Prompt(column.heading, words) if words else None


def refusal_for(column: Column, form: Form) -> Prompt:
    """Return what Excel says where something else than a choice is typed."""
    end = ELSE.format(form.comment.heading) if form.comment else ""
    return Prompt("Please choose from the list", _list_choices(column, end).strip())


def _list_choices(column: Column, end: str) -> str:
    """Return what Excel says of a cell of the column."""
    *words, last = column.choices
    listed = f"{', '.join(words)} or {last}" if words else last
    message = f"Choose {listed}." if len(listed) < 120 else "Choose one of the answers from the list."
    return f"{message} {end}"
