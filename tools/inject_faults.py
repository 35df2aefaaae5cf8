"""Lets each call to the system of each command that writes fail, and kills the command there; looks what is left.

    python tools/inject_faults.py [SHARE] [NAME...]

Needs Linux and a C compiler (cc): the calls fail in a library of its own (tools/failing_calls.c), which is loaded
before the system's. Each command runs once as it should, which tells its calls about files of the workspace and about
standard output and error. Then it runs once for each of them, from the same files: the call fails with each error that
it may have, alone or with all calls that such a fault would concern from then on; the command is killed there, in the
middle of a write; or it gets a Ctrl+C. SHARE (60) of a command's runs are tried, evenly; "all" tries every one of them.
NAMEs are commands, as the table has them.

Afterwards each file has to be as it was or as it should become, and the record of what was built has to be true; what
was typed is somewhere; nothing that is said is untrue; and the same command, run once more, does what it should have
done and leaves nothing else.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cabinet_papers.files.announced import NAME as ANNOUNCED
from cabinet_papers.files.history import HISTORY
from cabinet_papers.files.writing import hash_of, is_leftover

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.fault_scenes import SCENES, Scene, begin, end, load_program, read_said  # noqa: E402 - found below the checkout

LIBRARY = "FAILING_CALLS"
# As failing_calls.c numbers them.
KINDS = ("open", "create", "read", "list", "stat", "write", "say", "sync", "close", "rename", "link", "unlink", "mkdir",
         "rmdir", "chmod", "cut")  # fmt: skip
ONCE, FROM_THEN_ON, KILL, INTERRUPT = 1, 2, 3, 4
HOW = {ONCE: "once", FROM_THEN_ON: "from then on", KILL: "killed", INTERRUPT: "Ctrl+C"}
CHANGING = ("create", "write", "rename", "link", "unlink", "mkdir", "rmdir", "chmod", "cut")
# Which calls each error may have.
ERRORS = {
    errno.ENOSPC: ("create", "write", "say", "sync", "rename", "link", "mkdir"),
    errno.EIO: ("open", "create", "read", "list", "stat", "write", "say", "sync", "close", "rename", "unlink"),
    errno.EACCES: ("open", "create", "stat", "rename", "link", "unlink", "mkdir", "rmdir"),
    errno.EROFS: CHANGING,
    errno.EMFILE: ("open", "create"),
    errno.EPIPE: ("say",),
    errno.EINTR: ("open", "read", "write", "close", "sync"),
}
RECORD = ".built.json"
# What is remembered may be anything; the history has the time of each build.
MEMORY = (".checked.json", ".made.json", HISTORY)
CODE = re.compile(r"(?:error|warning) ([A-Z]{3}\d{3})")
KEPT = re.compile(r"earlier (?:sheet|template) is kept as (\S.*)$", re.MULTILINE)
# What may be said of a file that cannot be read or written, and of what therefore is not done.
OF_FAULTS = {
    *("OUT001", "OUT005", "OUT010", "OUT014", "OUT017"),
    *("WSP001", "WSP004", "XLS002", "XLS026", "TPL002", "YML001"),
}
Tree = dict[str, bytes]


class Fault(NamedTuple):
    """How which of a command's calls goes wrong."""

    at: int
    how: int
    error: int
    call: str

    def __str__(self) -> str:
        what = errno.errorcode[self.error] if self.error else ""
        return " ".join(each for each in (self.call, f"({self.at})", what, HOW[self.how]) if each)


class Ran(NamedTuple):
    """How a command ended, -9 where it was killed, what it said, and what its folder was like then."""

    code: int
    stdout: str
    stderr: str
    tree: Tree


def read_tree(folder: Path) -> Tree:
    """Return the files of a folder by their paths below it, and its folders, which have no content."""
    paths = ((path, path.relative_to(folder).as_posix()) for path in sorted(folder.rglob("*")))
    return {name: path.read_bytes() if path.is_file() else b"" for path, name in paths if path.name != "__pycache__"}


