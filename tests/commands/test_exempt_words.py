"""Exempt words are in no message, no memory, no file name and no public paper, whichever rule looks at their text."""

import json
from pathlib import Path

import pytest

from tests.conftest import Room
from tests.packages import Parts, change_package

# Each word is of this text alone; each sentence gives several rules something to say.
SECRETS = ("Qoxbury", "ZQX", "wibbleton", "recievedly", "Vantreel", "Plozz")
MATTER = """\
title: Depot Site
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {date: 2026-03-18, members: [{name: Councillor Oak, title: Cabinet Member for Parks}]}
report:
  body: |
    The Committee met.

    [Recommendation 1]

    [Recommendation 2]
recommendations:
  - That the Council plants a hundred trees in the Depot.
  - MARK
    text: "SECRET"
"""
OF_THE_DEPOT = (
    "That the Council  sells Qoxbury depot to ZQX and recieves 3 million ,see Appendix Q, Cllr Vantreel and the "
    "wibbleton"
)
SHEET = (
    "[R]\nNo. | Recommendation | Agree? | Comment\n"
    "1 | That the Council plants a hundred trees in the Depot. | Yes | It will\n"
    f"2 | {OF_THE_DEPOT} | No | Plozz  and ZQX recievedly said 30th of April, Plozz\n"
)
COMMANDS = (
    ("check",), ("check", "--format", "json"), ("check", "--format", "html"), ("build", "--html"), ("check", "--mark"),
    ("sheet",), ("check", "--fix"), ("check",), ("build",),
)  # fmt: skip
MARKS = ("exempt: 3", "exmept: 3", "Exempt: 3", "exemt: 3", "excempt: 3", "exempted: yes", "confidential: yes",
         "exempt:", "exempt: [3]", "exempt: {paragraph: 3}", "exempt paragraph: 3", "exempt-answer: 3", "wxempt: 3",
         "not for publication: 3", "eithriedig: 3")  # fmt: skip


def shown(words: str) -> list[str]:
    return [secret for secret in SECRETS if secret.casefold() in words.casefold()]


@pytest.mark.parametrize("mark", MARKS)
def test_no_command_shows_them(mark: str, room: Room) -> None:
    room.write("data/depot/recommendations.yaml", MATTER.replace("MARK", mark).replace("SECRET", OF_THE_DEPOT))
    room.draw("data/depot/a.xlsx", SHEET)
    looked_at = 0
    for command in COMMANDS:
        ran = room.papers(*command)
        assert (command, shown(ran.stdout), shown(ran.stderr)) == (command, [], [])
        looked_at += len(ran.stderr) + len(ran.stdout)
    assert looked_at > 1000
    for path in (room.path / "output").rglob("*"):
        if "exempt" not in path.relative_to(room.path / "output").parts[:-1]:
            assert shown(path.name) == []
            assert shown(read(path)) == [], path


def read(path: Path) -> str:
    """Return what is in a file, of a document its parts."""
    if not path.is_file():
        return ""
    if path.suffix != ".docx":
        return path.read_text(encoding="utf-8", errors="replace")
    import zipfile

    with zipfile.ZipFile(path) as package:
        return " ".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def test_a_mark_without_a_paragraph_is_no_licence_to_print(room: Room) -> None:
    """An empty `exempt:` is an error at its line, wherever it stands, and no document is made."""
    text = MATTER.replace("MARK", "exempt:").replace("SECRET", "That the Council buys Qoxbury depot.")
    room.write("data/depot/recommendations.yaml", text + "    exempt_answer: ''\n")
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert [(each["line"], each["column"]) for each in found if each["code"] == "REC012"] == [(13, 5), (15, 5)]
    assert (room.papers("build", "--publish").exit_code, room.documents()) == (1, [])


LOST = {
    "no colon": "  - SECRET\n    exempt 3\n",
    "no colon behind spaces": "  - text: SECRET\n      exempt 3\n",
    "another sign": "  - SECRET\n    exempt = 3\n",
    "an item of its own": "  - SECRET\n  - exempt\n",
    "within quotation marks": '  - "SECRET exempt: 3"\n',
    "within a block": "  - |\n    SECRET\n    exmept paragraph 3\n",
    "as a reason": "  - text: SECRET\n    withdrawn: exempt\n",
    "in capitals, with a remark": "  - text: |\n      SECRET\n      EXEMPT: 3 (money)\n",
    "with a remark behind a dash": "  - text: |\n      SECRET\n      Exempt: 3 - commercial\n",
    "another word": "  - text: |\n      SECRET\n      private: 3\n",
    "yet another word": "  - text: |\n      SECRET\n      confidential: paragraph 3\n",
    "in brackets": "  - text: |\n      SECRET\n      [exempt: 3]\n",
    "with its schedule": "  - SECRET\n    exempt para 3 of Schedule 12A\n",
    "with a remark in brackets": "  - SECRET\n    exempt 3 (financial)\n",
    "of an answer": "  - SECRET\n    exempt_answer 3 (money)\n",
    "in words": "  - SECRET\n    not for publication\n",
    "in other words": "  - SECRET\n    Exempt from publication.\n",
    "behind a sentence": "  - SECRET. exempt 3 (financial)\n",
    "behind a sentence, joined": "  - SECRET. exempt3\n",
    "behind a sentence, by its paragraph": "  - SECRET. exempt under paragraph 3\n",
    "behind a sentence, in brackets": "  - SECRET. [exempt 3]\n",
    "like a heading": "  - text: |\n      SECRET\n\n      # exempt: 3\n",
}


