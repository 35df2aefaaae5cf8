"""Response sheets as they are out with Cabinet Members: every later version reads them to the same words.

kept/<matter>/ has its recommendations.yaml, and sheets/<program>/ with what that program saved; kept/README.md says how
they were made. Beside them is what comes out: expected/<document>.txt, the outline of each paper, the same whichever
program saved the sheet, and findings/<program>.txt, the code and the place of each finding. kept/workspaces/ has whole
workspaces, with their templates and the papers and records of an earlier build.
"""

import hashlib
import json
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from tests.conftest import Room, open_room
from tests.outline import read_outline

KEPT = Path(__file__).parent / "kept"
LISTED = dict(
    reversed(line.split("  ", 1)) for line in (KEPT / "workbooks.txt").read_text(encoding="utf-8").splitlines()
)
WORKSPACES = KEPT / "workspaces"
KEPT_FILES = dict(
    reversed(line.split("  ", 1)) for line in (WORKSPACES / "files.txt").read_text(encoding="utf-8").splitlines()
)
# The matters, and the programs that saved their sheets: from the list, so that a folder that is lost is missed.
RETURNED = sorted({(name.split("/")[0], name.split("/")[2]) for name in LISTED})
# One sheet, saved by each of the programs.
STREET_TREES = {name.split("/")[2]: Path(name).name for name in LISTED if name.startswith("street-trees/")}
# The cell with the answer to the exempt recommendation, where it was moved.
MOVED = {"another order": "I4"}

# They share a workspace that is built once.
pytestmark = [pytest.mark.xdist_group("kept"), pytest.mark.slow]


def name_folder(matter: str, program: str) -> str:
    return f"{matter} {program}"


def lay_out(room: Room, returned: list[tuple[str, str]]) -> None:
    """Write kept matters into the workspace, one for each program that saved its sheets."""
    shutil.copyfile(KEPT / "papers.yaml", room.path / "papers.yaml")
    shutil.copyfile(KEPT / "draft-response.docx", room.path / "templates" / "draft-response.docx")
    for matter, program in returned:
        folder = room.path / "data" / name_folder(matter, program)
        shutil.copytree(KEPT / matter / "sheets" / program, folder)
        shutil.copyfile(KEPT / matter / "recommendations.yaml", folder / "recommendations.yaml")


def change_yaml(room: Room, old: str, new: str) -> None:
    for path in room.path.glob("data/*/recommendations.yaml"):
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")


def read_papers(room: Room) -> dict[str, dict[str, str]]:
    """Return the outlines of each folder's papers, by the paper's name."""
    papers: dict[str, dict[str, str]] = defaultdict(dict)
    for document in room.documents():
        folder, name = document.split("/", 1)
        papers[folder][name.replace("/", " of ")] = read_outline(room.path / "output" / document)
    return papers


def read_findings(printed: str) -> dict[str, list[str]]:
    """Return the code and the place of each finding, by the folder that it is in."""
    found: dict[str, list[str]] = defaultdict(list)
    # The kept template has the notice of exempt papers in its header alone, which is said of it.
    for each in (one for one in json.loads(printed) if one["file"] != "templates/draft-response.docx"):
        _, folder, file = each["file"].split("/")
        place = f"[{each['sheet']}!{each['cell']}]" if each["cell"] else f"[{each['sheet']}]" if each["sheet"] else ""
        found[folder].append(f"{each['severity']} {each['code']} {file}{place}")
    return found


def expected_papers(matter: str) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in (KEPT / matter / "expected").glob("*.txt")}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Room:
    room = open_room(tmp_path_factory.mktemp("kept") / "room")
    lay_out(room, RETURNED)
    return room


@pytest.fixture(scope="module")
def findings(kept: Room) -> dict[str, list[str]]:
    """What is found while the papers of all of them are built."""
    built = kept.papers("build", "--format", "json")
    assert built.exit_code == 0, built.stdout
    return read_findings(built.stdout)


@pytest.fixture(scope="module")
def papers(kept: Room, findings: dict[str, list[str]]) -> dict[str, dict[str, str]]:
    """What was built."""
    assert findings
    return read_papers(kept)


