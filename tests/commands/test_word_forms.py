"""Word forms and workbooks side by side: answers go over from one to the other, and none is lost."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Room
from tests.word_forms import answer, bullet, cell_of, edit, fill, paragraph, run, words

MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {members: [{name: Councillor Oak, title: Cabinet Member for Parks}]}
recommendations:
  - That the Council plants a hundred trees.
  - That the Council waters them.
"""
FOLDER = "data/trees"
FORM, SHEET = f"{FOLDER}/responses.docx", f"{FOLDER}/responses.xlsx"
BOTH = {1: ("Yes", "First."), 2: ("No", "Second.")}


def write(room: Room, *options: str, matter: str = MATTER) -> list[str]:
    """Write the sheets; return what was written and what is said."""
    room.write(f"{FOLDER}/recommendations.yaml", matter)
    result = room.papers("sheet", *options)
    assert result.exit_code == 0, result.stderr
    return [*result.stdout.split("\n"), *result.stderr.split("\n")]


def rows(path: Path) -> list[tuple[object, ...]]:
    """Return the rows of answers in a workbook: number, decision, comment."""
    every = openpyxl.load_workbook(path)["Responses"].iter_rows(values_only=True)
    return [(row[0], row[2], row[3]) for row in every if isinstance(row[0], int)]


def answer_sheet(path: Path, answers: dict[int, tuple[str, str]]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Responses"]
    for row in sheet.iter_rows():
        if row[0].value in answers:
            row[2].value, row[3].value = answers[row[0].value]
    book.save(path)


def files(room: Room) -> list[str]:
    folder = room.path / FOLDER
    return sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())


def test_answers_of_the_form_go_into_the_sheet(room: Room) -> None:
    write(room, "--word")
    answer(room.path / FORM, {**BOTH, 2: ("No", paragraph(run("Because:")) + bullet("a") + bullet("b", 1))})
    said = write(room)
    assert rows(room.path / SHEET) == [(1, "Yes", "First."), (2, "No", "Because:\n- a\n  - b")]
    assert any(line.startswith("the earlier sheet is kept as data/trees/earlier sheets/responses (") for line in said)
    assert [each for each in files(room) if "/" not in each] == ["recommendations.yaml", "responses.xlsx"]


def test_answers_of_the_sheet_go_into_the_form(room: Room) -> None:
    write(room)
    answer_sheet(room.path / SHEET, {1: ("Yes", "First:\n• a\n  • b"), 2: ("In part", "Second.")})
    write(room, "--word")
    assert [row[2:] for row in words(room.path / FORM)[1:]] == [["Yes", "First:\na\nb"], ["In part", "Second."]]
    assert [each for each in files(room) if "/" not in each] == ["recommendations.yaml", "responses.docx"]
    assert room.papers("check", "--strict").exit_code == 0


def test_a_form_that_nobody_has_answered_stays(room: Room) -> None:
    write(room)
    write(room, "--word")
    assert files(room) == ["recommendations.yaml", "responses.docx", "responses.xlsx"]
    answer_sheet(room.path / SHEET, BOTH)
    write(room)
    assert files(room) == ["recommendations.yaml", "responses.docx", "responses.xlsx"]


def test_a_second_run_leaves_a_good_form_alone(room: Room) -> None:
    write(room, "--word")
    answer(room.path / FORM, BOTH)
    before = (room.path / FORM).read_bytes()
    assert f"{FORM} is up to date and was left unchanged" in write(room, "--word")
    assert (room.path / FORM).read_bytes() == before


def test_the_same_form_has_the_same_bytes(room: Room) -> None:
    write(room, "--word")
    before = (room.path / FORM).read_bytes()
    (room.path / FORM).unlink()
    write(room, "--word")
    assert (room.path / FORM).read_bytes() == before