@pytest.mark.parametrize("item", LOST.values(), ids=LOST)
def test_a_mark_that_has_become_words_of_a_text_is_an_error_and_hides_all_texts(item: str, room: Room) -> None:
    head = MATTER.split("recommendations:")[0].split("report:")[0] + "recommendations:\n"
    room.write("data/depot/recommendations.yaml", head + item.replace("SECRET", OF_THE_DEPOT))
    for command in (("check", "--all"), ("why", "depot", "1"), ("build",), ("check", "--format", "html")):
        ran = room.papers(*command)
        assert (command, shown(ran.stdout), shown(ran.stderr)) == (command, [], [])
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert [each["code"] for each in found if each["severity"] == "error"] == ["YML024"]
    assert room.documents() == []
    # As the hint says.
    room.write("data/depot/recommendations.yaml", f"{head}  - text: {OF_THE_DEPOT}\n    exempt: 3\n")
    assert "error" not in room.papers("check").stderr.split("Next:")[0]


@pytest.mark.parametrize(
    "words",
    [
        "land that is\n    exempt from it.",
        "land that is exempt.",
        "land,\n    Exemption Order 3.",
        "land that is exempt under paragraph 3.",
        "land, as Appendix B says (exempt under paragraph 3)",
        "land.\n\n    Exempt - land of charities pays nothing.",
        "private land, of which there are 3",
        "land:\n    - confidential\n    - open",
        "land.\n    Exempt 3 of the sites from business rates.",
        "land.\n\n    Appendix B: exempt under paragraph 3",
        "land. Exempt under paragraph 3 are its accounts",
        "land of council tax exemption class 3",
    ],
)
def test_words_of_a_sentence_are_no_mark(words: str, room: Room) -> None:
    head = MATTER.split("recommendations:")[0].split("report:")[0] + "recommendations:\n"
    room.write("data/depot/recommendations.yaml", f"{head}  - That the Council taxes {words}\n")
    assert "YML024" not in room.papers("check").stderr


def test_a_mark_on_the_wrong_level_hides_all_texts(room: Room) -> None:
    head = "title: Depot Site\nexempt: 3\nscrutiny: {body: Committee, date: 2026-03-03}\nrecommendations:\n"
    text = f"{head}  - {OF_THE_DEPOT!r}\n"
    room.write("data/depot/recommendations.yaml", text)
    room.draw(
        "data/depot/a.xlsx",
        f"[R]\nNo. | Recommendation | Agree? | Comment\n1 | {OF_THE_DEPOT} | No | Plozz  ZQX Plozz\n",
    )
    ran = room.papers("check")
    assert "error YML003" in ran.stderr
    assert shown(ran.stderr) == []


def test_a_notice_that_is_not_read_out_is_reported_and_is_on_the_page_all_the_same(room: Room) -> None:
    """A council's template has it in the footer of the pages after the first alone."""
    begin, end = b'<w:p><w:r><w:t xml:space="preserve">{%p if exempt', b"{%p endif %}</w:t></w:r></w:p>"

    def change(parts: Parts) -> None:
        body, header = parts["word/document.xml"], parts["word/header1.xml"]
        before, _, rest = body.partition(begin)
        parts["word/document.xml"] = before + rest.partition(end)[2]
        notice = header[header.index(b"<w:p>") : header.index(b"</w:hdr>")]
        parts["word/header1.xml"] = header.replace(notice, b"<w:p/>")
        parts["word/footer1.xml"] = parts["word/footer1.xml"].replace(b"</w:ftr>", notice + b"</w:ftr>")

    change_package(room.path / "templates" / "scrutiny-report.docx", change)
    room.write(
        "data/depot/recommendations.yaml", MATTER.replace("MARK", "exempt: 3").replace("SECRET", "That it acts.")
    )
    built = room.papers("build", "--html", "--format", "json")
    found = [each["file"] for each in json.loads(built.stdout) if each["code"] == "OUT009"]
    assert (built.exit_code, found) == (0, ["templates/scrutiny-report.docx"]), built.stderr
    pages = {path.name: path.read_text("utf-8") for path in (room.path / "output").rglob("*Scrutiny report*.html")}
    assert {name: page.count("NOT FOR PUBLICATION: exempt under paragraph 3 ") for name, page in pages.items()} == {
        "Scrutiny report - Depot Site.html": 0,
        "EXEMPT - Scrutiny report - Depot Site.html": 1,
    }
