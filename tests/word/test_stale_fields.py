"""Fields of Word in a template: what they showed in the template never goes out in a paper."""

import re
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

import pytest

from cabinet_papers.files.package import parse_part
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.papers.kinds import KINDS
from cabinet_papers.word.dangers import read_template
from cabinet_papers.word.places import Problem, name_stories
from cabinet_papers.word.stale_fields import find_stale_fields
from cabinet_papers.word.template import prepare_template
from tests.conftest import MATTER, ROOT, SHEET, Room
from tests.packages import Parts, change_package
from tests.word.test_template import built

NAME = "draft-response.docx"
(VIEW,) = (kind.view for kind in KINDS if kind.template == NAME)
CELL = "{{p row.comment }}"
STALE = (
    "DATE", r'DATE \@ "d MMMM yyyy" \* MERGEFORMAT', "TIME", "SAVEDATE", "CREATEDATE", "PRINTDATE", "TITLE", "SUBJECT",
    "AUTHOR", "LASTSAVEDBY", "COMMENTS", "KEYWORDS", "DOCPROPERTY Author", "DOCPROPERTY Company", r"FILENAME \p",
    "USERNAME", "USERINITIALS", "USERADDRESS", "EDITTIME", "REVNUM", "NUMWORDS", "NUMCHARS", "FILESIZE", "TEMPLATE",
    "INFO TITLE", r'TOC \o "1-3" \h', 'INDEX \\c "2"', 'STYLEREF "heading 1"', "REF Mark1 \\h", "PAGEREF Mark1",
    "NOTEREF Mark1", 'QUOTE "As agreed"', 'IF 1 = 1 "a" "b"', "= 1 + 2", "=SUM(ABOVE)", "DOCVARIABLE Officer",
    "BIBLIOGRAPHY", "CITATION Oxf24", "date", "  Date  ",
)  # fmt: skip
HONEST = (
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", r"PAGE \* MERGEFORMAT", "page", 'HYPERLINK "https://example.org"',
    "FORMTEXT", 'XE "Trees"',
)  # fmt: skip


def simple(code: str, words: str = "Jane Doe") -> str:
    return f"<w:fldSimple w:instr={quoteattr(f' {code} ')}><w:r><w:t>{words}</w:t></w:r></w:fldSimple>"


def in_runs(code: str, words: str = "Jane Doe") -> str:
    """Return a field as Word writes it, its code split over runs."""
    half = len(code) // 2
    codes = "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(each)}</w:instrText></w:r>'
        for each in (f" {code[:half]}", f"{code[half:]} ")
    )
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}{codes}{separate}<w:r><w:t>{words}</w:t></w:r>{end}"


@pytest.fixture
def answered(room: Room) -> Room:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    return room


def put(room: Room, part: str, after: str, xml: str) -> None:
    """Write XML into a part of the template after a text that it has."""

    def change(parts: Parts) -> None:
        text = parts[part].decode()
        assert after in text, (part, after)
        parts[part] = text.replace(after, after + xml, 1).encode()

    change_package(room.path / "templates" / NAME, change)


AGREE = '<w:t xml:space="preserve">Agree?</w:t></w:r>'


def put_in_heading(room: Room, xml: str) -> None:
    """Write runs into the cell of the response table's heading row that says Agree?."""
    put(room, "word/document.xml", AGREE, xml)


def find_in_heading(xml: str) -> list[Problem]:
    """Return what the rule finds in the template's body with the runs in that cell, no file written."""
    parts = read_template((ROOT / "templates" / NAME).read_bytes()).parts
    text = parts["word/document.xml"].decode()
    assert AGREE in text
    root = parse_part(text.replace(AGREE, AGREE + xml, 1).encode(), "word/document.xml")
    story = name_stories({"word/document.xml": root}, parts)["word/document.xml"]
    return list(find_stale_fields(root, story, VIEW))


