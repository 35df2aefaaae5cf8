"""Action plans: years, asterisks, and the names of priorities in the summary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import BlockForm, CheckedMatter, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import finding
from cabinet_papers.findings.message import phrase
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.matter.when import When

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.findings.message import Message
    from cabinet_papers.matter.plan import ActionPlan

# "Year 2", "Years 2 and 3"; a year of four figures is none of the plan's numbers.
YEAR_OF_PLAN = re.compile(r"\byears? (\d{1,2}(?:(?: (?:and|or|to|&) |[-–/])\d{1,2})*)\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SHORT_YEAR = re.compile(r"\b((?:19|20)\d)\d ?[/–-] ?(\d\d)\b(?!\d)")
ASTERISK = re.compile(r"(?<=\w)\*+(?!\w|\*)|(?<!\S)\*+(?=\w)")
# How alike, in a hundredth, an item of the summary and a priority's name are where one means the other.
ALIKE = 80


def check_years(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find an action due in a year that the plan does not have: "Year 4" of three, or a date after the last."""
    plan = checked.plan
    if plan is None or not plan.years:
        return
    first, last = _span(plan)
    for priority in plan.priorities:
        for action in priority.actions:
            place = action.by_place or action.location
            typed = action.by if isinstance(action.by, str) else ""
            beyond = [number for number in _read_numbers(typed) if not 1 <= number <= len(plan.years)]
            years = [action.by.last.year] if isinstance(action.by, When) else list(map(int, YEAR.findall(typed)))
            if beyond:
                has = _describe_years(len(plan.years))
                message = phrase("action {} is due in Year {}, but {}", action.number, beyond[0], has)
            elif first and (outside := [year for year in years if not first <= year <= last]):
                message = phrase(
                    "action {} is due in {}, but the plan is for {} to {}", action.number, outside[0], first, last
                )
            else:
                continue
            yield finding(
                codes.PLN002, message, phrase("correct the year, or add the missing year under years:"), place
            )


def _read_numbers(typed: str) -> list[int]:
    """Return the numbers of the plan's years: 2 and 3 of "Years 2 and 3"."""
    return [int(number) for found in YEAR_OF_PLAN.findall(typed) for number in re.findall(r"\d+", found)]


def _describe_years(count: int) -> Message:
    return phrase("the plan has one year") if count == 1 else phrase("the plan has {} years", count)


def _span(plan: ActionPlan) -> tuple[int, int]:
    years = [int(year) for text in plan.years for year in YEAR.findall(text)]
    # "2028/29" lasts until 2029.
    years += [int(first[:2] + last) for text in plan.years for first, last in SHORT_YEAR.findall(text)]
    return (min(years), max(years)) if years else (0, 0)


def check_asterisks(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find the first asterisk after a word of a plan whose summary never says what asterisks mean."""
    if checked.plan is None:
        return
    explained = any(
        "*" in each.text and each.form is not BlockForm.ITEM
        for each in checked.text_blocks
        if each.source.kind is TextKind.MARKDOWN
        and re.search(r"\\?\*\s*(?:=|means|marks|indicates|denotes)", each.text)
    )
    for block in checked.text_blocks if not explained else ():
        if block.source.kind in (TextKind.NOTES, TextKind.ACTION, TextKind.SERVICE) and (
            found := ASTERISK.search(block.text)
        ):
            hint = phrase("write in the summary what the asterisk means, as in \\* means ..., or delete it")
            yield finding_in(codes.PLN003, block, *found.span(), phrase("nothing explains this asterisk"), hint)
            return


def check_summary_names(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find an item of the summary's list that names a priority differently from its heading."""
    if checked.plan is None:
        return
    from rapidfuzz import fuzz, process

    names = [priority.name for priority in checked.plan.priorities]
    for block in checked.text_blocks:
        if block.form is not BlockForm.ITEM or block.source.kind is not TextKind.MARKDOWN:
            continue
        item = block.text.strip().rstrip(".;,")
        best = process.extractOne(item.casefold(), [name.casefold() for name in names], scorer=fuzz.ratio)
        if best and best[1] >= ALIKE and item not in names and not (best[1] == 100 and item.casefold() in names):
            message = phrase('the summary says "{}", but the heading of this priority is "{}"', item, names[best[2]])
            hint = phrase("use the same words in both")
            yield finding_in(codes.PLN004, block, 0, len(block.text.rstrip()), message, hint)
