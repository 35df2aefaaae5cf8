"""What a template may not have in it: macros, tracked changes, and anything that fetches content from outside."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from cabinet_papers.files.package import (
    CONTENT_TYPES,
    TEMPLATE,
    DamagedError,
    PackageError,
    parse_part,
    read_relations,
    unpack,
)
from cabinet_papers.findings.message import Message, phrase
from cabinet_papers.word.markup import W
from cabinet_papers.word.places import BODY, STORIES, TEXT, find_place

NOT_WORD = phrase("the file is not a Word document (.docx)")
# Fields that only look at the document itself and its user; every other may fetch, ask or run something.
HARMLESS_FIELDS = (
    "=", "AUTHOR", "BIBLIOGRAPHY", "CITATION", "COMMENTS", "CREATEDATE", "DATE", "DOCPROPERTY", "DOCVARIABLE",
    "EDITTIME", "FILENAME", "FILESIZE", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "IF", "INDEX", "INFO", "KEYWORDS",
    "LASTSAVEDBY", "LISTNUM", "NOTEREF", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "QUOTE",
    "REF", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT", "SYMBOL", "TA", "TC",
    "TEMPLATE", "TIME", "TITLE", "TOA", "TOC", "USERADDRESS", "USERINITIALS", "USERNAME", "XE",
)  # fmt: skip
SAFE_HYPERLINK = re.compile(r'HYPERLINK\s+("(https?://|mailto:)[^"]*"|\\l\s)', re.IGNORECASE)
# Words, cells, and looks that somebody changed (ECMA-376 Part 1, 17.13.5).
PRINTED = re.compile(r"word/(?!comments|numbering|people|settings|styles)[^/]+\.xml")
TRACKED = re.compile(rb"<w:(ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|\w+Change)[ >]")
SAFE_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


class Danger(NamedTuple):
    """What may not be in a template, in words, and how it is got rid of in Word."""

    what: Message
    hint: Message


# What may be in a template, and how Word's users remove it.
MACROS = Danger(
    phrase("macros"),
    phrase(
        "change the ending of its name to .docm (in Explorer choose View, Show, File name extensions to see it), open "
        "it in Word, and save it as a Word Document (.docx)"
    ),
)
EMBEDDED = Danger(
    phrase("an object of another program, such as a worksheet or a chart"),
    phrase("in Word, cut it, and paste it as a picture (Home, Paste, Paste Special, Picture), or delete it"),
)
TRACKED_CHANGES = Danger(
    phrase("tracked changes"),
    phrase("accept or reject them all in Word: Review, Accept, Accept All Changes and Stop Tracking"),
)
IMPORTED = Danger(
    phrase("another document that Word has not read in yet"), phrase("open the template in Word once, and save it")
)


def _describe_outside(kind: str, target: str) -> Danger:
    """Return what leads outside the template by a relationship of that kind, and how it is removed."""
    if kind == "attachedTemplate":
        return Danger(
            phrase('a link to the template "{}"', target),
            phrase(
                "in Word, choose Developer, Document Template, write Normal in place of the name, and save (File, "
                "Options, Customize Ribbon shows Developer)"
            ),
        )
    if kind == "hyperlink":
        return Danger(
            phrase('a link to "{}"', target),
            phrase(
                "in Word, right-click the link, choose Edit Hyperlink, and write an address that begins with https:// "
                "or mailto:, or choose Remove Hyperlink"
            ),
        )
    if kind == "image":
        return Danger(
            phrase('a picture that is only linked, from "{}"', target),
            phrase("in Word, delete the picture, and insert it again (Insert, Pictures, Insert, not Link to File)"),
        )
    return Danger(
        phrase('something that is only linked, from "{}"', target),
        phrase("in Word, choose File, Info, Edit Links to Files, Break Link, and save; or delete what is linked"),
    )


def read_template(content: bytes) -> dict[str, bytes]:
    """Return the parts of a .docx by name, in the order stored. Raises PackageError."""
    try:
        parts = unpack(content, TEMPLATE)
    except DamagedError as error:
        raise PackageError(NOT_WORD) from error
    if CONTENT_TYPES not in parts or BODY not in parts:
        raise PackageError(NOT_WORD)
    return parts


def find_dangers(parts: dict[str, bytes]) -> list[Danger]:
    """Return what a template may not contain: macros, and anything that fetches content from outside."""
    dangers: list[Danger] = []
    if any(name.casefold().endswith("vbaproject.bin") for name in parts) or b"macroEnabled" in parts[CONTENT_TYPES]:
        dangers.append(MACROS)
    if any(name.startswith(("word/embeddings/", "word/activeX/")) for name in parts):
        dangers.append(EMBEDDED)
    if any(TRACKED.search(content) for name, content in parts.items() if PRINTED.fullmatch(name)):
        dangers.append(TRACKED_CHANGES)
    for name, content in parts.items():
        if name.endswith(".rels"):
            dangers += find_outside_relationships(content, name)
        elif name.startswith("word/") and name.endswith(".xml") and _may_have_fields(content):
            dangers += find_dangers_in(parse_part(content, name))
    return dangers


def find_dangers_in(root: etree._Element) -> list[Danger]:
    """Return what in a part fetches content from outside, with its place: fields and imported documents."""
    dangers = [_explain_field(each, root) for each in read_fields(root) if not is_harmless_field(each.code)]
    if next(root.iter("{*}altChunk"), None) is not None:
        dangers.append(IMPORTED)
    return dangers


def _explain_field(field: Field, root: etree._Element) -> Danger:
    paragraph = next(field.element.iterancestors(f"{W}p"), field.element)
    place = find_place(paragraph, STORIES.get(etree.QName(root).localname, TEXT))
    hint = phrase("select it in Word, and delete it or press Ctrl+Shift+F9, which leaves its words as text")
    return Danger(phrase('the field "{}" {}', field.code, place), hint)


def _may_have_fields(content: bytes) -> bool:
    """Whether the part has to be read for fields; one in another encoding always has."""
    return b"instr" in content or b"altChunk" in content or not content.lstrip(b"\xef\xbb\xbf").startswith(b"<")


class Field(NamedTuple):
    """A field's code on one line, and an element of it."""

    code: str
    element: etree._Element


