"""The table of commands. Whoever types one of them loads that one: vision, imports and checks take seconds to load."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Final

import typer

from fengqiao.cli.frequent import add_frequent

PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "test": ("quality", "run_tests"),
    "check": ("quality", "run_checks"),
    "watch": ("watch", "watch"),
    "init": ("init", "init"),
    "bench": ("bench", "bench"),
    "frontend": ("frontend", "frontend"),
    "status": ("operations", "status"),
    "stop": ("operations", "stop"),
    "doctor": ("operations", "doctor"),
    "backup": ("archive", "backup"),
    "restore": ("archive", "restore"),
    "models": ("models", "models"),
    "audit": ("audit", "audit"),
    "lists": ("lists", "lists"),
    "import": ("importing", "imports"),
    "cameras": ("cameras", "cameras"),
}
"""Each command, or group of commands, with the module of this folder that has it, and its name there."""


def table(*, only: str = "") -> typer.Typer:
    """This function will make the table of all commands, or of one of PARTS alone."""
    made = typer.Typer(
        name="fq",
        help="Fengqiao (枫桥): an open platform for community police stations.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    # With a callback a table of one command is still asked for it by its name.
    made.callback()(_nothing_before)
    if not only:
        add_frequent(made)
    for name in [only] if only else PARTS:
        _add(made, name)
    return made


def _nothing_before() -> None:
    """Fengqiao (枫桥): an open platform for community police stations."""


def _add(made: typer.Typer, name: str) -> None:
    module, attribute = PARTS[name]
    part: typer.Typer | Callable[..., Any] = getattr(import_module(f"fengqiao.cli.{module}"), attribute)
    if isinstance(part, typer.Typer):
        made.add_typer(part, name=name)
    else:
        made.command(name)(part)
