"""What `papers status` says of each matter, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from cabinet_papers.commands.status import Built, MatterStatus, Step, WorkspaceStatus
from cabinet_papers.report.ending import quote_name
from cabinet_papers.report.table import Row
from cabinet_papers.report.text import count

if TYPE_CHECKING:
    from cabinet_papers.commands.facts import MatterFacts
    from cabinet_papers.matter.when import When

HEADINGS = ("Matter", "Answered", "Due", "Cabinet", "Papers")
# So many matters are named in a line of what comes next, and so many such lines there are.
MOST_NAMED, MOST_STEPS = 4, 5


def say_row(matter: MatterStatus) -> Row:
    """Return the row of a matter."""
    facts = matter.facts
    cells = (matter.name, _say_answered(facts), _say_due(matter), _say_cabinet(matter), _say_papers(matter))
    return Row(cells, is_urgent=bool(matter.overdue or matter.late))


def _say_due(matter: MatterStatus) -> str:
    due = matter.facts.due
    if matter.late:
        further = f" and {len(matter.late) - MOST_NAMED} more" if len(matter.late) > MOST_NAMED else ""
        return f"{count(len(matter.late), 'action')} overdue: {', '.join(matter.late[:MOST_NAMED])}{further}"
    if not matter.facts.awaited:
        return _say_day(due) if due else ""
    return f"{_say_day(due)}, {_say_in(matter.due_in or 0, due)}" if due else "no date"


def _say_answered(facts: MatterFacts) -> str:
    if not facts.asked:
        return "action plan" if facts.is_plan else "nothing asked"
    answered = f"{facts.asked - len(facts.awaited)} of {facts.asked}{' updated' if facts.is_plan else ''}"
    return f"{answered}; awaited {_say_awaited(facts)}" if facts.awaited else answered


def _say_awaited(facts: MatterFacts) -> str:
    """Return the numbers of the recommendations without an answer, by who answers them."""
    numbers: dict[tuple[str, ...], list[str]] = {}
    for each in facts.awaited:
        numbers.setdefault(each.members, []).append(each.number)
    return "; ".join(
        f"from {', '.join(members)}: {', '.join(own)}" if members else f": {', '.join(own)}"
        for members, own in numbers.items()
    ).removeprefix(": ")


def _say_cabinet(matter: MatterStatus) -> str:
    facts, when = matter.facts, matter.facts.cabinet
    if when is None:
        return "agreed" if facts.is_agreed else "no date" if matter.is_open else ""
    if facts.is_agreed:
        return f"{_say_day(when)}, agreed"
    days = matter.cabinet_in or 0
    if not matter.is_open:
        return _say_day(when)
    if days < 0:
        return f"{_say_day(when)}; Cabinet met {_say_in(days, when)}: still a draft"
    return f"{_say_day(when)}, {_say_in(days, when)}"


def _say_papers(matter: MatterStatus) -> str:
    day = _say_iso(matter.built_on)
    errors = count(matter.facts.errors, "error")
    if matter.facts.errors:
        return f"{errors}; papers of {day} are out of date" if day else f"{errors}, not built"
    said = {
        Built.NOTHING: "none to build",
        Built.NOT_BUILT: "not built",
        Built.UNKNOWN: f"built {day}, perhaps out of date",
        Built.CHANGED: f"changed since {day}",
        Built.EDITED: f"edited in Word since {day}",
        Built.CURRENT: "up to date",
    }
    return said[matter.built]


def say_counts(found: WorkspaceStatus, day: date) -> str:
    """Return how many matters there are, and how many of them are overdue or wait for answers."""
    overdue = sum(each.overdue > 0 for each in found.matters)
    awaited = sum(bool(each.facts.awaited) for each in found.matters)
    names = [each.name for each in found.matters if each.overdue > 0]
    further = f" and {overdue - MOST_NAMED} more" if overdue > MOST_NAMED else ""
    parts = [f"{overdue} overdue ({', '.join(names[:MOST_NAMED])}{further})"] * bool(overdue)
    parts += [f"{awaited} with answers awaited"] * bool(awaited)
    return f"{count(len(found.matters), 'matter')} on {_say_date(day)}{': ' if parts else ''}{', '.join(parts)}"


def list_steps(found: WorkspaceStatus) -> list[str]:
    """Return what is to be done next, for the matters that are overdue first; one line a kind of step."""
    steps = ["papers check, which lists what is wrong with papers.yaml"] if found.settings_errors else []
    by_step: dict[Step, list[MatterStatus]] = {}
    for each in found.matters:
        by_step.setdefault(each.step, []).append(each)
    steps += [_say_step(step, matters) for step, matters in by_step.items() if step is not Step.NOTHING]
    return steps[:MOST_STEPS]


def _say_step(step: Step, matters: Sequence[MatterStatus]) -> str:
    first, names = matters[0], _name(each.name for each in matters)
    if step is Step.CORRECT:
        return f"correct the errors that papers check{names} lists"
    if step is Step.RECORD:
        further = f"; and so for {count(len(matters) - 1, 'more matter')}" if matters[1:] else ""
        return (
            f"put what Cabinet agreed into the response sheet and status: agreed below response: in {first.file}, then "
            f"papers build{_name([first.name])}{further}"
        )
    if step is Step.ASK:
        return f"papers sheet{names}, then send the sheets out"
    if step is Step.BUILD:
        return f"papers build{names}"
    members = dict.fromkeys(name for each in matters for one in each.facts.awaited for name in one.members)
    who = ", ".join([*members][:MOST_NAMED]) or "the Cabinet Member"
    further = f" and {len(members) - MOST_NAMED} more" if len(members) > MOST_NAMED else ""
    return f"get the answers of {who}{further}"


def _name(names: Iterable[str]) -> str:
    """Return the names as they follow a command; nothing where they are too many to be typed, and all are meant."""
    every = [*names]
    return "".join(f" {quote_name(each)}" for each in every) if len(every) <= MOST_NAMED else ""


def _say_in(days: int, when: When) -> str:
    """Return how far away a day is: "in 3 days", "today", "3 days ago"; of a month that has begun "this month"."""
    if when.is_month and 0 <= days <= (when.last - when.first).days:
        return "this month"
    if days == 0:
        return "today"
    return f"in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} ago"


def _say_day(when: When) -> str:
    """Return the last day of it: that is when it is over."""
    return f"{when.first:%b %Y}" if when.is_month else _say_date(when.last)


def _say_iso(day: str) -> str:
    try:
        return _say_date(date.fromisoformat(day))
    except ValueError:
        return day


def _say_date(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
