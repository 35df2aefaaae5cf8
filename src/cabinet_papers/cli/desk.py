"""The commands of the officer's desk: completion, doctor and open."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from cabinet_papers.cli.completion import complete_matters, complete_openable, complete_shells
from cabinet_papers.cli.console import (
    ERRORS_FOUND,
    UNBROKEN,
    Format,
    choose_matters,
    find_here,
    find_window,
    finish,
    refuse,
    say,
    shown,
)

if TYPE_CHECKING:
    from cabinet_papers.commands.doctor import Advice

# As wide as the longest level, with a blank.
INDENT = " " * len("problem ")


def completion(
    shell: Annotated[
        str,
        typer.Argument(
            metavar="[SHELL]", help="bash, zsh, fish or powershell; the one in use without it.",
            autocompletion=complete_shells,
        ),
    ] = "",
    installs: Annotated[bool, typer.Option("--install", help="Have the shell use it from now on.")] = False,
) -> None:  # fmt: skip
    """Let the Tab key complete commands, options and matters: print the script of a shell, or install it.

    Example: papers completion --install
    """
    from cabinet_papers.commands.completion import SHELLS, find_shell, install, read_script

    wanted = shell.casefold() or find_shell()
    if not wanted:
        refuse("this shell is none that can complete, or it is not known which one it is\n    "
               f"hint: name one of {', '.join(SHELLS)}, as in: papers completion bash --install")  # fmt: skip
    if wanted not in SHELLS:
        refuse(f'there is no completion for "{shell}"\n    hint: choose {", ".join(SHELLS)}')
    if not installs:
        typer.echo(read_script(wanted), nl=False)
        if sys.stdout.isatty():
            say("This is the script. To have the shell use it: papers completion --install")
        return
    installed = install(wanted)
    for path in installed.paths:
        typer.echo(shown(path))
    if not installed.findings:
        done = "is installed in these files" if installed.paths else "was installed before; nothing had to be written"
        say(f"Completion for {wanted} {done}\nNext: {installed.begin}")
    finish(installed.findings, [])


class Form(StrEnum):
    """How the doctor's advice is printed."""

    TEXT = "text"
    JSON = "json"


def doctor(
    output_format: Annotated[Form, typer.Option("--format", help="text for people, json for programs.")] = Form.TEXT,
) -> None:
    """Look at what the program needs: the computer, the workspace, and the templates beside those shipped now.

    A problem comes last, and then the exit code is 1. Nothing is changed.

    Example: papers doctor
    """
    from cabinet_papers.commands.doctor import Level, examine_computer
    from cabinet_papers.files.workspace import find_workspace

    here = find_here()
    columns, _ = find_window(sys.stdout)
    workspace = find_workspace(here) if here else None
    found = list(examine_computer(workspace, columns if columns != UNBROKEN else 0))
    if output_format is Form.JSON:
        import json

        typer.echo(json.dumps([each._asdict() for each in found], indent=2, ensure_ascii=False))
    else:
        for each in sorted(found, key=lambda each: [*Level].index(each.level)):
            _print_advice(each, columns)
    if any(each.level is Level.PROBLEM for each in found):
        raise typer.Exit(ERRORS_FOUND)


def _print_advice(advice: Advice, columns: int) -> None:
    """Print what was looked at, and below it what to do."""
    from cabinet_papers.report.terminal import choose_colours, paint, plain, wrap

    colours = choose_colours(os.environ, is_terminal=sys.stdout.isatty())
    colour = {"problem": colours.error, "note": colours.warning}.get(advice.level, "")
    first, *further = wrap(plain(f"{advice.about}: {advice.text}"), columns, INDENT)
    typer.echo(f"{paint(f'{advice.level:<{len(INDENT)}}', colour)}{first.removeprefix(INDENT)}", color=bool(colour))
    for line in (*advice.details, *([f"hint: {advice.cure}"] if advice.cure else [])):
        further += wrap(plain(line), columns, f"{INDENT}    ")
    for row in further:
        typer.echo(row)


def open_matter(
    matter: Annotated[
        str,
        typer.Argument(
            metavar="[MATTER]",
            help="A matter's folder or title, or a part of it; the folder output without one.",
            autocompletion=complete_matters,
        ),
    ] = "",
    what: Annotated[
        str,
        typer.Argument(
            metavar="[WHAT]",
            help="paper, sheet for its response sheets, or data for its folder; its paper without it.",
            autocompletion=complete_openable,
        ),
    ] = "paper",
) -> None:
    """Open a matter's paper, its response sheets or its folder, as a double click does.

    Where a matter has several papers, their folder is opened.

    Example: papers open sanctuary
    """
    from cabinet_papers.commands.open import What, find_wanted, is_inside, open_path
    from cabinet_papers.report.ending import quote_name

    if what not in [*What]:
        refuse(f'"{what}" cannot be opened of a matter\n    hint: choose {", ".join(What)}')
    workspace, chosen, _ = choose_matters([matter] if matter else None, Format.TEXT)
    one = chosen[0] if matter and len(chosen) == 1 else None
    wanted = find_wanted(workspace, one, What(what))
    if not wanted:
        name = f" {quote_name(one.name)}" if one else ""
        thing, command = ("response sheet", "sheet") if what == What.SHEET else ("paper", "build")
        _stop(f"there is no {thing} yet\n    hint: papers {command}{name}")
    for path in wanted:
        problem = open_path(path) if is_inside(workspace, path) else "it is a link that leads out of the workspace"
        if problem:
            _stop(f"{shown(path)} was not opened: {problem}")
        say(f"Opened {shown(path)}")


def _stop(line: str) -> NoReturn:
    """Say what could not be done, and stop."""
    typer.echo(line, err=True)
    raise typer.Exit(ERRORS_FOUND)
