"""Draws the README's pictures anew: the first pages of the samples, and a response sheet as LibreOffice shows it.

    python tools/draw_pictures.py

It needs LibreOffice and poppler's pdftoppm.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from cabinet_papers.commands.build import Asked, PaperMaker
from cabinet_papers.commands.sheet import write_sheets
from cabinet_papers.commands.start import start_workspace
from cabinet_papers.files.shipped import HOUSE, list_styles
from cabinet_papers.files.workspace import Workspace, find_matters
from cabinet_papers.pdf.libreoffice import find_libreoffice

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PAPERS = {
    "scrutiny-report": "Scrutiny report - Eastmere",
    "draft-response": "Appendix A - Draft Cabinet response - Eastmere",
    "cabinet-response": "Cabinet response - Street",
    "action-plan": "Action plan",
}
DOTS_PER_INCH = 90


def draw(pdf: Path, name: str, height: int = 0) -> None:
    """Save the first page as a PNG picture, or its top alone, `height` dots of it."""
    target = PICTURES / name
    top = ["-x", "0", "-y", "0", "-W", "1060", "-H", str(height)] if height else []
    command = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-png", "-f", "1", "-singlefile", *top, str(pdf), str(target)]
    subprocess.run(command, check=True)
    sys.stdout.write(f"docs/pictures/{name}.png\n")


def answer(path: Path) -> None:
    """Answer the first recommendation, the second without its reason, and the third not at all."""
    book = load_workbook(path, rich_text=True)
    sheet = book["Responses"]
    first = next(cell.row for cell in sheet["A"] if cell.value == 1)
    sheet.cell(first, 3, "Yes")
    sheet.cell(first, 4, "The Cabinet Member agrees. The figures so far:\n[Table: Households]\n- more to follow")
    sheet.cell(first + 1, 3, "In part")
    book.save(path)


def draw_styles(folder: Path) -> None:
    """Draw the first page of each style set's example."""
    for style in (each for each in list_styles() if each != HOUSE):
        start_workspace(folder / style, bare=False, style=style)
        workspace = Workspace(folder / style)
        PaperMaker(workspace).build(find_matters(workspace), Asked(date.today(), pdf=True))
        (pdf,) = workspace.output.rglob("*.pdf")
        draw(pdf, f"style-{style}")


def main() -> None:
    """Draw them all."""
    with tempfile.TemporaryDirectory() as folder:
        draw_styles(Path(folder))
        root = Path(folder) / "example"
        start_workspace(root, bare=False)
        workspace = Workspace(root)
        matters = find_matters(workspace)
        PaperMaker(workspace).build(matters, Asked(date.today(), pdf=True))
        for name, begins in PAPERS.items():
            (pdf,) = workspace.output.rglob(f"{begins}*.pdf")
            draw(pdf, name)
        sheet = workspace.data / "food-partnership" / "responses.xlsx"
        sheet.unlink()
        write_sheets(workspace, matters, date.today())
        answer(sheet)
        program = find_libreoffice() or "soffice"
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(sheet)]
        subprocess.run(command, check=True, capture_output=True)
        draw(Path(folder) / "responses.pdf", "response-sheet", 440)


if __name__ == "__main__":
    main()
