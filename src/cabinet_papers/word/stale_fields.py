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

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.word.fields import field_name
from cabinet_papers.word.links import explain_mail_link
from cabinet_papers.word.markup import W
from cabinet_papers.word.places import FALLBACK, Problem, find_place, paragraph_text
from cabinet_papers.word.prose_places import PROSE

# Those that Word works out on each page, that print nothing, or that print what the template's author typed.
HONEST = (
    "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "HYPERLINK", "LISTNUM", "NUMPAGES", "PAGE", "SECTION", "SECTIONPAGES",
    "SYMBOL", "TC", "XE",
)  # fmt: skip
# In a header or footer, which Word lays out anew on each page, these too, and what is worked out of such fields alone.
HONEST_ON_EDGES, WORKED_OUT = ("STYLEREF",), ("IF", "=", "COMPARE")
OF_PAGES = ("NUMPAGES", "PAGE", "SECTION", "SECTIONPAGES", "STYLEREF")
EDGES = (f"{W}hdr", f"{W}ftr")
# The name of a field and what it is about, which may be in quotation marks.
ARGUMENT = re.compile(r'\s*\S+\s+(?:"([^"]*)"|([^\s"]+))')
MAIL = re.compile(r'mailto:[^"{]+(?=")', re.IGNORECASE)
LISTS = ("BIBLIOGRAPHY", "INDEX", "TOA", "TOC")
DATES = ("CREATEDATE", "DATE", "PRINTDATE", "SAVEDATE", "TIME")
# What a property or a field that names a person is called.
NAMES = re.compile(r"AUTHOR|CREATOR|COMPANY|MANAGER|LASTSAVEDBY|LASTMODIFIEDBY|USER", re.IGNORECASE)
TITLES = re.compile(r"TITLE|SUBJECT|FILENAME", re.IGNORECASE)
# Of these the next word says what they print.
WITH_AN_ARGUMENT = ("DOCPROPERTY", "DOCVARIABLE", "INFO", "NOTEREF", "PAGEREF", "REF", "SEQ", "STYLEREF")
DATE_PARTS = tuple(f"{W}{name}{form}" for name in ("day", "month", "year") for form in ("Short", "Long"))
SIMPLE, MARK, CODE, WORDS, CONTROL = (f"{W}{name}" for name in ("fldSimple", "fldChar", "instrText", "t", "sdt"))
TAG = re.compile(r"\{%-?\s*(?:(?:p|tr|tc|r)\s+)?(end)?(?:for|if)\b")


@dataclass(slots=True, eq=False)
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


def find_stale_fields(root: etree._Element, story: str, view: type) -> Iterator[Problem]:
    """Yield the fields of a printed part that would print old words; of one within another only the outer."""
    repeated = _find_repeated(root)
    fields = _FieldReader().read(root)
    honest = _find_of_pages(fields) if root.tag in EDGES else []
    yield from filter(None, (_find_mail_link(each, story) for each in fields))
    stale = [each for each in fields if each not in honest and _is_stale(each, repeated)]
    for each in stale:
        if not any(outer in stale for outer in _outer(each)):
            yield _explain_field(each, story, view)
    for control in root.iter(CONTROL):
        if not _is_fallback(control) and (found := _find_wrong_control(control, story, view)):
            yield found


def _find_wrong_control(control: etree._Element, story: str, view: type) -> Problem | None:
    """Find a control that shows what the file says of itself, a question, or a day that somebody chose."""
    if control.find(f"{W}sdtPr/{{*}}dataBinding") is not None:
        return _explain_control(control, story, view)
    shown = _words(control)
    if _shows_prompt(control):
        return _explain_prompt(control, story)
    if control.find(f"{W}sdtPr/{W}date") is not None and shown and "{{" not in shown:
        return _explain_day(control, shown, story, view)
    return None


def _find_mail_link(each: _Field, story: str) -> Problem | None:
    """Find a link to one e-mail address that is around a placeholder."""
    address, words = MAIL.search("".join(each.code)), "".join(each.words)
    if each.name != "HYPERLINK" or not address or "{{" not in words:
        return None
    return explain_mail_link(words, find_place(_paragraph(each.place), story), address[0])


def _find_of_pages(fields: list[_Field]) -> list[_Field]:
    """Return the fields of a header or footer that Word works out on every page."""
    found = [each for each in fields if each.name in HONEST_ON_EDGES]
    for each in fields:
        within = [inner.name for inner in fields if each in _outer(inner)]
        if each.name in WORKED_OUT and within and set(within) <= {*OF_PAGES, *WORKED_OUT}:
            found.append(each)
    return found


def _shows_prompt(control: etree._Element) -> bool:
    """Whether a content control still shows the words that ask for its text."""
    prompt = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    shown = _words(control)
    is_on = prompt is not None and prompt.get(f"{W}val", "1") not in ("0", "false", "off")
    return is_on and bool(shown) and "{{" not in shown


def _words(control: etree._Element) -> str:
    return "".join(each.text or "" for each in control.iter(WORDS)).strip()


def _explain_day(control: etree._Element, shown: str, story: str, view: type) -> Problem:
    place = find_place(_paragraph(control), story)
    message = phrase('the date control {} prints "{}" in every paper', place, shown)
    instead = _placeholder("DATE", "", view) or phrase("the words that should be printed")
    hint = phrase("right-click it in Word, choose Remove Content Control, and replace the date with {}", instead)
    return Problem(codes.TPL009, message, hint)


