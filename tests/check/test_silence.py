"""Good council prose, and texts that only look like a fault: each rule is silent on them."""

import json

import pytest

from tests.conftest import Room

HEAD = "title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\n"
# A text, and the rule that might take it for a fault.
RECOMMENDATIONS = [
    ("That the Council accepts recommendation 12 of the Climate Review.", "REF001"),
    ("That the Council follows point 1 to 1 of its plan.", "REF001"),
    ("That the Council carries out action 7 of the strategy.", "REF003"),
    ("That the Council reads Appendix C to the officers' report.", "REF004"),
    ("That the Council asks the NHS, HMRC and its MP.", "NAM006"),
    ("That the Council joins the Key Cities Network (KCN), and tells the KCN so.", "NAM006"),
    ("That the Council plants oaks, elms; and beeches (all native).", "STY002"),
    ("That the Council publishes it on www.eastmere.example/trees,list and asks A.Member@eastmere.example.", "STY013"),
    ("That the Council cuts the cost by 1,500 pounds to 2.5 per cent.", "STY013"),
    ("That the Council agrees that that plan had had its day.", "STY014"),
    ("That the Council and its partners, e.g. schools, i.e. all of them, plant trees.", "STY009"),
    ("That the Council meets on Friday 05 March 2027.", "STY005"),
    ("That the Council plants trees from 2026/27 to 2028/29.", "STY004"),
    ("That the Council reads <2% of it, 5 * 3 of them and New* ones.", "STY011"),
    ("That the Council plants trees in the colour and centre of its programme.", "STY012"),
    ("That the Council asks Councillor A B Cole and Councillor Rose Quay.", "NAM003"),
    ('That the Council asks: "who waters them?"', "STY006"),
    ("20 trees are planted by the Council each year.", "STY010"),
]
COMMENTS = [
    ("12.2 The Council will review it.", "STY010"),
    ("Agreed in 2026. The work begins by May 2027.", "RES018"),
    ("It may be done in the summer of 2027.", "RES018"),
    ("Of the 78 cases 60 were homes, 7 were shops and 11 were offices.", "RES020"),
    ("The cost is 120 - 30 of the trees are oaks and 20 are elms.", "RES020"),
    ("In 2025: 30 trees in parks and 40 in streets.", "RES020"),
    ("See the answer to recommendation 2.", "REF002"),
    ("The council tax pays for it, as the Council knows. The Council agreed.", "NAM007"),
    ("A safeguarding policy is needed. The Safeguarding Policy and the Safeguarding Policy differ.", "NAM007"),
    ("Source of data\nPlease note that figures are for the year\nRegional data from the county", "STY006"),
]


def codes_of(room: Room) -> set[str]:
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert [each for each in found if each["severity"] == "error"] == []
    return {each["code"] for each in found}


@pytest.mark.parametrize(("text", "code"), RECOMMENDATIONS)
def test_a_rule_is_silent_on_a_recommendation(text: str, code: str, room: Room) -> None:
    room.write("data/trees/recommendations.yaml", HEAD + "recommendations:\n  - " + json.dumps(text) + "\n")
    assert code not in codes_of(room)


@pytest.mark.parametrize(("text", "code"), COMMENTS)
def test_a_rule_is_silent_on_a_comment(text: str, code: str, room: Room) -> None:
    room.write(
        "data/trees/recommendations.yaml",
        HEAD + "recommendations: [That the Council plants trees., That the Council waters them.]\n",
    )
    rows = ("[R]", "No. | Recommendation | Agree? | Comment",
            f"1 | That the Council plants trees. | Yes | {text.replace(chr(10), chr(92) + 'n')}",
            "2 | That the Council waters them. | Yes | Agreed.")  # fmt: skip
    room.draw("data/trees/a.xlsx", "\n".join(rows))
    assert code not in codes_of(room)


FAULTY = (
    "Zebra  quagga wolverine , colour eg. the the TPP by 5/3/2027 and Monday 05 March 2027 (see point 1 and "
    "Appendix Z, action 9.9) [bookmark: _GoBack] Marmoset Services & Lemur services recieve 56 gibbons - 29 here and "
    "31 there"
)


def test_nothing_of_an_exempt_text_is_told(room: Room) -> None:
    """Every fault in the recommendation and in its answer: none of their words stands in a message, hint or edit."""
    words = json.dumps(f"That Cllr Tapir {FAULTY}")
    room.write(
        "data/trees/recommendations.yaml",
        HEAD + f"recommendations:\n  - {{text: {words}, exempt: 3}}\n  - That the Council plants trees.\n",
    )
    room.write("papers.yaml", "council: Eastmere\ncheck: {RES014: warning, RES015: warning}\n")
    room.draw("data/trees/a.xlsx", "[R]\nNo. | Recommendation | Agree? | Comment\n"
              f"1 | That Cllr Tapir {FAULTY} | No | Ocelot {FAULTY}, and will review it\n")  # fmt: skip
    said = room.papers("check", "--format", "json").stdout
    assert json.loads(said)
    told = [word for word in f"Tapir Ocelot {FAULTY}".split() if len(word) > 4 and word.isalpha() and word in said]
    assert [word for word in told if word not in ("Appendix", "action", "point", "March", "there", "Monday")] == []
