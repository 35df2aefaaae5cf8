"""Hostile files beside the answers that are only looked at, and pictures."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from tools.hostile.case import CHECK, MATTER, Cases, Hostile, Maker
from tools.hostile.excel import M
from tools.hostile.packages import list_often, pack
from tools.hostile.pictures import draw_png
from tools.hostile.tables import ole
from tools.hostile.word import W, document, paragraph

TEMPLATE_CHECK = ("templates", "check")


def pdf(*objects: bytes, trailer: bytes = b"<</Root 1 0 R>>") -> bytes:
    """Return a PDF of these objects, numbered from 1."""
    content, places = b"%PDF-1.7\n", []
    for at, each in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (at, each)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % at for at in places
    )
    return content + table + b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF" % len(content)


def stream(content: bytes, entries: bytes = b"", *, packed: bool = True) -> bytes:
    """Return a stream, compressed."""
    body = zlib.compress(content, 9) if packed else content
    look = b"/Filter/FlateDecode" if packed else b""
    return b"<</Length %d%s%s>>\nstream\n%s\nendstream" % (len(body), look, entries, body)


def page_of(content: bytes, *more: bytes, fonts: bytes = b"/Font<</F 5 0 R>>") -> bytes:
    """Return a PDF of one page with this content; `more` are further objects, numbered from 5."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%s>>>>" % fonts, content,
        *(more or (b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",)),
    )  # fmt: skip


def with_unicode(table: bytes, font: bytes = b"") -> bytes:
    """Return a PDF whose font has this table of letters."""
    return page_of(
        stream(b"BT /F 9 Tf (abc) Tj ET"),
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[7 0 R]%s>>" % font,
        stream(table), b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/W[0 9999999 500]>>",
    )  # fmt: skip


def _pdfs() -> Iterable[tuple[str, Maker]]:
    yield "a content of 70 MB of spaces", lambda: page_of(stream(b" " * 70 * M))
    yield "a content of 1 GB of spaces", lambda: page_of(stream(b" " * 1_000 * M))
    yield "3,000,000 words", lambda: page_of(stream(b"BT /F 9 Tf " + b"(a) Tj " * 3 * M + b"ET"))
    yield (
        "300,000 words in places",
        lambda: page_of(stream(b"BT /F 9 Tf " + b"1 0 0 1 9 9 Tm (a) Tj " * 300_000 + b"ET")),
    )
    yield "a word of 20 MB", lambda: page_of(stream(b"BT /F 9 Tf (" + b"a" * 20 * M + b") Tj ET"))
    yield "20,000,000 brackets", lambda: page_of(stream(b"[" * 20 * M))
    yield "20,000,000 round brackets", lambda: page_of(stream(b"(" * 20 * M))
    yield "5,000,000 states kept", lambda: page_of(stream(b"q " * 5 * M))
    yield "dictionaries without end", lambda: page_of(stream(b"<<" * 5 * M))
    yield "arrays within arrays in an object", lambda: page_of(stream(b"BT ET"), b"[" * 5 * M)
    yield (
        "a page that is its own parent",
        lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"),
    )
    yield (
        "pages that name one another",
        lambda: pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            *(b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 9>>" % (at, at) for at in range(3, 60)),
            b"<</Type/Page>>",
        ),
    )
    yield (
        "10^9 pages in the count",
        lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 1000000000>>"),
    )
    yield (
        "200,000 pages",
        lambda: pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[" + b"3 0 R " * 200_000 + b"]/Count 200000>>",
            b"<</Type/Page/Parent 2 0 R>>",
        ),
    )
    yield (
        "a form that calls itself",
        lambda: page_of(
            stream(b"/X Do"),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/Resources<</XObject<</X 6 0 R>>>>"),
            fonts=b"/XObject<</X 6 0 R>>",
        ),
    )
    yield (
        "forms that call the next one twice",
        lambda: page_of(
            stream(b"/X Do"),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *(
                stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/Resources<</XObject<</X %d 0 R>>>>" % (at + 1))
                for at in range(6, 40)
            ),
            stream(b"BT (a) Tj ET", b"/Type/XObject/Subtype/Form"),
            fonts=b"/XObject<</X 6 0 R>>",
        ),
    )
    yield (
        "a range of 2^32 letters",
        lambda: with_unicode(
            b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n1 beginbfrange\n<00000000> <FFFFFFFF> "
            b"<0041>\nendbfrange\n"
        ),
    )
    yield (
        "100,000 ranges of letters",
        lambda: with_unicode(b"1 beginbfrange\n" + b"<0000> <FFFF> <0041>\n" * 100_000 + b"endbfrange\n"),
    )
    yield (
        "letters that are 60,000 letters",
        lambda: with_unicode(b"1 beginbfchar\n<0061> <" + b"0041" * 60_000 + b">\nendbfchar\n"),
    )
    yield "ranges of letters without an end", lambda: with_unicode(b"1 beginbfrange\n" + b"<0000> " * 300_000)
    yield (
        "widths of 10^9 letters",
        lambda: page_of(
            stream(b"BT /F 9 Tf (abc) Tj ET"),
            b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/W[0 999999999 500]>>",
        ),
    )
    yield (
        "a first letter of 10^9",
        lambda: page_of(
            stream(b"BT /F 9 Tf (abc) Tj ET"),
            b"<</Type/Font/Subtype/TrueType/BaseFont/A/FirstChar 0/LastChar 999999999/Widths[500]>>",
        ),
    )
    yield (
        "filters, 100 of them",
        lambda: page_of(b"<</Length 3/Filter[" + b"/ASCIIHexDecode" * 100 + b"]>>\nstream\n414\nendstream"),
    )
    yield (
        "run lengths",
        lambda: page_of(b"<</Length 2000000/Filter/RunLengthDecode>>\nstream\n" + b"\x81a" * M + b"\nendstream"),
    )
    yield (
        "LZW",
        lambda: page_of(b"<</Length 1000000/Filter/LZWDecode>>\nstream\n" + b"\x80\x00" * 500_000 + b"\nendstream"),
    )
    yield (
        "a predictor of 10^9 columns",
        lambda: page_of(stream(bytes(M), b"/DecodeParms<</Predictor 12/Columns 1000000000>>")),
    )
    yield "a table of references that leads back", lambda: pdf(b"<<>>", trailer=b"<</Root 1 0 R/Prev 9>>")
    yield (
        "a table of 10^9 references",
        lambda: b"%PDF-1.7\nxref\n0 1000000000\n0000000000 65535 f \ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF",
    )
    yield "no table of references, 19 MB", lambda: b"%PDF-1.7\n" + b"1 0 obj\n<<>>\nendobj\n" * 900_000
    yield "a start 19 MB before the end", lambda: b"%PDF-1.7\nstartxref\n0\n%%EOF" + b"\n" * 19 * M
    yield "19 MB of percents", lambda: b"%PDF-1.7\n" + b"%" * 19 * M
    yield "19 MB of slashes in a dictionary", lambda: page_of(stream(b"BT ET"), b"<<" + b"/a" * 9 * M + b">>")
    yield (
        "a table of references as a stream, of 10^9",
        lambda: (
            b"%PDF-1.7\n1 0 obj\n"
            + stream(bytes(64), b"/Type/XRef/W[1 2 1]/Size 1000000000/Root 1 0 R/Index[0 1000000000]")
            + b"\nendobj\nstartxref\n9\n%%EOF"
        ),
    )
    yield (
        "locked, with 10^9 rounds",
        lambda: pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[]/Count 0>>",
            b"<</Filter/Standard/V 5/R 6/Length 256/O(a)/U(a)/P -1>>",
            trailer=b"<</Root 1 0 R/Encrypt 3 0 R/ID[(a)(a)]>>",
        ),
    )


