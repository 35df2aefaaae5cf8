"""Changes an input in the terms of its kind: the XML within a package, the lines of a text."""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from typing import TypeVar

from lxml import etree

from cabinet_papers.files.package import DAMAGES
from tests.fuzz.desk import Source

VALUES = (
    "", "0", "-1", "1", "2", "true", "16384", "1048576", "99999999999999999999", "1e308", "1e999999", "NaN",
    "Infinity", "٣", "²", "A1", "AAAA0", "XFD1048576", "A1:XFD1048576", "\u200b", "\ud7ff", "_x0000_", "_x000D_",
    "General", "0.00%", "[h]:mm", "[$-809]dddd d mmmm yyyy", "@", "# ?/?", "2026-02-30", "0001-01-01",
    "9999-12-31T23:59:59", "../..", "/", "http://[", "mailto:", "{{ x }}", "{% for x in y %}", "{%", "}}",
    "auto", "none", "a" * 300, "\n", " ", "- a", "[Table: A]", "Agree?", "Recommendation", "Comment", "No.", "Yes",
    "rgb", "FFFFFF",
)  # fmt: skip
LARGEST = 400_000
T = TypeVar("T")


def pick(source: Source, items: Sequence[T]) -> T:
    return items[source.choose(len(items))]


def unzip(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package; none where it is none, or a large one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(each.file_size for each in package.infolist()) > LARGEST:
                return {}
            return {each.filename: package.read(each) for each in package.infolist() if not each.is_dir()}
    except DAMAGES:
        return {}


def rezip(parts: dict[str, bytes]) -> bytes:
    """Return the package, its parts stored as they are, so that the fuzzer sees their words."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content)
    return written.getvalue()


def mutate_package(content: bytes, source: Source) -> bytes:
    """Return the package with changes in one or several of its parts."""
    parts = unzip(content)
    if not parts or source.choose(50) == 0:
        return source.change(content)
    for _ in range(1 + source.choose(3)):
        # The words are in few parts, which are looked at more often.
        main = [name for name in parts if re.search(r"(sheet\d*|document|content|sharedStrings)\.xml$", name)]
        name = pick(source, main if main and source.choose(2) else list(parts))
        kind = source.choose(30)
        if kind == 0 and len(parts) > 1:
            del parts[name]
        elif kind == 1:
            parts[pick(source, list(parts))] = parts[name]
        else:
            parts[name] = mutate_xml(parts[name], source)
        if not parts:
            break
    return rezip(parts)


def mutate_xml(content: bytes, source: Source) -> bytes:
    """Return the XML with one or several of its elements changed, moved, repeated or taken out."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError):
        return source.change(content)
    if source.choose(25) == 0:
        return source.change(content)
    for _ in range(1 + source.choose(4)):
        elements = [each for each in root.iter() if isinstance(each.tag, str)]
        _mutate_element(pick(source, elements), elements, source)
    return etree.tostring(root)


def _mutate_element(element: etree._Element, elements: list[etree._Element], source: Source) -> None:
    other, parent = pick(source, elements), element.getparent()
    match source.choose(12):
        case 0 | 1 | 2 | 3 if element.attrib or other.attrib:
            _mutate_attribute(element, other, elements, source)
        case 4 | 5 | 8 | 9 as place if parent is not None:
            _move_element(element, parent, other, place, source)
        case 6 if len(list(other.iter())) < 200:
            element.insert(source.choose(len(element) + 1), _copy(other))
        case 7:
            element.tag = other.tag
        case _:
            element.text = _find_value(element.text or "", elements, source)


def _mutate_attribute(
    element: etree._Element, other: etree._Element, elements: list[etree._Element], source: Source
) -> None:
    """Change one of the element's attributes, take it out, or give it one of another's."""
    if other.attrib and (not element.attrib or source.choose(4) == 0):
        name = pick(source, list(other.attrib))
        element.set(name, other.get(name) or "")
        return
    name = pick(source, list(element.attrib))
    if source.choose(3):
        element.set(name, _find_value(element.get(name) or "", elements, source))
    else:
        del element.attrib[name]


def _move_element(
    element: etree._Element, parent: etree._Element, other: etree._Element, place: int, source: Source
) -> None:
    """Repeat the element, or take it out: with what is in it, or alone; or put another around it."""
    match place:
        case 4:
            parent.remove(element)
        case 5:
            parent.insert(source.choose(len(parent) + 1), _copy(element))
        case 8:
            for child in list(element):
                parent.insert(parent.index(element), child)
            parent.remove(element)
        case _:
            around = etree.Element(other.tag)
            parent.replace(element, around)
            around.append(element)


def _copy(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, with_tail=False))


