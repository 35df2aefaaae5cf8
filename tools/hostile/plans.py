"""Hostile workbooks with an action plan, which `papers import` makes a YAML file of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import product

from tools.hostile.case import Cases, Hostile, Maker
from tools.hostile.excel import M, bomb, make_parts, page
from tools.hostile.packages import pack, state_size
from tools.hostile.tables import ods
from tools.hostile.words import stretch

FILE = "plan.xlsx"
IMPORT = (("import", FILE),)
HEADINGS = ("Action", "Service", "By when")
# Headings that give one name, as all do that have no letter of a to z.
SIGNS = "!?%&/()=+*-.,:;#@"


def draw(*lines: Iterable[str], after: str = "") -> bytes:
    """Return a workbook of these lines."""
    drawn = (
        f'<row r="{at}">{"".join(f"<c t=#str#><v>{each}</v></c>" for each in line)}</row>'.replace("#", '"')
        for at, line in enumerate(lines, 1)
    )
    return pack(make_parts(page("".join(drawn), after=after)))


def draw_plan(count: int) -> bytes:
    """Return a plan of so many actions."""
    return draw(HEADINGS, *((f"The trees of street {at} are counted", "Parks", "2027") for at in range(count)))


def _plans() -> Iterable[tuple[str, Maker]]:
    yield "14,000 actions", partial(draw_plan, 14_000)
    yield (
        "14,000 actions of one number",
        lambda: draw(("No.", *HEADINGS), *[("1.1", "Trees", "Parks", "2027")] * 14_000),
    )
    yield (
        "6,000 priorities",
        lambda: draw(
            *(line for at in range(6_000) for line in ((f"Priority {at}",), HEADINGS, ("Trees", "Parks", "2027")))
        ),
    )
    yield "16,000 headings", lambda: draw((*HEADINGS, *(f"Heading {at}" for at in range(16_000))), ["Trees"] * 16_003)
    yield "4,900 headings of one name", lambda: draw((*HEADINGS, *_sign_headings(4_900)), ["Trees"] * 4_903)
    yield "16,000 times one heading", lambda: draw(("Action", *["Service"] * 16_000), ["Trees"] * 16_001)
    yield (
        "a title of 190,000 letters",
        lambda: draw(("Action plan " + stretch("letters", 190_000),), HEADINGS, ["a"] * 3),
    )
    yield "59,000 cells that are in no plan", lambda: draw(HEADINGS, ["a"] * 3, (), (), *[("", "", "", "x")] * 59_000)
    yield "merges over the whole plan", lambda: draw(
        HEADINGS, *[("Trees", "Parks", "2027")] * 5_000,
        after="<mergeCells>" + '<mergeCell ref="A1:C1048576"/>' * 5_000 + "</mergeCells>",
    )  # fmt: skip
    for name in (
        "spaces",
        "colons",
        "quotes",
        "line ends",
        "hashes",
        "digits and dots",
        "dates",
        "a sentence",
        "bullets",
    ):
        yield f"an action of {name}", partial(_of_words, name)
    yield "6,000,000 empty cells", lambda: draw(HEADINGS, ["a"] * 3, after="<x>" + "<c/>" * 6 * M + "</x>")
    yield "a part of 190 MB of spaces", lambda: pack(make_parts(bomb(190 * M)))
    yield "a part that states 4 GB", lambda: state_size(draw_plan(3), "xl/worksheets/sheet1.xml", 0xFFFFFFFE)
    yield "a file of 3 GB", lambda: b"PK\x03\x04"
    yield "no workbook", lambda: ods("<" * M)


def _sign_headings(count: int) -> Iterator[str]:
    for at, each in zip(range(count), product(SIGNS, repeat=4), strict=False):
        yield f"{''.join(each)} {'.' * (at % 3)}".replace("&", "&amp;")


def _of_words(name: str) -> bytes:
    words = stretch(name, 190_000).replace("&", "&amp;").replace("<", "&lt;")
    return draw(HEADINGS, (words, "Parks", "2027"), ("Trees", words, words))


def list_cases() -> Cases:
    """Yield the hostile plans."""
    for name, make in _plans():
        yield Hostile("plans to import", name, FILE, make, IMPORT, 3_000 * M if "3 GB" in name else 0)
