"""Any text that XML can carry survives the whole way, or a finding says which cannot.

An example is a matter of many texts. As many texts are tried as the profile of Hypothesis says: 100 of each kind as
usual, 10,000 with `make words`.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from cabinet_papers.excel.workbook import read_workbook
from cabinet_papers.excel.writer import ExcelWorkbook, Look
from cabinet_papers.matter.prose import Run
from cabinet_papers.sheets.word_form_reader import read_word_form
from tests.conftest import ROOT, Room, need_program, open_room
from tests.words.matters import (
    HEAD,
    PLAN,
    REPORT,
    SETTINGS,
    TRIED,
    fill_sheet,
    find_lost,
    find_paragraphs,
    let_break,
    read_comments,
    read_document,
    read_page,
    settle,
    split_lines,
    squash,
    type_into,
)  # fmt: skip
from tests.words.texts import PRINTABLE_TEXT, TEXT

pytestmark = pytest.mark.slow


def of(texts: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Let a test have as many examples as give the profile's number of texts, of which an example has so many."""
    return settings(
        max_examples=max(1, settings.default.max_examples // texts), deadline=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.reuse, Phase.generate],
    )  # fmt: skip


def lists_of(texts: int) -> st.SearchStrategy[list[str]]:
    return st.lists(TEXT, min_size=texts, max_size=texts, unique=True)


def open_matter(folder: str) -> Room:
    room = open_room(Path(folder) / "room")
    room.write("papers.yaml", SETTINGS)
    shutil.copy(ROOT / "templates" / "covering-letter.docx", room.path / "templates")
    return room


def read_papers(room: Room) -> tuple[list[str], str]:
    """Return the words of the documents and of the pages."""
    folder = room.path / "output" / "m"
    documents = [line for path in sorted(folder.glob("*.docx")) for line in read_document(path)]
    return documents, "\n".join(map(read_page, sorted(folder.glob("*.html"))))


FORMS = {"recommendations": REPORT, "action-plan": PLAN}
NAMED = {"recommendations": (22, 24), "action-plan": (4, 8, 13)}


@pytest.mark.parametrize("name", FORMS)
@of(25)
@given(texts=lists_of(25))
def test_every_field_of_the_yaml_is_in_the_papers(name: str, texts: list[str]) -> None:
    """What is recommended, or to be done, is found by its words: they begin differently."""
    texts = [f"That {name_number(at)} {each}" if at in NAMED[name] else each for at, each in enumerate(texts)]
    with tempfile.TemporaryDirectory() as folder:
        room = open_matter(folder)
        kept = settle(room, f"data/m/{name}.yaml", FORMS[name], texts, "--html")
        assert find_lost(FORMS[name], texts, kept, *read_papers(room)) == []
    TRIED["texts"] += len(texts)


@of(30)
@given(texts=lists_of(30))
def test_answers_are_in_the_papers_cell_by_cell(texts: list[str]) -> None:
    """Ten recommendations, their comments, and what is in a further column; the last is exempt."""
    with tempfile.TemporaryDirectory() as folder:
        room = open_matter(folder)
        asked, comments, actions = [f"That {each}" for each in texts[:10]], texts[10:20], texts[20:]
        asked[9], comments[9], actions[9] = (f"zqxz {each[9]}" for each in (asked, comments, actions))
        form = HEAD + "".join(f"  - {{text: @L{at}}}\n" for at in range(9)) + "  - {text: @L9, exempt: Paragraph 3}\n"
        settle(room, "data/m/recommendations.yaml", form, asked)
        book = openpyxl.Workbook()
        book.active.title = "Responses"
        book.active.append(["No.", "Recommendation", "Agree?", "Comment", "Action"])
        for row, (text, comment, action) in enumerate(zip(asked, comments, actions, strict=True), 2):
            book.active.cell(row, 1, row - 1)
            book.active.cell(row, 3, "Agreed")
            for column, typed in ((2, text), (4, comment), (5, action)):
                type_into(book.active.cell(row, column), typed)
        book.save(room.path / "data" / "m" / "a.xlsx")
        built = room.run("build", "--html", "--publish")
        assert built.exit_code == 0, built.screen
        output = room.path / "output" / "m"
        (whole,) = (output / "exempt").glob("*response*.docx")
        (public,) = output.glob("*response*.docx")
        for path, shown in ((whole, 10), (public, 9)):
            rows = docx.Document(str(path)).tables[0].rows[1:]
            assert len(rows) == 10
            for at, row in list(enumerate(rows))[:shown]:
                found = [split_lines("\n".join(each.text for each in cell.paragraphs)) for cell in row.cells]
                wanted = [find_paragraphs(each[at]) for each in (asked, comments, actions)]
                wanted[0] = split_lines("\n".join([f"{at + 1}. ", *wanted[0]])) if not wanted[0] else wanted[0]
                found[0] = split_lines("\n".join([found[0][0].removeprefix(f"{at + 1}."), *found[0][1:]]))
                for each, typed in zip((0, 2, 3), wanted, strict=True):
                    assert [*map(let_break, found[each])] == [*map(let_break, typed)]
        for path in [*output.glob("*.docx"), *output.glob("*.html")]:
            words = "\n".join(read_document(path)) if path.suffix == ".docx" else read_page(path)
            assert "zqxz" not in words
        said = room.run("build")
        assert "zqxz" not in said.stdout + said.screen
    TRIED["texts"] += len(texts)


def name_number(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] * 3 for digit in str(number))


