"""A package of a real program, changed by hand in one place, as damage and odd programs do it."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

Parts = dict[str, bytes]


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


def edit_document(template: Path, pattern: str, replacement: str) -> None:
    """Change the template's main part, as a person does in Word."""

    def change(parts: Parts) -> None:
        text = parts["word/document.xml"].decode()
        changed = re.sub(pattern, replacement, text, count=1, flags=re.DOTALL)
        assert changed != text, pattern
        parts["word/document.xml"] = changed.encode()

    change_package(template, change)
