"""The fields of a finished document (ECMA-376 Part 1, 17.16): which words are their results, and where they lead."""

from __future__ import annotations

import re

from lxml import etree

from cabinet_papers.finished.word_file import W

# What they print is true on the pages of the paper alone.
PAGE_NUMBERS = ("NUMPAGES", "PAGE", "PAGEREF", "SECTIONPAGES")
LINK = re.compile(
    r'\s*HYPERLINK\s+(?:"([^"]*)"|(?!\\)(\S+))?(?:.*?\\l\s+(?:"([^"]*)"|(\S+)))?', re.IGNORECASE | re.DOTALL
)


class Field:
    """A field that is open: its code so far, and whether its result has begun."""

    __slots__ = ("code", "has_result")

    def __init__(self, code: str = "", *, has_result: bool = False) -> None:
        self.code = code
        self.has_result = has_result

    @property
    def is_page_number(self) -> bool:
        """Whether it prints the number of a page."""
        return "".join(self.code.split()[:1]).upper() in PAGE_NUMBERS

    @property
    def link(self) -> str:
        """The address that its result leads to, or "#" and the name of a bookmark; "" for none."""
        found = LINK.match(self.code)
        if found is None:
            return ""
        address, mark = found[1] or found[2] or "", found[3] or found[4] or ""
        return f"{address}#{mark}" if mark else address


class Fields:
    """The fields that are open at a place of a story, one inside another; they may go on over several paragraphs."""

    def __init__(self) -> None:
        self.open: list[Field] = []

    def take(self, mark: etree._Element) -> None:
        """Note where a field begins, its result begins, or it ends (w:fldChar)."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self.open.append(Field())
        elif self.open and kind == "separate":
            self.open[-1].has_result = True
        elif self.open and kind == "end":
            self.open.pop()

    def take_code(self, text: str) -> None:
        """Add to the code of the innermost field."""
        if self.open and not self.open[-1].has_result:
            self.open[-1].code += text

    @property
    def are_shown(self) -> bool:
        """Whether words here are read: those of a code, or numbers of pages, are not."""
        return all(each.has_result and not each.is_page_number for each in self.open)

    @property
    def link(self) -> str:
        """Where words here lead, "" for nowhere."""
        return next((each.link for each in reversed(self.open) if each.link), "")
