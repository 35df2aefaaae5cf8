"""`papers take`: lists what services propose beside what the plan says, and takes it over where the officer says so."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.check.plan_updates import find_contradicting
from cabinet_papers.commands.filled_plan import read_filled_plan
from cabinet_papers.commands.gather_updates import find_proposals
from cabinet_papers.commands.workbooks import ALL_NEEDED, UnreadWorkbookError
from cabinet_papers.files.reading import read_file
from cabinet_papers.files.source_text import find_encoding
from cabinet_papers.files.writing import SavedMeanwhileError, explain_failure, hash_of, replace_whole
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, Severity, finding, has_errors
from cabinet_papers.findings.message import Term, phrase, series
from cabinet_papers.matter.numbering import fold_number
from cabinet_papers.matter.updates import INVISIBLE, UPDATE_KEYS, Proposal, list_missing
from cabinet_papers.matter.wording import normalise_name
from cabinet_papers.yaml_files.action_plan import read_action_plan
from cabinet_papers.yaml_files.added_updates import Given, add_update, iter_texts, write_in_braces
from cabinet_papers.yaml_files.settings import read_settings
from cabinet_papers.yaml_files.yaml_source import read_yaml

if TYPE_CHECKING:
    from cabinet_papers.files.workspace import MatterFolder, Workspace
    from cabinet_papers.matter.plan import Action, ActionPlan
    from cabinet_papers.matter.settings import Settings
    from cabinet_papers.yaml_files.yaml_source import YamlNode


class Proposed(NamedTuple):
    """What services propose for a plan, None where it cannot be read; `awaited` are actions and who said nothing."""

    plan: ActionPlan | None
    proposals: tuple[Proposal, ...]
    awaited: tuple[tuple[Action, tuple[str, ...]], ...]
    findings: list[Diagnostic]

    def find_action(self, number: str) -> Action:
        """Return the action of that number."""
        plan = self.plan
        return next(action for _, action in (plan.iter_actions() if plan else ()) if action.number == number)


class Taken(NamedTuple):
    """What was taken over into which file, and why something was not."""

    taken: tuple[Proposal, ...]
    paths: list[Path]
    findings: list[Diagnostic]


def find_proposed(workspace: Workspace, folder: MatterFolder) -> Proposed:
    """Return what the services of the folder's plan propose in their update sheets."""
    settings, _ = read_settings(workspace)
    path = folder.action_plan
    if path is None:
        message = phrase("there is no action-plan.yaml here, whose services could propose anything")
        hint = phrase("name the matter of an action plan")
        return Proposed(None, (), (), [finding(codes.PLN017, message, hint, Location(workspace.name(folder.folder)))])
    plan, findings = read_filled_plan(workspace, folder, settings)
    if plan is None or has_errors(findings):
        return Proposed(None, (), (), findings)
    if plan.updates is None:
        message = phrase("the plan asks its services for no updates")
        hint = phrase("write updates: {} into it, run `papers sheet`, and send the update sheets out",
                      Term("{due: 2026-05-01}"))  # fmt: skip
        return Proposed(None, (), (), [finding(codes.PLN017, message, hint, plan.location)])
    try:
        proposals, found = find_proposals(workspace, folder, plan, settings, ALL_NEEDED)
    except UnreadWorkbookError as error:
        return Proposed(None, (), (), [error.finding])
    return Proposed(plan, proposals, list_missing(plan, proposals), found)


def take_over(workspace: Workspace, folder: MatterFolder, numbers: Sequence[str], service: str, today: date) -> Taken:
    """Take over what services propose for the actions of these numbers; of one service only, where it is named.

    Each becomes an update of its action, with its day. What was there stays in the file.
    """
    proposed = find_proposed(workspace, folder)
    if proposed.plan is None or folder.action_plan is None:
        return Taken((), [], proposed.findings)
    wanted, problems = _choose(proposed, numbers, service, folder.name)
    if problems:
        # What is not found may be in a sheet that could not be read.
        unread = [each for each in proposed.findings if each.code is codes.XLS002]
        return Taken((), [], unread or problems)
    new = [each for each in wanted if not each.is_taken(proposed.find_action(each.number))]
    if not new:
        return Taken((), [], [])
    settings, _ = read_settings(workspace)
    try:
        return _write(workspace, folder.action_plan, proposed, new, settings, today)
    except OSError as error:
        return Taken((), [], [explain_failure(error, Location(workspace.name(folder.action_plan)))])


def _choose(
    proposed: Proposed, numbers: Sequence[str], service: str, folder: str
) -> tuple[list[Proposal], list[Diagnostic]]:
    """Return the proposals that are meant, or why they are not known."""
    place = proposed.plan.location if proposed.plan else Location("")
    named = {fold_number(each) for each in numbers}
    wanted = [
        each
        for each in proposed.proposals
        if fold_number(each.number) in named
        and (not service or normalise_name(each.service) == normalise_name(service))
    ]
    found = {fold_number(each.number) for each in wanted}
    problems = [
        _report_nothing(each, service, proposed, place) for each in dict.fromkeys(numbers)
        if fold_number(each) not in found
    ]  # fmt: skip
    problems += [each._replace(severity=Severity.ERROR) for each in find_contradicting(wanted, folder)]
    return wanted, problems


