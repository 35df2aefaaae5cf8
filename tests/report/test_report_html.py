"""Findings as a web page: well formed, readable by everyone, and nothing of a user's in it but text."""

import re
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, Severity
from cabinet_papers.findings.message import phrase
from cabinet_papers.report.alike import gather_alike
from cabinet_papers.report.page import STYLE
from cabinet_papers.report.report_html import write_html
from cabinet_papers.report.source_lines import SourceLines
from tests.conftest import MATTER, SHEET, Room


class Page(HTMLParser):
    """Reads a page, and holds that every element is closed where it was opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def inside(self, tag: str) -> list[str]:
        return [text for parent, text in self.texts if parent == tag]


def test_the_page(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER + "colour: <script>alert(1)</script>\n")
    room.draw("data/trees/responses.xlsx", SHEET.replace("Yes", "<script>alert(2)</script>"))
    built = room.papers("build", "--format", "html")
    assert (built.exit_code, built.stderr) == (1, "")
    page = Page(built.stdout)
    tags = [tag for tag, _ in page.tags]
    assert built.stdout.startswith("<!DOCTYPE html>\n")
    assert "script" not in tags
    assert [attributes for tag, attributes in page.tags if tag == "html"] == [{"lang": "en-GB"}]
    assert page.inside("title") == ["Scrutiny papers: 2 errors"]
    assert page.inside("caption") == ["Findings in each file"]
    assert [attributes["scope"] for tag, attributes in page.tags if tag == "th"] == ["col"] * 3 + ["row"] * 2
    assert page.inside("td") == ["1", "0", "1", "0"]
    assert page.inside("mark") == ["colour"]
    assert page.inside("code") == [": <script>alert(1)</script>"]
    assert page.inside("span") == ["Error YML003:", "Error RES003:"]
    assert ' recommendation 1: "<script>alert(2)</script>" is not a decision' in page.inside("h3")
    assert {"Line 4", "Responses!C2"} < set(page.inside("p"))
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels == [1, 2, 3, 2, 3]
    targets = {attributes.get("id") for _, attributes in page.tags}
    assert {(attributes["href"] or "")[1:] for tag, attributes in page.tags if tag == "a"} <= targets


def test_the_page_without_findings(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    built = room.papers("build", "--format", "html")
    assert built.exit_code == 0
    assert "output/trees" in built.stderr.replace("\\", "/")
    page = Page(built.stdout)
    assert page.inside("title") == ["Scrutiny papers: nothing found"]
    assert "Nothing was found." in page.inside("p")
    assert "table" not in [tag for tag, _ in page.tags]


def test_the_page_of_wrong_usage(room: Room) -> None:
    checked = room.papers("check", "shrubs", "--format", "html")
    assert checked.exit_code == 2
    assert "Error REC008:" in Page(checked.stdout).inside("span")


def test_a_hostile_message_hint_and_name_are_text_in_the_page(tmp_path: Path) -> None:
    hostile = "<script>&\"'\u202e\x1b"
    place = Location(hostile)
    said = phrase("{}", hostile)
    found = Diagnostic(codes.YML003, said, said, place, Severity.WARNING, related=Location(hostile, 3))
    written = write_html(gather_alike([found]), SourceLines(tmp_path))
    page = Page(written)
    assert "script" not in [tag for tag, _ in page.tags]
    assert "<script" not in written
    assert not re.search("[\x1b\u202e]", written)
    assert page.inside("h2") == ["<script>&\"'\\x202e\\x1b"]
    assert "The whole file" in page.inside("p")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_page_has_contrast_in_light_dark_and_print() -> None:
    schemes = re.findall(r":root \{([^}]*)\}", STYLE)
    assert len(schemes) == 3
    for scheme in schemes:
        colours = dict(re.findall(r"--([\w-]+): (#\w{6})", scheme))
        names = ("text", "quiet", "error", "warning", "link")
        for one, other in [*product(names, ("ground", "panel")), ("mark-text", "mark")]:
            dark, light = sorted((luminance(colours[one]), luminance(colours[other])))
            assert (light + 0.05) / (dark + 0.05) >= 7, (one, other, scheme)
