"""The same template filled with the same values by this program, by others, and by the least that could do it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from html import escape, unescape
from pathlib import Path
from typing import NamedTuple

import docx
from docxtpl import DocxTemplate

from benchmarks.data import Row, Work
from cabinet_papers.matter.plain_text import read_plain_text
from cabinet_papers.matter.prose import Paragraph, Prose, Run, Table
from cabinet_papers.word.template import PreparedTemplate, Properties, prepare_template, render_document


class PlainView(NamedTuple):
    """What the template sees of a matter."""

    title: str
    body: str
    date: str
    rows: tuple[Row, ...]


PROPERTIES = Properties("Appendix A", "Westmere City Council", "en-GB")


def prepare(template: Path, view: type) -> PreparedTemplate:
    """Return the template as this program prepares it, once for all papers."""
    prepared, findings = prepare_template(template, template.name, view, "en-GB")
    if prepared is None:
        raise RuntimeError(findings)
    return prepared


def fill_here(template: PreparedTemplate, every: Sequence[Work]) -> list[bytes]:
    """Fill the template with this program's rendering alone."""
    return [render_document(template, {**work._asdict(), "logo": None}, PROPERTIES).content for work in every]


def fill_with_docxtpl(template: Path, every: Sequence[Work]) -> list[bytes]:
    """Fill the template as the documentation of docxtpl shows it."""
    return [_save(template, {**work._asdict()}) for work in every]


def _save(template: Path, values: dict[str, object]) -> bytes:
    document = DocxTemplate(template)
    document.render(values, autoescape=True)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def write_with_python_docx(every: Sequence[Work]) -> list[bytes]:
    """Write the same paper with python-docx alone, which has no templates."""
    contents = []
    for work in every:
        document = docx.Document()
        document.add_paragraph("Appendix A")
        document.add_heading(f"Draft Cabinet response to recommendations of the {work.body} made on {work.date}", 1)
        document.add_paragraph(f"The draft response concerning {work.title}.")
        table = document.add_table(1, 3)
        table.style = "Table Grid"
        for row in work.rows:
            cells = table.add_row().cells
            cells[0].text, cells[1].text, cells[2].text = f"{row.number}. {row.text}", row.decision, row.comment
        output = io.BytesIO()
        document.save(output)
        contents.append(output.getvalue())
    return contents


def make_limit(template: Path) -> Callable[[Sequence[Work]], list[bytes]]:
    """Return the least that fills the template: texts put into its XML; all other parts are copied compressed."""
    with zipfile.ZipFile(template) as package:
        xml = package.read("word/document.xml").decode()
        others = [
            (each.filename, package.read(each)) for each in package.infolist() if each.filename != "word/document.xml"
        ]
    rows = re.findall(r"<w:tr\b.*?</w:tr>", xml, re.DOTALL)
    begin, row, end = rows[1:4]
    before, after = xml.split(begin)[0], xml.split(end)[1]
    packed = [(name, zlib.crc32(content), len(content), _deflate(content)) for name, content in others]

    def fill(every: Sequence[Work]) -> list[bytes]:
        return [_pack([*packed, _describe(_put(before, row, after, work))]) for work in every]

    return fill


def _put(before: str, row: str, after: str, work: Work) -> str:
    rows = "".join(
        _replace(row, {f"row.{name}": value for name, value in each._asdict().items()}) for each in work.rows
    )
    values = {"title": work.title, "body": work.body, "date": work.date}
    return f"{_replace(before, values)}{rows}{_replace(after, values)}"


def _replace(xml: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        xml = xml.replace(f"{{{{ {name} }}}}", escape(value, quote=False))
    return xml


def _describe(xml: str) -> tuple[str, int, int, bytes]:
    content = xml.encode()
    return "word/document.xml", zlib.crc32(content), len(content), _deflate(content)


def _deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def _pack(parts: Sequence[tuple[str, int, int, bytes]]) -> bytes:
    """Return a ZIP archive of parts that are compressed already (APPNOTE 4.3)."""
    body, directory = bytearray(), bytearray()
    for name, crc, size, packed in parts:
        encoded = name.encode()
        fields = (
            b"\x14\0\0\0\x08\0\0\0!\0" + crc.to_bytes(4, "little") + len(packed).to_bytes(4, "little")
            + size.to_bytes(4, "little") + len(encoded).to_bytes(2, "little") + b"\0\0"
        )  # fmt: skip
        directory += b"PK\x01\x02\x14\0" + fields + b"\0" * 10 + len(body).to_bytes(4, "little") + encoded
        body += b"PK\x03\x04" + fields + encoded + packed
    count = len(parts).to_bytes(2, "little")
    sizes = len(directory).to_bytes(4, "little") + len(body).to_bytes(4, "little")
    return bytes(body + directory + b"PK\x05\x06\0\0\0\0" + count + count + sizes + b"\0\0")


class RichRow(NamedTuple):
    """A recommendation whose comment has paragraphs, bullets and a table."""

    number: str
    text: str
    decision: str
    comment: Prose


class RichView(NamedTuple):
    """What the template sees of a matter with such comments."""

    title: str
    body: str
    date: str
    rows: tuple[RichRow, ...]


def fill_rich_here(template: PreparedTemplate, work: Work) -> bytes:
    """Fill the template with comments of three paragraphs, two bullets and a table each."""
    grid = Table(tuple(tuple((Paragraph((Run(text),)),) for text in line) for line in GRID))
    rows = tuple(
        RichRow(row.number, row.text, row.decision, Prose((*read_plain_text("\n".join(_lines(row))).blocks, grid)))
        for row in work.rows
    )
    view = RichView(work.title, work.body, work.date, rows)
    return render_document(template, {**view._asdict(), "logo": None}, PROPERTIES).content


def fill_rich_with_docxtpl(template: Path, work: Work) -> bytes:
    """Fill the same template with a Subdoc a cell, as the documentation of docxtpl shows it."""
    document = DocxTemplate(template)
    rows = []
    for each in work.rows:
        part = document.new_subdoc()
        for line in _lines(each):
            part.add_paragraph(line.removeprefix("- "), style="List Bullet" if line.startswith("- ") else None)
        table = part.add_table(len(GRID), len(GRID[0]))
        for at, texts in enumerate(GRID):
            for column, text in enumerate(texts):
                table.cell(at, column).text = text
        rows.append({**each._asdict(), "comment": part})
    document.render({**work._asdict(), "rows": rows}, autoescape=True)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


GRID = (("Ward", "Number", "Cost"), ("Fenside", "12", "£1,440"), ("Hartwell", "8", "£640"))


def _lines(row: Row) -> list[str]:
    return [row.comment, "The Council will:", "- begin in May", "- report in June", "More follows in the autumn."]


def find_lost(content: bytes, work: Work) -> list[str]:
    """Return the texts that a finished paper does not have."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        xml = package.read("word/document.xml").decode()
    text = " ".join(unescape(re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", " ", xml))).split())
    return [each for each in work.words() if each not in text]
