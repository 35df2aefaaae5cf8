"""The words that the Word form has beside those of the response sheet, which its reader knows again."""

from __future__ import annotations

from collections.abc import Sequence

from cabinet_papers.matter.columns import COMMENT, DECISION, Column, find_column
from cabinet_papers.sheets.form_words import put_headings

WORD_HOW = (
    "Choose an answer under Agree?, and give the reasons under Comment. The grey cells are for reading.",
    "Bullets, bold, italic and a table in a Comment are printed; notes in the margin, pictures and other text are not.",
    "Save it as a Word Document (.docx) and send it back under any name.",
)
# Of a table without a column of decisions, and of one without comments.
WITHOUT_DECISIONS = ("Write each answer under Comment. The grey cells are for reading.", *WORD_HOW[1:])
WITHOUT_COMMENTS = ("Choose an answer under Agree?. The grey cells are for reading.", WORD_HOW[-1])
# What an Agree? shows until an answer is chosen; Word's own words where a person has taken the answer back.
CHOOSE, WORDS_OWN_CHOOSE = "Please choose", "Choose an item."


def how_lines(columns: Sequence[Column]) -> tuple[str, ...]:
    """Return the lines that say how a form with these columns is filled in."""
    decision, comment = find_column(columns, DECISION), find_column(columns, COMMENT)
    lines = WORD_HOW if decision and comment else WITHOUT_COMMENTS if decision else WITHOUT_DECISIONS
    return tuple(put_headings(line, decision, comment) for line in lines)
