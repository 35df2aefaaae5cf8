"""The commands that write, each with a small workspace, and how they are run, for inject_faults.py and run_together.py.

A command runs in a process that is split off from one that has loaded the program, so that thousands of runs are quick.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import docx
import openpyxl

import cabinet_papers
from cabinet_papers.cli.app import main as run_papers

SETTINGS = "council: Westmere City Council\n"
MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
recommendations:
  - That the Council plants a hundred trees.
  - That the Council waters them.
"""
TWO_MEMBERS = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {members: [{name: Councillor Oak}, {name: Councillor Elm}]}
recommendations:
  - {text: That the Council plants a hundred trees., member: Councillor Oak}
  - {text: That the Council waters them., member: Councillor Elm}
"""
SHEET = """\
No. | Recommendation | Agree? | Comment
1 | That the Council plants a hundred trees. | Yes | %s
2 | That the Council waters them. | Yes | We do.
"""
OLD_PLAN = """\
No. | Action | Service | By when
1.1 | Plant a hundred trees. | Parks | Year 1
1.2 | Water them. | Parks | Year 2
"""
PLAN = """\
title: Tree Plan
years: [2026 - 2027, 2027 - 2028]
updates: {due: 2026-12-11}
priorities:
  - name: Streets
    actions:
      - {text: Plant a hundred trees., service: Parks, by: Year 1}
      - {text: Water young trees., service: [Highways, Parks], by: Year 2}
"""
TREES, ANSWERS = "data/trees/recommendations.yaml", "data/trees/responses.xlsx"
PAPER = "Appendix A - Draft Cabinet response - Street Trees.docx"


# After so many seconds a command is killed that does not end.
SECONDS = 300


class Scene(NamedTuple):
    """A command, what its workspace is like before it runs, and its exit code where nothing fails."""

    name: str
    command: tuple[str, ...]
    lay_out: Callable[[Path], None]
    code: int = 0


def load_program() -> None:
    """Load every module of the program once, so that no run has to."""
    for each in pkgutil.walk_packages(cabinet_papers.__path__, "cabinet_papers."):
        if not each.name.endswith("__main__"):
            importlib.import_module(each.name)


def begin(folder: Path, command: tuple[str, ...], said: Path, prepare: Callable[[], None] = load_program) -> int:
    """Begin a command in the folder, with its output in files, and return its process."""
    process = os.fork()
    if not process:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number, ending in enumerate((".out", ".err"), 1):
            os.dup2(os.open(said.with_suffix(ending), os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o644), number)
        os.chdir(folder)
        os.environ.update(COLUMNS="10000", LINES="10000", TZ="UTC")
        sys.argv = ["papers", *command]
        prepare()
        os._exit(_run())
    return process


def _run() -> int:
    """Run the command that was typed, end it as Python itself does, and return its exit code."""
    code = 0
    try:
        run_papers()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    except BaseException:  # noqa: BLE001 - all of them are shown
        traceback.print_exc()
        code = 1
    try:
        sys.stdout.flush()
    except OSError:
        return 120
    return code


def end(process: int) -> int:
    """Wait for a command, and return its exit code, that of a signal below 0."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return -signal.SIGALRM


def read_said(said: Path) -> tuple[str, str]:
    """Return what a command has said on standard output and error."""
    stdout, stderr = (said.with_suffix(ending).read_text("utf-8", "replace") for ending in (".out", ".err"))
    return stdout, stderr


def run(folder: Path, *command: str, code: int = 0) -> None:
    """Run a command of the program in the folder."""
    ran = subprocess.run(
        [sys.executable, "-m", "cabinet_papers", *command], cwd=folder, capture_output=True, text=True, check=False
    )
    if ran.returncode != code:
        raise SystemExit(f"{command} ended with {ran.returncode}:\n{ran.stderr}")


