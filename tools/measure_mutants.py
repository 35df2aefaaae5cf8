"""Measures how many small mistakes in the matching and the proof of papers the quick tests find.

    python tools/measure_mutants.py [--file NAME ...]

Each mutant is a module with one expression or statement changed: a comparison turned round, a condition left out, a
constant another one. The module's quick tests run against each of them, in a throw-away copy of the checkout; a mutant
that they let pass survives and is printed as a diff. The same checkout always gives the same mutants. Not for Windows:
each mutant is a process forked from one that has imported the libraries already.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import gc
import importlib
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from _pytest.config import default_plugins

ROOT = Path(__file__).resolve().parent.parent
PROOF = ("test_fitting", "test_readback_parts", "test_readback")
# The quick tests of each module of the package, the quickest first. A file of that name is looked for in every folder
# of tests/.
TESTS = {
    "sheets/matching": ("test_matching", "test_same_words", "test_row_pairs", "test_matching_properties"),
    "sheets/same_words": ("test_row_pairs", "test_same_words", "test_matching", "test_matching_properties"),
    "matter/pairing": ("test_pairing",),
    "finished/found": ("test_found",),
    "proof/fitting": PROOF,
    "proof/columns": PROOF,
    "proof/readback": PROOF,
    "proof/receipt": ("test_receipt_words", *PROOF),
}
COPIED = ("src", "tests", "templates", "data", "papers.yaml", "pyproject.toml")
OPTIONS = ("-x", "-q", *(f"-pno:{each}" for each in ("cacheprovider", "unraisableexception", "logging")))
LIBRARIES = ("lxml.etree", "docxtpl", "openpyxl", "rapidfuzz.process", "yaml", "babel.dates", "typer.testing",
             "markdown_it", "xlsxwriter", "jinja2", "html.parser", "unittest.mock")  # fmt: skip
SECONDS = 30
OTHER_WAY: dict[type[ast.AST], tuple[Any, ...]] = {
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,), ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,), ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt), ast.And: (ast.Or,), ast.Or: (ast.And,), ast.Add: (ast.Sub,), ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,), ast.Div: (ast.Mult,), ast.BitOr: (ast.BitAnd,), ast.BitAnd: (ast.BitOr,),
}  # fmt: skip
OTHER_FUNCTION = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}


def walk(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that may be changed: no annotation, import, decorator, docstring or part of an f-string."""
    yield node
    for name, field in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases") or isinstance(node, ast.JoinedStr):
            continue
        for child in field if isinstance(field, list) else [field]:
            is_docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            if isinstance(child, ast.AST) and not is_docstring and not isinstance(child, ast.Import | ast.ImportFrom):
                yield from walk(child)


def change(node: ast.AST) -> Iterator[tuple[Any, str]]:
    """Yield each small mistake at the node: what of it is replaced, and by which text."""
    match node:
        case ast.Constant(bool(value)):
            yield node, str(not value)
        case ast.Constant(int(value)) | ast.Constant(float(value)):
            yield node, str(value + (1 if isinstance(value, int) else 0.15))
        case ast.Constant(str()) | ast.JoinedStr():
            yield node, '"XX"' if isinstance(node, ast.Constant) and not node.value else '""'
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield node, f"({ast.unparse(operand)})"
        case ast.Return(ast.expr() as value):
            yield value, "None"
        case ast.Expr(ast.Call()) | ast.AugAssign() | ast.Delete() | ast.Continue() | ast.Break():
            yield node, "pass"
        case ast.Assign([ast.Attribute() | ast.Subscript()]):
            yield node, "pass"
        case _:
            yield from change_operator(node)
            yield from leave_out(node)


def change_operator(node: ast.AST) -> Iterator[tuple[Any, str]]:
    """Yield the expression with another operator, and a condition turned round."""
    match node:
        case ast.Compare(left, [operator], [right]):
            others = [ast.Compare(left, [each()], [right]) for each in OTHER_WAY.get(type(operator), ())]
            yield from ((node, f"({ast.unparse(each)})") for each in others)
        case ast.BinOp(left, operator, right):
            binaries = [ast.BinOp(left, each(), right) for each in OTHER_WAY.get(type(operator), ())]
            yield from ((node, f"({ast.unparse(each)})") for each in binaries)
        case ast.BoolOp(operator, values):
            yield node, f"({ast.unparse(ast.BoolOp(OTHER_WAY[type(operator)][0](), values))})"
        case ast.If(test) | ast.IfExp(test):
            yield test, f"(not ({ast.unparse(test)}))"


