"""The standards that a PDF may be asked to meet. A file can name one part of PDF/UA alone."""

from __future__ import annotations

from enum import Enum


class Standard(Enum):
    """A standard, as papers.yaml names it: ISO 14289-1, which is based on PDF 1.7, or ISO 14289-2 on PDF 2.0."""

    UA_1 = "PDF/UA-1"
    UA_2 = "PDF/UA-2"


HEADERS = {Standard.UA_1: "%PDF-1.7", Standard.UA_2: "%PDF-2.0"}


def is_of(pdf: bytes, standard: Standard) -> bool:
    """Whether a PDF that was made here is of the standard."""
    return pdf.startswith(HEADERS[standard].encode())
