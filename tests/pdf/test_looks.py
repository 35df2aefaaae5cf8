"""Pages as LibreOffice lays them out: figures and dates whole, rows together, no more pages than needed."""

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.conftest import Room, need_program, open_room

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("looks")]

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
FIGURES = [f"{100_000 + at * 7_919:,}" for at in range(14)]
DATES = ["14 September 2026", "2 November 2026"]
AMOUNTS = ["£12,345,678", "£9,876,543", "£10,000,000", "£11,234,567"]
TABLES = {
    "amounts": f"Service | 2023/24 | 2024/25 | 2025/26 | 2026/27\nHousing and homelessness | {' | '.join(AMOUNTS)}",
    "dates": f"Site | Tested on | Opened on | Told by\nFen Lane | {' | '.join(DATES)} | Councillor Grace Okoro",
    "fourteen": f"{' | '.join(f'C{at}' for at in range(14))}\n{' | '.join(FIGURES)}",
    "months": f"Ward | {' | '.join(MONTHS)} | Total\nFen Lane | {' | '.join(FIGURES[:13])}",
}
PLANS, REPORTS = range(5, 13), range(13, 22)


def write_table(room: Room, name: str) -> None:
    room.write(f"data/{name}/recommendations.yaml", f"title: Trees of {name}\n"
               "scrutiny: {body: Panel, date: 2026-03-03}\n"
               "recommendations: [That the Council plants trees.]\n")  # fmt: skip
    room.draw(f"data/{name}/a.xlsx", "[R]\nRecommendation | Agree? | Comment\n"
              f"That the Council plants trees. | Yes | [Table: Costs]\n\n[Costs]\n{TABLES[name]}")  # fmt: skip


def write_plan(room: Room, actions: int) -> None:
    text = "Plant trees in each street that has room for them and tell the people who live there when they will come"
    rows = "".join(f"      - {{text: {text}, service: Parks, by: Year 1}}\n" for _ in range(actions))
    room.write(f"data/plan-{actions}/action-plan.yaml", f"title: Trees {actions}\n"
               "years: [2026 - 2027, 2027 - 2028, 2028 - 2029]\n"
               f"priorities:\n  - name: Planting\n    actions:\n{rows}")  # fmt: skip


def write_report(room: Room, lines: int) -> None:
    """A report whose body takes so many lines more."""
    body = "".join(f"\n    Step {at} was heard.\n" for at in range(lines))
    room.write(f"data/report-{lines}/recommendations.yaml", f"title: Report {lines}\n"
               "scrutiny: {body: Panel, date: 2026-03-03}\n"
               "recommendations: [That the Council acts.]\n"
               f"report:\n  author: {{name: Grace Hill}}\n  body: |\n    # Introduction\n\n"
               f"    [Recommendation 1]\n{body}")  # fmt: skip


def write_topics(room: Room) -> None:
    texts = [f"That step {at} is taken in each ward of the city and told to those who live there." for at in range(20)]
    topics = "".join(
        f"- {{title: Topic {at}, scrutiny: {{body: Panel, date: 2026-03-03}}, recommendations: [{text}]}}\n"
        for at, text in enumerate(texts)
    )
    room.write("data/topics/recommendations.yaml", "title: Topics\nscrutiny: {body: Panel, date: 2026-03-03}\n"
               f"topics:\n{topics}")  # fmt: skip
    rows = "".join(f"{text} | Yes | {'It will. ' * (at % 7 + 1)}\n" for at, text in enumerate(texts))
    room.draw("data/topics/a.xlsx", f"[R]\nRecommendation | Agree? | Comment\n{rows}")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Room:
    need_program("soffice")
    room = open_room(tmp_path_factory.mktemp("looks") / "room")
    for name in TABLES:
        write_table(room, name)
    for actions in PLANS:
        write_plan(room, actions)
    write_topics(room)
    for lines in REPORTS:
        write_report(room, lines)
    done = room.papers("build", "--pdf")
    assert (done.exit_code, "OUT015" in done.stderr) == (0, False), done.stderr
    return room


def read_lines(room: Room, matter: str) -> list[list[str]]:
    """Return the lines of each page of the matter's PDF; spaces of every kind are one space."""
    (path,) = (room.path / "output" / matter).glob("*.pdf")
    pages = [page.extract_text() for page in PdfReader(path).pages]
    return [[" ".join(line.split()) for line in page.splitlines()] for page in pages]


@pytest.mark.parametrize(
    ("name", "words", "is_landscape"),
    [("amounts", AMOUNTS, False), ("dates", DATES, False), ("fourteen", FIGURES, True),
     ("months", [*MONTHS, *FIGURES[:13]], True)],
)  # fmt: skip
def test_figures_dates_and_months_are_whole(built: Room, name: str, words: list[str], is_landscape: bool) -> None:
    (path,) = (built.path / "output" / name).glob("*.pdf")
    (page,) = PdfReader(path).pages
    text = "\n".join(read_lines(built, name)[0])
    assert [word for word in words if word not in text] == [], "broken over lines"
    assert (page.mediabox.width > page.mediabox.height) is is_landscape


@pytest.mark.parametrize("actions", PLANS)
def test_no_row_is_alone_on_the_last_page(built: Room, actions: int) -> None:
    pages = read_lines(built, f"plan-{actions}")
    rows = [sum(bool(re.match(r"1\.\d+ Plant", line)) for line in page) for page in pages]
    assert sum(rows) == actions
    assert rows[-1] > 1, rows


@pytest.mark.parametrize("lines", REPORTS)
def test_the_author_is_not_alone_on_the_last_page(built: Room, lines: int) -> None:
    last = "\n".join(read_lines(built, f"report-{lines}")[-1])
    assert re.search(r"Step \d+ was heard\.[\s\S]*Grace Hill", last), last


def test_headings_and_preambles_stay_with_their_table(built: Room) -> None:
    pages = read_lines(built, "topics")
    assert len(pages) > 3
    for page in pages:
        body = [line for line in page if line and not line.startswith(("DRAFT", "Draft Cabinet response:", "Page "))]
        begun = sum(bool(re.match(r"Topic \d+$", line)) for line in body)
        answered = sum(bool(re.match(r"\d+\. That step", line)) for line in body)
        assert begun == answered, "\n".join(body)
        assert sum("appropriate." in line for line in body) == answered, "\n".join(body)


def test_the_page_number_stands_beside_the_title(built: Room) -> None:
    (path,) = (built.path / "output" / "months").glob("*.pdf")
    found: dict[str, tuple[float, float]] = {}

    def note(text: str, _: object, place: list[float], *__: object) -> None:
        for name in ("Draft Cabinet response: Trees", "Page"):
            if text.strip().startswith(name):
                found[name] = place[4], place[5]

    PdfReader(path).pages[0].extract_text(visitor_text=note)
    title, number = found["Draft Cabinet response: Trees"], found["Page"]
    assert title[1] == pytest.approx(number[1], abs=1), "on one line"
    assert number[0] > 700, "on the right of a page that was turned"


def test_the_page_fits_the_sample(tmp_path: Path) -> None:
    """The plan of the sample took a third page for its last two rows."""
    need_program("soffice")
    room = open_room(tmp_path / "room", sample=True)
    assert room.papers("build", "walking-and-cycling-plan", "--pdf").exit_code == 0
    assert len(read_lines(room, "walking-and-cycling-plan")) == 2
