"""Hostile tables of other kinds than Excel's own: OpenDocument, .xls, text with separators, XML and web pages."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import partial
from html import escape

from tools.hostile.case import OF_ANSWERS, SHEET, Cases, Hostile, Maker
from tools.hostile.excel import HEADINGS, TEXTS, M
from tools.hostile.packages import pack
from tools.hostile.words import stretch

URNS = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("t", "table"),
        ("x", "text"),
        ("s", "style"),
        ("f", "xsl-fo-compatible"),
        ("d", "drawing"),
    )
)
CSV_HEAD = ",".join(HEADINGS)
XML_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"


def cell(text: str, attributes: str = "") -> str:
    """Return a cell of OpenDocument."""
    return f'<t:table-cell office:value-type="string" {attributes}><x:p>{text}</x:p></t:table-cell>'


def rows(comment: str = "By spring.", decision: str = "Yes") -> str:
    """Return a response table in OpenDocument."""
    lines = (HEADINGS, *((f"{at}.", text, decision, comment) for at, text in enumerate(TEXTS, 1)))
    return "".join(f"<t:table-row>{''.join(map(cell, line))}</t:table-row>" for line in lines)


def content(within: str = "", styles: str = "", after: str = "") -> str:
    """Return the part with the tables: one called Responses, which has this in it."""
    return (
        f"<office:document-content {URNS}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><t:table t:name="Responses">{within or rows()}</t:table>{after}</office:spreadsheet>'
        "</office:body></office:document-content>"
    )


def ods(part: str, styles: str = "") -> bytes:
    """Return a workbook of OpenDocument."""
    return pack(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "styles.xml": f"<office:document-styles {URNS}><office:styles>{styles}</office:styles>"
            f"</office:document-styles>",
            "content.xml": part,
        }
    )


def flat(part: str) -> bytes:
    """Return the same as one file."""
    return part.replace("document-content", "document").encode()


def _ods() -> Iterable[tuple[str, Maker]]:
    hidden = '<t:table-row t:visibility="collapse" t:number-rows-repeated="1048576"/>'
    yield "20,000 times 1,048,576 hidden rows", lambda: ods(content(rows() + hidden * 20_000))
    yield (
        "1,900,000 repeated cells",
        lambda: ods(
            content(rows() + f"""<t:table-row>{cell("x", 't:number-columns-repeated="1900000"')}</t:table-row>""")
        ),
    )
    yield (
        "1,048,576 repeated rows of a cell",
        lambda: ods(content(rows() + f'<t:table-row t:number-rows-repeated="1048576">{cell("x")}</t:table-row>')),
    )
    yield (
        "1,048,576 repeated rows of an empty cell with a style",
        lambda: ods(
            content(
                rows() + '<t:table-row t:number-rows-repeated="1048576"><t:table-cell '
                't:number-columns-repeated="16384"/></t:table-row>'
            )
        ),
    )
    yield (
        "rows repeated 10^18 times",
        lambda: ods(
            content(
                rows() + f'<t:table-row t:number-rows-repeated="{10**18}"><t:table-cell t:formula=""/></t:table-row>'
            )
        ),
    )
    yield (
        "rows repeated 10^18 times, with something that says nothing",
        lambda: ods(
            content(
                rows()
                + f'<t:table-row t:number-rows-repeated="{10**18}"><t:table-cell><x:p/></t:table-cell></t:table-row>'
            )
        ),
    )
    yield (
        "cells repeated 10^18 times, that say nothing",
        lambda: ods(
            content(
                rows()
                + f'<t:table-row><t:table-cell t:number-columns-repeated="{10**18}"><x:p/></t:table-cell></t:table-row>'
            )
        ),
    )
    yield (
        "2,000 rows of 16,384 cells that say nothing",
        lambda: ods(
            content(
                rows()
                + '<t:table-row><t:table-cell t:number-columns-repeated="16384"><x:p/></t:table-cell></t:table-row>'
                * 2_000
            )
        ),
    )
    yield (
        "a repeat of 5,000 digits",
        lambda: ods(content(rows() + f'<t:table-row t:number-rows-repeated="{"9" * 5_000}">{cell("x")}</t:table-row>')),
    )
    yield (
        "a repeat of other digits",
        lambda: ods(content(rows() + f'<t:table-row t:number-rows-repeated="{"٣" * 5_000}">{cell("x")}</t:table-row>')),
    )
    yield (
        "100,000 repeats of columns",
        lambda: ods(
            content('<t:table-column t:number-columns-repeated="16384" t:visibility="collapse"/>' * 100_000 + rows())
        ),
    )
    yield (
        "a long text in 100,000 repeated rows",
        lambda: ods(
            content(rows() + f'<t:table-row t:number-rows-repeated="100000">{cell("word " * 20_000)}</t:table-row>')
        ),
    )
    yield (
        "a span of 10^12 columns",
        lambda: ods(
            content(
                rows()
                + f"""<t:table-row>{
                    cell("x", f't:number-columns-spanned="{10**12}" t:number-rows-spanned="{10**12}"')
                }</t:table-row>"""
            )
        ),
    )
    yield (
        "spans in 300,000 repeated cells",
        lambda: ods(
            content(
                rows()
                + f"""<t:table-row>{
                    cell("x", 't:number-columns-repeated="300000" t:number-rows-spanned="9999"')
                }</t:table-row>"""
            )
        ),
    )
    yield "3,000,000 empty rows", lambda: ods(content(rows() + "<t:table-row/>" * 3 * M))
    yield (
        "3,000,000 empty cells",
        lambda: ods(content(rows() + f"<t:table-row>{'<t:table-cell/>' * 3 * M}</t:table-row>")),
    )
    yield "100,000 tables", lambda: ods(content(after='<t:table t:name="x"/>' * 100_000))
    yield (
        "tables within tables, 200 deep",
        lambda: ods(
            content(
                rows()
                + '<t:table-row><t:table-cell><t:table t:name="a">' * 60
                + "</t:table></t:table-cell></t:table-row>" * 60
            )
        ),
    )
    yield (
        "row groups within row groups, 240 deep",
        lambda: ods(content(rows() + "<t:table-row-group>" * 240 + "</t:table-row-group>" * 240)),
    )
    yield (
        "styles based on one another, 50,000",
        lambda: ods(
            content(
                rows().replace("table-cell office", 'table-cell t:style-name="a0" office'),
                "".join(
                    f'<s:style s:name="a{at}" s:family="table-cell" s:parent-style-name="a{at + 1}"/>'
                    for at in range(50_000)
                ),
            )
        ),
    )
    yield (
        "2,000 cells in styles based on one another, 20,000",
        lambda: ods(
            content(
                rows()
                + f"""<t:table-row>{cell("x", 't:style-name="a0" t:number-columns-repeated="2000"')}</t:table-row>""",
                "".join(
                    f'<s:style s:name="a{at}" s:family="table-cell" s:parent-style-name="a{at + 1}">'
                    f'<s:text-properties f:color="#000000"/></s:style>'
                    for at in range(20_000)
                ),
            )
        ),
    )
    yield (
        "a style based on itself",
        lambda: ods(
            content(
                rows().replace("table-cell office", 'table-cell t:style-name="a" office'),
                '<s:style s:name="a" s:family="table-cell" s:parent-style-name="b"/><s:style s:name="b" '
                's:family="table-cell" s:parent-style-name="a"/>',
            )
        ),
    )
    yield (
        "a date format of 100,000 parts",
        lambda: ods(
            content(
                rows() + '<t:table-row><t:table-cell t:style-name="a" office:value-type="date" '
                'office:date-value="2026-05-01"/></t:table-row>',
                '<n:date-style xmlns:n="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" s:name="n">'
                + "<n:month/><n:text>.</n:text>" * 100_000
                + '</n:date-style><s:style s:name="a" s:family="table-cell" s:data-style-name="n"/>',
            )
        ),
    )
    yield "spans of text within spans, 240 deep", lambda: ods(content(rows("<x:span>" * 235 + "a" + "</x:span>" * 235)))
    yield "500,000 spans of text", lambda: ods(content(rows("<x:span>a</x:span>" * 150_000)))
    yield "a space of 10^12", lambda: ods(content(rows(f'a<x:s x:c="{10**12}"/>b')))
    yield "1,000,000 spaces of 1,000", lambda: ods(content(rows('<x:s x:c="1000"/>' * 300_000)))
    yield "line ends laid out, 1 MB", lambda: ods(content(rows(" \n" * 500_000)))
    yield "spaces laid out, 1 MB", lambda: ods(content(rows(" " * M)))
    yield "500,000 paragraphs in a cell", lambda: ods(content(rows("a</x:p><x:p>" * 150_000)))
    yield (
        "300,000 drawings",
        lambda: ods(content(rows() + "<t:shapes>" + "<d:frame>a</d:frame>" * 300_000 + "</t:shapes>")),
    )
    yield (
        "a drawing in 300,000 repeated cells",
        lambda: ods(
            content(
                rows() + '<t:table-row><t:table-cell t:number-columns-repeated="300000"><d:frame>a</d:frame>'
                "</t:table-cell></t:table-row>"
            )
        ),
    )
    yield (
        "300,000 notes of one cell",
        lambda: ods(
            content(rows("</x:p>" + "<office:annotation><x:p>n</x:p></office:annotation>" * 200_000 + "<x:p>"))
        ),
    )
    yield (
        "a number of 1,000,000 digits",
        lambda: ods(
            content(
                rows()
                + f'<t:table-row><t:table-cell office:value-type="float" office:value="{"9" * M}"/></t:table-row>'
            )
        ),
    )
    yield (
        "a number of 10^999999999",
        lambda: ods(
            content(
                rows() + '<t:table-row><t:table-cell office:value-type="float" office:value="1E+999999"/></t:table-row>'
            )
        ),
    )
    yield (
        "a number of 10^99999999",
        lambda: ods(
            content(
                rows()
                + '<t:table-row><t:table-cell office:value-type="float" office:value="1E+99999999"/></t:table-row>'
            )
        ),
    )
    yield (
        "a number of 10^-99999999",
        lambda: ods(
            content(
                rows()
                + '<t:table-row><t:table-cell office:value-type="float" office:value="1E-99999999"/></t:table-row>'
            )
        ),
    )
    yield (
        "a font of 1,000,000 digits",
        lambda: ods(
            content(
                rows().replace("table-cell office", 'table-cell t:style-name="a" office'),
                f'<s:style s:name="a" s:family="table-cell"><s:text-properties f:font-size="{"9" * M}pt" '
                f's:text-position="{"0" * M}"/></s:style>',
            )
        ),
    )
    yield "a part of 190 MB of spaces", lambda: ods(content() + " " * 190 * M)


def csv_table(comment: str = "By spring.", decision: str = "Yes") -> str:
    """Return a response table as text."""
    lines = (f'{at}.,{text},{decision},"{comment}"' for at, text in enumerate(TEXTS, 1))
    return "\r\n".join([CSV_HEAD, *lines]) + "\r\n"


def _csv() -> Iterable[tuple[str, Maker]]:
    def large(unit: str, size: int, start: str = "") -> Maker:
        return lambda: (csv_table() + start + unit * (size // len(unit))).encode()

    yield "an unclosed quote, 30 MB", large("a ", 30 * M, '"')
    yield "an unclosed quote, 49 MB of line ends", large("\n", 49 * M, '"')
    yield "30 MB of quotes", large('"', 30 * M)
    yield "30 MB of quotes with commas", large('"",', 30 * M)
    yield "30 MB of quotes with words", large('"a" ', 30 * M)
    yield "49 MB of commas", large(",", 49 * M)
    yield "49 MB of line ends", large("\n", 49 * M)
    yield "49 MB of cells", large("a,b\n", 49 * M)
    yield "49 MB of one cell", large("a ", 49 * M)
    yield "49 MB of zero bytes", lambda: bytes(49 * M)
    yield "49 MB in no encoding", lambda: csv_table().encode() + b"\xe9\x81," * (16 * M)
    yield "49 MB of letters with accents in no encoding", lambda: csv_table().encode() + b"\xe9" * 49 * M
    yield "20 MB in UTF-16", lambda: (csv_table() + "a," * 5 * M).encode("utf-16")
    yield "a separator that is named, and a quote", lambda: ('sep="\r\n' + csv_table()).encode()
    yield "a separator that is a line end", lambda: ("sep=\r\n" + csv_table()).encode()
    yield "9,000,000 letters in a cell", lambda: (csv_table("a " * 4_500_000)).encode()
    yield "100,000 columns", lambda: (csv_table() + "a," * 100_000).encode()
    yield "a first line of 20 MB", lambda: ("a" * 20 * M + "\r\n" + csv_table()).encode()
    yield "a file of 3 GB", lambda: (csv_table()).encode()
    for name in ("quotes", "spaces", "a a a", "line ends", "carriage returns", "bars", "letters"):
        yield f"answers of {name}", lambda name=name: csv_table(stretch(name).replace('"', '""')).encode()  # type: ignore[misc]


def ole(stream: bytes, name: str = "Workbook") -> bytes:
    """Return an OLE file with one stream ([MS-CFB]), long enough not to be a small one."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    tables = 1
    while tables * 128 < sectors + 1 + tables:
        tables += 1
    chain = [*range(1, sectors), 0xFFFFFFFE, 0xFFFFFFFE, *[0xFFFFFFFD] * tables]
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))
    table_at = range(sectors + 1, sectors + 1 + tables)
    head = struct.pack(
        "<8s16sHHHHH6xLLLLLLLLL",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        tables,
        sectors,
        0,
        4096,
        0xFFFFFFFE,
        0,
        0xFFFFFFFE,
        0,
    )
    head += b"".join(struct.pack("<L", at) for at in [*table_at, *[0xFFFFFFFF] * 109][:109])
    listed = b"".join(
        struct.pack(
            "<64sHBBLLL16sLQQLQ",
            text.encode("utf-16-le"),
            2 * len(text) + 2 if text else 0,
            kind,
            1,
            0xFFFFFFFF,
            0xFFFFFFFF,
            child,
            b"",
            0,
            0,
            0,
            start,
            size,
        )
        for text, kind, child, start, size in (
            ("Root Entry", 5, 1, 0xFFFFFFFE, 0),
            (name, 2, 0xFFFFFFFF, 0, len(stream)),
            ("", 0, 0xFFFFFFFF, 0, 0),
            ("", 0, 0xFFFFFFFF, 0, 0),
        )
    )
    return head + stream + listed + struct.pack(f"<{len(chain)}L", *chain)


