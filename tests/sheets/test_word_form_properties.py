"""Any answer that is written into the Word form comes back the same, also after LibreOffice has saved the form."""

import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cabinet_papers.excel.cells import Cell
from cabinet_papers.matter.columns import COMMENT, DECISION, USUAL
from cabinet_papers.matter.plain_text import read_plain_runs
from cabinet_papers.matter.prose import Prose, Run
from cabinet_papers.matter.settings import Settings
from cabinet_papers.matter.vocabulary import Decision, Meaning
from cabinet_papers.sheets.form import AskedRow, Form, lay_out_columns
from cabinet_papers.sheets.reference import make_reference
from cabinet_papers.sheets.word_form_reader import read_word_form
from cabinet_papers.sheets.word_form_writer import render_word_form
from tests.conftest import MANY

DECISIONS = tuple(Decision(word, Meaning.OTHER) for word in ("Yes", "No", "In part", "A & B <c>"))
# What a person can type: no surrogates, no control characters but tabs, no line breaks of Unicode's.
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Co", "Cn")) | st.just("\t")
STARTS = st.sampled_from(("", "", "- ", "  - ", "    * ", "• ", "1. ", "a) ", "  "))
LINE = st.tuples(STARTS, st.text(LETTERS, max_size=30)).map("".join)
TEXT = st.lists(LINE, min_size=1, max_size=5).map("\n".join)
SCRIPTS = st.sampled_from(("", "", "superscript", "subscript"))
RUN = st.tuples(TEXT, st.booleans(), st.booleans(), st.just(""), st.just(False), SCRIPTS).map(lambda each: Run(*each))
RUNS = st.lists(RUN, min_size=1, max_size=4).map(tuple)


def make_form(comments: list[tuple[Run, ...]]) -> Form:
    """Return a form with a row for each comment, and a decision beside it."""
    rows = []
    for number, runs in enumerate(comments, 1):
        decision = DECISIONS[number % len(DECISIONS)].word
        given = {DECISION.name: Cell("C1", 1, 3, (Run(decision),)), COMMENT.name: Cell("D1", 1, 4, runs)}
        wording = f"That the Council\n- does {number}\n  - and more"
        rows.append(AskedRow(number, wording, make_reference("abcdef", number, wording, "HHP 1"), given))
    above = ("Response sheet: Trees", "Recommendations of the Scrutiny Committee, 03 March 2026")
    return Form(above, "", lay_out_columns(USUAL, DECISIONS, with_about_row=False), DECISIONS, tuple(rows))


def read_answers(path: Path) -> list[tuple[str, str, str, Prose]]:
    """Return the number, the decision, the reference and the comment of each row."""
    workbook, found = read_word_form(path, "form.docx")
    assert workbook is not None
    assert found == []
    rows: dict[int, dict[int, Cell]] = {}
    for cell in workbook.worksheets[0].cells:
        if cell.row > 1:
            rows.setdefault(cell.row, {})[cell.column] = cell
    empty = Cell("", 0, 0, ())
    return [
        (row[1].text, row.get(3, empty).text, row[5].text, read_plain_runs(row.get(4, empty).runs))
        for row in rows.values()
    ]  # fmt: skip


def expect(form: Form) -> list[tuple[str, str, str, Prose]]:
    return [
        (
            str(row.number), row.answer[DECISION.name].text, str(row.reference),
            read_plain_runs(row.answer[COMMENT.name].runs),
        )
        for row in form.rows
    ]  # fmt: skip


def write_form(form: Form, path: Path) -> Path:
    path.write_bytes(render_word_form(form, Settings("Eastmere", decisions=DECISIONS)))
    return path


@pytest.mark.slow
@settings(max_examples=100 * MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(comments=st.lists(RUNS, min_size=1, max_size=3))
def test_what_is_written_is_read(comments: list[tuple[Run, ...]]) -> None:
    form = make_form(comments)
    with tempfile.TemporaryDirectory() as folder:
        assert read_answers(write_form(form, Path(folder) / "form.docx")) == expect(form)


# Letters of several alphabets and signs that programs treat in a way of their own.
SIGNS = "abc ABC äöé £€%&<>\"'“”‘’–—…{}[]*_#@/\\|^~`=+1234567890.,;:!?()\u00a0\u2011\u00ad×²αβγЖאبहि中文🌳"


def make_comments(seed: int, many: int) -> list[tuple[Run, ...]]:
    """Return random comments: paragraphs, bullets within bullets, numbers, in several looks."""
    chance = random.Random(seed)
    comments = []
    for _ in range(many):
        runs: list[Run] = []
        for at in range(chance.randint(1, 5)):
            start = chance.choice(("", "", "- ", "- ", "  - ", "    - ", "2. ", "(a) "))
            runs.append(Run(("\n" if at else "") + start))
            for _ in range(chance.randint(1, 3)):
                text = "".join(chance.choice(SIGNS) for _ in range(chance.randint(1, 15)))
                looks = chance.random() < 0.3, chance.random() < 0.3
                runs.append(Run(f"x{text}y", *looks, script=chance.choice(("", "", "", "superscript", "subscript"))))
        comments.append(tuple(runs))
    return comments


@pytest.mark.parametrize("way", [("docx",), ("odt", "docx")])
def test_what_libreoffice_saves_is_read(
    way: tuple[str, ...], libreoffice: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    form = make_form(make_comments(20, 40 * MANY))
    made = write_form(form, tmp_path / "form.docx")
    assert read_answers(made) == expect(form)
    for at, ending in enumerate(way):
        made = libreoffice(made, ending, tmp_path / str(at))
    assert read_answers(made) == expect(form)
