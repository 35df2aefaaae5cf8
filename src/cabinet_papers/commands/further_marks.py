"""The edits of a text's quotation marks and apostrophes, of which the check shows one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from cabinet_papers.check.checked_matter import BlockForm, find_text_blocks
from cabinet_papers.check.punctuation import CURLY, OTHER_KIND, STRAIGHT
from cabinet_papers.findings.diagnostics import Fix
from cabinet_papers.matter.typed_text import TypedText, find_span


def find_further_marks(typed_texts: Iterable[TypedText], shown: Collection[Fix]) -> list[Fix]:
    """Return the edits of the other marks in the texts of those shown; all of one file become the same kind."""
    usual = "curly" if any(CURLY.search(fix.replacement) for fix in shown) else "straight"
    places = {(fix.line, fix.column) for fix in shown}
    further: list[Fix] = []
    for source in typed_texts:
        edits = list(_find_edits(source, usual))
        others = [edit for edit in edits if (edit.line, edit.column) not in places]
        if len(others) < len(edits):
            further += others
    return further


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
