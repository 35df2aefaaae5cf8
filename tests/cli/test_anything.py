"""A few of the odd things that `make anything` does to a workspace, the same at each run; none is a fault."""

import sys
from pathlib import Path

import pytest
from tools.try_anything import make_workspace, try_here

# The first runs that met a fault when it was there, and some that did not.
NUMBERS = (1319, 1671, *range(10))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="pipes and devices are among it")
def test_odd_things_are_findings(tmp_path: Path) -> None:
    original = make_workspace(tmp_path)
    for number in NUMBERS:
        run = try_here(original, tmp_path, number)
        assert not run.list_faults(), f"python tools/try_anything.py 1 0 {number}\n{run.stopped_at or run.said}"
