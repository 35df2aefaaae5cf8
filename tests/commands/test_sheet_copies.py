"""`papers sheet` where a sheet has another name, somebody else answers now, or numbers have changed."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.commands.test_sheet import fill_in, row_of
from tests.conftest import Room

YAML = "data/trees/recommendations.yaml"
TREES = "That the Council plants a hundred trees."
BUDGET = "That the Cabinet reviews the budget for street trees."
ELMS = "That every elm in the parks is pruned in winter."
OAK, ELM = "Councillor B Oak", "Councillor A Elm"


def write(room: Room, *texts: str, members: tuple[str, ...] = (ELM,), by: dict[str, str] | None = None) -> None:
    """Write the matter; `by` says which member answers a recommendation."""
    named = ", ".join(f"{{name: {name}}}" for name in members)
    items = "".join(f"  - text: {text}\n" + (f"    member: {by[text]}\n" if by else "") for text in texts)
    room.write(
        YAML,
        "title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\n"
        f"cabinet: {{date: 2026-04-21, members: [{named}]}}\nrecommendations:\n{items}",
    )


def answer(path: Path, *comments: str) -> None:
    def fill(sheet: Worksheet) -> None:
        for number, comment in enumerate(comments, 1):
            row = row_of(sheet, number)
            sheet.cell(row, 3, "Yes" if comment else None)
            sheet.cell(row, 4, comment or None)

    fill_in(path, fill)


def sheets(room: Room) -> tuple[list[str], list[str]]:
    """Return the names of the sheets in the matter's folder, and of those that are kept."""
    folder = room.path / "data/trees"
    kept = folder / "earlier sheets"
    return sorted(each.name for each in folder.glob("*.xlsx")), sorted(each.name for each in kept.glob("*"))


def read(path: Path) -> list[tuple[str, str | None, str | None]]:
    """Return each row's recommendation, its comment, and what the sheet says about it."""
    sheet = openpyxl.load_workbook(path)["Responses"]
    head = next(cell.row for cell in sheet["A"] if cell.value == "No.")
    at = {cell.value: cell.column for cell in sheet[head]}
    about = at.get("About this row")
    return [
        (str(sheet.cell(row, 2).value), sheet.cell(row, 4).value, sheet.cell(row, about).value if about else None)
        for row in range(head + 1, sheet.max_row + 1)
        if sheet.cell(row, 2).value
    ]


def found(room: Room, *codes: str) -> list[tuple[str, str]]:
    every = json.loads(room.papers("check", "--format", "json").stdout)
    return [(each["code"], each["cell"]) for each in every if each["code"] in codes]


def send(room: Room, *comments: str) -> Path:
    assert room.papers("sheet").exit_code == 0
    path = room.path / "data/trees/responses.xlsx"
    answer(path, *comments)
    return path


@pytest.mark.parametrize("name", ["Copy of responses (2).xlsx", "responses-Green.XLSX", "Antwort von A Elm.xlsx"])
@pytest.mark.parametrize("is_blank_there", [False, True], ids=["alone", "beside the blank one"])
def test_a_sheet_under_another_name_is_refreshed_and_set_aside(name: str, *, is_blank_there: bool, room: Room) -> None:
    write(room, TREES, BUDGET)
    path = send(room)
    copy = path.with_name(name)
    shutil.copy(path, copy)
    answer(copy, "In May.", "In June.")
    if not is_blank_there:
        path.unlink()
    write(room, ELMS, TREES, BUDGET)
    ran = room.papers("sheet")
    assert ran.exit_code == 0, ran.stderr
    assert read(path) == [(ELMS, None, None), (TREES, "In May.", None), (BUDGET, "In June.", None)]
    present, kept = sheets(room)
    assert present == ["responses.xlsx"]
    assert f"{copy.stem} (" in " ".join(kept)
    assert found(room, "XLS011", "RES007") == []


