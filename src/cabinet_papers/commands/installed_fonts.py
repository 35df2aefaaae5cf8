"""Which fonts are on this computer: asked of fontconfig where it is there, else read from the folders of fonts."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from cabinet_papers.files.folders import fold_name

SECONDS = 30
ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
# OpenType: a file's first bytes where it holds several fonts, an entry of its table directory, the head and a record of
# the table of names; a record may be of the family, or of the family as it was before fonts had more than four styles.
COLLECTION, ENTRY, HEAD, RECORD = b"ttcf", struct.Struct(">4sIII"), struct.Struct(">HHH"), struct.Struct(">6H")
FAMILIES = (1, 16)
WINDOWS, UNICODE = 3, 0
LARGEST_NAMES = 1_000_000


def list_families() -> set[str] | None:
    """Return the names of the families, in small letters; None where they cannot be found out."""
    program = shutil.which("fc-list")
    if program and (families := _ask(program)):
        return families
    found = {family for folder in _list_folders() for path in _list_files(folder) for family in read_families(path)}
    return found or None


def _ask(program: str) -> set[str]:
    try:
        ran = subprocess.run(  # noqa: S603 - fontconfig's own program
            [program, ":", "family"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return set()
    # A comma parts the names of one family, and has a backslash before it where it is in a name.
    names = ran.stdout.decode("utf-8", "replace").replace("\\", "").replace("\n", ",").split(",")
    return {fold_name(each.strip()) for each in names if each.strip()}


def _list_folders() -> list[Path]:
    """Return the folders in which the system and the person keep fonts."""
    home = Path.home()
    if sys.platform == "win32":
        own = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        return [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", own / "Microsoft/Windows/Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"]


def _list_files(folder: Path) -> Iterator[Path]:
    for root, _, names in os.walk(folder):
        yield from (Path(root, name) for name in names if name.casefold().endswith(ENDINGS))


def read_families(path: Path) -> set[str]:
    """Return the families of the fonts in a file, in small letters; none where it cannot be read as fonts."""
    try:
        with path.open("rb") as opened:
            start = opened.read(12)
            count = int.from_bytes(start[8:12]) if start[:4] == COLLECTION else 0
            places = [0] if not count else list(struct.unpack(f">{count}I", opened.read(4 * count)))
            names = set[str]()
            for place in places:
                opened.seek(place + 4)
                tables = int.from_bytes(opened.read(2))
                opened.seek(place + 12)
                entries = ENTRY.iter_unpack(opened.read(tables * ENTRY.size))
                for at, length in ((each[2], each[3]) for each in entries if each[0] == b"name"):
                    opened.seek(at)
                    names |= _read_names(opened.read(min(length, LARGEST_NAMES)))
    except (OSError, struct.error):
        return set()
    return names


def _read_names(table: bytes) -> set[str]:
    """Return the families that a table of names has. Raises struct.error where it is no such table."""
    _, count, texts = HEAD.unpack_from(table)
    found = set[str]()
    for at in range(count):
        platform, _, _, kind, length, offset = RECORD.unpack_from(table, HEAD.size + at * RECORD.size)
        if kind in FAMILIES:
            text = table[texts + offset : texts + offset + length]
            name = text.decode("utf-16-be" if platform in (WINDOWS, UNICODE) else "mac-roman", "replace")
            found.add(fold_name(name.strip("\0 ")))
    return found
