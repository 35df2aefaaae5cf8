"""What a receipt must find: each detail that a template prints, each answer in its column, all words in their order.

The damage is done where it happens: to a template in Word, or to a finished document or web page.
"""

import re
from collections.abc import Callable

import pytest

from cabinet_papers.commands.examine import Examiner
from cabinet_papers.commands.rendering import Renderer
from cabinet_papers.files.workspace import find_matters, find_workspace
from cabinet_papers.findings import codes
from cabinet_papers.finished.blocks import open_blocks
from cabinet_papers.finished.word_file import open_document
from cabinet_papers.papers.kinds import plan_documents
from cabinet_papers.proof.page_blocks import PageReader
from cabinet_papers.proof.page_check import check_page, find_difference
from cabinet_papers.proof.readback import How, find_losses
from cabinet_papers.web.page import write_page
from cabinet_papers.word.template import Properties, render_document
from tests.conftest import Room
from tests.packages import change_package, replace_in
from tests.proof.test_readback import edited

MAIN = "word/document.xml"
# The body has another name than the house's title of the draft; the office is that of one member alone.
MATTER = """\
title: Street Trees
scrutiny: {body: Parks Panel, date: 2026-03-03, lead_member: {name: Councillor Fir, title: Chair}}
cabinet:
  date: 2026-03-18
  members: [{name: Councillor Oak, title: Cabinet Member for Parks}]
report:
  body: |
    The Panel met.

    [Recommendation 1]

    [Recommendation 2]
"""
PLAIN = (
    MATTER
    + """\
recommendations:
  - That the Council plants a hundred trees.
  - That the Council waters them.
"""
)
TOPICS = (
    MATTER
    + """\
topics:
  - title: Oaks
    scrutiny: {body: Oak Panel, date: 2026-03-04}
    recommendations: [That the Council plants a hundred trees.]
  - title: Elms
    scrutiny: {body: Elm Panel, date: 2026-03-05}
    recommendations: [That the Council waters them.]
"""
)
ANSWERS = """\
[R]
No. | Recommendation | Agree? | Comment
1 | That the Council plants a hundred trees. | Yes | First this.\\nThen that.\\n[Table: Costs]\\n- a bullet\\n- another
2 | That the Council waters them. | No | There is no water.
[Costs]
Tree | Cost
Oak | 1,440
Elm | 640
"""
DRAFT, AGREED, REPORT = "draft-response.docx", "cabinet-response.docx", "scrutiny-report.docx"
# A placeholder typed over: the template, the matter's form, what is typed in its place, and what is found: the warning
# names the detail that no part of the template prints, the error what is missing where it is printed elsewhere.
WARNED, LOST = "warning TPL010", "error OUT002"
TYPED_OVER = {
    "the date of the draft": (DRAFT, PLAIN, "{{ topic.date }}", "1 May 2020", WARNED, "date"),
    "its body": (DRAFT, PLAIN, "{{ topic.the_body }}", "the Housing Panel", WARNED, "body"),
    "its title": (DRAFT, PLAIN, "{{ topic.the_title }}", "the Hedges", LOST, '"Street Trees"'),
    "its numbers": (DRAFT, PLAIN, "{{ row.numbered }} {{p row.text", "1. {{p row.text", LOST, '"2"'),
    "a topic's heading": (DRAFT, TOPICS, "{{ topic.title }}", "Oaks", LOST, '"Elms"'),
    "a topic's title in the preamble": (DRAFT, TOPICS, "{{ topic.the_title }}", "the Oaks", LOST, '"Elms"'),
    "a topic's date": (DRAFT, TOPICS, "{{ topic.date }}", "04 March 2026", WARNED, "date"),
    "a topic's body": (DRAFT, TOPICS, "{{ topic.the_body }}", "the Oak Panel", WARNED, "body"),
    "the date of the response": (AGREED, PLAIN, "{{ date }}", "1 May 2020", LOST, '"03 March 2026"'),
    "its body, agreed": (AGREED, PLAIN, "{{ the_body }}", "the Housing Panel", WARNED, "body"),
    "its title, agreed": (AGREED, PLAIN, "{{ the_title }}", "the Hedges", LOST, '"Street Trees"'),
    "a member": (AGREED, PLAIN, "{{ member.name }}", "Councillor Ash", WARNED, "members"),
    "an office": (AGREED, PLAIN, "{{ member.title }}", "Leader", WARNED, "offices"),
    "the matter's body above topics": (AGREED, TOPICS, "{{ the_body }}", "the Housing Panel", WARNED, "body"),
    "a topic's title, agreed": (AGREED, TOPICS, "{{ topic.title }}", "Oaks", LOST, '"Elms"'),
    "the numbers in the report": (REPORT, PLAIN, "{{ part.recommendation.number }}: {{p", "1: {{p", LOST, '"2"'),
    "the body of the report": (REPORT, PLAIN, "{{ body }}", "Scrutiny Committee", WARNED, "body"),
    "the date of the report": (REPORT, PLAIN, "{{ date }}", "1 May 2020", WARNED, "date"),
}


