"""The council's logo that papers.yaml names: a PNG or JPEG file within the workspace."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cabinet_papers import codes
from cabinet_papers.model import Picture

if TYPE_CHECKING:
    from cabinet_papers.read.fields import Fields
    from cabinet_papers.workspace import Workspace

LARGEST = 2_000_000
KINDS = {"image/png": "png", "image/jpeg": "jpeg"}


def read_logo(workspace: Workspace, fields: Fields) -> Picture | None:
    """Return the logo with what it shows in words, or None; a finding where the file cannot be used."""
    typed, alt = fields.text("logo"), fields.text("logo_alt")
    if not typed:
        return None
    if not alt:
        hint = "add logo_alt: and say in a few words what the logo shows, for those who cannot see it"
        fields.report(codes.YML005, '"logo_alt" is missing beside logo', hint, "logo")
    problem = _find_problem(typed)
    content = b""
    if not problem:
        try:
            content = (workspace.root / typed).read_bytes()
        except OSError:
            problem = "there is no such file"
    picture = _measure(content) if content and len(content) <= LARGEST else None
    if not problem and picture is None:
        problem = "it is no PNG or JPEG picture" if len(content) <= LARGEST else "it is larger than two megabytes"
    if problem:
        hint = "name a PNG or JPEG file beside papers.yaml or in a folder there, such as templates/logo.png"
        fields.report(codes.YML014, f'logo: "{typed}" cannot be used: {problem}', hint, "logo")
    return picture._replace(alt=alt) if picture else None


def _find_problem(typed: str) -> str:
    """Return why the path is not one within the workspace, "" where it is."""
    path = PurePosixPath(typed)
    if path.is_absolute() or ".." in path.parts or "\\" in typed or ":" in typed:
        return "it has to lie beside papers.yaml or in a folder there, written with forward slashes"
    return ""


def _measure(content: bytes) -> Picture | None:
    """Return the picture with its size, or None where it is of no kind that Word and browsers both show."""
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    try:
        image = Image.from_blob(content)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ValueError, KeyError):
        return None
    if image.content_type not in KINDS or not image.px_width or not image.px_height:
        return None
    return Picture(content, KINDS[image.content_type], image.px_width, image.px_height)
