"""The widths of the columns of a comment's table: each has room for letters, whatever stands in the others."""

import re
import zipfile
from typing import NamedTuple

import pytest
from lxml import etree

from cabinet_papers.word.letters import measure
from tests.conftest import Room

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ADDRESS = "https://www.eastmere.gov.uk/" + "a-long-way/to/the-page/" * 5


class Drawn(NamedTuple):
    """A comment's table in a draft: its columns, what else was done for it, the table around, and what was said."""

    widths: list[int]
    sizes: set[str]
    has_own_margins: bool
    is_landscape: bool
    outer: list[int]
    said: str


def draw(room: Room, table: str) -> Drawn:
    room.write("data/trees/recommendations.yaml", "title: Trees\nscrutiny: {body: Panel, date: 2026-03-03}\n"
               "recommendations: [That the Council plants trees.]\n")  # fmt: skip
    room.draw("data/trees/a.xlsx", "[R]\nRecommendation | Agree? | Comment\n"
              f"That the Council plants trees. | Yes | [Table: Costs]\n\n[Costs]\n{table}")  # fmt: skip
    built = room.papers("build")
    assert built.exit_code == 0, built.stderr
    (path,) = (room.path / "output").rglob("*.docx")
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    (nested,), (outer,) = root.findall(f".//{W}tc/{W}tbl"), root.findall(f"{W}body/{W}tbl")
    widths, around = ([int(each.get(f"{W}w", "0")) for each in table.find(f"{W}tblGrid")] for table in (nested, outer))
    sizes = {each.get(f"{W}val", "") for each in nested.iter(f"{W}sz")}
    is_landscape = root.find(f".//{W}pgSz").get(f"{W}orient") == "landscape"
    has_margins = nested.find(f"{W}tblPr/{W}tblCellMar") is not None
    return Drawn(widths, sizes, has_margins, is_landscape, around, built.stderr)


def test_a_long_address_leaves_the_other_columns_their_room(room: Room) -> None:
    """They were squeezed in proportion to it, until their letters were not even printed."""
    drawn = draw(room, f"Item | Where | Cost\nTrees | {ADDRESS} | 1,250\nSoil | here | 80")
    assert min(drawn.widths) > 500
    assert sum(drawn.widths) <= drawn.outer[-1] - 216, "the cell around it"
    assert (drawn.sizes, drawn.has_own_margins, drawn.is_landscape) == (set(), False, False)


def test_a_table_that_has_room_is_set_as_it_was(room: Room) -> None:
    drawn = draw(room, "No. | Item\n1 | Trees\n2 | Soil")
    assert sum(drawn.widths) < 3000
    assert (drawn.sizes, drawn.has_own_margins, drawn.is_landscape) == (set(), False, False)


def test_labels_have_room_before_headings(room: Room) -> None:
    """A heading takes more lines once; labels in a narrow column took more lines in every row."""
    names = "Abbey Road | 2,310 | 412\nCanal Street | 1,985 | 388"
    drawn = draw(room, f"Larder | Visits from January to March | Households from January to March\n{names}")
    assert drawn.widths[0] >= measure("Canal Street") * 220 + 160


def test_amounts_in_pounds_fit_in_smaller_letters(room: Room) -> None:
    drawn = draw(room, "Service | 2023/24 | 2024/25 | 2025/26 | 2026/27\n"
                 "Housing | £12,345,678 | £9,876,543 | £10,000,000 | £11,234,567")  # fmt: skip
    assert (len(drawn.sizes), drawn.has_own_margins, drawn.is_landscape) == (1, True, False)
    half_points = int(drawn.sizes.pop())
    assert half_points >= 16
    assert drawn.widths[1] >= measure("£12,345,678") * half_points * 10 + 56
    assert "OUT015" not in drawn.said


def test_many_columns_turn_the_page_and_get_all_that_it_gains(room: Room) -> None:
    figures = " | ".join(f"{100_000 + at:,}" for at in range(14))
    upright = draw(room, "No. | Item\n1 | Trees").outer
    drawn = draw(room, f"{' | '.join(f'C{at}' for at in range(14))}\n{figures}")
    assert drawn.is_landscape
    assert drawn.outer[:-1] == upright[:-1], "the other columns are as wide as on the upright page"
    assert drawn.outer[-1] - upright[-1] == 16838 - 11906
    assert min(drawn.widths) >= measure("100,000") * 160 + 56
    assert "OUT015" not in drawn.said


