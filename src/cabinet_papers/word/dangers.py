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
    relations_of,
    unpack,
)
from cabinet_papers.files.word_package import MAIN, REFERENCES, WordParts, arrange, find_shown, is_xml, kind_of
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.word.fields import Field, is_harmless, read_fields
from cabinet_papers.word.markup import W
from cabinet_papers.word.places import STORIES, TEXT, find_place
from cabinet_papers.word.vector_graphics import is_active

# The types of a main part: of a document, of a template, and of either with macros.
WORD_TYPE = re.compile(
    r"application/vnd\.(openxmlformats-officedocument\.wordprocessingml|ms-word)\."
    r"(document|template)(\.macroenabled(template)?)?\.main\+xml"
)
NOT_WORD = phrase("the file is not a Word document (.docx)")
# Words, cells, and looks that somebody changed (ECMA-376 Part 1, 17.13.5).
TRACKED = re.compile(r"\{[^}]*wordprocessingml[^}]*\}(ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|\w+Change)")
OF_TEXT = {"header", "footer", "footnotes", "endnotes", "styles", "numbering", "settings", "comments"}
PRINTED = ("document", "hdr", "ftr", "footnotes", "endnotes")
SAFE_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
# What a part may be beside XML, by its type.
PICTURES_AND_FONTS = re.compile(
    r"image/(png|gif|webp|heic|heif|avif|svg\+xml|p?jpe?g|tiff?|(x-|x-ms-|vnd\.ms-)?(bmp|emf|wmf|photo|icon?|pict|tiff))"
    r"|image/vnd\.microsoft\.icon|font/[\w.+-]+|application/[\w.-]*(font|opentype)[\w.-]*"
)
# What papers have of a template, by the kind of relationship: without comments and who wrote them, building blocks, a
# picture of the template, and properties of its own.
KEPT = frozenset(
    (
        "officeDocument", "core-properties", "extended-properties", "extendedProperties", "classificationlabels",
        "styles", "stylesWithEffects", "numbering", "settings", "webSettings", "fontTable", "font", "theme",
        "themeOverride", "header", "footer", "footnotes", "endnotes", "hyperlink", "image", "hdphoto", "chart",
        "chartEx", "chartStyle", "chartColorStyle", "chartUserShapes", "diagramData", "diagramLayout",
        "diagramQuickStyle", "diagramColors", "diagramDrawing",
    )
)  # fmt: skip
# How somebody prints is taken out of a paper with its place; data of other programs are nowhere to be seen.
PRINTER, DATA = "printerSettings", {"customXml", "customXmlProps"}
# The types of XML, and the kinds of relationship, by which programs and other documents come into a document.
OF_MACROS = re.compile(r"macroenabled|vba|keymapcustomizations|attachedtoolbars|customui")
MACRO_KINDS = {"vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars"}
OBJECT_KINDS = {"oleObject", "package", "control", "activeXControlBinary", "externalLink"}
IMPORTED_KINDS = {"aFChunk", "subDocument", "frame", "attachedTemplate", "mailMergeSource", "transform"}
# Where a drawing of an older form says what it shows and where it leads to, without a relationship; and the web page
# that a film from the web is.
DIRECT = {
    "src": "image", "href": "hyperlink", "althref": "image", "sourceFileName": "frame", "embeddedHtml": "video",
    "action": "hyperlink", "invalidUrl": "hyperlink",
}  # fmt: skip


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


def read_template(content: bytes) -> WordParts:
    """Return the parts of a .docx under their usual names. Raises PackageError."""
    try:
        word = arrange(unpack(content, TEMPLATE))
    except DamagedError as error:
        raise PackageError(NOT_WORD) from error
    if not WORD_TYPE.fullmatch(word.types[MAIN]):
        raise PackageError(NOT_WORD)
    if odd := next(
        (name for name, content_type in word.types.items() if not _is_typed(content_type, word.kinds[name])), ""
    ):
        raise PackageError(phrase("the file does not say what a piece of it is, {}", Term(odd)))
    return word


def _is_typed(content_type: str, kinds: set[str]) -> bool:
    """Whether a part has a type, which is that of what it is used as."""
    return content_type != "" and all(content_type.endswith(f".{kind}+xml") for kind in kinds & OF_TEXT)


