"""Some of the worst files, each with the real command in a process of its own; `make hostile` tries them all."""

from pathlib import Path

import pytest

pytest.importorskip("resource")

from tools.hostile.every import list_every_case
from tools.hostile.run import make_workspace, try_file

pytestmark = pytest.mark.slow
WORST = (
    "xlsx: 20,000 hidden ranges of all columns",
    "xlsx: 700,000 parts in one place",
    "ods: 20,000 times 1,048,576 hidden rows",
    "ods: 1,900,000 repeated cells",
    "recommendations.yaml: 200,000 aliases",
)
CASES = {name: case for case in list_every_case() if (name := f"{case.reader}: {case.name}") in WORST}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("hostile"))


@pytest.mark.parametrize("name", WORST)
def test_a_hostile_file_ends_with_a_finding(base: Path, name: str) -> None:
    case = CASES[name]
    ran = try_file(case._replace(commands=case.commands[:1]), base)[0]
    assert not ran.has_traceback, ran.printed[-2000:]
    assert not ran.is_over, f"{ran.seconds:.1f} s, {ran.size / 1e6:.0f} MB"
    assert ran.exit_code == 0 or ran.findings