def lay_out(room: Room, matter: str, *, agreed: bool = False) -> None:
    room.write("data/trees/recommendations.yaml", matter + ("response: {status: agreed}\n" if agreed else ""))
    room.draw("data/trees/a.xlsx", ANSWERS)


@pytest.mark.parametrize("what", TYPED_OVER)
def test_a_placeholder_typed_over_in_the_template(what: str, room: Room) -> None:
    template, matter, placeholder, typed, code, named = TYPED_OVER[what]
    lay_out(room, matter, agreed=template == AGREED)
    change_package(room.path / "templates" / template, replace_in(MAIN, placeholder, typed))
    built = room.papers("build")
    assert (built.exit_code, bool(room.documents())) == ((1, False) if code == LOST else (0, True)), built.stderr
    lines = built.stderr.splitlines()
    (at,) = [at for at, line in enumerate(lines) if " TPL010" in line or " OUT002" in line]
    assert f" {code}: " in lines[at]
    assert named in lines[at] + lines[at + 1]
    tried = room.papers("templates", "check")
    assert len(re.findall(r"\b(?:TPL007|TPL010)\b", tried.stderr)) >= 1, tried.stderr
    if code == WARNED:
        assert (tried.exit_code, tried.stderr.count(" TPL010: ")) == (0, 1)
        # Left out on purpose: the council says so, and nothing is found.
        room.write("papers.yaml", f"council: Westmere City Council\nleave_out: [{named}]\n")
        assert room.papers("templates", "check").stderr.count("TPL0") == 0
        assert " TPL010: " not in room.papers("build").stderr


PLAN = """\
title: Trees
years: [2026 - 2027, 2027 - 2028]
priorities:
  - name: Planting
    owner_heading: Organisation
    actions: [{text: Plant trees., service: Parks}]
  - name: Watering
    actions: [{text: Water them., service: Parks}]
"""


@pytest.mark.parametrize(
    ("placeholder", "typed", "name"),
    [("{{ priority.owner_heading }}", "Service", "owner_heading"), ("{{ year }}", "2026 - 2027", "years")],
)
def test_a_heading_of_a_plan_typed_over_in_the_template(placeholder: str, typed: str, name: str, room: Room) -> None:
    room.write("data/trees/action-plan.yaml", PLAN)
    change_package(room.path / "templates/action-plan.docx", replace_in(MAIN, placeholder, typed))
    built = room.papers("build", "--html")
    assert (built.exit_code, built.stderr.count(" warning TPL010: ")) == (0, 1)
    assert f"as in leave_out: [{name}]" in built.stderr


@pytest.mark.parametrize("matter", [PLAIN, TOPICS], ids=["plain", "topics"])
@pytest.mark.parametrize("agreed", [False, True], ids=["draft", "agreed"])
def test_the_shipped_templates_hold_everything(matter: str, agreed: bool, room: Room) -> None:
    lay_out(room, matter, agreed=agreed)
    built = room.papers("build", "--html")
    assert (built.exit_code, len(room.documents())) == (0, 2), built.stderr


