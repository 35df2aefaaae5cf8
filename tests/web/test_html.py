"""Web pages as they are built: the words of the Word documents, accessible in a real browser, printed whole."""

import html
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document

from tests.acceptance.test_cases import CASES, GOOD, lay_out
from tests.conftest import MATTER, ROOT, SHEET, Room, need_program, open_room, say_missing
from tests.packages import change_package, replace_in
from tests.web.test_page import WORDS
from tests.web.test_page_blocks import LISTS, TABLES
from tests.web.word import BOXED, draw, main_of, make_page, p, r

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pages")]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> list[Room]:
    """The sample papers and every good case, built with web pages."""
    made = []
    for name in ["", *GOOD]:
        room = open_room(tmp_path_factory.mktemp("html") / "room", sample=not name)
        if name:
            lay_out(CASES / "good" / name, room)
        built = room.papers("build", "--html")
        assert built.exit_code == 0, built.stderr
        made.append(room)
    return made


@pytest.fixture(scope="module")
def pages(rooms: list[Room]) -> list[Path]:
    found = [page for room in rooms for page in sorted((room.path / "output").rglob("*.html"))]
    assert len(found) >= 20
    return found


def flat(text: str) -> str:
    return "".join(text.split())


def shown(page: Path) -> str:
    """Return the words of a page's main part without their spaces; what Word counts itself is not among them."""

    class Reader(HTMLParser):
        text, hidden, is_main = "", 0, False

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.is_main |= tag == "main"
            if tag not in ("br", "img", "col", "meta"):
                self.hidden += bool(self.hidden) or dict(attrs).get("class") in ("number", "unseen")

        def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
            self.hidden -= bool(self.hidden)

        def handle_data(self, data: str) -> None:
            self.text += "" if self.hidden or not self.is_main else data

    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return flat(reader.text)


def test_a_page_has_the_words_of_its_document_and_no_others(pages: list[Path]) -> None:
    for page in pages:
        with ZipFile(page.with_suffix(".docx")) as package:
            body = ElementTree.fromstring(package.read("word/document.xml"))
        assert shown(page) == flat("".join(each.text or "" for each in body.iter(f"{W}t"))), page.name


def find_browser() -> str:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        say_missing("chromium is not installed; this test opens the pages in it")
    return browser


@pytest.fixture(scope="module")
def browser() -> Iterator[str]:
    """The address of a Chromium that stays open for all tests, since its start takes as long as many pages."""
    command = [need_program("node"), "browser.mjs", find_browser()]
    folder = ROOT / "tests" / "node"
    with subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as stays:
        assert stays.stdout is not None
        yield stays.stdout.readline().strip()


def test_every_page_is_accessible(pages: list[Path], node: Callable[..., str], browser: str) -> None:
    """axe-core in Chromium, wide and at 320 pixels (which is 400 per cent of 1,280): no violation, nothing cut off."""
    results = json.loads(node("axe.mjs", browser, "1200,375,320", *map(str, pages)))
    assert len(results) == 3 * len(pages)
    assert min(each["passes"] for each in results) >= 15
    assert [(each["page"], each["violations"]) for each in results if each["violations"]] == []
    assert [(each["page"], each["wide"]) for each in results if each["wide"] > each["width"]] == []


