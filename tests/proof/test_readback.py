"""The read-back finds what is lost, moved beside another recommendation, or no longer a list item."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from cabinet_papers.commands.examine import Examiner
from cabinet_papers.commands.rendering import Renderer
from cabinet_papers.files.workspace import find_matters, find_workspace
from cabinet_papers.finished.blocks import open_blocks
from cabinet_papers.finished.found import FoundParagraph
from cabinet_papers.papers.kinds import plan_documents
from cabinet_papers.proof.readback import find_losses
from cabinet_papers.word.template import Properties, render_document
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def made() -> tuple[bytes, list[object]]:
    """The sample draft response, with a table and bullets, and the facts it has to hold."""
    workspace = find_workspace(ROOT)
    assert workspace is not None
    examiner = Examiner(workspace)
    folder = next(each for each in find_matters(workspace) if each.name == "food-partnership")
    (examined,) = examiner.examine([folder])
    documents = plan_documents(examined.paper, examined.plan, examiner.settings)
    document = next(each for each in documents if "Draft" in each.file_name)
    template, _ = Renderer(workspace, examiner.settings).template(document.kind)
    assert template is not None
    content = render_document(template, document.view._asdict(), Properties("t", "a", "en-GB")).content
    return content, document.list_expected(examiner.settings)


def edited(document: bytes, edit: Callable[[str], str]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(document)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                changed = edit(content.decode())
                assert changed != content.decode(), "the edit changed nothing"
                content = changed.encode()
            new.writestr(name, content)
    return written.getvalue()


def read(document: bytes) -> list[FoundParagraph]:
    return open_blocks(document).paragraphs


def lost(made: tuple[bytes, list[object]], edit: Callable[[str], str]) -> set[str]:
    document, facts = made
    return {loss.fact.text for loss in find_losses(read(edited(document, edit)), facts)}


def test_the_whole_document_holds_everything(made: tuple[bytes, list[object]]) -> None:
    document, facts = made
    assert sum(len(section.facts) for section in facts) >= 20
    assert find_losses(read(document), facts) == []


def test_a_lost_word(made: tuple[bytes, list[object]]) -> None:
    missing = lost(made, lambda xml: xml.replace("beside the number of visits", "beside the visits"))
    assert len(missing) >= 1
    assert any("beside the number of visits" in text for text in missing)


def test_a_lost_table_cell(made: tuple[bytes, list[object]]) -> None:
    assert lost(made, lambda xml: xml.replace(">1,985<", "><")) == {"1,985"}


def test_a_cell_that_stands_twice_is_no_replacement(made: tuple[bytes, list[object]]) -> None:
    assert lost(made, lambda xml: xml.replace(">1,985<", ">412<")) == {"1,985"}


def test_an_answer_beside_the_wrong_recommendation(made: tuple[bytes, list[object]]) -> None:
    def swap(xml: str) -> str:
        return xml.replace(">Yes<", ">@<").replace(">No<", ">Yes<").replace(">@<", ">No<")

    assert lost(made, swap) == {"Yes", "No"}


def test_a_bullet_that_is_only_a_paragraph(made: tuple[bytes, list[object]]) -> None:
    def flatten(xml: str) -> str:
        return re.sub(r'<w:pStyle w:val="ListBullet"/><w:numPr>.*?</w:numPr>', "", xml, count=1)

    assert lost(made, flatten) == {"the Household Support Fund, until March 2027"}


def test_a_row_that_is_gone(made: tuple[bytes, list[object]]) -> None:
    def drop(xml: str) -> str:
        rows = re.findall(r"<w:tr>(?:(?!<w:tr>).)*?That the Council opens.*?</w:tr>", xml)
        assert len(rows) == 1
        return xml.replace(rows[0], "")

    missing = lost(made, drop)
    assert "No" in missing
    assert any(text.startswith("That the Council opens") for text in missing)
