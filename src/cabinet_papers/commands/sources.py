"""Of which files papers are made, and the hashes of these: what the lasting record says of a build."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cabinet_papers.commands.fingerprints import LARGEST, find_named_matters
from cabinet_papers.files.writing import hash_if_readable

if TYPE_CHECKING:
    from pathlib import Path

    from cabinet_papers.files.workspace import MatterFolder, Workspace

DATA, CLOSED = "data/", "data/closed/"


class Sources:
    """The hashes of the files of a workspace. Those that every matter shares are read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._shared: dict[Path, str] = {}
        # By the names of matters, as they were before these were read.
        self.noted: dict[str, dict[str, str]] = {}

    def note(self, matters: Iterable[MatterFolder]) -> None:
        """Hash what the matters' papers will be made of, before it is read."""
        self.noted |= {each.name: self.of_matter(each) for each in matters}

    def of_matter(self, folder: MatterFolder) -> dict[str, str]:
        """Return the hashes of the matter's own files, and of the matters' that its action plan names."""
        matters = (folder, *find_named_matters(self.workspace, folder))
        paths = (path for each in matters for path in (each.recommendations, each.action_plan, *each.workbooks) if path)
        return self._name({path: hash_source(path) for path in paths})

    def of_all(self, templates: Iterable[str], logo: str) -> dict[str, str]:
        """Return the hashes of the settings, the words of the form, the templates by their names, and the logo."""
        used = (self.workspace.templates / each for each in templates)
        paths = [self.workspace.settings, self.workspace.form_words, *used]
        paths += [self.workspace.root / logo] if logo else []
        for path in paths:
            if path not in self._shared:
                self._shared[path] = hash_source(path)
        return self._name({path: self._shared[path] for path in paths})

    def settle(self, noted: dict[str, str]) -> dict[str, str]:
        """Return those of the hashes that are still so; what was saved meanwhile may be in the papers or not."""
        return {name: known for name, known in noted.items() if self.find(name) == known}

    def find(self, name: str) -> str:
        """Return the hash of a source as it is now, also where its matter was closed since; "" where it is gone."""
        places = [name, *([f"{CLOSED}{name.removeprefix(DATA)}"] if name.startswith(DATA) else [])]
        return next(filter(None, (hash_source(self.workspace.root / each) for each in places)), "")

    def _name(self, hashes: dict[Path, str]) -> dict[str, str]:
        named = ((self.workspace.name(path), known) for path, known in hashes.items())
        return {f"{DATA}{name.removeprefix(CLOSED)}" if name.startswith(CLOSED) else name: known
                for name, known in sorted(named) if known}  # fmt: skip


def hash_source(path: Path) -> str:
    """Return the file's hash, "" where it cannot be read or is larger than anything that is."""
    try:
        is_small = path.is_file() and path.stat().st_size <= LARGEST
        return hash_if_readable(path) if is_small else ""
    except (OSError, ValueError):
        return ""