def prepare(room: Room) -> list[Diagnostic]:
    """Return what is found in the template, which nothing is then built from."""
    template, findings = prepare_template(room.path / "templates" / NAME, NAME, VIEW, "en-GB")
    assert template is None
    assert {each.code.number for each in findings} == {"TPL009"}, "one cause, one finding"
    return findings


def stale(room: Room) -> list[str]:
    return [str(each.message) for each in prepare(room)]


@pytest.mark.parametrize("code", STALE)
@pytest.mark.parametrize("write", [simple, in_runs])
def test_a_field_is_named_with_its_place_and_its_words(code: str, write: Callable[[str], str]) -> None:
    (found,) = find_in_heading(write(code))
    name = re.match(r"=|\w+", code.strip())
    assert name
    assert str(found.message).startswith(f"the field {name[0].upper()}")
    assert 'in table 2, row 1, column 2 prints the same words in every paper: "Jane Doe"' in str(found.message)


@pytest.mark.parametrize("write", [simple, in_runs])
def test_every_command_names_each_of_them(write: Callable[[str, str], str], answered: Room) -> None:
    """Shown as "TPL009": the three commands say the same, and nothing is written."""
    put_in_heading(answered, "".join(write(code, f"Officer {at}") for at, code in enumerate(STALE, 1)))
    said = []
    for command in (("templates", "check"), ("check",), ("build",)):
        result = answered.papers(*command)
        assert result.exit_code == 1, result.stderr
        assert "TPL005" not in result.stderr, "one cause, one finding"
        lines = [line.rpartition("TPL009: ")[2].strip().removeprefix("- ") for line in result.stderr.splitlines()]
        said.append(sorted(line for line in lines if line.startswith("the field ")))
    assert said[0] == said[1] == said[2]
    assert answered.documents() == []
    assert len(said[0]) == len(STALE)
    ends = {line.partition(" in table 2, row 1, column 2 ")[2] for line in said[0]}
    assert ends == {f'prints the same words in every paper: "Officer {at}"' for at in range(1, len(STALE) + 1)}


@pytest.mark.parametrize("code", HONEST)
@pytest.mark.parametrize("write", [simple, in_runs])
def test_page_numbers_and_links_are_none(code: str, write: Callable[[str], str]) -> None:
    assert find_in_heading(write(code)) == []


@pytest.mark.parametrize("write", [simple, in_runs])
def test_page_numbers_and_links_stay(write: Callable[[str, str], str], answered: Room) -> None:
    """All of them in one template, and all of them in its paper."""
    put_in_heading(answered, "".join(write(code, str(at)) for at, code in enumerate(HONEST)))
    assert answered.papers("templates", "check").exit_code == 0
    assert "| Agree?012345678" in built(answered)


PLACES: dict[str, tuple[str, str, str]] = {
    "a header": ("word/header1.xml", "</w:pPr>", 'in the header, near "'),
    "the first page's": ("word/header2.xml", "</w:pPr>", "in the first page's header, near \""),
    "a footer": ("word/footer1.xml", "</w:pPr>", 'in the footer, near "'),
    "the body": ("word/document.xml", "</w:pPr>", 'in the text, near "'),
}


@pytest.mark.parametrize("place", PLACES)
def test_the_place_is_the_one_in_word(place: str, answered: Room) -> None:
    part, after, said = PLACES[place]
    put(answered, part, after, in_runs("SAVEDATE", "3 May 2024"))
    (line,) = stale(answered)
    assert said in line
    assert 'prints the same words in every paper: "3 May 2024"' in line


def add_part(kind: str, content: str) -> Callable[[Parts], None]:
    """Return what adds footnotes or endnotes to the package."""
    relation = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    override = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"

    def change(parts: Parts) -> None:
        parts[f"word/{kind}.xml"] = content.encode()
        name = "word/_rels/document.xml.rels"
        parts[name] = parts[name].replace(
            b"</Relationships>",
            f'<Relationship Id="rIdN" Type="{relation}" Target="{kind}.xml"/></Relationships>'.encode(),
        )
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"</Types>", f'<Override PartName="/word/{kind}.xml" ContentType="{override}"/></Types>'.encode()
        )

    return change


