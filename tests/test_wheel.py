"""The wheel carries all it needs: built, installed into an environment of its own, used without the source."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    # Nor is the source found where it is on the path of this process.
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(each) for each in command], cwd=cwd, env=own, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_builds_the_example_with_the_source_gone(tmp_path: Path) -> None:
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--quiet",
        "--wheel-dir",
        tmp_path / "dist",
        ROOT,
        cwd=tmp_path,
    )
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    venv.create(tmp_path / "fresh")
    scripts = tmp_path / "fresh" / ("Scripts" if sys.platform == "win32" else "bin")
    # As the README says: what it needs by the hashes, then the program without fetching anything.
    install = (sys.executable, "-m", "pip", "--python", scripts / "python", "install", "--quiet", "--no-compile")
    run(*install, "--require-hashes", "--requirement", ROOT / "requirements.txt", cwd=tmp_path)
    run(*install, "--no-index", wheel, cwd=tmp_path)
    run(scripts / "papers", "init", "x", cwd=tmp_path)
    built = run(scripts / "papers", "build", "--html", cwd=tmp_path / "x")
    assert len(built.splitlines()) >= 10
    assert all((tmp_path / "x" / line).stat().st_size > 5_000 for line in built.splitlines())
    explained = run(scripts / "papers", "explain", "YML002", cwd=tmp_path)
    assert explained.startswith("YML002: an entry appears twice\n")
    where = run(scripts / "python", "-c", "import cabinet_papers; print(cabinet_papers.__file__)", cwd=tmp_path)
    assert str(ROOT) not in where
