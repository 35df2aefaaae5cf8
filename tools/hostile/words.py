"""Words of the worst kinds for whoever looks for patterns in them: a few letters, again and again."""

from __future__ import annotations

# What may be typed into one text.
LONGEST = 200_000
WORDS = {
    "spaces": " ", "digits": "1", "digits and spaces": "1 ", "brackets": "[", "closing brackets": "]", "round brackets": "(",
    "pairs of brackets": "[]", "addresses in brackets": "[a](", "quotes": '"', "apostrophes": "'", "typographic quotes": "“",
    "quoted letters": "'a' ", "a a a": "a ", "letters": "a", "capitals": "A", "Capital words": "Aa ", "dots": ".",
    "letters and dots": "a.", "digits and dots": "1.", "dots and spaces": ". ", "hyphens": "-", "hyphened": "a-", "dashes": "–",
    "combining marks": "\u0301", "letters with marks": "e\u0301", "accents": "é", "line ends": "\n", "lines": "a\n", "bullets": "- a\n",
    "numbers": "1. a\n", "letters of lists": "a) a\n", "roman numbers": "ii. a\n", "numbers of numbers": "1.1 a\n",
    "[Table: x]": "[Table: x]\n", "[Table:": "[Table: ", "stars": "*", "stars and letters": "*a ", "pairs of stars": "**a ",
    "underlines": "_", "underlines and letters": "_a ", "braces": "{{ ", "percents": "{% ", "slashes": "/", "backslashes": "\\",
    "addresses": "https://", "www": "www.", "at": "a@", "at and dots": "a.b@c.d", "dates": "1 May 2026 ", "months": "May ",
    "dates with slashes": "1/1/2026 ", "slashes and digits": "1/", "pounds": "£1,", "commas": ",", "digits and commas": "1,",
    "words and commas": "a, ", "colons": "a: ", "hashes": "# ", "signs of hashes": "#", "ampersands": "&amp;", "tabs": "\t", "no-break spaces": "\u00a0",
    "zero-width": "\u200b", "turned letters": "\u202e", "Recommendation 1": "Recommendation 1 ", "Recommendations": "Recommendations 1, ",
    "Councillor": "Councillor ", "Councillor A": "Councillor A ", "names": "Ann Oak ", "names with hyphens": "Ann-", "a sentence": "The Council agrees. ",
    "the the": "the ", "wrongly decoded": "â€™", "less than": "<", "tags": "<a ", "more than": "> ", "lines of more than": "> a\n",
    "[Recommendation": "[Recommendation ", "[Recommendation 1]": "[Recommendation 1] ", "telephones": "01865 529834 ",
    "times": "10:30 ", "per cent": "5 per cent ", "sums": "1 + ", "stars and digits": "2*", "emoji": "🌳", "paragraph 1.1": "paragraph 1.1 ",
    "Year 1": "Year 1 ", "years": "2026-27 ", "acronyms": "ABC ", "an acronym explained": "Any Big Council (ABC) ", "odd capitals": "aBcD",
    "x = y": "x = y ", "and/or": "and/or ", "paragraphs": "Words.\n\n", "exclamation marks": "![", "backticks": "`", "tildes": "~~~\n",
    "bars": "|", "tables": "|a", "rules": "---\n", "tables of lines": "a|b\n-|-\n", "equals": "===\n", "footnotes": "[^1]: ", "appendices": "Appendix A ",
    "letters and digits": "a1", "marks of thousands": "1,000 ", "ranges": "1-", "not": "not ", "Chinese": "中", "question marks": "? ",
    "to be": "to be ", "of": "of the ", "a line of spaces": " \n", "carriage returns": "\r", "control signs": "\x07",
}  # fmt: skip


def stretch(name: str, length: int = LONGEST) -> str:
    """Return the words by this name again and again."""
    return (WORDS[name] * (length // len(WORDS[name]) + 1))[:length]
