"""The one place where files of a workspace are opened to be read: what only looks like a file is never waited for."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from io import BufferedReader
    from pathlib import Path

# Windows reads lines otherwise; opening a pipe waits for a writer; opening a terminal may make it the program's own.
FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)

# No file of a workspace has so many bytes; to read gigabytes takes longer than anybody waits.
LARGEST = 200_000_000


def open_file(path: Path) -> BufferedReader:
    """Open a file to be read. Raises OSError, with ENXIO for a pipe, a socket or a device of that name."""
    # What no name of a file can hold, such as a NUL or half a character, is the name of no file.
    try:
        handle = os.open(path, FLAGS)
    except ValueError as error:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from error
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(handle, "rb")
    os.close(handle)
    number = errno.EISDIR if stat.S_ISDIR(mode) else errno.ENXIO
    raise OSError(number, os.strerror(number), os.fspath(path))


def read_file(path: Path) -> bytes:
    """Return what is in a file. Raises as `open_file` does, and OSError with EFBIG for a very large one."""
    with open_file(path) as opened:
        if is_too_large(opened):
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), os.fspath(path))
        return opened.read()


def is_too_large(opened: BufferedReader) -> bool:
    """Whether the file is larger than any that is read."""
    return os.fstat(opened.fileno()).st_size > LARGEST
