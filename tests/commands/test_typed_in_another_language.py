"""A Welsh sheet comes back: what people typed is printed and carried over as they typed it, and nothing is lost."""

import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import yaml

from cabinet_papers.files.workspace import OLE, PAPER_STREAM
from cabinet_papers.matter.form_words import CHOOSING, WORD_CHOOSING
from tests.commands.test_languages import MATTER, SHEET, fill_in, welsh
from tests.conftest import Room
from tests.outline import read_outline
from tests.word_forms import MAIN, answer, cell_of, edit, fill, paragraph, run

__all__ = ["welsh"]
DRAFT = MATTER.replace("STATUS", "draft")
REWORDED = DRAFT.replace("cant o goed", "dau gant o goed")
YAML = "data/coed/recommendations.yaml"
FORM = "data/coed/responses.docx"
WORDS = "templates/words.yaml"
PAPER = "output/coed/Ymateb drafft y Cabinet - Coed stryd.docx"
OFFICE = "Ar gyfer y swyddfa graffu"
# Words of the form, as a person may type them.
TYPED = "Atebwyd gan y Prif Swyddog.\nAr gyfer: pawb\nCam gweithredu\nTaflen ymateb: coed"
TABLE = (("Tasg", OFFICE), ("Atebwyd gan Ifan", "Ar gyfer: pawb"), ("Coeden", "Pris"))


def codes_of(text: str) -> list[str]:
    return re.findall(r"[A-Z]{3}\d{3}", text)


def open_sheet(room: Room) -> openpyxl.Workbook:
    return openpyxl.load_workbook(room.path / SHEET)


def values_of(room: Room, worksheet: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in open_sheet(room)[worksheet].iter_rows()]


def add_table(room: Room, name: str, rows: tuple[tuple[str, ...], ...] = TABLE) -> None:
    book = open_sheet(room)
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
    book.save(room.path / SHEET)


def type_in(room: Room, worksheet: str, **cells: str) -> None:
    book = open_sheet(room)
    for reference, text in cells.items():
        book[worksheet][reference].value = text
    book.save(room.path / SHEET)


def change_words(room: Room, *pairs: tuple[str, str]) -> None:
    text = (room.path / WORDS).read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    room.write(WORDS, text)


def set_columns(room: Room, columns: str) -> None:
    settings = (room.path / "papers.yaml").read_text("utf-8")
    line = f"response_columns: {columns}\n"
    room.write("papers.yaml", re.sub(r"^response_columns:.*\n", line, settings, flags=re.MULTILINE))
    assert line in (room.path / "papers.yaml").read_text("utf-8")


@pytest.fixture
def sent(welsh: Room) -> Room:
    """A workspace whose sheet is out."""
    welsh.write(YAML, DRAFT)
    assert welsh.papers("sheet").exit_code == 0
    return welsh


def test_an_added_worksheet_is_printed_and_kept_as_it_was_typed(sent: Room) -> None:
    fill_in(sent, ("Cytuno", "Fel hyn:\n[Table: Costau]"), ("Cytuno", "Bydd."))
    add_table(sent, "Costau")
    assert sent.papers("build").exit_code == 0
    outline = read_outline(sent.path / PAPER)
    assert [text for row in TABLE for text in row if text not in outline] == []
    sent.write(YAML, REWORDED)
    assert sent.papers("sheet").exit_code == 0
    assert values_of(sent, "Costau") == [list(row) for row in TABLE]


def test_a_copy_of_a_page_of_ours_is_printed_as_it_is(sent: Room) -> None:
    book = open_sheet(sent)
    book.copy_worksheet(book["Sut i"]).title = "Costau"
    book.save(sent.path / SHEET)
    fill_in(sent, ("Cytuno", "Fel hyn:\n[Table: Costau]"), ("Cytuno", "Bydd."))
    assert sent.papers("build").exit_code == 0
    outline = read_outline(sent.path / PAPER)
    assert ("Sut i lenwi'r daflen ymateb" in outline, "How to fill in" in outline) == (True, False)
    sent.write(YAML, REWORDED)
    sent.papers("sheet")
    assert "Costau" in open_sheet(sent).sheetnames


