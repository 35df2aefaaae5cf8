"""A package of a real program, changed by hand in one place, as damage and odd programs do it."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

Parts = dict[str, bytes]
TYPES, LINKS = "[Content_Types].xml", "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def change_package(path: Path, change: Callable[[Parts], None]) -> None:
    """Rewrite the package with its parts changed."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def replace_in(part: str, old: str, new: str) -> Callable[[Parts], None]:
    """Return a change that replaces a text in one part, which has to have it."""

    def change(parts: Parts) -> None:
        assert old.encode() in parts[part], f"{part} has no {old}"
        parts[part] = parts[part].replace(old.encode(), new.encode())

    return change


def put_part(parts: Parts, kind: str, name: str, content: bytes = b"x") -> None:
    """Add a part to which the main part refers, of a type that is known by its ending."""
    parts[name] = content
    ending = name.rpartition(".")[2]
    parts[TYPES] = parts[TYPES].replace(
        b"<Default ", f'<Default Extension="{ending}" ContentType="application/x-{ending}"/><Default '.encode(), 1
    )
    added = f'<Relationship Id="rIdPut" Type="{OFFICE}/{kind}" Target="/{name}"/></Relationships>'
    parts[LINKS] = parts[LINKS].replace(b"</Relationships>", added.encode())


def edit_document(template: Path, pattern: str, replacement: str) -> None:
    """Change the template's main part, as a person does in Word."""

    def change(parts: Parts) -> None:
        text = parts["word/document.xml"].decode()
        changed = re.sub(pattern, replacement, text, count=1, flags=re.DOTALL)
        assert changed != text, pattern
        parts["word/document.xml"] = changed.encode()

    change_package(template, change)
