"""Files of word processors that are no Word Documents (.docx), and so no templates yet."""

from __future__ import annotations

from pathlib import Path

from cabinet_papers.files.folders import list_folder

# What Word can be asked to save as a Word Document.
ENDINGS = (".doc", ".docm", ".dot", ".dotm", ".dotx", ".odt", ".ott", ".rtf")


def is_other_form(path: Path) -> bool:
    """Whether the file is of such a kind, by its name."""
    return path.suffix.casefold() in ENDINGS


def find_other_forms(template: Path) -> list[Path]:
    """Return the files beside a template that have its name and are of another kind."""
    named = (each for each in list_folder(template.parent) if each.stem.casefold() == template.stem.casefold())
    return list(filter(is_other_form, named))
