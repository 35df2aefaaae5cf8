"""Files in a matter's folder that are not workbooks but may hold answers: what each is, and what to do with it.

A file that can be opened is reported only if it has a table of answers, or its name mentions answers; one that cannot
be opened, such as an e-mail or a packed folder, is always reported. Following the hint ends the warning.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from cabinet_papers.files.folders import is_file
from cabinet_papers.files.package import OTHER_FILE, list_parts, parse_part, unpack
from cabinet_papers.files.quiet import silence
from cabinet_papers.files.reading import open_file, read_file
from cabinet_papers.files.word_forms import TITLE, has_form_words, has_rows, read_words
from cabinet_papers.files.workspace import (
    LONGEST_LOOK,
    OLE,
    PACKED,
    PAPER_STREAM,
    SHEET_STREAM,
    WORKBOOK_ENDINGS,
    file_ending,
    may_hold_answers,
)
from cabinet_papers.findings.message import Message, Term, for_officer, phrase
from cabinet_papers.matter.columns import DECISION, RECOMMENDATION
from cabinet_papers.matter.form_words import NO_WORDS, say
from cabinet_papers.sheets.form_table import hold_headings

# A name that mentions answers: "Cllr Oak's reply.pdf", but not "correspondence.pdf".
TELLING = re.compile(r"(?<![a-z])(?:respon(?:se|d)|repl(?:y|ies)|answer)", re.IGNORECASE)
# How phones, scanners and computers name the picture that somebody took of a sheet.
TAKEN = re.compile(
    r"(?:img|dscn?|dsc_|pxl|mvimg|image|photo|picture|scan(?:ned)?|screen ?shot|screenclip|whatsapp image|bild|foto)"
    r"(?:[ _-]*(?:\d|$|\(|of|at)|\d)",
    re.IGNORECASE,
)
WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".rtf", ".odt", ".ott", ".fodt")
PICTURES = (
    ".png", ".jpg", ".jpeg", ".jfif", ".heic", ".heif", ".tif", ".tiff", ".gif", ".bmp", ".webp",
    # The answer may be a recording.
    ".mp3", ".m4a", ".wav", ".mp4", ".mov",
)  # fmt: skip
PDF = ".pdf"
MAILS = (".eml", ".msg", ".mht", ".mhtml", ".emlx", ".mbox", ".pst", ".oft", ".p7m", ".tnef")
PACKS = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".cab", ".zipx")
LINKS = (".url", ".lnk", ".webloc", ".website", ".gdoc", ".gform", ".gslides")
PAGES = (".html", ".htm", ".xhtml")
OTHERS = (".pages", ".one", ".onepkg", ".onetoc2", ".loop", ".rtfd")
# Ordinary text files; one with a table of answers is found by its table.
TEXTS = (".md", ".txt", ".yaml", ".yml", ".json", ".xml", ".log", ".ini", ".py", ".css", ".ics", ".vcf", ".db", "")
# The endings under which a document of another kind may hide, and how documents begin.
MAY_BE_ANOTHER = (PDF, *PICTURES, *LINKS, *OTHERS)
OF_DOCUMENTS = (PACKED, OLE[:5], b"{\\rtf", b"%PDF")
# A link that leads to such a thing may lead to answers.
LEADS_TO_ANSWERS = re.compile(
    r"\.(?:xls|ods|csv|doc|odt)|sharepoint|1drv|onedrive|docs\.google|drive\.google|forms|sheet|smartsheet|dropbox",
    re.IGNORECASE,
)
# The headings of a table in an old Word document, whose cells end in a bell, and in Rich Text.
OLD_HEADINGS = re.compile(rb"recommendations?\s*\x07.{0,60}?agree\??\s*\x07", re.IGNORECASE | re.DOTALL)
RICH_HEADING = re.compile(rb"(?:(recommendations?)|\bagree)\b\??[^\\]{0,20}\\cell", re.IGNORECASE)
# So far apart are the two in Rich Text, with how they look.
WITHIN = 2_000
MOST_PAGES = 12
# What is read nowhere has to leave the folder, whether or not something in it counted: so the warning ends.
MOVE_OUT = phrase("then move this file out of the matter's folder")
LINK_OUT, PAGE_OUT, MAIL_OUT, PACK_OUT = (
    phrase("then move the {} out of the matter's folder", Term(each))
    for each in ("link", "page", "e-mail", "packed file")
)
COPY_TO_FORM = for_officer(
    "copy any answers in it into the response sheet, or into the Word form that `papers sheet --word` writes; {}",
    MOVE_OUT,
)
SAVE_AS_WORD = phrase("open it in Word and save it here as a Word Document (.docx); {}", MOVE_OUT)
COPY = phrase("copy any answers in it into the response sheet; {}", MOVE_OUT)
ASK = phrase("ask for the workbook, or type the answers into the response sheet; {}", MOVE_OUT)
TELLING_NAME = phrase(
    "the name of this file mentions answers, but the program reads only documents that were made from the Word form"
)


class Unread(NamedTuple):
    """Why a file is not read, and what to do with it."""

    message: Message
    hint: Message


def describe_other(path: Path, words: Mapping[str, str] = NO_WORDS) -> Unread | None:
    """Return why a file that is not a workbook is not read, or None if it cannot hold answers.

    `words` are those of the council's response sheets.
    """
    if find := _find_reader_of_ending(path, words):
        return find(path)
    if not is_file(path):
        return None
    return _describe_by_content(path, words) or _describe_by_name(path)


def _find_reader_of_ending(path: Path, words: Mapping[str, str]) -> Callable[[Path], Unread | None] | None:
    """Return what describes files of this ending, or None if the file's content has to decide."""
    ending = file_ending(path)
    if path.name.casefold().startswith("winmail") and ending == ".dat":
        return _describe_mail
    if ending in MAY_BE_ANOTHER and _read_start(path, 5).startswith(OF_DOCUMENTS):
        # A document under another ending.
        return None
    if ending in WORD or ending == PDF:
        return partial(_describe_pdf if ending == PDF else _describe_word, words=words)
    return next((describe for endings, describe in KINDS if ending in endings), None)


