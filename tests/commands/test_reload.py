"""What makes a page reload itself is put in and taken out again without a trace."""

import json
import re
from pathlib import Path

import pytest

from cabinet_papers.commands.reload import STAMPS, add_reloads, begin_stamps, take_out_reload, write_stamps
from cabinet_papers.files.files import RECORD, read_record, write_record
from cabinet_papers.files.workspace import Workspace
from cabinet_papers.files.writing import hash_of

PAGES = {
    "Cabinet response - Trees.html": b"<html><body><p>One.</p></body></html>\n",
    "exempt/EXEMPT - Café <!-- 100 %.html": b"<html><body><p>Two.</p></body></html>\n",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace in which pages are watched."""
    made = Workspace(tmp_path)
    folder = made.output / "trees"
    (folder / "exempt").mkdir(parents=True)
    watched = add_reloads(PAGES)
    begin_stamps(folder, PAGES)
    for name, page in watched.items():
        (folder / name).write_bytes(page)
    assert write_record(folder, {name: hash_of(page) for name, page in watched.items()}, (), str) == []
    return made


def read_stamps(folder: Path) -> dict[str, str]:
    found = re.fullmatch(r"window\.watchedPages = (.+);\n", (folder / STAMPS).read_text(encoding="utf-8"))
    assert found
    return dict(json.loads(found[1]))


def test_pages_are_as_they_were(workspace: Workspace) -> None:
    """Also where the watch ended after they were written, and before it could write down what they are made of."""
    folder = workspace.output / "trees"
    assert read_stamps(folder) == {}
    assert take_out_reload(workspace) == []
    assert {name: (folder / name).read_bytes() for name in PAGES} == PAGES
    assert read_record(folder) == {name: hash_of(page) for name, page in PAGES.items()}
    assert not (folder / STAMPS).exists()


def test_an_edited_page_stays_an_edited_one(workspace: Workspace) -> None:
    folder, name = workspace.output / "trees", next(iter(PAGES))
    (folder / name).write_bytes((folder / name).read_bytes().replace(b"One", b"Another"))
    assert take_out_reload(workspace) == []
    assert (folder / name).read_bytes() == PAGES[name].replace(b"One", b"Another")
    assert read_record(folder)[name] != hash_of((folder / name).read_bytes())


def test_what_cannot_be_finished_is_finished_by_the_next_build(workspace: Workspace) -> None:
    folder = workspace.output / "trees"
    record = (folder / RECORD).read_bytes()
    (folder / RECORD).unlink()
    (folder / RECORD).mkdir()
    assert [each.code.number for each in take_out_reload(workspace)] == ["OUT001"]
    assert (folder / STAMPS).exists()
    (folder / RECORD).rmdir()
    (folder / RECORD).write_bytes(record)
    assert take_out_reload(workspace) == []
    assert read_record(folder) == {name: hash_of(page) for name, page in PAGES.items()}


def test_a_page_that_could_not_be_written_does_not_reload_for_ever(workspace: Workspace) -> None:
    folder = workspace.output / "trees"
    first, second = PAGES
    write_stamps(folder, PAGES, [folder / first])
    made = re.findall(rb'"([0-9a-f]{16})"\);', add_reloads(PAGES)[first])
    assert read_stamps(folder) == {first: made[0].decode()}
    write_stamps(folder, PAGES, [folder / first, folder / second])
    assert list(read_stamps(folder)) == [first, second]


def test_names_cannot_end_the_script() -> None:
    page = add_reloads(PAGES)[next(name for name in PAGES if "exempt" in name)].decode()
    assert (page.count("<!--"), page.count("<script"), page.count("</script")) == (0, 1, 1)
    assert f'"../{STAMPS}"' in page


def test_a_folder_that_is_not_watched_is_left_alone(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    page = workspace.output / "trees" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_bytes(add_reloads(PAGES)[next(iter(PAGES))])
    assert take_out_reload(workspace) == []
    assert b"<script" in page.read_bytes()
