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
from cabinet_papers.word.places import BODY

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
# Comments, and who wrote them.
COMMENTS = re.compile(r"word/(_rels/)?(comments\w*|people)\.xml(\.rels)?")
COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
SAFE_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


class Danger(NamedTuple):
    """What a template may not contain, and how it is removed."""

    what: Message
    cure: Message


# What may be in a template, and how Word's users remove it.
MACROS = Danger(phrase("macros"), phrase("in Word, choose File, Save As, Word Document (.docx), which leaves them out"))
EMBEDDED = Danger(
    phrase("an object of another program, such as a worksheet or a chart"),
    phrase("in Word, cut it, and paste it as a picture (Home, Paste, Paste Special, Picture), or delete it"),
)
TRACKED = Danger(
    phrase("tracked changes"), phrase("in Word, choose Review, Accept, Accept All Changes and Stop Tracking, and save")
)
IMPORTED = Danger(
    phrase("another document that Word has not read in yet"), phrase("open the template in Word once, and save it")
)
FIELD_CURE = phrase("in Word, select the field, press Ctrl+Shift+F9, which turns it into plain text, and save")


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
    if re.search(rb"<w:(ins|del|moveFrom|moveTo) ", parts[BODY]):
        dangers.append(TRACKED)
    for name, content in parts.items():
        if name.endswith(".rels"):
            dangers += find_outside_relationships(content, name)
        elif name.startswith("word/") and name.endswith(".xml") and _may_have_fields(content):
            dangers += find_dangers_in(parse_part(content, name))
    return dangers


def find_dangers_in(root: etree._Element) -> list[Danger]:
    """Return what in a part fetches content from outside: fields and imported documents."""
    dangers = [
        Danger(phrase('the field "{}"', code), FIELD_CURE) for code in read_fields(root) if not is_harmless_field(code)
    ]
    if next(root.iter("{*}altChunk"), None) is not None:
        dangers.append(IMPORTED)
    return dangers


def _may_have_fields(content: bytes) -> bool:
    """Whether the part has to be read for fields; one in another encoding always has."""
    return b"instr" in content or b"altChunk" in content or not content.lstrip(b"\xef\xbb\xbf").startswith(b"<")


def read_fields(root: etree._Element) -> list[str]:
    """Return the code of each field, put together from its runs (ECMA-376 Part 1, 17.16.18 fldChar)."""
    codes = [" ".join((each.get(f"{W}instr") or "").split()) for each in root.iter(f"{W}fldSimple")]
    open_fields: list[list[str]] = []
    for each in root.iter(f"{W}fldChar", f"{W}instrText"):
        kind = each.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append([])
        elif kind == "end" and open_fields:
            codes.append(" ".join("".join(open_fields.pop()).split()))
        elif each.tag == f"{W}instrText":
            if not open_fields:
                open_fields.append([])
            open_fields[-1].append(each.text or "")
    return [code for code in (*codes, *(" ".join("".join(each).split()) for each in open_fields)) if code]


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


def remove_comment_marks(root: etree._Element) -> bool:
    """Remove what shows where comments are; whether there were any."""
    marks = list(root.iter(*(f"{W}{name}" for name in COMMENT_MARKS)))
    for mark in marks:
        run = mark.getparent()
        if run is None:
            continue
        run.remove(mark)
        around = run.getparent()
        # The run of such a mark has nothing else in it.
        if around is not None and run.tag == f"{W}r" and all(each.tag == f"{W}rPr" for each in run):
            around.remove(run)
    return bool(marks)
