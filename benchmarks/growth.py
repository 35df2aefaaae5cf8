"""How a whole check and build grows with the number of recommendations of one matter, in time and in memory."""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.data import draw_template
from benchmarks.measure import PAPERS

SIZES = (100, 300, 1_000, 3_000)
BARE = """
import sys; sys.path.insert(0, sys.argv[1])
from pathlib import Path
from benchmarks.data import make_work
from benchmarks.rendering import fill_with_docxtpl
fill_with_docxtpl(Path(sys.argv[2]), make_work(1, int(sys.argv[3])))
"""
# A process counts the memory of the one that it was split off from as its own, so a small one stands between.
WATCHED = """
import resource, subprocess, sys, time
start = time.perf_counter()
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
print(status, time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def measure_growth(room: Path, lay_out: Callable[[Path, int, int], Path]) -> Iterator[str]:
    """Yield rows of a second table, and what they come to."""
    template = room / "plain.docx"
    draw_template(template)
    yield "\n| recommendations | papers build | memory | docxtpl, memory |\n|---|---|---|---|"
    found = []
    for size in SIZES:
        workspace = lay_out(room, 1, size)
        shutil.rmtree(workspace / "output")
        (workspace / "output").mkdir()
        taken, memory = _run([*PAPERS, "build"], workspace)
        _, bare = _run([sys.executable, "-c", BARE, str(Path(__file__).parent.parent), str(template), str(size)], room)
        found.append((size, taken))
        yield f"| {size:,} | {taken:.2f} s | {memory:.0f} MB | {bare:.0f} MB |"
    (first, start), (last, end) = found[0], found[-1]
    exponent = math.log(end / start) / math.log(last / first)
    yield f"\nTime grows with the power {exponent:.2f} of the number of recommendations (goal: 1.1)."


def _run(arguments: list[str], folder: Path) -> tuple[float, float]:
    """Return how long a command took, in seconds, and the most memory that it had, in megabytes."""
    command = [sys.executable, "-c", WATCHED, *arguments]
    status, taken, memory = subprocess.check_output(command, cwd=folder, text=True).split()  # noqa: S603 - our own
    if status != "0":
        raise SystemExit(f"{arguments} ended with {status}")
    return float(taken), int(memory) / (1024 * 1024 if sys.platform == "darwin" else 1024)
