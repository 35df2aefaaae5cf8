"""Measures what is done with a finished document against making it, for a thousand recommendations.

    python tools/measure_gate.py [RUNS]

The receipt, the structural gate and the accessibility gate together, against filling the template. Medians are printed.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import yaml
from openpyxl import load_workbook

from cabinet_papers.commands.examine import Examiner
from cabinet_papers.commands.rendering import Renderer
from cabinet_papers.commands.sheet import write_sheets
from cabinet_papers.commands.start import start_workspace
from cabinet_papers.files.workspace import Workspace, find_matters
from cabinet_papers.finished.blocks import Blocks, open_blocks
from cabinet_papers.finished.found import normalise
from cabinet_papers.papers.expected_parts import Section
from cabinet_papers.papers.kinds import plan_documents
from cabinet_papers.proof.receipt import check_receipt
from cabinet_papers.proof.validate import validate_document
from cabinet_papers.word.template import Properties, render_document

COUNT = 1_000


def make_matter(folder: Path) -> Workspace:
    """Write a workspace with one matter of many recommendations, all answered."""
    from datetime import date

    start_workspace(folder, bare=True)
    workspace = Workspace(folder)
    workspace.settings.write_text("council: Eastmere City Council\n", encoding="utf-8")
    matter = {
        "title": "Plan",
        "scrutiny": {"body": "Scrutiny Committee", "date": "2026-03-03"},
        "recommendations": [
            f"That the Council carries out measure {at} of the plan by March 2027." for at in range(COUNT)
        ],
    }
    path = workspace.data / "plan" / "recommendations.yaml"
    path.parent.mkdir()
    path.write_text(yaml.safe_dump(matter), encoding="utf-8")
    write_sheets(workspace, find_matters(workspace), date(2026, 3, 3))
    book = load_workbook(path.parent / "responses.xlsx")
    sheet = book["Responses"]
    first = next(cell.row for cell in sheet["A"] if cell.value == 1)
    for row in range(first, first + COUNT):
        sheet.cell(row, 3, "Yes")
        sheet.cell(row, 4, f"The Council will:\n- begin measure {row}\n- report on it\nIt is in the budget.")
    book.save(path.parent / "responses.xlsx")
    return workspace


def receive(finished: Blocks, facts: list[Section]) -> object:
    """Return the receipt as a build makes it, which meets each text for the first time."""
    normalise.cache_clear()
    return check_receipt(finished, "a.docx", facts)


def timed(work: Callable[[], object]) -> float:
    """Return how long the work takes, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(runs: int) -> None:
    """Measure both."""
    # As the program itself does.
    gc.set_threshold(200_000)
    with tempfile.TemporaryDirectory() as folder:
        workspace = make_matter(Path(folder) / "w")
        examiner = Examiner(workspace)
        (examined,) = examiner.examine([find_matters(workspace)[0]])
        (document,) = plan_documents(examined.paper, examined.plan, examiner.settings)
        template, _ = Renderer(workspace, examiner.settings).template(document.kind)
        if template is None:
            raise SystemExit("the template cannot be used")
        properties = Properties(document.title, "Eastmere City Council", "en-GB")
        content = render_document(template, document.view._asdict(), properties).content
        facts, typed = document.list_expected(examiner.settings), document.typed
        finished = open_blocks(content)
        kinds: dict[str, Callable[[], object]] = {
            "rendering": lambda: render_document(template, document.view._asdict(), properties),
            "opening": lambda: open_blocks(content).blocks,
            "receipt": lambda: receive(finished, facts),
            "gate": lambda: validate_document(finished, "a.docx", typed),
        }
        times = {name: median(timed(work) for _ in range(runs)) for name, work in kinds.items()}
    for name, seconds in times.items():
        sys.stdout.write(f"{name}: {seconds:.3f} s\n")
    ratio = sum(times[each] for each in ("opening", "receipt", "gate")) / times["rendering"]
    sys.stdout.write(f"receipt and gate against rendering: {ratio:.2f} ({COUNT} recommendations, median of {runs})\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
