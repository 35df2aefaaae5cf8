"""Runs commands at the same time in one workspace, again and again, and looks whether anything is lost or made twice.

    python tools/run_together.py [ROUNDS]

Needs Linux or macOS. In each of ROUNDS (50) a person types something new, two commands begin at almost the same time,
and when both have ended the second runs once more: what was typed is where it belongs, there are no
copies of papers that nobody edited, nothing unfinished, and no traceback.
"""

from __future__ import annotations

import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

import openpyxl

from cabinet_papers.files.writing import is_leftover

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.fault_scenes import (
    ANSWERS,
    MATTER,
    PAPER,
    PLAN,
    SHEET,
    TREES,
    begin,
    draw,
    end,
    fill_in,
    lay_out_matter,
    lay_out_workspace,
    load_program,
    read_said,
    run,
    write,
)

ROUNDS = 50
# Within so many seconds both commands have begun.
APART = 0.15
COLUMNS = ("lost", "copies", "traceback", "refused", "leftovers")
PLAN_FILE = "data/tree-plan/action-plan.yaml"
CODE = re.compile(r"error ([A-Z]{3}\d{3})")


class Meeting(NamedTuple):
    """Two commands that meet: what is typed before each round, and what has to be there after it.

    The second command is run once more at the end of each round.
    """

    name: str
    lay_out: Callable[[Path], None]
    commands: tuple[tuple[str, ...], ...]
    type_in: Callable[[Path, int], None]
    is_there: Callable[[Path, int], bool]


def read_paper(path: Path) -> str:
    """Return the text of a document, "" where it cannot be read."""
    try:
        with ZipFile(path) as file:
            return re.sub(r"<[^>]*>", "", file.read("word/document.xml").decode())
    except (OSError, BadZipFile):
        return ""


def read_sheet(path: Path) -> str:
    """Return the words of a workbook."""
    book = openpyxl.load_workbook(path)
    return " ".join(str(cell) for row in book[book.sheetnames[0]].iter_rows(values_only=True) for cell in row if cell)


def _answer(folder: Path, at: int) -> None:
    """Save the sheet anew, as Excel does: beside it first."""
    draw(SHEET % f"There are {at} trees.", folder / "saved.xlsx")
    (folder / "saved.xlsx").replace(folder / ANSWERS)


def _answer_own(folder: Path, at: int) -> None:
    """Answer in the sheet that is there, and have the officer add to the matter."""
    fill_in(folder / ANSWERS, {"1": {"Agree?": "Yes", "Comment": f"There are {at} trees."}})
    further = "".join(f"  - That the Council counts tree {number}.\n" for number in range(at % 5 + 1))
    write(folder, TREES, MATTER + further)


def _is_printed(folder: Path, at: int) -> bool:
    return f"There are {at} trees." in read_paper(folder / "output/trees" / PAPER)


def _is_in_both(folder: Path, at: int) -> bool:
    return _is_printed(folder, at) and f"There are {at} trees." in read_sheet(folder / ANSWERS)


def _lay_out_sheet(folder: Path) -> None:
    lay_out_workspace(folder)
    write(folder, TREES, MATTER)
    run(folder, "sheet")
    fill_in(folder / ANSWERS, {"2": {"Agree?": "Yes", "Comment": "We do."}})


def _lay_out_plan(folder: Path) -> None:
    lay_out_workspace(folder)
    write(folder, PLAN_FILE, PLAN)
    run(folder, "sheet", "tree-plan")


def _plan(folder: Path, at: int) -> None:
    """Write the plan anew with what can be corrected, and have a service say something."""
    write(folder, PLAN_FILE, PLAN.replace("Water young trees.", f"Water  young trees {at}."))
    fill_in(folder / "data/tree-plan/update - Parks.xlsx", {"1.1": {"Progress": f"Planted {at}."}})


def _is_taken(folder: Path, at: int) -> bool:
    """Whether nothing of the plan is lost, and each command has done its part or has said that it did not."""
    text = (folder / PLAN_FILE).read_text("utf-8")
    return "Plant a hundred trees." in text and f"young trees {at}." in text


MEETINGS = (
    Meeting("two builds", lay_out_matter, (("build",), ("build",)), _answer, _is_printed),
    Meeting("two builds, web pages", lay_out_matter, (("build", "--html"), ("build", "--html")), _answer, _is_printed),
    Meeting("sheet and build", _lay_out_sheet, (("sheet",), ("build",)), _answer_own, _is_in_both),
    Meeting(
        "check --fix and take", _lay_out_plan, (("check", "--fix"), ("take", "tree-plan", "1.1")), _plan, _is_taken
    ),
)


