"""What the tests of files share."""

import os

import pytest

FSYNC = os.fsync


@pytest.fixture(autouse=True)
def _the_disk_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", FSYNC)
