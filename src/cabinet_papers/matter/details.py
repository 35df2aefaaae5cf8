"""What a paper prints beside the house's fixed words, and the placeholders of which one prints it.

A council may leave a detail out of its own template: until it says so under `leave_out:`, that is reported. What is
needed, such as a recommendation's words, cannot be left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from cabinet_papers.matter.columns import Column

HEADER = "exempt_paragraphs"


class Detail(NamedTuple):
    """A detail: its name for `leave_out:`, what it is, and the paths of the placeholders that print it.

    The first of the paths identifies the detail. `family` is the name of several such details together,
    `typed` the placeholder of a column of a table.
    """

    name: str
    meaning: str
    paths: tuple[str, ...]
    is_needed: bool = False
    family: str = ""
    typed: str = ""

    @property
    def path(self) -> str:
        """The placeholder that the shipped template has for it."""
        return self.paths[0]


def _detail(name: str, meaning: str, *paths: str, needed: bool = False) -> Detail:
    return Detail(name, meaning, paths, needed)


TOPIC_TITLE = "topics.title"
# Printed in place of the title where the matter says what its recommendations concern.
CONCERNING = _detail("concerning", "what the recommendations concern", "topics.the_title", "the_title",
                     "topics.concerning", "concerning")  # fmt: skip
COLUMNS, PLAN_COLUMNS = "response_columns", "plan_columns"
NOTICE = _detail("exempt", "the notice on the exempt copy", HEADER, needed=True)
FRONT_SHEET = (
    _detail("front_sheet", "the labels of the further rows of the front sheet", "front_sheet.label"),
    _detail("front_sheet", "the further rows of the front sheet", "front_sheet.value"),
)
ROW, ADDITIONS = "topics.recommendations", "topics.additions"
RESPONSE = (
    _detail("recommendations", "the recommendations' words", f"{ROW}.text", needed=True),
    _detail("decisions", "the decisions", f"{ROW}.decision", needed=True),
    _detail("comments", "the comments", f"{ROW}.comment", needed=True),
    _detail("withdrawn", "why a recommendation was withdrawn", f"{ROW}.withdrawn", needed=True),
    _detail("exempt", "the notice in place of an exempt recommendation", f"{ROW}.exempt", needed=True),
    _detail("exempt", "the notice in place of an exempt answer", f"{ROW}.answer_exempt", needed=True),
    NOTICE,
    _detail(
        "title",
        "the title",
        "topics.title",
        "topics.the_title",
        "topics.concerning",
        "title",
        "the_title",
        "concerning",
    ),
    CONCERNING,
    _detail("body", "the body that made the recommendations", "topics.body", "topics.the_body", "body", "the_body"),
    _detail("date", "the date of the scrutiny meeting", "topics.date", "date", "scrutiny_date"),
    _detail("number", "the recommendations' numbers", f"{ROW}.numbered", f"{ROW}.number"),
    _detail("answered_with", "with which recommendation one is answered", f"{ROW}.answered_with", needed=True),
    _detail(COLUMNS, "the columns after Comment", f"{ROW}.further"),
    _detail("introduction", "the introduction of the response", "introduction", needed=True),
    _detail("closing", "the closing text of the response", "closing", needed=True),
    *FRONT_SHEET,
)
# Of the house's responses only the agreed one says who answered, and which body made recommendations on several topics.
ANSWERED_BY = (
    _detail("members", "the Cabinet Members' names", "members.name"),
    _detail("offices", "the Cabinet Members' offices", "members.title"),
    _detail("body", "the body that made the recommendations", "body", "the_body"),
)
AGREED = (*RESPONSE, *ANSWERED_BY, _detail("added", "what Cabinet added", ADDITIONS, needed=True))
PLACED = "parts.recommendation"
REPORT = (
    _detail("report", "the text of the report", "parts.prose", needed=True),
    _detail("recommendations", "the recommendations' words", f"{PLACED}.text", needed=True),
    _detail("withdrawn", "why a recommendation was withdrawn", f"{PLACED}.withdrawn", needed=True),
    _detail("exempt", "the notice in place of an exempt recommendation", f"{PLACED}.exempt", needed=True),
    _detail("exempt", "the notice in place of an exempt appendix", "appendices.exempt", needed=True),
    NOTICE,
    _detail("title", "the title", "title"),
    _detail("date", "the date of Cabinet's meeting", "date", "cabinet_date"),
    _detail("body", "the body that made the recommendations", "body"),
    _detail("number", "the recommendations' numbers", f"{PLACED}.number", f"{PLACED}.numbered"),
    *FRONT_SHEET,
    _detail("purpose", "the purpose of the report", "purpose_text", "purpose"),
    _detail("key_decision", "whether it is a key decision", "key_decision"),
    _detail("lead_member", "the Scrutiny Lead Member", "lead_member.name"),
    _detail("lead_member", "the Scrutiny Lead Member's office", "lead_member.title"),
    _detail("members", "the Cabinet Members' names", "members.name"),
    _detail("offices", "the Cabinet Members' offices", "members.title"),
    _detail("corporate_priority", "the corporate priority", "corporate_priority"),
    _detail("policy_framework", "the policy framework", "policy_framework"),
    _detail("recommendation", "what Cabinet is asked to do", "recommendation_points", "recommendation"),
    _detail("appendices", "the titles of the appendices", "appendices.title"),
    *(
        _detail("author", f"the author's {what}", f"author.{name}")
        for name, what in (
            ("name", "name"), ("job_title", "post"), ("service", "service"), ("telephone", "telephone number"),
            ("email", "e-mail address"),
        )
    ),
)  # fmt: skip
ACTION = "priorities.actions"
PLAN = (
    _detail("actions", "the actions", f"{ACTION}.text", needed=True),
    _detail("summary", "the summary", "summary", needed=True),
    _detail("title", "the title", "title"),
    _detail("summary_heading", "the heading of the summary", "summary_heading"),
    _detail("years", "the plan's years", "years"),
    _detail("priorities", "the priorities' names", "priorities.name"),
    _detail("owner_heading", "the heading of the owners' column", "priorities.owner_heading"),
    _detail("number", "the actions' numbers", f"{ACTION}.number"),
    _detail("service", "who does an action", f"{ACTION}.service"),
    _detail("by", "by when an action is done", f"{ACTION}.by"),
    _detail("notes", "the actions' notes", f"{ACTION}.notes"),
    _detail(PLAN_COLUMNS, "the columns after Notes", f"{ACTION}.further"),
    _detail("key", "the key to the notes", "marks.label"),
    _detail("figures", "how many actions there are by what became of them", "figures.changes.number"),
    _detail("figures", "how many actions each service leads", "figures.services.number"),
    _detail("figures", "how many actions are to be done by when", "figures.years.number"),
    _detail("chart", "the chart", "chart"),
    _detail("concordance", "last year's numbers beside those of now", "former.now"),
)
# A document of the council's own holds what its template asks for; the notice has to be there in any case.
OWN = (NOTICE,)
EVERY = (*AGREED, *REPORT, *PLAN)
# What only some matters have: a template without it is reported once one of them has it.
OF_SOME = (
    "added", "answered_with", "chart", "closing", "concerning", "concordance", "figures", "front_sheet", "introduction",
    "key",
)  # fmt: skip
# What `leave_out:` may name.
NAMES = tuple(sorted({each.name for each in EVERY if not each.is_needed}))
NEEDED = tuple(sorted({each.name for each in EVERY if each.is_needed}))


def detail_of(column: Column, row: str = ROW) -> Detail:
    """Return the detail that a column of the council's own is: printed by its name, or in the loop over all."""
    meaning = f'the column "{column.heading}"'
    family = PLAN_COLUMNS if row == ACTION else COLUMNS
    paths = (f"{row}.{column.name}", *((f"{row}.further",) if column.is_further else ()))
    prose, item = "p" if column.is_further else "", "action" if row == ACTION else "row"
    return Detail(column.name, meaning, paths, family=family, typed=f"{{{{{prose} {item}.{column.name} }}}}")


def find_unasked(details: Iterable[Detail], asked: Collection[str]) -> list[Detail]:
    """Return the details none of whose placeholders is among the paths that a template asks for."""
    return [detail for detail in details if not any(path in asked for path in detail.paths)]