def test_no_workbook_is_lost_or_made_again() -> None:
    present = [path for path in KEPT.rglob("*") if path.parent.parent.name == "sheets"]
    hashes = {path.relative_to(KEPT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in present}
    assert hashes == LISTED
    assert len(LISTED) >= 12
    assert len(RETURNED) >= 10


@pytest.mark.parametrize(("matter", "program"), RETURNED)
def test_a_kept_sheet_is_read_to_the_same_words(
    matter: str, program: str, findings: dict[str, list[str]], papers: dict[str, dict[str, str]]
) -> None:
    expected = expected_papers(matter)
    assert expected
    assert papers[name_folder(matter, program)] == expected
    found = (KEPT / matter / "findings" / f"{program}.txt").read_text(encoding="utf-8")
    assert findings[name_folder(matter, program)] == found.splitlines()


def test_nothing_else_is_built_or_found(findings: dict[str, list[str]], papers: dict[str, dict[str, str]]) -> None:
    folders = {name_folder(*each) for each in RETURNED}
    assert set(papers) == folders
    assert set(findings) == folders


def test_a_kept_sheet_remembers_what_was_exempt(room: Room) -> None:
    """The mark was taken from recommendation 4 after the sheets went out: no answer to it turns public."""
    lay_out(room, [("street-trees", program) for program in STREET_TREES])
    change_yaml(room, "    exempt: 3\n", "")
    checked = room.papers("check", "--format", "json")
    assert checked.exit_code == 1
    found = read_findings(checked.stdout)
    errors = {name: [each for each in found[name] if "error" in each] for name in found}
    assert errors == {
        name_folder("street-trees", program): [f"error RES021 {file}[Responses!{MOVED.get(program, 'C13')}]"]
        for program, file in STREET_TREES.items()
    }
    assert "1.9 million" not in checked.stdout


def test_a_kept_sheet_written_again_has_the_same_answers(room: Room) -> None:
    """Asked for by another day, so that `papers sheet` writes all of them anew."""
    programs = [program for program, file in STREET_TREES.items() if file == "responses.xlsx"]
    lay_out(room, [("street-trees", program) for program in programs])
    change_yaml(room, "due: 2026-03-13", "due: 2026-03-12")
    written = room.papers("sheet")
    assert sorted(written.stdout.splitlines()) == sorted(
        f"data/{name_folder('street-trees', program)}/responses.xlsx" for program in programs
    )
    assert room.papers("build").exit_code == 0
    expected = expected_papers("street-trees")
    assert read_papers(room) == {name_folder("street-trees", program): expected for program in programs}
    assert len(programs) >= 6


def open_kept(name: str, folder: Path) -> Room:
    """Return a copy of a kept workspace, with what was built in it."""
    return Room(shutil.copytree(WORKSPACES / name, folder / name))


def verify(room: Room) -> dict[str, tuple[str, bool, str | None, list[str]]]:
    """Return of each paper what it is, whether it is the agreed one, by which version, and which sources changed."""
    ran = room.papers("verify", "--format", "json")
    assert ran.exit_code == 0, ran.stdout
    items = json.loads(ran.stdout)
    return {each["file"]: (each["state"], each["agreed"], each["version"], each["changed_since"]) for each in items}


def test_no_file_of_a_kept_workspace_is_lost_or_made_again() -> None:
    files = [path for name in ("english", "welsh") for path in (WORKSPACES / name).rglob("*") if path.is_file()]
    hashes = {path.relative_to(WORKSPACES).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert hashes == KEPT_FILES
    assert len(hashes) >= 30


@pytest.mark.parametrize("name", ["english", "welsh"])
def test_a_kept_workspace_builds_to_the_same_words(name: str, tmp_path: Path) -> None:
    room = open_kept(name, tmp_path)
    built = room.papers("build", "--format", "json")
    assert built.exit_code == 0, built.stdout
    places = ((each, f"[{each['sheet']}!{each['cell']}]" if each["cell"] else "") for each in json.loads(built.stdout))
    found = "".join(f"{each['severity']} {each['code']} {each['file']}{place}\n" for each, place in places)
    expected = {path.stem: path.read_text("utf-8") for path in (WORKSPACES / f"{name} expected").glob("*.txt")}
    assert found == expected.pop("findings")
    papers = {
        name.replace("/", " of "): read_outline(room.path / "output" / name)
        for name in room.documents()
        if "superseded" not in name
    }
    assert papers == expected
    assert not list(room.path.rglob("output/**/*(edited*")), "the papers of then count as built, not as edited"


def test_papers_of_then_are_as_they_were_built(tmp_path: Path) -> None:
    """Also by a record of a version that had no history: that of the agreed paper."""
    english, welsh = open_kept("english", tmp_path), open_kept("welsh", tmp_path)
    drafts = "output/flood-defences"
    assert verify(english) == {
        "output/park-benches/Cabinet response - Park Benches.docx": ("as built", True, None, []),
        f"{drafts}/Appendix A - Draft Cabinet response - Flood Defences.docx": ("as built", False, "0.1.0", []),
        f"{drafts}/Covering letter - Councillor Ben Holt.docx": ("as built", False, "0.1.0", []),
    }
    paper = "output/coed-y-stryd/Ymateb drafft y Cabinet - Coed y Stryd.docx"
    assert verify(welsh) == {paper: ("as built", False, "0.1.0", [])}


def test_the_agreed_paper_of_then_is_still_the_agreed_one(tmp_path: Path) -> None:
    """A later version may write other bytes; as long as the words are the same, no change is reported."""
    room = open_kept("english", tmp_path)
    agreed = room.path / "output/park-benches/Cabinet response - Park Benches.docx"
    sent = shutil.copyfile(agreed, tmp_path / "agreed.docx")
    built = room.papers("build", "park-benches", "--format", "json")
    assert (built.exit_code, json.loads(built.stdout)) == (0, [])
    assert read_outline(agreed) == read_outline(sent)
    assert not (agreed.parent / "superseded").exists()
    state, is_agreed, _, changed = verify(room)["output/park-benches/Cabinet response - Park Benches.docx"]
    assert (state, is_agreed, changed) == ("as built", True, [])
    assert room.papers("verify", str(sent)).exit_code == 0