def leave_out(node: ast.AST) -> Iterator[tuple[Any, str]]:
    """Yield the node with one of its conditions, arguments, bounds or items left out, or calling another function."""
    match node:
        case ast.BoolOp(operator, values):
            for rest in (values[:at] + values[at + 1 :] for at in range(len(values))):
                yield node, f"({ast.unparse(ast.BoolOp(operator, rest) if rest[1:] else rest[0])})"
        case ast.comprehension(ifs=conditions):
            yield from ((condition, "True") for condition in conditions)
        case ast.Call(function, arguments, keywords):
            other = OTHER_FUNCTION.get(ast.unparse(function))
            if other:
                yield node, ast.unparse(ast.Call(ast.Name(other), arguments, keywords if other != "list" else []))
            for at in range(len(keywords)):
                yield node, ast.unparse(ast.Call(function, arguments, keywords[:at] + keywords[at + 1 :]))
        case ast.Slice(lower, upper):
            yield from ((bound, "") for bound in (lower, upper) if bound)
        case ast.List(elements) | ast.Tuple(elements) if any(isinstance(each, ast.Starred) for each in elements):
            for at in range(len(elements)):
                yield node, ast.unparse(type(node)(elements[:at] + elements[at + 1 :], ast.Load()))


def make_mutants(source: str) -> list[str]:
    """Return the source with each small mistake, in the order of their places."""
    data = source.encode()
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found: dict[str, tuple[int, int]] = {}
    for part, text in (each for node in walk(ast.parse(source)) for each in change(node)):
        start = starts[part.lineno - 1] + part.col_offset
        end = starts[(part.end_lineno or 0) - 1] + (part.end_col_offset or 0)
        found.setdefault((data[:start] + text.encode() + data[end:]).decode(), (start, end))
    return [mutant for mutant in sorted(found, key=lambda each: (found[each], each)) if mutant != source]


def passes(tests: list[str], copy: Path, *, keep_compiled: bool = False) -> bool:
    """Whether the tests pass, in a process of their own; one that hangs does not."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        os.chdir(copy)
        sys.path[:0] = [str(copy), str(copy / "src")]
        sys.dont_write_bytecode = not keep_compiled
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        os._exit(pytest.main([*OPTIONS, *tests]))
    return os.waitpid(child, 0)[1] == 0


def measure(module: str, copy: Path) -> str:
    """Print the survivors among the mutants of one module; return the line that counts them."""
    path = copy / "src" / "cabinet_papers" / f"{module}.py"
    names = [f"{name}.py" for name in TESTS[module]]
    tests = [str(found) for name in names for found in sorted((copy / "tests").rglob(name))]
    source = path.read_text(encoding="utf-8")
    if not passes(tests, copy, keep_compiled=True):
        sys.exit(f"the tests of {path.name} fail as they are")
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
        compiled.unlink()
    mutants = make_mutants(source)
    survived = 0
    for mutant in mutants:
        path.write_text(mutant, encoding="utf-8")
        if passes(tests, copy):
            survived += 1
            lines = difflib.unified_diff(source.splitlines(), mutant.splitlines(), path.name, path.name, "", "", 1, "")
            sys.stdout.write("\n".join(lines) + "\n")
            sys.stdout.flush()
    path.write_text(source, encoding="utf-8")
    killed = len(mutants) - survived
    return f"{path.name}: {killed} of {len(mutants)} mutants killed ({killed / len(mutants):.0%}), {survived} survived"


def main() -> None:
    """Measure each module that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--file", nargs="+", default=list(TESTS), choices=list(TESTS), metavar="ROOM/MODULE")
    wanted = parser.parse_args().file
    for library in (*LIBRARIES, *(f"_pytest.{each}" for each in default_plugins)):
        importlib.import_module(library)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    gc.freeze()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for each in map(ROOT.joinpath, COPIED):
            without = shutil.ignore_patterns("__pycache__", "node_modules")
            (shutil.copytree(each, copy / each.name, ignore=without) if each.is_dir() else shutil.copy2(each, copy))
        counted = [measure(module, copy) for module in wanted]
    sys.stdout.write("\n".join(counted) + "\n")


if __name__ == "__main__":
    main()
