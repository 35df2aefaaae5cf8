"""Random papers, and documents of random Word features: the page is proven, and has every word in its order."""

import random
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tools.try_pages import try_number

from cabinet_papers.finished.word_file import MAIN, W, WordFile
from tests.conftest import MANY
from tests.web.word import BOXED, DRAWING, PICTURE, draw, field, main_of, make_page, p, r, tbl, tc, tr

LOOKS = (
    "", "", "", "<w:b/>", "<w:i/>", '<w:color w:val="7A1F1F"/>', '<w:vertAlign w:val="superscript"/>', "<w:strike/>",
    '<w:rStyle w:val="Strong"/>', '<w:lang w:val="cy-GB"/>', '<w:b w:val="0"/>',
)  # fmt: skip
STYLES = ("", "", "", "Heading1", "Heading2", "Quote", "Recommendation", "Welsh", "NumberedParagraph", "ListBullet")
LISTS = ("1", "1/1", "1/2", "2", "2/1", "2/2", "4", "4/1", "4/2", "4/3", "5", "6")
MORE = ("", "", "", '<w:jc w:val="right"/>', '<w:ind w:left="360"/>', '<w:ind w:left="800" w:right="800"/>')
# Words that are not shown are in capitals, so that the test knows them; every word is there once.
GONE = "GONE"
PIECES = (
    r(GONE, "<w:vanish/>"),
    r(GONE, '<w:rStyle w:val="Unseen"/>'),
    f'<w:del w:id="1"><w:r><w:delText>{GONE}</w:delText></w:r></w:del>',
    f'<w:ins w:id="1">{r("WORDS")}</w:ins>',
    f'<w:hyperlink r:id="lnk1">{r("WORDS")}{r(" ")}</w:hyperlink>',
    field("PAGE", GONE),
    field(" NUMPAGES ", GONE),
    field("TITLE", "WORDS"),
    field('HYPERLINK "https://example.org/b"', "WORDS"),
    f"<w:sdt><w:sdtPr/><w:sdtContent>{r('WORDS')}</w:sdtContent></w:sdt>",
    "<w:r><w:br/></w:r>",
    "<w:r><w:tab/></w:r>",
    '<w:r><w:sym w:char="F0FC"/></w:r>',
    "<w:r><w:noBreakHyphen/></w:r>",
    DRAWING.format(words="A tree", inside=PICTURE.format(ref="pic1")),
    *(f'<w:r><w:footnoteReference w:id="{at}"/></w:r>' for at in range(1, 4)),
)


class Author:
    """Writes a random document; deep in it there are fewer tables."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.count = 0

    def words(self) -> str:
        self.count += 1
        return f"w{self.count}" + "x" * self.random.choice((0, 0, 0, 60))

    def run(self) -> str:
        if self.random.randrange(3):
            return r(self.words() + self.random.choice(("", " ", ", ")), self.random.choice(LOOKS))
        return self.random.choice(PIECES).replace("WORDS", self.words())

    def paragraph(self) -> str:
        inside = "".join(self.run() for _ in range(self.random.randrange(5)))
        if self.random.randrange(20) == 0:
            hidden = self.random.choice(("<w:vanish/>", '<w:del w:id="1"/>'))
            return p(r(GONE, "<w:vanish/>"), numbered=self.random.choice(LISTS), more=f"<w:rPr>{hidden}</w:rPr>")
        if self.random.randrange(3) == 0:
            return p(inside or "<w:r/>", numbered=self.random.choice(LISTS), more=self.random.choice(MORE))
        # A box comes first, as Word stores it: its words precede those of its paragraph.
        box = BOXED.replace("In the box.", self.words()) if self.random.randrange(12) == 0 else ""
        return p(box + inside or "<w:r/>", self.random.choice(STYLES), self.random.choice(MORE))

    def table(self, depth: int) -> str:
        columns = self.random.randrange(1, 7)
        rows = []
        for at in range(self.random.randrange(1, 5)):
            cells = [tc(*self.blocks(depth + 1, self.random.randrange(1, 3)), p()) for _ in range(columns)]
            if self.random.randrange(4) == 0 and columns > 1:
                cells[:2] = [tc(self.paragraph(), more='<w:gridSpan w:val="2"/>')]
            elif at and self.random.randrange(3) == 0:
                # In some tables the row above has such a cell, in others it has not.
                cells[-1] = tc(more="<w:vMerge/>")
            elif self.random.randrange(3) == 0:
                cells[-1] = cells[-1].replace("<w:tcPr>", '<w:tcPr><w:vMerge w:val="restart"/>', 1)
            gone = self.random.choice(("", "", "", "", "<w:hidden/>", '<w:del w:id="1"/>'))
            if gone:
                rows.append(tr(tc(p(r(GONE))), more=gone))
            rows.append(tr(*cells, head=at < 2 and self.random.randrange(2) == 0))
        return tbl(*rows, columns=columns, first=self.random.randrange(2) == 0)

    def blocks(self, depth: int, number: int) -> list[str]:
        return [
            self.table(depth) if self.random.randrange(3 + 6 * depth) == 0 else self.paragraph() for _ in range(number)
        ]


class Listener(HTMLParser):
    """Hears the words of a page: not the numbers that Word counts, nor names for the ear."""

    def __init__(self, main: str) -> None:
        super().__init__()
        self.words, self.skipped = "", 0
        self.feed(main)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "img", "col"):
            self.words += " "
        elif self.skipped or dict(attrs).get("class") in ("number", "unseen", "note"):
            self.skipped += 1

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self.skipped -= bool(self.skipped)

    def handle_data(self, data: str) -> None:
        self.words += "" if self.skipped else data


def words_of(document: WordFile) -> list[str]:
    """Return the words of a document that are shown, in the order in which they are stored."""
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    found = (each for each in document.roots[MAIN].iter(f"{W}t") if next(each.iterancestors(fallback), None) is None)
    return re.findall(r"w\d+x*", " ".join(each.text or "" for each in found))


NOTES = "".join(f'<w:footnote w:id="{at}">{p(f"Note {at}.")}</w:footnote>' for at in range(1, 4))


@pytest.mark.parametrize("seed", range(30 * MANY))
def test_a_random_document_is_on_its_page(seed: int) -> None:
    author = Author(seed)
    document = draw("".join(author.blocks(0, 12)), notes=NOTES)
    heard = Listener(main_of(make_page(document))).words
    assert GONE not in heard
    assert re.findall(r"w\d+x*", heard) == words_of(document)
    assert len(words_of(document)) > 5


@pytest.mark.slow
@pytest.mark.parametrize("number", range(10 * MANY))
def test_random_papers_are_on_their_pages(number: int, tmp_path: Path) -> None:
    """Plans and responses as `tools/try_pages.py` builds more of them."""
    assert list(try_number(number, tmp_path / "room")) == []
