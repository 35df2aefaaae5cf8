"""Templates whose parts lead outside or hold programs, by every name and in every form that a package may have."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator
from functools import partial

from tools.attacks.attack import (
    HEADER,
    LINKS,
    MAIN,
    MARK,
    OFFICE,
    RELATIONSHIPS,
    ROOT,
    SETTINGS,
    TYPES,
    Attack,
    Change,
    Parts,
    W,
    add_part,
    changed,
    pack,
    paragraph,
    put_in_text,
    read_shipped,
    relate,
    replace,
)
from tools.attacks.fields import DDE, SPACES, WORD, simple

EXTERNAL = ' TargetMode="External"'
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
KINDS = (
    "attachedTemplate", "oleObject", "externalLink", "frame", "subDocument", "aFChunk", "mailMergeSource", "image",
    "mailMergeHeaderSource", "hyperlink", "transform", "video", "audio", "package", "control", "chart", "header",
    "footer", "styles", "customXml", "font", "recipientData", "printerSettings", "glossaryDocument",
    f"{STRICT}/attachedTemplate", f"{STRICT}/image", f"{MICROSOFT}/vbaProject", f"{MICROSOFT}/keyMapCustomizations",
    f"{MICROSOFT}/attachedToolbars", f"{MICROSOFT}/ui/extensibility", "urn:unknown:kind",
)  # fmt: skip
SOURCES = (
    "",
    MAIN,
    SETTINGS,
    HEADER,
    "word/footer1.xml",
    "word/styles.xml",
    "word/fontTable.xml",
    "word/theme/theme1.xml",
)
OUTSIDE = (
    f"file://{MARK}/x",
    f"\\\\{MARK}\\x",
    f"http://{MARK}/x",
    f"{MARK}.docx",
    f"javascript:{MARK}",
    f"ms-word:ofe|u|{MARK}",
)
# What shows a part by its reference.
SHOWN = {
    "aFChunk": '<w:altChunk r:id="rIdX"/>',
    "subDocument": '<w:subDoc r:id="rIdX"/>',
    "oleObject": paragraph('<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" '
                           'ProgID="Package" r:id="rIdX"/></w:object></w:r>'),
    "control": paragraph('<w:r><w:object><w:control r:id="rIdX" w:name="a"/></w:object></w:r>'),
    "image": paragraph('<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="rIdX"/>'
                       "</v:shape></w:pict></w:r>"),
    "customXml": paragraph('<w:r><w14:contentPart xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
                           'r:id="rIdX"/></w:r>'),
    "urn:unknown:kind": paragraph('<w:r><w:object><w:unknown r:id="rIdX"/></w:object></w:r>'),
    "video": paragraph('<w:r><w:pict r:id="rIdX"/></w:r>'),
}  # fmt: skip
MACRO_TYPES = (
    "application/vnd.ms-office.vbaProject", "application/vnd.ms-word.vbaData+xml",
    "application/vnd.ms-office.activeX+xml", "application/vnd.ms-office.activeX",
    "application/vnd.openxmlformats-officedocument.oleObject", "application/x-msdownload",
    "application/vnd.ms-word.keyMapCustomizations+xml", "application/vnd.ms-word.attachedToolbars",
    "application/octet-stream", "text/html", "application/rtf", "message/rfc822",
)  # fmt: skip
DIRECT = {
    "a picture by its address": '<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="{}"/>',
    "a link of a shape": '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" href="{}"/>',
    "another picture of a shape": '<v:fill xmlns:v="urn:schemas-microsoft-com:vml" althref="{}"/>',
    "a film of the web": '<wp15:webVideoPr xmlns:wp15="http://schemas.microsoft.com/office/word/2012/word'
                         'processingDrawing" embeddedHtml="&lt;iframe src=&apos;{}&apos;&gt;" h="1" w="1"/>',
    "a link to be filled in": '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" href="https://{{{{ title }}}}{}"/>',
}  # fmt: skip
GRAPHIC = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
GRAPHICS = (
    f"<script>{MARK}</script>", f'<rect onload="{MARK}"/>', f'<image xlink:href="https://{MARK}.example/x.png"/>',
    f'<image href="file://{MARK}/x.png"/>', f"<style>@import '{MARK}'</style>",
    f'<use href="https://{MARK}.example/x#a"/>', f'<a href="javascript:{MARK}"/>',
    f"<foreignObject>{MARK}</foreignObject>", f'<rect style="fill:url(http://{MARK})"/>',
    f'<rect style="fill:&#117;rl(http://{MARK})"/>', f"<style>rect{{fill:u\\72l(http://{MARK})}}</style>",
    f'<style>@\\69mport "http://{MARK}"</style>', f'<rect style="fill:url(/**/http://{MARK})"/>',
    f'<style>rect{{background:image-set("http://{MARK}" 1x)}}</style>',
    f'<image xml:base="http://{MARK}/" href="#x"/>', f'<image><set attributeName="href" to="http://{MARK}"/></image>',
    f'<a><animate attributeName="href" values="javascript:{MARK}"/></a>', f'<rect fill="javascript:{MARK}"/>',
    f'<x:script xmlns:x="http://www.w3.org/2000/svg">{MARK}</x:script>',
)  # fmt: skip


def list_relationships() -> Iterator[Attack]:
    """Yield relationships of each kind, of each part, to what is outside and to what is in the package."""
    kind = "relationships and parts"
    for each in KINDS:
        for source in SOURCES:
            for mode in (EXTERNAL, ' TargetMode="external"', ' TargetMode="EXTERNAL "', ""):
                changes = [relate(source, each, OUTSIDE[0], mode)]
                if source == MAIN and each in SHOWN:
                    changes.append(put_in_text(SHOWN[each]))
                yield Attack(kind, f"{each} of {source or 'the file'} to {OUTSIDE[0]}{mode}", changed(*changes))
        for target in OUTSIDE:
            yield Attack(kind, f"{each} to {target}", changed(relate(MAIN, each, target, EXTERNAL)))
        for content_type in MACRO_TYPES:
            changes = [add_part("word/x.bin", MARK.encode(), content_type), relate(MAIN, each, "x.bin")]
            changes += [put_in_text(SHOWN[each])] if each in SHOWN else []
            yield Attack(kind, f"{each}, {content_type}", changed(*changes))
    for name, xml in DIRECT.items():
        for target in OUTSIDE:
            shape = f"<w:r><w:pict>{xml.format(target)}</w:pict></w:r>"
            yield Attack(kind, f"{name}, {target}", changed(put_in_text(paragraph(shape))))
    for inside in GRAPHICS:
        graphic = add_part("word/media/x.svg", GRAPHIC.replace("{}", inside).encode(), "image/svg+xml")
        yield Attack(kind, inside, changed(graphic, relate(MAIN, "image", "media/x.svg"), put_in_text(SHOWN["image"])))


def _encode(part: str, encoding: str, declared: str = "") -> Change:
    def change(parts: Parts) -> None:
        text = parts[part].decode().replace("UTF-8", declared or encoding, 1)
        parts[part] = text.encode(encoding)

    return change


def _rename(old: str, new: str, *, target: str = "", types: bool = True) -> Change:
    """Return a change of a part's name, where it is listed, and of how the main part refers to it."""

    def change(parts: Parts) -> None:
        items = {new if name == old else name: content for name, content in parts.items()}
        parts.clear()
        parts.update(items)
        base, usual = (ROOT, old) if old == MAIN else (LINKS, old.removeprefix("word/"))
        for name in (base, base.replace("document.xml", new.rpartition("/")[2])):
            if name in parts and target:
                parts[name] = parts[name].replace(f'"{usual}"'.encode(), f'"{target}"'.encode())
        if types and old not in (ROOT, LINKS):
            parts[TYPES] = parts[TYPES].replace(f'"/{old}"'.encode(), f'"/{new}"'.encode())

    return change


