"""Measures how well `papers check` tells mistakes from good prose, on the sentences in tests/precision.

    python tools/measure_precision.py [FILE ...]

Prints for each rule and each family of rules how many of its findings are right (precision) and how many of the
mistakes it finds (recall), and each sentence where it is wrong. tests/precision/README.md describes the files.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import openpyxl
import yaml

from cabinet_papers.commands.examine import Examiner
from cabinet_papers.files.workspace import Workspace, find_matters
from cabinet_papers.findings.diagnostics import Diagnostic

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = ROOT / "tests" / "precision"
WANTED = re.compile(r"\+ ([A-Z]{3}\d{3}) (.+)")
KEYED = re.compile(r"(title|recommendation|comment|member|person|plan|priority|action|appendix): (.+)")
# The rules that look at words; the others look at whether something is there at all.
OF_WORDS = re.compile(r"NAM|STY|REF00[^6]|PLN|RES0(?:1[458]|19|20)|REC010")
RECOMMENDATION = "That the Council plants a hundred trees."


class Case(NamedTuple):
    """A few lines of a matter: where they stand, what should be found in them, and the lines by their key."""

    file: str
    line: int
    wanted: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]

    def of(self, key: str) -> list[str]:
        """Return the lines with this key; those of the report's body have none."""
        return [text for each, text in self.lines if each == key]


