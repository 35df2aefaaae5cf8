"""Papers in another language: the Welsh set as it is made, filled in, sent back and printed."""

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from cabinet_papers.files.shipped import ENGLISH, list_languages
from cabinet_papers.matter.form_words import TEXTS
from tests.commands.test_styles import WHOLE, answer_whole
from tests.conftest import ROOT, Room
from tests.outline import read_outline
from tests.packages import edit_document
from tests.word_forms import answer, words

LANGUAGES = [each for each in list_languages() if each != ENGLISH]
MATTER = """\
title: Coed stryd
scrutiny: {body: Pwyllgor Craffu, date: 2026-05-12}
cabinet: {date: 2026-06-09, members: [Y Cynghorydd Ifan Tudur]}
response: {status: STATUS, due: 1 Mehefin 2026}
recommendations:
  - Bod y Cyngor yn plannu cant o goed ar hyd y ffordd.
  - Bod y Cyngor yn dyfrio'r coed bob nos yn yr haf.
"""
TOPICS = """\
title: Coed a pharciau
scrutiny: {body: Pwyllgor Craffu, date: 2026-05-12}
cabinet: {date: 2026-06-09, members: [Y Cynghorydd Ifan Tudur, Y Cynghorydd Mair Prosser]}
response: {due: 1 Mehefin 2026}
topics:
  - title: Coed
    recommendations:
      - Bod y Cyngor yn plannu cant o goed ar hyd y ffordd.
      - {text: Bod y Cyngor yn dyfrio'r coed bob nos yn yr haf., number: D1}
  - title: Parciau
    scrutiny: {body: Grŵp Parciau, date: [2026-04-01, 2026-04-08]}
    recommendations: [Bod y Cyngor yn agor y parciau yn gynnar.]
"""
SHEET = "data/coed/responses.xlsx"
# English that may stay: what one types into a sheet is the same in every language.
SAME = {"Comment", "of", "or", "and", "given", "is now", "Cost", "Page"}


