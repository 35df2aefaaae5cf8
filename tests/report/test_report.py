"""How findings are shown: the quoted line and its carets, colours, and JSON."""

import json
import re
from pathlib import Path

import pytest

from cabinet_papers.files.exempt_marks import holds_exempt_text
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Fix, Location, finding
from cabinet_papers.findings.message import EMPTY, phrase
from cabinet_papers.report.alike import Alike, gather_alike
from cabinet_papers.report.excerpt import ROOM, make_excerpt
from cabinet_papers.report.source_lines import SourceLines
from cabinet_papers.report.terminal import COLOURED, PLAIN, choose_colours, measure
from cabinet_papers.report.text import write_counts, write_json, write_text
from tests.conftest import MATTER, Room

PRIVATE_WORDS = "three million pounds"
PRIVATE = MATTER.replace(
    "[That the Council plants a hundred trees.]",
    f'\n  - text: That the Council accepts {PRIVATE_WORDS}.\n    exempt: 3\n    member: "{PRIVATE_WORDS} Elm"\n',
)


def found_at(line: int | None, column: int | None, length: int = 0, file: str = "a.yaml") -> Diagnostic:
    return finding(codes.YML003, phrase("m"), EMPTY, Location(file, line, column))._replace(length=length)


def told(found: Diagnostic, root: Path, width: int = 80) -> list[str]:
    """Return the lines of one finding."""
    return write_text(gather_alike([found]), SourceLines(root), width)


def underline(text: str, column: int, length: int = 0) -> tuple[str, str]:
    """Return the quoted line and the carets as they stand below it."""
    excerpt = make_excerpt(text, "1", column, length)
    shown = excerpt.before + excerpt.marked + excerpt.after
    return shown, " " * measure(excerpt.before) + "^" * max(1, measure(excerpt.marked))


@pytest.mark.parametrize(
    ("text", "column", "length", "shown", "carets"),
    [
        ("    ref: B", 5, 3, "    ref: B", "    ^^^"),
        ("date: 31 June", 7, 7, "date: 31 June", "      ^^^^^^^"),
        # To the end of the word, its inner signs and the quotation mark before it included, a stop after it not.
        ("a: it's, yes", 4, 0, "a: it's, yes", "   ^^^^"),
        ('a: "That. yes', 4, 0, 'a: "That. yes', "   ^^^^^"),
        ("day: 2026-02-31.", 6, 0, "day: 2026-02-31.", "     ^^^^^^^^^^"),
        # At a sign that is no word, and behind the line's end, one caret.
        ("a: b: c", 5, 0, "a: b: c", "    ^"),
        ("a:", 9, 3, "a:", "  ^"),
        # Wide characters take two columns, a combining accent none; the carets follow.
        ("樹木: 松", 5, 0, "樹木: 松", "      ^^"),
        ("cafe\u0301: e\u0301te\u0301", 8, 0, "cafe\u0301: e\u0301te\u0301", "      ^^^"),
        ("👩\u200d🌾: x", 6, 0, "👩\u200d🌾: x", "    ^"),
        ("\u1112\u1161\u11ab: x", 6, 0, "\u1112\u1161\u11ab: x", "    ^"),
        # A tab is four spaces; what steers a terminal is shown.
        ("\tscrutiny: y", 1, 0, "    scrutiny: y", "^^^^"),
        ("\ta\tb", 4, 0, "    a    b", "         ^"),
        ("\u202eab: c", 6, 0, "\\x202eab: c", "          ^"),
        ("\x1b[2Ja: c", 8, 1, "\\x1b[2Ja: c", "          ^"),
    ],
)  # fmt: skip
def test_carets_stand_below_the_word(text: str, column: int, length: int, shown: str, carets: str) -> None:
    assert underline(text, column, length) == (shown, carets)


