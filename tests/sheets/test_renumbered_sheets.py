"""Random matters with numbers of many forms, renumbered after their sheets went out: each answer stays with its words.

A sheet is made by the program's own form, its rows are sorted, and its numbers made into what Excel makes of them; in
the meantime recommendations are inserted, deleted and moved, others have parts, and all are numbered in another way.
"""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pytest

from cabinet_papers.excel.cells import Cell, Workbook, Worksheet, cell_reference
from cabinet_papers.matter.model import Matter
from cabinet_papers.matter.prose import Run
from cabinet_papers.matter.settings import Settings
from cabinet_papers.sheets.form import AskedRow
from cabinet_papers.sheets.plan import plan_joined
from cabinet_papers.sheets.read_sheet import ResponseSheet
from cabinet_papers.sheets.response_form import make_form
from cabinet_papers.sheets.returned import read_response_sheet
from cabinet_papers.yaml_files.recommendations import read_matter
from tests.conftest import MANY

SETTINGS = Settings("Eastmere City Council")
HEADINGS = ("No.", "Recommendation", "Agree?", "Comment", "Reference")
# By these words a recommendation is known here, whatever its number is.
SUBJECTS = (
    "plants a hundred oaks along the ring road", "waters young trees in dry summers",
    "prunes sick elms before each winter", "asks the county for wider pavements",
    "publishes what tree wardens decide", "opens the allotments to schools on Mondays",
    "counts bats below railway bridges", "paints its benches along Mill Lane green",
    "lends ladders to residents' groups", "repairs the weir at Fenside Mill",
    "names the new footbridge after its engineer", "translates the leaflet into four languages",
)  # fmt: skip
NUMBERINGS = ("", "(1)", "R1", "1.1", "a)", "(i)", "Rec-1")
LEAD_INS = ("That the Council, with its partners in the county and in the voluntary sector,", "That Cabinet:")


@dataclass(frozen=True)
class Item:
    """A recommendation by its subject, or one with parts by theirs."""

    subjects: tuple[str, ...]
    lead_in: str = ""
    number: str = ""

    def write(self) -> str:
        fixed = f", number: {self.number}" if self.number else ""
        if not self.lead_in:
            return f'  - {{text: "That the Council {self.subjects[0]}."{fixed}}}\n'
        parts = ", ".join(f'"{each}."' for each in self.subjects)
        return f'  - {{text: "{self.lead_in}"{fixed}, parts: [{parts}]}}\n'


@dataclass(frozen=True)
class Numbered:
    """A random matter: its recommendations, and how they are numbered."""

    items: tuple[Item, ...]
    numbering: str

    def read(self, folder: Path) -> Matter:
        path = folder / "recommendations.yaml"
        head = "title: Trees\nscrutiny: {body: Parks Panel, date: 2026-03-03}\n"
        numbering = f'numbering: "{self.numbering}"\n' if self.numbering else ""
        path.write_text(head + numbering + "recommendations:\n" + "".join(map(Item.write, self.items)), "utf-8")
        matter, findings = read_matter(path, "recommendations.yaml", "en-GB")
        assert matter is not None
        assert [each for each in findings if each.is_error] == [], path.read_text("utf-8")
        return matter

    @property
    def subjects(self) -> set[str]:
        return {subject for each in self.items for subject in each.subjects}


def make_numbered(chance: random.Random) -> Numbered:
    left = chance.sample(SUBJECTS, chance.randint(4, 8))
    items = list[Item]()
    while left:
        count = chance.choice((1, 1, 1, 2, 3))
        taken, left = left[:count], left[count:]
        items.append(Item(tuple(taken), chance.choice(LEAD_INS) if count > 1 else ""))
    return Numbered(tuple(items), chance.choice(NUMBERINGS))


def change(chance: random.Random, before: Numbered) -> Numbered:
    """Return the matter after the officer went on with it."""
    items = list(before.items)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(items))
        free = [each for each in SUBJECTS if not any(each in item.subjects for item in items)]
        what = chance.choice(("insert", "delete", "move", "order of parts", "part gone", "words before", "fix"))
        item = items[at]
        if what == "insert" and free:
            items.insert(at, Item((chance.choice(free),)))
        elif what == "delete" and len(items) > 1:
            del items[at]
        elif what == "move":
            items.insert(chance.randrange(len(items)), items.pop(at))
        elif what == "order of parts":
            items[at] = replace(item, subjects=tuple(chance.sample(item.subjects, len(item.subjects))))
        elif what == "part gone" and len(item.subjects) > 1:
            items[at] = replace(item, subjects=item.subjects[1:] + tuple(free[:1]))
        elif what == "words before" and item.lead_in:
            items[at] = replace(item, lead_in=item.lead_in.replace("That", "That in this year", 1))
        elif what == "fix" and not any(each.number for each in items):
            items[at] = replace(item, number=chance.choice(("77", "2.10", "X9")))
    return Numbered(tuple(items), chance.choice(NUMBERINGS))


def find_subject(words: str) -> str:
    return next(each for each in SUBJECTS if each in words)


def show_number(chance: random.Random, asked: AskedRow) -> tuple[str, float | datetime | None]:
    """Return what a program makes of a number: nothing, a number as which it looks, a date, or none at all."""
    shown = asked.printed
    digits = shown.split(".")
    what = chance.random()
    if what < 0.1:
        return "", None
    if what < 0.2:
        return str(chance.randint(1, 9)), None
    if what < 0.6 and len(digits) == 2 and all(map(str.isdigit, digits)):
        if chance.random() < 0.5:
            return str(float(shown)), float(shown)
        day = datetime(2026, min(12, int(digits[1])), int(digits[0]))
        return f"{day:%d %b}", day
    return f"({shown})" if what < 0.7 else shown, None


