"""Counts what is tried, and ends a run of `make words` with a table of it."""

from collections.abc import Iterator

import pytest
from _pytest.terminal import TerminalReporter

from tests.words.matters import TRIED

COLUMNS = ("texts", "refused", "files")


@pytest.fixture(autouse=True)
def count_what_is_tried(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hand the counts over with the test's report, which may be written by another process."""
    TRIED.clear()
    counts = dict.fromkeys(COLUMNS, 0)
    request.node.user_properties.append(("tried", counts))
    yield
    counts.update(TRIED)


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    if config.getoption("hypothesis_profile", None) != "words":
        return
    terminalreporter.write_line("| way | texts | refused with a finding | files read | lost or changed |")
    terminalreporter.write_line("| --- | --- | --- | --- | --- |")
    failed = {each.nodeid for each in terminalreporter.stats.get("failed", [])}
    for report in terminalreporter.getreports(""):
        if report.when == "teardown":
            counts = dict(report.user_properties).get("tried", {})
            row = [f"{counts.get(each, 0):,}" for each in COLUMNS]
            way = report.nodeid.partition("::test_")[2].replace("_", " ")
            terminalreporter.write_line(
                f"| {' | '.join([way, *row, '1 or more' if report.nodeid in failed else '0'])} |"
            )
