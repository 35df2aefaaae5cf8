"""The fixed words of a response sheet, which its writer prints and its reader knows again.

Any other text in those places was typed by a person. A council of another language has its own words for them in
templates/words.yaml, by these texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cabinet_papers.matter.columns import ABOUT_ROW, FURTHER, OF_PROGRAM, REFERENCE, Column

SHEET, HOW_TO, KEPT = "Responses", "How to", "Answers kept"
KEPT_HEADINGS = ("Was number", "Was recommended", "Decision given", "Comment given")
# Behind the heading of a further column in the same place.
GIVEN = " given"

TITLE = "Response sheet: "
BY, FOR, DUE = "Recommendations of the ", "For: ", "Please return it by "
TOPIC_BY = ": recommendations of the "
CONTACT = "Questions: "
# How a line of meetings or people ends that has no room for all of them; the page "How to" names all.
AND, MORE = "; and ", f' more (see "{HOW_TO}")'
ANSWERED, OF_ALL, OF_WHICH, WITHOUT, A_REASON = "Answered ", " of ", ", of which ", " without ", "a reason"
READY = ". Ready to send"
TOO_LONG, IN_FORMULA_BAR = "Longer than Excel can show in a row: ", " (see the formula bar)"
ONE, SEVERAL = "recommendation ", "recommendations "
# What the lines of a sheet's head begin with, and every line above its table.
IN_THE_HEAD = (TITLE, BY, FOR, DUE)
ABOVE_THE_TABLE = (*IN_THE_HEAD, CONTACT, ANSWERED, TOO_LONG)

# {decision} and {comment} are the headings that the table has for these.
CHOOSING = "Choose an answer under {decision} and give the reasons under {comment}. The grey cells are for reading."
# For a table without a column of comments, and for one without decisions.
CHOOSING_ALONE = "Choose an answer under {decision}. The grey cells are for reading."
WRITING = "Write each answer under {comment}. The grey cells are for reading."

# What Excel shows beside a chosen cell.
COMMENT_PROMPT = (
    "Alt+Enter begins a new line.",
    "A hyphen and a space begin a bullet.",
    "Double-click the cell before you paste: then all of it goes into this one cell.",
)
LIST_PROMPT = "Alt+Down shows the list."
DECISION_PROMPT = "Alt+Down shows the list. Give the reasons under {comment}."
CHOOSE_ONE_OF, OR, CHOOSE_ANY = "Choose {answers}.", " or ", "Choose one of the answers from the list."
REFUSED, ELSEWHERE = "Please choose from the list", "What else there is to say goes under {comment}."
DATE_PROMPT = "Type a date, such as 31 March 2026, or a month, such as March 2026."
FIGURE_PROMPT, MONEY_PROMPT = "Type a figure, such as 1,200.", "Type an amount, such as £1,200."
PERSON_PROMPT = "Type a name, or a post."
FILL_IN_ALWAYS, FILL_IN_AGREED = "Please fill it in.", "Please fill it in for what is agreed."
# At the foot of each printed page, before its number.
PAGE = "Page "
# For those to whom the table is read aloud.
ROWS_EACH, ANSWER_UNDER, BOTH = "recommendations, a row each", "Answer under ", " and "

REWORDED = "Reworded since you answered. It was: "
EDITED = "You changed the words here to: "
TAKEN_OVER = "This answer was given by "
RENUMBERED, IS_NOW, GONE = "Numbers have changed since you answered: ", " is now ", " is gone"

HOW_TO_TITLE = "How to fill in the response sheet"
HOW_TO_NOTE = "This page is for reading. Nothing on it is taken for an answer."
PASTE_TITLE = "Before you paste"
PASTE = (
    "Double-click the {comment} cell first, or press F2; then paste. All of it goes into that one cell.",
    "Without the double-click each paragraph goes into a cell of its own, over the answers below.",
)
FILL_IN_TITLE = "Filling it in"
FILL_IN_COMMENT = (
    "In a {comment}, Alt+Enter begins a new paragraph (on a Mac, Control+Option+Return; in LibreOffice, Ctrl+Enter).",
    "A line that begins with a hyphen and a space becomes a bullet. A row grows with what you type.",
)
FILL_IN_COUNT = 'Above the table you see how many are answered. "Ready to send" means that nothing is missing.'
HOW_TO_COLUMNS = ("To have", "type in the {comment}", "and the paper shows")
# What one wants, what one types, what is printed; **bold** is Excel's own.
EXAMPLES = (
    ("paragraphs", "The Council agrees.\nWork begins in May.", "The Council agrees.\n\nWork begins in May."),
    (
        "bullets",
        "The Council will:\n- plant the trees\n- water them",
        "The Council will:\n   •  plant the trees\n   •  water them",
    ),
    ("bold or italic", "This is **new** money.", "This is **new** money."),
    ("a table", "The costs are:\n[Table: Costs]", "The costs are:\n(the worksheet Costs, as a table)"),
)
STEPS_TITLE = "A table, step by step"
STEPS = (
    "1. Add a worksheet: the plus sign beside the names of the worksheets, below.",
    "2. Give it a name, such as Costs: double-click the name.",
    "3. Fill it in like this one, with headings in the first row; numbers print as Excel shows them.",
    "4. In the {comment} write a line of its own: [Table: Costs].",
)
TABLE_EXAMPLE: tuple[tuple[str, str | float, str | float], ...] = (
    ("Tree", "Number", "Cost"),
    ("Oak", 12, 1440),
    ("Field maple", 8, 640),
)
CHOICES_TITLE, CHOICES_UNDER = "The answers you can choose", "What you can choose under "
# Behind a decision that wants a reason.
SAY_WHY = ": please say why under {comment}"
GOOD_TO_KNOW_TITLE = "Good to know"
GOOD_TO_KNOW = (
    "Rows may be sorted and columns moved: an answer is known by the recommendation beside it.",
    "The recommendations print as the committee made them. A change in a grey cell is noticed and asked about.",
    "Write everything that is to be printed in the cells: notes, pictures and text boxes are not printed.",
    "Excel shows at most 28 lines in a row. The paper prints longer answers whole; here the formula bar shows them.",
    "Save as an Excel Workbook (.xlsx) and send it back under any name.",
)
ABOUT_TITLE = "About this sheet"

OFFICE = "For the scrutiny office"
OFFICE_NOTE = "Nothing on this page is printed. It reaches the scrutiny office with your answers."
# The same in the Word form, where it is a table below that of the answers.
TABLE_NOTE = "Nothing in this table is printed. It reaches the scrutiny office with your answers."
DRAFTED, CLEARED, ELSE = "Drafted by", "Cleared by", "Anything else"
OFFICE_LABELS = (DRAFTED, CLEARED, ELSE)

# The Word form beside these: for a table with decisions and comments, and what follows there.
WORD_CHOOSING = (
    "Choose an answer under {decision}, and give the reasons under {comment}. The grey cells are for reading."
)
WORD_COMMENT = (
    "Bullets, bold, italic and a table in a {comment} are printed; notes in the margin, pictures and other text are "
    "not."
)
WORD_SAVE = "Save it as a Word Document (.docx) and send it back under any name."
# What a list to choose from shows until an answer is chosen.
CHOOSE = "Please choose"

NO_WORDS: Mapping[str, str] = MappingProxyType({})
BY_NAME: Mapping[str, Column] = {each.name: each for each in (*OF_PROGRAM, *FURTHER, ABOUT_ROW, REFERENCE)}
HEADINGS = tuple(each.heading for each in BY_NAME.values())
# Every text, in the order in which a translator meets them; of a cell with several lines each line.
TEXTS = tuple(dict.fromkeys(
    line.strip()
    for text in (
        SHEET, HOW_TO, KEPT, OFFICE, *HEADINGS, *KEPT_HEADINGS, GIVEN,
        TITLE, BY, TOPIC_BY, FOR, AND, MORE, DUE, CONTACT, ANSWERED, OF_ALL, OF_WHICH, WITHOUT, A_REASON, READY,
        TOO_LONG, ONE, SEVERAL, IN_FORMULA_BAR, *COMMENT_PROMPT, LIST_PROMPT, DECISION_PROMPT, CHOOSE_ONE_OF, OR,
        CHOOSE_ANY, REFUSED, ELSEWHERE, DATE_PROMPT, FIGURE_PROMPT, MONEY_PROMPT, PERSON_PROMPT, FILL_IN_ALWAYS,
        FILL_IN_AGREED, PAGE, ROWS_EACH, ANSWER_UNDER, BOTH, REWORDED, EDITED, TAKEN_OVER, RENUMBERED, IS_NOW, GONE,
        HOW_TO_TITLE, HOW_TO_NOTE, PASTE_TITLE, *PASTE, FILL_IN_TITLE, CHOOSING, CHOOSING_ALONE, WRITING,
        *FILL_IN_COMMENT, FILL_IN_COUNT, *HOW_TO_COLUMNS, *(cell for row in EXAMPLES for cell in row), STEPS_TITLE,
        *STEPS, *(cell for row in TABLE_EXAMPLE for cell in row if isinstance(cell, str)), CHOICES_TITLE,
        CHOICES_UNDER, SAY_WHY, GOOD_TO_KNOW_TITLE, *GOOD_TO_KNOW, ABOUT_TITLE, OFFICE_NOTE, *OFFICE_LABELS, TABLE_NOTE,
        WORD_CHOOSING, WORD_COMMENT, WORD_SAVE, CHOOSE,
    )
    for line in text.split("\n") if line.strip()
))  # fmt: skip


def say(text: str, words: Mapping[str, str]) -> str:
    """Return one of these texts in the council's words, with the blanks around it and at the start of its lines."""
    return "\n".join(_say_line(line, words) for line in text.split("\n")) if words else text


def _say_line(line: str, words: Mapping[str, str]) -> str:
    inside = line.strip()
    return line.replace(inside, words.get(inside, inside), 1) if inside else line


def name_columns(
    columns: tuple[Column, ...], words: Mapping[str, str], before: Mapping[str, str] = NO_WORDS
) -> tuple[Column, ...]:
    """Return the columns, those of the program's own with the council's word for their heading.

    They are known by either: a sheet may be older than the words. One to which the council gives a heading of its own
    keeps it, and is known by the word too. `before` are the words by which the columns are named now.
    """
    return tuple(_name_column(each, words, before) for each in columns)


def _name_column(column: Column, words: Mapping[str, str], before: Mapping[str, str]) -> Column:
    usual = BY_NAME.get(column.name)
    if usual is None:
        return column
    own, is_usual = words.get(usual.heading, usual.heading), column.heading == before.get(usual.heading, usual.heading)
    if is_usual and own != column.heading:
        return column._replace(heading=own, also=tuple(each for each in column.headings if each != own))
    is_known = own in column.headings or column.is_further
    return column if is_known else column._replace(also=(*column.also, own))
