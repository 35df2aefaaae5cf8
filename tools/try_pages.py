"""Builds random plans and responses, and looks whether each page has every word of its document, in order.

    python tools/try_pages.py [COUNT] [FIRST]

Each number from FIRST on (0) makes one plan and one draft response: long rows, tables in comments with many columns,
lists in lists, long words, further columns. COUNT (100) of them are built; the numbers that fail are printed.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import yaml
from openpyxl import Workbook

from cabinet_papers.commands.build import Asked, PaperMaker
from cabinet_papers.commands.start import start_workspace
from cabinet_papers.files.workspace import Workspace, find_matters

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COUNT = 100
WORDS = ("tree", "oak", "the Council", "plants", "£1,250", "31 March 2027", "(a)", "<b>", "& co", "{{ x }}", "y" * 60,
         "https://example.org/" + "long-way/" * 12, "100%", "Cŵn", "–")  # fmt: skip
FURTHER = ("Action", "Lead officer", "Target date")


class Author:
    """Writes the random texts of one number."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)  # noqa: S311 - the same texts each time

    def line(self, most: int = 12) -> str:
        """Return some words."""
        return "That " + " ".join(self.random.choices(WORDS, k=self.random.randint(1, most)))

    def lines(self) -> str:
        """Return paragraphs and lists, some within others."""
        made, level = [self.line()], 0
        for _ in range(self.random.randrange(8)):
            level = min(self.random.randrange(3), level + 1) if made[-1].lstrip().startswith("-") else 0
            made.append("  " * level + "- " + self.line(5) if self.random.random() < 0.6 else self.line(60))
        return "\n".join(made)

    def table(self) -> list[list[str]]:
        """Return a table of figures."""
        columns, rows = self.random.randint(1, 14), self.random.randint(1, 8)
        heads = [f"Month {at}" for at in range(columns)]
        return [heads, *([self.random.choice(("1,250", "-", "Oak", "7%")) for _ in heads] for _ in range(rows))]


class Dumper(yaml.SafeDumper):
    """Writes YAML as people do: a text of several lines as lines."""


Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar(
    "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None))  # fmt: skip


def write_yaml(value: object) -> str:
    """Return YAML without any line folded."""
    return yaml.dump(value, Dumper=Dumper, allow_unicode=True, width=1_000_000)


def write_response(folder: Path, author: Author, further: list[str]) -> None:
    """Write a matter with its answered sheet."""
    texts = [f"{author.line()} {at}." for at in range(author.random.randint(1, 6))]
    matter = {"title": author.line(6), "scrutiny": {"body": "Scrutiny Committee", "date": "2026-03-03"},
              "recommendations": texts}  # fmt: skip
    book = Workbook()
    sheet = book.create_sheet("Responses", 0)
    book.remove(book.worksheets[1])
    sheet.append(["No.", "Recommendation", "Agree?", "Comment", *further])
    for number, text in enumerate(texts, 1):
        comment = author.lines()
        for _ in range(author.random.randrange(3)):
            name = f"T{len(book.sheetnames)}"
            comment += f"\n[Table: {name}]"
            figures = book.create_sheet(name)
            for row in author.table():
                figures.append(row)
        sheet.append([number, text, "Yes", comment, *(author.line(3) for _ in further)])
    folder.mkdir(parents=True)
    (folder / "recommendations.yaml").write_text(write_yaml(matter), encoding="utf-8")
    book.save(folder / "answers.xlsx")


def write_plan(folder: Path, author: Author) -> None:
    """Write an action plan."""
    actions = [[{"text": author.lines(), "service": author.line(2), "by": "Year 1", "notes": author.line(30)}
                for _ in range(author.random.randrange(5))] for _ in range(author.random.randint(1, 4))]  # fmt: skip
    plan = {"title": author.line(4), "summary": {"body": author.lines()}, "years": ["2026 - 2027", "2027 - 2028"],
            "priorities": [{"name": author.line(4), "actions": each} for each in actions]}  # fmt: skip
    folder.mkdir(parents=True)
    (folder / "action-plan.yaml").write_text(write_yaml(plan), encoding="utf-8")


class PageWords(HTMLParser):
    """The words of a page's main part without their spaces, and without the numbers that Word counts itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.skipped = "", 0
        self.feed(page[page.index("<main>") :])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Skip what a number or a name for the ear is in."""
        if tag not in ("br", "img", "col") and (self.skipped or dict(attrs).get("class") in ("number", "unseen")):
            self.skipped += 1

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        """End what is skipped."""
        self.skipped -= bool(self.skipped)

    def handle_data(self, data: str) -> None:
        """Take words."""
        self.words += "" if self.skipped else "".join(data.split())


def words_of(document: Path) -> str:
    """Return the words of a document's body without their spaces."""
    with ZipFile(document) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))  # noqa: S314 - just written
    return "".join("".join((each.text or "").split()) for each in body.iter(f"{W}t"))


def try_number(number: int, folder: Path) -> Iterator[str]:
    """Build the papers of a number in a new folder; yield what is wrong with them."""
    author = Author(number)
    further = author.random.sample(FURTHER, author.random.randrange(4))
    start_workspace(folder, bare=True)
    workspace = Workspace(folder)
    columns = f"response_columns: [{', '.join(sorted(further, key=FURTHER.index))}]\n" if further else ""
    workspace.settings.write_text(f"council: Eastmere City Council\n{columns}", encoding="utf-8")
    write_response(workspace.data / "trees", author, sorted(further, key=FURTHER.index))
    write_plan(workspace.data / "plan", author)
    outcome = PaperMaker(workspace).build(find_matters(workspace), Asked(date(2026, 3, 3), html=True)).outcome
    yield from (f"{each.code.number} {each.message}" for each in outcome.findings if each.is_error)
    pages = sorted(workspace.output.rglob("*.html"))
    if len(pages) < 2:
        yield f"there are {len(pages)} pages"
    for page in pages:
        if PageWords(page.read_text("utf-8")).words != words_of(page.with_suffix(".docx")):
            yield f"{page.name} has other words than its document"


def main(count: int, first: int) -> int:
    """Try the numbers; return 1 if one of them fails."""
    failed = 0
    for number in range(first, first + count):
        with tempfile.TemporaryDirectory() as folder:
            wrong = list(try_number(number, Path(folder) / "room"))
        for each in wrong:
            sys.stdout.write(f"{number}: {each}\n")
        failed += bool(wrong)
    sys.stdout.write(f"{count - failed} of {count} are right\n")
    return int(failed > 0)


if __name__ == "__main__":
    given = [*map(int, sys.argv[1:])]
    sys.exit(main(*(given + [COUNT, 0][len(given) :])))
