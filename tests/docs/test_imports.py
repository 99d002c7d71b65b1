"""The table of modules in CONTRIBUTING.md says what each imports, and the imports run downward."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "graph"
ROW = re.compile(r"^\| `(\w+)/?` \|.*\| ([^|]+) \|$", re.MULTILINE)
ANYTHING = {"pipeline", "upkeep", "cli"}


def declared() -> dict[str, set[str]]:
    """The imports that the table allows each module."""
    rows = ROW.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    return {name: set(re.findall(r"\w+", imports)) for name, imports in rows}


def files(module: str) -> list[Path]:
    """The files of a module or package of graph/."""
    single = PACKAGE / f"{module}.py"
    return [single] if single.exists() else sorted((PACKAGE / module).rglob("*.py"))


def imported(module: str) -> set[str]:
    """The other modules of graph/ that a module imports anywhere in its files."""
    found = {name for path in files(module) for name in _graph_imports(ast.parse(path.read_text(encoding="utf-8")))}
    return found - {module}


def _graph_imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "graph":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("graph."):
            yield str(node.module).split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("graph."))


def test_every_module_is_in_the_table() -> None:
    modules = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert modules - {"__init__", "__main__"} == set(declared())


@pytest.mark.parametrize("module", sorted(set(declared()) - ANYTHING))
def test_imports_are_those_of_the_table(module: str) -> None:
    assert imported(module) == declared()[module]


def test_nobody_imports_the_command_line() -> None:
    assert [module for module in declared() if module != "cli" and "cli" in imported(module)] == []


@pytest.mark.parametrize("module", sorted(set(declared()) - {"cli"}))
def test_only_the_command_line_prints(module: str) -> None:
    calls = [
        f"{path.name}:{node.lineno}"
        for path in files(module)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert calls == []
