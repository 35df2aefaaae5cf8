"""Finds fields of a template that would print old words in every paper, often a person's name.

Word stores with each field the words that it printed last (ECMA-376 Part 1, 17.16), and updates them when somebody
prints or presses F9; filling a template does not. Only page numbers are updated on every page.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.word.dangers import field_name
from cabinet_papers.word.markup import W
from cabinet_papers.word.places import find_place, paragraph_text

# Those that Word works out on each page, that print nothing, or that print what the template's author typed.
HONEST = (
    "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "HYPERLINK", "LISTNUM", "NUMPAGES", "PAGE", "SECTION", "SECTIONPAGES",
    "SYMBOL", "TC", "XE",
)  # fmt: skip
LISTS = ("BIBLIOGRAPHY", "INDEX", "TOA", "TOC")
DATES = ("CREATEDATE", "DATE", "PRINTDATE", "SAVEDATE", "TIME")
# What a property or a field that names a person is called.
NAMES = re.compile(r"AUTHOR|CREATOR|COMPANY|MANAGER|LASTSAVEDBY|LASTMODIFIEDBY|USER", re.IGNORECASE)
TITLES = re.compile(r"TITLE|SUBJECT|FILENAME", re.IGNORECASE)
# Of these the next word says what they print.
WITH_AN_ARGUMENT = ("DOCPROPERTY", "DOCVARIABLE", "INFO", "NOTEREF", "PAGEREF", "REF", "SEQ", "STYLEREF")
DATE_PARTS = tuple(f"{W}{name}{form}" for name in ("day", "month", "year") for form in ("Short", "Long"))
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SIMPLE, MARK, CODE, WORDS, CONTROL = (f"{W}{name}" for name in ("fldSimple", "fldChar", "instrText", "t", "sdt"))
TAG = re.compile(r"\{%-?\s*(?:(?:p|tr|tc|r)\s+)?(end)?(?:for|if)\b")


class StaleField(typing.NamedTuple):
    """A field or bound content control: what it is and where, and how to correct it."""

    message: Message
    hint: Message


@dataclass(slots=True)
class _Field:
    """A field as it is read: its code, the words that it shows, and the field that it is part of."""

    place: etree._Element
    outer: _Field | None
    code: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    has_code: bool = False

    @property
    def name(self) -> str:
        return field_name(" ".join("".join(self.code).split()))


def find_stale_fields(root: etree._Element, story: str, view: type) -> Iterator[StaleField]:
    """Yield the fields of a printed part that would print old words; of one within another only the outer."""
    repeated = _find_repeated(root)
    for each in _read_fields(root):
        if _is_stale(each, repeated) and not any(_is_stale(outer, repeated) for outer in _outer(each)):
            yield _explain_field(each, story, view)
    for control in root.iter(CONTROL):
        if control.find(f"{W}sdtPr/{{*}}dataBinding") is not None and not _is_fallback(control):
            yield _explain_control(control, story, view)


def _read_fields(root: etree._Element) -> list[_Field]:
    """Return the fields in the order in which they begin."""
    fields: list[_Field] = []
    simple: dict[etree._Element, _Field] = {}
    begun: list[_Field] = []
    for each in root.iter(SIMPLE, MARK, CODE, WORDS, *DATE_PARTS):
        if _is_fallback(each):
            continue
        within = next((simple[parent] for parent in each.iterancestors(SIMPLE)), None)
        around = begun[-1] if begun else within
        kind = each.get(f"{W}fldCharType")
        if each.tag == SIMPLE or each.tag in DATE_PARTS:
            code = each.get(f"{W}instr") if each.tag == SIMPLE else "DATE"
            fields.append(_Field(each, around, [code or ""], has_code=True))
            simple[each] = fields[-1]
        elif kind == "begin":
            fields.append(_Field(each, around))
            begun.append(fields[-1])
        elif kind == "end" and begun:
            begun.pop()
        elif kind == "separate" and begun:
            begun[-1].has_code = True
        elif each.tag == CODE and begun:
            begun[-1].code.append(each.text or "")
        elif each.tag == WORDS:
            for shown in (*begun, *filter(None, [within])):
                shown.words += [each.text or ""] if shown.has_code else []
    return fields


def _is_fallback(element: etree._Element) -> bool:
    """Whether it is the second form of a text box, for programs that do not know the first."""
    return next(element.iterancestors(FALLBACK), None) is not None


def _outer(each: _Field) -> Iterator[_Field]:
    while each.outer:
        each = each.outer
        yield each


def _is_stale(each: _Field, repeated: set[etree._Element]) -> bool:
    """Whether its words are those of the template. A caption's number is right unless it is repeated or left out."""
    return bool(each.name) and each.name not in HONEST and (each.name != "SEQ" or _paragraph(each.place) in repeated)


