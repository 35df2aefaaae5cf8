"""`papers completion`: the script with which a shell completes, and where the shell looks for it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from cabinet_papers.files.writing import explain_failure, hash_of, replace_whole
from cabinet_papers.findings.diagnostics import Diagnostic, Location

SHELLS = ("bash", "zsh", "fish", "powershell")
# PowerShell's newer program has this name.
OTHER_NAMES = {"pwsh": "powershell"}
SCRIPTS = {"bash": "papers.bash", "zsh": "papers.zsh", "fish": "papers.fish", "powershell": "papers.ps1"}
# What zsh reads when it starts, to find its completions; other programs write the same line.
ZSH_LINE = "fpath+=~/.zfunc; autoload -Uz compinit; compinit"
PROFILE = "[Console]::OutputEncoding = [Text.Encoding]::UTF8; $PROFILE"
SECONDS = 60
BEGIN = "open a new terminal, type papers and a blank, then press Tab"
BEGIN_POWERSHELL = (
    "open a new PowerShell, type papers and a blank, then press Tab; where it says that running scripts is disabled, "
    "type first: Set-ExecutionPolicy -Scope CurrentUser RemoteSigned"
)


class Installed(NamedTuple):
    """The files that were written, what could not be, and how to begin; nothing is written where all is there."""

    paths: list[Path]
    findings: list[Diagnostic]
    begin: str


class _Plan(NamedTuple):
    """Where the script goes, the file that the shell reads when it starts with the line it needs, and how to begin."""

    script: Path
    start: Path | None = None
    line: str = ""
    begin: str = ""


def find_shell() -> str:
    """Return the shell that started the program, "" where it is none that completes or cannot be found out."""
    import shellingham

    try:
        name = str(shellingham.detect_shell()[0])
    except (shellingham.ShellDetectionFailure, OSError):
        name = Path(os.environ.get("SHELL", "")).name
    name = OTHER_NAMES.get(name, name)
    return name if name in SHELLS else ""


def read_script(shell: str) -> str:
    """Return the script of a shell, which is one of SHELLS."""
    return (files(__package__) / "shells" / SCRIPTS[shell]).read_text(encoding="utf-8")


def install(shell: str) -> Installed:
    """Write the script where the shell looks for it, and the line that it needs into the file it reads at its start."""
    try:
        plan = _plan(shell)
    except (OSError, subprocess.SubprocessError) as error:
        return Installed([], [explain_failure(OSError(str(error)), Location("the profile of PowerShell"))], "")
    paths, findings = [], []
    wanted = [(plan.script, read_script(shell).encode())]
    try:
        if plan.start:
            # People keep such files elsewhere, with a link in this place.
            start = plan.start.resolve()
            content = start.read_bytes() if start.is_file() else b""
            gap = b"" if not content or content.endswith(b"\n") else b"\n"
            is_there = plan.line.encode() in content.splitlines()
            wanted.append((start, content if is_there else content + gap + plan.line.encode() + b"\n"))
        for path, new in wanted:
            was = path.read_bytes() if path.is_file() else None
            if new != was:
                replace_whole(path, new, hash_of(was) if was is not None else None)
                paths.append(path)
    except OSError as error:
        findings.append(explain_failure(error, Location(Path(error.filename or plan.script).as_posix())))
    return Installed(paths, findings, plan.begin)


def _plan(shell: str) -> _Plan:
    """Return what is written for a shell. Raises OSError and SubprocessError where PowerShell does not answer."""
    home = Path.home()
    if shell == "fish":
        script = _find_folder("XDG_CONFIG_HOME", ".config") / "fish/completions/papers.fish"
        return _Plan(script, begin="type papers and a blank, then press Tab")
    if shell == "zsh":
        # The line that zsh reads has this folder too.
        start = Path(os.environ.get("ZDOTDIR") or home) / ".zshrc"
        return _Plan(home / ".zfunc/_papers", start, ZSH_LINE, BEGIN)
    if shell == "powershell":
        profile = _find_profile()
        script = profile.with_name("papers-completion.ps1")
        quoted = str(script).replace("'", "''")
        return _Plan(script, profile, f". '{quoted}'", BEGIN_POWERSHELL)
    script = _find_folder("XDG_DATA_HOME", ".local/share") / "bash-completion/completions/papers"
    quoted = shlex.quote(str(script))
    # The terminal of macOS starts bash as at a login.
    start = home / (".bash_profile" if sys.platform == "darwin" else ".bashrc")
    line = f"[ -f {quoted} ] && . {quoted}"
    return _Plan(script, start, line, BEGIN)


def _find_folder(variable: str, usual: str) -> Path:
    """Return a folder of the person's own, which a variable may put elsewhere."""
    return Path(os.environ.get(variable) or Path.home() / usual)


def _find_profile() -> Path:
    """Return the file that PowerShell reads when it starts. Raises OSError and SubprocessError."""
    program = "powershell" if sys.platform == "win32" else "pwsh"
    ran = subprocess.run(  # noqa: S603 - the shell that was asked for, with words of our own
        [program, "-NoProfile", "-Command", PROFILE], stdout=subprocess.PIPE, check=True, timeout=SECONDS
    )
    return Path(ran.stdout.decode("utf-8", "replace").strip().removeprefix("\ufeff"))
