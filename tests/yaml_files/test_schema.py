"""The schemas know the keys that the readers know, and the files that are right are right by them."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from cabinet_papers.yaml_files import action_plan, recommendations, settings
from cabinet_papers.yaml_files.schema import SCHEMAS, make_schema, write_schema
from tests.conftest import ROOT, Room

FOLDERS = (ROOT / "data", ROOT / "tests" / "acceptance" / "cases" / "good")
TOPICS = "topics: [{title: A, scrutiny: {body: P, date: 2026-03-03}, recommendations: [That it acts.]}]\n"
FILES = [ROOT / "papers.yaml", *sorted(path for folder in FOLDERS for path in folder.rglob("*.yaml"))]


def find_keys(schema: Any, *path: str) -> set[str]:
    """Return the keys of the mapping that is reached through these keys."""
    for key in path:
        schema = find_mapping(schema)["properties"][key]
    return set(find_mapping(schema)["properties"])


def find_mapping(schema: Any) -> Any:
    if "properties" in schema:
        return schema
    if "items" in schema:
        return find_mapping(schema["items"])
    return next(find_mapping(each) for each in schema["anyOf"] if "properties" in each or "items" in each)


READ = (
    ("recommendations", (), recommendations.KEYS),
    ("recommendations", ("scrutiny",), recommendations.SCRUTINY_KEYS),
    ("recommendations", ("scrutiny", "lead_member"), recommendations.PERSON_KEYS),
    ("recommendations", ("cabinet",), recommendations.CABINET_KEYS),
    ("recommendations", ("report",), recommendations.REPORT_KEYS),
    ("recommendations", ("report", "author"), recommendations.AUTHOR_KEYS),
    ("recommendations", ("report", "appendices"), recommendations.APPENDIX_KEYS),
    ("recommendations", ("response",), recommendations.RESPONSE_KEYS),
    ("recommendations", ("topics",), recommendations.TOPIC_KEYS),
    ("recommendations", ("recommendations",), recommendations.RECOMMENDATION_KEYS),
    ("action-plan", (), action_plan.KEYS),
    ("action-plan", ("summary",), action_plan.SUMMARY_KEYS),
    ("action-plan", ("priorities",), action_plan.PRIORITY_KEYS),
    ("action-plan", ("priorities", "actions"), action_plan.ACTION_KEYS),
    ("papers", (), settings.KEYS),
    ("papers", ("people",), settings.PERSON_KEYS),
)


@pytest.mark.parametrize(("name", "path", "keys"), READ)
def test_a_schema_has_the_keys_of_its_reader(name: str, path: tuple[str, ...], keys: tuple[str, ...]) -> None:
    assert find_keys(make_schema(name), *path) == set(keys)


def test_no_keys_of_a_reader_are_forgotten() -> None:
    named = [keys for _, _, keys in READ]
    known = [
        keys
        for module in (recommendations, action_plan, settings)
        for name, keys in vars(module).items()
        if name.endswith("KEYS")
    ]
    assert len(known) >= 15, "the test looked at too little"
    assert [keys for keys in known if keys not in named] == []


def test_every_key_is_described() -> None:
    def walk(schema: Any) -> list[str]:
        own = [key for key, each in schema.get("properties", {}).items() if not each.get("description")]
        parts = [*schema.get("properties", {}).values(), *filter(None, [schema.get("items")])]
        parts += [each for each in schema.get("anyOf", []) if "description" in each]
        return own + [key for part in parts for key in walk(part)]

    assert [walk(make_schema(name)) for name in SCHEMAS] == [[], [], []]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
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
    for name in SCHEMAS:
        jsonschema.Draft7Validator.check_schema(make_schema(name))


def test_the_command_prints_them(room: Room) -> None:
    assert json.loads(room.papers("schema").stdout).keys() == SCHEMAS.keys()
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


@pytest.mark.parametrize("name", SCHEMAS)
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