def record(kind: int, body: bytes = b"") -> bytes:
    """Return a record of a BIFF stream ([MS-XLS] 2.1.4)."""
    return struct.pack("<HH", kind, len(body)) + body


def label(row: int, column: int, text: str, look: int = 15) -> bytes:
    """Return a cell with a text."""
    return record(0x0204, struct.pack("<HHHHB", row, column, look, len(text), 0) + text.encode("latin-1"))


def xls(cells: bytes = b"", globals_: bytes = b"", sheets: int = 1, look: bytes = b"") -> bytes:
    """Return an .xls workbook; `look` are records of fonts and formats."""
    table = b"".join(
        label(row, column, text)
        for row, line in enumerate(
            (HEADINGS, *((f"{at}.", text, "Yes", "By spring.") for at, text in enumerate(TEXTS, 1)))
        )
        for column, text in enumerate(line)
    )
    start = record(0x0809, struct.pack("<HHHHLL", 0x0600, 5, 0, 0, 0, 0)) + record(0x0042, struct.pack("<H", 1200))
    font = record(0x0031, struct.pack("<HHHHHBBBBBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 5, 0) + b"Arial")
    xf = record(0x00E0, struct.pack("<HHHBBBBLLH", 0, 0, 0xFFF5, 0x20, 0, 0, 0, 0, 0, 0x20C0))
    start += (
        look or font * 4 + xf * 15 + record(0x00E0, struct.pack("<HHHBBBBLLH", 0, 0, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0))
    ) + globals_
    names = [b"Responses", *(b"S%d" % at for at in range(1, sheets))]
    size = len(start) + sum(4 + 8 + len(name) for name in names) + 4
    page = record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x10, 0, 0, 0, 0)) + table + cells + record(0x0A)
    bound = b"".join(record(0x85, struct.pack("<LBBBB", size, 0, 0, len(name), 0) + name) for name in names)
    return ole(start + bound + record(0x0A) + page)


