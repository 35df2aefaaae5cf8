"""Who scrutinised, who leads and who answers, as recommendations.yaml names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import phrase
from cabinet_papers.matter.list_marks import find_names
from cabinet_papers.matter.model import Person
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.matter.vocabulary import normalise_word
from cabinet_papers.yaml_files.fields import Fields
from cabinet_papers.yaml_files.keys import PERSON, Group
from cabinet_papers.yaml_files.source import Source
from cabinet_papers.yaml_files.yaml_errors import ITEM_OPENING
from cabinet_papers.yaml_files.yaml_source import YamlList, YamlNode, YamlText

if TYPE_CHECKING:
    from cabinet_papers.matter.when import When


# How the title of a Cabinet Member begins, as no name does.
OFFICE = re.compile(
    r"(?:(?:cabinet|executive|lead|deputy|portfolio|lord)\s)?(?:member|leader|holder|mayor|chair|vice)\b|cabinet\b|portfolio\b",
    re.IGNORECASE,
)


def read_scrutiny(fields: Fields, group: Group, *, is_dated: bool) -> tuple[str, When | None, Person | None]:
    """Return which body scrutinised, when, and its lead member, from the keys of `group`."""
    node = fields.take("scrutiny")
    if node is None:
        return "", None, None
    scrutiny = Fields(fields.source, node, group)
    lead = scrutiny.find("lead_member")
    body, day = scrutiny.text("body"), scrutiny.when("date", is_required=is_dated)
    return body, day, read_person(fields.source, lead) if lead else None


def read_person(source: Source, node: YamlNode) -> Person:
    """Return a person, written as a name alone or with the title."""
    if isinstance(node, YamlText):
        source.keep(node, TextKind.NAME, "name")
        source.look_for_missing_dash(node, ITEM_OPENING, find_names)
        return Person(source.read_text(node, phrase("a person")), location=source.at(node))
    fields = Fields(source, node, PERSON)
    return Person(fields.text("name"), fields.text("title"), fields.place("title"))


def read_members(source: Source, nodes: Sequence[YamlNode]) -> tuple[Person, ...]:
    """Return the members; one that is named twice is reported, as their answers could not be distinguished."""
    members = tuple(read_person(source, node) for node in nodes)
    names: set[str] = set()
    for node, member in zip(nodes, members, strict=True):
        name = normalise_word(member.name)
        if name and name in names:
            message = phrase('"{}" is under members: twice', member.name)
            hint = phrase(
                "delete one of them, and write both titles in the other if the member has two; if they are two people, "
                "write their names in full"
            )
            source.report_value(codes.YML002, message, hint, node)
        names.add(name)
    return members


def look_for_offices(source: Source, members: YamlNode | None) -> None:
    """Report the title of a member that a comma within brackets has made a member of its own."""
    for item in members.items[1:] if isinstance(members, YamlList) and members.brackets else ():
        if isinstance(item, YamlText) and OFFICE.match(item.value):
            message = phrase('"{}" has become a separate item, because of the comma before it', item.value)
            hint = phrase(
                "delete the square brackets, and write each member on a line of its own, as in "
                "- {name: ..., title: ...}"
            )
            source.report_value(codes.YML017, message, hint, item)
