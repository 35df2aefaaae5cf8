"""Whether a web page holds what people wrote. Shares nothing with the code that writes pages."""

from __future__ import annotations

from html.parser import HTMLParser

from cabinet_papers import codes
from cabinet_papers.diagnostics import Diagnostic, Location, finding
from cabinet_papers.publish.facts import FactGroup
from cabinet_papers.publish.readback import normalise

INLINE = {"strong", "em", "sup", "sub", "a", "span"}
UNSEEN = {"style", "title"}


class _TextReader(HTMLParser):
    """Gathers the text that a page shows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the library's form
        self.unseen += tag in UNSEEN
        self.pieces.append("" if tag in INLINE else " ")

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN
        self.pieces.append("" if tag in INLINE else " ")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.pieces.append(data)


def check_page(page: bytes, file: str, groups: list[FactGroup]) -> list[Diagnostic]:
    """Return a finding where something that was typed is not on the page; its words are not told."""
    reader = _TextReader()
    reader.feed(page.decode())
    text = normalise("".join(reader.pieces))
    missing = [fact for group in groups for fact in group.facts if normalise(fact.text) not in text]
    if not missing:
        return []
    owners = ", ".join(dict.fromkeys(fact.owner for fact in missing[:5]))
    message = f"{len(missing)} things that were typed are not on the web page: {owners}"
    return [finding(codes.OUT002, message, "this is a fault of the program; please report it", Location(file))]