def test_columns_exchanged_in_the_template(room: Room) -> None:
    """The heading Agree? over the comments, and the other way round."""
    lay_out(room, PLAIN)
    path = room.path / "templates" / DRAFT

    def exchange(parts: dict[str, bytes]) -> None:
        text = parts[MAIN].decode().replace(">Agree?<", ">@<").replace(">Comment<", ">Agree?<")
        parts[MAIN] = text.replace(">@<", ">Comment<").encode()

    change_package(path, exchange)
    built = room.papers("build")
    assert (built.exit_code, room.documents()) == (1, [])
    assert "OUT002" in built.stderr
    assert len(re.findall('is in the column "(?:Agree\\?|Comment)"', built.stderr)) == 4, built.stderr


def test_headings_and_columns_of_the_councils_own(room: Room) -> None:
    """Other headings, the comment before the decision, or both in one cell: what a council may do in Word."""
    lay_out(room, PLAIN)
    path = room.path / "templates" / DRAFT

    def rename(parts: dict[str, bytes]) -> None:
        text = parts[MAIN].decode().replace(">Agree?<", ">What we will do<").replace(">Comment<", ">Answer<")
        parts[MAIN] = text.encode()

    change_package(path, rename)
    assert room.papers("build").exit_code == 0
    change_package(path, replace_in(MAIN, "{{p row.comment }}", "{{ row.decision }}: {{p row.comment }}"))
    decision = re.compile(r"\{% if row\.withheld or row\.answer_withheld %\}.*?Awaited\{% endif %\}")

    def empty(parts: dict[str, bytes]) -> None:
        text, changed = decision.subn("-", parts[MAIN].decode())
        assert changed == 1
        parts[MAIN] = text.encode()

    change_package(path, empty)
    built = room.papers("build")
    assert (built.exit_code, len(room.documents())) == (0, 2), built.stderr


class Made:
    """The draft of the matter as its document and its page, and what both have to hold."""

    def __init__(self, room: Room) -> None:
        workspace = find_workspace(room.path)
        assert workspace is not None
        examiner = Examiner(workspace)
        (examined,) = examiner.examine([find_matters(workspace)[0]])
        documents = plan_documents(examined.paper, examined.plan, examiner.settings)
        document = next(each for each in documents if "Draft" in each.file_name)
        template, findings = Renderer(workspace, examiner.settings).template(document.kind)
        assert template is not None, findings
        self.content = render_document(template, document.view._asdict(), Properties("t", "a", "en-GB")).content
        self.opened = open_document(self.content)
        self.page = write_page(self.opened).decode()
        self.facts = document.list_expected(examiner.settings)

    def losses(self, edit: Callable[[str], str]) -> set[tuple[str, How]]:
        opened = open_blocks(edited(self.content, edit))
        return {(loss.fact.text, loss.how) for loss in find_losses(opened.paragraphs, self.facts)}

    def is_found_on_page(self, edit: Callable[[str], str]) -> tuple[bool, bool]:
        """Whether the document, and whether the facts tell that the page was changed."""
        changed = edit(self.page)
        assert changed != self.page, "the edit changed nothing"
        reader = PageReader(changed)
        (finding,) = check_page(changed.encode(), self.opened, "page", self.facts)
        assert finding.code is codes.OUT002
        lost = find_losses([found for _, found in reader.found], self.facts)
        return find_difference(reader, self.opened) is not None, lost != []


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    room = Room(tmp_path_factory.mktemp("receipt") / "room")
    room.path.mkdir()
    assert room.papers("init", ".", "--bare").exit_code == 0
    room.write("papers.yaml", "council: Westmere City Council\n")
    lay_out(room, PLAIN)
    made = Made(room)
    assert check_page(made.page.encode(), made.opened, "page", made.facts) == []
    return made


def exchange(one: str, other: str) -> Callable[[str], str]:
    """Return the edit that puts each of two texts in the place of the other."""

    def edit(text: str) -> str:
        assert (text.count(f">{one}<"), text.count(f">{other}<")) == (1, 1)
        return text.replace(f">{one}<", ">@<").replace(f">{other}<", f">{one}<").replace(">@<", f">{other}<")

    return edit


