"""Runs a command of the program on a hostile file in a process of its own, within limits, and measures it."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tools.hostile.case import RECOMMENDATIONS, Hostile
from tools.hostile.pictures import draw_png

SOURCES = Path(__file__).parents[2] / "src"
# A file may take so many seconds of the processor, and so many bytes of memory.
SECONDS, BYTES = 10.0, 500_000_000
# The machine is kept from harm: more than this no process gets.
MOST_SECONDS, MOST_BYTES = 20, 3_000_000_000
MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {date: 2026-04-01, members: [{name: Councillor Ann Oak, title: Cabinet Member for Trees}]}
recommendations:
  - That the Council plants a hundred trees.
  - That the Council waters the young trees.
  - That the Council prunes the elms.
"""


class Ran(NamedTuple):
    """What a command took of the processor and of memory, its exit code, and what it printed."""

    command: tuple[str, ...]
    seconds: float
    size: int
    exit_code: int
    printed: str
    findings: tuple[str, ...]

    @property
    def has_traceback(self) -> bool:
        """Whether the program failed in a way that it does not explain, or was ended from outside."""
        return "Traceback (most recent call last)" in self.printed or self.exit_code not in (0, 1, 2)

    @property
    def is_over(self) -> bool:
        """Whether a limit did not hold."""
        return self.seconds > SECONDS or self.size > BYTES


def make_workspace(folder: Path) -> Path:
    """Make the workspace that each hostile file is put into a copy of."""
    base = folder / "base"
    made = run(("init", str(base), "--bare"), folder)
    if made.exit_code:
        raise RuntimeError(f"no workspace can be made: {made.printed}")
    settings = base / "papers.yaml"
    text = settings.read_text(encoding="utf-8")
    for key, value in (("council", "Thornhaven City Council"), ("logo", "logo.png"), ("logo_alt", "A tree")):
        text = text.replace(f"\n{key}:", f"\n{key}: {value} #", 1)
    settings.write_text(text, encoding="utf-8")
    (base / "logo.png").write_bytes(draw_png(9, 9, b"a"))
    matter = base / RECOMMENDATIONS
    matter.parent.mkdir()
    matter.write_text(MATTER, encoding="utf-8")
    return base


def try_file(case: Hostile, base: Path, write: Callable[[Hostile, Path], None] = Hostile.write) -> list[Ran]:
    """Return how each command went on the file, in a workspace that is deleted afterwards.

    `write` puts the file there. Where it is made in this process, the memory for that counts too.
    """
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        workspace = Path(folder) / "papers"
        shutil.copytree(base, workspace)
        write(case, workspace)
        return [run(command, workspace) for command in case.commands]


def run(command: tuple[str, ...], folder: Path) -> Ran:
    """Run a command in the folder."""
    asks_json = command[0] in ("check", "build", "sheet") and "--mark" not in command
    typed = (*command, "--format", "json") if asks_json and command[0] != "sheet" else command
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "cabinet_papers", *typed], cwd=folder, stdout=out, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(SOURCES)}, preexec_fn=_limit,
            start_new_session=True,
        )  # fmt: skip
        watch = threading.Timer(100 * MOST_SECONDS, os.killpg, (process.pid, signal.SIGKILL))
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        printed = out.read().decode("utf-8", "replace")
    # On Linux the most memory is counted in kilobytes.
    size = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Ran(command, used.ru_utime + used.ru_stime, size, process.returncode, printed, _find_codes(printed))


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _find_codes(printed: str) -> tuple[str, ...]:
    try:
        found = json.loads(printed)
    except ValueError:
        return ()
    return tuple(sorted({str(each["code"]) for each in found})) if isinstance(found, list) else ()