def _xls() -> Iterable[tuple[str, Maker]]:
    yield "an ordinary one", xls
    yield "a cell in the last row and column", lambda: xls(label(65_535, 255, "x"))
    yield "10,000 cells in the last row and column", lambda: xls(label(65_535, 255, "x") * 10_000)
    yield "a cell in row 65535 of 30 columns", lambda: xls(label(65_535, 30, "x"))
    yield (
        "1,000,000 blank cells",
        lambda: xls(
            b"".join(
                record(0xBE, struct.pack("<HH", row, 0) + struct.pack("<H", 15) * 256 + struct.pack("<H", 255))
                for row in range(9, 4_009)
            )
        ),
    )
    yield (
        "65,535 rows of 30 blank cells",
        lambda: xls(
            b"".join(
                record(0xBE, struct.pack("<HH", row, 0) + struct.pack("<H", 15) * 30 + struct.pack("<H", 29))
                for row in range(9, 65_535)
            )
        ),
    )
    yield (
        "600,000 numbers",
        lambda: xls(
            b"".join(
                record(0xBD, struct.pack("<HH", row, 0) + struct.pack("<HL", 15, 2) * 100 + struct.pack("<H", 99))
                for row in range(9, 6_009)
            )
        ),
    )
    yield "2,000 worksheets in one place", lambda: xls(sheets=2_000)
    yield (
        "500,000 merged ranges",
        lambda: xls(record(0xE5, struct.pack("<H", 1_000) + struct.pack("<HHHH", 9, 9, 0, 255) * 1_000) * 500),
    )
    yield (
        "merges of whole worksheets",
        lambda: xls(record(0xE5, struct.pack("<H", 1_000) + struct.pack("<HHHH", 9, 65_535, 0, 255) * 1_000) * 100),
    )
    yield (
        "500,000 hidden rows",
        lambda: xls(
            b"".join(
                record(0x208, struct.pack("<HHHHHHL", at % 65_536, 0, 0, 255, 0, 0, 0x20)) for at in range(500_000)
            )
        ),
    )
    yield (
        "100,000 hidden ranges of columns",
        lambda: xls(record(0x7D, struct.pack("<HHHHHH", 0, 255, 0, 15, 1, 0)) * 100_000),
    )
    yield (
        "100,000 fonts",
        lambda: xls(
            look=record(0x0031, struct.pack("<HHHHHBBBBBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 5, 0) + b"Arial")
            * 100_000
            + record(0x00E0, struct.pack("<HHHBBBBLLH", 0, 0, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0)) * 20
        ),
    )
    yield (
        "60,000 formats of numbers",
        lambda: xls(
            look=record(0x0031, struct.pack("<HHHHHBBBBBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 5, 0) + b"Arial") * 4
            + b"".join(record(0x041E, struct.pack("<HHB", at, 100, 0) + b"y" * 100) for at in range(164, 60_000))
            + record(0x00E0, struct.pack("<HHHBBBBLLH", 0, 164, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0)) * 20
        ),
    )
    yield (
        "formats of numbers without end",
        lambda: xls(
            look=record(0x0031, struct.pack("<HHHHHBBBBBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 5, 0) + b"Arial") * 4
            + b"".join(record(0x041E, struct.pack("<HHB", at, 8_000, 0) + b"m " * 4_000) for at in range(164, 1_000))
            + record(0x00E0, struct.pack("<HHHBBBBLLH", 0, 164, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0)) * 20,
            cells=record(0x203, struct.pack("<HHHd", 2, 3, 15, 45000.5)),
        ),
    )
    yield (
        "a list of texts that states 2^31",
        lambda: xls(globals_=record(0xFC, struct.pack("<LL", 2**31 - 1, 2**31 - 1) + b"\1\0\0a")),
    )
    yield (
        "1,000,000 texts",
        lambda: xls(
            globals_=record(0xFC, struct.pack("<LL", 2_000, 2_000) + b"\1\0\0a" * 2_000)
            + record(0x3C, b"\1\0\0a" * 2_000) * 500
        ),
    )
    yield "a record that is longer than the file", lambda: xls(struct.pack("<HH", 0x204, 0xFFFF))
    yield "records that do not move on", lambda: xls(record(0) * 5 * M)
    yield (
        "10 MB of formulas that give nothing",
        lambda: xls(record(0x06, struct.pack("<HHH8sHLH", 9, 9, 15, bytes(8), 0, 0, 0)) * 400_000),
    )
    yield (
        "names of 1,000,000",
        lambda: xls(globals_=record(0x18, struct.pack("<HBBHHHBBBB", 0, 0, 1, 0, 0, 0, 0, 0, 0, 0) + b"\0a") * 500_000),
    )
    yield "a chain of sectors that is a ring", lambda: _ring(xls())
    yield (
        "a directory that names itself",
        lambda: xls().replace(struct.pack("<LLL", 0xFFFFFFFF, 0xFFFFFFFF, 1), struct.pack("<LLL", 0, 0, 0), 1),
    )
    yield "a size of sectors of 2^65535", lambda: xls()[:30] + b"\xff\xff" + xls()[32:]
    yield "40 MB of sectors", lambda: ole(bytes(40 * M))
    yield "40 MB of one letter", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"a" * 40 * M
    yield "half of one", lambda: xls()[: len(xls()) // 2]


def _ring(content: bytes) -> bytes:
    """Return an OLE file whose stream leads back to its first sector."""
    at = content.rfind(struct.pack("<LL", 1, 2))
    return content[: at + 8] + struct.pack("<L", 0) + content[at + 12 :]


def spreadsheet_xml(within: str) -> str:
    """Return a workbook in Excel's XML of 2003."""
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{XML_SPREADSHEET}" '
        f'xmlns:ss="{XML_SPREADSHEET}"><Worksheet ss:Name="Responses"><Table>{within}</Table></Worksheet></Workbook>'
    )


def _others() -> Iterable[tuple[str, str, Maker]]:
    table = "".join(
        f"<Row>{''.join(f'<Cell><Data>{each}</Data></Cell>' for each in line)}</Row>"
        for line in (HEADINGS, *((f"{at}.", text, "Yes", "x") for at, text in enumerate(TEXTS, 1)))
    )
    yield "XML of 2003", ".xml", lambda: spreadsheet_xml(table).encode()
    yield (
        "XML of 2003 with 3,000,000 cells",
        ".xml",
        lambda: spreadsheet_xml(table + f"<Row>{'<Cell/>' * 3 * M}</Row>").encode(),
    )
    yield "XML of 2003 called .xls", ".xls", lambda: spreadsheet_xml(table).encode()
    yield (
        "a web page called .xls",
        ".xls",
        lambda: b"<html><table>" + b"<tr><td>Recommendation</td><td>Agree?</td></tr>" * 900_000,
    )
    yield "a web page called .xlsx", ".xlsx", lambda: b"<html>" + b"<table>" * 7 * M
    yield "a web page of tags that are not closed", ".html", lambda: b"<td>Recommendation" + b"</td <td " * 5 * M
    yield "a web page of headings", ".htm", lambda: b"<table>" + b"<td>Recommendation</td><td>Agree?</td>" * M
    yield "a text of headings", ".txt", lambda: b"No.\tRecommendation\tAgree?\tComment\n" * M
    yield "a text of tabs", ".txt", lambda: b"\t" * 49 * M
    yield "a text of commas and spaces", ".txt", lambda: b", " * 20 * M
    yield "an .xlsb of nothing", ".xlsb", lambda: bytes(45 * M)
    yield "a .numbers of nothing", ".numbers", lambda: bytes(45 * M)


def list_cases() -> Cases:
    """Yield the hostile tables."""
    for name, make in _ods():
        yield Hostile("ods", name, f"{SHEET}.ods", make, OF_ANSWERS)
    for name in ("spaces", "a a a", "brackets", "line ends", "tabs"):
        yield Hostile("ods", f"answers of {name}", f"{SHEET}.ots", partial(_ods_answer, name))
    for name, part in (
        ("hidden rows", '<t:table-row t:visibility="collapse" t:number-rows-repeated="1048576"/>' * 20_000),
        ("empty rows", "<t:table-row/>" * 2 * M),
        ("groups 1,000,000 deep", "<t:table-row-group>" * M),
    ):
        yield Hostile("ods", f"one flat file, {name}", f"{SHEET}.fods", partial(_flat, part), OF_ANSWERS)
    for name, make in _csv():
        ending = ".tsv" if "49 MB of cells" in name else ".csv"
        length = 3_000 * M if "3 GB" in name else 0
        yield Hostile("csv", name, f"{SHEET}{ending}", make, OF_ANSWERS, length)
    for name, make in _xls():
        yield Hostile("xls", name, f"{SHEET}.xls", make, OF_ANSWERS)
    for name, ending, make in _others():
        yield Hostile("other tables", name, f"{SHEET}{ending}", make)


def _ods_answer(name: str) -> bytes:
    return ods(content(rows(escape(stretch(name)))))


def _flat(part: str) -> bytes:
    return flat(content(rows() + part))
