"""The widths of the columns of a comment's table: each has room for letters, whatever stands in the others."""

import zipfile

from lxml import etree

from tests.conftest import Room

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ADDRESS = "https://www.eastmere.gov.uk/" + "a-long-way/to/the-page/" * 5


def draw(room: Room, table: str) -> tuple[list[int], bool]:
    """Return the widths of the columns of the comment's table, and whether it has narrow margins."""
    room.write("data/trees/recommendations.yaml", "title: Trees\nscrutiny: {body: Panel, date: 2026-03-03}\n"
               "recommendations: [That the Council plants trees.]\n")  # fmt: skip
    room.draw("data/trees/a.xlsx", "[R]\nRecommendation | Agree? | Comment\n"
              f"That the Council plants trees. | Yes | [Table: Costs]\n\n[Costs]\n{table}")  # fmt: skip
    assert room.papers("build").exit_code == 0
    (path,) = (room.path / "output").rglob("*.docx")
    with zipfile.ZipFile(path) as package:
        (nested,) = etree.fromstring(package.read("word/document.xml")).findall(f".//{W}tc/{W}tbl")
    widths = [int(each.get(f"{W}w", "0")) for each in nested.iter(f"{W}gridCol")]
    return widths, nested.find(f"{W}tblPr/{W}tblCellMar") is not None


def test_a_long_address_leaves_the_other_columns_their_room(room: Room) -> None:
    """They were squeezed in proportion to it, until their letters were not even printed."""
    widths, is_narrow = draw(room, f"Item | Where | Cost\nTrees | {ADDRESS} | 1,250\nSoil | here | 80")
    assert min(widths) > 500
    assert sum(widths) < 5900, "the cell around it"
    assert not is_narrow


def test_a_dozen_columns_are_alike_and_have_narrow_margins(room: Room) -> None:
    columns = " | ".join(f"Neighbourhood {at}" for at in range(12))
    widths, is_narrow = draw(room, f"{columns}\n{columns}")
    assert len(widths) == 12
    assert min(widths) > 360
    assert max(widths) - min(widths) <= 1
    assert is_narrow


def test_a_table_that_has_room_is_set_as_it_was(room: Room) -> None:
    widths, is_narrow = draw(room, "No. | Item\n1 | Trees\n2 | Soil")
    assert sum(widths) < 3000
    assert not is_narrow
