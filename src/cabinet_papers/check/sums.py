"""Whether numbers add up: a table's to its total, a sentence's parts to the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.check.checked_matter import CheckedMatter, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import finding
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.prose import Table
from cabinet_papers.matter.typed_text import TextKind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.answered import Answered

NUMBER = re.compile(r"-?[£$€]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?[£$€]?\d+(?:\.\d+)?")
TOTAL = re.compile(r"\b(?:sub)?totals?\b|\ball\b|\bsum\b|\boverall\b", re.IGNORECASE)
# A whole, then a dash or colon, then its parts: "56 are better - 29 with support and 31 without".
WHOLE = re.compile(r"(?P<whole>\b\d{1,3}(?:,\d{3})*\b)[^.;:–—\d]{3,120}?(?: [–—-] |: )(?P<parts>[^.;:]*\d[^.;:]*)")
OUT_OF = re.compile(r"\b[Oo](?:ut )?f (?:the |a total of )?(?P<whole>\d{1,3}(?:,\d{3})*)\b(?P<parts>[^.;:]*\d[^.;:]*)")
# A number of things: no money, no share, no place in a row, no time.
PART = re.compile(
    r"(?<![\d£$€.,/-])\b\d{1,3}(?:,\d{3})*\b(?![\d%.]*\d|%|st\b|nd\b|rd\b|th\b|/"
    r"| (?:per cent|years?|months?|weeks?|days?|hours?)\b)"
)
PLACE = re.compile(r"\b(?:paragraphs?|sections?|actions?|points?|appendix|pages?|years?|in|by|since) $", re.IGNORECASE)
# If the parts differ from the whole by more than this, they are not its parts.
NEAR = 0.25
FEW_ROWS, FEW_PARTS = 2, 2


class Figures(NamedTuple):
    """A table's headings and its numbers by column; None where a cell holds no number."""

    headings: tuple[str, ...]
    labels: tuple[str, ...]
    columns: tuple[tuple[float | None, ...], ...]


def check_table_sums(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a table whose rows do not add up to its total, or to the totals in another table of the same answer."""
    for row in checked.paper.own_rows if checked.paper else ():
        if row.response and not row.recommendation.withdrawn:
            blocks = row.response.comment.blocks
            # One that is there twice has the same sums.
            tables = list(dict.fromkeys(_read(block) for block in blocks if isinstance(block, Table)))
            shown = not row.recommendation.answer_is_exempt
            for table in tables:
                yield from _check_own_total(table, row, shown)
            for table in tables:
                for other in tables:
                    if table is not other:
                        yield from _check_against(table, other, row, shown)


def _read(table: Table) -> Figures:
    rows = [["\n".join(part.text for part in cell) for cell in row] for row in table.rows]
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    columns = tuple(tuple(_number(row[at]) for row in rows[1:]) for at in range(width))
    return Figures(tuple(rows[0]), tuple(row[0] for row in rows[1:]), columns)


def _number(text: str) -> float | None:
    found = NUMBER.fullmatch(text.strip())
    return float(re.sub(r"[^\d.-]", "", found[0])) if found else None


def _check_own_total(table: Figures, row: Answered, shown: bool) -> Iterator[Diagnostic]:
    if len(table.labels) <= FEW_ROWS or not re.match(r"\W*(?:grand )?total\b", table.labels[-1], re.IGNORECASE):
        return
    for heading, column in list(zip(table.headings, table.columns, strict=True))[1:]:
        *parts, total = column
        numbers = [part for part in parts if part is not None]
        if total is not None and len(numbers) > 1 and not _same(sum(numbers), total):
            yield _report_sum(heading, sum(numbers), total, row, shown)


def _check_against(table: Figures, totals: Figures, row: Answered, shown: bool) -> Iterator[Diagnostic]:
    """Compare a table with one of totals; if one column agrees, the totals are those of its rows."""
    if len(table.labels) <= FEW_ROWS or len(totals.labels) != 1 or TOTAL.search(table.labels[-1]):
        return
    pairs = []
    for heading, column in list(zip(table.headings, table.columns, strict=True))[1:]:
        numbers = [each for each in column if each is not None]
        for other, values in zip(totals.headings, totals.columns, strict=True):
            if values[0] is not None and len(numbers) == len(column) and _names_the_same(heading, other):
                pairs.append((heading, sum(numbers), values[0]))
    if any(_same(found, total) for _, found, total in pairs):
        yield from (_report_sum(*pair, row, shown) for pair in pairs if not _same(pair[1], pair[2]))


def _same(one: float, other: float) -> bool:
    return abs(one - other) < 0.006


def _names_the_same(heading: str, other: str) -> bool:
    mine, theirs = (set(re.findall(r"[a-z]{3,}", text.casefold())) for text in (heading, other))
    return bool(mine) and (mine <= theirs or theirs <= mine)


def _report_sum(heading: str, found: float, total: float, row: Answered, shown: bool) -> Diagnostic:
    typed_texts = row.response.typed_texts if row.response else ()
    place = next((each.location for each in typed_texts if each.kind is TextKind.COMMENT), row.place)
    number = row.recommendation.printed
    message = phrase("recommendation {}: the numbers of a table do not add up to its total", number)
    if shown:
        message = phrase(
            'recommendation {}: the numbers under "{}" add up to {}, but the total given is {}',
            number, heading, Term(f"{found:,g}"), Term(f"{total:,g}"),
        )  # fmt: skip
    hint = phrase("correct the wrong number, or say under Comment why they differ")
    return finding(codes.RES019, message, hint, place)._replace(number=row.recommendation.number)


def check_sentence_sums(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find "56 are better - 29 with support and 31 without", whose parts make 60."""
    for block in checked.prose:
        for pattern in (WHOLE, OUT_OF):
            for found in pattern.finditer(block.text):
                whole = int(found["whole"].replace(",", ""))
                parts = [int(each[0].replace(",", "")) for each in PART.finditer(found["parts"])]
                total = sum(parts)
                if len(parts) < FEW_PARTS or max(parts) >= whole or PLACE.search(block.text[: found.start("whole")]):
                    continue
                # Of a whole some parts may be left out.
                if pattern is OUT_OF and total < whole:
                    continue
                if total != whole and abs(total - whole) <= NEAR * whole:
                    message = phrase("the parts do not add up to the number in the text")
                    # Numbers are never withheld.
                    if not block.source.exempt:
                        sum_of_parts = Term(" + ".join(map(str, parts)))
                        message = phrase(
                            "the parts add up to {} ({}), but the text says {}", total, sum_of_parts, found["whole"]
                        )
                    hint = phrase("correct the wrong number")
                    yield finding_in(codes.RES020, block, *found.span("whole"), message, hint)
