"""`papers new TITLE --from MATTER`: next year's action plan, begun from this year's and what its services propose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.check.plan_updates import NAMES, find_contradicting
from cabinet_papers.commands.take import find_proposed
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.matter.plan_years import find_mark
from cabinet_papers.matter.updates import list_open
from cabinet_papers.yaml_files.action_plan import read_action_plan
from cabinet_papers.yaml_files.keys import PRIORITY
from cabinet_papers.yaml_files.plain_scalar import write_scalar

if TYPE_CHECKING:
    from cabinet_papers.files.workspace import MatterFolder, Workspace
    from cabinet_papers.matter.plan import Action, ActionPlan
    from cabinet_papers.matter.settings import Settings
    from cabinet_papers.matter.updates import Proposal

HEAD = """\
# yaml-language-server: $schema=../.schemas/action-plan.json
# Begun from {file}. Each action has in was: its number of then, by which its notes are derived.
# One that was done or given up: write completed: or withdrawn: below it, here or in that plan; there, delete it here.
"""
# Keys that are carried over as they are written.
CARRIED = ("columns", "show", "years")
# What an update changes in an action.
CHANGING = {key: NAMES[key] for key in ("text", "by", "completed")}


class NextPlan(NamedTuple):
    """The text of next year's plan, "" where there is none; what was found, and what of services' updates is in it."""

    text: str
    findings: list[Diagnostic]
    notes: tuple[Message, ...] = ()


def write_next_plan(workspace: Workspace, former: MatterFolder, title: str, settings: Settings) -> NextPlan:
    """Return next year's plan, without what was completed or withdrawn before this year; or why there is none."""
    if former.action_plan is None:
        message = phrase("there is no action-plan.yaml here, of which next year's could be made")
        hint = phrase("name the matter that has this year's plan after --from")
        return NextPlan("", [finding(codes.PLN007, message, hint, Location(workspace.name(former.folder)))])
    file = workspace.name(former.action_plan)
    plan, findings = read_action_plan(former.action_plan, file, settings)
    if plan is None or any(each.is_error for each in findings):
        return NextPlan("", findings)
    proposals = list_open(find_proposed(workspace, former).proposals, plan) if plan.updates else []
    unclear = list(find_contradicting(proposals, former.name))
    updated, notes = _apply(plan, [each for each in proposals if each.place not in _list_places(unclear)])
    text = "\n".join(workspace.read_lines(file))
    carried = "".join(_find_key(text, key) for key in CARRIED)
    lines = [
        f"title: {write_scalar(title)}", f"previous: {write_scalar(former.name)}",
        carried, "priorities:", *_write_priorities(updated),
    ]  # fmt: skip
    return NextPlan(HEAD.format(file=file) + "\n".join(lines) + "\n", unclear, notes)


def _list_places(unclear: Sequence[Diagnostic]) -> set[Location | None]:
    """Return the places of the proposals that contradict each other."""
    return {place for each in unclear for place in (each.location, each.related)}


def _apply(plan: ActionPlan, proposals: Sequence[Proposal]) -> tuple[ActionPlan, tuple[Message, ...]]:
    """Return the plan with what its services propose and was not taken over yet, and what that is."""
    notes: list[Message] = []

    def update(action: Action) -> Action:
        changed = action
        for each in (each for each in proposals if each.number == action.number):
            said = {key: text for key, text in each.said.items() if key in CHANGING}
            changed = changed._replace(
                wording=said.get("text", changed.wording), by=said.get("by", changed.by),
                completed=said.get("completed", changed.completed), began_as=changed.as_planned,
            )  # fmt: skip
            notes.extend(
                phrase('action {}: {} is "{}", as {} says', Term(action.number), CHANGING[key], text, each.service)
                for key, text in said.items()
            )
        return changed

    priorities = tuple(each._replace(actions=tuple(map(update, each.actions))) for each in plan.priorities)
    return plan._replace(priorities=priorities), tuple(notes)


def _find_key(text: str, key: str) -> str:
    """Return a key of the file with what belongs to it, as it is written there; "" where it has none."""
    # A comment after the last line of it may be about what follows.
    found = re.search(rf"^{key}:.*\n(?:(?:(?:#.*)?\n)*[ \t-].*\n)*", text + "\n", re.MULTILINE)
    return found[0] if found else ""


def _write_priorities(plan: ActionPlan) -> Iterator[str]:
    typed = {each.name: each.text for each in plan.typed_texts}
    usual = PRIORITY.key("owner_heading").default
    for priority in plan.priorities:
        yield f"  - name: {write_scalar(priority.name)}"
        if priority.owner_heading != usual:
            yield f"    owner_heading: {write_scalar(priority.owner_heading)}"
        yield "    actions:"
        for action in priority.actions:
            if not action.as_planned.is_over and not action.withdrawn:
                yield from _write_action(action, plan, typed)


def _write_action(action: Action, plan: ActionPlan, typed: dict[str, str]) -> Iterator[str]:
    """Yield the lines of an action; notes that tell what became of it this year are left out."""
    name = f"action {action.number}"
    texts = {"text": action.wording}
    if action.origin:
        texts["from"] = f"{action.origin.matter} {action.origin.number}"
    if len(action.services) == 1:
        texts["service"] = action.services[0]
    notes = typed.get(f"the notes on {name}", "")
    texts |= {
        "by": str(action.by),
        "notes": "" if find_mark(notes) else notes,
        "ref": action.ref,
        **{each.name: typed.get(f"the {each.heading} of {name}", "") for each in plan.columns},
        "completed": str(action.completed),
        "was": action.number,
    }
    mark = "      - "
    for key, text in texts.items():
        if text:
            yield f"{mark}{key}: {write_scalar(text, indent=10)}"
            mark = "        "
    if len(action.services) > 1:
        yield f"{mark}service: [{', '.join(write_scalar(each, in_braces=True) for each in action.services)}]"
