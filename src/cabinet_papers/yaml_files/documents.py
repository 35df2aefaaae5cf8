"""The entries under `documents:` in papers.yaml: the council's own documents, and changes of the shipped ones."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, one_of, phrase
from cabinet_papers.matter.settings import DocumentEntry
from cabinet_papers.yaml_files.fields import Fields
from cabinet_papers.yaml_files.keys import DOCUMENT, WHEN
from cabinet_papers.yaml_files.source import Source
from cabinet_papers.yaml_files.yaml_source import YamlNode

SHIPPED = ("scrutiny-report.docx", "draft-response.docx", "cabinet-response.docx", "action-plan.docx")
BRACED = re.compile(r"\{([^{}]*)\}")
KNOWN = ("title", "topic", "member", "number", "date")
# What tells the documents of one matter apart.
NEEDED = {"topic": "topic", "member": "member", "recommendation": "number"}


def read_documents(fields: Fields) -> tuple[DocumentEntry, ...]:
    """Return the entries of documents:, without those that cannot be used, each of which is a finding."""
    entries: list[DocumentEntry] = []
    for item in fields.items("documents"):
        entry = _read_entry(fields.source, item)
        if entry is None:
            continue
        same = [each for each in entries if each.template == entry.template and each.name == entry.name]
        if same:
            message = phrase("{} is under documents: twice, with the same name", entry.template)
            fields.source.report_value(
                codes.YML002, message, phrase("delete one of the two, or give one of them another name"), item
            )
        entries += [] if same else [entry]
    return tuple(entries)


def _read_entry(source: Source, node: YamlNode) -> DocumentEntry | None:
    before = len(source.findings)
    fields = Fields(source, node, DOCUMENT)
    entry = DocumentEntry(
        template=fields.text("template"),
        name=fields.text("name"),
        when=fields.choices("when", WHEN),
        over=fields.choice("over"),
        is_public=fields.choice("public") != "no",
    )
    if len(source.findings) == before:
        _check_template(fields, entry)
        _check_name(fields, entry)
    return entry if len(source.findings) == before else None


def _check_template(fields: Fields, entry: DocumentEntry) -> None:
    path = PurePosixPath(entry.template)
    if path.suffix.casefold() != ".docx" or len(path.parts) != 1 or "\\" in entry.template or ":" in entry.template:
        message = phrase('"{}" is not the name of a template', entry.template)
        fields.report(
            codes.YML011,
            message,
            phrase(
                "write the name of a .docx file in the folder templates/, without that folder, as in "
                "covering-letter.docx"
            ),
            "template",
        )


def _check_name(fields: Fields, entry: DocumentEntry) -> None:
    """Check that the name of an own document is there, and tells apart what is made over members or topics."""
    is_shipped = entry.template in SHIPPED
    if not entry.name and not is_shipped:
        fields.require("name", 'give the document a name, as in name: "Covering letter - {title}"')
        return
    if is_shipped and entry.over != "matter":
        message = phrase("{} is always made for a whole matter", entry.template)
        fields.report(
            codes.YML011,
            message,
            phrase(
                "delete over: and the word after it; or, to have a document of your own, keep over:, copy the template "
                "under another name, and write that name after template:"
            ),
            "over",
        )
        return
    unknown = [each for each in BRACED.findall(entry.name) if each not in KNOWN]
    left = BRACED.sub("", entry.name)
    if unknown or "{" in left or "}" in left:
        braces = one_of([Term(f"{{{each}}}") for each in KNOWN])
        message = phrase('name: "{}" has curly brackets that cannot be filled in', entry.name)
        fields.report(codes.YML011, message, phrase("use curly brackets only as in {}", braces), "name")
    needed = NEEDED.get(entry.over, "")
    if needed and f"{{{needed}}}" not in entry.name and not unknown:
        message = phrase('the documents of all {} would be called "{}"', Term(f"{entry.over}s"), entry.name)
        hint = phrase('add {} to the name, as in "{}"', Term(f"{{{needed}}}"), f"{entry.name} - {{{needed}}}")
        fields.report(codes.YML011, message, hint, "name")
