"""What cannot be looked into, or is no folder, no file or nowhere: a finding at its place, for every command."""

import contextlib
import ctypes
import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cabinet_papers.files import folders
from tests.conftest import MATTER, SHEET, Room, open_room, say_missing

FILE, ANSWERS = "data/trees/recommendations.yaml", "data/trees/responses.xlsx"
COMMANDS = [
    ("check",), ("check", "--fix"), ("check", "--mark"), ("build",), ("build", "--html", "--publish"), ("sheet",),
]  # fmt: skip
WITHOUT_RIGHTS = "-dac_override,-dac_read_search"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="links and permissions are those of Unix systems"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with two matters, each with its answer, and what was built of them."""
    room = open_room(tmp_path_factory.mktemp("built") / "room")
    for name in ("elms", "trees"):
        room.write(f"data/{name}/recommendations.yaml", MATTER)
        room.draw(f"data/{name}/responses.xlsx", SHEET.replace("Yes", "Agreed"))
    assert room.papers("build").exit_code == 0
    return room.path


@pytest.fixture
def ready(built: Path, tmp_path: Path) -> Room:
    """A copy of it, for one test."""
    shutil.copytree(built, tmp_path / "room")
    return Room(tmp_path / "room")


def run(room: Room, *arguments: str) -> tuple[int, list[tuple[str, str]]]:
    """Run the command, which raises nothing; return its exit code and findings."""
    if arguments[0] in ("init", "new"):
        ran = room.papers(*arguments)
        return ran.exit_code, [(word.rstrip(":"), "") for word in ran.stderr.split() if word[:3] in ("OUT", "WSP")]
    ran = room.papers(*arguments, "--format", "json")
    return ran.exit_code, read_findings(ran.stdout)


# Linux's capabilities to read, write and look into whatever the permissions are: capabilities(7), capset(2).
OF_ADMINISTRATORS = 1 << 1 | 1 << 2
CAPABILITIES_VERSION = 0x20080522


@contextlib.contextmanager
def as_person() -> Iterator[None]:
    """Be a person without an administrator's rights, who may look into every folder, for a while."""
    if os.geteuid():
        yield
        return
    if not sys.platform.startswith("linux"):
        say_missing("an administrator may look into every folder, and only Linux lets one lay that down for a while")
    libc = ctypes.CDLL(None, use_errno=True)
    # Of this thread; two sets of 32 capabilities, each as those that are in force, permitted and inherited.
    header, held = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, held) == 0
    lowered = (ctypes.c_uint32 * 6)(held[0] & ~OF_ADMINISTRATORS, *held[1:])
    assert libc.capset(header, lowered) == 0, os.strerror(ctypes.get_errno())
    try:
        yield
    finally:
        assert libc.capset(header, held) == 0


def run_as_person(room: Room, *arguments: str, cwd: Path | None = None) -> tuple[int, list[tuple[str, str]]]:
    """Run the command, which raises nothing, as such a person."""
    with as_person():
        return run(Room(cwd or room.path), *arguments)


# Runs the commands one after the other as a terminal starts them; after what each prints stands its exit code.
ONE_AFTER_THE_OTHER = """
import json, sys
from cabinet_papers.cli.app import main
for arguments in json.loads(sys.argv[1]):
    sys.argv = ["papers", *arguments]
    try:
        main()
    except SystemExit as ended:
        print(f"\\0{ended.code}", end="\\0")
"""


def run_process_as_person(room: Room, *commands: tuple[str, ...]) -> list[tuple[int, list[tuple[str, str]]]]:
    """Run the commands as such a person does, in a process of its own."""
    lines = json.dumps([[*command, "--format", "json"] for command in commands])
    command = [sys.executable, "-c", ONE_AFTER_THE_OTHER, lines]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            say_missing("setpriv is not installed; an administrator may look into every folder")
        command = ["setpriv", f"--bounding-set={WITHOUT_RIGHTS}", f"--inh-caps={WITHOUT_RIGHTS}", *command]
    ran = subprocess.run(command, cwd=room.path, capture_output=True, text=True, encoding="utf-8",
                         timeout=180, check=False)  # fmt: skip
    assert (ran.returncode, "Traceback" in ran.stderr) == (0, False), ran.stderr
    said = ran.stdout.split("\0")
    return [(int(code), read_findings(printed)) for printed, code in zip(said[0:-1:2], said[1::2], strict=True)]