class Place:
    """A folder in which a scene is played again and again."""

    def __init__(self, scene: Scene, folder: Path) -> None:
        self.scene = scene
        self.first = folder / "first"
        self.folder = folder / "workspace"
        self.said = folder / "said"
        self.library = ctypes.CDLL(os.environ[LIBRARY])

    def begin(self) -> None:
        """Lay the scene out anew."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.first, self.folder)

    def run(self, fault: Fault | None = None, log: Path | None = None) -> Ran:
        """Run the scene's command in a process of its own."""
        process = begin(self.folder, self.scene.command, self.said, lambda: self._arm(fault, log))
        code = end(process)
        return Ran(code, *read_said(self.said), read_tree(self.folder))

    def _arm(self, fault: Fault | None, log: Path | None) -> None:
        """Have a call of this process fail, or log them all."""
        to = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o644) if log else -1
        at, how, error, _ = fault or Fault(0, 0, 0, "")
        kinds = sum(1 << number for number, kind in enumerate(KINDS) if kind in ERRORS.get(error, ()))
        self.library.fail_at(os.fsencode(self.folder), ctypes.c_long(at), how, error, kinds, to)


class Judge:
    """Tells what is wrong after a fault, by what the folder was like before and what it is like without one."""

    def __init__(self, before: Tree, right: Ran) -> None:
        self.before = before
        self.right = right

    def judge(self, ran: Ran, fault: Fault) -> Iterator[tuple[str, str]]:
        """Yield what is wrong, each with the kind of it."""
        if ran.code == -signal.SIGALRM:
            yield "traceback", "it did not end"
        if "Traceback" in ran.stderr or "Exception ignored" in ran.stderr:
            yield "traceback", ran.stderr.strip().splitlines()[-1]
        yield from (("torn", name) for name in self.find_torn(ran.tree, fault))
        yield from (("lost", name) for name in self.find_lost(ran.tree))
        yield from (("untrue", said) for said in self.find_untrue(ran, fault))
        known = set(find_unrecorded(self.before))
        unrecorded = (
            name for name in find_unrecorded(ran.tree) if ran.tree[name] != self.before.get(name) or name not in known
        )
        yield from (("record", name) for name in unrecorded)

    def find_torn(self, tree: Tree, fault: Fault) -> Iterator[str]:
        """Yield each file that is neither what it was nor what it should become."""
        for name, content in tree.items():
            path = Path(name)
            if path.name in (*MEMORY, RECORD):
                if not isinstance(_read_json(content), dict):
                    yield name
            elif ANNOUNCED.fullmatch(path.name):
                continue
            elif is_leftover(path):
                # Where it was killed, or may not remove a file, the next run does.
                if fault.how in (ONCE, INTERRUPT) and "unlink" not in fault.call:
                    yield name
            elif content not in (self.before.get(name), self.right.tree.get(name)):
                yield name

    def find_lost(self, tree: Tree) -> Iterator[str]:
        """Yield what was there and is nowhere any more, though it should be."""
        there = set(tree.values())
        kept = set(self.right.tree.values())
        for name, content in self.before.items():
            is_memory = Path(name).name in (*MEMORY, RECORD)
            is_replaced = name in tree and content not in kept and tree[name] == self.right.tree.get(name)
            if content and not is_memory and content not in there and not is_replaced:
                yield name
        yield from (f"history of {name}" for name, _ in list_known(self.before) - list_known(tree))

    def find_untrue(self, ran: Ran, fault: Fault) -> Iterator[str]:
        """Yield what was said and is not so."""
        said = ran.stdout + ran.stderr
        if "disk is full" in said and fault.error != errno.ENOSPC:
            yield "the disk is full"
        usual = self.right.stdout + self.right.stderr
        yield from (each for each in set(CODE.findall(said)) - set(CODE.findall(usual)) - OF_FAULTS)
        for line in ran.stdout.splitlines():
            if line in self.right.stdout.splitlines() and ran.tree.get(line) != self.right.tree.get(line):
                yield f"written: {line}"
        yield from (f"kept: {name}" for name in KEPT.findall(said) if name not in ran.tree)
        # Where nothing can be said any more, there is the exit code.
        is_silent = ran.code and fault.how == FROM_THEN_ON and "say" in ERRORS.get(fault.error, ())
        if ran.code == self.right.code and not (self.is_done(finish(ran.tree)) or is_silent or find_faults(said)):
            yield "it ended as if all were done"

    def is_done(self, tree: Tree) -> bool:
        """Whether everything is as it should become."""
        is_known = list_known(self.right.tree) <= list_known(tree)
        return is_known and _without_memory(tree) == _without_memory(self.right.tree)