def open_sheet(room: Room, comments: list[str]) -> Path:
    """Return a sheet of as many recommendations, each answered with its comment."""
    lines = "".join(f"  - That the Council does {name_number(at)}.\n" for at in range(1, len(comments) + 1))
    room.write("data/m/recommendations.yaml", f"{HEAD}{lines}")
    assert room.run("sheet").exit_code == 0
    path = room.path / "data" / "m" / "responses.xlsx"
    fill_sheet(path, comments)
    return path


def refresh(room: Room, title: str, *options: str) -> None:
    """Write the sheet anew for the matter under another title."""
    path = room.path / "data" / "m" / "recommendations.yaml"
    path.write_text(re.sub("title: .*", f"title: {title}", path.read_text("utf-8")), "utf-8")
    result = room.run("sheet", *options)
    assert result.exit_code == 0, result.stderr


def read_form(path: Path) -> list[str]:
    """Return the comments of a file as the program reads them."""
    TRIED["files"] += 1
    read = read_word_form if path.suffix == ".docx" else read_workbook
    workbook, findings = read(path, path.name)
    assert workbook is not None, findings
    table = next((each for each in workbook.worksheets if each.name == "Responses"), workbook.worksheets[0])
    rows: dict[int, dict[int, str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell.text
    numbered = {int(row[1]): row.get(4, "") for row in rows.values() if re.fullmatch("[1-9][0-9]*", row.get(1, ""))}
    return [numbered[number] for number in sorted(numbered)]


@of(25)
@given(comments=lists_of(25))
def test_answers_stay_in_sheets(comments: list[str]) -> None:
    """Filled in, refreshed, written as a Word form, and joined from the sheet and the form."""
    wanted, paragraphs = [*map(split_lines, comments)], [*map(find_paragraphs, comments)]
    with tempfile.TemporaryDirectory() as folder:
        room = open_room(Path(folder) / "room")
        path = open_sheet(room, comments)
        assert [*map(split_lines, read_form(path))] == wanted
        refresh(room, "Trees again")
        assert [*map(split_lines, read_comments(path))] == wanted
        room.run("sheet", "--word")
        form = path.with_suffix(".docx")
        assert [*map(find_paragraphs, read_form(form))] == paragraphs
        refresh(room, "Trees once more", "--join")
        assert [*map(find_paragraphs, read_comments(path))] == paragraphs
    TRIED["texts"] += len(comments)


@of(100)
@given(comments=lists_of(100))
def test_answers_stay_in_sheets_that_libreoffice_saves(
    libreoffice: Callable[[Path, str, Path], Path], comments: list[str]
) -> None:
    """It drops the tabs of a text of several lines, and takes what looks like an escaped escape for one."""
    comments = [each.replace("_x005F_", "_x") for each in comments]
    wanted = [squash(each) for each in comments]
    with tempfile.TemporaryDirectory() as folder:
        room = open_room(Path(folder) / "room")
        path = open_sheet(room, comments)
        refresh(room, "Trees again")
        for ending in ("xlsx", "ods", "xls"):
            saved = libreoffice(path, ending, Path(folder) / "saved")
            assert [squash(each) for each in read_form(saved)] == wanted
        shutil.copy(Path(folder) / "saved" / "responses.xlsx", path)
        refresh(room, "Trees once more")
        assert [squash(each) for each in read_comments(path)] == wanted
    TRIED["texts"] += len(comments)


def print_hyphens(text: str) -> str:
    return re.sub("[\u2010\u2011]", "-", squash(text))


@pytest.mark.xdist_group("words of pdfs")
@of(50)
@given(comments=st.lists(PRINTABLE_TEXT, min_size=50, max_size=50, unique=True))
def test_answers_are_in_the_pdf(comments: list[str]) -> None:
    """As poppler reads it, without spaces, which it puts where lines end; each hyphen is shown as the plain one."""
    need_program("soffice")
    need_program("pdftotext")
    with tempfile.TemporaryDirectory() as folder:
        room = open_room(Path(folder) / "room")
        open_sheet(room, comments)
        built = room.run("build", "--pdf", "--format", "json")
        assert built.exit_code == 0, built.stdout
        (path,) = (room.path / "output").rglob("*.pdf")
        shown = print_hyphens(subprocess.check_output(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], text=True))
        TRIED["files"] += 1
        assert [line for each in comments for line in find_paragraphs(each) if print_hyphens(line) not in shown] == []
    TRIED["texts"] += len(comments)


@of(1)
@given(text=TEXT)
@example("<r>5 & <6</r>")
@example("<r><t>x</t></r>")
@example("_x005F_x0041_x0042_")
@example("a_x000D_\nb")
@example("_xFFFF_xFFFE_")
def test_a_text_is_stored_as_it_is(text: str) -> None:
    """In one look and in several, as the heading of a column and as a note."""
    book = ExcelWorkbook("Title", "Council")
    sheet = book.add("Responses")
    sheet.number(1, 1, 1, Look())
    sheet.text(1, 2, text, Look())
    sheet.runs(1, 3, (Run(text, bold=True), Run(text)), Look())
    sheet.note(1, 1, text[:1000])
    sheet.table(3, 1, (f"x{text}", f"<r>{text}</r>"), Look(), "Title", "What it is")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        path.write_bytes(book.close())
        assert [*map(split_lines, (*read_comments(path, "B"), *read_comments(path, "C")))] == [
            split_lines(text), split_lines(text + text),
        ]  # fmt: skip
        workbook, findings = read_workbook(path, "a.xlsx")
        assert workbook is not None, findings
        cells = {each.reference: each for each in workbook.worksheets[0].cells}
        assert squash(cells["A3"].text + cells["B3"].text) == squash(f"x{text}<r>{text}</r>")
        assert squash(cells["A1"].note) == squash(text)
        openpyxl.load_workbook(path)
    TRIED["texts"] += 1
