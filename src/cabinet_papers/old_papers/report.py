"""An old scrutiny report with placeholders: front sheet, summary, appendices, body and author."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from cabinet_papers.old_papers.answers import LEAST
from cabinet_papers.old_papers.body import (
    TBL,
    TR,
    P,
    fill_cell,
    find_section_end,
    has_picture,
    is_heading,
    list_rows,
    mark_headings,
    tag,
    tag_row,
    words_of,
    write_like,
)
from cabinet_papers.old_papers.cells import EXEMPT, UNDER
from cabinet_papers.old_papers.placed import Placed, suggest_lines
from cabinet_papers.old_papers.response import NOTICE, find_last_gap
from cabinet_papers.old_papers.sentences import NAME_FIRST, Subject, generalise, has_placeholder

ENTRY = "{% if agreed %}Cabinet{% else %}Draft Cabinet{% endif %} response to recommendations of the Scrutiny Committee"
APPENDIX_NOTICE = (
    "This appendix is not for publication because it contains exempt information as defined in paragraph "
    f"{{{{ appendix.exempt }}}} {UNDER}"
)
USUAL = (
    "That the Cabinet states whether it agrees or disagrees with the {% if one_recommendation %}recommendation"
    "{% else %}recommendations{% endif %} in the body of this report."
)
POINTS = (
    "{%p for point in recommendation_points %}", "{{p point }}", "{%p endfor %}", "{%p if not recommendation %}",
    USUAL, "{%p endif %}",
)  # fmt: skip
MEMBERS = ("{%p for member in members %}", NAME_FIRST, "{%p endfor %}")
LEAD = "{{ lead_member.name }}{% if lead_member.title %}, {{ lead_member.title }}{% endif %}"
PLACED = re.compile(r"Recommendation \(?[A-Za-z]{0,3}-?\d[\w.]*\)?[:.]? *.*")


class Row(NamedTuple):
    """A row of labels: by which labels it is known, where it is printed, and what it prints; "" where it stays."""

    label: re.Pattern[str]
    condition: str
    texts: tuple[str, ...]


def _row(label: str, condition: str, *texts: str) -> Row:
    return Row(re.compile(label, re.IGNORECASE), condition, texts)


ROWS = (
    _row(r"to|report to|for", ""),
    _row(r"date(?: of (?:the )?meeting)?|meeting date|date of cabinet", "date", "{{ date }}"),
    _row(r"(?:report )?(?:of|from)|committee|body", "", "{{ body }}"),
    _row(r"(?:title|subject)(?: of (?:the )?report)?|report title", "", "{{ title }}"),
    _row(r"purpose(?: of (?:the )?report)?", "purpose", "{{p purpose_text }}"),
    _row(r"key decision\??", "key_decision", "{{ key_decision }}"),
    _row(r"(?:scrutiny )?lead member|chair", "lead_member", LEAD),
    _row(r"(?:cabinet|executive|portfolio) (?:member|holder)(?:s|\(s\))?", "members", *MEMBERS),
    _row(r"corporate priorit(?:y|ies)", "corporate_priority", "{{ corporate_priority }}"),
    _row(r"policy framework", "policy_framework", "{{ policy_framework }}"),
    _row(r"recommendations?(?:\(s\))?", "recommendation or counts.asked", *POINTS),
    _row(r"(?:report )?author|contact(?: officer)?|officer", "author.name", "{{ author.name }}"),
    _row(r"job title|post|position", "author.job_title", "{{ author.job_title }}"),
    _row(r"service(?: area)?(?: or department)?|department|directorate", "author.service", "{{ author.service }}"),
    _row(r"tel(?:ephone)?(?: (?:no|number))?\.?|phone", "author.telephone", "{{ author.telephone }}"),
    _row(r"e-?mail(?: address)?", "author.email", "{{ author.email }}"),
)
APPENDIX = re.compile(r"(?P<called>(?:Appendix|Annex)) (?:[A-Z]|\d{1,2})")
OF_REPORT = re.compile(
    r"(?:title|purpose|subject) of (?:the )?report|report (?:of|title)|key decision\??|policy framework", re.IGNORECASE
)
NO_APPENDIX = "None"
# So many rows of a table have to be known for it to be one of labels.
ENOUGH = 0.3


def make_report(blocks: Sequence[etree._Element], subject: Subject) -> Placed | None:
    """Return a scrutiny report as a template; None where no table of labels says that it is one."""
    tables = [at for at, each in enumerate(blocks) if each.tag == TBL and _has_labels(each)]
    if not tables:
        return None
    return _ReportMaker(blocks, subject.in_report).make(tables)


def find_title(blocks: Iterable[etree._Element]) -> str:
    """Return the title in a table of labels, "" where there is none."""
    rows = (row for each in blocks if each.tag == TBL and _has_labels(each) for row in list_rows(each))
    titled = (row for row in rows if (known := find_row(words_of(row[0]))) and "{{ title }}" in known.texts)
    return next((words_of(row[1]) for row in titled), "")


def is_report(blocks: Iterable[etree._Element]) -> bool:
    """Whether a table of labels has what only a report says of itself."""
    tables = (each for each in blocks if each.tag == TBL and _has_labels(each))
    return any(OF_REPORT.fullmatch(words_of(row[0]).strip(" :")) for table in tables for row in list_rows(table))


def _has_labels(table: etree._Element) -> bool:
    """Whether a table has two columns, and enough of its labels are known."""
    rows = list_rows(table)
    if not rows or any(len(row) != LEAST for row in rows):
        return False
    labels = [words_of(row[0]).strip(" :") for row in rows]
    known = sum(find_row(label) is not None or APPENDIX.fullmatch(label) is not None for label in labels)
    return known >= ENOUGH * len(labels)


def find_row(label: str) -> Row | None:
    """Return the row with this label, None where it is none that a report has."""
    return next((each for each in ROWS if each.label.fullmatch(label.strip(" :"))), None)


class _ReportMaker:
    """Makes a report's template block by block."""

    def __init__(self, blocks: Sequence[etree._Element], subject: Subject) -> None:
        self.blocks = blocks
        self.subject = subject
        self.rows: list[tuple[str, str]] = []
        self.left: list[str] = []
        self.asked: set[str] = set()

    def make(self, tables: Sequence[int]) -> Placed:
        ahead = [at for at in tables if not self.is_author(self.blocks[at])]
        behind = [at for at in tables if self.is_author(self.blocks[at])]
        last = ahead[-1] if ahead else -1
        end = behind[0] if behind and behind[0] > last else len(self.blocks)
        written = list(self.write_ahead(last))
        if not any(self.is_of_appendices(each) for each in self.blocks if each.tag == TBL):
            written += self.add_appendices(self.blocks[ahead[-1]])
        written += find_section_end(self.blocks[: last + 1])
        written += self.write_body(self.blocks[last + 1 : end])
        written += find_section_end(self.blocks[last + 1 :])
        if end < len(self.blocks):
            written += [tag("{%p if has_author %}"), tag(""), self.write_labels(self.blocks[end]), tag("{%p endif %}")]
        self.left += [words_of(each) for each in self.blocks[end + 1 :] if words_of(each)]
        notice = (tag("{%p if exempt_paragraphs %}"), tag(NOTICE), tag("{%p endif %}"))
        lines = (*suggest_lines(None, self.subject.dates), *self.suggest_appendices())
        return Placed((*notice, *written, find_last_gap(self.blocks)), (), lines, tuple(self.rows), tuple(self.left))

    def is_author(self, table: etree._Element) -> bool:
        """Whether a table says who wrote the report."""
        rows = [find_row(words_of(row[0])) for row in list_rows(table)]
        return all(row is None or row.condition.startswith("author") for row in rows) and any(rows)

    def write_ahead(self, last: int) -> Iterator[etree._Element]:
        """Yield what is before the body: tables of labels, and the headings above them."""
        for block in self.blocks[: last + 1]:
            if block.tag == TBL and self.is_of_appendices(block):
                yield from self.write_appendices(block)
            elif block.tag == TBL and _has_labels(block):
                yield self.write_labels(block)
            elif block.tag == TBL:
                self.left.append(words_of(block))
            elif has_placeholder(general := generalise(words_of(block), self.subject)):
                yield write_like(block, general)
            elif words_of(block) or has_picture(block):
                yield block

    def suggest_appendices(self) -> list[str]:
        """Return how appendices are counted, unless that is by letters."""
        labels = (words_of(row[0]) for each in self.blocks if each.tag == TBL for row in list_rows(each) if row)
        return (
            ["appendix_numbering: 1"] if any(re.fullmatch(r"(?:Appendix|Annex) 1:?", each) for each in labels) else []
        )

    def is_of_appendices(self, table: etree._Element) -> bool:
        return all(row and APPENDIX.fullmatch(words_of(row[0]).strip(" :")) for row in list_rows(table))

    def write_labels(self, old: etree._Element) -> etree._Element:
        """Return a table of labels with placeholders; a label that is not known is a row of the front sheet."""
        table = deepcopy(old)
        mark_headings(table, are_labels=True)
        has_loop = False
        for row, (label, value) in zip(table.findall(TR), list_rows(table), strict=True):
            known = find_row(words_of(label))
            if known is None:
                self.rows.append((words_of(label).strip(" :"), words_of(value)))
                if has_loop:
                    table.remove(row)
                    continue
                has_loop = True
                fill_cell(label, ["{{ line.label }}{% if line.label[-1:] != '?' %}:{% endif %}"])
                fill_cell(value, ["{{ line.value }}"])
                row.addprevious(tag_row("{%tr for line in front_sheet %}", LEAST))
                row.addnext(tag_row("{%tr endfor %}", LEAST))
            elif not known.texts:
                if has_placeholder(general := generalise(words_of(value), self.subject)):
                    fill_cell(value, [general])
            else:
                fill_cell(value, known.texts)
                if known.condition:
                    row.addprevious(tag_row(f"{{%tr if {known.condition} %}}", LEAST))
                    row.addnext(tag_row("{%tr endif %}", LEAST))
        return table

    def add_appendices(self, like: etree._Element) -> Iterator[etree._Element]:
        """Yield a list of appendices for a paper that had none, in the looks of a table of labels."""
        table = deepcopy(like)
        for row in table.findall(TR)[1:]:
            table.remove(row)
        (label, _) = list_rows(table)[0]
        fill_cell(label, ["Appendix A"])
        heading = next((each for each in reversed(self.blocks) if is_heading(each)), None)
        yield write_like(heading, "Appendices") if heading is not None else tag("Appendices")
        yield from self.write_appendices(table)

    def write_appendices(self, old: etree._Element) -> Iterator[etree._Element]:
        """Yield the list of appendices: the usual one, those that were listed, or none."""
        table = deepcopy(old)
        mark_headings(table, are_labels=True)
        first, *others = table.findall(TR)
        label, value = list_rows(table)[0]
        called = APPENDIX.sub(r"\g<called>", words_of(label).strip(" :"))
        second = deepcopy(first)
        fill_cell(label, [f"{called} {{{{ letter }}}}"])
        fill_cell(value, [ENTRY])
        label, value = second.findall(f"{TR[:-2]}tc")
        fill_cell(label, [f"{called} {{{{ appendix.letter }}}}"])
        listed = f"{{% if appendix.is_response %}}{ENTRY}{{% elif appendix.withheld %}}{APPENDIX_NOTICE}{{% else %}}"
        fill_cell(value, [listed + "{{ appendix.title }}{% endif %}"])
        first.addprevious(tag_row("{%tr if default_appendix %}", LEAST))
        for each in reversed((
            tag_row("{%tr endif %}", LEAST), tag_row("{%tr for appendix in appendices %}", LEAST), second,
            tag_row("{%tr endfor %}", LEAST),
        )):  # fmt: skip
            first.addnext(each)
        for row in others:
            table.remove(row)
        yield from (tag("{%p if default_appendix or appendices %}"), table)
        yield from (tag("{%p else %}"), tag(NO_APPENDIX), tag("{%p endif %}"))

    def write_body(self, old: Iterable[etree._Element]) -> list[etree._Element]:
        """Return the loop over the parts of the body, in the looks of the first paragraph and recommendation."""
        paragraphs = [each for each in old if each.tag == P and words_of(each) and not is_heading(each)]
        placed = next((each for each in paragraphs if PLACED.fullmatch(words_of(each))), None)
        plain = next((each for each in paragraphs if each is not placed and words_of(each) != NO_APPENDIX), None)
        prose = write_like(plain, "{{p part.prose }}") if plain is not None else tag("{{p part.prose }}")
        like = placed if placed is not None else etree.Element(P)
        number = "Recommendation {{ part.recommendation.number }}: "
        texts = (number + EXEMPT.replace("row.", "part.recommendation."), number + "{{p part.recommendation.text }}",
                 "Withdrawn: {{ part.recommendation.withdrawn }}")  # fmt: skip
        withheld, words, withdrawn = (write_like(like, text) for text in texts)
        return [
            tag("{%p for part in parts %}"), tag("{%p if not part.recommendation %}"), prose,
            tag("{%p elif part.recommendation.withheld %}"), withheld, tag("{%p else %}"), words,
            tag("{%p if part.recommendation.withdrawn %}"), withdrawn, tag("{%p endif %}"), tag("{%p endif %}"),
            tag("{%p endfor %}"),
        ]  # fmt: skip
