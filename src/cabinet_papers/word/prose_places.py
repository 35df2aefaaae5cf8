"""The places of a template where prose goes: paragraphs with {{p ...}}, and how they look."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import product

from lxml import etree

from cabinet_papers.word.markup import W
from cabinet_papers.word.prose import Look, write_text

PROSE = re.compile(r"\{\{\s*p\s+(.+?)\s*\}\}", re.DOTALL)
NAMESPACE = re.compile(r' xmlns:\w+="[^"]*"')
BEFORE_BOLD = ("rStyle", "rFonts")
MARK = "prose-place"


@dataclass(slots=True)
class ProsePlaces:
    """Takes the {{p ...}} paragraphs out of a part and remembers each one's look.

    Words that are before or after the placeholder in its paragraph ("Recommendation 1: ") go to the start of
    the prose's first paragraph and the end of its last.
    """

    looks: list[Look] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)

    def take_from(self, root: etree._Element) -> None:
        """Replace each such paragraph of the part by a mark."""
        for paragraph in list(root.iter(f"{W}p")):
            runs = _read_runs(paragraph)
            text = "".join(words for _, words in runs)
            found = PROSE.search(text)
            if found:
                self.take(paragraph, runs, found)

    def take(self, paragraph: etree._Element, runs: list[tuple[str, str]], found: re.Match[str]) -> None:
        """Replace one paragraph by a mark, and note the call that writes its prose."""
        in_cell = next(paragraph.iterancestors(f"{W}tc"), None) is not None
        base = _cut(runs, found.start(), found.start() + 1)[0][0]
        self.looks.append(Look(_paragraph_look(paragraph), _run_looks(base), in_cell))
        lead, tail = _cut(runs, 0, found.start()), _cut(runs, found.end(), sum(len(words) for _, words in runs))
        self.calls.append(
            f"{{% set lead_ %}}{_write(lead)}{{% endset %}}{{% set tail_ %}}{_write(tail)}{{% endset %}}"
            f"{{{{ write_prose({found[1]}, {len(self.looks) - 1}, lead_, tail_) }}}}"
        )
        mark = etree.ProcessingInstruction(MARK, str(len(self.calls) - 1))
        parent = paragraph.getparent()
        if parent is not None:
            parent.replace(paragraph, mark)

    def put_calls(self, xml: str) -> str:
        """Return the part's XML with each mark replaced by its call."""
        return re.sub(rf"<\?{MARK} (\d+)\?>", lambda found: self.calls[int(found[1])], xml)


def _read_runs(paragraph: etree._Element) -> list[tuple[str, str]]:
    """Return (w:rPr as XML, words) of each run, those of text boxes left aside."""
    runs = []
    own = (each for each in paragraph.iter(f"{W}r") if next(each.iterancestors(f"{W}p")) is paragraph)
    for run in own:
        properties = run.find(f"{W}rPr")
        look = "" if properties is None else "".join(_to_text(child) for child in _own(properties))
        marks = {f"{W}tab": "\t", f"{W}br": "\n"}
        words = "".join((child.text or "") if child.tag == f"{W}t" else marks.get(str(child.tag), "") for child in run)
        runs.append((look, words))
    return runs


def _cut(runs: list[tuple[str, str]], start: int, end: int) -> list[tuple[str, str]]:
    """Return the part of the runs between two characters."""
    kept, at = [], 0
    for look, words in runs:
        piece = words[max(0, start - at) : max(0, end - at)]
        if piece:
            kept.append((look, piece))
        at += len(words)
    return kept


def _write(runs: list[tuple[str, str]]) -> str:
    return "".join(f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{write_text(words)}</w:r>" for look, words in runs)


def _to_text(element: etree._Element) -> str:
    return NAMESPACE.sub("", etree.tostring(element, encoding="unicode", with_tail=False))


def _own(properties: etree._Element) -> list[etree._Element]:
    """Return the properties of WordprocessingML itself; later versions of Word add others, which no reader needs."""
    return [child for child in properties if str(child.tag).startswith(W)]


def _paragraph_look(paragraph: etree._Element) -> str:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return ""
    return "".join(_to_text(child) for child in _own(properties) if child.tag not in (f"{W}rPr", f"{W}sectPr"))


def _run_looks(base: str) -> dict[tuple[bool, bool], str]:
    """Return the run properties for each (bold, italic), on top of the placeholder's own look."""
    root = etree.fromstring(f'<w:rPr xmlns:w="{W[1:-1]}">{base}</w:rPr>')
    own = {
        name: any(each.get(f"{W}val") not in ("0", "false", "off") for each in root.findall(f"{W}{name}"))
        for name in ("b", "i")
    }
    first = [child for child in root if etree.QName(child).localname in BEFORE_BOLD]
    rest = [child for child in root if etree.QName(child).localname not in (*BEFORE_BOLD, "b", "bCs", "i", "iCs")]
    start, end = ("".join(_to_text(child) for child in children) for children in (first, rest))
    return {
        (bold, italic): start + ("<w:b/>" if bold or own["b"] else "") + ("<w:i/>" if italic or own["i"] else "") + end
        for bold, italic in product((False, True), repeat=2)
    }
