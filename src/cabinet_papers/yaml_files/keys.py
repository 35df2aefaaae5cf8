"""The keys of the YAML files, each declared once: its name, what it means to the officer, and what it holds.

The readers take from here which keys there are, which have to be there, what a text is to the rules, and how a missing
key is asked for; the schema follows (`schema.py`), and tests compare the README's table and the annotated files of
`papers init` and `papers new` with them.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from cabinet_papers.matter.columns import FURTHER, OF_PLAN, OF_PROGRAM, ColumnKind
from cabinet_papers.matter.details import NAMES
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.matter.vocabulary import Meaning


class Text(NamedTuple):
    """Text that a person writes; of a `kind` it is kept for the rules of words and style."""

    kind: TextKind | None = None


class Date(NamedTuple):
    """A date; perhaps a month of which the day is not known, perhaps a list of several days."""

    may_be_month: bool = False
    may_be_several: bool = False


class Choice(NamedTuple):
    """One of a few words; capitals do not matter. Of one that `is_open` the council may have further words."""

    words: tuple[str, ...]
    is_open: bool = False
    instead: tuple[str, ...] = ()


class ListOf(NamedTuple):
    """A list of texts, of choices or of groups; `each` says of a text or a group what an item is."""

    item: Text | Choice | Group | TextOrGroup
    each: str = ""
    examples: tuple[str, ...] = ()


class WordsTo(NamedTuple):
    """Keys that the council chooses itself, each with one of a few words."""

    words: tuple[str, ...]


class TextsBy(NamedTuple):
    """Keys that the council chooses itself, each with a text; `each` says what one is."""

    each: str
    example: str


class AnyOf(NamedTuple):
    """Several forms, of which a person writes one."""

    forms: tuple[Text | ListOf | WordsTo | Choice, ...]


class Group(NamedTuple):
    """A group of keys: `called` is how messages name it, `meaning` what the schema says of it.

    One that `is_open` has the council's own columns as further keys; one of the keys `instead` may be there in place of
    the first.
    """

    called: str
    meaning: str
    keys: tuple[Key, ...]
    is_open: bool = False
    instead: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its keys."""
        return tuple(key.name for key in self.keys)

    def key(self, name: str) -> Key:
        """Return the key of that name."""
        return next(key for key in self.keys if key.name == name)


class TextOrGroup(NamedTuple):
    """A text alone, one of the `words` if there are any, or a group of keys where more is to be said."""

    text: str
    group: Group
    example: str = ""
    words: tuple[str, ...] = ()


Holds: TypeAlias = Text | Date | Choice | ListOf | WordsTo | TextsBy | AnyOf | Group | TextOrGroup


class Key(NamedTuple):
    """A key of a group.

    `hint` says how to add it where it has to be there and is not.
    """

    name: str
    meaning: str
    holds: Holds = Text()
    examples: tuple[str, ...] = ()
    default: str = ""
    is_required: bool = False
    hint: str = ""


TEXT = Text()


def _required(name: str, meaning: str, holds: Holds = TEXT, *examples: str, hint: str = "") -> Key:
    return Key(name, meaning, holds, examples, is_required=True, hint=hint)


def _text(name: str, meaning: str, *examples: str, kind: TextKind | None = None, default: str = "") -> Key:
    return Key(name, meaning, Text(kind), examples, default)


EXEMPT = _text("exempt", "The paragraph of Schedule 12A under which it is not for publication.", "3")

PERSON = Group("a person", "The name and the title.", (
    _required("name", "The name as it is printed, with the form of address.", Text(TextKind.NAME),
              "Councillor Rose Quay"),
    _text("title", "The office held.", "Cabinet Member for Parks", kind=TextKind.NAME),
))  # fmt: skip
A_PERSON = TextOrGroup("The name alone.", PERSON)


def _scrutiny(meaning: str, *, is_dated: bool) -> Group:
    return Group("scrutiny", meaning, (
        _required("body", "The committee, panel or review group that made the recommendations.", Text(TextKind.NAME),
                  "Scrutiny Committee",
                  hint="write the name of the committee or panel, as in body: Scrutiny Committee"),
        Key("date", "The meeting that made the recommendations, or several.",
            Date(may_be_month=True, may_be_several=True), is_required=is_dated),
        Key("lead_member", "Who speaks for the body, usually its chair.", A_PERSON),
    ))  # fmt: skip


