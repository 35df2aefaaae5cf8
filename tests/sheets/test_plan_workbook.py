"""Plans kept in Excel, as councils keep them: the tables are found, and what is not in one is named."""

from pathlib import Path

import pytest

from cabinet_papers.excel.workbook import read_workbook
from cabinet_papers.sheets.plan_workbook import PlanWorkbook, is_plan, read_plan_workbook
from tests.drawing import draw_workbook


def read(tmp_path: Path, drawing: str) -> PlanWorkbook:
    path = draw_workbook(drawing, tmp_path / "plan.xlsx")
    workbook, _ = read_workbook(path, path.name)
    assert workbook
    return read_plan_workbook(workbook)


def actions(plan: PlanWorkbook) -> list[tuple[str, list[str]]]:
    return [(table.name, [row.texts["action"] for row in table.rows]) for table in plan.tables]


HOUSE = """\
[Housing]
What are we going to do? | Service | By end of year\\n1- 2025 - 2026 2- 2026 - 2027 | Notes
1.1 Build homes | Housing | Year 1 | New*
1.2 Train staff | People | Year 2 |
[Skills]
What are we going to do? | Organisation/ Group | By end of year | Notes
2.1 Teach | College | Year 1 | ok
"""
ONE_SHEET = """\
[Plan]
Sanctuary Action Plan
No. | Action | Lead officer | By when | Outcome | Cost (capital) | RAG
Housing {merged: A3:G3}
1.1 | Build homes | Head of Housing | March 2027 | People have homes | £1,200,000 | Amber
Skills {merged: A5:G5}
2.5 | Hold a fair | Head of Skills | Autumn | | | Green
"""
WITH_HEADINGS_EACH = """\
[Plan]
Priority 1: Housing
Action | Owner | Deadline
Build homes | Housing | 2027
Priority 2: Skills
Action | Owner | Deadline
Teach | College | 2028
"""


def test_a_worksheet_for_each_priority(tmp_path: Path) -> None:
    plan = read(tmp_path, HOUSE)
    assert actions(plan) == [("Housing", ["Build homes", "Train staff"]), ("Skills", ["Teach"])]
    assert plan.tables[0].years == ("2025 - 2026", "2026 - 2027")
    assert [table.service_heading for table in plan.tables] == ["Service", "Organisation/ Group"]
    assert [row.texts["number"] for row in plan.tables[0].rows] == ["1.1", "1.2"]
    assert plan.left == ()


def test_a_row_for_each_priority_and_columns_of_the_councils_own(tmp_path: Path) -> None:
    plan = read(tmp_path, ONE_SHEET)
    assert plan.title == "Sanctuary Action Plan"
    assert actions(plan) == [("Housing", ["Build homes"]), ("Skills", ["Hold a fair"])]
    assert plan.tables[0].others == ("Outcome", "Cost (capital)", "RAG")
    assert plan.tables[0].rows[0].texts["Cost (capital)"] == "£1,200,000"
    assert plan.left == ()


def test_headings_for_each_priority(tmp_path: Path) -> None:
    plan = read(tmp_path, WITH_HEADINGS_EACH)
    assert [actions for _, actions in actions(plan)] == [["Build homes"], ["Teach"]]
    assert plan.tables[1].name == "Priority 2: Skills"


@pytest.mark.parametrize("stray", [" | | A stray note", "A priority without actions {merged: A3:C3}"])
def test_what_is_in_no_table_is_named(tmp_path: Path, stray: str) -> None:
    plan = read(tmp_path, f"[Plan]\nAction | Service | By when\nBuild homes | Housing | 2027\n{stray}\n")
    assert [cell.text for _, cell in plan.left] == [stray.partition(" {")[0].replace("|", "").strip()]


def test_another_worksheet_is_named(tmp_path: Path) -> None:
    plan = read(tmp_path, HOUSE + "[Notes]\nAsk finance about 1.2\n")
    assert [(sheet.name, cell.text) for sheet, cell in plan.left] == [("Notes", "Ask finance about 1.2")]


@pytest.mark.parametrize(
    "headings",
    [
        "No. | Recommendation | Agree? | Comment | Action | Lead officer | Target date",
        "Recommendation | Decision | Action | Service | By when",
        "Name | Address | Telephone",
        "Action | Amount",
    ],
)
def test_a_table_of_something_else_is_no_plan(tmp_path: Path, headings: str) -> None:
    path = draw_workbook(f"[Sheet]\n{headings}\n{' | '.join(['a'] * len(headings.split('|')))}\n", tmp_path / "x.xlsx")
    workbook, _ = read_workbook(path, path.name)
    assert workbook
    assert not is_plan(workbook)
