"""`fq test` and `fq check`: what continuous integration and a developer run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from fengqiao.cli.browser import bring_a_browser
from fengqiao.config.environment import REPOSITORY

WORKERS = "2"
"""Two processes: the machine that the limit of ten minutes is stated for has two cores."""


def run_tests(
    paths: Annotated[list[str] | None, typer.Argument(help="Only these files or folders.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also soaks and long schedules.")] = False,
) -> None:
    """Run the tests."""
    bring_a_browser()
    arguments = ["-n", WORKERS, "--no-loadscope-reorder", "-q"]
    if not everything:
        arguments += ["-m", "not slow"]
    raise typer.Exit(_run("pytest", *arguments, *(paths or [])))


def run_checks() -> None:
    """Check style, types and borders (the tests check the catalogue of words)."""
    steps = [
        ("style", "ruff", ["check", "src", "tests", "conftest.py"]),
        ("format", "ruff", ["format", "--check", "--quiet", "src", "tests", "conftest.py"]),
        ("types", "mypy", ["src/fengqiao"]),
        ("borders", "importlinter.cli", []),
    ]
    failed = []
    for title, module, arguments in steps:
        typer.echo(f"== {title}")
        if module == "importlinter.cli":
            code = subprocess.run(
                [str(Path(sys.executable).with_name("lint-imports"))], cwd=REPOSITORY, check=False
            ).returncode
        else:
            code = _run(module, *arguments)
        if code:
            failed.append(title)
    if failed:
        typer.echo(f"failed: {', '.join(failed)}", err=True)
        raise typer.Exit(1)


def _run(module: str, *arguments: str) -> int:
    return subprocess.run([sys.executable, "-m", module, *arguments], cwd=REPOSITORY, check=False).returncode
