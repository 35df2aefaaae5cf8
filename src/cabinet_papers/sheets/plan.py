"""Which response sheets a matter needs: their files, whom each one asks, and about what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cabinet_papers.files.beside_answers import RESPONSES
from cabinet_papers.files.folders import FORBIDDEN_IN_NAMES
from cabinet_papers.matter.model import Matter, Recommendation
from cabinet_papers.matter.pairing import find_answering
from cabinet_papers.sheets.joint_rows import ask_jointly


class PlannedSheet(NamedTuple):
    """One sheet: its file, whom it asks ("" for the Cabinet Member), and what."""

    path: Path
    member: str
    recommendations: tuple[Recommendation, ...]


def plan_sheets(folder: Path, matter: Matter, stem: str = RESPONSES) -> tuple[PlannedSheet, ...]:
    """Return the sheets that the matter needs: one, or one for each member who is named; `stem` begins their names."""
    asked: dict[str, list[Recommendation]] = {}
    answering, joined = find_answering(matter), matter.joined
    for each in matter.recommendations:
        if each.needs_answer:
            for member in (each.member, *each.others) if each.others else (answering.get(each.number, ""),):
                asked.setdefault(member, []).append(ask_jointly(each, joined))
    names = _name_sheets(stem, list(asked))
    return tuple(
        PlannedSheet(folder / name, member, tuple(recommendations))
        for name, (member, recommendations) in zip(names, asked.items(), strict=True)
    )


def plan_joined(folder: Path, matter: Matter, stem: str = RESPONSES) -> tuple[PlannedSheet, ...]:
    """Return the one sheet that asks everything; none where nothing is asked."""
    joined = matter.joined
    asked = tuple(ask_jointly(each, joined) for each in matter.recommendations if each.needs_answer)
    return (PlannedSheet(folder / f"{stem}.xlsx", "", asked),) if asked else ()


def _name_sheets(stem: str, members: list[str]) -> Iterator[str]:
    """Yield the members' file names; two that differ only in signs that no file may have get numbers."""
    plain = list(map(_plain_name, members))
    alike, named = Counter(plain), Counter[str]()
    for member, name in zip(members, plain, strict=True):
        named[name] += 1
        number = f" {named[name]}" if alike[name] > 1 else ""
        yield f"{stem} - {name}{number}.xlsx" if member else f"{stem}.xlsx"


def _plain_name(member: str) -> str:
    return FORBIDDEN_IN_NAMES.sub("-", member)[:100].rstrip(" .")
