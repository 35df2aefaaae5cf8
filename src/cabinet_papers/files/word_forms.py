"""Tells a response form that came back in Word from any other Word document.

The mark is a property of the file, which Word and LibreOffice keep. A program that drops it keeps the words: the form's
title, or the references of its rows, which are hidden text.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import unescape

from cabinet_papers.files.faults import is_fault
from cabinet_papers.files.package import OTHER_FILE, PackageError, unpack

# The property, and the first words of the form.
PROPERTY, VALUE = "Response form", "cabinet-papers"
TITLE = "Response sheet: "
PROPERTIES = "docProps/custom.xml"
# The main part has another name where Word for the web saved it.
MAIN_PARTS = ("word/document.xml", "word/document2.xml", "word/document22.xml")
ROW = re.compile(r"R\d{1,6}x?(?:\[[^\s\[\]]{1,24}\])?-[0-9a-f]{6}-[0-9a-f]{8}(?![0-9a-f])")
TAG = re.compile(r"<[^<>]*>")


def is_word_form(path: Path) -> bool:
    """Whether the file is a Word document that was made as a response form.

    One that cannot be opened is none; one that the disk does not give may be one, and is said to be unreadable.
    """
    try:
        parts = unpack(path, OTHER_FILE, PROPERTIES, *MAIN_PARTS)
    except (OSError, PackageError) as error:
        return is_fault(error)
    main = next((content for name, content in parts.items() if name.casefold() != PROPERTIES.casefold()), b"")
    return is_marked(parts.get(PROPERTIES, b"")) or bool(main and has_form_words(read_words(main)))


def is_marked(properties: bytes) -> bool:
    """Whether the properties of a document have the mark."""
    return PROPERTY.encode() in properties and VALUE.encode() in properties


def has_form_words(words: str) -> bool:
    """Whether a document with these words is the form: it begins with its title, or has the references of rows."""
    return words.lstrip().startswith(TITLE) or ROW.search(words) is not None


def has_rows(content: bytes) -> bool:
    """Whether a document in an earlier format of Word's, or in Rich Text, has the references of rows."""
    return ROW.search(content.replace(b"\0", b"").decode("latin-1")) is not None


def read_words(xml: bytes) -> str:
    """Return the words between the tags; looking at them all is quicker than to parse them."""
    return unescape(TAG.sub("", xml.decode("utf-8", "replace")))
