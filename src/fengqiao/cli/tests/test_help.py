"""What the commands say of themselves: the command as people type it, and examples whole."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from fengqiao.cli.frequent import SHOWN
from fengqiao.cli.table import PARTS


def told(*words: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "fengqiao", *words],
        env=dict(os.environ) | {"COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,
    ).stdout


@pytest.mark.parametrize(
    ("words", "usage"),
    [
        (("--help",), "Usage: ./fq "),
        (("serve", "--help"), "Usage: ./fq serve "),
        (("import", "calls", "--help"), "Usage: ./fq import calls "),
    ],
)
def test_a_command_is_called_as_people_type_it(words: tuple[str, ...], usage: str) -> None:
    assert usage in told(*words)


def test_the_shape_of_a_zone_file_is_shown_whole() -> None:
    shown = told("watch", "--help")
    assert "classes: [person]" in shown
    assert "\\" not in shown


def test_the_help_lists_every_command() -> None:
    shown = told("--help")
    assert not [name for name in (*PARTS, *SHOWN) if f" {name} " not in shown]
