"""Web pages: the same words as the Word documents, accessible in a real browser, and nothing of anybody's is markup."""

import json
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from tests.acceptance.test_cases import CASES, GOOD, lay_out
from tests.conftest import ROOT, Room, say_missing

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> list[Room]:
    """The sample papers and every good case, built with web pages."""
    made = []
    for name in ["", *GOOD]:
        room = Room(tmp_path_factory.mktemp("html") / "room")
        assert Room(ROOT).papers("init", str(room.path), *(["--bare"] if name else [])).exit_code == 0
        if name:
            room.write("papers.yaml", "council: Eastmere City Council\n")
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
    """Return the text that a page shows, without its spaces."""

    class Reader(HTMLParser):
        text, hidden = "", 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
            self.hidden += tag in ("style", "title")

        def handle_endtag(self, tag: str) -> None:
            self.hidden -= tag in ("style", "title")

        def handle_data(self, data: str) -> None:
            self.text += "" if self.hidden else data

    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return flat(reader.text)


def test_a_page_has_every_paragraph_of_its_document(pages: list[Path]) -> None:
    """The fixed sentences too, so that the pages keep step with the templates."""
    for page in pages:
        with ZipFile(page.with_suffix(".docx")) as package:
            body = ElementTree.fromstring(package.read("word/document.xml"))
        text = shown(page)
        paragraphs = ["".join(each.text or "" for each in found.iter(f"{W}t")) for found in body.iter(f"{W}p")]
        assert [each for each in paragraphs if flat(each) not in text] == [], page.name


def test_every_page_is_accessible(pages: list[Path], node: Callable[..., str]) -> None:
    """axe-core in Chromium, wide and at 320 pixels (which is 400 per cent of 1,280): no violation, nothing cut off."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        say_missing("chromium is not installed; this test opens the pages in it")
    results = json.loads(node("axe.mjs", browser, *map(str, pages)))
    assert len(results) == 2 * len(pages)
    assert min(each["passes"] for each in results) >= 15
    assert [(each["page"], each["violations"]) for each in results if each["violations"]] == []
    assert [(each["page"], each["wide"]) for each in results if each["wide"] > each["width"]] == []


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
