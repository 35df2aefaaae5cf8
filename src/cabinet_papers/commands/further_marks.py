"""The edits of marks and spaces of which the check shows the first: quotation marks, spaces after full stops."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from cabinet_papers.check.checked_matter import BlockForm, find_text_blocks
from cabinet_papers.check.policy import drop_silenced
from cabinet_papers.check.punctuation import CURLY, OTHER_KIND, STRAIGHT
from cabinet_papers.check.spacing import find_double_spaces, report_double_space
from cabinet_papers.findings.diagnostics import Fix
from cabinet_papers.matter.typed_text import TypedText, find_span


def find_further_marks(typed_texts: Iterable[TypedText], shown: Collection[Fix]) -> list[Fix]:
    """Return the edits of the marks that follow those shown; all of one file, which are replaced by the same kind."""
    usual = "curly" if any(CURLY.search(fix.replacement) for fix in shown) else "straight"
    further: list[Fix] = []
    for source in typed_texts:
        edits = list(_find_edits(source, usual))
        if edits and edits[0] in shown:
            further += edits[1:]
    return further


def find_further_spaces(typed_texts: Sequence[TypedText], lines_of: Callable[[str], Sequence[str]]) -> list[Fix]:
    """Return the edits of two spaces after a full stop, except where a comment in the file silences the finding."""
    blocks = [block for source in typed_texts for block in find_text_blocks(source)]
    all_found = [report_double_space(block, found) for block, found in find_double_spaces(blocks)]
    return [each.fix for each in drop_silenced(all_found, typed_texts, lines_of) if each.fix]


def _find_edits(source: TypedText, usual: str) -> Iterator[Fix]:
    """Yield the edits of the text's marks in their order, up to one that cannot be edited safely."""
    for stretch in find_text_blocks(source):
        if stretch.form is BlockForm.TABLE:
            continue
        text = stretch.text
        for found in (STRAIGHT if usual == "curly" else CURLY).finditer(text):
            start, end = found.span()
            mark = OTHER_KIND[usual](text, start)
            fix = find_span(source, stretch.start + start, stretch.start + end, mark).fix
            if fix is None:
                return
            yield fix
            # Whether the next one opens or closes depends on this one as it will be.
            text = text[:start] + mark + text[end:]
