"""Does to response sheets what people do, in random order, and looks whether each answer is printed or named.

    python tools/try_edits.py [ON_TABLES] [THROUGH_FILES] [FIRST]

Each number from FIRST on (0) is one sequence of deeds: answers are typed, pasted over several rows and copied; rows
are sorted, inserted and deleted; columns are moved and renamed; hidden references and numbers are lost; workbooks come
back under other names; and the officer rewords, adds, deletes and reorders recommendations and runs `papers sheet`
again, with and without --join. ON_TABLES (10000) sequences are on tables in memory, THROUGH_FILES (300) through files.

At the end each answer that no person has typed over or deleted has to be printed beside the recommendation that it was
typed for, or a finding names it, its row or its worksheet. What is in no sheet after `papers sheet` has to be named by
a finding of that run. The sequences that fail are printed with their deeds.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from cabinet_papers.excel.cells import read_reference
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.findings.message import Message
from cabinet_papers.matter.answered import Paper
from cabinet_papers.matter.form_words import OFFICE, OFFICE_LABELS

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.sheet_deeds import DEEDS, KEEPS, OPENING, Deed, Typist, find_table, find_tokens, reword
from tools.sheet_desks import Books, Desk, Files, Grid, Tables

ON_TABLES, THROUGH_FILES = 10_000, 300
STEPS = 12
# As much alike as real ones are: the same opening, some words shared.
SUBJECTS = (
    "plants a hundred trees along the ring road before the winter",
    "waters the young trees of the market place every evening in summer",
    "prunes the elms in every park, and reports which of them are ill",
    "asks the county for money to widen the pavements of Mill Lane",
    "publishes the minutes of the tree wardens' meetings on its website",
    "opens the allotments at Fenside to schools on two mornings a week",
    "lights the path from the station to the bridge until midnight",
)
# The findings that say of a row, worksheet or file that it is not printed, other than by quoting what is in it; and
# those that ask whether an answer is beside the right words.
UNPRINTED = (codes.RES002, codes.RES007, codes.XLS001, codes.XLS007, codes.XLS012)
ASKING = (codes.RES002, codes.RES006, codes.RES007, codes.RES011, codes.RES012, codes.RES026)


class Place(NamedTuple):
    """A row of a worksheet. Where a finding names a whole worksheet or file, the rest is None."""

    file: str
    sheet: str | None = None
    row: int | None = None


class Told:
    """What findings tell: the texts that they quote, and the places that they are about."""

    def __init__(self, findings: Iterable[Diagnostic]) -> None:
        self.findings = [*findings]
        self.quoted = {token for each in self.findings for token in find_tokens(_quote(each.message))}

    def names(self, token: str, places: Iterable[Place], wanted: Iterable[object]) -> bool:
        """Whether one of these kinds of findings is about the places, or any quotes the answer's word."""
        named = {place for each in self.findings if each.code in wanted for place in _list_places(each)}
        around = {around for each in places for around in (each, each._replace(row=None), Place(each.file))}
        return token in self.quoted or not named.isdisjoint(around)


def _quote(message: Message) -> str:
    return " ".join(_quote(each) if isinstance(each, Message) else str(each) for each in message.values)


def _list_places(found: Diagnostic) -> Iterator[Place]:
    for each in (found.location, found.related):
        if each:
            file = each.file.rpartition("/")[2]
            row, _ = read_reference(each.cell) or (None, None)
            # Of a workbook whose table was not recognised nothing is read.
            yield Place(file) if found.code is codes.XLS001 else Place(file, each.sheet, row)


