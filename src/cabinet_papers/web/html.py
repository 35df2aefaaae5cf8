"""A document as a web page: the same views and the same prose as for Word, in HTML of its own.

One file with all that it needs, without scripts; headings in order, tables with their headings, readable on a phone.
"""

from __future__ import annotations

import base64
import math
import re
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from cabinet_papers.matter.model import Picture
from cabinet_papers.matter.prose import Block, Heading, ItemList, Paragraph, Prose, Quotation, Run, Table
from cabinet_papers.papers.views import PlanView

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

    from cabinet_papers.papers.kinds import Document

ACCENT = "1F3864"
NUMBER = re.compile(r"-?[£$€]?[\d,]+(?:\.\d+)?%?")
DEEPEST = 6
# Of a table: the longest word that is kept whole, and how much of a longer one is in a line; how wide a bold letter is,
# and the room beside the words of a cell (ems).
LONGEST_WHOLE, OF_BROKEN, LETTER, PADDING = 20, 10, 0.65, 1.3
# A wider table is printed across the page, and not in the column of comments (ems).
BROAD = 38


def render_page(document: Document, language: str, accent: str) -> bytes:
    """Return the page of a document; `accent` is a colour as RRGGBB, "" for the usual one."""
    view, kind = document.view, document.kind
    name = f"{kind.template.removesuffix('.docx')}.html"
    page = _environment().get_template(name).render(
        view=view, numbered=Numbering(), page_title=document.title, language=language, accent=accent or ACCENT,
        logo=write_logo(view.logo),
        mark="DRAFT" if kind.is_draft else "",
        exempt_paragraphs="" if isinstance(view, PlanView) else view.exempt_paragraphs,
    )  # fmt: skip
    # Lines that only held a tag of the template are not needed.
    return re.sub(r"\n\s*\n+", "\n", page).encode()


def write_logo(picture: Picture | None) -> Markup:
    """Return the logo within the page itself, "" where there is none."""
    if picture is None:
        return Markup("")
    source = f"data:image/{picture.kind};base64,{base64.b64encode(picture.content).decode()}"
    return Markup('<img class="logo" src="{}" alt="{}">').format(source, picture.alt)


@cache
def _environment() -> SandboxedEnvironment:
    from jinja2 import PackageLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        loader=PackageLoader("cabinet_papers.web", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.filters["prose"] = write_prose
    environment.filters["lines"] = write_lines
    return environment


def write_prose(prose: Prose, opening: str = "") -> Markup:
    """Return the prose as HTML; `opening` is put before its first words, such as a recommendation's number."""
    blocks = [_write_block(block) for block in prose.blocks]
    first = prose.blocks[0] if prose.blocks else None
    if opening and isinstance(first, Paragraph):
        blocks[0] = Markup("<p>{}{}</p>").format(opening, _write_runs(first.runs))
    elif opening:
        blocks.insert(0, Markup("<p>{}</p>").format(opening))
    return Markup("").join(blocks)


def write_lines(text: str) -> Markup:
    """Return the text as HTML, its lines as paragraphs where it has several."""
    lines = text.split("\n")
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines) if lines[1:] else escape(text)


