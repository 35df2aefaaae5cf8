"""An old response with placeholders: its title, who answered, what is said before the answers, and the answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy

from lxml import etree

from cabinet_papers.matter.columns import Column
from cabinet_papers.old_papers.answers import LEAST, Answers
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
    remove,
    replace_words,
    set_style,
    tag,
    tag_row,
    words_of,
    write_like,
)
from cabinet_papers.old_papers.in_forms import find_forms
from cabinet_papers.old_papers.in_prose import find_prose
from cabinet_papers.old_papers.in_tables import find_table
from cabinet_papers.old_papers.placed import Placed, suggest_lines
from cabinet_papers.old_papers.sentences import (
    APPENDIX,
    BODY,
    DATE,
    Subject,
    find_member,
    generalise,
    has_placeholder,
)

NOTICE = (
    "{% if exempt_paragraphs %}NOT FOR PUBLICATION: exempt under paragraph {{ exempt_paragraphs }} of Part 1 of "
    "Schedule 12A to the Local Government Act 1972{% endif %}"
)
# Where one heading says who recommended it and when, several topics need a sentence each.
ON_DATE = " {% if topic.in_month %}in{% else %}on{% endif %} {{ topic.date }}"
MADE = f"Recommendations made by {{{{ topic.the_body }}}}{ON_DATE} concerning {{{{ topic.the_title }}}}."
TITLE = re.compile(r"\{\{ (?:title|(?:topic\.)?the_title) \}\}")
IS_NOTICE = re.compile(r"not for publication|exempt (?:information|under)|confidential", re.IGNORECASE)


def make_response(blocks: Sequence[etree._Element], subject: Subject, answers: Answers, heading: str) -> Placed:
    """Return a response with these answers as a template; `heading` is the style of what it adds as headings."""
    opening = _Opening(subject, blocks[: answers.first - len(answers.of_topic)])
    said = _write_meeting(opening, subject)
    of_topic = _write_of_topic(answers.of_topic, subject)
    opening.name_title((*said, *of_topic))
    topic = _write_topic(answers, said, of_topic, heading, has_date=opening.has_date)
    closing = [words_of(each) for each in blocks[answers.end :] if words_of(each)]
    # A table across a landscape page is in a section of its own, which begins and ends beside it.
    begin, end = find_section_end(blocks[: answers.first]), find_section_end(blocks[answers.first :])
    written = (
        tag("{%p if exempt_paragraphs %}"), write_like(opening.plain, NOTICE), tag("{%p endif %}"),
        *opening.written, *begin, *topic, *end,
        tag("{%p if closing %}"), tag("{{p closing }}"), tag("{%p endif %}"), find_last_gap(blocks),
    )  # fmt: skip
    lines = suggest_lines(answers, subject.dates)
    return Placed(written, answers.columns, lines, tuple(opening.rows), (*opening.left, *closing))


def find_last_gap(blocks: Sequence[etree._Element]) -> etree._Element:
    """Return the paragraph that the body ends in: Word needs one after a table."""
    last = blocks[-1] if blocks else None
    return write_like(last, "") if last is not None and last.tag == P and not words_of(last) else tag("")


class _Opening:
    """What is before the answers, block by block; sentences about a meeting are kept for the loop over topics."""

    def __init__(self, subject: Subject, blocks: Iterable[etree._Element]) -> None:
        self.subject = subject
        self.written: list[etree._Element] = []
        self.meetings: list[etree._Element] = []
        self.rows: list[tuple[str, str]] = []
        self.left: list[str] = []
        self.plain = etree.Element(P)
        self.has_members = self.has_introduction = False
        for block in blocks:
            self.read(block)
        if not self.has_introduction:
            self.written.append(tag("{{p introduction }}"))

    @property
    def has_date(self) -> bool:
        """Whether a date of the paper gave way to a placeholder before the answers."""
        return any("{{ date }}" in words_of(each) for each in self.written)

    def name_title(self, said: Iterable[etree._Element]) -> None:
        """Add the title to the first heading, where no sentence `said` before the answers has it.

        Where the paper has no heading it follows the first line. What only several topics have does not count.
        """
        if any(TITLE.search(words_of(each)) for each in (*self.written, *said)):
            return
        lines = [each for each in self.written if each.tag == P and not words_of(each).startswith("{")]
        heading = next(filter(is_heading, lines), None)
        if heading is not None:
            replace_words(heading, f"{words_of(heading)}: {{{{ title }}}}")
        elif lines:
            self.written.insert(self.written.index(lines[0]) + 1, write_like(lines[0], "{{ title }}"))

    def read(self, block: etree._Element) -> None:
        text = words_of(block)
        if block.tag == TBL:
            self.read_table(block)
        elif has_picture(block):
            self.written.append(deepcopy(block))
        elif not text or IS_NOTICE.search(text):
            return
        elif member := find_member(text):
            self.read_member(block, member)
        elif BODY.search(text) and DATE.search(text) and not is_heading(block):
            self.meetings.append(block)
        elif is_heading(block) or APPENDIX.fullmatch(text) or not any(words_of(each) for each in self.written):
            self.written.append(write_like(block, generalise(text, self.subject)))
        elif has_placeholder(general := generalise(text, self.subject)):
            self.written.append(write_like(block, general))
        else:
            self.read_introduction(block, text)

    def read_member(self, block: etree._Element, member: str) -> None:
        """Take the first of those who answered as the pattern for all."""
        self.plain = block
        if not self.has_members:
            self.written += [tag("{%p for member in members %}"), write_like(block, member), tag("{%p endfor %}")]
        self.has_members = True

    def read_introduction(self, block: etree._Element, text: str) -> None:
        self.plain = block
        self.left.append(text)
        if not self.has_introduction:
            self.written.append(write_like(block, "{{p introduction }}"))
        self.has_introduction = True

    def read_table(self, table: etree._Element) -> None:
        """Read a front sheet: its first row is the pattern for what a matter has. A letterhead stays as it is."""
        rows = list_rows(table)
        if has_picture(table):
            self.written.append(deepcopy(table))
            return
        if not rows or any(len(row) != LEAST or not words_of(row[0]) for row in rows):
            self.left.append(" / ".join(filter(None, (words_of(cell) for row in rows[:1] for cell in row))))
            return
        has_loop = bool(self.rows)
        self.rows += [(words_of(row[0]).strip(" :"), words_of(row[1])) for row in rows]
        if has_loop:
            return
        written = deepcopy(table)
        mark_headings(written, are_labels=True)
        first, *others = written.findall(TR)
        label, value = list_rows(written)[0]
        fill_cell(label, ["{{ line.label }}{% if line.label[-1:] != '?' %}:{% endif %}"])
        fill_cell(value, ["{{ line.value }}"])
        remove(others)
        first.addprevious(tag_row("{%tr for line in front_sheet %}", LEAST))
        first.addnext(tag_row("{%tr endfor %}", LEAST))
        self.written += [tag("{%p if front_sheet %}"), written, tag(""), tag("{%p endif %}")]


def find_answers(blocks: Sequence[etree._Element], known: Sequence[Column], *, sure: bool) -> Answers | None:
    """Return the answers of the body with these blocks, in columns that are `known`; None where nothing looks like any.

    If they have to be `sure`, only a table with a row for each recommendation counts.
    """
    found = find_table(blocks, known)
    return found if found or sure else find_forms(blocks, known) or find_prose(blocks)


def _write_meeting(opening: _Opening, subject: Subject) -> list[etree._Element]:
    """Return the sentence that says who recommended this and when; of several that are alike, one."""
    sentences = {generalise(words_of(each), subject, "topic."): each for each in opening.meetings}
    return [write_like(each, text) for text, each in sentences.items()][:1]


def _write_topic(
    answers: Answers, said: list[etree._Element], of_topic: list[etree._Element], heading: str, *, has_date: bool
) -> list[etree._Element]:  # fmt: skip
    """Return the answers in the loop over topics, with what is said of each topic before them."""
    loop, end = tag("{%p for topic in topics %}"), tag("{%p endfor %}")
    made = MADE if has_date else MADE.replace(ON_DATE, "")
    if answers.loops_over_topics:
        return [loop, *(said or [tag(made)]), end, *answers.written]
    is_said = any("the_title" in words_of(each) for each in (*said, *of_topic))
    if of_topic and not is_said:
        of_topic = [*of_topic, tag("{%p if several_topics %}"), tag(made), tag("{%p endif %}")]
    if not of_topic:
        # One topic needs no heading; several have one each, and a sentence about it.
        needed = () if is_said else (made,)
        title = set_style(tag("{{ topic.title }}"), heading)
        of_topic = [tag("{%p if several_topics %}"), title, *map(tag, needed), tag("{%p endif %}")]
    # A table has a row of its own for what Cabinet added.
    additions = ("{%p for addition in topic.additions %}", "Added by Cabinet: {{p addition }}", "{%p endfor %}")
    further = () if answers.written[0].tag == TBL else map(tag, additions)
    return [loop, *of_topic, *said, *answers.written, *further, end]


def _write_of_topic(blocks: Sequence[etree._Element], subject: Subject) -> list[etree._Element]:
    """Return the heading of a topic and the sentences below it with placeholders; none where it has no heading."""
    texts = {at: generalise(words_of(each), subject, "topic.") for at, each in enumerate(blocks) if each.tag == P}
    headings = [at for at, text in texts.items() if is_heading(blocks[at]) or not has_placeholder(text)]
    written: list[etree._Element] = []
    for at, text in texts.items() if headings else ():
        if at == headings[0]:
            title = write_like(blocks[at], "{{ topic.title }}")
            written += [tag("{%p if several_topics %}"), title, tag("{%p endif %}")]
        else:
            written.append(write_like(blocks[at], text))
    return written