def _without_memory(tree: Tree) -> Tree:
    return {name: content for name, content in tree.items() if Path(name).name not in MEMORY}


def finish(tree: Tree) -> Tree:
    """Return the files without those of a run that are unfinished."""
    return {name: content for name, content in tree.items() if not is_leftover(Path(name))}


def find_faults(said: str) -> set[str]:
    """Return the codes with which it was said that a file cannot be read or written."""
    return set(CODE.findall(said)) & OF_FAULTS


def list_known(tree: Tree) -> set[tuple[str, str]]:
    """Return the papers that the histories know, each with its hash."""
    known = set[tuple[str, str]]()
    for name, content in tree.items():
        kept = _read_json(content) if Path(name).name == HISTORY else None
        for build in kept["builds"] if isinstance(kept, dict) else ():
            known |= {((Path(name).parent / paper).as_posix(), value) for paper, value in build["papers"].items()}
    return known


def _read_json(content: bytes) -> object:
    try:
        return json.loads(content)
    except ValueError:
        return None


def find_unrecorded(tree: Tree) -> Iterator[str]:
    """Yield each document of a folder of ours that the record beside it does not know as it is."""
    for name, content in tree.items():
        if Path(name).name == RECORD:
            folder, record = Path(name).parent, _read_json(content)
            known = record if isinstance(record, dict) else {}
            recorded = {each.rpartition(":")[2].strip() for each in known} | set(known)
            for other, made in tree.items():
                path = Path(other)
                if path.suffix in (".docx", ".html", ".pdf", ".xlsx") and folder in path.parents:
                    own = path.relative_to(folder).as_posix()
                    announced = (tree[each] for each in tree if ANNOUNCED.fullmatch(Path(each).name))
                    hashes = (json.dumps(known).encode(), *announced)
                    if own in recorded and not any(hash_of(made).encode() in each for each in hashes):
                        yield other


def plan_faults(calls: Sequence[str]) -> list[Fault]:
    """Return every fault that these calls may have."""
    planned = []
    for at, call in enumerate(calls, 1):
        kind = call.split(" ", 1)[0]
        for error, kinds in ERRORS.items():
            if kind in kinds:
                planned += [
                    Fault(at, how, error, call) for how in (ONCE, FROM_THEN_ON) if error != errno.EINTR or how == ONCE
                ]
        planned += [Fault(at, KILL, 0, call), Fault(at, INTERRUPT, 0, call)]
    return planned


class Result(NamedTuple):
    """What came of a scene's faults: how many runs there were of each kind, and what was wrong."""

    calls: int
    faults: int
    kills: int
    interrupts: int
    wrong: Counter[str]
    seconds: float


