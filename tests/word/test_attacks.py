"""Hostile templates: of each kind that `make attacks` tries some, and what an honest template may have all the same."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from tools.attacks.attack import (
    MAIN,
    Attack,
    Change,
    W,
    add_part,
    changed,
    put_in_text,
    relate,
    replace,
)
from tools.attacks.every import list_attacks
from tools.attacks.fields import DDE, FORMS, PLACES, SPACES, WORD, simple, whole
from tools.attacks.packages import DISGUISES, GRAPHIC, GRAPHICS
from tools.attacks.tried import make_workspace, try_attack

from cabinet_papers.word.dangers import read_template
from cabinet_papers.word.fields import is_harmless, read_fields
from cabinet_papers.word.private import leave_private_parts
from cabinet_papers.word.vector_graphics import is_active
from tests.conftest import Room
from tests.packages import LINKS, TYPES, Parts, change_package


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("attacks"))


@pytest.fixture(autouse=True)
def _from_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The program is started in the workspace; the test ends where it began."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "attack",
    list_attacks(0, ["a field, ", "aFChunk to", "<image", "<style>", "<set", "<animate"]),
    ids=lambda each: each.name[:70],
)
def test_it_is_refused_or_does_nothing(attack: Attack, base: Path) -> None:
    tried = try_attack(attack, base)
    assert tried.outcome in ("refused", "harmless"), tried.said


# The others are fields only once they are filled in.
@pytest.mark.parametrize("form", [each for each in FORMS if "filled in" not in each and "placeholder" not in each])
def test_a_field_is_known_in_whatever_form_it_is_written(form: str) -> None:
    xml = f'<w:document xmlns:w="{W}" {SPACES}>{FORMS[form](DDE)}</w:document>'
    codes = [each.code for each in read_fields(etree.fromstring(xml))]
    assert any(not is_harmless(each) for each in codes), codes


# What Word itself writes, or another program.
HONEST_FIELDS = (
    "PAGE", "= {} - 1", 'HYPERLINK "https://example.org/a?b=c" \\o "See it" \\t "_blank"', 'TOC \\o "1-3" \\h',
    'HYPERLINK \\l "_Toc1"', "HYPERLINK \\l _Toc1 \\h", 'IF {} = "1" "a" "b"', "REF a \\h",
)  # fmt: skip


@pytest.mark.parametrize("code", HONEST_FIELDS)
def test_an_honest_field_is_harmless(code: str) -> None:
    assert is_harmless(code)


# Names and forms that other programs give, and which Word reads.
READ = (
    "the header in capitals", "the header elsewhere", "the header with another ending", "the header's target by signs",
    "the header by steps", "the main part elsewhere", "the main part in capitals", "relationships in capitals",
    "relationships with a prefix", "types with a prefix", "the header in UTF-16", "relationships in UTF-16",
    "types in UTF-16", "a main part of a template's type",
)  # fmt: skip


@pytest.mark.parametrize("disguise", READ)
def test_a_template_of_another_program_is_read(disguise: str, base: Path) -> None:
    """Its papers are those of the shipped one, byte for byte but for the list of what is in them."""
    tried = try_attack(Attack("", disguise, changed(*DISGUISES[disguise])), base)
    assert (tried.outcome, tried.findings) == ("harmless", ()), tried.said
    papers = sorted((base / "output").rglob("*.docx"))
    assert papers


def printer(parts: Parts) -> None:
    parts[MAIN] = parts[MAIN].replace(b"<w:sectPr>", b'<w:sectPr><w:printerSettings r:id="rIdX"/>', 1)


STYLES = f'<w:styles xmlns:w="{W}"/>'
BORDERS = '<w:tblBorders><w:insideH w:val="single"/></w:tblBorders>'
BLOCKS = f'<w:glossaryDocument xmlns:w="{W}"/>'
HONEST: dict[str, tuple[Change, ...]] = {
    "how somebody prints": (
        add_part("word/printer.bin", b"\0printer", f"{WORD}.printerSettings"),
        relate(MAIN, "printerSettings", "printer.bin"),
        printer,
    ),
    "building blocks with styles": (
        add_part("word/glossary/document.xml", BLOCKS.encode(), f"{WORD}.document.glossary+xml"),
        add_part("word/glossary/styles.xml", STYLES.encode(), f"{WORD}.styles+xml"),
        relate(MAIN, "glossaryDocument", "glossary/document.xml"),
        relate("word/glossary/document.xml", "styles", "styles.xml"),
    ),
    "lines between rows": (replace(MAIN, "<w:tblLayout", f"{BORDERS}<w:tblLayout"),),
    "data of a form": (
        add_part("customXml/item1.xml", b'<a src="file://x"/>', "application/xml"),
        relate(MAIN, "customXml", "../customXml/item1.xml"),
    ),
    "an online address": (put_in_text(whole('HYPERLINK "https://example.org" \\o "a"')),),
}  # fmt: skip


@pytest.mark.parametrize("what", HONEST)
def test_what_word_writes_is_taken(what: str, base: Path) -> None:
    tried = try_attack(Attack("", what, changed(*HONEST[what])), base)
    assert (tried.outcome, tried.findings) == ("harmless", ()), tried.said


def test_every_place_of_a_field_is_looked_at(base: Path) -> None:
    for place, put in PLACES.items():
        tried = try_attack(Attack("", place, changed(*put(simple(DDE)))), base)
        assert tried.outcome == "refused", place
        assert "TPL005" in tried.findings, place


def in_form(change: Callable[[Parts], None], room: Room) -> list[str]:
    """Return the errors of a Word form that came back, changed."""
    room.write("data/trees/recommendations.yaml", FORM)
    assert room.papers("sheet", "--word").exit_code == 0
    (form,) = room.path.glob("data/trees/*.docx")
    change_package(form, change)
    return [line for line in room.papers("check").stderr.splitlines() if "Traceback" in line or " error " in line]


FORM = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
recommendations: [That the Council plants trees.]
"""