SCRUTINY = _scrutiny("Who made the recommendations, and when.", is_dated=False)
TOPIC_SCRUTINY = _scrutiny("Which body looked at it, and when.", is_dated=True)

CABINET = Group("cabinet", "The Cabinet meeting and the members who answer.", (
    Key("date", "The Cabinet meeting that receives the report.", Date(may_be_month=True)),
    Key("members", "The Cabinet Members who answer.", ListOf(A_PERSON, "A Cabinet Member.")),
))  # fmt: skip

NUMBERING = _text(
    "numbering", "How the first number looks; its last 1, a, A, i or I counts up. 1.1 is topic and recommendation.",
    "1.", "(1)", "1.1", "R1", "a)", "(i)",
)  # fmt: skip
OF_ONE = (
    _text("ref", "Your own reference; it is never printed."),
    _text("member", "The Cabinet Member who answers it, one of cabinet: members:."),
    _text("withdrawn", "Why it was withdrawn. It keeps its number, and the reason is printed."),
    EXEMPT,
    _text("exempt_answer", "The same for its answer alone; the recommendation itself is public.", "3"),
    _text("number", "Fixes its number; its neighbours keep theirs.", "2.1"),
    _text("answered_with", "The number of the recommendation with which it is answered, in one row of the sheet.", "1"),
)
PART = Group("a part", "A part of a recommendation with further keys.", (
    _required("text", "What it adds to the words that lead to the parts.", Text(), "publishes the results",
              hint="write what this part asks for, as in text: publishes the results"),
    *OF_ONE,
))  # fmt: skip
RECOMMENDATION = Group("a recommendation", "A recommendation with further keys.", (
    _required("text", "What the Council is asked to do, in the committee's words.", Text(),
              "That the Council ...", hint="write what the Council is asked to do, as in text: That the Council ..."),
    *OF_ONE,
    Key("parts", "Its parts, 1a and 1b, each with an answer of its own; text: is then what leads to them.",
        ListOf(TextOrGroup("What the part adds.", PART, "publishes the results"), "A part of the recommendation.")),
))  # fmt: skip
RECOMMENDATIONS = Key(
    "recommendations", "The recommendations, each on its own line, beginning with a hyphen.",
    ListOf(TextOrGroup("What the Council is asked to do.", RECOMMENDATION, "That the Council ..."),
           "A recommendation: its text, or its text with further keys."),
)  # fmt: skip


WRITE_RECOMMENDATIONS = "write recommendations: and below it a line for each, as in - That the Council ..."


def _concerning() -> Key:
    return _text(
        "concerning",
        'What follows "concerning" in the response, where it is not the title.',
        "Part 2 of the Money Report",
        kind=TextKind.FIELD,
    )


def _front_sheet(place: str) -> Key:
    meaning = f"Further rows of {place}, in this order; one without a text is left out."
    return Key("front_sheet", meaning, TextsBy("What is printed beside this label.", "Headington"))


APPENDIX_NUMBERING = Key(
    "appendix_numbering", "How the appendices are counted: by letters or by figures.", Choice(("A", "1"))
)


TOPIC = Group("a topic", "One topic of a report on several.", (
    _required("title", "What was scrutinised.", Text(TextKind.TITLE)),
    _concerning(),
    Key("scrutiny", "Which body looked at it, and when; without it the report's.", TOPIC_SCRUTINY),
    _text("member", "The Cabinet Member who answers the topic's recommendations."),
    NUMBERING._replace(meaning=f"{NUMBERING.meaning} With it the topic's numbers begin anew."),
    RECOMMENDATIONS._replace(is_required=True, hint=WRITE_RECOMMENDATIONS),
))  # fmt: skip

AUTHOR = Group("author", "Who wrote the report; a row without a value is left out.", (
    _text("name", "Who wrote the report.", kind=TextKind.FIELD),
    _text("job_title", "The author's post.", "Scrutiny Officer", kind=TextKind.FIELD),
    _text("service", "The author's service.", "Law and Governance", kind=TextKind.FIELD),
    _text("telephone", "The author's telephone number.", kind=TextKind.FIELD),
    _text("email", "The author's e-mail address.", kind=TextKind.FIELD),
))  # fmt: skip

APPENDIX = Group("an appendix", "An appendix that is not for publication.", (
    _required("title", "Its title, which no public paper has."),
    EXEMPT,
))  # fmt: skip

