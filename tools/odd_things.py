"""What may go wrong with a workspace: each function does one odd thing to it, chosen at random, and says what."""

from __future__ import annotations

import io
import json
import os
import shutil
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import yaml
from openpyxl.utils.exceptions import IllegalCharacterError
from openpyxl.worksheet.worksheet import Worksheet

VALUES = (
    "", "~", "null", "No", "0o17", "1_000", "1e400", "-1e400", ".inf", ".nan", "0x1F", "1:30", "00", "-0", "9" * 400,
    "0.1234567890123456789012345678", "0000-00-00", "0000-01-01", "9999-12-31", "99999-01-01", "31/02/2026",
    "2026-13-45", "1/1/1", "٣/٣/٢٠٢٦", "２０２６", "March 0000", "32 March 2026", "Yеs", "Υes", "Cоuncillor A",
    "ZZZ99999999", "A1", "=1+1", "{{ x }}", "{% for x in y %}", "{%p", "[Recommendation 99999999999999999999]",
    "[Table: ]", "[Table: Responses]", "\0", "\x01", "\x0b\x0c", "\x85", "\u2028", "\u200b", "\u202eabc", "\ufeff",
    "\ufffe", "\ud800", "\U0010ffff", "e\u0301" * 40, "*", "**", "# ", "- " * 300, "|||", "[a](b", "<w:p>", "&amp;",
    "]]>", "_x0000_", "a" * 300, "a " * 20_000, "9.9.9.9.9.9", "../../etc", "C:\\x", "con", "/", ".", "~$x", "5.6",
    "1a", "R" * 50, "food-partnership 2", "walking 4.6", "[[[[", "(" * 3000,
)  # fmt: skip
NODES: tuple[Any, ...] = ([], {}, [[]], [{}], {"a": {}}, {"": ""}, [None], ["a", "a"], {"name": "x", "title": ["y"]})
SNIPPETS = (
    "---\n", "...\n", "--- a\n--- b\n", "\t", "\tx: 1\n", "a: &a [*a]\n", "&a x: *a\n", "<<: *nothing\n",
    "<<: {title: x}\n", "? [a, b]\n: c\n", "? x\n", "!!python/object:os.system x\n",
    "t: !!python/object/apply:os.system [ls]\n", "b: !!binary x\n", "s: !!set {a, b}\n",
    "d: !!timestamp 2001-99-99\n", "f: !!float x\n", "i: !!int x\n", "!x y\n", "%YAML 9.9\n---\n", "%TAG ! x\n",
    '"\\U00110000"\n', '"\\ud800"\n', 'x: "\\x00"\n', "\0", "\x85", "\u2028", "\x0c", "\r", "\ufeff", "\u202e",
    "- - - -\n", "x: {a: [b, {c\n", "x: 'y\n", 'x: "y\n', "x: |9\n", "x: >-+\n", "@", "`", "%", "title: again\n",
    "x: " + "[" * 400 + "\n", "x: " + "{a: " * 120 + "\n", "&a " * 50, "# check: off STY\n", ": \n", "? \n", "|\n",
    "- \n",
)  # fmt: skip
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-8-sig", "utf-7", "cp037")
NAMES = (
    "a\nb", "a\tb", "a\"b'c", " ", "  x ", "\u202ecba", "\u200b", "-x", "--help", "a" * 200, "\udce9\udcff", "é",
    "e\u0301", "closed", "CLOSED", "con", "x.xlsx", "recommendations.yaml", "{{x}}", "%s", "a;b", "$(x)", "трее",
    "~$x", ".x", "x.", "..x",
)  # fmt: skip
NUMBERS = (0.1234567890123456789, 1e308, -1, True, 2**70, 45000, 1e-300)
FORMATS = ("0." + "0" * 30, "yyyy", "[h]:mm", "#,##0;;;@", "General", "d/m", '"x', "[$-F800]", "?/?")
ENDINGS = (
    ".xlsx", ".xls", ".ods", ".csv", ".docx", ".xlsm", ".fods", ".tsv", ".numbers", ".pdf", ".msg", ".zip", ".txt",
    ".xml",
)  # fmt: skip
JSONS: tuple[Any, ...] = (
    None, True, -1, 10**400, 1e308, "", "\ud800", "x" * 5000, [], {}, [[]], {"": None}, {"\0": "\0"}, [1, "a", None],
    "../../x",
)  # fmt: skip
RAW = (
    b"", b"\0" * 100, b"[" * 100_000, b'{"a":' * 100_000, b'{"a": NaN, "b": Infinity, "c": 1e999}',
    b'{"a": 1, "a": 2}', b"\xff\xfe", b'"\\ud800"', b"1" * 5000, b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"<html>",
)  # fmt: skip
Odd = Callable[[Path, Random], str]


