"""Letters in fonts of symbols, as what they look like: in Wingdings an "ü" is a tick.

The letter is stored either as itself or in the private area of Unicode (U+F0FC), by the program that saved the file.
"""

from __future__ import annotations

from typing import NamedTuple

PRIVATE = range(0xF000, 0xF100)
# The letters of each font and, in the same order, what they show.
WINGDINGS = (
    (
        '!"#()*ABCDEFGHIJLNQRTXYZ[lmnoqruvxz\xa1\xa7\xa8\xab\xd8\xdc\xdf\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe8\xef\xf0\xf1\xf2\xfb\xfc\xfd\xfe'
        "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x9f"
    ),
    "✏✂✁☎✆✉✌👌👍👎☜☞☝☟✋☺☹☠✈☼❄✠✡☪☯●❍■□❑❒◆❖⌧⌘○▪☐★➢➲←→↑↓↖↗↙↘➔⇦⇨⇧⇩✗✓☒☑⓪①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿•",
)
WINGDINGS_2 = ("OPQRST\xa3", "✗✓☒☑☒☒☐")
WEBDINGS = ("acr", "✔☐✖")
DINGBATS = ("348", "✓✔✘")
SYMBOL = (
    (
        "ABCDEFGHIKLMNOPQRSTUWXYZabcdefghijklmnopqrstuvwxyz"
        "\xa3\xa5\xab\xac\xad\xae\xaf\xb0\xb1\xb3\xb4\xb6\xb7\xb8\xb9\xba\xbb\xbc\xc5\xc6\xc7\xc8\xce\xcf\xd5\xd6\xde\xe5\xf2"
    ),
    "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ≤∞↔←↑→↓°±≥×∂•÷≠≡≈…⊕∅∩∪∈∉∏√⇒∑∫",
)
FONTS = {
    "wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2, "wingdings 3": ("", ""), "webdings": WEBDINGS,
    "marlett": ("", ""), "zapfdingbats": DINGBATS, "zapf dingbats": DINGBATS, "itc zapf dingbats": DINGBATS,
    "symbol": SYMBOL, "mt extra": ("", ""),
}  # fmt: skip
# In the font Symbol these are as in any other.
PLAIN_IN_SYMBOL = frozenset(" 0123456789!#%&()+,./:;<=>?[]_{|}\n\t")


class Shown(NamedTuple):
    """What letters in some font show; `unknown` are those of which we do not know it, still as they are stored."""

    text: str
    unknown: str = ""


def is_sign_font(name: str) -> bool:
    """Whether the font shows signs in the place of letters."""
    return name.casefold() in FONTS


def translate(text: str, font: str) -> Shown:
    """Return what the text shows in the font, which may be any."""
    letters = FONTS.get(font.casefold())
    if letters is None:
        return Shown(text)
    table = dict(zip(*letters, strict=True))
    shown, unknown = "", ""
    for letter in text:
        plain = _as_typed(letter)
        sign = table.get(plain) or (letter if plain in PLAIN_IN_SYMBOL or plain.isspace() else "")
        shown += sign or letter
        unknown += "" if sign else letter
    return Shown(shown, unknown)


def _as_typed(letter: str) -> str:
    """Return the letter that the font has the sign at, as a character of Latin-1."""
    if ord(letter) in PRIVATE:
        return chr(ord(letter) - PRIVATE.start)
    try:
        return letter.encode("cp1252").decode("latin-1")
    except UnicodeEncodeError:
        return letter
