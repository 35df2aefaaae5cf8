"""Marks of Markdown in a report's body: those that are set, and those that are reported at their place."""

import json
import re
import zipfile

import pytest

from cabinet_papers.matter.markdown import read_markdown
from cabinet_papers.matter.prose import Paragraph
from tests.conftest import MATTER, Room
from tests.outline import read_outline


def body(room: Room, text: str) -> None:
    lines = "".join(f"    {line}".rstrip() + "\n" for line in text.split("\n"))
    room.write("data/trees/recommendations.yaml", f"{MATTER}report:\n  appendices: []\n  body: |\n{lines}\n"
               "    [Recommendation 1]\n")  # fmt: skip


def reported(room: Room) -> list[str]:
    found = json.loads(room.papers("check", "--format", "json").stdout)
    return [f"{each['line']}:{each['column']}+{each['length']}" for each in found
            if each["code"] in ("STY011", "YML013")]  # fmt: skip


def report(room: Room) -> str:
    built = room.papers("build", "--html")
    assert built.exit_code == 0, built.stderr
    (name,) = room.documents()
    return read_outline(room.path / "output" / name)


UNSET = {
    "a footnote": ("Trees[^1] grow.\n\n[^1]: As the survey says.", ["7:10+4"]),
    "a footnote without its mark": ("Trees grow.\n\n[^1]: As the survey says.", ["9:5+4"]),
    "a picture": ("See ![the plan](plan.png) here.", ["7:9+21"]),
    "struck-out text": ("The ~~old~~ new plan.", ["7:9+7"]),
    "an item to tick": ("- [ ] plant\n- [x] water", ["7:7+3", "8:7+3"]),
    "a fence": ("Then:\n\n```\n~~a~~ [^1]\n```\n\nEnd.", ["9:5+3"]),
    "a rule": ("One.\n\n---\n\n* * *\n\nTwo\n===", ["9:5+3", "11:5+5", "14:5+3"]),
    "HTML": ("A <sup>2</sup> and <!-- a note --> and <b>c</b>.",
             ["7:7+5", "7:13+6", "7:24+15", "7:44+3", "7:48+4"]),
    "a link by reference": ("See [the plan][1].\n\n[1]: https://x.example", ["7:9+13", "9:5+4"]),
    "a link to a file": ("See [the plan](plan.docx).", ["7:9+21"]),
    "a link that is refused": ("See [it](javascript:alert(1)).", ["7:9+25"]),
    "code": ("Set `status` to agreed.", ["7:9+8"]),
    "bold within a word": ("It is un**believ**able.", ["7:13+2", "7:21+2"]),
    "a heading without a space": ("##Trees", ["7:5+2"]),
    "a picture with an address": ("See ![A map](https://x.example/map.png) here.", ["7:9+35"]),
    "a table with too few dashes": ("| A | B | C |\n|---|---|\n| 1 | 2 | 3 |", ["7:5+1"]),
    "a table with too many dashes": ("> | A | B |\n> |---|---|---|", ["7:7+1"]),
    "a table without its line": ("| Ward | Trees |\n| Fenside | 12 |", ["7:5+1"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "places"), UNSET.values(), ids=UNSET)
def test_marks_that_print_as_typed_are_reported(text: str, places: list[str], room: Room) -> None:
    body(room, text)
    assert sorted(reported(room)) == sorted(places)


SET = {
    "what is set": "## Trees\n\n**a** *b* [c](https://x.example) <https://x.example>\n\n- d\n- e\n\n1. f\n\n> g",
    "signs that are none": "2*4*8 is #1 of a_b, c < d and e > f, ~5 or ~6, [sic] and [Recommendation 1] (so).",
    "a table": "| Ward | Trees |\n| --- | ---: |\n| Fenside | 12 |",
    "a list in a quotation": "> It asked for:\n>\n> 1. more buses\n> 2. fewer cars\n> - trees",
    "a table in a quotation": "> | A | B |\n> |---|---|\n> | x | y |\n> | z | w |",
    "what is escaped": r"\~~a~~ and \[x]: y",
}


@pytest.mark.parametrize("text", SET.values(), ids=SET)
def test_what_is_set_is_not_reported(text: str, room: Room) -> None:
    body(room, text)
    assert reported(room) == []


def test_a_quotation_is_set_as_one(room: Room) -> None:
    body(room, "The survey said:\n\n> Trees are *good*.\n>\n> - oaks\n\nIt did.\n\n- one\n  > within\n\n-\n- two")
    outline = report(room)
    assert "1. The survey said:\nTrees are __good__.\n* oaks\n2. It did.\n* one\nwithin\n" in outline
    (document,) = (room.path / "output").rglob("*.docx")
    xml = zipfile.ZipFile(document).read("word/document.xml").decode()
    assert xml.count('<w:pStyle w:val="Quote"/>') == 3
    (page,) = (room.path / "output").rglob("*.html")
    # Its look is that of the style, which is italic throughout, and a list has its own.
    written = page.read_text("utf-8")
    assert re.search(
        r"<blockquote[^>]*><p[^>]*>Trees are good\.</p>\s*<ul><li[^>]*>oaks</li></ul></blockquote>", written
    )


def test_a_template_without_the_style_sets_it_further_in(room: Room) -> None:
    body(room, "> Trees are good.")
    path = room.path / "templates" / "scrutiny-report.docx"
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    styles = parts["word/styles.xml"]
    parts["word/styles.xml"] = styles.replace(b'w:name w:val="Quote"', b'w:name w:val="Other"')
    assert parts["word/styles.xml"] != styles
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert "Trees are good." in report(room)


def test_more_than_a_number_stays(room: Room) -> None:
    body(room, "It plants\n> 5 per cent more, and\n>5 trees.")
    assert "1. It plants > 5 per cent more, and >5 trees.\n" in report(room)


def test_lines_that_begin_like_items_stay_lines(room: Room) -> None:
    body(room, "The Council:\na) plants;\nb) waters\nits trees.")
    assert "1. The Council:\\na) plants;\\nb) waters its trees.\n" in report(room)


@pytest.mark.parametrize(
    ("one", "two"), [("1.1", "1.2"), ("A.", "B."), ("I.", "II."), ("1a.", "1b."), ("(aa)", "(bb)"), ("o", "o"),
                     ("✓", "✓"), ("➢", "➢")]
)  # fmt: skip
def test_lines_with_other_marks_stay_lines_too(one: str, two: str) -> None:
    paragraph = read_markdown(f"{one} first and\nmore\n{two} second").blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == f"{one} first and more\n{two} second"


@pytest.mark.parametrize(
    "text", ["It has\n1.1 million trees", "As Councillor\nA. Oak said", "It is\no k", "Part\nI. of it"]
)
def test_one_such_mark_may_be_chance(text: str) -> None:
    paragraph = read_markdown(text).blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == text.replace("\n", " ")


def test_lines_of_the_front_sheet_are_paragraphs(room: Room) -> None:
    fields = ("purpose", "corporate_priority", "policy_framework", "recommendation")
    lines = "".join(f"  {each}: |\n    Of {each}:\n    1. one;\n\n    2. two.\n" for each in fields)
    body(room, "Text.")
    path = room.path / "data/trees/recommendations.yaml"
    path.write_text(path.read_text().replace("report:\n", f"report:\n{lines}"), encoding="utf-8")
    outline = report(room)
    assert [outline.count(f"| Of {each}:\n| 1. one;\n| 2. two.\n+--\n") for each in fields] == [1, 1, 1, 1]
    (page,) = (room.path / "output").rglob("*.html")
    text = page.read_text("utf-8")
    lines = [rf"<p[^>]*>Of {each}:</p>\s*<p[^>]*>1\. one;</p>\s*<p[^>]*>2\. two\.</p>" for each in fields]
    assert [len(re.findall(each, text)) for each in lines] == [1] * 4


def test_lines_of_a_reason_are_paragraphs(room: Room, audit: object) -> None:
    room.write("data/trees/recommendations.yaml", MATTER.replace("trees.]", "trees.]\n").split("recommendations")[0] + (
        "response: {status: draft}\nrecommendations:\n  - That it plants.\n  - text: That it waters.\n"
        "    withdrawn: |\n      It rained.\n      It rained again.\n"))  # fmt: skip
    room.draw(
        "data/trees/r.xlsx", "[Responses]\nNo. | Recommendation | Agree? | Comment\n1 | That it plants. | Yes | ok\n"
    )
    assert "| It rained.\n| It rained again.\n" in report(room)
    (document,) = (room.path / "output").rglob("*.docx")
    assert callable(audit)
    assert audit(document) == []
