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
    ("That the Council carries out the Housing Review's recommendation 12.", "REF001"),
    ("That the Council plants the 2000th tree, in a bed of 2000mm.", "STY013"),
    ("That the Council reports on the catch-up up to May, and the stop-start start.", "STY014"),
    ("That the Council publishes https://eastmere.example/2026-01-14/trees again.", "STY004"),
    ("That the Council asks Dr Ida Lund, who has a PhD.", "NAM006"),
]
COMMENTS = [
    ("12.2 The Council will review it.", "STY010"),
    ("Agreed in 2026. The work begins by May 2027.", "RES018"),
    ("It may be done in the summer of 2027.", "RES018"),
    ("It runs from 1 April to 31 October 2027.", "RES018"),
    ("It opens by June or July 2027.", "RES018"),
    ("Fees change on 1 April each year.", "RES018"),
    ("Of the 60 trees planted, 29 are oaks and 25 are limes.", "RES020"),
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


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Trees cool the street \nand give shade.", "STY001"),
        ("The following two recommendations are about watering.", "REF009"),
        ("The Committee made two recommendations in 2024.", "REF009"),
        ("National guidance recommends that councils plant trees.", "REC010"),
        ("Councillor Daniel Marsh, Deputy Leader and Cabinet Member for Parks, introduced it.", "NAM001"),
    ],
)
def test_a_rule_is_silent_on_a_report(body: str, code: str, room: Room) -> None:
    members = "cabinet: {members: [{name: Councillor Daniel Marsh, title: Cabinet Member for Parks}]}\n"
    lines = body.replace("\n", "\n    ")
    room.write(
        "data/trees/recommendations.yaml",
        f"{HEAD}{members}recommendations: [That the Council plants trees.]\n"
        f"report:\n  appendices: []\n  body: |\n    {lines}\n\n    [Recommendation 1]\n",
    )
    assert code not in codes_of(room)


PLAN = """\
title: Tree Plan
years: [2026/27, 2027/28, 2028/29]
priorities:
  - name: Planting
    actions:
      - {text: Plant sixty oaks., service: Parks, by: 31 March 2029}
"""


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("This is action 3.2 of the Tree Plan.", True),
        ("This is action 3.2 of the Action Plan.", True),
        ("This is action 3.2 of the county's Transport Plan.", False),
    ],
)
def test_an_action_of_another_plan_is_not_looked_for(comment: str, told: bool, room: Room) -> None:
    """And the plan's last year, 2028/29, lasts until March 2029."""
    room.write("data/trees/action-plan.yaml", PLAN)
    room.write("data/trees/recommendations.yaml", HEAD + "recommendations: [That the Council plants trees.]\n")
    room.draw("data/trees/a.xlsx", "[R]\nNo. | Recommendation | Agree? | Comment\n"
              f"1 | That the Council plants trees. | Yes | {comment}\n")  # fmt: skip
    assert ("REF003" in codes_of(room)) is told


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
