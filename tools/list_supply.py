"""What the program is made of: the run-time dependencies with their hashes, as a bill of materials, and their licences.

`make supply` writes three files of pyproject.toml and constraints.txt, and gives the same bytes again as long as these
are the same: requirements.txt (each package with the hashes of its files for every platform and Python), sbom.cdx.json
(CycloneDX) and THIRD-PARTY.md. It needs the extra `supply` and the package index.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS, BILL, LICENCES = ROOT / "requirements.txt", ROOT / "sbom.cdx.json", ROOT / "THIRD-PARTY.md"
HEAD = """\
# Made by `make supply` of pyproject.toml and constraints.txt: what the program needs when it runs, with the hashes of
# the files of every platform. pip install --require-hashes -r requirements.txt
"""
# Above the table, and below it.
BEFORE = """\
# What the program is made of, and under which licences

The packages that run with cabinet-papers, as their authors declare them. `make supply` writes this page;
[sbom.cdx.json](sbom.cdx.json) has the same for programs (CycloneDX), [requirements.txt](requirements.txt) with the
hashes of the files. Packages that only tests need are not listed.

| package | version | licence |
| --- | --- | --- |
"""
AFTER = """
**docxtpl** is under the LGPL 2.1. The program imports it unchanged, and pip installs it as a package of its own. Inside
the council there is nothing to do. Who passes the program on together with docxtpl passes on its licence too, says
where its source is (the package is its source), and lets the receiver put another version of it in its place, as every
ordinary Python environment does. A bundle that packs it into one file with the program would need more: ask a lawyer
first. The other licences (MIT, BSD, Apache, ISC, PSF) ask that their texts go along; each package has its own in its
`dist-info` folder.

LibreOffice and Python are not part of it: they are programs of their own. Which licence cabinet-papers itself is given
is for its owners to choose.
"""
# Classifiers in place of a licence's identifier.
NAMES = {
    "License :: OSI Approved :: BSD License": "BSD",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Apache Software License": "Apache",
}


def main() -> None:
    """Write the three files, those that are the same already not."""
    with tempfile.TemporaryDirectory() as name:
        compiled = Path(name) / "requirements.txt"
        run(
            sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header",
            "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--python-version", "3.11",
            "--constraint", "constraints.txt", "pyproject.toml", "--output-file", compiled,
        )  # fmt: skip
        requirements = HEAD + compiled.read_text("utf-8")
    bill = make_bill(requirements)
    contents = {
        REQUIREMENTS: requirements,
        BILL: json.dumps(bill, indent=1, ensure_ascii=False) + "\n",
        LICENCES: write_licences(bill),
    }
    for path, content in contents.items():
        if not path.is_file() or path.read_text("utf-8") != content:
            path.write_text(content, "utf-8")


def make_bill(requirements: str) -> dict[str, Any]:
    """Return the bill of materials of an environment in which every package is, those of other platforms too."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        everywhere = folder / "requirements.txt"
        everywhere.write_text("".join(iter_without_markers(requirements)), "utf-8")
        venv.create(folder / "fresh")
        python = folder / "fresh" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        run(
            sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--require-hashes",
            "-r", everywhere,
        )  # fmt: skip
        run(
            sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject", "pyproject.toml",
            "--output-reproducible", "--short-PURLs", "--output-file", folder / "bill.json", python,
        )  # fmt: skip
        bill: dict[str, Any] = json.loads((folder / "bill.json").read_text("utf-8"))
    # Where a project has its chat is no part of what the program is made of.
    for each in (bill["metadata"]["component"], *bill["components"]):
        each.pop("externalReferences", None)
    bill["metadata"].pop("tools", None)
    return bill


def iter_without_markers(requirements: str) -> Iterator[str]:
    """Yield the lines without the condition on which platform a package is needed."""
    for line in requirements.splitlines(keepends=True):
        before, marker, _ = line.partition(" ; ")
        yield f"{before} \\\n" if marker else line


def write_licences(bill: Mapping[str, Any]) -> str:
    """Return the page of licences."""
    components = sorted(bill["components"], key=lambda each: str(each["name"]).casefold())
    rows = (f"| {each['name']} | {each['version']} | {name_licence(each)} |\n" for each in components)
    return BEFORE + "".join(rows) + AFTER


def name_licence(component: Mapping[str, Any]) -> str:
    """Return the licences that a package declares: an expression or identifier of SPDX, else what its author wrote."""
    declared = [each.get("license", each) for each in component.get("licenses", ())]
    names = [str(each.get("id") or each.get("expression") or each.get("name")) for each in declared]
    names = [NAMES.get(each, each.rpartition(" :: ")[2]) for each in names]
    return ", ".join(dict.fromkeys(names)) or "not declared"


def run(*command: str | Path) -> None:
    """Run a command in the project's folder, and stop where it fails."""
    subprocess.run([str(each) for each in command], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
