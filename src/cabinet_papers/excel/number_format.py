"""Numbers and dates as Excel shows them, for the formats people use in such tables.

The format language is ECMA-376 Part 1, 18.8.31 (numFmts). General, fixed, thousands, percent, currency
and dates are shown exactly; for anything else (fractions, scientific, conditions) `shown` says so.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import NamedTuple

# Formats that the computer's region decides on; the papers are British.
REGIONAL = {
    "mm-dd-yy": "dd/mm/yyyy",
    "m/d/yy": "dd/mm/yyyy",
    "m/d/yy h:mm": "dd/mm/yyyy hh:mm",
    "[$-F800]dddd, mmmm dd, yyyy": "d mmmm yyyy",
    "[$-x-sysdate]dddd, mmmm dd, yyyy": "d mmmm yyyy",
    "[$-F400]h:mm:ss AM/PM": "hh:mm:ss",
    "[$-x-systime]h:mm:ss AM/PM": "hh:mm:ss",
}
# A section for some numbers only, as [<1000]0.
CONDITION = re.compile(r"\[[<>=]")
SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|$)')
TOKEN = re.compile(r'"([^"]*)"|\\(.)|_(.)|\*.|\[\$([^\]-]*)[^\]]*\]|\[([^\]]*)\]|([0#?.,])|([Ee/@G])|(.)', re.DOTALL)
DATE_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|\[[^\]]*\]|(AM/PM|A/P|y+|m+|d+|q+|h+|s+(?:\.0+)?)|(.)', re.IGNORECASE | re.DOTALL
)
DURATION_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|\[(h+|m+|s+)\]((?:\.0+)?)|\[[^\]]*\]|(h+|m+|s+(?:\.0+)?)|(.)', re.IGNORECASE | re.DOTALL
)
# Fields of the half of a day.
HALVES = ("AM/PM", "A/P")
LARGEST = 10**15
# In Excel no format is longer; one that is gets no number shown in it, and is not looked through.
LONGEST_FORMAT = 255
# Room for every digit that a format may ask for: Excel takes formats of 255 characters.
EXACTLY = Context(prec=1000, rounding=ROUND_HALF_UP)
COLOURS = ("black", "blue", "cyan", "green", "magenta", "red", "white", "yellow")
# As [Color1] to [Color8] number them.
PALETTE = ("black", "white", "red", "green", "blue", "yellow", "magenta", "cyan")
MONTHS = ("January", "February", "March", "April", "May", "June",
          "July", "August", "September", "October", "November", "December")  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Shown(NamedTuple):
    """What a cell shows, and whether its format was followed exactly."""

    text: str
    exact: bool = True


def show_value(value: object, number_format: str) -> Shown:
    """Return the value as Excel shows it in the format."""
    if len(number_format) > LONGEST_FORMAT:
        return show_value(value, "[h]:mm:ss" if isinstance(value, timedelta) else "General")._replace(exact=False)
    if isinstance(value, bool):
        return Shown("TRUE" if value else "FALSE")
    if isinstance(value, datetime | date | time):
        return show_date(value, number_format)
    if isinstance(value, int | float):
        with localcontext(EXACTLY):
            return show_number(Decimal(repr(value)), number_format)
    return show_duration(value, number_format) if isinstance(value, timedelta) else Shown(str(value))


def show_general(value: Decimal) -> str:
    """Return the number as the General format shows it in a wide cell: at most eleven digits."""
    if not value.is_finite():
        return str(value)
    if abs(value) < 10**11 and value == int(value):
        return str(int(value))
    text = f"{float(value):.10g}"
    if "e" not in text:
        return text
    mantissa, exponent = f"{float(value):.5e}".split("e")
    return f"{mantissa.rstrip('0').rstrip('.')}E{exponent[0]}{int(exponent[1:]):02d}"


def show_number(value: Decimal, number_format: str) -> Shown:
    """Return the number in its format; the format's sections are for positive, negative and zero."""
    if number_format in ("General", "@", ""):
        return Shown(show_general(value), value.is_finite())
    if not value.is_finite() or abs(value) > LARGEST:
        return Shown(str(value), exact=False)
    if CONDITION.search(number_format):
        return Shown(show_general(value), exact=False)
    section, signed = _choose_section(value, _sections(number_format))
    text = _fill_in(value, section, signed=signed)
    # A format such as ;;; hides a number that was typed all the same.
    if text is None or (value and not text):
        return Shown(show_general(value), exact=False)
    return Shown(text)


