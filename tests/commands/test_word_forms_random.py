"""Random work on one matter, in Excel and in Word: whatever is typed stays in a file of the folder that is read."""

import random
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from tests.conftest import MANY, Room
from tests.packages import change_package
from tests.word_forms import W, cell_of, edit, fill, make, paragraph, run

FOLDER = "data/trees"
RECOMMENDATIONS = ("plants trees", "waters lawns", "opens larders", "mends roofs", "counts buses")
STEPS = 9


class Work:
    """One matter, and what was typed in its forms so far; each text is typed once."""

    def __init__(self, room: Room, seed: int) -> None:
        self.room = room
        self.chance = random.Random(f"work {seed}")
        self.folder = room.path / FOLDER
        self.typed: list[str] = []
        self.done: list[str] = []
        self.change_matter()

    def change_matter(self) -> None:
        """Other recommendations, in another order, of one member or of two."""
        chosen = self.chance.sample(range(5), self.chance.randint(1, 4))
        members, lines = self.chance.random() < 0.4, []
        for each in chosen:
            text = f"That the Council {RECOMMENDATIONS[each]}."
            member = ("Oak", "Elm")[each % 2]
            lines.append(f"  - {{text: {text}, member: Councillor {member}}}\n" if members else f"  - {text}\n")
        self.room.write(
            f"{FOLDER}/recommendations.yaml",
            "title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\n"
            "cabinet: {members: [{name: Councillor Oak}, {name: Councillor Elm}]}\n"
            f"recommendations:\n{''.join(lines)}",
        )
        self.done.append(f"recommendations {chosen}{' of two members' if members else ''}")

    def write(self, *options: str) -> None:
        result = self.room.papers("sheet", *options)
        self.done.append(f"papers sheet {' '.join(options)}: {result.exit_code} {result.stderr[:200]}")

    @property
    def forms(self) -> list[Path]:
        return sorted(each for each in self.folder.iterdir() if each.suffix in (".xlsx", ".docx"))

    def answer(self) -> None:
        """Answer a row that has no comment."""
        if not self.forms:
            return
        path, text = self.chance.choice(self.forms), f"typed{len(self.typed)}in{len(self.done)}"
        if (self.answer_row if path.suffix == ".xlsx" else self.answer_form)(path, text):
            self.typed.append(text)
            self.done.append(f"{text} in {path.name}")

    def answer_row(self, path: Path, text: str) -> bool:
        book = openpyxl.load_workbook(path, rich_text=True)
        rows = [row for row in book["Responses"].iter_rows() if isinstance(row[0].value, int) and not row[3].value]
        if not rows:
            return False
        row = self.chance.choice(rows)
        row[2].value, row[3].value = "Yes", f"{text}\n- and more"
        book.save(path)
        return True

    def answer_form(self, path: Path, text: str) -> bool:
        is_empty = True

        def change(root: etree._Element) -> None:
            nonlocal is_empty
            row = self.chance.randint(2, len(next(root.iter(f"{W}tbl")).findall(f"{W}tr")))
            comment = cell_of(root, row, 4)
            is_empty = not "".join(each.text or "" for each in comment.iter(f"{W}t"))
            if is_empty:
                fill(comment, paragraph(run(text)) + paragraph(run("- and more")))
                content = next(cell_of(root, row, 3).iter(f"{W}sdtContent"))
                content[:] = make(run("Yes"))

        edit(path, change)
        return is_empty

    def rename(self) -> None:
        for path in self.chance.sample(self.forms, min(1, len(self.forms))):
            path.rename(path.with_name(f"Copy {len(self.done)} of {path.name}"))
            self.done.append(f"{path.name} is renamed")

    def simplify(self) -> None:
        """Save a Word form as a program does that drops hidden text and properties."""

        def simplify(parts: dict[str, bytes]) -> None:
            parts.pop("docProps/custom.xml", None)
            hidden = rb"<w:r><w:rPr><w:vanish/></w:rPr>.*?</w:r>"
            parts["word/document.xml"] = re.sub(hidden, b"", parts["word/document.xml"])

        for path in [each for each in self.forms if each.suffix == ".docx"][:1]:
            change_package(path, simplify)
            self.done.append(f"{path.name} is simplified")

    def find_lost(self) -> list[str]:
        held = b""
        for path in self.forms:
            with zipfile.ZipFile(path) as package:
                held += b"".join(package.read(name) for name in package.namelist())
        return [each for each in self.typed if each.encode() not in held]


@pytest.mark.parametrize("seed", range(4 * MANY))
def test_no_answer_is_lost(seed: int, room: Room) -> None:
    work = Work(room, seed)
    to_do = (work.write, lambda: work.write("--word"), work.answer, work.answer, work.answer, work.change_matter)
    for _ in range(STEPS):
        work.chance.choice((*to_do, *to_do, work.rename, work.simplify))()
        assert work.find_lost() == [], "\n".join(work.done)
    assert room.papers("check").exit_code in (0, 1)