class Figures(NamedTuple):
    """What was found and should be, was found and should not, and was missed: each the code and the words."""

    right: list[tuple[str, str]]
    wrong: list[tuple[str, str]]
    missed: list[tuple[str, str]]


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file; they are divided by empty lines."""
    cases, block = [], list[tuple[int, str]]()
    for at, line in enumerate([*path.read_text(encoding="utf-8").split("\n"), ""], 1):
        if line.startswith("#!"):
            continue
        if line.strip():
            block.append((at, line))
        elif block:
            cases.append(_read_case(path.name, block))
            block = []
    return cases


def _read_case(name: str, block: list[tuple[int, str]]) -> Case:
    wanted, lines = list[tuple[str, str]](), list[tuple[str, str]]()
    for at, line in block:
        if found := WANTED.fullmatch(line):
            wanted.append((found[1], found[2]))
        elif line.rstrip() != "-":
            key = KEYED.fullmatch(line)
            lines.append((key[1], key[2]) if key else ("", line))
        elif wanted or lines:
            message = f"{name}:{at}: a case begins with one line -, or with lines of what is found in it"
            raise ValueError(message)
    return Case(name, block[0][0], tuple(wanted), tuple(lines))


def measure(cases: Sequence[Case]) -> list[Figures]:
    """Return for each case of one file what the rules find and miss. All are matters of one workspace."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        people = [_person(text) for case in cases for text in case.of("person")]
        settings = {"council": "Eastmere City Council", "language": "en-GB", "people": people}
        (root / "papers.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
        for at, case in enumerate(cases):
            _write(case, root / "data" / f"case-{at:03}")
        workspace = Workspace(root)
        examined = Examiner(workspace).examine(find_matters(workspace))
        return [_compare(case, each.findings, root) for case, each in zip(cases, examined, strict=True)]


def _person(text: str) -> dict[str, str]:
    name, _, title = text.partition(", ")
    return {"name": name, "title": title} if title else {"name": name}


def _write(case: Case, folder: Path) -> None:
    folder.mkdir(parents=True)
    if case.of("action"):
        _dump(_plan(case), folder / "action-plan.yaml")
    if case.of("plan") and not case.of(""):
        return
    recommendations = case.of("recommendation") or [RECOMMENDATION]
    matter: dict[str, object] = {
        "title": (case.of("title") or ["Street Trees"])[0],
        "scrutiny": {"body": "Scrutiny Committee", "date": "2026-03-03"},
        "recommendations": recommendations,
    }
    if members := case.of("member"):
        matter["cabinet"] = {"date": "2026-03-11", "members": [_person(text) for text in members]}
    if body := case.of(""):
        paragraphs = "\n\n".join([*body, *(f"[Recommendation {at}]" for at in range(1, len(recommendations) + 1))])
        matter["report"] = {"appendices": case.of("appendix"), "body": re.sub(r"\n\n(?=- )", "\n", paragraphs)}
    _dump(matter, folder / "recommendations.yaml")
    if comments := case.of("comment"):
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.title = "Responses"
        sheet.append(["No.", "Recommendation", "Agree?", "Comment"])
        sheet.append([1, recommendations[0], "Yes", comments[0]])
        book.save(folder / "responses.xlsx")


def _plan(case: Case) -> dict[str, object]:
    priorities: list[dict[str, object]] = []
    actions: list[dict[str, str]] = []
    for key, text in case.lines:
        if key == "priority" or (key == "action" and not priorities):
            actions = []
            priorities.append({"name": text if key == "priority" else "Trees", "actions": actions})
        if key == "action":
            actions.append({"text": text})
    return {"title": (case.of("plan") or ["Street Trees Action Plan"])[0], "priorities": priorities}


class _Dumper(yaml.SafeDumper):
    """Writes a text of several lines as one, as an officer does."""


def _represent(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent)


def _dump(values: object, path: Path) -> None:
    path.write_text(yaml.dump(values, Dumper=_Dumper, allow_unicode=True, width=100_000), encoding="utf-8")


def _compare(case: Case, findings: Sequence[Diagnostic], root: Path) -> Figures:
    found = [(each.code.number, _words(each, root)) for each in findings if OF_WORDS.match(each.code.number)]
    right, missed = list[tuple[str, str]](), list[tuple[str, str]]()
    for code, word in case.wanted:
        same = next((each for each in found if each[0] == code and word in each[1]), None)
        (right if same else missed).append((code, word))
        if same:
            found.remove(same)
    return Figures(right, found, missed)


def _words(found: Diagnostic, root: Path) -> str:
    """Return the words that a finding underlines, and its message."""
    place = found.location
    words = ""
    if place.line is not None and place.column is not None:
        line = (root / place.file).read_text(encoding="utf-8").split("\n")[place.line - 1]
        words = line[place.column - 1 : place.column - 1 + max(1, found.length or 1)]
    return f"{words} - {found.message}"


def tell(case: Case, figures: Figures) -> Iterator[str]:
    """Yield a line for each thing that was missed, or found where it should not be."""
    yield from (f"{case.file}:{case.line}: not found: {code} {word}" for code, word in figures.missed)
    yield from (f"{case.file}:{case.line}: found, and is right: {code} {words}" for code, words in figures.wrong)


def _row(name: str, right: int, wrong: int, missed: int) -> str:
    def share(part: int, whole: int) -> str:
        return f"{100 * part / whole:4.0f}%" if whole else "    -"

    return f"{name:8}{right:6}{wrong:6}{missed:8}   {share(right, right + wrong)}  {share(right, right + missed)}"


def main(names: Sequence[str]) -> None:
    """Measure the files of these names, or all, and print what was seen."""
    counts = [Counter[str](), Counter[str](), Counter[str]()]
    for path in [Path(name) for name in names] or sorted(SENTENCES.glob("*.txt")):
        cases = read_cases(path)
        for case, figures in zip(cases, measure(cases), strict=True):
            print(*tell(case, figures), sep="\n", end="\n" if figures.wrong or figures.missed else "")
            for counted, each in zip(counts, figures, strict=True):
                counted.update(code for code, _ in each)
    print("\nrule     right wrong  missed   precision  recall")
    for name in sorted({code for counted in counts for code in counted}):
        print(_row(name, *(counted[name] for counted in counts)))
    for family in sorted({code[:3] for counted in counts for code in counted}):
        sums = (sum(many for code, many in counted.items() if code[:3] == family) for counted in counts)
        print(_row(f"{family} all", *sums))
    print(_row("all", *(counted.total() for counted in counts)))


if __name__ == "__main__":
    main(sys.argv[1:])
