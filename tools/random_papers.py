"""Random matters for tools/try_pdfs.py and its test: action plans and responses as no council would write them.

Each word is there once, so that none that is lost, repeated or moved can hide behind another. The same seed gives the
same matter.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from xlsxwriter import Workbook

# A word between letters as broad as there are, a short one, one of another script, one that no line has room for.
SHAPES = ("q{}z",) * 30 + ("WMq{}zWM", "q{}z,", "(q{}z)", "–q{}z", "Жq{}zж", "q{}z✓", "a-q{}z", "Llŷnq{}z")
ADDRESS = "https://www.eastmere.gov.uk/a-long-way/to/the-page/" + "of-the-trees/" * 6
WORD = re.compile(r"q\d+z")
# How many words a text has: mostly few, sometimes more than a page has room for.
LENGTHS = (1, 5, 5, 12, 12, 12, 25, 25, 25, 40, 40, 80, 120, 200, 300, 500)
YEARS = "[2026 - 2027, 2027 - 2028, 2028 - 2029]"


# So that the other words of a matter are those of its seed.
OF_TEXTS = 1_000_000


class Words:
    """Words of which each is there once, and texts made of them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - the same words each time
        self.count = 0

    def text(self, most: int = LENGTHS[-1]) -> str:
        """Return a text of one line, now and then with an address in it."""
        length = self.random.choice([each for each in LENGTHS if each <= most])
        words = [self.word() for _ in range(length)]
        if length > LENGTHS[2] and self.random.random() < 0.2:
            words.insert(self.random.randrange(length), f"{ADDRESS}{self.word('q{}z')}")
        return " ".join(words)

    def word(self, shape: str = "") -> str:
        """Return the next word."""
        self.count += 1
        return (shape or self.random.choice(SHAPES)).format(self.count)

    def prose(self, most: int = LENGTHS[-1]) -> str:
        """Return a text of several lines: paragraphs, bullets, numbers."""
        lines: list[str] = []
        for _ in range(self.random.choice((1, 1, 1, 2, 3, 6))):
            sign = self.random.choice(("", "", "- ", "1. "))
            lines.append(f"{sign}{self.text(most // 2 if lines else most)}")
        return "\n".join(lines)

    def table(self, most: int) -> list[list[str]]:
        """Return a table of a comment: from two columns to many, its heading row sometimes high."""
        columns, rows = self.random.choice((2, 3, 3, 4, 6, 9, 12)), self.random.choice((2, 3, 5, 8, 40))
        longest = most if columns < 4 and rows < 6 else 12 if columns < 7 else 5
        heading = [self.text(5 if self.random.random() < 0.8 else 40) for _ in range(columns)]
        return [heading, *([self.text(longest) for _ in range(columns)] for _ in range(rows))]


def write_plan(folder: Path, seed: int) -> None:
    """Write an action plan into a new folder."""
    words = Words(seed)
    folder.mkdir(parents=True)
    lines = [f"title: {words.text(5)}", f"years: {YEARS}"]
    if words.random.random() < 0.5:
        lines += ["summary:", f"  heading: {words.text(5)}", *_block("  body", words.prose(200))]
    lines.append("priorities:")
    for _ in range(words.random.choice((1, 2, 4))):
        lines += [f"  - name: {words.text(12)}", "    actions:"]
        for _ in range(words.random.choice((1, 2, 4, 8))):
            lines += _block("      - text", words.prose())
            lines += [f"        service: {words.text(12)}", f"        by: Year {words.random.choice('123')}"]
            if words.random.random() < 0.5:
                lines += _block("        notes", words.prose(120))
    (folder / "action-plan.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _block(key: str, text: str) -> Iterator[str]:
    """Yield the lines of a YAML block of text."""
    yield f"{key}: |"
    indent = " " * (len(key) - len(key.lstrip(" -")) + 2)
    # A blank line between the lines makes paragraphs of them.
    yield from (f"{indent}{line}" for line in text.replace("\n", "\n\n").split("\n"))


def write_response(folder: Path, seed: int) -> None:
    """Write a scrutiny report with its answers into a new folder."""
    words = Words(seed)
    folder.mkdir(parents=True)
    count = words.random.choice((1, 2, 3, 5))
    texts = [f"That the Council {words.text(120)}" for _ in range(count)]
    head = [f"title: {words.text(5)}", "scrutiny: {body: Scrutiny Committee, date: 2026-03-03}"]
    if words.random.random() < 0.4:
        head += ["report:", f"  purpose: {words.text(40)}", *_block("  body", _body(words, count))]
    lines = [*head, *_texts(Words(seed + OF_TEXTS)), "recommendations:", *(f"  - {text}" for text in texts)]
    (folder / "recommendations.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    tables: dict[str, list[list[str]]] = {}
    with Workbook(folder / "responses.xlsx", {"strings_to_urls": False, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Responses")
        sheet.write_row(0, 0, ("No.", "Recommendation", "Agree?", "Comment", "Action", "Lead officer", "Target date"))
        for number, text in enumerate(texts, 1):
            answer = _comment(words, tables)
            further = (words.text(25), words.text(5), "2026-09-01")
            sheet.write_row(number, 0, (number, text, words.random.choice(("Yes", "No")), answer, *further))
        for name, rows in tables.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                page.write_row(at, 0, row)


def _texts(words: Words) -> Iterator[str]:
    """Yield what a response says around its table, of half of the matters."""
    if words.random.random() < 0.5:
        return
    yield "response:"
    yield "  front_sheet:"
    yield from (f"    Row {at}: {words.text(25)}" for at in range(words.random.choice((1, 2, 5))))
    for key in ("introduction", "closing"):
        heading, *rows = words.table(60)
        table = "\n".join(f"| {' | '.join(row)} |" for row in (heading, ["---"] * len(heading), *rows))
        parts = [words.prose(120), table, f"## {words.text(5)}\n\n{words.prose(40)}"]
        words.random.shuffle(parts)
        yield f"  {key}: |"
        yield from (f"    {line}" for line in "\n\n".join(parts).split("\n"))


def _comment(words: Words, tables: dict[str, list[list[str]]]) -> str:
    parts = [words.prose(450)]
    for _ in range(words.random.choice((0, 0, 1, 1, 2))):
        name = f"T{len(tables) + 1}"
        tables[name] = words.table(300)
        parts.append(f"[Table: {name}]")
        if words.random.random() < 0.5:
            parts.append(words.prose(80))
    return "\n".join(parts)


def _body(words: Words, count: int) -> str:
    """Return the body of a report: prose, a table, then the recommendations."""
    parts = [f"## {words.text(5)}", words.prose(300)]
    if words.random.random() < 0.6:
        heading, *rows = words.table(200)
        parts.append("\n".join(f"| {' | '.join(row)} |" for row in (heading, ["---"] * len(heading), *rows)))
        parts.append(words.prose(80))
    return "\n\n".join([*parts, *(f"[Recommendation {at}]" for at in range(1, count + 1))])
