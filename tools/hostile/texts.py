"""Hostile text files: YAML, Markdown within it, the words of a form, and what the program keeps for itself as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from tools.hostile.case import BUILD, CHECK, MATTER, RECOMMENDATIONS, Cases, Hostile, Maker
from tools.hostile.excel import M
from tools.hostile.words import LONGEST, WORDS, stretch

HEAD = "title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\n"
LIST = "recommendations:\n  - That the Council plants a hundred trees.\n"
# A file may have 2,000,000 bytes; these come near.
NEARLY = 1_900_000
# So many lines a text may have.
LINES = 10_000


def _near(unit: str, start: str = "", end: str = "") -> Maker:
    return lambda: (start + unit * ((NEARLY - len(start) - len(end)) // len(unit.encode())) + end).encode()


def _yaml() -> Iterable[tuple[str, Maker]]:
    yield "20,000 brackets", lambda: (HEAD + "recommendations: " + "[" * 20_000).encode()
    yield "1,900,000 brackets", _near("[", HEAD + "recommendations: ")
    yield "1,900,000 closing brackets", _near("]", HEAD + LIST)
    yield "1,900,000 braces", _near("{", HEAD + "report: ")
    yield "braces with keys", _near("{a: ", HEAD + "report: ")
    yield "lists within lists", _near("- ", HEAD + "recommendations:\n  ")
    yield "keys of keys", _near("? ", HEAD)
    yield (
        "lists that go deeper by a line",
        lambda: (HEAD + "recommendations:\n" + "".join(" " * at + "-\n" for at in range(1_900))).encode(),
    )
    yield "keys that go deeper by a line", lambda: (HEAD + "".join(" " * at + "a:\n" for at in range(1_900))).encode()
    yield "200,000 aliases", _near("*a, ", HEAD + "x: &a [b]\nrecommendations: [", "]")
    yield (
        "aliases of aliases",
        lambda: (
            HEAD
            + "a0: &a0 [x]\n"
            + "".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]\n" for at in range(1, 12))
        ).encode(),
    )
    yield (
        "200,000 anchors",
        lambda: (HEAD + "recommendations:\n" + "".join(f"  - &a{at} x\n" for at in range(120_000))).encode(),
    )
    yield "merges of keys", _near("<<: *a\n", HEAD + "a: &a {b: c}\n")
    yield "spaces", _near(" ", HEAD)
    yield "spaces before a key", _near(" ", HEAD, "a: b\n")
    yield "spaces within a text", _near(" ", HEAD + LIST.strip(), "x\n")
    yield "line ends", _near("\n", HEAD + LIST)
    yield "line ends within a text", _near("\n", HEAD + LIST, "    x\n")
    yield "carriage returns", _near("\r", HEAD + LIST)
    yield "lines of a space", _near(" \n", HEAD + LIST)
    yield "lines of a hash", _near("#\n", HEAD + LIST)
    yield "hashes", _near("#", HEAD + LIST)
    yield "hashes after spaces", _near(" #", HEAD + "recommendations:\n  - a")
    yield "colons", _near(":", HEAD)
    yield "colons with spaces", _near(": ", HEAD)
    yield "colons in a list", _near("a: ", HEAD + "recommendations:\n  - ")
    yield "quotes", _near('"', HEAD + "recommendations:\n  - ")
    yield "an unclosed quote", _near("a ", HEAD + 'recommendations:\n  - "')
    yield "an unclosed quote, then lines", _near("- a\n", HEAD + 'recommendations:\n  - "')
    yield "an unclosed apostrophe, then lines", _near("a: b\n", HEAD + "recommendations:\n  - '")
    yield "apostrophes", _near("'", HEAD + "recommendations:\n  - ")
    yield "escapes", _near("\\u0041", HEAD + 'recommendations:\n  - "', '"\n')
    yield "wrong escapes", _near("\\q", HEAD + 'recommendations:\n  - "', '"\n')
    yield "backslashes", _near("\\", HEAD + 'recommendations:\n  - "', '"\n')
    yield "tabs", _near("\t", HEAD + "recommendations:\n")
    yield "lines of tabs", _near("\t-\n", HEAD + "recommendations:\n")
    yield "exclamation marks", _near("!", HEAD + "recommendations: ")
    yield "tags", _near("!a ", HEAD + "recommendations: ")
    yield "percents", _near("%", HEAD)
    yield "directives", _near("%a b\n", "")
    yield "documents", _near("---\n", HEAD + LIST)
    yield "ends of documents", _near("...\n", HEAD + LIST)
    yield "bars", _near("|", HEAD + "recommendations:\n  - ")
    yield "blocks", _near("  - |\n    a\n", HEAD + "recommendations:\n")
    yield "a block indented by 9", _near(" a\n", HEAD + "recommendations:\n  - |9\n")
    yield "folded blocks", _near("  - >\n    a\n\n", HEAD + "recommendations:\n")
    yield "one key again and again", _near("title: a\n", "")
    yield "keys that are not known", lambda: (HEAD + LIST + "".join(f"k{at}: a\n" for at in range(19_000))).encode()
    yield "one unknown key again and again", _near("titel: a\n", HEAD)
    yield "keys without colons", _near("title\n", HEAD)
    yield "commas", _near(",", HEAD + "scrutiny: {", "}\n")
    yield "commas in brackets", _near("a,", HEAD + "recommendations: [", "]\n")
    yield "a key of 1.9 MB", _near("k", "", ": a\n")
    yield "a date of 1.9 MB", _near("1-", "title: a\nscrutiny: {body: b, date: ", "}\n" + LIST)
    yield (
        "a date of 190,000 digits",
        lambda: ("title: a\nscrutiny: {body: b, date: " + "1" * 190_000 + "}\n" + LIST).encode(),
    )
    yield (
        "a date of spaces",
        lambda: ("title: a\nscrutiny: {body: b, date: '1" + " " * 190_000 + "May'}\n" + LIST).encode(),
    )
    yield "a numbering of 190,000 digits", lambda: (HEAD + "numbering: '" + "1" * 190_000 + "'\n" + LIST).encode()
    yield "a numbering of 9", lambda: (HEAD + "numbering: '" + "9" * 4_000 + "'\n" + LIST).encode()
    yield (
        "39,000 recommendations",
        lambda: (
            HEAD + "recommendations:\n" + "".join(f"  - That the Council plants tree {at}.\n" for at in range(39_000))
        ).encode(),
    )
    yield (
        "39,000 recommendations that are alike",
        lambda: (HEAD + "recommendations:\n" + "  - That the Council plants a hundred trees.\n" * 39_000).encode(),
    )
    yield "39,000 letters", lambda: (HEAD + "recommendations:\n" + "  - a\n" * 39_000).encode()
    yield (
        "7,900 members",
        lambda: (
            HEAD
            + "cabinet: {date: 2026-04-01, members: ["
            + ", ".join(f"{{name: Councillor A{at}, title: b}}" for at in range(7_900))
            + "]}\n"
            + LIST
        ).encode(),
    )
    yield (
        "5,600 topics",
        lambda: (
            HEAD
            + "topics:\n"
            + "".join(f"  - {{title: t{at}, recommendations: [That it plants {at} trees.]}}\n" for at in range(5_600))
        ).encode(),
    )
    yield "invisible signs", _near("\u200b", HEAD + "recommendations:\n  - ")
    yield "signs that turn the words around", _near("\u202e", HEAD + "recommendations:\n  - ")
    yield "line ends that only Unicode knows", _near("\u2028", HEAD + "recommendations:\n  - ")
    yield "zero bytes", lambda: bytes(NEARLY)
    yield "UTF-16", lambda: (HEAD + "recommendations:\n  - " + "a " * 400_000).encode("utf-16")
    yield "bytes that are no letters", lambda: HEAD.encode() + b"\xff" * NEARLY
    yield "letters of 4 bytes", _near("🌳", HEAD + "recommendations:\n  - ")


def _long(key: str, name: str) -> bytes:
    """Return recommendations with a long text at the key, as a block, so that it is typed as it is."""
    words = stretch(name, LONGEST - 100).replace("\r", "\n").replace("\x07", ".")
    words = "\n    ".join(words.split("\n")[: LINES - 100])
    if key == "body":
        return (
            HEAD + f"report:\n  purpose: a\n  body: |\n    Introduction\n    {words}\n\n    [Recommendation 1]\n" + LIST
        ).encode()
    if key == "title":
        return (f"title: |\n    a {words}\nscrutiny: {{body: Scrutiny Committee, date: 2026-03-03}}\n" + LIST).encode()
    return (HEAD + f"recommendations:\n  - |\n    That {words}\n").encode()


def _json() -> Iterable[tuple[str, Maker]]:
    yield "brackets", lambda: b"[" * 49 * M
    yield "empty lists", lambda: b"[" + b"[]," * 16 * M + b"[]]"
    yield "empty objects", lambda: b"[" + b"{}," * 16 * M + b"{}]"
    yield "numbers", lambda: b"[" + b"1," * 24 * M + b"1]"
    yield "texts", lambda: b"[" + b'"a",' * 12 * M + b'"a"]'
    yield "names", lambda: ("{" + ",".join(f'"{at}":""' for at in range(3 * M)) + "}").encode()
    yield "a number of 49 MB", lambda: b'{"form": ' + b"9" * 49 * M + b"}"
    yield "a text of 49 MB", lambda: b'{"form": "' + b"\\u0041" * 8 * M + b'"}'
    yield "objects, 900 deep", lambda: b'{"known":' * 900 + b"1" + b"}" * 900
    yield "zero bytes", lambda: bytes(49 * M)


def list_cases() -> Cases:
    """Yield the hostile text files."""
    for name, make in _yaml():
        yield Hostile("recommendations.yaml", name, RECOMMENDATIONS, make)
    yield Hostile("recommendations.yaml", "3 GB of nothing", RECOMMENDATIONS, HEAD.encode, (CHECK, BUILD), 3_000 * M)
    some = (
        "20,000 brackets",
        "200,000 aliases",
        "spaces",
        "quotes",
        "colons",
        "blocks",
        "lists that go deeper by a line",
        "one key again and again",
    )
    for name, make in _yaml():
        if name in some:
            yield Hostile("action-plan.yaml", name, f"{MATTER}/action-plan.yaml", make)
            yield Hostile("papers.yaml", name, "papers.yaml", make)
            yield Hostile("words.yaml", name, "templates/words.yaml", make)
    for path in ("papers.yaml", "templates/words.yaml", f"{MATTER}/action-plan.yaml"):
        yield Hostile(
            path.rpartition("/")[2], "3 GB of nothing", path, b"council: a".__str__().encode, (CHECK,), 3_000 * M
        )
    yield Hostile("papers.yaml", "7,900 people", "papers.yaml", _people)
    yield Hostile(
        "papers.yaml",
        "39,000 words",
        "papers.yaml",
        lambda: ("council: a\nwords: [" + ", ".join(f"word{at}" for at in range(39_000)) + "]\n").encode(),
    )
    yield Hostile(
        "papers.yaml",
        "9,000 columns",
        "papers.yaml",
        lambda: (
            "council: a\nresponse_columns: [" + ", ".join(f"{{heading: Column {at}}}" for at in range(9_000)) + "]\n"
        ).encode(),
    )
    yield Hostile(
        "papers.yaml",
        "19,000 decisions",
        "papers.yaml",
        lambda: ("council: a\ndecisions: {" + ", ".join(f"w{at}: other" for at in range(19_000)) + "}\n").encode(),
    )
    yield Hostile(
        "papers.yaml",
        "a date format of 190,000 letters",
        "papers.yaml",
        lambda: ("council: a\ndate_format: " + "dd MMMM yyyy " * 14_000 + "\n").encode(),
    )
    yield Hostile(
        "papers.yaml",
        "a language of 190,000 letters",
        "papers.yaml",
        lambda: ("council: a\nlanguage: " + "en-" * 60_000 + "GB\n").encode(),
    )
    yield Hostile(
        "papers.yaml",
        "a date format of quotes",
        "papers.yaml",
        lambda: ("council: a\ndate_format: |\n  " + "'a" * 90_000 + "\n").encode(),
    )
    yield Hostile(
        "words.yaml",
        "words of 190,000 braces",
        "templates/words.yaml",
        lambda: ("Comment: '" + "{a" * 90_000 + "'\n").encode(),
    )
    for name in WORDS:
        yield Hostile("words in a recommendation", name, RECOMMENDATIONS, partial(_long, "recommendations", name))
        yield Hostile("Markdown in a report", name, RECOMMENDATIONS, partial(_long, "body", name))
    for name in ("spaces", "a a a", "digits", "slashes", "dots", "line ends", "quotes", "letters"):
        yield Hostile("words in a title", name, RECOMMENDATIONS, partial(_long, "title", name))
    for name, make in _json():
        yield Hostile(".checked.json", name, "output/.checked.json", make)
        yield Hostile(".built.json", name, "output/trees/.built.json", make, (BUILD,))
        yield Hostile(".made.json", name, "output/.made.json", make, (BUILD,))


def _people() -> bytes:
    return (
        "council: a\npeople:\n" + "".join(f"  - {{name: Councillor A{at}, title: b}}\n" for at in range(7_900))
    ).encode()