def _choose_section(value: Decimal, sections: list[str]) -> tuple[str, bool]:
    """Return the section for a number, and whether a minus is to be set before what it gives."""
    if value < 0 and len(sections) > 1:
        return sections[1], False
    return sections[2 if value == 0 and len(sections) > 2 else 0], value < 0


def hides_text(number_format: str) -> bool:
    """Whether a cell of this format does not show the text in it: @ stands for it in the fourth section."""
    sections = _sections(number_format) if number_format.count(";") > 2 else []
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", sections[3]) if len(sections) > 3 else "@"
    return "@" not in plain and plain.casefold() != "general"


def find_colour_index(number_format: str, *, is_text: bool) -> int | None:
    """Return the place in the palette (ECMA-376, 18.8.27) of the colour in which a format shows texts, or all numbers.

    None where it names no colour, or shows some numbers in another.
    """
    if "[" not in number_format:
        return None
    sections = _sections(number_format)
    if len(sections) > 3 or "@" in sections[-1] or (len(sections) == 1 and "general" in sections[0].casefold()):
        chosen = [sections.pop()] if is_text or len(sections) == 1 else sections[:-1]
    else:
        chosen = [] if is_text else sections
    found = {_palette_index(each) for each in chosen}
    return found.pop() if len(found) == 1 else None


def _palette_index(section: str) -> int | None:
    for bracket in re.findall(r"\[([^\]]*)\]", section):
        name = bracket.strip().casefold()
        if name in PALETTE:
            return 8 + PALETTE.index(name)
        if (numbered := re.fullmatch(r"colou?r ?(\d{1,2})", name)) and 1 <= int(numbered[1]) <= 56:
            return 7 + int(numbered[1])
    return None


def _sections(number_format: str) -> list[str]:
    """Return the sections of a format; one that is empty shows nothing."""
    sections = [found[1] for found in SECTION.finditer(number_format)]
    return sections[:-1] if len(sections) > 1 and not number_format.endswith(";") else sections


def _fill_in(value: Decimal, section: str, *, signed: bool) -> str | None:
    """Return the number laid into one section's digits, or None where the section does more than that.

    `signed` says that a negative one has a minus, unless it is rounded to zero.
    """
    if not section:
        return ""
    parts = _part_section(section)
    if parts is None:
        return None
    if not parts.digits:
        return parts.before.strip() or None
    number = _lay_out(abs(value) * (100 if parts.is_percentage else 1), parts.digits)
    minus = "-" if signed and re.search("[1-9]", number) else ""
    return minus + f"{parts.before}{number}{parts.after}".strip()


class _Parts(NamedTuple):
    """A section of a number's format: its digits, and what is printed before and after them."""

    before: str
    digits: str
    after: str
    is_percentage: bool


def _part_section(section: str) -> _Parts | None:
    """Return the parts of a section, or None where it has digits in two places, or more than digits and words."""
    before, digits, after, is_percentage = "", "", "", False
    for quoted, escaped, space, currency, bracket, digit, more, plain in TOKEN.findall(section):
        if more or (digit and after) or (bracket and bracket.casefold() not in COLOURS):
            return None
        digits += digit
        words = quoted + escaped + " " * len(space) + currency + plain
        before, after = (before, after + words) if digits else (before + words, after)
        is_percentage = is_percentage or plain == "%"
    return _Parts(before, digits, after, is_percentage)


def _lay_out(value: Decimal, digits: str) -> str:
    # Commas at the very end divide by a thousand each; one between digits parts the thousands.
    value /= 1000 ** (len(digits) - len(digits.rstrip(",")))
    whole, _, decimals = digits.rstrip(",").partition(".")
    places = len(decimals)
    rounded = value.quantize(Decimal(1).scaleb(-places))
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    head, _, tail = text.partition(".")
    if head == "0" and "0" not in whole:
        head = ""
    if len(head.replace(",", "")) < whole.count("0"):
        head = f"{int(rounded):0{whole.count('0')}d}"
        if "," in whole:
            head = re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", head)
    optional = len(decimals) - len(decimals.rstrip("#"))
    while optional and tail.endswith("0"):
        tail, optional = tail[:-1], optional - 1
    return f"{head}.{tail}" if tail else head


def show_duration(value: timedelta, number_format: str) -> Shown:
    """Return the duration in its format, in which [h] counts hours beyond a day; Excel shows none below nothing."""
    section = SECTION.match(number_format)
    milliseconds = abs(value) // timedelta(milliseconds=1)
    text, exact = "", value >= timedelta(0)
    for quoted, escaped, elapsed, decimals, field, plain in DURATION_TOKEN.findall(
        section[1] if section else number_format
    ):
        if elapsed or field:
            text += _show_duration_field(milliseconds, elapsed + decimals or field, whole=bool(elapsed))
        else:
            exact = exact and plain.lower() not in ("d", "y")
            text += quoted or escaped or plain
    return Shown(("" if value >= timedelta(0) else "-") + text.strip(), exact)


