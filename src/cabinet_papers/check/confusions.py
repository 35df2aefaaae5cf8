"""Words that are right in themselves and wrong where they are: "dependant upon", "good practise"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Confusion(NamedTuple):
    """A word that stands for another: its place in the text, and the right word."""

    start: int
    end: int
    right: str


# The wrong word, what follows it where it is wrong, and the right word.
BEFORE = (
    ("(?<!each )(?<!every )(?<!a )(?<!the )(?<!any )(?<!no )(?<!per )dependant", "(?:up)?on", "dependent"),
    ("principle", "aims?|reasons?|concerns?|objectives?|purpose|source|recommendations?|risks?|officers?", "principal"),
    ("effected", "streets?|residents?|areas?|households?|communit(?:y|ies)|wards?|families|people|tenants", "affected"),
    ("stationary", "(?:and|or) (?:postage|printing|paper|envelopes)", "stationery"),
    ("compliment", "the|those|these|this|existing|other", "complement"),
    ("moral", "of (?:the )?(?:staff|officers|teams?)", "morale"),
    ("statuary", "dut(?:y|ies)|guidance|powers?|requirements?|services?|consult\\w+|officers?", "statutory"),
    ("renumeration", r"\w+", "remuneration"),
    ("pubic", "consult\\w+|meetings?|health|transport|realm|spaces?|sector|toilets?|interest", "public"),
    ("weather", "or not", "whether"),
    ("breech", "of", "breach"),
    ("bare", "in mind", "bear"),
    ("role", "out", "roll"),
    ("their", "is|are|was|were|has been|have been", "there"),
    ("there", "own", "their"),
    ("it['’]s", "own", "its"),
    ("formerly", "thank|adopt|approve|record|agree|respond|ask|recommend", "formally"),
    ("insure", "that", "ensure"),
    ("(?<=to )asses", r"\w+", "assess"),
    *(
        (rf"{one}['’]s", "(?:are|were|have)", f"{one}s")
        for one in (
            "councillor",
            "dentist",
            "doctor",
            "member",
            "nurse",
            "officer",
            "parent",
            "patient",
            "pupil",
            "resident",
            "school",
            "tenant",
            "ward",
        )
    ),
)
# What precedes the wrong word, that word, and the right one.
AFTER = (
    ("good|best|common|current|working|safe|usual", "practise", "practice"),
    ("an|little|no|knock-on|positive|negative", "affect", "effect"),
    ("will|would|could|may|might|not", r"loose(?= (?:the|their|its|a|an|access|out|money|funding|income)\b)", "lose"),
    ("a|an|each|every|premises|driving|new", "license", "licence"),
    ("legal|professional|independent|further|this|their|of", "advise", "advice"),
    ("more|less|fewer|rather|larger|smaller|higher|lower|greater|longer|better",
     r"then(?= (?:the|an?|in|one|half|two|three|four|five|ten|was|others?|expected|planned|usual|\d+)\b)", "than"),
    ("could|should|would|must", r"of(?= (?:been|had|done|made|gone|taken)\b)", "have"),
    ("staff", "moral", "morale"),
    ("in", r"principal(?=[.,;:)]|$| (?:to|that|and|but|with|for|agree\w*|support\w*|subject)\b)", "principle"),
)  # fmt: skip
PATTERNS = (
    *((re.compile(rf"\b(?P<wrong>{wrong}) (?:{after})\b", re.IGNORECASE), right) for wrong, after, right in BEFORE),
    *((re.compile(rf"\b(?:{before}) (?P<wrong>{wrong})\b", re.IGNORECASE), right) for before, wrong, right in AFTER),
)


# Whether a text has any of the words that may be wrong: few have.
ANY = re.compile("|".join(rf"\b(?:{wrong})" for wrong in (*(each[0] for each in BEFORE), *(each[1] for each in AFTER))),
                 re.IGNORECASE)  # fmt: skip


def find_confusions(text: str) -> Iterator[Confusion]:
    """Yield each word that is the wrong one."""
    for pattern, right in PATTERNS if ANY.search(text) else ():
        for found in pattern.finditer(text):
            start, end = found.span("wrong")
            yield Confusion(start, end, right.capitalize() if text[start].isupper() else right)
