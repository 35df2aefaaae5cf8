"""Texts that YAML would join, cut or drop without a word; each cure is followed to the letter and seen in print."""

import json
import textwrap

import pytest

from cabinet_papers.matter.list_marks import find_items, find_names, find_recommendations
from tests.conftest import ROOT, Room
from tests.outline import read_outline

HEAD = "title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\n"
LIST = HEAD + "recommendations:\n"
PLAN = "title: Trees\npriorities:\n  - name: Planting\n    actions:\n"
ONE = "recommendations: [That the Council plants trees.]\n"
YAML = "data/trees/recommendations.yaml"


def places(text: str) -> tuple[str, list[str]]:
    """Return the text without its marks », and "line:column" of each."""
    found = []
    while "»" in text:
        above = text[: text.index("»")]
        found.append(f"{above.count(chr(10)) + 1}:{len(above) - above.rfind(chr(10))}")
        text = text.replace("»", "", 1)
    return text, found


def errors(room: Room, code: str = "") -> list[str]:
    """Return "line:column CODE" of each error; of one code its places alone."""
    found = json.loads(room.papers("check", "--format", "json").stdout)
    wrong = [each for each in found if each["severity"] == "error"]
    assert not code or {each["code"] for each in wrong} == {code}
    return [f"{each['line']}:{each['column']}{'' if code else ' ' + each['code']}" for each in wrong]


def draft(room: Room, text: str, first: str) -> str:
    """Return the draft response, built once the recommendation that begins with `first` is answered."""
    room.write(YAML, text)
    assert room.papers("sheet").exit_code == 0
    (sheet,) = (room.path / "data/trees").glob("*.xlsx")
    sheet.unlink()
    room.draw("data/trees/r.xlsx", f"[Responses]\nNo. | Recommendation | Agree? | Comment\n1 | {first} | Yes | ok\n")
    built = room.papers("build")
    assert built.exit_code == 0, built.stderr
    (name,) = [each for each in room.documents() if "Draft" in each]
    return read_outline(room.path / "output" / name)


JOINED = {
    "a dash one space too far in": "  - That it plants trees.\n   »- That it waters them.\n",
    "a dash further in": "  - That it plants trees.\n        »- That it waters them.\n",
    "a dash without its space": "  - That it plants trees.\n    »-That it waters them.\n",
    "a dash without words": "  - That it plants trees.\n    »-\n",
    "below an empty line": "  - That it plants trees.\n\n    »- That it waters them.\n",
    "three of them": "  - That it plants trees.\n    »- That it waters.\n    - That it prunes.\n    - That it fells.\n",
    "an asterisk": "  - That it plants trees.\n    »* That it waters them.\n",
    "a bullet": "  - That it plants trees.\n    »• That it waters them.\n",
    "a middle dot": "  - That it plants trees.\n    »· That it waters them.\n",
    "an en dash": "  - That it plants trees.\n    »– That it waters them.\n",
    "an em dash": "  - That it plants trees.\n    »— That it waters them.\n",
    "a number": "  - That it plants trees.\n    »2. That it waters them.\n",
    "a number and a bracket": "  - That it plants trees.\n    »2) That it waters them.\n",
    "a letter in brackets": "  - That it plants trees.\n    »(b) That it waters them.\n",
    "letters of which the first is within": "  - That it (a) plants trees\n    »(b) waters them.\n",
    "letters before and after an and": "  - That the Council\n    »(a) plants trees and\n    (b) waters them.\n",
    "dashes without an end": "  - That it plants\n    »– oak\n    – lime\n",
    "a roman number": "  - That it plants trees.\n    »ii) That it waters them.\n",
    "a missing dash": "  - That it plants trees.\n    »That the Council waters them.\n",
    "a missing dash, and no full stop": "  - That it plants trees\n    »That Cabinet waters them\n",
    "this": "  - That this Council plants trees.\n    »That this Council counts buses.\n",
    "consideration": "  - That consideration be given to buses.\n    »That consideration be given to trams.\n",
    "there": "  - That there be more buses.\n    »That there be more trams.\n",
    "more and fewer": "  - That more buses run\n    »That fewer cars run\n",
    "a comma": "  - That, subject to funds, it acts.\n    »That, subject to law, it reports.\n",
    "we": "  - That we act;\n    »That we report.\n",
    "the Council": "  - The Council should act.\n    »The Council should report.\n",
    "officers": "  - Officers should act.\n    »Officers should report.\n",
    "to": "  - To act.\n    »To report.\n",
    "small letters": "  - that the Council acts;\n    »that it reports.\n",
    "a number without an end above": "  - That the Council acts\n    »2. That it reports\n",
    "its own name": '  - "That the Council acts\n    »Recommendation 2: That it reports"\n',
    "a folded text": "  - >\n    The Council should act.\n    »The Council should report.\n",
    "in double quotes": '  - "That it plants trees.\n    »- That it waters them."\n',
    "in single quotes": "  - 'That it plants trees.\n    »That the Council waters them.'\n",
    "folded": "  - >\n    That it plants trees.\n    »- That it waters them.\n",
    "folded, a missing dash": "  - >-\n    That it plants trees\n    »That it waters them.\n",
    "in a key's text": "  - text: That it plants trees.\n      »- That it waters them.\n",
    "a missing dash in a key's text": "  - text: That it plants trees.\n      »That it waters them.\n",
    "before a key": "  - That it plants trees.\n    - text»: That it waters them.\n",
    "a reason": "  - text: That it plants trees.\n    withdrawn: Done\n     »- in May\n",
}


