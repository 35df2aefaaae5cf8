"""What a template may hold that no paper should: taken out of every paper, or named at its place with its cure."""

import re
import zipfile
from collections.abc import Callable

import pytest

from tests.conftest import MATTER, SHEET, Room
from tests.packages import Parts, change_package

NAME = "draft-response.docx"
BODY, HEADER, SETTINGS = "word/document.xml", "word/header2.xml", "word/settings.xml"
WHO = 'w:id="9" w:author="Jane Doe" w:date="2020-01-01T00:00:00Z"'
MAIL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
VML = "urn:schemas-microsoft-com:vml"
SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


@pytest.fixture
def answered(room: Room) -> Room:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    return room


def t(words: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def p(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def box(inside: str, alternative: str = "") -> str:
    """Return a paragraph with a text box, in the two forms in which Word stores it."""
    return p(
        f'<w:r><mc:AlternateContent xmlns:mc="{COMPATIBLE}"><mc:Choice xmlns:wps="{SHAPES}" Requires="wps"><w:drawing>'
        '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:extent cx="2000000" cy="900000"/><wp:docPr id="77" name="Text Box 1" descr="{alternative}"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<a:graphicData uri="{SHAPES}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx><w:txbxContent>{inside}'
        "</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        f'</mc:Choice><mc:Fallback><w:pict><v:shape xmlns:v="{VML}"><v:textbox><w:txbxContent>{inside}'
        "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def put(xml: str, part: str = BODY) -> Callable[[Parts], None]:
    """Return a change that puts paragraphs before the first of a part."""

    def change(parts: Parts) -> None:
        parts[part] = parts[part].replace(b"<w:p>", xml.encode() + b"<w:p>", 1)

    return change


def put_setting(xml: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts[SETTINGS] = parts[SETTINGS].replace(b"<w:zoom", xml.encode() + b"<w:zoom", 1)

    return change


def put_part(name: str, content: str, *, of: str = "word/document.xml") -> Callable[[Parts], None]:
    """Return a change that adds a part to which another refers."""

    def change(parts: Parts) -> None:
        parts[name] = content.encode()
        folder, _, file = of.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels".lstrip("/") if of else "_rels/.rels"
        kind = name.rpartition("/")[2].partition(".")[0]
        target = name.removeprefix("word/") if name.startswith("word/") else f"{'../' if of else ''}{name}"
        added = f'<Relationship Id="rId{kind}" Type="http://example.org/relationships/{kind}" Target="{target}"/>'
        parts[rels] = parts[rels].replace(b"</Relationships>", added.encode() + b"</Relationships>")

    return change


def link(address: str, inside: str) -> Callable[[Parts], None]:
    """Return a change that puts a link around runs."""

    def change(parts: Parts) -> None:
        put(p(inside.replace("<link>", '<w:hyperlink r:id="rIdL">').replace("</link>", "</w:hyperlink>")))(parts)
        added = f'<Relationship Id="rIdL" Type="{MAIL}" Target="{address}" TargetMode="External"/></Relationships>'
        rels = "word/_rels/document.xml.rels"
        parts[rels] = parts[rels].replace(b"</Relationships>", added.encode())

    return change


def made(room: Room) -> Parts:
    result = room.papers("build")
    assert result.exit_code == 0, result.stderr
    (name,) = room.documents()
    with zipfile.ZipFile(room.path / "output" / name) as package:
        return {each: package.read(each) for each in package.namelist()}


STYLES = '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><!--Jane Doe--></w:styles>'
GONE: dict[str, tuple[Callable[[Parts], None], str]] = {
    "editing is restricted": (put_setting('<w:documentProtection w:edit="readOnly"/>'), "documentProtection"),
    "read-only is recommended": (put_setting('<w:writeProtection w:recommended="1"/>'), "writeProtection"),
    "changes are tracked": (put_setting("<w:trackRevisions/>"), "trackRevisions"),
    "a mail merge": (put_setting('<w:mailMerge><w:mainDocumentType w:val="formLetters"/></w:mailMerge>'), "mailMerge"),
    "a variable": (put_setting('<w:docVars><w:docVar w:name="Officer" w:val="Jane Doe"/></w:docVars>'), "Jane Doe"),
    "marked as final": (put_part("docProps/custom.xml", "<Properties>Jane Doe</Properties>", of=""), "Jane Doe"),
    "building blocks": (put_part("word/glossary/document.xml", "<a>Jane Doe</a>"), "Jane Doe"),
    "styles of building blocks": (put_part("word/glossary/styles.xml", STYLES), "Jane Doe"),
    "data of a form": (put_part("customXml/item1.xml", "<a>Jane Doe</a>"), "Jane Doe"),
    "a day in a calendar": (
        put(p(f'<w:sdt><w:sdtPr><w:date w:fullDate="2020-01-01T00:00:00Z"/></w:sdtPr><w:sdtContent>{t("{{ letter }}")}'
              "</w:sdtContent></w:sdt>")),
        "2020-01-01",
    ),
    "words hidden on the web alone": (put(p(t("See the plan", "<w:webHidden/>"))), "webHidden"),
}  # fmt: skip


@pytest.mark.parametrize("what", GONE)
def test_it_stays_in_the_template(what: str, answered: Room) -> None:
    """The paper is made, without what is the template's alone; its styles and all else are where they were."""
    change, gone = GONE[what]
    change_package(answered.path / "templates" / NAME, change)
    parts = made(answered)
    assert [name for name, content in parts.items() if gone.encode() in content] == []
    assert b'Target="styles.xml"' in parts["word/_rels/document.xml.rels"]


def test_a_template_of_words_own_kind_makes_documents(answered: Room) -> None:
    """A .dotx that was renamed: Word would open no paper that says it is a template."""

    def change(parts: Parts) -> None:
        kinds = parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = kinds.replace(
            b"wordprocessingml.document.main", b"wordprocessingml.template.main"
        )

    change_package(answered.path / "templates" / NAME, change)
    kinds = made(answered)["[Content_Types].xml"]
    assert re.findall(rb"wordprocessingml\.(\w+)\.main\+xml", kinds) == [b"document"]


HIDE = '<w:style w:type="{}" w:styleId="Note"><w:name w:val="Note"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'


def hide_by_style(kind: str, xml: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        put(xml)(parts)
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", HIDE.format(kind).encode())

    return change


LOOP, END = p(t("{%p for topic in topics %}")), p(t("{%p endfor %}"))
NAMED: dict[str, tuple[Callable[[Parts], None], str, str]] = {
    "hidden words": (
        put(p(t("Seen ") + t("Ask Jane", "<w:vanish/>"))),
        'TPL005: "Ask Jane" in the text, near "Seen Ask Jane" is hidden text, which cannot be seen', "untick Hidden",
    ),
    "hidden words in the header": (
        put(p(t("Ask Jane", "<w:vanish/>")), HEADER),
        'TPL005: "Ask Jane" in the first page\'s header, near "Ask Jane" is hidden text', "untick Hidden",
    ),
    "words in a style that hides letters": (
        hide_by_style("character", p(t("Ask Jane", '<w:rStyle w:val="Note"/>'))),
        'TPL005: "Ask Jane" in the text', "give it another style",
    ),
    "words in a style that hides paragraphs": (
        hide_by_style("paragraph", p('<w:pPr><w:pStyle w:val="Note"/></w:pPr>' + t("Ask Jane"))),
        'TPL005: "Ask Jane" in the text', "give it another style",
    ),
    "a hidden row": (
        put('<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>'
            f'<w:tcPr/>{p(t("Ask Jane"))}</w:tc></w:tr></w:tbl>'),
        'TPL005: "Ask Jane" in table 1, row 1, column 1 is hidden text', "delete it",
    ),
    "tracked words in the header": (put(p(f"<w:ins {WHO}>{t('new')}</w:ins>"), HEADER),
                                    "TPL005: a template must not contain tracked changes", "Accept All Changes"),
    "a tracked look": (put(p(t("x", f"<w:rPrChange {WHO}><w:rPr/></w:rPrChange>"))),
                       "TPL005: a template must not contain tracked changes", "Accept All Changes"),
    "a field of a mail merge": (
        put(p(f'<w:fldSimple w:instr=" MERGEFIELD Name ">{t("Jane Doe")}</w:fldSimple>'), HEADER),
        'a template must not contain the field "MERGEFIELD Name" in the header, near "Jane Doe"', "Ctrl+Shift+F9",
    ),
    "a day that somebody chose": (
        put(p(f"<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{t('1 June 2020')}</w:sdtContent></w:sdt>")),
        'TPL009: the date control in the text, near "1 June 2020" prints "1 June 2020" in every paper',
        "Remove Content Control",
    ),
    "a link to what is filled in": (
        link("mailto:%7B%7B%20title%20%7D%7D", f"<link>{t('Write to us')}</link>"),
        'TPL004: the link in the text, near "Write to us" leads to "mailto:{{ title }}"', "Remove Hyperlink",
    ),
    "an e-mail link around a placeholder": (
        link("mailto:jane@example.org", f"<link>{t('{{ title }}')}</link>"),
        'near "{{ title }}" change from paper to paper, but it always leads to "mailto:jane@example.org"',
        "Remove Hyperlink",
    ),
    "an e-mail link of an older form": (
        put(p(f'<w:fldSimple w:instr="HYPERLINK &quot;mailto:jane@example.org&quot;">{t("{{ title }}")}'
              "</w:fldSimple>")),
        'near "{{ title }}" change from paper to paper, but it always leads to "mailto:jane@example.org"',
        "Remove Hyperlink",
    ),
    "a placeholder of which a part is in a link": (
        link("https://example.org", f"{t('{{ ti')}<link>{t('tle }}')}</link>"),
        'TPL004: "{{ title }}" in the text, near "{{ title }}": only part of it is in a link',
        "type it again outside",
    ),
    "a text box with a loop that has no end": (
        put(box(LOOP + p(t("x")))),
        'TPL004: "{%p for topic in topics %}" in a text box of the text, near "{%p for topic in topics %}": it has ',
        "type {%p endfor %} where it should end",
    ),
    "a text box with the end of no loop": (
        put(box(END)),
        'TPL004: "{%p endfor %}" in a text box of the text, near "{%p endfor %}": there is no {% for ... %}',
        "delete it, or type {% for ... %} where the part that it ends should begin",
    ),
    "a loop that begins in a text box and ends outside it": (
        put(box(LOOP) + END),
        'near "{%p endfor %}": it belongs to "{%p for topic in topics %}" in a text box of the text',
        "move both into the same cell or text",
    ),
    "the end of a loop within a condition": (
        put(LOOP + p(t("{%p if letter %}")) + END + p(t("{%p endif %}"))),
        'TPL004: "{%p endfor %}" in the text, near "{%p endfor %}": {%p if letter %} is before it',
        "type {%p endif %} before it",
    ),
    "another branch of nothing": (put(p(t("{%p else %}"))), 'TPL004: "{%p else %}" in the text', "delete it"),
    "the number of a page in the paragraph of a comment": (
        put(LOOP + p(t("{%p for row in topic.recommendations %}"))
            + p(t("{{p row.comment }}") + f'<w:fldSimple w:instr="PAGE">{t("1")}</w:fldSimple>') + END + END),
        'TPL009: the field PAGE in the text, near "{{p row.comment }}1" prints the same words', "Ctrl+Shift+F9",
    ),
    "a note in the paragraph of a comment": (
        put(LOOP + p(t("{%p for row in topic.recommendations %}")) + p(t("{{p row.comment }}") + "<w:r><w:sym "
            'w:font="Wingdings" w:char="F0FE"/></w:r>') + END + END),
        'TPL004: "{{p row.comment }}" in the text, near "{{p row.comment }}": its text replaces this whole paragraph',
        "correct the placeholder in Word",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", NAMED)
def test_it_is_one_finding_with_its_place_and_cure(what: str, answered: Room) -> None:
    change, said, cure = NAMED[what]
    change_package(answered.path / "templates" / NAME, change)
    result = answered.papers("build")
    assert (result.exit_code, answered.documents()) == (1, [])
    lines = result.stderr.splitlines()
    (at,) = [at for at, line in enumerate(lines) if f"templates/{NAME}: error " in line]
    assert said in lines[at]
    assert cure in lines[at + 1]


@pytest.mark.parametrize(
    ("inside", "printed"),
    [
        (p(t("Concerning {{ topics[0].title }}")), "Concerning Street Trees"),
        (LOOP + p(t("Topic {{ loop.index }}")) + END, "Topic 1"),
        (p(t("{% if topics %}There are topics{% endif %}")), "There are topics"),
    ],
)
def test_a_text_box_is_filled_in_and_needs_no_other_words(inside: str, printed: str, answered: Room) -> None:
    """Its words are read out, so nobody needs an alternative for it as for a picture."""
    change_package(answered.path / "templates" / NAME, put(box(inside)))
    words = re.sub(rb"<[^>]+>", b"", made(answered)[BODY]).decode()
    assert words.count(printed) == 2


def test_a_template_saved_as_something_else_is_named(answered: Room) -> None:
    folder = answered.path / "templates"
    content = (folder / NAME).read_bytes()
    for name in ("old.dotx", "old.docm", "draft-response.dotx", "~$ldopen.dotx"):
        (folder / name).write_bytes(content)
    said = answered.papers("templates", "check").stderr
    named = re.findall(r"^templates/(\S+): warning TPL011: .*\n    hint: (.*)", said, re.MULTILINE)
    assert [name for name, _ in named] == ["draft-response.dotx", "old.docm", "old.dotx"]
    assert all("open it in Word and save it here as a Word Document (.docx)" in hint for _, hint in named)
    (folder / NAME).unlink()
    said = answered.papers("templates", "check").stderr
    assert (
        f"templates/{NAME}: error TPL001: the template is missing\n    hint: open draft-response.dotx in Word" in said
    )
    assert "templates/draft-response.dotx" not in said
