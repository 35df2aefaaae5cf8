"""The house has floors: a module imports from strictly lower ones, and no two of a floor know each other."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "src" / "cabinet_papers"
FLOORS = (
    ("diagnostics", "prose", "vocabulary", "dates", "wording", "source_text", "terminal", "progress",
     "addresses", "list_marks"),
    ("codes", "passages", "remarks", "reference", "sheet_words", "excerpt"),
    ("model", "source_lines", "folders", "read.yaml_errors", "check.withhold"),
    ("read.run_on",),
    ("workspace", "writing", "merge", "explain", "schema",
     "report", "read.cells", "read.yaml_source", "read.plain_text", "read.markdown",
     "read.number_format", "read.same_words", "read.colours",
     "check.policy", "check.subject", "publish.facts", "publish.opened", "render.views", "render.package",
     "render.environment"),
    ("report_html",
     "check.addresses",
     "check.answers", "check.counts", "check.marks", "check.names", "check.order", "check.people", "check.placement",
     "check.plans", "check.references", "check.responses", "check.sentences", "check.spacing", "check.spelling",
     "check.sums", "check.written_dates", "read.fields", "read.cell_problems", "read.xlsx_parts", "read.xlsx_looks",
     "read.ods_looks",
     "read.csv_file", "read.sheet_face", "read.date_cell", "render.picture", "read.matching", "read.response_table",
     "render.excel", "render.excel_package", "render.row_height", "render.context", "render.places", "render.soundness",
     "render.word", "render.tables", "render.typed_lines",
     "publish.found", "publish.structure", "publish.accessibility", "publish.public",
     "publish.pdf_fonts",
     "publish.files", "render.html"),
    ("read.shown_value", "publish.fitting", "publish.changes", "other_files", "render.placeholders",
     "render.stale_fields", "render.rows", "publish.pdf_page", "check.markup"),
    ("publish.columns", "publish.pdf_tags"),
    ("publish.readback",),
    ("check", "read.logo", "read.xlsx", "read.xls", "read.ods", "read.surroundings", "render.how_to_page",
     "render.excel_notes",
     "render.worksheet_copy",
     "read.recommendations", "read.action_plan",
     "read.worksheet_table", "render.prose_places",
     "render.styles", "render.documents", "render.placeholder_words", "publish.receipt", "publish.gate",
     "publish.page_check", "publish.pdf_proof", "publish.print_copy", "start", "memory"),
    ("read.settings", "read.workbook", "read.sheet_issue", "read.answer", "render.template", "render.response_sheet",
     "render.marked_copy", "sheet_plan", "unread", "publish.pdf"),
    ("read.form_lines",),
    ("read.responses",),
    ("read.matter",),
    ("examine", "reissue", "marks"),
    ("build", "checking", "templates", "sheets"),
    ("fixing", "console"),
    ("cli",),
    ("__main__",),
)  # fmt: skip
FLOOR = {name: at for at, floor in enumerate(FLOORS) for name in floor}
# One owner for each library, its strictest mode wired there.
OWNERS = {
    "yaml": {"read.yaml_source"},
    "openpyxl": {"read.xlsx_looks"},
    "xlrd": {"read.xls"},
    "xlsxwriter": {"render.excel"},
    "rapidfuzz": {"read.matching", "check.names", "check.order", "check.plans", "check.references"},
    "docxtpl": {"render.template"},
    "docx": {"read.logo"},
    "pypdf": {"other_files", "publish.pdf", "publish.pdf_page", "publish.pdf_tags"},
    "markdown_it": {"read.markdown"},
    "babel": {"dates"},
    "typer": {"cli", "console"},
}


def module_name(path: Path) -> str:
    name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    return name.removesuffix(".__init__")


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
    files = {name: path for name, path in files.items() if name != "__init__" and path.stat().st_size > 0}
    return {
        name: {
            imported.removeprefix("cabinet_papers.")
            for imported in read_imports(path)
            if imported.removeprefix("cabinet_papers.") in files and imported.startswith("cabinet_papers.")
        }
        for name, path in files.items()
    }


def test_imports_lead_downwards() -> None:
    modules = own_modules()
    modules = {name: imports for name, imports in modules.items() if name not in ("read", "render", "publish")}
    assert len(modules) >= 35, "the test looked at too little"
    assert sum(map(len, modules.values())) >= 100, "the test saw too few imports"
    assert set(modules) == set(FLOOR)
    upwards = [
        f"{name} (floor {FLOOR[name]}) imports {imported} (floor {FLOOR[imported]})"
        for name, imports in modules.items()
        for imported in imports
        if FLOOR[imported] >= FLOOR[name]
    ]
    assert upwards == []


def test_the_reader_of_finished_documents_shares_nothing_with_their_writer() -> None:
    modules = own_modules()
    reached, waiting = set(), {"publish.readback"}
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= modules[name] - reached
    assert "publish.facts" in reached
    assert not any(name.startswith("render") for name in reached)
    libraries = read_imports(PACKAGE / "publish" / "readback.py")
    assert not libraries & {"docx", "docxtpl"}


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
        if module_name(path) not in ("cli", "console")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "sys.exit", "exit", "typer.echo")
    }
    assert calls == set()
