"""The tags of a PDF of LibreOffice, put right where it tags otherwise than PDF/UA-2 asks (ISO 32000-2, 14.8)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject, TextStringObject

from cabinet_papers.pdf.pdf_page import Written

# Tags that say nothing where nothing is in them; an empty cell still holds its place.
PIECE = rb"/[^\s<>\[\]()/%%]+\s*<<\s*/MCID\s+%d\s*>>\s*BDC\b"
NEVER_EMPTY = {"/P", "/Span", "/L", "/LI", "/LBody", "/Link", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"}
# Points between two pieces of one line at most.
SAME_LINE = 2
WITHIN = {"/Span", "/Link", "/Reference", "/Lbl"}
# The forms of numbers and bullets that have a name (table 382), by what is printed; what fits none is in some order.
FORMS = (
    (re.compile(r"\W*[\d.]+\W*"), "/Decimal"),
    (re.compile(r"\W*[ivx]{2,}\W*"), "/LowerRoman"),
    (re.compile(r"\W*[IVX]{2,}\W*"), "/UpperRoman"),
    (re.compile(r"\W*[a-z]\W*"), "/LowerAlpha"),
    (re.compile(r"\W*[A-Z]\W*"), "/UpperAlpha"),
    (re.compile("[○◦]"), "/Circle"),
    (re.compile("[■▪]"), "/Square"),
    (re.compile(r"\W"), "/Disc"),
)


class Structure:
    """The tags of a file that is being written, and what is written on its pages, by their references."""

    def __init__(self, writer: PdfWriter, pages: dict[int, Written]) -> None:
        self.writer = writer
        self.pages = pages
        root: Any = writer.root_object
        self.tree: Any = root["/StructTreeRoot"]
        self.roles: Any = self.tree.get("/RoleMap", {})
        # The pieces that have no tag any more, by their page.
        self.blank: dict[int, list[int]] = {}
        # The tag of each piece, by the page and the number of the piece.
        self.owners: dict[int, Any] = {
            page.indirect_reference.idnum: self._find_owners(page["/StructParents"])
            for page in writer.pages
            if page.indirect_reference is not None and "/StructParents" in page
        }

    @property
    def document(self) -> Any:
        """The tag around all others."""
        found = self.tree["/K"]
        return found[0].get_object() if isinstance(found, ArrayObject) else found

    def _find_owners(self, number: Any) -> Any:
        numbers: Any = self.tree["/ParentTree"]["/Nums"]
        found = next((numbers[at + 1] for at in range(0, len(numbers), 2) if numbers[at] == number), None)
        return found.get_object() if found is not None else ArrayObject()

    def tag_of(self, node: Any) -> str:
        """Return a tag's name; what a style is called counts as what it stands for."""
        name = str(node.get("/S"))
        return str(self.roles.get(name, name))

    def find_at(self, page: int, top: float | None) -> Any:
        """Return the tag at a place of a page: of the first piece that begins below it, else of the page's first.

        Of pieces on one line it is that of a heading, if there is one: a title may be in a cell beside its label.
        """
        owners, heights = self.owners.get(page, ArrayObject()), self.pages[page].heights
        tagged = (at for at, owner in enumerate(owners) if not isinstance(owner.get_object(), NullObject))
        placed = [(heights[at], -at) for at in tagged if at in heights]
        below = [each for each in placed if top is not None and each[0] <= top]
        if not placed:
            return self.document.indirect_reference
        best = max(below or placed)
        on_line = (owners[-at] for height, at in placed if abs(height - best[0]) < SAME_LINE)
        found = next((each for each in on_line if self.is_in_heading(each)), owners[-best[1]])
        while self.tag_of(found.get_object()) in WITHIN:
            found = found.get_object().raw_get("/P")
        return found

    def is_in_heading(self, owner: Any) -> bool:
        """Whether a tag is that of a heading, or of letters in one."""
        while self.tag_of(owner.get_object()) in WITHIN:
            owner = owner.get_object().raw_get("/P")
        return re.fullmatch(r"/H\d", self.tag_of(owner.get_object())) is not None

    def tidy(self, labels: Collection[str]) -> None:
        """Take out what is empty, say of which cells a heading is one, and part each item from its number or bullet."""
        self._tidy(self.document, None, labels)
        for page in self.writer.pages:
            reference = page.indirect_reference
            for number in self.blank.get(reference.idnum, []) if reference is not None else []:
                self._leave_to_page(page, number)

    def describe_charts(self, charts: Sequence[str]) -> None:
        """Say in words what the charts show: LibreOffice does so for pictures alone."""
        figures = (each for each in self._iter_tags(self.document) if self.tag_of(each) == "/Figure")
        silent = [each for each in figures if "/Alt" not in each]
        for figure, words in zip(silent, charts, strict=False):
            if words:
                figure[NameObject("/Alt")] = TextStringObject(words)

    def _iter_tags(self, node: Any) -> Iterator[Any]:
        """Yield the tags from this one on, in their order."""
        yield node
        for kid in (each.get_object() for each in self.kids(node)):
            if isinstance(kid, DictionaryObject) and "/S" in kid:
                yield from self._iter_tags(kid)

    def _leave_to_page(self, page: Any, number: int) -> None:
        """Mark a piece as one that belongs to the page alone."""
        self.owners[page.indirect_reference.idnum][number] = NullObject()
        content = page["/Contents"].get_object()
        content.set_data(re.sub(PIECE % number, b"/Artifact BMC", content.get_data()))

    def _tidy(self, node: Any, page: Any, labels: Collection[str]) -> bool:
        """Tidy what is below a tag; return whether it stands for anything."""
        page = node.raw_get("/Pg") if "/Pg" in node else page
        kept = [kid for kid in self.kids(node) if self._is_kept(kid.get_object(), page, labels)]
        tag = self.tag_of(node)
        if page is not None and tag in NEVER_EMPTY and all(self._is_blank(page.idnum, each) for each in kept):
            self.blank.setdefault(page.idnum, []).extend(int(each.get_object()) for each in kept)
            kept = []
        node[NameObject("/K")] = ArrayObject(kept)
        self._correct(tag, node, page, labels)
        return bool(kept) or tag not in NEVER_EMPTY

    def _is_kept(self, below: Any, page: Any, labels: Collection[str]) -> bool:
        """Whether what is below a tag is more than a tag that stands for nothing; such a tag is tidied too."""
        is_tag = isinstance(below, DictionaryObject) and "/S" in below
        return not is_tag or self._tidy(below, page, labels)

    def _correct(self, tag: str, node: Any, page: Any, labels: Collection[str]) -> None:
        """Put right what is tagged otherwise than is asked."""
        if tag == "/TH" and not self.kids(node):
            # A heading without words is none (WCAG 2.2, 1.3.1).
            node[NameObject("/S")] = NameObject("/TD")
            node.pop(NameObject("/A"), None)
        elif tag == "/TR":
            self._scope(self.kids(node))
        elif tag == "/LI":
            self._label(node, page, labels)
        elif tag == "/L":
            self.name_form(node)

    def _is_blank(self, page: int, piece: Any) -> bool:
        """Whether a kid of a tag is a piece of a page that draws spaces alone."""
        number, pieces = piece.get_object(), self.pages[page].pieces
        return isinstance(number, int) and number in pieces and not pieces[number].strip()

    def kids(self, node: Any) -> list[Any]:
        """Return what is right below a tag: tags, and pieces of a page."""
        node = node.get_object()
        kids = node.get("/K")
        if kids is None:
            return []
        resolved = kids.get_object()
        return list(resolved) if isinstance(resolved, ArrayObject) else [node.raw_get("/K")]

    def _scope(self, cells: list[Any]) -> None:
        """Say of a heading beside other cells that it is the row's."""
        tags = [self.tag_of(each.get_object()) for each in cells]
        if tags[:1] == ["/TH"] and "/TD" in tags:
            _state(cells[0].get_object(), "/Table", "/Scope", "/Row")

    def _label(self, item: Any, page: Any, labels: Collection[str]) -> None:
        """Part the number or bullet of an item from what it is the number of."""
        kids = self.kids(item)
        bodies = [each.get_object() for each in kids if isinstance(each.get_object(), DictionaryObject)]
        if not bodies or self.tag_of(bodies[0]) != "/LBody":
            return
        paragraphs = self.kids(bodies[0])
        first = paragraphs[0].get_object() if paragraphs else None
        if not isinstance(first, DictionaryObject) or self.tag_of(first) in ("/L", "/Table"):
            return
        pieces = self.kids(first)
        page = first.raw_get("/Pg") if "/Pg" in first else page
        if not pieces or page is None or not self._is_label(page.idnum, pieces[0], labels):
            return
        label = DictionaryObject({
            NameObject("/Type"): NameObject("/StructElem"), NameObject("/S"): NameObject("/Lbl"),
            NameObject("/P"): bodies[0].raw_get("/P"), NameObject("/Pg"): page,
            NameObject("/K"): ArrayObject(pieces[:1]),
        })  # fmt: skip
        reference = self.writer._add_object(label)
        self.owners[page.idnum][int(pieces[0].get_object())] = reference
        first[NameObject("/K")] = ArrayObject(pieces[1:])
        if not pieces[1:]:
            bodies[0][NameObject("/K")] = ArrayObject(paragraphs[1:])
        item[NameObject("/K")] = ArrayObject([reference, *kids])

    def _is_label(self, page: int, piece: Any, labels: Collection[str]) -> bool:
        """Whether a piece of a page is the number or bullet of an item."""
        number = piece.get_object()
        text = self.pages[page].pieces.get(int(number), "").strip() if isinstance(number, int) else ""
        return text in labels or (len(text) == 1 and not text.isalnum())

    def has_tag(self, node: Any, tag: str) -> bool:
        """Whether something is a tag of that name."""
        found = node.get_object()
        return isinstance(found, DictionaryObject) and "/S" in found and self.tag_of(found) == tag

    def _label_of(self, item: Any) -> str | None:
        """Return the number or bullet of an item, None where it has none."""
        label = next((each.get_object() for each in self.kids(item) if self.has_tag(each, "/Lbl")), None)
        if label is None:
            return None
        page, number = label.raw_get("/Pg").idnum, int(self.kids(label)[0].get_object())
        return self.pages[page].pieces.get(number, "").strip()

    def name_form(self, node: Any) -> None:
        """Say of a list of what form its numbers or bullets are."""
        form = self.form_of(node)
        if form is not None:
            _state(node, "/List", "/ListNumbering", form)

    def form_of(self, node: Any) -> str | None:
        """Return of what form the numbers or bullets of a list are, None where it has none."""
        labels = (self._label_of(each.get_object()) for each in self.kids(node))
        text = next((each for each in labels if each is not None), None)
        if text is None:
            return None
        return next((name for pattern, name in FORMS if pattern.fullmatch(text)), "/Decimal")


def _state(node: Any, owner: str, name: str, value: str) -> None:
    """State something about a tag, in place of what is stated (14.7.6)."""
    stated = node.get("/A")
    stated = stated.get_object() if stated is not None else ArrayObject()
    lists = list(stated) if isinstance(stated, ArrayObject) else [stated]
    own = next((each.get_object() for each in lists if _is_of(each.get_object(), owner)), None)
    if own is None:
        own = DictionaryObject({NameObject("/O"): NameObject(owner)})
        lists.append(own)
    own[NameObject(name)] = NameObject(value)
    node[NameObject("/A")] = ArrayObject(lists)


def _is_of(stated: Any, owner: str) -> bool:
    return isinstance(stated, DictionaryObject) and stated.get("/O") == owner
