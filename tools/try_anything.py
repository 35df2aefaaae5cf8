"""Does odd things to a workspace, runs the commands in it, and looks whether each ends as it may: never with a traceback.

    python tools/try_anything.py [RUNS] [AS_PROCESSES] [FIRST]

Each number from FIRST on (0) is one run: one to three odd things of `odd_things.py` are done to the worked example, and
then a command is run, with options and names as people may type them. RUNS (5000) are in this process, AS_PROCESSES (150)
are processes of their own in odd surroundings: no home, another language, closed streams, a folder that is gone.

A run ends well with an exit code of 0, 1 or 2 within its time. What does not is printed with what was done, and where the
program stopped: `python tools/try_anything.py 1 0 NUMBER` repeats it.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import FrameType
from typing import NamedTuple, NoReturn

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.odd_things import ODD_THINGS, VALUES, Odd

from cabinet_papers.cli.app import app, main
from cabinet_papers.files.fault import NAME

RUNS, AS_PROCESSES = 5000, 150
# Seconds that a command may take: a worked example is built in one.
LONGEST = 60
ENDS = (0, 1, 2)
COMMANDS = (
    "check", "check", "check --all --strict", "check --mark", "check --fix", "check --fix --dry-run", "check --format json",
    "check --format html", "check --format sarif", "build", "build", "build --html --publish", "build --format json", "sheet",
    "sheet --word", "sheet --join", "sheet --format json", "status", "status --format json", "status --format html", "", "doctor",
    "doctor --format json", "templates", "templates check", "why tree 1", "why walking 1.1", "take walking", "take walking 1.1",
    "new Again", "new Again --from walking", "open tree data --help", "schema", "version", "help build", "explain STY001",
)  # fmt: skip
# Where what was typed is the odd thing.
TYPED = (
    "check {}", "build {} --html", "sheet {}", "status {} --on {}", "why {} {}", "take {} {} --service {}", "new {}", "new {} --from {}",
    "import {}", "templates new {}", "templates {}", "explain {}", "schema {}", "check --select {} --ignore {}", "check --format {}",
    "init {}", "init x --style {} --language {}", "open {} sheet", "completion {}", "-C {} check", "help {}", "{}", "status --on {}",
)  # fmt: skip
ODD_SURROUNDINGS: tuple[dict[str, str], ...] = (
    {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0", "LC_ALL": "POSIX"}, {"TERM": "dumb"},
    {"COLUMNS": "1", "LINES": "1"}, {"COLUMNS": "0", "LINES": "-5"}, {"COLUMNS": "x", "LINES": "9" * 30}, {"TZ": "Nowhere/x"},
    {"TZ": ":\n"}, {"NO_COLOR": "", "FORCE_COLOR": "1"}, {"HOME": ""}, {"HOME": "/nowhere"}, {"TMPDIR": "/nowhere"}, {"PATH": ""},
    {"_PAPERS_COMPLETE": "complete_bash"}, {"_PAPERS_COMPLETE": "complete_bash", "COMP_WORDS": 'papers "check', "COMP_CWORD": "x"},
    {"COLUMNS": "²"}, {"COLUMNS": "٣"}, {"SHELL": "\udcff"},
)  # fmt: skip
STREAMS = ("", ">&-", "2>&-", "<&-", ">&- 2>&- <&-", ">/dev/full", "2>/dev/full", "| head -c 0", "< /dev/null")


class Run(NamedTuple):
    """One run: what was done, the command, how it ended (None: not in its time), and where it stopped if it failed."""

    number: int
    done: tuple[str, ...]
    command: str
    code: int | None
    said: str
    stopped_at: str = ""

    @property
    def went_well(self) -> bool:
        """Whether it ended as a command may."""
        return self.code in ENDS and "Traceback" not in self.said and "Exception ignored" not in self.said


class TooLongError(BaseException):
    """The command has taken too long; no handler of errors may take it for one."""


def make_workspace(folder: Path) -> Path:
    """Return a workspace with the worked example, sheets sent out, and papers built."""
    root = folder / "workspace"
    for command in (["init", str(root)], ["-C", str(root), "build"], ["-C", str(root), "sheet", "--word", "food"]):
        code, said = run_here(command)
        assert code == 0, said
    return root


def run_here(typed: list[str]) -> tuple[int | None, str]:
    """Run the program in this process, as it is typed; return its exit code and all that it printed."""
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace")
    before = sys.argv, os.getcwd(), signal.getsignal(signal.SIGINT)
    sys.argv = ["papers", *typed]
    code: int | None = 0
    # The program asks for fewer rounds of its own; here much is thrown away.
    gc.collect()
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), _within(LONGEST):
            main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    except TooLongError:
        code = None
    finally:
        sys.argv = before[0]
        os.chdir(before[1])
        signal.signal(signal.SIGINT, before[2])
    printed.flush()
    buffer = printed.buffer
    assert isinstance(buffer, io.BytesIO)
    return code, buffer.getvalue().decode("utf-8", "replace")


@contextlib.contextmanager
def _within(seconds: int) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> NoReturn:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def choose_command(random: Random) -> list[str]:
    """Return a command as somebody may type it."""
    if random.random() < 0.8:
        return random.choice(COMMANDS).split()
    names = ("tree", "data/tree-planting", ".", "..", "papers.yaml", "/", "1.1", "output", *VALUES)
    typed = random.choice(TYPED).split()
    words = (each.replace("{}", random.choice(names)).replace("\0", "") for each in typed)
    # A program cannot be given longer words.
    return [each[:100_000] for each in words]


def try_here(original: Path, folder: Path, number: int) -> Run:
    """Do odd things to a copy of the workspace, and run a command in this process."""
    random = Random(number)  # noqa: S311 - the same number is the same run
    root = folder / "copy" / "workspace"
    shutil.copytree(original, root, symlinks=True)
    done = tuple(_do(random.choice(ODD_THINGS), root, random) for _ in range(random.randrange(1, 4)))
    typed = choose_command(random)
    here = os.getcwd()
    os.chdir(root)
    try:
        code, said = run_here(typed)
    finally:
        os.chdir(here)
    return _end(Run(number, done, " ".join(typed), code, said), folder)


def _do(odd: Odd, root: Path, random: Random) -> str:
    """Do one odd thing; the one before it may have taken away what it is for."""
    try:
        return odd(root, random)
    except (OSError, IndexError):
        return "nothing"


def try_as_process(original: Path, folder: Path, number: int) -> Run:
    """Run a command in odd surroundings, as a process."""
    random = Random(number)  # noqa: S311 - the same number is the same run
    name = random.choice(("copy", "a\nb", 'it\'s "x" $y', "n" * 200 + "/" + "m" * 200, "\udcff\udce9", "é", "e\u0301"))
    root = folder / "copy" / name / "workspace"
    shutil.copytree(original, root, symlinks=True)
    typed = choose_command(random) if random.random() < 0.9 else ["check", "\udcff", "\x1b[31m", "\x07"]
    surroundings = random.choice(ODD_SURROUNDINGS)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(folder), **surroundings}
    streams = random.choice(STREAMS)
    begin = random.choice(("", "", "", 'rm -r "$PWD"; ', "chmod -R a-w .; ", "unset HOME; "))
    # The words are given to the shell as they are, and not through its own reading of them.
    command = ["/bin/bash", "-c", f'{begin}"$0" -m cabinet_papers "$@" {streams}', sys.executable, *typed]
    began = subprocess.Popen(
        [os.fsencode(each) if not each.isascii() else each for each in _encode(command)], cwd=root,
        env={name: _encode([value])[0] for name, value in environment.items()}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    code: int | None
    try:
        printed, _ = began.communicate(timeout=LONGEST)
        code = 0 if streams.startswith("|") and began.returncode == 0 else began.returncode
    except subprocess.TimeoutExpired:
        os.killpg(began.pid, signal.SIGKILL)
        printed, _ = began.communicate()
        code = None
    done = (repr(name)[:40], str(surroundings), begin, streams)
    return _end(Run(number, done, " ".join(typed), code, printed.decode("utf-8", "replace")), folder)


def _encode(words: list[str]) -> list[str]:
    """Return the words as a process can be given them: half a character as a byte that is none."""
    return [
        os.fsdecode(each.encode("utf-8", "surrogateescape" if _is_escaped(each) else "surrogatepass")) for each in words
    ]


def _is_escaped(word: str) -> bool:
    return all(not 0xD800 <= ord(sign) <= 0xDFFF or 0xDC80 <= ord(sign) <= 0xDCFF for sign in word)


def _end(run: Run, folder: Path) -> Run:
    """Return the run with where the program stopped, and leave nothing behind."""
    pattern = NAME.format("*")
    found = sorted(
        [*(folder / "copy").rglob(pattern), *folder.glob(pattern), *Path(tempfile.gettempdir()).glob(pattern)]
    )
    stopped_at = "\n".join(each.read_text("utf-8") for each in found)
    for each in found:
        each.unlink(missing_ok=True)
    subprocess.run(["chmod", "-R", "u+w", str(folder / "copy")], check=False, capture_output=True)
    shutil.rmtree(folder / "copy", ignore_errors=True)
    return run._replace(stopped_at=stopped_at)


def iter_runs(here: int, as_processes: int, first: int) -> Iterator[Run]:
    """Yield the runs, in this process and as processes."""
    with tempfile.TemporaryDirectory() as folder:
        original = make_workspace(Path(folder))
        for number in range(first, first + here):
            yield try_here(original, Path(folder), number)
        for number in range(first, first + as_processes):
            yield try_as_process(original, Path(folder), number)


def main_of_tool() -> None:
    """Print the table, and the runs that did not end well."""
    here, as_processes, first = (*map(int, sys.argv[1:]), *(RUNS, AS_PROCESSES, 0)[len(sys.argv) - 1 :])
    began, ends, failed = time.monotonic(), Counter[str](), dict[str, Run]()
    tracebacks = others = faults = long = 0
    for run in iter_runs(here, as_processes, first):
        ends[str(run.code)] += 1
        tracebacks += "Traceback" in run.said or "Exception ignored" in run.said
        faults += bool(run.stopped_at)
        long += run.code is None
        others += run.code is not None and run.code not in (*ENDS, 3)
        if not run.went_well:
            failed.setdefault(run.stopped_at or run.said[-300:], run)
    for run in failed.values():
        print(
            f"\n{run.number}: {'; '.join(run.done)}\n  papers {run.command} -> {run.code}\n{run.stopped_at or run.said[-2000:]}"
        )
    print(
        f"\n{here + as_processes} runs in {time.monotonic() - began:.0f} s; tracebacks {tracebacks}, faults of the program {faults}, "
        f"not within {LONGEST} s {long}, other exit codes {others}; {', '.join(f'{code}: {n}' for code, n in sorted(ends.items()))}"
    )
    sys.exit(bool(failed))


if __name__ == "__main__":
    assert app
    main_of_tool()
