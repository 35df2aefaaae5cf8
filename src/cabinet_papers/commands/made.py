"""A finished document, and what is made of it: a web page, a PDF, public copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cabinet_papers.finished.word_file import WordFile
    from cabinet_papers.papers.kinds import Document


class MadeFile(NamedTuple):
    """A file to be written below output/<matter>/, and the receipt that is printed below its path."""

    name: str
    content: bytes
    receipt: str


@dataclass(slots=True)
class MadeDocument:
    """A document that was filled and proven.

    `made_of` is the hash of what its template was filled with, and that of the template. `has_changed` says that it is
    an agreed paper and differs from the one that was agreed, of which `agreed` is the hash. `opened` is the file as it
    was opened to be proven; who has made all that is made of it lets it go. `printed_with` is the hash of what its PDF
    was printed with.
    """

    document: Document
    word: MadeFile
    made_of: str
    opened: WordFile | None = None
    has_changed: bool = False
    agreed: str = ""
    page: MadeFile | None = None
    pdf: MadeFile | None = None
    public: list[MadeFile] = field(default_factory=list)
    printed_with: str = ""

    @property
    def own_files(self) -> list[MadeFile]:
        """The document itself, its page and its PDF, as far as there are any."""
        return [each for each in (self.word, self.page, self.pdf) if each]

    def name_with(self, ending: str) -> str:
        """Return the document's file name with another ending."""
        return f"{self.word.name.removesuffix('.docx')}{ending}"


def list_pages(made: list[MadeDocument]) -> dict[str, bytes]:
    """Return the documents' own pages by their names, without the public copies."""
    return {each.page.name: each.page.content for each in made if each.page}


def iter_files(made: list[MadeDocument]) -> Iterator[MadeFile]:
    """Yield every file of a matter: the documents first, then the pages, the PDFs and the public copies."""
    yield from (each.word for each in made)
    yield from (each.page for each in made if each.page)
    yield from (each.pdf for each in made if each.pdf)
    yield from (copy for each in made for copy in each.public)
