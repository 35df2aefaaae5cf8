"""A fault of the program: what its developers need to find it, in a file that holds no word of the papers.

Never in it: messages of exceptions and values of variables, which have what was typed; names of files and matters;
lines of files that a person wrote.
"""

from __future__ import annotations

import hashlib
import platform
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from cabinet_papers import __version__
from cabinet_papers.files.folders import is_folder
from cabinet_papers.files.run import find_command
from cabinet_papers.files.writing import write_whole
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase

NAME = "program-fault-{}.txt"
# So many signs of a hash tell faults apart.
DIGITS = 8
# A function that calls itself without end has a thousand lines, all alike.
MOST_FRAMES = 40
HEAD = """\
A fault of cabinet-papers. Please send this file to whoever looks after the program.
It says where the program stopped, and holds no words and no names of the papers.
"""


class FaultElsewhereError(Exception):
    """A fault in another process, as the lines that tell where: what else an error has may not be sent."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(lines)
        self.lines = lines


def describe_error(error: BaseException) -> list[str]:
    """Return where an error came from, the first cause first: the types of exceptions, modules, lines and functions."""
    lines = []
    for each in reversed([*_iter_causes(error)]):
        kind = type(each)
        lines += each.lines if isinstance(each, FaultElsewhereError) else [f"{kind.__module__}.{kind.__qualname__}"]
        frames = [*_iter_frames(each.__traceback__)]
        lines += [f"    {frame}" for frame in frames[:MOST_FRAMES]]
        lines += ["    ..."] * (len(frames) > MOST_FRAMES)
    return lines


def _iter_causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and what it followed from, each once."""
    seen = set[int]()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or following.__context__


def _iter_frames(traceback: TracebackType | None) -> Iterator[str]:
    """Yield the places that a traceback goes through, the outermost first."""
    while traceback is not None:
        code, name = traceback.tb_frame.f_code, str(traceback.tb_frame.f_globals.get("__name__"))
        # What is made of a template while the program runs has names that stand in the template.
        is_installed = getattr(sys.modules.get(name), "__file__", None) == code.co_filename
        yield f"{name}:{traceback.tb_lineno} {code.co_qualname}" if is_installed else "(code of a template)"
        traceback = traceback.tb_next


def write_fault(error: BaseException, folder: Path | None) -> Path | None:
    """Write the file for the developers, into the folder if that can be; return where it is, None for nowhere.

    The same fault has the same file, however often it is met.
    """
    lines = describe_error(error)
    name = NAME.format(hashlib.sha256("\n".join(lines).encode()).hexdigest()[:DIGITS])
    content = "\n".join([HEAD, *_describe_run(), "", *lines, ""]).encode(errors="replace")
    for place in _list_places(folder):
        try:
            write_whole(place / name, content)
        except OSError:
            continue
        return place / name
    return None


def _list_places(folder: Path | None) -> Iterable[Path]:
    if folder and is_folder(folder):
        yield folder
    try:
        yield Path(tempfile.gettempdir())
    except OSError:
        return


def _describe_run() -> list[str]:
    return [
        f"cabinet-papers {__version__}",
        f"Python {platform.python_version()} ({platform.python_implementation()})",
        platform.platform(),
        f"papers {find_command()}",
    ]


def report_fault(error: BaseException, output: Path, root: Path, location: Location) -> Diagnostic:
    """Return the finding for a matter, or another place, with which the program could not go on."""
    message = phrase(
        "sorry, this is a fault of the program, no mistake of yours: it could not go on here; every file is as it was, "
        "or was written whole"
    )
    return finding(codes.WSP007, message, advise(write_fault(error, output), root), location)


def advise(written: Path | None, root: Path | None) -> Message:
    """Return what to do about a fault that was written down there; a path within `root` is named from there."""
    if written is None:
        return phrase("tell whoever looks after the program which command you ran; nothing could be written down")
    is_inside = root is not None and written.is_relative_to(root)
    name = written.relative_to(root).as_posix() if root is not None and is_inside else str(written)
    return phrase(
        "send the file {} to whoever looks after the program: it says where the program stopped, and holds no words "
        "and no names of your papers",
        Term(name),
    )
