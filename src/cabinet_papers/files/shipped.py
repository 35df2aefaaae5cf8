"""Where the worked example and the templates are that come with the program: the house's own, and further sets."""

from __future__ import annotations

from pathlib import Path

from cabinet_papers.files.folders import is_folder, list_folder

# The style of the council whose papers these are; others are folders beside the templates.
HOUSE, STYLES = "house", "templates/styles"
# Papers in other languages, each in a folder with the first letters of its code; the house's are in English.
ENGLISH, LANGUAGES = "en", "templates/languages"
HERE = Path(__file__).resolve().parent.parent


def find_example() -> Path:
    """Return the folder of the worked example: inside the installed package, or the repository's root."""
    packed = HERE / "example"
    return packed if packed.is_dir() else HERE.parent.parent


def list_styles() -> tuple[str, ...]:
    """Return the names of the style sets, the house's own first."""
    return (HOUSE, *sorted(path.name for path in list_folder(find_example() / STYLES) if is_folder(path)))


def list_languages() -> tuple[str, ...]:
    """Return the first letters of the codes of the languages in which there are papers, English first."""
    return (ENGLISH, *sorted(path.name for path in list_folder(find_example() / LANGUAGES) if is_folder(path)))


def find_language(tag: str) -> str:
    """Return the language of a code such as cy-GB as `list_languages` has it, "" where there are no papers in it."""
    known = tag.casefold().partition("-")[0]
    return known if known in list_languages() else ""
