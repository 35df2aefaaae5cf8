"""Tries every hostile file on the real commands, and prints a table by reader.

    python -m tools.hostile [--jobs N] [--verbose] [WORD...]

With words only the files whose reader or name has one of them. A file over a limit, a traceback, or an honest file that
is refused is printed with what the command said, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tools.hostile.case import Hostile
from tools.hostile.every import list_every_case, make_file
from tools.hostile.run import BYTES, SECONDS, Ran, make_workspace, try_file

FAULTS = ("TRACEBACK", "OVER THE LIMITS", "AN HONEST FILE WAS REFUSED")


def main() -> int:
    """Try the files, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.hostile", description="Try every hostile file.")
    parser.add_argument("words", nargs="*", help="only files whose reader or name has one of these words")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--verbose", action="store_true", help="print every file")
    asked = parser.parse_args()
    cases = [case for case in list_every_case() if _is_asked(case, asked.words)]
    tried: list[tuple[Hostile, list[Ran]]] = []
    with (
        tempfile.TemporaryDirectory(prefix="hostile-") as folder,
        ThreadPoolExecutor(asked.jobs) as workers,
        # What makes files takes memory, which would count as that of a command begun by it.
        ProcessPoolExecutor(asked.jobs, get_context("spawn"), max_tasks_per_child=1) as makers,
    ):
        base = make_workspace(Path(folder))

        def write(case: Hostile, workspace: Path) -> None:
            makers.submit(make_file, case.reader, case.name, workspace).result()

        for case, runs in workers.map(lambda case: (case, try_file(case, base, write)), cases):
            tried.append((case, runs))
            for run in runs:
                _print_run(case, run, is_verbose=asked.verbose)
    _print_table(tried)
    return 1 if any(_find_faults(case, run) for case, runs in tried for run in runs) else 0


def _is_asked(case: Hostile, words: list[str]) -> bool:
    return not words or any(word in f"{case.reader}: {case.name}" for word in words)


def _find_faults(case: Hostile, run: Ran) -> list[str]:
    found = (run.has_traceback, run.is_over, case.honest and run.exit_code != 0)
    return [name for name, is_so in zip(FAULTS, found, strict=True) if is_so]


def _print_run(case: Hostile, run: Ran, *, is_verbose: bool) -> None:
    faults = _find_faults(case, run)
    if faults or is_verbose:
        print(
            f"{case.reader}: {case.name}: papers {' '.join(run.command)}: {run.seconds:.1f} s, "
            f"{run.size / 1e6:.0f} MB, exit {run.exit_code} {' '.join(run.findings)} {', '.join(faults)}",
            flush=True,
        )
    if faults:
        print("    " + run.printed.strip()[-300:].replace("\n", "\n    "), flush=True)


def _print_table(tried: list[tuple[Hostile, list[Ran]]]) -> None:
    """Print what was measured, as the page of figures has it."""
    by_reader = defaultdict[str, list[tuple[Hostile, list[Ran]]]](list)
    for case, runs in tried:
        by_reader[case.reader].append((case, runs))
    print(
        "\n| reader | files tried | commands run | longest, seconds | most memory, MB | tracebacks | over the limits |"
    )
    print("| --- " * 7 + "|")
    for reader, several in [*by_reader.items(), ("all", tried)]:
        every = [run for _, runs in several for run in runs]
        longest, most = max(run.seconds for run in every), max(run.size for run in every) / 1e6
        counts = (sum(run.has_traceback for run in every), sum(run.is_over for run in every))
        print(
            "|", " | ".join(map(str, (reader, len(several), len(every), f"{longest:.1f}", f"{most:.0f}", *counts))), "|"
        )
    print(f"\nThe limits: {SECONDS:.0f} s of the processor, {BYTES / 1e6:.0f} MB.")


if __name__ == "__main__":
    sys.exit(main())
