"""The commands that start a station's processes, in a table of their own: they load nothing that they do not need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import typer

from fengqiao.cli.demo import demo, storyteller
from fengqiao.cli.serve import serve, worker

SHOWN: Mapping[str, Callable[..., Any]] = {"demo": demo, "serve": serve}
HIDDEN: Mapping[str, Callable[..., Any]] = {"worker": worker, "storyteller": storyteller}
"""Started by the shown ones."""


def add_frequent(table: typer.Typer) -> None:
    """This function will add the commands to a table."""
    for name, command in SHOWN.items():
        table.command(name)(command)
    for name, command in HIDDEN.items():
        table.command(name, hidden=True)(command)


frequent = typer.Typer(name="fq", add_completion=False, pretty_exceptions_enable=False)
add_frequent(frequent)