@pytest.mark.parametrize("sign", ["x", "樹", "e\u0301", "\tx", "\x07"])
@pytest.mark.parametrize("column", [1, 40, 88, 200, 396])
def test_a_long_line_is_cut_around_the_word(sign: str, column: int) -> None:
    words = f"{sign * 5} " * 200
    column = next(at for at in range(column, column + 30) if words[at - 2] == " ")
    excerpt = make_excerpt(words, "7", column, 3)
    shown = excerpt.before + excerpt.marked + excerpt.after
    assert measure(shown) <= ROOM
    assert "…" in (excerpt.before[:1], excerpt.after[-1:])
    assert excerpt.marked == make_excerpt(words[column - 1 : column + 2] + "x", "7", 1, 3).marked
    assert (excerpt.before == "") == (column == 1)


def test_a_mark_longer_than_the_window_is_cut_too() -> None:
    shown, carets = underline(f"title: {'x' * 300} end", 8, 300)
    assert shown.endswith("…")
    assert len(carets) < len(shown) <= ROOM
    short, _ = underline("x" * ROOM, 1, 1)
    assert short == "x" * ROOM


def test_the_finding_as_text(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("\ufefftitle: T\r\nb: c\rref: 樹 B\n".encode())
    found = finding(codes.YML002, phrase('"ref" is given twice'), phrase("delete one"), Location("a.yaml", 3, 6))
    found = found._replace(length=3, related=Location("b.xlsx", sheet="S", cell="C2"))
    assert told(found, tmp_path) == [
        "a.yaml",
        "  line 3: error YML002",
        '    "ref" is given twice',
        "    3 | ref: 樹 B",
        "      |      ^^^^",
        "    hint: delete one",
        "    see: b.xlsx[S!C2]",
    ]
    (tmp_path / "a.yaml").write_text("x: ñ\n", encoding="utf-16")
    assert told(found_at(1, 4), tmp_path)[-2:] == ["    1 | x: ñ", "      |    ^"]
    (tmp_path / "a.yaml").write_bytes(b"x: \xf1o\n")
    assert told(found_at(1, None), tmp_path)[-1] == "    1 | x: \ufffdo"


@pytest.mark.parametrize("file", ["gone.yaml", "../out.yaml", "in/../../out.yaml", "a.xlsx", "folder.yaml", "a\0.yaml"])
def test_what_cannot_or_may_not_be_read_is_not_quoted(file: str, tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "folder.yaml").mkdir(parents=True)
    (tmp_path / "out.yaml").write_text("outside: x")
    (root / "a.xlsx").write_text("x: y")
    assert SourceLines(root).quote(found_at(1, 1, file=file)) is None
    assert len(told(found_at(1, 1, file=file), root)) == 3


def test_a_link_that_leads_out_of_the_workspace_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out.yaml").write_text("outside: x")
    (tmp_path / "root").mkdir()
    try:
        (tmp_path / "root" / "a.yaml").symlink_to(tmp_path / "out.yaml")
    except OSError:
        pytest.skip("this system lets only administrators make links")
    assert SourceLines(tmp_path / "root").quote(found_at(1, 1)) is None


def test_a_place_that_the_file_does_not_have_is_not_quoted(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("x: y\n\n")
    lines = SourceLines(tmp_path)
    assert [lines.quote(found_at(line, 1)) for line in (None, 0, 2, 9)] == [None] * 4


@pytest.mark.parametrize(
    ("environment", "is_terminal", "expected"),
    [
        ({}, True, COLOURED),
        ({}, False, PLAIN),
        ({"TERM": "dumb"}, True, PLAIN),
        ({"NO_COLOR": "1"}, True, PLAIN),
        ({"NO_COLOR": ""}, True, COLOURED),
        ({"FORCE_COLOR": "1"}, False, COLOURED),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, False, COLOURED),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, PLAIN),
    ],
)
def test_when_colours_are_wanted(environment: dict[str, str], is_terminal: bool, expected: object) -> None:
    assert choose_colours(environment, is_terminal=is_terminal) is expected


