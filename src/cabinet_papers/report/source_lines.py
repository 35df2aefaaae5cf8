"""Quotes what findings are about: lines of the workspace's YAML files, read when they are shown, and words of cells."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from cabinet_papers.files.exempt_marks import holds_exempt_text
from cabinet_papers.files.reading import read_file
from cabinet_papers.files.source_text import MAX_BYTES, decode_text
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.report.excerpt import ROOM, Excerpt, make_excerpt

QUOTED_ENDINGS = (".yaml", ".yml")


class _File(NamedTuple):
    lines: tuple[str, ...] = ()
    is_private: bool = False


class SourceLines:
    """Quotes lines of the files below a workspace's root; of a file that holds exempt text, none."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._files: dict[str, _File] = {}

    def quote(self, found: Diagnostic, width: int = ROOM) -> Excerpt | None:
        """Return the line that the finding is about, or None if there is none that may be shown.

        With its label it is no wider than `width`.
        """
        place = found.location
        if found.words:
            text, start, length = found.words
            label = place.within[-1] if place.is_in_word else str(place.cell)
            return make_excerpt(text, label, start + 1, length, width - len(label))
        file = self._file(place.file)
        if place.line is None or file.is_private or not 0 < place.line <= len(file.lines):
            return None
        text = file.lines[place.line - 1]
        if not text.strip():
            return None
        label = str(place.line)
        return make_excerpt(text, label, place.column, found.length, width - len(label))

    def is_private(self, found: Diagnostic) -> bool:
        """Whether the finding's file holds exempt text."""
        return self._file(found.location.file).is_private

    def _file(self, name: str) -> _File:
        if name not in self._files:
            self._files[name] = self._read(name)
        return self._files[name]

    def _read(self, name: str) -> _File:
        """Return the file's lines; none if it is not YAML, cannot be read, or is outside the workspace.

        What is in such a file is not known, so it may be exempt.
        """
        if not name.casefold().endswith(QUOTED_ENDINGS):
            return _File()
        try:
            path = (self.root / name).resolve()
            if not path.is_relative_to(self.root) or not path.is_file() or path.stat().st_size > MAX_BYTES:
                return _File(is_private=True)
            text = decode_text(read_file(path), "replace")
        except (OSError, ValueError, RuntimeError):
            return _File(is_private=True)
        return _File(tuple(text.split("\n")), holds_exempt_text(text))
