"""Matters made of any texts, and what readers of others find of them in the papers.

A form is YAML in which `@T3` is the fourth text, in a field of one line, and `@L3` the same where lines stay apart.
"""

import html.parser
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
import openpyxl
import yaml
from docx.document import Document
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from lxml import etree
from openpyxl.cell.cell import Cell

from tests.conftest import Room

# What ends a line of a text, wherever it was typed.
LINE_END = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
BULLET = re.compile("^\\s*[-*•·][ \t\u00a0]+(?=\\S)")
# How Excel stores what is typed and looks like one of its escapes (ECMA-376 Part 1, 22.9.2.19), and an escape.
LIKE_ESCAPE, ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)"), re.compile("_x([0-9A-Fa-f]{4})_")
PLACE = re.compile(r"@([TL])(\d+)")
# With these findings a text is refused: not printable, or nothing in it, or nothing that is a reason.
REFUSALS = {"YML001", "YML005", "YML016", "REC011"}
MOST_BUILDS = 40
# How many texts the test that runs has tried so far, how many were refused, and how many files were read again.
TRIED: Counter[str] = Counter()
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

REPORT = """\
title: @T0
concerning: @T1
scrutiny: {body: @T2, date: 2026-03-03, lead_member: {name: @T3, title: @T4}}
cabinet: {date: 2026-03-17, members: [{name: @T5, title: @T6}]}
report:
  purpose: @L7
  key_decision: @T8
  corporate_priority: @L9
  policy_framework: @L10
  recommendation: @L11
  appendices: [@T12, response]
  front_sheet: {Ward: @L13, Minute: @L14}
  body: |
    Words

    [Recommendation 1]

    [Recommendation 2]

  author: {name: @T15, job_title: @T16, service: @T17, telephone: @T18, email: @T19}
response:
  status: agreed
  all: Agreed
  front_sheet: {Ref: @L20}
  added: [@L21]
recommendations:
  - text: @L22
    withdrawn: @L23
  - text: @L24
"""
PLAN = """\
title: @T0
years: [2026 - 2027, 2027 - 2028]
summary: {heading: @T1, body: Words}
columns: [{heading: Outcome}]
show: [key, figures]
priorities:
  - name: @T2
    owner_heading: @T3
    actions:
      - {text: @L4, service: @T5, by: Year 2, notes: @L6, outcome: @L7}
      - {text: @L8, service: @T9, by: @T10, notes: @L11}
  - name: @T12
    actions:
      - {text: @L13, service: @T14, by: Year 1, notes: @L15, outcome: @L16}
"""
HEAD = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {members: [{name: Councillor A Example}]}
recommendations:
"""
SETTINGS = """\
council: Westmere City Council
response_columns: [Action]
decisions: [Agreed, "No"]
documents: [{template: covering-letter.docx, name: "Letter - {member}", when: draft, over: member}]
"""


def split_lines(text: str) -> list[str]:
    """Return the lines of a text that say something, without the spaces around them."""
    return [line.strip() for line in LINE_END.split(text) if line.strip()]


def find_paragraphs(text: str) -> list[str]:
    """Return the paragraphs that a text gives: its lines, those of bullets without their sign."""
    return split_lines("\n".join(BULLET.sub("", line, count=1) for line in LINE_END.split(text)))


def let_break(text: str) -> str:
    """Return the text with spaces for its no-break spaces, which documents have within dates and before units."""
    return text.replace("\u00a0", " ")


def squash(text: str) -> str:
    """Return the text without white space."""
    return "".join(text.split())


def quote(text: str) -> str:
    """Return the text as YAML in double quotes, on one line."""
    written: str = yaml.dump(text, default_style='"', allow_unicode=True, width=10_000_000)
    return written.strip("\n")


def fill(form: str, texts: Sequence[str]) -> str:
    return PLACE.sub(lambda found: quote(texts[int(found[2])]), form)


def settle(room: Room, name: str, form: str, texts: list[str], *options: str) -> set[int]:
    """Build until no text is refused, with another word in place of each that is; return which were not refused."""
    # Each text is on a line of its own, and its key on the one above, so that a finding's line tells which it is about.
    apart = PLACE.sub("\n        \\g<0>\n        ", form)
    lines = {line: int(found[2]) for line, each in enumerate(apart.split("\n"), 1) if (found := PLACE.search(each))}
    places = {line - 1: at for line, at in lines.items()} | lines
    kept = {*lines.values()}
    for _ in range(MOST_BUILDS):
        room.write(name, fill(apart, texts))
        built = room.run("build", "--format", "json", *options)
        if built.exit_code == 0:
            TRIED["refused"] += len({*lines.values()} - kept)
            return kept
        errors = [each for each in json.loads(built.stdout) if each["severity"] == "error"]
        assert {each["code"] for each in errors} <= REFUSALS, (errors, texts)
        refused = {places[each["line"]] for each in errors}
        assert refused <= kept, "a text was refused twice"
        kept -= refused
        for at in refused:
            texts[at] = f"Words {at}"
    raise AssertionError(f"still refused: {errors}")


def type_into(cell: Cell, text: str) -> None:
    """Put the text into a cell as Excel stores what is typed."""
    cell.value, cell.data_type = LIKE_ESCAPE.sub("_x005F_", text), "s"


def fill_sheet(path: Path, comments: Sequence[str], decision: str = "Yes") -> None:
    """Answer each recommendation of a sheet."""
    book = openpyxl.load_workbook(path)
    sheet = book["Responses"]
    rows = {cell.value: cell.row for cell in sheet["A"] if isinstance(cell.value, int)}
    assert sorted(rows) == [*range(1, len(comments) + 1)]
    for number, comment in enumerate(comments, 1):
        sheet.cell(rows[number], 3, decision)
        type_into(sheet.cell(rows[number], 4), comment)
    book.save(path)


def read_comments(path: Path, column: str = "D") -> list[str]:
    """Return the texts of a sheet's column in the rows that have a number, by lxml alone."""
    TRIED["files"] += 1
    with zipfile.ZipFile(path) as package:
        shared = [
            "".join(each.text or "" for each in item.iter(f"{S}t"))
            for item in etree.fromstring(package.read("xl/sharedStrings.xml")).iter(f"{S}si")
        ]
        rows = list(etree.fromstring(package.read("xl/worksheets/sheet1.xml")).iter(f"{S}row"))
    found = {}
    for row in rows:
        cells = {re.sub(r"\d", "", str(cell.get("r"))): cell for cell in row}
        if "A" in cells and cells["A"].get("t", "n") == "n" and cells["A"].findtext(f"{S}v"):
            cell = cells.get(column)
            stored = cell.findtext(f"{S}v") if cell is not None else None
            found[int(float(str(cells["A"].findtext(f"{S}v"))))] = shared[int(stored)] if stored else ""
    return [ESCAPE.sub(lambda each: chr(int(each[1], 16)), found[number]) for number in sorted(found)]


def iter_words(parent: Document | _Cell) -> Iterator[str]:
    """Yield the words of each paragraph, by python-docx, those of cells too."""
    for block in parent.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from iter_words(cell)


def read_document(path: Path) -> list[str]:
    TRIED["files"] += 1
    return list(iter_words(docx.Document(str(path))))


class _PageReader(html.parser.HTMLParser):
    """Collects the words of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read_page(path: Path) -> str:
    TRIED["files"] += 1
    reader = _PageReader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return "".join(reader.words)


def find_lost(form: str, texts: Sequence[str], kept: set[int], documents: Sequence[str], pages: str) -> list[str]:
    """Return what of the texts is in no paragraph of the documents, or not on the pages."""
    lost, shown, documents = [], squash(pages), [*map(let_break, documents)]
    for kind, number in PLACE.findall(form):
        typed = texts[int(number)]
        wanted = find_paragraphs(typed) if kind == "L" else [" ".join(LINE_END.split(typed.strip()))]
        if int(number) in kept:
            lost += [
                f"{kind}{number}: {each!a} of {typed!a}"
                for each in wanted
                if not any(let_break(each) in line for line in documents)
            ]
            lost += [f"page: {each!a} of {typed!a}" for each in wanted if squash(each) not in shown]
    return lost
