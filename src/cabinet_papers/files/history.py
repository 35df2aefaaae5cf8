"""What was built in a folder, of which files, when and by which version: a record that lasts and can be read.

`.history.json` has a build for each time that papers or their sources were other than before, the oldest first. Names
are relative, so that it stays true where the workspace is moved; of the contents it has hashes alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cabinet_papers.files.files import is_within
from cabinet_papers.files.folders import is_there, parse_json, read_json
from cabinet_papers.files.reading import read_file
from cabinet_papers.files.superseded import Namer
from cabinet_papers.files.writing import (
    SavedMeanwhileError,
    explain_failure,
    hash_file,
    hash_of,
    move_aside,
    replace_whole,
)
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Term, phrase

HISTORY = ".history.json"
# Raised when the form changes; a later version reads every earlier form.
FORM = 1
# What is longer loses its oldest builds: thousands of them.
LONGEST = 10_000_000
# So often the file is read again where another run writes in it at the same time.
TRIES = 5


class Build(NamedTuple):
    """One build: when (ISO 8601, UTC), by which version, and the hashes (SHA-256) of its papers and their sources.

    Papers are named from the folder of the record, sources from the workspace; "data/" is before closed matters too.
    `agreed` are the hashes of those papers that count as agreed by Cabinet since.
    """

    built: str
    version: str
    papers: Mapping[str, str]
    made_of: Mapping[str, str]
    agreed: Sequence[str]


def read_history(folder: Path) -> list[Build]:
    """Return the builds that are recorded, the oldest first; none where there is no record, or it is damaged."""
    return _read_builds(read_json(folder / HISTORY))


def _read_builds(kept: object) -> list[Build]:
    builds = kept.get("builds") if isinstance(kept, dict) else None
    return [_read_build(each) for each in builds if isinstance(each, dict)] if isinstance(builds, list) else []


def _read_build(kept: Mapping[str, Any]) -> Build:
    texts = [kept[key] if isinstance(kept.get(key), str) else "" for key in ("built", "version")]
    listed = kept.get("agreed")
    agreed = [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []
    return Build(texts[0], texts[1], _read_hashes(kept.get("papers")), _read_hashes(kept.get("made_of")), agreed)


def _read_hashes(kept: object) -> dict[str, str]:
    entries = kept.items() if isinstance(kept, dict) else ()
    return {name: value for name, value in entries if isinstance(value, str) and is_within(name)}


def add_build(folder: Path, build: Build, name_of: Namer) -> list[Diagnostic]:
    """Record a build, unless papers and sources are those of the build before; return what is wrong with the record."""
    path = folder / HISTORY
    failure: OSError = SavedMeanwhileError()
    findings: list[Diagnostic] = []
    for _ in range(TRIES):
        try:
            findings += _set_aside_damaged(path, name_of)
            was, builds = _read_with_hash(path)
            if builds and builds[-1]._replace(built=build.built, version=build.version) == build:
                return findings
            replace_whole(path, _write([*builds, build]), was)
        except SavedMeanwhileError as error:
            failure = error
        except OSError as error:
            failure = error
            break
        else:
            return findings
    return [*findings, explain_failure(failure, Location(name_of(path)))]


def _read_with_hash(path: Path) -> tuple[str | None, list[Build]]:
    """Return the hash of the record, None where there is none, and its builds, both of one reading. Raises OSError."""
    try:
        content = read_file(path)
    except FileNotFoundError:
        return None, []
    return hash_of(content), _read_builds(parse_json(content))


def _write(builds: Sequence[Build]) -> bytes:
    content = json.dumps({"form": FORM, "builds": [each._asdict() for each in builds]}, indent=1).encode()
    return content if len(content) <= LONGEST or len(builds) == 1 else _write(builds[len(builds) // 10 + 1 :])


def _set_aside_damaged(path: Path, name_of: Namer) -> list[Diagnostic]:
    """Rename a record that cannot be read, so that a person may still read in it. Raises OSError."""
    if not is_there(path) or isinstance(read_json(path), dict):
        return []
    kept = move_aside(path, hash_file(path) or "", path.with_name(".history (damaged).json"))
    message = phrase(
        'the record of earlier builds could not be read, so a new one was started; the old one is kept as "{}"',
        Term(kept.name),
    )
    hint = phrase(
        "put an undamaged copy of {} back from a backup, if there is one; without it only papers built from now on "
        "can be verified",
        Term(path.name),
    )
    return [finding(codes.OUT017, message, hint, Location(name_of(path)))]
