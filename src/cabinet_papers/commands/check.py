"""`papers check`: everything that is wrong with the matters and the templates they need, as a build would find it."""

from __future__ import annotations

from collections.abc import Sequence

from cabinet_papers.commands.around import find_around
from cabinet_papers.commands.fingerprints import read_bytes
from cabinet_papers.commands.known_matters import OWN, KnownMatters
from cabinet_papers.commands.memory import Memory, fingerprint_of
from cabinet_papers.commands.workbooks import AFRESH, Workbooks
from cabinet_papers.files.progress import OnProgress, no_progress
from cabinet_papers.files.workspace import MatterFolder, Workspace
from cabinet_papers.findings.diagnostics import Diagnostic


def check_matters(
    workspace: Workspace,
    folders: Sequence[MatterFolder],
    on_progress: OnProgress = no_progress,
    workbooks: Workbooks = AFRESH,
) -> list[Diagnostic]:
    """Return everything that is wrong with the matters. What has not changed since it was checked is remembered."""
    known = KnownMatters(workspace, folders, workbooks)
    known.examine([each for each in folders if known.find_findings(each) is None], on_progress)
    findings, of_settings = known.find_settings()
    needed = set[str]()
    for folder in folders:
        found, needs = known.find_findings(folder) or ([], [])
        findings += found
        needed |= set(needs)
    for template in sorted(needed):
        findings += _check_template(workspace, template, of_settings, known.memory)
    known.memory.save()
    return list(dict.fromkeys([*findings, *find_around(workspace)]))


def _check_template(
    workspace: Workspace, template: str, of_settings: Sequence[str], memory: Memory
) -> list[Diagnostic]:
    """Return what is wrong with a template; of the settings the language counts, and the names of own columns."""
    language, own = (of_settings[0], of_settings[3]) if of_settings else ("", "")
    is_own, template = template.startswith(OWN), template.removeprefix(OWN)
    path = workspace.templates / template
    name, fingerprint = f"templates/{template}", fingerprint_of(language.encode(), own.encode(), read_bytes(path))
    known = memory.find(name, fingerprint)
    if known is not None:
        return known[0]
    # Loading what reads Word documents takes longer than all else, so it waits until it is needed.
    from cabinet_papers.papers.kinds import KINDS
    from cabinet_papers.papers.views import MatterView
    from cabinet_papers.word.template import prepare_template

    view = MatterView if is_own else next((kind.view for kind in KINDS if kind.template == template), None)
    if view is None:
        return []
    _, findings = prepare_template(path, workspace.name(path), view, language, frozenset(own.split(",")))
    memory.keep(name, fingerprint, findings, [])
    return findings
