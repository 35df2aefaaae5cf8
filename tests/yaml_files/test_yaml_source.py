from pathlib import Path
from time import process_time

import pytest

from cabinet_papers.yaml_files.yaml_source import MAX_BYTES, YamlList, YamlMapping, YamlText, read_yaml


def read(tmp_path: Path, content: str | bytes) -> tuple[object, list[str]]:
    """Return the document and "line:column CODE" of each finding."""
    path = tmp_path / "r.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    node, findings = read_yaml(path, "r.yaml")
    return node, [f"{each.location.line}:{each.location.column} {each.code.number}" for each in findings]


@pytest.mark.parametrize(
    "typed", ["Yes", "No", "1.10", "01865 529834", "2025-01-14", "010", "null", "~", "0x1F", "12:30", "1_000", ".5"]
)
def test_every_scalar_is_text_as_typed(tmp_path: Path, typed: str) -> None:
    node, findings = read(tmp_path, f"key: {typed}\n")
    assert isinstance(node, YamlMapping)
    value = node.entries[0].value
    assert isinstance(value, YamlText)
    assert (value.value, findings) == (typed, [])


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a byte order mark"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_files_from_every_editor_are_read(tmp_path: Path, start: bytes, ending: bytes) -> None:
    node, findings = read(tmp_path, start + ending.join([b"title: Caf\xc3\xa9", b"body: |", b"  one", b"  two", b""]))
    assert isinstance(node, YamlMapping)
    assert [each.value.value for each in node.entries if isinstance(each.value, YamlText)] == ["Café", "one\ntwo\n"]
    assert findings == []


def test_utf_16_from_an_old_notepad_is_read(tmp_path: Path) -> None:
    node, findings = read(tmp_path, "title: Café\n".encode("utf-16"))
    assert isinstance(node, YamlMapping)
    assert findings == []


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    """Shown as "YML008"."""
    assert read(tmp_path, "title: x\nbody: Café\n".encode("cp1252")) == (None, ["2:None YML008"])


def test_what_goes_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    assert read(tmp_path, b"a" * (MAX_BYTES + 1))[1] == ["None:None YML009"]
    assert "YML009" in " ".join(read(tmp_path, "[" * 50 + "]" * 50)[1])
    assert "YML009" in " ".join(read(tmp_path, "[" * 20_000 + "]" * 20_000)[1])


def test_aliases_that_multiply_are_refused_at_once(tmp_path: Path) -> None:
    """Nine levels of ten aliases each would be a thousand million texts."""
    levels = "a0: &a0 [x, x]\n" + "".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]\n" for at in range(1, 10))
    node, findings = read(tmp_path, levels)
    assert node is None
    assert len(findings) == 10
    assert all(each.endswith("YML009") for each in findings)


@pytest.mark.parametrize("hostile", ["[" * 200_000, "[" * 1_500, "{a: " * 3_000, "- " * 3_000, "? " * 3_000])
def test_nesting_without_end_is_refused(tmp_path: Path, hostile: str) -> None:
    """Composing these would end the process, or fill the stack."""
    node, findings = read(tmp_path, hostile)
    assert node is None
    assert [each.split()[1] for each in findings] == ["YML009"]


LARGE = {
    "colons": ":" * 1_990_000,
    "brackets that close": "[" + "[]," * 10_000,
    "braces that close": "[" + "{}," * 10_000,
    "one bracket too many": "[[]" * 10_000,
    "quotes": '["' * 10_000,
    "backslashes": '"' + "\\" * 1_900_000,
    "a long key": "x" * 1_900_000 + ": b",
    "aliases": "a: &a [x]\nb: [" + ", ".join(["*a"] * 100_000) + "]",
    "anchors": "".join(f"a{at}: &a{at} x\n" for at in range(100_000)),
    "papers": "---\n" * 400_000,
    "keys": "".join(f"k{at}: v\n" for at in range(150_000)),
    "one key": "k: v\n" * 300_000,
    "items": "- x\n" * 400_000,
    "empty items": "-\n" * 900_000,
    "items in brackets": "[a" + ",a" * 900_000 + "]",
    "a long text": "a: " + "x " * 900_000,
    "lines of a text": "a: |\n" + "  - y\n" * 12_000,
    "points in a text": "a: x\n" + "  2. y\n" * 250_000,
    "points in a folded text": "a: >\n" + "  - y\n" * 250_000,
    "escapes": '"' + "\\u0041" * 300_000 + '"',
}


