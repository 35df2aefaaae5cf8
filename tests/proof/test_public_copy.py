"""Public copies: what only the makers should see is not in them, and what may not go out is refused."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from cabinet_papers.pdf.pdf import print_documents
from cabinet_papers.proof.public_copy import make_public
from tests.conftest import Room, need_program
from tests.packages import change_package, replace_in
from tests.proof.test_structure import change, pack, parts  # noqa: F401 - the fixture

HEAD = "title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\nrecommendations:\n"


def answer(room: Room, *rows: tuple[str, str, str]) -> None:
    lines = [f"{text} | {agree} | {comment}" for text, agree, comment in rows]
    room.draw("data/trees/a.xlsx", "\n".join(["[R]", "Recommendation | Agree? | Comment", *lines]))


def public(room: Room) -> list[str]:
    output = room.path / "output"
    return sorted(path.relative_to(output).as_posix() for path in output.rglob("public/*") if path.is_file())


def test_a_public_copy_is_written_and_stays_while_nothing_changes(
    room: Room, validate: Callable[[Path], list[str]]
) -> None:
    room.write("data/trees/recommendations.yaml", HEAD + "  - That the Council plants trees.\n")
    answer(room, ("That the Council plants trees.", "Yes", "It will."))
    built = room.papers("build", "--publish", "--html")
    assert built.exit_code == 0, built.stderr
    name = "trees/public/Appendix A - Draft Cabinet response - Street Trees"
    assert public(room) == [f"{name}.docx", f"{name}.html"]
    assert validate(room.path / "output" / f"{name}.docx") == []
    before = (room.path / "output" / f"{name}.docx").read_bytes()
    assert room.papers("build").exit_code == 0
    assert (room.path / "output" / f"{name}.docx").read_bytes() == before


def test_what_is_awaited_is_not_published(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", HEAD + "  - That it plants trees.\n  - That it waters them.\n")
    answer(room, ("That it plants trees.", "Yes", "It will."))
    built = room.papers("build", "--publish")
    assert (built.exit_code, "because the answer to recommendation 2 is awaited" in built.stderr) == (1, True)
    assert public(room) == []
    assert len(room.documents()) == 1, "the document itself is written all the same"


def test_exempt_words_are_not_published(room: Room) -> None:
    """They stand in the exempt set, and by mistake in another answer too."""
    words = "accepts no less than three million pounds for the depot"
    room.write("data/trees/recommendations.yaml", HEAD + f"  - That it plants trees.\n"
               f"  - {{text: That the Council {words}., exempt: 3}}\n")  # fmt: skip
    answer(room, ("That it plants trees.", "Yes", "It will."), (f"That the Council {words}.", "Yes", "It will."))
    assert room.papers("build", "--publish").exit_code == 0
    copies = public(room)
    assert len(copies) == 1
    with zipfile.ZipFile(room.path / "output" / copies[0]) as package:
        assert b"three million" not in b"".join(package.read(name) for name in package.namelist())
    answer(room, ("That it plants trees.", "Yes", f"The Council {words}."), (f"That the Council {words}.", "Yes", "ok"))
    built = room.papers("build", "--publish")
    assert "because the document contains words of an exempt text" in built.stderr
    assert "million" not in built.stderr
    assert public(room) == []


PRIVATE: dict[str, tuple[Callable[..., None], bytes, str]] = {
    "a comment": (change(r"<w:r>", '<w:r><w:commentReference w:id="1"/></w:r><w:r>'), b"commentReference", "comments"),
    "hidden text": (
        change(r"<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>psst</w:t></w:r><w:r>"), b"psst", "hidden text"),
    "deleted text": (
        change(r"<w:r>", "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r>"), b"gone", "tracked changes"),
    "a mark of inserted text": (
        change(r"(<w:r>.*?</w:r>)", r'<w:ins w:author="A Person">\1</w:ins>'), b"A Person", "tracked changes"),
    "a company in the properties": (
        change("</Properties>", "<Company>Someone</Company></Properties>", "docProps/app.xml"), b"Someone",
        "names and times in the properties"),
    "an inserted paragraph": (
        change(r"<w:p><w:pPr>", '<w:p><w:pPr><w:rPr><w:ins w:id="1" w:author="A Person"/></w:rPr>'), b"A Person",
        "tracked changes"),
    "an inserted row": (
        change(r"<w:tr>", '<w:tr><w:trPr><w:ins w:id="1" w:author="A Person"/></w:trPr>'), b"A Person",
        "tracked changes"),
    "a deleted row": (
        change(r"(<w:tr>)", r'<w:tr><w:trPr><w:del w:author="A Person"/></w:trPr><w:tc><w:p><w:r><w:t>psst</w:t></w:r>'
               r"</w:p></w:tc></w:tr>\1"), b"psst", "tracked changes"),
    "a changed table": (
        change(r"</w:tblPr>", '<w:tblPrChange w:id="1" w:author="A Person"/></w:tblPr>'), b"A Person",
        "tracked changes"),
    "a changed style": (
        change(r"</w:rPr></w:style>", '<w:rPrChange w:author="A Person"/></w:rPr></w:style>', "word/styles.xml"),
        b"A Person", "tracked changes"),
    "a moved text": (
        change(r"<w:p>", '<w:moveFromRangeStart w:id="1" w:author="A Person"/><w:moveFromRangeEnd w:id="1"/><w:p>'),
        b"A Person", "tracked changes"),
    "who may edit": (
        change(r"<w:p>", '<w:permStart w:id="1" w:ed="a.person@eastmere.gov.uk"/><w:permEnd w:id="1"/><w:p>'),
        b"a.person", "names of editors"),
    "text hidden by a style": (
        lambda own: [
            change("</w:styles>", '<w:style w:type="character" w:styleId="Quiet"><w:rPr><w:vanish/></w:rPr></w:style>'
                   '<w:style w:type="character" w:styleId="Quieter"><w:basedOn w:val="Quiet"/></w:style></w:styles>',
                   "word/styles.xml")(own),
            change(r"<w:r>", '<w:r><w:rPr><w:rStyle w:val="Quieter"/></w:rPr><w:t>psst</w:t></w:r><w:r>')(own),
        ], b"psst", "hidden text"),
    "text hidden by the style of its table": (
        lambda own: [
            change("</w:styles>", '<w:style w:type="table" w:styleId="Quiet"><w:rPr><w:vanish/></w:rPr></w:style>'
                   "</w:styles>", "word/styles.xml")(own),
            change(r"<w:tbl>", '<w:tbl><w:tblPr><w:tblStyle w:val="Quiet"/></w:tblPr><w:tblGrid/><w:tr><w:tc><w:p><w:r>'
                   "<w:t>psst</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:tbl>")(own),
        ], b"psst", "hidden text"),
    "a hidden row": (
        change(r"<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p><w:r><w:t>psst</w:t></w:r></w:p></w:tc></w:tr>"
               "<w:tr>"), b"psst", "hidden text"),
    "a table of hidden rows": (
        change(r"<w:tbl>", "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p><w:r><w:t>psst"
               "</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:tbl>"), b"psst", "hidden text"),
    "a hidden drawing": (
        change(r"<w:r>", '<w:r><w:drawing><x:anchor xmlns:x="x"><x:docPr id="1" name="psst" hidden="1"/></x:anchor>'
               "</w:drawing></w:r><w:r>"), b"psst", "hidden text"),
    "a hidden text box": (
        change(r"<w:r>", '<w:r><w:pict><x:shape xmlns:x="x" style="width:9pt; visibility:hidden"><w:txbxContent><w:p>'
               "<w:r><w:t>psst</w:t></w:r></w:p></w:txbxContent></x:shape></w:pict></w:r><w:r>"), b"psst",
        "hidden text"),
    "whom a comment links to": (
        lambda own: own.update({"word/_rels/comments.xml.rels": b"<c>mailto:a.person@eastmere.gov.uk</c>"}),
        b"a.person", "remarks and data of other"),
    "tasks": (
        lambda own: own.update({"word/documenttasks/documenttasks1.xml": b"<t>A Person</t>"}), b"A Person",
        "remarks and data of other"),
    "a picture of the first page": (
        lambda own: own.update({"docProps/thumbnail.jpeg": b"secret"}), b"secret", "remarks and data of other"),
    "a part of remarks": (
        lambda own: own.update({"word/comments.xml": b"<c>secret</c>"}), b"secret", "remarks and data of other"),
}  # fmt: skip


@pytest.mark.parametrize("name", PRIVATE)
def test_what_is_private_is_removed_and_told(name: str, parts: dict[str, bytes]) -> None:  # noqa: F811 - the fixture
    apply, secret, told = PRIVATE[name]
    marked = dict(parts)
    apply(marked)
    assert any(secret in content for content in marked.values())
    copy, removed = make_public(pack(marked))
    assert not any(secret in content for content in copy.values())
    assert any(told in each for each in removed)
    words = [re.sub(rb"<[^>]+>", b"", each["word/document.xml"]) for each in (copy, parts)]
    assert words[0] == words[1], "nothing else is gone"


def test_text_that_only_looks_hidden_stays(parts: dict[str, bytes]) -> None:  # noqa: F811 - the fixture
    marked = dict(parts)
    change(r"<w:r>", '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>here</w:t></w:r><w:r>')(marked)
    copy, removed = make_public(pack(marked))
    assert (b"here" in copy["word/document.xml"], removed) == (True, [])


def test_words_beside_the_mark_of_a_comment_stay(parts: dict[str, bytes]) -> None:  # noqa: F811 - the fixture
    marked = dict(parts)
    change(r"<w:r>", '<w:r><w:t>here</w:t><w:commentReference w:id="1"/></w:r><w:r>')(marked)
    copy, _ = make_public(pack(marked))
    assert b"here" in copy["word/document.xml"]
    assert b"commentReference" not in copy["word/document.xml"]


def contents(path: Path) -> bytes:
    """Everything in a file, unpacked."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            return b"".join(name.encode() + package.read(name) for name in package.namelist())
    if path.suffix == ".pdf":
        reader = PdfReader(path)
        assert [page for page in reader.pages if "/Annots" in page] == []
        streams = [each.get_data() for page in reader.pages for each in [page["/Contents"].get_object()]]
        return b"".join([path.read_bytes(), *streams, *(page.extract_text().encode() for page in reader.pages)])
    return path.read_bytes()


