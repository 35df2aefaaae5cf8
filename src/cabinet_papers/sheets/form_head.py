"""What a sheet says of itself: in a few lines above its table, which stay in view, and whole on its page "How to"."""

from __future__ import annotations

from cabinet_papers.excel.row_height import count_lines
from cabinet_papers.matter.form_words import AND, BY, CONTACT, DUE, FOR, MORE, TITLE, TOPIC_BY
from cabinet_papers.matter.model import Matter, Person, Topic
from cabinet_papers.matter.printed_when import print_date
from cabinet_papers.matter.settings import Settings
from cabinet_papers.sheets.plan import PlannedSheet

# The table's width, in characters: what is longer would be cut off by the window, and shrink the printed form.
ROOM = 116.0


def describe_above(planned: PlannedSheet, matter: Matter, settings: Settings) -> tuple[str, ...]:
    """Return the lines above the table: title, whose recommendations, and who is asked by when."""
    due = describe_due(matter, settings)
    meetings = describe_meetings(planned, matter, settings)
    if len(meetings) > 1:
        named = dict.fromkeys(_name_meeting(each, settings) for each in _find_topics(planned, matter))
        meetings = (_shorten(BY, tuple(named)),)
    return tuple(filter(None, (f"{TITLE}{matter.title}", *meetings, _describe_people_and_due(planned, matter, due))))


def describe_whole(planned: PlannedSheet, matter: Matter, settings: Settings) -> tuple[str, ...]:
    """Return the same in full: a line for each topic and each person, and whom to ask."""
    people = (f"{FOR}{_name(each)}" for each in _find_people(planned, matter))
    lines = (*describe_meetings(planned, matter, settings), *people)
    ends = describe_due(matter, settings), describe_contact(matter)
    return tuple(filter(None, (f"{TITLE}{matter.title}", *lines, *ends)))


def describe_earlier(planned: PlannedSheet, matter: Matter, settings: Settings) -> tuple[str, ...]:
    """Return the lines in which sheets of version 0.1.0 say who made the recommendations, and who is asked."""
    return (*describe_meetings(planned, matter, settings), *describe_people(planned, matter)[:1])


def describe_meetings(planned: PlannedSheet, matter: Matter, settings: Settings) -> tuple[str, ...]:
    """Return who made the recommendations and when, a line for each topic."""
    return tuple(
        f"{f'{topic.title}{TOPIC_BY}' if matter.has_topics else BY}{_name_meeting(topic, settings)}"
        for topic in _find_topics(planned, matter)
        if topic.body
    )


def _name_meeting(topic: Topic, settings: Settings) -> str:
    """Return the body and the day; the years of a plan have no day."""
    return f"{topic.body}, {print_date(topic.date, settings)}" if topic.date else topic.body


def describe_people(planned: PlannedSheet, matter: Matter) -> tuple[str, ...]:
    """Return whom the sheet asks in one line, with their titles and without; () where there are none."""
    people = _find_people(planned, matter)
    names = map(_name, people), (each.name for each in people)
    return tuple(f"{FOR}{'; '.join(each)}" for each in names) if people else ()


def describe_due(matter: Matter, settings: Settings) -> str:
    """Return the line that says by when the answers are asked for, or ""."""
    return f"{DUE}{print_date(matter.due, settings)}." if matter.due else ""


def describe_contact(matter: Matter) -> str:
    """Return the line that says whom to ask: the post and address of the report's author, as far as they are given."""
    author = matter.report.author if matter.report else None
    if author is None:
        return ""
    named = tuple(filter(None, (author.job_title or author.name, author.email or author.telephone)))
    return f"{CONTACT}{', '.join(named)}" if named else ""


def _describe_people_and_due(planned: PlannedSheet, matter: Matter, due: str) -> str:
    """Return one line: whom the sheet asks, with their titles or, where those have no room, without; and by when."""
    people = describe_people(planned, matter)
    if not people:
        return due
    end = f". {due}" if due else ""
    names = tuple(each.name for each in _find_people(planned, matter))
    return f"{people[0]}{end}" if _fits(f"{people[0]}{end}") else _shorten(FOR, names, end)


def _shorten(start: str, parts: tuple[str, ...], end: str = "") -> str:
    """Return the parts in one line, as many of them as there is room for."""
    for count in range(len(parts), 0, -1):
        left = f"{AND}{len(parts) - count}{MORE}" if count < len(parts) else ""
        line = f"{start}{'; '.join(parts[:count])}{left}{end}"
        if _fits(line) or count == 1:
            return line
    return ""


def _fits(line: str) -> bool:
    return count_lines(line, ROOM) == 1


def _find_topics(planned: PlannedSheet, matter: Matter) -> list[Topic]:
    numbers = {each.number for each in planned.recommendations}
    return [
        topic
        for topic in matter.topics
        if any({each.number, each.answered_with} & numbers for each in topic.recommendations)
    ]


def _find_people(planned: PlannedSheet, matter: Matter) -> tuple[Person, ...]:
    return tuple(person for person in matter.members if planned.member in ("", person.name))


def _name(person: Person) -> str:
    return f"{person.name}, {person.title}" if person.title else person.name
