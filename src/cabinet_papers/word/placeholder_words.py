"""What each placeholder of a template means, for the person who edits it in Word."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import NamedTuple

from cabinet_papers.matter.prose import Prose
from cabinet_papers.matter.settings import Chart, Picture
from cabinet_papers.word.placeholders import item_type, without_none

MEANINGS = {
    "PersonView.title": "the office held",
    "AppendixView.title": "the appendix's title",
    "TopicView.title": "the topic",
    "ReportPart.recommendation": "the recommendation that is placed here, if there is one",
    "council": "the council's name",
    "logo": "the council's logo, if papers.yaml names one; test it with {% if logo %}",
    "title": "what was scrutinised, or planned",
    "additions": "what Cabinet added to the last topic, for a loop; only where it has agreed",
    "the_title": 'the title with "the" before it, unless it has one already',
    "concerning": "what the recommendations concern: the title, or what concerning: says",
    "body": "the committee, panel or review group",
    "the_body": 'the body with "the" before it, unless it has one already',
    "date": "the meeting's date in the house form",
    "ReportView.date": "the date of Cabinet's meeting in the form for front sheets",
    "ReportView.cabinet_date": "the same date",
    "in_month": "whether of the scrutiny only the month is known, so that it was in March and not on a day",
    "several_topics": "whether the paper has topics",
    "several_members": "whether two or more Cabinet Members answer",
    "one_recommendation": "whether there is one recommendation",
    "members": "the Cabinet Members who answer, for a loop",
    "further_columns": "the headings of the council's own columns, for a loop",
    "topics": "the topics, for a loop; a paper without topics has one",
    "recommendations": "the recommendations with their answers, for a loop",
    "exempt_paragraphs": "the paragraphs of Schedule 12A, in the exempt copy only",
    "scrutiny_date": "the date of the scrutiny meeting in the house form",
    "cabinet_date": "the date of Cabinet's meeting in the house form",
    "due": "by when answers are asked for",
    "counts": "how many recommendations there are, by how they were answered",
    "CountsView.asked": "how many recommendations there are",
    "CountsView.agreed": "how many of them are agreed",
    "CountsView.partly": "how many are agreed in part",
    "CountsView.not_agreed": "how many are not agreed",
    "CountsView.noted": "how many are noted",
    "CountsView.status": "how many have a word that says how far it is, such as Completed",
    "CountsView.other": "how many have another decision",
    "CountsView.awaited": "how many answers are awaited",
    "CountsView.withdrawn": "how many recommendations were withdrawn",
    "CountsView.exempt": "how many are left out of this copy, because they or their answers are exempt",
    "member": "the Cabinet Member who answers it, if one does alone",
    "ref": "the officer's own name for it",
    "name": "the name",
    "number": "the number",
    "numbered": "the number as it looks before the words: 1. or (1)",
    "answered_with": 'the number of the recommendation with which it is answered, "" otherwise',
    "text": "the words",
    "withdrawn": 'the reason why it was withdrawn, "" otherwise',
    "exempt": "the paragraph of Schedule 12A",
    "withheld": "whether its words are left out of this copy",
    "answer_exempt": "the paragraph of Schedule 12A, if only its answer is exempt",
    "answer_withheld": "whether only its answer is left out of this copy",
    "decision": 'the council\'s word, "" while it is awaited',
    "comment": "the comment, with its bullets and tables",
    "further": "the texts of the council's own columns, for a loop",
    "purpose": "what the report is for, in lines",
    "purpose_text": "the same in paragraphs and bullets",
    "key_decision": "Yes or No",
    "lead_member": "who speaks for the body",
    "corporate_priority": "the priority that it serves",
    "policy_framework": "the plan that it belongs to",
    "recommendation": "what Cabinet is asked to do, in lines, if not the usual sentence",
    "recommendation_points": "the same, each paragraph with its bullets, for a loop",
    "numbers_points": "whether these want numbers: there are several, and none was typed",
    "default_appendix": "whether the only appendix is the Cabinet response",
    "agreed": "whether Cabinet has agreed its response",
    "is_response": "whether it is the Cabinet response",
    "ResponseView.letter": "its letter or figure as an appendix of the report",
    "ReportView.letter": "the letter or figure of the Cabinet response among the appendices",
    "appendices": "the appendices that were listed, for a loop",
    "letter": "the appendix's letter or figure",
    "front_sheet": "the further rows of the front sheet, for a loop",
    "label": "the label of the row, without a colon",
    "value": "what is beside it",
    "introduction": "what the response says before its first table",
    "closing": "what it says after its last table",
    "parts": "the body in parts, each prose or a recommendation, for a loop",
    "prose": "paragraphs, lists and tables",
    "author": "who wrote the report",
    "has_author": "whether an author was given",
    "job_title": "the author's post",
    "service": "the service, or who does it",
    "telephone": "the telephone number",
    "email": "the e-mail address",
    "by": "by when, a date in the house form or words",
    "notes": "the notes",
    "years": "the plan's years, for a loop",
    "summary_heading": "the summary's heading",
    "summary": "the summary",
    "priorities": "the priorities with their actions, for a loop",
    "owner_heading": "the heading of the owners' column",
    "actions": "the actions, for a loop",
    "marks": "what the notes say of actions, where show: has key, for a loop",
    "MarkView.name": "what it is, to be tested: new, updated, year_updated, on_going, completed or withdrawn",
    "MarkView.label": "how the notes say it",
    "figures": "the plan's figures, where show: has figures",
    "FiguresView.total": "how many actions there are",
    "FiguresView.changes": "how many actions there are by what became of them, for a loop",
    "FiguresView.services": "how many actions each service leads, for a loop",
    "FiguresView.years": "how many actions are to be done by when, for a loop",
    "CountView.label": "what is counted",
    "CountView.number": "how many there are",
    "chart": "a chart of what became of the actions, where show: has chart; test it with {% if chart %}",
    "former": "last year's actions, where show: has concordance, for a loop",
    "FormerView.number": "its number last year",
    "FormerView.text": "its words last year",
    "now": 'the number or numbers that it has now, "" where it is not carried on',
}


# How the shipped templates call an item of a loop, where it is not the loop's name without its s.
ITEMS = {
    "front_sheet": "line",
    "recommendations": "row",
    "priorities": "priority",
    "appendices": "appendix",
    "further": "cell",
    "changes": "count",
    "services": "count",
    "former": "earlier",
}


class Placeholder(NamedTuple):
    """A placeholder as it is typed in Word, what it means, and what it is in the example."""

    typed: str
    meaning: str
    example: str


def list_placeholders(view: tuple[object, ...], prefix: str = "") -> Iterator[Placeholder]:
    """Yield the placeholders of a view, those within loops too, each with its value in this view as the example."""
    for name in getattr(getattr(view, "further", ()), "names", ()):
        example = _shorten(getattr(view, name).text)
        yield Placeholder(f"{{{{p {prefix}{name} }}}}", "a column of the council's own", example)
    for name, hint in typing.get_type_hints(type(view)).items():
        value = getattr(view, name)
        kind = without_none(hint)
        typed = f"{prefix}{name}"
        if kind is Prose:
            yield Placeholder(f"{{{{p {typed} }}}}", _meaning(view, name), _shorten(value.text))
        elif kind in (Picture, Chart):
            yield Placeholder(f"{{{{r {typed} }}}}", _meaning(view, name), value.alt if value else "")
        elif kind is bool:
            yield Placeholder(f"{{% if {typed} %}}", _meaning(view, name), "")
        elif kind in (str, int):
            yield Placeholder(f"{{{{ {typed} }}}}", _meaning(view, name), _shorten(str(value)))
        elif item_type(hint) is not object:
            yield Placeholder(f"{{% for {_item_name(name)} in {typed} %}}", _meaning(view, name), "")
            yield from _list_items(_item_name(name), value, item_type(hint))
        else:
            if kind is not hint:
                # It may be missing.
                yield Placeholder(f"{{% if {typed} %}}", _meaning(view, name), "")
            if value is not None:
                yield from list_placeholders(value, f"{typed}.")


def _item_name(name: str) -> str:
    """Return how a loop calls one of its items."""
    item = ITEMS.get(name, name.removesuffix("s"))
    return item.rpartition("_")[2]


def _list_items(item: str, values: tuple[object, ...], kind: object) -> Iterator[Placeholder]:
    """Yield the placeholders of a loop's items, of which one may have what another lacks."""
    if kind in (Prose, str):
        first = next(iter(values), "")
        typed = f"{{{{p {item} }}}}" if kind is Prose else f"{{{{ {item} }}}}"
        yield Placeholder(typed, "one of them", _shorten(first.text if isinstance(first, Prose) else str(first)))
        return
    for value in values:
        if isinstance(value, tuple):
            yield from list_placeholders(value, f"{item}.")


def _meaning(view: tuple[object, ...], name: str) -> str:
    return MEANINGS.get(f"{type(view).__name__}.{name}") or MEANINGS[name]


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else f"{flat[:37]}..."