@pytest.mark.parametrize("lines", JOINED.values(), ids=JOINED)
def test_a_line_that_begins_like_an_item_is_an_error(lines: str, room: Room) -> None:
    text, expected = places(LIST + lines)
    room.write(YAML, text)
    assert errors(room, "YML015") == expected


ELSEWHERE = {
    "a topic": HEAD + "topics:\n  - title: T\n    scrutiny: {body: Panel, date: 2026-03-03}\n    recommendations:\n"
               "      - That it plants trees.\n        »- That it waters them.\n",
    "members": HEAD + "cabinet:\n  members:\n    - Councillor Oak\n      »- Councillor Ash\n" + ONE,
    "a member's missing dash": HEAD + "cabinet:\n  members:\n    - Councillor Oak\n      »Councillor Ash\n" + ONE,
    "appendices": HEAD + "report:\n  appendices:\n    - Survey\n      »- Costs\n  body: '[Recommendation 1]'\n" + ONE,
    "an appendix's missing dash": HEAD + "report:\n  appendices:\n    - Bus survey\n      »Tram survey\n"
                                  "  body: '[Recommendation 1]'\n" + ONE,
    "purpose": HEAD + "report:\n  purpose: To present\n    »- the survey\n  body: '[Recommendation 1]'\n" + ONE,
    "a body in quotes": HEAD + 'report:\n  body: "[Recommendation 1]\n\n\n    It saw:\n    »- oak"\n' + ONE,
}  # fmt: skip


@pytest.mark.parametrize("text", ELSEWHERE.values(), ids=ELSEWHERE)
def test_the_same_in_other_texts(text: str, room: Room) -> None:
    text, expected = places(text)
    room.write(YAML, text)
    assert errors(room, "YML015") == expected


IN_PLANS = {
    "actions": "      - Plant trees.\n        »- Water them.\n",
    "an action's missing dash": "      - Plant trees.\n        »Water them.\n",
    "the same opening": "      - Plant oaks\n        »Plant limes\n",
    "notes": "      - text: Plant trees.\n        notes: New\n          »• since May\n",
    "years": "      - Plant trees.\nyears:\n  - 2025 - 2026\n    »- 2026 - 2027\n",
    "a year's missing dash": "      - Plant trees.\nyears:\n  - 2025 - 2026\n    »2026 - 2027\n",
}


@pytest.mark.parametrize("lines", IN_PLANS.values(), ids=IN_PLANS)
def test_the_same_in_a_plan(lines: str, room: Room) -> None:
    text, expected = places(PLAN + lines)
    room.write("data/trees/action-plan.yaml", text)
    assert errors(room, "YML015") == expected


