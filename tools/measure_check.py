"""Measures `papers check`: one matter against the smallest typer program, and five hundred matters in one run, twice.

    python tools/measure_check.py [RUNS]

One matter is measured where it changed since it was last checked, where nothing changed, and where nothing at all is
remembered (the first check with a new version). Each runs in turn with the other; medians are printed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

MATTERS = 500
MATTER = "tree-planting"
HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str = "you"):
    "Say hello."
    print(f"Hello {name}")
app()
"""


def run(command: list[str], folder: Path) -> float:
    """Return how long the command takes, in seconds."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - the commands are our own
    return time.perf_counter() - start


def forget(workspace: Path, matter: str) -> None:
    """Take one matter out of what is remembered."""
    path = workspace / "output" / ".checked.json"
    kept = json.loads(path.read_bytes())
    kept["known"].pop(matter, None)
    path.write_text(json.dumps(kept), encoding="utf-8")


def measure_one(workspace: Path, papers: list[str], runs: int) -> None:
    """Print how one matter's check compares with the smallest typer program."""
    (workspace.parent / "hello.py").write_text(HELLO, encoding="utf-8")
    hello = [sys.executable, "../hello.py"]
    check = [*papers, "check", MATTER]
    memory = workspace / "output" / ".checked.json"
    kinds: dict[str, Callable[[], None]] = {
        "changed": lambda: forget(workspace, MATTER),
        "unchanged": lambda: None,
        "nothing remembered": lambda: memory.unlink(missing_ok=True),
    }
    run([*papers, "check"], workspace)
    for name, prepare in kinds.items():
        ours, least = [], []
        for _ in range(runs):
            prepare()
            ours.append(run(check, workspace))
            least.append(run(hello, workspace))
        ratio = median(one / other for one, other in zip(ours, least, strict=True))
        sys.stdout.write(f"one matter, {name}: {median(ours):.3f} s against {median(least):.3f} s, ratio {ratio:.2f}\n")


def measure_many(workspace: Path, papers: list[str]) -> None:
    """Print how long many matters take, the first time and again."""
    sample = workspace / "data" / "food-partnership"
    for number in range(MATTERS):
        folder = workspace / "data" / f"matter-{number:03}"
        shutil.copytree(sample, folder)
        path = folder / "recommendations.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Annual Review", f"Annual Review {number}"), encoding="utf-8")
    (workspace / "output" / ".checked.json").unlink(missing_ok=True)
    first, second = (run([*papers, "check"], workspace) for _ in range(2))
    each = first / (MATTERS + 4) * 1000
    sys.stdout.write(f"{MATTERS} matters: {first:.2f} s, {each:.1f} ms each; again {second:.2f} s, ")
    sys.stdout.write(f"{second / first:.2f} of the first\n")


def main(runs: int) -> None:
    """Measure both."""
    papers = [sys.executable, "-m", "cabinet_papers"]
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "w"
        run([*papers, "init", "w"], Path(folder))
        measure_one(workspace, papers, runs)
        measure_many(workspace, papers)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