def test_what_only_the_sheet_that_was_sent_has_stays_in_it(room: Room) -> None:
    """Answers came back in a copy; in the sheet itself are words below the table, and some for the scrutiny office."""
    write(room, TREES, BUDGET)
    path = send(room)
    copy = path.with_name("came back.xlsx")
    shutil.copy(path, copy)
    answer(copy, "In May.")
    book = openpyxl.load_workbook(path)
    book["Responses"].cell(row_of(book["Responses"], 2) + 2, 4, "and in July.")
    book["For the scrutiny office"]["B4"] = "Ann Oak"
    book.save(path)
    assert room.papers("sheet").exit_code == 0
    assert read(path) == [(TREES, "In May.", None), (BUDGET, None, None)]
    book = openpyxl.load_workbook(path)
    assert book["Answers kept"]["D2"].value == "and in July."
    assert book["For the scrutiny office"]["B4"].value == "Ann Oak"
    assert sheets(room)[0] == ["responses.xlsx"]


def test_of_two_answered_copies_none_is_taken(room: Room) -> None:
    """Nobody can say which of them counts, so both stay, and the check names where they differ."""
    write(room, TREES, BUDGET)
    path = send(room)
    for name, words in (("one.xlsx", "In May."), ("two.xlsx", "In June.")):
        shutil.copy(path, path.with_name(name))
        answer(path.with_name(name), words)
    write(room, ELMS, TREES, BUDGET)
    room.papers("sheet")
    assert read(path) == [(ELMS, None, None), (TREES, None, None), (BUDGET, None, None)]
    assert sheets(room)[0] == ["one.xlsx", "responses.xlsx", "two.xlsx"]
    assert "RES007" in [code for code, _ in found(room, "RES007")]


def test_a_copy_with_the_same_answers_is_set_aside_and_one_with_others_stays(room: Room) -> None:
    write(room, TREES, BUDGET)
    path = send(room, "In May.")
    for name in ("same.xlsx", "other.xlsx"):
        shutil.copy(path, path.with_name(name))
    answer(path.with_name("other.xlsx"), "In June.")
    room.papers("sheet")
    present, kept = sheets(room)
    assert present == ["other.xlsx", "responses.xlsx"]
    assert [each.partition(" (")[0] for each in kept] == ["same"]


def test_a_copy_with_a_table_of_its_own_stays(room: Room) -> None:
    write(room, TREES, BUDGET)
    path = send(room, "In May.")
    copy = path.with_name("costs.xlsx")
    shutil.copy(path, copy)
    answer(copy, "In May.", "Costs:\n[Table: Costs]")
    book = openpyxl.load_workbook(copy)
    book.create_sheet("Costs").append(["Tree", "Cost"])
    book.save(copy)
    room.papers("sheet")
    assert sheets(room) == (["costs.xlsx", "responses.xlsx"], [])


def test_a_sheet_that_is_open_stays(room: Room) -> None:
    write(room, TREES)
    path = send(room, "In May.")
    path.rename(path.with_name("mine.xlsx"))
    path.with_name("~$mine.xlsx").write_bytes(b"lock")
    room.papers("sheet")
    assert "mine.xlsx" in sheets(room)[0]


def test_another_councils_form_is_left_alone(room: Room) -> None:
    write(room, TREES)
    drawn = f"[Answers]\nNo. | Recommendation | Agree? | Comment\n1 | {TREES} | Yes | In May.\n"
    room.draw("data/trees/ours.xlsx", drawn)
    room.papers("sheet")
    assert sheets(room) == (["ours.xlsx", "responses.xlsx"], [])


def test_a_former_members_answer_says_who_gave_it(room: Room) -> None:
    write(room, TREES, BUDGET)
    path = send(room, "In May.")
    write(room, TREES, BUDGET, members=(OAK,))
    assert [code for code, _ in found(room, "RES022")] == ["RES022"]
    room.papers("sheet")
    said = f"This answer was given by {ELM}."
    assert read(path) == [(TREES, "In May.", said), (BUDGET, None, None)]
    assert [cell[0] for _, cell in found(room, "RES022")] == ["E"]
    # Once a person has emptied the cell nothing is said, and a new sheet does not say it again.
    book = openpyxl.load_workbook(path)
    sheet = book["Responses"]
    sheet.cell(row_of(sheet, 1), 5).value = None
    book.save(path)
    assert found(room, "RES022") == []
    room.papers("sheet")
    assert read(path) == [(TREES, "In May.", None), (BUDGET, None, None)]