def meet(meeting: Meeting, rounds: int, folder: Path) -> Counter[str]:
    """Have the commands meet in so many rounds, and count what is wrong."""
    folder.mkdir()
    workspace = folder / "workspace"
    workspace.mkdir()
    meeting.lay_out(workspace)
    chance = random.Random(meeting.name)  # noqa: S311 - no secret
    wrong: Counter[str] = Counter()
    for at in range(rounds):
        meeting.type_in(workspace, at)
        processes = []
        for number, command in enumerate(meeting.commands):
            processes.append(begin(workspace, command, folder / f"said{number}", _nothing))
            # Half of the time it is typed once more in between.
            time.sleep(chance.random() * APART)
            if not number and at % 2 and meeting.type_in is _answer:
                _answer(workspace, at)
        codes = [end(process) for process in processes]
        said = "".join("".join(read_said(folder / f"said{number}")) for number in range(len(codes)))
        end(begin(workspace, meeting.commands[-1], folder / "last", _nothing))
        for what in judge(meeting, workspace, at, said):
            wrong[what] += 1
            sys.stderr.write(f"{meeting.name}, round {at}: {what}: {said}\n")
    return wrong


def _nothing() -> None:
    pass


def judge(meeting: Meeting, workspace: Path, at: int, said: str) -> Iterator[str]:
    """Yield what is wrong after a round."""
    if not meeting.is_there(workspace, at):
        yield "lost"
    names = [path.relative_to(workspace).as_posix() for path in workspace.rglob("*")]
    if any("(edited " in name or "/superseded/" in name or " 2.xlsx" in name for name in names if "output" in name):
        yield "copies"
    if "Traceback" in said:
        yield "traceback"
    # What a person, or the other command, saved in that moment is left as it is, and that is said.
    if set(CODE.findall(said)) - {"OUT016"}:
        yield "refused"
    if any(is_leftover(Path(name)) or "/.building-" in name for name in names):
        yield "leftovers"


def watch(rounds: int, folder: Path) -> Counter[str]:
    """Have an editor save the matter again and again while it is watched."""
    folder.mkdir()
    workspace = folder / "workspace"
    workspace.mkdir()
    lay_out_matter(workspace)
    wrong: Counter[str] = Counter()
    process = begin(workspace, ("build", "--watch", "--html"), folder / "said", _nothing)
    chance = random.Random(1)  # noqa: S311 - no secret
    for at in range(rounds):
        text = MATTER.replace("waters them", f"waters tree {at}")
        if at % 2:
            write(workspace, "data/trees/.saved.tmp", text)
            (workspace / "data/trees/.saved.tmp").replace(workspace / TREES)
        else:
            write(workspace, TREES, text)
        time.sleep(chance.random())
    until = time.monotonic() + 60
    paper = workspace / "output/trees" / PAPER
    while f"waters tree {rounds - 1}." not in read_paper(paper) and time.monotonic() < until:
        time.sleep(0.1)
    os.kill(process, signal.SIGINT)
    end(process)
    stdout, stderr = read_said(folder / "said")
    # What it was stopped over goes with the next command.
    end(begin(workspace, ("build",), folder / "last", _nothing))
    meeting = Meeting("", lay_out_matter, (), _answer, lambda *_: f"waters tree {rounds - 1}." in read_paper(paper))
    # That the answer is to other words is said.
    for what in judge(meeting, workspace, rounds, re.sub("error RES0", "", stdout + stderr)):
        wrong[what] += 1
        sys.stderr.write(f"watch: {what}: {stderr}\n")
    return wrong


def main() -> None:
    """Have them meet, and print a table."""
    rounds = int((sys.argv[1:] or [str(ROUNDS)])[0])
    load_program()
    sys.stdout.write(f"{'together':24}{'rounds':>8}" + "".join(f"{each:>11}" for each in COLUMNS) + "\n")
    is_wrong = False
    with tempfile.TemporaryDirectory() as folder:
        for number, meeting in enumerate((*MEETINGS, None)):
            own = Path(folder) / str(number)
            wrong = meet(meeting, rounds, own) if meeting else watch(rounds, own)
            is_wrong = is_wrong or bool(wrong)
            cells = "".join(f"{wrong[each]:11}" for each in COLUMNS)
            sys.stdout.write(f"{meeting.name if meeting else 'watch and an editor':24}{rounds:8}{cells}\n")
            sys.stdout.flush()
    raise SystemExit(is_wrong)


if __name__ == "__main__":
    main()
