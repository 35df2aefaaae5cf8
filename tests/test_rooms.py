"""The code is cut into rooms, one folder each, on floors: the folders are the plan, and the imports follow it."""

import ast
import functools
import re
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "src" / "cabinet_papers"
# From the top: a room imports from lower floors only, and rooms of one floor do not know each other.
FLOORS = (
    ("cli",),
    ("commands",),
    ("pdf", "old_papers"),
    ("sheets", "proof", "web"),
    ("papers", "finished", "word", "excel", "yaml_files", "check", "report"),
    ("matter", "files"),
    ("findings",),
)
FLOOR = {room: len(FLOORS) - at for at, rooms in enumerate(FLOORS) for room in rooms}
# What may lie at the package's root.
AT_THE_ROOT = {"__main__"}
# One owner for each library, its strictest mode wired there.
OWNERS = {
    "yaml": {"yaml_files.yaml_source"},
    "openpyxl": {"excel.xlsx_looks"},
    "xlrd": {"excel.xls"},
    "xlsxwriter": {"excel.writer"},
    "rapidfuzz": {
        "matter.plan_years",
        "sheets.matching",
        "check.person_names",
        "check.names",
        "check.order",
        "check.plans",
        "check.references",
    },
    "docxtpl": {"word.template"},
    "pypdf": {
        "sheets.other_files",
        "pdf.pdf_finish",
        "pdf.pdf_lists",
        "pdf.pdf_page",
        "pdf.pdf_structure",
        "pdf.pdf_tags",
    },
    "markdown_it": {"matter.markdown"},
    "babel": {"matter.dates"},
    "typer": {
        "cli.app",
        "cli.arguments",
        "cli.boundary",
        "cli.building",
        "cli.completion",
        "cli.console",
        "cli.desk",
        "cli.plans",
        "cli.reference",
        "cli.status",
        "cli.verify",
    },
    "shellingham": {"commands.completion"},
}


def module_name(path: Path) -> str:
    name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    return name.removesuffix(".__init__")


@functools.cache
def read_imports(path: Path) -> set[str]:
    """Return every module that the file imports, those inside functions and type checks included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "cabinet_papers" or node.module.startswith("cabinet_papers."):
                found |= {f"{node.module}.{each.name}" for each in node.names}
        elif isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
    return found


def own_modules() -> dict[str, set[str]]:
    """Return our modules with the modules of ours that each imports."""
    files = {module_name(path): path for path in PACKAGE.rglob("*.py")}
    # A room's __init__ that imports nothing only names the room.
    files = {name: path for name, path in files.items() if path.name != "__init__.py" or read_imports(path)}
    return {
        name: {
            imported.removeprefix("cabinet_papers.")
            for imported in read_imports(path)
            if imported.removeprefix("cabinet_papers.") in files and imported.startswith("cabinet_papers.")
        }
        for name, path in files.items()
    }


def room_of(name: str) -> str:
    return name.split(".")[0]


def test_every_module_is_in_a_room() -> None:
    modules = own_modules()
    assert len(modules) >= 140, "the test looked at too little"
    assert {name for name in modules if "." not in name} - set(FLOOR) == AT_THE_ROOT
    assert {room_of(name) for name in modules} - AT_THE_ROOT == set(FLOOR), "a folder is missing in the plan"


def test_imports_lead_downwards() -> None:
    imports = [(name, imported) for name, found in own_modules().items() for imported in found]
    between = [(name, imported) for name, imported in imports if room_of(name) != room_of(imported)]
    assert len(between) >= 400, "the test saw too few imports"
    upwards = [
        f"{name} imports {imported}"
        for name, imported in between
        if name not in AT_THE_ROOT and FLOOR[room_of(imported)] >= FLOOR[room_of(name)]
    ]
    assert upwards == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    modules = own_modules()
    left = dict(modules)
    while free := [name for name, imports in left.items() if not imports & left.keys()]:
        for name in free:
            del left[name]
    assert left == {}


def list_reached(begun: set[str]) -> set[str]:
    """Return the modules, and all that they import, directly or not."""
    modules, reached, waiting = own_modules(), set[str](), set(begun)
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= modules[name] - reached
    return reached


def test_the_reader_of_finished_documents_shares_nothing_with_their_writer() -> None:
    begun = {name for name in own_modules() if room_of(name) in ("proof", "finished")}
    assert len(begun) >= 10, "the test looked at too little"
    reached = list_reached(begun)
    assert {room_of(name) for name in reached}.isdisjoint({"word", "web", "sheets"})
    libraries = {each for name in reached for each in read_imports(PACKAGE / f"{name.replace('.', '/')}.py")}
    assert not libraries & {"docx", "docxtpl"}


def test_the_proof_of_pages_shares_nothing_with_their_writer() -> None:
    """Both have the opened file, with what can go wrong when it is read, and the headings of the columns.

    They read the rest of a document each by itself.
    """
    writer, proof = list_reached({"web.page"}), list_reached({"proof.page_check"})
    assert {"finished.story", "finished.numbering", "finished.styles", "web.blocks"} <= writer
    assert {"proof.page_document", "proof.page_lists", "proof.page_runs", "proof.page_blocks"} <= proof
    shared = {name for name in writer & proof if room_of(name) != "findings"}
    assert shared == {"finished.word_file", "files.faults", "files.package", "files.reading", "matter.columns"}


def test_each_library_has_one_owner() -> None:
    users: dict[str, set[str]] = {library: set() for library in OWNERS}
    for path in PACKAGE.rglob("*.py"):
        for imported in read_imports(path):
            library = imported.split(".")[0]
            if library in users:
                users[library].add(module_name(path))
    assert users == OWNERS


def test_only_the_command_line_prints_or_exits() -> None:
    calls = {
        f"{module_name(path)}:{node.lineno}"
        for path in PACKAGE.rglob("*.py")
        if room_of(module_name(path)) != "cli"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "sys.exit", "exit", "typer.echo")
    }
    assert calls == set()


# What opens files that came with the program, or that it wrote a moment ago, and none that a person may have put there.
OPENING = {
    "check.british", "cli.boundary", "commands.completion", "commands.example_council", "commands.installed_fonts",
    "commands.start", "commands.template_copies", "files.reading", "files.writing", "pdf.pdf",
}  # fmt: skip


def test_files_of_a_workspace_are_opened_in_one_place() -> None:
    """Elsewhere a pipe that has the name of a file would be waited for."""
    opens = re.compile(r".*\.(read_bytes|fdopen)|open|(path|source|os|io|Path\(.*\))\.open")
    found = {
        module_name(path)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and opens.fullmatch(ast.unparse(node.func))
    }
    assert found == OPENING


def test_the_pattern_of_a_message_is_written_out() -> None:
    """What people typed is always a value of a message, which can be withheld, and never a part of its pattern."""
    calls = [
        (path, node)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("phrase", "for_officer")
    ]
    assert len(calls) >= 300, "the test looked at too little"
    made = [
        f"{module_name(path)}:{node.lineno}"
        for path, node in calls
        if not isinstance(node.args[0], ast.Constant)
        and module_name(path) not in ("findings.message", "commands.memory")
    ]
    assert made == []
