"""A cell that holds a number, a date or a truth value, as its format shows it."""

from __future__ import annotations

from datetime import date, datetime

from cabinet_papers.excel.cell_problems import find_in_looks
from cabinet_papers.excel.cells import Cell, CellProblem
from cabinet_papers.excel.number_format import show_value
from cabinet_papers.excel.xlsx_looks import Style
from cabinet_papers.findings import codes


def show_stored(cell: Cell, value: object, style: Style) -> Cell:
    """Return the cell with what the value shows in the style, the value itself, and what cannot be shown exactly."""
    shown = show_value(value, style.number_format)
    runs = (style.make_run(shown.text),) if shown.text else ()
    problems = find_in_looks(runs)
    if not shown.exact:
        message = f'the number\'s format "{style.number_format}" cannot be followed; "{shown.text}" is printed'
        problems.insert(0, CellProblem(codes.XLS004, message, "type it as text if it should read otherwise"))
    counted = value if isinstance(value, int | float | datetime) and not isinstance(value, bool) else None
    return cell._replace(
        runs=runs,
        day=value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None,
        problems=tuple(problems),
        stored=counted,
        number_format=style.number_format if counted is not None else "",
    )
