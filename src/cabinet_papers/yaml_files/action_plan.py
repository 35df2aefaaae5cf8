"""action-plan.yaml: priorities and their actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, one_of, phrase
from cabinet_papers.matter.columns import Column, ColumnKind, Needed
from cabinet_papers.matter.list_marks import find_actions
from cabinet_papers.matter.plain_text import read_plain_text
from cabinet_papers.matter.plan import Action, ActionPlan, Origin, Priority, Updates
from cabinet_papers.matter.printed_when import print_when
from cabinet_papers.matter.prose import Prose, prose_of
from cabinet_papers.matter.settings import Settings
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.matter.when import When
from cabinet_papers.matter.wording import normalise_name
from cabinet_papers.yaml_files.columns import read_plan_columns
from cabinet_papers.yaml_files.exempt_file import withhold_if_exempt
from cabinet_papers.yaml_files.fields import Fields
from cabinet_papers.yaml_files.keys import ACTION, PLAN, PRIORITY, SHOWN, SUMMARY, UPDATES, Key
from cabinet_papers.yaml_files.source import Source
from cabinet_papers.yaml_files.taken_updates import apply_updates, read_date, read_updates
from cabinet_papers.yaml_files.yaml_errors import ITEM_OPENING
from cabinet_papers.yaml_files.yaml_source import YamlList, YamlNode, YamlText, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cabinet_papers.findings.diagnostics import Diagnostic, Location


# What `was:` says of an action that is new.
NONE = "none"


def read_action_plan(path: Path, file: str, settings: Settings) -> tuple[ActionPlan | None, list[Diagnostic]]:
    """Return the plan and what is wrong with it; None where the file gives none at all.

    Its columns are its own, or the council's.
    """
    node, findings = read_yaml(path, file)
    if node is None:
        return None, withhold_if_exempt(path, findings)
    source = Source(file, settings.language, findings)
    fields = Fields(source, node, PLAN)
    summary = Fields(source, fields.find("summary"), SUMMARY)
    summary_text = summary.markdown("body", "the summary")
    fields.take("priorities")
    columns = read_plan_columns(fields, "columns") or settings.plan_columns
    reader = _ActionReader(source, columns, settings)
    priorities = tuple(reader.read_priority(item, at) for at, item in enumerate(fields.items("priorities"), 1))
    title = fields.text("title")
    plan = ActionPlan(
        title=title,
        years=fields.texts("years"),
        priorities=priorities,
        location=fields.location,
        summary_heading=summary.text("heading"),
        summary=summary_text,
        columns=columns,
        previous=fields.text("previous"),
        show=fields.choices("show", SHOWN),
        previous_place=fields.place("previous"),
        updates=_read_updates(fields),
    )
    return plan._replace(typed_texts=source.list_typed_texts()), withhold_if_exempt(path, source.findings)


def _read_updates(fields: Fields) -> Updates | None:
    """Return what the plan says of its update sheets, None where it has none."""
    node = fields.find("updates")
    if node is None:
        return None
    updates = Fields(fields.source, node, UPDATES)
    return Updates(updates.when("due"), updates.texts("statuses"), updates.location)


class _ActionReader:
    """Reads the actions of a plan, which may have columns of the council's own, and numbers them."""

    def __init__(self, source: Source, columns: tuple[Column, ...], settings: Settings) -> None:
        self.source = source
        self.settings = settings
        self.columns = columns
        self.group = ACTION._replace(keys=(*ACTION.keys, *(Key(each.name, each.heading) for each in columns)))
        self.numbers: dict[str, int | None] = {}

    def read_priority(self, node: YamlNode, at: int) -> Priority:
        """Return the priority at this place, counted from 1."""
        fields = Fields(self.source, node, PRIORITY)
        return Priority(
            name=fields.text("name"),
            actions=tuple(
                self.read_action(item, f"{at}.{place}") for place, item in enumerate(fields.items("actions"), 1)
            ),
            owner_heading=fields.text("owner_heading") or PRIORITY.key("owner_heading").default,
            location=fields.place("name"),
        )

    def read_action(self, node: YamlNode, number: str) -> Action:
        source = self.source
        if isinstance(node, YamlText):
            text, location = source.read_text(node, phrase("an action")), source.at(node)
            source.look_for_missing_dash(node, ITEM_OPENING, find_actions)
            self.take_number(number, location)
            source.keep(node, TextKind.ACTION, f"action {number}")
            action = Action(number, read_plain_text(text), location, wording=text)
            self.report_needed(action, {}, location)
            return action
        fields = Fields(source, node, self.group)
        number = fields.text("number").rstrip(".") or number
        self.take_number(number, fields.place("number"))
        origin = self.read_origin(fields)
        # With from: the text comes from the answer.
        text_node = fields.find("text") if fields.find("from") else fields.require("text")
        notes = fields.find("notes")
        kept: list[tuple[YamlNode | None, TextKind, str]] = [
            (text_node, TextKind.ACTION, ""), (notes, TextKind.NOTES, "the notes on "),
            (fields.find("withdrawn"), TextKind.NOTES, "why it was withdrawn, of "),
        ]  # fmt: skip
        service = fields.find("service")
        kept += [(each, TextKind.SERVICE, "the service of ")
                 for each in (service.items if isinstance(service, YamlList) else (service,))]  # fmt: skip
        kept += [(fields.find(each.name), TextKind.FIELD, f"the {each.heading} of ") for each in self.columns]
        for typed, kind, name in kept:
            source.keep(typed, kind, f"{name}action {number}")
        wording = source.read_lines(text_node, Term("text")) if text_node else ""
        action = Action(
            number=number,
            text=read_plain_text(wording),
            wording=wording,
            location=source.at(text_node) if text_node else fields.location,
            services=_read_several(fields, "service"),
            by=read_date(fields, "by"),
            by_place=fields.place("by"),
            notes=read_plain_text(source.read_lines(notes, Term("notes"))) if notes else Prose(),
            notes_place=fields.place("notes"),
            ref=fields.text("ref"),
            ref_place=fields.place("ref"),
            was=_read_was(fields),
            was_places=fields.places("was"),
            completed=read_date(fields, "completed"),
            withdrawn=fields.text("withdrawn"),
            origin=origin,
        )
        further = {each.name: self.read_own(fields, each) for each in self.columns if fields.find(each.name)}
        updates = read_updates(fields, number)
        self.report_needed(action, further, fields.location)
        return apply_updates(action._replace(further=further), updates, self.columns)

    def read_origin(self, fields: Fields) -> Origin | None:
        """Return the recommendation that an action is from, None where it is from none or that is not known."""
        typed = fields.text("from")
        matter, _, number = typed.rpartition(" ")
        if typed and not (matter and any(map(str.isdigit, number))):
            message = phrase('from: "{}" does not name a matter and the number of a recommendation', typed)
            hint = phrase("write the folder of the matter and the number, as in from: street-trees 4")
            fields.report(codes.YML011, message, hint, "from")
            return None
        return Origin(matter, number, fields.place("from")) if typed else None

    def read_own(self, fields: Fields, column: Column) -> Prose:
        """Return what the action has in a column of the council's own."""
        typed = fields.lines(column.name)
        if column.kind is ColumnKind.CHOICE:
            listed = next((each for each in column.choices if normalise_name(each) == normalise_name(typed)), "")
            if not listed:
                message = phrase('{}: "{}" is not one of the choices', Term(column.name), typed)
                cure = phrase("choose {}", one_of([Term(each) for each in column.choices]))
                fields.report(codes.YML011, message, cure, column.name)
            typed = listed or typed
        if column.kind is ColumnKind.DATE and isinstance(when := read_date(fields, column.name), When):
            return prose_of(print_when(when, self.settings))
        return read_plain_text(typed)

    def report_needed(self, action: Action, further: Mapping[str, Prose], place: Location) -> None:
        """Report the columns that have to be filled in and are not."""
        for column in self.columns:
            if column.needed is not Needed.NEVER and not further.get(column.name):
                message = phrase("action {} has no {}:", action.number, Term(column.name))
                self.source.report(codes.RES035, message, phrase("write {}: with its text", Term(column.name)), place)

    def take_number(self, number: str, place: Location) -> None:
        if number in self.numbers:
            message = phrase('the action number "{}" is used twice', number)
            hint = phrase(
                "it is already used at line {}; write another number here, or delete number: and the number after it",
                self.numbers[number] or 0,
            )
            self.source.report(codes.PLN001, message, hint, place)
        self.numbers.setdefault(number, place.line)


def _read_several(fields: Fields, key: str) -> tuple[str, ...]:
    """Return the texts of a key that may have one or a list of several."""
    return fields.texts(key) if isinstance(fields.find(key), YamlList) else tuple(filter(None, (fields.text(key),)))


def _read_was(fields: Fields) -> tuple[str, ...] | None:
    """Return the numbers of last year's plan, () where it is said to have been in none, None where nothing is said."""
    numbers = tuple(each.rstrip(".") for each in _read_several(fields, "was"))
    if not numbers:
        return None
    return () if numbers == (NONE,) else numbers
