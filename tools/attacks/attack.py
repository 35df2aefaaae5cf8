"""A hostile template: a shipped one with something put into it that may not get into any paper."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

# In whatever must not get through is this word: it may be read in a paper, and be nowhere else in it.
MARK = "ATTACK"
NAME = "cabinet-response.docx"
MAIN, HEADER, SETTINGS = "word/document.xml", "word/header2.xml", "word/settings.xml"
TYPES, ROOT, LINKS = "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
SHIPPED = Path(__file__).parents[2] / "templates"
Parts: TypeAlias = dict[str, bytes]
Change: TypeAlias = Callable[[Parts], None]


class Attack(NamedTuple):
    """A template by the kind of attack, what is tried, and what makes its file."""

    kind: str
    name: str
    make: Callable[[], bytes]
    template: str = NAME


@cache
def _read_shipped(name: str) -> tuple[tuple[str, bytes], ...]:
    with zipfile.ZipFile(SHIPPED / name) as package:
        return tuple((each, package.read(each)) for each in package.namelist())


def read_shipped(name: str = NAME) -> Parts:
    """Return the parts of a shipped template."""
    return dict(_read_shipped(name))


def pack(parts: Parts, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the parts as a file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, compression)
    return written.getvalue()


def changed(*changes: Change) -> Callable[[], bytes]:
    """Return what makes the file of the shipped template after these changes."""

    def make() -> bytes:
        parts = read_shipped()
        for change in changes:
            change(parts)
        return pack(parts)

    return make


def replace(part: str, old: str, new: str) -> Change:
    """Return a change of a text in a part, which has to have it."""

    def change(parts: Parts) -> None:
        if old.encode() not in parts[part]:
            raise ValueError(f"{part} has no {old}")
        parts[part] = parts[part].replace(old.encode(), new.encode(), 1)

    return change


def put_in_text(xml: str) -> Change:
    """Return a change that puts something before the text."""
    return replace(MAIN, "<w:body>", f"<w:body>{xml}")


def add_part(name: str, content: bytes, content_type: str) -> Change:
    """Return a change that adds a part of a type."""

    def change(parts: Parts) -> None:
        parts[name] = content
        override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
        parts[TYPES] = parts[TYPES].replace(b"</Types>", override.encode())

    return change


def relate(source: str, kind: str, target: str, mode: str = "", ref: str = "rIdX") -> Change:
    """Return a change by which a part refers to something; a kind may be all of a relationship's type."""
    folder, _, file = source.rpartition("/")
    path = f"{folder}/_rels/{file}.rels".lstrip("/") if source else ROOT
    stated = kind if ":" in kind else f"{OFFICE}/{kind}"
    added = f'<Relationship Id="{ref}" Type="{stated}" Target="{target}"{mode}/></Relationships>'

    def change(parts: Parts) -> None:
        content = parts.get(path, f'<Relationships xmlns="{RELATIONSHIPS}"></Relationships>'.encode())
        parts[path] = content.replace(b"</Relationships>", added.encode())

    return change


def run(inside: str) -> str:
    """Return a run of text."""
    return f"<w:r>{inside}</w:r>"


def paragraph(inside: str) -> str:
    """Return a paragraph."""
    return f"<w:p>{inside}</w:p>"


def text(words: str) -> str:
    """Return a run with words."""
    return run(f'<w:t xml:space="preserve">{words}</w:t>')
