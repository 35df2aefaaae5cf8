"""What the program is made of: pyproject, constraints, hashes, bill of materials and licences say the same."""

import json
import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from tools.list_supply import BILL, LICENCES, REQUIREMENTS, name_licence, write_licences

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PINNED = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>\S+)(?: ; (?P<marker>.*?))? \\\n(?P<hashes>(?: {4}--hash=.*\n)+)", re.M
)
PINS = {canonicalize_name(found["name"]): found for found in PINNED.finditer(REQUIREMENTS.read_text("utf-8"))}
COMPONENTS = {canonicalize_name(each["name"]): each for each in json.loads(BILL.read_text("utf-8"))["components"]}
# Packages that are compiled have a file for each platform and Python.
COMPILED = ("lxml", "markupsafe", "pyyaml", "rapidfuzz", "typos")
SYSTEMS = ("linux", "win32", "darwin")
VERSIONS = ("3.11", "3.12", "3.13")


def iter_needed(asked: list[str]) -> Iterator[Requirement]:
    """Yield what is asked for, on any platform and Python, and what that needs in its turn, as it is installed here."""
    waiting, seen = [Requirement(each) for each in asked], set[str]()
    while waiting:
        each = waiting.pop()
        if each.marker and not any(
            each.marker.evaluate({"sys_platform": system, "python_version": version, "extra": "",
                                  "platform_system": {"win32": "Windows"}.get(system, system.title())})
            for system in SYSTEMS for version in VERSIONS
        ):  # fmt: skip
            continue
        yield each
        if canonicalize_name(each.name) not in seen:
            seen.add(canonicalize_name(each.name))
            waiting += map(Requirement, metadata.requires(each.name) or ())


def test_the_hashes_are_of_what_pyproject_asks_for_and_of_nothing_else() -> None:
    needed = list(iter_needed(PROJECT["dependencies"]))
    assert len(needed) > len(PROJECT["dependencies"])
    assert {canonicalize_name(each.name) for each in needed} == set(PINS)
    unfit = [str(each) for each in needed if PINS[canonicalize_name(each.name)]["version"] not in each.specifier]
    assert unfit == []


def test_the_versions_are_those_that_the_tests_pass_with() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    tested = {
        canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines) if version
    }
    assert {name: tested.get(name) for name in PINS} == {name: found["version"] for name, found in PINS.items()}
    assert len(PINS) >= 20


def test_every_package_has_hashes_and_those_that_are_compiled_for_every_platform() -> None:
    text = REQUIREMENTS.read_text("utf-8")
    assert len(re.findall(r"^\w", text, re.MULTILINE)) == len(PINS), "each line was understood"
    assert "http" not in text, "from where it comes is for each computer to say"
    assert not re.search(r"^--", text, re.MULTILINE)
    counts = {name: len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", found["hashes"])) for name, found in PINS.items()}
    assert min(counts.values()) >= 1
    assert [name for name in COMPILED if counts[name] < len(SYSTEMS)] == []


def test_the_bill_of_materials_has_the_same_packages_and_their_needs() -> None:
    bill = json.loads(BILL.read_text("utf-8"))
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", PROJECT["name"])
    assert {name: each["version"] for name, each in COMPONENTS.items()} == {n: f["version"] for n, f in PINS.items()}
    needs = {each["ref"]: each.get("dependsOn", []) for each in bill["dependencies"]}
    first = {canonicalize_name(each.partition("==")[0]) for each in needs["root-component"]}
    assert first == {canonicalize_name(Requirement(each).name) for each in PROJECT["dependencies"]}


def test_the_licence_of_every_package_is_on_the_page() -> None:
    assert LICENCES.read_text("utf-8") == write_licences(json.loads(BILL.read_text("utf-8")))
    licences = {name: name_licence(each) for name, each in COMPONENTS.items()}
    assert [name for name, licence in licences.items() if licence == "not declared"] == []
    assert {name for name, licence in licences.items() if "GPL" in licence} == {"docxtpl"}, (
        "say on the page what it asks"
    )


def test_the_pythons_are_those_that_the_versions_are_for() -> None:
    assert all(version in SpecifierSet(PROJECT["requires-python"]) for version in VERSIONS)


def test_no_package_is_in_the_repository() -> None:
    assert "*.whl" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
    places = (ROOT / name for name in ("src", "tests", "tools", "data", "docs"))
    assert [path for place in places for path in Path(place).rglob("*.whl")] == []


def test_the_set_up_installs_by_the_hashes() -> None:
    for name in ("Makefile", "make.ps1"):
        text = re.sub(r"[\",]", "", (ROOT / name).read_text("utf-8"))
        assert "pip install --quiet --require-hashes --requirement requirements.txt" in " ".join(text.split())
