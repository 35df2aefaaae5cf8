"""The limits of Word forms: far more of anything than a form has is a finding, and no work without end."""

from pathlib import Path

import pytest
from tools.hostile.packages import pack
from tools.hostile.word import make_parts, table

from cabinet_papers.findings import codes
from cabinet_papers.sheets.word_form_file import MOST_PIECES
from cabinet_papers.sheets.word_form_reader import read_word_form


@pytest.mark.parametrize(
    ("name", "piece"), [("tbl", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"), ("p", "<w:p/>"), ("r", "<w:r/>")]
)
def test_more_than_any_form_has_is_not_read(tmp_path: Path, name: str, piece: str) -> None:
    path = tmp_path / "responses.docx"
    path.write_bytes(pack(make_parts(table() + piece * (MOST_PIECES[name] + 1))))
    book, findings = read_word_form(path, path.name)
    assert book is None
    assert [each.code for each in findings] == [codes.XLS002]
