"""Whether something is marked as not for publication. Where that is in doubt it is: nothing may slip out by a slip."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from cabinet_papers.files.source_text import MAX_BYTES

# The marks themselves; they and the keys of a text beside them are known, and no misspelling of one another.
MARKS = ("exempt", "exempt_answer")
OTHER_KEYS = {"text", "title", "ref", "member", "withdrawn"}
# So near is a key to a mark of which a message says "if that is what you mean" (`difflib.get_close_matches`).
NEAR, VERY_NEAR = 0.6, 0.8
# What a file of more keys or lines marks is in doubt, as is what one marks that is too large to be read.
MOST_KEYS, MOST_LINES = 20_000, 50_000
# What is longer than any key is only searched for the words.
LONGEST_KEY = 40
# Parts of the words by which people say that something is not for publication, in English and in Welsh, as `_letters`
# writes them.
SAYING_SO = re.compile(
    r"exempt|eithri|confiden|cyfrin|secret(?!ar)|priva|preif|restrict|cyfyng|sensitiv|sensitif|withh[eo]ld|redact"
    r"|classified|publi|yhoedd|disclos|datgel|embargo|internal|mewnol|closed|caeedig|atodlen|schedule|hidden|hide"
    r"|pink(?:page|paper|sheet)|commerc|masnachol"
)
# The same by number: Schedule 12A, and the part of an agenda that the press does not get.
BY_NUMBER = re.compile(r"12 ?a\b|\b(?:part|rhan)[\W_]*(?:2|ii|b|two)\b")
WORDS = ("exemption", "confidential", "private", "restricted", "secret", "publication", "sensitive", "withheld",
         "eithriedig", "cyfrinachol", "preifat", "cyhoeddi")  # fmt: skip
# Letters of other alphabets that look like these.
LOOKALIKES = str.maketrans("аеорсухмтнквіѕјһԁεχμρτοαιкѵ", "aeopcyxmthkbisjhdexmptoaikv")
# Where a key can stand: at the start of a line, behind a dash or a question mark, within braces, with what marks it.
_KEY = re.compile(
    r"""(?:^|(?<=[{,\[])|(?<=[-?][ \t]))[ \t]*(?:[&!*][^\s,{}]*[ \t]+)*
    ("(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|(?:[^\s"'{}\[\],\#-]|-(?=\w))[^{}\[\],\n:：]*)[ \t]*([:：]|$|(?=[,}]))""",
    re.MULTILINE | re.VERBOSE,
)
# Anywhere else, such as behind a text on the same line: a word that is certainly meant as one of the marks.
_WITHIN_TEXT = re.compile(
    r"""\b(?:ex\w{0,3}m\w{0,3}t\w*|exemption|confidential|private|restricted|secret)["']?[ \t]*[:：]""", re.IGNORECASE
)
# By what, as people type it behind a mark: "3", "paragraph 3 of Schedule 12A", "yes", with a remark.
_BY = r"""
    (?:(?:under|by|for|in|per|is|as)[ \t]+)?
    (?:(?:para(?:graph)?s?|categor(?:y|ies)|reasons?|no|schedule|sch|part)\b\.?[ \t]*)?
    (?:\d{1,2}[a-z]?\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b)
    (?:[ \t]*(?:,|and|&|to|/)[ \t]*(?:para(?:graph)?s?\.?[ \t]*)?\d{1,2}[a-z]?\b)*
    (?:[ \t]+of[ \t]+(?:part[ \t]+\w+[ \t]+of[ \t]+)?(?:the[ \t]+)?(?:schedule|sch\b|act\b|local).{0,60}?)?
"""
_END = r"""[\]"'.,;)}]*[ \t]*$"""
_REMARK = rf"""(?:[ \t]*(?:\([^()]{{0,80}}\)|\[[^\[\]]{{0,80}}\]|[-–—#/:;,][^.:]{{0,80}}))?{_END}"""
_WORD = r"""["']?(?P<word>[^\W\d]{5,}?(?:[ _-]answer)?)["']?"""
_SIGN = r"[ \t]*[:：;；=﹕-]?[ \t]*"
# A mark that is read as words of a text, or as a text: it is a line of its own, has lost its colon, or is behind words
# on their line. Whether its word is near a mark's is looked at afterwards.
_LOST = tuple(
    re.compile(pattern, re.IGNORECASE | re.VERBOSE)
    for pattern in (
        rf"""^[ \t]*(?:[-*+\#>•]+[ \t]+)?(?:withdrawn:[ \t]+)?[\[("']*{_WORD}{_SIGN}
        (?:[(\["']?(?:{_BY}|yes|true)[)\]"']?{_REMARK}|{_END})""",
        rf"""(?<=[^\s,{{\[:?-])[ \t]+(?=\S+:){_WORD}{_SIGN}(?:[(\["']?(?:{_BY}|yes|true)[)\]"']?{_REMARK}|{_END})""",
        # Behind the end of a sentence, where none begins, or in square brackets; or by a mere figure.
        rf"""(?:(?<=[.!?])["')\]]*[ \t]+[\[(]?(?=["']?(?-i:[a-z]))|[ \t]\[){_WORD}{_SIGN}[(\[]?{_BY}[)\]]?{_REMARK}""",
        rf"""[ \t]{_WORD}[ \t]*\d{{1,2}}[a-z]?{_REMARK}""",
    )
)
_SAID = re.compile(
    rf"""^[ \t]*(?:[-*+\#>•]+[ \t]+)?[\[("']*(?P<word>(?:not[ _-]for|exempt[ _-]from)[ _-](?:publication|disclosure)
    |(?:confidential|private|restricted|secret|sensitive|withheld)(?=[ \t]*[:：=]))
    {_SIGN}(?:{_BY}|yes|true)?{_REMARK}""",
    re.IGNORECASE | re.VERBOSE,
)
# So far back the brace is searched for in which a word without a colon is.
_FAR = 4000
_BRACKET = re.compile(r"[{}\[\]]")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_COMMENT_LINE = re.compile(r"(?m)^[ \t]*#.*$")
# The sign behind a key or a dash that begins a text of several lines, in which a line with a colon is no key.
_BLOCK = re.compile(r"[|>][-+0-9]*")


@lru_cache(maxsize=1024)
def may_mean_exempt(key: str) -> bool:
    """Whether a key is a mark that something is not for publication, may be one misspelt, or says the same."""
    plain = key.strip().casefold()
    letters = _letters(plain)
    if plain in OTHER_KEYS or not letters:
        return False
    if SAYING_SO.search(letters) or BY_NUMBER.search(plain):
        return True
    if len(key) > LONGEST_KEY:
        return False
    forms = {plain, letters, plain.replace(" ", "_").replace("-", "_")}
    return any(_is_near(form, mark, NEAR) for form in forms for mark in (*MARKS, "exemptanswer")) or any(
        _is_near(letters, word, VERY_NEAR) for word in WORDS
    )


def holds_exempt_text(text: str) -> bool:
    """Whether a YAML file marks something as not for publication; where that is in doubt it does."""
    if len(text) > MAX_BYTES:
        return True
    text = _ESCAPE.sub(_unescape, _COMMENT_LINE.sub("", text))
    return (
        bool(_WITHIN_TEXT.search(text)) or _has_exempt_key(_empty_blocks(text)) or _has_lost_mark(set(text.split("\n")))
    )


def _has_exempt_key(text: str) -> bool:
    tried: set[str] = set()
    for key in _list_keys(text):
        if key not in tried and (len(tried) == MOST_KEYS or may_mean_exempt(key)):
            return True
        tried.add(key)
    return False


def _has_lost_mark(lines: set[str]) -> bool:
    return len(lines) > MOST_LINES or any(map(find_lost_mark, lines))


def find_lost_mark(line: str) -> re.Match[str] | None:
    """Return where a line has a mark, its `word`, that no reader of YAML takes for one.

    A line that is a mark is one of these only within a text.
    """
    if len(line) > _FAR:
        return None
    tried = (pattern.search(line) for pattern in _LOST)
    near = (
        each for each in tried if each and any(_is_near(each["word"].casefold(), mark, VERY_NEAR) for mark in MARKS)
    )
    return next(near, None) or _SAID.search(line)


@lru_cache(maxsize=4096)
def _is_like_mark(word: str) -> bool:
    return any(_is_near(word, mark, VERY_NEAR) for mark in MARKS)


def _list_keys(text: str) -> Iterator[str]:
    """Yield what may be a key: what is before a colon, or alone within braces."""
    brackets = _BRACKET.finditer(text)
    bracket = next(brackets, None)
    last = dict.fromkeys("{}[]", -1)
    for found in _KEY.finditer(text):
        at = found.start(1)
        while bracket and bracket.start() < at:
            last[bracket[0]] = bracket.start()
            bracket = next(brackets, None)
        # Behind a question mark is a key that has its colon on the next line.
        is_key = found[2] or found[1].startswith("?")
        if is_key or (last["{"] >= at - _FAR and _is_within_braces(last, at - _FAR)):
            yield found[1].lstrip("? \t").strip("\"'")


def _is_within_braces(last: dict[str, int], first: int) -> bool:
    """Whether a place is within braces, by where each kind of bracket was last before it, from `first` on."""
    near = {sign: at if at >= first else -1 for sign, at in last.items()}
    return near["{"] > near["}"] and near["["] <= max(near["]"], near["{"])


def _empty_blocks(text: str) -> str:
    """Return the file without the lines of its texts of several lines."""
    kept: list[str] = []
    outer = -1
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        if outer >= 0 and (not line.strip() or indent > outer):
            kept.append("")
            continue
        head, _, sign = line.partition("#")[0].rstrip().rpartition(" ")
        outer = -1
        if _BLOCK.fullmatch(sign) and head.rstrip().endswith((":", "-")):
            # A key behind a dash is further to the right than the dash; its text is further still.
            outer = len(line) - len(line.lstrip(" -")) if head.rstrip().endswith(":") else indent
        kept.append(line)
    return "\n".join(kept)


def _letters(text: str) -> str:
    """Return only the letters, without accents, those of other alphabets as the ones they look like."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(LOOKALIKES)
    return "".join(sign for sign in plain if "a" <= sign <= "z")


def _is_near(typed: str, word: str, closeness: float) -> bool:
    # Most words share too few letters, which is soon seen.
    shared = sum(min(typed.count(letter), word.count(letter)) for letter in set(word))
    if 2 * shared < closeness * (len(typed) + len(word)):
        return False
    # The ratio depends on the order.
    return any(SequenceMatcher(None, *pair).ratio() >= closeness for pair in ((typed, word), (word, typed)))


def _unescape(found: re.Match[str]) -> str:
    code = int(found[1] or found[2] or found[3], 16)
    return chr(code) if code < 0x110000 else ""
