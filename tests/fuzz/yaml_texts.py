"""The YAML files of a workspace, read and checked with everything that follows from them."""

from tests.conftest import ROOT
from tests.fuzz.desk import MATTER, Target, examine, lay_out
from tests.fuzz.mutate import mutate_lines

PLAN = """\
title: Street Trees
years: [2026 - 2027, 2027 - 2028]
summary: {heading: Summary, body: "Some **words**."}
columns: [{heading: Outcome}]
show: [key, figures]
updates: {due: 2026-05-01}
priorities:
  - name: Planting
    owner_heading: Organisation
    actions:
      - {text: Plant trees, service: [Housing, Parks], by: Year 2, notes: On-going action, ref: A1}
      - {text: Water them, service: Housing, by: March 2027, completed: 2026-02, number: "1.5", outcome: Green}
      - {from: m 1, by: Year 2, withdrawn: gone}
"""
REPORT = """\
title: "Part 2: Money"
concerning: Part 2 of the Money Report
scrutiny: {body: Review Group, date: [2026-03-12, 2026-03-19]}
cabinet: {date: March 2026, members: [{name: Councillor B, title: "Cabinet Member"}]}
report:
  purpose: To present
  key_decision: No
  front_sheet: {Ward: Headington, Minute: 42}
  appendices: [Bus survey, response]
  body: |
    ## Introduction

    At its meeting on 3 March 2026 the group heard that [a link](https://example.org) is *good*.

    [Recommendation 1.1]

    | a | b |
    |---|---|
    | 1 | 2 |
  author: {name: A Clerk, email: a@example.org}
response:
  status: agreed
  columns: [Action, {heading: Priority, choices: [High, Low]}]
  introduction: Some words.
  all: Agreed
  added: [That officers report back.]
  reopened: corrected
numbering: 1.1
topics:
  - title: Buses
    member: Councillor B
    numbering: F1
    recommendations:
      - {text: That the Council ..., number: 2.1, ref: A 1}
      - {text: That it also ..., answered_with: 2.1, exempt: paragraph 3}
      - text: "That the Council:"
        parts: [publishes, {text: reports, member: Councillor B}]
"""
SETTINGS = """\
council: Eastmere City Council
language: en-GB
date_format: {default: d MMMM yyyy, month: MMMM yyyy, front_sheet: EEEE d MMMM yyyy}
decisions: {Agreed: agreed, Agreed in principle: partly, Completed: status}
response_columns:
  - number
  - recommendation
  - {heading: "Accepted?", kind: decision}
  - comment
  - {heading: Priority, choices: [High, Medium]}
  - {heading: Target date, kind: date, needed: agreed}
  - {heading: Cleared by, kind: person, print: no}
plan_columns: [{heading: Cost, kind: money}]
numbering: R1
appendix_numbering: A
documents:
  - {template: covering-letter.docx, name: "Letter - {member}", when: draft, over: member, public: no}
report_headings: [Financial implications]
leave_out: [lead_member, due]
people: [{name: Councillor A, title: Leader, from: 2025-05-01, email: a@example.org}]
services: [Housing, Parks]
logo: templates/logo.png
logo_alt: A tree
severity: {STY001: error}
"""


def read_matter(content: bytes) -> None:
    examine(lay_out("recommendations.yaml", content))


def read_plan(content: bytes) -> None:
    examine(lay_out("action-plan.yaml", content))


def read_workspace(content: bytes) -> None:
    """Read papers.yaml, or where the first byte is odd, words.yaml."""
    desk = lay_out("none", b"")
    is_words = bool(content) and content[0] % 2
    path = desk.form_words if is_words else desk.settings
    path.write_bytes(content[1:])
    if is_words:
        desk.settings.write_bytes(b"council: Eastmere\nlanguage: cy\n")
    try:
        examine(desk)
    finally:
        path.unlink()
        desk.settings.write_bytes(b"council: Eastmere\n")


WELSH = ROOT / "templates" / "languages" / "cy" / "templates" / "words.yaml"
TARGETS = {
    "recommendations": Target(read_matter, lambda: [REPORT.encode(), MATTER.encode()], mutate_lines),
    "action-plan": Target(read_plan, lambda: [PLAN.encode()], mutate_lines),
    "settings": Target(read_workspace, lambda: [b"0" + SETTINGS.encode(), b"1" + WELSH.read_bytes()], mutate_lines),
}
