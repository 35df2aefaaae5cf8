"""A workspace whose papers.yaml still names the council of the worked example.

Nothing of the example's may then be printed in a matter of the officer's own, or be what it is checked by.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cabinet_papers.files.folders import fold_name, list_folder
from cabinet_papers.files.shipped import find_example
from cabinet_papers.files.workspace import SETTINGS
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cabinet_papers.matter.settings import Settings

COUNCIL = re.compile(r"^council:[ \t]*(\S.*?)[ \t]*(?:#.*)?$", re.MULTILINE)
# Where the examples are: that of the house, and those in other languages and styles.
FOLDERS = ("", "templates/languages/*/", "templates/styles/*/")


def names_example(settings: Settings) -> bool:
    """Whether the council is that of an example, which does not exist."""
    return fold_name(settings.council) in (fold_name(found[1]) for found in COUNCIL.finditer(_read_settings()))


def is_of_example(folder: str) -> bool:
    """Whether a matter, by the name of its folder, is one of an example's."""
    return fold_name(folder) in _read_matters()


def leave_example_out(settings: Settings) -> Settings:
    """Return the settings without what is the example's of the logo, the people and the services."""
    logos = [path.read_bytes() for path in _find("templates/*.png")]
    is_its_logo = settings.logo is not None and settings.logo.content in logos
    return settings._replace(
        logo=None if is_its_logo else settings.logo,
        people=tuple(each for each in settings.people if not _is_listed(each.name)),
        services=tuple(each for each in settings.services if not _is_listed(each)),
    )


def report_example(settings: Settings, place: Location) -> Diagnostic:
    """Return the warning for a matter of the officer's own."""
    message = phrase("papers.yaml still names {}, which is the council of the worked example", settings.council)
    hint = phrase(
        "write your own council after council: in papers.yaml, and its own people, services and logo in place of the "
        "example's, which are not used for this matter"
    )
    return finding(codes.WSP006, message, hint, place)


def _is_listed(text: str) -> bool:
    """Whether a person or a service is one of an example's."""
    entry = rf"(?:[:,\[{{]|- )\s*[\"']?{re.escape(text)}[\"']?\s*(?:[,\]}}#]|$)"
    return re.search(entry, _read_settings(), re.MULTILINE) is not None


@cache
def _read_settings() -> str:
    """Return the lines of papers.yaml of every example."""
    return "\n".join(path.read_text("utf-8") for name in (SETTINGS, "example.yaml") for path in _find(name))


@cache
def _read_matters() -> frozenset[str]:
    """Return the names of the folders of every example's matters."""
    return frozenset(fold_name(each.name) for data in _find("data") for each in list_folder(data))


def _find(name: str) -> Iterator[Path]:
    """Yield what has this name in the folder of each example."""
    root = find_example()
    return (path for folder in FOLDERS for path in sorted(root.glob(f"{folder}{name}")))
