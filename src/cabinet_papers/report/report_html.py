"""Writes findings as one self-contained web page, for a colleague without a terminal, on screen or on paper."""

from __future__ import annotations

from html import escape
from itertools import groupby

from cabinet_papers.findings.diagnostics import Severity
from cabinet_papers.report.alike import Alike
from cabinet_papers.report.excerpt import Excerpt
from cabinet_papers.report.source_lines import SourceLines
from cabinet_papers.report.terminal import plain
from cabinet_papers.report.text import can_fix, write_counts

# The contrast of text with its background is 7:1 or more in both schemes.
STYLE = """\
:root { color-scheme: light dark; --ground: #ffffff; --text: #1b1b1b; --quiet: #4a4a4a; --line: #8a8a8a;
  --panel: #f3f3f1; --error: #8f0f1d; --warning: #6b4300; --mark: #ffe08a; --mark-text: #1b1b1b; --link: #0b3d91; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #16181b; --text: #eeeeee; --quiet: #c4c4c4; --line: #7d7d7d; --panel: #24272b;
    --error: #ffb3ae; --warning: #f5c86b; --mark: #6b4e00; --mark-text: #ffffff; --link: #a8c7ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, "Segoe UI", sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.2rem; margin-top: 2.25rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; margin-top: 1rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid var(--line); }
tbody th { font-weight: normal; }
.count { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; width: 6em; }
article { margin: 1rem 0; padding: .1rem 0 .1rem .9rem; border-left: .3rem solid var(--line); }
article.error { border-left-color: var(--error); }
article.warning { border-left-color: var(--warning); border-left-style: double; }
.error .severity { color: var(--error); }
.warning .severity { color: var(--warning); }
p { margin: .25rem 0; }
.place, .quiet { color: var(--quiet); }
pre { margin: .5rem 0; padding: .5rem .7rem; background: var(--panel); white-space: pre-wrap;
  font: .92rem/1.6 ui-monospace, Consolas, "DejaVu Sans Mono", monospace; }
mark { background: var(--mark); color: var(--mark-text); text-decoration: underline; text-underline-offset: .2em; }
@media (max-width: 26rem) { main { padding: .75rem; } h1 { font-size: 1.35rem; } .count { width: auto; } }
@media print {
  :root { --ground: #ffffff; --text: #000000; --quiet: #333333; --panel: #ffffff; --error: #000000;
    --warning: #000000; --mark: #ffffff; --mark-text: #000000; --link: #000000; }
  main { max-width: none; padding: 0; }
  pre { border: 1px solid var(--line); }
  mark { font-weight: bold; }
  article, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; } }
"""


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
    title = f"Scrutiny papers: {counts or 'nothing found'}"
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>What was found in the scrutiny papers</h1>\n{body}</main>\n</body>\n</html>\n"
    )


def _write_summary(groups: list[tuple[str, list[Alike]]]) -> str:
    """Return the table of how much was found in each file, with a link to the first of it."""
    places: dict[str, int] = {}
    by_file: dict[str, list[Alike]] = {}
    for at, (file, group) in enumerate(groups, 1):
        places.setdefault(file, at)
        by_file.setdefault(file, []).extend(group)
    rows = "".join(
        f'<tr><th scope="row"><a href="#file-{places[file]}">{_safe(file)}</a></th>{_write_numbers(group)}</tr>\n'
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
    return f'<section aria-labelledby="{name}">\n<h2 id="{name}">{_safe(file)}</h2>\n{articles}</section>\n'


def _write_finding(each: Alike, lines: SourceLines) -> str:
    first, said = each.first, each.said
    word = "Error" if first.severity is Severity.ERROR else "Warning"
    fix = '<p class="quiet">papers check --fix corrects it.</p>\n' if can_fix(first, lines) else ""
    hint = f"<p>To correct it: {_safe(str(first.hint))}</p>\n" if first.hint else ""
    related = f'<p class="quiet">See: {_safe(str(first.related))}</p>\n' if first.related else ""
    further = "".join(
        f'<p>{_safe(str(one.message))}</p>\n<p class="place">{_name_place(one.places)}</p>\n'
        f"{_write_excerpt(lines.quote(one.first))}"
        for one in said[1:]
    )
    return (
        f'<article class="{first.severity.value}">\n'
        f'<h3><span class="severity">{word} {first.code.number}:</span> {_safe(str(said[0].message))}</h3>\n'
        f'<p class="place">{_name_place(said[0].places)}</p>\n'
        f"{_write_excerpt(lines.quote(first))}{further}{hint}{fix}{related}</article>\n"
    )


def _name_place(places: str) -> str:
    """Return the places within the file as the beginning of a line."""
    return _safe(places[:1].upper() + places[1:] if places else "The whole file")


def _write_excerpt(excerpt: Excerpt | None) -> str:
    if excerpt is None:
        return ""
    marked = f"<mark>{_safe(excerpt.marked)}</mark>" if excerpt.marked else ""
    return f"<pre><code>{_safe(excerpt.before)}{marked}{_safe(excerpt.after)}</code></pre>\n"


def _safe(text: str) -> str:
    """Return a text that a person typed, made safe for the page."""
    return escape(plain(text))
