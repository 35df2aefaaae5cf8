"""Every small damage to a finished paper of each kind: found by the receipt or a gate, or allowed for a reason.

The papers are some of the sample workspace and of the good cases, so that each thing is in one of them. Each of their
texts, paragraphs, cells, rows and tables is dropped, exchanged with the next, and moved behind it, one at a time, in
the parsed document.
"""

import copy
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from cabinet_papers.commands.examine import Examiner
from cabinet_papers.commands.rendering import Renderer
from cabinet_papers.files.workspace import find_matters, find_workspace
from cabinet_papers.finished.blocks import Blocks
from cabinet_papers.finished.found import normalise
from cabinet_papers.finished.styles import StyleSheet
from cabinet_papers.finished.word_file import MAIN, W, WordFile, open_document
from cabinet_papers.papers.expected_parts import Section
from cabinet_papers.papers.kinds import plan_documents
from cabinet_papers.proof.accessibility import find_barriers
from cabinet_papers.proof.fitting import find_words
from cabinet_papers.proof.readback import find_losses
from cabinet_papers.proof.structure import find_faults
from cabinet_papers.word.template import Properties, render_document
from tests.acceptance.test_cases import CASES, lay_out
from tests.conftest import ROOT, Room

Element = etree._Element
SAMPLES = ("july-round", "tree-planting", "walking-and-cycling-plan")
CHOSEN = ("agreed_topics", "awaited_and_withdrawn", "comment_with_everything", "draft_topics", "exempt", "plan",
          "report_with_everything", "response_columns")  # fmt: skip

# What was done once is looked at by several tests, so that one process does them all.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("damage")]


class Finished(NamedTuple):
    """A finished document, what it has to hold, and what people wrote for it."""

    name: str
    kind: str
    opened: WordFile
    sections: list[Section]
    typed: str
    # The styles, which no damage is done to.
    sheet: StyleSheet

    def count_problems(self, root: Element) -> tuple[int, int]:
        """Return how much the receipt misses, and how much the gates find, with this main part."""
        opened = self.opened._replace(
            roots={**self.opened.roots, MAIN: root}, elements={**self.opened.elements, MAIN: list(root.iter("*"))}
        )
        finished = Blocks(opened)
        finished.sheet = self.sheet
        losses = find_losses(finished.paragraphs, self.sections)
        return len(losses), 0 if losses else len(find_faults(finished, self.typed)) + len(find_barriers(finished))


def make_documents(root: Path, name: str) -> Iterator[Finished]:
    workspace = find_workspace(root)
    assert workspace is not None
    examiner = Examiner(workspace)
    renderer = Renderer(workspace, examiner.settings)
    for examined in examiner.examine(find_matters(workspace)):
        folder = examined.folder
        planned = plan_documents(examined.paper, examined.plan, examiner.settings)
        # What a council's own document must hold is what its template asks for, which other tests show.
        documents = [each for each in planned if not each.kind.is_own]
        assert documents, folder.name
        for document in documents:
            template, _ = renderer.template(document.kind)
            assert template is not None
            filled = render_document(template, document.view._asdict(), Properties("t", "a", "en-GB"))
            opened = open_document(filled.content)
            facts = document.list_expected(examiner.settings)
            where = f"{name}/{folder.name}/{document.file_name}"
            yield Finished(where, document.kind.template, opened, facts, document.typed, Blocks(opened).sheet)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> list[Finished]:
    made = [each for each in make_documents(ROOT, "sample") if each.name.split("/")[1] in SAMPLES]
    for case in CHOSEN:
        room = Room(tmp_path_factory.mktemp("case"))
        shutil.copytree(ROOT / "templates", room.path / "templates")
        room.write("papers.yaml", "council: Westmere City Council\n")
        lay_out(CASES / "good" / case, room)
        made += make_documents(room.path, case)
    return made


def words_of(element: Element) -> str:
    return normalise(" ".join(each.text or "" for each in element.iter(f"{W}t")))


TAGS = {"text": "t", "paragraph": "p", "cell": "tc", "row": "tr", "table": "tbl", "heading": "p"}


def find_all(root: Element, what: str) -> list[Element]:
    """Return the elements of a kind that show words, in reading order."""
    found = [each for each in root.iter(f"{W}{TAGS[what]}") if words_of(each)]
    if what == "heading":
        found = [each for each in found if any(style.get(f"{W}val", "").startswith("Heading")
                                               for style in each.iter(f"{W}pStyle"))]  # fmt: skip
    return found


def drop(one: Element, _: Element) -> None:
    if one.tag == f"{W}t":
        one.text = ""
    else:
        parent(one).remove(one)


def exchange(one: Element, other: Element) -> None:
    if one.tag == f"{W}t":
        one.text, other.text = other.text, one.text
        return
    place = etree.Element("place")
    parent(one).replace(one, place)
    parent(other).replace(other, one)
    parent(place).replace(place, other)


def move(one: Element, other: Element) -> None:
    """Put the one behind the other."""
    if one.tag == f"{W}t":
        one.text, other.text = "", f"{other.text} {one.text}"
    else:
        other.addnext(one)


def parent(element: Element) -> Element:
    found = element.getparent()
    assert found is not None
    return found


DAMAGES: dict[str, Callable[[Element, Element], None]] = {"drop": drop, "exchange": exchange, "move": move}


class Damage(NamedTuple):
    """What was done: the words of the element, and of the other one with which it was done."""

    document: Finished
    how: str
    what: str
    words: str
    other: str
    is_in_one_row: bool
    left: str

    def __str__(self) -> str:
        return f"{self.how} {self.what} [{self.words[:60]}] with [{self.other[:60]}] of {self.document.name}"