def test_every_feature_of_word_is_accessible(tmp_path: Path, node: Callable[..., str], browser: str) -> None:
    """What `test_page` and `test_page_blocks` draw, on one page, each under a heading that names it."""
    headings = ("a heading", "a heading deeper than HTML has", "a heading by the paragraph")
    drawn = {name: body for name, (body, _) in {**WORDS, **LISTS, **TABLES}.items() if name not in headings}
    body = p("Features", "Heading1") + "".join(p(name, "Heading2") + inside for name, inside in drawn.items())
    note = f'<w:footnote w:id="1">{p("See oaks.")}</w:footnote>'
    body += p(BOXED + r("Trees") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    page = tmp_path / "page.html"
    page.write_text(make_page(draw(body, header=p(r("DRAFT", "<w:b/>")), notes=note)), encoding="utf-8")
    results = json.loads(node("axe.mjs", browser, "1200,375,320", str(page)))
    assert [(each["width"], each["wide"], each["violations"]) for each in results] == [
        (1200, 1200, []), (375, 375, []), (320, 320, []),
    ]  # fmt: skip


def test_a_page_needs_nothing_from_outside(pages: list[Path]) -> None:
    for page in pages:
        source = page.read_text(encoding="utf-8")
        assert not re.search(r"<script|<link|<iframe|@import|url\(|\son\w+=|src=(?!.data:image/)", source), page.name


def test_what_is_typed_is_text(room: Room) -> None:
    typed = "<script>alert(1)</script> & <b>bold</b> {{ council }} \"quoted\" 'x'"
    room.write("data/trees/recommendations.yaml", "title: <i>Trees</i>\nscrutiny: {body: Panel, date: 2026-03-03}\n"
               f"recommendations:\n  - {json.dumps(typed)}\n")  # fmt: skip
    room.draw("data/trees/a.xlsx", f"[R]\nNo. | Recommendation | Agree? | Comment\n1 | {typed} | Yes | {typed}\n")
    built = room.papers("build", "--html")
    assert built.exit_code == 0, built.stderr
    (page,) = (room.path / "output").rglob("*.html")
    source = page.read_text(encoding="utf-8")
    assert source.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt; {{ council }}") == 2
    assert "<script" not in source
    assert "<i>" not in source


def test_an_exempt_recommendation_is_on_the_exempt_page_alone(rooms: list[Room], pages: list[Path]) -> None:
    room = rooms[1 + GOOD.index("exempt")]
    output = room.path / "output"
    own = {page.relative_to(output).as_posix(): shown(page) for page in pages if output in page.parents}
    held = sorted(name for name, text in own.items() if flat("no less than three million pounds") in text)
    assert len(held) == 2
    assert all("/exempt/EXEMPT - " in name for name in held)
    notice = "<p><strong>NOT FOR PUBLICATION: exempt under paragraph "
    assert all((notice in (output / name).read_text("utf-8")) == ("/exempt/" in name) for name in own)
    assert len(own) > len(held)


def test_pages_that_are_not_asked_for_stay_while_they_are_right(room: Room) -> None:
    """Built without --html the page of an unchanged document stays; that of a changed one is set aside."""
    matter = "title: Trees\nscrutiny: {body: Panel, date: 2026-03-03}\nrecommendations: [That it acts.]\n"
    room.write("data/trees/recommendations.yaml", matter)
    room.draw("data/trees/a.xlsx", "[R]\nRecommendation | Agree? | Comment\nThat it acts. | Yes | ok\n")
    room.papers("build", "--html")
    (page,) = (room.path / "output").rglob("*.html")
    before = page.read_bytes()
    assert "OUT004" not in room.papers("build").stderr
    assert page.read_bytes() == before
    room.draw("data/trees/a.xlsx", "[R]\nRecommendation | Agree? | Comment\nThat it acts. | Yes | changed\n")
    assert "OUT004" in room.papers("build").stderr
    assert not page.exists()


WORD = "Llanfair" + "pwllgwyngyll" * 4 + "gogo"
ADDRESS = "https://www.eastmere.gov.uk/" + "a-long-way/to/the_page?of=trees&" * 4
FIGURES = """
[Larders]
Larder | Visits January to March | Households January to March
Abbey Road | 2,310 | 412
Canal Street | 1,985 | 388

[Months]
Year | January | February | March | April | May | June | July | August | September | October | November | December
2025 | 1,250 | 1,251 | 1,252 | 1,253 | 1,254 | 1,255 | 1,256 | 1,257 | 1,258 | 1,259 | 1,260 | 1,261

[Words]
Item | Why
WORD | ADDRESS
""".replace("WORD", WORD).replace("ADDRESS", ADDRESS)


BROAD = ("three columns", "six columns")


@pytest.fixture(scope="module")
def broad(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The pages of a matter with long words everywhere, and tables of figures in its comments."""
    return {which: build_broad(tmp_path_factory.mktemp("broad"), six=which == "six columns") for which in BROAD}


def build_broad(folder: Path, *, six: bool) -> list[Path]:
    room = open_room(folder / "room")
    columns = "response_columns: [Action, Lead officer, Target date]\n" if six else ""
    room.write("papers.yaml", f"council: Westmere City Council\n{columns}")
    room.write("data/trees/recommendations.yaml", f"""\
title: Street Trees {WORD}
scrutiny: {{body: Scrutiny Committee, date: 2026-03-03, lead_member: {{name: Councillor {WORD}}}}}
report:
  purpose: See {ADDRESS}
  author: {{name: Officer, email: {WORD}@eastmere.gov.uk}}
  body: |
    # About {WORD}

    See {ADDRESS}

    | What | {WORD} | When |
    |------|--------|------|
    | Oak  | {ADDRESS} | May |

    [Recommendation 1]

    [Recommendation 2]
recommendations:
  - That the Council plants a hundred trees {WORD}.
  - That it waters them. See {ADDRESS}
""")  # fmt: skip
    heads = " | Action | Lead officer | Target date" if six else ""
    more = " | Planting | Neighbourhood Services | 31 March 2027" if six else ""
    room.draw("data/trees/a.xlsx", f"""\
[Responses]
No. | Recommendation | Agree? | Comment{heads}
1 | That the Council plants a hundred trees {WORD}. | Yes | So {WORD}:\\n[Table: Larders]\\n[Table: Months]{more}
2 | That it waters them. See {ADDRESS} | In part | {ADDRESS}\\n[Table: Words]{more}
{FIGURES}""")  # fmt: skip
    room.write("data/plan/action-plan.yaml", f"""\
title: Plan {WORD}
years: [2026 - 2027, 2027 - 2028]
priorities:
  - name: Planting {WORD}
    owner_heading: Organisation/ Group
    actions:
      - {{text: "Plant {ADDRESS}", service: {WORD}, by: Year 1, notes: "{ADDRESS}"}}
""")  # fmt: skip
    built = room.papers("build", "--html")
    assert built.exit_code == 0, built.stderr
    found = sorted((room.path / "output").rglob("*.html"))
    assert len(found) == 3
    return found


WIDTHS = (1200, 800, 375, 320)


@pytest.fixture(scope="module")
def all_laid_out(
    broad: dict[str, list[Path]], node: Callable[..., str], browser: str
) -> dict[Path, list[dict[str, Any]]]:
    """How each page is laid out at each width; what it prints lies beside it."""
    pages = [page for found in broad.values() for page in found]
    measured = json.loads(node("layout.mjs", browser, ",".join(map(str, WIDTHS)), *map(str, pages)))
    return dict(zip(pages, measured, strict=True))


@pytest.fixture(params=BROAD)
def laid_out(
    request: pytest.FixtureRequest, broad: dict[str, list[Path]], all_laid_out: dict[Path, list[dict[str, Any]]]
) -> dict[Path, list[dict[str, Any]]]:
    return {page: all_laid_out[page] for page in broad[request.param]}


def test_a_page_is_no_wider_than_its_window(laid_out: dict[Path, list[dict[str, Any]]]) -> None:
    """One word of sixty letters made the page wider than the window, and on paper cut the comments off."""
    for page, results in laid_out.items():
        assert [each["width"] for each in results] == list(WIDTHS)
        assert [each["wide"] for each in results] == list(WIDTHS), page.name
        assert [each["cut"] for each in results if each["cut"]] == [], page.name


def test_pages_with_long_words_are_accessible(
    broad: dict[str, list[Path]], node: Callable[..., str], browser: str
) -> None:
    pages = [page for found in broad.values() for page in found]
    results = json.loads(node("axe.mjs", browser, "1200,375,320", *map(str, pages)))
    assert len(results) == 3 * len(pages)
    assert [(each["page"], each["violations"]) for each in results if each["violations"]] == []


def test_each_figure_is_below_its_own_heading(laid_out: dict[Path, list[dict[str, Any]]]) -> None:
    """On a phone all figures of a comment's table were below its first heading.

    So it is for the eye, and for the ear at every width: rows of as many cells as there are headings.
    """
    (results,) = [results for page, results in laid_out.items() if "Draft" in page.name]
    for result in results:
        assert [len(table) for table in result["figures"]] == [3, 2, 2]
        for heads, *rows in result["figures"]:
            assert len({head["left"] for head in heads}) == len(heads)
            for row in rows:
                assert [(cell["left"], cell["right"]) for cell in row] == [
                    (each["left"], each["right"]) for each in heads
                ]
        answers, larders, months, words = result["tables"]
        assert [role for role, _ in larders[0]] == ["columnheader"] * 3
        assert [[words for _, words in row] for row in larders] == [
            ["Larder", "Visits January to March", "Households January to March"],
            ["Abbey Road", "2,310", "412"], ["Canal Street", "1,985", "388"],
        ]  # fmt: skip
        assert [[words for _, words in row][12] for row in months] == ["December", "1,261"]
        assert [[role for role, _ in row] for row in words] == [["columnheader"] * 2, ["cell"] * 2]
        heads, first, second = answers
        assert {role for role, _ in heads} == {"columnheader"}
        # Whoever hears a comment hears which recommendation it answers.
        for row, number in ((first, "1."), (second, "2.")):
            assert [role for role, _ in row] == ["rowheader"] + ["cell"] * (len(heads) - 1)
            assert row[0][1].startswith(f"{number} That")
        assert (first[1][1], second[1][1]) == ("Yes", "In part")


def test_numbered_paragraphs_hang_and_captions_are_not_shown(laid_out: dict[Path, list[dict[str, Any]]]) -> None:
    (results,) = [results for page, results in laid_out.items() if "report" in page.name]
    for result in results:
        (numbered,) = result["hanging"]
        assert len(numbered["words"]) == 1, "every line of the paragraph begins at one place"
        assert numbered["words"][0] > numbered["number"] + 20
        assert len(result["captions"]) == 4
        assert max(result["captions"]) <= 1


def test_the_cards_of_a_phone_name_the_columns_of_answers(laid_out: dict[Path, list[dict[str, Any]]]) -> None:
    (results,) = [results for page, results in laid_out.items() if "Draft" in page.name]
    assert results[0]["headings"] == []
    for phone in results[-2:]:
        assert phone["headings"][:3] == ["Recommendation", "Agree?", "Comment"]
        assert len(phone["headings"]) in (6, 12)


def test_a_page_prints_whole(laid_out: dict[Path, list[dict[str, Any]]]) -> None:
    """Every letter is on the paper, between its margins."""
    for page in laid_out:
        command = [need_program("pdftotext"), "-bbox", str(page.with_suffix(".pdf")), "-"]
        boxes = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
        for sheet in re.findall(r"<page .*?</page>", boxes, re.DOTALL):
            width = float(re.search(r'width="([\d.]+)"', sheet)[1])  # type: ignore[index]
            edges = [float(each) for each in re.findall(r'xMax="([\d.]+)"', sheet)]
            assert edges
            assert max(edges) < width - 35, page.name
        printed = [html.unescape(each) for each in re.findall(r"<word [^>]*>(.*?)</word>", boxes)]
        lost = Counter(shown(page)) - Counter("".join(printed))
        assert not lost, page.name
        if "Draft" in page.name:
            assert {"1,250", "1,261", "2,310", "388"} <= set(printed)


def test_no_printed_page_ends_with_a_heading(room: Room, node: Callable[..., str], browser: str) -> None:
    """Forty rows of all heights, tables in some: the headings of neither stand alone at the foot of a page."""
    texts = [f"That the Council plants tree {at}." for at in range(40)]
    written = "".join(f"  - {text}\n" for text in texts)
    room.write(
        "data/trees/recommendations.yaml", f"{MATTER.partition('recommendations')[0]}recommendations:\n{written}"
    )
    comments = [
        " ".join(["The Council will."] * (1 + at * 7 % 40)) + "\\n[Table: V]" * (at % 3 == 0) for at in range(40)
    ]
    rows = "".join(f"{at} | {text} | Yes | {comment}\n"
                   for at, (text, comment) in enumerate(zip(texts, comments, strict=True), 1))  # fmt: skip
    figures = "[V]\nLarder | Visits\n" + "".join(f"Street {at} | {at}\n" for at in range(5))
    room.draw("data/trees/a.xlsx", f"[R]\nNo. | Recommendation | Agree? | Comment\n{rows}{figures}")
    built = room.papers("build", "--html")
    assert built.exit_code == 0, built.stderr
    (page,) = (room.path / "output").rglob("*.html")
    node("layout.mjs", browser, "1200", str(page))
    command = [need_program("pdftotext"), "-layout", str(page.with_suffix(".pdf")), "-"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    sheets = [[" ".join(line.split()) for line in sheet.splitlines() if line.strip()] for sheet in printed.split("\f")]
    assert len([each for each in sheets if each]) > 8
    heads = ("Recommendation Agree? Comment", "Larder Visits")
    assert [each[-1] for each in sheets if each and each[-1].endswith(heads)] == []


def test_an_empty_corner_of_a_table_is_no_heading(room: Room, node: Callable[..., str], browser: str) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/a.xlsx", SHEET.replace("| ok", "| [Table: V]") + "[V]\n | Q1 | Q2\nRow | 1 | 2\n")
    built = room.papers("build", "--html")
    assert built.exit_code == 0, built.stderr
    (page,) = (room.path / "output").rglob("*.html")
    text = page.read_text("utf-8")
    assert re.search(r'<thead><tr><td style="background: #DCE4EC"></td><th [^>]*scope="col"[^>]*>Q1</th>', text)
    results = json.loads(node("axe.mjs", browser, "1200,320", str(page)))
    assert [each["violations"] for each in results] == [[], []]


QUOTED = """\
title: Trees
scrutiny: {body: Panel, date: 2026-03-03}
report:
  body: |
    The policy says:

    > It will:
    >
    > - plant trees
    >   - oaks
    >
    >   in the north
    > - water them
    >
    > 1. first
    >
    > and so on.

    - not quoted

    [Recommendation 1]
recommendations: [That it acts.]
"""


@pytest.mark.parametrize("has_style", [True, False])
def test_lists_stay_in_their_quotation(has_style: bool, room: Room, validate: Callable[[Path], list[str]]) -> None:
    """In Word as items further in, in the template's style for quotations where it has one; on the page within it."""
    if not has_style:
        renamed = replace_in("word/styles.xml", 'w:name w:val="Quote"', 'w:name w:val="Words of others"')
        change_package(room.path / "templates" / "scrutiny-report.docx", renamed)
    room.write("data/trees/recommendations.yaml", QUOTED)
    built = room.papers("build", "--html")
    assert built.exit_code == 0, built.stderr
    (page,) = (room.path / "output").rglob("*.html")
    main = main_of(page.read_text(encoding="utf-8")).replace(' class="s-quote"', "")
    assert main[main.index("<blockquote>") : main.index("not quoted")] == (
        "<blockquote><p>It will:</p><ul><li>plant trees<ul><li>oaks</li></ul><p>in the north</p></li>"
        "<li>water them</li></ul><ol><li>first</li></ol><p>and so on.</p></blockquote><ul><li>"
    )
    word = page.with_suffix(".docx")
    assert validate(word) == []
    said = {each.text: each for each in Document(str(word)).paragraphs}
    inside = [said[words] for words in ("It will:", "plant trees", "oaks", "in the north", "first", "and so on.")]
    assert {each.style.name if each.style else "" for each in inside} == {"Quote" if has_style else "Normal"}
    indents = [each.paragraph_format.left_indent for each in inside[1:5]]
    around = 851 if has_style else 567
    assert [each.twips if each else 0 for each in indents] == [around + further for further in (454, 851, 454, 454)]
