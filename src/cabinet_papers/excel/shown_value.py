"""A cell that holds a number, a date or a truth value, as its format shows it."""

from __future__ import annotations

from datetime import date, datetime

from cabinet_papers.excel.cell_problems import find_in_looks
from cabinet_papers.excel.cells import Cell, CellProblem
from cabinet_papers.excel.number_format import show_value
from cabinet_papers.excel.xlsx_looks import Style
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import phrase


def show_stored(cell: Cell, value: object, style: Style) -> Cell:
    """Return the cell with its value as the style shows it, and a problem if it cannot be shown exactly."""
    shown = show_value(value, style.number_format)
    runs = (style.make_run(shown.text),) if shown.text else ()
    problems = find_in_looks(runs)
    if not shown.exact:
        message = phrase(
            'this number is printed as "{}", because the program does not know its number format: "{}"',
            shown.text,
            style.number_format,
        )
        problems.insert(
            0,
            CellProblem(
                codes.XLS004,
                message,
                phrase("if it should look different, type it the way it should look, with an apostrophe before it"),
            ),
        )
    counted = value if isinstance(value, int | float | datetime) and not isinstance(value, bool) else None
    return cell._replace(
        runs=runs,
        day=value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None,
        problems=tuple(problems),
        stored=counted,
        number_format=style.number_format if counted is not None else "",
        look=style.describe((), is_link=False),
    )