def test_a_table_in_a_word_form_is_printed_and_kept_as_it_was_typed(welsh: Room) -> None:
    welsh.write(YAML, DRAFT)
    welsh.papers("sheet", "--word")
    answer(welsh.path / FORM, {1: ("Cytuno", "Bydd."), 2: ("Cytuno", "Bydd.")})
    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{paragraph(run(text))}</w:tc>' for text in row)}</w:tr>" for row in TABLE)
    inside = f"{paragraph(run('Fel hyn:'))}<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>{paragraph('')}"
    edit(welsh.path / FORM, lambda root: fill(cell_of(root, 2, 4), inside))
    welsh.papers("build")
    outline = read_outline(welsh.path / PAPER)
    assert [text for row in TABLE for text in row if text not in outline] == []
    welsh.write(YAML, REWORDED)
    assert welsh.papers("sheet", "--word").exit_code == 0
    kept = read_outline(welsh.path / FORM)
    assert [text for row in TABLE for text in row if text not in kept] == []


def test_words_for_the_scrutiny_office_are_kept_as_they_were_typed(sent: Room) -> None:
    typed = ["Atebwyd gan Gwen Rhys", "Cam gweithredu", "Ar gyfer: y Prif Weithredwr\nDychwelwch hi erbyn dydd Gwener"]
    fill_in(sent, ("Cytuno", "Bydd."), ("Cytuno", "Bydd."))
    type_in(sent, OFFICE, B4=typed[0], B5=typed[1], B6=typed[2])
    sent.write(YAML, REWORDED)
    assert 'XLS027: for the scrutiny office: Drafted by "Atebwyd gan Gwen Rhys"' in sent.papers("check").stderr
    sent.papers("sheet")
    assert [row[1] for row in values_of(sent, OFFICE)[3:6]] == typed
    sent.papers("sheet", "--word")
    assert [line for text in typed for line in text.split("\n") if line not in read_outline(sent.path / FORM)] == []


def test_kept_answers_stay_as_they_were_typed(sent: Room) -> None:
    fill_in(sent, ("Cytuno", "Bydd."), ("Cytuno", TYPED))
    sent.write(YAML, DRAFT[: DRAFT.rindex("  - ")])
    sent.papers("sheet")
    before = values_of(sent, "Atebion a gadwyd")
    assert (before[0][0], before[1][3]) == ("Rhif blaenorol", TYPED)
    sent.write(YAML, REWORDED[: REWORDED.rindex("  - ")])
    sent.papers("sheet")
    assert values_of(sent, "Atebion a gadwyd") == before
    sent.papers("sheet", "--word")
    assert "Rhif blaenorol" in read_outline(sent.path / FORM)
    assert codes_of(sent.papers("check").stderr).count("XLS007") == 1


def test_kept_answers_are_known_after_their_words_were_corrected(sent: Room) -> None:
    fill_in(sent, ("Cytuno", "Bydd."), ("Cytuno", TYPED))
    sent.write(YAML, DRAFT[: DRAFT.rindex("  - ")])
    sent.papers("sheet")
    change_words(sent, ("Was number: Rhif blaenorol", "Was number: Yr hen rif"))
    for _ in range(2):
        found = sent.papers("check").stderr
        assert (codes_of(found), "the answers kept on this worksheet" in found) == (["XLS007"], True)
        sent.papers("sheet")
    kept = values_of(sent, "Atebion a gadwyd")
    assert (kept[0][0], kept[1][3]) == ("Yr hen rif", TYPED)


def test_decisions_stay_where_their_column_is_taken_away(sent: Room) -> None:
    fill_in(sent, ("Cytuno", "Bydd."), ("Ddim yn cytuno", "Na fydd."))
    set_columns(sent, "[number, recommendation, comment]")
    found = json.loads(sent.papers("check", "--format", "json").stdout)
    assert [each["cell"] for each in found if each["code"] == "RES034"] == ["C6", "C7"]
    assert "XLS009" not in {each["code"] for each in found}
    sent.write(YAML, REWORDED)
    sent.papers("sheet")
    rows = values_of(sent, "Ymatebion")
    at = rows[4].index("Cytuno?")
    assert [row[at] for row in rows[5:7]] == ["Cytuno", "Ddim yn cytuno"]


