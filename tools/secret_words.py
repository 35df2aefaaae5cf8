"""Words that tools/try_secrets.py puts where something is not for publication, and how they are found again."""

from __future__ import annotations

import html
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pypdf
from lxml import etree

# No English word has these syllables, so that a trace is of no other text.
SYLLABLES = ("qua", "zor", "vex", "jup", "kiz", "wug", "yab", "fow", "dax", "pli",
             "gux", "hez", "mij", "nop", "roz", "suv", "tyx", "bim", "cho", "lud")  # fmt: skip
LETTERS = "QZXJVKWY"
MONTHS = ("January", "March", "April", "May", "June", "July", "August")
# A name may be cut off where a message is shortened, and be in another case, or have other endings.
SHORTEST_TRACE = 6
TAG = re.compile(r"<[^>]*>")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
NO_LETTERS = re.compile("[^A-Za-z]+")
ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")


class Secret(NamedTuple):
    """What is typed in one place: a text with words of every kind, and the traces by which it is found."""

    place: str
    name: str
    abbreviation: str
    amount: str
    year: int
    outward: str

    @property
    def traces(self) -> tuple[str, ...]:
        """What of it must be nowhere: a name of more letters may be cut off."""
        bare = self.amount.replace(",", "")
        return (self.name.casefold()[:SHORTEST_TRACE], self.abbreviation.casefold(), self.amount, bare, str(self.year),
                self.outward.casefold())  # fmt: skip

    @property
    def sentence(self) -> str:
        """Return a sentence in which many rules of words and facts find something."""
        month, site = MONTHS[self.year % len(MONTHS)], f"{self.name.lower()}.example"
        return (
            f"That the Council  sells {self.name} depot to the {self.abbreviation} for £{self.amount} ,as the the Cllr "
            f"{self.name}son recieved on 31st of {month} {self.year} at {self.outward} 4ZZ (see Appendix Q and "
            f"https://www.{site}/?utm_source={self.name} or {self.name.lower()}@{site}"
        )

    @property
    def short(self) -> str:
        """A few words, for a cell or a name."""
        return f"{self.name} {self.abbreviation} {self.amount}"


def make_secret(at: int, place: str) -> Secret:
    """Return the words of the place with this number."""
    first, second = divmod(at, len(SYLLABLES))
    name = f"{SYLLABLES[first % len(SYLLABLES)]}{SYLLABLES[second]}berry".capitalize()
    signs = "".join(LETTERS[at // 8**power % 8] for power in range(4))
    return Secret(place, name, signs, f"{4_100_007 + at * 7919:,}", 2101 + at, f"ZQ{at}X")


class Finder:
    """Finds the traces of secrets in texts."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        self.by_trace = {trace: each for each in secrets for trace in each.traces}
        words = "|".join(re.escape(trace) for trace in self.by_trace if trace[:1].isalpha() and len(trace) > 4)
        others = "|".join(re.escape(trace) for trace in self.by_trace if not (trace[:1].isalpha() and len(trace) > 4))
        # A figure that is a whole value of XML is a width or a number there.
        figure = rf"(?<![\w.#])(?!(?<==\")\d+\")(?:{others})(?!\w)"
        self.pattern = re.compile(rf"(?:{words})|{figure}" if self.by_trace else "(?!)")

    def find(self, text: str) -> dict[str, str]:
        """Return the places whose words are in the text, each with the trace."""
        flat = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
        return {self.by_trace[found[0]].place: found[0] for found in self.pattern.finditer(flat)}


def read_texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield everything that a file says with where it is: its bytes, the parts of a package, the streams of a PDF."""
    yield from read_content(path.name, path.read_bytes())


def read_content(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield what a content says, unpacked as far as it goes."""
    if content[:4] in ZIPPED:
        yield from _read_package(name, content)
        return
    if content.startswith(b"%PDF"):
        yield from _read_pdf(name, content)
        return
    text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    yield name, text
    if "\\u" in text:
        yield f"{name} unescaped", ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if "<" in text:
        yield f"{name} without its marks", html.unescape(TAG.sub("", text))


def _read_package(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        yield f"{name} comment", package.comment.decode("utf-8", "replace")
        for each in package.infolist():
            yield f"{name} names", each.filename
            part = package.read(each)
            yield from read_content(f"{name}/{each.filename}", part)
            if each.filename.endswith((".xml", ".rels")):
                # A word may be cut into several runs.
                root = etree.fromstring(part)
                yield f"{name}/{each.filename} text", "".join(map(str, root.itertext()))
                yield (
                    f"{name}/{each.filename} values",
                    " ".join(str(value) for one in root.iter() for value in one.attrib.values() if not value.isdigit()),
                )


def _read_pdf(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    read = pypdf.PdfReader(BytesIO(content))
    yield f"{name} properties", " ".join(map(str, (read.metadata or {}).values()))
    for at, page in enumerate(read.pages, 1):
        yield f"{name} page {at}", page.extract_text()
    # What no page shows: metadata, names, attachments, the text of tags. Figures there are places on the page.
    for packed in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            yield f"{name} stream", NO_LETTERS.sub(" ", zlib.decompress(packed[1]).decode("latin-1"))
        except zlib.error:
            yield f"{name} stream", NO_LETTERS.sub(" ", packed[1].decode("latin-1"))
    yield f"{name} objects", NO_LETTERS.sub(" ", content.decode("latin-1"))
