"""Where the program itself fails: the message, the file for its developers, and how the command ends."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from cabinet_papers.cli.console import ERRORS_FOUND, FAULT_OF_PROGRAM, find_here, stop_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Why a stream takes nothing more, in plain words.
REFUSED = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.EIO: "the disk cannot be reached",
    errno.EPIPE: "the program that reads it has ended",
}
SORRY = "Sorry, this is a fault of the program, no mistake of yours. Every file is as it was, or was written whole."
NO_MEMORY = "The computer has no memory left. Every file is as it was, or was written whole."
CLOSE = "Next: close other programs, then run the command again; if that does not help, name one matter at a time"


def describe_command(app: typer.Typer, typed: Sequence[str]) -> str:
    """Return the command with its options, and "..." for what else was typed, such as names of matters."""
    from typer.main import get_command

    known = set(_list_words([get_command(app)]))
    names = ((each, each.partition("=")[0]) for each in typed)
    return " ".join(each if each in known else f"{name}=..." if name in known else "..." for each, name in names)


def _list_words(commands: Iterable[Any]) -> Iterator[str]:
    """Yield the words that the program knows: commands, options, and what may be chosen for them."""
    for command in commands:
        for each in command.params:
            yield from (*each.opts, *each.secondary_opts) if each.param_type_name == "option" else ()
            for choice in getattr(each.type, "choices", ()):
                yield from (str(choice), *(f"{name}={choice}" for name in each.opts))
        within = getattr(command, "commands", {})
        yield from within
        yield from _list_words(within.values())


def end_with_fault(error: Exception) -> NoReturn:
    """Say that the program failed, write down where, and stop."""
    if isinstance(error, OSError):
        _end_for(error)
    if isinstance(error, MemoryError):
        typer.echo(f"{NO_MEMORY}\n{CLOSE}", err=True)
        raise SystemExit(FAULT_OF_PROGRAM)
    from cabinet_papers.files.fault import advise, write_fault
    from cabinet_papers.files.workspace import find_workspace
    from cabinet_papers.report.terminal import plain

    here = find_here()
    workspace = find_workspace(here) if here else None
    written = write_fault(error, workspace.output if workspace else None)
    typer.echo(f"{SORRY}\nNext: {plain(str(advise(written, here)))}", err=True)
    raise SystemExit(FAULT_OF_PROGRAM)


def _end_for(error: OSError) -> None:
    """Say that the disk or the network failed, and stop; an error without a number is one of the program."""
    if _was_saying(error):
        refuse_stream(error)
    if error.errno:
        try:
            stop_for(error)
        except OSError as said:
            refuse_stream(said)


def _was_saying(error: OSError) -> bool:
    """Whether what failed is the output: that of the library that prints."""
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    return error.filename is None and str(frame.f_globals.get("__name__")).startswith(("click.", "typer.", "rich."))


def open_streams() -> None:
    """Give the streams that are closed, as without a window, a place where what is printed is lost."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8", errors="replace"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def flush_output() -> None:
    """Print what is left; where its reader has gone that is no fault, and where it cannot be, stop."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _give_up_output()
    except OSError as error:
        refuse_stream(error)


def refuse_stream(error: OSError) -> NoReturn:
    """Say that what the command prints could not be written, and stop."""
    reason = REFUSED.get(error.errno or 0, error.strerror)
    # Where this cannot be said either, there is the exit code.
    with contextlib.suppress(OSError):
        typer.echo(f"What this command prints could not be written: {reason}", err=True)
    _give_up_output()
    raise SystemExit(ERRORS_FOUND)


def _give_up_output() -> None:
    """Have what is still to be printed lost, so that Python does not complain about it at its end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
