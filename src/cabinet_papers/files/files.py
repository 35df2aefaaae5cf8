"""Writes a matter's documents: each whole or not at all, nothing that a person edited replaced."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path, PureWindowsPath
from types import MappingProxyType

from cabinet_papers.files.announced import announce, find_announced, withdraw
from cabinet_papers.files.faults import raise_fault
from cabinet_papers.files.folders import fold_name, is_file, is_there, read_json
from cabinet_papers.files.reading import read_file
from cabinet_papers.files.superseded import FindBuilt, Namer, keep_superseded, private_place, set_aside
from cabinet_papers.files.writing import (
    SavedMeanwhileError,
    explain_failure,
    hash_file,
    hash_of,
    remove_leftovers,
    replace_and_keep,
    replace_whole,
)
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding, has_errors
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.findings.outcome import Outcome

# What was built last, by file and hash: tells an edited document from one that is as it was made.
RECORD = ".built.json"
# In the record, beside the files: a name that no file can have on every computer.
REOPENED = "reopened:"
# Before the name of a response, with the recommendations that it has answers to.
ANSWERED = "answered:"
# Before the name of a document, with the hashes of what it was made of.
MADE_OF = "made of:"
# Before the name of an agreed paper, with the hash of it as it was agreed: built first, or with a reason for a change.
AGREED = "agreed:"
# Before the name of a PDF, with the hash of what printed it: LibreOffice and the fonts.
PRINTED = "printed with:"
NOTES = (ANSWERED, MADE_OF, AGREED, PRINTED)
# So often the record is read again where another run writes in it at the same time.
TRIES = 5
LONGEST_NAME = 255


def publish_documents(
    folder: Path, documents: dict[str, bytes], today: date, name_of: Namer, private: str,
    changed: Mapping[str, bool] = MappingProxyType({}), reopened: str = "",
    notes: Mapping[str, str] = MappingProxyType({}),
) -> Outcome:  # fmt: skip
    """Write the documents (by their path below the matter's output folder) and set aside what is no longer made.

    `name_of` gives a path as findings name it. `private` is the folder for what is kept of older documents where
    something is exempt now, since they may hold its words; "" where nothing is. Of the `changed` documents the earlier
    ones are kept in superseded/, and a note says so where it is True; `reopened` is why agreed ones change, "" where no
    reason is given. `notes` are kept in the record too: by a word of NOTES and the name of a document.
    """
    findings = list(find_damage(folder, name_of))
    published, built, announced = write_documents(folder, documents, today, name_of, private, changed)
    published.findings += findings
    record = read_record(folder)
    gone: list[str] = []
    if has_errors(published.findings):
        # Without its successor an older document is the latest that there is; one that was saved just now is none.
        saved = {each.location.file for each in published.findings if each.code is codes.OUT016}
        older = [name for name in record if name not in built and name_of(folder / name) not in saved]
        published.findings += report_standing_documents(folder, older, name_of)
    else:
        gone, found = _set_aside_former(folder, set(record) - set(documents), documents, today, name_of, private)
        published.findings += found
    gone += [f"{note}{name}" for name in gone for note in NOTES]
    failed = list[Diagnostic]()
    if built or gone or not has_errors(published.findings):
        failed = write_record(folder, built | _note(reopened, notes, built), gone, name_of)
    if not failed:
        withdraw(folder, announced)
    published.findings += failed
    return published


def _set_aside_former(
    folder: Path, former: Iterable[str], documents: Collection[str], today: date, name_of: Namer, private: str
) -> tuple[list[str], list[Diagnostic]]:
    """Set aside the documents that are no longer made, and return those that are gone, and what was found."""
    current = {fold_name(file_name) for file_name in documents}
    gone, findings = list[str](), list[Diagnostic]()
    for file_name in sorted(former):
        # Where capitals do not count, the old name is the new document's too.
        is_gone, found = True, list[Diagnostic]()
        if fold_name(file_name) not in current:
            is_gone, found = set_aside(folder, file_name, today, name_of, private)
        gone += [file_name] if is_gone else []
        findings += found
    return gone, findings


def _note(reopened: str, notes: Mapping[str, str], built: Collection[str]) -> dict[str, str]:
    """Return what the record has beside the files: why an agreed paper changed, and the notes on what was built."""
    reason = {REOPENED: hash_of(reopened.encode())} if reopened else {}
    return reason | {name: note for name, note in notes.items() if _of_file(name) in built}


def write_documents(
    folder: Path, documents: dict[str, bytes], today: date, name_of: Namer, private: str,
    changed: Mapping[str, bool] = MappingProxyType({}),
) -> tuple[Outcome, dict[str, str], Path | None]:  # fmt: skip
    """Write the documents, keep what a person has edited since it was written, and return what is to be recorded.

    What is announced meanwhile is to be withdrawn once that is recorded.
    """
    published, built = Outcome(), dict[str, str]()
    record = read_record(folder)
    new = {name: hash_of(content) for name, content in documents.items()}
    new = {name: value for name, value in new.items() if record.get(name) != value}
    try:
        announced = announce(folder, new) if new else None
    except OSError as error:
        return Outcome([explain_failure(error, Location(name_of(folder / next(iter(new)))))]), built, None
    for file_name, content in documents.items():
        path = folder / file_name
        remove_leftovers(path.parent)
        find_built = partial(find_built_before, folder, file_name)
        try:
            earlier = keep_superseded(path, content, find_built, today, private) if file_name in changed else None
            kept = replace_document(path, content, find_built, today, private)
        except OSError as error:
            published.findings.append(explain_failure(error, Location(name_of(path))))
            continue
        if kept:
            message = phrase(
                'someone edited this document after it was built; their version is kept as "{}"', Term(kept.name)
            )
            hint = phrase(
                "their changes are not in the new document: make them in the YAML file or the response sheet, and "
                "build again"
            )
            published.findings.append(finding(codes.OUT003, message, hint, Location(name_of(path))))
        if earlier and changed[file_name]:
            published.notes.append(_tell_kept(path, earlier.relative_to(folder), name_of))
        published.paths.append(path)
        built[file_name] = hash_of(content)
    return published, built, announced


def find_built_before(folder: Path, file_name: str) -> set[str]:
    """Return the hashes that the document has had, or will have, where runs have built it."""
    # In this order: what is withdrawn in between is in the record by then.
    announced = find_announced(folder, file_name)
    record = read_record(folder)
    return announced | {record[name] for name in record if fold_name(name) == fold_name(file_name)}


def _tell_kept(path: Path, kept: Path, name_of: Namer) -> Message:
    return phrase(
        "{}: the status of the response has changed, and this document with it; the earlier one is kept as {}",
        Term(name_of(path)),
        Term(kept.as_posix()),
    )


def replace_document(path: Path, content: bytes, find_built: FindBuilt, today: date, private: str) -> Path | None:
    """Write the document; return the copy of what was there, where a person had edited it since it was built.

    `find_built` gives its hashes when it was built. Raises OSError, and SavedMeanwhileError where it is edited at this
    moment.
    """
    was = hash_file(path)
    for _ in range(TRIES):
        if was == hash_of(content):
            return None
        if was is not None and was not in find_built():
            break
        try:
            replace_whole(path, content, was)
        except SavedMeanwhileError:
            # Another run may have built it meanwhile.
            was = hash_file(path)
            if was is not None and was not in find_built():
                raise
        else:
            return None
    else:
        raise SavedMeanwhileError
    kept = private_place(path, private) / f"{path.stem} (edited {today.isoformat()}){path.suffix}"
    return replace_and_keep(path, content, was, kept)


def report_standing_documents(folder: Path, names: Iterable[str], name_of: Namer) -> list[Diagnostic]:
    """Return a warning for each recorded document that an earlier build wrote and this one did not replace."""
    hint = phrase("correct the errors and build again before you circulate it")
    return [
        finding(
            codes.OUT005,
            phrase(
                "this document is out of date: it was built on {}, and could not be built again", day_of(folder / name)
            ),
            hint,
            Location(name_of(folder / name)),
        )
        for name in sorted(names)
        if is_file(folder / name)
    ]


def day_of(path: Path) -> Term:
    """Return the day the file was written."""
    try:
        return Term(date.fromtimestamp(path.stat().st_mtime).isoformat())
    except (OSError, OverflowError, ValueError):
        return Term("an unknown date")


def find_unchanged_output(folder: Path, name: str, content: bytes, companion: str) -> bytes | None:
    """Return what was made of a document before, where the document is as it was then and so is the other file."""
    record = read_record(folder)
    if record.get(name) != hash_of(content) or companion not in record:
        return None
    try:
        made = read_file(folder / companion)
    except OSError as error:
        raise_fault(error)
        return None
    return made if hash_of(made) == record[companion] else None


def find_as_built(folder: Path, name: str) -> bytes:
    """Return the document as it was built before, b"" where it is not there or a person has edited it since."""
    try:
        content = read_file(folder / name)
    except OSError as error:
        raise_fault(error)
        return b""
    return content if read_record(folder).get(name) == hash_of(content) else b""


def read_record(folder: Path) -> dict[str, str]:
    """Return what was built last in the folder: file by hash. A damaged record counts as none. Raises OSError."""
    entries = _read_entries(folder).items()
    return {name: value for name, value in entries if name != REOPENED and not name.startswith(NOTES)}


def record_if_readable(folder: Path) -> dict[str, str]:
    """Return the record, and nothing where it may not be read. Raises OSError where the disk is at fault."""
    try:
        return read_record(folder)
    except OSError as error:
        raise_fault(error)
        return {}


def read_notes(folder: Path, kind: str) -> dict[str, str]:
    """Return what the record says of the documents that were built last: ANSWERED or MADE_OF, by their names."""
    entries = _read_entries(folder).items()
    return {name.removeprefix(kind): value for name, value in entries if name.startswith(kind)}


def _of_file(name: str) -> str:
    """Return the name of the file that an entry of the record is about."""
    return next((name.removeprefix(each) for each in NOTES if name.startswith(each)), name)


def is_newly_reopened(folder: Path, reason: str) -> bool:
    """Whether a reason is given for changing an agreed paper, and it is none that answered earlier changes."""
    return bool(reason) and _read_entries(folder).get(REOPENED) != hash_of(reason.encode())


def _read_entries(folder: Path) -> dict[str, str]:
    """Return the record: files by hash, and the hash of the reason for which an agreed paper was changed last."""
    record = read_json(folder / RECORD)
    if not isinstance(record, dict):
        return {}
    entries = ((name, value) for name, value in record.items() if isinstance(value, str))
    return {name: value for name, value in entries if name == REOPENED or is_within(_of_file(name))}


def is_within(name: str) -> bool:
    """Whether a name from the record can be a file's, and does not lead out of the folder."""
    parts = PureWindowsPath(name).parts
    return (
        name != RECORD
        and "\0" not in name
        and len(name) <= 2 * LONGEST_NAME
        and not PureWindowsPath(name).anchor
        and not {"..", ":"} & {*parts, *name}
        and all(len(part.encode(errors="surrogatepass")) <= LONGEST_NAME for part in parts)
    )


def find_damage(folder: Path, name_of: Namer) -> Iterable[Diagnostic]:
    """Yield a warning if the record of what was built last cannot be read."""
    path = folder / RECORD
    if is_there(path) and not isinstance(read_json(path), dict):
        message = phrase("the record of which documents were built here cannot be read, so a new one was started")
        hint = phrase(
            "if older versions are still in the folder, move them to superseded/, and those in exempt/ to "
            "exempt/superseded/"
        )
        yield finding(codes.OUT017, message, hint, Location(name_of(path)))


def write_record(folder: Path, built: Mapping[str, str], gone: Collection[str], name_of: Namer) -> list[Diagnostic]:
    """Write down what was built and what is gone. What another run has written down meanwhile stays."""
    path = folder / RECORD
    failure: OSError = SavedMeanwhileError()
    for _ in range(TRIES):
        try:
            was = hash_file(path)
            kept = {name: value for name, value in _read_entries(folder).items() if name not in gone}
            # A name may be one that no text in UTF-8 can hold.
            content = json.dumps({**kept, **built}, indent=1, sort_keys=True).encode()
            if hash_of(content) != was and (was or built):
                replace_whole(path, content, was)
        except SavedMeanwhileError as error:
            failure = error
        except OSError as error:
            failure = error
            break
        else:
            return []
    return [explain_failure(failure, Location(name_of(path)))]
