"""Draws the template sets in templates/languages/: the house's templates in other languages.

    python tools/draw_languages.py

What the templates say in a language is in tools/languages/, by the English text. The answered sheet of each example is
drawn here too.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.draw_styles import draw_sheet  # noqa: E402 - found once the path is set
from tools.draw_templates import MAIN, draw  # noqa: E402

from cabinet_papers.files.package import FINISHED, unpack, write_package, write_part  # noqa: E402
from cabinet_papers.files.workspace import Workspace  # noqa: E402
from cabinet_papers.yaml_files.settings import read_settings  # noqa: E402

LANGUAGES = ROOT / "templates" / "languages"
STORY = re.compile(r"word/(document|header\d|footer\d)\.xml")
TAG = re.compile(r"\{[{%].*?[%}]\}")
# The example of a council's own document is not part of a set.
LEFT_OUT = ("covering-letter.docx",)
ANSWERS: dict[str, dict[str, tuple[str, ...]]] = {
    "cy/data/mannau-chwarae": {
        "decision": ("Cytuno", "Cytuno yn rhannol", "Cytuno"),
        "comment": (
            "Bydd y rhestr ar wefan y Cyngor bob mis Ionawr.",
            "Bydd y Cyngor yn gosod:\n- meinciau ym mhob man chwarae newydd\n- cysgod lle mae digon o le",
            "Bydd swyddogion yn gofyn i'r ysgolion agosaf yn y tymor cyn y newid.",
        ),
    },
}


def translate(template: bytes, phrases: Mapping[str, str], language: str) -> bytes:
    """Return the template in another language. Raises KeyError for a text that the language has no words for."""
    parts = unpack(template, FINISHED)
    for name in ("word/styles.xml", "word/settings.xml"):
        parts[name] = parts[name].replace(b'"en-GB"', f'"{language}"'.encode())
    for name in filter(STORY.fullmatch, parts):
        root = etree.fromstring(parts[name])
        for text in root.iter(f"{{{MAIN}}}t"):
            if re.search(r"[^\W\d]", TAG.sub("", text.text or "")) or text.text in phrases:
                text.text = phrases[str(text.text)]
        for caption in root.iter(f"{{{MAIN}}}tblCaption"):
            caption.set(f"{{{MAIN}}}val", phrases[str(caption.get(f"{{{MAIN}}}val"))])
        parts[name] = write_part(root)
    return write_package(parts)


def draw_languages() -> Iterator[tuple[str, bytes]]:
    """Yield every file of the sets by its place in templates/languages/."""
    for path in sorted((ROOT / "tools" / "languages").glob("*.yaml")):
        phrases = yaml.safe_load(path.read_text(encoding="utf-8"))
        language = read_settings(Workspace(LANGUAGES / path.stem))[0].language
        for name, content in draw().items():
            if name not in LEFT_OUT:
                yield f"{path.stem}/templates/{name}", translate(content, phrases, language)
    for folder, answers in ANSWERS.items():
        workspace = Workspace(LANGUAGES / Path(folder).parts[0])
        name, content = draw_sheet(LANGUAGES / folder, workspace, answers, "Cyngor Glanyrafon")
        yield f"{folder}/{name}", content


if __name__ == "__main__":
    for name, content in draw_languages():
        (LANGUAGES / name).parent.mkdir(exist_ok=True)
        (LANGUAGES / name).write_bytes(content)
        sys.stdout.write(f"templates/languages/{name}\n")