def _paragraph(element: etree._Element) -> etree._Element:
    """Return the first paragraph within an element, or the one that it is in."""
    within = next(element.iter(f"{W}p"), None)
    return within if within is not None else next(element.iterancestors(f"{W}p"), element)


def _find_repeated(root: etree._Element) -> set[etree._Element]:
    """Return the paragraphs that {% for %} or {% if %} prints several times or not at all."""
    repeated, depth = set(), 0
    for paragraph in root.iter(f"{W}p"):
        ends = TAG.findall(paragraph_text(paragraph))
        if depth or ends:
            repeated.add(paragraph)
        depth += len(ends) - 2 * sum(map(bool, ends))
    return repeated


def _explain_field(each: _Field, story: str, view: type) -> StaleField:
    words = "".join(each.code).split()
    shown = "".join(each.words)
    has_argument = each.name in WITH_AN_ARGUMENT and len(words) > 1
    named = phrase("{} {}", each.name, words[1]) if has_argument else each.name
    place = find_place(_paragraph(each.place), story)
    message = (
        phrase('the field {} {} prints the same "{}" in every paper', named, place, shown)
        if shown.strip()
        else phrase("the field {} {} is empty, so Word will fill it in by itself", named, place)
    )
    if each.name in LISTS:
        hint = phrase("select it in Word and delete it, because it lists what is in the template, not in the paper")
    else:
        hint = phrase("select it in Word, press Ctrl+Shift+F9 to turn it into text, and correct the text")
        if placeholder := _placeholder(each.name, "".join(each.code), view):
            hint = phrase("{}; or write {} instead", hint, placeholder)
    return StaleField(message, hint)


def _explain_control(control: etree._Element, story: str, view: type) -> StaleField:
    alias, binding = control.find(f"{W}sdtPr/{W}alias"), control.find(f"{W}sdtPr/{{*}}dataBinding")
    path = binding.get(f"{W}xpath") or "" if binding is not None else ""
    bound = re.sub(r"\[\d+\]|.*[:/]", "", path)
    named = (alias.get(f"{W}val") if alias is not None else "") or bound
    shown = "".join(each.text or "" for each in control.iter(WORDS))
    place = find_place(_paragraph(control), story)
    placeholder = _placeholder("", f"{named} {bound}", view)
    instead = phrase("replace its text with {}", placeholder) if placeholder else phrase("correct its text")
    hint = phrase("right-click it in Word, choose Remove Content Control, and {}", instead)
    message = phrase(
        'the content control "{}" {} shows "{}", which comes from the properties of the file', named, place, shown
    )
    return StaleField(message, hint)


def _placeholder(name: str, code: str, view: type) -> Term:
    """Return the placeholder that prints what a field is meant to, "" if the template has none."""
    kinds = (("date", name in DATES), ("council", NAMES.search(code)), ("title", TITLES.search(code)))
    known = typing.get_type_hints(view)
    return next((Term(f"{{{{ {wanted} }}}}") for wanted, is_meant in kinds if is_meant and wanted in known), Term())
