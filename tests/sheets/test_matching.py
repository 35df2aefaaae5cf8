"""Which recommendation a row is about: each piece of evidence by itself, and what is said of it.

A case shows the recommendations of the matter now and the rows of the sheet; `#X` after words is the officer's ref X.
"""

from collections.abc import Mapping
from typing import NamedTuple

import pytest

from cabinet_papers.findings.diagnostics import Location
from cabinet_papers.matter.model import Recommendation
from cabinet_papers.matter.prose import prose_of
from cabinet_papers.sheets.evidence import Basis, Evidence
from cabinet_papers.sheets.matching import OTHER_MEMBER, Match, likeness, match_rows
from cabinet_papers.sheets.reference import Reference, make_reference
from cabinet_papers.sheets.same_words import PLACE, SHARED, RowKey

WARDEN = "That the Council funds a warden for the ward."
MINUTES = "That the Council publishes the minutes of the wardens' meetings on its website."
SCHOOLS = "That the Council opens the allotments at Fenside to schools on two mornings a week."
ELMS = "That the Council prunes the elms in every park before the winter and reports which of them are ill."
# Reworded: these still share most of their words with the one above, or only some.
ELMS_NEARLY = "That the Council prunes the elms in every park before the summer and reports which of them are ill."
ELMS_HARDLY = "That the Council prunes all elms and oaks in the park by May and says which of them are now very ill."
BOAT = "That the Council buys a new boat."

HIDDEN, ALONE = Evidence(Basis.REFERENCE), Evidence(Basis.NUMBER)


def recommend(*wordings: str) -> list[Recommendation]:
    made = []
    for number, each in enumerate(wordings, 1):
        wording, _, ref = each.partition(" #")
        made.append(Recommendation(number, prose_of(wording), wording, Location("r.yaml"), ref))
    return made


def reference(number: int, words: str) -> Reference:
    """Return what stands in the hidden column of a row that was written for this recommendation."""
    wording, _, ref = words.partition(" #")
    return make_reference("5f2a9c", number, wording, ref)


def row(number: str, wording: str, written: Reference | None = None, asked: str = "") -> RowKey:
    return RowKey(number, wording, written, asked)


class Case(NamedTuple):
    """`expected` has for each row the recommendation's number and the evidence, or None."""

    now: tuple[str, ...]
    rows: tuple[RowKey, ...]
    expected: tuple[tuple[int, Evidence | None] | None, ...]
    members: Mapping[int, str] = {}


def by_number(percent: int) -> Evidence:
    return Evidence(Basis.NUMBER_AND_WORDING, percent)


def by_wording(percent: int) -> Evidence:
    return Evidence(Basis.WORDING, percent)


def though_reference(number: int) -> Evidence:
    return Evidence(Basis.OTHER_REFERENCE, number=number)


