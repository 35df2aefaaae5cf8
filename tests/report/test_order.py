"""The order in which a person reads findings: by matter, errors first, by weight, causes before what follows."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cabinet_papers.findings.codes import CATALOGUE, FAMILIES
from cabinet_papers.findings.diagnostics import Location, Severity, Weight, finding
from cabinet_papers.findings.message import EMPTY, phrase
from cabinet_papers.report.order import CAUSES_FIRST, find_matter_name, rank_findings
from tests.conftest import MATTER, SHEET, Room

FILES = ("papers.yaml", "templates/draft-response.docx", "data/oaks/recommendations.yaml", "data/oaks/responses.xlsx",
         "output/oaks/a.docx", "data/elms/recommendations.yaml", "data/closed/ash/recommendations.yaml")  # fmt: skip
FINDINGS = st.builds(
    lambda code, file, line, severity: finding(CATALOGUE[code], phrase("m"), EMPTY, Location(file, line), severity),
    st.sampled_from(sorted(CATALOGUE)), st.sampled_from(FILES), st.integers(1, 40), st.sampled_from(Severity),
)  # fmt: skip


@given(st.lists(FINDINGS, max_size=30))
def test_matters_then_errors_then_weight(findings: list) -> None:  # type: ignore[type-arg]
    ranked = rank_findings(findings)
    assert set(ranked) == set(findings)
    ranks = [(find_matter_name(each.location), not each.is_error, each.code.weight) for each in ranked]
    assert ranks == sorted(ranks)
    for one, other in pairwise(ranked):
        if one.location.file == other.location.file and one.is_error == other.is_error:
            same = one.code.weight == other.code.weight and one.location.line is not None
            assert not same or one.location.line <= (other.location.line or 0)


def test_the_matter_of_a_place() -> None:
    names = {file: find_matter_name(Location(file)) for file in (*FILES, "data/elms", "data", ".")}
    assert names == dict(zip(names, ["", "", "oaks", "oaks", "oaks", "elms", "ash", "elms", "", ""], strict=True))


def test_every_family_has_its_place_among_causes() -> None:
    assert set(CAUSES_FIRST) == set(FAMILIES)


def test_every_code_has_a_weight() -> None:
    """A wrong number, a day that does not exist and a note left over are facts, whatever their family."""
    weights = {number: code.weight for number, code in CATALOGUE.items()}
    assert set(weights.values()) == set(Weight)
    assert {weights[code] for code in ("REF001", "REF002", "RES007", "STY005", "STY011", "STY019")} == {Weight.FACTS}
    assert {weights[code] for code in ("NAM001", "NAM008", "STY012")} == {Weight.NAMES}
    assert {weights[code] for code in ("STY001", "STY006", "NAM007")} == {Weight.STYLE}
    # What only a build can find could not be listed by `papers check --all`.
    assert not [code for code, weight in weights.items() if weight is Weight.STYLE and code[:3] in ("OUT", "TPL")]


def test_no_answer_is_missing_where_a_sheet_is_unreadable(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER + "response: {status: agreed}\n")
    room.write("data/trees/responses.xlsx", "no workbook")
    said = room.papers("check").stderr
    # It may hold them all.
    assert "XLS002" in said
    assert "RES001" not in said


def test_the_words_of_a_cell_are_quoted_with_the_spot_underlined(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET.replace("ok\n", "We agree.\\nSee recommendation 9.\n"))
    lines = room.papers("check").screen.splitlines()
    at = next(at for at, line in enumerate(lines) if "REF001" in line)
    assert lines[at + 2 : at + 4] == [
        "    D2 | See recommendation 9.",
        "       |     ^^^^^^^^^^^^^^^^",
    ]
    exempt = MATTER.replace("[That the Council plants a hundred trees.]",
                            "[That the Council plants a hundred trees., {text: Sell it, exempt: 3}]")  # fmt: skip
    room.write("data/trees/recommendations.yaml", exempt)
    again = room.papers("check").screen
    assert ("REF001" in again, " | " in again) == (True, False), "beside an exempt text no words are quoted"