@pytest.mark.parametrize("opening", ["Subject to funding, this", "However, it", "Where it can, it", "See also what"])
def test_a_sentence_about_the_action_above_it(opening: str, room: Room) -> None:
    room.write(
        "data/trees/action-plan.yaml", f"{PLAN}      - Plant a hundred trees.\n        {opening} begins in May.\n"
    )
    assert errors(room) == []


@pytest.mark.parametrize(
    "lines",
    ["services:\n  - Housing\n    »- Parks\n", "services:\n  - Housing\n    »Parks\n",
     "words:\n  - ESOL\n    »- NRPF\n",
     "people:\n  - name: Councillor Oak\n    title: Leader\n     »- Chair\n"],
)  # fmt: skip
def test_the_same_in_papers_yaml(lines: str, room: Room) -> None:
    text, expected = places("council: Westmere City Council\n" + lines)
    room.write("papers.yaml", text)
    room.write(YAML, HEAD + ONE)
    assert errors(room, "YML015") == expected


HONEST = {
    "sentences of the same subject": "The Council should plant trees.\n    The Council has the money.",
    "a sentence about the first": "That the Council plants trees.\n    That is what it costs.\n    That also helps.",
    "the first words within": "The Council should plant trees, since\n    The Council should",
    "folded paragraphs": ">\n    That the Council plants trees.\n\n    That the Council waters them.",
    "folded, further in": ">\n    That the Council:\n\n      - plants trees\n      - waters them",
    "a sentence over lines": "That the Council plants trees in the\n    Council House and the\n    Ring Road.",
    "a sentence that follows": "That the Council plants trees.\n    That would cost little.\n    It has the money.",
    "a dash between words": "That the Council plants trees\n    – oak and lime – in the\n    parks.",
    "a number that ends a sentence": "That the Council plants as many as in recommendation\n    12. It may plant more.",
    "a year": "That the Council plants trees in\n    2027. It may plant more.",
    "letters within a sentence": "That the Council (a) plants trees in parks and\n    (b) waters them.",
    "letters that begin lines": "That the Council works to\n    (a) plant trees in parks and\n    (b) water them.",
    "dashes that begin lines": "That it plants trees\n    – oak and lime\n    – in parks, and\n    waters them.",
    "a letter that is meant": "That the Council acts by paragraph\n    (b) of the Act.",
    "an address": "That the Council publishes\n    -30 degrees as a limit.",
}


@pytest.mark.parametrize("words", HONEST.values(), ids=HONEST)
def test_a_sentence_that_was_wrapped_is_none(words: str, room: Room) -> None:
    room.write(YAML, LIST + f"  - {words}\n")
    assert errors(room) == []


@pytest.mark.parametrize("width", range(12, 100, 3))
def test_the_samples_wrapped_at_any_width_are_none(width: int) -> None:
    """Any paragraph of the samples, broken into lines as an editor breaks it."""
    files = sorted((ROOT / "data").glob("*/*.yaml"))
    lines = [line.split(": ", 1)[-1].strip(" -") for path in files for line in path.read_text("utf-8").splitlines()]
    texts = [line for line in lines if len(line) > 40]
    assert len(texts) > 40
    for text in texts:
        wrapped = textwrap.wrap(text, width)
        assert (find_items(wrapped), find_recommendations(wrapped)) == ([], []), wrapped


def test_names_that_go_on_are_one() -> None:
    assert find_names(["Cabinet Member for", "Parks,", "Trees and", "Streets"]) == []
    assert find_names(["Housing", "Planning", "Regeneration &", "Economy"]) == [1, 2]


def test_a_text_block_keeps_its_lines(room: Room) -> None:
    """What the hint says for points: "- |" and the text below it; and for a key "text: |"."""
    text = LIST + "  - |\n    That the Council:\n    - plants trees.\n    - waters them.\n"
    assert "| * plants trees.\n| * waters them.\n" in draft(room, text, "That the Council: plants trees. waters them.")
    room.write(YAML, LIST + "  - text: |\n      That the Council:\n      - plants trees.\n    ref: x\n")
    assert errors(room) == []


