"""The declared keys are those that the readers take; the schemas follow, and files that are right are right by them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from cabinet_papers.yaml_files.fields import Fields
from cabinet_papers.yaml_files.keys import FILES, Group
from cabinet_papers.yaml_files.schema import make_schema, write_schema
from cabinet_papers.yaml_files.yaml_source import YamlNode
from tests.conftest import ROOT, Room

FOLDERS = (ROOT / "data", ROOT / "tests" / "acceptance" / "cases" / "good")
TOPICS = "topics: [{title: A, scrutiny: {body: P, date: 2026-03-03}, recommendations: [That it acts.]}]\n"
GOOD_FILES = [ROOT / "papers.yaml", *sorted(path for folder in FOLDERS for path in folder.rglob("*.yaml"))]


def every_group(holds: object) -> Iterator[Group]:
    """Yield the group and those within it."""
    if isinstance(holds, Group):
        yield holds
        for key in holds.keys:
            yield from every_group(key.holds)
    elif isinstance(holds, tuple):
        for each in holds:
            yield from every_group(each)


# The text of a recommendation and the like may be given without its key, so the readers take these in another way.
EVERYTHING = {
    "recommendations": """\
title: Trees
scrutiny: {body: Panel, date: 2026-03-03, lead_member: {name: Councillor Oak, title: Chair}}
cabinet: {date: 2026-03-18, members: [{name: Councillor Ash, title: Leader}]}
report: {body: It met., front_sheet: {Ward: Fenside}, appendices: [{title: Figures, exempt: 3}], author: {name: A}}
response:
  {status: agreed, all: Yes, added: [That it reports.], columns: [{heading: Ward}], front_sheet: {Ward: Fenside},
   introduction: We met., closing: We part.}