def _prefix(part: str, space: str) -> Change:
    """Return a change by which a list has a prefix before its words."""

    def change(parts: Parts) -> None:
        content = parts[part].replace(f'xmlns="{space}"'.encode(), f'xmlns:q="{space}"'.encode())
        for word in (b"Types", b"Default", b"Override", b"Relationships", b"Relationship"):
            content = content.replace(b"<" + word + b" ", b"<q:" + word + b" ")
            content = content.replace(b"</" + word + b">", b"</q:" + word + b">")
        parts[part] = content

    return change


CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
OVERRIDE = f'<Override PartName="/{HEADER}" ContentType="{WORD}.header+xml"/>'
EMPTY = f'<w:document xmlns:w="{W}"><w:body/></w:document>'
# How the parts of a package may be disguised.
DISGUISES: dict[str, tuple[Change, ...]] = {
    "as it is": (),
    "the header in capitals": (_rename(HEADER, "WORD/HEADER2.XML"),),
    "the header in capitals, and listed so": (_rename(HEADER, "WORD/HEADER2.XML", target="HEADER2.XML", types=False),),
    "the header elsewhere": (_rename(HEADER, "other/kopf.xml", target="../other/kopf.xml"),),
    "the header beside all": (_rename(HEADER, "kopf.xml", target="/kopf.xml"),),
    "the header with another ending": (_rename(HEADER, "word/header2.png", target="header2.png"),),
    "the header without an ending": (_rename(HEADER, "word/header2", target="header2"),),
    "the header by signs": (_rename(HEADER, "word/h%65ader2.xml"),),
    "the header's target by signs": (replace(LINKS, '"header2.xml"', '"h%65ader2.xml"'),),
    "the header by steps": (replace(LINKS, '"header2.xml"', '"./x/../header2.xml"'),),
    "the header by many steps": (replace(LINKS, '"header2.xml"', '"../../../word/header2.xml"'),),
    "the header by a backslash": (replace(LINKS, '"header2.xml"', '"..\\word\\header2.xml"'),),
    "the header's name with backslashes": (_rename(HEADER, "word\\header2.xml"),),
    "the header's name with steps": (_rename(HEADER, "word/../word/header2.xml"),),
    "the header's name with a double slash": (_rename(HEADER, "word//header2.xml"),),
    "the header with a slash first": (_rename(HEADER, "/word/header2.xml"),),
    "the header of no type": (replace(TYPES, OVERRIDE, ""),),
    "the header of a picture's type": (replace(TYPES, f"{WORD}.header+xml", "image/png"),),
    "the header of data's type": (replace(TYPES, f"{WORD}.header+xml", "application/octet-stream"),),
    "the header's type in capitals": (replace(TYPES, f"{WORD}.header+xml", f"{WORD}.HEADER+XML"),),
    "the header's type with a remark": (replace(TYPES, f"{WORD}.header+xml", f"{WORD}.header+xml; a=b"),),
    "the header listed twice": (replace(TYPES, OVERRIDE, OVERRIDE + OVERRIDE.replace(f"{WORD}.header", "image/svg")),),
    "the header as other data too": (relate(MAIN, "customXml", "header2.xml"),),
    "the header as a picture too": (relate(MAIN, "image", "header2.xml"),),
    "the header as styles too": (relate(MAIN, "styles", "header2.xml"),),
    "the header of the Strict form": (
        replace(LINKS, f'Type="{OFFICE}/header" Target="header2', f'Type="{STRICT}/header" Target="header2'),
    ),
    "the header of nobody": (replace(LINKS, "header2.xml", "header1.xml"),),
    "the main part elsewhere": (
        _rename(MAIN, "other/main.xml", target="/other/main.xml"),
        _rename(LINKS, "other/_rels/main.xml.rels"),
        lambda parts: parts.update(
            {"other/_rels/main.xml.rels": parts["other/_rels/main.xml.rels"].replace(b'Target="', b'Target="/word/')}
        ),
    ),
    "the main part in capitals": (_rename(MAIN, "Word/Document.XML"), _rename(LINKS, "WORD/_RELS/DOCUMENT.XML.RELS")),
    "two main parts": (
        add_part("word/other.xml", EMPTY.encode(), f"{WORD}.document.main+xml"),
        relate("", "officeDocument", "word/other.xml"),
    ),
    "a main part with macros' type": (
        replace(TYPES, f"{WORD}.document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
    ),
    "a main part of a template's type": (replace(TYPES, f"{WORD}.document.main+xml", f"{WORD}.Template.main+xml"),),
    "a main part of a template with macros": (
        replace(TYPES, f"{WORD}.document.main+xml", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
    ),
    "a main part of another type": (replace(TYPES, f"{WORD}.document.main+xml", "application/xml"),),
    "relationships in capitals": (_rename(LINKS, "word/_rels/document.xml.RELS"),),
    "relationships of settings in capitals": (_rename("word/_rels/settings.xml.rels", "WORD/_RELS/SETTINGS.XML.RELS"),),
    "relationships with a prefix": (_prefix(LINKS, RELATIONSHIPS), _prefix(ROOT, RELATIONSHIPS)),
    "types with a prefix": (_prefix(TYPES, CONTENT),),
    "the header in UTF-16": (_encode(HEADER, "utf-16"),),
    "the header in UTF-16, the other way round": (_encode(HEADER, "utf-16-be", "utf-16"),),
    "the header in UTF-32": (_encode(HEADER, "utf-32"),),
    "the header in UTF-7": (_encode(HEADER, "utf-8", "utf-7"),),
    "the header in EBCDIC": (_encode(HEADER, "cp037", "cp037"),),
    "the header in Latin-1": (_encode(HEADER, "latin-1", "iso-8859-1"),),
    "relationships in UTF-16": (_encode(LINKS, "utf-16"),),
    "types in UTF-16": (_encode(TYPES, "utf-16"),),
    "settings in UTF-16": (_encode(SETTINGS, "utf-16"),),
    "types without their first list": (replace(TYPES, '<Default Extension="xml" ContentType="application/xml"/>', ""),),
    "types in a list": (replace(TYPES, "<Default ", "<x><Default /></x><Default "),),
    "relationships in relationships": (
        replace(LINKS, "</Relationships>", '<Relationship Id="a"><Relationship/></Relationship></Relationships>'),
    ),
    "a document type": (replace(HEADER, "<w:hdr ", '<!DOCTYPE d [<!ENTITY x "ATTACK">]><w:hdr '),),
    "a folder as a part": (_rename(HEADER, "word/header2.xml/"),),
}  # fmt: skip
# What is disguised.
PAYLOADS: dict[str, tuple[Change, ...]] = {
    "a field": (replace(HEADER, "</w:hdr>", f"{simple(DDE)}</w:hdr>"),),
    "a template": (relate(SETTINGS, "attachedTemplate", f"file://{MARK}/x", EXTERNAL),),
    "a picture": (relate(HEADER, "image", f"file://{MARK}/x", EXTERNAL),),
    "macros": (
        add_part("word/any.dat", MARK.encode(), "application/vnd.ms-office.vbaProject"),
        relate(MAIN, f"{MICROSOFT}/vbaProject", "any.dat"),
    ),
}  # fmt: skip


def list_disguises() -> Iterator[Attack]:
    """Yield each payload in each disguise, and files that are odd as a whole."""
    kind = "disguised parts and odd files"
    for payload, put in PAYLOADS.items():
        for disguise, changes in DISGUISES.items():
            if "of settings" in disguise and payload != "a template":
                continue
            spaces = replace(HEADER, f'xmlns:w="{W}"', f'xmlns:w="{W}" {SPACES}')
            yield Attack(kind, f"{payload}, {disguise}", changed(spaces, *put, *changes))
        for name, make in _list_odd(put):
            yield Attack(kind, f"{payload}, {name}", make)


def _list_odd(put: tuple[Change, ...]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield files that are odd as a whole."""
    whole = changed(*put)
    yield "with something after the end", lambda: whole() + MARK.encode() * 99
    yield "with something before the beginning", lambda: MARK.encode() * 99 + whole()
    yield "twice in a file", lambda: pack(read_shipped()) + whole()
    yield "behind another file", lambda: whole() + pack(read_shipped())
    yield "with a part twice", lambda: _add(whole(), HEADER, read_shipped()[HEADER])
    yield "with a part twice, in capitals", lambda: _add(whole(), HEADER.upper(), read_shipped()[HEADER])
    yield "with a part that nothing leads to", lambda: _add(whole(), "word/vbaProject.bin", MARK.encode())
    yield "locked", lambda: whole().replace(b"PK\1\2\x14\3\x14\0\0", b"PK\1\2\x14\3\x14\0\1")
    yield "compressed by another method", lambda: whole().replace(b"\x14\0\0\0\x08\0", b"\x14\0\0\0\x63\0")
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        yield f"compressed by method {method}", partial(_repack, put, method)


def _repack(put: tuple[Change, ...], method: int) -> bytes:
    parts = read_shipped()
    for change in put:
        change(parts)
    return pack(parts, method)


def _add(package: bytes, name: str, content: bytes) -> bytes:
    """Return the file with a part behind the others, though it may have one of that name."""
    written = io.BytesIO(package)
    with warnings.catch_warnings(), zipfile.ZipFile(written, "a") as opened:
        warnings.simplefilter("ignore")
        opened.writestr(zipfile.ZipInfo(name), content)
    return written.getvalue()
