"""Measures whole commands against the least that could do the same, in turn, and prints medians and ratios.

    python tools/measure_build.py [RUNS]

`papers build` of a matter with four recommendations, against a script that reads the same YAML and workbook with the
same libraries and fills a bare docxtpl template; and `papers --help` against the smallest typer program.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import docx

ROOT = Path(__file__).resolve().parent.parent
MATTER = "july-round"

BARE = """
import sys, yaml, openpyxl
from pathlib import Path
from docxtpl import DocxTemplate
folder = Path(sys.argv[1])
matter = yaml.safe_load((folder / "recommendations.yaml").read_text(encoding="utf-8"))
rows = []
for path in sorted(folder.glob("*.xlsx")):
    cells = list(openpyxl.load_workbook(path)["Responses"].iter_rows(values_only=True))
    start = next(at for at, row in enumerate(cells) if "Agree?" in row)
    rows += [dict(zip(("number", "text", "decision", "comment"), row)) for row in cells[start + 1:]]
template = DocxTemplate(sys.argv[2])
template.render({"title": matter["title"], "body": matter["scrutiny"]["body"], "rows": rows}, autoescape=True)
template.save(sys.argv[3])
"""
HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str = "you"):
    "Say hello."
    print(f"Hello {name}")
app()
"""


def draw_bare_template(path: Path) -> None:
    """Save the smallest template that holds the appendix."""
    document = docx.Document()
    document.add_paragraph("Appendix A")
    document.add_heading("Draft Cabinet response to recommendations of the Scrutiny Committee", 1)
    document.add_paragraph("The draft response to recommendations made by the {{ body }} concerning {{ title }}.")
    table = document.add_table(4, 3)
    rows = (
        ("Recommendation", "Agree?", "Comment"),
        ("{%tr for row in rows %}", "", ""),
        ("{{ row.number }}. {{ row.text }}", "{{ row.decision }}", "{{ row.comment }}"),
        ("{%tr endfor %}", "", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(path))


def run(command: list[str], folder: Path) -> float:
    """Return how long the command takes, in seconds."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - the commands are our own
    return time.perf_counter() - start


def compare(name: str, ours: list[str], least: list[str], folder: Path, runs: int) -> None:
    """Run both in turn and print their medians and the median of the ratios."""
    pairs = [(run(ours, folder), run(least, folder)) for _ in range(runs + 1)][1:]
    ratio = median(one / other for one, other in pairs)
    first, second = (median(times) for times in zip(*pairs, strict=True))
    sys.stdout.write(f"{name}: {first:.3f} s against {second:.3f} s, ratio {ratio:.2f} (median of {runs})\n")


def main(runs: int) -> None:
    """Measure both."""
    papers = [sys.executable, "-m", "cabinet_papers"]
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        run([*papers, "init", "w"], room)
        draw_bare_template(room / "bare.docx")
        (room / "bare.py").write_text(BARE, encoding="utf-8")
        (room / "hello.py").write_text(HELLO, encoding="utf-8")
        workspace = room / "w"
        data = str(workspace / "data" / MATTER)
        bare = [sys.executable, "../bare.py", data, "../bare.docx", "../out.docx"]
        compare("papers build", [*papers, "build", MATTER], bare, workspace, runs)
        compare("papers --help", [*papers, "--help"], [sys.executable, "../hello.py", "--help"], workspace, runs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
