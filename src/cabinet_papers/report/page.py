"""The frame and the looks of a self-contained web page for a colleague without a terminal, on screen or on paper."""

from __future__ import annotations

from html import escape

from cabinet_papers.report.terminal import plain

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
main:has(.wide) { max-width: 72rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.2rem; margin-top: 2.25rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; margin-top: 1rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid var(--line); }
tbody th { font-weight: normal; }
.urgent th, .urgent td { color: var(--error); }
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
@media (max-width: 40rem) {
  .wide thead { position: absolute; clip-path: inset(50%); }
  .wide tr, .wide th, .wide td { display: block; }
  .wide tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
  .wide th, .wide td { border: 0; padding: .1rem 0; }
  .wide tbody th { font-weight: 600; }
  .wide td::before { content: attr(data-heading) ": "; color: var(--quiet); } }
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


def write_page(title: str, heading: str, body: str) -> str:
    """Return the page; `body` is HTML, the others are texts."""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{safe(heading)}</h1>\n{body}</main>\n</body>\n</html>\n"
    )


def safe(text: str) -> str:
    """Return a text that a person typed, made safe for the page."""
    return escape(plain(text))
