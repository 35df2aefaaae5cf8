"""The words that the Word form has beside those of the response sheet, which its reader knows again."""

from __future__ import annotations

WORD_HOW = (
    "Choose an answer under Agree?, and give the reasons under Comment. The grey cells are for reading.",
    "Bullets, bold, italic and a table in a Comment are printed; notes in the margin, pictures and other text are not.",
    "Save it as a Word Document (.docx) and send it back under any name.",
)
# What an Agree? shows until an answer is chosen; Word's own words where a person has taken the answer back.
CHOOSE, WORDS_OWN_CHOOSE = "Please choose", "Choose an item."
