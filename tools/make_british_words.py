"""Makes the lists of British words by which the check knows a misspelling, from those of Debian.

    apt-get install wbritish wbritish-huge
    python tools/make_british_words.py

The lists are SCOWL's (Spell Checker Oriented Word Lists), from which the usual British dictionaries are made too. Its
licence, which allows every use, is copied beside the lists. Words of councils and of Wales that are not in it are
added here.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

LISTS = Path("/usr/share/dict")
LICENCE = Path("/usr/share/doc/wbritish-huge/copyright")
FOLDER = Path(__file__).resolve().parent.parent / "src" / "cabinet_papers" / "check" / "british_words"
ADDED = """
allotmenteer allotmenteers biochar bioswale bioswales cwtch dropdown dropdowns eisteddfod greenspace greenspaces
greenway greenways hiraeth hwyl hyperlocal inclusivity infographic infographics livestream livestreams masterplan
masterplans microgrant microgrants minuted parklet parklets placemaking reprofile reprofiled reprofiling rewild
rewilded rewilding subregional traybake unitarisation upskill upskilled upskilling wayfinding webcast webcasts
workstream workstreams
"""


def read_words(name: str, pattern: str) -> set[str]:
    """Return the words of a list that are of the form, in small letters."""
    words = (LISTS / name).read_text(encoding="utf-8").split("\n")
    return {word.casefold() for word in words if re.fullmatch(pattern, word)}


def write_words(name: str, words: set[str]) -> None:
    """Write a list; the same words give the same bytes."""
    text = "\n".join(["", *sorted(words), ""])
    (FOLDER / name).write_bytes(gzip.compress(text.encode("ascii"), 9, mtime=0))


if __name__ == "__main__":
    write_words("common.txt.gz", read_words("british-english", "[a-z]+"))
    write_words("all.txt.gz", read_words("british-english-huge", "[A-Za-z]+") | set(ADDED.split()))
    (FOLDER / "LICENCE.txt").write_bytes(LICENCE.read_bytes())
