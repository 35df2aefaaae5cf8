"""The rows that a council adds to a front sheet: labels that it chooses itself, each with its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.files.exempt_marks import MARKS
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Location
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.model import FrontRow
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.matter.wording import normalise_name
from cabinet_papers.yaml_files.source import is_absent
from cabinet_papers.yaml_files.yaml_source import YamlMapping

if TYPE_CHECKING:
    from cabinet_papers.yaml_files.fields import Fields
    from cabinet_papers.yaml_files.source import Source
    from cabinet_papers.yaml_files.yaml_source import YamlEntry

ENTRIES = phrase(
    "write each row on a line of its own below front_sheet:, with its label, a colon, a space and its text"
)


def read_front_sheet(fields: Fields) -> tuple[FrontRow, ...]:
    """Return the rows in their order, without those that have no text."""
    node = fields.find("front_sheet")
    if node is None:
        return ()
    if not isinstance(node, YamlMapping):
        message = phrase("front_sheet: needs rows such as Ward: Headington")
        fields.report(codes.YML004, message, ENTRIES, "front_sheet")
        return ()
    rows: dict[str, FrontRow] = {}
    before = ""
    for entry in node.entries:
        if entry.cut_off:
            fields.report_cut_off(entry, before)
            continue
        before = entry.key
        row = _read_row(fields.source, entry)
        same = rows.get(normalise_name(row.label))
        if same:
            _report_twice(fields.source, row, same)
        rows.setdefault(normalise_name(row.label), row)
    return tuple(row for row in rows.values() if row.label and row.value)


def _read_row(source: Source, entry: YamlEntry) -> FrontRow:
    if entry.key in MARKS:
        _report_mark(source, entry)
    # The template has the colon.
    label = " ".join(entry.key.split()).rstrip(": ")
    source.keep(entry.value, TextKind.FIELD, label)
    text = "" if is_absent(entry.value) else source.read_text(entry.value, phrase('the row "{}"', label))
    value = "\n".join(line.strip() for line in text.split("\n") if line.strip())
    if value and not label:
        _report_no_label(source, entry)
    return FrontRow(label, value, Location(source.file, entry.line, entry.column))


def _report_mark(source: Source, entry: YamlEntry) -> None:
    message = phrase(
        '"{}" is here a row of the front sheet, and keeps nothing out of the public papers', Term(entry.key)
    )
    hint = phrase(
        "move it to the recommendation or the appendix that is not for publication; if the row is meant, write {}",
        Term(entry.key.capitalize()),
    )
    source.report(codes.YML019, message, hint, Location(source.file, entry.line, entry.column), length=len(entry.key))


def _report_no_label(source: Source, entry: YamlEntry) -> None:
    message = phrase("a row of the front sheet has a text but no label")
    hint = phrase("write the label before the colon, or delete the row")
    source.report(codes.YML005, message, hint, Location(source.file, entry.line, entry.column), length=1)


def _report_twice(source: Source, row: FrontRow, same: FrontRow) -> None:
    message = phrase('the front sheet has the row "{}" twice', row.label)
    hint = phrase("it is already at line {}; delete one of them, or give one another label", same.location.line or 0)
    source.report(codes.YML002, message, hint, row.location, length=len(row.label))