def find_dangers(word: WordParts) -> list[Danger]:
    """Return what a template may not contain: macros, and anything that fetches content from outside."""
    dangers = [danger for name, kinds in word.kinds.items() for danger in _find_by_kind(word.types[name], kinds)]
    for name, content in word.parts.items():
        if name.endswith(".rels"):
            dangers += find_outside_relationships(content, name)
        elif name != CONTENT_TYPES and not word.kinds[name] <= DATA and is_xml(word.types[name], content):
            dangers += _find_in_part(word, name)
    return list(dict.fromkeys(dangers))


def _find_by_kind(content_type: str, kinds: set[str]) -> list[Danger]:
    """Return what a part is by its type and by what leads to it."""
    if kinds & MACRO_KINDS or OF_MACROS.search(content_type):
        return [MACROS]
    if kinds & IMPORTED_KINDS:
        return [IMPORTED]
    is_known = content_type.endswith(("+xml", "/xml")) or PICTURES_AND_FONTS.fullmatch(content_type)
    if kinds & OBJECT_KINDS or "activex" in content_type or not (is_known or kinds == {PRINTER}):
        return [EMBEDDED]
    return []


def _find_in_part(word: WordParts, name: str) -> list[Danger]:
    """Return what may not be in a part that is XML."""
    root = parse_part(word.parts[name], name)
    dangers = [*find_dangers_in(root), *_find_direct(root)]
    if etree.QName(root).localname in PRINTED and any(TRACKED.fullmatch(each.tag) for each in root.iter("*")):
        dangers.append(TRACKED_CHANGES)
    path = relations_of(name)
    relations = parse_part(word.parts[path], path) if path in word.parts else ()
    others = {each.get("Id") for each in relations if kind_of(each) not in KEPT | {PRINTER}}
    if (others and others & find_shown(root)) or (_is_graphic(root) and is_active(root, word.parts[name])):
        dangers.append(EMBEDDED)
    return dangers


def _is_graphic(root: etree._Element) -> bool:
    return etree.QName(root).localname == "svg"


def _find_direct(root: etree._Element) -> list[Danger]:
    """Return the addresses in a part that no relationship holds: of drawings in an older form, and of vector graphics.

    A placeholder in one would be filled in.
    """
    named = [
        ("image" if _is_graphic(root) and etree.QName(each).localname != "a" else DIRECT[kind], str(value))
        for each in root.iter("*")
        for attribute, value in each.attrib.items()
        if (kind := etree.QName(attribute).localname) in DIRECT and etree.QName(attribute).namespace not in REFERENCES
    ]
    return [_describe_outside(kind, value) for kind, value in named if not _is_safe_address(kind, value)]


def _is_safe_address(kind: str, value: str) -> bool:
    if not value.strip() or value.startswith(("#", "data:image/")):
        return True
    return kind == "hyperlink" and SAFE_LINK.match(value) is not None and "{" not in value


def find_dangers_in(root: etree._Element) -> list[Danger]:
    """Return what in a part fetches content from outside, with its place: fields and imported documents."""
    dangers = [_explain_field(each, root) for each in read_fields(root) if not is_harmless(each.code)]
    if next(root.iter("{*}altChunk", "{*}subDoc"), None) is not None:
        dangers.append(IMPORTED)
    return dangers


def _explain_field(field: Field, root: etree._Element) -> Danger:
    paragraph = next(field.element.iterancestors(f"{W}p"), field.element)
    place = find_place(paragraph, STORIES.get(etree.QName(root).localname, TEXT))
    hint = phrase("select it in Word, and delete it or press Ctrl+Shift+F9, which leaves its words as text")
    return Danger(phrase('the field "{}" {}', field.code, place), hint)


def find_outside_relationships(content: bytes, name: str) -> list[Danger]:
    """Return the relationships of a part that lead outside the package and are not links to click on."""
    return [
        _describe_outside(each.kind, each.target)
        for each in read_relations(parse_part(content, name), "")
        if each.is_outside and not (each.kind == "hyperlink" and SAFE_LINK.match(each.target))
    ]
