"""Builds only what has changed: a matter whose papers are as they were built, of what is still so, is only looked at.

What a build gave of such a matter is kept in output/.made.json by the hash of all that it depends on: the program and
its libraries, papers.yaml, words, plans, templates and logo, the matter's folder, what was asked for, and for a PDF the
fonts and LibreOffice. Its papers are compared with what was written down of them.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cabinet_papers.commands.around import find_around
from cabinet_papers.commands.fingerprints import (
    fingerprint_logo,
    fingerprint_matter,
    fingerprint_printing,
    fingerprint_shared,
    read_bytes,
)
from cabinet_papers.commands.memory import Memory, fingerprint_of
from cabinet_papers.files.files import RECORD, TRIES, record_if_readable
from cabinet_papers.files.folders import is_file, list_folder
from cabinet_papers.files.history import HISTORY
from cabinet_papers.files.workspace import find_every_matter
from cabinet_papers.files.writing import hash_if_readable
from cabinet_papers.findings.diagnostics import Diagnostic, has_errors
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.findings.outcome import Outcome

if TYPE_CHECKING:
    from datetime import date

    from cabinet_papers.commands.build import Built, PaperMaker
    from cabinet_papers.files.progress import OnProgress
    from cabinet_papers.files.workspace import MatterFolder, Workspace

FILE = ".made.json"
# By these is known what belongs to no matter, and what is over all; no folder can have such a name.
AROUND, OVERVIEWS = "/", ""


def build_changed(
    workspace: Workspace,
    matters: Sequence[MatterFolder],
    today: date,
    asked: Mapping[str, bool],
    on_progress: OnProgress,
) -> Outcome:
    """Build the matters as a `PaperMaker` does, but leave those as they are of which nothing has changed.

    Where papers.yaml, a template or the like is saved meanwhile, they are built again.
    """
    for _ in range(TRIES):
        outcome, is_current = _build_once(workspace, matters, today, asked, on_progress)
        if is_current:
            break
    return outcome


def _build_once(
    workspace: Workspace, matters: Sequence[MatterFolder], today: date, asked: Mapping[str, bool],
    on_progress: OnProgress,
) -> tuple[Outcome, bool]:  # fmt: skip
    """Return what a build gives, and whether what all papers depend on is as it was before."""
    is_current = True
    known = _KnownBuilds(workspace, matters, asked)
    parts = known.find_parts()
    changed = [each for each in matters if each.name not in parts]
    if changed or known.around is None or known.overviews is None:
        from cabinet_papers.commands.build import Asked, PaperMaker

        # The documents over all matters are made of them all.
        changed = list(matters) if known.has_overviews else changed
        maker = PaperMaker(workspace, on_progress)
        built = maker.build(changed, Asked(today, **asked))
        is_current = known.keep(maker, built)
        parts |= built.parts
        outcome = built.around
    else:
        outcome = Outcome([*known.around, *find_around(workspace)])
        parts[OVERVIEWS] = known.overviews
    for each in (*(each.name for each in matters), OVERVIEWS):
        outcome += parts.get(each, Outcome())
    return outcome, is_current


class _KnownBuilds:
    """What earlier builds gave where the same was asked for: of each matter, around them, and of documents over all.

    `around` are the findings that are of no matter, None where they are not known; so `overviews`.
    """

    def __init__(self, workspace: Workspace, matters: Sequence[MatterFolder], asked: Mapping[str, bool]) -> None:
        self.workspace = workspace
        self.matters = matters
        self.asked = asked
        self.memory = Memory(workspace.output, FILE)
        self.shared = self._fingerprint_shared()
        self.prints = {each.name: fingerprint_matter(self.shared, each) for each in matters}
        found = self.memory.find(AROUND, self.shared)
        self.around = found[0] if found and len(found[1]) == 2 else None
        logo, overviews = found[1] if found and self.around is not None else ("", "")
        self.logo = fingerprint_logo(workspace, logo)
        self.has_overviews = bool(overviews or record_if_readable(workspace.output))
        self.overviews = self._find_overviews() if self.has_overviews else Outcome()

    def _fingerprint_shared(self) -> str:
        """Return the hash of what the papers of every matter depend on, but for the logo."""
        templates = [path for path in list_folder(self.workspace.templates) if is_file(path)]
        drawn = [part for path in templates for part in (path.name.encode(errors="replace"), read_bytes(path))]
        asked = repr((sorted(self.asked.items()), sys.version, _list_libraries())).encode(errors="replace")
        printing = fingerprint_printing() if self.asked.get("pdf") else ""
        shared = fingerprint_shared(self.workspace)
        return fingerprint_of(shared.encode(), asked, printing.encode(), *drawn)

    def _fingerprint_all(self) -> str:
        """Return the hash of what the documents over all matters depend on."""
        every = find_every_matter(self.workspace)
        return fingerprint_of(*(bytes.fromhex(fingerprint_matter(self.shared, each)) for each in every))

    def find_parts(self) -> dict[str, Outcome]:
        """Return by their names what the matters give again of which nothing has changed."""
        if self.around is None:
            return {}
        found = {each.name: self._find(each.name, self.prints[each.name]) for each in self.matters}
        return {name: outcome for name, outcome in found.items() if outcome is not None}

    def _find_overviews(self) -> Outcome | None:
        return self._find(OVERVIEWS, self._fingerprint_all())

    def _find(self, name: str, fingerprint: str) -> Outcome | None:
        """Return what a build gives again, if what it wrote is there as it was written; else None."""
        found = self.memory.find(name, fingerprint)
        kept = self.memory.find_facts(name, fingerprint)
        if found is None or found[1] != [self.logo] or not isinstance(kept, dict):
            return None
        output = self.workspace.output / name
        record = record_if_readable(output)
        is_as_written = (
            hash_if_readable(output / RECORD) == kept.get("record")
            and (is_file(output / HISTORY) or not record)
            and all(hash_if_readable(output / file) == known for file, known in record.items())
        )
        return _revive(found[0], kept, output, set(record)) if is_as_written else None

    def keep(self, maker: PaperMaker, built: Built) -> bool:
        """Keep what a build gave and would give again; nothing where something was saved while it was built.

        Return whether what all papers depend on is as it was before.
        """
        from cabinet_papers.commands.overviews import find_unnamed_templates, has_overviews

        if self._fingerprint_shared() != self.shared:
            return False
        settings = maker.settings
        around = [*maker.settings_findings, *find_unnamed_templates(self.workspace, settings)]
        needs = [settings.logo_file, "yes" if has_overviews(settings) else ""]
        self.memory.keep(AROUND, self.shared, around, needs, is_lasting=not has_errors(around))
        self.logo = fingerprint_logo(self.workspace, settings.logo_file)
        prints = {**self.prints, OVERVIEWS: self._fingerprint_all() if OVERVIEWS in built.parts else ""}
        still = {each.name for each in self.matters if each.name in built.parts and self._is_still(each)}
        for name in built.parts:
            outcome = built.lasting.get(name)
            if outcome and name in (*still, OVERVIEWS):
                self._keep(name, prints[name], outcome)
            else:
                self.memory.known.pop(name, None)
        self.memory.save()
        return True

    def _is_still(self, matter: MatterFolder) -> bool:
        return self.prints[matter.name] == fingerprint_matter(self.shared, matter)

    def _keep(self, name: str, fingerprint: str, outcome: Outcome) -> None:
        output = self.workspace.output / name
        files = [path.relative_to(output).as_posix() for path in outcome.paths]
        kept = {
            "record": hash_if_readable(output / RECORD),
            "receipts": {file: outcome.receipts[path] for file, path in zip(files, outcome.paths, strict=True)},
            "notes": list(map(str, outcome.notes)),
            "awaited": outcome.awaited,
        }
        self.memory.keep(name, fingerprint, outcome.findings, [self.logo], facts=kept)


def _revive(findings: list[Diagnostic], kept: dict[str, Any], output: Path, files: set[str]) -> Outcome | None:
    """Return an outcome as it was kept; None where it has another form, or is about other files."""
    receipts, notes, awaited = kept.get("receipts"), kept.get("notes"), kept.get("awaited")
    if not isinstance(receipts, dict) or not isinstance(notes, list) or not isinstance(awaited, int):
        return None
    if set(receipts) != files or not all(isinstance(each, str) for each in (*receipts.values(), *notes)):
        return None
    return Outcome(
        findings,
        [output / file for file in receipts],
        {output / file: receipt for file, receipt in receipts.items()},
        notes=[phrase("{}", Term(note)) for note in notes],
        awaited=awaited,
    )


def _list_libraries() -> list[str]:
    """Return the names of the libraries that are installed, with their versions."""
    folders = (Path(folder) for folder in sys.path)
    return sorted(path.name for folder in folders for path in list_folder(folder) if path.name.endswith("-info"))