def _describe_by_name(path: Path) -> Unread | None:
    """Return why a file whose name mentions answers is not read."""
    ending = file_ending(path)
    if ending in WORKBOOK_ENDINGS or not TELLING.search(path.stem):
        return None
    if may_hold_answers(path) and not is_plain_text(path):
        # A workbook under another ending, which only has to be renamed.
        return None
    if ending not in TEXTS:
        return Unread(
            phrase("the name of this file mentions answers, but the program does not read {} files", Term(ending)), COPY
        )
    is_empty = not _read_start(path, 200).strip()
    return (
        None
        if is_empty
        else Unread(phrase("the name of this file mentions answers, but the program does not read text files"), COPY)
    )


def is_plain_text(path: Path) -> bool:
    """Whether the file is neither a package nor an old Office document."""
    return not _read_start(path).startswith((PACKED, OLE))


def _describe_by_content(path: Path, words: Mapping[str, str]) -> Unread | None:
    """Return why a file of an unknown ending is not read, such as a document called responses.docx.bak."""
    content = _read_start(path)
    if content.startswith(b"%PDF"):
        return _describe_pdf(path, words)
    is_paper = b"word/document." in content or b"opendocument.text" in content or content.startswith(b"{\\rtf")
    if is_paper or (content.startswith(OLE) and PAPER_STREAM in content and SHEET_STREAM not in content):
        return _describe_word(path, words)
    return None


def _describe_word(path: Path, words: Mapping[str, str]) -> Unread | None:
    if _is_our_form(path):
        message = phrase("this is the Word form, but the program does not read {} files", Term(file_ending(path)))
        return Unread(message, SAVE_AS_WORD)
    try:
        has_table = _holds_answer_table(path, words)
    except (OSError, ValueError):
        message = phrase("this document may contain answers, but the program cannot open it")
        return Unread(message, phrase("open it in Word and {}", COPY))
    if has_table:
        return Unread(
            phrase(
                "this document has a table of answers, but the program reads only documents that were made from the "
                "Word form"
            ),
            COPY_TO_FORM,
        )
    return Unread(TELLING_NAME, COPY_TO_FORM) if TELLING.search(path.stem) else None


def _is_our_form(path: Path) -> bool:
    """Whether a document in another form than Word's own of today was made from the Word form.

    It has its title, or the references of its rows.
    """
    content = _read_start(path)
    if content.startswith(PACKED):
        try:
            return any(map(has_form_words, map(read_words, unpack(path, OTHER_FILE, "content.xml").values())))
        except (OSError, ValueError):
            return False
    if content.startswith(OLE):
        return TITLE.encode() in content or TITLE.encode("utf-16-le") in content or has_rows(content)
    if content.startswith(b"{\\rtf"):
        return TITLE.encode() in content or has_rows(content)
    return content.lstrip()[:1] == b"<" and has_form_words(read_words(content))


def _holds_answer_table(path: Path, words: Mapping[str, str]) -> bool:
    content = _read_start(path)
    if content.startswith(PACKED):
        texts = unpack(path, OTHER_FILE, "word/document.xml", "content.xml")
        if not texts:
            raise ValueError("it is not a document")
        return any(_has_answer_row(text, words) for text in texts.values())
    if content.startswith(OLE):
        if PAPER_STREAM not in content:
            # Word puts a document with a password into such a file.
            raise ValueError("it is protected with a password")
        return OLD_HEADINGS.search(content.replace(b"\0", b"")) is not None
    if content.lstrip()[:1] == b"<":
        return _has_answer_row(content, words)
    return _has_rich_headings(content)