def test_headings_of_the_councils_own_come_while_sheets_are_out(sent: Room) -> None:
    fill_in(sent, ("Cytuno", "Bydd."), ("Ddim yn cytuno", "Na fydd."))
    set_columns(sent, "[number, recommendation, {heading: Ein hateb, kind: decision}, "
                "{heading: Ein rhesymau, kind: comment}]")  # fmt: skip
    assert sent.papers("check").stderr == "1 matter checked, nothing found\n"
    sent.write(YAML, REWORDED)
    assert sent.papers("sheet").exit_code == 0
    assert values_of(sent, "Ymatebion")[4][2:4] == ["Ein hateb", "Ein rhesymau"]


@pytest.mark.parametrize("cell", ["C5", "D5"])
def test_a_heading_typed_over_loses_nothing(sent: Room, cell: str) -> None:
    fill_in(sent, ("Cytuno", "Bydd."), ("Ddim yn cytuno", "Na fydd."))
    sent.write(YAML, REWORDED.replace("Ifan Tudur", "Gwen Rhys"))
    sent.papers("sheet")
    type_in(sent, "Ymatebion", **{cell: "Ein barn"})
    once = ["RES011", "RES022", "RES022", "XLS025"]
    assert sorted(codes_of(sent.papers("check").stderr)) == once
    sent.papers("sheet")
    assert values_of(sent, "Ymatebion")[4][2:5] == ["Cytuno?", "Sylw", "Am y rhes hon"]
    assert sorted(codes_of(sent.papers("check").stderr)) == once[:3]


def test_columns_of_the_councils_own_keep_their_headings(welsh: Room) -> None:
    set_columns(welsh, "[{heading: Cost, kind: money}, Action]")
    welsh.write(YAML, DRAFT)
    welsh.papers("sheet")
    assert values_of(welsh, "Ymatebion")[4][4:6] == ["Cost", "Cam gweithredu"]
    own = "response: {status: draft, due: 1 Mehefin 2026, columns: [{heading: Number of trees}]}"
    welsh.write(YAML, re.sub(r"response: .*", own, DRAFT))
    welsh.papers("sheet")
    assert values_of(welsh, "Ymatebion")[4][4:5] == ["Number of trees"]


CORRECTED = (("\nComment: Sylw\n", "\nComment: Ein sylwadau\n"), ("Cytuno?", "A ydych yn cytuno?"),
             ("Please choose: ", "Please choose: O'r rhestr, "))  # fmt: skip


def test_words_are_corrected_while_sheets_are_out(sent: Room) -> None:
    fill_in(sent, ("Cytuno", "Bydd."), ("Ddim yn cytuno", "Na fydd."))
    change_words(sent, *CORRECTED)
    assert sent.papers("check").stderr == "1 matter checked, nothing found\n"
    assert sent.papers("sheet").exit_code == 0
    rows = values_of(sent, "Ymatebion")
    assert rows[4][2:4] == ["A ydych yn cytuno?", "Ein sylwadau"]
    assert [row[2:4] for row in rows[5:7]] == [["Cytuno", "Bydd."], ["Ddim yn cytuno", "Na fydd."]]
    assert open_sheet(sent).sheetnames[:3] == ["Ymatebion", "Sut i", OFFICE], "no page of the former words is kept"
    assert sent.papers("sheet").stderr.startswith(f"{SHEET} is up to date")


def test_words_are_corrected_while_an_empty_word_form_is_out(welsh: Room) -> None:
    welsh.write(YAML, DRAFT)
    welsh.papers("sheet", "--word")
    before = codes_of(welsh.papers("check").stderr)
    change_words(welsh, *CORRECTED)
    assert codes_of(welsh.papers("check").stderr) == before
    assert welsh.papers("sheet", "--word").exit_code == 0
    assert "A ydych yn cytuno?" in read_outline(welsh.path / FORM)
    assert codes_of(welsh.papers("check").stderr) == before


@pytest.mark.parametrize("name", [SHEET, FORM])
def test_words_that_cannot_be_read_are_the_one_finding(welsh: Room, name: str) -> None:
    welsh.write(YAML, DRAFT)
    welsh.papers("sheet", *(["--word"] if name == FORM else []))
    if name == FORM:
        answer(welsh.path / FORM, {1: ("Cytuno", "Bydd."), 2: ("Cytuno", "Bydd.")})
    else:
        fill_in(welsh, ("Cytuno", "Bydd."), ("Cytuno", "Bydd."))
    change_words(welsh, ("\nComment: Sylw\n", '\nComment: "Sylw\n'))
    assert set(codes_of(welsh.papers("check").stderr)) == {"YML001"}
    before = (welsh.path / name).read_bytes()
    assert set(codes_of(welsh.papers("sheet").stderr)) == {"YML001"}
    assert (welsh.path / name).read_bytes() == before


