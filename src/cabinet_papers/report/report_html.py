"""Writes findings as one self-contained web page, for a colleague without a terminal, on screen or on paper."""

from __future__ import annotations

from itertools import groupby

from cabinet_papers.findings.diagnostics import Severity
from cabinet_papers.report.alike import Alike
from cabinet_papers.report.excerpt import Excerpt
from cabinet_papers.report.page import safe, write_page
from cabinet_papers.report.source_lines import SourceLines
from cabinet_papers.report.text import can_fix, write_counts


def write_html(findings: list[Alike], lines: SourceLines) -> str:
    """Return the page with the findings, which are in order."""
    counts = write_counts(findings)
    groups = [(file, list(group)) for file, group in groupby(findings, key=lambda each: each.first.location.file)]
    sections = "".join(_write_section(at, file, group, lines) for at, (file, group) in enumerate(groups, 1))
    if findings:
        opening = f"<p>{counts}. Each is listed below with its place and how to correct it.</p>"
        body = f"{opening}\n{_write_summary(groups)}{sections}"
    else:
        body = "<p>Nothing was found.</p>\n"
    return write_page(f"Scrutiny papers: {counts or 'nothing found'}", "What was found in the scrutiny papers", body)


def _write_summary(groups: list[tuple[str, list[Alike]]]) -> str:
    """Return the table of how much was found in each file, with a link to the first of it."""
    places: dict[str, int] = {}
    by_file: dict[str, list[Alike]] = {}
    for at, (file, group) in enumerate(groups, 1):
        places.setdefault(file, at)
        by_file.setdefault(file, []).extend(group)
    rows = "".join(
        f'<tr><th scope="row"><a href="#file-{places[file]}">{safe(file)}</a></th>{_write_numbers(group)}</tr>\n'
        for file, group in by_file.items()
    )
    return (
        '<table>\n<caption>Findings in each file</caption>\n<thead>\n<tr><th scope="col">File</th>'
        '<th scope="col" class="count">Errors</th><th scope="col" class="count">Warnings</th></tr>\n</thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n"
    )


def _write_numbers(group: list[Alike]) -> str:
    errors = sum(each.first.is_error for each in group)
    return "".join(f'<td class="count">{number}</td>' for number in (errors, len(group) - errors))


def _write_section(at: int, file: str, group: list[Alike], lines: SourceLines) -> str:
    articles = "".join(_write_finding(each, lines) for each in group)
    name = f"file-{at}"
    return f'<section aria-labelledby="{name}">\n<h2 id="{name}">{safe(file)}</h2>\n{articles}</section>\n'


def _write_finding(each: Alike, lines: SourceLines) -> str:
    first, said = each.first, each.said
    word = "Error" if first.severity is Severity.ERROR else "Warning"
    fix = '<p class="quiet">papers check --fix corrects it.</p>\n' if can_fix(first, lines) else ""
    hint = f"<p>To correct it: {safe(str(first.hint))}</p>\n" if first.hint else ""
    related = f'<p class="quiet">See: {safe(str(first.related))}</p>\n' if first.related else ""
    further = "".join(
        f'<p>{safe(str(one.message))}</p>\n<p class="place">{_name_place(one.places)}</p>\n'
        f"{_write_excerpt(lines.quote(one.first))}"
        for one in said[1:]
    )
    return (
        f'<article class="{first.severity.value}">\n'
        f'<h3><span class="severity">{word} {first.code.number}:</span> {safe(str(said[0].message))}</h3>\n'
        f'<p class="place">{_name_place(said[0].places)}</p>\n'
        f"{_write_excerpt(lines.quote(first))}{further}{hint}{fix}{related}</article>\n"
    )


def _name_place(places: str) -> str:
    """Return the places within the file as the beginning of a line."""
    return safe(places[:1].upper() + places[1:] if places else "The whole file")


def _write_excerpt(excerpt: Excerpt | None) -> str:
    if excerpt is None:
        return ""
    marked = f"<mark>{safe(excerpt.marked)}</mark>" if excerpt.marked else ""
    return f"<pre><code>{safe(excerpt.before)}{marked}{safe(excerpt.after)}</code></pre>\n"
