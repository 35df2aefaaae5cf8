"""`papers import FILE`: an action plan kept in Excel becomes a matter's action-plan.yaml, its one source then."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.commands.start import folder_name, write_schemas
from cabinet_papers.commands.workbooks import AFRESH
from cabinet_papers.files.folders import is_there
from cabinet_papers.files.writing import explain_failure, replace_whole
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import phrase
from cabinet_papers.findings.outcome import Outcome
from cabinet_papers.matter.columns import RESERVED
from cabinet_papers.sheets.plan_workbook import (
    ACTION,
    BY,
    NOTES,
    NUMBER,
    SERVICE,
    PlanRow,
    PlanTable,
    PlanWorkbook,
    read_plan_workbook,
)
from cabinet_papers.yaml_files.keys import PRIORITY
from cabinet_papers.yaml_files.plain_scalar import write_scalar

if TYPE_CHECKING:
    from pathlib import Path

    from cabinet_papers.excel.cells import Workbook
    from cabinet_papers.files.workspace import Workspace

HEAD = """\
# yaml-language-server: $schema=../.schemas/action-plan.json
# Made from {file}. From now on the plan is changed here; the workbook can be kept outside data/.
"""


def import_plan(workspace: Workspace, path: Path) -> Outcome:
    """Write the action-plan.yaml of a workbook: in the matter's folder that it is in, else in one after its title."""
    file = workspace.name(path)
    opened = AFRESH.open(path, file)
    if opened.workbook is None:
        return Outcome(list(opened.findings))
    plan = read_plan_workbook(opened.workbook)
    if not plan.tables:
        message = phrase("no worksheet has the headings of an action plan")
        hint = phrase(
            "the heading row needs a column for the action, such as Action, and one for who does it or by when, such "
            "as Service or By when"
        )
        return Outcome([finding(codes.XLS030, message, hint, Location(file))])
    title = plan.title or path.stem
    inside = path.parent if path.parent.parent in (workspace.data, workspace.closed) else None
    target = (inside or workspace.data / folder_name(title)) / "action-plan.yaml"
    if is_there(target):
        hint = phrase("move that file away first, if this plan is to take its place")
        there = Location(workspace.name(target))
        return Outcome([finding(codes.WSP002, phrase("there is already an action plan here"), hint, there)])
    outcome = Outcome([*opened.findings, *_report_left(opened.workbook, plan)])
    try:
        replace_whole(target, write_plan(plan, title, file).encode(), None)
        outcome.paths.append(target)
        outcome.findings += write_schemas(workspace)
    except OSError as error:
        outcome.findings.append(explain_failure(error, Location(workspace.name(target))))
    return outcome


def _report_left(workbook: Workbook, plan: PlanWorkbook) -> list[Diagnostic]:
    """Return a warning for each text that is not in the plan."""
    hint = phrase("if it belongs to the plan, copy it into action-plan.yaml")
    return [
        finding(codes.XLS029, phrase('this is not in the plan: "{}"', cell.text), hint, workbook.at(sheet, cell))
        for sheet, cell in plan.left
    ]


def write_plan(plan: PlanWorkbook, title: str, file: str) -> str:
    """Return the text of action-plan.yaml."""
    years = next((each.years for each in plan.tables if each.years), ())
    headings = list(dict.fromkeys(heading for each in plan.tables for heading in each.others))
    names = _name_columns(headings)
    lines = [f"title: {write_scalar(title)}"]
    if years:
        lines.append(f"years: [{', '.join(write_scalar(each, in_braces=True) for each in years)}]")
    if headings:
        lines.append("columns:")
        lines += [f"  - {{heading: {write_scalar(each, in_braces=True)}, name: {names[each]}}}" for each in headings]
    lines += ["", "priorities:"]
    for at, table in enumerate(plan.tables, 1):
        lines += _write_table(at, table, names)
    return HEAD.format(file=file) + "\n".join(lines) + "\n"


def _name_columns(headings: list[str]) -> dict[str, str]:
    """Return a name for each heading, as templates can call the column; each another one."""
    names: dict[str, str] = {}
    count = Counter[str]()
    for heading in headings:
        plain = re.sub(r"[^a-z0-9]+", "_", heading.casefold()).strip("_") or "column"
        name = plain = f"own_{plain}" if plain in RESERVED or not plain[0].isalpha() else plain
        while name in count:
            count[plain] += 1
            name = f"{plain}_{count[plain]}"
        count[name] = max(count[name], 1)
        names[heading] = name
    return names


def _write_table(at: int, table: PlanTable, names: dict[str, str]) -> Iterator[str]:
    yield f"  - name: {write_scalar(table.name)}"
    if table.service_heading and table.service_heading != PRIORITY.key("owner_heading").default:
        yield f"    owner_heading: {write_scalar(table.service_heading)}"
    yield "    actions:"
    for place, row in enumerate(table.rows, 1):
        yield from _write_action(f"{at}.{place}", row, names)


def _write_action(number: str, row: PlanRow, names: dict[str, str]) -> Iterator[str]:
    """Yield the lines of an action; its number only where it is another than by its place."""
    texts = {"text": row.texts[ACTION]}
    texts |= {key: row.texts.get(name, "") for key, name in (("service", SERVICE), ("by", BY), ("notes", NOTES))}
    texts |= {names[heading]: row.texts.get(heading, "") for heading in names}
    typed = row.texts.get(NUMBER, "").rstrip(".)")
    texts["number"] = typed if typed != number else ""
    mark = "      - "
    for key, text in texts.items():
        if text:
            yield f"{mark}{key}: {write_scalar(text, indent=10)}"
            mark = "        "
