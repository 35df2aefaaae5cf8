"""papers.yaml: the council's house style and vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Location, Severity, has_errors
from cabinet_papers.findings.message import Message, Term, one_of, phrase, series
from cabinet_papers.matter.columns import USUAL, Column
from cabinet_papers.matter.dates import find_language_problem, find_month_pattern_problem, find_pattern_problem
from cabinet_papers.matter.details import NAMES, NEEDED
from cabinet_papers.matter.form_words import TEXTS, name_columns
from cabinet_papers.matter.settings import DirectoryEntry, Settings
from cabinet_papers.matter.vocabulary import Decision, Meaning, find_listed_meaning, normalise_word
from cabinet_papers.matter.wording import normalise_heading
from cabinet_papers.yaml_files.columns import read_plan_columns, read_response_columns
from cabinet_papers.yaml_files.documents import read_documents
from cabinet_papers.yaml_files.fields import Fields
from cabinet_papers.yaml_files.form_words import read_form_words
from cabinet_papers.yaml_files.keys import DATE_FORMAT, ENTRY, SETTINGS
from cabinet_papers.yaml_files.logo import read_logo
from cabinet_papers.yaml_files.numbers import read_numbering_key
from cabinet_papers.yaml_files.source import Source, name_kind
from cabinet_papers.yaml_files.yaml_source import YamlMapping, YamlNode, YamlText, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from cabinet_papers.files.workspace import Workspace
    from cabinet_papers.findings.diagnostics import Diagnostic

SEVERITIES = ("off", Severity.WARNING.value, Severity.ERROR.value)
MEANINGS = one_of([Term(each.value) for each in Meaning])
DEFAULTS = Settings(council="")
PATTERN_CURE = phrase("write dd MMMM yyyy, which prints 05 December 2023, or d MMMM yyyy, which prints 5 December 2023")
MONTH_CURE = phrase("write MMMM yyyy, which prints December 2023, or MMM yyyy, which prints Dec 2023")


def read_settings(workspace: Workspace) -> tuple[Settings, list[Diagnostic]]:
    """Return the house style and what is wrong with it; what cannot be used has its default."""
    file = workspace.name(workspace.settings)
    node, findings = read_yaml(workspace.settings, file)
    if node is None:
        return DEFAULTS, findings
    source = Source(file, findings=findings)
    fields = Fields(source, node, SETTINGS)
    language = _read_language(fields)
    source.language = language
    every, of_words = read_form_words(workspace)
    words = {text: own for text, own in every.items() if text in TEXTS}
    answers = read_response_columns(fields, "response_columns", words) or DEFAULTS.response_columns
    of_plans = read_plan_columns(fields, "plan_columns")
    settings = Settings(
        council=fields.text("council"),
        language=language,
        **_read_date_formats(fields),
        decisions=_read_decisions(fields) or DEFAULTS.decisions,
        response_columns=name_columns(answers, words),
        plan_columns=of_plans,
        people=tuple(_read_person(source, item) for item in fields.items("people")),
        services=fields.texts("services"),
        words=fields.texts("words"),
        severities=_read_severities(fields),
        logo_file=fields.text("logo"),
        logo=read_logo(workspace, fields),
        pdf=fields.choice("pdf"),
        leave_out=_read_leave_out(fields, (*answers, *of_plans)),
        documents=read_documents(fields),
        numbering=read_numbering_key(fields) or DEFAULTS.numbering,
        appendix_numbering=fields.choice("appendix_numbering"),
        report_headings=_read_report_headings(fields),
        form_words=words,
        lacks_words=has_errors(of_words),
        plan_words={text: own for text, own in every.items() if text not in words},
    )
    return settings, [*source.findings, *of_words]


def _read_language(fields: Fields) -> str:
    language = fields.text("language") or DEFAULTS.language
    problem = find_language_problem(language)
    if problem is None:
        return language
    hint = phrase("write the code of a language, such as en-GB or cy-GB")
    fields.report(codes.YML011, phrase("language: {}", problem), hint, "language")
    return DEFAULTS.language


def _read_date_formats(fields: Fields) -> dict[str, Any]:
    """Return the patterns of dates by their names in the settings; what cannot be used has its default."""
    node = fields.find("date_format")
    if not isinstance(node, YamlMapping):
        return {"date_format": _read_pattern(fields, "date_format") or DEFAULTS.date_format}
    by_use = Fields(fields.source, node, DATE_FORMAT)
    return {
        "date_format": _read_pattern(by_use, "default") or DEFAULTS.date_format,
        "month_format": _read_pattern(by_use, "month", find_month_pattern_problem, MONTH_CURE),
        "front_sheet_format": _read_pattern(by_use, "front_sheet"),
    }


def _read_pattern(
    fields: Fields, key: str, find_problem: Callable[[str], Message | None] = find_pattern_problem,
    cure: Message = PATTERN_CURE,
) -> str:  # fmt: skip
    """Return the pattern, or "" where there is none or, with a finding, it cannot be used."""
    pattern = fields.text(key)
    # Trying a pattern takes time, and most councils have this one.
    problem = find_problem(pattern) if pattern and (pattern, key) != (DEFAULTS.date_format, "date_format") else None
    if problem is None:
        return pattern
    fields.report(codes.YML011, phrase("{}: {}", Term(key), problem), cure, key)
    return ""


def _read_decisions(fields: Fields) -> tuple[Decision, ...]:
    node = fields.find("decisions")
    if isinstance(node, YamlMapping):
        return tuple(_read_mapped_decision(fields.source, entry.key, entry.value) for entry in node.entries)
    decisions: dict[str, Decision] = {}
    items = fields.items("decisions")
    cure = phrase(
        "give every decision its meaning, as in decisions: {{}}; the meaning can be {}", _give_meanings(items), MEANINGS
    )
    if mixed := next((item for item in items if isinstance(item, YamlMapping)), None):
        message = phrase("each item of decisions: should be text, but there {} here", Term(name_kind(mixed)))
        fields.source.report_value(codes.YML004, message, cure, mixed)
        return ()
    for item in items:
        decision = _read_listed_decision(fields.source, item, cure)
        if normalise_word(decision.word) in decisions:
            message = phrase('"{}" is under decisions: twice', decision.word)
            fields.source.report_value(codes.YML002, message, phrase("delete one of them"), item)
        decisions.setdefault(normalise_word(decision.word), decision)
    return tuple(decisions.values())


def _read_mapped_decision(source: Source, word: str, node: YamlNode) -> Decision:
    typed = source.read_text(node, phrase('the meaning of "{}"', word)).casefold()
    if typed in set(Meaning):
        return Decision(word, Meaning(typed))
    message = phrase('"{}" is not a meaning that a decision can have', typed)
    source.report_value(codes.YML011, message, phrase("choose {}", MEANINGS), node)
    return Decision(word, Meaning.OTHER)


def _read_listed_decision(source: Source, node: YamlNode, cure: Message) -> Decision:
    word = source.read_text(node, phrase("a decision"))
    meaning = find_listed_meaning(word)
    if meaning is None and word:
        source.report_value(codes.YML011, phrase('it is not clear what the decision "{}" means', word), cure, node)
    return Decision(word, meaning or Meaning.OTHER)


def _give_meanings(items: tuple[YamlNode, ...]) -> Message:
    """Return the listed decisions as they are written with their meanings, as far as these are known."""
    meanings: dict[str, str] = {}
    for item in items:
        if isinstance(item, YamlText):
            meanings[item.value.strip()] = find_listed_meaning(item.value) or Meaning.OTHER
        elif isinstance(item, YamlMapping):
            texts = ((each.key, each.value) for each in item.entries if isinstance(each.value, YamlText))
            meanings |= {word: meaning.value.strip() for word, meaning in texts}
    return series(
        [
            phrase("{}: {}", word, meaning) if re.fullmatch(r"\w[\w ]*", word) else phrase('"{}": {}', word, meaning)
            for word, meaning in meanings.items()
        ]
    )


def _read_leave_out(fields: Fields, columns: Iterable[Column]) -> tuple[str, ...]:
    """Return the names of the details, and of the council's own columns, that its templates leave out."""
    known = dict.fromkeys((*NAMES, *(each.name for each in columns if each not in USUAL)))
    names = []
    for item in fields.items("leave_out"):
        name = fields.source.read_text(item, phrase("a detail"))
        if name in NEEDED:
            message = phrase('"{}" cannot be left out of a paper', name)
            fields.source.report_value(
                codes.YML011, message, phrase("delete it from leave_out:, and let the template print it"), item
            )
        elif name not in known:
            hint = phrase("choose {}", one_of([Term(each) for each in known]))
            fields.source.report_value(
                codes.YML011, phrase('"{}" is not one of the details that can be left out', name), hint, item
            )
        else:
            names.append(name)
    return tuple(names)


