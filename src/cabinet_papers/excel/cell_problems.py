"""Problems of cells that are not printed exactly as they look in the sheet, for every file format."""

from __future__ import annotations

import re

from cabinet_papers.excel.cells import CellProblem
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.addresses import FOLLOW, WRAPPED, find_wrapped, unwrap
from cabinet_papers.matter.prose import Run

# What Excel and LibreOffice themselves show for an error.
KNOWN_ERROR = re.compile(r"#[A-Z/_0]+[!?]?|Err:\d{3}")

# A formula that shows words and links them to an address; OpenDocument writes "of:" before it.
LINK_FORMULA = re.compile(r'(?:of:)?=?\s*HYPERLINK\(\s*(?:"((?:[^"]|"")*)"\s*[,;)])?', re.IGNORECASE)
TYPE_IT = phrase("if readers need the address, type it into the text")


def report_error(shown: str) -> CellProblem:
    """Return the problem of a cell that shows an error such as #REF!."""
    message = phrase("the cell shows the error {}", Term(shown) if KNOWN_ERROR.fullmatch(shown) else shown)
    hint = phrase("correct the formula, or type what should be printed in its place")
    return CellProblem(codes.XLS008, message, hint)


def report_uncalculated(formula: str) -> CellProblem:
    """Return the problem of a formula saved without its result, by a program that does not calculate."""
    message = phrase('this formula was saved without its result: "{}"', formula)
    hint = phrase("open the workbook in Excel and save it, or type the result in place of the formula")
    return CellProblem(codes.XLS005, message, hint)


def find_in_looks(runs: tuple[Run, ...], *, is_link: bool = False) -> list[CellProblem]:
    """Return the problems of words that are struck out, underlined, in a font of signs, or cannot be seen.

    Links are underlined, which says nothing.
    """
    problems = []
    struck = "".join(run.text for run in runs if run.struck)
    unseen = "".join(run.text for run in runs if run.unseen)
    underlined = "" if is_link else "".join(run.text for run in runs if run.underlined)
    if struck.strip():
        message = phrase('"{}" is struck out, but is printed like the rest', struck)
        hint = phrase("if the words no longer apply, delete them; if they do, remove the line through them (Ctrl+5)")
        problems.append(CellProblem(codes.XLS013, message, hint))
    if unseen.strip():
        message = phrase(
            '"{}" cannot be seen in the sheet because of its colour, size or format, but it is printed', unseen
        )
        hint = phrase(
            "if the words should not be printed, delete them; if they should, make them visible (Home, Clear, Clear "
            "Formats)"
        )
        problems.append(CellProblem(codes.XLS022, message, hint))
    if underlined.strip():
        message = phrase('"{}" is underlined in the sheet, but not in the paper', underlined)
        hint = phrase("remove the underline (Home, Underline); if the words should stand out, make them bold instead")
        problems.append(CellProblem(codes.XLS023, message, hint))
    problems += [
        CellProblem(
            codes.XLS024,
            phrase(
                '"{}" is a sign of the font {} in the sheet, but a letter in the paper',
                run.text.strip(),
                Term(run.sign_font),
            ),
            phrase("write in words what the sign means"),
        )
        for run in runs
        if run.sign_font
    ]
    return problems


def read_link_formula(formula: str) -> str | None:
    """Return the address that a formula links to, "" where it takes it from elsewhere; None where it is no link."""
    found = LINK_FORMULA.match(formula)
    return None if found is None else (found[1] or "").replace('""', '"')


def report_formula_link(formula: str, words: str) -> list[CellProblem]:
    """Return the problem of a formula that links to an address which its words do not include."""
    address = read_link_formula(formula)
    if address == "" and words:
        return [CellProblem(codes.XLS016, phrase("the words of this link are printed, but not its address"), TYPE_IT)]
    return find_hidden_address(address or "", words)


def find_hidden_address(address: str, words: str) -> list[CellProblem]:
    """Return the problem of a link whose words do not include its address.

    If a mail filter made the address, only the real one is quoted: the other may show who received the mail.
    """
    real = unwrap(address)
    if not address or any(each and each.removeprefix("mailto:").rstrip("/") in words for each in (address, real)):
        return []
    shown = address if real is None else real
    message = phrase("the words of this link are printed, but not its address")
    if shown:
        message = phrase('the words of this link are printed, but not its address: "{}"', shown)
    return [CellProblem(codes.XLS016, message, TYPE_IT)]


def find_wrapped_addresses(words: str) -> list[CellProblem]:
    """Return the problem of each address among the words that a mail filter made."""
    return [
        CellProblem(codes.XLS021, WRAPPED, phrase("write {}", each.real) if each.real else FOLLOW)
        for each in find_wrapped(words)
    ]
