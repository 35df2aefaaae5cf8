"""The lines of a plain text in Word: each line that a placeholder prints becomes a paragraph like its own."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from cabinet_papers.word.filters import LINE_END
from cabinet_papers.word.markup import W


def divide_paragraphs(root: etree._Element) -> None:
    """Make a paragraph of each line of a part that was filled."""
    for mark in list(root.iter(etree.ProcessingInstruction)):
        run = mark.getparent()
        paragraph = run.getparent() if run is not None else None
        if str(mark) != LINE_END or run is None or paragraph is None:
            continue
        if paragraph.tag == f"{W}p" and paragraph.find(f"{W}pPr/{W}sectPr") is None:
            _divide(paragraph, run, mark)
        else:
            # Within a link or at the end of a section a break has to do.
            run.replace(mark, etree.Element(f"{W}br"))


def _divide(paragraph: etree._Element, run: etree._Element, mark: etree._Element) -> None:
    """Move what follows the mark into a new paragraph of the same look."""
    below, rest = etree.Element(f"{W}p"), etree.Element(f"{W}r")
    for source, copied in ((paragraph.find(f"{W}pPr"), below), (run.find(f"{W}rPr"), rest)):
        if source is not None:
            copied.append(deepcopy(source))
    rest.extend(list(mark.itersiblings()))
    below.append(rest)
    below.extend(list(run.itersiblings()))
    run.remove(mark)
    paragraph.addnext(below)
