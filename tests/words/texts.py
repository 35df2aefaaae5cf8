"""Texts as people type, paste and dictate them: every character that XML can carry, and what looks like something else.

XML 1.0, section 2.2: no surrogates, no control characters below a space but tab, line feed and carriage return.
"""

from hypothesis import strategies as st

ANY = st.characters(exclude_categories=("Cs",), exclude_characters=[chr(at) for at in range(32)] + ["\ufffe", "\uffff"])
# From the planes by name, since most characters that exist are of one.
PLANES = st.integers(0, 16).flatmap(
    lambda plane: st.characters(
        min_codepoint=max(0x20, plane << 16), max_codepoint=(plane << 16) + 0xFFFD, exclude_categories=("Cs",)
    )
)
MARKS = st.characters(categories=("Mn", "Mc", "Me"))
RIGHT_TO_LEFT = st.text(st.characters(min_codepoint=0x590, max_codepoint=0x6FF), min_size=1, max_size=8)
SPACES = st.sampled_from((
    " ", "  ", "\u00a0", "\u2009", "\u202f", "\u3000", "\u2003", "\u200b", "\u2060", "\ufeff", "\t", "\u1680", "\u205f",
))  # fmt: skip
UNSEEN = st.sampled_from((
    "\u00ad", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u202c", "\u2066", "\u2069", "\u061c",
    "\u034f", "\ufe0f", "\U000e0041", "\u0085", "\u0080", "\u009f", "\u007f",
))  # fmt: skip
LINE_ENDS = st.sampled_from(("\n", "\n", "\n\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085"))
SIGNS = st.sampled_from((
    "\U0001f600", "\U0001f469\u200d\U0001f469\u200d\U0001f467", "\U0001f1ec\U0001f1e7", "\U0001f44d\U0001f3fd",
    "1\ufe0f\u20e3", "e\u0301\u0323", "ﬁ", "½", "Å", "\u212b", "ﷺ", "ẞ", "İ", "ı", "ǆ", "㍿", "\ue000", "\U000f0000",
    "\U0010fffd", "\U0010fffc", "\ufdd0", "\U0001fffe", "\ufffd", "\ufffc",
))  # fmt: skip
LOOKS_LIKE = st.sampled_from((
    "<b>bold</b>", "<w:p/>", "<r>5 & <6</r>", "&amp;", "&#65;", "&lt;", "]]>", "<![CDATA[x]]>", "<!-- x -->",
    "<script>alert(1)</script>", "{{ x }}", "{% for a in b %}", "{# x #}", "{_{", "{{p body }}", "{%tr endfor %}", "%}",
    "}}", "=1+1", "=SUM(A1:A2)", "+44 1865", "-5", "@here", '=HYPERLINK("a")', "'quoted", "_x000D_", "_x0041_",
    "_x005F_x0041_", "**bold**", "*it*", "_it_", "__b__", "snake_case", "`code`", "~~no~~", "# Heading", "## Heading",
    "> quoted", "[a](b)", "[a](https://example.org)", "![a](b)", "https://example.org/a?b=c&d=e", "a@example.org",
    "| a | b |", "---", "***", "===", "```", "\\", "\\*", "\\n", "C:\\new\\table", "&nbsp;", "<https://example.org>",
    "[^1]", "- [ ] to do", ": x", "- item", "  - item", "* item", "• item", "· item", "1. item", "1) item", "(a) item",
    "a) item", "iv. item", "12.2 The", "2026-03-01", "01/02/2026", "1 March 2026", "March 2026", "1.10", "010", "1e5",
    "12%", "£1,250.50", "½", "TRUE", "No", "null", "~", "Yes", "[Table: Nowhere", "Recommendation 1", "[x]", "[]", "{}",
    "{a: b}", "key: value", "a #b", "# c", "'", '"', '""', "“", "a\u2011b", "…", "--", "– ", "%", "!", "?", "&", "*",
    "|", ">", "@", "`", ",", ":", "- ", "...",
))  # fmt: skip
LONG = st.integers(0, 40).flatmap(
    lambda length: st.text(st.sampled_from("abcdefgéж中"), min_size=3 * length, max_size=3 * length)
)
WORDS = st.sampled_from(("the Council", "trees", "plants", "a hundred", "Llŷn", "Київ", "Ἀθῆναι", "北京", "नमस्ते"))
PIECE = st.one_of(
    st.text(ANY, min_size=1, max_size=8), st.text(PLANES, min_size=1, max_size=4), MARKS, RIGHT_TO_LEFT, SPACES, UNSEEN,
    SIGNS, LOOKS_LIKE, LOOKS_LIKE, LONG, WORDS, st.just(" "),
)  # fmt: skip
TEXT = st.lists(st.one_of(PIECE, PIECE, LINE_ENDS), min_size=1, max_size=8).map("".join)
# What the fonts of every computer have, so that a PDF can show it.
PRINTABLE = st.one_of(
    st.text(st.characters(max_codepoint=0x17F, exclude_categories=("Cc", "Cf")), min_size=1, max_size=8),
    st.text(st.sampled_from("αβγδεжзийкл–—‘’“”…•€™"), min_size=1, max_size=8),
    LOOKS_LIKE, LOOKS_LIKE, st.sampled_from(("the Council", "Llŷn", "Київ", " ", "\u00a0", "\t")), LINE_ENDS,
)  # fmt: skip
PRINTABLE_TEXT = st.lists(PRINTABLE, min_size=1, max_size=8).map("".join)