def list_files(root: Path, *endings: str) -> list[Path]:
    """Return the files of the workspace with these endings, in an order that is always the same."""
    found = (Path(folder, name) for folder, _, names in os.walk(root) for name in names)
    return sorted(each for each in found if each.name.endswith(endings) and each.is_file() and not each.is_symlink())


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def change_value(root: Path, random: Random) -> str:
    """Put an odd value or another kind of node in the place of a node of a YAML file; or rename, repeat or drop one."""
    path = random.choice(list_files(root, ".yaml"))
    try:
        tree = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes nothing but texts
    except (yaml.YAMLError, UnicodeError, ValueError):
        return "nothing"
    holders = [each for each in _iter_holders(tree) if each]
    if not holders:
        return "nothing"
    holder = random.choice(holders)
    key = random.choice([*holder] if isinstance(holder, dict) else range(len(holder)))
    deed = random.choice(("value", "value", "value", "node", "key", "drop", "wrap", "repeat"))
    odd: Any = random.choice(VALUES) if deed in ("value", "key") else random.choice(NODES)
    if deed == "key" and isinstance(holder, dict):
        holder[odd] = holder.pop(key)
    elif deed == "drop":
        del holder[key]
    elif deed == "wrap":
        holder[key] = [holder[key]] if random.random() < 0.5 else {random.choice(VALUES): holder[key]}
    elif deed == "repeat" and isinstance(holder, list):
        holder.extend([holder[key]] * 3)
    else:
        holder[key] = odd
    path.write_bytes(
        yaml.dump(tree, allow_unicode=random.random() < 0.8, sort_keys=False).encode("utf-8", "surrogatepass")
    )
    return f"{_name(root, path)}: {deed} of {key!r:.40}: {odd!r:.60}"


def _iter_holders(tree: Any) -> Iterator[Any]:
    if isinstance(tree, dict | list):
        yield tree
        for each in tree.values() if isinstance(tree, dict) else tree:
            yield from _iter_holders(each)


def put_into_lines(root: Path, random: Random) -> str:
    """Put an odd piece into the text of a YAML file, change a letter of it, or store it in another encoding."""
    path = random.choice(list_files(root, ".yaml"))
    text = path.read_bytes().decode("utf-8", "replace")
    at, piece = random.randrange(len(text) + 1), random.choice(SNIPPETS)
    deed = random.choice(("line", "line", "anywhere", "cut", "encoding", "ends"))
    if deed == "line":
        at = text.rfind("\n", 0, at) + 1
    if deed in ("line", "anywhere"):
        text = text[:at] + piece + text[at:]
    elif deed == "cut":
        text = text[:at] + text[at + random.randrange(1, 40) :]
    encoding = random.choice(ENCODINGS) if deed == "encoding" else "utf-8"
    text = text.replace("\n", random.choice(("\r", "\r\n", "\x85", "\n\r"))) if deed == "ends" else text
    path.write_bytes(text.encode(encoding, "replace"))
    return f"{_name(root, path)}: {deed} {piece!r:.40} {encoding}"


