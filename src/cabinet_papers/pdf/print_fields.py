"""Fields and content controls in the copy that is printed: text as it is in the document.

LibreOffice works fields out by itself, each time and in other words than Word, and makes forms of controls. Only what
depends on the page is left to it.
"""

from __future__ import annotations

import re

from lxml import etree

from cabinet_papers.finished.word_file import W

MARK, CODE, TEXT, SIMPLE, KIND = (f"{W}{name}" for name in ("fldChar", "instrText", "t", "fldSimple", "fldCharType"))
# What only the page can tell, what is no text in the document, and what leads somewhere.
KEPT = re.compile(r"\s*(PAGE|NUMPAGES|SECTION|SECTIONPAGES|PAGEREF|STYLEREF|HYPERLINK|FORMCHECKBOX|TOC|INDEX)\b")


def turn_into_text(root: etree._Element) -> None:
    """Turn the fields and content controls of a part into the text that they show."""
    for simple in list(root.iter(SIMPLE)):
        if not KEPT.match(simple.get(f"{W}instr") or ""):
            _unwrap(simple, simple)
    for control in reversed(list(root.iter(f"{W}sdt"))):
        content = control.find(f"{W}sdtContent")
        _unwrap(control, content if content is not None else control)
    for marks in _find_fields(root):
        for each in marks:
            parent = each.getparent()
            if parent is not None:
                parent.remove(each)


def _unwrap(element: etree._Element, content: etree._Element) -> None:
    """Put what is in an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    for child in list(content) if content is not element or element.tag == SIMPLE else []:
        element.addprevious(child)
    parent.remove(element)


class _Field:
    """A field that has begun: its marks and its code, with the words of fields that are part of its code."""

    def __init__(self) -> None:
        self.parts: list[etree._Element] = []
        self.is_shown = False

    @property
    def code(self) -> str:
        return "".join(each.text or "" for each in self.parts if each.tag == CODE)


def _find_fields(root: etree._Element) -> list[list[etree._Element]]:
    """Return what is not shown of each field that is turned into text."""
    found: list[list[etree._Element]] = []
    begun: list[_Field] = []
    for each in root.iter(MARK, CODE, TEXT):
        kind = each.get(KIND) if each.tag == MARK else ""
        if kind == "begin":
            begun.append(_Field())
        # In the code of a field, which is not shown, there may be whole fields.
        hiding = next((field for field in begun if not field.is_shown), None)
        if hiding is not None:
            hiding.parts.append(each)
        elif begun and each.tag != TEXT:
            begun[-1].parts.append(each)
        if kind == "separate" and begun:
            begun[-1].is_shown = True
        elif kind == "end" and begun:
            field = begun.pop()
            found += [] if KEPT.match(field.code) else [field.parts]
    return found