def test_lines_typed_under_about_this_row_stay(sent: Room) -> None:
    fill_in(sent, ("Cytuno", "Bydd."), ("Cytuno", "Bydd."))
    sent.write(YAML, REWORDED)
    sent.papers("sheet")
    own = values_of(sent, "Ymatebion")[5][4]
    typed = "For: the Leader to look at\nAnswered by phone\nQuestions: none\nAtebwyd gan Mair"
    type_in(sent, "Ymatebion", E6=f"{own}\n{typed}")
    found = sent.papers("check").stderr
    assert 'text typed under "Am y rhes hon" is not printed' in found
    assert 'empty the cell under "Am y rhes hon"' in found
    assert [line for line in typed.split("\n") if f'is not printed: "{line}"' not in found] == []
    sent.write(YAML, REWORDED.replace("bob nos", "bob bore"))
    sent.papers("sheet")
    assert values_of(sent, "Ymatebion")[5][4] == f"{own}\n{typed}"


@pytest.mark.parametrize("typed", ["Cam gweithredu", "Atebwyd gan Mair", "Atebwyd 1 o 2 gan Mair"])
def test_what_is_typed_above_the_table_is_quoted_as_it_was_typed(sent: Room, typed: str) -> None:
    type_in(sent, "Ymatebion", F1=typed)
    (quoted,) = re.findall(r'\[Ymatebion!F1\] warning XLS009: .*: "(.*)"', sent.papers("check").stderr)
    assert typed.endswith(quoted)
    assert "move it into the Sylw cell" in sent.papers("check").stderr


def test_a_sheet_that_lost_its_words_is_not_judged_by_words_that_cannot_be_read(sent: Room) -> None:
    fill_in(sent, ("Cytuno", "Bydd."), ("Cytuno", "Bydd."))
    book = open_sheet(sent)
    del book["cabinet-papers"]
    book.save(sent.path / SHEET)
    assert sent.papers("check").stderr == "1 matter checked, nothing found\n", "today's words are known"
    change_words(sent, ("\nComment: Sylw\n", '\nComment: "Sylw\n'))
    assert set(codes_of(sent.papers("check").stderr)) == {"YML001"}


@pytest.mark.parametrize("name", ["Sut i", "Ymatebion", OFFICE])
def test_a_table_keeps_its_name_where_a_page_of_ours_would_have_it(welsh: Room, name: str) -> None:
    kept = (welsh.path / WORDS).rename(welsh.path / "words.yaml")
    welsh.write(YAML, DRAFT)
    welsh.papers("sheet")
    fill_in(welsh, ("Cytuno", "Bydd."), ("Cytuno", f"Fel hyn:\n[Table: {name}]"))
    add_table(welsh, name, (("Cam", "Pryd"), ("Cyntaf", "Mai")))
    kept.rename(welsh.path / WORDS)
    welsh.papers("sheet")
    assert values_of(welsh, name) == [["Cam", "Pryd"], ["Cyntaf", "Mai"]]
    assert f"{name} (2)" in open_sheet(welsh).sheetnames
    assert welsh.papers("build").exit_code == 0
    assert "Cyntaf" in read_outline(welsh.path / PAPER)
    assert welsh.papers("sheet").stderr.startswith(f"{SHEET} is up to date")


NAMES = ("Ymatebion y Cabinet", "Rück-meldung", "AB12", "R", "R1C1", "2Antworten", "2026", "L'Avis", "=A1")


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", NAMES)
def test_a_worksheet_may_have_any_name_that_excel_takes(welsh: Room, name: str) -> None:
    change_words(welsh, ("Responses: Ymatebion", f'Responses: "{name}"'), ("How to: Sut i", "How to: Mode d'emploi"))
    choices = ", ".join(f"Dewis rhif {at} o lawer" for at in range(20))
    set_columns(welsh, f"[{{heading: Pwys, choices: [{choices}]}}]")
    welsh.write(YAML, DRAFT)
    assert welsh.papers("sheet").exit_code == 0
    sheet = open_sheet(welsh)[name]
    assert [cell.value for cell in sheet[5]][:5] == ["Rhif", "Argymhelliad", "Cytuno?", "Sylw", "Pwys"]
    (table,) = sheet.tables.values()
    quoted = "'" + name.replace("'", "''") + "'"
    assert (table.name, sheet.defined_names["Title"].value) == ("Responses", f"{quoted}!$A$5")
    (listed,) = [each.formula1 for each in sheet.data_validations.dataValidation if "emploi" in (each.formula1 or "")]
    assert listed.startswith("'Mode d''emploi'!$A$")
    sheet_before = (welsh.path / SHEET).read_bytes()
    welsh.papers("sheet")
    assert (welsh.path / SHEET).read_bytes() == sheet_before


