"""Every finding has a page that explains it, and what the pages show is true: each example is laid out and run."""

import re
from pathlib import Path

import pytest

from cabinet_papers.findings.codes import CATALOGUE, FAMILIES, MILDER_AT_TIMES
from cabinet_papers.findings.diagnostics import Severity
from cabinet_papers.report import explain
from tests.conftest import ROOT, Room
from tests.pages import read_blocks, read_sections, run_example

FOLDER = ROOT / "src" / "cabinet_papers" / "findings" / "explanations"
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))}
BAD_CASES = Path(__file__).parent.parent / "acceptance" / "cases" / "bad"
# What no file of a page can be; the page says it in words.
NOT_SHOWN_BY_FILES = {
    "YML008": "a page is UTF-8 itself",
    "YML022": "a file with 120 lines",
    "XLS018": "a text of 32,768 characters",
    "XLS019": "a folder within the matter's",
    "XLS022": "the colour of letters",
    "XLS023": "letters that are underlined",
    "XLS024": "the font of letters",
    "XLS028": "a Word document with tracked changes",
    "TPL001": "a template, which is a Word document",
    "TPL002": "a template",
    "TPL003": "a template",
    "TPL004": "a template",
    "TPL005": "a template",
    "TPL006": "a template",
    "TPL007": "a template",
    "TPL008": "a template",
    "TPL009": "a template",
    "TPL010": "a template",
    "TPL011": "a template",
    "TPL012": "a template",
    "TPL013": "a template",
    "TPL014": "a Word document",
    "OUT002": "a template without a placeholder",
    "OUT003": "a Word document edited by hand",
    "OUT006": "an edit that a quotation mark stands in the way of",
    "OUT007": "a finished document that is broken",
    "OUT008": "a template",
    "OUT010": "a program that is missing",
    "OUT011": "a font that is missing",
    "OUT014": "a template of the council's own",
    "OUT016": "two people who save at the same moment",
    "OUT018": "a file that was moved",
    "OUT017": "a file of the program's own, in the output folder",
    "VER001": "a Word document edited by hand",
    "VER002": "a file that was moved",
    "VER004": "a file in the output folder",
    "WSP003": "a program that is missing",
    "WSP004": "a link that leads nowhere",
    "WSP007": "a fault of the program",
    "WSP005": "two folders of one name",
    "WSP008": "names in letters of another alphabet",
    "WSP001": "a folder outside every workspace",
}
SHOWN = sorted(set(PAGES) - set(NOT_SHOWN_BY_FILES))


def test_every_code_has_its_page() -> None:
    assert len(PAGES) >= 60
    assert set(PAGES) == set(CATALOGUE)
    assert set(NOT_SHOWN_BY_FILES) <= set(CATALOGUE)


@pytest.mark.parametrize("number", PAGES)
def test_a_page_has_the_form(number: str) -> None:
    page = PAGES[number]
    assert page.splitlines()[0] == f"# {number}: {CATALOGUE[number].meaning}"
    sections = read_sections(page)
    assert [name for name in sections if name] in (["Wrong", "Right"], ["Given", "Wrong", "Right"])
    assert all(text.strip() for text in sections.values())
    assert 60 <= len(sections[""].strip()) <= 700, "two or three sentences"
    outside = re.sub(r"^```.*?^```$", "", page.partition("\n")[2], flags=re.MULTILINE | re.DOTALL)
    assert not re.search(r"^ *([-*|>]|\d+\.|#(?!# ))", outside, re.MULTILINE), "prose, headings and fences alone"
    assert not re.search(r"\*\*|\]\(|<", outside), "a terminal shows no links and no bold"


@pytest.mark.parametrize("number", SHOWN)
def test_the_wrong_example_is_found(number: str, room: Room) -> None:
    assert number in {code for _, code in run_example(PAGES[number], "Wrong", room)}


@pytest.mark.parametrize("number", SHOWN)
def test_the_right_example_is_right(number: str, room: Room) -> None:
    found = run_example(PAGES[number], "Right", room)
    assert number not in {code for _, code in found}
    assert "error" not in {severity for severity, _ in found}