def _has_rich_headings(content: bytes) -> bool:
    """Whether a document in Rich Text has the headings of a response table, one after the other."""
    before: int | None = None
    for found in RICH_HEADING.finditer(content):
        if found[1]:
            before = found.end()
        elif before is not None and found.start() - before <= WITHIN:
            return True
    return False


def _has_answer_row(xml: bytes, words: Mapping[str, str]) -> bool:
    """Whether a row of a table has the headings of a response table, in Word's form or in OpenDocument's."""
    rows = parse_part(xml, "").iter("{*}tr", "{*}table-row")
    texts = ({" ".join("".join(map(str, cell.itertext())).split()) for cell in row} for row in rows)
    return hold_headings(texts, words)


def _describe_pdf(path: Path, words: Mapping[str, str]) -> Unread | None:
    if TELLING.search(path.stem):
        return Unread(phrase("the name of this file mentions answers, but the program does not read PDFs"), ASK)
    if TAKEN.match(path.stem):
        return Unread(phrase("this may be a scan of answers, but the program does not read PDFs"), ASK)
    read = _read_pdf(path)
    if read is None:
        return Unread(phrase("this file may contain answers, but the PDF cannot be opened"), ASK)
    text = " ".join(read.split())
    is_english = re.search(r"\brecommendations?\b", text, re.IGNORECASE) and re.search(r"\bAgree ?\?", text)
    if is_english or (words and all(say(each.heading, words) in text for each in (RECOMMENDATION, DECISION))):
        return Unread(phrase("this file seems to have a table of answers, but the program does not read PDFs"), ASK)
    return None


def _read_pdf(path: Path) -> str | None:
    """Return the words of a PDF's first pages, "" if it is very large; None where it cannot be opened."""
    if path.stat().st_size > LONGEST_LOOK:
        return ""
    # It takes longer to load than all other readers.
    from pypdf import PdfReader

    silence("pypdf")
    try:
        pages = PdfReader(io.BytesIO(read_file(path))).pages
        return " ".join(pages[at].extract_text() for at in range(min(MOST_PAGES, len(pages))))
    except Exception:  # noqa: BLE001 - the library fails in many ways on a broken file
        return None


def _describe_picture(path: Path) -> Unread | None:
    if not (TELLING.search(path.stem) or TAKEN.match(path.stem)):
        return None
    return Unread(phrase("this file may contain answers, but the program does not read pictures or recordings"), ASK)


def _describe_mail(_: Path) -> Unread:
    hint = phrase("save the attached workbook here, or copy any answers into the response sheet; {}", MAIL_OUT)
    return Unread(
        phrase("this e-mail may contain answers, but the program does not read e-mails or their attachments"), hint
    )


def _describe_pack(path: Path) -> Unread | None:
    if zipfile.is_zipfile(path) and not any(map(_may_hold_answers_inside, _list_pack(path))):
        return None
    message = phrase("this is a packed file, and the program does not read the files in it")
    return Unread(message, phrase("unpack it into the matter's folder; {}", PACK_OUT))


def _list_pack(path: Path) -> list[str]:
    try:
        return list_parts(path)
    except (OSError, ValueError):
        return ["responses.xlsx"]


def _may_hold_answers_inside(name: str) -> bool:
    inner = Path(name)
    ending = file_ending(inner)
    if ending in PICTURES or ending in TEXTS:
        is_taken = ending in PICTURES and TAKEN.match(inner.stem)
        return bool(TELLING.search(inner.stem) or is_taken) and not name.endswith("/")
    return not name.endswith("/")


def _describe_link(path: Path) -> Unread | None:
    content = _read_start(path).replace(b"\0", b"").decode("latin-1")
    if not (TELLING.search(path.stem) or LEADS_TO_ANSWERS.search(content)):
        return None
    hint = phrase("open the link; if it leads to answers, save them here as an Excel Workbook (.xlsx); {}", LINK_OUT)
    return Unread(phrase("this is only a link, and the program does not follow links"), hint)


def _describe_page(path: Path) -> Unread | None:
    if not (may_hold_answers(path) or TELLING.search(path.stem)):
        return None
    hint = phrase("open the page in Excel; if it has answers, save it here as an Excel Workbook (.xlsx); {}", PAGE_OUT)
    return Unread(phrase("this page seems to contain answers, but the program does not read web pages"), hint)


def _describe_unseen(path: Path) -> Unread:
    message = phrase("this file may contain answers, but the program does not read {} files", Term(file_ending(path)))
    return Unread(message, phrase("open it and {}", COPY))


def _read_start(path: Path, length: int = LONGEST_LOOK) -> bytes:
    try:
        with open_file(path) as opened:
            return opened.read(length)
    except OSError:
        return b""


KINDS: tuple[tuple[tuple[str, ...], Callable[[Path], Unread | None]], ...] = (
    (PICTURES, _describe_picture), (MAILS, _describe_mail),
    (PACKS, _describe_pack), (LINKS, _describe_link), (PAGES, _describe_page), (OTHERS, _describe_unseen),
)  # fmt: skip