def change_cells(root: Path, random: Random) -> str:
    """Type odd things into cells of a workbook, and do odd things to its worksheets."""
    path = random.choice(list_files(root, ".xlsx"))
    try:
        book = openpyxl.load_workbook(path)
    except Exception:  # noqa: BLE001 - it has been damaged before
        return "nothing"
    sheet = random.choice(book.worksheets)
    said = [_type_into(sheet, random) for _ in range(random.randrange(1, 5))]
    deed = random.choice(("", "", "merge", "hide", "title", "insert", "delete"))
    if deed == "merge":
        sheet.merge_cells(start_row=3, start_column=1, end_row=9, end_column=4)
    elif deed == "hide":
        sheet.sheet_state = "hidden"
    elif deed == "title":
        sheet.title = random.choice(("Rеsponses", "x", "history2", "é" * 31))
    elif deed == "insert":
        sheet.insert_rows(random.randrange(1, 9), 2)
    elif deed == "delete":
        sheet.delete_cols(random.randrange(1, 5))
    try:
        book.save(path)
    except Exception:  # noqa: BLE001 - what cannot be saved so stays as it was
        return "nothing"
    return f"{_name(root, path)} {sheet.title}: {deed} {' '.join(said)}"


def _type_into(sheet: Worksheet, random: Random) -> str:
    """Type something odd into a cell, as far as it can hold it."""
    cell = sheet.cell(random.randrange(1, 14), random.randrange(1, 7))
    odd = random.choice((*VALUES, *NUMBERS))
    try:
        cell.value = odd
    except (IllegalCharacterError, ValueError, AttributeError):
        return "nothing"
    if random.random() < 0.3:
        cell.number_format = random.choice(FORMATS)
    return f"{cell.coordinate}={odd!r:.30}"


def damage_package(root: Path, random: Random) -> str:
    """Change pieces of the XML within a workbook, a template or a built document, or lose a piece of it."""
    path = random.choice(list_files(root, ".xlsx", ".docx"))
    try:
        with zipfile.ZipFile(path) as package:
            parts = {each: package.read(each) for each in package.namelist()}
    except zipfile.BadZipFile:
        return "nothing"
    name = random.choice(sorted(parts))
    content = parts[name]
    deed = random.choice(("number", "letter", "drop part", "drop piece", "empty", "double", "text"))
    at = random.randrange(len(content) + 1)
    if deed == "number":
        digits = [place for place, sign in enumerate(content) if chr(sign).isdigit()]
        at = random.choice(digits or [0])
        content = content[:at] + random.choice((b"-1", b"99999999999", b"1e400", b"x", b"", b"NaN")) + content[at + 1 :]
    elif deed == "letter":
        content = content[:at] + bytes([random.randrange(256)]) + content[at + 1 :]
    elif deed == "drop piece":
        end = content.find(b">", at) + 1
        start = content.rfind(b"<", 0, at)
        content = content[: max(start, 0)] + content[max(end, at) :]
    elif deed == "double":
        end = content.find(b"/>", at) + 2
        start = content.rfind(b"<", 0, max(end - 2, 0))
        content = content[:end] + content[max(start, 0) : end] + content[end:]
    elif deed == "text":
        content = content.replace(
            b">", b">" + random.choice((b"&#0;", b"&#xD800;", b"&x;", b"{{", b"{%p", b"<!--")), 1 + at % 9
        )
    parts[name] = b"" if deed == "empty" else content
    if deed == "drop part":
        del parts[name]
    with zipfile.ZipFile(path, "w") as package:
        for each, inside in parts.items():
            package.writestr(each, inside)
    return f"{_name(root, path)} {name}: {deed} at {at}"


def change_memory(root: Path, random: Random) -> str:
    """Put other things into what the program remembers."""
    path = random.choice(list_files(root, ".checked.json", ".made.json", ".built.json"))
    if random.random() < 0.3:
        path.write_bytes(random.choice(RAW))
        return f"{_name(root, path)}: raw"
    try:
        tree = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return "nothing"
    holders = [each for each in _iter_holders(tree) if each]
    if not holders:
        return "nothing"
    # What is deep within is as likely as what is at the top.
    said = []
    for _ in range(random.randrange(1, 4)):
        holder = random.choice(holders)
        if not holder:
            continue
        key = random.choice([*holder] if isinstance(holder, dict) else range(len(holder)))
        odd: Any = random.choice(JSONS)
        if isinstance(holder, dict) and random.random() < 0.3:
            holder[str(random.choice(VALUES))] = holder.pop(key)
        else:
            holder[key] = odd
        said.append(f"{key!r:.30}={odd!r:.30}")
    path.write_text(json.dumps(tree), encoding="utf-8")
    return f"{_name(root, path)}: {' '.join(said)}"


