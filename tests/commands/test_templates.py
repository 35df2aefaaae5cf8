"""`papers templates`: what may stand in a template, and a trial of each with every feature."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cabinet_papers.commands.templates import FILTERS
from cabinet_papers.matter.columns import FURTHER, USUAL
from cabinet_papers.papers.kinds import KINDS, Kind
from tests.conftest import ROOT, Room
from tests.packages import edit_document


def test_every_placeholder_of_the_shipped_templates_is_listed(room: Room) -> None:
    listed = room.papers("templates").stdout
    sections = dict(zip([kind.template for kind in KINDS], listed.split("templates/")[1:], strict=True))
    looked_at = 0
    for name, section in sections.items():
        with zipfile.ZipFile(ROOT / "templates" / name) as package:
            text = re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode())
        for typed in re.findall(r"\{\{p? *([a-z_.]+) *\}\}", text):
            known = {"X": "member"}.get(typed.split(".")[0], typed.split(".")[0])
            wanted = ".".join([known, *typed.split(".")[1:]])
            looked_at += 1
            assert f" {wanted} }}}}" in section or typed.startswith("loop"), (name, typed)
    assert looked_at >= 40


OF_ROWS = (
    "row.", "cell", "topic.", "member.", "column", "part.", "appendix.", "priority.", "action.", "year", "line.",
    "mark.", "count.", "earlier.",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=[kind.template for kind in KINDS])
def test_each_that_is_listed_can_be_pasted(kind: Kind, room: Room) -> None:
    """Those outside loops at the top of the text; those of a response's rows into its table."""
    section = room.papers("templates").stdout.split(f"templates/{kind.template}")[1].split("templates/")[0]
    listed = re.findall(r"\{\{ ([a-z_.]+) \}\}", section)
    outside = [each for each in listed if not each.startswith((*OF_ROWS, "lead_member", "figures"))]
    assert len(outside) >= 3
    pasted = "".join(f"<w:p><w:r><w:t>{{{{ {each} }}}}</w:t></w:r></w:p>" for each in outside)
    edit_document(room.path / "templates" / kind.template, "<w:body>", f"<w:body>{pasted}")
    if "row.member" in listed:
        rows = " ".join(f"{{{{ {each} }}}}" for each in listed if each.startswith("row."))
        decided = f"{{{{ row.decision }}}} {rows}"
        edit_document(room.path / "templates" / kind.template, r"\{\{ row\.decision \}\}", decided)
    tried = room.papers("templates", "check")
    assert [line for line in tried.stderr.splitlines() if "TPL003" in line or "TPL004" in line] == []


def test_each_has_a_meaning_and_most_an_example(room: Room) -> None:
    lines = [line for line in room.papers("templates").stdout.splitlines() if line.startswith("  {")]
    assert len(lines) >= 80
    assert [line for line in lines if len(line.split("}", 1)[1].strip(" }")) < 3] == []
    assert sum(line.endswith(")") for line in lines) >= 50


def test_the_shipped_templates_pass_their_trial(room: Room) -> None:
    tried = room.papers("templates", "check")
    assert (tried.exit_code, tried.stderr) == (0, "the templates were tried with every feature, nothing found\n")


SETTINGS = (
    "response_columns: [Action]",
    "response_columns: [Lead officer, Target date]",
    "response_columns: [Target date, Action, Lead officer]",
    "response_columns: [Action]\ndecisions: {Deferred: other, Agreed: agreed}",
    "response_columns: [Action]\ndate_format: EEEE d MMMM yyyy\nlanguage: cy-GB",
    "language: zh-Hans",
    'logo: logo.png\nlogo_alt: "The arms of A & B"',
)


@pytest.mark.parametrize("settings", SETTINGS)
def test_the_shipped_templates_pass_with_what_the_council_has_set(settings: str, room: Room) -> None:
    room.write("papers.yaml", f"council: Eastmere & <Westmere>\n{settings}\n")
    (room.path / "logo.png").write_bytes((ROOT / "templates" / "logo.png").read_bytes())
    tried = room.papers("templates", "check")
    assert (tried.exit_code, tried.stderr) == (0, "the templates were tried with every feature, nothing found\n")


