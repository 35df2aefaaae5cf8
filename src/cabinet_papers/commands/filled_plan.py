"""An action plan with what its actions take from the answers that they carry out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.yaml_files.action_plan import read_action_plan

if TYPE_CHECKING:
    from cabinet_papers.files.workspace import MatterFolder, Workspace
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.plan import ActionPlan
    from cabinet_papers.matter.settings import Settings


def read_filled_plan(
    workspace: Workspace, folder: MatterFolder, settings: Settings
) -> tuple[ActionPlan | None, list[Diagnostic]]:
    """Return the folder's plan, None where it has none that can be read, and what is wrong with it."""
    path = folder.action_plan
    plan, findings = read_action_plan(path, workspace.name(path), settings) if path else (None, [])
    if plan is None or not any(action.origin for _, action in plan.iter_actions()):
        return plan, findings
    from cabinet_papers.commands.examine import Examiner

    filled, found = Examiner(workspace).take_from_answers(plan, folder.name, settings)
    return filled, findings + found