class Sequence:
    """One sequence of deeds; `wrong` is what has gone wrong."""

    def __init__(self, number: int, desk: Desk, figures: Counter[str]) -> None:
        self.typist = Typist(number)
        self.random = self.typist.random
        self.desk = desk
        self.figures = figures
        self.wordings = [f"{OPENING}{each}." for each in self.random.sample(SUBJECTS, 4)]
        # The answers that nobody has deleted, and how many of those that were typed have been looked at.
        self.expected: dict[str, str] = {}
        self.kept = 0
        self.done: list[str] = []
        self.wrong: list[str] = []

    def play(self) -> None:
        """Do the deeds, then look for each answer."""
        self.desk.write(self.wordings, joins=False)
        for _ in range(STEPS):
            self.random.choice(ALL_DEEDS)(self)
        paper, findings = self.desk.read(self.wordings)
        self.wrong += self.find_lost(paper, Told(findings))
        self.figures.update(sequences=1, deeds=len(self.done), typed=len(self.typist.typed))

    def work(self) -> None:
        """Let a person do something to one of the sheets."""
        books = self.desk.load()
        name = self.random.choice(sorted(books))
        tables = [table for grid in books[name].values() if (table := find_table(grid))]
        deed: Deed = self.random.choice(DEEDS)
        if tables:
            self.done.append(f"{deed.__name__} in {name}")
            deed(self.typist, self.random.choice(tables))
            self.keep(books)

    def tell_office(self) -> None:
        """Let a person write to the scrutiny office."""
        books = self.desk.load()
        name = self.random.choice(sorted(books))
        for row in books[name].get(OFFICE, ()):
            if row and row[0] in OFFICE_LABELS and self.random.random() < 0.5:
                row[1:] = [self.typist.type("")]
        self.done.append(f"tell_office in {name}")
        self.keep(books)

    def copy_worksheet(self) -> None:
        """Let a person copy the worksheet of the table within its workbook."""
        books = self.desk.load()
        name = self.random.choice(sorted(books))
        title = self.random.choice([title for title, grid in books[name].items() if find_table(grid)] or [""])
        if title and len(books[name]) < 4:
            books[name][f"{title[:20]} ({len(self.done)})"] = [[*row] for row in books[name][title]]
            self.done.append(f"copy {title} in {name}")
            self.keep(books)

    def send_back(self) -> None:
        """Let a workbook come back under another name: as a copy, or in place of the one that was sent."""
        books = self.desk.load()
        name = self.random.choice(sorted(books))
        copy = f"came back {len(self.done)}.xlsx"
        books[copy] = {title: [[*row] for row in grid] for title, grid in books[name].items()}
        is_copy = len(books) < 4 and self.random.random() < 0.6
        if not is_copy:
            del books[name]
        self.done.append(f"{'copy' if is_copy else 'rename'} {name} to {copy}")
        self.keep(books)

    def keep(self, books: Books) -> None:
        """Save what a person did. What is nowhere now was typed over or deleted by that person."""
        self.expected |= {token: self.typist.typed[token] for token in [*self.typist.typed][self.kept :]}
        self.kept = len(self.typist.typed)
        self.desk.save(books)
        places = find_places(books)
        gone = [token for token in self.expected if token not in places]
        for token in gone:
            del self.expected[token]
        self.figures["overwritten"] += len(gone)

    def change_recommendations(self) -> None:
        """Let the officer reword, add, delete or reorder the recommendations."""
        what = self.random.choice(("reword", "reword", "add", "delete", "reorder"))
        free = [each for each in SUBJECTS if each.split()[0] not in map(_known_by, self.wordings)]
        at = self.random.randrange(len(self.wordings))
        if what == "reword":
            for _ in range(self.random.randint(1, 4)):
                self.wordings[at] = reword(self.random, self.wordings[at])
        elif what == "add" and free:
            self.wordings.insert(at, f"{OPENING}{self.random.choice(free)}.")
        elif what == "delete" and len(self.wordings) > 2:
            del self.wordings[at]
        else:
            self.random.shuffle(self.wordings)
        self.done.append(f"{what}: {', '.join(map(_known_by, self.wordings))}")

    def write(self) -> None:
        """Let the officer run `papers sheet`."""
        self.run(joins=False)

    def join(self) -> None:
        """Let the officer run `papers sheet --join`."""
        self.run(joins=True)

    def run(self, *, joins: bool) -> None:
        """Write the sheets; look whether what is in none of them now was told."""
        self.done.append("papers sheet --join" if joins else "papers sheet")
        before, was_sure = find_places(self.desk.load()), self.find_sure()
        told = Told(self.desk.write(self.wordings, joins=joins))
        books = self.desk.load()
        after = find_places(books)
        for token in [each for each in self.expected if each not in after]:
            del self.expected[token]
            self.figures["told by papers sheet"] += 1
            if not told.names(token, before[token], UNPRINTED):
                self.wrong.append(f"{token} has vanished without a word")
        lost = was_sure & self.expected.keys() - find_printed(self.desk.read(self.wordings)[0]).keys()
        self.wrong += [f"{token} is printed no more" for token in sorted(lost)]
        # Where the run has told that an answer may be beside other words than its own, it belongs there from now on.
        beside = dict(find_beside(books))
        for token, about in self.expected.items():
            if beside.get(token, about) != about and told.names(token, before[token], ASKING):
                self.expected[token] = beside[token]

    def find_sure(self) -> set[str]:
        """Return the answers that are printed beside what they were typed for, and that no other contradicts."""
        paper, findings = self.desk.read(self.wordings)
        places, told = find_places(self.desk.load()), Told(findings)
        return {
            token
            for token, about in find_printed(paper).items()
            if about == self.expected.get(token) and not told.names(token, places[token], [codes.RES007])
        }

    def find_lost(self, paper: Paper, told: Told) -> Iterator[str]:
        """Yield the answers that are neither printed beside what they were typed for nor named."""
        printed = find_printed(paper)
        places = find_places(self.desk.load())
        for token, about in self.expected.items():
            is_right = about and printed.get(token) == about
            self.figures["printed" if is_right else "named"] += 1
            if is_right:
                continue
            if token in printed:
                if not told.names(token, places[token], ASKING):
                    yield f'{token} for "{about}" is printed beside "{printed[token]}"'
            elif not told.names(token, places[token], UNPRINTED):
                yield f'{token} for "{about}" is neither printed nor named'


