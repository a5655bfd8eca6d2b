"""The project's own source files, for the tests that look at them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "src" / "fengqiao"
DOMAINS = tuple(sorted(path.name for path in (PACKAGE / "domains").iterdir() if (path / "apps.py").exists()))


def source_files(*, with_tests: bool = False) -> Iterator[Path]:
    """This function will list the Python files of the package, without migrations."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).parts
        if "migrations" in parts or (not with_tests and "tests" in parts):
            continue
        yield path


def place(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def layer_of(path: Path) -> str:
    """This function will name the layer of a domain's file, also when the layer is a package: actions, models, …"""
    parts = path.relative_to(PACKAGE / "domains").parts
    return parts[1].removesuffix(".py") if len(parts) > 1 else ""


def is_in_domain(path: Path) -> bool:
    return path.is_relative_to(PACKAGE / "domains")


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """This function will list the dotted names of everything that a file calls, with the line."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
