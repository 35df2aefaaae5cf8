"""Rows of a front sheet as officers type them, and a topic that leaves out its scrutiny."""

from pathlib import Path

import pytest

from cabinet_papers.matter.model import Matter
from cabinet_papers.yaml_files.recommendations import read_matter

HEAD = "title: T\nscrutiny: {body: Panel, date: 2026-03-03}\nrecommendations: [That it acts.]\n"
REPORT = "report:\n  body: It met.\n  front_sheet:"


def read(path: Path, text: str) -> tuple[Matter, list[tuple[str, int | None, int | None]]]:
    (path / "m.yaml").write_text(text, encoding="utf-8")
    matter, findings = read_matter(path / "m.yaml", "m.yaml", "en-GB")
    assert matter
    return matter, [(each.code.number, each.location.line, each.location.column) for each in findings]


ROWS = {
    " {Ward: Fenside}": [("Ward", "Fenside")],
    "\n    Wards  affected: All\n    Key?: no": [("Wards affected", "All"), ("Key?", "no")],
    '\n    "Ward:": Fenside\n    Number: 42\n    Date given: 2026-03-05': [
        ("Ward", "Fenside"), ("Number", "42"), ("Date given", "2026-03-05")],
    "\n    Contact: |\n      A Person\n\n      01632 960014\n    Empty:\n    Empty too: ''": [
        ("Contact", "A Person\n01632 960014")],
    '\n    "{{ x }}": "A: b # c"': [("{{ x }}", "A: b # c")],
    "": [],
    " {}": [],
}  # fmt: skip


@pytest.mark.parametrize("typed", ROWS)
def test_rows_are_read_in_their_order(typed: str, tmp_path: Path) -> None:
    matter, findings = read(tmp_path, f"{HEAD}{REPORT}{typed}\n")
    assert matter.report
    assert ([(row.label, row.value) for row in matter.report.front_sheet], findings) == (ROWS[typed], [])


WRONG = {
    " [Ward, Fenside]": ("YML004", 6, 16),
    " Fenside": ("YML004", 6, 16),
    "\n    Ward:Fenside": ("YML004", 7, 5),
    "\n    Ward: A\n    Ward: B": ("YML002", 8, 5),
    '\n    Ward: A\n    "ward:": B': ("YML002", 8, 5),
    "\n    Ward: [A, B]": ("YML004", 7, 11),
    " {Contact: A Person, Officer, Ward: Fenside}": ("YML017", 6, 36),
    " {exempt: 3}": ("YML019", 6, 17),
    '\n    Ward: A\n    "": Fenside': ("YML005", 8, 5),
    '\n    ": ": Fenside': ("YML005", 7, 5),
}


@pytest.mark.parametrize("typed", WRONG)
def test_what_is_no_row(typed: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"{HEAD}{REPORT}{typed}\n")[1] == [WRONG[typed]]


def test_a_topic_that_leaves_out_its_scrutiny_has_the_reports(tmp_path: Path) -> None:
    own = "title: T\nscrutiny: {body: Panel, date: 2026-03-03}\ntopics:\n"
    topics = "- {title: A, recommendations: [That it acts.]}\n- {title: B, scrutiny: {body: Group, date: 2026-02-02}, "
    matter, findings = read(tmp_path, f"{own}{topics}recommendations: [That it acts too.]}}\n")
    dates = [(each.body, str(each.date)) for each in matter.topics]
    assert (dates, findings) == ([("Panel", "2026-03-03"), ("Group", "2026-02-02")], [])


@pytest.mark.parametrize(
    ("topic", "found"),
    [
        ("title: A", [("YML005", 2, 11)]),
        ("title: A, scrutiny: ", [("YML005", 2, 11)]),
        ("title: A, scrutiny: {date: 2026-03-03}", [("YML005", 3, 31)]),
        ("title: A, scrutiny: {body: Group}", [("YML005", 3, 31)]),
        ("title: A, scrutny: {body: Group, date: 2026-03-03}", [("YML003", 3, 21)]),
    ],
)
def test_a_date_that_nothing_gives(topic: str, found: list[tuple[str, int, int]], tmp_path: Path) -> None:
    """One finding, at the report's scrutiny where that would have been enough."""
    text = f"title: T\nscrutiny: {{body: Panel}}\ntopics: [{{{topic}, recommendations: [That it acts.]}}]\n"
    assert read(tmp_path, text)[1] == found