def _known_by(wording: str) -> str:
    found = KEEPS.match(wording)
    return found[1] if found else ""


def find_printed(paper: Paper) -> dict[str, str]:
    """Return the answers that the paper prints, and beside which recommendation."""
    return {
        token: _known_by(row.recommendation.wording)
        for row in paper.rows
        if row.response
        for token in find_tokens(row.response.comment.text)
    }


def find_places(books: Books) -> dict[str, list[Place]]:
    """Return the rows that each answer is in."""
    found: dict[str, list[Place]] = {}
    for name, title, grid in _list_grids(books):
        for row, texts in enumerate(grid, 1):
            for token in find_tokens(" ".join(texts)):
                found.setdefault(token, []).append(Place(name, title, row))
    return found


def find_beside(books: Books) -> Iterator[tuple[str, str]]:
    """Yield each answer that is in a table, and what its row is about."""
    for _, _, grid in _list_grids(books):
        table = find_table(grid)
        for row in table.rows if table else ():
            yield from ((token, table.about(row)) for token in find_tokens(" ".join(row)) if table)


def _list_grids(books: Books) -> Iterator[tuple[str, str, Grid]]:
    return ((name, title, grid) for name, book in books.items() for title, grid in book.items())


# What people do to sheets comes more often than what the officer does.
ALL_DEEDS: tuple[Callable[[Sequence], None], ...] = (
    *(Sequence.work,) * 12, Sequence.tell_office, Sequence.copy_worksheet, Sequence.send_back,
    *(Sequence.change_recommendations,) * 2, *(Sequence.write,) * 2, Sequence.join,
)  # fmt: skip


def try_number(number: int, desk: Desk, figures: Counter[str]) -> bool:
    """Play a sequence; print it if something goes wrong, and return whether nothing did."""
    sequence = Sequence(number, desk, figures)
    sequence.play()
    if sequence.wrong:
        sys.stdout.write(f"{number} on {type(desk).__name__.lower()}:\n")
        sys.stdout.write("".join(f"{each}\n" for each in [*sequence.wrong, *(f"  {each}" for each in sequence.done)]))
    return not sequence.wrong


def main(on_tables: int, through_files: int, first: int) -> int:
    """Play the sequences; return 1 if one of them fails."""
    figures: Counter[str] = Counter()
    failed = sum(not try_number(number, Tables(), figures) for number in range(first, first + on_tables))
    for number in range(first, first + through_files):
        with tempfile.TemporaryDirectory() as folder:
            failed += not try_number(number, Files(Path(folder) / "room"), figures)
    sys.stdout.write("".join(f"{count} {what}\n" for what, count in figures.items()))
    sys.stdout.write(f"{failed} of {on_tables + through_files} fail\n")
    return int(failed > 0)


if __name__ == "__main__":
    given = [*map(int, sys.argv[1:])]
    sys.exit(main(*(given + [ON_TABLES, THROUGH_FILES, 0][len(given) :])))
