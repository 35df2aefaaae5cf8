"""The council's logo that papers.yaml names: a PNG or JPEG file within the workspace."""

from __future__ import annotations

import errno
import struct
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cabinet_papers.files.folders import explain_unreadable, is_file, is_folder
from cabinet_papers.files.reading import open_file, read_file
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, phrase
from cabinet_papers.matter.settings import Picture
from cabinet_papers.yaml_files.yaml_errors import UNPRINTABLE

if TYPE_CHECKING:
    from pathlib import Path

    from cabinet_papers.files.workspace import Workspace
    from cabinet_papers.yaml_files.fields import Fields

LARGEST = 2_000_000
# So many points a side may have, and the whole, for a computer to show it.
LONGEST_SIDE, MOST_POINTS = 10_000, 25_000_000
PNG, PNG_HEAD = b"\x89PNG\r\n\x1a\n", 33
JPEG, JPEG_END, MARKER, FRAME_HEAD = b"\xff\xd8", b"\xff\xd9", 0xFF, 9
# The kinds of frames, which hold the size; the numbers among them that are left out are tables.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
PUT_BESIDE = phrase(
    "put the picture beside papers.yaml or into a folder beside it, and write its name after logo:, as in "
    "templates/logo.png"
)
SAVE_AS = phrase(
    "save the picture as PNG or JPEG, put that file beside papers.yaml or into a folder beside it, and write its name "
    "after logo:, as in templates/logo.png"
)
SMALLER = phrase("save the picture in a smaller size, or write the name of a smaller picture")


def read_logo(workspace: Workspace, fields: Fields) -> Picture | None:
    """Return the logo with what it shows in words, or None; a finding where the file cannot be used."""
    typed, alt = fields.text("logo"), fields.text("logo_alt")
    if not typed:
        return None
    if not alt:
        hint = phrase("add logo_alt: and write after it what the logo shows, for those who cannot see it")
        fields.report(codes.YML005, phrase('"logo" is given, but "logo_alt" is missing'), hint, "logo")
    content = read_logo_file(workspace, typed)
    picture = _measure(content) if content and len(content) <= LARGEST else None
    if picture and _is_too_large(picture):
        reason = phrase("it is {} points wide and {} high, too many to be shown", picture.width, picture.height)
        fields.report(codes.YML014, phrase('logo: "{}" cannot be used: {}', typed, reason), SMALLER, "logo")
        return None
    if picture is None and not UNPRINTABLE.search(typed):
        # A sign that no file's name can hold is reported already, as one that YAML does not support.
        reason, hint = _find_problem(workspace, typed, content)
        fields.report(codes.YML014, phrase('logo: "{}" cannot be used: {}', typed, reason), hint, "logo")
    return picture._replace(alt=alt) if picture else None


def _is_too_large(picture: Picture) -> bool:
    return max(picture.width, picture.height) > LONGEST_SIDE or picture.width * picture.height > MOST_POINTS


def read_logo_file(workspace: Workspace, typed: str) -> bytes | None:
    """Return what is in the file, of a very large one only the beginning; None where the workspace has no such file."""
    path = workspace.root / typed
    if not _is_within(typed) or not is_file(path):
        return None
    try:
        with open_file(path) as opened:
            return opened.read(LARGEST + 1)
    except (OSError, ValueError):
        # For example, a name that is too long for a file.
        return None


def _is_within(typed: str) -> bool:
    path = PurePosixPath(typed)
    return not (path.is_absolute() or ".." in path.parts or "\\" in typed or ":" in typed)


def _find_problem(workspace: Workspace, typed: str, content: bytes | None) -> tuple[Message, Message]:
    """Return why the file cannot be the logo, and what to do."""
    if not _is_within(typed):
        if "\\" in typed and _is_within(typed.replace("\\", "/")):
            hint = phrase("write a forward slash (/) in place of each backslash")
            return phrase("there is a backslash (\\) in it"), hint
        return phrase("the file must be beside papers.yaml or in a folder beside it"), PUT_BESIDE
    if content is None:
        return _find_why_unread(workspace.root / typed)
    if len(content) > LARGEST:
        return phrase("the file is larger than two megabytes"), SMALLER
    return phrase("the file is not a PNG or JPEG picture"), SAVE_AS


def _find_why_unread(path: Path) -> tuple[Message, Message]:
    try:
        read_file(path)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, ValueError):
        pass
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG and not is_folder(path):
            return explain_unreadable(error)
    return phrase("there is no such file"), PUT_BESIDE


def _measure(content: bytes) -> Picture | None:
    """Return the picture with its size, or None if Word and browsers cannot both show it."""
    kind = "png" if content.startswith(PNG) else "jpeg"
    width, height = (_measure_png if kind == "png" else _measure_jpeg)(content)
    return Picture(content, kind, width, height) if width and height and _is_whole(content) else None


def _measure_png(content: bytes) -> tuple[int, int]:
    """Return the width and the height, 0 where its head is missing (ISO/IEC 15948, 11.2.2)."""
    if content[12:16] != b"IHDR" or len(content) < PNG_HEAD:
        return 0, 0
    width, height = struct.unpack_from(">II", content, 16)
    return width, height


def _measure_jpeg(content: bytes) -> tuple[int, int]:
    """Return the width and the height, 0 where no frame says them (ITU-T T.81, B.2.2)."""
    at = len(JPEG) if content.startswith(JPEG) else len(content)
    while at + FRAME_HEAD <= len(content) and content[at] == MARKER:
        if content[at + 1] in FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        # A marker may have more of its first byte before it.
        at += 1 if content[at + 1] == MARKER else 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return 0, 0


def _is_whole(content: bytes) -> bool:
    """Whether the picture has an end, and each piece of a PNG the sum that belongs to it (ISO/IEC 15948, 5.3)."""
    if not content.startswith(PNG):
        return JPEG_END in content
    at = len(PNG)
    while at + 12 <= len(content):
        end = at + 8 + int.from_bytes(content[at : at + 4], "big")
        if zlib.crc32(content[at + 4 : end]).to_bytes(4, "big") != content[end : end + 4]:
            return False
        if content[at + 4 : at + 8] == b"IEND":
            return True
        at = end + 4
    return False
