"""The labels of a template's front sheet: what it prints itself before each value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from cabinet_papers.matter.wording import normalise_heading
from cabinet_papers.word.markup import W
from cabinet_papers.word.places import paragraph_text

TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?(?:#\}|\Z)", re.DOTALL)
PLACEHOLDER = re.compile(r"\{\{\s*(?:[pr]\s+)?([\w.]+)")
# A label and its value in one paragraph.
LINE = re.compile(r"([^{}:]{2,60}):\s*(\{\{.*)", re.DOTALL)


def read_labels(body: etree._Element) -> dict[str, str]:
    """Return the labels as `normalise_heading` writes them, each with the placeholder that is beside it, if any."""
    found: dict[str, str] = {}
    for label, value in (*_read_rows(body), *_read_lines(body)):
        placeholder = PLACEHOLDER.search(value)
        found.setdefault(normalise_heading(label), placeholder[1] if placeholder else "")
    found.pop("", None)
    return found


def _read_rows(body: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield what is in rows of two cells; a label that depends on a condition may have several forms."""
    for row in body.iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        if len(cells) == 2:
            label, value = (" ".join(map(paragraph_text, cell.iter(f"{W}p"))) for cell in cells)
            yield from ((form, value) for form in TAG.split(label))


def _read_lines(body: etree._Element) -> Iterator[tuple[str, str]]:
    for paragraph in body.iter(f"{W}p"):
        found = LINE.match(paragraph_text(paragraph).strip())
        if found:
            yield found[1], found[2]
