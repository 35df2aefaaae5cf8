"""The styles of a finished document, each with what it takes from those it is based on (ECMA-376 Part 1, 17.7)."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from cabinet_papers.files.package import parse_part
from cabinet_papers.finished.word_file import STYLES, W, WordFile, find, words_of

OFF = ("0", "false", "off")
VALUE = f"{W}val"
STYLES_OF_RUN = "w:rPr/w:rStyle | ancestor::w:p[1]/w:pPr/w:pStyle | ancestor::w:tbl[1]/w:tblPr/w:tblStyle"
ROW, DRAWING, PICTURE = (f"{W}{name}" for name in ("tr", "drawing", "pict"))
# So many styles may be based on one another; in Word's own there are four.
DEEPEST = 20
INVISIBLE = re.compile(r"(?:^|;)\s*visibility\s*:\s*hidden", re.IGNORECASE)


@lru_cache(maxsize=16)
def _read_styles(content: bytes) -> StyleSheet:
    """Return the styles of a part: all papers of one template have the same."""
    return StyleSheet(parse_part(content, STYLES))


def styles_of(file: WordFile) -> StyleSheet:
    """Return the styles of a finished document; a part that is missing or damaged has none."""
    root = file.roots.get(STYLES)
    return _read_styles(file.parts[STYLES]) if root is not None and STYLES in file.parts else StyleSheet(root)


class StyleSheet:
    """The styles by their reference; one that is named but not there says nothing."""

    def __init__(self, root: etree._Element | None) -> None:
        styles = root.iterchildren(f"{W}style") if root is not None else ()
        self.by_ref = {str(each.get(f"{W}styleId")): each for each in styles}
        self.based = {ref: value_of(each.find(f"{W}basedOn")) for ref, each in self.by_ref.items()}
        # What was looked up once.
        self.found: dict[tuple[str | None, str], etree._Element | None] = {}
        self.chains: dict[str | None, tuple[etree._Element, ...]] = {}
        self.default = next((ref for ref, each in self.by_ref.items() if _is_default(each)), None)
        self.defaults = root.find(f"{W}docDefaults/{W}rPrDefault") if root is not None else None
        self.language = value_of(self.find_default(f"{W}rPr/{W}lang")) or ""
        self.hiding = {ref for ref in self.by_ref if is_on(self.find(ref, f"{W}rPr/{W}vanish"))}

    def chain(self, ref: str | None) -> tuple[etree._Element, ...]:
        """Return the style, and those that it is based on, as far as anybody goes."""
        if ref not in self.chains:
            found: dict[str, etree._Element] = {}
            named = ref
            while named in self.by_ref and named not in found and len(found) < DEEPEST:
                found[named] = self.by_ref[named]
                named = self.based[named]
            self.chains[ref] = tuple(found.values())
        return self.chains[ref]

    def find(self, ref: str | None, path: str) -> etree._Element | None:
        """Return what the style, or the nearest that it is based on, has at the path; or None."""
        if (ref, path) not in self.found:
            self.found[ref, path] = next(
                (found for each in self.chain(ref) if (found := each.find(path)) is not None), None
            )
        return self.found[ref, path]

    def find_kinds(self, ref: str | None, kinds: tuple[str, ...]) -> list[etree._Element]:
        """Return what a table's style says of cells of these kinds, of those that count less first."""
        chain = [part for each in reversed(self.chain(ref)) for part in each.iterchildren(f"{W}tblStylePr")]
        return [part for kind in kinds for part in chain if part.get(f"{W}type") == kind]

    def find_default(self, path: str) -> etree._Element | None:
        """Return what the document says at the path of words that no style says it of; or None."""
        return self.defaults.find(path) if self.defaults is not None else None

    def name_of(self, ref: str | None) -> str:
        """Return the name of a style as Word shows it, "" where there is none."""
        return value_of(self.by_ref[ref].find(f"{W}name")) or "" if ref in self.by_ref else ""

    def names_of(self, ref: str | None) -> list[str]:
        """Return the names of the style, and of those that it is based on, in small letters."""
        return [(value_of(each.find(f"{W}name")) or "").casefold() for each in self.chain(ref)]

    def is_title(self, ref: str | None) -> bool:
        """Whether the style is that of a document's title, or based on it."""
        return "title" in self.names_of(ref)

    def heading_level(self, ref: str | None, *, below_title: bool) -> int:
        """Return the level of the headings in this style from 1, 0 where it is no heading's.

        In a document with a title that is level 1, and all others are below it.
        """
        if below_title and self.is_title(ref):
            return 1
        return level_of(value_of(self.find(ref, f"{W}pPr/{W}outlineLvl")), below_title=below_title)

    def has_title(self, body: etree._Element) -> bool:
        """Whether a paragraph with words is in the style of a title."""
        titles = {ref for ref in self.by_ref if self.is_title(ref)}
        named = (each for each in body.iter(f"{W}pStyle") if each.get(VALUE) in titles)
        return any(words_of(next(each.iterancestors(f"{W}p"))) for each in named)

    def list_of(self, ref: str | None) -> str:
        """Return the number of the list that paragraphs in this style belong to, "" where there is none."""
        number = value_of(self.find(ref, f"{W}pPr/{W}numPr/{W}numId"))
        return number if number and number != "0" else ""

    def style_of(self, paragraph: etree._Element) -> str | None:
        """Return the reference of a paragraph's style."""
        return value_of(paragraph.find(f"{W}pPr/{W}pStyle")) or self.default

    def is_hidden(self, run: etree._Element) -> bool:
        """Whether a run is hidden text: of its own, by its style, or by its paragraph's or table's."""
        own = run.find(f"{W}rPr/{W}vanish")
        if own is not None:
            return is_on(own)
        return any(each.get(VALUE) in self.hiding for each in find(run, STYLES_OF_RUN)) if self.hiding else False


def level_of(stated: str | None, *, below_title: bool) -> int:
    """Return the level of a heading from 1; the text below the headings is stated as level 9 (17.3.1.20)."""
    return int(stated) + 1 + below_title if stated and re.fullmatch("[0-8]", stated) else 0


def value_of(element: etree._Element | None) -> str | None:
    """Return what the element says, None where it is not there."""
    return element.get(VALUE) if element is not None else None


def number_of(stated: str | None) -> int | None:
    """Return the whole number that is stated, None where it is none."""
    return int(stated) if stated and re.fullmatch("-?[0-9]{1,9}", stated) else None


def is_on(toggle: etree._Element | None) -> bool:
    """Whether a property that is on or off is there and on."""
    return toggle is not None and toggle.get(VALUE) not in OFF


def is_hidden_whole(element: etree._Element) -> bool:
    """Whether a row, a drawing or a picture is hidden with all that is in it."""
    if element.tag == ROW:
        return is_on(element.find(f"{W}trPr/{W}hidden"))
    if element.tag == DRAWING:
        return any(each.get("hidden", "0") not in OFF for each in element.iterfind("*/{*}docPr"))
    return element.tag == PICTURE and any(INVISIBLE.search(each.get("style", "")) for each in element)


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")
