"""A stretch of a YAML text is found again in its file, however the text is written there."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cabinet_papers.findings.diagnostics import Location
from cabinet_papers.matter.passages import Kind, Passage, find_spot

WORDS = st.text(st.sampled_from("abcé \"'\\漢-:#\n\t"), min_size=1, max_size=30)


def passage_of(source: str) -> tuple[Passage, str]:
    """Return the value of the key "text" in a YAML source, as the reader keeps it."""
    node = yaml.compose(source, Loader=yaml.CBaseLoader).value[0][1]
    start = node.start_mark
    location = Location("a.yaml", start.line + 1, start.column + 1)
    return Passage(node.value, Kind.FIELD, "text", location, source[start.index : node.end_mark.index]), node.value


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
def test_a_word_is_found_where_it_stands(source: str) -> None:
    passage, text = passage_of(source)
    start = text.index("word")
    spot = find_spot(passage, start, start + 4, "term")
    assert spot.location.line is not None
    assert spot.location.column is not None
    line = source.split("\n")[spot.location.line - 1]
    assert line[spot.location.column - 1 :][: spot.length] == "word"
    assert spot.fix is not None
    mended = line[: spot.fix.column - 1] + spot.fix.replacement + line[spot.fix.column - 1 + spot.fix.length :]
    assert mended == line.replace("word", "term", 1)


@given(before=WORDS, after=WORDS, style=st.sampled_from(["", '"', "'", "|"]))
def test_an_edit_changes_the_stretch_and_nothing_else(before: str, after: str, style: str) -> None:
    """Whatever PyYAML writes, in each of its styles: the edited source reads as the text with the stretch replaced."""
    source = yaml.dump({"text": f"{before}MARK{after}"}, default_style=style or None, allow_unicode=True, width=30)
    passage, text = passage_of(source.replace('"text":', "text:").replace("'text':", "text:"))
    source = source.replace('"text":', "text:").replace("'text':", "text:")
    if "MARK" not in text:
        return
    start = text.index("MARK")
    spot = find_spot(passage, start, start + 4, "x")
    assert spot.fix is not None
    lines = source.split("\n")
    line = lines[spot.fix.line - 1]
    lines[spot.fix.line - 1] = line[: spot.fix.column - 1] + "x" + line[spot.fix.column - 1 + spot.fix.length :]
    assert passage_of("\n".join(lines))[1] == text[:start] + "x" + text[start + 4 :]


def test_there_is_no_edit_in_a_workbook_or_over_lines() -> None:
    cell = Passage("a  b", Kind.COMMENT, "the comment", Location("a.xlsx", sheet="S", cell="D2"))
    assert find_spot(cell, 1, 3, " ") == (cell.location, 0, None)
    folded, text = passage_of("text: one\n  two\n")
    assert find_spot(folded, 0, len(text), "x").fix is None