def test_a_column_that_is_nowhere_printed_is_reported_until_it_is_left_out_on_purpose(room: Room) -> None:
    for loop in (r"cell in row\.further", "column in further_columns"):
        lost = rf"<w:tc>(?:(?!</w:tc>).)*\{{%tc for {loop} %\}}.*?\{{%tc endfor %\}}.*?</w:tc>"
        edit_document(room.path / "templates" / "draft-response.docx", lost, "")
    assert room.papers("templates", "check").exit_code == 0
    room.write("papers.yaml", "council: Eastmere\nresponse_columns: [Action]\n")
    tried = room.papers("templates", "check")
    (found,) = [line for line in tried.stderr.splitlines() if " warning " in line]
    assert "templates/draft-response.docx: warning TPL010" in found
    assert "{{p row.action }}" in tried.stderr
    for name in ("response_columns", "action"):
        room.write("papers.yaml", f"council: Eastmere\nresponse_columns: [Action]\nleave_out: [{name}]\n")
        tried = room.papers("templates", "check")
        assert tried.stderr == "the templates were tried with every feature, nothing found\n"


@pytest.mark.parametrize(("name", "code"), [("commnets", "YML011"), ("comments", "YML011"), ("exempt", "YML011")])
def test_what_cannot_be_left_out(name: str, code: str, room: Room) -> None:
    """A word that is no detail, and details without which no paper may go out."""
    room.write("papers.yaml", f"council: Eastmere\nleave_out:\n  - lead_member\n  - {name}\n")
    assert f"papers.yaml:4: error {code}: " in room.papers("check").stderr


NEEDED = {
    "the comments": (r"\{\{p row\.comment \}\}", "draft-response.docx"),
    "the decisions": (r"\{\{ row\.decision \}\}", "cabinet-response.docx"),
    "the recommendations' words": (r"\{\{p part\.recommendation\.text \}\}", "scrutiny-report.docx"),
    "the actions": (r"\{\{p action\.text \}\}", "action-plan.docx"),
    "the notice in place of an exempt recommendation": (r"\{\{ row\.exempt \}\}", "draft-response.docx"),
    "why a recommendation was withdrawn": (r"\{\{ row\.withdrawn \}\}", "draft-response.docx"),
}


@pytest.mark.parametrize("what", NEEDED)
def test_what_is_needed_is_one_finding_with_its_place(what: str, room: Room) -> None:
    pattern, template = NEEDED[what]
    edit_document(room.path / "templates" / template, pattern, "1")
    tried = room.papers("templates", "check")
    (at,) = [at for at, line in enumerate(tried.stderr.splitlines()) if "TPL007" in line or "TPL010" in line]
    line, hint = tried.stderr.splitlines()[at : at + 2]
    assert f"templates/{template}: error TPL007: the template does not print {what}" in line
    assert re.search(r"has it in (?:table \d, row \d|the text)", hint)


def test_a_cell_that_is_empty_while_an_answer_is_awaited(room: Room) -> None:
    edit_document(room.path / "templates" / "draft-response.docx", "Awaited", "")
    tried = room.papers("templates", "check")
    assert tried.stderr.count("error TPL007") == 1
    assert 'nothing is printed under "Agree?" for recommendation 5' in tried.stderr


