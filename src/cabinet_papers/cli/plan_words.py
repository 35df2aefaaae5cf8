"""What `papers take` and `papers why` say: what services propose beside the plan, and what a row is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cabinet_papers.report.terminal import plain, wrap

if TYPE_CHECKING:
    from cabinet_papers.commands.take import Proposed, Taken
    from cabinet_papers.commands.why import Link
    from cabinet_papers.matter.plan import Action
    from cabinet_papers.matter.updates import Proposal

# What is said, by the keys of an update; all as wide as the longest.
LABELS = {"status": "Status", "progress": "Progress", "text": "Wording", "by": "Year", "completed": "Completed"}
INDENT, LABEL = "     ", "  "
WIDE = max(map(len, LABELS.values())) + 2


def list_proposed(proposed: Proposed, width: int) -> Iterator[str]:
    """Yield the lines of the list: by action what each service says, and below them who has said nothing."""
    number = ""
    for each in proposed.proposals:
        action = proposed.find_action(each.number)
        if each.number != number:
            yield from ([""] if number else [])
            yield from _hang(f"{each.number:<{len(INDENT)}}", action.wording, width)
            number = each.number
        is_taken = each.is_taken(action)
        saved = f", {each.saved.day} {each.saved:%B %Y}" if each.saved else ""
        yield from _hang(INDENT, f"{each.service}{saved}{': taken over' if is_taken else ''}", width)
        for key, text in each.said.items() if not is_taken else ():
            yield from _list_one(key, text, action, width)
    if proposed.awaited:
        named = ", ".join(f"{action.number} ({'; '.join(missing)})" for action, missing in proposed.awaited)
        yield from ([""] if number else [])
        yield from _hang("", f"No update yet: {named}", width)


def _list_one(key: str, text: str, action: Action, width: int) -> Iterator[str]:
    """Yield one thing that is said, and below it what the plan has in its place."""
    start = f"{INDENT}{LABEL}{LABELS[key]:<{WIDE}}"
    for line in text.split("\n"):
        yield from _hang(start, line, width)
        start = " " * len(start)
    has = {"text": action.wording, "by": str(action.by), "completed": str(action.completed)}.get(key, "")
    if has and has.split() != text.split():
        yield from _hang(f"{start}now: ", has, width)


def list_taken(taken: Taken, width: int) -> Iterator[str]:
    """Yield a line for each update that was taken over."""
    for each in taken.taken:
        yield from _hang("", f"action {each.number}, {each.service}: {_say(each)}", width)
    if not (taken.taken or taken.findings):
        yield "nothing was written: the plan has these updates already"


def _say(proposal: Proposal) -> str:
    return "; ".join(f"{LABELS[key].lower()} {' '.join(text.split())}" for key, text in proposal.said.items())


def _hang(start: str, text: str, width: int) -> list[str]:
    """Return the words with what comes before them; further lines begin below the words."""
    first, *further = wrap(plain(" ".join(text.split())), width, " " * len(start)) or [""]
    return [f"{start}{first[len(start) :]}", *further]


def list_links(links: Sequence[Link], width: int) -> Iterator[str]:
    """Yield what a row is made of, each with its place below it; what is behind something is further in."""
    above = None
    for each in links:
        start = "  " * each.depth
        yield from _hang(start, str(each.what), width)
        if each.place and each.place != above:
            yield from _hang(f"{start}  ", str(each.place), width)
        above = each.place
