"""The pages for officers, members, clerks and designers of templates say what happens: their examples are run.

Each page begins in a bare workspace. A fence ```console holds commands, run one after the other; ```yaml FILE and
```text FILE write a file (a workbook is drawn as in tests/drawing.py); ```yaml part of FILE puts its lines in place of
those in the file from its first line to its last; each line of a fence ```text output is in what the commands before
it said. Other fences are for reading.
"""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, Room, open_room
from tests.pages import Block, read_blocks

PAGES = sorted((ROOT / "docs").glob("*.md"))
SAID, PART = "output", "part of "


def flatten(text: str) -> str:
    """Return the text without line breaks, which depend on the window."""
    return " ".join(text.split())


class Reader:
    """Somebody who does what a page says."""

    def __init__(self, folder: Path) -> None:
        self.room = open_room(folder / "room")
        self.said = ""

    def follow(self, block: Block) -> None:
        if block.language == "console":
            self.said = "".join(self.run(line) for line in block.text.splitlines())
        elif block.name == SAID:
            missing = [line for line in block.text.splitlines() if flatten(line) not in flatten(self.said)]
            assert not missing, f"the page shows {missing}, but the commands said:\n{self.said}"
        elif block.name.endswith(".xlsx"):
            self.room.draw(block.name, block.text)
        elif block.name.startswith(PART):
            self.put(block.name.removeprefix(PART), block.text.splitlines())
        elif block.name:
            self.room.write(block.name, block.text)

    def put(self, name: str, lines: list[str]) -> None:
        """Put the lines in place of those from the first to the last of them in the file."""
        old = (self.room.path / name).read_text("utf-8").splitlines()
        start = old.index(lines[0])
        end = old.index(lines[-1], start)
        self.room.write(name, "\n".join([*old[:start], *lines, *old[end + 1 :], ""]))

    def run(self, line: str) -> str:
        program, *arguments = shlex.split(line)
        if program == "cd":
            self.room = Room(self.room.path / arguments[0])
            return ""
        assert program == "papers", f"the page has another command: {line}"
        ran = self.room.run(*arguments)
        assert ran.exit_code == 0, f"{line}\n{ran.stdout}{ran.screen}"
        return ran.stdout + ran.screen


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_what_a_page_shows_happens(page: Path, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    for block in read_blocks(page.read_text("utf-8")):
        reader.follow(block)


def test_the_hook_and_the_workflow_run_commands_that_there_are(tmp_path: Path) -> None:
    blocks = {
        block.name: yaml.safe_load(block.text) for block in read_blocks((ROOT / "docs/programs.md").read_text("utf-8"))
    }
    (hook,) = blocks[".pre-commit-config.yaml"]["repos"][0]["hooks"]
    steps = blocks[".github/workflows/papers.yml"]["jobs"]["papers"]["steps"]
    commands = [hook["entry"], *(each["run"] for each in steps if "run" in each)]
    ours = [each.partition(" >")[0] for each in commands if each.startswith("papers ")]
    assert len(ours) == 4
    reader = Reader(tmp_path)
    reader.room = open_room(tmp_path / "sample", sample=True)
    for each in ours:
        reader.run(each)
    assert re.search(hook["files"], "data/street-trees/responses.xlsx")
    assert re.search(hook["files"], "papers.yaml")
    assert not re.search(hook["files"], "output/street-trees/x.docx")


def test_every_page_is_read() -> None:
    assert {"officer", "member", "clerk", "templates", "programs"} <= {page.stem for page in PAGES}


@pytest.mark.parametrize(
    "page",
    [*PAGES, *(ROOT / f"{name}.md" for name in ("README", "SECURITY", "THIRD-PARTY"))],
    ids=lambda path: path.stem,
)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text("utf-8"))
    assert [each for each in links if not (page.parent / each).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_the_readme_leads_to_each_page(page: Path) -> None:
    assert f"docs/{page.name}" in (ROOT / "README.md").read_text("utf-8")


def test_each_promise_names_a_test_or_a_tool_that_there_is() -> None:
    rows = (ROOT / "SECURITY.md").read_text("utf-8").partition("what shows it")[2].partition("\n## ")[0].splitlines()
    promises = [row.split("|")[3] for row in rows if row.startswith("| ") and "---" not in row][1:]
    assert len(promises) >= 8
    assert [each for each in promises if "`tests/" not in each] == []
    named = re.findall(r"`((?:tests|tools)/[^`]+)`", " ".join(promises))
    assert [each for each in named if not (ROOT / each).exists()] == []
