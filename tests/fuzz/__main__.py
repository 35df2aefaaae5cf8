"""Fuzzes the readers, each in a process of its own, guided by what of the code an input reaches.

    python -m tests.fuzz [--seconds 600] [--at-once 2] [TARGET...]

Each reader has to end with a result or a finding, in ten seconds and two gigabytes. An input with which one does not is
kept in tests/fuzz/corpus/TARGET, where the tests try it again; each cause is kept once.
"""

import argparse
import hashlib
import pkgutil
import random
import re
import signal
import subprocess
import sys
import tempfile
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
LIBRARIES = ("xlrd", "yaml", "markdown_it", "docx.image")
# Of the processor's time, which code that is watched takes about three times as much of.
LONGEST_SECONDS, MOST_MEGABYTES = 10, 2048
LONGEST_WATCHED = 3 * LONGEST_SECONDS


class TooSlow(BaseException):
    """An input took longer than any may."""


def find_cause(error: BaseException) -> str:
    """Return what tells this failure from others: its kind, and where in the program it happened."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [each for each in frames if "cabinet_papers" in each.filename] or frames
    return f"{type(error).__name__} {Path(own[-1].filename).name}:{own[-1].lineno}"


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one reader in this process, which does not come back."""
    import atheris

    with atheris.instrument_imports(include=["cabinet_papers", *LIBRARIES]):
        import cabinet_papers

        for module in pkgutil.walk_packages(cabinet_papers.__path__, "cabinet_papers."):
            if not module.name.endswith("__main__"):
                __import__(module.name)
        from tests.fuzz.desk import Source
        from tests.fuzz.targets import TARGETS
    target, known = TARGETS[name], set[str]()

    def stop(_: int, __: FrameType | None) -> None:
        raise TooSlow

    signal.signal(signal.SIGPROF, stop)

    def try_input(content: bytes) -> None:
        signal.setitimer(signal.ITIMER_PROF, LONGEST_WATCHED)
        try:
            target.read(content)
        except (Exception, TooSlow) as error:  # noqa: BLE001
            signal.setitimer(signal.ITIMER_PROF, 0)
            keep(name, content, error, known)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def mutate(content: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        source = Source(chance.randrange, lambda text: atheris.Mutate(text, len(text) + 40))
        mutated = target.mutate(content, source)
        return mutated if len(mutated) <= most else content

    with tempfile.TemporaryDirectory() as begun:
        for content in [*target.seeds(), *(each.read_bytes() for each in (CORPUS / name).glob("*"))]:
            Path(begun, hashlib.sha256(content).hexdigest()[:12]).write_bytes(content)
        options = [
            f"-max_total_time={seconds}", f"-rss_limit_mb={MOST_MEGABYTES}", "-max_len=300000", "-print_final_stats=1",
            "-timeout=600", f"-artifact_prefix={CORPUS / name}/",
        ]  # fmt: skip
        (CORPUS / name).mkdir(parents=True, exist_ok=True)
        atheris.Setup([name, begun, *options], try_input, custom_mutator=mutate)
        atheris.Fuzz()


def keep(name: str, content: bytes, error: BaseException, known: set[str]) -> None:
    """Keep the first input with each cause, and say it."""
    cause = find_cause(error)
    if cause not in known:
        known.add(cause)
        path = CORPUS / name / f"{hashlib.sha256(content).hexdigest()[:12]}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(f"FOUND {cause} {path}", file=sys.stderr)  # noqa: T201
        traceback.print_exception(error)


def run(name: str, seconds: int) -> str:
    """Fuzz one reader in another process, and return its row of the table."""
    command = [sys.executable, "-m", "tests.fuzz", "--here", "--seconds", str(seconds), name]
    ran = subprocess.run(command, capture_output=True, text=True, errors="replace", cwd=HERE.parent.parent)
    (Path(tempfile.gettempdir()) / f"fuzz-{name}.txt").write_text(ran.stderr, encoding="utf-8")
    tried = re.search(r"number_of_executed_units: (\d+)", ran.stderr)
    edges = re.findall(r"cov: (\d+)", ran.stderr)
    found = sorted(set(re.findall(r"^FOUND (.+)|^SUMMARY: (.+)", ran.stderr, re.MULTILINE)))
    row = f"| {name} | {tried[1] if tried else '-'} | {seconds // 60} | {edges[-1] if edges else '-'} | {len(found)} |"
    return "\n".join([row, *("".join(each) for each in found)])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("names", nargs="*", metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        fuzz(asked.names[0], asked.seconds)
        return
    from tests.fuzz.targets import TARGETS

    print("| reader | executions | minutes | edges | found |\n|---|---|---|---|---|", flush=True)  # noqa: T201
    with ThreadPoolExecutor(asked.at_once) as pool:
        rows = []
        for row in pool.map(lambda name: run(name, asked.seconds), asked.names or TARGETS):
            print(row, flush=True)  # noqa: T201
            rows.append(row)
    # What was found is named below its row; a fuzzer that did not run has counted nothing.
    sys.exit(any("\n" in row or "| - |" in row for row in rows))


if __name__ == "__main__":
    main()
