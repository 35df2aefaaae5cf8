"""Hostile .xlsx workbooks."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape

from tools.hostile.case import CHECK, MARK, OF_ANSWERS, SHEET, Cases, Hostile, Maker
from tools.hostile.packages import TYPES, break_sum, list_often, pack, relate, state_size
from tools.hostile.words import WORDS, stretch

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REF = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TEXTS = (
    "That the Council plants a hundred trees.", "That the Council waters the young trees.",
    "That the Council prunes the elms.",
)  # fmt: skip
HEADINGS = ("No.", "Recommendation", "Agree?", "Comment")
PAGE = "xl/worksheets/sheet1.xml"
M = 1_000_000


def inline(ref: str, text: str, style: str = "") -> str:
    """Return a cell with its text."""
    return f'<c r="{ref}" t="inlineStr"{style}><is><t xml:space="preserve">{text}</t></is></c>'


def row(number: int, cells: Iterable[str]) -> str:
    """Return a row of texts."""
    within = "".join(inline(f"{letter}{number}", each) for letter, each in zip("ABCDEFGH", cells, strict=False))
    return f'<row r="{number}">{within}</row>'


def table(comment: str = "By spring.", decision: str = "Yes", texts: Iterable[str] = TEXTS) -> str:
    """Return the rows of a response table."""
    rows = [row(1, HEADINGS)]
    return "".join([*rows, *(row(at + 1, (f"{at}.", text, decision, comment)) for at, text in enumerate(texts, 1))])


def page(rows: str = "", before: str = "", after: str = "") -> str:
    """Return a worksheet's part."""
    return f'<worksheet xmlns="{MAIN}" {REF}>{before}<sheetData>{rows or table()}</sheetData>{after}</worksheet>'


def book(sheets: str = '<sheet name="Responses" sheetId="1" r:id="rId1"/>', after: str = "") -> str:
    """Return the workbook's part."""
    return f'<workbook xmlns="{MAIN}" {REF}><sheets>{sheets}</sheets>{after}</workbook>'


