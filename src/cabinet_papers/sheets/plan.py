"""Which response sheets a matter needs: their files, whom each one asks, and the lines above its table."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from cabinet_papers.files.folders import FORBIDDEN_IN_NAMES
from cabinet_papers.matter.dates import format_date
from cabinet_papers.matter.model import Matter, Recommendation, Settings
from cabinet_papers.matter.pairing import find_answering
from cabinet_papers.sheets.form_words import BY, DUE, FOR, TOPIC_BY


class PlannedSheet(NamedTuple):
    """One sheet: its file, whom it asks ("" for the Cabinet Member), and what."""

    path: Path
    member: str
    recommendations: tuple[Recommendation, ...]


def plan_sheets(folder: Path, matter: Matter) -> tuple[PlannedSheet, ...]:
    """Return the sheets that the matter needs: one, or one for each member who is named."""
    asked: dict[str, list[Recommendation]] = {}
    answering = find_answering(matter)
    for each in matter.recommendations:
        if each.needs_answer:
            asked.setdefault(answering.get(each.number, ""), []).append(each)
    return tuple(
        PlannedSheet(folder / _sheet_name(member, list(asked)), member, tuple(recommendations))
        for member, recommendations in asked.items()
    )


def plan_joined(folder: Path, matter: Matter) -> tuple[PlannedSheet, ...]:
    """Return the one sheet that asks everything; none where nothing is asked."""
    asked = tuple(each for each in matter.recommendations if each.needs_answer)
    return (PlannedSheet(folder / _sheet_name("", []), "", asked),) if asked else ()


def _sheet_name(member: str, members: list[str]) -> str:
    """Return the sheet's file name; two names that differ only in signs that no file may have get numbers."""
    alike = [each for each in members if _plain_name(each) == _plain_name(member)]
    if len(alike) > 1:
        return f"responses - {_plain_name(member)} {alike.index(member) + 1}.xlsx"
    return f"responses - {_plain_name(member)}.xlsx" if member else "responses.xlsx"


def _plain_name(member: str) -> str:
    return FORBIDDEN_IN_NAMES.sub("-", member)[:100].rstrip(" .")


def describe_sheet(planned: PlannedSheet, matter: Matter, settings: Settings) -> tuple[str, ...]:
    """Return the lines above the table: who made the recommendations, and who is asked."""
    numbers = {each.number for each in planned.recommendations}
    topics = [topic for topic in matter.topics if any(each.number in numbers for each in topic.recommendations)]
    lines = [
        f"{topic.title}{TOPIC_BY}{topic.body}, {_day(topic.date, settings)}"
        if matter.has_topics
        else f"{BY}{topic.body}, {_day(topic.date, settings)}"
        for topic in topics
    ]
    asked = [person for person in matter.members if planned.member in ("", person.name)]
    if asked:
        people = (f"{person.name}, {person.title}" if person.title else person.name for person in asked)
        lines.append(f"{FOR}{'; '.join(people)}")
    return tuple(lines)


def describe_due(matter: Matter, settings: Settings) -> str:
    """Return the line that says by when the answers are asked for, or ""."""
    return f"{DUE}{_day(matter.due, settings)}." if matter.due else ""


def _day(each: date | None, settings: Settings) -> str:
    return format_date(each, settings.date_format, settings.language) if each else ""
