"""The end of a run: what was not written and why, what was, and what comes next, on the screen that stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cabinet_papers.findings.diagnostics import Weight
from cabinet_papers.report.alike import Alike
from cabinet_papers.report.order import find_matter_name
from cabinet_papers.report.source_lines import SourceLines
from cabinet_papers.report.terminal import plain, wrap
from cabinet_papers.report.text import DEEPER, can_fix, count, write_counts

# So many errors are repeated at most, and so many matters named.
MOST_ERRORS, MOST_NAMED = 6, 8


class Ending(NamedTuple):
    """What a command has to say after its findings: matters that were not written, what was, and what comes next.

    `hidden` says of what it found and does not show.
    """

    not_written: tuple[str, ...] = ()
    written: str = ""
    hidden: str = ""
    next_step: str = ""


def hold_back_style(alike: Sequence[Alike]) -> tuple[list[Alike], list[Alike]]:
    """Return the findings that are shown in full, and the warnings of style, of which there is only a count."""
    held = [each for each in alike if each.first.code.weight is Weight.STYLE and not each.first.is_error]
    return [each for each in alike if each not in held], held


def say_style(held: Sequence[Alike]) -> str:
    """Return how many findings of style there are, by their codes, and how they are listed; "" for none."""
    if not held:
        return ""
    codes = Counter(each.first.code.number for each in held)
    listed = ", ".join(code if times == 1 else f"{code} {times} times" for code, times in sorted(codes.items()))
    matters = {find_matter_name(each.first.location) for each in held} - {""}
    name = f" {_quote(matters.pop())}" if len(matters) == 1 else ""
    several = f" in {len(matters)} matters" if len(matters) > 1 else ""
    verb, them = ("is", "it") if len(held) == 1 else ("are", "them")
    return f"of these {len(held)} {verb} of style{several} ({listed}): papers check{name} --all shows {them}"


def write_ending(
    ending: Ending, alike: Sequence[Alike], held: Sequence[Alike], lines: SourceLines, width: int, *, repeats: bool
) -> list[str]:
    """Return the lines after the findings, of which those `held` were not shown.

    With `repeats` the errors are named again, as they are off the screen.
    """
    errors = [each for each in alike if each.first.is_error]
    fixable = sum(can_fix(found, lines) for each in alike for found in each.findings)
    blocks = [
        _wrap_each([write_counts(alike), say_style(held)], width),
        _repeat(errors, width) if repeats else [],
        _wrap_each(
            [
                ending.hidden,
                _say_not_written(ending.not_written, errors),
                ending.written,
                f"{fixable} can be fixed with papers check --fix" if fixable else "",
                f"Next: {ending.next_step}" if ending.next_step else "",
            ],
            width,
        ),
    ]
    return [row for block in blocks if block for row in ("", *block)][1:]


def _wrap_each(said: Iterable[str], width: int) -> list[str]:
    return [row for line in said if line for row in wrap(plain(line), width)]


def _repeat(errors: Sequence[Alike], width: int) -> list[str]:
    """Return the errors in short: place, code and what is wrong."""
    rows: list[str] = []
    for each in errors[:MOST_ERRORS]:
        place = f"{each.first.location.file}{', ' if each.places else ''}{each.places}"
        rows += wrap(plain(f"{each.first.code.number} {place}:"), width)
        rows += wrap(plain(f"{each.said[0].message}"), width, DEEPER)[:2]
    if len(errors) > MOST_ERRORS:
        rows.append(f"and {count(len(errors) - MOST_ERRORS, 'more error')}, shown above")
    return rows


def _say_not_written(matters: Sequence[str], errors: Sequence[Alike]) -> str:
    """Return which matters were not written, each with the number of its errors; "" where all were."""
    if not matters:
        return ""
    own = {name: sum(find_matter_name(each.first.location) == name for each in errors) for name in matters}
    named = [f"{name} ({count(own[name], 'error')})" if own[name] else name for name in matters[:MOST_NAMED]]
    further = f" and {len(matters) - MOST_NAMED} more" if len(matters) > MOST_NAMED else ""
    shared = dict.fromkeys(
        each.first.location.file for each in errors if find_matter_name(each.first.location) not in own
    )
    cause = f", because of {', '.join(shared)}" if shared and not all(own.values()) else ""
    return f"Not written: {', '.join(named)}{further}{cause}"


def _quote(name: str) -> str:
    return f'"{name}"' if " " in name else name