def make_parts(worksheet: str = "", **others: str | bytes) -> dict[str, str | bytes]:
    """Return the parts of a workbook with one worksheet: others by their names, / as __ and . as _0_."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES.format(""),
        "_rels/.rels": relate(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book(),
        "xl/_rels/workbook.xml.rels": relate(
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml"),
            ("rId3", "sharedStrings", "sharedStrings.xml"),
        ),
        PAGE: worksheet or page(),
    }  # fmt: skip
    return parts | {f"xl/{name}.xml": content for name, content in others.items()}


def styles(within: str) -> str:
    """Return the part of styles."""
    return f'<styleSheet xmlns="{MAIN}">{within}</styleSheet>'


def strings(within: str, counts: str = "") -> str:
    """Return the part of shared strings."""
    return f'<sst xmlns="{MAIN}"{counts}>{within}</sst>'


def with_format(code: str, value: str = "45000.5") -> bytes:
    """Return a workbook whose comment is a number in this format."""
    look = styles(
        f'<numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts><fonts><font/></fonts>'
        '<cellXfs><xf/><xf numFmtId="164"/></cellXfs>'
    )
    cells = (
        f'<row r="5"><c r="A5" t="n"><v>4</v></c><c r="D5" s="1"><v>{value}</v></c>'
        '<c r="D6" s="1" t="str"><v>words</v></c></row>'
    )
    return pack(make_parts(page(table().replace("By spring.", "") + cells), styles=look))


def with_part(kind: str, name: str, content: str, worksheet: str = "") -> bytes:
    """Return a workbook whose worksheet refers to a part of this kind."""
    parts = make_parts(worksheet, **{name: content})
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relate(("rId1", kind, f"../{name}.xml"))
    return pack(parts)


def comments(each: Iterable[str]) -> str:
    """Return the part of comments."""
    return f'<comments xmlns="{MAIN}"><commentList>{"".join(each)}</commentList></comments>'


def bomb(size: int, letter: str = " ") -> str:
    """Return a worksheet with so many characters that say nothing."""
    return page(table(), before=letter * size)


def _counts() -> Iterable[tuple[str, Maker]]:
    yield (
        "5,000 worksheets that name one part",
        lambda: pack(
            make_parts(
                workbook=book("".join(f'<sheet name="S{at}" sheetId="{at}" r:id="rId1"/>' for at in range(5_000)))
            )
        ),
    )
    yield (
        "300,000 worksheets that name no part",
        lambda: pack(
            make_parts(
                workbook=book(
                    '<sheet name="S" sheetId="1" r:id="rId9"/>' * 300_000 + '<sheet name="Responses" r:id="rId1"/>'
                )
            )
        ),
    )
    yield (
        "4,900 worksheets of one cell",
        lambda: pack(
            make_parts(
                workbook=book("".join(f'<sheet name="S{at}" sheetId="{at}" r:id="p{at}"/>' for at in range(4_900)))
            )
            | {f"xl/w/{at}.xml": page(row(1, ["x"])) for at in range(4_900)}
            | {"xl/_rels/workbook.xml.rels": relate(*((f"p{at}", "worksheet", f"w/{at}.xml") for at in range(4_900)))}
        ),
    )
    yield "40,000 parts", lambda: pack(make_parts() | {f"x/{at}": b"" for at in range(40_000)})
    yield (
        "1,000,000 rows after the table, filled",
        lambda: pack(
            make_parts(page(table() + "".join(f'<row r="{at}"><c r="A{at}"><v>1</v></c></row>' for at in range(9, M))))
        ),
    )
    yield "6,000,000 empty cells", lambda: pack(make_parts(page(table() + f'<row r="9">{"<c/>" * 6 * M}</row>')))
    yield (
        "4,000,000 empty cells of one reference",
        lambda: pack(make_parts(page(table() + f"""<row r="9">{'<c r="A9" s="0"/>' * 4 * M}</row>"""))),
    )
    yield "12,000,000 empty rows", lambda: pack(make_parts(page(table() + "<row/>" * 12 * M)))
    yield (
        "1,500,000 cells of one word",
        lambda: pack(make_parts(page(table() + f"""<row r="9">{'<c t="str"><v>x</v></c>' * 1_500_000}</row>"""))),
    )
    yield (
        "1,000 rows of 1,000 cells",
        lambda: pack(
            make_parts(
                page(table() + "".join(f'<row r="{at}">{"<c><v>7</v></c>" * 1_000}</row>' for at in range(9, 1_009)))
            )
        ),
    )
    yield (
        "300,000 merged ranges",
        lambda: pack(
            make_parts(
                page(
                    after="<mergeCells>"
                    + "".join(f"<mergeCell ref='A{at}:C{at}'/>" for at in range(9, 300_009))
                    + "</mergeCells>"
                )
            )
        ),
    )
    yield (
        "300,000 merges of the whole sheet",
        lambda: pack(
            make_parts(page(after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 300_000 + "</mergeCells>"))
        ),
    )
    yield (
        "5,000 merges over the whole table, 5,000 rows",
        lambda: pack(
            make_parts(
                page(
                    table(texts=[f"{TEXTS[0]} {at}" for at in range(5_000)]),
                    after="<mergeCells>" + '<mergeCell ref="A2:D1048576"/>' * 5_000 + "</mergeCells>",
                )
            )
        ),
    )
    yield "500,000 styles", lambda: pack(make_parts(styles=styles(f"<cellXfs>{'<xf/>' * 500_000}</cellXfs>")))
    yield "3,000,000 styles", lambda: pack(make_parts(styles=styles(f"<cellXfs>{'<xf/>' * 3 * M}</cellXfs>")))
    yield "500,000 fonts", lambda: pack(make_parts(styles=styles(f"<fonts>{'<font><b/></font>' * 500_000}</fonts>")))
    yield (
        "500,000 fills",
        lambda: pack(make_parts(styles=styles(f"<fills>{'<fill><patternFill/></fill>' * 500_000}</fills>"))),
    )
    yield "200,000 number formats of dates", lambda: pack(
        make_parts(
            styles=styles(
                "<numFmts>" + "".join(f'<numFmt numFmtId="{at}" formatCode="yyyy{at}"/>' for at in range(164, 200_164))
                + "</numFmts><cellXfs>" + "".join(f'<xf numFmtId="{at}"/>' for at in range(164, 200_164)) + "</cellXfs>"
            )
        )
    )  # fmt: skip
    yield "100,000 styles of one long number format", lambda: pack(
        make_parts(
            styles=styles(
                f'<numFmts><numFmt numFmtId="164" formatCode="{"yyyy-" * 20_000}"/></numFmts><cellXfs>'
                + '<xf numFmtId="164"/>' * 100_000 + "</cellXfs>"
            )
        )
    )  # fmt: skip
    yield "2,000,000 shared strings", lambda: pack(make_parts(sharedStrings=strings("<si><t>x</t></si>" * 2 * M)))
    yield "8,000,000 empty shared strings", lambda: pack(make_parts(sharedStrings=strings("<si/>" * 8 * M)))
    yield (
        "500,000 runs in a shared string",
        lambda: pack(
            make_parts(
                page(table() + '<row r="5"><c r="A5"><v>4</v></c><c r="D5" t="s"><v>0</v></c></row>'),
                sharedStrings=strings(f"<si>{'<r><rPr><b/></rPr><t>x</t></r><r><t>y</t></r>' * 250_000}</si>"),
            )
        ),
    )
    yield (
        "20,000 cells of one shared string of 20,000 runs",
        lambda: pack(
            make_parts(
                page(table() + '<row r="9">' + '<c t="s"><v>0</v></c>' * 20_000 + "</row>"),
                sharedStrings=strings(f"<si>{'<r><rPr><b/></rPr><t>x</t></r><r><t>y</t></r>' * 10_000}</si>"),
            )
        ),
    )
    yield "10,000 answers of one shared string of 1 MB", lambda: pack(
        make_parts(
            page(
                row(1, HEADINGS)
                + "".join(
                    f'<row r="{at}"><c><v>{at - 1}</v></c><c t="s"><v>1</v></c><c t="str"><v>Yes</v></c>'
                    '<c t="s"><v>0</v></c></row>' for at in range(2, 10_002)
                )
            ),
            sharedStrings=strings(f"<si><t>{'word ' * 200_000}</t></si><si><t>{TEXTS[0]}</t></si>"),
        )
    )  # fmt: skip
    yield (
        "200,000 comments of cells",
        lambda: with_part(
            "comments",
            "comments1",
            comments(f'<comment ref="A{at}"><text><t>x</t></text></comment>' for at in range(9, 200_009)),
        ),
    )
    yield (
        "500,000 comments of one cell",
        lambda: with_part(
            "comments", "comments1", comments(['<comment ref="A2"><text><t>x</t></text></comment>'] * 500_000)
        ),
    )
    yield (
        "a comment of 20 MB",
        lambda: with_part(
            "comments", "comments1", comments([f'<comment ref="C2"><text><t>{"a " * 10 * M}</t></text></comment>'])
        ),
    )
    yield (
        "thread marks without end in a comment",
        lambda: with_part(
            "comments",
            "comments1",
            comments([f'<comment ref="C2"><text><t>{"[Threaded comment]" * 50_000}</t></text></comment>']),
        ),
    )
    yield "thread marks and line ends in a comment", lambda: with_part(
        "comments", "comments1",
        comments(['<comment ref="C2"><text><t>[Threaded comment]' + chr(10) * 500_000 + "</t></text></comment>"]),
    )  # fmt: skip
    yield (
        "500,000 hyperlinks",
        lambda: with_part(
            "hyperlink",
            "none",
            "<a/>",
            page(after="<hyperlinks>" + '<hyperlink ref="A1" r:id="rId1"/>' * 500_000 + "</hyperlinks>"),
        ),
    )
    yield (
        "300,000 validations",
        lambda: pack(
            make_parts(
                page(
                    after='<dataValidations><dataValidation sqref="A1:XFD1048576" type="list"/>'
                    + '<dataValidation sqref="A1" type="list"><formula1>1</formula1></dataValidation>' * 300_000
                    + "</dataValidations>"
                )
            )
        ),
    )
    yield (
        "500,000 names",
        lambda: pack(
            make_parts(
                workbook=book(
                    after="<definedNames>" + '<definedName name="x">A1</definedName>' * 500_000 + "</definedNames>"
                )
            )
        ),
    )
    yield (
        "500,000 relationships",
        lambda: pack(
            make_parts()
            | {"xl/worksheets/_rels/sheet1.xml.rels": relate(*((f"r{at}", "hyperlink", "x") for at in range(500_000)))}
        ),
    )
    yield (
        "200,000 drawings",
        lambda: with_part(
            "drawing",
            "drawing1",
            '<d xmlns="x">' + "<a><from><row>1</row><col>1</col></from><sp/></a>" * 200_000 + "</d>",
        ),
    )
    yield (
        "300,000 drawings in one anchor",
        lambda: with_part("drawing", "drawing1", '<d xmlns="x"><a>' + "<pic><t>x</t></pic>" * 300_000 + "</a></d>"),
    )
    yield (
        "5,000 relationships to one drawing of 1,000 shapes",
        lambda: pack(
            make_parts(drawing1='<d xmlns="x">' + "<a><sp><t>words</t></sp></a>" * 1_000 + "</d>")
            | {
                "xl/worksheets/_rels/sheet1.xml.rels": relate(
                    *((f"r{at}", "drawing", "../drawing1.xml") for at in range(5_000))
                )
            }
        ),
    )
    yield (
        "1,000,000 content types",
        lambda: pack(
            make_parts() | {"[Content_Types].xml": TYPES.format('<Default Extension="x" ContentType="y"/>' * M)}
        ),
    )
    yield (
        "5,000,000 attributes of one row",
        lambda: pack(make_parts(page(table() + "<row" + "".join(f" a{at}=''" for at in range(5 * M)) + "/>"))),
    )
    yield (
        "2,000,000 theme colours",
        lambda: pack(
            make_parts(theme="<t><clrScheme>" + "<a/>" * 4 * M + "</clrScheme></t>")
            | {
                "xl/_rels/workbook.xml.rels": relate(
                    ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "theme", "theme.xml")
                )
            }
        ),
    )


def _near() -> Iterable[tuple[str, Maker]]:
    """Yield what is just within the limits."""

    def many(count: int, each: Callable[[int], str]) -> str:
        return "".join(map(each, range(9, count)))

    yield (
        "1,150,000 attributes of the worksheet",
        lambda: pack(make_parts(page(after="<x" + "".join(f" a{at}=''" for at in range(1_150_000)) + "/>"))),
    )
    yield (
        "19,000 merged ranges",
        lambda: pack(
            make_parts(
                page(
                    after="<mergeCells>" + many(19_000, lambda at: f'<mergeCell ref="A{at}:C{at}"/>') + "</mergeCells>"
                )
            )
        ),
    )
    yield (
        "19,000 comments",
        lambda: with_part(
            "comments",
            "comments1",
            comments(f'<comment ref="A{at}"><text><t>x</t></text></comment>' for at in range(9, 19_000)),
        ),
    )
    yield (
        "19,000 drawings",
        lambda: with_part(
            "drawing",
            "drawing1",
            '<d xmlns="x">' + "<a><from><row>1</row><col>1</col></from><sp/></a>" * 19_000 + "</d>",
        ),
    )
    yield (
        "59,000 cells below the table",
        lambda: pack(
            make_parts(page(table() + many(59_000, lambda at: f'<row r="{at}"><c r="H{at}"><v>1</v></c></row>')))
        ),
    )
    yield (
        "59,000 cells beside the table",
        lambda: pack(
            make_parts(
                page(
                    table()
                    + many(
                        30, lambda at: f'<row r="{at}"><c r="A{at}"><v>{at}</v></c>{"<c><v>7</v></c>" * 2_800}</row>'
                    )
                )
            )
        ),
    )
    yield (
        "14,000 rows of recommendations that are not known",
        lambda: pack(
            make_parts(
                page(table() + many(14_000, lambda at: row(at, (f"{at}.", f"That it paints wall {at}.", "Yes", "x"))))
            )
        ),
    )
    yield (
        "14,000 rows of one recommendation",
        lambda: pack(make_parts(page(table() + many(14_000, lambda at: row(at, ("1.", TEXTS[0], "Yes", f"x{at}")))))),
    )
    yield (
        "14,000 rows without words",
        lambda: pack(make_parts(page(table() + many(14_000, lambda at: row(at, ("", "", "Yes", "x")))))),
    )
    yield (
        "59,000 cells of words struck out",
        lambda: pack(
            make_parts(
                page(
                    table()
                    + many(
                        59_000,
                        lambda at: f'<row r="{at}">' + inline(f"D{at}", "x", " s='1'") + "</row>",
                    )
                ),
                styles=styles("<fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf fontId='1'/></cellXfs>"),
            )
        ),
    )
    yield (
        "900 response tables",
        lambda: pack(
            make_parts(workbook=book("".join(f'<sheet name="S{at}" sheetId="{at}" r:id="rId1"/>' for at in range(900))))
        ),
    )
    yield (
        "16,000 columns of headings",
        lambda: pack(
            make_parts(page(row(1, HEADINGS) + '<row r="2">' + '<c t="str"><v>Comment</v></c>' * 16_000 + "</row>"))
        ),
    )
    yield (
        "a table of 16,000 columns that a comment names",
        lambda: pack(
            make_parts(
                page(table("[Table: Big]")),
                workbook=book(
                    '<sheet name="Responses" sheetId="1" r:id="rId1"/><sheet name="Big" sheetId="2" r:id="rId4"/>'
                ),
                other=page(
                    f'<row r="1">{"<c><v>7</v></c>" * 16_000}</row><row r="2">{"<c><v>7</v></c>" * 16_000}</row>'
                ),
            )
            | {
                "xl/_rels/workbook.xml.rels": relate(
                    ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId4", "worksheet", "other.xml")
                )
            }
        ),
    )
    yield (
        "a table of 29,000 rows that a comment names",
        lambda: pack(
            make_parts(
                page(table("[Table: Big]")),
                workbook=book(
                    '<sheet name="Responses" sheetId="1" r:id="rId1"/><sheet name="Big" sheetId="2" r:id="rId4"/>'
                ),
                other=page(many(29_000, lambda at: f'<row r="{at}"><c><v>7</v></c><c><v>8</v></c></row>')),
            )
            | {
                "xl/_rels/workbook.xml.rels": relate(
                    ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId4", "worksheet", "other.xml")
                )
            }
        ),
    )
    yield (
        "100 texts of 190,000 letters",
        lambda: pack(
            make_parts(page(table("a sentence of words. " * 9_000, texts=[f"{TEXTS[0]} {at}" for at in range(100)])))
        ),
    )


def _extents() -> Iterable[tuple[str, Maker]]:
    yield (
        "20,000 hidden ranges of all columns",
        lambda: pack(make_parts(page(before="<cols>" + '<col min="1" max="16384" hidden="1"/>' * 20_000 + "</cols>"))),
    )
    yield (
        "a hidden range of 10^4000 columns",
        lambda: pack(make_parts(page(before=f'<cols><col min="9" max="{"9" * 4_000}" hidden="1"/></cols>'))),
    )
    yield (
        "a hidden range from -10^4000",
        lambda: pack(make_parts(page(before=f'<cols><col min="-{"9" * 4_000}" max="9" hidden="1"/></cols>'))),
    )
    yield (
        "1,048,576 hidden rows",
        lambda: pack(make_parts(page(table() + "".join(f'<row r="{at}" hidden="1"/>' for at in range(9, 1_048_577))))),
    )
    yield (
        "A1 and XFD1048576",
        lambda: pack(make_parts(page(table() + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))),
    )
    yield "a row of 10^4000", lambda: pack(make_parts(page(table() + f'<row r="{"9" * 4_000}"><c><v>1</v></c></row>')))
    yield (
        "a row of 10^100000",
        lambda: pack(make_parts(page(table() + f'<row r="{"9" * 100_000}"><c><v>1</v></c></row>'))),
    )
    yield (
        "a cell in row 9999999",
        lambda: pack(make_parts(page(table() + '<row r="9999999"><c r="A9999999"><v>1</v></c></row>'))),
    )
    yield (
        "a reference of 100,000 letters",
        lambda: pack(make_parts(page(table() + f'<row r="9"><c r="{"A" * 100_000}9"><v>1</v></c></row>'))),
    )
    yield (
        "a reference of 3,000,000 letters",
        lambda: pack(make_parts(page(table() + f'<row r="9"><c r="{"Z" * 3 * M}9"><v>1</v></c></row>'))),
    )
    yield (
        "a reference of 3,000,000 digits",
        lambda: pack(make_parts(page(table() + f'<row r="9"><c r="A{"1" * 3 * M}"><v>1</v></c></row>'))),
    )
    yield (
        "a merge of 100,000 letters",
        lambda: pack(make_parts(page(after=f'<mergeCells><mergeCell ref="{"A" * 100_000}1:B2"/></mergeCells>'))),
    )
    yield "a dimension that lies", lambda: pack(make_parts(page(before='<dimension ref="A1:XFD1048576"/>')))


FORMATS = {
    "zeros": "0" * 100_000,
    "semicolons": ";" * 100_000,
    "open brackets": "[" * 100_000,
    "quotes": "&quot;" * 99_999,
    "an unclosed quote": "0&quot;" + "a" * 100_000,
    "m": "m" * 100_000,
    "m and spaces": "m " * 50_000,
    "d m": "d m " * 25_000,
    "AM/PM": "AM/PM" * 20_000,
    "A/": "A/" * 50_000,
    "s.0": "s.0" * 30_000,
    "s.000": "s." + "0" * 100_000,
    "backslashes": "\\" * 100_000,
    "commas": "#," * 50_000,
    "final commas": "0" + "," * 100_000,
    "decimals": "0." + "0" * 100_000,
    "question marks": "?" * 100_000,
    "stars": "*" * 100_000,
    "underlines": "_" * 100_000,
    "spaces": " " * 100_000,
    "[h]": "[h]" * 30_000,
    "[$-]": "[$-409]" * 15_000,
    "conditions": "[&lt;1]" * 25_000,
    "y;": "yy;" * 30_000,
    "percents": "%" * 100_000,
    "[red]": "[red]" * 20_000,
    "E+": "E+" * 50_000,
    "quoted m": "&quot;m&quot;m" * 20_000,
}


def _lengths() -> Iterable[tuple[str, Maker]]:
    for name, code in FORMATS.items():
        yield f"a number format of {name}", lambda code=code: with_format(code)  # type: ignore[misc]
    yield "a number format of zeros, a number of 300 digits", lambda: with_format("0" * 100_000, "1e300")
    yield "a number format of zeros, below nothing", lambda: with_format("0" * 100_000, "-0.5")
    yield "a duration of [h]", lambda: with_format("[h]:mm" * 15_000)
    yield "a number of 1,000,000 digits", lambda: with_format("0", "9" * M)
    yield "a number of 10^999999999", lambda: with_format("0", "1e999999999")
    yield "a number of 10^-999999999", lambda: with_format("0.00", "1e-999999999")
    yield (
        "an index of 5,000 digits",
        lambda: pack(make_parts(page(table() + f'<row r="9"><c t="s"><v>{"9" * 5_000}</v></c></row>'))),
    )
    yield (
        "a style of 5,000 digits",
        lambda: pack(make_parts(page(table() + f'<row r="9"><c s="{"9" * 5_000}"><v>1</v></c></row>'))),
    )
    yield (
        "a worksheet's name of 5 MB",
        lambda: pack(make_parts(workbook=book(f'<sheet name="{"n" * 5 * M}" r:id="rId1"/>'))),
    )
    yield "a part's name of 60,000 letters", lambda: pack(make_parts() | {"a/" * 30_000: "x"})
    yield (
        "a target of 1 MB of dots",
        lambda: pack(
            make_parts() | {"xl/worksheets/_rels/sheet1.xml.rels": relate(("a", "comments", "../" * 330_000 + "x.xml"))}
        ),
    )
    yield "stored characters, 2 MB", lambda: pack(make_parts(page(table("_x0041_" * 280_000))))
    yield "a formula of 5 MB", lambda: pack(make_parts(page(table() + f'<row r="9"><c><f>{"(" * 5 * M}</f></c></row>')))
    yield (
        "a link formula of 1 MB",
        lambda: pack(
            make_parts(
                page(table() + f'<row r="9"><c t="str"><f>HYPERLINK("{"a&quot;" * 200_000}</f><v>x</v></c></row>')
            )
        ),
    )
    yield (
        "a theme colour of 5,000 digits",
        lambda: pack(
            make_parts(
                styles=styles(
                    f'<fonts><font><color theme="{"9" * 5_000}"/><sz val="{"9" * 5_000}"/></font></fonts>'
                    f"<cellXfs><xf/></cellXfs>"
                )
            )
        ),
    )
    yield "an answer of 20 MB", lambda: pack(make_parts(page(table("a " * 10 * M))))
    yield (
        "10,000 answers of 30,000 letters",
        lambda: pack(
            make_parts(page(table("a sentence of words. " * 1_500, texts=[f"{TEXTS[0]} {at}" for at in range(10_000)])))
        ),
    )


def _depths() -> Iterable[tuple[str, Maker]]:
    yield "XML of 250 levels", lambda: pack(make_parts(page(after="<x>" * 240 + "</x>" * 240)))
    yield "XML of 1,000,000 levels", lambda: pack(make_parts(page(after="<x>" * M + "</x>" * M)))
    yield "entities within entities", lambda: pack(
        make_parts(
            "<!DOCTYPE x [<!ENTITY a0 '" + "x" * 1_000 + "'>"
            + "".join(f"<!ENTITY a{at} '{f'&a{at - 1};' * 10}'>" for at in range(1, 10)) + "]>" + page(table("&a9;"))
        )
    )  # fmt: skip
    yield "entities in an attribute", lambda: pack(
        make_parts(
            "<!DOCTYPE x [<!ENTITY a0 '" + "x" * 1_000 + "'>"
            + "".join(f"<!ENTITY a{at} '{f'&a{at - 1};' * 10}'>" for at in range(1, 10)) + "]>"
            + page(after='<x y="&a9;"/>')
        )
    )  # fmt: skip
    yield (
        "one long entity 100,000 times",
        lambda: pack(
            make_parts(f"<!DOCTYPE x [<!ENTITY a '{'x' * 100_000}'>]>" + page(after=f'<x y="{"&a;" * 100_000}"/>'))
        ),
    )
    yield (
        "an entity that is a file",
        lambda: pack(make_parts('<!DOCTYPE x [<!ENTITY a SYSTEM "/dev/zero">]>' + page(table("&a;")))),
    )
    yield (
        "a worksheet in UTF-7",
        lambda: pack(
            make_parts()
            | {PAGE: b'<?xml version="1.0" encoding="UTF-7"?>' + page(table() + "<row/>" * 3 * M).encode("utf-7")}
        ),
    )
    yield (
        "a worksheet in UTF-16 of 20 MB",
        lambda: pack(make_parts() | {PAGE: page(table() + "<row/>" * 2 * M).encode("utf-16")}),
    )
    yield (
        "500,000 namespaces",
        lambda: pack(make_parts(page(after="<x " + " ".join(f'xmlns:n{at}="u{at}"' for at in range(500_000)) + "/>"))),
    )
    yield (
        "10,000 namespaces of 10,000 elements",
        lambda: pack(
            make_parts(
                page(
                    after="<x "
                    + " ".join(f'xmlns:n{at}="u{at}"' for at in range(10_000))
                    + ">"
                    + "<n0:a n9:b='1'/>" * 10_000
                    + "</x>"
                )
            )
        ),
    )
    yield "3,000,000 comments in XML", lambda: pack(make_parts(page(after="<!-- -->" * 3 * M)))
    yield "3,000,000 instructions in XML", lambda: pack(make_parts(page(after="<?a?>" * 3 * M)))


def _packed() -> Iterable[tuple[str, Maker]]:
    yield "a part of 190 MB of spaces", lambda: pack(make_parts(bomb(190 * M)))
    yield "a part of 190 MB that nothing reads", lambda: pack(make_parts() | {"xl/media/a.png": bytes(190 * M)})
    yield "a part of 3 GB", lambda: pack(make_parts() | {"xl/media/a.png": bytes(3_000 * M)}, zipfile.ZIP_BZIP2)
    yield "a part of 300 MB that states 1 kB", lambda: state_size(pack(make_parts(bomb(300 * M))), PAGE, 1_000)
    yield "a part of 1 kB that states 190 MB", lambda: state_size(pack(make_parts()), PAGE, 190 * M)
    yield "a part of 1 kB that states 4 GB", lambda: state_size(pack(make_parts()), PAGE, 0xFFFFFFFE)
    yield "a wrong check sum", lambda: break_sum(pack(make_parts()), PAGE)
    yield (
        "4,000 parts in one place, 40 kB each",
        lambda: list_often(pack(make_parts(bomb(40_000))), PAGE, 4_000, "xl/w/"),
    )
    yield "60,000 parts in one place", lambda: list_often(pack(make_parts()), PAGE, 60_000, "xl/w/")
    yield "700,000 parts in one place", lambda: list_often(pack(make_parts()), PAGE, 700_000, "x")
    yield "a part 3,000 times by one name", lambda: pack([*make_parts().items(), *[(PAGE, page())] * 3_000])
    yield "a part in LZMA, 190 MB", lambda: pack(make_parts(bomb(190 * M)), zipfile.ZIP_LZMA)
    yield "a part in BZIP2, 190 MB", lambda: pack(make_parts(bomb(190 * M)), zipfile.ZIP_BZIP2)
    yield "a package cut off", lambda: pack(make_parts())[:-40]
    yield "a comment of the package that is a package", lambda: pack(make_parts()) + pack(make_parts())


def list_cases() -> Cases:
    """Yield the hostile workbooks."""
    for part in (_counts(), _near(), _extents(), _lengths(), _depths(), _packed()):
        for name, make in part:
            yield Hostile("xlsx", name, f"{SHEET}.xlsx", make, OF_ANSWERS)
    for name in WORDS:
        yield Hostile("words in Excel", name, f"{SHEET}.xlsx", partial(_answer, stretch(name), "Yes", TEXTS))
    for name in ("spaces", "a sentence", "bullets", "[Table: x]", "brackets"):
        long = stretch(name)
        yield Hostile(
            "words in Excel", f"{name}, as a recommendation", f"{SHEET}.xlsx",
            partial(_answer, "By spring.", "Yes", [long] * 3), (CHECK, MARK),
        )  # fmt: skip
        yield Hostile(
            "words in Excel",
            f"{name}, as a decision",
            f"{SHEET}.xlsx",
            partial(_answer, "x", long, TEXTS),
            (CHECK, MARK),
        )


def _answer(comment: str, decision: str, texts: Sequence[str]) -> bytes:
    return pack(make_parts(page(table(escape(comment), escape(decision), map(escape, texts)))))
