"""What the tests of the commands share."""

from pathlib import Path

import pytest

from cabinet_papers.excel import workbook


@pytest.fixture
def read_paths(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The workbooks that are read, as findings name them, each as often as it is read."""
    paths: list[str] = []
    read = workbook.read_workbook

    def note(path: Path, file: str) -> object:
        paths.append(file)
        return read(path, file)

    monkeypatch.setattr(workbook, "read_workbook", note)
    return paths
