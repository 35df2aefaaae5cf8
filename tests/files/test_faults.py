"""Calls to the system fail, and the command is killed there: a few of what `make faults` tries, which takes minutes."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import say_missing

ROOT = Path(__file__).resolve().parent.parent.parent
# Of these figures of a row the last six are what went wrong.
FIGURES, COUNTS = 10, 6

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the library in which calls fail is for Linux"),
]


def test_some_faults_of_two_commands() -> None:
    if not (shutil.which("cc") or shutil.which("gcc")):
        say_missing("no C compiler is installed; with one, calls to the system can be made to fail")
    command = [sys.executable, "tools/inject_faults.py", "4", "new", "sheet --join"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    rows = [line.split() for line in ran.stdout.splitlines()[1:]]
    assert [row[:-FIGURES] for row in rows] == [["sheet", "--join"], ["new"]], ran.stderr
    assert [row[-COUNTS:] for row in rows] == [["0"] * COUNTS] * 2, f"{ran.stdout}\n{ran.stderr}"
    assert ran.returncode == 0