def test_answers_are_kept_when_recommendations_change(room: Room) -> None:
    write(room, "--word")
    answer(
        room.path / FORM, {1: ("Yes", paragraph(run("It ") + run("will", "<w:b/>") + run("."))), 2: ("No", "Never.")}
    )
    before = (room.path / FORM).read_bytes()
    changed = MATTER.replace("  - That the Council waters them.\n", "").replace("a hundred", "two hundred")
    write(room, "--word", matter=changed)
    shown = words(room.path / FORM)
    assert shown[0] == ["No.", "Recommendation", "Agree?", "Comment", "About this row"]
    assert shown[1][2:] == [
        "Yes",
        "It will.",
        "Reworded since you answered. It was: That the Council plants a hundred trees.",
    ]
    (kept,) = (room.path / FOLDER / "earlier sheets").iterdir()
    assert kept.read_bytes() == before
    lines = room.papers("check").stderr.splitlines()
    assert any("XLS007: the answers kept in this table belong to no recommendation" in line for line in lines)
    # They are still there when the form is written once more, and go over into a workbook.
    write(room, "--word", matter=changed.replace("two hundred", "three hundred"))
    write(room, matter=changed)
    book = openpyxl.load_workbook(room.path / SHEET)
    assert [cell.value for cell in book["Answers kept"][2]] == ["2", "That the Council waters them.", "No", "Never."]


def test_equal_answers_are_no_contradiction_and_others_are(room: Room) -> None:
    write(room)
    write(room, "--word")
    answer_sheet(room.path / SHEET, BOTH)
    answer(room.path / FORM, BOTH)
    assert room.papers("check", "--strict").exit_code == 0
    answer(room.path / FORM, {1: ("No", "First.")})
    lines = [line for line in room.papers("check").stderr.splitlines() if line.startswith("data/")]
    assert len(lines) == 1
    assert "error RES007: recommendation 1 is answered here, but differently in " in lines[0]
    assert "responses.docx[table 1, row 2, column 3]" in lines[0]
    # Neither takes over the other, and neither is moved away.
    write(room, "--word")
    write(room)
    assert files(room) == ["recommendations.yaml", "responses.docx", "responses.xlsx"]


def test_a_table_goes_over_and_comes_back(room: Room) -> None:
    write(room)
    book = openpyxl.load_workbook(room.path / SHEET)
    costs = book.create_sheet("Costs")
    for row in (("Tree", "Cost"), ("Oak", 12), ("Elm", 8)):
        costs.append(row)
    book.save(room.path / SHEET)
    answer_sheet(room.path / SHEET, {1: ("Yes", "See:\n[Table: Costs]\nThat is all."), 2: ("Yes", "ok.")})
    write(room, "--word")
    assert words(room.path / FORM)[1][3].split("\n") == [
        "See:",
        "Tree",
        "Cost",
        "Oak",
        "12",
        "Elm",
        "8",
        "That is all.",
    ]
    assert room.papers("check", "--strict").exit_code == 0
    write(room)
    book = openpyxl.load_workbook(room.path / SHEET)
    assert [[cell.value for cell in row] for row in book["Costs"]] == [["Tree", "Cost"], ["Oak", "12"], ["Elm", "8"]]
    assert rows(room.path / SHEET)[0] == (1, "Yes", "See:\n[Table: Costs]\nThat is all.")


def test_what_a_new_form_leaves_behind_is_named(room: Room) -> None:
    write(room, "--word")
    answer(room.path / FORM, BOTH)
    deleted = '<w:del w:id="2" w:author="A"><w:r><w:delText>Not this.</w:delText></w:r></w:del>'
    edit(room.path / FORM, lambda root: fill(cell_of(root, 2, 4), paragraph(run("This.") + deleted)))
    said = write(room, "--word", matter=MATTER.replace("a hundred", "ten"))
    assert any('XLS028: "Not this." was deleted with tracked changes' in line for line in said)
    assert words(room.path / FORM)[1][3] == "This."


@pytest.mark.parametrize("option", [(), ("--word",)])
def test_a_form_under_another_name_is_taken_over(option: tuple[str, ...], room: Room) -> None:
    write(room, "--word")
    answer(room.path / FORM, BOTH)
    (room.path / FORM).rename(room.path / FOLDER / "Copy of responses (2).docx")
    write(room, *option)
    taken = words(room.path / FORM)[1][3] if option else rows(room.path / SHEET)[0][2]
    assert taken == "First."
    assert not (room.path / FOLDER / "Copy of responses (2).docx").exists()


