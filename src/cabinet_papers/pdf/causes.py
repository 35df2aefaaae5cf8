"""Why a PDF was not made, or shows something else than its document: each cause with a cure that works."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.finished.word_file import Fault
from cabinet_papers.pdf.libreoffice import Ended
from cabinet_papers.pdf.pdf_proof import Difference

EVERYWHERE = "."
# The oldest that writes PDF/UA, and the oldest that knows the field STYLEREF.
OLDEST, OLDEST_WITH_RUNNING_HEADINGS = "7.0", (7, 6)
MOST_SIGNS, TITLE = 5, Term("{{ title }}")
IN_WORD = phrase("open the document in Word and save it as PDF there: File, Save As")


def say_missing() -> Diagnostic:
    """Say that LibreOffice is not installed."""
    hint = phrase("install LibreOffice (libreoffice.org), or save the documents as PDF in Word")
    message = phrase("no PDF was made, because LibreOffice is not installed")
    return finding(codes.OUT010, message, hint, Location(EVERYWHERE))


def say_no_room(reason: str) -> Diagnostic:
    """Say that temporary files cannot be written."""
    hint = phrase("free some space on the disk for temporary files, then run the command again")
    message = phrase("no PDF was made, because temporary files cannot be written ({})", Term(reason))
    return finding(codes.OUT010, message, hint, Location(EVERYWHERE))


def say_damaged(name: str, faults: Collection[Fault]) -> Diagnostic:
    """Say that a document is damaged, and how."""
    message = phrase("LibreOffice cannot print the document, because it is damaged")
    for each in list(faults)[:1]:
        message = phrase("LibreOffice cannot print the document, because it is damaged: {}", each.message)
    return finding(codes.OUT010, message, phrase("delete the document and build it again"), Location(name))


def say_unprinted(name: str, ended: Ended, *, is_any_printed: bool) -> Diagnostic:
    """Say why LibreOffice wrote no PDF of a document."""
    if ended.refused:
        message = phrase("LibreOffice could not be started ({})", Term(ended.refused))
        hint = phrase("open LibreOffice yourself once; if that fails too, install it again")
    elif ended.stopped_after:
        message = phrase(
            "LibreOffice was too slow: it was stopped after {} seconds, before it had written this PDF",
            ended.stopped_after,
        )
        hint = phrase("close other programs, then build one matter at a time, as in `papers build trees --pdf`")
    elif ended.said:
        message = phrase("LibreOffice wrote no PDF, and gave this reason: {}", ended.said)
        hint = IN_WORD
    elif is_any_printed:
        message = phrase("LibreOffice wrote no PDF of this document, and gave no reason")
        hint = IN_WORD
    else:
        message = phrase("no PDF was made, because LibreOffice is already open")
        hint = phrase("close every window of LibreOffice, and its icon beside the clock, then build again")
    return finding(codes.OUT010, message, hint, Location(name))


def say_unreadable(name: str, reason: str) -> Diagnostic:
    """Say that the PDF cannot be read."""
    message = phrase("the PDF that LibreOffice wrote cannot be opened ({})", reason)
    return finding(codes.OUT010, message, IN_WORD, Location(name))


def say_untagged(name: str) -> Diagnostic:
    """Say that the PDF has no tags."""
    message = phrase("the PDF has no tags for screen readers, because this LibreOffice is older than {}", Term(OLDEST))
    hint = phrase("install a newer LibreOffice (libreoffice.org), then build again")
    return finding(codes.OUT010, message, hint, Location(name))


def say_different(name: str, difference: Difference) -> Diagnostic:
    """Say where a PDF has other words than its document."""
    hint = IN_WORD
    if difference.field:
        message = phrase(
            "LibreOffice fills in the field {} again, so the PDF has different words there ({})",
            Term(difference.field), difference.place,
        )  # fmt: skip
        hint = phrase(
            "open the template in Word, select the field, press Ctrl+Shift+F9, which turns it into plain text, save, "
            "and build again"
        )
    elif difference.misnumbered:
        message = phrase(
            "on page {}, LibreOffice and Word give a paragraph different numbers ({})",
            difference.page,
            difference.place,
        )
    elif difference.lost.absent:
        message = phrase(
            "no font on this computer has {}, so words are missing from the PDF", _name(difference.lost.absent)
        )
        hint = phrase("install a font that has them, such as a Noto font, and build again")
    elif difference.lost.words and difference.boxed:
        message = phrase(
            "a text box is too small, so words are missing from the PDF: {} in all ({})",
            difference.lost.words, difference.place,
        )  # fmt: skip
        hint = phrase(
            "open the template in Word, right-click the edge of the box, and choose Format Shape, Text Options, "
            "Layout & Properties, Resize shape to fit text; or type the text without a box"
        )
    elif difference.lost.words:
        message = phrase(
            "words are missing from the PDF: {} in all, the first on page {} ({})",
            difference.lost.words, difference.page, difference.place,
        )  # fmt: skip
    else:
        message = phrase(
            "from page {} on, the words of the PDF differ from those of the document, or are in another order ({})",
            difference.page, difference.place,
        )  # fmt: skip
    return finding(codes.OUT010, message, hint, Location(name))


def say_short_edge(name: str, page: int) -> Diagnostic:
    """Say that a header or footer is not whole."""
    message = phrase("words of the page header or footer are missing from the PDF, on page {}", page)
    hint = phrase(
        "open the template in Word, and give the header and footer more room (Layout, Margins) or fewer words"
    )
    return finding(codes.OUT010, message, hint, Location(name))


def say_running_heading(name: str, version: tuple[int, ...]) -> Diagnostic:
    """Say that a field is not known to this LibreOffice."""
    own, needed = (Term(".".join(map(str, each))) for each in (version, OLDEST_WITH_RUNNING_HEADINGS))
    message = phrase(
        "LibreOffice {} cannot fill in the field STYLEREF, so the PDF shows the words that the template has there", own
    )
    hint = phrase("install LibreOffice {} or newer; or, in the template, write {} in place of the field", needed, TITLE)
    return finding(codes.OUT010, message, hint, Location(name))


def say_boxes(name: str, letters: set[str]) -> Diagnostic:
    """Name the letters that are drawn as a box, by their script; a letter itself may be exempt, a sign is no word."""
    message = phrase("no font on this computer has {}, so the PDF shows boxes or gaps instead", _name(letters))
    hint = phrase("install a font that has them, such as a Noto font, delete the PDF, and build again")
    return finding(codes.OUT011, message, hint, Location(name))


def _name(letters: Collection[str]) -> Message:
    """Return what the letters are called."""
    scripts, signs = _scripts_of(letters), _signs_of(letters)
    named = [phrase("the {} letters of the document", Term(" and ".join(scripts)))] if scripts else []
    named += [phrase("{}", Term(", ".join(signs)))] if signs else []
    return (
        named[0]
        if len(named) == 1
        else phrase("{} and {}", *named)
        if named
        else phrase("certain letters of the document")
    )


def _scripts_of(letters: Collection[str]) -> list[str]:
    """Return the scripts of the letters, such as "Arabic"."""
    names = (unicodedata.name(each, "").split() for each in letters if unicodedata.category(each)[0] in "LNM")
    return sorted({"Chinese" if name[0] == "CJK" else name[0].capitalize() for name in names if name})


def _signs_of(letters: Collection[str]) -> list[str]:
    """Return what the signs are called, such as "the sign U+1F642 (slightly smiling face)"."""
    signs = sorted(each for each in letters if unicodedata.category(each)[0] in "SPC" and not each.isspace())
    named = [f"the sign U+{ord(each):04X} ({unicodedata.name(each, 'unnamed').casefold()})" for each in signs]
    return [*named[:MOST_SIGNS], *(["others"] if len(named) > MOST_SIGNS else [])]


def say_other_font(font: str, instead: str) -> Diagnostic:
    """Say that a font of the template is not there."""
    message: Message = phrase("the font {} is not on this computer, so the PDF uses {} instead", font, instead)
    hint = phrase("install {}, or choose another font in the templates", font)
    return finding(codes.OUT011, message, hint, Location("templates"))
