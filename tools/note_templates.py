"""Notes the shipped templates as they are now, so that later versions know a council's copy of one of them.

    python tools/note_templates.py

Run it when templates were drawn anew; a test says when it is needed. What was noted before stays for ever.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from cabinet_papers import __version__
from cabinet_papers.commands import template_copies
from cabinet_papers.files.writing import hash_of


def main() -> None:
    """Add a line for each template that is not in the list yet."""
    path = Path(template_copies.__file__).with_name(template_copies.LIST)
    known = template_copies.read_list()
    hashes = {hash_of(each.read_bytes()): place for place, each in template_copies.list_shipped().items()}
    lines = [f"{key} {__version__} {date.today()} {place}\n" for key, place in hashes.items() if key not in known]
    with path.open("a", encoding="utf-8", newline="\n") as opened:
        opened.writelines(lines)
    sys.stdout.write(f"{len(lines)} of {len(hashes)} templates are new\n")


if __name__ == "__main__":
    main()
