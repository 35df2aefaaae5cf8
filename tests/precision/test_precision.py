"""Each sentence of this folder is found, or left alone, as it says."""

from pathlib import Path

import pytest
from tools.measure_precision import SENTENCES, measure, read_cases, tell


@pytest.mark.parametrize("path", sorted(SENTENCES.glob("*.txt")), ids=lambda path: path.stem)
def test_each_case_is_found_as_it_says(path: Path) -> None:
    cases = read_cases(path)
    assert len(cases) >= 10
    assert [line for case, figures in zip(cases, measure(cases), strict=True) for line in tell(case, figures)] == []
