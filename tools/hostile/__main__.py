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
    faults = ["TRACEBACK"] if run.has_traceback else []
    faults += ["OVER THE LIMITS"] if run.is_over else []
    return faults + (["AN HONEST FILE WAS REFUSED"] if case.honest and {"XLS002", "YML009"} & {*run.findings} else [])


def _print_run(case: Hostile, run: Ran, *, is_verbose: bool) -> None:
    faults = _find_faults(case, run)
    if faults or is_verbose:
        print(
            f"{case.reader}: {case.name}: papers {' '.join(run.command)}: {run.seconds:.1f} s, "
            f"{run.size / 1e6:.0f} MB, exit {run.exit_code} {' '.join(run.findings)} {', '.join(faults)}",
            flush=True,
        )
    if "TRACEBACK" in faults:
        print("    " + run.printed.strip()[-300:].replace("\n", "\n    "), flush=True)


def _print_table(tried: list[tuple[Hostile, list[Ran]]]) -> None:
    by_reader = defaultdict[str, list[tuple[Hostile, list[Ran]]]](list)
    for case, runs in tried:
        by_reader[case.reader].append((case, runs))
    print(f"\n{'reader':32}{'files':>6}{'runs':>6}{'seconds':>9}{'MB':>6}{'tracebacks':>12}{'over':>6}")
    for reader, several in [*by_reader.items(), ("all", tried)]:
        runs = [run for _, each in several for run in each]
        print(
            f"{reader:32}{len(several):6}{len(runs):6}{max((run.seconds for run in runs), default=0):9.1f}"
            f"{max((run.size for run in runs), default=0) / 1e6:6.0f}"
            f"{sum(run.has_traceback for run in runs):12}{sum(run.is_over for run in runs):6}"
        )
    print(f"The limits: {SECONDS:.0f} s of the processor, {BYTES / 1e6:.0f} MB.")


if __name__ == "__main__":
    sys.exit(main())
