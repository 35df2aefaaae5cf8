"""The report of recommendations.yaml: its front sheet, body, appendices and author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.findings.message import phrase
from cabinet_papers.matter.list_marks import find_names
from cabinet_papers.matter.model import Appendix, Author, Report
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.yaml_files.fields import Fields
from cabinet_papers.yaml_files.front_sheet import read_front_sheet
from cabinet_papers.yaml_files.keys import APPENDIX, AUTHOR, REPORT
from cabinet_papers.yaml_files.source import Source, is_sentence
from cabinet_papers.yaml_files.yaml_errors import ITEM_OPENING
from cabinet_papers.yaml_files.yaml_source import YamlMapping, YamlNode, YamlText

if TYPE_CHECKING:
    pass
from cabinet_papers.yaml_files.exempt_marks import read_exempt


def read_report(source: Source, node: YamlNode | None) -> Report | None:
    """Return the report that `node` is, None where the matter has none."""
    if node is None:
        return None
    fields = Fields(source, node, REPORT)
    body, prose = fields.find("body"), fields.markdown("body", "the report")
    author = Fields(source, fields.find("author"), AUTHOR)
    appendices = _read_appendices(fields)
    return Report(
        body=prose,
        # Findings about a paragraph of the body count lines from here.
        location=source.at(YamlText("", body.first_line, 1, 1)) if isinstance(body, YamlText) else fields.location,
        purpose=fields.paragraphs("purpose"),
        key_decision=fields.text("key_decision"),
        corporate_priority=fields.lines("corporate_priority"),
        policy_framework=fields.lines("policy_framework"),
        recommendation=fields.paragraphs("recommendation"),
        front_sheet=read_front_sheet(fields),
        appendices=appendices,
        appendices_location=fields.place("appendices"),
        author=Author(**{key: author.text(key) for key in AUTHOR.names}),
    )


def _read_appendices(fields: Fields) -> tuple[Appendix, ...] | None:
    node = fields.find("appendices")
    if node is None:
        return None
    read = (_read_appendix(fields.source, item) for item in fields.items("appendices"))
    return tuple(each for each in read if each.title or each.is_response)


def _read_appendix(source: Source, node: YamlNode) -> Appendix:
    if isinstance(node, YamlText) and node.value.strip().casefold() == "response":
        return Appendix("", is_response=True)
    if not isinstance(node, YamlMapping) or is_sentence(node):
        source.keep(node, TextKind.TITLE, "an appendix")
        source.look_for_missing_dash(node, ITEM_OPENING, find_names)
        return Appendix(" ".join(source.read_text(node, phrase("an item of appendices")).split("\n")))
    fields = Fields(source, node, APPENDIX)
    exempt = read_exempt(fields)
    source.keep(fields.find("title"), TextKind.TITLE, "an appendix", exempt=bool(exempt))
    return Appendix(fields.text("title"), exempt)