REPORT = Group("report", "The scrutiny report to Cabinet, where one is wanted.", (
    _text("purpose", "What the report is for; each line is a paragraph, or a bullet.",
          "To present the Committee's recommendations for decision", kind=TextKind.SENTENCES),
    _text("key_decision", "Whether it is a key decision.", "No", "Yes"),
    _text("corporate_priority", "The priority of the council's strategy that it serves.", kind=TextKind.FIELD),
    _text("policy_framework", "The plan or strategy that it belongs to.", kind=TextKind.FIELD),
    _text("recommendation", "What Cabinet is asked to do; several lines are numbered paragraphs. Without it the house "
          "sentence, in the right number.", kind=TextKind.SENTENCES),
    _front_sheet("the report's front sheet"),
    Key("appendices",
        "The titles of the appendices, lettered A, B, C; response stands for the Cabinet response. [] prints None; "
        "without the key, the Cabinet response alone.",
        ListOf(TextOrGroup("An appendix's title.", APPENDIX),
               "An appendix: its title, or its title and under what it is exempt.")),
    _required("body", "The report in Markdown: each paragraph is numbered, headings are not. [Recommendation 1] alone "
              "in a paragraph prints that recommendation there.", Text(),
              hint="write body: | and below it, indented, the paragraphs of the report"),
    Key("author", "Who wrote the report; a row without a value is left out.", AUTHOR),
))  # fmt: skip

# What a column of a council's own can hold; text, where nothing is said.
OWN_KINDS = {
    each.value: each
    for each in (ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.FIGURE, ColumnKind.MONEY, ColumnKind.PERSON)
}
COLUMN = Group("a column", "A column with further keys.", (
    _text("heading", "What is printed above it.", "Priority"),
    Key("kind", "What it holds; one of the program's own columns under another heading, or text, if nothing is said.",
        Choice((*OWN_KINDS, *(each.name for each in OF_PROGRAM)))),
    Key("choices", "The words that the sheet offers.", ListOf(Text(), "A choice.", ("High", "Medium", "Low"))),
    Key("needed", "Whether it has to be filled in: always, or where the decision is agreed or partly agreed.",
        Choice(("yes", "no", "agreed")), default="no"),
    Key("print", "Whether the papers print it.", Choice(("yes", "no")), default="yes"),
    _text("name", "What templates call it, where it is not the heading in small letters.", "target_date"),
))  # fmt: skip
COLUMNS = ListOf(
    TextOrGroup("A column by its name.", COLUMN,
                words=(*(each.name for each in OF_PROGRAM), *(each.heading for each in FURTHER))),
    "A column: its name, or its heading with further keys.",
)  # fmt: skip

RESPONSE = Group("response", "The Cabinet response.", (
    Key("status", "The stage of the response: put to Cabinet as a draft, or agreed.", Choice(("draft", "agreed")),
        default="draft"),
    Key("due", "By when the answers are asked for; printed in the response sheet.", Date()),
    Key("reopened", "Why the agreed response changes; it answers the warning about the changes, and is not printed.",
        Text(), ("Cabinet corrected answer 2 on 4 March 2026",)),
    _text("all", "Cabinet's one decision for each recommendation without an answer of its own; only with status: "
          "agreed.", "Agreed"),
    Key("added", "What Cabinet agreed beside the recommendations; only with status: agreed.",
        ListOf(Text(), "An addition, as it is printed.", ("That officers report back in a year.",))),
    Key("columns", "The columns of this matter's response sheet and table, where they are not the council's.", COLUMNS),
    _front_sheet("the front sheet of the response"),
    _text("introduction", "What the response says before its first table, in Markdown."),
    _text("closing", "What it says after its last table, in Markdown."),
))  # fmt: skip

PLAN_COLUMNS = ListOf(
    TextOrGroup("A column by its name.", COLUMN, words=tuple(each.name for each in OF_PLAN)),
    "A column: its heading with further keys.",
)  # fmt: skip