def test_too_many_columns_are_reported_at_the_comment(room: Room) -> None:
    columns = " | ".join(f"Neighbourhood {at}" for at in range(12))
    drawn = draw(room, f"{columns}\n{columns}")
    assert len(drawn.widths) == 12
    assert max(drawn.widths) - min(drawn.widths) <= 1
    assert (drawn.sizes, drawn.has_own_margins, drawn.is_landscape) == ({"16"}, True, True)
    (line,) = [line for line in drawn.said.splitlines() if "OUT015" in line]
    assert line.startswith("data/trees/a.xlsx[R!C2] warning OUT015: recommendation 1: a table of 12 columns")
    fitting = int(re.search(r"room for (\d+),", line)[1])
    columns = " | ".join(f"Neighbourhood {at}" for at in range(fitting))
    assert "OUT015" not in draw(room, f"{columns}\n{columns}").said, "so many do fit"


def test_further_columns_leave_the_recommendation_its_room(room: Room) -> None:
    room.write("papers.yaml", "council: Eastmere\nresponse_columns: [Action, Lead officer, Target date]\n")
    drawn = draw(room, "No. | Item\n1 | Trees")
    assert drawn.is_landscape
    assert drawn.outer[0] / sum(drawn.outer) > 1 / 5
    headings = ["Recommendation", "Agree?", "Comment", "Action", "officer", "Target"]
    needed = [measure(each, bold=True) * 240 + 216 for each in headings]
    assert [at for at, (width, low) in enumerate(zip(drawn.outer, needed, strict=True)) if width < low] == []


def test_tables_of_several_topics_are_alike(room: Room) -> None:
    """Also where only one has figures that need the whole page."""
    room.write("data/trees/recommendations.yaml", "title: Trees\nscrutiny: {body: Panel, date: 2026-03-03}\n"
               "topics:\n"
               "- {title: Elms, scrutiny: {body: A, date: 2026-03-03}, recommendations: [We plant.]}\n"
               "- {title: Oaks, scrutiny: {body: A, date: 2026-03-03}, recommendations: [We count.]}\n")  # fmt: skip
    figures = " | ".join(f"{100_000 + at:,}" for at in range(14))
    room.draw("data/trees/a.xlsx", "[R]\nRecommendation | Agree? | Comment\nWe plant. | Yes | ok\n"
              f"We count. | Yes | [Table: T]\n\n[T]\n{' | '.join('ABCDEFGHIJKLMN')}\n{figures}")  # fmt: skip
    built = room.papers("build")
    assert (built.exit_code, "OUT015" in built.stderr) == (0, False), built.stderr
    (path,) = (room.path / "output").rglob("*.docx")
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    first, second = (
        [each.get(f"{W}w") for each in table.find(f"{W}tblGrid")] for table in root.findall(f"{W}body/{W}tbl")
    )
    assert first == second
    assert sum(map(int, first)) == pytest.approx(14570, abs=10)


def test_a_plans_own_columns_are_as_wide_as_their_words_need(room: Room) -> None:
    """Words of bullets were broken in a narrow column, while others had room to spare."""
    room.write(
        "data/plan/action-plan.yaml",
        "title: Plan\nyears: [2026, 2027]\n"
        "columns: [{heading: RAG, choices: [Green, Red]}, {heading: Progress}, {heading: Cost, kind: money}]\n"
        "priorities:\n  - name: Streets\n    actions:\n      - text: Plant trees.\n        service: Parks\n"
        "        by: Year 1\n        rag: Green\n        cost: £48,000\n        progress: |\n"
        "          Lessons are held in four of six wards, and in the library:\n"
        "          - Fenside and Hartwell since September, with neighbourhoods beyond\n          - two more\n",
    )
    assert room.papers("build").exit_code == 0
    with zipfile.ZipFile(next((room.path / "output/plan").glob("*.docx"))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    (table,) = root.findall(f"{W}body/{W}tbl")
    widths = [int(each.get(f"{W}w", "0")) for each in table.find(f"{W}tblGrid")]
    headings = ["".join(cell.itertext()) for cell in table.find(f"{W}tr").findall(f"{W}tc")]
    by_heading = dict(zip(headings, widths, strict=True))
    assert by_heading["Progress"] >= measure("neighbourhoods") * 220 + 397 + 216
    assert by_heading["Progress"] > 1.5 * by_heading["RAG"]