def test_a_recommendation_moves_to_another_member(room: Room) -> None:
    """Its answer goes along and says whose it was; the sheet of one who has left is set aside."""
    both = {TREES: ELM, BUDGET: ELM}
    write(room, TREES, BUDGET, members=(ELM, OAK), by=both)
    room.papers("sheet")
    answer(room.path / f"data/trees/responses - {ELM}.xlsx", "In May.", "In June.")
    write(room, TREES, BUDGET, members=(OAK,), by=dict.fromkeys(both, OAK))
    room.papers("sheet")
    said = f"This answer was given by {ELM}."
    assert read(room.path / f"data/trees/responses - {OAK}.xlsx") == [
        (TREES, "In May.", said),
        (BUDGET, "In June.", said),
    ]
    present, kept = sheets(room)
    assert present == [f"responses - {OAK}.xlsx"]
    assert len(kept) == 1
    assert found(room, "RES007") == []


def test_the_same_member_in_another_spelling_is_the_same(room: Room) -> None:
    write(room, TREES, members=("Councillor Zoe\u0308 O’Neill",))
    path = send(room, "In May.")
    write(room, TREES, members=("Councillor Zo\u00eb O'Neill",))
    room.papers("sheet")
    assert read(path) == [(TREES, "In May.", None)]


def test_numbers_that_answers_refer_to_have_changed(room: Room) -> None:
    write(room, TREES, BUDGET, ELMS)
    path = send(room, "In May.", "See the answer to recommendation 1.", "As recommendations 1 and 2.")
    write(room, ELMS, TREES, BUDGET)
    assert found(room, "REF010") == [("REF010", "D7"), ("REF010", "D8"), ("REF010", "D8")]
    room.papers("sheet")
    said = "Numbers have changed since you answered: 1 is now 2"
    assert read(path) == [
        (ELMS, "As recommendations 1 and 2.", f"{said}; 2 is now 3."),
        (TREES, "In May.", None),
        (BUDGET, "See the answer to recommendation 1.", f"{said}."),
    ]
    # Moved once more: from the number of the answer to that of today.
    write(room, TREES, ELMS, BUDGET)
    room.papers("sheet")
    assert [about for _, _, about in read(path)] == [
        None, "Numbers have changed since you answered: 2 is now 3.", None,
    ]  # fmt: skip
    assert found(room, "REF010") == [("REF010", "D7")]


def test_a_number_whose_recommendation_is_gone(room: Room) -> None:
    write(room, TREES, BUDGET)
    path = send(room, "", "See the answer to recommendation 1.")
    write(room, BUDGET)
    room.papers("sheet")
    assert read(path)[0][2] == "Numbers have changed since you answered: 1 is gone."


def test_a_copied_row_is_not_taken_for_a_recommendation_that_is_gone(room: Room) -> None:
    """Somebody has copied the row upwards and typed other words into the copy."""
    write(room, TREES, BUDGET)
    path = send(room, "In May.", "See the answer to recommendation 1.")
    book = openpyxl.load_workbook(path)
    sheet = book["Responses"]
    first = row_of(sheet, 1)
    sheet.insert_rows(first)
    for cell in sheet[first + 1]:
        sheet.cell(first, cell.column, cell.value)
    sheet.cell(first, 2, "That the Council builds a bridge over the river in the year after next.")
    book.save(path)
    assert found(room, "REF010") == []


def test_exempt_words_beside_a_former_members_name_are_not_quoted(room: Room) -> None:
    write(room, TREES, BUDGET)
    path = room.path / YAML
    exempt = path.read_text(encoding="utf-8").replace(f"text: {BUDGET}\n", f"text: {BUDGET}\n    exempt_answer: 3\n")
    path.write_text(exempt, encoding="utf-8")
    sheet = send(room, "", "See the answer to recommendation 1.")
    book = openpyxl.load_workbook(sheet)
    (asked,) = (cell for cell in book["Responses"]["A"] if str(cell.value).startswith("For: "))
    asked.value = "For: Councillor A Elm bids nine million"
    book.save(sheet)
    path.write_text(exempt.replace(ELM, OAK), encoding="utf-8")
    ran = room.papers("check")
    assert "RES022" in ran.stderr
    assert "nine million" not in ran.stderr


