"""The fonts that a document asks for by name: in its styles, its theme and its text."""

from __future__ import annotations

import re

from cabinet_papers.finished.word_file import STORY, STYLES, W, WordFile

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
THEME = re.compile(r"word/theme/theme\d*\.xml")
# The fonts of Latin letters are in these attributes (17.3.2.26); one of the theme is "minorHAnsi" or the like.
NAMED, OF_THEME = ("ascii", "hAnsi"), ("asciiTheme", "hAnsiTheme")


def find_fonts(file: WordFile) -> set[str]:
    """Return the fonts of the Latin letters of a document."""
    asked = set[str]()
    for name, root in file.roots.items():
        if name != STYLES and not STORY.fullmatch(name):
            continue
        for fonts in root.iter(f"{W}rFonts"):
            asked |= {str(fonts.get(f"{W}{each}")) for each in NAMED if fonts.get(f"{W}{each}")}
            themes = {str(fonts.get(f"{W}{each}"))[:5] for each in OF_THEME if fonts.get(f"{W}{each}")}
            asked |= {font for theme in themes if (font := _find_theme_font(file, theme))}
    return asked


def _find_theme_font(file: WordFile, kind: str) -> str:
    """Return the font of a theme for headings ("major") or the rest ("minor"), "" where it has none."""
    for name, root in file.roots.items():
        latin = root.find(f".//{A}{kind}Font/{A}latin") if THEME.fullmatch(name) else None
        if latin is not None:
            return latin.get("typeface") or ""
    return ""
