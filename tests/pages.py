"""An explanation's examples, taken out of its page and laid out in a workspace.

A fence names the file that it is: `yaml recommendations.yaml`, `yaml papers.yaml`, `text responses.xlsx` (drawn as in
tests/drawing.py), `text notes.md`. A file belongs to the matter "trees" unless its name says another
(`yaml buses/recommendations.yaml`). A fence `console` holds commands, run where they stand. What stands under "Given"
belongs to both examples; an example without a command is looked at with `papers check`, and one with a workbook has a
matter to answer, of the one recommendation below, unless it gives another.
"""

import re
import shlex
from dataclasses import dataclass

from tests.conftest import Room

FENCE = re.compile(r"^```(\w*) ?(.*?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAID = re.compile(r"^\S.*?:? (error|warning) ([A-Z]{3}\d{3}): ", re.MULTILINE)
# What a short example leaves out, put in by the test: (the file, the keys of which one is enough, the line, in front).
COMPLETIONS = (
    ("recommendations.yaml", ("scrutiny",), "scrutiny: {body: Scrutiny Committee, date: 2026-03-03}", True),
    ("recommendations.yaml", ("title",), "title: Street Trees", True),
    (
        "recommendations.yaml",
        ("recommendations", "topics"),
        "recommendations: [That the Council plants a hundred trees.]",
        False,
    ),
    ("action-plan.yaml", ("title",), "title: Tree Plan", True),
    ("papers.yaml", ("council",), "council: Westmere City Council", True),
)
WORKBOOKS = (".xlsx", ".csv", ".numbers")


@dataclass
class Block:
    """A fence of a page: its language, the file that it is ("" for none), and what stands in it."""

    language: str
    name: str
    text: str


def read_sections(page: str) -> dict[str, str]:
    """Return what stands under each heading, "" for what stands under the title."""
    parts = re.split(r"^## (.+)$", page.partition("\n")[2], flags=re.MULTILINE)
    return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def read_blocks(section: str) -> list[Block]:
    return [Block(*found) for found in FENCE.findall(section)]


def complete(name: str, text: str) -> str:
    """Return the file with the lines that a short example leaves out; an empty one stays empty."""
    if not re.search(r"^[^#\s]", text, re.MULTILINE):
        return text
    for file, keys, line, in_front in COMPLETIONS:
        if name.endswith(file) and not re.search(rf"^({'|'.join(keys)}):", text, re.MULTILINE):
            text = f"{line}\n{text}" if in_front else f"{text.rstrip()}\n{line}\n"
    return text


def lay_out(block: Block, room: Room) -> None:
    path = block.name if block.name == "papers.yaml" else f"data/{'' if '/' in block.name else 'trees/'}{block.name}"
    if block.name.endswith(".xlsx") and block.text.startswith("["):
        room.draw(path, block.text)
    else:
        room.write(path, complete(block.name, block.text))


def run_example(page: str, example: str, room: Room) -> list[tuple[str, str]]:
    """Lay out the example (Wrong or Right) and return what is found there, each as (severity, code)."""
    sections = read_sections(page)
    given, shown = read_blocks(sections.get("Given", "")), read_blocks(sections[example])
    if any(block.name.endswith(WORKBOOKS) for block in (*given, *shown)):
        lay_out(Block("yaml", "recommendations.yaml", "title: Street Trees\n"), room)
    follow(given, room)
    said = follow(shown, room)
    if not any(block.language == "console" for block in shown):
        said += room.papers("check").stderr
    return [(found[1], found[2]) for found in SAID.finditer(said)]


def follow(blocks: list[Block], room: Room) -> str:
    """Write the files and run the commands in the order in which they stand; return what was said."""
    said = ""
    for block in blocks:
        if block.language == "console":
            for line in block.text.splitlines():
                said += room.papers(*shlex.split(line)[1:]).stderr
        elif block.name:
            lay_out(block, room)
    return said