def change_names(root: Path, random: Random) -> str:
    """Give a file or folder of the workspace an odd name, or an ending of another kind."""
    every = sorted([*(root / "data").rglob("*"), *(root / "templates").iterdir()])
    path = random.choice(every)
    name = random.choice(NAMES) + (path.suffix if random.random() < 0.6 else "")
    if path.is_file() and random.random() < 0.4:
        name = path.stem + random.choice(ENDINGS)
    try:
        (shutil.copy if path.is_file() and random.random() < 0.5 else shutil.move)(path, path.with_name(name))
    except (OSError, shutil.Error):
        return "nothing"
    return f"{_name(root, path)} becomes {name!r:.60}"


def change_kind(root: Path, random: Random) -> str:
    """Put a folder, a link, a pipe, a device or an odd file in the place of something."""
    every = sorted(each for each in root.rglob("*") if not each.is_symlink())
    path = random.choice(
        [*every, root / "templates" / "words.yaml", root / "data" / "closed", root / "data" / "x.xlsx"]
    )
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    kind = random.choice(("folder", "nowhere", "itself", "above", "pipe", "device", "odd"))
    if not path.parent.is_dir():
        return "nothing"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "odd":
        path.write_bytes(random.choice(RAW))
    else:
        path.symlink_to({"nowhere": "nowhere", "itself": path.name, "above": "..", "device": "/dev/zero"}[kind])
    return f"{_name(root, path)}: {kind}"


def change_logo(root: Path, random: Random) -> str:
    """Draw an odd logo: other sizes in its head, cut off, another kind of picture."""
    size = random.choice((0, 1, 50_000, 2**31 - 1, 2**32 - 1))
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(
        ">I4sIIBBBBBI", 13, b"IHDR", size, random.choice((0, 1, size)), 8, 2, 0, 0, 0, 0
    )
    jpeg = b"\xff\xd8\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0" + random.choice((b"\xff\xc0", b"\xff\xc2", b"\xff\xc9"))
    jpeg += struct.pack(">HBHHB", 17, 8, size & 0xFFFF, 1, 4) + random.randbytes(9) + b"\xff\xd9"
    exif = (
        b"\xff\xd8\xff\xe1"
        + struct.pack(">H", random.choice((0, 2, 8, 30, 65535)))
        + b"Exif\0\0MM\0*"
        + random.randbytes(30)
    )
    pictures = (
        png, jpeg, exif, b"GIF89a" + b"\0" * 20, b"BM" + random.randbytes(60), b"II*\0" + random.randbytes(60),
        b"RIFF\0\0\0\0WEBP", b"<svg/>", png[: random.randrange(33)], jpeg[: random.randrange(20)], random.randbytes(80),
    )  # fmt: skip
    at = random.randrange(len(pictures))
    (root / "templates" / "logo.png").write_bytes(pictures[at])
    return f"templates/logo.png: picture {at}"


def pack(content: bytes) -> bytes:
    """Return a package with one file in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("responses.xlsx", content)
    return made.getvalue()


def add_file(root: Path, random: Random) -> str:
    """Put another odd file into a folder of the workspace."""
    folder = random.choice(
        sorted(each for each in [root, *(root / "data").iterdir(), root / "data", root / "output"] if each.is_dir())
    )
    path = folder / (
        random.choice((*NAMES, "responses", "Copy of responses (2)", "action-plan"))
        + random.choice((*ENDINGS, ".yaml"))
    )
    try:
        path.write_bytes(random.choice((*RAW, pack(b""), b"No.,Recommendation,Agree?,Comment\n1,x,Yes,y\n")))
    except OSError:
        return "nothing"
    return f"{_name(root, path)!r} is added"


ODD_THINGS: tuple[Odd, ...] = (
    change_value, change_value, change_value, put_into_lines, put_into_lines, change_cells, change_cells,
    damage_package, damage_package, change_memory, change_names, change_kind, change_logo, add_file,
)  # fmt: skip