MATTER = Group("recommendations.yaml", "What a committee recommended to Cabinet.", (
    _required("title", "What was scrutinised. The documents are named after it.", Text(TextKind.TITLE),
              hint="write what was scrutinised, as in title: Street Trees"),
    _concerning(),
    _required("scrutiny", "Who made the recommendations, and when.", SCRUTINY,
              hint="say who recommended it and when: scrutiny: {body: ..., date: ...}"),
    Key("cabinet", "The Cabinet meeting and the members who answer.", CABINET),
    Key("report", "The scrutiny report to Cabinet, where one is wanted.", REPORT),
    Key("response", "The Cabinet response.", RESPONSE),
    NUMBERING,
    RECOMMENDATIONS._replace(hint=WRITE_RECOMMENDATIONS),
    Key("topics", "In place of recommendations: a report on several topics.", ListOf(TOPIC)),
    APPENDIX_NUMBERING,
))  # fmt: skip

INSTEAD_OF = Group("instead_of", "What the text and the year of an update replaced.", (
    _text("text", "The words of the action before."),
    _text("by", "By when it was to be done before."),
))  # fmt: skip

UPDATE = Group("an update", "What a service said of the action on a day, as papers take writes it.", (
    Key("date", "The day of it.", Date(), is_required=True),
    _text("service", "The service that gave it.", "Housing"),
    _text("status", "The status.", "On track"),
    _text("progress", "What was done."),
    _text("text", "The words of the action from then on."),
    _text("by", "By when it is to be done from then on."),
    _text("completed", "When it was completed."),
    Key("instead_of", "What its text and its year replaced.", INSTEAD_OF),
))  # fmt: skip

ACTION = Group("an action", "An action with further keys.", (
    _text("text", "What will be done."),
    _text("from", "The agreed recommendation that it carries out: its matter and number. What is not typed here comes "
          "from the answer.", "street-trees 4"),
    Key("service", "The service, organisation or group that does it; of several the first leads.",
        AnyOf((Text(), ListOf(Text(), "A service.", ("Housing",))))),
    _text("by", "By when: a date, a month, or words such as Year 2.", "Year 2", "2027-03-31", "March 2027"),
    _text("notes", "What else there is to say.", "On-going action"),
    _text("number", "Fixes the action's number; its neighbours keep theirs.", "1.7"),
    _text("ref", "Your own name for it, by which it is known across the years; it is never printed.", "ESOL"),
    Key("was", "Its number in last year's plan, several where it joins them, or none.",
        AnyOf((Text(), ListOf(Text(), "A number of last year's plan.", ("5.6",))))),
    _text("completed", "When it was completed: a date, a month, or words.", "2026-02", "Year 1"),
    _text("withdrawn", "Why it was withdrawn. It keeps its number, and the reason is printed."),
    Key("updates", "What its services said of it since, as papers take writes it; the latest text and year apply.",
        ListOf(UPDATE)),
), is_open=True, instead=("from",))  # fmt: skip

PRIORITY = Group("a priority", "A priority and its actions.", (
    _required("name", "The priority's heading.", Text(TextKind.HEADING)),
    _text("owner_heading", "The heading of the owners' column, where it is not Service.", "Organisation/Group",
          kind=TextKind.FIELD, default="Service"),
    Key("actions", "The actions, in order.", ListOf(TextOrGroup("What will be done.", ACTION), "An action.")),
))  # fmt: skip

SUMMARY = Group("summary", "The text before the priorities.", (
    _text("heading", "The summary's heading.", kind=TextKind.HEADING),
    _text("body", "The summary in Markdown."),
))  # fmt: skip

UPDATES = Group("updates", "The update sheets, in which the services say how their actions are going.", (
    Key("due", "By when the updates are asked for; printed in the sheets.", Date()),
    Key("statuses", "The words for a status; else those of the plan's own column status, or the usual ones.",
        ListOf(Text(), "A status.", ("On track", "Delayed", "Completed"))),
))  # fmt: skip

SHOWN = ("key", "figures", "chart", "concordance")
PLAN = Group("action-plan.yaml", "An action plan.", (
    _required("title", "What the plan is of. The document is named after it.", Text(TextKind.TITLE),
              hint="write what the plan is called, as in title: Walking and Cycling Plan"),
    _text("previous", "The folder of last year's plan, from which the notes are derived.", "sanctuary-2025"),
    Key("columns", "The plan's own columns, where they are not the council's.", PLAN_COLUMNS),
    Key("show", "What is printed beside the priorities.", ListOf(Choice(SHOWN))),
    Key("updates", "Where papers sheet is to write an update sheet for each service.", UPDATES),
    Key("years", "The plan's years, in order.", ListOf(Text(), "A year.", ("2026 - 2027",))),
    Key("summary", "The text before the priorities.", SUMMARY),
    Key("priorities", "The priorities, in order.", ListOf(PRIORITY), is_required=True,
        hint="write the priorities, as in priorities: [{name: Homes, actions: [Build ten homes]}]"),
))  # fmt: skip