FAULTS: dict[str, tuple[str, str, str, str]] = {
    "a deleted placeholder": ("draft-response.docx", r"\{\{p row\.comment \}\}", "", "TPL007"),
    "a misspelt one": ("action-plan.docx", r"\{\{ action\.service \}\}", "{{ action.servise }}", "TPL003"),
    "no marked heading row": ("cabinet-response.docx", "<w:tblHeader/>", "", "TPL008"),
    "a style that is gone": ("scrutiny-report.docx", 'w:pStyle w:val="TableText"', 'w:pStyle w:val="Gone"', "TPL008"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_before_any_paper_is_built(name: str, room: Room) -> None:
    file, pattern, replacement, code = FAULTS[name]
    edit_document(room.path / "templates" / file, pattern, replacement)
    tried = room.papers("templates", "check")
    assert tried.exit_code == 1
    assert re.search(rf"templates/{file}: error {code}: ", tried.stderr), tried.stderr


def test_all_faults_are_found_in_one_run(room: Room) -> None:
    for file, pattern, replacement, _ in FAULTS.values():
        edit_document(room.path / "templates" / file, pattern, replacement)
    said = room.papers("templates", "check").stderr
    assert {code for code in ("TPL003", "TPL007", "TPL008") if code in said} == {"TPL003", "TPL007", "TPL008"}
    assert len({line.split(":")[0] for line in said.splitlines() if " error " in line}) == 4


def test_another_word_is_wrong_usage(room: Room) -> None:
    tried = room.papers("templates", "mend")
    assert (tried.exit_code, "papers templates check" in tried.stderr) == (2, True)


def test_the_trial_looks_right(
    room: Room, validate_all: Callable[[list[Path]], list[list[str]]], tmp_path: Path
) -> None:
    """What is tried is itself valid by the Open XML SDK."""
    from cabinet_papers.commands.templates import _find_trials
    from cabinet_papers.matter.settings import Settings
    from cabinet_papers.word.template import Properties, prepare_template, render_document

    tried: list[Path] = []
    for kind in KINDS:
        name = kind.template
        template, _ = prepare_template(room.path / "templates" / name, name, kind.view, "en-GB")
        assert template is not None
        for document in _find_trials(kind, Settings("Eastmere", response_columns=(*USUAL, *FURTHER))):
            tried.append(tmp_path / f"{len(tried)} {name}")
            filled = render_document(template, document.view._asdict(), Properties("t", "c", "en-GB"))
            tried[-1].write_bytes(filled.content)
    assert len(tried) >= 10
    assert [(path.name, found) for path, found in zip(tried, validate_all(tried), strict=True) if found] == []


def test_a_template_that_is_damaged_inside(room: Room) -> None:
    """Its list of parts is whole, and what is packed is not."""
    path = room.path / "templates/draft-response.docx"
    with zipfile.ZipFile(path) as package:
        start = package.getinfo("word/document.xml").header_offset + 30 + len("word/document.xml")
    content = bytearray(path.read_bytes())
    content[start : start + 40] = b"\xff" * 40
    path.write_bytes(content)
    assert "templates/draft-response.docx: error TPL002" in room.papers("templates", "check").stderr


def test_what_only_some_matters_have_is_asked_for_once_one_of_them_has_it(room: Room) -> None:
    """A template of a council that has neither front sheets nor additions passes; it fails with the first addition."""
    template = room.path / "templates" / "cabinet-response.docx"
    row = r"<w:tr>(?:(?!</w:tr>).)*{}(?:(?!</w:tr>).)*</w:tr>"
    for tag in (r"\{%tr for addition", r"\{\{p addition \}\}", r"\{%tr endfor"):
        edit_document(template, f"(.*){row.format(tag)}", r"\1")
    edit_document(template, r"\{\{p introduction \}\}", "")
    assert room.papers("templates", "check").exit_code == 0
    room.write(
        "data/trees/recommendations.yaml",
        "title: Trees\nscrutiny: {body: Panel, date: 2026-03-03}\n"
        "response: {status: agreed, all: Yes, added: [That it reports.]}\nrecommendations: [That it acts.]\n",
    )
    assert "templates/cabinet-response.docx: error TPL007" in room.papers("build").stderr


def test_each_filter_that_is_listed_can_be_pasted(room: Room) -> None:
    """The line says what the filter gives of the trial; a template that has it passes, and prints it."""
    lines = [line for line in room.papers("templates").stdout.splitlines() if "|" in line and line.startswith("  {{")]
    assert len(lines) == len(FILTERS) >= 10
    typed = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each, _ in FILTERS)
    edit_document(room.path / "templates" / "draft-response.docx", "<w:body>", f"<w:body>{typed}")
    checked = room.papers("templates", "check")
    assert (checked.exit_code, "TPL00" in checked.stderr) == (0, False), checked.stderr
