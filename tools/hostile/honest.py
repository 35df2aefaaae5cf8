"""Files that are only large: every one of them has to be read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from tools.hostile.case import BUILD, CHECK, MATTER, OF_ANSWERS, RECOMMENDATIONS, SHEET, SHEETS, Cases, Hostile, Maker
from tools.hostile.excel import M, book, make_parts, page, row, styles, table
from tools.hostile.packages import pack, relate
from tools.hostile.pictures import draw_png
from tools.hostile.plans import draw_plan
from tools.hostile.tables import content, csv_table, label, ods, record, rows, xls
from tools.hostile.word import make_parts as make_form
from tools.hostile.word import paragraph
from tools.hostile.word import table as form_table

LAST_ROW = 1_048_576
HEAD = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {date: 2026-04-01, members: [{name: Councillor Ann Oak, title: Cabinet Member for Trees}]}
"""


def word_many(count: int) -> list[str]:
    """Return the words of so many recommendations."""
    return [f"That the Council plants tree {at} in street {at * 7 % count}." for at in range(1, count + 1)]


def recommend(count: int) -> bytes:
    """Return a recommendations.yaml of so many."""
    return (HEAD + "recommendations:\n" + "".join(f"  - {each}\n" for each in word_many(count))).encode()


def report(length: int) -> bytes:
    """Return a recommendations.yaml with a report of about so many letters."""
    paragraph = "    The officers counted the trees of street {} in May, and again in the autumn of that year.\n\n"
    body = "".join(paragraph.format(at) for at in range(length // len(paragraph)))
    end = "    [Recommendation 1]\n\n    [Recommendation 2]\n\n    [Recommendation 3]\n"
    words = "".join(f"  - That the Council {each}.\n" for each in ("plants trees", "waters them", "prunes the elms"))
    return (HEAD + f"report:\n  purpose: Trees\n  body: |\n{body}{end}recommendations:\n{words}").encode()


def _formatted() -> bytes:
    """Return a worksheet of which every row has a format down to the last."""
    empty = "".join(f'<row r="{at}"><c s="1"/><c s="1"/><c s="1"/><c s="1"/></row>' for at in range(5, LAST_ROW + 1))
    look = styles("<fonts><font/></fonts><cellXfs><xf/><xf applyAlignment='1'/></cellXfs>")
    return pack(make_parts(page(table() + empty), styles=look))


def _with_notes() -> bytes:
    """Return a workbook with 200 further worksheets of notes."""
    sheets = "".join(f'<sheet name="Notes {at}" sheetId="{at + 2}" r:id="n{at}"/>' for at in range(200))
    relations = [("rId1", "worksheet", "worksheets/sheet1.xml")]
    relations += [(f"n{at}", "worksheet", f"notes{at}.xml") for at in range(200)]
    notes = page("".join(row(at, (f"Street {at}", "trees counted", "by the officers")) for at in range(1, 51)))
    parts = make_parts(workbook=book('<sheet name="Responses" sheetId="1" r:id="rId1"/>' + sheets))
    parts["xl/_rels/workbook.xml.rels"] = relate(*relations)
    return pack(parts | {f"xl/notes{at}.xml": notes for at in range(200)})


def _blank_rows() -> bytes:
    blank = bytes.fromhex("0f00") * 4 + bytes.fromhex("0300")
    lines = (record(0xBE, at.to_bytes(2, "little") + bytes(2) + blank) for at in range(4, 65_536))
    return xls(b"".join(lines) + label(3, 4, ""))


def _workbooks() -> Iterable[tuple[str, str, Maker]]:
    yield "formatted down to the last row", ".xlsx", _formatted
    yield "200 worksheets of notes", ".xlsx", _with_notes
    hidden = '<cols><col min="5" max="16384" hidden="1"/></cols>'
    yield "whole columns hidden", ".xlsx", lambda: pack(make_parts(page(before=hidden)))
    yield (
        "each column beside the table hidden",
        ".xlsx",
        lambda: pack(
            make_parts(
                page(
                    before="<cols>"
                    + "".join(f'<col min="{at}" max="{at}" hidden="1"/>' for at in range(5, 16_385))
                    + "</cols>"
                )
            )
        ),
    )
    filled = "".join(row(at, ("", "", "", "", "", f"count {at}")) for at in range(1, 20_001))
    listed = book('<sheet name="Responses" sheetId="1" r:id="rId1"/><sheet name="Counts" sheetId="2" r:id="rId4"/>')
    yield (
        "a worksheet of 20,000 counts",
        ".xlsx",
        lambda: pack(
            make_parts(workbook=listed, counts=page(filled))
            | {
                "xl/_rels/workbook.xml.rels": relate(
                    ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId4", "worksheet", "counts.xml")
                )
            }
        ),
    )
    yield "an answer of 30,000 letters", ".xlsx", lambda: pack(make_parts(page(table("Trees are planted. " * 1_600))))
    yield "a picture of 20 MB", ".xlsx", lambda: pack(make_parts() | {"xl/media/a.png": bytes(range(256)) * 80_000})
    empty = '<t:table-row t:number-rows-repeated="{}"><t:table-cell t:number-columns-repeated="16384"/></t:table-row>'
    yield "formatted down to the last row", ".ods", lambda: ods(content(rows() + empty.format(LAST_ROW - 4)))
    column = '<t:table-column t:number-columns-repeated="{}"{}/>'
    columns = column.format(4, "") + column.format(16_380, ' t:visibility="collapse"')
    yield "whole columns hidden", ".ods", lambda: ods(content(columns + rows()))
    yield "formatted down to the last row", ".xls", _blank_rows
    yield "65,000 empty lines", ".csv", lambda: (csv_table() + ",,,\r\n" * 65_000).encode()
    yield (
        "an answer of 30,000 letters",
        ".docx",
        lambda: pack(make_form(form_table(paragraph("Trees are planted. " * 1_600)))),
    )


def list_cases() -> Cases:
    """Yield the files that are only large."""
    honest = partial(Hostile, "large but honest", honest=True)
    for name, ending, make in _workbooks():
        yield honest(f"{ending}: {name}", f"{SHEET}{ending}", make, OF_ANSWERS)
    many = (SHEETS, CHECK, SHEETS, BUILD)
    yield honest("5,000 recommendations", RECOMMENDATIONS, partial(recommend, 5_000), many)
    answered = ((RECOMMENDATIONS, partial(recommend, 5_000)),)
    yield honest("5,000 answers", f"{SHEET}.xlsx", _answers, OF_ANSWERS, beside=answered)
    yield honest("a report of 150,000 letters", RECOMMENDATIONS, partial(report, 150_000), (CHECK, BUILD))
    yield honest("a logo of 1.9 MB", "logo.png", partial(draw_png, 9, 9, b"a", (b"tEXt", bytes(1_900_000))))
    yield honest("a plan of 1,000 actions", "plan.xlsx", partial(draw_plan, 1_000), (("import", "plan.xlsx"), CHECK))
    yield honest("minutes of 30 MB", f"{MATTER}/minutes.txt", lambda: b"The officers counted. " * (M * 3 // 2))


def _answers() -> bytes:
    return pack(make_parts(page(table(texts=word_many(5_000)))))