# The columns, and where the second column of one heading is.
TWICE = {
    "[{heading: Cyfeirnod}]": "YML011", "[{heading: Sylw}]": "YML011", "[{heading: Rhif}]": "YML011",
    "[{heading: Am y rhes hon}]": "YML011", "[{heading: Cam gweithredu}, Action]": "YML002",
    "[number, recommendation, decision, {heading: Cyfeirnod, kind: comment}]": "YML011",
    "[number, recommendation, decision, {heading: Reference, kind: comment}]": "YML011",
}  # fmt: skip


@pytest.mark.parametrize("columns", TWICE)
def test_two_columns_of_one_heading_are_an_error_at_their_place(welsh: Room, columns: str) -> None:
    welsh.write(YAML, DRAFT)
    settings = (welsh.path / "papers.yaml").read_text("utf-8")
    line = next(at for at, each in enumerate(settings.splitlines(), 1) if each.startswith("response_columns:"))
    set_columns(welsh, columns)
    found = welsh.papers("sheet").stderr
    assert re.findall(r"^(\S+):(\d+): error (\w+)", found, re.MULTILINE) == [("papers.yaml", str(line), TWICE[columns])]
    assert not (welsh.path / SHEET).exists()
    set_columns(welsh, "[]")
    of_matter = f"response: {{status: draft, due: 1 Mehefin 2026, columns: {columns}}}"
    welsh.write(YAML, re.sub(r"response: .*", of_matter, DRAFT))
    assert codes_of(welsh.papers("sheet").stderr)[:1] == [TWICE[columns]]


def test_tracked_changes_in_a_grey_cell_are_not_printed(welsh: Room) -> None:
    welsh.write(YAML, DRAFT)
    welsh.papers("sheet", "--word")
    answer(welsh.path / FORM, {1: ("Cytuno", "Bydd."), 2: ("Cytuno", "Bydd.")})
    inserted = f'<w:ins w:id="900" w:author="A" w:date="2026-05-01T00:00:00Z">{run(" NEWYDD")}</w:ins>'
    text = "Bod y Cyngor yn plannu cant o goed ar hyd y ffordd."
    edit(welsh.path / FORM, lambda root: fill(cell_of(root, 2, 2), paragraph(run(text) + inserted)))
    assert codes_of(welsh.papers("check").stderr) == ["RES006"]


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_word_form_is_up_to_date(welsh: Room, times: int) -> None:
    welsh.write(YAML, DRAFT)
    for _ in range(times):
        ran = welsh.papers("sheet", "--word")
    assert ("up to date" in ran.stderr) == (times > 1)
    assert not list(Path(welsh.path).rglob("earlier sheets/*"))


# The Welsh Word form as another program saves it: its references are in it, its title is not the English one.
@pytest.mark.parametrize("ending", ["doc", "rtf"])
def test_a_word_form_in_another_format_is_pointed_out(welsh: Room, ending: str) -> None:
    welsh.write(YAML, DRAFT)
    welsh.papers("sheet")
    reference = str(open_sheet(welsh)["Ymatebion"]["E6"].value)
    begins = {"doc": OLE + PAPER_STREAM, "rtf": b"{\\rtf1 Taflen ymateb: Coed stryd\\cell{\\v "}
    content = reference.encode("utf-16-le") if ending == "doc" else reference.encode()
    (welsh.path / f"data/coed/llythyr.{ending}").write_bytes(begins[ending] + content + b" }")
    found = welsh.papers("check").stderr
    assert re.findall(rf"llythyr\.{ending}: warning (\w+)", found) == ["XLS019"]