def find_other(elements: list[Element], at: int) -> Element | None:
    """Return the next of its kind that is neither around it nor within it, and shows other words."""
    one = elements[at]
    others = (each for each in [*elements[at + 1 :], *elements[:at]] if words_of(each) != words_of(one))
    return next((each for each in others if one not in each.iterancestors() and each not in one.iterancestors()), None)


def row_of(element: Element) -> Element | None:
    return next(element.iterancestors(f"{W}tr"), None)


def find_unnoticed(document: Finished, how: str, what: str) -> tuple[int, list[Damage]]:
    """Do the damage at each place of the document; return how often, and what of it nobody notices."""
    root = document.opened.roots[MAIN]
    _, before = document.count_problems(root)
    done, unnoticed = 0, []
    for at in range(len(find_all(root, what))):
        damaged = copy.deepcopy(root)
        elements = find_all(damaged, what)
        one, other = elements[at], find_other(elements, at)
        if other is None and how != "drop":
            continue
        second = one if other is None else other
        row = row_of(one)
        words, others, in_one_row = words_of(one), words_of(second), row is not None and row is row_of(second)
        DAMAGES[how](one, second)
        if words_of(damaged) == words_of(root):
            continue
        done += 1
        lost, faults = document.count_problems(damaged)
        if not lost and faults <= before:
            unnoticed.append(Damage(document, how, what, words, others, in_one_row, words_of(damaged)))
    return done, unnoticed


# Why a damage may go unnoticed.
ALLOWED = {
    "house": "the template's own words: nobody typed them, and a council may change them",
    "around": "a detail may be printed anywhere around its groups, and no heading says which is which",
    "again": "a detail that is printed several times has to be there once",
    "rows": "a whole row keeps its number, words and answer together, and rows may be in any order",
    "one cell": "a template may print several parts of a row in one cell",
    "between": "a template may print words of its own between what was typed, which keeps its order",
    "no decision": "a row without a decision may hold the reason for it under Agree?, or its words in one cell",
    # This one should be found: the names of priorities are details of the whole plan.
    "priorities": "not noticed yet: the actions of one priority under the name of another",
}
LONG_ENOUGH = 3
REPORT, DRAFT, AGREED, PLAN = "scrutiny-report.docx", "draft-response.docx", "cabinet-response.docx", "action-plan.docx"
# How many damages of each way are done to the papers of a kind, at least.
LEAST = {REPORT: 150, DRAFT: 250, AGREED: 80, PLAN: 150}


def holds_part(text: str, document: Finished) -> bool:
    """Whether the text shows a part of a group, or its number; a word such as Yes stands in other texts too."""
    groups = [group for section in document.sections for group in section.groups]
    typed = [normalise(fact.text) for group in groups for fact in group.facts]
    bare = text.rstrip(".")
    return any(bare == words.rstrip(".") or text.endswith(f". {words}") or
               (len(words.split()) >= LONG_ENOUGH and find_words(text, words) >= 0) for words in typed)  # fmt: skip


def allow(damage: Damage) -> str:
    """Return by which of the reasons the damage may go unnoticed, "" where there is none."""
    details = [normalise(fact.text) for section in damage.document.sections for fact in section.details]
    touched = [damage.words, damage.other] if damage.how == "exchange" else [damage.words]
    of_details = [words for text in touched for words in details if find_words(text, words) >= 0]
    of_groups = [text for text in touched if holds_part(text, damage.document)]
    moved = damage.how != "drop"
    reasons = {
        "house": not of_groups and not of_details,
        "around": not of_groups and moved,
        "again": not of_groups and all(find_words(damage.left, words) >= 0 for words in of_details),
        "rows": damage.what == "row" and moved,
        "one cell": damage.is_in_one_row and (damage.what, damage.how) == ("text", "move"),
        "no decision": damage.is_in_one_row and moved and bool({damage.words, damage.other} & {"Awaited", "Withdrawn"}),
        "priorities": damage.what == "table" and moved and damage.document.kind == PLAN,
        "between": damage.what != "table" and moved and len(of_groups) == 1 and not damage.is_in_one_row,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


class Damages:
    """The unnoticed damages to the papers of a kind, found once."""

    def __init__(self, documents: list[Finished]) -> None:
        self.documents = documents
        self.found: dict[tuple[str, str], tuple[int, list[Damage]]] = {}

    def find(self, kind: str, how: str) -> tuple[int, list[Damage]]:
        if (kind, how) not in self.found:
            each = [find_unnoticed(one, how, what) for one in self.documents if one.kind == kind for what in TAGS]
            self.found[kind, how] = sum(done for done, _ in each), [one for _, unnoticed in each for one in unnoticed]
        return self.found[kind, how]


@pytest.fixture(scope="module")
def damages(finished: list[Finished]) -> Damages:
    return Damages(finished)


def test_the_papers_are_whole(finished: list[Finished]) -> None:
    assert Counter(each.kind for each in finished).keys() == LEAST.keys()
    whole = [each.count_problems(each.opened.roots[MAIN]) for each in finished]
    assert [(each.name, found) for each, found in zip(finished, whole, strict=True) if found != (0, 0)] == []


@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.parametrize("kind", LEAST)
def test_damage_is_noticed_or_allowed(kind: str, how: str, damages: Damages) -> None:
    done, unnoticed = damages.find(kind, how)
    assert done >= LEAST[kind]
    not_allowed = [str(each) for each in unnoticed if not allow(each)]
    assert not_allowed == [], "\n".join(not_allowed)


def test_each_reason_is_one(damages: Damages) -> None:
    """A reason for which nothing goes unnoticed any more is to be taken out."""
    found = [each for kind in LEAST for how in DAMAGES for each in damages.find(kind, how)[1]]
    assert {allow(each) for each in found} == set(ALLOWED)