def test_a_form_whose_main_part_is_elsewhere_is_read(room: Room) -> None:
    def change(parts: Parts) -> None:
        parts["other/x.xml"] = parts.pop(MAIN)
        parts["other/_rels/x.xml.rels"] = parts.pop(LINKS).replace(b'Target="', b'Target="/word/')
        for name, old in (("_rels/.rels", MAIN), (TYPES, f"/{MAIN}")):
            parts[name] = parts[name].replace(f'"{old}"'.encode(), f'"{old.replace(MAIN, "other/x.xml")}"'.encode())

    assert in_form(change, room) == []


# As Inkscape, Illustrator and Word write them.
HONEST_GRAPHICS = (
    '<rect fill="#fff" style="fill:url(#a);stroke:none" clip-path="url(#b)"/>', '<use xlink:href="#a"/>',
    "<style>.st0{fill:#1D71B8;} /* blue */ .st1{fill:url(&quot;#SVGID_1_&quot;)}</style>", "<title>Only a tree</title>",
    '<filter id="f"><feGaussianBlur stdDeviation="2"/><feImage href="#a"/></filter>',
    '<i:view xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:zoom="1"/><metadata>url(x)</metadata>',
    '<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export-filename="C:\\image(2).png" id="image(2)"/>',
    '<image xlink:href="data:image/png;base64,AAAA"/>', '<text font-family="Arial">On Thursday (url: none)</text>',
)  # fmt: skip


@pytest.mark.parametrize("inside", HONEST_GRAPHICS)
def test_a_graphic_that_only_draws_may_stay(inside: str) -> None:
    content = GRAPHIC.replace("{}", inside).encode()
    assert not is_active(etree.fromstring(content), content)


@pytest.mark.parametrize("inside", GRAPHICS)
def test_a_graphic_that_does_something_is_known(inside: str) -> None:
    content = GRAPHIC.replace("{}", inside).encode()
    # The addresses of links and pictures are looked at with those of all parts.
    root = etree.fromstring(content)
    has_address = any(etree.QName(name).localname == "href" for each in root.iter() for name in each.attrib)
    assert is_active(root, content) or has_address


def test_a_style_sheet_of_a_graphic_is_not_fetched() -> None:
    content = b'<?xml-stylesheet href="http://a.example/x.css"?>' + GRAPHIC.encode()
    assert is_active(etree.fromstring(content), content)


DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
WORD_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
SCHEMAS = "http://schemas.openxmlformats.org/schemaLibrary/2006/main"


@pytest.mark.parametrize(
    "setting",
    [
        f'<s:schemaLibrary xmlns:s="{SCHEMAS}"><s:schema s:uri="u" s:schemaLocation="MARKED"/></s:schemaLibrary>',
        '<w:saveThroughXslt w:solutionID="MARKED"/>', '<w:attachedSchema w:val="http://MARKED/x"/>',
        '<w:mailMerge><w:connectString w:val="MARKED"/></w:mailMerge>',
    ],
)  # fmt: skip
def test_what_settings_fetch_is_in_no_paper(setting: str, room: Room) -> None:
    def change(parts: Parts) -> None:
        name = "word/settings.xml"
        parts[name] = parts[name].replace(b"</w:settings>", setting.encode() + b"</w:settings>")

    path = room.path / "templates/scrutiny-report.docx"
    change_package(path, change)
    kept = leave_private_parts(read_template(path.read_bytes()).parts)
    assert not any(b"MARKED" in content for content in kept.values())


@pytest.mark.parametrize("attribute", ['action="ppaction://program?x"', 'invalidUrl="file://server/x"'])
def test_a_drawing_leads_to_no_program(attribute: str, base: Path) -> None:
    drawing = (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{WORD_DRAWING}"><wp:docPr id="9" name="x">'
        f'<a:hlinkClick xmlns:a="{DRAWING}" r:id="" {attribute}/></wp:docPr></wp:inline></w:drawing></w:r></w:p>'
    )
    assert "TPL005" in try_attack(Attack("a drawing", attribute, changed(put_in_text(drawing))), base).findings