def _find_value(was: str, elements: list[etree._Element], source: Source) -> str:
    other = pick(source, elements)
    match source.choose(4):
        case 0:
            return pick(source, VALUES)
        case 1:
            return other.text or ""
        case 2 if other.attrib:
            return str(pick(source, list(other.attrib.values())))
        case _:
            changed = source.change(was.encode()).decode("utf-8", "replace")
            return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", changed)


def mutate_lines(content: bytes, source: Source) -> bytes:
    """Return the text with lines repeated, moved, taken out, moved to the right, or with words between."""
    lines = content.split(b"\n")
    at = source.choose(len(lines))
    match source.choose(9):
        case 0:
            del lines[at]
        case 1:
            lines.insert(source.choose(len(lines) + 1), lines[at])
        case 2:
            lines[at] = b" " * source.choose(7) + lines[at].lstrip()
        case 3:
            lines[at] = lines[at][: source.choose(len(lines[at]) + 1)]
        case 4 | 5:
            cut = source.choose(len(lines[at]) + 1)
            lines[at] = lines[at][:cut] + pick(source, TOKENS) + lines[at][cut:]
        case 6:
            other, cut = pick(source, lines), source.choose(len(lines[at]) + 1)
            lines[at] = lines[at][:cut] + other.strip()
        case 7 if len(lines) > 1:
            other_at = source.choose(len(lines))
            lines[at], lines[other_at] = lines[other_at], lines[at]
        case _:
            return source.change(content)
    return b"\n".join(lines)


TOKENS = tuple(each.encode() for each in (
    ":", ": ", "- ", "-", "#", " #", "|", ">", "[", "]", "{", "}", "{}", "[]", "&a ", "*a", "!!str ", "? ", '"', "'",
    "\\", "\t", "\r", "\x85", "\u2028", "\ufeff", "---\n", "...\n", "%YAML 1.2\n", "~", "null", "<<: ", ",", "yes",
    "No", "2026-02-30", "3 March 2026", "1.1", "(i)", "R1", "a)", "text: ", "recommendations:\n", "topics:\n",
    "parts: [a, b]", "number: 1", "answered_with: 1", "exempt: Paragraph 3", "withdrawn: gone", "member: Councillor B",
    "ref: x", "**", "_", "`", "```\n", "## ", "> ", "| a | b |\n|---|---|\n", "[Recommendation 1]", "[Table: A]",
    "![a](b)", "[a](http://[)", "<b>", "&amp;", "&#0;", "&#x110000;", "\\u0000", "\\ud800", "\\x00", "{{ x }}",
    "{% if %}", "€", "e\u0301", "\u200d", "\u202e", "\U0001f600", "\x00", "\x1b", "\xff",
))  # fmt: skip


def mutate_record(content: bytes, source: Source) -> bytes:
    """Return a file of numbers and letters, as a picture is, with some of its bytes changed; sums are put right."""
    if source.choose(3) or not content.startswith(b"\x89PNG"):
        return source.change(content)
    changed, at, pieces = source.change(content), 8, [content[:8]]
    while at + 12 <= len(changed):
        length = int.from_bytes(changed[at : at + 4], "big")
        kind = changed[at + 4 : at + 8 + length][: 4 + 60_000]
        pieces.append((len(kind) - 4).to_bytes(4, "big") + kind + zlib.crc32(kind).to_bytes(4, "big"))
        at += 12 + length
    return b"".join(pieces) if len(pieces) > 1 else changed