def _pictures() -> Iterable[tuple[str, Maker]]:
    yield "a picture of 2^31 pixels", lambda: draw_png(2**31 - 1, 2**31 - 1, b"a")
    yield "a picture of no pixels", lambda: draw_png(0, 0, b"")
    yield "150,000 pieces", lambda: draw_png(9, 9, b"a", *[(b"tEXt", b"")] * 150_000)
    yield "pieces of no length", lambda: b"\x89PNG\r\n\x1a\n" + bytes(1_900_000)
    yield "a piece of 2^32", lambda: b"\x89PNG\r\n\x1a\n" + b"\xff" * 1_900_000
    yield "a density of 10^9", lambda: draw_png(9, 9, b"a", (b"pHYs", struct.pack(">LLB", 1, 1, 1)))
    yield "a JPEG of markers", lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + b"\xff" * 1_900_000
    yield (
        "a JPEG of empty segments",
        lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + b"\xff\xe1\0\2" * 475_000,
    )
    yield "a JPEG of zeros", lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + bytes(1_900_000) + b"\xff\xd9"
    yield "a file of 3 GB", lambda: b"\x89PNG\r\n\x1a\n"


def _files() -> Iterable[tuple[str, str, Maker]]:
    heading = b"recommendation\\cell "
    yield "Rich Text of headings", "a.rtf", lambda: b"{\\rtf" + heading * 900_000
    yield "Rich Text of backslashes", "a.rtf", lambda: b"{\\rtf" + b"recommendation" + b"\\" * 19 * M
    yield "Rich Text of agrees", "a.rtf", lambda: b"{\\rtf" + (heading + b"agree " * 300) * 10_000
    yield "an old document of headings", "a.doc", lambda: ole(b"recommendation\x07" * M, "WordDocument")
    yield "an old document of zero bytes", "a.doc", lambda: ole(bytes(19 * M), "WordDocument")
    yield "an old document of R1", "a.doc", lambda: ole(b"R1[" * 6 * M, "WordDocument")
    yield (
        "an OpenDocument text of <",
        "a.odt",
        lambda: pack({"mimetype": "opendocument.text", "content.xml": "<" * 45 * M}),
    )
    yield (
        "an OpenDocument text of 1,000,000 rows",
        "a.odt",
        lambda: pack({"mimetype": "opendocument.text", "content.xml": "<a>" + "<table-row/>" * M + "</a>"}),
    )
    yield "a flat OpenDocument text of <", "a.fodt", lambda: b"<" * 19 * M
    yield (
        "a flat OpenDocument text of headings",
        "a.fodt",
        lambda: b"<a>" + b"<tr><c>Recommendation</c><c>Agree</c></tr>" * 400_000 + b"</a>",
    )
    yield (
        "a Word document that is no form, of cells",
        "b.docx",
        lambda: pack({"word/document.xml": document("<w:tbl>" + "<w:tr><w:tc/></w:tr>" * 200_000 + "</w:tbl>")}),
    )
    yield (
        "a Word document that is no form, rows within rows",
        "b.docx",
        lambda: pack(
            {"word/document.xml": document("<w:tr><w:tc>" * 110 + paragraph("a " * 50_000) + "</w:tc></w:tr>" * 110)}
        ),
    )
    yield "a Word document that is no form, of <", "b.docx", lambda: pack({"word/document.xml": "<" * 45 * M})
    yield (
        "a Word document that is no form, of tags",
        "b.docx",
        lambda: pack({"word/document.xml": document("<w:p/>" * 7 * M)}),
    )
    yield (
        "a Word document that is no form, of ampersands",
        "b.docx",
        lambda: pack({"word/document.xml": f'<w:document xmlns:w="{W}">' + "&#1" * 15 * M}),
    )
    yield "a Word document with a password", "b.docx", lambda: ole(bytes(M), "EncryptedPackage")
    yield "a mail of 19 MB", "a.eml", lambda: b"Subject: a\n" * M
    yield "a mail of brackets", "a.msg", lambda: b"(" * 19 * M
    yield "a packed folder of 100,000 files", "a.zip", lambda: pack({f"{at}.txt": b"" for at in range(100_000)})
    yield (
        "a packed folder of 2,000,000 files",
        "a.zip",
        lambda: list_often(pack({"a.txt": b""}), "a.txt", 2 * M, "a"),
    )
    yield (
        "a Word document of 700,000 parts",
        "b.docx",
        lambda: list_often(pack({"word/document.xml": document()}), "word/document.xml", 700_000, "a"),
    )
    yield "a packed folder of packed folders", "a.zip", _nested
    yield (
        "a packed folder of long names",
        "a.zip",
        lambda: pack({f"{at}/" + "response" * 7_000 + ".txt": b"" for at in range(300)}),
    )
    yield (
        "a packed folder that states 65,535 files",
        "a.zip",
        lambda: pack({"a.txt": b""})[:-14] + b"\xff\xff\xff\xff" + pack({"a.txt": b""})[-10:],
    )
    yield "a packed folder of another kind", "a.7z", lambda: b"7z\xbc\xaf\x27\x1c" + b"\xff" * 19 * M
    yield "a link of 19 MB", "a.url", lambda: b"[InternetShortcut]\nURL=" + b"sheet" * 3 * M
    yield "a link of spaces", "a.url", lambda: b" " * 19 * M
    yield "a page of 30 MB", "a.html", lambda: b"<td>" * 7 * M
    yield "a text without an ending", "a", lambda: b"a " * 15 * M
    yield "a text of answers", "responses.txt", lambda: b" " * 40 * M
    yield "a package without an ending", "a", lambda: pack({"xl/workbook.xml": bytes(190 * M)})
    yield "JSON of 40 MB", "a.json", lambda: b"[" * 40 * M
    yield "YAML beside the other", "notes.yaml", lambda: b"[" * 40 * M
    yield "Markdown of 40 MB", "notes.md", lambda: b"[" * 40 * M


def _nested() -> bytes:
    content = b""
    for _ in range(60):
        content = pack({"a.zip": content, "b.zip": content})
    return content


def list_cases() -> Cases:
    """Yield the hostile files that are only looked at."""
    for name, make in _pdfs():
        yield Hostile("PDF", name, f"{MATTER}/minutes.pdf", make)
    for name, file, make in _files():
        yield Hostile("stray files", name, f"{MATTER}/{file}", make)
    for name in ("a.pdf", "a.zip", "a.docx", "a.bin", "a.csv", "a.xlsx", "a.xls", "a.rtf", "a.html", "a.url", "a"):
        yield Hostile(
            "stray files", f"{name}, 3 GB of nothing", f"{MATTER}/{name}", lambda: b"PK\x03\x04", (CHECK,), 3_000 * M
        )
    for name, make in _pictures():
        length = 3_000 * M if "3 GB" in name else 0
        yield Hostile("logo", name, "logo.png", make, (CHECK, TEMPLATE_CHECK), length)
