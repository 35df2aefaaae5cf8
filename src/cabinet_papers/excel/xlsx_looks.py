"""How an .xlsx workbook's cells look: the fonts and number formats of its styles, and the run_formats of rich text.

SpreadsheetML: ECMA-376 Part 1, 18.8 (styles) and 18.4 (shared strings). The only openpyxl import: it knows which
formats are those of dates, which need no number format of their own, and how a date is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.excel.cells import CellLook, end_lines
from cabinet_papers.excel.colours import BLACK, WHITE, Colour, is_unseen, read_colour, read_numbered, read_rgb
from cabinet_papers.excel.number_format import LONGEST_FORMAT, find_colour_index, hides_text
from cabinet_papers.excel.sign_fonts import is_sign_font, translate
from cabinet_papers.matter.prose import Run, join_runs

if TYPE_CHECKING:
    from lxml import etree

MAY_BE_DATE = re.compile("[dmhys]", re.IGNORECASE)
# Characters that XML cannot carry are stored as _xHHHH_ (ECMA-376 Part 1, 22.9.2.19, ST_Xstring).
STORED_CHARACTER = re.compile(r"_x([0-9A-Fa-f]{4})_")


SCRIPTS = ("superscript", "subscript")


# A theme's colours in their order in a workbook: the ground and the letters come first.
THEME: tuple[Colour, ...] = (WHITE, BLACK)
PARTS_OF_THEME = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")


class Font(NamedTuple):
    """The properties of a font that a paper shows, or that make text invisible; `script` is as in a Run.

    `signs` is its name where it shows signs in the place of letters, else "".
    """

    bold: bool = False
    italic: bool = False
    struck: bool = False
    script: str = ""
    colour: Colour | None = None
    size: float = 11
    underlined: bool = False
    signs: str = ""
    name: str = ""


class Style(NamedTuple):
    """How a cell's value is shown. `ground` is the colour around its letters, None where it is no one colour."""

    font: Font = Font()
    number_format: str = "General"
    is_date: bool = False
    is_duration: bool = False
    ground: Colour | None = WHITE
    wraps: bool = False

    def make_run(self, text: str, own: Font | None = None, *, is_text: bool = False) -> Run:
        """Return the text in the looks of its own font, or of the cell's."""
        font = own or self.font
        index = find_colour_index(self.number_format, is_text=is_text)
        colour = font.colour if index is None else read_numbered(index)
        unseen = is_unseen(colour, self.ground, font.size) or (is_text and hides_text(self.number_format))
        shown, unknown = translate(text, font.signs)
        return Run(
            shown, font.bold, font.italic, struck=font.struck, script=font.script, unseen=unseen,
            underlined=font.underlined, sign_font=font.signs if unknown else "",
        )  # fmt: skip

    def describe(self, fonts: Iterable[Font | None], *, is_link: bool) -> CellLook:
        """Return the look of a cell whose letters are in these fonts, None for the cell's own."""
        used = [each or self.font for each in fonts] or [self.font]
        inks = frozenset() if is_link else frozenset(each.colour or BLACK for each in used)
        return CellLook(used[0].name, used[0].size, self.wraps, inks, self.ground)


class Text(NamedTuple):
    """A text's run_formats, each with its font; None for one that is in the font of its cell."""

    run_formats: tuple[tuple[str, Font | None], ...] = ()

    def in_style(self, style: Style) -> tuple[Run, ...]:
        """Return the runs of the text in a cell of that style."""
        return join_runs([style.make_run(text, own, is_text=True) for text, own in self.run_formats])

    @property
    def fonts(self) -> list[Font | None]:
        """The fonts of what can be read of it."""
        return [own for text, own in self.run_formats if text.strip()]


def read_theme(root: etree._Element) -> tuple[Colour, ...]:
    """Return a theme's colours in the order in which a workbook numbers them (18.8.3)."""
    found = [root.find(f".//{{*}}clrScheme/{{*}}{name}") for name in PARTS_OF_THEME]
    shown = [each[0].get("lastClr") or each[0].get("val") if each is not None and len(each) else "" for each in found]
    colours = tuple(read_rgb(each) or BLACK for each in shown)
    return colours if all(shown[:2]) else THEME


def read_styles(root: etree._Element, theme: tuple[Colour, ...]) -> tuple[Style, ...]:
    """Return the styles that a workbook's cells refer to by their place."""
    own = root.findall("{*}numFmts/{*}numFmt")
    formats = {_whole(each.get("numFmtId")): str(each.get("formatCode")) for each in own}
    fonts = [read_font(each, theme) for each in root.findall("{*}fonts/{*}font")]
    grounds = [_read_ground(each, theme) for each in root.findall("{*}fills/{*}fill")]
    styles = []
    for each in root.findall("{*}cellXfs/{*}xf"):
        at, filled = _whole(each.get("fontId")), _whole(each.get("fillId"))
        font, ground = (fonts[at] if at < len(fonts) else Font()), (grounds[filled] if filled < len(grounds) else WHITE)
        align = each.find("{*}alignment")
        wraps = align is not None and align.get("wrapText") in ("1", "true")
        styles.append(Style(font, *_read_format(each, formats), ground, wraps))
    return tuple(styles) or (Style(),)


