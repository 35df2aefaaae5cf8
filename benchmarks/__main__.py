"""Prints a table of ratios: `python -m benchmarks [RUNS]`, or `make bench`. It takes several minutes.

The same data and the same template are given to this program and to what others would use. Every paper that is timed
is looked through for each of its words first.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from benchmarks import rendering
from benchmarks.data import Work, draw_template, make_work, write_workspace
from benchmarks.growth import measure_growth
from benchmarks.measure import HEAD, PAPERS, Ratio, command, compare, timed
from benchmarks.peers import find_peers

HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str = "you"):
    "Say hello."
    print(f"Hello {name}")
app()
"""
MATTERS, EACH, LONG, RICH = 100, 4, 1_000, 100


def main(runs: int) -> None:
    """Measure everything, and print a row as soon as it is known."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        say(HEAD)
        for each in chain(measure_rendering(room, runs), measure_commands(room, runs)):
            say(each.row())
        for line in measure_growth(room, lay_out):
            say(line)
    libraries = ", ".join(f"{name} {version(name)}" for name in ("docxtpl", "python-docx", "openpyxl", "lxml"))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    say(f"\nMedians of {runs} pairs; Python {platform.python_version()}, {cores} processors, {libraries}.")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def measure_rendering(room: Path, runs: int) -> Iterator[Ratio]:
    """Yield how the filling of templates alone compares."""
    plain, rich = room / "plain.docx", room / "rich.docx"
    draw_template(plain)
    draw_template(rich, rich=True)
    many, long = make_work(MATTERS, EACH), make_work(1, LONG, seed=2)
    ours, ours_rich = rendering.prepare(plain, rendering.PlainView), rendering.prepare(rich, rendering.RichView)
    prove(rendering.fill_here(ours, many), many)
    prove(rendering.fill_with_docxtpl(plain, many), many)
    limit = rendering.make_limit(plain)
    prove(limit(many), many)

    def here(every: list[Work]) -> Callable[[], float]:
        return timed(lambda: rendering.fill_here(ours, every))

    def bare(every: list[Work]) -> Callable[[], float]:
        return timed(lambda: rendering.fill_with_docxtpl(plain, every))

    yield compare(f"rendering {MATTERS} papers of {EACH}", here(many), bare(many), "docxtpl", 0.10, runs)
    yield compare("the least that could do the same", timed(lambda: limit(many)), bare(many), "docxtpl", None, runs)
    yield compare("python-docx, which has no templates", timed(lambda: rendering.write_with_python_docx(many)),
                  bare(many), "docxtpl", None, runs)  # fmt: skip
    for name, fill in find_peers(room, plain):
        prove(fill(many), many)
        yield compare(name, timed(partial(fill, many)), bare(many), "docxtpl", None, runs)
    prove(rendering.fill_here(ours, long), long)
    yield compare(f"rendering one paper of {LONG}", here(long), bare(long), "docxtpl", 0.40, runs)
    yield compare(f"the least for one of {LONG}", timed(lambda: limit(long)), bare(long), "docxtpl", None, runs)
    (one,) = make_work(1, RICH, seed=3)
    prove([rendering.fill_rich_here(ours_rich, one), rendering.fill_rich_with_docxtpl(rich, one)], [one, one])
    yield compare(
        f"rendering {RICH} rich comments", timed(lambda: rendering.fill_rich_here(ours_rich, one)),
        timed(lambda: rendering.fill_rich_with_docxtpl(rich, one)), "a Subdoc a cell", 0.05, runs,
    )  # fmt: skip


def prove(contents: list[bytes], every: list[Work]) -> None:
    """Stop where a paper lacks a word."""
    for content, work in zip(contents, every, strict=True):
        if lost := rendering.find_lost(content, work):
            raise SystemExit(f"not in the paper: {lost[0]}")


def lay_out(room: Path, matters: int, each: int) -> Path:
    """Make a workspace with so many matters of so many recommendations."""
    workspace = room / f"w{matters}x{each}"
    command([*PAPERS, "init", str(workspace), "--bare"], room)()
    settings = workspace / "papers.yaml"
    lines = settings.read_text("utf-8").split("\n")
    council = "council: Westmere City Council"
    settings.write_text("\n".join(council if line.startswith("council:") else line for line in lines), "utf-8")
    write_workspace(workspace, make_work(matters, each))
    return workspace


def measure_commands(room: Path, runs: int) -> Iterator[Ratio]:
    """Yield how whole commands compare."""
    workspace, plain = lay_out(room, MATTERS, EACH), room / "plain.docx"
    many = make_work(MATTERS, EACH)
    bare = timed(lambda: rendering.fill_with_docxtpl(plain, many))
    output = workspace / "output"

    def forget() -> None:
        shutil.rmtree(output)
        output.mkdir()

    def change() -> None:
        path = workspace / "data/matter-0050/recommendations.yaml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("title: Review", "title: New review") if "New" not in text else
                        text.replace("title: New review", "title: Review"), "utf-8")  # fmt: skip

    build, check = [*PAPERS, "build"], [*PAPERS, "check"]
    one = command(build, workspace, cores=1, prepare=forget)
    yield compare(f"papers build of {MATTERS}, one processor", one, bare, "docxtpl rendering", 1.0, runs)
    two = command(build, workspace, cores=2, prepare=forget)
    yield compare(f"papers build of {MATTERS}, two processors", two, bare, "docxtpl rendering", 0.6, runs)
    two()
    again = command(build, workspace, cores=2)

    def full() -> float:
        taken = two()
        again()
        return taken

    yield compare("papers build, nothing changed", again, full, "the whole build", 0.1, runs)
    changed = command(build, workspace, cores=2, prepare=change)
    yield compare("papers build, one matter changed", changed, full, "the whole build", 0.2, runs)
    yield compare(f"papers check of {MATTERS}, nothing remembered", command(check, workspace, cores=1, prepare=forget),
                  bare, "docxtpl rendering", 0.8, runs)  # fmt: skip
    (room / "hello.py").write_text(HELLO, "utf-8")
    hello = command([sys.executable, "hello.py"], room)
    yield compare("papers --help", command([*PAPERS, "--help"], workspace), hello, "a typer program", 1.2, runs)
    for name in ("check", "status"):
        arguments = [*PAPERS, name, "matter-0001"]
        yield compare(f"papers {name} of one matter", command(arguments, workspace), hello, "a typer program", 2, runs)
    if program := shutil.which("soffice"):
        yield measure_pdfs(room, workspace, program)


def measure_pdfs(room: Path, workspace: Path, program: str) -> Ratio:
    """Return how the PDFs of all papers compare with as many calls of LibreOffice, of which ten are timed."""
    command([*PAPERS, "build"], workspace)()
    papers = sorted((workspace / "output").rglob("*.docx"))[:10]

    def call() -> float:
        profile = f"-env:UserInstallation=file://{room}/profile"
        convert = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(room)]
        return sum(command([*convert, str(path)], room)() for path in papers) * MATTERS / len(papers)

    made = command([*PAPERS, "build", "--pdf"], workspace)

    def forget() -> float:
        for path in (workspace / "output").rglob("*.pdf"):
            path.unlink()
        (workspace / "output/.made.json").unlink(missing_ok=True)
        return made()

    return compare(f"--pdf of {MATTERS} papers", forget, call, f"{MATTERS} calls of LibreOffice", 0.25, 1)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