def _report_nothing(number: str, service: str, proposed: Proposed, place: Location) -> Diagnostic:
    message = phrase("there is no update for action {} in the update sheets", Term(number))
    if service:
        message = phrase("there is no update of {} for action {}", service, Term(number))
    known = list(dict.fromkeys(Term(each.number) for each in proposed.proposals))
    hint = phrase("run papers take with the matter alone; it lists what there is")
    if known:
        hint = phrase("there are updates for {}", series(known))
    return finding(codes.PLN017, message, hint, place)


def _write(
    workspace: Workspace, path: Path, proposed: Proposed, new: Iterable[Proposal], settings: Settings, today: date
) -> Taken:
    """Write the updates into the file, one after the other; raises OSError."""
    source = read_file(path)
    file = workspace.name(path)
    mark, encoding = find_encoding(source)
    content = source[len(mark) :].decode(encoding)
    taken: list[Proposal] = []
    problems: list[Diagnostic] = []
    for each in new:
        update = describe_update(each, proposed.find_action(each.number), today)
        changed = add_to_file(content, each.number, update, file, settings)
        if changed is None:
            problems.append(_report_no_room(each, update, proposed.find_action(each.number)))
            continue
        content = changed
        taken.append(each)
    if taken:
        was = hash_of(source)
        if hash_of(read_file(path)) != was:
            raise SavedMeanwhileError
        replace_whole(Path(os.path.realpath(path)), mark + content.encode(encoding), was)
    return Taken(tuple(taken), [path] if taken else [], problems)


def describe_update(proposal: Proposal, action: Action, today: date) -> Given:
    """Return the keys of an update with their texts, and with what they replace.

    Its day is that of the sheet, but none before the last update.
    """
    said = {key: INVISIBLE.sub("", text) for key, text in proposal.said.items()}
    has = {"text": action.wording, "by": str(action.by)}
    before = {key: text for key, text in has.items() if key in said and text}
    saved = proposal.saved.date() if proposal.saved else today
    last = max((each.day.first for each in action.updates if each.day), default=saved)
    day = saved if last <= saved <= today else today
    described = {"date": day.isoformat(), "service": proposal.service, **said}
    return {**described, "instead_of": before} if before else described


def add_to_file(content: str, number: str, update: Given, file: str, settings: Settings) -> str | None:
    """Return a plan's text with an update of the action of that number.

    None where there is no room for it, or where anything else would change.
    """
    before, root = _read(content, file, settings)
    if before is None or root is None:
        return None
    numbers = [action.number for _, action in before.iter_actions()]
    end = "\r\n" if "\r\n" in content else "\n"
    lines = add_update(content.split(end), root, numbers.index(number), update)
    after = _read(end.join(lines), file, settings)[0] if lines else None
    return end.join(lines) if lines and after and _adds_only(before, after, update, number) else None


def _read(content: str, file: str, settings: Settings) -> tuple[ActionPlan | None, YamlNode | None]:
    """Return the plan in a file of this text, and the file's YAML."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "action-plan.yaml"
        path.write_bytes(content.encode())
        return read_action_plan(path, file, settings)[0], read_yaml(path, file)[0]


def _adds_only(before: ActionPlan, after: ActionPlan, update: Given, number: str) -> bool:
    """Whether the one plan is the other with the update of the action of that number, as its last."""
    new = {key: _flatten(text) for key, text in iter_texts(update)}
    now = [_tell(action) for _, action in after.iter_actions()]
    wanted = [
        (facts, [*updates, new] if action.number == number else updates)
        for _, action in before.iter_actions()
        for facts, updates in (_tell(action),)
    ]
    names = [[each.name for each in plan.priorities] for plan in (before, after)]
    return now == wanted and names[0] == names[1] and before.title == after.title


def _tell(action: Action) -> tuple[tuple[object, ...], list[dict[str, str]]]:
    """Return what the file says of an action, without the places, and its updates."""
    own = action.as_planned
    updates = [
        {
            "date": str(each.day),
            "service": each.service,
            "instead_of.text": each.instead_of_text,
            "instead_of.by": each.instead_of_by,
            **{key: str(getattr(each, key)) for key in UPDATE_KEYS},
        }
        for each in action.updates
    ]
    facts = (
        own.number, own.wording, own.services, own.by, own.notes, own.ref, own.was, own.completed, own.withdrawn,
        dict(own.further), own.origin and own.origin[:2],
    )  # fmt: skip
    return facts, [{key: _flatten(text) for key, text in each.items() if text} for each in updates]


def _flatten(text: str) -> str:
    return " ".join(text.split())


def _report_no_room(proposal: Proposal, update: Given, action: Action) -> Diagnostic:
    """Return the finding for an update that could not be written without changing something else."""
    message = phrase(
        "the update of {} for action {} was not taken over, because the program cannot be sure to change nothing else "
        "in this file",
        proposal.service, Term(proposal.number),
    )  # fmt: skip
    hint = phrase("write it yourself, below updates: of the action: {}", Term(f"- {write_in_braces(update)}"))
    return finding(codes.OUT006, message, hint, action.location)
