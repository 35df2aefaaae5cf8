"""When a workbook was saved, as the program that saved it wrote into it. The date of the file is that of its copying.

Core properties: ECMA-376 Part 2, clause 11; OpenDocument 1.3, Part 3, 4.3.2.6.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cabinet_papers.excel.writer import CREATED
from cabinet_papers.files.package import WORKBOOK, PackageError, parse_part, unpack
from cabinet_papers.files.reading import open_file
from cabinet_papers.files.workspace import PACKED

if TYPE_CHECKING:
    from pathlib import Path

PARTS = {"docprops/core.xml": "modified", "meta.xml": "date"}


def read_saved_time(path: Path) -> datetime | None:
    """Return when the workbook was saved, None where it does not say so or was never saved since we wrote it."""
    try:
        with open_file(path) as opened:
            parts = unpack(path, WORKBOOK, *PARTS) if opened.read(len(PACKED)) == PACKED else {}
        texts = [parse_part(part, name).findtext(f".//{{*}}{PARTS[name.casefold()]}") for name, part in parts.items()]
        times = [datetime.fromisoformat(text.strip()) for text in texts if text]
    except (OSError, PackageError, ValueError, KeyError):
        return None
    aware = [each if each.tzinfo else each.replace(tzinfo=UTC) for each in times]
    return next((each for each in aware if each.replace(tzinfo=None) != CREATED), None)
