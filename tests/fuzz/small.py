"""Readers of single texts, and of small files: prose, dates and formats, what the program keeps, a picture."""

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from cabinet_papers.commands.facts import revive_facts
from cabinet_papers.commands.memory import FILE, Memory
from cabinet_papers.excel.cells import column_letters, column_number, read_reference
from cabinet_papers.excel.number_format import find_colour_index, find_date_fields, hides_text, show_value
from cabinet_papers.files.files import RECORD, find_damage, read_notes, read_record
from cabinet_papers.matter.addresses import find_tracking, find_wrapped
from cabinet_papers.matter.dates import (
    DateError,
    find_language_problem,
    find_month_pattern_problem,
    find_pattern_problem,
    format_date,
    parse_date,
    parse_printed,
    split_date,
)  # fmt: skip
from cabinet_papers.matter.markdown import find_lost_words, read_markdown
from cabinet_papers.matter.numbering import fold_number, read_numbering
from cabinet_papers.matter.plain_text import read_plain_text
from cabinet_papers.matter.prose import iter_paragraphs
from cabinet_papers.matter.references import know_forms
from cabinet_papers.matter.settings import Settings
from cabinet_papers.matter.vocabulary import find_decision, find_leading_decision
from cabinet_papers.matter.when import parse_when
from cabinet_papers.sheets.reference import find_reference
from cabinet_papers.sheets.typed_date import print_typed_date
from tests.conftest import ROOT
from tests.fuzz.desk import Target, examine, lay_out
from tests.fuzz.mutate import mutate_lines, mutate_record

LANGUAGES = ("en-GB", "cy", "de", "ar", "ja", "pl")
SETTINGS = Settings("Eastmere City Council")


def read_prose(content: bytes) -> None:
    text = content.decode("utf-8", "ignore").replace("\0", "")
    prose = read_markdown(text)
    find_lost_words(text, prose)
    for found in (prose, read_plain_text(text)):
        "".join(each.text for each in iter_paragraphs(found.blocks))
    list(find_tracking(text)), list(find_wrapped(text))
    (
        list(know_forms(frozenset({"1", "2.1"})).find_referred(text)),
        list(know_forms(frozenset({"R1"})).find_referred(text)),
    )


def read_words(content: bytes) -> None:
    """Read one line each as a date, a pattern, a number's format, a reference, a decision."""
    text = content.decode("utf-8", "ignore")
    first, _, second = text.partition("\n")
    language = LANGUAGES[len(first) % len(LANGUAGES)]
    for read in (parse_date, parse_when):
        try:
            read(first, language)
        except DateError as error:
            str(error)
    split_date(first, language)
    print_typed_date(first, SETTINGS)
    find_language_problem(first)
    find_month_pattern_problem(second)
    if find_pattern_problem(second) is None:
        parse_printed(first, second, language)
        format_date(date(2026, 3, 1), second, language)
    for value in VALUES:
        show_value(value, second)
    find_date_fields(second), hides_text(second), find_colour_index(second, is_text=True)
    place = read_reference(first)
    if place:
        assert column_number(column_letters(place[1])) == place[1]
    find_reference(first)
    fold_number(first), read_numbering(first)
    find_decision(first, SETTINGS.decisions), find_leading_decision(first, SETTINGS.decisions)


VALUES = (
    Decimal("1250.5"), Decimal("-0.004"), Decimal("1E+30"), Decimal(0), datetime(2026, 3, 1, 9, 30), time(9, 30),
    timedelta(hours=30), True, "text", date(1900, 1, 1),
)  # fmt: skip


def read_kept(content: bytes) -> None:
    """Read what the program keeps for itself: which documents were built, and what was found."""
    desk = lay_out("none", b"")
    folder = desk.output / "m"
    folder.mkdir()
    for name in (RECORD, FILE):
        (folder / name).write_bytes(content)
    read_record(folder), read_notes(folder, "")
    list(find_damage(folder, str))
    try:
        known = json.loads(content)["known"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return
    remembered = Memory(folder)
    remembered.known = known if isinstance(known, dict) else {}
    remembered.find("m", "f")
    revive_facts(remembered.find_facts("m", "f"))


def read_logo(content: bytes) -> None:
    desk = lay_out("papers.yaml", b"council: Eastmere\nlogo: data/m/logo.png\nlogo_alt: A tree\n")
    (desk.data / "m" / "logo.png").write_bytes(content)
    examine(desk)


def keep_memory() -> list[bytes]:
    """Return what a check of a matter with findings is remembered as."""
    from tests.conftest import Room

    desk = lay_out("none", b"")
    assert Room(desk.root).papers("check").exit_code in (0, 1)
    kept = json.loads((desk.output / FILE).read_bytes())
    return [json.dumps({"known": {"m": {**each, "fingerprint": "f"}}}).encode() for each in kept["known"].values()] + [
        b'{"a.docx": "0f", "reopened": "x"}'
    ]


PROSE = b"""\
## Heading

At its meeting on 3 March 2026 it **heard** *that* `x` [link](https://example.org "title") ~~no~~.

- one
  - two
1. three

> quoted

| a | b |
|---|---|
| 1 | 2 |

[Recommendation 1] recommendations 1 to 3 and 2.1(a)
https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org&data=x https://a.org/?utm_source=b
"""
JPEG = bytes.fromhex("ffd8ffe000104a46494600010101004800480000ffc0000b080001000101011100ffda0008010100003f00d2cf20ffd9")
TARGETS = {
    "prose": Target(read_prose, lambda: [PROSE], mutate_lines),
    "words": Target(
        read_words,
        lambda: [
            b"3 March 2026\nd MMMM yyyy", b"12.03.26\n[$-809]dddd, d mmmm yyyy;@", b"AB12\n#,##0.00;[Red]-0%",
            b"March 2026\n[h]:mm:ss.00", "5 mawrth 2026\n\"£\"# ??/16 _-*x".encode(), b"agreed in principle\n0.0E+0",
        ],
        mutate_lines,
    ),
    "kept": Target(read_kept, keep_memory, mutate_lines),
    "logo": Target(read_logo, lambda: [(ROOT / "templates" / "logo.png").read_bytes()[:3000], JPEG], mutate_record),
}  # fmt: skip
