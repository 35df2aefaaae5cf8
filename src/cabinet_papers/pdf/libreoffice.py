"""Runs LibreOffice, which turns documents into PDF: all in one run, in a profile of its own, never longer than allowed.

soffice exits 0 even when it fails, and two at once in one profile lose files silently; so what counts is which PDFs are
there when it has ended, and how it ended is kept to say why one is not.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

# Where it is installed on Windows and macOS, which do not put it on the path.
USUAL_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
OPTIONS = ("PDFUACompliance", "UseTaggedPDF", "ExportBookmarks")
START_SECONDS, SECONDS_EACH = 120, 20
# How often, in seconds, is looked how many there are.
GLANCE = 0.25
LONGEST_WORDS = 200
# Where it is newer than its profile it first draws test pictures as its windows would, which takes longer than a
# document. It is newer than none that a much later one wrote.
SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Product">\
<prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>999.0</value></prop></item></oor:items>
"""


class Ended(NamedTuple):
    """How it ended: its own error message, why the system did not start it, or after how many seconds it was stopped.

    Where all three are empty it said that all is well.
    """

    said: str = ""
    refused: str = ""
    stopped_after: int = 0


def find_libreoffice() -> str | None:
    """Return the program that turns documents into PDF, or None."""
    return shutil.which("soffice") or next((place for place in USUAL_PLACES if Path(place).is_file()), None)


def begin_profile(folder: Path) -> Path:
    """Write a new profile, with which it starts soonest, into the folder; return the folder. Raises OSError."""
    (folder / "user").mkdir(parents=True, exist_ok=True)
    (folder / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    return folder


def convert(program: str, folder: Path, files: Sequence[str], on_glance: Callable[[int], None]) -> Ended:
    """Turn the files of the folder into PDFs in its folder "out"; `on_glance` takes how many there are.

    Raises OSError where there is no room for its profile.
    """
    options = json.dumps({name: {"type": "boolean", "value": "true"} for name in OPTIONS})
    command = [
        program, f"-env:UserInstallation={begin_profile(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--convert-to", f"pdf:writer_pdf_Export:{options}", "--outdir", str(folder / "out"), *files,
    ]  # fmt: skip
    limit = START_SECONDS + SECONDS_EACH * len(files)
    try:
        ran = subprocess.Popen(  # noqa: S603 - the program that was found, our own arguments
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_environment(),
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        return Ended(refused=str(error.strerror or error))
    until = time.monotonic() + limit
    try:
        while time.monotonic() < until:
            try:
                _, said = ran.communicate(timeout=GLANCE)
            except subprocess.TimeoutExpired:
                on_glance(len(list((folder / "out").glob("*.pdf"))))
            else:
                return Ended(_read_errors(said.decode("utf-8", "replace")))
        return Ended(stopped_after=limit)
    finally:
        _stop(ran)


def _read_errors(said: str) -> str:
    """Return the lines that are errors; it warns of many things that do not matter here."""
    return " ".join(line.strip() for line in said.splitlines() if "error" in line.casefold())[:LONGEST_WORDS]


def _stop(ran: subprocess.Popen[bytes]) -> None:
    """End the program with those that it started: the one that is started only waits for another."""
    if ran.poll() is None:
        if sys.platform == "win32":
            killer = ["taskkill", "/F", "/T", "/PID", str(ran.pid)]
            subprocess.run(killer, capture_output=True, check=False)  # noqa: S603 - a program of Windows
        else:
            os.killpg(ran.pid, signal.SIGKILL)
        ran.wait()
    if ran.stderr is not None:
        ran.stderr.close()


def _environment() -> dict[str, str]:
    """Return the environment without what would load Python modules of another version into LibreOffice's own."""
    left_out = ("PYTHONHOME", "PYTHONPATH") if sys.platform != "win32" else ("PYTHONHOME",)
    return {name: value for name, value in os.environ.items() if name not in left_out}