def read_fields(root: etree._Element) -> list[Field]:
    """Return the fields, the code of each put together from its runs (ECMA-376 Part 1, 17.16.18 fldChar)."""
    read = [([each.get(f"{W}instr") or ""], each) for each in root.iter(f"{W}fldSimple")]
    open_fields: list[tuple[list[str], etree._Element]] = []
    for each in root.iter(f"{W}fldChar", f"{W}instrText"):
        kind = each.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append(([], each))
        elif kind == "end" and open_fields:
            read.append(open_fields.pop())
        elif each.tag == f"{W}instrText":
            if not open_fields:
                open_fields.append(([], each))
            open_fields[-1][0].append(each.text or "")
    fields = (Field(" ".join("".join(code).split()), element) for code, element in (*read, *open_fields))
    return [each for each in fields if each.code]


def is_harmless_field(code: str) -> bool:
    """Whether the field reaches for nothing outside the document: page numbers, titles, safe links."""
    return field_name(code) in HARMLESS_FIELDS or SAFE_HYPERLINK.match(code) is not None


def field_name(code: str) -> str:
    """Return what a field is called: "PAGE", "=" for a formula, "" for one without a code."""
    return "=" if code.startswith("=") else "".join(code.split()[:1]).upper()


def find_outside_relationships(content: bytes, name: str) -> list[Danger]:
    """Return the relationships of a part that lead outside the package and are not links to click on."""
    return [
        _describe_outside(each.kind, each.target)
        for each in read_relations(parse_part(content, name), "")
        if each.is_outside and not (each.kind == "hyperlink" and SAFE_LINK.match(each.target))
    ]
