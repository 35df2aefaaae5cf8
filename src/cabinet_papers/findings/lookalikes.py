"""Letters that look like English ones and are others: Cyrillic, Greek, full-width, invisible."""

from __future__ import annotations

import re
import unicodedata

from cabinet_papers.findings.message import Message, Term, phrase

# What looks the same in every font; the Greek letters of formulas, such as ρ and ν, do not.
CYRILLIC, GREEK = "АВЕКМНОРСТХІЅЈаеорсухіѕјһԁ", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
LOOKALIKES = str.maketrans(f"{CYRILLIC}{GREEK}", "ABEKMHOPCTXISJaeopcyxisjhdABEZHIKMNOPTYXo")
# Full-width letters and figures, as keyboards for Chinese and Japanese type them.
WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")
OF_WIDE_LETTERS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
NAMES = {"\u00ad": Term("a soft hyphen"), "\u200b": Term("a zero-width space"), "\ufeff": Term("a byte order mark")}
# Emoji are joined by such characters, and languages written from right to left need them.
NEEDED = re.compile("[\u0590-\u08ff\u2600-\u27bf\U0001f000-\U0001faff]")
BETWEEN_SPACES = re.compile(r"[^ \t\n]+")
WORD = re.compile(r"\w+")


def straighten(text: str) -> str:
    """Return the text as it looks: nothing invisible in it, English letters for all that look like them."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).translate(LOOKALIKES)


def find_lookalike(text: str) -> str:
    """Return the first word in which a letter only looks like an English one, beside one that is; "" without one.

    A word whose other letters look like no English ones, as in "ΔT", has the letter that was meant.
    """
    return next(filter(_has_lookalike, WORD.findall(text)), "") if not text.isascii() else ""


def _has_lookalike(word: str) -> bool:
    if word.isascii():
        return False
    if WIDE.search(word):
        return not OF_WIDE_LETTERS.search(word)
    foreign = [each for each in word if not each.isascii() and "LATIN" not in unicodedata.name(each, "")]
    return 0 < len(foreign) < len(word.strip("0123456789_")) and all(ord(each) in LOOKALIKES for each in foreign)


def find_invisible(text: str) -> re.Match[str] | None:
    """Return the first invisible characters in a word that does not need them, None without any."""
    if text.isascii():
        return None
    words = (word for word in BETWEEN_SPACES.finditer(text) if not NEEDED.search(word[0]))
    found = (INVISIBLE.search(text, *word.span()) for word in words)
    return next(filter(None, found), None)


def point_out(message: Message) -> Message:
    """Return the message with what cannot be seen of a value that a person typed: a letter that is another, or none."""
    for value in message.list_typed():
        if word := find_lookalike(value):
            return phrase("{} ({})", message, _describe_lookalike(word))
        if found := find_invisible(value):
            return phrase("{} ({})", message, _describe_invisible(found))
    return message


def _describe_lookalike(word: str) -> Message:
    letter = next(each for each in word if ord(each) in LOOKALIKES or WIDE.match(each))
    alphabet = unicodedata.name(letter).split()[0].capitalize()
    kind = Term("a full-width sign" if WIDE.match(letter) else f"a {alphabet} letter")
    return phrase(
        'in "{}" the "{}" is {} that only looks like "{}"', word, Term(letter), kind, Term(straighten(letter))
    )


def _describe_invisible(found: re.Match[str]) -> Message:
    before = found.string[: found.start()].split()
    if not before or found.string[found.start() - 1].isspace():
        return phrase("it begins with an invisible character, {}", name_invisible(found))
    return phrase('after "{}" it has an invisible character, {}', before[-1], name_invisible(found))


def name_invisible(found: re.Match[str]) -> Term:
    """Return what the first of the invisible characters is called."""
    return NAMES.get(found[0][0], Term(f"U+{ord(found[0][0]):04X}"))
