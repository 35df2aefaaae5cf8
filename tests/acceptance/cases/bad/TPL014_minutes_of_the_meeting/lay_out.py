import docx
import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The minutes lie beside the response of last year, which was meant."""
    document = docx.Document()
    document.add_heading("Communities Panel: minutes", 1)
    document.add_paragraph("Present: Councillors Renshaw (Chair), Osei and Finch.")
    document.add_paragraph("Resolved: that the cemeteries be discussed in April.")
    document.save(str(room.path / "Minutes of 10 February 2026.docx"))