@pytest.mark.parametrize("number", NOT_SHOWN_BY_FILES)
def test_what_files_cannot_show_is_said_in_words(number: str) -> None:
    assert not any(block.name or block.language == "console" for block in read_blocks(PAGES[number]))


@pytest.mark.parametrize("number", CATALOGUE)
def test_a_finding_is_explained_in_a_terminal(number: str, room: Room) -> None:
    explained = room.papers("explain", number)
    assert explained.exit_code == 0
    assert "```" not in explained.stdout
    assert explained.stdout.startswith(f"{number}: {CATALOGUE[number].meaning}\n=====")
    assert "\nWRONG\n" in explained.stdout
    assert "\nRIGHT\n" in explained.stdout
    is_warning = CATALOGUE[number].severity is Severity.WARNING
    choice = "warning" if CATALOGUE[number].optional else "off"
    assert (f"check: {{{number}: {choice}}}" in explained.stdout) is is_warning
    assert ("cannot be switched off" in " ".join(explained.stdout.split())) is not is_warning


def test_capitals_do_not_count(room: Room) -> None:
    assert room.papers("explain", "yml002").stdout == room.papers("explain", " YML002").stdout
    assert room.papers("explain", "res").stdout == room.papers("explain", "RES").stdout


def test_all_codes_are_listed_by_family(room: Room) -> None:
    listed = room.papers("explain").stdout
    assert [line.split(":")[0] for line in listed.splitlines() if line[:3] in FAMILIES and line[3] == ":"] == list(
        FAMILIES
    )
    assert [line[:6] for line in listed.splitlines() if line[:6] in CATALOGUE] == list(CATALOGUE)
    assert "RES004  warning  facts  a decision was read as the council's word for it\n" in listed
    assert {number[:3] for number in CATALOGUE} == set(FAMILIES)


def test_a_family_is_listed_alone(room: Room) -> None:
    listed = room.papers("explain", "PLN").stdout
    assert listed.splitlines()[:4] == [
        "PLN: Action plans",
        "=================",
        "",
        f"PLN001  error    facts  {CATALOGUE['PLN001'].meaning}",
    ]
    assert "YML001" not in listed


@pytest.mark.parametrize(
    ("typed", "meant"), [("YLM002", "; did you mean YML002?"), ("res99", "; did you mean RES019?"), ("§", "")]
)
def test_an_unknown_code_names_the_nearest(typed: str, meant: str, room: Room) -> None:
    explained = room.papers("explain", typed)
    assert (explained.exit_code, explained.stdout) == (2, "")
    assert explained.stderr == f'there is no finding "{typed}"{meant}\n    hint: papers explain lists them all\n'


def test_signs_of_a_drawn_workbook_are_explained(room: Room) -> None:
    assert "\nIn the drawing, \\n is a new line in a cell (Alt+Enter).\n" in room.papers("explain", "XLS017").stdout
    assert "\nIn the drawing, braces hold what Excel keeps beside a cell.\n" in room.papers("explain", "XLS009").stdout
    assert "In the drawing" not in room.papers("explain", "RES004").stdout


def test_long_lines_of_prose_are_broken_and_examples_are_not() -> None:
    page = "# A: b\n\nOne two three\nfour.\n\n```yaml a.yaml\n  one two three four five\n\nsix\n```\n"
    assert "\n".join(explain.lay_out(page, 12)) == (
        "A: b\n====\n\nOne two\nthree four.\n\na.yaml:\n      one two three four five\n\n    six\n"
    )


def test_errors_that_may_be_warnings_are_explained_so(room: Room) -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in BAD_CASES.glob("*/expected.txt"))
    warned = set(re.findall(r" warning ([A-Z]{3}\d{3})", said))
    assert len(warned) >= 8
    assert {code for code in warned if CATALOGUE[code].severity is Severity.ERROR} <= MILDER_AT_TIMES
    explained = " ".join(room.papers("explain", "RES001").stdout.split())
    assert "As a warning it stops nothing unless you use --strict." in explained