@pytest.mark.parametrize(("kind", "item"), [("footnotes", "footnote"), ("endnotes", "endnote")])
def test_a_field_in_a_note(kind: str, item: str, answered: Room) -> None:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = f'<w:{item} w:id="1"><w:p><w:r><w:t>As of </w:t></w:r>{simple("DATE", "3 May")}</w:p></w:{item}>'
    content = f'<w:{kind} xmlns:w="{main}">{note}</w:{kind}>'
    change_package(answered.path / "templates" / NAME, add_part(kind, content))
    (line,) = stale(answered)
    place = f'in a{"n" if item[0] == "e" else ""} {item}, near "As of 3 May"'
    assert f'the field DATE {place} prints the same words in every paper: "3 May"' in line


def test_a_text_box_is_named_once_though_it_is_stored_twice(answered: Room) -> None:
    box = f"<w:txbxContent><w:p><w:r><w:t>Printed </w:t></w:r>{in_runs('PRINTDATE', '3 May')}</w:p></w:txbxContent>"
    both = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>'
    )
    put(answered, "word/header2.xml", "</w:pPr>", both)
    (line,) = stale(answered)
    assert 'the field PRINTDATE in a text box of the first page\'s header, near "Printed 3 May" prints' in line


def test_of_fields_within_fields_only_the_outer_is_named(answered: Room) -> None:
    entry = f'<w:hyperlink w:anchor="a"><w:r><w:t>Trees </w:t></w:r>{in_runs("PAGEREF a", "3")}</w:hyperlink>'
    contents = in_runs('TOC \\o "1-3"', "X").replace("<w:r><w:t>X</w:t></w:r>", entry)
    put(answered, "word/document.xml", "</w:pPr>", contents)
    (line,) = stale(answered)
    assert 'prints the same words in every paper: "Trees 3"' in line
    assert "the field TOC in the text" in line


def test_a_stale_field_within_a_link_is_named(answered: Room) -> None:
    link = in_runs('HYPERLINK "https://example.org"', "X").replace("<w:r><w:t>X</w:t></w:r>", simple("AUTHOR"))
    put_in_heading(answered, link)
    (line,) = stale(answered)
    assert line.startswith("the field AUTHOR in table 2, row 1, column 2")


def test_a_caption_in_a_loop_has_one_number_for_all(answered: Room) -> None:
    put(answered, "word/document.xml", CELL + "</w:t></w:r>", in_runs("SEQ Table", "1"))
    (line,) = stale(answered)
    assert line.startswith("the field SEQ Table in table 2, row 3, column 3")


def test_a_caption_that_is_printed_once_has_its_number(answered: Room) -> None:
    put(answered, "word/document.xml", "</w:pPr>", in_runs("SEQ Table", "1"))
    assert answered.papers("templates", "check").exit_code == 0


def test_a_date_that_is_no_field_but_an_element(answered: Room) -> None:
    put_in_heading(answered, "<w:r><w:yearLong/></w:r>")
    (line,) = stale(answered)
    assert line.startswith("the field DATE in table 2, row 1, column 2 is empty")


CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


@pytest.mark.parametrize("alias", ['<w:alias w:val="creator"/>', ""])
def test_a_content_control_bound_to_the_properties(alias: str, answered: Room) -> None:
    bound = (
        f"<w:sdt><w:sdtPr>{alias}<w:dataBinding w:prefixMappings=\"xmlns:n='{CORE}'\" "
        'w:xpath="/n:coreProperties[1]/n:creator[1]" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/>'
        "<w:text/></w:sdtPr><w:sdtContent><w:r><w:t>Jane Doe</w:t></w:r></w:sdtContent></w:sdt>"
    )
    put(answered, "word/header1.xml", "</w:pPr>", bound)
    (found,) = prepare(answered)
    assert str(found.message).startswith('the content control "creator" in the header, near "')
    assert 'shows "Jane Doe"' in str(found.message)
    assert "{{ council }}" in str(found.hint)


