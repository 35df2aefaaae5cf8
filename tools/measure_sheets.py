"""Measures a response sheet of a thousand recommendations against openpyxl alone for the same cells.

    python tools/measure_sheets.py [RUNS]

Written: `render_form` against an openpyxl workbook with the same texts in the same looks. Read:
`read_workbook` and `read_response_sheet`, every answer and finding, against `openpyxl.load_workbook` with rich text and
every cell looked at. Each pair runs in turn, in this process; medians and the median of the ratios are printed. Memory
is the peak of what Python allocates, for a thousand recommendations and for twice as many.
"""

from __future__ import annotations

import gc
import io
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font, PatternFill

from cabinet_papers.excel.workbook import read_workbook
from cabinet_papers.findings.diagnostics import Location
from cabinet_papers.matter.columns import USUAL
from cabinet_papers.matter.model import Matter, Recommendation, Topic
from cabinet_papers.matter.plain_text import read_plain_text
from cabinet_papers.matter.settings import Settings
from cabinet_papers.matter.when import on_day
from cabinet_papers.sheets.form import AskedRow, Form, lay_out_columns
from cabinet_papers.sheets.form_writer import render_form
from cabinet_papers.sheets.reference import make_reference
from cabinet_papers.sheets.returned import read_response_sheet

COUNT = 1_000
WORDS = (
    "That the Council reports to the Committee in {month} how many of the {number} measures of the plan for ward "
    "{ward} were carried out, what each cost, and which of them it will not carry out, and why."
)
HEADINGS = ("No.", "Recommendation", "Agree?", "Comment", "Reference")


def make_matter(count: int) -> Matter:
    """Return a matter of so many recommendations, none like another."""
    months = ("January", "March", "May", "July", "September", "November")
    texts = [WORDS.format(month=months[at % 6], number=at + 3, ward=at * 7) for at in range(count)]
    place = Location("recommendations.yaml", 1, 1)
    every = tuple(Recommendation(at, read_plain_text(text), text, place) for at, text in enumerate(texts, 1))
    day = on_day(date(2026, 3, 3))
    topic = Topic("Plan", "Scrutiny Committee", day, every)
    return Matter("Plan", "Scrutiny Committee", day, (topic,), has_topics=False, location=place)


def write_ours(matter: Matter) -> bytes:
    """Write the sheet."""
    rows = tuple(
        AskedRow(each.number, each.wording, make_reference("0" * 6, each.number, each.wording, ""), {})
        for each in matter.recommendations
    )
    decisions = Settings("x").decisions
    above = ("Response sheet: Plan", "Recommendations of the Scrutiny Committee")
    form = Form(above, "", lay_out_columns(USUAL, decisions, with_about_row=False), decisions, rows)
    return render_form(form, "Council")


def write_bare(matter: Matter) -> bytes:
    """Write the same cells with openpyxl alone."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Responses", 0)
    sheet.append(list(HEADINGS))
    wrap, grey, bold = (
        Alignment(wrap_text=True, vertical="top"),
        PatternFill("solid", fgColor="F0F0F0"),
        Font(bold=True),
    )
    for each in matter.recommendations:
        row = each.number + 1
        for column, value in enumerate((each.number, each.wording, None, None, f"R{each.number}-0-0"), 1):
            cell = sheet.cell(row, column, value)
            cell.alignment = wrap
            if column not in (3, 4):
                cell.fill = grey
            if column == 1:
                cell.font = bold
        sheet.row_dimensions[row].height = 80
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def answer(content: bytes, path: Path) -> None:
    """Fill in the sheet: a decision, and a comment of four lines with a bold word in it."""
    book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    sheet = book["Responses"]
    first = next(cell.row for cell in sheet["A"] if cell.value == 1)
    for row in range(first, sheet.max_row + 1):
        sheet.cell(row, 3, "Yes")
        bold = TextBlock(InlineFont(b=True), f"row {row}")
        sheet.cell(row, 4).value = CellRichText(
            "The Council agrees, see ", bold, ". It will:\n- report\n- publish\nin May."
        )
    book.save(path)


def read_ours(path: Path, matter: Matter) -> int:
    """Read every answer with everything that is found."""
    workbook, _ = read_workbook(path, path.name)
    if workbook is None:
        raise SystemExit("the sheet cannot be read")
    return len(read_response_sheet(workbook, matter, Settings("Council")).responses)


def read_bare(path: Path) -> int:
    """Look at every cell with openpyxl alone."""
    book = openpyxl.load_workbook(path, rich_text=True, data_only=True)
    return sum(1 for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None)


def timed(work: Callable[[], object]) -> float:
    """Return how long the work takes, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(name: str, ours: Callable[[], object], bare: Callable[[], object], runs: int) -> None:
    """Run both in turn and print their medians and the median of the ratios."""
    pairs = [(timed(ours), timed(bare)) for _ in range(runs + 1)][1:]
    first, second = (median(times) for times in zip(*pairs, strict=True))
    ratio = median(one / other for one, other in pairs)
    sys.stdout.write(f"{name}: {first:.3f} s against {second:.3f} s, ratio {ratio:.2f} (median of {runs})\n")


def peak(work: Callable[[], object]) -> float:
    """Return the most memory that the work allocates at once, in megabytes."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1_000_000


def main(runs: int) -> None:
    """Measure both ways."""
    # As the program itself does; both sides gain by it.
    gc.set_threshold(200_000)
    with tempfile.TemporaryDirectory() as folder:
        memory = {}
        for count in (2 * COUNT, COUNT):
            matter, path = make_matter(count), Path(folder) / f"{count}.xlsx"
            answer(write_ours(matter), path)
            found = read_ours(path, matter)
            if found != count:
                raise SystemExit(f"{found} of {count} answers were read")
            memory[count] = (peak(lambda: write_ours(matter)), peak(lambda: read_ours(path, matter)))  # noqa: B023
        compare(f"written, {COUNT} recommendations", lambda: write_ours(matter), lambda: write_bare(matter), runs)
        compare(f"read, {COUNT} answers", lambda: read_ours(path, matter), lambda: read_bare(path), runs)
        for way, at in (("written", 0), ("read", 1)):
            one, two = memory[COUNT][at], memory[2 * COUNT][at]
            sys.stdout.write(f"memory, {way}: {one:.1f} MB, of twice as many {two:.1f} MB, {two / one:.2f} times\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