def test_colours_change_no_character(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.write("data/trees/recommendations.yaml", MATTER + "colour: green\n")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    piped = room.papers("check").screen
    assert "\x1b" not in piped
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = room.papers("check").screen
    assert "\x1b[1mdata/trees/recommendations.yaml\x1b[0m\n  line 4: \x1b[31merror\x1b[0m YML003" in coloured
    assert "\x1b[33mwarning\x1b[0m" in coloured
    assert "      | \x1b[36m^^^^^^\x1b[0m\n\x1b[2m    hint: " in coloured
    assert re.sub(r"\x1b\[\d*m", "", coloured) == piped
    monkeypatch.setenv("NO_COLOR", "1")
    assert room.papers("check").screen == piped


def test_the_count_names_the_files_of_several_matters() -> None:
    def count(*files: str) -> str:
        return write_counts([Alike((found_at(1, 1, file=file),)) for file in files])

    assert count("data/a/recommendations.yaml", "papers.yaml", "data/a/responses.xlsx") == "3 errors"
    assert count("data/a/recommendations.yaml", "papers.yaml", "data/b/x.xlsx") == "3 errors in 3 files"
    assert count("data/a", "data/b/x.xlsx", "data/b/x.xlsx") == "3 errors in 2 files"
    assert count("data") == "1 error"


def test_the_further_keys_of_json(tmp_path: Path) -> None:
    found = found_at(1, 1, 3)._replace(number=2, fix=Fix(1, 1, 3, "new"), related=Location("b.yaml", 4))
    assert json.loads(write_json([found], SourceLines(tmp_path)))[0]["fix"] is None, "a file that cannot be looked at"
    (tmp_path / "a.yaml").write_text("old: 3")
    (item,) = json.loads(write_json([found], SourceLines(tmp_path)))
    assert list(item)[9:] == ["length", "related", "recommendation", "fix", "number"]
    assert item["length"] == 3
    assert item["related"] == {"file": "b.yaml", "line": 4, "column": None, "sheet": None, "cell": None}
    assert item["recommendation"] == 2
    assert item["fix"] == {"line": 1, "column": 1, "length": 3, "replacement": "new"}
    (tmp_path / "a.yaml").write_text("exempt: 3")
    assert json.loads(write_json([found], SourceLines(tmp_path)))[0]["fix"] is None
    assert [*json.loads(write_json([found_at(1, 1)], SourceLines(tmp_path)))[0].values()][10:] == [None] * 4


@pytest.mark.parametrize(
    "text",
    ["exempt: 3", "  - {text: Plant #3 trees, exempt: 3}", '"exempt": 3', "'exempt' : 3", "exempt:\n  3", "Exempt: 3",
     "exmpt: 3", "exemption: 3", "# a note\nexempt: 3", "exempt:", "{exempt: , a: b}", "{text: a, exempt}",
     "exept: 3", "exempy: 3", "exenpt: 3", "ecempt: 3", "wxempt: 3", "xempt: 3", "ex-empt: 3", "axempt: 3",
     '"exempt ": 3', "еxеmpt: 3", "eempt: 3", "epexmt: 3", "- exempt paragraph: 3", "exempt: [3]", '"\\x65xempt": 3',
     "not for publication: 3", "public: no", "Part II: yes", "confidental: yes", "eithriedig: 3", "text: A exempt: 3",
     "text: |\n  That A.\n  exempt: 3"],
)  # fmt: skip
def test_a_file_that_marks_something_exempt_is_known(text: str) -> None:
    assert holds_exempt_text(f"title: x\n{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        "  # exempt: 3",
        "text: That nothing is exempt",
        "body: |\n  Public questions: none",
        "{text: That A is exempt, title: Public Health}",
        "text: Next to the park",
        "text:",
        "[Publication of the plan, Private roads]",
        "scrutiny: {body: Parks, date: }",
    ],
)
def test_a_file_that_marks_nothing_exempt_is_known(text: str) -> None:
    assert not holds_exempt_text(f"title: x\n{text}\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_exempt_words_are_never_shown(form: str, encoding: str, room: Room) -> None:
    path = room.write("data/trees/recommendations.yaml", "")
    path.write_text(PRIVATE, encoding=encoding)
    checked = room.papers("check", "--format", form)
    assert "REC006" in checked.stdout + checked.stderr
    assert "RES001" in checked.stdout + checked.stderr
    assert PRIVATE_WORDS not in checked.stdout + checked.stderr
    assert " | " not in checked.stderr
    assert "<pre>" not in checked.stdout
