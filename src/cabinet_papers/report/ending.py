"""The end of a run: what was not written and why, what was, and what comes next, on the screen that stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Weight
from cabinet_papers.report.alike import Alike
from cabinet_papers.report.order import find_matter_name
from cabinet_papers.report.source_lines import SourceLines
from cabinet_papers.report.terminal import plain, wrap
from cabinet_papers.report.text import DEEPER, can_fix, count, write_counts

# So many matters are named at most.
MOST_NAMED = 8


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
    shown: list[Alike] = []
    held: list[Alike] = []
    for each in alike:
        is_style = each.first.code.weight is Weight.STYLE and not each.first.is_error
        (held if is_style else shown).append(each)
    return shown, held


def say_style(held: Sequence[Alike]) -> str:
    """Return how many findings of style there are, by their codes, and how they are listed; "" for none."""
    if not held:
        return ""
    codes = Counter(each.first.code.number for each in held)
    listed = ", ".join(code if times == 1 else f"{code} {times} times" for code, times in sorted(codes.items()))
    matters = {find_matter_name(each.first.location) for each in held} - {""}
    name = f" {quote_name(matters.pop())}" if len(matters) == 1 else ""
    several = f" in {len(matters)} matters" if len(matters) > 1 else ""
    verb, them = ("is", "it") if len(held) == 1 else ("are", "them")
    return f"of these {len(held)} {verb} of style{several} ({listed}): papers check{name} --all shows {them}"


def write_ending(
    ending: Ending,
    alike: Sequence[Alike],
    held: Sequence[Alike],
    lines: SourceLines,
    window: tuple[int, int],
    above: int,
) -> list[str]:
    """Return the lines after the findings, which took the lines `above`; those `held` were not shown.

    `window` is how many columns and lines are seen. Errors that have left the screen are named again, as many as fit.
    """
    width, height = window
    errors = [each for each in alike if each.first.is_error]
    # What could not be corrected just now cannot be the next time.
    stuck = {each.first.location.file for each in alike if each.first.code is codes.OUT006}
    loose = [found for each in alike for found in each.findings if found.location.file not in stuck]
    fixable = sum(can_fix(found, lines) for found in loose)
    counts = _wrap_each([write_counts(alike), say_style(held)], width)
    last = [
        ending.hidden,
        _say_not_written(ending.not_written, errors),
        ending.written,
        f"{fixable} can be fixed with papers check --fix" if fixable else "",
        f"Next: {ending.next_step}" if ending.next_step else "",
    ]
    blocks = [counts, _wrap_each(last, width)]
    rows = _part(blocks)
    # One line is for the shell's next prompt, and there is a gap above this and above what is repeated.
    room = height - 1 - len(rows)
    return rows if above + 1 <= room else _part([counts, _repeat(errors, width, room - 1), blocks[-1]])


def _part(blocks: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of the blocks, with an empty line between two."""
    return [row for block in blocks if block for row in ("", *block)][1:]


def _wrap_each(said: Iterable[str], width: int) -> list[str]:
    return [row for line in said if line for row in wrap(plain(line), width)]


def _repeat(errors: Sequence[Alike], width: int, room: int) -> list[str]:
    """Return the errors in short, at least the first and as many as there is room for: place, code, what is wrong."""
    rows: list[str] = []
    for at, each in enumerate(errors):
        place = f"{each.first.location.file}{', ' if each.places else ''}{each.places}"
        own = wrap(plain(f"{each.first.code.number} {place}:"), width)
        own += wrap(plain(str(each.said[0].message)), width, DEEPER)[:2]
        is_last = at == len(errors) - 1
        if rows and len(rows) + len(own) + (not is_last) > room:
            return [*rows, *wrap(f"and {count(len(errors) - at, 'more error')}, shown above", width)]
        rows += own
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


def quote_name(name: str) -> str:
    """Return a name as it is typed in a command."""
    return f'"{name}"' if " " in name else name