def write(folder: Path, name: str, text: str) -> None:
    """Write a text file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def draw(rows: str, path: Path) -> None:
    """Write a workbook of lines whose cells are parted by bars."""
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    sheet.title = "Responses"
    for line in rows.splitlines():
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in line.split(" | ")])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def fill_in(path: Path, answers: Mapping[str, Mapping[str, str]]) -> None:
    """Type into the rows of these numbers, under these headings."""
    book = openpyxl.load_workbook(path)
    sheet = book[book.sheetnames[0]]
    rows = {str(row[0].value): row for row in sheet.iter_rows()}
    headings = {str(cell.value): cell.column for cell in rows["No."]}
    for number, typed in answers.items():
        for heading, text in typed.items():
            sheet.cell(int(rows[number][0].row or 0), int(headings[heading] or 0), text)
    book.save(path)


def lay_out_workspace(folder: Path) -> None:
    """Write a workspace without matters."""
    run(folder, "init", ".", "--bare")
    write(folder, "papers.yaml", SETTINGS)


def lay_out_matter(folder: Path) -> None:
    """Write a matter with its answers."""
    lay_out_workspace(folder)
    write(folder, TREES, MATTER)
    draw(SHEET % "They are ordered.", folder / ANSWERS)


def _lay_out_built(folder: Path) -> None:
    """Write a matter whose papers are built, of which one was edited since, and then the answers."""
    lay_out_matter(folder)
    write(folder, "data/hedges/recommendations.yaml", MATTER.replace("Street Trees", "Hedges"))
    draw(SHEET % "Yes.", folder / "data/hedges/responses.xlsx")
    run(folder, "build", "--html", "--publish")
    paper = folder / "output/hedges" / PAPER.replace("Street Trees", "Hedges")
    edited = docx.Document(str(paper))
    edited.add_paragraph("Amended at the meeting.")
    edited.save(str(paper))
    for name in ("trees", "hedges"):
        draw(SHEET % "They are planted.", folder / f"data/{name}/responses.xlsx")


def _lay_out_agreed(folder: Path) -> None:
    lay_out_matter(folder)
    run(folder, "build", "--html")
    write(folder, TREES, MATTER + "response: {status: agreed}\n")


def _lay_out_unasked(folder: Path) -> None:
    lay_out_workspace(folder)
    write(folder, TREES, MATTER)


def _lay_out_answered(folder: Path) -> None:
    lay_out_workspace(folder)
    write(folder, TREES, MATTER)
    run(folder, "sheet")
    fill_in(folder / ANSWERS, {"1": {"Agree?": "Yes", "Comment": "They are ordered."}})
    write(folder, TREES, MATTER + "  - That the Council prunes them.\n")


def _lay_out_members(folder: Path) -> None:
    lay_out_workspace(folder)
    write(folder, TREES, TWO_MEMBERS)
    run(folder, "sheet")
    for number, name in (("1", "Oak"), ("2", "Elm")):
        sheet = folder / f"data/trees/responses - Councillor {name}.xlsx"
        fill_in(sheet, {number: {"Agree?": "Yes", "Comment": f"So says {name}."}})


def _lay_out_faulty(folder: Path) -> None:
    lay_out_workspace(folder)
    write(folder, TREES, MATTER.replace("the Council plants", "the Council  plants"))
    draw((SHEET % "It will.").replace("Yes", "perhaps"), folder / ANSWERS)


def _lay_out_updates(folder: Path) -> None:
    lay_out_workspace(folder)
    write(folder, "data/tree-plan/action-plan.yaml", PLAN)
    run(folder, "sheet", "tree-plan")
    fill_in(folder / "data/tree-plan/update - Parks.xlsx", {"1.1": {"Progress": "Forty are planted."}})


def _lay_out_old_plan(folder: Path) -> None:
    lay_out_workspace(folder)
    draw(OLD_PLAN, folder / "Tree Plan.xlsx")


def _lay_out_old_paper(folder: Path) -> None:
    _lay_out_agreed(folder)
    run(folder, "build")
    (folder / "output/trees/Cabinet response - Street Trees.docx").rename(folder / "old.docx")
    write(folder, TREES, MATTER)


SCENES = (
    Scene("build", ("build",), lay_out_matter),
    Scene("build again", ("build", "--html", "--publish"), _lay_out_built),
    Scene("build agreed", ("build", "--html"), _lay_out_agreed),
    Scene("sheet", ("sheet",), _lay_out_unasked),
    Scene("sheet over answers", ("sheet",), _lay_out_answered),
    Scene("sheet --word", ("sheet", "--word"), _lay_out_answered),
    Scene("sheet --join", ("sheet", "--join"), _lay_out_members),
    Scene("check --fix --mark", ("check", "--fix", "--mark"), _lay_out_faulty, 1),
    Scene("take", ("take", "tree-plan", "1.1"), _lay_out_updates),
    Scene("import", ("import", "Tree Plan.xlsx"), _lay_out_old_plan),
    Scene("templates new", ("templates", "new", "old.docx"), _lay_out_old_paper),
    Scene("new", ("new", "Hedges"), lay_out_workspace),
    Scene("status", ("status",), lay_out_matter),
    Scene("init", ("init", "begun", "--bare"), lambda _: None),
)
