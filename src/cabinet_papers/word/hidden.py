"""Finds hidden text in a template: it cannot be seen there, and every paper would contain it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import phrase
from cabinet_papers.word.markup import W
from cabinet_papers.word.places import Problem, find_place

VALUE = f"{W}val"
HIDDEN_ROW = f"{W}trPr/{W}hidden"
OFF = ("0", "false", "off")
# Where a style is named that may hide words (ECMA-376 Part 1, 17.3.2.41 vanish).
STYLED = ("pPr", "rPr", "tblPr")


def find_hiding_styles(styles: etree._Element) -> frozenset[str]:
    """Return the styles that hide what is set in them, of their own or by one that they are based on."""
    by_ref = {each.get(f"{W}styleId"): each for each in styles.iter(f"{W}style")}
    return frozenset(ref for ref in by_ref if ref and _hides(ref, by_ref))


def _hides(ref: str | None, by_ref: dict[str | None, etree._Element]) -> bool:
    # One that is based on itself has no end.
    for _ in by_ref:
        style = by_ref.get(ref)
        if style is None:
            return False
        stated = style.find(f"{W}rPr/{W}vanish")
        if stated is not None:
            return stated.get(VALUE) not in OFF
        base = style.find(f"{W}basedOn")
        ref = base.get(VALUE) if base is not None else None
    return False


def find_hidden(root: etree._Element, story: str, hiding: frozenset[str]) -> Iterator[Problem]:
    """Yield each paragraph with hidden words in it."""
    paragraphs: dict[etree._Element, list[str]] = {}
    for run in root.iter(f"{W}r"):
        if _is_hidden(run, hiding):
            paragraph = next(run.iterancestors(f"{W}p"), run)
            paragraphs.setdefault(paragraph, []).extend(each.text or "" for each in run.iterchildren(f"{W}t"))
    for paragraph, words in paragraphs.items():
        if shown := "".join(words).strip():
            message = phrase('"{}" {} is hidden text, which cannot be seen', shown, find_place(paragraph, story))
            hint = phrase(
                "in Word press Ctrl+Shift+8 to see it, select it, and delete it, or press Ctrl+D and untick Hidden; if "
                "a style hides it, give it another style"
            )
            yield Problem(codes.TPL005, message, hint)


def _is_hidden(run: etree._Element, hiding: frozenset[str]) -> bool:
    own = run.find(f"{W}rPr/{W}vanish")
    if own is not None:
        return own.get(VALUE) not in OFF
    if any(each.get(VALUE) not in OFF for row in run.iterancestors(f"{W}tr") for each in row.iterfind(HIDDEN_ROW)):
        return True
    if not hiding:
        return False
    around = (run, *run.iterancestors(f"{W}p", f"{W}tbl"))
    properties = (each.find(f"{W}{name}") for each in around for name in STYLED)
    return any(named.get(VALUE) in hiding for each in properties if each is not None for named in _styles(each))


def _styles(properties: etree._Element) -> list[etree._Element]:
    return [named for kind in ("pStyle", "rStyle", "tblStyle") if (named := properties.find(f"{W}{kind}")) is not None]