@pytest.mark.slow
def test_a_comment_in_a_template_reaches_nobody(room: Room) -> None:
    """Word puts the author's name into each; LibreOffice made an annotation of it, in the public PDF too."""
    need_program("soffice")
    for template in (room.path / "templates").glob("*.docx"):
        document = Document(template)
        runs = [*document.tables[0].rows[0].cells[0].paragraphs[0].runs, *document.paragraphs[0].runs]
        for run in runs:
            document.add_comment(run, text="Ask the Leader", author="Jane Doe", initials="JD")
        document.save(template)
        assert b"Jane Doe" in contents(template)
    room.write("data/trees/recommendations.yaml", HEAD + "  - That the Council plants trees.\n")
    answer(room, ("That the Council plants trees.", "Yes", "It will."))
    built = room.papers("build", "--publish", "--html", "--pdf")
    assert built.exit_code == 0, built.stderr
    written = [path for path in (room.path / "output").rglob("*.*") if path.suffix in (".docx", ".pdf", ".html")]
    assert len(written) == 6
    for path in written:
        for private in (b"Jane Doe", b"Ask the Leader", b"comments", b"commentR"):
            assert private not in contents(path), path.name


@pytest.mark.slow
def test_a_pdf_is_made_of_what_is_public(room: Room, tmp_path: Path) -> None:
    """The document has hidden words and tracked changes in its headers, which no template of ours hands on."""
    need_program("soffice")
    room.write("data/trees/recommendations.yaml", HEAD + "  - That the Council plants trees.\n")
    answer(room, ("That the Council plants trees.", "Yes", "It will."))
    assert room.papers("build").exit_code == 0
    (path,) = (room.path / "output").rglob("*.docx")
    seen = "<w:r><w:t>It says</w:t></w:r>"
    tracked = (
        '<w:ins w:id="1" w:author="Jane Doe"><w:r><w:t>new</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="Jane Doe"><w:r><w:delText>olden</w:delText></w:r></w:del>'
    )
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>psst</w:t></w:r>"
    rows = "".join(
        f"<w:tr><w:trPr>{look}</w:trPr><w:tc><w:tcPr/><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc></w:tr>"
        for look, words in (("<w:hidden/>", "psst"), ("", "in a table"))
    )
    table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid>{rows}</w:tbl><w:p/>'
    for header in ("word/header1.xml", "word/header2.xml"):
        change_package(path, replace_in(header, "</w:hdr>", f"<w:p>{seen}{tracked}{hidden}</w:p>{table}</w:hdr>"))
    printed = print_documents({"a": path.read_bytes()})
    assert [str(each.message) for each in printed.findings if each.is_error] == []
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(printed.pdfs["a"])
    reader = PdfReader(pdf)
    text = reader.pages[0].extract_text()
    assert "It saysnew" in text
    assert "in a table" in text
    assert reader.metadata is not None
    assert reader.metadata.author == "Westmere City Council"
    stated = reader.trailer["/Root"]["/Metadata"].get_data()
    assert (b"Westmere City Council" in stated, b"Jane Doe" in stated) == (True, False)
    assert [private for private in (b"olden", b"psst", b"Jane Doe") if private in contents(pdf)] == []


def test_of_a_document_without_anything_private_nothing_is_removed(parts: dict[str, bytes]) -> None:  # noqa: F811
    copy, removed = make_public(pack(parts))
    assert removed == []
    assert copy.keys() == parts.keys()
