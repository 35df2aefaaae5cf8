"""JSON Schemas of the YAML files, with which an editor completes and underlines as the officer types.

Draft 7, the newest that the editors' YAML servers know whole. YAML in an editor gives numbers, dates and truth values
where the papers take text, so each text may be any of them; an empty value counts as absent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from cabinet_papers.findings.codes import CATALOGUE, FAMILIES
from cabinet_papers.findings.diagnostics import Severity
from cabinet_papers.matter.vocabulary import RESPONSE_COLUMNS, Meaning

Schema: TypeAlias = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
# Beside a matter's folder: data/ passes over folders that begin with a dot.
FOLDER = ".schemas"
SCALAR = ["string", "number", "boolean", "null"]
A_DATE = "2026-03-05, 5 March 2026 or 05/03/2026"


def text(description: str, *examples: str, **more: Any) -> Schema:
    """Return the schema of a text; what YAML takes for a number or a truth value is one too."""
    return {"description": description, "type": SCALAR, **({"examples": list(examples)} if examples else {}), **more}


def date(description: str) -> Schema:
    """Return the schema of a date."""
    return text(f"{description} Write {A_DATE}.", "2026-03-05")


def choice(*words: str | bool | None) -> Schema:
    """Return the schema of one of the words: an editor offers them as they are, and takes other capitals too."""
    letters = ("".join(f"[{each.lower()}{each.upper()}]" if each.isalpha() else each for each in word)
               for word in words if isinstance(word, str))  # fmt: skip
    return {"anyOf": [{"enum": list(words)}, {"type": "string", "pattern": f"^({'|'.join(letters)})$"}]}


def mapping(description: str, keys: Mapping[str, Schema], required: tuple[str, ...] = ()) -> Schema:
    """Return the schema of a group of keys, of which no other is known."""
    return {
        "description": description,
        "type": ["object", "null"],
        "properties": dict(keys),
        "additionalProperties": False,
        **({"required": list(required)} if required else {}),
    }


def items(description: str, each: Schema) -> Schema:
    """Return the schema of a list."""
    return {"description": description, "type": ["array", "null"], "items": each}


def either(description: str, *choices: Schema) -> Schema:
    """Return the schema of a value that may be written in several ways."""
    return {"description": description, "anyOf": list(choices)}


def person(description: str) -> Schema:
    """Return the schema of a councillor, named alone or with a title."""
    keys = {
        "name": text("The name as it is printed, with the form of address.", "Councillor Rose Quay"),
        "title": text("The office held.", "Cabinet Member for Parks"),
    }
    return either(description, text("The name alone."), mapping("The name and the title.", keys, ("name",)))


def scrutiny(description: str, *, dated: bool) -> Schema:
    """Return the schema of who recommended and when."""
    keys = {
        "body": text("The committee, panel or review group that made the recommendations.", "Scrutiny Committee"),
        "date": date("The meeting that made the recommendations."),
        "lead_member": person("Who speaks for the body, usually its chair."),
    }
    return mapping(description, keys, ("body", "date") if dated else ("body",))


def recommendation() -> Schema:
    """Return the schema of one recommendation."""
    keys = {
        "text": text("What the Council is asked to do, in the committee's words.", "That the Council ..."),
        "ref": text("Your own reference; it is never printed."),
        "member": text("The Cabinet Member who answers it, one of cabinet: members:."),
        "withdrawn": text("Why it was withdrawn. It keeps its number, and the reason is printed."),
        "exempt": text("The paragraph of Schedule 12A under which it is not for publication.", "3"),
        "exempt_answer": text("The same for its answer alone; the recommendation itself is public.", "3"),
    }
    return either(
        "A recommendation: its text, or its text with further keys.",
        text("What the Council is asked to do.", "That the Council ..."),
        mapping("A recommendation with further keys.", keys, ("text",)),
    )


def recommendations_schema() -> Schema:
    """Return the schema of recommendations.yaml."""
    several = items("The recommendations, each on its own line, beginning with a hyphen.", recommendation())
    topic = mapping(
        "One topic of a report on several.",
        {
            "title": text("What was scrutinised."),
            "scrutiny": scrutiny("Which body looked at it, and when.", dated=True),
            "member": text("The Cabinet Member who answers the topic's recommendations."),
            "recommendations": several,
        },
        ("title", "scrutiny", "recommendations"),
    )
    cabinet = {
        "date": date("The Cabinet meeting that receives the report."),
        "members": items("The Cabinet Members who answer.", person("A Cabinet Member.")),
    }
    response = {
        "status": {
            "description": "Where the response stands: put to Cabinet as a draft, or agreed.",
            **choice("draft", "agreed", None),
            "default": "draft",
        },
        "due": date("By when the answers are asked for; printed in the response sheet."),
    }
    keys = {
        "title": text("What was scrutinised. The documents are named after it."),
        "scrutiny": scrutiny("Who made the recommendations, and when.", dated=False),
        "cabinet": mapping("The Cabinet meeting and the members who answer.", cabinet),
        "report": report(),
        "response": mapping("The Cabinet response.", response),
        "recommendations": several,
        "topics": items("In place of recommendations: a report on several topics.", topic),
    }
    whole = mapping("What a committee recommended to Cabinet.", keys, ("title", "scrutiny"))
    # Recommendations are either under topics, each with its own date, or in a matter without topics, which needs the
    # date.
    empty = {"type": "null"}
    plain = {"required": ["recommendations"],
             "properties": {"scrutiny": {"required": ["body", "date"]}, "topics": empty}}  # fmt: skip
    by_topic = {"required": ["topics"], "properties": {"recommendations": empty}}
    return whole | {"anyOf": [plain, by_topic]}


def report() -> Schema:
    """Return the schema of the scrutiny report."""
    author = {
        "name": text("Who wrote the report."),
        "job_title": text("The author's post.", "Scrutiny Officer"),
        "service": text("The author's service.", "Law and Governance"),
        "telephone": text("The author's telephone number."),
        "email": text("The author's e-mail address."),
    }
    keys = {
        "purpose": text("What the report is for.", "To present the Committee's recommendations for decision"),
        "key_decision": text("Whether it is a key decision.", "No", "Yes"),
        "corporate_priority": text("The priority of the council's strategy that it serves."),
        "policy_framework": text("The plan or strategy that it belongs to."),
        "recommendation": text("What Cabinet is asked to do; without it the house sentence, in the right number."),
        "appendices": items(
            "The titles of the appendices, lettered A, B, C. [] prints None; without the key, the Cabinet response.",
            either(
                "An appendix: its title, or its title and under what it is exempt.",
                text("An appendix's title."),
                mapping(
                    "An appendix that is not for publication.",
                    {
                        "title": text("Its title, which no public paper has."),
                        "exempt": text("The paragraph of Schedule 12A under which it is not for publication.", "3"),
                    },
                    ("title",),
                ),
            ),
        ),
        "body": text(
            "The report in Markdown: each paragraph is numbered, headings are not. [Recommendation 1] alone in a "
            "paragraph prints that recommendation there."
        ),
        "author": mapping("Who wrote the report; a row without a value is left out.", author),
    }
    return mapping("The scrutiny report to Cabinet, where one is wanted.", keys, ("body",))


def plan_schema() -> Schema:
    """Return the schema of action-plan.yaml."""
    action = {
        "text": text("What will be done."),
        "service": text("The service, organisation or group that does it."),
        "by": text("By when: a date, or words such as Year 2.", "Year 2", "2027-03-31"),
        "notes": text("What else there is to say.", "On-going action"),
        "number": text("Fixes the action's number; its neighbours keep theirs.", "1.7"),
    }
    priority = {
        "name": text("The priority's heading."),
        "owner_heading": text(
            "The heading of the owners' column, where it is not Service.", "Organisation/Group", default="Service"
        ),
        "actions": items(
            "The actions, in order.",
            either(
                "An action.", text("What will be done."), mapping("An action with further keys.", action, ("text",))
            ),
        ),
    }
    summary = {"heading": text("The summary's heading."), "body": text("The summary in Markdown.")}
    keys = {
        "title": text("What the plan is of. The document is named after it."),
        "years": items("The plan's years, in order.", text("A year.", "2026 - 2027")),
        "summary": mapping("The text before the priorities.", summary),
        "priorities": items("The priorities, in order.", mapping("A priority and its actions.", priority, ("name",))),
    }
    return mapping("An action plan.", keys, ("title", "priorities"))


def settings_schema() -> Schema:
    """Return the schema of papers.yaml."""
    someone = {
        "name": text("The name as it is printed.", "Councillor Rose Quay"),
        "title": text("The office held.", "Cabinet Member for Parks"),
        "from": date("The first day on which the title was theirs."),
        "to": date("The last day."),
        "email": text("The e-mail address."),
    }
    meaning = choice(*(each.value for each in Meaning))
    # To an editor of YAML 1.1 `off` is a truth value. What is an error by its nature stays one.
    any_severity, error = choice("off", "warning", "error", False), choice("error")
    chosen = {key: {"description": name, **any_severity} for key, name in FAMILIES.items()} | {
        each.number: {"description": each.meaning, **(error if each.severity is Severity.ERROR else any_severity)}
        for each in CATALOGUE.values()
    }
    keys = {
        "council": text("The council's name as the papers print it.", "Eastmere City Council"),
        "language": text("The documents' language, as a tag.", "en-GB", "cy-GB", default="en-GB"),
        "date_format": text("How dates are printed, as a CLDR pattern.", "dd MMMM yyyy", default="dd MMMM yyyy"),
        "decisions": either(
            "The words that the response sheet offers and the papers print.",
            items("The words.", text("A decision.", "Yes", "No", "In part")),
            {"type": "object", "description": "Each word with its meaning.", "additionalProperties": meaning},
        ),
        "logo": text(
            "The council's logo, a PNG or JPEG file beside papers.yaml or in a folder there.", "templates/logo.png"
        ),
        "logo_alt": text("What the logo shows, for those who cannot see it.", "Eastmere City Council"),
        "response_columns": items("Further columns of the response sheet, after Comment.", choice(*RESPONSE_COLUMNS)),
        "people": items("The directory of people.", mapping("A person and a title.", someone, ("name",))),
        "services": items("The names of the council's services.", text("A service.", "Housing Services")),
        "words": items("Words and abbreviations that the check accepts.", text("A word.")),
        "check": mapping("How findings are reported, by their code or their family.", chosen),
    }
    return mapping("The council's house style and vocabulary.", keys, ("council",))


SCHEMAS = {"papers": settings_schema, "recommendations": recommendations_schema, "action-plan": plan_schema}


def make_schema(name: str) -> Schema:
    """Return the schema of papers.yaml, recommendations.yaml or action-plan.yaml by its name without the ending."""
    return {"$schema": DRAFT, "title": f"{name}.yaml", **SCHEMAS[name]()}


def write_schema(schema: Schema) -> str:
    """Return the schema, or several by name, as a file or a terminal shows it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
