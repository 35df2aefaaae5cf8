"""JSON Schemas of the YAML files, with which an editor completes and underlines as the officer types.

They follow from the keys as `keys.py` declares them. Draft 7, the newest that the editors' YAML servers know whole.
YAML in an editor gives numbers, dates and truth values where the papers take text, so each text may be any of them; an
empty value counts as absent.
"""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from cabinet_papers.findings.codes import CATALOGUE, FAMILIES
from cabinet_papers.findings.diagnostics import Severity
from cabinet_papers.yaml_files.keys import (
    FILES,
    AnyOf,
    Choice,
    Date,
    Group,
    Holds,
    Key,
    ListOf,
    Text,
    TextOrGroup,
    TextsBy,
    WordsTo,
)

Schema: TypeAlias = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
# Beside a matter's folder: data/ passes over folders that begin with a dot.
FOLDER = ".schemas"
SCALAR = ["string", "number", "boolean", "null"]
DATE_FORMS, A_DATE, A_MONTH = "2026-03-05, 5 March 2026 or 05/03/2026", "2026-03-05", "March 2026"


def make_schema(name: str) -> Schema:
    """Return the schema of papers.yaml, recommendations.yaml or action-plan.yaml by its name without the ending."""
    schema = {"$schema": DRAFT, "title": f"{name}.yaml", **_describe_group(FILES[name])}
    if name == "papers":
        schema["properties"]["check"] |= _describe_check()
    return schema | (_one_of_topics_and_recommendations() if name == "recommendations" else {})


def write_schema(schema: Schema) -> str:
    """Return the schema, or several by name, as a file or a terminal shows it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _describe_group(group: Group) -> Schema:
    """Return the schema of a group of keys, of which no other is known."""
    required = [key.name for key in group.keys if key.is_required]
    return {
        "description": group.meaning,
        "type": ["object", "null"],
        "properties": {key.name: _describe_key(key) for key in group.keys},
        "additionalProperties": {"type": SCALAR} if group.is_open else False,
        **({"required": required} if required else {}),
    }


def _describe_key(key: Key) -> Schema:
    described = {"description": key.meaning, **_describe(key.holds, key)}
    return described | ({"default": key.default} if key.default else {})


def _describe(holds: Holds, key: Key) -> Schema:
    """Return the schema of what a key holds."""
    match holds:
        case Text():
            return _describe_text(key.meaning, *key.examples)
        case Date():
            return _describe_date(holds, key)
        case AnyOf(forms):
            return {"description": key.meaning, "anyOf": [_describe(form, key) for form in forms]}
        case Choice(words):
            # To an editor of YAML 1.1 `no` is a truth value, and 1 a number.
            numbers = map(int, filter(str.isdigit, words))
            return _describe_choice(*words, *((True, False) if "no" in words else ()), *numbers, None)
        case WordsTo(words):
            return {"description": key.meaning, "type": "object", "additionalProperties": _describe_choice(*words)}
        case TextsBy(each, example):
            texts = _describe_text(each, example)
            return {"description": key.meaning, "type": ["object", "null"], "additionalProperties": texts}
        case Group():
            return _describe_group(holds)
        case TextOrGroup():
            return _describe_either(key.meaning, holds)
        case ListOf():
            return {"description": key.meaning, "type": ["array", "null"], "items": _describe_item(holds)}


def _describe_date(holds: Date, key: Key) -> Schema:
    month = f"; or {A_MONTH}, where the day is not known" if holds.may_be_month else ""
    one = _describe_text(f"{key.meaning} Write {DATE_FORMS}{month}.", A_DATE)
    if not holds.may_be_several:
        return one
    several = {"type": "array", "items": _describe_text("One of the days.", A_DATE), "minItems": 1}
    return {"description": key.meaning, "anyOf": [one, several]}


def _describe_item(listed: ListOf) -> Schema:
    match listed.item:
        case Text():
            return _describe_text(listed.each, *listed.examples)
        case Choice(words, is_open):
            chosen = _describe_choice(*words)
            return {"anyOf": [*chosen["anyOf"], {"type": "string"}]} if is_open else chosen
        case Group() as group:
            return _describe_group(group)
        case TextOrGroup() as either:
            return _describe_either(listed.each, either)


def _describe_either(meaning: str, either: TextOrGroup) -> Schema:
    texts = _describe_text(either.text, *([either.example] if either.example else []))
    if either.words:
        texts = {"description": either.text, **_describe_choice(*either.words)}
    return {"description": meaning, "anyOf": [texts, _describe_group(either.group)]}


def _describe_text(description: str, *examples: str) -> Schema:
    """Return the schema of a text; what YAML takes for a number or a truth value is one too."""
    return {"description": description, "type": SCALAR, **({"examples": list(examples)} if examples else {})}


def _describe_choice(*words: str | bool | int | None) -> Schema:
    """Return the schema of one of the words: an editor offers them as they are, and takes other capitals too."""
    letters = ("".join(f"[{each.lower()}{each.upper()}]" if each.isalpha() else each for each in word)
               for word in words if isinstance(word, str))  # fmt: skip
    return {"anyOf": [{"enum": list(words)}, {"type": "string", "pattern": f"^({'|'.join(letters)})$"}]}


def _describe_check() -> Schema:
    """Return what check: may hold: every code and family. What is an error by its nature stays one."""
    # To an editor of YAML 1.1 `off` is a truth value.
    any_severity, error = _describe_choice("off", "warning", "error", False), _describe_choice("error")
    families = {family: {"description": said, **any_severity} for family, said in FAMILIES.items()}
    every = {
        code.number: {"description": code.meaning, **(error if code.severity is Severity.ERROR else any_severity)}
        for code in CATALOGUE.values()
    }
    return {"type": ["object", "null"], "properties": families | every, "additionalProperties": False}


def _one_of_topics_and_recommendations() -> Schema:
    """Return the rule that recommendations are under topics or beside none; without topics the date is needed."""
    empty = {"type": "null"}
    plain = {"required": ["recommendations"],
             "properties": {"scrutiny": {"required": ["body", "date"]}, "topics": empty}}  # fmt: skip
    by_topic = {"required": ["topics"], "properties": {"recommendations": empty}}
    return {"anyOf": [plain, by_topic]}
