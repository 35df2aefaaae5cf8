"""Which response sheets a matter needs: their files, whom each one asks, and about what."""

from __future__ import annotations

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
    return tuple(
        PlannedSheet(folder / _sheet_name(stem, member, list(asked)), member, tuple(recommendations))
        for member, recommendations in asked.items()
    )


def plan_joined(folder: Path, matter: Matter, stem: str = RESPONSES) -> tuple[PlannedSheet, ...]:
    """Return the one sheet that asks everything; none where nothing is asked."""
    joined = matter.joined
    asked = tuple(ask_jointly(each, joined) for each in matter.recommendations if each.needs_answer)
    return (PlannedSheet(folder / _sheet_name(stem, "", []), "", asked),) if asked else ()


def _sheet_name(stem: str, member: str, members: list[str]) -> str:
    """Return the sheet's file name; two names that differ only in signs that no file may have get numbers."""
    alike = [each for each in members if _plain_name(each) == _plain_name(member)]
    if len(alike) > 1:
        return f"{stem} - {_plain_name(member)} {alike.index(member) + 1}.xlsx"
    return f"{stem} - {_plain_name(member)}.xlsx" if member else f"{stem}.xlsx"


def _plain_name(member: str) -> str:
    return FORBIDDEN_IN_NAMES.sub("-", member)[:100].rstrip(" .")
