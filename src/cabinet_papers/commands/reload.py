"""Web pages that reload themselves while they are watched, also where they are opened as files.

A page that is opened as a file cannot read another file, but it can load one as a script: a small file beside the pages
says for each what it is made of now. That file is there as long as its folder is watched.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from cabinet_papers.files.files import read_record, write_record
from cabinet_papers.files.folders import is_file, list_folder
from cabinet_papers.files.reading import read_file
from cabinet_papers.files.superseded import SUPERSEDED
from cabinet_papers.files.writing import explain_failure, hash_of, remove_own, replace_whole, write_whole
from cabinet_papers.findings.diagnostics import Diagnostic, Location
from cabinet_papers.papers.kinds import EXEMPT_FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from cabinet_papers.files.workspace import Workspace

STAMPS = ".watched.js"
# What is not there says that nothing is watched at the moment; the page looks again, but less often.
SCRIPT = """\
<script data-watched>
(function (file, name, made) {
  function look() {
    const stamps = document.createElement("script");
    stamps.src = file + "?" + Date.now();
    stamps.onload = stamps.onerror = (event) => {
      stamps.remove();
      const now = event.type === "load" && window.watchedPages[name];
      if (now && now !== made) location.reload();
      else setTimeout(look, event.type === "load" ? 300 : 3000);
    };
    document.head.append(stamps);
  }
  look();
})(%s);
</script>
"""
ADDED = re.compile(re.escape(SCRIPT).replace("%s", "[^\n]*").encode())
END = b"</body>"
# Where pages lie below the folder of a matter's papers, those that are kept of earlier builds included.
PLACES = ("", SUPERSEDED, EXEMPT_FOLDER, f"{EXEMPT_FOLDER}/{SUPERSEDED}")


def add_reloads(pages: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the pages, by their path below the folder of the matter's papers, each with what reloads it."""
    return {name: _add_reload(page, name) for name, page in pages.items()}


def _add_reload(page: bytes, name: str) -> bytes:
    stamps = "../" * name.count("/") + STAMPS
    arguments = ", ".join(_write(each) for each in (stamps, name, _stamp(page)))
    return page.replace(END, (SCRIPT % arguments).encode() + END)


def begin_stamps(folder: Path, pages: Mapping[str, bytes]) -> None:
    """Before pages that reload themselves are written, leave the file by which they are found again afterwards."""
    if pages and not is_file(folder / STAMPS):
        _write_stamps(folder, {})


def write_stamps(folder: Path, pages: Mapping[str, bytes], written: Collection[Path]) -> None:
    """Write down what the pages that could be written are made of, so that those that are open reload themselves."""
    stamps = {name: _stamp(page) for name, page in pages.items() if folder / name in written}
    if stamps:
        _write_stamps(folder, stamps)


def _write_stamps(folder: Path, stamps: Mapping[str, str]) -> None:
    # Without the file the pages are right, and only do not reload themselves.
    with contextlib.suppress(OSError):
        write_whole(folder / STAMPS, f"window.watchedPages = {_write(stamps)};\n".encode())


def take_out_reload(workspace: Workspace) -> list[Diagnostic]:
    """Leave every page as a build without watching writes it, and return what could not be written down of that.

    Does nothing in folders that are not watched. What cannot be changed now is left for the next build, as is what a
    watch leaves behind that was killed.
    """
    folders = (workspace.output, *list_folder(workspace.output))
    return [each for folder in folders if is_file(folder / STAMPS) for each in _take_out(folder, workspace)]


def _take_out(folder: Path, workspace: Workspace) -> list[Diagnostic]:
    record, built = read_record(folder), dict[str, str]()
    pages = (path for place in PLACES for path in list_folder(folder / place) if path.suffix == ".html")
    try:
        for path in pages:
            content = read_file(path)
            page, name = ADDED.sub(b"", content), path.relative_to(folder).as_posix()
            if page != content:
                replace_whole(path, page, hash_of(content))
            if record.get(name) == hash_of(_add_reload(page, name)):
                built[name] = hash_of(page)
        findings = write_record(folder, built, (), workspace.name)
        if not findings:
            remove_own(folder / STAMPS)
    except OSError as error:
        return [explain_failure(error, Location(workspace.name(folder)))]
    return findings


def _stamp(page: bytes) -> str:
    return hash_of(page)[:16]


def _write(value: object) -> str:
    """Return the value as a script can hold it in a page."""
    return json.dumps(value).replace("<", "\\u003c")
