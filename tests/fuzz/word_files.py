"""Word files: forms that come back, templates, and finished papers of which a template is made."""

import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

from cabinet_papers.commands.new_template import write_template
from cabinet_papers.commands.templates import try_template
from cabinet_papers.files.package import PackageError
from cabinet_papers.matter.settings import Settings
from cabinet_papers.papers.kinds import KINDS
from cabinet_papers.proof.public_copy import make_public
from cabinet_papers.word.template import prepare_template
from tests.conftest import ROOT, Room
from tests.fuzz.desk import Target, examine, lay_out, open_desk, write
from tests.fuzz.mutate import mutate_package
from tests.fuzz.workbooks import ANSWERS, draw, keep
from tests.word_forms import answer, bullet, paragraph, run

FILE = "templates/tried.docx"
SETTINGS = Settings("Eastmere City Council")
TEMPLATES = ("draft-response.docx", "scrutiny-report.docx", "action-plan.docx")


def read_form(content: bytes) -> None:
    examine(lay_out("responses.docx", content))


def read_template(content: bytes) -> None:
    """Prepare the template as one of each kind, and fill it as the first that it can be."""
    desk = open_desk()
    path = desk.root / "tried.docx"
    path.write_bytes(content)
    for kind in KINDS:
        if kind.template in TEMPLATES:
            prepared, findings = prepare_template(path, FILE, kind.view, "en-GB")
            if prepared:
                findings = try_template(path, FILE, kind, SETTINGS)
            write(desk, findings)
            if prepared:
                break


def read_old_paper(content: bytes) -> None:
    """Make a template and a public copy of the paper."""
    desk = lay_out("none", b"")
    source = desk.root / "old.docx"
    source.write_bytes(content)
    with suppress(PackageError):
        make_public(content)
    write(desk, write_template(desk, source, date(2026, 3, 1)).findings)
    shutil.rmtree(desk.templates)
    shutil.copytree(ROOT / "templates", desk.templates, ignore=lambda *_: ["languages", "styles"])


def make_form() -> bytes:
    desk = lay_out("none", b"")
    assert Room(desk.root).papers("sheet", "--word").exit_code == 0
    (path,) = (desk.data / "m").glob("*.docx")
    answer(path, {1: ("Yes", paragraph(run("It ") + run("will", "<w:b/>")) + bullet("by May") + bullet("or June", 1))})
    return path.read_bytes()


def make_paper() -> bytes:
    desk = lay_out("responses.xlsx", draw(ANSWERS))
    assert Room(desk.root).papers("build").exit_code == 0
    return next(desk.output.rglob("*.docx")).read_bytes()


def list_templates() -> list[Path]:
    return [ROOT / "templates" / name for name in TEMPLATES]


TARGETS = {
    "word-form": Target(read_form, lambda: [make_form()], mutate_package),
    "template": Target(read_template, lambda: keep(*list_templates()), mutate_package),
    "old-paper": Target(read_old_paper, lambda: [make_paper(), *keep(list_templates()[0])], mutate_package),
}
