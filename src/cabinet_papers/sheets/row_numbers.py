"""Which recommendation the No. of a row names: as its sheet was written, else as the matter is numbered now.

Excel makes other things of what is typed there: 1.10 becomes 1.1, and 2.1 in some countries the second of January. So
a number may stand for several recommendations; it never decides alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from cabinet_papers.matter.columns import NUMBER
from cabinet_papers.matter.numbering import fold_number, is_count
from cabinet_papers.sheets.form import Asked

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Cell
    from cabinet_papers.sheets.form_table import TableRow
    from cabinet_papers.sheets.reference import Reference

# A row that is about several recommendations has the number of the first above the others.
FIRST = re.compile(r"[^\s,;]+")
SPOKEN = re.compile(r"^(?:recommendations?|recs?|nos?|nr)\b[.:]?\s*", re.IGNORECASE)


class RowNumbers:
    """Reads the numbers of one worksheet's rows."""

    def __init__(self, recommendations: Sequence[Asked], references: Iterable[Reference]) -> None:
        self.now = {fold_number(each.printed): each.number for each in recommendations}
        self.then = {fold_number(each.said): each.number for each in references}
        self.is_plain = all(name == str(count) for name, count in (*self.now.items(), *self.then.items()))

    def read(self, row: TableRow) -> str:
        """Return what the row's No. says: as it is typed where numbers only count, else the count that it means."""
        if self.is_plain:
            return row.text(NUMBER)
        meant = self.find(row.cells.get(NUMBER.name))
        if row.reference and row.reference.number in meant:
            return str(row.reference.number)
        return str(*meant) if len(meant) == 1 else ""

    def knows(self, row: TableRow) -> bool:
        """Whether the row's No. names a recommendation in one of the forms that only this matter's numbers have."""
        return not self.is_plain and bool(self.find(row.cells.get(NUMBER.name)))

    def find(self, cell: Cell | None) -> set[int]:
        """Return the recommendations that a No. may mean, by their counts when the sheet was written, or now."""
        if cell is None or not cell.text.strip():
            return set()
        return self.find_among(cell, self.then) or self.find_among(cell, self.now)

    def find_among(self, cell: Cell, numbers: Mapping[str, int]) -> set[int]:
        """Return the counts of those of the printed numbers that the cell may show."""
        said = _read_first(cell.text)
        if said not in numbers:
            said = _read_first(SPOKEN.sub("", cell.text.strip()))
        if cell.day:
            return _list_counts(numbers, ((cell.day.day, cell.day.month), (cell.day.month, cell.day.day)))
        if isinstance(cell.stored, (int, float)):
            shown = {count for name, count in numbers.items() if _as_number(name) == cell.stored}
            return shown or self.find_without_letters(said, numbers)
        return {numbers[said]} if said in numbers else self.find_without_letters(said, numbers)

    def find_without_letters(self, said: str, numbers: Mapping[str, int]) -> set[int]:
        """Return those that are meant where somebody typed 3 for R3."""
        return _list_counts(numbers, (_figures(said),)) if is_count(said.replace(".", "")) else set()


def _read_first(text: str) -> str:
    found = FIRST.search(text)
    return fold_number(found[0]) if found else ""


def _list_counts(numbers: Mapping[str, int], figures: Collection[tuple[int, ...]]) -> set[int]:
    return {count for name, count in numbers.items() if _figures(name) in figures}


def _figures(name: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d{1,6}", name)))


def _as_number(name: str) -> float | None:
    return float(name) if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", name) else None
