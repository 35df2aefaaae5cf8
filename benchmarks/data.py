"""The work that is measured: matters with their answers, made anew from a seed, and the same as plain values."""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

import docx
import openpyxl
from docx.enum.style import WD_STYLE_TYPE

HEADINGS = ("No.", "Recommendation", "Agree?", "Comment")
SUBJECTS = ("the Council", "the leisure service", "the housing team", "the parks service")
STEPS = ("Work begins on", "Money was set aside for", "A survey was made of", "Officers meet the partners for")
DEEDS = (
    "publishes a yearly report on", "agrees a timetable for", "writes a plain guide to", "asks residents about",
    "looks again at the cost of", "sets a target for", "works with schools on", "names a lead officer for",
)  # fmt: skip
THINGS = (
    "street trees", "safe crossings", "repairs in council homes", "the riverside path", "food banks", "youth clubs",
    "air quality", "bus routes", "home energy", "play areas", "allotments", "public toilets", "library hours",
)  # fmt: skip
PLACES = ("in every ward", "near the schools", "along the ring road", "in the city centre", "on the estates")
ENDS = (
    "and reports back in a year", "before the next budget", "with its partners", "in the spring",
    "as part of the local plan", "and pays for it from the reserve",
)  # fmt: skip
DECISIONS = ("Yes", "No", "In part")


class Row(NamedTuple):
    """A recommendation and its answer."""

    number: str
    text: str
    decision: str
    comment: str


class Work(NamedTuple):
    """What is printed of one matter."""

    title: str
    body: str
    date: str
    rows: tuple[Row, ...]

    def words(self) -> list[str]:
        """Return every text that a finished paper has to hold."""
        return [self.title, *(text for row in self.rows for text in (row.text, row.decision, row.comment))]


def make_work(matters: int, recommendations: int, seed: int = 1) -> list[Work]:
    """Return matters that differ in every sentence."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [_make_one(chance, at, recommendations) for at in range(1, matters + 1)]


def _make_one(chance: random.Random, at: int, count: int) -> Work:
    thing = chance.choice(THINGS)
    rows = tuple(
        Row(str(number), f"That {_ask(chance)}.", chance.choice(DECISIONS), _answer(chance))
        for number in range(1, count + 1)
    )
    return Work(f"Review {at} of {thing}", "Scrutiny Committee", "3 March 2026", rows)


def _ask(chance: random.Random) -> str:
    parts = (SUBJECTS, DEEDS, THINGS, PLACES, ENDS)
    return f"{' '.join(chance.choice(each) for each in parts)} {chance.randint(2, 900)} times"


def _answer(chance: random.Random) -> str:
    return " ".join(
        f"{chance.choice(STEPS)} {chance.choice(THINGS)} {chance.choice(PLACES)}, at {chance.randint(2, 900)} homes."
        for _ in range(3)
    )


def write_workspace(root: Path, every: list[Work]) -> None:
    """Write the matters as an officer and Cabinet Members do: YAML, and a workbook with the answers."""
    for at, work in enumerate(every, 1):
        folder = root / "data" / f"matter-{at:04}"
        folder.mkdir(parents=True)
        recommendations = "".join(f"  - {row.text}\n" for row in work.rows)
        (folder / "recommendations.yaml").write_text(
            f"title: {work.title}\nscrutiny: {{body: {work.body}, date: {work.date}}}\n"
            "cabinet:\n  date: 18 March 2026\n  members:\n"
            "    - {name: Councillor Rose Quay, title: Cabinet Member for Parks}\n"
            f"recommendations:\n{recommendations}",
            encoding="utf-8",
        )
        book = openpyxl.Workbook()
        sheet = book.create_sheet("Responses", 0)
        sheet.append(HEADINGS)
        for row in work.rows:
            sheet.append((int(row.number), row.text, row.decision, row.comment))
        book.save(folder / "responses.xlsx")


def draw_template(path: Path, *, rich: bool = False) -> None:
    """Save the smallest template that holds the appendix; `rich` comments are paragraphs of their own."""
    document = docx.Document()
    document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    document.add_paragraph("Appendix A")
    document.add_heading("Draft Cabinet response to recommendations of the {{ body }} made on {{ date }}", 1)
    document.add_paragraph("The draft response to recommendations made by the {{ body }} concerning {{ title }}.")
    table = document.add_table(4, 3)
    table.style = "Table Grid"
    rows = (
        ("Recommendation", "Agree?", "Comment"),
        ("{%tr for row in rows %}", "", ""),
        (
            "{{ row.number }}. {{ row.text }}",
            "{{ row.decision }}",
            "{{p row.comment }}" if rich else "{{ row.comment }}",
        ),
        ("{%tr endfor %}", "", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(path))