@pytest.mark.parametrize("hostile", LARGE.values(), ids=LARGE)
def test_what_is_very_large_is_refused_soon(tmp_path: Path, hostile: str) -> None:
    begun = process_time()
    _, findings = read(tmp_path, hostile)
    took = process_time() - begun
    assert findings
    assert len(findings) <= 100
    assert took < 2, "a fraction of a second on a computer with nothing else to do"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (r't: "a \U00110000 b"', ["1:7 YML001"]),
        (r't: "\UFFFFFFFF"', ["1:5 YML001"]),
        (r't: "\uD800"', ["1:5 YML001"]),
        (r't: "\uD83D\uDE00"', ["1:5 YML001"]),
        (r'"\U00110000": x', ["1:2 YML001"]),
        ('t: "a\n  b \\uDC00"', ["2:5 YML001"]),
        (r't: "a \0 b"', ["1:7 YML001"]),
        (r't: "a\\\x07"', ["1:8 YML001"]),
        (r't: "\e"', ["1:5 YML001"]),
        (r't: "\uFFFF"', ["1:5 YML001"]),
        (r't: "\x"', ["1:7 YML001"]),
        (r't: "\u12"', ["1:7 YML001"]),
        (r't: "\q"', ["1:5 YML001"]),
        (r't: "\\U00110000 \\e \u00e9 \U0001F600 \n"', []),
        (r"t: '\U00110000'", []),
        (r"t: \U00110000", []),
        ("t: a\0b", ["1:5 YML001"]),
        ("t: a\nb: c\x07", ["2:5 YML001"]),
        ("t: a\ufeffb", ["1:5 YML001"]),
        ("t: a\n\ufeffb: c", ["2:1 YML001"]),
        ("\ufefft: a", []),
    ],
)
def test_characters_that_are_none(tmp_path: Path, line: str, found: list[str]) -> None:
    """In double quotes a backslash may name what does not exist, or what no paper can print."""
    assert read(tmp_path, line + "\n")[1] == found


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_named(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, "title: Café\nbody: x\n".encode(encoding)) == (None, ["None:None YML008"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: b\n---\nc: d\n", ["2:1 YML001"]),
        ("r:\n  - A\n  B\n", ["3:3 YML001"]),
        ("r: [a, b\n", ["1:4 YML001"]),
        ("r: {a: b\n\n\n", ["1:4 YML001"]),
        ("r: 'a\n\n", ["1:4 YML001"]),
        ("r:\n\t- b\n", ["2:1 YML001"]),
        ("r: a\nr: `b`\n", ["2:4 YML001"]),
        ("r: " + " " * 1_000_000 + '"b" c\n', ["1:1000008 YML001"]),
    ],
)
def test_the_place_is_where_it_has_to_be_changed(tmp_path: Path, text: str, found: list[str]) -> None:
    assert read(tmp_path, text)[1] == found


@pytest.mark.parametrize("line", ["- !Urgent that the Council", "- &B that the Council", "- !!important that"])
def test_words_that_begin_with_a_sign_are_not_lost(tmp_path: Path, line: str) -> None:
    assert read(tmp_path, line)[1] == ["1:3 YML009"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("a: recommendation #3 of the review", ["1:19 YML006"]),
        ("a: text # an honest comment", []),
        ("a: text  # an honest comment", []),
        ("a: 'recommendation #3'", []),
        ("a: C#3 is a note", []),
        ("a: text ## two hashes are a comment", []),
        ("a: items ##3 and ##4", ["1:10 YML006"]),
        ("- The Council campaigns under\n  #CleanAir and reports back", ["2:3 YML006"]),
        ("a: The work of\n  #CleanAir", ["2:3 YML006"]),
        ("a:\n  b: x\n  #c: y", []),
        ("a: x\n# a comment", []),
        ("a: x\u2028y\nb: z #3", ["2:6 YML006"]),
        ("a: # only a comment", []),
        ("a: #3 of the review", ["1:4 YML006"]),
        ("a: x\n# a comment #3", []),
        ("a:\n  - x\n  #- y", []),
    ],
)
def test_text_cut_off_by_a_hash(tmp_path: Path, line: str, found: list[str]) -> None:
    assert read(tmp_path, line + "\n")[1] == found


def test_places_count_from_one(tmp_path: Path) -> None:
    node, _ = read(tmp_path, "first: x\nlist:\n  - one\n  - two\n")
    assert isinstance(node, YamlMapping)
    entry = node.entries[1]
    assert (entry.line, entry.column) == (2, 1)
    assert isinstance(entry.value, YamlList)
    assert [(each.line, each.column) for each in entry.value.items] == [(3, 5), (4, 5)]


def test_a_file_that_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    _, findings = read_yaml(tmp_path, "r.yaml")
    assert [each.code.number for each in findings] == ["YML001"]
