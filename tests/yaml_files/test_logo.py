"""The council's logo: on the first page of every paper and on the web page; what is said where it cannot be."""

import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MATTER, SHEET, Room

ALT = 'Eastmere "City" <Council> & co'


def draw_png(width: int, height: int) -> bytes:
    """Return a picture of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + b"\x20\x60\x90" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def draw_jpeg(width: int, height: int, frame: int = 0xC0, before: bytes = b"\xff\xe0\0\x07JFIF\0") -> bytes:
    """Return what a picture has around its points: a head, a frame (a progressive one is 0xC2) and an end."""
    size = struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8" + before + bytes([0xFF, frame]) + struct.pack(">H", len(size) + 2) + size + b"\xff\xd9"


@pytest.fixture
def matter(room: Room) -> Room:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    return room


def name_logo(room: Room, logo: str, content: bytes = b"", alt: str = ALT) -> None:
    room.write("papers.yaml", f"council: Eastmere\nlogo: {logo}\nlogo_alt: '{alt}'\n")
    if content:
        path = room.path / logo
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


def parts(room: Room) -> dict[str, bytes]:
    (name,) = room.documents()
    with zipfile.ZipFile(room.path / "output" / name) as package:
        return {part: package.read(part) for part in package.namelist()}


def test_the_logo_is_on_the_first_page(matter: Room, validate: Callable[[Path], list[str]]) -> None:
    content = draw_png(400, 100)
    name_logo(matter, "pictures/logo.png", content)
    built = matter.papers("build", "--html")
    assert built.exit_code == 0, built.stderr
    document = parts(matter)
    assert document["word/media/council-logo.png"] == content
    shown = [name for name, part in document.items() if b"<wp:inline" in part]
    assert shown == ["word/header2.xml"]
    header = document[shown[0]].decode()
    # 70 mm is the most: 400 by 100 becomes 70 by 17.5.
    assert 'cx="2520000" cy="630000"' in header
    assert "Eastmere &quot;City&quot; &lt;Council&gt; &amp; co" in header
    assert validate(matter.path / "output" / matter.documents()[0]) == []
    (page,) = (matter.path / "output").rglob("*.html")
    text = page.read_text(encoding="utf-8")
    assert 'src="data:image/png;base64,' in text
    assert 'alt="Eastmere &#34;City&#34; &lt;Council&gt; &amp; co"' in text


def test_without_a_logo_there_is_no_picture_and_no_gap(matter: Room) -> None:
    assert matter.papers("build").exit_code == 0
    document = parts(matter)
    assert not [name for name in document if "media" in name]
    assert document["word/header2.xml"].count(b"<w:p>") == document["word/header1.xml"].count(b"<w:p>")


# It ends after its first part, as one does that was not copied to its end.
CUT_JPEG = bytes.fromhex("ffd8ffe000104a46494600010101004800480000")


@pytest.mark.parametrize(
    ("logo", "content", "says"),
    [
        ("logo.png", b"", "there is no such file"),
        ("logo.png", b"GIF89a no picture", "the file is not a PNG or JPEG picture"),
        ("logo.png", draw_png(20, 20)[:20], "the file is not a PNG or JPEG picture"),
        ("logo.jpg", CUT_JPEG, "the file is not a PNG or JPEG picture"),
        ("logo.png", draw_png(20, 20) + b"\0" * 2_000_000, "the file is larger than two megabytes"),
        ("logo.png", draw_png(1, 1).replace(struct.pack(">II", 1, 1), b"\0" * 8), "the file is not a PNG or JPEG"),
        ("logo.jpg", draw_jpeg(0, 9), "the file is not a PNG or JPEG picture"),
        ("logo.jpg", draw_jpeg(9, 9)[:-2], "the file is not a PNG or JPEG picture"),
        ("logo.jpg", b"\xff\xd8\xff\xe0\xff\xff", "the file is not a PNG or JPEG picture"),
        ("logo.jpg", b"\xff\xd8" + b"\xff" * 900, "the file is not a PNG or JPEG picture"),
        ("logo.jpg", draw_jpeg(50_000, 50_000), "it is 50000 points wide and 50000 high, too many to be shown"),
        ("logo.png", draw_png(10_001, 1), "it is 10001 points wide and 1 high, too many to be shown"),
        ("logo.bmp", b"BM" + b"\1" * 60, "the file is not a PNG or JPEG picture"),
        ("logo.png", b"RIFF\x20\0\0\0WEBPVP8 ", "the file is not a PNG or JPEG picture"),
        ("../logo.png", b"", "the file must be beside papers.yaml"),
        ("/dev/zero", b"", "the file must be beside papers.yaml"),
        ("data", b"", "there is no such file"),
        (r"pictures\logo.png", b"", r"there is a backslash (\) in it"),
    ],
)
def test_a_logo_that_cannot_be_used(logo: str, content: bytes, says: str, matter: Room) -> None:
    name_logo(matter, logo, content)
    checked = matter.papers("check")
    assert checked.exit_code == 1
    assert f'YML014: logo: "{logo}" cannot be used: {says}' in checked.stderr


def test_a_logo_needs_words(matter: Room) -> None:
    name_logo(matter, "logo.png", draw_png(20, 20), alt="")
    assert 'YML005: "logo" is given, but "logo_alt" is missing' in matter.papers("check").stderr


def test_a_check_sees_that_the_logo_has_gone(matter: Room) -> None:
    name_logo(matter, "logo.png", draw_png(20, 20))
    assert matter.papers("check").exit_code == 0
    (matter.path / "logo.png").unlink()
    assert "there is no such file" in matter.papers("check").stderr


def test_a_logo_that_may_not_be_read_is_told_so(matter: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    name_logo(matter, "pictures/logo.png", draw_png(4, 4))

    def refuse(path: Path, *_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    opening = os.open
    monkeypatch.setattr(
        os, "open", lambda path, *a, **k: (refuse if Path(path).name == "logo.png" else opening)(path, *a, **k)
    )
    (line,) = (each for each in matter.papers("check").stderr.splitlines() if "YML014" in each)
    assert line.endswith(
        "cannot be used: you do not have permission to read this file or folder, or another program has locked it"
    )


def test_a_name_with_a_sign_that_cannot_be_is_told_once(matter: Room) -> None:
    name_logo(matter, '"a\\0b.png"')
    found = matter.papers("check").stderr
    assert ("YML001" in found, "YML014" in found) == (True, False)


CAMERA = b"\xff\xe1\0\x20Exif\0\0MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0\0\0"
JPEGS = {
    "as usual": draw_jpeg(400, 100),
    "progressive": draw_jpeg(400, 100, 0xC2),
    "of a camera, which says how it was held": draw_jpeg(400, 100, before=CAMERA),
    "of a printer's program": draw_jpeg(400, 100, before=b"\xff\xee\0\x0eAdobe\0d\0\0\0\0\2"),
    "with a table before, and signs between": draw_jpeg(400, 100, before=b"\xff\xc4\0\4\1\1\xff\xff"),
}


@pytest.mark.parametrize("kind", JPEGS)
def test_a_jpeg_is_as_large_as_its_frame_says(kind: str, matter: Room) -> None:
    name_logo(matter, "logo.jpg", JPEGS[kind])
    assert matter.papers("build").exit_code == 0
    assert 'cx="2520000" cy="630000"' in parts(matter)["word/header2.xml"].decode()
