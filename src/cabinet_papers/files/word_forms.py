"""Tells a response form that came back in Word from any other Word document.

The mark is a property of the file, which Word and LibreOffice keep. A program that drops it keeps the words: the form's
title, or the references of its rows, which are hidden text.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import unescape

from cabinet_papers.files.package import OTHER_FILE, PackageError, parse_part, read_relations, unpack

# The property, and the first words of the form.
PROPERTY, VALUE = "Response form", "cabinet-papers"
TITLE = "Response sheet: "
# Where they are, which another program may call otherwise: Word for the web gives the main part another name.
PROPERTIES, MAIN, RELATIONS = "docProps/custom.xml", "word/document.xml", "_rels/.rels"
KINDS = ("officeDocument", "custom-properties", "customProperties")
ROW = re.compile(r"R\d{1,6}x?(?:\[[^\s\[\]]{1,24}\])?-[0-9a-f]{6}-[0-9a-f]{8}(?![0-9a-f])")
TAG = re.compile(r"<[^<>]*>")


def is_word_form(path: Path) -> bool:
    """Whether the file is a Word document that was made as a response form.

    One that cannot be opened is none; one that the disk does not give may be one, and is said to be unreadable.
    """
    try:
        found = path.stat()
        return _is_form(path, found.st_mtime_ns, found.st_size)
    except (FileNotFoundError, PackageError):
        return False
    except OSError:
        return True


# A run asks several times, and a document may be long.
@lru_cache(maxsize=256)
def _is_form(path: Path, _saved: int, _size: int) -> bool:
    contents = unpack(path, OTHER_FILE, *_name_parts(path)).values()
    return any(is_marked(each) or has_form_words(read_words(each)) for each in contents)


def _name_parts(path: Path) -> list[str]:
    """Return the names of the properties and of the main part, as the file's list has them, or else the usual ones."""
    for content in unpack(path, OTHER_FILE, RELATIONS).values():
        try:
            relations = read_relations(parse_part(content, RELATIONS), "")
        except PackageError:
            break
        return [each.target for each in relations if each.kind in KINDS and not each.is_outside] or [MAIN]
    return [PROPERTIES, MAIN]


def _decode(content: bytes) -> str:
    return content.decode("utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8", "replace")


def is_marked(properties: bytes) -> bool:
    """Whether the properties of a document have the mark."""
    text = _decode(properties)
    return PROPERTY in text and VALUE in text


def has_form_words(words: str) -> bool:
    """Whether a document with these words is the form: it begins with its title, or has the references of rows."""
    return words.lstrip().startswith(TITLE) or ROW.search(words) is not None


def has_rows(content: bytes) -> bool:
    """Whether a document in an earlier format of Word's, or in Rich Text, has the references of rows."""
    return ROW.search(content.replace(b"\0", b"").decode("latin-1")) is not None


def read_words(xml: bytes) -> str:
    """Return the words between the tags; looking at them all is quicker than to parse them."""
    return unescape(TAG.sub("", _decode(xml)))