@pytest.fixture
def welsh(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A workspace of the Welsh set without its example."""
    begin = Room(tmp_path_factory.mktemp("welsh"))
    assert begin.papers("init", "room", "--language", "cy", "--bare").exit_code == 0
    room = Room(begin.path / "room")
    settings = (room.path / "papers.yaml").read_text("utf-8")
    room.write("papers.yaml", re.sub(r"^council:.*", "council: Cyngor Aberdulas", settings, flags=re.MULTILINE))
    return room


def texts_of(room: Room, name: str = SHEET) -> list[str]:
    """Return everything that a workbook shows: cells, names of worksheets, prompts, and the foot of its pages."""
    book = openpyxl.load_workbook(room.path / name)
    for hidden in [sheet for sheet in book if sheet.sheet_state != "visible"]:
        book.remove(hidden)
    found = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    found += book.sheetnames
    for sheet in book:
        found += [sheet.oddFooter.right.text or ""]
        for each in sheet.data_validations.dataValidation:
            found += [text for text in (each.promptTitle, each.prompt, each.error, each.errorTitle) if text]
    return found


def fill_in(room: Room, *answers: tuple[str, str]) -> None:
    book = openpyxl.load_workbook(room.path / SHEET)
    sheet = book.worksheets[0]
    first = next(cell.row for cell in sheet["A"] if cell.value in ("Rhif", "No.")) + 1
    for row, (decision, comment) in enumerate(answers, first):
        sheet.cell(row, 3).value, sheet.cell(row, 4).value = decision, comment
    book.save(room.path / SHEET)


def test_the_sets_are_drawn_as_the_tool_says() -> None:
    from tools.draw_languages import LANGUAGES as FOLDER
    from tools.draw_languages import draw_languages

    drawn = dict(draw_languages())
    assert len(drawn) >= 5 * len(LANGUAGES)
    for name, content in drawn.items():
        assert (FOLDER / name).read_bytes() == content, f"run tools/draw_languages.py: {name} is out of step"


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_set_builds_its_example_without_a_finding(language: str, tmp_path: Path) -> None:
    begin = Room(tmp_path)
    made = begin.papers("init", "room", "--language", language)
    note = (ROOT / "templates" / "languages" / language / "note.txt").read_text("utf-8").strip()
    assert (made.exit_code, made.stderr.strip()) == (0, note)
    room = Room(begin.path / "room")
    assert room.papers("templates", "check").exit_code == 0
    built = room.papers("build", "--html", "--strict")
    assert (built.exit_code, re.findall(r"[A-Z]{3}\d{3}", built.stderr)) == (0, [])
    sheets = list((room.path / "data").rglob("*.xlsx"))
    before = [path.read_bytes() for path in sheets]
    assert room.papers("sheet").exit_code == 0
    assert [path.read_bytes() for path in sheets] == before != []


@pytest.mark.parametrize("tag", ["fr", "welsh", ""])
def test_a_language_without_papers_is_refused(tag: str, tmp_path: Path) -> None:
    ran = Room(tmp_path).papers("init", "room", "--language", tag)
    assert ran.exit_code == 2
    assert all(each in ran.stderr for each in (ENGLISH, *LANGUAGES))


@pytest.mark.parametrize("tag", ["en", "en-GB"])
def test_english_is_the_house(tag: str, tmp_path: Path) -> None:
    begin = Room(tmp_path)
    assert begin.papers("init", "one", "--language", tag).exit_code == begin.papers("init", "two").exit_code == 0
    one, two = ({path.relative_to(begin.path / name): path.read_bytes() for path in (begin.path / name).rglob("*.*")
                 if path.is_file()} for name in ("one", "two"))  # fmt: skip
    assert one == two


def test_a_style_is_in_english_only(tmp_path: Path) -> None:
    assert Room(tmp_path).papers("init", "room", "--language", "cy", "--style", "form").exit_code == 2


def test_documents_say_which_language_they_are_in(welsh: Room) -> None:
    welsh.write("data/coed/recommendations.yaml", MATTER.replace("STATUS", "draft"))
    welsh.papers("sheet")
    fill_in(welsh, ("Cytuno", "Bydd."), ("Ddim yn cytuno", "Na fydd."))
    assert welsh.papers("build", "--html").exit_code == 0
    (name,) = welsh.documents()
    assert name == "coed/Ymateb drafft y Cabinet - Coed stryd.docx"
    with zipfile.ZipFile(welsh.path / "output" / name) as package:
        assert set(re.findall(rb'w:lang w:val="([^"]+)"', package.read("word/styles.xml"))) == {b"cy-GB"}
        assert b"<dc:language>cy-GB</dc:language>" in package.read("docProps/core.xml")
    page = (welsh.path / "output" / name).with_suffix(".html").read_text("utf-8")
    assert '<html lang="cy-GB"' in page
    outline = read_outline(welsh.path / "output" / name)
    assert "12 Mai 2026" in outline
    assert not re.search(r"\b(?:the|Recommendation|Agree|Comment|Awaited|recommendations)\b", outline)


@pytest.mark.parametrize("matter", [MATTER.replace("STATUS", "draft"), TOPICS])
def test_nothing_on_a_sheet_is_english(welsh: Room, matter: str) -> None:
    columns = "response_columns: [Action, Lead officer, Target date, {heading: Pwysigrwydd, choices: [Uchel, Isel]}]\n"
    settings = (welsh.path / "papers.yaml").read_text("utf-8")
    welsh.write("papers.yaml", re.sub(r"^response_columns:.*\n", columns, settings, flags=re.MULTILINE))
    welsh.write("data/coed/recommendations.yaml", matter)
    assert welsh.papers("sheet").exit_code == 0
    shown = " \n ".join(texts_of(welsh))
    assert "Taflen ymateb: " in shown
    english = [text for text in TEXTS if text not in SAME and text in shown]
    assert english == []
    assert welsh.papers("sheet").stderr.startswith(f"{SHEET} is up to date")


def test_a_sheet_comes_back_with_answers_and_changes(welsh: Room) -> None:
    """Answers, a new wording, a new member, new numbers: what the sheet says of them is Welsh, and is read again."""
    welsh.write("data/coed/recommendations.yaml", MATTER.replace("STATUS", "draft"))
    welsh.papers("sheet")
    fill_in(welsh, ("Cytuno", "Sylw"), ("Ddim yn cytuno", "Na fydd, fel y dywed recommendation 1."))
    assert welsh.papers("check").stderr == "1 matter checked, nothing found\n"
    changed = (
        MATTER.replace("STATUS", "draft").replace("cant o goed", "dau gant o goed").replace("Ifan Tudur", "Gwen Rhys")
    )
    welsh.write(
        "data/coed/recommendations.yaml", changed.replace("recommendations:\n", "numbering: A1\nrecommendations:\n")
    )
    assert {"RES011", "REF010", "RES022"} <= set(re.findall(r"[A-Z]{3}\d{3}", welsh.papers("check").stderr))
    assert welsh.papers("sheet").exit_code == 0
    about = [text for text in texts_of(welsh) if "Newidiwyd" in text or "Rhoddwyd" in text]
    taken_over = "Rhoddwyd yr ateb hwn gan Y Cynghorydd Ifan Tudur."
    reworded = "Newidiwyd y geiriad ers i chi ateb. Dyma oedd: Bod y Cyngor yn plannu cant o goed ar hyd y ffordd."
    renumbered = "Mae rhifau wedi newid ers i chi ateb: 1 yw nawr A1."
    assert about == [f"{reworded}\n{taken_over}", f"{taken_over}\n{renumbered}"]
    found = welsh.papers("check").stderr
    assert {"RES011", "REF010", "RES022"} <= set(re.findall(r"[A-Z]{3}\d{3}", found))
    assert "XLS009" not in found
    before = (welsh.path / SHEET).read_bytes()
    welsh.papers("sheet")
    assert (welsh.path / SHEET).read_bytes() == before
    assert "Sylw" in texts_of(welsh), "an answer that is a word of the form stays"


TYPED = {
    "above the table": ("A2", "Argymhellion: Pwyllgor Craffu, 12 Mai 2026 - brys", "brys"),
    "beside the count": ("A4", "Atebwyd 0 o 2, aros am y Prif Swyddog", "aros am y Prif Swyddog"),
    "after the date": ("A3", "Ar gyfer: Y Cynghorydd Ifan Tudur. Dychwelwch hi erbyn 1 Mehefin 2026, plîs", "plîs"),
    "a line of its own": ("D4", "Gweler y ffeil arall", "Gweler y ffeil arall"),
}


@pytest.mark.parametrize("where", TYPED)
def test_what_is_typed_beside_the_words_of_a_form_is_reported(welsh: Room, where: str) -> None:
    cell, text, typed = TYPED[where]
    welsh.write("data/coed/recommendations.yaml", MATTER.replace("STATUS", "draft"))
    welsh.papers("sheet")
    book = openpyxl.load_workbook(welsh.path / SHEET)
    book.worksheets[0][cell].value = text
    book.save(welsh.path / SHEET)
    assert re.search(rf"\[Ymatebion!{cell}\] warning XLS009: .*\"{typed}\"", welsh.papers("check").stderr)


def test_pages_of_ours_are_known_and_what_is_typed_on_them(welsh: Room) -> None:
    welsh.write("data/coed/recommendations.yaml", MATTER.replace("STATUS", "draft"))
    welsh.papers("sheet")
    book = openpyxl.load_workbook(welsh.path / SHEET)
    book["Sut i"]["C3"].value = "Rhowch y llythyr i mi."
    book["Ar gyfer y swyddfa graffu"]["B4"].value = "Gwen Rhys"
    book.save(welsh.path / SHEET)
    found = welsh.papers("check").stderr
    assert '[Sut i!C3] warning XLS009: text on the worksheet "Sut i" is not printed: "Rhowch y llythyr i mi."' in found
    assert 'XLS027: for the scrutiny office: Drafted by "Gwen Rhys"' in found
    assert found.count("XLS") == 2
    fill_in(welsh, ("Cytuno", "Bydd."), ("Cytuno", "Bydd."))
    welsh.write("data/coed/recommendations.yaml", MATTER.replace("STATUS", "draft").replace("cant", "dau gant"))
    welsh.papers("sheet")
    assert {"Gwen Rhys", "Drafftiwyd gan"} <= set(texts_of(welsh))


def test_an_answer_without_its_recommendation_is_kept(welsh: Room) -> None:
    welsh.write("data/coed/recommendations.yaml", MATTER.replace("STATUS", "draft"))
    welsh.papers("sheet")
    fill_in(welsh, ("Cytuno", "Bydd."), ("Cytuno", "Bydd bob nos."))
    (*lines, _) = MATTER.replace("STATUS", "draft").splitlines()
    welsh.write("data/coed/recommendations.yaml", "\n".join(lines))
    assert welsh.papers("sheet").exit_code == 0
    book = openpyxl.load_workbook(welsh.path / SHEET)
    kept = [[cell.value for cell in row] for row in book["Atebion a gadwyd"].iter_rows()]
    assert kept[0][:4] == ["Rhif blaenorol", "Argymhelliad blaenorol", "Penderfyniad a roddwyd", "Sylw a roddwyd"]
    assert kept[1][2:4] == ["Cytuno", "Bydd bob nos."]
    before = (welsh.path / SHEET).read_bytes()
    welsh.papers("sheet")
    assert (welsh.path / SHEET).read_bytes() == before


def test_an_english_sheet_is_read_and_written_in_the_language(welsh: Room) -> None:
    """A council that changes its language loses no answer that is on its way."""
    kept = (welsh.path / "templates/words.yaml").rename(welsh.path / "words.yaml")
    welsh.write("data/coed/recommendations.yaml", MATTER.replace("STATUS", "draft"))
    welsh.papers("sheet")
    assert "Response sheet: Coed stryd" in texts_of(welsh)
    fill_in(welsh, ("Cytuno", "Bydd."), ("Ddim yn cytuno", "Na fydd."))
    kept.rename(welsh.path / "templates/words.yaml")
    assert welsh.papers("check").stderr == "1 matter checked, nothing found\n"
    welsh.papers("sheet")
    shown = texts_of(welsh)
    assert {"Taflen ymateb: Coed stryd", "Bydd.", "Na fydd."} <= set(shown)
    assert "Response sheet: Coed stryd" not in shown


def test_the_word_form(welsh: Room) -> None:
    welsh.write("data/coed/recommendations.yaml", MATTER.replace("STATUS", "draft"))
    assert welsh.papers("sheet", "--word").exit_code == 0
    form = welsh.path / "data/coed/responses.docx"
    with zipfile.ZipFile(form) as package:
        body = package.read("word/document.xml").decode("utf-8")
    shown = re.sub(r"<[^>]+>", " ", body)
    assert [text for text in TEXTS if text not in SAME and text in shown] == []
    assert [row[0] for row in words(form)][:3] == ["Rhif", "1", "2"]
    assert "XLS" not in welsh.papers("check").stderr, "nothing is chosen, and nothing is typed"
    answer(form, {1: ("Cytuno", "Bydd."), 2: ("Ddim yn cytuno", "Na fydd.")})
    assert welsh.papers("check").stderr == "1 matter checked, nothing found\n"


def test_a_template_with_an_english_heading_is_named(welsh: Room) -> None:
    welsh.write("data/coed/recommendations.yaml", MATTER.replace("STATUS", "draft"))
    welsh.papers("sheet")
    fill_in(welsh, ("Cytuno", "Bydd."), ("Cytuno", "Bydd."))
    edit_document(welsh.path / "templates/draft-response.docx", ">Sylw<", ">Comment<")
    found = welsh.papers("build").stderr
    assert ("TPL012" in found, 'change the heading "Comment" to "Sylw"' in found) == (True, True)


PLAN = """\
title: Coed
years: [2025 - 2026, 2026 - 2027]
priorities:
  - {name: Plannu, actions: [{text: Plannu cant o goed, service: Parciau, by: Mawrth 2027, notes: Newydd}]}
"""


@pytest.mark.slow
def test_everything_that_a_matter_may_have(welsh: Room) -> None:
    """Exempt, withdrawn and joint answers, parts, additions, topics, and a plan: proven as in English."""
    text = WHOLE.replace("STATUS", "agreed").replace("ADDED", "  added: [That officers report back.]\n")
    welsh.write("data/coed/recommendations.yaml", text)
    welsh.write("data/plan/action-plan.yaml", PLAN)
    assert welsh.papers("sheet").exit_code == 0
    answer_whole(welsh, ("Cytuno", "Ddim yn cytuno", "Cytuno yn rhannol"))
    built = welsh.papers("build", "--html", "--publish")
    assert built.exit_code == 0, built.stderr
    assert len(welsh.documents()) == 5
    for name in welsh.documents():
        outline = read_outline(welsh.path / "output" / name)
        assert not re.search(r"\b(?:Exempt|Withdrawn|Awaited|Added|Agree|Comment|Notes|Service|paragraph)\b", outline)
    agreed = read_outline(welsh.path / "output" / next(each for each in welsh.documents() if "exempt" in each))
    assert "12 a 19 Mawrth 2026" in agreed