def test_a_copy_with_a_row_that_was_withdrawn_since_is_taken_over_whole(room: Room) -> None:
    write(room, TREES, BUDGET, ELMS)
    room.papers("sheet")
    copy = room.path / "data/trees/responses from Cllr Elm.xlsx"
    shutil.copy(room.path / "data/trees/responses.xlsx", copy)
    answer(copy, "Gladly.", "The contract covers it.", "In January.")
    path = room.path / YAML
    path.write_text(path.read_text().replace(f"text: {BUDGET}", f"text: {BUDGET}\n    withdrawn: By the Committee."))
    # Written anew while the sheet that went out was being filled in.
    room.papers("sheet")
    refreshed = room.papers("sheet")
    assert refreshed.exit_code == 0
    assert sheets(room)[0] == ["responses.xlsx"]
    assert "responses from Cllr Elm" in " ".join(sheets(room)[1])
    book = openpyxl.load_workbook(room.path / "data/trees/responses.xlsx")
    assert [each[:2] for each in read(room.path / "data/trees/responses.xlsx")] == [
        (TREES, "Gladly."),
        (ELMS, "In January."),
    ]
    kept = [cell.value for row in book["Answers kept"].iter_rows() for cell in row]
    assert "The contract covers it." in kept


def test_what_an_office_wrote_does_not_go_to_another_member(room: Room) -> None:
    write(room, TREES, members=(ELM, OAK), by={TREES: ELM})
    room.papers("sheet")
    path = room.path / "data/trees" / f"responses - {ELM}.xlsx"
    path = path if path.exists() else room.path / "data/trees/responses.xlsx"
    answer(path, "Gladly.")
    book = openpyxl.load_workbook(path)
    page = book["For the scrutiny office"]
    row = next(cell.row for cell in page["A"] if cell.value == "Anything else")
    page.cell(row, 2, "Not before Friday, please.")
    book.save(path)
    write(room, TREES, members=(ELM, OAK), by={TREES: OAK})
    said = room.papers("sheet")
    written = [each for each in (room.path / "data/trees").glob("*.xlsx") if "Oak" in each.name]
    assert len(written) == 1, said.screen
    values = [cell.value for sheet in openpyxl.load_workbook(written[0]) for line in sheet.iter_rows() for cell in line]
    assert "Gladly." in values
    assert "Not before Friday, please." not in values
    every = [each for each in (room.path / "data/trees").rglob("*.xlsx") if each != written[0]]
    kept = [
        cell.value
        for each in every
        for sheet in openpyxl.load_workbook(each)
        for line in sheet.iter_rows()
        for cell in line
    ]
    assert "Not before Friday, please." in kept


def test_the_same_member_keeps_what_the_office_wrote(room: Room) -> None:
    write(room, TREES)
    room.papers("sheet")
    path = room.path / "data/trees/responses.xlsx"
    book = openpyxl.load_workbook(path)
    page = book["For the scrutiny office"]
    row = next(cell.row for cell in page["A"] if cell.value == "Anything else")
    page.cell(row, 2, "Not before Friday, please.")
    book.save(path)
    write(room, TREES, BUDGET)
    room.papers("sheet")
    values = [cell.value for sheet in openpyxl.load_workbook(path) for line in sheet.iter_rows() for cell in line]
    assert "Not before Friday, please." in values


def test_a_note_to_the_office_is_named_when_the_member_changes(room: Room) -> None:
    write(room, TREES)
    room.papers("sheet")
    path = room.path / "data/trees/responses.xlsx"
    answer(path, "Gladly.")
    book = openpyxl.load_workbook(path)
    page = book["For the scrutiny office"]
    row = next(cell.row for cell in page["A"] if cell.value == "Anything else")
    page.cell(row, 2, "Not before Friday, please.")
    book.save(path)
    write(room, TREES, members=(OAK,))
    assert "XLS027" in room.papers("sheet").stderr
    values = [cell.value for sheet in openpyxl.load_workbook(path) for line in sheet.iter_rows() for cell in line]
    assert ("Gladly." in values, "Not before Friday, please." in values) == (True, False)
