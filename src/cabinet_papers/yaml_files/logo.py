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
PNG, JPEG_END = b"\x89PNG\r\n\x1a\n", b"\xff\xd9"
PUT_BESIDE = phrase(
    "put the picture beside papers.yaml or into a folder beside it, and write its name after logo:, as in "
    "templates/logo.png"
)
SAVE_AS = phrase(
    "save the picture as PNG or JPEG, put that file beside papers.yaml or into a folder beside it, and write its name "
    "after logo:, as in templates/logo.png"
)
SMALLER = phrase("save the picture in a smaller size, or write the name of a smaller picture")
KINDS = {"image/png": "png", "image/jpeg": "jpeg"}


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
    if picture is None and not UNPRINTABLE.search(typed):
        # A sign that no file's name can hold is reported already, as one that YAML does not support.
        reason, hint = _find_problem(workspace, typed, content)
        fields.report(codes.YML014, phrase('logo: "{}" cannot be used: {}', typed, reason), hint, "logo")
    return picture._replace(alt=alt) if picture else None


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
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    try:
        image = Image.from_blob(content)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ArithmeticError, LookupError,
            TypeError, ValueError, struct.error):  # fmt: skip
        return None
    if image.content_type not in KINDS or not image.px_width or not image.px_height or not _is_whole(content):
        return None
    return Picture(content, KINDS[image.content_type], image.px_width, image.px_height)


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
