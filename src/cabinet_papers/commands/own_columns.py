"""The names of the columns that a council has of its own, which every template may print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cabinet_papers.files.reading import read_file
from cabinet_papers.files.workspace import COLUMNS_KEY, Workspace, find_every_matter
from cabinet_papers.matter.columns import Column
from cabinet_papers.matter.settings import Settings
from cabinet_papers.yaml_files.action_plan import read_action_plan
from cabinet_papers.yaml_files.recommendations import read_matter


def find_own_names(workspace: Workspace, settings: Settings) -> frozenset[str]:
    """Return the names of the columns in papers.yaml and in every matter, as one template is for all of them."""
    own = (*settings.response_columns, *settings.plan_columns, *_find_of_matters(workspace, settings))
    return frozenset(each.name for each in own if each.is_further)


def _find_of_matters(workspace: Workspace, settings: Settings) -> Iterator[Column]:
    """Yield the columns that matters have in place of the council's; only files that may name some are read."""
    for folder in find_every_matter(workspace):
        if folder.recommendations and _has_key(folder.recommendations):
            matter, _ = read_matter(folder.recommendations, "", settings.language, words=settings.form_words)
            yield from matter.columns if matter else ()
        if folder.action_plan and _has_key(folder.action_plan):
            plan, _ = read_action_plan(folder.action_plan, "", settings)
            yield from plan.columns if plan else ()


def _has_key(path: Path) -> bool:
    try:
        return COLUMNS_KEY in read_file(path)
    except (OSError, ValueError):
        return False