def fill_in(chance: random.Random, rows: tuple[AskedRow, ...]) -> Worksheet:
    """Return a worksheet with an answer in each row, the rows sorted, some without their references."""
    order = chance.sample(rows, len(rows)) if chance.random() < 0.5 else list(rows)
    beside = chance.random()
    cells = [Cell(cell_reference(1, at), 1, at, (Run(heading),)) for at, heading in enumerate(HEADINGS, 1)]
    for row, (asked, stayed) in enumerate(zip(order, rows, strict=True), 2):
        number, stored = show_number(chance, asked)
        # Where only what is seen was sorted, the references stay where they were.
        reference = "" if beside < 0.2 else str((stayed if beside < 0.4 else asked).reference)
        texts = (number, asked.wording, "Yes", f"It {find_subject(asked.wording)}.", reference)
        for at, text in enumerate(texts, 1):
            if text:
                day = stored.date() if isinstance(stored, datetime) and at == 1 else None
                kept = stored if at == 1 else None
                cells.append(Cell(cell_reference(row, at), row, at, (Run(text),), day=day, stored=kept))
    return Worksheet("Responses", tuple(cells))


def read_back(matter: Matter, worksheet: Worksheet) -> ResponseSheet:
    return read_response_sheet(Workbook("responses.xlsx", (worksheet,)), matter, SETTINGS)


def draw(worksheet: Worksheet, matter: Matter) -> str:
    """Return the sheet and the matter as they are read in a failure."""
    rows: dict[int, list[str]] = {}
    for cell in worksheet.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    asked = [f"{each.printed} = {each.number}: {each.wording}" for each in matter.recommendations]
    return "\n".join(["", *(" | ".join(each) for each in rows.values()), "recommended now:", *asked])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(0, 300 * MANY, 50))
def test_no_answer_leaves_its_words(seed: int, tmp_path: Path) -> None:
    looked_at = 0
    for each in range(seed, seed + 50):
        chance = random.Random(each)
        before = make_numbered(chance)
        matter = before.read(tmp_path)
        form = make_form(plan_joined(tmp_path, matter)[0], matter, None, SETTINGS)
        worksheet = fill_in(chance, form.rows)
        now = change(chance, before).read(tmp_path)
        sheet = read_back(now, worksheet)
        subjects = {one.number: find_subject(one.wording) for one in now.recommendations}
        answered = {response.number: find_subject(response.comment.text) for response in sheet.responses}
        shown = f"seed {each}{draw(worksheet, now)}"
        assert {number: subjects[number] for number in answered} == answered, shown
        unread = {cells["recommendation"].text for cells in sheet.unmatched}
        assert unread.isdisjoint(one.wording.replace(" in this year", "") for one in now.recommendations), shown
        assert len(sheet.responses) + len(sheet.unmatched) == len(form.rows), shown
        looked_at += len(form.rows)
    assert looked_at > 200


@pytest.mark.parametrize("numbering", NUMBERINGS)
def test_a_sheet_as_it_went_out_raises_no_question(numbering: str, tmp_path: Path) -> None:
    for seed in range(20):
        chance = random.Random(seed)
        matter = replace(make_numbered(chance), numbering=numbering).read(tmp_path)
        rows = make_form(plan_joined(tmp_path, matter)[0], matter, None, SETTINGS).rows
        cells = [Cell(cell_reference(1, at), 1, at, (Run(heading),)) for at, heading in enumerate(HEADINGS, 1)]
        for row, asked in enumerate(rows, 2):
            texts = (asked.printed, asked.wording, "Yes", "It will.", str(asked.reference))
            cells += [Cell(cell_reference(row, at), row, at, (Run(text),)) for at, text in enumerate(texts, 1)]
        sheet = read_back(matter, Worksheet("Responses", tuple(cells)))
        assert [str(found.message) for found in sheet.findings] == []
        assert [each.number for each in sheet.responses] == [each.number for each in matter.recommendations]
        assert sheet.renumbered.now == {}


EXCEL = {
    "a number for 1.10": ("1.1", 1.1, None, "1.10"),
    "a date for 2.1, with the day first": ("02. Jan", None, date(2026, 1, 2), "2.1"),
    "a date for 2.1, with the month first": ("01. Feb", None, date(2026, 2, 1), "2.1"),
    "a number for 2.1": ("2.1", 2.1, None, "2.1"),
    "words before it": ("Recommendation 2.1", None, None, "2.1"),
}


@pytest.mark.parametrize("what", EXCEL)
def test_what_excel_makes_of_a_number_raises_no_question(what: str, tmp_path: Path) -> None:
    shown, stored, day, number = EXCEL[what]
    items = tuple(Item((subject,)) for subject in SUBJECTS[:2])
    matter = Numbered((items[0], replace(items[1], number=number)), "1.1").read(tmp_path)
    (_, asked) = make_form(plan_joined(tmp_path, matter)[0], matter, None, SETTINGS).rows
    for reference in ("", str(asked.reference)):
        cells = [Cell(cell_reference(1, at), 1, at, (Run(heading),)) for at, heading in enumerate(HEADINGS, 1)]
        cells.append(Cell("A2", 2, 1, (Run(shown),), day=day, stored=stored))
        texts = (asked.wording, "Yes", "It will.", reference)
        cells += [Cell(cell_reference(2, at), 2, at, (Run(text),)) for at, text in enumerate(texts, 2) if text]
        sheet = read_back(matter, Worksheet("Responses", tuple(cells)))
        assert [(found.code.number, str(found.message)) for found in sheet.findings] == []
        assert [each.number for each in sheet.responses] == [2]
