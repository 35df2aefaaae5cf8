"""Tries hostile templates on the real commands in this process, and looks at what came out by rules of its own."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import resource
import shutil
import sys
import time
import traceback
import zipfile
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from tools.attacks.attack import MARK, NAME, Attack
from typer.testing import CliRunner

from cabinet_papers.cli.app import app
from cabinet_papers.files.shipped import find_example

# A template may take so many seconds of the processor, and so many bytes of memory.
SECONDS, BYTES = 10.0, 500_000_000
TYPED = (
    f'</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO {MARK}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>'
)
MATTER = f"""\
title: 'DDEAUTO {MARK} {TYPED}'
scrutiny: {{body: '{TYPED}', date: 2026-03-03}}
cabinet: {{date: 2026-04-01, members: [{{name: 'Councillor {TYPED}', title: Cabinet Member for Trees}}]}}
response: {{status: agreed, all: Agreed, front_sheet: {{Ward: Elms}}, introduction: '{TYPED.replace("'", "")}'}}
recommendations: ['That the Council {TYPED}', That it waters them.]
"""
# Where the mark may be read, and be told of; anywhere else it does something.
READ = re.compile(r"\{.*\}(t|title|tblCaption|subject|creator|lastModifiedBy)")
ALLOWED = {"descr", "title", "alt"}


# The one template that is in the worked example alone.
LETTER = "covering-letter.docx"
SETTINGS = f"""council: Thornhaven City Council
documents: [{{template: {LETTER}, name: "Letter - {{member}}", when: draft, over: member, public: no}}]
"""


class Tried(NamedTuple):
    """What came of a template: what was found, how long it took and how much memory, and what is wrong with that."""

    kind: str
    name: str
    outcome: str
    findings: tuple[str, ...]
    seconds: float
    size: int
    digest: str = ""
    said: str = ""


def make_workspace(folder: Path) -> Path:
    """Make a workspace of one agreed matter, of which each text is an attack."""
    base = folder / "papers"
    os.chdir(folder)
    CliRunner().invoke(app, ["init", "papers", "--bare"])
    (base / "papers.yaml").write_text(SETTINGS, encoding="utf-8")
    shutil.copy(find_example() / "templates" / LETTER, base / "templates")
    matter = base / "data/trees/recommendations.yaml"
    matter.parent.mkdir(parents=True)
    matter.write_text(MATTER, encoding="utf-8")
    return base


def try_attack(attack: Attack, base: Path) -> Tried:
    """Build the papers with the template, or check it where it is another than the matter's."""
    content = attack.make()
    whole = (base / "templates" / attack.template).read_bytes()
    (base / "templates" / attack.template).write_bytes(content)
    shutil.rmtree(base / "output", ignore_errors=True)
    os.chdir(base)
    command = ["build"] if attack.template == NAME else ["templates", "check"]
    was, began = _most_memory(), time.process_time()
    result = CliRunner().invoke(app, [*command, "--format", "json"])
    seconds, size = time.process_time() - began, _most_memory()
    (base / "templates" / attack.template).write_bytes(whole)
    papers = sorted((base / "output").rglob("*.docx"))
    outcome, said = "harmless", ""
    findings = _read_codes(result.stdout)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        outcome, said = "TRACEBACK", "".join(traceback.format_exception(result.exception))[-1500:]
    elif result.exit_code not in (0, 1):
        outcome, said = "TRACEBACK", result.output[-1500:]
    elif seconds > SECONDS or (size > BYTES and size > was):
        outcome = "OVER THE LIMITS"
    elif active := [each for path in papers for each in find_active(path.read_bytes())]:
        outcome, said = "GOT THROUGH", "; ".join(active[:3])
    elif result.exit_code == 1:
        outcome = "refused"
        if not findings or papers:
            outcome, said = "TRACEBACK", f"no finding: {result.output[-500:]}"
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in papers) + result.stdout.encode()).hexdigest()
    return Tried(attack.kind, attack.name, outcome, findings, seconds, size, digest, said)


def _most_memory() -> int:
    # On Linux it is counted in kilobytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _read_codes(printed: str) -> tuple[str, ...]:
    try:
        found = json.loads(printed)
    except ValueError:
        return ()
    return tuple(sorted({each["code"] for each in found if each["severity"] == "error" and each["hint"]}))


def find_active(paper: bytes) -> list[str]:
    """Return where in a paper the mark is other than as words that people read."""
    found = []
    with zipfile.ZipFile(io.BytesIO(paper)) as package:
        for name in package.namelist():
            content = package.read(name)
            if MARK.encode() not in content.replace(b"\0", b"") + name.encode():
                continue
            try:
                root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
            except etree.XMLSyntaxError:
                found.append(f"the part {name}")
                continue
            found += [f"{each} in {name}" for each in _find_marks(root)]
    return found


def _is_link(element: etree._Element) -> bool:
    """Whether it is a link to a web page, which people may follow or not."""
    is_hyperlink = (element.get("Type") or "").endswith("/hyperlink")
    address = element.get("Target") if is_hyperlink else element.get("href")
    return (address or "").startswith(("http://", "https://"))


def _find_marks(root: etree._Element) -> list[str]:
    found = []
    for each in root.iter():
        tag = str(each.tag)
        found += [
            f"{tag} {key!r}"
            for key, value in each.attrib.items()
            if MARK in str(value) and not (READ.fullmatch(tag) or str(key) in ALLOWED or _is_link(each))
        ]
        if MARK in (each.text or "") and not READ.fullmatch(tag):
            found.append(tag)
        if MARK in (each.tail or ""):
            found.append(f"after {tag}")
    return found
