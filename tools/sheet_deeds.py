"""What people do to a response sheet: the deeds that tools/try_edits.py does in random order."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from cabinet_papers.matter.columns import COMMENT, DECISION, NUMBER, RECOMMENDATION, REFERENCE, Column

# What people call the columns: our own heading first.
HEADINGS = {
    NUMBER: ("No.", "Nr", "Item"),
    RECOMMENDATION: ("Recommendation", "Recommendations", "Proposal"),
    DECISION: ("Agree?", "Agreed (Y/N)", "Position", "Accept/Reject"),
    COMMENT: ("Comment", "Comments", "Reasons", "Notes"),
    REFERENCE: ("Reference",),
}
OPENING = "That the Council "
# Of each recommendation the word that it keeps, however it is worded.
KEEPS = re.compile(rf"{OPENING}(\w+)")
TOKEN = re.compile(r"token\d+")
DECISIONS = ("Yes", "No", "In part")
ENDINGS = ("", " is what we do.", ":\n- in May\n- in June", " leads on to the", ", as we said")
WORDS = ("those", "its", "every", "new", "three", "local")


class Table:
    """The table of a worksheet; `rows` are those below its headings."""

    def __init__(self, grid: list[list[str]], head: int) -> None:
        self.grid, self.head = grid, head
        width = max(map(len, grid))
        for row in grid[head:]:
            row += [""] * (width - len(row))

    @property
    def headings(self) -> list[str]:
        """The headings."""
        return self.grid[self.head]

    @property
    def rows(self) -> list[list[str]]:
        """The rows below the headings, as a new list."""
        return self.grid[self.head + 1 :]

    @rows.setter
    def rows(self, rows: list[list[str]]) -> None:
        self.grid[self.head + 1 :] = rows

    def find(self, column: Column) -> int | None:
        """Return the place of the column, None where its heading is gone."""
        return next((at for at, text in enumerate(self.headings) if text in HEADINGS[column]), None)

    def place(self, column: Column) -> int:
        """Return the place of a column whose heading people leave there, whatever they call it."""
        at = self.find(column)
        if at is None:
            raise ValueError(f"no column {column.heading}")
        return at

    def about(self, row: list[str]) -> str:
        """Return the word by which the row's recommendation is known, "" for a row about none."""
        found = KEEPS.match(row[self.place(RECOMMENDATION)])
        return found[1] if found else ""


def find_table(grid: list[list[str]]) -> Table | None:
    """Return the table of a worksheet, None where there is none."""
    for at, row in enumerate(grid):
        if all(set(row) & {*HEADINGS[each]} for each in (RECOMMENDATION, DECISION, COMMENT)):
            return Table(grid, at)
    return None


