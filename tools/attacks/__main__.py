"""Tries every hostile template, and prints a table by the kind of attack.

    python -m tools.attacks [--jobs N] [--damage N] [--verbose] [WORD...]

With words only the attacks whose kind or name has one of them. What gets into a paper, a traceback, or one over the
limits is printed, and the exit code is 1. On Linux.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tools.attacks.every import AT_ONCE, list_attacks, try_some
from tools.attacks.placeholders import CHANCE
from tools.attacks.tried import Tried

OUTCOMES = ("refused", "harmless", "GOT THROUGH", "OVER THE LIMITS", "TRACEBACK")


def _try_all(jobs: int, seed: int, damage: int, words: list[str]) -> Iterator[Tried]:
    """Yield what comes of each attack; texts are stored in another order with each seed."""
    os.environ["PYTHONHASHSEED"] = str(seed)
    count = len(list_attacks(damage, words))
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        running = [pool.submit(try_some, first, damage, words) for first in range(0, count, AT_ONCE)]
        for each in running:
            yield from each.result()


def main() -> int:
    """Try the templates, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.attacks", description="Try every hostile template.")
    parser.add_argument("words", nargs="*", help="only attacks whose kind or name has one of these words")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--damage", type=int, default=300, help="so many random changes of each kind and template")
    parser.add_argument("--verbose", action="store_true", help="print every attack")
    asked = parser.parse_args()
    tried = []
    for each in _try_all(asked.jobs, 1, asked.damage, asked.words):
        tried.append(each)
        _print(each, is_verbose=asked.verbose)
    by_chance = {each.name: each.digest for each in tried if each.kind == CHANCE}
    if by_chance:
        again = _try_all(asked.jobs, 2, 0, [CHANCE])
        for name in (each.name for each in again if each.digest != by_chance.get(each.name, each.digest)):
            at = next(at for at, each in enumerate(tried) if (each.kind, each.name) == (CHANCE, name))
            tried[at] = tried[at]._replace(outcome="GOT THROUGH", said="another text the second time")
            _print(tried[at], is_verbose=True)
    return _print_table(tried)


def _print(each: Tried, *, is_verbose: bool) -> None:
    if is_verbose or each.outcome.isupper():
        print(
            f"{each.kind}: {each.name}: {each.outcome} {' '.join(each.findings)} {each.seconds:.1f} s {each.said}",
            flush=True,
        )


def _print_table(tried: list[Tried]) -> int:
    """Print the counts of each kind, and return the exit code."""
    print("| kind of attack | templates tried | refused | harmless | got through | over the limits | tracebacks |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    kinds = dict.fromkeys(each.kind for each in tried)
    for kind, some in [*((kind, [each for each in tried if each.kind == kind]) for kind in kinds), ("all", tried)]:
        counts = Counter(each.outcome for each in some)
        print(f"| {kind} | {len(some):,} | {' | '.join(f'{counts[each]:,}' for each in OUTCOMES)} |")
    longest = max(tried, key=lambda each: each.seconds, default=None)
    if longest:
        most = max(each.size for each in tried) / 1e6
        print(
            f"\nThe longest took {longest.seconds:.1f} s of the processor ({longest.name[:60]}); "
            f"the most memory was {most:.0f} MB."
        )
    return int(any(each.outcome.isupper() for each in tried))


if __name__ == "__main__":
    sys.exit(main())
