"""The words of an update sheet, which asks services about the actions of a plan, where a response sheet has others.

A council of another language has its own words for them in templates/words.yaml, as for those of a plan's notes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cabinet_papers.matter.columns import COMMENT, DECISION, RECOMMENDATION, Column, ColumnKind
from cabinet_papers.matter.form_words import (
    ABOUT_TITLE,
    ANSWER_UNDER,
    ANSWERED,
    BY,
    CHOICES_TITLE,
    CHOOSING,
    DATE_PROMPT,
    DECISION_PROMPT,
    FILL_IN_COMMENT,
    FILL_IN_COUNT,
    GOOD_TO_KNOW,
    HOW_TO_COLUMNS,
    HOW_TO_TITLE,
    KEPT,
    KEPT_HEADINGS,
    ONE,
    REWORDED,
    ROWS_EACH,
    SEVERAL,
    SHEET,
    TAKEN_OVER,
    TITLE,
    WORD_CHOOSING,
    WORD_COMMENT,
    say,
)

TITLE_OF_UPDATES = "Update sheet:"
# By the text of a response sheet that of an update sheet.
UPDATE_WORDS: Mapping[str, str] = MappingProxyType({
    SHEET: "Updates",
    KEPT: "Updates kept",
    RECOMMENDATION.heading: "Action",
    DECISION.heading: "Status",
    COMMENT.heading: "Progress",
    KEPT_HEADINGS[1]: "Was asked",
    KEPT_HEADINGS[2]: "Status given",
    KEPT_HEADINGS[3]: "Progress given",
    TITLE.strip(): TITLE_OF_UPDATES,
    BY.strip(): "Actions of the years",
    ANSWERED.strip(): "Updated",
    ONE.strip(): "action",
    SEVERAL.strip(): "actions",
    ROWS_EACH: "actions, a row each",
    ANSWER_UNDER.strip(): "Update under",
    REWORDED.strip(): "Reworded since your update. It was:",
    TAKEN_OVER.strip(): "This update was given by",
    CHOOSING: "Choose the status under {decision}, and say under {comment} what was done. Grey cells are for reading.",
    WORD_COMMENT: "Bullets are read; bold, italic, tables, notes in the margin, pictures and other text are not.",
    WORD_CHOOSING:
        "Choose the status under {decision}, and say under {comment} what was done. The grey cells are for reading.",
    DECISION_PROMPT: "Alt+Down shows the list. Say under {comment} what was done.",
    DATE_PROMPT: "Type a year as the plan has it, such as Year 2, or a month or a date, such as 31 March 2027.",
    HOW_TO_TITLE: "How to fill in the update sheet",
    FILL_IN_COMMENT[0]:
        "Under {comment}, Alt+Enter begins a new paragraph (on a Mac, Control+Option+Return; in LibreOffice, "
        "Ctrl+Enter).",
    HOW_TO_COLUMNS[1]: "type under {comment}",
    HOW_TO_COLUMNS[2]: "and it is read as",
    FILL_IN_COUNT: 'Above the table you see how many have an update. "Ready to send" means that all have one.',
    CHOICES_TITLE: "The words you can choose",
    GOOD_TO_KNOW[0]: "Rows may be sorted and columns moved: an update is known by the action beside it.",
    GOOD_TO_KNOW[1]: "Other words or another year go into columns of their own. A changed grey cell is asked about.",
    GOOD_TO_KNOW[2]: "Write everything that is to be read in the cells: notes, pictures and text boxes are not read.",
    GOOD_TO_KNOW[3]: "Excel shows at most 28 lines in a row. Longer texts are read whole; the formula bar shows them.",
    ABOUT_TITLE: "About this update sheet",
})  # fmt: skip

# What an update sheet asks beside the status and the progress, and what it shows to be read.
BY_NOW = Column("by_now", "By end of year", ColumnKind.READ, width=14.0)
SERVICES = Column("services", "Service", ColumnKind.READ, width=16.0)
NEW_TEXT = Column("new_text", "Proposed wording", ColumnKind.TEXT, width=32.0)
NEW_BY = Column("new_by", "Proposed year", ColumnKind.DATE)
DONE = Column("done", "Completed", ColumnKind.DATE)
STATUS, PROGRESS = DECISION._replace(width=13.0), COMMENT._replace(width=56.0)
OWN = (SERVICES, BY_NOW, NEW_TEXT, NEW_BY, DONE)
STATUSES = ("Not started", "On track", "Delayed", "Completed")
# Every text of it that words.yaml may have.
UPDATE_TEXTS = tuple(dict.fromkeys((*UPDATE_WORDS.values(), *(each.heading for each in OWN), *STATUSES)))


def put_update_words(form_words: Mapping[str, str], plan_words: Mapping[str, str]) -> dict[str, str]:
    """Return the words of an update sheet by the English texts of a response sheet, in the council's language."""
    every = {**form_words, **plan_words}
    return {**form_words, **{text: say(own, every) for text, own in UPDATE_WORDS.items()}}