def test_a_dash_in_its_column_is_a_recommendation_of_its_own(room: Room) -> None:
    made = draft(room, LIST + "  - That it plants trees.\n  - That it waters them.\n", "That it plants trees.")
    assert "1. That it plants trees." in made
    assert "2. That it waters them." in made


POINTS = {
    "read as a key": LIST + "  »- That the Council:\n    - plants trees\n    - waters them\n",
    "of a key": LIST + "  - text: That the Council»:\n      - plants trees\n",
    "with letters": LIST + "  - That the Council:\n    »a) plants trees\n    b) waters them\n",
    "in quotes": LIST + '  - "That the Council:"\n    »- plants trees\n',
    "of a key in quotes": LIST + '  - text: "That the Council:"\n    »- plants trees\n',
    "after words": LIST + "  - That the Council plants: oak\n    »- lime\n",
}


@pytest.mark.parametrize("text", POINTS.values(), ids=POINTS)
def test_points_below_a_colon_are_to_be_a_text_block(text: str, room: Room) -> None:
    """Double quotes would print them in one line."""
    text, (place,) = places(text)
    room.write(YAML, text)
    (found,) = [each for each in json.loads(room.papers("check", "--format", "json").stdout)
                if each["severity"] == "error"]  # fmt: skip
    assert found["code"] in ("YML007", "YML001")
    assert abs(found["column"] - int(place.split(":")[1])) <= 2
    assert ("`- |`" in found["hint"]) is (": |`" not in found["hint"])


@pytest.mark.parametrize(
    "action",
    ["Plant trees.\n        This takes a year.", "Plant trees in the\n        Council House. Water\n        them."],
)
def test_an_action_of_several_lines_is_one(action: str, room: Room) -> None:
    room.write("data/trees/action-plan.yaml", f"{PLAN}      - {action}\n")
    assert errors(room) == []


CURES = {
    "no space after any dash": ("  »-That it plants.\n  -That it waters.\n", "YML001", ("-That", "- That")),
    "no space after one dash": ("  - That it plants.\n  »-That it waters.\n", "YML001", ("-That", "- That")),
    "stars": ("  »* That it plants.\n  * That it waters.\n", "YML001", ("* ", "- ")),
    "a star after a dash": ("  - That it plants.\n  »* That it waters.\n", "YML001", ("* ", "- ")),
    "bullets": ("  »• That it plants.\n  • That it waters.\n", "YML001", ("• ", "- ")),
    "its own name": ("  - That it plants.\n    »Recommendation 2: That it waters.\n", "YML015",
                     ("  Recommendation 2: ", "- ")),
    "a name without a dash": ("  - That it plants.\n  »That it waters.\n", "YML001", ("  That it w", "  - That it w")),
    "a dash too far in": ("  - That it plants.\n    »- That it waters.\n", "YML015", ("    - ", "  - ")),
    "a sign": ('  - "That it plants."\n  - »!That it waters.\n', "YML009", ("!That it waters.", '"!That it waters."')),
    "two commas": ("  [»That it plants.,, That it waters.]\n", "YML001", (",,", ",")),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "code", "change"), CURES.values(), ids=CURES)
def test_the_cure_followed_to_the_letter_works(lines: str, code: str, change: tuple[str, str], room: Room) -> None:
    text, (place,) = places(LIST + lines)
    room.write(YAML, text)
    found = json.loads(room.papers("check", "--format", "json").stdout)
    wrong = [each for each in found if each["severity"] == "error"]
    assert wrong
    assert all(each["hint"] for each in wrong)
    assert (wrong[0]["code"], wrong[0]["line"]) == (code, int(place.split(":")[0]))
    room.write(YAML, text.replace(*change))
    assert errors(room) == []
    found = json.loads(room.papers("check", "--format", "json").stdout)
    awaited = [each["message"] for each in found if each["code"] == "RES001"]
    assert awaited == ["none of the 2 recommendations is answered yet"]


