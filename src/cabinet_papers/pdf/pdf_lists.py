"""The lists of a PDF of LibreOffice, put together where it takes them apart.

LibreOffice (7.4) forgets a list where another begins before its next item is printed: in a cell beside it across the
end of a page, or below one of its items, as numbers do below a bullet. Which items belong together shows by how far in
their text stands.
"""

from __future__ import annotations

from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from cabinet_papers.pdf.pdf_structure import Structure

# Points by which the texts of one list stand further in than each other at most.
ALIKE = 5


def join_lists(structure: Structure) -> None:
    """Put each item into a list, each list below the item that it is part of, and what goes on a list into that."""
    _Joiner(structure).join(structure.document)


class _Joiner:
    """Goes through the tags once, the innermost first."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure

    def join(self, node: Any) -> None:
        """Put together the lists below a tag."""
        kids = self.structure.kids(node)
        for each in kids:
            if isinstance(each.get_object(), DictionaryObject) and "/S" in each.get_object():
                self.join(each.get_object())
        if kids and not self.structure.has_tag(node, "/L"):
            node[NameObject("/K")] = ArrayObject(self.gather(kids))

    def gather(self, kids: list[Any]) -> list[Any]:
        """Return what is below a tag that is no list, items and lists taken into the list before them."""
        gathered: list[Any] = []
        for kid in kids:
            before = gathered[-1] if gathered and self.structure.has_tag(gathered[-1], "/L") else None
            if self.structure.has_tag(kid, "/LI"):
                if before is None:
                    before = self.begin_list(kid.get_object())
                    gathered.append(before)
                self.add(self.find_list(before, self.left_of(kid)), [kid])
            elif before is None or not self.structure.has_tag(kid, "/L") or not self.take_list(before, kid):
                gathered.append(kid)
        return gathered

    def begin_list(self, item: Any) -> Any:
        """Return a list without items in the place of an item."""
        begun = DictionaryObject({
            NameObject("/Type"): NameObject("/StructElem"), NameObject("/S"): NameObject("/L"),
            NameObject("/P"): item.raw_get("/P"), NameObject("/Pg"): item.raw_get("/Pg"),
        })  # fmt: skip
        return self.structure.writer._add_object(begun)

    def take_list(self, before: Any, other: Any) -> bool:
        """Take in a list that is below the last item of the one before it, or goes on that; return whether it does."""
        found = self.find_list(before, self.left_of(other))
        if self.left_of(other) > self.left_of(found) + ALIKE:
            self.add(self.last_body(found), [other])
        elif self.inner_list(found) is not None and self.structure.form_of(found) == self.structure.form_of(other):
            self.add(found, self.structure.kids(other))
        elif found is not before:
            self.add(found.get_object().raw_get("/P"), [other])
        else:
            return False
        return True

    def add(self, node: Any, kids: list[Any]) -> None:
        """Add to what is below a tag."""
        for each in kids:
            each.get_object()[NameObject("/P")] = node
        node.get_object()[NameObject("/K")] = ArrayObject([*self.structure.kids(node), *kids])
        if self.structure.has_tag(node, "/L"):
            self.structure.name_form(node.get_object())

    def find_list(self, outer: Any, left: float) -> Any:
        """Return the innermost list, of those that it ends with, that is not further in; else the outer one."""
        inner = self.inner_list(outer)
        return outer if inner is None or self.left_of(inner) > left + ALIKE else self.find_list(inner, left)

    def inner_list(self, outer: Any) -> Any:
        """Return the list that the last item of a list ends with, None where it ends with something else."""
        ends = self.structure.kids(self.last_body(outer))[-1:]
        return next((each for each in ends if self.structure.has_tag(each, "/L")), None)

    def last_body(self, outer: Any) -> Any:
        """Return what the last item of a list has beside its number or bullet; the item where it has nothing else."""
        found = outer
        for tag in ("/LI", "/LBody"):
            below = self.structure.kids(found)
            found = next((each for each in reversed(below) if self.structure.has_tag(each, tag)), found)
        return found

    def left_of(self, node: Any, page: int = 0) -> float:
        """Return how far in the first text below a tag is, numbers and bullets aside, 0 where there is none."""
        found = node.get_object()
        if not isinstance(found, DictionaryObject):
            return self.structure.pages[page].lefts.get(int(found), 0.0)
        page = found.raw_get("/Pg").idnum if "/Pg" in found else page
        if "/MCID" in found:
            return self.left_of(found["/MCID"], page)
        kids = (each for each in self.structure.kids(found) if not self.structure.has_tag(each, "/Lbl"))
        return next((left for each in kids if (left := self.left_of(each, page))), 0.0)
