"""What the fuzzed readers read in: a workspace of one matter, and everything that is made of its findings."""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cabinet_papers.check import check_matter
from cabinet_papers.commands.examine import Examiner
from cabinet_papers.files.workspace import Workspace, find_matters
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.report.alike import gather_alike
from cabinet_papers.report.order import rank_findings
from cabinet_papers.report.source_lines import SourceLines
from cabinet_papers.report.text import write_json, write_text
from tests.conftest import open_room

MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {date: 2026-03-17, members: [{name: Councillor A Example, title: Cabinet Member}]}
recommendations:
  - That the Council plants a hundred trees.
  - {text: "That it waters them:\\n- in May\\n- in June", ref: HHP 1}
  - {text: That it counts them., exempt: Paragraph 3}
"""
Read = Callable[[bytes], None]
Mutate = Callable[[bytes, "Source"], bytes]


class Source(NamedTuple):
    """Where a mutation gets its chances from, and its changes of single bytes."""

    choose: Callable[[int], int]
    change: Callable[[bytes], bytes]


class Target(NamedTuple):
    """A reader: what it does with an input, what to begin with, and how an input of its kind is changed."""

    read: Read
    seeds: Callable[[], list[bytes]]
    mutate: Mutate


@cache
def open_desk() -> Workspace:
    """Return a workspace with the shipped templates; it is deleted when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    import atexit

    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Workspace(open_room(folder / "room").path)


def lay_out(name: str, content: bytes, *, matter: str = MATTER) -> Workspace:
    """Put the file on the desk, in the matter's folder unless its name says another, with nothing else there."""
    desk = open_desk()
    for used in (desk.data, desk.output):
        shutil.rmtree(used, ignore_errors=True)
        used.mkdir()
    (desk.data / "m").mkdir()
    if matter:
        (desk.data / "m" / "recommendations.yaml").write_text(matter, encoding="utf-8")
    (desk.root / name if "/" in name or name == "papers.yaml" else desk.data / "m" / name).write_bytes(content)
    return desk


def examine(desk: Workspace) -> None:
    """Read, pair and check every matter of the workspace, and write what is found."""
    examiner = Examiner(desk)
    findings = list(examiner.settings_findings)
    for folder in find_matters(desk):
        checked, found = examiner.read(folder)
        findings += found + check_matter(checked)
    write(desk, findings)


def write(desk: Workspace, findings: Iterable[Diagnostic]) -> None:
    """Write the findings as a person and as a program reads them."""
    ranked, lines = rank_findings(findings), SourceLines(desk.root)
    "\n".join(write_text(gather_alike(ranked), lines, 80)).encode("utf-8", "replace")
    write_json(ranked, lines).encode()
