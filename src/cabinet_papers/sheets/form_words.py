"""The fixed words of a response sheet, which its writer prints and its reader knows again.

Any other text in those places was typed by a person.
"""

from __future__ import annotations

import re

from cabinet_papers.matter.columns import COMMENT, DECISION, Column

SHEET, HOW_TO, KEPT = "Responses", "How to", "Answers kept"
KEPT_HEADINGS = ("Was number", "Was recommended", "Decision given", "Comment given")

TITLE = "Response sheet: "
BY, FOR, DUE = "Recommendations of the ", "For: ", "Please return it by "
TOPIC_BY = ": recommendations of the "
CONTACT = "Questions: "
# How a line of meetings or people ends that has no room for all of them; the page "How to" names all.
AND, MORE = "; and ", f' more (see "{HOW_TO}")'
ANSWERED, READY = "Answered ", ". Ready to send"
TOO_LONG, IN_FORMULA_BAR = "Longer than Excel can show in a row: ", " (see the formula bar)"

CHOOSING = "Choose an answer under Agree? and give the reasons under Comment. The grey cells are for reading."
# For a table without a column of decisions, and what one without comments does not say.
WRITING = "Write each answer under Comment. The grey cells are for reading."
AND_REASONS = " and give the reasons under Comment"
# Lines that sheets of version 0.1.0 have above their table.
EARLIER = (
    CHOOSING,
    "In a Comment, Alt+Enter begins a new paragraph; a line that begins with a hyphen and a space becomes a bullet.",
    f'The worksheet "{HOW_TO}" shows how to write bullets and how to add a table.',
)
EARLIER_IN_FORMULA_BAR = ". Choose the cell to read all of it in the formula bar"

# What Excel shows beside a chosen cell.
COMMENT_PROMPT = (
    "Alt+Enter begins a new line.\n"
    "A hyphen and a space begin a bullet.\n"
    "Double-click the cell before you paste: then all of it goes into this one cell."
)
DECISION_PROMPT = "Alt+Down shows the list. Give the reasons under Comment."

REWORDED = "Reworded since you answered. It was: "
EDITED = "You changed the words here to: "
TAKEN_OVER = "This answer was given by "
RENUMBERED, IS_NOW, GONE = "Numbers have changed since you answered: ", " is now ", " is gone"

HOW_TO_TITLE = "How to fill in the response sheet"
HOW_TO_NOTE = "This page is for reading. Nothing on it is taken for an answer."
PASTE_TITLE = "Before you paste"
PASTE = (
    "Double-click the Comment cell first, or press F2; then paste. All of it goes into that one cell.",
    "Without the double-click each paragraph goes into a cell of its own, over the answers below.",
)
FILL_IN_TITLE = "Filling it in"
FILL_IN = (
    CHOOSING,
    "In a Comment, Alt+Enter begins a new paragraph (on a Mac, Control+Option+Return; in LibreOffice, Ctrl+Enter).",
    "A line that begins with a hyphen and a space becomes a bullet. A row grows with what you type.",
    'Above the table you see how many are answered. "Ready to send" means that nothing is missing.',
)
HOW_TO_COLUMNS = ("To have", "type in the Comment", "and the paper shows")
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
    "4. In the Comment write a line of its own: [Table: Costs].",
)
TABLE_EXAMPLE: tuple[tuple[str, str | float, str | float], ...] = (
    ("Tree", "Number", "Cost"),
    ("Oak", 12, 1440),
    ("Field maple", 8, 640),
)
CHOICES_TITLE, CHOICES_UNDER = "The answers you can choose", "What you can choose under "
GOOD_TO_KNOW_TITLE = "Good to know"
GOOD_TO_KNOW = (
    "Rows may be sorted and columns moved: an answer is known by the recommendation beside it.",
    "The recommendations print as the committee made them. A change in a grey cell is noticed and asked about.",
    "Write everything that is to be printed in the cells: notes, pictures and text boxes are not printed.",
    "Excel shows at most 28 lines in a row. The paper prints longer answers whole; here the formula bar shows them.",
    "Save as an Excel Workbook (.xlsx) and send it back under any name.",
)
ABOUT_TITLE = "About this sheet"
_HOW_TO_TEXTS = {
    " ".join(text.replace("**", "").split())
    for text in (
        HOW_TO_TITLE, HOW_TO_NOTE, PASTE_TITLE, *PASTE, FILL_IN_TITLE, *FILL_IN, *HOW_TO_COLUMNS,
        *(cell for row in EXAMPLES for cell in row), STEPS_TITLE, *STEPS,
        *(str(cell) for row in TABLE_EXAMPLE for cell in row), "£1,440", "£640", "1440.0", "640.0",
        WRITING, CHOOSING.replace(AND_REASONS, ""), CHOICES_TITLE, GOOD_TO_KNOW_TITLE, *GOOD_TO_KNOW, ABOUT_TITLE,
    )
}  # fmt: skip


def put_headings(text: str, decision: Column | None, comment: Column | None) -> str:
    """Return one of our sentences with the headings that the table has for the decision and the comment."""
    for usual, column in ((DECISION, decision), (COMMENT, comment)):
        if column:
            text = re.sub(rf"(?<!\w){re.escape(usual.heading)}(?!\w)", column.heading.replace("\\", r"\\"), text)
    return text


def is_form_line(text: str) -> bool:
    """Whether the text is one that the form itself has above its table."""
    line = " ".join(text.split())
    starts = (TITLE, BY, FOR, DUE, CONTACT, ANSWERED, TOO_LONG)
    return line in EARLIER or line.startswith(starts) or TOPIC_BY in line


def is_how_to_text(text: str, decisions: tuple[str, ...]) -> bool:
    """Whether the text is one that the how-to page itself has; `decisions` are the council's words."""
    line = " ".join(text.split())
    return line in _HOW_TO_TEXTS or any(line in (word, explain_choice(word)) for word in decisions)


def explain_choice(word: str) -> str:
    """Return what the how-to page says of a decision that wants a reason."""
    return f"{word}: please say why under Comment"
