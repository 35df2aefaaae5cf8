"""A stretch of a YAML text is found again in its file, however the text is written there."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from cabinet_papers.findings.diagnostics import Location
from cabinet_papers.matter.typed_text import TextKind, TypedText, find_span

WORDS = st.text(st.sampled_from("abcé \"'\\漢-:#\n\t"), min_size=1, max_size=30)


def typed_text_of(source: str) -> tuple[TypedText, str]:
    """Return the value of the key "text" in a YAML source, as the reader keeps it."""
    node = yaml.compose(source, Loader=yaml.CBaseLoader).value[0][1]
    start = node.start_mark
    location = Location("a.yaml", start.line + 1, start.column + 1)
    return TypedText(
        node.value, TextKind.FIELD, "text", location, source[start.index : node.end_mark.index]
    ), node.value


@pytest.mark.parametrize(
    "source",
    [
        "text: see the word here\n",
        'text: "see the word here"\n',
        'text: "caf\\u00e9 \\"see\\" \\\n  the word here"\n',
        "text: 'it''s the word here'\n",
        "text: plain and\n  the word\n  here\n",
        "text: |\n  first line\n    - the word in it\n",
        "text: >-\n  folded and\n  the word in it\n",
    ],
)
def test_a_word_is_found_where_it_is(source: str) -> None:
    typed, text = typed_text_of(source)
    start = text.index("word")
    span = find_span(typed, start, start + 4, "term")
    assert span.location.line is not None
    assert span.location.column is not None
    line = source.split("\n")[span.location.line - 1]
    assert line[span.location.column - 1 :][: span.length] == "word"
    assert span.fix is not None
    corrected = line[: span.fix.column - 1] + span.fix.replacement + line[span.fix.column - 1 + span.fix.length :]
    assert corrected == line.replace("word", "term", 1)


@example(before=":::::::::::::::\\\\\\\\\\", after=":", style='"')
@given(before=WORDS, after=WORDS, style=st.sampled_from(["", '"', "'", "|"]))
def test_an_edit_changes_the_span_and_nothing_else(before: str, after: str, style: str) -> None:
    """Whatever PyYAML writes, in each of its styles: the edited source reads as the text with the span replaced."""
    source = yaml.dump({"text": f"{before}MARK{after}"}, default_style=style or None, allow_unicode=True, width=30)
    typed, text = typed_text_of(source.replace('"text":', "text:").replace("'text':", "text:"))
    source = source.replace('"text":', "text:").replace("'text':", "text:")
    if "MARK" not in text:
        return
    start = text.index("MARK")
    span = find_span(typed, start, start + 4, "x")
    assert span.fix is not None
    lines = source.split("\n")
    line = lines[span.fix.line - 1]
    lines[span.fix.line - 1] = line[: span.fix.column - 1] + "x" + line[span.fix.column - 1 + span.fix.length :]
    assert typed_text_of("\n".join(lines))[1] == text[:start] + "x" + text[start + 4 :]


def test_there_is_no_edit_in_a_workbook_or_over_lines() -> None:
    cell = TypedText("a  b", TextKind.COMMENT, "the comment", Location("a.xlsx", sheet="S", cell="D2"))
    assert find_span(cell, 1, 3, " ") == (cell.location, 0, None, ("a  b", 1, 2))
    folded, text = typed_text_of("text: one\n  two\n")
    assert find_span(folded, 0, len(text), "x").fix is None