def _read_ground(fill: etree._Element, theme: tuple[Colour, ...]) -> Colour | None:
    """Return the one colour of a fill; None where it has several, as a pattern has."""
    pattern = fill.find("{*}patternFill")
    kind = pattern.get("patternType", "none") if pattern is not None else ""
    if pattern is None or kind != "solid":
        return WHITE if kind == "none" else None
    # A solid fill without a colour of its own has that of letters, which is black.
    return read_colour(_attributes(pattern.find("{*}fgColor")), theme) or BLACK


def _attributes(element: etree._Element | None) -> dict[str, str]:
    return {} if element is None else {str(name): str(value) for name, value in element.attrib.items()}


def _read_format(style: etree._Element, formats: dict[int, str]) -> tuple[str, bool, bool]:
    """Return a style's number format, and whether it is that of a date, and of a duration."""
    ref = _whole(style.get("numFmtId"))
    if ref in formats or ref == 0:
        return _describe_format(formats.get(ref, "General"))
    # Loading openpyxl takes longer than reading a sheet, and most sheets have no such format.
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    return _describe_format(BUILTIN_FORMATS.get(ref, "General"))


def _describe_format(code: str) -> tuple[str, bool, bool]:
    code = code[: LONGEST_FORMAT + 1]
    if code == "General" or not MAY_BE_DATE.search(code):
        return code, False, False
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format

    return code, is_date_format(code), is_timedelta_format(code)


def make_style(font: Font, code: str, ground: Colour | None = WHITE, *, wraps: bool = False) -> Style:
    """Return the style of a font, a number format and the colour around the letters."""
    return Style(font, *_describe_format(code), ground, wraps)


def read_font(properties: etree._Element, theme: tuple[Colour, ...] = THEME) -> Font:
    """Return the looks of a font, or of a stretch's properties."""
    bold, italic, struck = (_is_on(properties.find(f"{{*}}{tag}")) for tag in ("b", "i", "strike"))
    align = properties.find("{*}vertAlign")
    script = str(align.get("val")) if align is not None else ""
    colour = read_colour(_attributes(properties.find("{*}color")), theme)
    try:
        size = float(_attributes(properties.find("{*}sz")).get("val", "11"))
    except ValueError:
        size = 11.0
    # Of the styles of lines only "none" is none.
    underlined = _attributes(line).get("val") != "none" if (line := properties.find("{*}u")) is not None else False
    named = properties.find("{*}rFont") if properties.find("{*}rFont") is not None else properties.find("{*}name")
    name = _attributes(named).get("val", "")
    return Font(
        bold, italic, struck, script if script in SCRIPTS else "", colour, size, underlined,
        name if is_sign_font(name) else "", name,
    )  # fmt: skip


def _is_on(toggle: etree._Element | None) -> bool:
    return toggle is not None and toggle.get("val", "1") not in ("0", "false", "off")


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def read_text(item: etree._Element, theme: tuple[Colour, ...] = THEME) -> Text:
    """Return a shared or inline string. How it is pronounced (rPh) is not part of it."""
    run_formats: list[tuple[str, Font | None]] = []
    for part in item:
        tag = str(part.tag).rpartition("}")[2]
        if tag == "t":
            run_formats.append((decode(part.text or ""), None))
        elif tag == "r":
            text = decode("".join(each.text or "" for each in part.iterfind("{*}t")))
            properties = part.find("{*}rPr")
            run_formats.append((text, None if properties is None else read_font(properties, theme)))
    return Text(tuple(run_formats))


def decode(text: str) -> str:
    """Return a stored text as it was typed, with one kind of line break."""
    if "_x" in text:
        text = STORED_CHARACTER.sub(lambda found: chr(int(found[1], 16)), text)
        # Two of them may be the halves of one character; half of one is none.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return end_lines(text)


def read_number(stored: str, style: Style, *, from_1904: bool) -> float | datetime | time | timedelta:
    """Return a cell's number, or the date or duration that it counts. Raises ValueError where it is no number."""
    number = float(stored)
    value = int(number) if number.is_integer() and "." not in stored and abs(number) < 1e15 else number
    if not style.is_date:
        return value
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

    try:
        counted: datetime | time | timedelta = from_excel(
            value, MAC_EPOCH if from_1904 else WINDOWS_EPOCH, timedelta=style.is_duration
        )
    except (OverflowError, ValueError):
        # Beyond the days that Excel counts: shown as the number that it is.
        return value
    return counted
