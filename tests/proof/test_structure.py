"""The gate: documents that are right pass, and each of a corpus of broken ones is stopped.

Each broken document is a real one with one thing changed, as a template or a fault of the program would change it.
"""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cabinet_papers.finished.blocks import open_blocks
from cabinet_papers.proof.structure import find_faults
from tests.conftest import open_room

pytestmark = pytest.mark.xdist_group("structure")

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The parts of a draft response with a nested table, bullets and bold words."""
    room = open_room(tmp_path_factory.mktemp("gate") / "room", sample=True)
    assert room.papers("build", "food").exit_code == 0
    (name,) = [name for name in room.documents() if "Draft Cabinet response" in name]
    with zipfile.ZipFile(room.path / "output" / name) as package:
        return {part: package.read(part) for part in package.namelist()}


def pack(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()


def test_a_good_document_passes(parts: dict[str, bytes]) -> None:
    assert b"<w:tbl>" in parts["word/document.xml"]
    assert find_faults(open_blocks(pack(parts)), "") == []


def change(pattern: str, replacement: str, part: str = "word/document.xml", count: int = 1) -> Callable[..., None]:
    """Return what changes a part; a change that changes nothing is a mistake in the test."""

    def apply(parts: dict[str, bytes]) -> None:
        text = parts[part].decode()
        changed = re.sub(pattern, replacement, text, count=count, flags=re.DOTALL)
        assert changed != text, pattern
        parts[part] = changed.encode()

    return apply


def drop(name: str) -> Callable[..., None]:
    return lambda parts: parts.pop(name)


BROKEN: dict[str, tuple[Callable[[dict[str, bytes]], object], str]] = {
    "a cell that ends with a table": (
        change(r"(<w:tbl>(?:(?!</w:tbl>).)*</w:tbl>)<w:p\b[^>]*?(?:/>|>.*?</w:p>)(?=</w:tc>)", r"\1"),
        "a cell of a table does not end with a paragraph",
    ),
    "an empty cell": (change(r"(<w:tc>(?:<w:tcPr>.*?</w:tcPr>)?)<w:p>.*?</w:tc>", r"\1</w:tc>"), "does not end with a"),
    "a row without cells": (
        change(r"(<w:tr>(?:<w:trPr>.*?</w:trPr>)?)<w:tc>.*?</w:tr>", r"\1</w:tr>"), "a row of a table has no cell"),
    "a table without rows": (
        change(r"(</w:tblGrid>)(?:(?!</?w:tbl>).)*</w:tbl>", r"\1</w:tbl>"), "a table has no row"),
    "a table without a grid": (change(r"<w:tblGrid>.*?</w:tblGrid>", ""), "how wide its columns are"),
    "a column too few in the grid": (change(r"<w:gridCol [^>]*/>", ""), "the number of columns is"),
    "a paragraph within a paragraph": (change(r"<w:p>", "<w:p><w:p/>"), "a paragraph contains something"),
    "a paragraph within a run": (change(r"<w:t ", "<w:p/><w:t "), "within a line of text"),
    "a table within a paragraph": (change(r"<w:p>", "<w:p><w:tbl/>"), "a paragraph contains something"),
    "text loose in the body": (change(r"<w:body>", "<w:body>loose"), "text that is in no paragraph"),
    "text loose in a run": (change(r"<w:r>", "<w:r>loose"), "text that is in no paragraph"),
    "a run loose in the body": (change(r"<w:body>", "<w:body><w:r/>"), "the text of the document contains something"),
    "a placeholder left over": (change(r"(<w:t [^>]*>)", r"\1{{ title }} "), "a placeholder was not filled in"),
    "a statement left over": (change(r"(<w:t [^>]*>)", r"\1{%tr endfor %}"), "a placeholder was not filled in"),
    "a paragraph style that is missing": (change(r'<w:pStyle w:val="\w+"', '<w:pStyle w:val="Gone"'), 'style "Gone"'),
    "a character style that is missing": (
        change(r"<w:r>", '<w:r><w:rPr><w:rStyle w:val="Gone"/></w:rPr>'), 'style "Gone"'),
    "a table style that is missing": (change(r'<w:tblStyle w:val="\w+"', '<w:tblStyle w:val="Gone"'), 'style "Gone"'),
    "a list that is missing": (
        change(r'<w:numId w:val="\d+"', '<w:numId w:val="997"'), "list number 997, which is missing"),
    "a list of no kind": (
        change(r"<w:abstractNum .*</w:abstractNum>", "", "word/numbering.xml"), "does not say how the list"),
    "a list ten levels deep": (change(r'<w:ilvl w:val="\d+"', '<w:ilvl w:val="9"'), "more than nine levels"),
    "a bookmark that does not end": (change(r"<w:p>", '<w:p><w:bookmarkStart w:id="91" w:name="a"/>'), "has no end"),
    "a bookmark that does not begin": (change(r"<w:p>", '<w:p><w:bookmarkEnd w:id="91"/>'), "an end but no beginning"),
    "two bookmarks of one name": (
        change(r"<w:p>", '<w:p><w:bookmarkStart w:id="91" w:name="a"/><w:bookmarkEnd w:id="91"/>', count=2),
        "two bookmarks have the same number, 91"),
    "a link to nowhere": (change(r"<w:p>", '<w:p><w:hyperlink r:id="rId991"/>'), "the address of a link"),
    "a footer that is missing": (change(r'<w:footerReference ([^>]*)r:id="\w+"', r'<w:footerReference \1r:id="rId99"'),
                                 "the page footer is missing"),
    "the page's settings in the middle": (change(r"<w:body>", "<w:body><w:sectPr/>"), "at the end of the document"),
    "a field that does not end": (
        change(r"<w:r>", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'), "a field has no end"),
    "a field that does not begin": (
        change(r"<w:r>", '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r>'), "a field has an end but no beginning"),
    "properties that stand last": (
        change(r"<w:p>(<w:pPr>.*?</w:pPr>)(<w:r>.*?</w:r>)", r"<w:p>\2\1"),
        "the settings for how a paragraph looks are in the wrong place"),
    "a merged cell that nothing begins": (
        change(r"<w:tcPr>(<w:tcW [^>]*/>)", r"<w:tcPr>\1<w:vMerge/>"), "marked as merged with the one above it"),
    "a part that is not well formed": (change(r"</w:body>", ""), "this piece of the file is damaged"),
    "a part that is missing": (drop("word/footer1.xml"), "which is missing"),
    "no main part": (drop("word/document.xml"), "main part of the document is missing"),
    "no list of content types": (drop("[Content_Types].xml"), "the list of the file's parts is missing"),
    "a part of no content type": (
        lambda parts: parts.update({"word/media/a.xyz": b""}), "is not in the list of the file's parts"),
    "a reference given twice": (
        change(r"(<Relationship [^>]*/>)", r"\1\1", "word/_rels/document.xml.rels"),
        "two references to other parts have the same name"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_document_is_stopped(name: str, parts: dict[str, bytes]) -> None:
    broken = dict(parts)
    apply, says = BROKEN[name]
    apply(broken)
    faults = find_faults(open_blocks(pack(broken)), "")
    assert any(says in str(fault.message) for fault in faults), faults
    assert all(fault.place for fault in faults)


def test_the_place_is_named(parts: dict[str, bytes]) -> None:
    broken = dict(parts)
    change(r"(<w:t [^>]*>In part</w:t></w:r></w:p>)", r"\1<w:tbl/>")(broken)
    faults = find_faults(open_blocks(pack(broken)), "")
    places = [str(fault.place).split(", near")[0] for fault in faults if "end with a paragraph" in str(fault.message)]
    assert places == ["the document, table 1, row 3, column 2"]


def test_braces_that_a_person_typed_are_theirs(parts: dict[str, bytes]) -> None:
    typed = dict(parts)
    change(r"(<w:t [^>]*>)", r"\1use {{ x }} and {% y %} ")(typed)
    opened = open_blocks(pack(typed))
    assert find_faults(opened, "We use brackets ourselves") != []
    assert find_faults(opened, "We use {{ x }} ourselves") == []


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every sample document, and every document of the good cases."""
    from tests.acceptance.test_cases import CASES, GOOD, lay_out

    paths = []
    for name in ["", *GOOD]:
        room = open_room(tmp_path_factory.mktemp("built") / (name or "sample"), sample=not name)
        if name:
            lay_out(CASES / "good" / name, room)
        assert room.papers("build").exit_code == 0
        paths += [room.path / "output" / document for document in room.documents()]
    assert len(paths) >= 20
    return paths


def test_what_is_built_is_valid_by_the_open_xml_sdk(
    built: list[Path], validate_all: Callable[[list[Path]], list[list[str]]]
) -> None:
    assert [(path, found) for path, found in zip(built, validate_all(built), strict=True) if found] == []


def test_what_is_built_is_valid_by_openxml_audit(built: list[Path], audit: Callable[[Path], list[str]]) -> None:
    assert [(path, found) for path in built if (found := audit(path))] == []