def test_a_table_with_welsh_headings_in_another_document_is_pointed_out(welsh: Room) -> None:
    welsh.write(YAML, DRAFT)
    table = "".join(f"<w:tc>{paragraph(run(each))}</w:tc>" for each in ("Argymhelliad", "Cytuno?"))
    body = f'<w:document xmlns:w="{MAIN}"><w:body><w:tbl><w:tr>{table}</w:tr></w:tbl></w:body></w:document>'
    with zipfile.ZipFile(welsh.path / "data/coed/llythyr.docx", "w") as package:
        package.writestr("word/document.xml", body)
    assert "llythyr.docx: warning XLS019" in welsh.papers("check").stderr


def test_a_page_says_nothing_english_of_a_table(sent: Room) -> None:
    fill_in(sent, ("Cytuno", "Fel hyn:\n[Table: Costau]"), ("Cytuno", "Bydd."))
    add_table(sent, "Costau")
    sent.papers("build", "--html")
    page = (sent.path / PAPER).with_suffix(".html").read_text("utf-8")
    assert re.findall(r'aria-label="([^"]+)"', page) == [f"Tasg {OFFICE}"]


def test_a_council_that_gives_up_its_language_reads_the_sheets_that_are_out(sent: Room) -> None:
    fill_in(sent, ("Cytuno", "Bydd."), ("Cytuno", "Bydd."))
    (sent.path / WORDS).unlink()
    assert "XLS" not in sent.papers("check").stderr
    sent.papers("sheet")
    book = open_sheet(sent)
    assert book.sheetnames == ["Responses", "How to", "For the scrutiny office"]
    assert [cell.value for cell in book["Responses"][6]][2:4] == ["Cytuno", "Bydd."]


@pytest.mark.parametrize("kinds", [(SHEET, FORM), (FORM, SHEET)])
def test_answers_go_from_one_kind_of_form_to_the_other_in_other_words(welsh: Room, kinds: tuple[str, str]) -> None:
    welsh.write(YAML, DRAFT)
    flags = {SHEET: [], FORM: ["--word"]}
    welsh.papers("sheet", *flags[kinds[0]])
    if kinds[0] == FORM:
        answer(welsh.path / FORM, {1: ("Cytuno", TYPED), 2: ("Cytuno", "Bydd.")})
    else:
        fill_in(welsh, ("Cytuno", TYPED), ("Cytuno", "Bydd."))
    change_words(welsh, *CORRECTED)
    assert welsh.papers("sheet", *flags[kinds[1]]).exit_code == 0
    assert welsh.papers("check").stderr == "1 matter checked, nothing found\n"
    assert welsh.papers("build").exit_code == 0
    outline = read_outline(welsh.path / PAPER)
    assert [line for line in TYPED.split("\n") if line not in outline] == []


def test_a_worksheet_that_only_has_the_name_of_ours_is_kept(sent: Room) -> None:
    fill_in(sent, ("Cytuno", "Fel hyn:\n[Table: Nodiadau]"), ("Cytuno", "Bydd."))
    add_table(sent, "Nodiadau", (("cabinet-papers", "Nifer"), ("derw", "2")))
    sent.write(YAML, REWORDED)
    sent.papers("sheet")
    assert values_of(sent, "Nodiadau") == [["cabinet-papers", "Nifer"], ["derw", "2"]]


def test_a_marked_copy_is_read_by_its_own_words(sent: Room) -> None:
    fill_in(sent, ("Efallai", "Bydd."), ("Cytuno", "Bydd."))
    assert "RES003" in sent.papers("check", "--mark").stderr
    copy = sent.path / "data/coed/to correct/responses.xlsx"
    book = openpyxl.load_workbook(copy)
    book["Ymatebion"]["C6"].value = "Cytuno"
    book.save(copy)
    copy.replace(sent.path / SHEET)
    change_words(sent, *CORRECTED)
    assert sent.papers("check").stderr == "1 matter checked, nothing found\n"


@pytest.mark.parametrize("name", [SHEET, FORM])
def test_two_sentences_may_have_the_same_words(welsh: Room, name: str) -> None:
    welsh.write(YAML, DRAFT)
    words = yaml.safe_load((welsh.path / WORDS).read_text("utf-8"))
    words[WORD_CHOOSING] = words[CHOOSING]
    welsh.write(WORDS, yaml.safe_dump(words, allow_unicode=True))
    welsh.papers("sheet", *(["--word"] if name == FORM else []))
    assert codes_of(welsh.papers("check").stderr) == ["RES001"]