ENTRY = Group("a person", "A person and a title.", (
    _required("name", "The name as it is printed.", Text(), "Councillor Rose Quay"),
    _text("title", "The office held.", "Cabinet Member for Parks"),
    Key("from", "The first day on which the title was theirs.", Date()),
    Key("to", "The last day.", Date()),
    _text("email", "The e-mail address."),
))  # fmt: skip

WHEN = ("report", "draft", "agreed", "plan", "always", "never")
OVER = ("matter", "topic", "member", "recommendation", "all")
DOCUMENT = Group("a document", "A document of the council's own, or a change of a shipped one.", (
    _required("template", "Its template, a file in the folder templates.", Text(), "covering-letter.docx",
              hint="write the name of its template, as in template: covering-letter.docx"),
    _text("name", "Its file's name; {title}, {topic}, {member}, {number} and {date} are filled in.",
          "Covering letter - {member}"),
    Key("when", "In which stage of a matter it is made, or several; always, if there is no such key.",
        AnyOf((Choice(WHEN), ListOf(Choice(WHEN))))),
    Key("over", "For what there is one each.", Choice(OVER), default="matter"),
    Key("public", "Whether --publish makes a public copy of it.", Choice(("yes", "no")), default="yes"),
))  # fmt: skip
DATE_FORMAT = Group("date_format", "Patterns by what is dated.", (
    _text("default", "The pattern of every other date.", "d MMMM yyyy", default="dd MMMM yyyy"),
    _text("month", "The pattern of a month of which the day is not known.", "MMMM yyyy"),
    _text("front_sheet", "The pattern of the date on a report's front sheet; without it that of every other date.",
          "EEEE d MMMM yyyy"),
))  # fmt: skip
SETTINGS = Group("papers.yaml", "The council's house style and vocabulary.", (
    _required("council", "The council's name as the papers print it.", Text(), "Thornhaven City Council",
              hint="write the council's name as the papers print it, as in council: Thornhaven City Council"),
    _text("language", "The documents' language, as a tag.", "en-GB", "cy-GB", default="en-GB"),
    Key("date_format", "How dates are printed, as a CLDR pattern, or several patterns by what is dated.",
        TextOrGroup("One pattern for all dates.", DATE_FORMAT, "dd MMMM yyyy"), default="dd MMMM yyyy"),
    Key("decisions", "The words that the response sheet offers and the papers print.",
        AnyOf((ListOf(Text(), "A decision.", ("Yes", "No", "In part")), WordsTo(tuple(Meaning))))),
    _text("logo", "The council's logo, a PNG or JPEG file beside papers.yaml or in a folder there.",
          "templates/logo.png"),
    _text("logo_alt", "What the logo shows, for those who cannot see it.", "Thornhaven City Council"),
    Key("response_columns", "Further columns of the response sheet, after Comment; or, with recommendation among them, "
        "the whole table from left to right.", COLUMNS),
    Key("plan_columns", "Further columns of action plans; an action has its value under the column's name.",
        PLAN_COLUMNS),
    NUMBERING._replace(default="1."),
    APPENDIX_NUMBERING._replace(default="A"),
    Key("report_headings", "Headings that the body of every report must have.",
        ListOf(Text(), "A heading.", ("Financial implications",))),
    Key("pdf", "The standard for accessible PDFs that papers build --pdf meets.", Choice(("PDF/UA-1", "PDF/UA-2")),
        default="PDF/UA-1"),
    Key("documents", "Documents of the council's own, and changes of the four shipped ones.", ListOf(DOCUMENT)),
    Key("leave_out", "Details that the council's own templates do not print on purpose.",
        ListOf(Choice(NAMES, is_open=True))),
    Key("people", "The directory of people.", ListOf(ENTRY)),
    Key("services", "The names of the council's services; those of an action plan are checked against them.",
        ListOf(Text(), "A service.", ("Housing Services",))),
    Key("words", "Words and abbreviations that the check accepts.", ListOf(Text(), "A word.")),
    Key("check", "How findings are reported, by their code or their family.", WordsTo(("off", "warning", "error"))),
))  # fmt: skip

FILES = {"papers": SETTINGS, "recommendations": MATTER, "action-plan": PLAN}
