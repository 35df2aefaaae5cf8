"""What `show:` prints beside a plan's priorities, and templates of a council's own that have no place for it."""

import pytest

from tests.acceptance.test_cases import CASES, lay_out
from tests.conftest import Room
from tests.outline import read_outline
from tests.packages import edit_document

TEMPLATE = "templates/action-plan.docx"
DOCUMENT = "output/homes-2027/Action plan - Homes Action Plan, Year 2.docx"
# Within a paragraph; from a statement in one of its own to the next that ends one.
WITHIN = "(?:(?!</w:p>).)*"
OPEN, CLOSE = rf"<w:p>{WITHIN}\{{%p ", rf"%\}}.*?\{{%p endif %\}}{WITHIN}</w:p>"
# What show: has, how much of the template is for it, and what the paper says then.
SHOWN = {
    "key": (f"{OPEN}if marks {CLOSE}", "Key to the notes"),
    "figures": (f"{OPEN}if figures %\\}}.*?endif %\\}}[^{{}}]*</w:p>(?=<w:p>{WITHIN}{{%p for)", "| Actions"),
    "chart": (r"\{\{r chart \}\}", "Figures"),
    "concordance": (f"{OPEN}if former {CLOSE}", "Last year's numbers"),
}


@pytest.fixture
def homes(room: Room) -> Room:
    lay_out(CASES / "good" / "plan_two_years", room)
    return room


def show(room: Room, *names: str) -> None:
    path = room.path / "data/homes-2027/action-plan.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("show: [key, figures, chart, concordance]", f"show: [{', '.join(names)}]"), "utf-8")


@pytest.mark.parametrize("name", SHOWN)
def test_each_is_printed_where_it_is_asked_for(name: str, homes: Room) -> None:
    show(homes, name)
    assert homes.papers("build").exit_code == 0
    outline = read_outline(homes.path / DOCUMENT)
    expected = {SHOWN[name][1], *(["Figures"] if name == "figures" else [])}
    assert {words for _, words in SHOWN.values() if words in outline} == expected


def test_nothing_is_printed_that_was_not_asked_for(homes: Room) -> None:
    show(homes)
    assert homes.papers("build").exit_code == 0
    assert [words for _, words in SHOWN.values() if words in read_outline(homes.path / DOCUMENT)] == []


@pytest.mark.parametrize("name", SHOWN)
def test_a_template_without_a_place_for_it_is_a_warning_until_it_is_left_out(name: str, homes: Room) -> None:
    edit_document(homes.path / TEMPLATE, SHOWN[name][0], "")
    tried = homes.papers("templates", "check")
    assert (tried.exit_code, "TPL" in tried.stderr) == (0, False)
    built = homes.papers("build")
    assert (built.exit_code, homes.documents()) == (0, [DOCUMENT.removeprefix("output/")])
    assert built.stderr.count(f"{TEMPLATE}: warning TPL010: ") == (3 if name == "figures" else 1)
    homes.write("papers.yaml", f"council: Westmere City Council\nleave_out: [{name}]\n")
    assert "TPL010" not in homes.papers("build").stderr


@pytest.mark.parametrize("lost", [r"\{\{ earlier\.number \}\}", r"\{\{ count\.label \}\}"])
def test_the_trial_of_the_templates_has_everything(lost: str, room: Room) -> None:
    """What is in no row of a table is missed, where the rest of the row is printed."""
    edit_document(room.path / TEMPLATE, lost, "1")
    assert f"{TEMPLATE}: error TPL007" in room.papers("templates", "check").stderr


def test_the_notes_are_in_the_councils_words(homes: Room) -> None:
    homes.write("templates/words.yaml", "New: Newydd\nCompleted: Cwblhawyd\n")
    assert homes.papers("build").exit_code == 0
    outline = read_outline(homes.path / DOCUMENT)
    assert ("| Cwblhawyd, 14 February 2027\n" in outline, outline.count("| Newydd\n")) == (True, 3)