class Typist:
    """Types answers, each with a word of its own; `typed` tells for which recommendation."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)  # noqa: S311 - the same sequence each time
        self.typed: dict[str, str] = {}

    def type(self, about: str) -> str:
        """Return a text with the next word."""
        token = f"token{len(self.typed)}"
        self.typed[token] = about
        return token + self.random.choice(ENDINGS)

    def pick(self, table: Table) -> list[str]:
        """Return a row that asks about a recommendation; where there is none, a new row."""
        asking = [row for row in table.rows if table.about(row)]
        if not asking:
            asking = [[""] * len(table.headings)]
            table.grid += asking
        return self.random.choice(asking)


Deed: TypeAlias = Callable[[Typist, Table], None]


def answer(typist: Typist, table: Table) -> None:
    """Type a decision and a comment."""
    row = typist.pick(table)
    row[table.place(DECISION)] = typist.random.choice(DECISIONS)
    row[table.place(COMMENT)] = typist.type(table.about(row))


def comment(typist: Typist, table: Table) -> None:
    """Type a comment alone."""
    row = typist.pick(table)
    row[table.place(COMMENT)] = typist.type(table.about(row))


def decide(typist: Typist, table: Table) -> None:
    """Choose a decision alone."""
    typist.pick(table)[table.place(DECISION)] = typist.random.choice(DECISIONS)


def clear(typist: Typist, table: Table) -> None:
    """Delete an answer."""
    row = typist.pick(table)
    row[table.place(DECISION)] = row[table.place(COMMENT)] = ""


def type_beside(typist: Typist, table: Table) -> None:
    """Type something beside the table, or above it."""
    row = typist.random.choice(table.grid)
    row += [*[""] * (len(table.headings) - len(row)), typist.type("")]


def paste(typist: Typist, table: Table) -> None:
    """Paste paragraphs, each of which goes into a cell of its own: over other comments, and below the table."""
    first = typist.random.randrange(len(table.rows) + 1)
    last = first + typist.random.randint(2, 3)
    table.grid += [[""] * len(table.headings) for _ in range(last - len(table.rows))]
    for row in table.rows[first:last]:
        row[table.place(COMMENT)] = typist.type(table.about(row))


def sort(typist: Typist, table: Table) -> None:
    """Sort the rows by one of their columns; the empty ones come last, as in Excel."""
    _sort(table, typist.random.randrange(len(table.headings)), ())


def sort_what_is_seen(typist: Typist, table: Table) -> None:
    """Sort all but the hidden column."""
    at = table.find(REFERENCE)
    _sort(table, typist.random.randrange(len(table.headings)), () if at is None else (at,))


def _sort(table: Table, key: int, left: tuple[int, ...]) -> None:
    rows = sorted(table.rows, key=lambda row: (not row[key], row[key]))
    table.rows = [
        [before[at] if at in left else text for at, text in enumerate(row)]
        for row, before in zip(rows, table.rows, strict=True)
    ]


def insert_blank(typist: Typist, table: Table) -> None:
    """Insert an empty row."""
    _insert(typist, table, [[""] * len(table.headings)])


def insert_text(typist: Typist, table: Table) -> None:
    """Insert a row or two with text, between the rows or below them."""
    at = typist.random.choice((0, table.place(RECOMMENDATION), table.place(COMMENT)))
    rows = [[typist.type("") if column == at else "" for column in range(len(table.headings))]
            for _ in range(typist.random.randint(1, 2))]  # fmt: skip
    _insert(typist, table, rows)


def _insert(typist: Typist, table: Table, rows: list[list[str]]) -> None:
    at = typist.random.randrange(len(table.rows) + 1)
    table.rows = [*table.rows[:at], *rows, *table.rows[at:]]


def copy_row(typist: Typist, table: Table) -> None:
    """Copy a row, and insert the copy below it."""
    if table.rows:
        at = typist.random.randrange(len(table.rows))
        table.rows = [*table.rows[: at + 1], *([*row] for row in table.rows[at:])]


def delete_row(typist: Typist, table: Table) -> None:
    """Delete a row."""
    if table.rows:
        at = typist.random.randrange(len(table.rows))
        table.rows = [*table.rows[:at], *table.rows[at + 1 :]]


def move_column(typist: Typist, table: Table) -> None:
    """Move a column."""
    before, after = (typist.random.randrange(len(table.headings)) for _ in range(2))
    for row in table.grid[table.head :]:
        row.insert(after, row.pop(before))


def rename_heading(typist: Typist, table: Table) -> None:
    """Call a column as other people do."""
    column = typist.random.choice([each for each in HEADINGS if table.find(each) is not None])
    table.headings[table.place(column)] = typist.random.choice(HEADINGS[column])


def lose_references(_: Typist, table: Table) -> None:
    """Lose what is hidden, as some programs do."""
    _empty(table, table.find(REFERENCE), 0)


def lose_numbers(_: Typist, table: Table) -> None:
    """Empty the numbers."""
    _empty(table, table.find(NUMBER), 1)


def _empty(table: Table, place: int | None, first: int) -> None:
    if place is not None:
        for row in table.grid[table.head + first :]:
            row[place] = ""


def correct_word(typist: Typist, table: Table) -> None:
    """Change a word of a recommendation in the sheet."""
    row = typist.pick(table)
    row[table.place(RECOMMENDATION)] = reword(typist.random, row[table.place(RECOMMENDATION)])


def reword(source: random.Random, wording: str) -> str:
    """Return the recommendation with another word, but not in what all begin with or in what this one keeps."""
    words = wording.split()
    if len(words) > len(OPENING.split()) + 1:
        words[source.randrange(len(OPENING.split()) + 1, len(words))] = source.choice(WORDS)
    return " ".join(words)


def find_tokens(text: str) -> Iterator[str]:
    """Yield the words of answers that are in the text."""
    yield from TOKEN.findall(text)


# Typing is what people do most.
DEEDS: tuple[Deed, ...] = (
    answer, answer, answer, answer, comment, comment, decide, clear, paste, sort, sort_what_is_seen, insert_blank,
    insert_text, type_beside, copy_row, delete_row, move_column, rename_heading, lose_references, lose_numbers,
    correct_word,
)  # fmt: skip