def _explain_prompt(control: etree._Element, story: str) -> Problem:
    shown = _words(control)
    place = find_place(_paragraph(control), story)
    message = phrase('a content control {} still shows "{}", which would be printed in every paper', place, shown)
    hint = phrase(
        "in Word, click it and type its text; or right-click it, choose Remove Content Control, and delete the words"
    )
    return Problem(codes.TPL009, message, hint)


class _FieldReader:
    """Goes through a part once: `begun` are the fields that have not ended, `simple` those of one element."""

    def __init__(self) -> None:
        self.fields: list[_Field] = []
        self.begun: list[_Field] = []
        self.simple: dict[etree._Element, _Field] = {}

    def read(self, root: etree._Element) -> list[_Field]:
        """Return the fields in the order in which they begin."""
        reads = {MARK: self.read_mark, CODE: self.read_code, WORDS: self.read_words}
        for each in root.iter(SIMPLE, *DATE_PARTS, *reads):
            if not _is_fallback(each):
                reads.get(each.tag, self.read_simple)(each)
        return self.fields

    def read_simple(self, element: etree._Element) -> None:
        code = element.get(f"{W}instr") or "" if element.tag == SIMPLE else "DATE"
        self.simple[element] = self.add(_Field(element, self.find_around(element), [code], has_code=True))

    def read_mark(self, mark: etree._Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self.begun.append(self.add(_Field(mark, self.find_around(mark))))
        elif kind == "separate" and self.begun:
            self.begun[-1].has_code = True
        elif kind == "end" and self.begun:
            self.begun.pop()

    def read_code(self, element: etree._Element) -> None:
        if self.begun:
            self.begun[-1].code.append(element.text or "")

    def read_words(self, element: etree._Element) -> None:
        for shown in (*self.begun, self.find_simple(element)):
            if shown and shown.has_code:
                shown.words.append(element.text or "")

    def add(self, found: _Field) -> _Field:
        self.fields.append(found)
        return found

    def find_around(self, element: etree._Element) -> _Field | None:
        return self.begun[-1] if self.begun else self.find_simple(element)

    def find_simple(self, element: etree._Element) -> _Field | None:
        return next((self.simple[parent] for parent in element.iterancestors(SIMPLE)), None)


def _is_fallback(element: etree._Element) -> bool:
    """Whether it is the second form of a text box, for programs that do not know the first."""
    return next(element.iterancestors(FALLBACK), None) is not None


def _outer(each: _Field) -> Iterator[_Field]:
    while each.outer:
        each = each.outer
        yield each


def _is_stale(each: _Field, repeated: set[etree._Element]) -> bool:
    """Whether its words are those of the template. A caption's number is right unless it is repeated or left out.

    In the paragraph of a {{p ...}}, which its text takes the place of, the number of a page is no field any more.
    """
    if each.name in OF_PAGES and PROSE.search(paragraph_text(_paragraph(each.place))):
        return True
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


def _explain_field(each: _Field, story: str, view: type) -> Problem:
    shown = "".join(each.words)
    argument = ARGUMENT.match("".join(each.code)) if each.name in WITH_AN_ARGUMENT else None
    named = phrase("{} {}", each.name, argument[1] or argument[2] or "") if argument else each.name
    place = find_place(_paragraph(each.place), story)
    message = (
        phrase('the field {} {} prints the same words in every paper: "{}"', named, place, shown)
        if shown.strip()
        else phrase("the field {} {} is empty, so Word will fill it in by itself", named, place)
    )
    if each.name in LISTS:
        hint = phrase("select it in Word and delete it, because it lists what is in the template, not in the paper")
    else:
        hint = phrase("select it in Word, press Ctrl+Shift+F9 to turn it into text, and correct the text")
        if placeholder := _placeholder(each.name, "".join(each.code), view):
            hint = phrase("{}; or write {} instead", hint, placeholder)
    return Problem(codes.TPL009, message, hint)


def _explain_control(control: etree._Element, story: str, view: type) -> Problem:
    alias, binding = control.find(f"{W}sdtPr/{W}alias"), control.find(f"{W}sdtPr/{{*}}dataBinding")
    path = binding.get(f"{W}xpath") or "" if binding is not None else ""
    bound = re.sub(r"\[\d+\]|.*[:/]", "", path)
    named = (alias.get(f"{W}val") if alias is not None else "") or bound
    shown = _words(control)
    place = find_place(_paragraph(control), story)
    placeholder = _placeholder("", f"{named} {bound}", view)
    instead = phrase("replace its text with {}", placeholder) if placeholder else phrase("correct its text")
    hint = phrase("right-click it in Word, choose Remove Content Control, and {}", instead)
    message = phrase(
        'the content control "{}" {} shows "{}", which comes from the properties of the file', named, place, shown
    )
    return Problem(codes.TPL009, message, hint)


def _placeholder(name: str, code: str, view: type) -> Term:
    """Return the placeholder that prints what a field is meant to, "" if the template has none."""
    kinds = (("date", name in DATES), ("council", NAMES.search(code)), ("title", TITLES.search(code)))
    known = typing.get_type_hints(view)
    return next((Term(f"{{{{ {wanted} }}}}") for wanted, is_meant in kinds if is_meant and wanted in known), Term())
