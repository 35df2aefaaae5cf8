"""Measures how the check grows with the number of recommendations: 45 words each, answers of 400 words.

    python tools/measure_growth.py [COUNT...]

Prints the seconds for each count (100, 1,000 and 3,000 without any), and the exponent from the first to the last: 1.0
is in proportion.
"""

from __future__ import annotations

import gc
import math
import random
import sys
import tempfile
import time
from pathlib import Path

from xlsxwriter import Workbook

from cabinet_papers.commands.examine import Examiner
from cabinet_papers.files.workspace import Workspace, find_matters

TEXT = (
    "the Council trees street plan officers should report parks residents budget year work with and of to in a for "
    "service review wards paths lighting schools young people housing energy water river bridge market library"
)
WORDS = tuple(TEXT.split())
HEAD = "title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\nrecommendations:\n"


def write_matter(workspace: Path, count: int) -> None:
    """Write a matter of so many recommendations with its answered sheet."""
    words = random.Random(count)  # noqa: S311 - the same words each time
    texts = [f"That the Council {' '.join(words.choices(WORDS, k=42))}." for _ in range(count)]
    folder = workspace / "data" / "trees"
    folder.mkdir(parents=True)
    (workspace / "papers.yaml").write_text("council: Eastmere\n", encoding="utf-8")
    lines = "".join(f"  - {text}\n" for text in texts)
    (folder / "recommendations.yaml").write_text(HEAD + lines, encoding="utf-8")
    with Workbook(folder / "responses.xlsx") as book:
        sheet = book.add_worksheet("Responses")
        sheet.write_row(0, 0, ("No.", "Recommendation", "Agree?", "Comment"))
        for number, text in enumerate(texts, 1):
            answer = f"The Council {' '.join(words.choices(WORDS, k=398))}."
            sheet.write_row(number, 0, (f"{number}.", text, "Yes", answer))


def measure(count: int) -> float:
    """Return how many seconds the check of such a matter takes."""
    with tempfile.TemporaryDirectory() as folder:
        write_matter(Path(folder), count)
        workspace = Workspace(Path(folder))
        examiner = Examiner(workspace)
        start = time.process_time()
        (examined,) = examiner.examine(find_matters(workspace))
        seconds = time.process_time() - start
    sys.stdout.write(f"{count} recommendations: {seconds:.2f} s, {len(examined.findings)} findings\n")
    return seconds


def main(counts: list[int]) -> None:
    """Measure each count."""
    # As the program itself does.
    gc.set_threshold(200_000)
    measure(10)
    times = [measure(count) for count in counts]
    exponent = math.log(times[-1] / times[0]) / math.log(counts[-1] / counts[0])
    sys.stdout.write(f"grows with an exponent of {exponent:.2f}\n")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [100, 1000, 3000])
