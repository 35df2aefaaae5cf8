"""Times work in turn with what it is compared with, so that both meet the same moments of a busy computer."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple


class Ratio(NamedTuple):
    """How long something takes against something else, in seconds: medians, and the ratio of each pair."""

    name: str
    ours: float
    others: float
    against: str
    ratios: tuple[float, ...]
    goal: float | None

    @property
    def ratio(self) -> float:
        """The median of the ratios."""
        return median(self.ratios)

    def row(self) -> str:
        """Return the row of a table in Markdown."""
        goal = "| |" if self.goal is None else f"{self.goal:g} | {'yes' if self.ratio <= self.goal else 'no'} |"
        low, high = min(self.ratios), max(self.ratios)
        return (
            f"| {self.name} | {self.ours:.3f} s | {self.others:.3f} s, {self.against} "
            f"| {self.ratio:.2f} ({low:.2f} to {high:.2f}) | {goal}"
        )


HEAD = "| work | this program | the other | ratio | goal | met |\n|---|---|---|---|---|---|"


def compare(
    name: str, ours: Callable[[], float], others: Callable[[], float], against: str, goal: float | None, runs: int
) -> Ratio:
    """Run both in turn, once to warm up, and return how long each took by its own measure."""
    pairs = [(ours(), others()) for _ in range(runs + 1)][1:]
    first, second = (median(times) for times in zip(*pairs, strict=True))
    return Ratio(name, first, second, against, tuple(one / other for one, other in pairs), goal)


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """Return what measures how long the work takes here."""

    def measure() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return measure


def command(
    arguments: Sequence[str], folder: Path, *, cores: int = 0, prepare: Callable[[], object] | None = None
) -> Callable[[], float]:
    """Return what measures a command as a whole process, on so many processors, 0 for all."""

    def limit() -> None:
        if cores:
            os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:cores]))

    def measure() -> float:
        if prepare:
            prepare()
        start = time.perf_counter()
        subprocess.run(  # noqa: S603 - our own commands, and nothing else runs here
            arguments, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit
        )
        return time.perf_counter() - start

    return measure


PAPERS = [str(Path(sys.executable).with_name("papers"))]
