"""What counts as a change, and which matters are built again because of it."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from cabinet_papers.commands.build import Asked
from cabinet_papers.commands.watch import (
    PASSING,
    Change,
    Round,
    Watch,
    describe_changes,
    find_changes,
    take_snapshot,
)
from cabinet_papers.files.progress import no_progress
from cabinet_papers.files.workspace import Workspace
from cabinet_papers.findings.message import Message
from tests.conftest import MATTER, SHEET, Room
from tests.drawing import draw_workbook

PLAN = "title: Tree Plan\npriorities: [{name: Trees, actions: [{text: Plant., service: Parks, by: Year 2}]}]\n"


@pytest.mark.parametrize(
    "name",
    ["~$responses.xlsx", "~WRL0001.tmp", "5F3A2000", "3B7D100", ".~lock.responses.xlsx#", ".recommendations.yaml.swp",
     "recommendations.yaml~", "#recommendations.yaml#", ".#recommendations.yaml", "4913", "lu31337.tmp",
     "._responses.xlsx", ".DS_Store", "recommendations.yaml.bak",
     ".writing-12-0a1b2c-abcdefgh", "responses.xlsx.crdownload"],
)  # fmt: skip
def test_what_programs_write_beside_a_file_is_no_change(name: str, tmp_path: Path) -> None:
    assert PASSING.fullmatch(name)
    (tmp_path / name).write_text("")
    assert take_snapshot([], [tmp_path]) == {}


@pytest.mark.parametrize(
    "name",
    ["recommendations.yaml", "responses.xlsx", "responses - Councillor X.docx", "Antworten (2).ods", "action-plan.yaml",
     "deed.csv", "2024.xlsx", "notes.txt", "face.png", "5F3A2000.xlsx"],
)  # fmt: skip
def test_files_of_a_matter_are_watched(name: str, tmp_path: Path) -> None:
    path = tmp_path / "20240101" / name
    path.parent.mkdir()
    path.write_text("")
    before = take_snapshot([], [tmp_path])
    assert list(before) == [str(path)]
    path.write_text("more")
    assert find_changes(before, take_snapshot([], [tmp_path])) == (Change(path, is_gone=False),)
    path.unlink()
    assert find_changes(before, take_snapshot([], [tmp_path])) == (Change(path, is_gone=True),)


@pytest.mark.parametrize("folder", [".git", "to correct", "earlier sheets", ".schemas"])
def test_folders_that_are_not_the_officers_are_not_watched(folder: str, tmp_path: Path) -> None:
    (tmp_path / "trees" / folder).mkdir(parents=True)
    (tmp_path / "trees" / folder / "responses.xlsx").write_text("")
    assert take_snapshot([], [tmp_path]) == {}


@pytest.mark.skipif(os.name != "posix", reason="links need a permission there")
def test_a_link_that_leads_back_ends_nothing(tmp_path: Path) -> None:
    (tmp_path / "trees").mkdir()
    (tmp_path / "trees" / "round").symlink_to(tmp_path)
    (tmp_path / "trees" / "nowhere.xlsx").symlink_to(tmp_path / "gone.xlsx")
    (tmp_path / "trees" / "a.yaml").write_text("")
    assert [Path(each).name for each in take_snapshot([], [tmp_path])] == ["a.yaml"]


def test_changes_in_words(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    saved, gone = (
        Change(workspace.data / "a" / "a.yaml", is_gone=False),
        Change(workspace.data / "b.xlsx", is_gone=True),
    )
    assert describe_changes([saved], workspace) == "data/a/a.yaml was saved"
    assert describe_changes([saved, saved, saved], workspace) == "data/a/a.yaml and 2 other files were saved"
    assert describe_changes([gone, saved], workspace) == (
        "data/a/a.yaml was saved; data/b.xlsx was deleted, moved or renamed"
    )
    assert describe_changes([], workspace) == ""


@pytest.fixture
def grove(tmp_path: Path) -> Room:
    """Three matters, the last of them closed; nothing is built of them."""
    made = Room(tmp_path)
    made.write("papers.yaml", "council: Eastmere City Council\nlogo: crest.png\nlogo_alt: A tree\n")
    made.write("crest.png", "")
    for name in ("trees", "hedges", "closed/woods"):
        made.write(f"data/{name}/recommendations.yaml", MATTER)
    return made


Step = Callable[[], Round | Message]


def begin(room: Room, *named: str) -> tuple[Step, Round]:
    """Return what gives the next round, and the first one."""
    workspace = Workspace(room.path)
    folders = [workspace.data / each for each in named] or None
    rounds: Iterator[Round | Message] = Watch(workspace, folders, lambda: no_progress).iter_rounds()
    first = next(rounds)
    assert isinstance(first, Round)
    return lambda: next(rounds), first


def names(found: Round | Message) -> list[str]:
    assert isinstance(found, Round)
    return [each.name for each in found.matters]


def test_a_change_in_a_matters_folder_is_for_that_matter(grove: Room) -> None:
    step, first = begin(grove)
    assert (names(first), first.changes) == (["hedges", "trees"], ())
    path = draw_workbook(SHEET, grove.path / "data" / "trees" / "responses.xlsx")
    found = step()
    assert isinstance(found, Round)
    assert (names(found), found.changes) == (["trees"], (Change(path, is_gone=False),))
    # As the round finds it: with the sheet.
    assert found.matters[0].workbooks == (path,)
    grove.write("data/trees/notes/recommendations.txt", "deeper")
    assert names(step()) == ["trees"]


@pytest.mark.parametrize(
    "file", ["papers.yaml", "templates/draft-response.docx", "templates/words.yaml", "crest.png"]
)  # fmt: skip
def test_what_all_papers_share_is_for_all(file: str, grove: Room) -> None:
    step, _ = begin(grove)
    grove.write(file, "council: Westmere\nlogo: crest.png\nlogo_alt: A tree\n")
    assert names(step()) == ["hedges", "trees"]


def test_columns_of_one_matter_are_for_all(grove: Room) -> None:
    """A template may print them, and is wrong for every matter where they are taken away."""
    step, _ = begin(grove)
    with_columns = f"{MATTER}response: {{columns: [{{heading: Done by}}]}}\n"
    grove.write("data/trees/recommendations.yaml", with_columns)
    assert names(step()) == ["hedges", "trees"]
    grove.write("data/trees/recommendations.yaml", with_columns + "# further\n")
    assert names(step()) == ["trees"]
    grove.write("data/trees/recommendations.yaml", MATTER)
    assert names(step()) == ["hedges", "trees"]


def test_a_matter_that_is_new_or_gone(grove: Room) -> None:
    step, _ = begin(grove)
    grove.write("data/fields/recommendations.yaml", MATTER)
    assert names(step()) == ["fields"]
    (grove.path / "data" / "fields").rename(grove.path / "data" / "meadows")
    assert names(step()) == ["meadows"]
    (grove.path / "data" / "hedges" / "recommendations.yaml").unlink()
    (grove.path / "data" / "hedges").rmdir()
    found = step()
    assert (names(found), isinstance(found, Round) and found.changes[0].is_gone) == ([], True)


def test_matters_that_were_named_alone(grove: Room) -> None:
    step, first = begin(grove, "trees", "closed/woods")
    assert names(first) == ["trees", "woods"]
    grove.write("data/hedges/recommendations.yaml", MATTER + "# further\n")
    grove.write("data/fields/recommendations.yaml", MATTER)
    time.sleep(0.5)
    grove.write("data/closed/woods/recommendations.yaml", MATTER + "# further\n")
    assert names(step()) == ["woods"]


def test_a_plan_is_for_those_who_refer_to_it(grove: Room) -> None:
    grove.write("data/woods-plan/action-plan.yaml", PLAN)
    grove.write("data/hedges/recommendations.yaml", MATTER.replace("a hundred trees", "trees as action 1.1 says"))
    step, first = begin(grove)
    first.maker.build(first.matters, Asked(date(2026, 3, 3)))
    grove.write("data/woods-plan/action-plan.yaml", PLAN + "# further\n")
    assert names(step()) == ["hedges", "woods-plan"]


def test_a_workbook_that_is_in_no_matters_folder(grove: Room) -> None:
    step, _ = begin(grove)
    grove.write("data/notes.txt", "nothing to build")
    draw_workbook(SHEET, grove.path / "data" / "responses.xlsx")
    assert names(step()) == []


def test_a_logo_of_which_the_settings_speak_later(grove: Room) -> None:
    step, _ = begin(grove)
    grove.write("new.png", "")
    grove.write("papers.yaml", "council: Eastmere\nlogo: new.png\nlogo_alt: A tree\n")
    assert names(step()) == ["hedges", "trees"]
    grove.write("new.png", "drawn")
    found = step()
    assert isinstance(found, Round)
    assert [each.path.name for each in found.changes] == ["new.png"]


def test_the_settings_are_missed_and_waited_for(grove: Room) -> None:
    step, _ = begin(grove)
    path = grove.path / "papers.yaml"
    path.rename(grove.path / "papers.old")
    assert isinstance(step(), Message)
    (grove.path / "papers.old").rename(path)
    assert isinstance(step(), Message)
    grove.write("data/trees/recommendations.yaml", MATTER + "# further\n")
    assert names(step()) == ["trees"]


@pytest.mark.skipif(os.name != "posix", reason="a folder in use cannot be renamed there")
def test_the_workspace_is_missed_and_waited_for(grove: Room) -> None:
    step, _ = begin(grove)
    away = grove.path.with_name("away")
    grove.path.rename(away)
    said = step()
    assert isinstance(said, Message)
    assert str(grove.path) in str(said)
    (away / "data" / "trees" / "recommendations.yaml").write_text(MATTER + "# further\n", encoding="utf-8")
    away.rename(grove.path)
    assert isinstance(step(), Message)
    assert names(step()) == ["trees"]


def test_a_file_that_is_written_in_pieces_is_read_when_it_is_whole(grove: Room) -> None:
    """It grows while it is looked at: one round for all of it."""
    step, _ = begin(grove)
    path = grove.path / "data" / "trees" / "recommendations.yaml"
    whole = MATTER + "# further\n" * 20

    def write() -> None:
        with path.open("w", encoding="utf-8") as opened:
            for at in range(0, len(whole), 40):
                opened.write(whole[at : at + 40])
                opened.flush()
                time.sleep(0.03)

    writing = threading.Thread(target=write)
    writing.start()
    assert names(step()) == ["trees"]
    assert path.read_text(encoding="utf-8") == whole
    writing.join()
