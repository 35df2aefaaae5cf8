"""No function has more ways through it than a reader keeps in mind: cyclomatic complexity, as radon counts it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from radon.complexity import cc_visit_ast

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "cabinet_papers"
MOST = 15


def measure(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the place and the complexity of each function, methods and functions within functions included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            (measured,) = cc_visit_ast(node)
            yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno} {node.name}", measured.complexity


def test_no_function_is_too_complex() -> None:
    measured = dict(each for path in sorted(PACKAGE.rglob("*.py")) for each in measure(path))
    assert len(measured) > 1_000, "the test looked at too little"
    above = [f"{place}: {complexity}" for place, complexity in measured.items() if complexity > MOST]
    assert not above, "\n".join(above)
