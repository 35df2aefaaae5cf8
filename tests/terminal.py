"""A real shell under a pseudo-terminal, at which keys are typed and the screen is read."""

import contextlib
import os
import re
import select
import signal
import sys
import time
from pathlib import Path

from tests.conftest import ROOT, need_program

# What steers the terminal, and is no letter on it.
STEERING = re.compile(rb"\x1b\[[0-9;?<>=]*[a-zA-Z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b[=>]|\r")
# What each reads when it starts, in a home of the test's own.
PROMPT = "ready> "
SETTINGS = {
    ".bashrc": f"PS1='{PROMPT}'\n",
    ".zshrc": f"PS1='{PROMPT}'\n",
    ".config/fish/config.fish": f"function fish_prompt; echo -n '{PROMPT}'; end\nset -g fish_greeting\n",
    # Where it is missing, fish reads every manual page of the system at its first start.
    ".local/share/fish/generated_completions/none": "",
}
TAB, HOME, ENTER, STOP = b"\t", b"\x01", b"\r", b"\x03"
SECONDS = 20
# So long nothing more comes when a shell has answered.
QUIET = 1.0


class Terminal:
    """A shell that was started in a folder, with a home of its own and `papers` on its path."""

    def __init__(self, shell: str, home: Path, folder: Path) -> None:
        import pty

        self.shell = shell
        program = need_program(shell)
        environment = make_environment(home) | {"SHELL": program}
        self.process, self.handle = pty.fork()
        if not self.process:
            os.chdir(folder)
            os.execve(program, [shell, "-i"], environment)  # noqa: S606 - a child of the test
        self.read(PROMPT)

    def read(self, until: str = "") -> str:
        """Return what the shell shows until it has shown these words, or nothing more comes."""
        raw, shown = b"", ""
        latest = time.monotonic() + SECONDS
        while time.monotonic() < latest and not (until and re.search(until, shown)):
            if select.select([self.handle], [], [], QUIET)[0]:
                try:
                    raw += os.read(self.handle, 65536)
                except OSError:
                    break
            elif not until:
                break
            shown = STEERING.sub(b"", raw).decode("utf-8", "replace")
        return shown

    def type(self, keys: bytes, until: str = "") -> str:
        os.write(self.handle, keys)
        return self.read(until)

    def complete(self, typed: str) -> list[str]:
        """Return the words of the line, as the shell passes them to a command, after it was typed with Tab."""
        keys = typed.encode() + TAB + HOME + b"printf '<%s>\\n' " + ENTER
        return re.findall(r"^<(.*)>$", self.type(keys, rf"\n<papers>\n[^$]*{PROMPT}"), re.MULTILINE)

    def list(self, typed: str) -> str:
        """Return what is shown when Tab is pressed twice; the line is cleared afterwards."""
        said = self.type(typed.encode() + TAB + TAB)
        self.type(STOP)
        return said

    def close(self) -> None:
        with contextlib.suppress(OSError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.handle)


def make_environment(home: Path) -> dict[str, str]:
    """Return an environment of a person with this home, whose path has `papers`, as it is here."""
    programs = home / "programs"
    if not programs.is_dir():
        programs.mkdir(parents=True)
        papers = programs / "papers"
        papers.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}/src" exec "{sys.executable}" -m cabinet_papers "$@"\n')
        papers.chmod(0o755)
        for name, text in SETTINGS.items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_text(text)
    path = f"{programs}:{os.environ['PATH']}"
    return {"HOME": str(home), "PATH": path, "TERM": "xterm", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