class Numbering:
    """Numbers a report's paragraphs on through its parts, as Word does; headings and lists are not counted."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, prose: Prose) -> Markup:
        """Return the prose with its paragraphs numbered."""
        return Markup("").join(map(self._write, prose.blocks))

    def _write(self, block: Block) -> Markup:
        if not isinstance(block, Paragraph):
            return _write_block(block)
        self.number += 1
        return Markup('<p><span class="number">{}.</span> {}</p>').format(self.number, _write_runs(block.runs))


def _write_block(block: Block) -> Markup:
    match block:
        case Paragraph(runs):
            return Markup("<p>{}</p>").format(_write_runs(runs))
        case Heading(runs, level):
            tag = f"h{min(DEEPEST, level + 1)}"
            return Markup("<{0}>{1}</{0}>").format(tag, _write_runs(runs))
        case ItemList(items, numbered, start):
            inner = Markup("").join(Markup("<li>{}</li>").format(_write_item(item.blocks)) for item in items)
            if not numbered:
                return Markup("<ul>{}</ul>").format(inner)
            return Markup('<ol start="{}">{}</ol>').format(start, inner)
        case Quotation(quoted):
            return Markup("<blockquote>{}</blockquote>").format(Markup("").join(map(_write_block, quoted)))
        case Table(rows):
            return _write_table(rows)


def _write_item(blocks: tuple[Block, ...]) -> Markup:
    """Return an item's blocks; a single paragraph needs no tag of its own."""
    if not blocks:
        return Markup("")
    first, *rest = blocks
    opening = _write_runs(first.runs) if isinstance(first, Paragraph) else _write_block(first)
    return opening + Markup("").join(map(_write_block, rest))


HEADING = Markup('<th scope="col" style="--share: {}%">{}</th>')
CORNER = Markup('<td style="--share: {}%">{}</td>')


def _write_table(rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]) -> Markup:
    width, shares = _lay_out(rows)
    head = Markup("").join(
        # An empty heading is none, as in the corner above the headings of rows.
        (HEADING if cell else CORNER).format(share, _write_cell(cell))
        for share, cell in zip(shares, rows[0], strict=False)
    )
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                Markup('<td class="{}">{}</td>').format("n" if _is_number(cell) else "w", _write_cell(cell))
                for cell in row
            )
        )
        for row in rows[1:]
    )
    named = " ".join(part.text for cell in rows[0] for part in cell)[:80] or "Figures"
    return Markup(
        '<div class="scroll" role="region" tabindex="0" aria-label="{}">'
        '<table class="{}" style="--ems: {}">'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(f"Table: {named}", "figures broad" if width > BROAD else "figures", width, head, body)


def _lay_out(rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]) -> tuple[int, list[float]]:
    """Return the least width of a table in ems, and its columns' shares in per cent: room for the longest words first.

    A word that is longer than a line on a phone is broken.
    """
    columns = [[" ".join(part.text for part in row[at]) for row in rows if at < len(row)] for at in range(len(rows[0]))]
    words = [max(_whole(word) for text in texts for word in (text.split() or [""])) for texts in columns]
    least = [letters * LETTER + PADDING for letters in words]
    wanted = [room + max(map(len, texts)) ** 0.5 * LETTER for room, texts in zip(least, columns, strict=True)]
    shares = [each / sum(wanted) for each in wanted]
    width = max(room / share for room, share in zip(least, shares, strict=True))
    return math.ceil(width), [round(share * 100, 2) for share in shares]


def _whole(word: str) -> int:
    """Return how many letters of a word a line has to hold."""
    return len(word) if len(word) <= LONGEST_WHOLE else OF_BROKEN


def _is_number(cell: tuple[Paragraph, ...]) -> bool:
    return len(cell) == 1 and NUMBER.fullmatch(cell[0].text.strip()) is not None


def _write_cell(cell: tuple[Paragraph, ...]) -> Markup:
    """Return a cell's paragraphs; a single one needs no tag of its own."""
    if len(cell) == 1:
        return _write_runs(cell[0].runs)
    return Markup("").join(Markup("<p>{}</p>").format(_write_runs(part.runs)) for part in cell)


def _write_runs(runs: tuple[Run, ...]) -> Markup:
    return Markup("").join(map(_write_run, runs))


def _write_run(run: Run) -> Markup:
    text = Markup("<br>").join(escape(line) for line in run.text.split("\n"))
    script = {"superscript": "sup", "subscript": "sub"}.get(run.script, "")
    for wanted, tag in ((script, script), (run.bold, "strong"), (run.italic, "em")):
        text = Markup("<{0}>{1}</{0}>").format(tag, text) if wanted else text
    return Markup('<a href="{}">{}</a>').format(run.link, text) if run.link else text
