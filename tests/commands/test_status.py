"""`papers status`: who owes what, what is overdue, and whether the papers are of today's data."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import docx
import pytest

from cabinet_papers.commands.fingerprints import fingerprint_document
from cabinet_papers.matter.settings import Settings
from cabinet_papers.papers.kinds import KINDS, Document
from cabinet_papers.papers.views import PlanView
from tests.conftest import Room

MATTER = """\
title: {title}
scrutiny: {{body: Scrutiny Committee, date: 2026-03-03}}
cabinet:
  date: {cabinet}
  members:
    - {{name: Councillor Ada Brook, title: Cabinet Member for Parks}}
    - {{name: Councillor Ben Marsh, title: Cabinet Member for Finance}}
response: {{status: {status}, due: {due}}}
recommendations:
  - {{text: That the Council plants a hundred trees., member: Councillor Ada Brook}}
  - {{text: That the Council waters them., member: Councillor Ada Brook}}
  - {{text: That the Council sets money aside., member: Councillor Ben Marsh}}
"""
ANSWERS = """\
[Responses]
No. | Recommendation | Agree? | Comment
1 | That the Council plants a hundred trees. | {0} | {1}
2 | That the Council waters them. | Yes | Of course.
3 | That the Council sets money aside. | {2} | {3}
"""


def write_matter(
    room: Room, name: str = "trees", title: str = "Street Trees", *, cabinet: str = "2026-04-15",
    due: str = "2026-04-01", status: str = "draft", drawing: str = "",
) -> Path:  # fmt: skip
    if drawing:
        room.draw(f"data/{name}/responses.xlsx", drawing)
    return room.write(
        f"data/{name}/recommendations.yaml", MATTER.format(title=title, cabinet=cabinet, due=due, status=status)
    )


def ask(room: Room, on: str = "2026-03-10", *matters: str) -> list[dict[str, Any]]:
    ran = room.run("status", *matters, "--on", on, "--format", "json")
    assert ran.exit_code == 0, ran.screen
    found = json.loads(ran.stdout)
    assert isinstance(found, list)
    return found


def test_before_the_sheet_goes_out(room: Room) -> None:
    write_matter(room)
    (found,) = ask(room)
    assert (found["matter"], found["title"], found["status"]) == ("trees", "Street Trees", "draft")
    assert (found["asked"], found["answered"], found["papers"]) == (3, 0, "nothing to build")
    assert (found["due"], found["due_in_days"]) == ("2026-04-01", 22)
    assert (found["cabinet_date"], found["cabinet_in_days"], found["overdue_days"]) == ("2026-04-15", 36, 0)
    assert found["next"] == "send out the response sheet"


def test_who_owes_which_answer(room: Room) -> None:
    write_matter(room, drawing=ANSWERS.format("", "", "No", "There is none."))
    (found,) = ask(room)
    assert found["answered"] == 2
    assert found["awaited"] == [{"number": "1", "members": ["Councillor Ada Brook"]}]
    shown = room.run("status", "--on", "2026-03-10").stdout
    assert "2 of 3; awaited from Councillor Ada Brook: 1" in shown


def test_several_owe_answers(room: Room) -> None:
    write_matter(room, drawing=ANSWERS.format("", "", "", ""))
    shown = room.run("status", "--on", "2026-04-02").stdout
    assert "awaited from Councillor Ada Brook: 1; from Councillor Ben Marsh: 3" in shown
    assert "1 Apr 2026, 1 day ago" in shown


def test_what_is_overdue_comes_first(room: Room) -> None:
    yes = ANSWERS.format("Yes", "Good.", "Yes", "Good.")
    write_matter(room, "agreed", "Agreed", status="agreed", drawing=yes, cabinet="2026-01-02")
    write_matter(room, "late", "Late", due="2026-03-08")
    write_matter(room, "later", "Later", due="2026-03-30", cabinet="2026-04-30")
    write_matter(room, "met", "Met", drawing=yes, cabinet="2026-03-07")
    write_matter(room, "soon", "Soon", due="2026-03-12")
    found = ask(room)
    assert [each["matter"] for each in found] == ["met", "late", "soon", "later", "agreed"]
    assert [each["overdue_days"] for each in found] == [3, 2, 0, 0, 0]
    assert found[0]["next"] == "write down what Cabinet agreed"
    shown = room.run("status", "--on", "2026-03-10")
    assert "Cabinet met 3 days ago: still a draft" in shown.stdout
    assert "5 matters on 10 Mar 2026: 2 overdue (met, late), 3 with answers awaited" in shown.screen


def test_where_cabinet_has_met_comes_before_late_answers(room: Room) -> None:
    write_matter(room, "late", "Late", due="2026-01-08")
    write_matter(room, "met", "Met", drawing=ANSWERS.format("Yes", "Good.", "Yes", "Good."), cabinet="2026-03-09")
    assert [(each["matter"], each["overdue_days"]) for each in ask(room)] == [("met", 1), ("late", 61)]


@pytest.mark.parametrize(
    ("on", "says"),
    [("2026-03-31", "in 1 day"), ("2026-04-01", "today"), ("2026-04-03", "2 days ago"), ("1 April 2026", "today")],
)
def test_days_are_counted_from_the_day_that_is_named(room: Room, on: str, says: str) -> None:
    write_matter(room)
    assert f"1 Apr 2026, {says}" in room.run("status", "--on", on).stdout


def test_a_month_is_overdue_when_it_is_over(room: Room) -> None:
    write_matter(room, cabinet="2026-03", drawing=ANSWERS.format("Yes", "Good.", "Yes", "Good."))
    assert "Mar 2026, this month" in room.run("status", "--on", "2026-03-10").stdout
    assert ask(room, "2026-04-02")[0]["overdue_days"] == 2


@pytest.fixture
def built(room: Room) -> Room:
    """A matter whose draft response was built."""
    write_matter(room, drawing=ANSWERS.format("Yes", "Good.", "Yes", "Good."))
    assert room.run("build").exit_code == 0
    assert ask(room)[0]["papers"] == "up to date"
    return room


def response(room: Room) -> Path:
    (path,) = (room.path / "output" / "trees").glob("*.docx")
    return path


def test_a_remark_in_the_yaml_changes_no_paper(built: Room) -> None:
    path = built.path / "data/trees/recommendations.yaml"
    path.write_text("# Ask again in May.\n\n" + path.read_text())
    assert ask(built)[0]["papers"] == "up to date"


def test_a_word_of_the_dictionary_changes_no_paper(built: Room) -> None:
    path = built.path / "papers.yaml"
    path.write_text(path.read_text() + "words: [Eastmere]\n")
    assert ask(built)[0]["papers"] == "up to date"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/trees/recommendations.yaml", "a hundred trees", "two hundred trees"),
        ("data/trees/recommendations.yaml", "title: Street Trees", "title: Trees in Streets"),
        ("data/trees/recommendations.yaml", "date: 2026-04-15", "date: 2026-04-16"),
        ("papers.yaml", "council: Westmere City Council", "council: Upper Westmere Council"),
    ],
)
def test_a_change_of_the_data_is_seen(built: Room, file: str, old: str, new: str) -> None:
    path = built.path / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    assert ask(built)[0]["papers"] != "up to date"
    path.write_text(text)
    assert ask(built)[0]["papers"] == "up to date"


def test_a_changed_answer_is_seen(built: Room) -> None:
    built.draw("data/trees/responses.xlsx", ANSWERS.format("Yes", "Very good.", "Yes", "Good."))
    (found,) = ask(built)
    assert (found["papers"], found["next"]) == ("changed since", "build the papers")
    assert built.run("build").exit_code == 0
    assert ask(built)[0]["papers"] == "up to date"


def test_a_changed_template_is_seen(built: Room) -> None:
    path = built.path / "templates" / "draft-response.docx"
    template = docx.Document(str(path))
    template.add_paragraph("Thank you.")
    template.save(str(path))
    assert ask(built)[0]["papers"] == "changed since"


def test_a_paper_edited_in_word_is_seen(built: Room) -> None:
    document = docx.Document(str(response(built)))
    document.add_paragraph("By hand.")
    document.save(str(response(built)))
    assert ask(built)[0]["papers"] == "edited since"


def test_a_paper_that_was_deleted_is_not_built(built: Room) -> None:
    response(built).unlink()
    assert ask(built)[0]["papers"] == "not built"


def test_errors_are_counted_and_the_papers_are_not_called_current(built: Room) -> None:
    path = built.path / "data/trees/recommendations.yaml"
    path.write_text(path.read_text().replace("title: Street Trees\n", ""))
    (found,) = ask(built)
    assert (found["errors"], found["papers"], found["next"]) == (1, "changed since", "correct the errors")


def test_papers_of_an_earlier_version_may_be_out_of_date(built: Room) -> None:
    record = built.path / "output/trees/.built.json"
    kept = json.loads(record.read_text())
    record.write_text(json.dumps({name: each for name, each in kept.items() if not name.startswith("made of:")}))
    assert ask(built)[0]["papers"] == "unknown"


@pytest.mark.parametrize("facts", [None, 3, [], {}, {"title": 4}, {"title": "A", "due": [["x"], False]},
                                   {"title": "A", "awaited": [["1"]]}, {"unknown": 1}])  # fmt: skip
def test_facts_of_the_wrong_form_are_found_again(built: Room, facts: Any) -> None:
    memory = built.path / "output" / ".checked.json"
    kept = json.loads(memory.read_bytes())
    kept["known"]["trees"]["facts"] = facts
    memory.write_text(json.dumps(kept))
    (found,) = ask(built)
    assert (found["title"], found["papers"]) == ("Street Trees", "up to date")


def test_nothing_exempt_is_shown(room: Room) -> None:
    path = write_matter(room)
    path.write_text(
        path.read_text().replace("text: That the Council waters", "exempt: 3, text: That the Council waters")
    )
    for form in ("text", "json", "html"):
        assert "waters" not in room.run("status", "--format", form).stdout


def test_matters_that_are_closed_are_shown_when_they_are_named(room: Room) -> None:
    write_matter(room)
    write_matter(room, "closed/hedges", "Hedges")
    assert [each["matter"] for each in ask(room)] == ["trees"]
    assert [each["matter"] for each in ask(room, "2026-03-10", "hedges")] == ["hedges"]


def test_the_settings_have_errors(room: Room) -> None:
    write_matter(room)
    room.write("papers.yaml", "council: Eastmere\nlanguage: klingon\n")
    ran = room.run("status", "--on", "2026-03-10")
    assert ran.exit_code == 0
    assert "papers check, which lists what is wrong with papers.yaml" in ran.screen


def test_papers_alone_shows_it(room: Room) -> None:
    write_matter(room)
    assert room.run().stdout == room.run("status").stdout
    assert "papers sheet trees" in room.run().screen


def test_a_workspace_without_matters_says_how_to_begin(room: Room) -> None:
    ran = room.run()
    assert (ran.exit_code, "papers new" in ran.screen) == (0, True)


def test_a_day_that_is_none_is_refused(room: Room) -> None:
    ran = room.run("status", "--on", "tomorrow")
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "2026-03-03" in ran.screen


@pytest.mark.parametrize("columns", ["20", "40", "80", "132"])
def test_it_fits_the_window(room: Room, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write_matter(room, drawing=ANSWERS.format("", "", "", ""))
    monkeypatch.setenv("COLUMNS", columns)
    ran = room.run("status", "--on", "2026-05-10")
    assert all(len(line) <= int(columns) for line in [*ran.stdout.splitlines(), *ran.screen.splitlines()])


def test_actions_whose_time_is_over_are_named(room: Room) -> None:
    room.write(
        "data/plan/action-plan.yaml",
        "title: Tree Plan\nyears: [2025 - 2026, 2026 - 2027]\npriorities:\n  - name: Trees\n    actions:\n"
        "      - {text: Plant limes., by: February 2026}\n"
        "      - {text: Plant oaks., by: 2026-02-28, completed: 2026-02}\n"
        "      - {text: Plant elms., by: Q4 2024/25}\n      - {text: Water them., by: Year 2}\n"
        "      - {text: Count., by: soon}\n",
    )
    (found,) = ask(room)
    assert found["overdue_actions"] == ["1.3", "1.1"]
    assert "2 actions overdue: 1.3, 1.1" in room.run("status", "--on", "2026-03-10").stdout
    assert ask(room, "2027-12-31")[0]["overdue_actions"] == ["1.3", "1.1"]
    assert ask(room, "2028-01-01")[0]["overdue_actions"] == ["1.3", "1.1", "1.4"]


def test_a_field_that_a_later_version_adds_changes_no_fingerprint() -> None:
    class Before(NamedTuple):
        title: str
        rows: tuple[str, ...] = ()

    class After(NamedTuple):
        title: str
        rows: tuple[str, ...] = ()
        chart: str = ""

    def fingerprint(view: Any) -> str:
        kind = next(each for each in KINDS if each.view is PlanView)
        return fingerprint_document(Document(kind, "a.docx", "A", view, ()), Settings("Westmere"))

    assert fingerprint(Before("A", ("b",))) == fingerprint(After("A", ("b",)))
    assert fingerprint(Before("A", ("b",))) != fingerprint(After("A", ("b",), "c"))
    assert fingerprint(Before("A", ("b",))) != fingerprint(Before("A", ("c",)))
