"""The commands of the officer's desk: completion, doctor and open."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cabinet_papers.cli.completion import complete_shells
from cabinet_papers.cli.console import finish, refuse, say, shown


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