def test_each_member_has_a_form(room: Room) -> None:
    two = (
        MATTER.replace("Cabinet Member for Parks}]", "Cabinet Member for Parks}, {name: Councillor Elm}]")
        .replace(
            "  - That the Council waters them.", "  - {text: That the Council waters them., member: Councillor Elm}"
        )
        .replace("  - That the Council plants a hundred trees.", "  - {text: That it plants., member: Councillor Oak}")
    )
    said = write(room, "--word", matter=two)
    assert said[:2] == [f"{FOLDER}/responses - Councillor Oak.docx", f"{FOLDER}/responses - Councillor Elm.docx"]
    assert words(room.path / FOLDER / "responses - Councillor Elm.docx")[1][:2] == [
        "2",
        "That the Council waters them.",
    ]


def test_a_file_that_is_not_the_form_is_left(room: Room) -> None:
    path = room.write(FORM, "my notes")
    room.write(f"{FOLDER}/recommendations.yaml", MATTER)
    result = room.papers("sheet", "--word")
    assert (result.exit_code, path.read_text()) == (1, "my notes")
    assert "this file cannot be read as a response sheet, so it was left unchanged" in result.stderr


def test_exempt_answers_stay_private(room: Room) -> None:
    exempt = MATTER.replace("  - That the Council waters them.", "  - {text: That secrets stay., exempt: 3}")
    write(room, "--word", matter=exempt)
    answer(room.path / FORM, {1: ("Yes", "First."), 2: ("Perhaps", "The contract of Alder.")})
    deleted = '<w:del w:id="2" w:author="A"><w:r><w:delText>Alder Ltd</w:delText></w:r></w:del>'
    edit(room.path / FORM, lambda root: fill(cell_of(root, 3, 4), paragraph(run("The contract.") + deleted)))
    shown = room.papers("check").stderr
    assert [each for each in ("XLS028", "RES003", "Alder", "Perhaps") if each in shown] == ["XLS028", "RES003"]


def test_an_answer_to_what_is_gone_stays_when_the_sheet_is_answered(room: Room) -> None:
    write(room, "--word")
    answer(room.path / FORM, {1: ("Yes", "An early answer."), 2: ("No", "")})
    other = MATTER.partition("recommendations:")[0] + "recommendations: [That every branch opens on Sundays.]\n"
    write(room, matter=other)
    answer_sheet(room.path / SHEET, {1: ("Yes", "A later answer.")})
    write(room, "--word", matter=other)
    assert words(room.path / FORM)[1][2:] == ["Yes", "A later answer."]
    with zipfile.ZipFile(room.path / FORM) as package:
        assert b"An early answer." in package.read("word/document.xml")


def test_what_is_told_to_the_scrutiny_office_goes_over(room: Room) -> None:
    write(room)
    book = openpyxl.load_workbook(room.path / SHEET)
    office = book["For the scrutiny office"]
    next(row[1] for row in office.iter_rows() if row[0].value == "Drafted by").value = "the Head of Parks"
    book.save(room.path / SHEET)
    answer_sheet(room.path / SHEET, BOTH)
    write(room, "--word")
    assert files(room)[-2:] == ["recommendations.yaml", "responses.docx"]
    (found,) = [line for line in room.papers("check").stderr.splitlines() if line.startswith("data/")]
    assert found.startswith(f"{FORM}[For the scrutiny office, row 2, column 2] warning XLS027: for the scrutiny office")
    assert found.endswith(' Drafted by "the Head of Parks"')
    write(room)
    rows_of_office = openpyxl.load_workbook(room.path / SHEET)["For the scrutiny office"].iter_rows(values_only=True)
    assert ("Drafted by", "the Head of Parks") in [row[:2] for row in rows_of_office]
    assert not (room.path / FORM).exists()


def test_forms_are_joined(room: Room) -> None:
    two = (
        MATTER.replace("Cabinet Member for Parks}]", "Cabinet Member for Parks}, {name: Councillor Elm}]")
        .replace(
            "  - That the Council waters them.", "  - {text: That the Council waters them., member: Councillor Elm}"
        )
        .replace("  - That the Council plants a hundred trees.", "  - {text: That it plants., member: Councillor Oak}")
    )
    write(room, "--word", matter=two)
    for name, text in (("Oak", "Of Oak."), ("Elm", "Of Elm.")):
        answer(room.path / FOLDER / f"responses - Councillor {name}.docx", {1: ("Yes", text)})
    write(room, "--word", "--join", matter=two)
    assert [row[3] for row in words(room.path / FORM)[1:]] == ["Of Oak.", "Of Elm."]
    assert [each for each in files(room) if "/" not in each] == ["recommendations.yaml", "responses.docx"]
