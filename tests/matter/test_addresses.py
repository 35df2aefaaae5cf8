"""An address that a mail filter made is told with the real one; what it holds of a reader is told to nobody."""

import json
import re
from pathlib import Path

import openpyxl
import pytest

from cabinet_papers.matter.addresses import find_wrapped, unwrap
from tests.commands.test_sheet import fill_in, row_of
from tests.conftest import MATTER, Room

REAL = "https://www.eastmere.example/trees?year=2026&area=1"
SAFE = (
    "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.eastmere.example%2Ftrees%3Fyear%3D2026%26area"
    "%3D1&data=05%7C02%7Cj.smith%40eastmere.example%7C9a8b%7C0%7C0%7C638&sdata=AbC%3D&reserved=0"
)
SHEET = "data/trees/responses.xlsx"


@pytest.mark.parametrize(
    ("address", "real"),
    [
        (SAFE, REAL),
        (SAFE.replace("&", "&amp;"), REAL),
        (SAFE.replace("eur03.", "EMEA01.").replace("https", "HTTPS", 1), REAL),
        ("https://gbr01.safelinks.protection.outlook.com/ap/w-59584e83/?url=https%3A%2F%2Fa.example%2F&data=x",
         "https://a.example/"),
        ("https://statics.teams.cdn.office.net/x/safelinks/1/atp-safelinks.html?url=https%3A%2F%2Fa.example&locale=en",
         "https://a.example"),
        ("https://urldefense.proofpoint.com/v1/url?u=http://www.a.example/&k=x", "http://www.a.example/"),
        ("https://urldefense.proofpoint.com/v2/url?u=https-3A__www.a.example_tree-2Dplan&d=DwMF",
         "https://www.a.example/tree-plan"),
        ("https://urldefense.com/v3/__https://www.a.example/plan?a=1__;!!CVb4j_0G!x$", "https://www.a.example/plan?a=1"),
        ("https://urldefense.com/v3/__https:/www.a.example/plan__;!!CVb4j_0G!x$", "https://www.a.example/plan"),
        ("https://urldefense.com/v3/__https://a.example/*23__;Iw!!CVb4!x$", "https://a.example/#23"),
        ("https://urldefense.com/v3/__https://a.example/**Bx__;w6nDqcOo!!CVb4!x$", "https://a.example/ééèx"),
        ("https://protect-eu.mimecast.com/s/Ab1?domain=a.example", ""),
        ("https://url.uk.m.mimecastprotect.com/s/Ab1?domain=a.example", ""),
        ("https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fa.example%2f&c=E,1,x", "https://a.example/"),
        ("https://secure-web.cisco.com/1AbC/https%3A%2F%2Fa.example%2Fx", "https://a.example/x"),
        ("https://www.google.com/url?sa=t&url=https%3A%2F%2Fa.example&usg=x", "https://a.example"),
        (f"https://urldefense.proofpoint.com/v1/url?u={SAFE.replace('%', '%25').replace('&', '%26')}", REAL),
        (SAFE.removeprefix("https://"), REAL),
        ("https://eu-west-1.protection.sophos.com?d=a.example&u=aHR0cHM6Ly9hLmV4YW1wbGU=&t=j.smith", "https://a.example"),
        ("https://scanmail.trustwave.com/?c=1&d=j.smith&u=https%3a%2f%2fa.example", "https://a.example"),
        ("https://urlsand.esvalabs.com/?u=https%3A%2F%2Fa.example&e=j.smith&h=1", "https://a.example"),
        ("https://atpscan.global.hornetsecurity.com/?d=1&f=j.smith&u=https%3A%2F%2Fa.example", "https://a.example"),
        ("https://url12.mailanyone.net/scanner?m=1&d=4&s=x", ""),
        ("https://url.avanan.click/v2/___https://a.example/x___.YXBz", "https://a.example/x"),
        ("https://eur03.safelinks.protection.outlook.com/", ""),
        ("https://eur03.safelinks.protection.outlook.com/?url=javascript%3Aalert(1)&data=x", ""),
        ("https://www.eastmere.example/safelinks.protection.outlook.com/?url=x", None),
        ("https://safelinks.protection.outlook.com.evil.example/?url=https%3A%2F%2Fa.example", None),
        ("https://[::1/?url=x", None),
        ("mailto:j.smith@eastmere.example", None),
        (REAL, None),
    ],
)  # fmt: skip
def test_the_real_address_is_told_from_that_of_a_filter(address: str, real: str | None) -> None:
    assert unwrap(address) == real


@pytest.mark.parametrize(
    "text",
    [
        "see {}.",
        "({})",
        "[the plan]({})",
        "[https://a.example]({})",
        "<{}>",
        "{}, and more",
        "| {} | 1 |",
        "**{}**",
        "{}\n",
    ],
)
def test_an_address_is_found_in_a_text_of_any_kind(text: str) -> None:
    found = list(find_wrapped(text.format(SAFE)))
    assert [(text.format(SAFE)[each.start : each.end], each.real) for each in found] == [(SAFE, REAL)]


