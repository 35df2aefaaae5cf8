"""What may be said of a cell whose words are not simply what it shows, whichever program saved it."""

from __future__ import annotations

from collections.abc import Iterable

from cabinet_papers.excel.cells import CellProblem
from cabinet_papers.findings import codes
from cabinet_papers.matter.addresses import FOLLOW, WRAPPED, find_wrapped, unwrap
from cabinet_papers.matter.prose import Run


def say_error(shown: str) -> CellProblem:
    """Return the problem of a cell that shows an error such as #REF!."""
    return CellProblem(
        codes.XLS008, f"the cell shows the error {shown}", "mend the formula, or type what should be printed"
    )


def say_uncalculated(formula: str) -> CellProblem:
    """Return the problem of a formula saved without its value, as a program does that does not calculate."""
    message = f"the cell holds the formula {formula[:60]} without its value"
    return CellProblem(codes.XLS005, message, "open the workbook in Excel and save it, or type the value itself")


def find_in_looks(runs: tuple[Run, ...]) -> list[CellProblem]:
    """Return the problems of words that are struck out, and of words that nobody can see; none where none are."""
    problems = []
    if struck := _quote(run.text for run in runs if run.struck):
        message = f"{struck} is struck out, and is printed like the rest"
        problems.append(CellProblem(codes.XLS013, message, "delete the words if they no longer count"))
    if unseen := _quote(run.text for run in runs if run.unseen):
        message = f"{unseen} cannot be seen in the sheet by its colour, size or format, and is printed like the rest"
        hint = "delete the words if they should not be printed, else give them a look that can be seen (Home, Clear)"
        problems.append(CellProblem(codes.XLS022, message, hint))
    return problems


def _quote(texts: Iterable[str]) -> str:
    """Return the texts in quotation marks, cut to what can be read at a glance; "" where they hold no word."""
    flat = " ".join("".join(texts).split())
    return f'"{flat[:60]}{"..." if len(flat) > 60 else ""}"' if flat else ""


def find_hidden_address(address: str, words: str) -> list[CellProblem]:
    """Return the problem of a link whose address is not among its words; none where it is.

    Of an address that a mail filter made the real one is told: the other may say whose mail it came from.
    """
    real = unwrap(address)
    if not address or any(each and each.removeprefix("mailto:").rstrip("/") in words for each in (address, real)):
        return []
    leads = (real or "an address of a mail filter") if real is not None else address
    message = f"the cell is a link to {leads[:100]}; its words are printed, the address is not"
    return [CellProblem(codes.XLS016, message, "type the address into the text if it should be printed")]


def find_wrapped_addresses(words: str) -> list[CellProblem]:
    """Return the problem of each address among the words that a mail filter made."""
    return [
        CellProblem(codes.XLS021, WRAPPED, f"write {each.real}" if each.real else FOLLOW, FOLLOW)
        for each in find_wrapped(words)
    ]
