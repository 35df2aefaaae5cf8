"""Finds links of a template whose address does not follow their words.

A link's address is stored apart from the text (ECMA-376 Part 1, 17.16.22), so a placeholder in it is not filled in, and
where one is typed within an e-mail link, every paper would lead to the address that was there first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from cabinet_papers.files.package import REFERENCE
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, phrase
from cabinet_papers.word.markup import W
from cabinet_papers.word.places import Problem, find_place

REMOVE = phrase("right-click the link in Word, and choose Remove Hyperlink, which keeps its words")


def find_wrong_links(root: etree._Element, story: str, links: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the links that lead to a placeholder, and those to one e-mail address around another; by reference."""
    for link in root.iter(f"{W}hyperlink"):
        address = unquote(links.get(link.get(REFERENCE) or "", ""))
        words = "".join(each.text or "" for each in link.iter(f"{W}t"))
        place = find_place(next(link.iterancestors(f"{W}p"), link), story)
        if re.search(r"\{[{%]", address):
            message = phrase('the link {} leads to "{}", but no placeholder in an address is filled in', place, address)
            yield Problem(codes.TPL004, message, REMOVE)
        elif "{{" in words and re.match("mailto:", address, re.IGNORECASE):
            yield explain_mail_link(words, place, address)


def explain_mail_link(words: str, place: Message, address: str) -> Problem:
    """Say that what is printed there changes from paper to paper, and where it leads to does not."""
    message = phrase(
        'the words of the link "{}" {} change from paper to paper, but it always leads to "{}"', words, place, address
    )
    return Problem(codes.TPL009, message, REMOVE)
