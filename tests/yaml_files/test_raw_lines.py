"""What can be seen in the lines of a YAML file: the fault is reported alone, at its own line, and its cure works."""

import json
from time import process_time
from typing import Any

import pytest

from cabinet_papers.yaml_files.keys import FILES
from cabinet_papers.yaml_files.raw_lines import explain_stop, find_faults
from tests.conftest import Room

YAML = "data/trees/recommendations.yaml"
HEAD = "title: Street Trees\nscrutiny:\n  body: Scrutiny Committee\n  date: 2026-03-03\n"
LIST = "recommendations:\n  - That the Council plants trees.\n  - That the Cabinet waters them.\n"
WATERS = "- That the Cabinet waters them."


def errors(room: Room) -> list[dict[str, Any]]:
    found = json.loads(room.papers("check", "--format", "json").stdout)
    return [each for each in found if each["severity"] == "error"]


# What is wrong in HEAD + LIST, in place of what; where it is reported; and how following the hint changes it.
FAULTS: dict[str, tuple[tuple[str, str], tuple[int, int, str], tuple[str, str]]] = {
    "a space before the first key": (("title", " title"), (1, 2, "YML001"), (" title", "title")),
    "a space before a key": (("scrutiny:", " scrutiny:"), (2, 2, "YML001"), (" scrutiny:", "scrutiny:")),
    "a space too many in a group": (("  body", "   body"), (3, 4, "YML001"), ("   body", "  body")),
    "a space too few in a group": (("  date", " date"), (4, 2, "YML001"), (" date", "  date")),
    "no space after a colon": (("body: S", "body:S"), (3, 3, "YML007"), ("body:S", "body: S")),
    "no space after the first colon": (("title: S", "title:S"), (1, 1, "YML007"), ("title:S", "title: S")),
    "no space after the colon of an item": (
        (WATERS, "- text: That it waters.\n    ref:A"), (8, 5, "YML007"), ("ref:A", "ref: A")),
    "a no-break space as indentation": (("  body", "\xa0 body"), (3, 1, "YML001"), ("\xa0", " ")),
    "a no-break space after a colon": (("body: ", "body:\xa0"), (3, 8, "YML001"), ("\xa0", " ")),
    "a no-break space after a dash": (("- That the Cab", "-\xa0That the Cab"), (7, 4, "YML001"), ("\xa0", " ")),
    "a wide space": (("  body", "\u3000body"), (3, 1, "YML001"), ("\u3000", "  ")),
    "a zero-width space": (("  body", "\u200b  body"), (3, 1, "YML001"), ("\u200b", "")),
    "a soft hyphen before a key": (("title", "\xadtitle"), (1, 1, "YML001"), ("\xad", "")),
    "dashes of Word's": (("- That", "– That"), (6, 3, "YML001"), ("– That", "- That")),
    "bullets": (("- That", "• That"), (6, 3, "YML001"), ("• That", "- That")),
    "stars": (("- That", "* That"), (6, 3, "YML001"), ("* That", "- That")),
    "hyphens without a space": (("- That", "-That"), (6, 3, "YML001"), ("-That", "- That")),
    "one dash of Word's": ((WATERS, WATERS.replace("-", "–")), (7, 3, "YML001"), ("–", "-")),
    "one hyphen without a space": ((WATERS, WATERS.replace("- ", "-")), (7, 3, "YML001"), ("-That", "- That")),
    "curly quotation marks": (
        ("Street Trees", "“Street: Trees”"), (1, 8, "YML001"), ("“Street: Trees”", '"Street: Trees"')),
    "two versions": (
        ("  date: 2026-03-03\n", "<<<<<<< mine\n  date: 2026-03-03\n=======\n  date: 2026-03-04\n>>>>>>> theirs\n"),
        (4, 1, "YML001"),
        ("<<<<<<< mine\n  date: 2026-03-03\n=======\n  date: 2026-03-04\n>>>>>>> theirs\n", "  date: 2026-03-03\n")),
    "an equals sign": (("title:", "title ="), (1, 6, "YML001"), ("title =", "title:")),
    "a semicolon": (("title:", "title;"), (1, 6, "YML001"), ("title;", "title:")),
    "a wide colon": (("title: ", "title："), (1, 6, "YML001"), ("title：", "title: ")),
    "a text in part in quotation marks": (
        (WATERS, '- "Green" trees are watered.'), (7, 5, "YML001"),
        ('- "Green" trees are watered.', '- |\n    "Green" trees are watered.')),
    "a title in part in quotation marks": (
        ("Street Trees", "'Green' Trees"), (1, 8, "YML001"), ("'Green' Trees", "|\n  'Green' Trees")),
}  # fmt: skip
SIGNS = (
    "[Draft] That it waters.", "*That* it waters.", "**That** it waters.", "& that it waters.", "%5 are watered.",
    "> 5 per cent are watered.", "@council waters.", "`x` waters.", "| That it waters.", "{x} That it waters.",
)  # fmt: skip
FAULTS |= {
    f"a text that begins with {text.partition(' ')[0]}": (
        (WATERS, f"- {text}"), (7, 5, "YML001"), (text, f'"{text}"'),
    )
    for text in SIGNS
}  # fmt: skip