NO_REF_ANY_MORE = Evidence(Basis.OLD_REFERENCE)
BY_WORDS = {
    "as the sheet was written": Case(
        (WARDEN, MINUTES), (row("1", WARDEN, reference(1, WARDEN)), row("2", MINUTES, reference(2, MINUTES))),
        ((1, None), (2, None)),
    ),
    "by the words alone": Case((WARDEN, MINUTES), (row("", MINUTES), row("", WARDEN)), ((2, None), (1, None))),
    "a copied row has the same recommendation": Case(
        (WARDEN, MINUTES), (row("1", WARDEN, reference(1, WARDEN)), row("1", WARDEN, reference(1, WARDEN))),
        ((1, None), (1, None)),
    ),
    "the number is another's": Case(
        (WARDEN, MINUTES), (row("2", WARDEN),), ((1, Evidence(Basis.OTHER_NUMBER, number=2)),)
    ),
    "the number is another's, and the reference agrees with the words": Case(
        (WARDEN, MINUTES), (row("2", WARDEN, reference(1, WARDEN)),), ((1, Evidence(Basis.OTHER_NUMBER, number=2)),)
    ),
    "the number was right when the sheet was written": Case(
        (MINUTES, WARDEN), (row("1", WARDEN, reference(1, WARDEN)),), ((2, None),)
    ),
    "only the number's reference is another's": Case(
        (WARDEN, MINUTES), (row("1", WARDEN, reference(2, MINUTES)),), ((1, though_reference(2)),)
    ),
    "the reference is one of words that none has any more": Case(
        (WARDEN, MINUTES), (row("1", WARDEN, reference(1, BOAT)),), ((1, None),)
    ),
    "the ref is gone, and the recommendation has another": Case(
        (f"{WARDEN} #NEW", MINUTES), (row("1", WARDEN, reference(1, f"{WARDEN} #OLD")),), ((1, NO_REF_ANY_MORE),)
    ),
    "the ref is gone, and the recommendation has none": Case(
        (WARDEN, MINUTES), (row("1", WARDEN, reference(1, f"{WARDEN} #OLD")),), ((1, None),)
    ),
    "the recommendation has got a ref since": Case(
        (f"{WARDEN} #NEW", MINUTES), (row("1", WARDEN, reference(1, WARDEN)),), ((1, None),)
    ),
    "the recommendation has the ref still": Case(
        (f"{WARDEN} #A", MINUTES), (row("1", WARDEN, reference(1, f"{WARDEN} #A")),), ((1, None),)
    ),
    "for a member who is asked": Case(
        (WARDEN, MINUTES), (row("1", WARDEN, None, "For: Ann"),), ((1, None),), {1: "Ann", 2: "Bob"}
    ),
    "for another member": Case(
        (WARDEN, MINUTES), (row("1", WARDEN, None, "For: Bob"),), ((1, OTHER_MEMBER),), {1: "Ann", 2: "Bob"}
    ),
    "for a member, though nobody is named in the matter": Case(
        (WARDEN, MINUTES), (row("1", WARDEN, None, "For: Bob"),), ((1, None),)
    ),
    "without a reference, and the recommendation has a ref": Case((f"{WARDEN} #A",), (row("1", WARDEN),), ((1, None),)),
    "the sheet does not say for whom": Case((WARDEN, MINUTES), (RowKey("1", WARDEN),), ((1, None),), {1: "Ann"}),
    "nobody answers it alone": Case((WARDEN, MINUTES), (row("1", WARDEN, None, "For: Bob"),), ((1, None),), {2: "Ann"}),
}  # fmt: skip
NEARLY = f"{WARDEN[:-1]} now."
JUST, JUST_ALIKE = "a b c d e f g h i j", "a b c d e f g x y z"
SAYS_NEARLY_THE_SAME = Evidence(Basis.SIMILAR_WORDING, number=3)
REWORDED = {
    "its own may be reworded, and another has got its words": Case(
        (WARDEN, MINUTES, NEARLY), (row("3", WARDEN, reference(3, WARDEN)),), ((1, SAYS_NEARLY_THE_SAME),)
    ),
    "the others have moved, so this one did too": Case(
        (WARDEN, MINUTES, NEARLY),
        (row("1", MINUTES, reference(1, MINUTES)), row("3", WARDEN, reference(3, WARDEN))),
        ((2, None), (1, None)),
    ),
    "the others stand where they stood": Case(
        (WARDEN, MINUTES, NEARLY),
        (row("2", MINUTES, reference(2, MINUTES)), row("3", WARDEN, reference(3, WARDEN))),
        ((2, None), (1, SAYS_NEARLY_THE_SAME)),
    ),
    "what has its number now is not much like it": Case(
        (WARDEN, MINUTES, "That the Council funds a bench for the park."), (row("3", WARDEN, reference(3, WARDEN)),),
        ((1, None),),
    ),
    "what has its number now is just alike": Case(
        (JUST, MINUTES, JUST_ALIKE), (row("3", JUST, reference(3, JUST)),), ((1, SAYS_NEARLY_THE_SAME),)
    ),
    "what has its number now is another row's": Case(
        (WARDEN, MINUTES, NEARLY), (row("3", NEARLY), row("3", WARDEN, reference(3, WARDEN))), ((3, None), (1, None)),
    ),
    "the ref says that it moved": Case(
        (f"{WARDEN} #A", NEARLY), (row("2", WARDEN, reference(2, f"{WARDEN} #A")),), ((1, None),)
    ),
    "its own has the ref": Case(
        (f"{WARDEN} #N", f"{NEARLY} #A"), (row("1", WARDEN, reference(1, f"{WARDEN} #A")),), ((2, HIDDEN),),
    ),
}  # fmt: skip
EDITED = f"{ELMS[:-1]}, at once."
BY_REFERENCE = {
    "the words were changed a little": Case(
        (ELMS, MINUTES), (row("", EDITED, reference(1, ELMS)),), ((1, HIDDEN),)
    ),
    "the recommendation was reworded, and has its ref": Case(
        (MINUTES, f"{ELMS_NEARLY} #A"), (row("1", ELMS, reference(1, f"{ELMS} #A")),), ((2, HIDDEN),)
    ),
    "the ref says more than the words did": Case(
        (f"{ELMS} #N", f"{ELMS_NEARLY} #A"), (row("9", EDITED, reference(1, f"{ELMS} #A")),), ((2, HIDDEN),)
    ),
    "of two with the same words that with the number": Case(
        (ELMS, MINUTES, ELMS), (row("", EDITED, reference(3, ELMS)),), ((3, HIDDEN),)
    ),
    "of two with the same words the first, where the number is of neither": Case(
        (MINUTES, ELMS, ELMS), (row("", EDITED, reference(1, ELMS)),), ((2, HIDDEN),)
    ),
    "of two with the same ref that with the number": Case(
        (f"{ELMS} #A", MINUTES, f"{ELMS_NEARLY} #A"), (row("", EDITED, reference(3, f"{ELMS} #A")),), ((3, HIDDEN),)
    ),
    "the words are gone": Case((ELMS, MINUTES), (row("", "", reference(2, MINUTES)),), ((2, HIDDEN),)),
    "wholly other words, and nothing is like them": Case(
        (ELMS, MINUTES), (row("2", BOAT, reference(1, ELMS)),), ((1, HIDDEN),)
    ),
    "wholly other words, which are nearly another's": Case(
        (ELMS, MINUTES), (row("2", MINUTES.replace("website", "site"), reference(1, ELMS)),), ((2, by_number(90)),)
    ),
    "wholly other words, and another is claimed": Case(
        (ELMS, MINUTES), (row("2", MINUTES), row("", BOAT, reference(1, ELMS))), ((2, None), (1, HIDDEN))
    ),
    "wholly other words, and its own is claimed": Case(
        (ELMS, MINUTES), (row("1", ELMS), row("2", BOAT, reference(1, ELMS))), ((1, None), None)
    ),
    "its own is claimed, but the words are like it": Case(
        (ELMS, MINUTES), (row("1", ELMS), row("1", EDITED, reference(1, ELMS))), ((1, None), (1, HIDDEN))
    ),
    "the words are gone, and its own is claimed": Case(
        (ELMS, MINUTES), (row("1", ELMS), row("", "", reference(1, ELMS))), ((1, None), (1, HIDDEN))
    ),
    "just alike enough": Case(
        ("one two three four five",),
        (row("1", "one two three four five"),
         row("1", "one two six seven eight", reference(1, "one two three four five"))),
        ((1, None), (1, HIDDEN)),
    ),
    "other words, just as alike to another as is needed": Case(
        (BOAT, JUST), (row("1", JUST_ALIKE, reference(1, BOAT)),),
        ((2, by_wording(70)),),
    ),
    "a reference to words that none has": Case((ELMS, MINUTES), (row("", BOAT, reference(1, WARDEN)),), (None,)),
}  # fmt: skip
SHARED_WORDS = {
    "its own ref went to other words": Case(
        (f"{ELMS} #N", f"{BOAT} #A"), (row("1", ELMS, reference(1, f"{ELMS} #A")),), ((2, HIDDEN),)
    ),
    "two rows of the same words, one's ref went to other words": Case(
        (f"{ELMS} #B", f"{BOAT} #A"),
        (row("1", ELMS, reference(1, f"{ELMS} #A")), row("2", ELMS, reference(2, f"{ELMS} #B"))),
        ((2, HIDDEN), (1, None)),
    ),
    "the ref is that of two": Case(
        (f"{ELMS} #B", f"{BOAT} #A", f"{MINUTES} #A"),
        (row("1", ELMS, reference(1, f"{ELMS} #A")), row("2", ELMS, reference(2, f"{ELMS} #B"))),
        (None, (1, None)),
    ),
    "the ref of one is not said by a reference of other words": Case(
        (f"{ELMS} #B", f"{BOAT} #A"),
        (row("1", ELMS, reference(1, f"{BOAT} #A")), row("2", ELMS, reference(2, f"{ELMS} #B"))),
        (None, (1, None)),
    ),
    "of two, the first is reworded": Case(
        (ELMS_NEARLY, ELMS), (row("1", ELMS, reference(1, ELMS)), row("2", ELMS, reference(2, ELMS))),
        ((1, HIDDEN), (2, PLACE)),
    ),
    "of two, the first says something else altogether now": Case(
        (BOAT, ELMS), (row("1", ELMS, reference(1, ELMS)), row("2", ELMS, reference(2, ELMS))), (None, (2, PLACE))
    ),
    "of two without references, the first is reworded": Case(
        (ELMS_NEARLY, ELMS), (row("1", ELMS), row("2", ELMS)), ((1, HIDDEN), (2, PLACE))
    ),
    "of two, the one without a number is not the first": Case(
        (ELMS_NEARLY, ELMS), (row("", ELMS), row("2", ELMS)), ((2, SHARED), (2, PLACE))
    ),
    "of two, one has a number that none has": Case((ELMS,), (row("1", ELMS), row("9", ELMS)), ((1, PLACE), None)),
    "just alike enough to be the same, reworded": Case(
        ("one two six seven eight", "one two three four five"),
        (row("1", "one two three four five"), row("2", "one two three four five")),
        ((1, HIDDEN), (2, PLACE)),
    ),
    "others without a number say nothing of moves": Case(
        (MINUTES, ELMS, ELMS), (row("", MINUTES), row("2", ELMS), row("3", ELMS)), ((1, None), (2, None), (3, None))
    ),
    "others whose numbers contradict say nothing of moves": Case(
        (MINUTES, ELMS, ELMS),
        (row("3", MINUTES, reference(1, MINUTES)), row("2", ELMS), row("3", ELMS)),
        ((1, Evidence(Basis.OTHER_NUMBER, number=3)), (2, None), (3, None)),
    ),
    "each is asked of another member": Case(
        (ELMS, ELMS), (row("", ELMS, None, "For: Bob"),), ((2, PLACE),), {1: "Ann", 2: "Bob"}
    ),
    "none of them is asked of the sheet's member": Case(
        (ELMS, ELMS), (row("2", ELMS, reference(2, ELMS), "For: Cy"),), ((2, OTHER_MEMBER),), {1: "Ann", 2: "Bob"}
    ),
}  # fmt: skip
TREES = "That the Council plants one hundred small trees along the old ring road this year."
TREES_1 = "That the Council plants one hundred small trees along the old ring road next May."
BY_LIKENESS = {
    "the number, and words that are alike": Case((MINUTES, ELMS), (row("2", ELMS_HARDLY),), ((2, by_number(57)),)),
    "no number, and words that are hardly alike": Case((MINUTES, ELMS), (row("", ELMS_HARDLY),), (None,)),
    "no number, and words that are much alike": Case((MINUTES, ELMS), (row("", ELMS_NEARLY),), ((2, by_wording(93)),)),
    "the number is another's, the words are much alike": Case(
        (MINUTES, ELMS), (row("1", ELMS_NEARLY),), ((2, by_wording(93)),)
    ),
    "the number alone, of other words": Case((MINUTES, ELMS), (row("2", BOAT),), (None,)),
    "the number alone, without words": Case((MINUTES, ELMS), (row("2", ""),), ((2, ALONE),)),
    "the number of a reference to other words, without words": Case(
        (MINUTES, ELMS), (row("2", "", reference(2, BOAT)),), (None,)
    ),
    "the number that is only in a reference to other words": Case(
        (MINUTES, ELMS), (row("", ELMS_HARDLY, reference(2, BOAT)),), ((2, by_number(57)),)
    ),
    "two that are as likely": Case((TREES, TREES_1), (row("", TREES.replace("this year", "soon")),), (None,)),
    "two that are as likely, and a number": Case(
        (TREES, TREES_1), (row("2", TREES.replace("this year", "soon")),), ((2, by_number(86)),)
    ),
    "the likeliest pair comes first": Case(
        (ELMS,), (row("1", ELMS_HARDLY), row("1", ELMS_NEARLY)), (None, (1, by_number(93)))
    ),
    "what another row has taken is looked for again": Case(
        (TREES, TREES_1),
        (row("", TREES.replace("small ", "").replace("old ", "")), row("", TREES.replace("one ", ""))),
        ((2, by_wording(72)), (1, by_wording(95))),
    ),
    "of two that look again the likelier one has it": Case(
        (JUST, JUST_ALIKE),
        (row("", f"{JUST} k"), row("", "a b c d e f g h i q"), row("", "a b c d e f g h i x")),
        ((1, by_wording(95)), None, (2, by_wording(80))),
    ),
    "a number, and words that are just alike enough": Case(
        ("one two three four five", MINUTES), (row("1", "one two six seven eight"),), ((1, by_number(40)),)
    ),
    "what a row has by its words is not given to another": Case(
        (ELMS, MINUTES), (row("", ELMS), row("1", ELMS_NEARLY)), ((1, None), None)
    ),
    "no words and no number": Case((ELMS,), (row("", ""),), (None,)),
    "nothing is recommended": Case((), (row("1", ELMS), row("1", ELMS, reference(1, ELMS))), (None, None)),
}  # fmt: skip
CASES = {**BY_WORDS, **REWORDED, **BY_REFERENCE, **SHARED_WORDS, **BY_LIKENESS}
assert len(CASES) == sum(map(len, (BY_WORDS, REWORDED, BY_REFERENCE, SHARED_WORDS, BY_LIKENESS)))


@pytest.mark.parametrize("name", CASES)
def test_each_row_is_told_by_its_evidence(name: str) -> None:
    case = CASES[name]
    matches = match_rows(recommend(*case.now), case.rows, case.members or None)
    assert [match and (match.recommendation.number, match.evidence) for match in matches] == list(case.expected)


def test_what_is_likeness_and_what_is_not() -> None:
    (found,) = recommend(ELMS)
    assert Match(found) == (found, None)
    told = {evidence: Match(found, evidence).by_likeness for evidence in (
        None, HIDDEN, by_number(80), by_wording(80), ALONE, PLACE, OTHER_MEMBER, though_reference(2),
    )}  # fmt: skip
    assert {evidence for evidence, by_likeness in told.items() if by_likeness} == {HIDDEN, by_number(80)}


def test_how_every_recommendation_opens_is_no_likeness() -> None:
    assert likeness("That the Council plants trees", "That the Council buys boats") == 0
    assert likeness("That the Council plants trees", "That Cabinet plants trees") == 1
    assert likeness("plants ten trees today", "plants ten shrubs today") == 0.75
