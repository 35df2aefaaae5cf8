"""Does odd things to a workspace, runs the commands in it, and looks whether each ends as a command may.

    python tools/try_anything.py [RUNS] [AS_PROCESSES] [FIRST]

Each number from FIRST on (0) is one run: one to three odd things of `odd_things.py` are done to the worked example, and
then a command is run, with options and names as people may type them. RUNS (5000) are in this process; AS_PROCESSES
(150) are processes of their own in odd surroundings: no home, another language, closed streams, a folder that is gone.

A run ends well with an exit code of 0, 1 or 2 within its time, without a traceback; and where it lists its findings as
JSON each has a place and a cure. What does not end so is printed with what was done and where the program stopped, once
for each cause; `python tools/try_anything.py 1 0 NUMBER` repeats it. The exit code is 1 then.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any, NamedTuple, NoReturn

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.odd_things import ODD_THINGS, VALUES, Odd

from cabinet_papers.cli.app import main
from cabinet_papers.files.fault import NAME

RUNS, AS_PROCESSES = 5000, 150
# Seconds after which a command is taken to wait for something: the worked example is built in one, on a busy computer
# in ten.
LONGEST = 300
ENDS, FAULT = (0, 1, 2), 3
# What has been run in the example before: there are papers and sheets, and the program remembers them.
BEFORE = ("build", "sheet --word food", "check")
COMMANDS = (
    "check", "check", "check --all --strict", "check --mark", "check --fix", "check --fix --dry-run",
    "check --format json", "check --format html", "check --format sarif", "build", "build", "build --html --publish",
    "build --format json", "sheet", "sheet --word", "sheet --join", "sheet --format json", "status",
    "status --format json", "status --format html", "", "doctor", "doctor --format json", "templates",
    "templates check", "why tree 1", "why walking 1.1", "take walking", "take walking 1.1", "new Again",
    "new Again --from walking", "open tree data --help", "schema", "version", "help build", "explain STY001",
)  # fmt: skip
# Where what was typed is the odd thing.
TYPED = (
    "check {}", "build {} --html", "sheet {}", "status {} --on {}", "why {} {}", "take {} {} --service {}", "new {}",
    "new {} --from {}", "import {}", "templates new {}", "templates {}", "explain {}", "schema {}",
    "check --select {} --ignore {}", "check --format {}", "init {}", "init x --style {} --language {}",
    "open {} sheet", "completion {}", "-C {} check", "help {}", "{}", "status --on {}",
)  # fmt: skip
KNOWN = {typed.split()[0] for typed in (*COMMANDS, *TYPED) if typed and typed[0].isalpha()}
ODD_SURROUNDINGS: tuple[dict[str, str], ...] = (
    {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0", "LC_ALL": "POSIX"},
    {"TERM": "dumb"}, {"COLUMNS": "1", "LINES": "1"}, {"COLUMNS": "0", "LINES": "-5"},
    {"COLUMNS": "x", "LINES": "9" * 30}, {"TZ": "Nowhere/x"}, {"TZ": ":\n"}, {"NO_COLOR": "", "FORCE_COLOR": "1"},
    {"HOME": ""}, {"HOME": "/nowhere"}, {"TMPDIR": "/nowhere"}, {"PATH": ""}, {"_PAPERS_COMPLETE": "complete_bash"},
    {"_PAPERS_COMPLETE": "complete_bash", "COMP_WORDS": 'papers "check', "COMP_CWORD": "x"}, {"COLUMNS": "²"},
    {"COLUMNS": "٣"}, {"SHELL": "\udcff"},
)  # fmt: skip
STREAMS = ("", ">&-", "2>&-", "<&-", ">&- 2>&- <&-", ">/dev/full", "2>/dev/full", "| head -c 0", "< /dev/null")


FAULTS = ("tracebacks", "faults of the program", f"over {LONGEST} seconds", "other exit codes", "without place or cure")


class Run(NamedTuple):
    """One run: what was done and typed, how it ended (None: not in its time), and where it stopped if it failed."""

    number: int
    done: tuple[str, ...]
    typed: tuple[str, ...]
    code: int | None
    said: str
    stopped_at: str = ""

    def list_faults(self) -> list[str]:
        """Return in which ways the run did not end as a command may."""
        return [name for name, is_so in zip(FAULTS, self._judge(), strict=True) if is_so]

    def _judge(self) -> Iterator[bool]:
        yield "Traceback" in self.said or "Exception ignored" in self.said
        yield self.code == FAULT or bool(self.stopped_at)
        yield self.code is None
        yield self.code not in (None, FAULT, *ENDS)
        yield any(not (found["file"] and found["hint"]) for found in read_findings(self.said) if found.get("code"))


class TooLongError(BaseException):
    """The command has taken too long; no handler of errors may take it for one."""


def make_workspace(folder: Path) -> Path:
    """Return a workspace with the worked example, papers built, sheets sent out, and all that is remembered of it."""
    root = folder / "workspace"
    for command in (["init", str(root)], *(["-C", str(root), *each.split()] for each in BEFORE)):
        code, said = run_here(command)
        if code != 0:
            raise RuntimeError(said)
    return root


def run_here(typed: list[str]) -> tuple[int | None, str]:
    """Run the program in this process, as it is typed; return its exit code and all that it printed."""
    kept = io.BytesIO()
    printed = io.TextIOWrapper(kept, encoding="utf-8", errors="replace")
    before = sys.argv, Path.cwd(), signal.getsignal(signal.SIGINT)
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
    return code, kept.getvalue().decode("utf-8", "replace")


@contextlib.contextmanager
def _within(seconds: int) -> Iterator[None]:
    def stop(_: int, __: FrameType | None) -> NoReturn:
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
    # Half a character is typed as a byte that is none.
    words = (each.replace("{}", random.choice(names)).replace("\0", "").replace("\ud800", "\udcff") for each in typed)
    # A program cannot be given longer words.
    return [each[:100_000] for each in words]


def try_here(original: Path, folder: Path, number: int) -> Run:
    """Do odd things to a copy of the workspace, and run a command in this process."""
    random = Random(number)  # noqa: S311 - the same number is the same run
    root = folder / "copy" / "workspace"
    shutil.copytree(original, root, symlinks=True)
    done = tuple(_do(random.choice(ODD_THINGS), root, random) for _ in range(random.randrange(1, 4)))
    typed = choose_command(random)
    here = Path.cwd()
    os.chdir(root)
    try:
        code, said = run_here(typed)
    finally:
        os.chdir(here)
    return _end(Run(number, done, tuple(typed), code, said), folder)


def _do(odd: Odd, root: Path, random: Random) -> str:
    """Do one odd thing; the one before it may have taken away what it is for, or made it too deep to be read."""
    try:
        return odd(root, random)
    except (OSError, IndexError, RecursionError):
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
    return _end(Run(number, done, tuple(typed), code, printed.decode("utf-8", "replace")), folder)


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
    found = sorted([*(folder / "copy").rglob(pattern), *folder.glob(pattern)])
    stopped_at = "\n".join(each.read_text("utf-8") for each in found)
    for each in found:
        each.unlink(missing_ok=True)
    subprocess.run(["chmod", "-R", "u+w", str(folder / "copy")], check=False, capture_output=True)
    shutil.rmtree(folder / "copy", ignore_errors=True)
    return run._replace(stopped_at=stopped_at)


def iter_runs(here: int, as_processes: int, first: int) -> Iterator[Run]:
    """Yield the runs, in this process and as processes."""
    with tempfile.TemporaryDirectory() as folder:
        # Other programs of ours may meet faults too, and write them down in the usual place.
        tempfile.tempdir = folder
        original = make_workspace(Path(folder))
        for number in range(first, first + here):
            yield try_here(original, Path(folder), number)
        for number in range(first, first + as_processes):
            yield try_as_process(original, Path(folder), number)


def read_findings(said: str) -> list[dict[str, Any]]:
    """Return the findings that a command lists as JSON, after what else it prints."""
    start = 0 if said.startswith("[") else said.find("\n[") + 1
    try:
        found, _ = json.JSONDecoder().raw_decode(said, start)
    except ValueError:
        return []
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def name_command(run: Run) -> str:
    """Return the command that was run, as the table names it."""
    return run.typed[0] if run.typed and run.typed[0] in KNOWN else "(another word)" if run.typed else "(none)"


def print_run(run: Run) -> None:
    """Print what was done, and what came of it."""
    text = (
        f"\n{run.number}: {'; '.join(run.done)}\n  papers {shlex.join(run.typed)[:200]} -> {run.code}\n"
        f"  {', '.join(run.list_faults())}\n{run.stopped_at or run.said[-2000:]}"
    )
    # Half a character may be among it.
    print(text.encode("utf-8", "backslashreplace").decode(), flush=True)


def try_all() -> bool:
    """Print the runs that did not end well, then the table; return whether there are none."""
    here, as_processes, first = (*map(int, sys.argv[1:]), *(RUNS, AS_PROCESSES, 0)[len(sys.argv) - 1 :])
    table, printed, began = defaultdict[str, Counter[str]](Counter), set[str](), time.monotonic()
    for run in iter_runs(here, as_processes, first):
        faults = run.list_faults()
        table[name_command(run)].update(("tried", *faults))
        if faults and (cause := run.stopped_at or run.said[-300:]) not in printed:
            printed.add(cause)
            print_run(run)
    print(f"\n| command | tried | {' | '.join(FAULTS)} |\n|{' --- |' * (len(FAULTS) + 2)}")
    for name, counts in sorted(table.items()):
        print(f"| {name} | {counts['tried']:,} | {' | '.join(str(counts[fault]) for fault in FAULTS)} |")
    print(f"\n{here + as_processes:,} runs in {time.monotonic() - began:.0f} seconds")
    return not printed


if __name__ == "__main__":
    sys.exit(0 if try_all() else 1)
