"""The columns that a council gives its tables, in papers.yaml or for one matter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, Term, one_of, phrase
from cabinet_papers.matter.columns import (
    ABOUT_ROW,
    COMMENT,
    DECISION,
    FURTHER,
    LONGEST_HEADING,
    MEMBER,
    MOST_COLUMNS,
    OF_PLAN,
    OF_PROGRAM,
    RECOMMENDATION,
    REF,
    REFERENCE,
    RESERVED,
    USUAL,
    Column,
    ColumnKind,
    Needed,
    find_column,
)
from cabinet_papers.matter.form_words import NO_WORDS, name_columns
from cabinet_papers.matter.wording import normalise_heading, normalise_name
from cabinet_papers.yaml_files.fields import Fields
from cabinet_papers.yaml_files.keys import COLUMN, OWN_KINDS
from cabinet_papers.yaml_files.source import Source
from cabinet_papers.yaml_files.yaml_source import YamlMapping, YamlNode

OF_EVERY_SHEET = (ABOUT_ROW.name, REFERENCE.name)
NAME = re.compile(r"[a-z][a-z0-9_]*")


def read_response_columns(fields: Fields, key: str, words: Mapping[str, str] = NO_WORDS) -> tuple[Column, ...]:
    """Return the whole table of answers from left to right; () where the key is absent or has errors.

    `words` are those of the response sheet, which has the program's headings in them.
    """
    before = len(fields.source.findings)
    taken = (*OF_PROGRAM, ABOUT_ROW, REFERENCE)
    columns = _ColumnReader(fields, key, (*OF_PROGRAM, *FURTHER), taken, words).read()
    named = [each for each in columns if not each.is_further]
    if len(fields.source.findings) > before or not columns:
        return ()
    if not named:
        return (*USUAL, *columns)
    if find_column(columns, RECOMMENDATION) is None:
        message = phrase(
            "this list has the column {}, but not {}: a list with one of the table's own columns is the whole table",
            Term(named[0].name), Term(RECOMMENDATION.name),
        )  # fmt: skip
        hint = phrase(
            "add the others of the table in their places: number, recommendation, decision, comment; or delete {}",
            Term(named[0].name),
        )
        fields.report(codes.YML011, message, hint, key)
        return ()
    if find_column(columns, DECISION) is None and find_column(columns, COMMENT) is None:
        message = phrase("the table has no column for an answer: neither decision nor comment")
        fields.report(codes.YML011, message, phrase("add decision, comment or both to the list"), key)
        return ()
    return columns


def read_plan_columns(fields: Fields, key: str) -> tuple[Column, ...]:
    """Return the columns that a plan has beside its own; () where the key is absent or has errors.

    In which order they are with the plan's own is for the template to say.
    """
    before = len(fields.source.findings)
    columns = _ColumnReader(fields, key, OF_PLAN, OF_PLAN).read()
    own = {each.name for each in OF_PLAN}
    return () if len(fields.source.findings) > before else tuple(each for each in columns if each.name not in own)


class _ColumnReader:
    """Reads the items of one list of columns: those `known` by their names, and others, not with a heading `taken`."""

    def __init__(
        self,
        fields: Fields,
        key: str,
        known: Sequence[Column],
        taken: tuple[Column, ...],
        words: Mapping[str, str] = NO_WORDS,
    ) -> None:
        self.fields = fields
        self.source = fields.source
        self.key = key
        self.known = known
        self.words = words
        self.taken = (*taken, *name_columns(taken, words))
        self.columns: list[Column] = []

    def read(self) -> tuple[Column, ...]:
        """Return the columns; each that cannot be used is a finding."""
        items = self.fields.items(self.key)
        if len(items) > MOST_COLUMNS:
            message = phrase("there are {} columns, and a table in Word can have {}", len(items), MOST_COLUMNS)
            self.fields.report(codes.YML011, message, phrase("delete those that are not needed"), self.key)
            return ()
        for item in items:
            column = self.read_group(item) if isinstance(item, YamlMapping) else self.read_word(item)
            if column and not self.is_repeated(column, item):
                self.columns.append(column)
        return tuple(self.columns)

    def read_word(self, item: YamlNode) -> Column | None:
        typed = self.source.read_text(item, phrase("a column"))
        found = next((each for each in self.known if typed.casefold() == _name_alone(each).casefold()), None)
        if found is None:
            message = phrase('"{}" is not the name of a column that the program knows', typed)
            hint = phrase(
                'write {heading: "{}"} for a column of your own; the columns known by their names are {}',
                typed, one_of([Term(_name_alone(each)) for each in self.known]),
            )  # fmt: skip
            self.source.report_value(codes.YML011, message, hint, item)
        return found

    def read_group(self, item: YamlMapping) -> Column | None:
        before = len(self.source.findings)
        fields = Fields(self.source, item, COLUMN)
        kind = fields.choice("kind")
        program = next((each for each in self.known if each.name == kind and each not in FURTHER), None)
        column = self.read_program(fields, program) if program else self.read_own(fields, kind)
        return column if len(self.source.findings) == before else None

    def read_program(self, fields: Fields, column: Column) -> Column:
        """Return one of the program's columns under the council's heading; only that can be chosen."""
        may_be_hidden = column.name in (REF.name, MEMBER.name)
        for key in ("choices", "needed", "print", "name"):
            if fields.find(key) is not None and not (key == "print" and may_be_hidden):
                message = phrase("{}: cannot be used for the column {}", Term(key), Term(column.name))
                hint = phrase("delete {}: and what follows it", Term(key))
                if key == "choices" and column.name == DECISION.name:
                    hint = phrase("delete choices: here, and list the words in papers.yaml under decisions:")
                fields.report(codes.YML011, message, hint, key)
        heading = fields.text("heading") or column.heading
        # Every sheet has these columns too.
        self.check_heading(fields, heading, [each for each in self.taken if each.name in OF_EVERY_SHEET])
        also = tuple(each for each in column.headings if each != heading)
        return column._replace(heading=heading, also=also, is_printed=fields.choice("print") != "no")

    def read_own(self, fields: Fields, kind: str) -> Column:
        heading = fields.text("heading")
        if not heading:
            fields.require("heading", "write what is printed above the column, as in heading: Priority")
        if len(heading) >= LONGEST_HEADING:
            message = phrase("a heading has fewer than {} letters, and this one has {}", LONGEST_HEADING, len(heading))
            fields.report(codes.YML011, message, phrase("write a shorter heading"), "heading")
        self.check_heading(fields, heading, self.taken)
        choices = self.read_choices(fields, kind)
        usual = next((each for each in FURTHER if normalise_name(each.heading) == normalise_name(heading)), None)
        return Column(
            name=self.read_name(fields, heading),
            heading=heading,
            kind=ColumnKind.CHOICE if choices else ColumnKind(OWN_KINDS.get(kind, ColumnKind.TEXT)),
            also=usual.also if usual else (),
            choices=choices,
            needed=self.read_needed(fields),
            is_printed=fields.choice("print") != "no",
        )

    def check_heading(self, fields: Fields, heading: str, taken: Sequence[Column]) -> None:
        """Report a heading that is that of another column, so that a returned sheet would not be read by it."""
        other = next((each for each in taken if normalise_heading(each.heading) == normalise_heading(heading)), None)
        if other:
            message = phrase('"{}" is already the heading of another column', heading)
            hint = phrase("write another heading")
            if not other.is_further and other.name not in OF_EVERY_SHEET:
                hint = phrase("write another heading; or, if that column is meant, add kind: {}", Term(other.name))
            fields.report(codes.YML011, message, hint, "heading")

    def read_choices(self, fields: Fields, kind: str) -> tuple[str, ...]:
        choices = fields.texts("choices")
        if choices and kind:
            message = phrase("a column with choices: can have no kind:")
            fields.report(
                codes.YML011, message, phrase("delete kind: and the word after it, or delete choices:"), "kind"
            )
        known = [normalise_name(each) for each in choices]
        twice = next((each for at, each in enumerate(choices) if known[at] in known[:at]), None)
        if twice is not None:
            message = phrase('"{}" is under choices: twice', twice)
            fields.report(codes.YML002, message, phrase("delete one of them"), "choices")
        return choices

    def read_needed(self, fields: Fields) -> Needed:
        chosen = fields.choice("needed")
        return Needed(chosen) if chosen in set(Needed) else Needed.NEVER

    def read_name(self, fields: Fields, heading: str) -> str:
        """Return the name by which templates call the column: what was typed, or the heading in small letters."""
        typed = fields.text("name")
        name = typed or re.sub(r"\W+", "_", heading.casefold()).strip("_")
        key = "name" if typed else "heading"
        hint = phrase(
            "write a name for templates in small letters and underscores, as in name: own_{}", name or "column"
        )
        if heading and not (NAME.fullmatch(name) and name.isascii()):
            fields.report(codes.YML011, phrase('templates cannot call a column "{}"', name), hint, key)
        elif name in RESERVED:
            message = phrase("templates call something else row.{}, so no column of your own can have that name", name)
            fields.report(codes.YML011, message, hint, key)
        return name

    def is_repeated(self, column: Column, item: YamlNode) -> bool:
        """Whether a column before has the same heading or name, with a finding."""
        (named,) = name_columns((column,), self.words)
        for each in name_columns(tuple(self.columns), self.words):
            if each.name == column.name or normalise_heading(each.heading) == normalise_heading(named.heading):
                self.report_repeated(each, named, self.source, item)
                return True
        return False

    def report_repeated(self, first: Column, column: Column, source: Source, item: YamlNode) -> None:
        message: Message = phrase('two columns have the heading "{}"', column.heading)
        hint = phrase("delete one of the two, or give it another heading")
        if normalise_heading(first.heading) != normalise_heading(column.heading):
            message = phrase(
                'two columns are called "{}" in templates: "{}" and "{}"', column.name, first.heading, column.heading
            )
            hint = phrase("delete one of the two, or give it another name, as in name: second_{}", Term(column.name))
            if not column.is_further:
                message = phrase(
                    'two columns are of the kind {}: "{}" and "{}"', Term(column.name), first.heading, column.heading
                )
                hint = phrase("delete one of the two, or its kind")
        source.report_value(codes.YML002, message, hint, item)


def _name_alone(column: Column) -> str:
    """Return the word by which a column is known without more."""
    return column.heading if column in FURTHER else column.name
