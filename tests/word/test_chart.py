"""The chart of an action plan: a drawing with a part of its own, described in words, the same at each build."""

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from cabinet_papers.finished.blocks import open_blocks
from cabinet_papers.matter.settings import Chart
from cabinet_papers.proof.structure import find_faults
from cabinet_papers.word.chart import add_chart, write_chart
from tests.conftest import Room, need_program

FIRST = """\
title: Tree Plan
priorities:
  - name: Streets
    actions: [{text: Plant fifty trees along the ring road., by: Year 1}, {text: Water the young trees., by: Year 2}]
"""
NEXT = """\
title: Tree Plan, Year 2
previous: trees-2026
show: [chart]
priorities:
  - name: Streets
    actions:
      - {text: Plant fifty trees along the ring road., by: Year 1, completed: May}
      - {text: Water the young trees., by: Year 2}
      - {text: Map every tree that the Council owns., by: Year 2}
      - {text: Ask residents where benches are wanted., by: Year 2}
"""
ALT = "New: 2; On-going action: 1; Completed: 1"
PART = "word/charts/plan-chart.xml"


def build(room: Room, plan: str = NEXT, *options: str) -> Path:
    room.write("data/closed/trees-2026/action-plan.yaml", FIRST)
    room.write("data/trees-2027/action-plan.yaml", plan)
    built = room.papers("build", *options)
    assert built.exit_code == 0, built.stderr
    (name,) = room.documents()
    return room.path / "output" / name


def read(path: Path, part: str) -> etree._Element:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(part))


def read_bars(path: Path) -> list[tuple[str, str]]:
    labels, numbers = (
        [str(each.text) for each in read(path, PART).iterfind(f".//{{*}}{kind}//{{*}}v")] for kind in ("cat", "val")
    )
    return list(zip(labels, numbers, strict=True))


def describe(path: Path) -> list[str]:
    """Return what the drawings of the text show in words."""
    return [each.get("descr", "") for each in read(path, "word/document.xml").iterfind(".//{*}body//{*}docPr")]


def test_it_shows_what_became_of_the_actions(room: Room) -> None:
    path = build(room)
    assert read_bars(path) == [("New", "2"), ("On-going action", "1"), ("Completed", "1")]
    assert describe(path) == [ALT]


def test_without_last_years_plan_it_shows_by_when(room: Room) -> None:
    path = build(room, NEXT.replace("previous: trees-2026\n", "").replace(", completed: May", ""))
    assert read_bars(path) == [("Year 1", "1"), ("Year 2", "3")]


def test_a_plan_of_which_nothing_is_known_has_none(room: Room) -> None:
    path = build(room, "title: Tree Plan\nshow: [chart, figures]\npriorities: [{name: A, actions: [Plant trees.]}]\n")
    assert describe(path) == []
    with zipfile.ZipFile(path) as package:
        assert PART not in package.namelist()


def test_two_builds_give_the_same_bytes(room: Room) -> None:
    before = build(room).read_bytes()
    shutil.rmtree(room.path / "output")
    assert build(room).read_bytes() == before


def test_signs_in_labels_are_words(room: Room) -> None:
    plan = 'title: Plan\nshow: [chart]\npriorities: [{name: A, actions: [{text: Act., by: "<b>\\"1\\" & 2"}]}]\n'
    path = build(room, plan)
    assert read_bars(path) == [('<b>"1" & 2', "1")]
    assert describe(path) == ['<b>"1" & 2: 1']


def test_word_would_repair_nothing(room: Room, audit: Callable[[Path], list[str]]) -> None:
    path = build(room)
    assert find_faults(open_blocks(path.read_bytes()), "") == []
    assert audit(path) == []


def test_the_open_xml_sdk_finds_nothing(room: Room, validate: Callable[[Path], list[str]]) -> None:
    assert validate(build(room)) == []


@pytest.mark.slow
def test_pdf_and_page_show_it(room: Room) -> None:
    need_program("soffice")
    path = build(room, NEXT, "--pdf", "--html")
    assert path.with_suffix(".pdf").is_file()
    page = path.with_suffix(".html").read_text("utf-8")
    assert re.findall(r'role="img" aria-label="([^"]*)"', page) == [ALT]


def test_a_template_that_does_not_show_it_has_no_part_of_it() -> None:
    chart = Chart("One: 1", (("One", 1),))
    parts = {"word/document.xml": b"<w:document/>"}
    add_chart(parts, chart, ["word/document.xml"])
    assert list(parts) == ["word/document.xml"]
    assert (str(write_chart(None)), "One: 1" in str(write_chart(chart))) == ("", True)