def play(scene: Scene, share: int, folder: Path) -> Result:
    """Play a scene with its faults, and say what is wrong with each."""
    began = time.monotonic()
    place = Place(scene, folder)
    place.first.mkdir(parents=True)
    scene.lay_out(place.first)
    place.begin()
    log = folder / "calls"
    right = place.run(log=log)
    calls = [line.replace(str(place.folder), "").strip() for line in log.read_text("utf-8").splitlines()]
    if right.code != scene.code or "Traceback" in right.stderr:
        raise SystemExit(f"{scene.name} ended with {right.code}:\n{right.stdout}{right.stderr}")
    judge = Judge(read_tree(place.first), right)
    planned = plan_faults(calls)
    tried = planned if not share else [planned[at * len(planned) // share] for at in range(min(share, len(planned)))]
    wrong: Counter[str] = Counter()
    for fault in dict.fromkeys(tried):
        place.begin()
        ran = place.run(fault)
        problems = [*judge.judge(ran, fault)]
        if not judge.is_done(ran.tree):
            again = place.run()
            # What is done and said to be, such as a new matter, is refused a second time.
            is_right = again.code == right.code or judge.is_done(finish(ran.tree))
            if not judge.is_done(again.tree) or not is_right or "Traceback" in again.stderr:
                problems.append(("next run", f"{again.code} {describe(again.tree, right.tree)}"))
        if not tried.index(fault) % 50:
            sys.stderr.write(f"{scene.name}: {tried.index(fault)} of {len(tried)}\n")
        for what, which in problems:
            wrong[what] += 1
            sys.stderr.write(f"{scene.name}: {fault}: {what}: {which}\n")
    count = Counter(fault.how for fault in tried)
    return Result(
        len(calls), count[ONCE] + count[FROM_THEN_ON], count[KILL], count[INTERRUPT], wrong, time.monotonic() - began
    )


def describe(tree: Tree, right: Tree) -> str:
    """Return in which files one folder differs from another."""
    unknown = sorted(name for name, _ in list_known(right) - list_known(tree))
    tree, right = _without_memory(tree), _without_memory(right)
    more, less = sorted(tree.keys() - right.keys()), sorted(right.keys() - tree.keys())
    other = sorted(name for name in tree.keys() & right.keys() if tree[name] != right[name])
    named = (("more", more), ("missing", less), ("other", other), ("not in the history", unknown))
    return "; ".join(f"{what}: {', '.join(names)}" for what, names in named if names)


def build_library(folder: Path) -> Path:
    """Return the library in which calls fail."""
    compiler, made = shutil.which("cc") or shutil.which("gcc"), folder / "failing_calls.so"
    if sys.platform != "linux" or not compiler:
        raise SystemExit("This needs Linux and a C compiler called cc.")
    source = Path(__file__).with_name("failing_calls.c")

    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl"], check=True)
    return made


COLUMNS = ("torn", "lost", "traceback", "untrue", "record", "next run")


def main() -> None:
    """Play the scenes, on every processor one, and print a table."""
    if LIBRARY not in os.environ:
        with tempfile.TemporaryDirectory() as folder:
            made = str(build_library(Path(folder)))
            environment = {**os.environ, LIBRARY: made, "LD_PRELOAD": made}
            raise SystemExit(subprocess.run([sys.executable, *sys.argv], env=environment, check=False).returncode)
    # What the command starts itself has its calls as usual.
    os.environ.pop("LD_PRELOAD")
    load_program()
    first, *names = sys.argv[1:] or ["60"]
    share = 0 if first == "all" else int(first)
    wanted = [scene for scene in SCENES if not names or scene.name in names]
    with tempfile.TemporaryDirectory() as folder:
        results = dict(play_all(wanted, share, Path(folder)))
    heads = "".join(f"{each:>11}" for each in COLUMNS)
    sys.stdout.write(f"{'command':24}{'calls':>7}{'faults':>8}{'kills':>7}{'Ctrl+C':>8}{heads}\n")
    for scene in wanted:
        result = results[scene.name]
        cells = "".join(f"{result.wrong[each]:11}" for each in COLUMNS)
        sys.stdout.write(
            f"{scene.name:24}{result.calls:7}{result.faults:8}{result.kills:7}{result.interrupts:8}{cells}\n"
        )
    raise SystemExit(any(each.wrong for each in results.values()))


def play_all(scenes: Sequence[Scene], share: int, folder: Path) -> Iterator[tuple[str, Result]]:
    """Yield the result of each scene."""
    waiting, running = list(scenes), dict[int, Scene]()
    while waiting or running:
        while waiting and len(running) < len(os.sched_getaffinity(0)):
            scene = waiting.pop(0)
            own = folder / scene.name.replace(" ", "-")
            process = os.fork()
            if not process:
                own.mkdir()
                result = play(scene, share, own)
                (own / "result").write_text(json.dumps(result), encoding="utf-8")
                os._exit(0)
            running[process] = scene
        ended, status = os.wait()
        scene = running.pop(ended)
        if status:
            raise SystemExit(f"{scene.name} could not be played")
        calls, faults, kills, interrupts, wrong, seconds = json.loads(
            (folder / scene.name.replace(" ", "-") / "result").read_text("utf-8")
        )
        yield scene.name, Result(calls, faults, kills, interrupts, Counter(wrong), seconds)


if __name__ == "__main__":
    main()