EMPTY = {
    "recommendations": (YAML, LIST + "  »-\n  - That it plants.\n  »- # later\n  - »''\n"),
    "signs for nothing": (YAML, LIST + "  - »~\n  - That it plants.\n  - »null\n"),
    "topics": (YAML, HEAD + "topics:\n  »-\n  - title: T\n    scrutiny: {body: Panel, date: 2026-03-03}\n"
                     "    recommendations: [That it plants.]\n"),
    "members": (YAML, HEAD + "cabinet:\n  members:\n    - Councillor Oak\n    »-\n" + ONE),
    "appendices": (YAML, HEAD + "report:\n  appendices:\n  »-\n  - Survey\n  body: '[Recommendation 1]'\n" + ONE),
    "actions": ("data/trees/action-plan.yaml", PLAN + "      »-\n      - Plant trees.\n"),
    "priorities": ("data/trees/action-plan.yaml", PLAN + "      - Plant trees.\n  »-\n"),
    "years": ("data/trees/action-plan.yaml", PLAN + "      - Plant trees.\nyears:\n  »-\n  - 2025\n"),
    "decisions": ("papers.yaml", "council: Eastmere\ndecisions:\n  - Yes\n  »-\n  - No\n"),
    "response columns": ("papers.yaml", "council: Eastmere\nresponse_columns:\n  »-\n"),
    "people": ("papers.yaml", "council: Eastmere\npeople:\n  »-\n"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), EMPTY.values(), ids=EMPTY)
def test_an_empty_item_is_an_error(name: str, text: str, room: Room) -> None:
    text, expected = places(text)
    room.write(YAML, HEAD + ONE)
    if name.endswith("plan.yaml"):
        (room.path / YAML).unlink()
    room.write(name, text)
    assert errors(room, "YML016") == expected


def test_the_lines_of_a_new_matter_are_no_empty_items(room: Room) -> None:
    """`papers new` writes a member without a name, to be filled in."""
    assert room.papers("new", "Trees").exit_code == 0
    assert "YML016" not in room.papers("check").stderr


@pytest.mark.parametrize(
    "word",
    [
        "No",
        "yes",
        "TRUE",
        "false",
        "x",
        "n/a",
        "N/A.",
        '"-"',
        "–",
        "none",
        "Withdrawn",
        "TBC",
        "pending",
        "nein",
        "not",
    ],
)
def test_a_withdrawn_recommendation_needs_a_reason(word: str, room: Room) -> None:
    text, expected = places(LIST + f"  - text: That it plants trees.\n    withdrawn: »{word}\n")
    room.write(YAML, text)
    assert errors(room, "REC011") == expected


@pytest.mark.parametrize("reason", ["The accreditation was granted.", "Done", "No longer needed"])
def test_a_reason_is_one(reason: str, room: Room) -> None:
    room.write(YAML, LIST + f"  - text: That it plants trees.\n    withdrawn: {reason}\n")
    assert errors(room) == []


BODIES = {
    "folded": "»>\n    Para one\n    wrapped.\n\n    Para two.\n\n    [Recommendation 1]\n",
    "folded without the last break": "»>-\n    # Trees\n    Para one.\n\n    [Recommendation 1]\n",
    "without a sign": "\n    »Para one.\n\n    [Recommendation 1]\n",
    "in double quotes": '"»Para one.\n\n    [Recommendation 1]"\n',
    "in single quotes": "'»Para one.\n\n    [Recommendation 1]'\n",
}


@pytest.mark.parametrize("lines", BODIES.values(), ids=BODIES)
def test_paragraphs_that_run_together_are_one_error(lines: str, room: Room) -> None:
    """The cure followed to the letter keeps them apart; the placement is not asked for beside it."""
    text, (place,) = places(f"{HEAD}report:\n  appendices: []\n  body: {lines}{ONE}")
    room.write(YAML, text)
    quoted = lines[0] in "'\""
    line, _, column = place.partition(":")
    assert errors(room, "YML018") == [f"{line}:{int(column) - quoted}"]
    (hint,) = [each["hint"] for each in json.loads(room.papers("check", "--format", "json").stdout)
               if each["code"] == "YML018"]  # fmt: skip
    assert ("| in place of >" in hint, "`body: |`" in hint) == (lines[1] == ">", lines[1] != ">")
    cured = text.replace("body: >-", "body: |").replace("body: >", "body: |").replace("body: \n", "body: |\n")
    if quoted:
        cured = text.replace(f"body: {lines[0]}", "body: |\n    ").replace(f"]{lines[0]}\n", "]\n")
    room.write(YAML, cured)
    assert errors(room) == []


