"""The program never uses the network: no command connects, looks up a name or waits for others, and no module could."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cabinet_papers.cli.app import app
from tests.conftest import ROOT, open_room
from tests.test_rooms import PACKAGE, module_name, read_imports

# Python says of each of these that it is about to happen; a connection within the computer has a path as its address.
WATCH = """\
import json, sys
seen = []

def watch(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
                 "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request", "ftplib.connect", "smtplib.connect"):
        if not isinstance(arguments[1], (str, bytes)) or event != "socket.connect":
            seen.append([event, repr(arguments[1:])])
            raise PermissionError("no network here")

sys.addaudithook(watch)
import typer.testing
from cabinet_papers.cli.app import app
runner = typer.testing.CliRunner()
codes = {}
for command in json.loads(sys.argv[1]):
    ran = runner.invoke(app, command)
    failed = ran.exception if not isinstance(ran.exception, SystemExit) else None
    codes[" ".join(command)] = [ran.exit_code, repr(failed) if failed else ""]
json.dump({"seen": seen, "codes": codes}, sys.stdout)
"""
COMMANDS = [
    ["init", "another"],
    ["new", "Bus Lanes"],
    ["new", "Cycling Plan 2028", "--from", "walking-and-cycling-plan-2027"],
    ["sheet"],
    ["sheet", "--word", "july-round"],
    ["check", "--all"],
    ["check", "--mark", "--fix", "--dry-run"],
    ["build", "--html", "--publish", "--pdf"],
    ["status"],
    ["status", "--format", "html"],
    ["verify"],
    ["take", "walking-and-cycling-plan-2027"],
    ["why", "tree-planting", "1"],
    ["import", "plan.xlsx"],
    ["templates"],
    ["templates", "check"],
    ["templates", "new", "output/tree-planting/Cabinet response - Street Tree Planting Programme.docx"],
    ["explain", "RES004"],
    ["schema"],
    ["doctor"],
    ["completion", "bash"],
    ["help", "build"],
    ["version"],
]
# It starts the system's own program for a file.
NOT_RUN = {"open"}
NETWORK = {
    "socket", "socketserver", "ssl", "http", "urllib.request", "ftplib", "smtplib", "imaplib", "poplib", "telnetlib",
    "xmlrpc", "asyncio", "requests", "httpx", "aiohttp", "urllib3", "webbrowser",
}  # fmt: skip


@pytest.mark.slow
def test_no_command_uses_the_network(tmp_path: Path) -> None:
    room = open_room(tmp_path / "room", sample=True)
    room.draw("plan.xlsx", "[Plan]\nNo. | Action | Service | By when\n1.1 | Plant trees. | Parks | Year 1\n")
    ran = subprocess.run(
        [sys.executable, "-c", WATCH, json.dumps(COMMANDS)], cwd=room.path, capture_output=True, text=True, timeout=300
    )
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert said["seen"] == []
    assert {command: each for command, each in said["codes"].items() if each[1] or each[0] not in (0, 1)} == {}
    assert len(list((room.path / "output").rglob("*.docx"))) >= 8, "there was something to build"


def test_every_command_is_watched() -> None:
    names = {each.name or each.callback.__name__ for each in app.registered_commands if each.callback}
    assert len(names) >= 15
    assert {command[0] for command in COMMANDS} | NOT_RUN == names


def test_the_watch_sees_a_connection() -> None:
    code = WATCH.partition("import typer")[0] + "import socket\nsocket.create_connection(('127.0.0.1', 9))\n"
    ran = subprocess.run([sys.executable, "-c", code, "[]"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert "no network here" in ran.stderr


def test_no_module_could_use_the_network() -> None:
    imports = {module_name(path): read_imports(path) for path in PACKAGE.rglob("*.py")}
    assert len(imports) >= 140
    assert {name: found & NETWORK for name, found in imports.items() if found & NETWORK} == {}