@pytest.mark.parametrize(("wrong", "place", "cure"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_reported_alone_at_its_line_and_its_cure_works(
    wrong: tuple[str, str], place: tuple[int, int, str], cure: tuple[str, str], room: Room
) -> None:
    text = (HEAD + LIST).replace(*wrong)
    room.write(YAML, text)
    assert [(each["line"], each["column"], each["code"]) for each in errors(room)] == [place]
    room.write(YAML, text.replace(*cure))
    assert errors(room) == []


KINDS = {
    "Rich Text": b"{\\rtf1\\ansi title: Trees\\par}",
    "Word": b"PK\x03\x04" + bytes(300),
    "old Word": b"\xd0\xcf\x11\xe0" + bytes(300),
    "PDF": b"%PDF-1.7\n",
    "a web page": b"<!doctype html><title>x</title>",
}


@pytest.mark.parametrize("content", KINDS.values(), ids=KINDS)
def test_another_programs_file_is_called_what_it_is(content: bytes, room: Room) -> None:
    room.write(YAML, "").write_bytes(content)
    assert [(each["line"], each["code"]) for each in errors(room)] == [(None, "YML008")]


FINE = {
    "lines of a text": "report:\n  purpose: |\n    title:none\n    – a point\n    • another\n    * a third\n",
    "spaces within words": "concerning: the\xa0trees of 5\xa0March\n",
    "an address": "concerning: https://x.example/title:a\n",
    "a comment": "# title:x and – dashes\n",
    "quoted": 'concerning: "– the trees: title:x"\n',
    "points within a text": "report:\n  purpose: |\n    To say:\n    - one\n    - two\n",
}


@pytest.mark.parametrize("text", FINE.values(), ids=FINE)
def test_what_is_right_has_no_fault(text: str) -> None:
    assert find_faults(HEAD + text + LIST) == []


def test_hostile_lines_take_no_time() -> None:
    for text in (
        " " * 1_900_000 + "x",
        "- " * 900_000,
        ("  " * 400 + "- \n") * 1_000,
        "\u200b" * 600_000,
        "title" * 300_000,
    ):
        begun = process_time()
        find_faults(text)
        assert process_time() - begun < 2, text[:20]


def test_so_many_lines_that_are_wrong_take_no_time() -> None:
    begin = "recommendations:\n"
    for lines in (
        "title: {\n" * 10_000,
        begin + "- {\n" * 10_000,
        begin + "  - a\n    withdrawn: x\n" * 5_000,
        begin + " report:\n" * 10_000,
        begin + "- 'a\n" * 10_000,
        begin + "- a\n" + " - b\n" * 10_000,
        "title x\n" * 10_000,
    ):
        begun = process_time()
        find_faults(lines, FILES["recommendations"])
        explain_stop(lines, 5, 5, FILES["recommendations"])
        assert process_time() - begun < 4, lines[:40]


@pytest.mark.parametrize(
    ("dates", "codes"),
    [
        ("cabinet: {date: 2026-03-18}\nresponse: {due: 2026-03-25}\n", ["REC013"]),
        ("cabinet: {date: 2026-03-18}\nresponse: {due: 2026-03-18}\n", []),
        ("cabinet: {date: 2026-03-18}\nresponse: {due: 2026-03-25, status: agreed}\n", []),
        ("cabinet: {date: 0226-03-18}\n", ["YML012"]),
        ("cabinet: {date: 18/03/2206}\n", ["YML012"]),
        ("cabinet: {date: 18 March 1974}\n", ["REC009"]),
    ],
)
def test_dates_that_can_hardly_be_right(dates: str, codes: list[str], room: Room) -> None:
    room.write(YAML, HEAD + dates + LIST)
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert [each["code"] for each in found if not each["code"].startswith("RES")] == codes
