"""Workbooks of every kind, as answers to a matter and as plans to import."""

import io
from pathlib import Path

import openpyxl

from cabinet_papers.commands.import_plan import import_plan
from cabinet_papers.excel.workbook import read_workbook
from tests.conftest import ROOT, Room
from tests.drawing import draw_workbook
from tests.fuzz.desk import Read, Source, Target, examine, lay_out, open_desk, write
from tests.fuzz.mutate import mutate_lines, mutate_package, mutate_record, mutate_xml, unzip

KEPT = ROOT / "tests" / "acceptance" / "kept" / "street-trees" / "sheets"
PASTED = ROOT / "tests" / "sheets" / "pasted"
ANSWERS = """\
[Responses]
No. | Recommendation | Agree? | Comment | Target date
1 | That the Council plants a hundred trees. | Yes | **It will**, __soon__.\\n- by May\\n[Table: Costs] | 2026-05-01
2 | That it waters them:\\n- in May\\n- in June | In part | 12% {note: Ask the Leader}
3 | That it counts them. | No | See the page {link: https://www.example.org}

[Costs]
Item | Cost
Trees | 1250.5 {format: "£"#,##0.00}
Soil | 45000.25 {format: [$-809]d mmmm yyyy}
More | 3.25 {format: # ?/?} | {merged: A4:B4}
"""
PLAN = """\
[Plan]
Street Trees Action Plan
Priority 1: Wellbeing

No. | Action | Service | By when | Notes | Cost
1.1 | Plant trees | Housing Services | March 2027 | On-going | £5
1.2 | Water them\\n- in May | Parks | Year 2 | **Done**

Priority 2: Housing
No. | Action | Service | By when | Notes
2.1 | Build | Planning | 2027-05-01 |
"""
CSV = """\
No.,Recommendation,Agree?,Comment
1,That the Council plants a hundred trees.,Yes,"It will.
- by ""May"", perhaps"
2,"That it waters them:
- in May
- in June",No,£5
"""
# What Excel saves as "XML Spreadsheet 2003", and what exports of the web are in truth.
XML_2003 = """\
<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Responses"><Table><Row><Cell><Data ss:Type="String">No.</Data></Cell>
<Cell><Data ss:Type="String">Agree?</Data></Cell></Row></Table></Worksheet></Workbook>
"""
HTML = (
    "<html><body><table><tr><th>Recommendation</th><th>Agree?</th></tr><tr><td>1</td><td>Yes</td></tr></table></body>"
)
TEXT_ENDINGS = (
    ".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xml", ".html", ".eml", ".rtf", ".fods", ".ods", ".pdf", ".msg",
)  # fmt: skip


def read_as(ending: str) -> Read:
    return lambda content: examine(lay_out(f"responses{ending}", content))


def read_ods(content: bytes) -> None:
    examine(lay_out("responses.ods" if content.startswith(b"PK") else "responses.fods", content))


def read_text(content: bytes) -> None:
    """Read a text; its first byte chooses what its name ends in."""
    examine(lay_out(f"responses{TEXT_ENDINGS[content[0] % len(TEXT_ENDINGS)]}" if content else "a.csv", content[1:]))


def read_plan(content: bytes) -> None:
    """Import a plan, and read what was written."""
    desk = lay_out("plan.xlsx", content, matter="")
    opened, _ = read_workbook(desk.data / "m" / "plan.xlsx", "plan.xlsx")
    outcome = import_plan(desk, desk.data / "m" / "plan.xlsx")
    write(desk, outcome.findings)
    if opened and outcome.paths:
        (desk.data / "m" / "plan.xlsx").unlink()
        examine(desk)


def draw(drawing: str) -> bytes:
    return draw_workbook(drawing, open_desk().root / "drawn.xlsx").read_bytes()


def make_sheet() -> bytes:
    """Return a sheet as it goes out, with an answer in it."""
    desk = lay_out("none", b"")
    assert Room(desk.root).papers("sheet").exit_code == 0
    (path,) = (desk.data / "m").glob("*.xlsx")
    book = openpyxl.load_workbook(path)
    row = next(cell.row for cell in book["Responses"]["A"] if cell.value == 1)
    book["Responses"].cell(row, 3, "Yes")
    book["Responses"].cell(row, 4, "It will.\n- by May")
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def keep(*paths: Path) -> list[bytes]:
    return [path.read_bytes() for path in paths]


def mutate_ods(content: bytes, source: Source) -> bytes:
    return (mutate_package if content.startswith(b"PK") else mutate_xml)(content, source)


def flatten_ods() -> bytes:
    """Return the content of an .ods file, as a .fods file has it."""
    return unzip((KEPT / "LibreOffice ods" / "responses.ods").read_bytes())["content.xml"]


def mark(text: str, ending: str) -> bytes:
    return bytes([TEXT_ENDINGS.index(ending)]) + text.encode()


TARGETS = {
    "xlsx": Target(
        read_as(".xlsx"),
        lambda: [draw(ANSWERS), make_sheet(), *keep(KEPT / "Gnumeric" / "responses.xlsx", PASTED / "Calc.xlsx")],
        mutate_package,
    ),
    "xls": Target(
        read_as(".xls"), lambda: keep(KEPT / "LibreOffice xls" / "responses.xls", PASTED / "Calc.xls"), mutate_record
    ),
    "ods": Target(
        read_ods,
        lambda: [*keep(KEPT / "LibreOffice ods" / "responses.ods", PASTED / "Calc.ods"), flatten_ods()],
        mutate_ods,
    ),
    "text": Target(
        read_text, lambda: [mark(CSV, ".csv"), mark(CSV, ".txt"), mark(XML_2003, ".xls"), mark(XML_2003, ".xml"),
                            mark(HTML, ".html"), mark(HTML, ".xls"), mark("{\\rtf1 Agree?}", ".rtf")], mutate_lines
    ),
    "plan-workbook": Target(read_plan, lambda: [draw(PLAN)], mutate_package),
}  # fmt: skip