def _show_duration_field(milliseconds: int, field: str, *, whole: bool) -> str:
    kind = field[0].lower()
    seconds, rest = divmod(milliseconds, 1000)
    number = seconds // {"h": 3600, "m": 60, "s": 1}[kind]
    number = number if whole else number % {"h": 24, "m": 60, "s": 60}[kind]
    figures, _, decimals = field.partition(".")
    text = str(number).rjust(len(figures), "0")
    return f"{text}.{f'{rest:03d}'[: len(decimals)].ljust(len(decimals), '0')}" if decimals else text


def show_date(value: datetime | date | time, number_format: str) -> Shown:
    """Return the date or time in its format."""
    tokens = _read_date_format(number_format)
    half_day = any(token.field.upper() in HALVES for token in tokens)
    shown = (_show_field(value, each.field, each.minutes, half_day) if each.field else each.literal for each in tokens)
    return Shown("".join(shown).strip())


def find_date_fields(number_format: str) -> frozenset[str]:
    """Return what of a date its format shows: some of "year", "quarter", "month", "day", "weekday", "time"."""
    names = {"y": "year", "q": "quarter", "m": "month"}
    found = set()
    for token in _read_date_format(number_format):
        kind = token.field[:1].lower()
        if kind == "d":
            found.add("day" if len(token.field) < 3 else "weekday")
        elif kind:
            found.add(names.get(kind, "time") if not token.minutes else "time")
    return frozenset(found)


class _Token(NamedTuple):
    """A part of a date's format: words as they stand, or a field such as yyyy; whether its m means minutes."""

    literal: str
    field: str
    minutes: bool


def _read_date_format(number_format: str) -> list[_Token]:
    if number_format in ("General", "@", ""):
        number_format = "dd/mm/yyyy"
    plain_format = re.sub(r"\\(.)", r"\1", number_format).removesuffix(";@")
    section = SECTION.match(REGIONAL.get(plain_format, number_format))
    found = DATE_TOKEN.findall(section[1] if section else number_format)
    tokens, previous = [], ""
    for at, (quoted, escaped, field, plain) in enumerate(found):
        following = next((later.lower() for _, _, later, _ in found[at + 1 :] if later), "")
        # An m beside hours or seconds means minutes (ECMA-376, 18.8.31).
        minutes = field.lower() in ("m", "mm") and (previous[:1] == "h" or following[:1] == "s")
        tokens.append(_Token(quoted or escaped or plain, field, minutes))
        previous = field.lower() or previous
    return tokens


def _show_field(value: datetime | date | time, field: str, minutes: bool, half_day: bool) -> str:
    kind, width = field[0].lower(), len(field)
    if field.upper() in HALVES:
        return ("AM" if getattr(value, "hour", 0) < 12 else "PM")[: 1 if width == 3 else 2]
    return _show_time(value, field, half_day) if kind in "hs" or minutes else _show_day(value, kind, width)


def _show_time(value: datetime | date | time, field: str, half_day: bool) -> str:
    """Return the hour, minute or second; a day alone is at midnight."""
    kind = field[0].lower()
    number = getattr(value, {"h": "hour", "s": "second", "m": "minute"}[kind], 0)
    number = (number % 12 or 12) if kind == "h" and half_day else number
    whole, _, decimals = field.partition(".")
    text = f"{number:02d}" if len(whole) > 1 else str(number)
    return f"{text}.{getattr(value, 'microsecond', 0):06d}"[: len(text) + 1 + len(decimals)] if decimals else text


def _show_day(value: datetime | date | time, kind: str, width: int) -> str:
    """Return the year, quarter, month, day or weekday."""
    # A time of day alone is one of day 0, which Excel calls Saturday, 0 January 1900.
    year, month, day, weekday = (
        (1900, 1, 0, 5) if isinstance(value, time) else (value.year, value.month, value.day, value.weekday())
    )
    if kind == "y":
        return f"{year:04d}" if width > 2 else f"{year % 100:02d}"
    if kind == "q":
        return f"Q{(month + 2) // 3}"
    number, name = (month, MONTHS[month - 1]) if kind == "m" else (day, DAYS[weekday])
    if width <= 2:
        return str(number).rjust(width, "0")
    return {3: name[:3], 5: name[:1]}.get(width, name)