def test_a_content_control_of_its_own_words_stays(answered: Room) -> None:
    own = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>Final</w:t></w:r></w:sdtContent></w:sdt>"
    put_in_heading(answered, own)
    assert "Final" in built(answered)


@pytest.mark.parametrize(
    ("code", "file", "hint"),
    [
        ("SAVEDATE", NAME, "or write {{ date }} instead"),
        ("AUTHOR", NAME, "or write {{ council }} instead"),
        ("DOCPROPERTY Company", NAME, "or write {{ council }} instead"),
        ("TITLE", NAME, "or write {{ title }} instead"),
        ("DATE", "action-plan.docx", "to turn it into text, and correct the text\n"),
        ("REF Mark", NAME, "to turn it into text, and correct the text\n"),
        ("TOC \\o", NAME, "select it in Word and delete it"),
    ],
)
def test_the_cure_is_one_that_the_template_has(code: str, file: str, hint: str, answered: Room) -> None:
    def change(parts: Parts) -> None:
        text = parts["word/footer1.xml"].decode()
        parts["word/footer1.xml"] = text.replace("</w:pPr>", "</w:pPr>" + simple(code, "old"), 1).encode()

    change_package(answered.path / "templates" / file, change)
    said = answered.papers("templates", "check").stderr
    assert f"templates/{file}: error TPL009: " in said
    assert hint in said
    placeholder = re.search(r"\{\{ \w+ \}\}", hint)
    if placeholder:
        fixed = simple(code, "old"), f"<w:r><w:t>{placeholder[0]}</w:t></w:r>"

        def cure(parts: Parts) -> None:
            assert fixed[0].encode() in parts["word/footer1.xml"]
            parts["word/footer1.xml"] = parts["word/footer1.xml"].replace(fixed[0].encode(), fixed[1].encode())

        change_package(answered.path / "templates" / file, cure)
        assert answered.papers("templates", "check").exit_code == 0


def test_what_word_works_out_on_each_page_is_allowed_in_a_header_alone(answered: Room) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def code(text: str) -> str:
        return f'<w:r><w:instrText xml:space="preserve">{escape(text)}</w:instrText></w:r>'

    begin, separate, end = mark("begin"), mark("separate"), mark("end")
    shown = "<w:r><w:t>Introduction</w:t></w:r>"
    page = f"{begin}{code('PAGE')}{separate}<w:r><w:t>1</w:t></w:r>{end}"
    later = f"{begin}{code(' IF ')}{page}{code(' > 1 &quot;continued&quot; ')}{separate}{shown}{end}"
    both = f"<w:p>{simple('STYLEREF &quot;Heading 1&quot;'.replace('&quot;', chr(34)), 'Introduction')}{later}</w:p>"

    def change(parts: Parts) -> None:
        parts["word/header1.xml"] = parts["word/header1.xml"].replace(b"</w:hdr>", f"{both}</w:hdr>".encode(), 1)

    change_package(answered.path / "templates" / NAME, change)
    assert "TPL009" not in answered.papers("templates", "check").stderr

    def change_body(parts: Parts) -> None:
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:sectPr", f"{both}<w:sectPr".encode(), 1)

    change_package(answered.path / "templates" / NAME, change_body)
    said = answered.papers("templates", "check").stderr
    assert said.count("TPL009") == 1, "two fields with one cure"
    assert "the field IF " in said
    assert "the field STYLEREF Heading 1 " in said


def test_a_content_control_that_still_asks_for_its_text_is_reported(answered: Room) -> None:
    control = (
        "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here to enter text</w:t></w:r>"
        "</w:sdtContent></w:sdt></w:p>"
    )

    def change(parts: Parts) -> None:
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:sectPr", f"{control}<w:sectPr".encode(), 1)

    change_package(answered.path / "templates" / NAME, change)
    said = answered.papers("templates", "check").stderr
    assert "TPL009" in said
    assert '"Click here to enter text"' in said
