"""PDFs as LibreOffice makes them: one of each document, and never taken for made when they are not."""

import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from cabinet_papers.pdf.libreoffice import convert
from tests.conftest import Room, need_program, open_room

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pdfs")]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """The sample papers, built with PDFs."""
    need_program("soffice")
    room = open_room(tmp_path_factory.mktemp("pdf") / "room", sample=True)
    done = room.papers("build", "--pdf")
    assert done.exit_code == 0, done.stderr
    return room


@pytest.fixture(scope="module")
def pdfs(built: Room) -> list[Path]:
    return sorted((built.path / "output").rglob("*.pdf"))


def test_each_document_has_its_pdf(built: Room, pdfs: list[Path]) -> None:
    assert len(pdfs) >= 5
    assert [path.with_suffix(".docx").name for path in pdfs] == [
        Path(name).name for name in sorted(built.documents(), key=lambda name: Path(name).with_suffix(""))
    ]


def test_a_pdf_has_bookmarks_title_language_and_tags(pdfs: list[Path]) -> None:
    for path in pdfs:
        reader = PdfReader(path)
        root = reader.trailer["/Root"]
        assert root["/Lang"] == "en-GB"
        assert root["/MarkInfo"]["/Marked"] is not None
        assert reader.metadata is not None
        assert str(reader.metadata.title).startswith(path.stem.split(" - ")[0])
        assert len(reader.outline) >= 1


def test_a_second_build_leaves_unchanged_pdfs_alone(built: Room, pdfs: list[Path]) -> None:
    """A PDF holds the time when it was made; what has not changed is not made again, with or without --pdf."""
    before = {path: path.read_bytes() for path in pdfs}
    for arguments in (["build", "--pdf"], ["build"]):
        assert built.papers(*arguments).exit_code == 0
        assert {path: path.read_bytes() for path in pdfs} == before


@pytest.fixture
def small(room: Room) -> Room:
    room.write("data/trees/recommendations.yaml", "title: Trees\nscrutiny: {body: Panel, date: 2026-03-03}\n"
               "recommendations: [That the Council plants trees.]\n")  # fmt: skip
    room.draw("data/trees/a.xlsx", "[R]\nRecommendation | Agree? | Comment\n"
              "That the Council plants trees. | Yes | ok\n")  # fmt: skip
    return room


def test_a_pdf_of_an_older_document_is_set_aside(small: Room) -> None:
    need_program("soffice")
    assert small.papers("build", "--pdf").exit_code == 0
    small.draw("data/trees/a.xlsx", "[R]\nRecommendation | Agree? | Comment\n"
               "That the Council plants trees. | Yes | better\n")  # fmt: skip
    assert "OUT004" in small.papers("build").stderr
    assert [path.parent.name for path in small.path.rglob("*.pdf")] == ["superseded"]


def test_libreoffice_draws_no_test_pictures(small: Room, tmp_path: Path) -> None:
    """It does, and starts three times as slowly, where it takes its profile for one of an older LibreOffice."""
    program = need_program("soffice")
    assert small.papers("build").exit_code == 0
    (document,) = (small.path / "output").rglob("*.docx")
    shutil.copyfile(document, tmp_path / "1.docx")
    convert(program, tmp_path, ["1.docx"], lambda _: None)
    assert (tmp_path / "out" / "1.pdf").is_file()
    assert not (tmp_path / "profile" / "user" / "GraphicsRenderTests.log").exists()
