"""Explains each finding on the terminal, from one Markdown page for each code in explanations/."""

from __future__ import annotations

import difflib
import re
from importlib.resources import files
from textwrap import fill
from typing import TYPE_CHECKING

from cabinet_papers.findings.codes import CATALOGUE, FAMILIES, MILDER_AT_TIMES
from cabinet_papers.findings.diagnostics import Severity, Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cabinet_papers.findings.diagnostics import Code

FENCE = "```"
INDENT = "    "
# Words are compared by so many letters: "spaces" is found by "space". So many pages are listed, if nearly as good.
STEM, MOST_FOUND, CLOSE = 5, 12, 0.6
DRAWN = re.compile(r"^```text [^\n]*\.xlsx\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def explain(topic: str, width: int) -> str | None:
    """Return the explanation of a code, or the list of a family, of all ("") codes, or of those about the words typed.

    None if there is none.
    """
    wanted = topic.strip().upper()
    if wanted in CATALOGUE:
        code = CATALOGUE[wanted]
        page = read_page(wanted)
        return "\n".join(lay_out(f"{page}\n{describe_reading(page)}{describe_silencing(code)}", width))
    if wanted in FAMILIES:
        return "\n".join(list_family(wanted))
    if not wanted:
        return "\n".join(line for family in FAMILIES for line in list_family(family))
    numbers = find_by_words(topic)
    if len(numbers) == 1:
        return explain(numbers[0], width)
    return "\n".join([*map(_list_code, numbers), ""]) if numbers else None


def find_by_words(topic: str) -> list[str]:
    """Return the codes whose page has all the words, or most of them; those with them in their meaning first."""
    words = [each[:STEM] for each in re.findall(r"[^\W\d_]{3,}", topic.casefold())]
    if not words or re.fullmatch(r"\s*[A-Za-z]{3}\s*\d+\s*", topic):
        return []
    scores = {number: _score(words, code.meaning.casefold(), read_page(number).casefold())
              for number, code in CATALOGUE.items()}  # fmt: skip
    best = max(scores.values())
    found = [number for number, score in scores.items() if score and score >= best * CLOSE]
    return sorted(found, key=lambda number: -scores[number])[:MOST_FOUND] if best >= len(words) else []


def _score(words: list[str], meaning: str, page: str) -> float:
    """Return how well a page fits the words: each counts more in what the finding means."""
    return sum(3 if re.search(rf"\b{re.escape(word)}", meaning) else word in page for word in words)


def find_nearest(topic: str) -> str:
    """Return the code or family that was probably meant, "" if none is similar."""
    typed = topic.strip().upper()
    choices = [*CATALOGUE] if any(letter.isdigit() for letter in typed) else [*FAMILIES, *CATALOGUE]
    return next(iter(difflib.get_close_matches(typed, choices, 1, cutoff=0.45)), "")


def read_page(number: str) -> str:
    """Return the page of the code with this number."""
    return (files("cabinet_papers.findings") / "explanations" / f"{number}.md").read_text(encoding="utf-8")


def describe_reading(page: str) -> str:
    """Return what a reader has to know about the page's drawn workbooks, "" for nothing."""
    signs = ((r"\n", r"\n is a new line in a cell (Alt+Enter)"), ("{", "braces hold what Excel keeps beside a cell"))
    drawn = "".join(DRAWN.findall(page))
    said = " and ".join(meaning for sign, meaning in signs if sign in drawn)
    return f"In the drawing, {said}.\n\n" if said else ""


def describe_silencing(code: Code) -> str:
    """Return the last section of every page, which follows from how bad the finding is."""
    if code.optional:
        return (
            "## To switch it on\n\nIt is reported only if papers.yaml asks for it:\n\n"
            f"{FENCE}\ncheck: {{{code.number}: warning}}\n{FENCE}\n"
        )
    if code.severity is Severity.WARNING:
        of_style = "It is a matter of style, of which only the number is shown; papers check --all lists them.\n\n"
        return (of_style if code.weight is Weight.STYLE else "") + (
            "## To silence it\n\nIt is a warning. To silence it everywhere, write in papers.yaml:\n\n"
            f"{FENCE}\ncheck: {{{code.number}: off}}\n{FENCE}\n\n"
            "To silence it in one place, end that line of the YAML with this comment (for an answer in a workbook, the "
            f"line of the recommendation):\n\n{FENCE}\n# check: off {code.number}\n{FENCE}\n"
        )
    error = "no document that depends on it is written until it is corrected, and it cannot be switched off."
    if code.number in MILDER_AT_TIMES:
        milder = "As a warning it stops nothing unless you use --strict."
        return f"## To silence it\n\nAs an error, {error} {milder}\n"
    return f"## To silence it\n\nIt is an error: {error}\n"


def list_family(family: str) -> Iterator[str]:
    """Yield a family's heading and a line for each of its codes: number, severity, what it is about, meaning."""
    yield from lay_out(f"# {family}: {FAMILIES[family]}", width=0)
    for number in CATALOGUE:
        if number.startswith(family):
            yield _list_code(number)
    yield ""


def _list_code(number: str) -> str:
    code = CATALOGUE[number]
    return f"{number}  {code.severity:7}  {code.weight.name.lower():5}  {code.meaning}"


def lay_out(page: str, width: int) -> Iterator[str]:
    """Yield the lines of a Markdown page for a terminal: titles underlined, headings in capitals, fences indented."""
    paragraph: list[str] = []
    fenced = False
    for line in [*page.splitlines(), ""]:
        if line.startswith(FENCE):
            fenced = not fenced
            name = line.removeprefix(FENCE).partition(" ")[2]
            if name:
                yield f"{name}:"
            if not fenced:
                yield ""
        elif fenced:
            yield f"{INDENT}{line}".rstrip()
        elif line.startswith("#"):
            yield from _lay_out_heading(line)
        elif line:
            paragraph.append(line)
        elif paragraph:
            yield fill(" ".join(paragraph), width, break_long_words=False, break_on_hyphens=False)
            yield ""
            paragraph = []


def _lay_out_heading(line: str) -> Iterator[str]:
    level, _, text = line.partition(" ")
    yield from (text, "=" * len(text)) if level == "#" else (text.upper(),)
    yield ""