EXCHANGED = {
    "two figures of a table": ("1,440", "640"),
    "a figure and its label": ("Elm", "640"),
    "two headings of a table": ("Tree", "Cost"),
    "two paragraphs of one comment": ("First this.", "Then that."),
    "two answers": ("Yes", "No"),
    "a decision and a comment": ("No", "There is no water."),
    "comments of two recommendations": ("First this.", "There is no water."),
    "two recommendations": ("That the Council plants a hundred trees.", "That the Council waters them."),
}


@pytest.mark.parametrize("what", EXCHANGED)
def test_words_exchanged_in_the_document(what: str, made: Made) -> None:
    one, other = EXCHANGED[what]
    assert made.losses(exchange(one, other))


PAGE_EXCHANGED = {
    "two figures of a table": (">1,440<", ">640<"),
    "two paragraphs of one comment": ("<p>First this.</p>", "<p>Then that.</p>"),
    "two answers": ('data-heading="Agree?">Yes</td>', 'data-heading="Agree?">No</td>'),
    "comments of two recommendations": ("First this.", "There is no water."),
    "two bullets": ("<li>a bullet</li>", "<li>another</li>"),
}


@pytest.mark.parametrize("what", PAGE_EXCHANGED)
def test_words_exchanged_on_the_page(what: str, made: Made) -> None:
    one, other = PAGE_EXCHANGED[what]

    def edit(page: str) -> str:
        assert (page.count(one), page.count(other)) == (1, 1)
        return page.replace(one, "@@").replace(other, one).replace("@@", other)

    assert made.is_found_on_page(edit) == (True, True)


def test_a_word_lost_on_the_page(made: Made) -> None:
    for old, new in (("There is no water.", "There is water."), ("03\u00a0March\u00a02026", "1 May 2020")):
        assert made.is_found_on_page(lambda page, old=old, new=new: page.replace(old, new)) == (True, True)


DAMAGE: dict[str, tuple[Callable[[str], str], tuple[str, How]]] = {
    "a paragraph of another hand between two": (
        lambda xml: re.sub(r"(<w:p>(?:(?!</w:p>).)*Then that\.)", r"<w:p><w:r><w:t>New.</w:t></w:r></w:p>\1", xml),
        ("Then that.", How.MISPLACED),
    ),
    "a word added within a paragraph of a comment": (
        lambda xml: xml.replace(">Then that.<", ">Then not that.<"), ("Then that.", How.MISSING),
    ),
    "a figure moved one cell on": (
        lambda xml: xml.replace(">1,440<", "><", 1).replace(">Elm<", ">1,440<", 1), ("1,440", How.MISSING),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", DAMAGE)
def test_other_damage(what: str, made: Made) -> None:
    edit, lost = DAMAGE[what]
    losses = made.losses(edit)
    assert losses, what
    assert lost[0] in {text for text, _ in losses}, losses


def test_an_answer_that_only_begins_with_the_decision_is_none(room: Room) -> None:
    """The decision is lost from every row, and a comment that begins with its word is no decision."""
    lay_out(room, PLAIN)
    room.draw("data/trees/a.xlsx", ANSWERS.replace("First this.", "Yes, first this."))
    made = Made(room)
    assert made.losses(lambda xml: xml.replace(">Yes<", "><")) == {("Yes", How.MISSING)}


def test_awaited_and_withdrawn_rows_are_read_back(room: Room) -> None:
    matter = PLAIN.replace("  - That the Council waters them.",
                           "  - {text: That the Council waters them., withdrawn: It rained.}")  # fmt: skip
    lay_out(room, matter)
    room.draw("data/trees/a.xlsx", "[R]\nNo. | Recommendation | Agree? | Comment\n"
              "1 | That the Council plants a hundred trees. | | Only a comment.\n")  # fmt: skip
    made = Made(room)
    assert made.losses(lambda xml: xml.replace("It rained.", "")) == {("It rained.", How.MISSING)}
    assert made.losses(lambda xml: xml.replace("Only a comment.", "Only that.")) == {("Only a comment.", How.MISSING)}


def test_a_finding_names_the_wrong_column(room: Room) -> None:
    lay_out(room, PLAIN)
    made = Made(room)
    opened = open_blocks(edited(made.content, exchange("No", "There is no water.")))
    headings = {loss.heading for loss in find_losses(opened.paragraphs, made.facts)}
    assert headings == {"Agree?", "Comment"}