def read_findings(stdout: str) -> list[tuple[str, str]]:
    return [(item["code"], item["file"]) for item in json.loads(stdout)]


@pytest.fixture
def forbid() -> Iterator[Callable[[Path, int], None]]:
    """Take rights away, and give them back at the end."""
    taken: list[Path] = []

    def take(path: Path, mode: int) -> None:
        path.chmod(mode)
        taken.append(path)

    yield take
    for path in reversed(taken):
        # What was set aside since is not there any more.
        if path.exists():
            path.chmod(0o755)


def break_link(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def make_loop(path: Path) -> None:
    path.symlink_to(path.name)


def put_file(path: Path) -> None:
    path.write_text("a file", encoding="utf-8")


BROKEN = [break_link, make_loop, put_file]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("make", BROKEN)
def test_data_is_no_folder(make: Callable[[Path], None], command: tuple[str, ...], room: Room) -> None:
    """Shown as "WSP004"."""
    shutil.rmtree(room.path / "data")
    make(room.path / "data")
    assert run(room, *command) == (1, [("WSP004", "data")])
    assert run(room, *command, "trees") == (1, [("WSP004", "data")])


@pytest.mark.parametrize("make", BROKEN)
def test_a_matter_is_not_begun_where_data_is_no_folder(make: Callable[[Path], None], room: Room) -> None:
    shutil.rmtree(room.path / "data")
    make(room.path / "data")
    code, found = run(room, "new", "Trees")
    assert (code, [each for each, _ in found]) == (1, ["WSP004"])


@pytest.mark.parametrize("command", [*COMMANDS, ("templates", "check")])
@pytest.mark.parametrize("make", BROKEN)
def test_templates_is_no_folder(make: Callable[[Path], None], command: tuple[str, ...], ready: Room) -> None:
    shutil.rmtree(ready.path / "templates")
    make(ready.path / "templates")
    code, found = run(ready, *command)
    if command != ("sheet",):
        assert code == 1
        assert [each for each in found if each[0] in ("WSP004", "TPL001", "TPL002")] == [("WSP004", "templates")]


@pytest.mark.parametrize("make", BROKEN)
def test_output_is_no_folder(make: Callable[[Path], None], ready: Room) -> None:
    shutil.rmtree(ready.path / "output")
    make(ready.path / "output")
    code, found = run(ready, "build")
    assert (code, {each for each, _ in found}) == (1, {"OUT001", "RES004"})
    assert run(ready, "check")[0] == 0


@pytest.mark.parametrize("make", [break_link, make_loop])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_matter_is_a_link_to_nowhere(make: Callable[[Path], None], command: tuple[str, ...], ready: Room) -> None:
    make(ready.path / "data/hedges")
    code, found = run(ready, *command)
    assert code == 1
    assert [each for each in found if "hedges" in each[1]] == [("WSP004", "data/hedges")]
    assert len(list((ready.path / "output").rglob("*.docx"))) >= 2, "the other matters are there"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_matter_is_a_link_to_elsewhere(command: tuple[str, ...], ready: Room, tmp_path: Path) -> None:
    shutil.move(ready.path / "data/trees", tmp_path / "elsewhere")
    (ready.path / "data/trees").symlink_to(tmp_path / "elsewhere")
    code, found = run(ready, *command)
    assert (code, {each for each, _ in found} - {"RES004"}) == (0, set())


@pytest.mark.parametrize(
    ("mode", "command"),
    [(0o000, command) for command in COMMANDS] + [(0o444, ("check",)), (0o111, ("check",)), (0o444, ("sheet",))],
)
def test_a_matter_may_not_be_looked_into(
    mode: int, command: tuple[str, ...], ready: Room, forbid: Callable[[Path, int], None]
) -> None:
    forbid(ready.path / "data/trees", mode)
    code, found = run_as_person(ready, *command)
    assert code == 1
    assert [each for each in found if each[0] != "OUT005" and "trees" in each[1]] == [("WSP004", "data/trees")]


def test_the_program_itself_may_not_look_into_a_matter(ready: Room, forbid: Callable[[Path, int], None]) -> None:
    forbid(ready.path / "data/trees", 0o000)
    ((code, found),) = run_process_as_person(ready, ("check",))
    assert (code, [each for each in found if "trees" in each[1]]) == (1, [("WSP004", "data/trees")])


@pytest.mark.parametrize(
    ("folder", "commands", "code"),
    [
        ("data", [("check",), ("build",), ("new", "Hedges")], 1),
        ("templates", [("check",), ("build",), ("templates", "check")], 1),
        ("output", [("build",)], 1),
        ("output", [("check",), ("sheet",), ("new", "Hedges")], 0),
        ("output/trees", [("build", "--html", "--publish")], 1),
        ("data/trees/to correct", [("check", "--mark")], 1),
    ],
)
def test_any_folder_may_be_forbidden(
    folder: str, commands: list[tuple[str, ...]], code: int, ready: Room, forbid: Callable[[Path, int], None]
) -> None:
    """No traceback, and what is not done is an error."""
    ready.papers("check", "--mark")
    forbid(ready.path / folder, 0o000)
    assert [(command, run_as_person(ready, *command)[0]) for command in commands] == [
        (command, code) for command in commands
    ]


def test_the_workspace_itself_may_be_forbidden(ready: Room, forbid: Callable[[Path, int], None]) -> None:
    forbid(ready.path / "data", 0o000)
    assert run_as_person(ready, "check", cwd=ready.path / "output") == (1, [("WSP004", "data")])


def test_a_file_may_not_be_read(ready: Room, forbid: Callable[[Path, int], None]) -> None:
    forbid(ready.path / FILE, 0o000)
    forbid(ready.path / "data/elms/responses.xlsx", 0o000)
    for command in COMMANDS:
        _, found = run_as_person(ready, *command)
        assert ("YML001", FILE) in found
        if command != ("sheet",):
            assert ("XLS002", "data/elms/responses.xlsx") in found


def test_a_file_that_is_only_promised(ready: Room) -> None:
    """As a file is that OneDrive has not brought yet: it is there, and reading it fails. Here: a process's memory."""
    memory = Path("/proc/self/mem")
    if not memory.exists():
        say_missing("only Linux has files whose reading fails")
    for name, code in ((FILE, "YML001"), ("data/elms/responses.xlsx", "XLS002")):
        (ready.path / name).unlink()
        (ready.path / name).symlink_to(memory)
        for command in COMMANDS:
            _, found = run(ready, *command)
            if command != ("sheet",) or code == "YML001":
                assert (code, name) in found


@pytest.mark.parametrize("make", [break_link, make_loop])
@pytest.mark.parametrize(
    ("name", "code"),
    [("recommendations.yaml", "YML001"), ("answers.xlsx", "XLS002"), ("answers.ods", "XLS002"), ("more", "XLS019")],
)
def test_a_link_to_nowhere_in_a_matter(name: str, code: str, make: Callable[[Path], None], ready: Room) -> None:
    path = ready.path / "data/trees" / name
    path.unlink(missing_ok=True)
    make(path)
    _, found = run(ready, "check")
    about = [each for each in found if each[1] == f"data/trees/{name}"]
    assert about == [(code, f"data/trees/{name}")]
    path.unlink()
    assert all(each[1] != f"data/trees/{name}" for each in run(ready, "check")[1]), "it is remembered"


def test_a_folder_with_the_name_of_the_file(ready: Room) -> None:
    (ready.path / FILE).unlink()
    (ready.path / FILE).mkdir()
    assert ("YML001", FILE) in run(ready, "check")[1]
    assert "REC001" not in {code for code, _ in run(ready, "check")[1]}


def test_a_folder_within_a_matter_may_not_be_looked_into(ready: Room, forbid: Callable[[Path, int], None]) -> None:
    (ready.path / "data/trees/from members").mkdir()
    forbid(ready.path / "data/trees/from members", 0o000)
    for _ in range(2):
        code, found = run_as_person(ready, "check")
        assert (code, [each for each in found if each[0] == "XLS019"]) == (0, [("XLS019", "data/trees/from members")])
    (ready.path / "data/trees/from members").chmod(0o755)
    assert "XLS019" not in {code for code, _ in run_as_person(ready, "check")[1]}


@pytest.mark.parametrize("make", BROKEN)
@pytest.mark.parametrize("name", ["to correct", "earlier sheets"])
def test_a_folder_of_ours_is_something_else(name: str, make: Callable[[Path], None], ready: Room) -> None:
    make(ready.path / "data/trees" / name)
    before = (ready.path / ANSWERS).read_bytes()
    ready.write(FILE, MATTER.replace("a hundred", "two hundred"))
    command = ("check", "--mark") if name == "to correct" else ("sheet",)
    code, found = run(ready, *command, "trees")
    assert (code, "OUT001" in {each for each, _ in found}) == (1, True)
    assert (ready.path / ANSWERS).read_bytes() == before


def test_names_that_are_not_utf8(ready: Room) -> None:
    data = os.fsencode(ready.path / "data")
    os.rename(data + b"/trees", data + b"/tr\xe4es")  # noqa: PTH104 - the name is no text
    os.rename(data + b"/elms/responses.xlsx", data + b"/elms/antw\xf6rt.xlsx")  # noqa: PTH104 - as above
    commands = (*COMMANDS, ("check", "--mark"), ("build", "--html"), ("check",))
    ran = run_process_as_person(ready, *commands)
    assert [(command, code) for command, (code, _) in zip(commands, ran, strict=True)] == [
        (command, 0) for command in commands
    ]
    assert "XLS019" not in {code for code, _ in ran[-1][1]}, "the marked copy is as it was written"
    assert len(list((ready.path / "output").rglob("*.docx"))) >= 2


@pytest.mark.parametrize("command", [("check",), ("build",), ("sheet",), ("init", "new"), ("new", "Trees")])
def test_the_current_folder_was_deleted(command: tuple[str, ...], tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f'cd "{gone}" && rmdir "{gone}" && exec "$@"'
    arguments = [sys.executable, "-m", "cabinet_papers", *command]
    ran = subprocess.run(
        ["sh", "-c", script, "sh", *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert "Traceback" not in ran.stderr
    assert (ran.returncode, "error " in ran.stderr) == ((1 if command[0] == "init" else 2), True)


@pytest.mark.parametrize("make", [break_link, make_loop])
def test_a_workspace_is_not_begun_in_a_link_to_nowhere(make: Callable[[Path], None], room: Room) -> None:
    make(room.path / "new")
    assert run(room, "init", "new") == (1, [("WSP004", "")])


def test_a_workspace_is_not_begun_where_it_is_forbidden(room: Room, forbid: Callable[[Path, int], None]) -> None:
    (room.path / "locked").mkdir()
    for mode in (0o555, 0o000):
        forbid(room.path / "locked", mode)
        for name in ("locked", "locked/new"):
            # What may not even be read is said by the command line itself.
            assert run_as_person(room, "init", name)[0] in (1, 2)
    (room.path / "locked").chmod(0o755)
    assert not list((room.path / "locked").iterdir())


def test_a_logo_of_a_name_that_no_disk_takes(ready: Room) -> None:
    ready.write("papers.yaml", f"council: Eastmere\nlogo: {'a' * 5000}.png\nlogo_alt: A tree\n")
    for command in COMMANDS:
        assert ("YML014", "papers.yaml") in run(ready, *command)[1]


def test_a_file_deleted_while_the_matter_is_read(ready: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between its folder's listing and its reading, and between the reading and the second look."""
    from cabinet_papers.commands import gather as matter
    from cabinet_papers.yaml_files import recommendations

    for module, name in ((matter, "read_matter"), (recommendations, "withhold_if_exempt")):
        real = getattr(module, name)

        def delete_first(path: Path, *given: object, real: Callable[..., object] = real) -> object:
            path.unlink(missing_ok=True)
            return real(path, *given)

        with monkeypatch.context() as patched:
            patched.setattr(module, name, delete_first)
            ready.write(FILE, MATTER + "odd: yes\n")
            found = json.loads(ready.papers("check", "trees", "--format", "json").stdout)
        assert any(item["file"] == FILE for item in found)


@pytest.mark.parametrize(
    ("file", "code"), [("output/.checked.json", 0), ("output/trees/.built.json", 1), ("output/trees/.history.json", 1)]
)
def test_what_the_program_keeps_may_not_be_read_for_a_while(
    file: str, code: int, ready: Room, forbid: Callable[[Path, int], None]
) -> None:
    """It is not damaged: it stays as it is, nothing is set aside, and the next build goes on from it."""
    ready.papers("check")
    path = ready.path / file
    content, papers = path.read_bytes(), set(ready.documents())
    matter = ready.path / FILE
    matter.write_text(matter.read_text("utf-8").replace("title: ", "title: Old and "), "utf-8")
    forbid(path, 0o000)
    for command in (("sheet",), ("check", "--mark")):
        assert run_as_person(ready, *command)[0] == 0, command
    with as_person():
        for command in (("status",), ("verify",)):
            ran = ready.papers(*command)
            assert ran.exit_code in (0, 1), (command, ran.stderr)
    ended, found = run_as_person(ready, "build")
    of_papers = {each[0] for each in found if each[1].startswith("output/trees")}
    assert (ended, bool(of_papers & {"WSP004", "OUT001"})) == (code, bool(code)), found
    path.chmod(0o644)
    assert code == 0 or path.read_bytes() == content
    assert ready.papers("build").exit_code == 0
    # The old title's paper goes to superseded/, and nothing is kept aside as edited or damaged.
    aside = [each.name for each in (ready.path / "output").rglob("*") if "(" in each.name]
    assert not aside, (papers, aside)
    assert [each.exit_code for each in (ready.papers("verify"), ready.papers("build"))] == [0, 0]


@pytest.mark.parametrize("name", [".built.json", ".history.json"])
@pytest.mark.parametrize("error", [errno.EACCES, errno.EIO])
@pytest.mark.parametrize("which", [1, 2, 3])
def test_what_the_program_keeps_may_not_be_read_once(
    which: int, error: int, name: str, ready: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program has it open, or a share is away, at one of the times it is read: no earlier build is lost."""
    matter = ready.path / FILE
    matter.write_text(matter.read_text("utf-8").replace("hundred", "thousand"), "utf-8")
    history = ready.path / "output/trees/.history.json"
    earlier = json.loads(history.read_text("utf-8"))["builds"]
    real, asked = folders.read_file, 0

    def refuse_once(path: Path) -> bytes:
        nonlocal asked
        if path == history.with_name(name):
            asked += 1
            if asked == which:
                raise OSError(error, os.strerror(error), str(path))
        return real(path)

    with monkeypatch.context() as patched:
        patched.setattr(folders, "read_file", refuse_once)
        ran = ready.papers("build")
    assert ran.exit_code == (1 if asked >= which else 0), ran.stderr
    assert "OUT017" not in ran.stderr, ran.stderr
    assert json.loads(history.read_text("utf-8"))["builds"][: len(earlier)] == earlier
    assert ready.papers("build").exit_code == 0
    builds = json.loads(history.read_text("utf-8"))["builds"]
    assert (builds[: len(earlier)], len(builds)) == (earlier, len(earlier) + 1)
    assert [each.name for each in (ready.path / "output").rglob("*") if "(" in each.name] == []
    assert ready.papers("verify").exit_code == 0


def test_a_sheet_that_may_not_be_read_any_more_when_it_is_joined(
    ready: Room, forbid: Callable[[Path, int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was not saved meanwhile: that is not said. Every sheet stays, and the next run joins them."""
    from cabinet_papers.sheets import form_writer

    members = "cabinet: {members: [{name: Councillor Oak}, {name: Councillor Elm}]}\nrecommendations:\n"
    ready.write("data/hedges/recommendations.yaml", MATTER.split("recommendations:")[0] + members + (
        "  - {text: That the Council plants a hundred trees., member: Councillor Oak}\n"
        "  - {text: That the Council waters every one of them., member: Councillor Elm}\n"
    ))  # fmt: skip
    assert ready.papers("sheet", "hedges").exit_code == 0
    folder = ready.path / "data/hedges"
    oak = folder / "responses - Councillor Oak.xlsx"
    before = {path.name: path.read_bytes() for path in folder.glob("*.xlsx")}
    render = form_writer.render_form

    def render_and_forbid(*given: object) -> bytes:
        forbid(oak, 0o000)
        # Nor can the folder be listed, as where a share is away for a while.
        forbid(folder, 0o300)
        return render(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched, as_person():
        patched.setattr(form_writer, "render_form", render_and_forbid)
        ran = ready.papers("sheet", "hedges", "--join")
    assert (ran.exit_code, ran.stdout, "OUT016" in ran.stderr) == (1, "", False), ran.stderr
    assert "data/hedges: error WSP004" in ran.stderr, ran.stderr
    folder.chmod(0o755)
    oak.chmod(0o644)
    assert {path.name: path.read_bytes() for path in folder.glob("*.xlsx")} == before
    assert ready.papers("sheet", "hedges", "--join").exit_code == 0
    assert {path.name for path in folder.glob("*.xlsx")} == {"responses.xlsx"}