MORE
""",
    "action-plan": "title: T\nsummary: {heading: S, body: B}\nupdates: {due: 2026-05-01}\n"
    "priorities: [{name: P, actions: [{text: Plant., updates: [{date: 2026-04-30}]}]}]\n",
    "papers": "date_format: {month: MMM yyyy}\n"
    "council: E\npeople: [{name: Councillor Oak}]\ndocuments: [{template: a.docx, name: A}]\n",
}
RECOMMENDED = "recommendations: [{text: That it acts., parts: [{text: now}]}]"
BY_TOPIC = f"topics: [{{title: A, scrutiny: {{body: P, date: 2026-03-03}}, {RECOMMENDED}}}]"


def test_the_readers_take_every_key_that_is_declared(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[tuple[str, str]] = set()
    find = Fields.find

    def note(fields: Fields, key: str) -> YamlNode | None:
        asked.add((fields.group.called, key))
        return find(fields, key)

    monkeypatch.setattr(Fields, "find", note)
    matter = EVERYTHING["recommendations"]
    for name, text in (("a", matter.replace("MORE", RECOMMENDED)), ("b", matter.replace("MORE", BY_TOPIC))):
        room.write(f"data/{name}/recommendations.yaml", text)
    room.write("data/a/action-plan.yaml", EVERYTHING["action-plan"])
    room.write("papers.yaml", EVERYTHING["papers"])
    assert "YML" not in room.papers("check").stderr
    groups = [group for file in FILES.values() for group in every_group(file)]
    declared = {(group.called, key.name) for group in groups for key in group.keys}
    assert len(declared) > 50, "the test looked at too little"
    assert declared - asked == set()


def test_the_readme_explains_every_key_of_papers_yaml() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.split("| key | meaning | without it |")[1].split("\n\n")[0]
    explained = [name for row in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert sorted(explained) == sorted(FILES["papers"].names)


def test_every_key_is_described() -> None:
    def walk(schema: Any) -> list[str]:
        own = [key for key, each in schema.get("properties", {}).items() if not each.get("description")]
        parts = [*schema.get("properties", {}).values(), *filter(None, [schema.get("items")])]
        parts += [each for each in schema.get("anyOf", []) if "description" in each]
        return own + [key for part in parts for key in walk(part)]

    assert [walk(make_schema(name)) for name in FILES] == [[], [], []]


@pytest.mark.parametrize("path", GOOD_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_good_file_is_good_by_its_schema(path: Path) -> None:
    """As an editor reads it: numbers, dates and truth values are not texts to it."""
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    dates_as_text = json.loads(json.dumps(read, default=str))
    jsonschema.validate(dates_as_text, make_schema(path.stem))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("recommendations", "title: Trees\nscrutiny: {body: Panel, date: 2026-03-03}\n"),
        ("recommendations", "scrutiny: {body: Panel, date: 2026-03-03}\nrecommendations: [That it acts.]\n"),
        ("recommendations", "title: T\nscrutiny: {body: Panel}\nrecommendations: [That it acts.]\n"),
        ("recommendations", "title: T\nscrutny: {body: P, date: 2026-03-03}\nrecommendations: [That it acts.]\n"),
        ("recommendations", "title: T\nscrutiny: {body: P, date: 2026-03-03}\nresponse: {status: x}\ntopics: []\n"),
        (
            "recommendations",
            f"title: T\nscrutiny: {{body: P, date: 2026-03-03}}\n{TOPICS}recommendations: [That it acts.]\n",
        ),
        ("action-plan", "title: T\npriorities: [{nmae: Streets}]\n"),
        ("papers", "council: E\nresponse_columns: [Owner]\n"),
        ("papers", "council: E\ncheck: {STY001: never}\n"),
        ("papers", "council: E\ncheck: {STY999: warning}\n"),
        ("papers", "council: E\ncheck: {YML002: off}\n"),
    ],
)
def test_a_mistake_is_one_by_the_schema(name: str, text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(json.dumps(yaml.safe_load(text), default=str)), make_schema(name))


def test_the_schemas_are_schemas() -> None:
    for name in FILES:
        jsonschema.Draft7Validator.check_schema(make_schema(name))


def test_the_command_prints_them(room: Room) -> None:
    assert json.loads(room.papers("schema").stdout).keys() == FILES.keys()
    assert json.loads(room.papers("schema", "papers.yaml").stdout) == make_schema("papers")
    wrong = room.papers("schema", "minutes")
    assert (wrong.exit_code, "choose papers, recommendations, action-plan" in wrong.stderr) == (2, True)


def test_a_workspace_and_a_new_matter_carry_them(room: Room) -> None:
    """Each file's line leads to its schema; an older schema is renewed."""
    path = room.path / "data" / ".schemas" / "recommendations.json"
    assert json.loads(path.read_text(encoding="utf-8")) == make_schema("recommendations")
    path.write_text("{}")
    room.papers("new", "Street Trees")
    assert json.loads(path.read_text(encoding="utf-8")) == make_schema("recommendations")
    written = [room.path / "data" / "street-trees" / "recommendations.yaml"]
    started = room.path / "other"
    room.papers("init", str(started))
    written += [started / "papers.yaml", *sorted((started / "data").glob("*/*.yaml"))]
    assert len(written) >= 5
    for each in written:
        line = each.read_text(encoding="utf-8").split("\n", 1)[0]
        found = (each.parent / line.removeprefix("# yaml-language-server: $schema=")).resolve()
        assert (found.stem, found.is_file()) == (each.stem, True)


@pytest.mark.parametrize("name", FILES)
def test_the_repositorys_own_are_in_step(name: str) -> None:
    """`papers schema NAME > data/.schemas/NAME.json` renews them."""
    kept = (ROOT / "data" / ".schemas" / f"{name}.json").read_text(encoding="utf-8")
    assert kept == write_schema(make_schema(name))


@pytest.mark.parametrize(
    ("name", "text", "right"),
    [
        ("recommendations", "response: {status: Draft}\n", True),
        ("recommendations", "response: {status: drafted}\n", False),
        ("papers", "response_columns: [action, Lead Officer]\n", True),
        ("papers", "decisions: {Oui: Agreed}\n", True),
        ("papers", "check: {STY: Warning}\n", True),
        ("papers", "check: {STY: loud}\n", False),
    ],
)
def test_a_choice_is_one_in_whatever_capitals(name: str, text: str, right: bool) -> None:
    head = "council: Eastmere\n" if name == "papers" else (
        "title: A\nscrutiny: {body: P, date: '2026-03-03'}\nrecommendations: [That it acts.]\n")  # fmt: skip
    validator = jsonschema.Draft7Validator(make_schema(name))
    errors = [each.message for each in validator.iter_errors(yaml.safe_load(head + text))]
    assert (errors == []) == right, errors