def test_the_summary_of_a_plan_may_not_run_together(room: Room) -> None:
    summary = "summary:\n  body: >\n    One.\n\n    Two.\n"
    room.write("data/trees/action-plan.yaml", PLAN + "      - Plant trees.\n" + summary)
    assert errors(room, "YML018") == ["7:9"]


@pytest.mark.parametrize(
    "body", [">\n    One\n    wrapped.\n\n\n    [Recommendation 1]\n", '"One.\\n\\n[Recommendation 1]"\n',
             '"One.\n\n\n    [Recommendation 1]"\n', "|\n    One.\n\n    [Recommendation 1]\n"]
)  # fmt: skip
def test_paragraphs_that_stay_apart_are_none(body: str, room: Room) -> None:
    room.write(YAML, f"{HEAD}report:\n  appendices: []\n  body: {body}{ONE}")
    assert errors(room) == []


CUT = {
    "a text": LIST + "  - {text: That it plants, »waters and prunes trees, »member}\n",
    "a text with a colon further on": LIST + "  - {text: That it plants, »waters and prunes: trees}\n",
    "a title": HEAD + "cabinet:\n  members: [{name: Councillor Oak, title: Member for Parks, »Trees and Lanes}]\n"
               + ONE,
    "a word": HEAD + "cabinet:\n  members: [{name: Councillor Oak, title: Leader, »member}]\n" + ONE,
    "what has no key at all": HEAD + "cabinet: {members: [{»Councillor Oak, »Leader}]}\n" + ONE,
    "a key that has no value": HEAD + "cabinet: {members: [{»name, title: Leader}]}\n" + ONE,
    "a list within brackets": HEAD + "recommendations: [That it plants trees, »and waters them.]\n",
    "a member's title": HEAD + "cabinet: {members: [Councillor A B, »Cabinet Member for Health]}\n" + ONE,
    "a leader": HEAD + "cabinet: {members: [Councillor A B, »Leader of the Council, Councillor C]}\n" + ONE,
    "with capitals": HEAD + "recommendations: [That it asks Oxfordshire, »Cherwell and Didcot.]\n",
}  # fmt: skip


@pytest.mark.parametrize("text", CUT.values(), ids=CUT)
def test_words_after_a_comma_are_not_lost(text: str, room: Room) -> None:
    text, expected = places(text)
    room.write(YAML, text)
    assert errors(room, "YML017") == expected


def test_words_after_a_comma_in_an_action_and_in_the_directory(room: Room) -> None:
    room.write("data/trees/action-plan.yaml", PLAN + "      - {text: Plant, water them, service: Parks}\n")
    room.write("papers.yaml", "council: Eastmere\npeople: [{name: Councillor Oak, title: Parks, Trees}]\n")
    assert errors(room, "YML017") == ["5:23", "2:47"]


def test_double_quotes_keep_the_words_together(room: Room) -> None:
    text = HEAD + (
        'cabinet: {members: [{name: Councillor Oak, title: "Cabinet Member for Parks, Trees and Lanes"}]}\n'
        'recommendations:\n  - {text: "That it plants, waters and prunes trees.", member: Councillor Oak}\n'
    )
    made = draft(room, text, "That it plants, waters and prunes trees.")
    assert "1. That it plants, waters and prunes trees." in made


def test_an_empty_value_within_braces_is_still_absent(room: Room) -> None:
    room.write(YAML, HEAD + "cabinet: {date: , members: [{name: Councillor Oak, title: }]}\n" + ONE)
    assert errors(room) == []