def told(room: Room) -> list[str]:
    """Return the places and hints of XLS021; nothing that is said may hold the e-mail address."""
    said = room.papers("check").stderr
    # A finding in the YAML quotes its line.
    assert "smith" not in re.sub(r"(?m)^ +\d+ \| .*$", "", said)
    lines = said.splitlines()
    return [
        f"{line.partition(' warning ')[0]} {next(each for each in lines[at:] if 'hint: ' in each).strip()}"
        for at, line in enumerate(lines)
        if " XLS021: " in line
    ]


def test_in_the_yaml_it_is_told_at_its_line(room: Room) -> None:
    room.write(
        "data/trees/recommendations.yaml",
        f'title: Street Trees\nscrutiny: {{body: Scrutiny Committee, date: 2026-03-03}}\nreport:\n  purpose: "{SAFE}"\n'
        f"  body: |\n    See [the plan]({SAFE}).\n\n    [Recommendation 1]\n"
        f"recommendations:\n  - That the Council follows {SAFE}.\n",
    )
    file = "data/trees/recommendations.yaml"
    assert "  lines 4, 6 and 10: warning XLS021 [*]" in room.papers("check").screen.splitlines()
    assert told(room) == [f"{file}:4: hint: write {REAL}"]


def test_in_an_action_plan_it_is_told(room: Room) -> None:
    room.write(
        "data/plan/action-plan.yaml",
        "title: Trees\nyears: [2026 - 2027]\npriorities:\n  - name: Planting\n    actions:\n"
        f'      - {{text: Plant trees, service: Parks, by: 2026 - 2027, notes: "See {SAFE}"}}\n',
    )
    assert len(told(room)) == 1


def answer(room: Room, comment: str, matter: str = MATTER) -> Path:
    room.write("data/trees/recommendations.yaml", matter)
    assert room.papers("sheet").exit_code == 0

    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        row = row_of(sheet, 1)
        sheet.cell(row, 3, "Yes")
        sheet.cell(row, 4).value = comment

    fill_in(room.path / SHEET, fill)
    return room.path / SHEET


def test_in_a_comment_it_is_told_once_at_its_cell(room: Room) -> None:
    answer(room, f"See {SAFE}")
    (found,) = told(room)
    assert found.startswith(f"{SHEET}[Responses!D")
    assert found.endswith(f" hint: write {REAL}")
    assert room.papers("check").stderr.endswith("\n1 warning\n")
    answer(room, f"See {REAL}")
    assert told(room) == []


def test_one_without_its_scheme_is_found() -> None:
    bare = SAFE.removeprefix("https://")
    assert [each.real for each in find_wrapped(f"See {bare}, and www.eastmere.example/trees?url=x.")] == [REAL]


def test_in_an_action_plan_each_is_told_at_its_place(room: Room) -> None:
    plan = f"""title: Plan\npriorities:\n  - name: Parks\n    actions:\n      - text: Do it.
        service: "{SAFE}"\n        by: "Year 2, {SAFE}"\n"""
    room.write("data/trees/action-plan.yaml", plan)
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert [(each["line"], each["hint"]) for each in found if each["code"] == "XLS021"] == [
        (6, f"write {REAL}"), (7, f"write {REAL}")
    ]  # fmt: skip


def test_in_a_table_it_is_told(room: Room) -> None:
    path = answer(room, "[Table: Links]")
    book = openpyxl.load_workbook(path)
    table = book.create_sheet("Links")
    table["A1"], table["A2"] = "Link", SAFE
    book.save(path)
    assert told(room) == [f"{SHEET}[Links!A2] hint: write {REAL}"]


def test_of_an_exempt_answer_nothing_is_quoted(room: Room) -> None:
    exempt = MATTER.replace("[That the Council plants a hundred trees.]", "[{text: That it buys., exempt: 3}]")
    answer(room, f"See {SAFE}", exempt)
    (found,) = told(room)
    assert "eastmere" not in found


@pytest.mark.parametrize(("words", "leads"), [("see here", REAL), (REAL, "")])
def test_a_link_to_one_is_told_with_the_real_address(words: str, leads: str, room: Room) -> None:
    path = answer(room, words)

    def link(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.cell(row_of(sheet, 1), 4).hyperlink = SAFE
        sheet.cell(row_of(sheet, 1), 4).value = words

    fill_in(path, link)
    said = room.papers("check").stderr
    assert "smith" not in said
    assert (f'but not its address: "{leads}"' in said) is bool(leads)
    assert ("XLS016" in said) is bool(leads)