def _read_report_headings(fields: Fields) -> tuple[str, ...]:
    """Return the headings that every report must have, each once and without the mark of a heading before it."""
    headings: dict[str, str] = {}
    for item in fields.items("report_headings"):
        typed = fields.source.read_text(item, phrase("a heading"))
        heading = " ".join(typed.lstrip("# ").split()).removesuffix(":")
        if normalise_heading(heading) in headings:
            message = phrase('"{}" is under report_headings: twice', heading)
            fields.source.report_value(codes.YML002, message, phrase("delete one of them"), item)
        if heading:
            headings.setdefault(normalise_heading(heading), heading)
    return tuple(headings.values())


def _read_severities(fields: Fields) -> dict[str, str]:
    """Return the severities that check: sets for codes and families; a code that is an error stays one."""
    node = fields.find("check")
    if node is None:
        return {}
    if not isinstance(node, YamlMapping):
        hint = phrase("write each of them below check:, on a line of its own, as in STY007: off")
        fields.report(codes.YML004, phrase("check: needs entries such as STY007: off"), hint, "check")
        return {}
    chosen = {}
    for entry in node.entries:
        key, place = entry.key.upper(), Location(fields.source.file, entry.line, entry.column)
        value = fields.source.read_text(entry.value, phrase("{}", entry.key)).casefold()
        own = [code for code in codes.CATALOGUE.values() if key in (code.number, code.number[:3])]
        if not own:
            message = phrase('"{}" is neither the code of a finding nor the first three letters of one', entry.key)
            hint = phrase(
                "write a code such as STY007, or STY for all codes that begin with it; `papers explain` lists the codes"
            )
            fields.source.report(codes.YML003, message, hint, place)
        elif value not in SEVERITIES:
            message = phrase('{}: "{}" is not one of the choices', entry.key, value)
            hint = phrase("choose {}", one_of([Term(each) for each in SEVERITIES]))
            fields.source.report(codes.YML011, message, hint, fields.source.at(entry.value))
        elif key in codes.CATALOGUE and own[0].severity is Severity.ERROR and value != Severity.ERROR:
            message = phrase("{} is an error, which cannot be switched off or made a warning", Term(key))
            hint = phrase("delete {}: and the word after it", Term(key))
            fields.source.report(codes.YML011, message, hint, place)
        else:
            chosen[key] = value
    return chosen


def _read_person(source: Source, node: YamlNode) -> DirectoryEntry:
    fields = Fields(source, node, ENTRY)
    return DirectoryEntry(
        name=fields.text("name"),
        title=fields.text("title"),
        start=fields.date("from"),
        end=fields.date("to"),
        email=fields.text("email"),
    )
