"""What the operator can mend is told in words, with exit status 2 and no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("variable", "value", "word"),
    [
        ("FENGQIAO_PORT", "abc", "FENGQIAO_PORT"),
        ("DATABASE_URL", "mysql://x/y", "postgresql://"),
        ("FENGQIAO_STATE_DIR", "/proc/nope", "FENGQIAO_STATE_DIR"),
    ],
)
def test_a_wrong_setting_is_named(variable: str, value: str, word: str, tmp_path: Path) -> None:
    settings = {key: text for key, text in os.environ.items() if key != "DATABASE_URL"}
    settings |= {"FENGQIAO_STATE_DIR": str(tmp_path), variable: value}
    done = subprocess.run(
        [sys.executable, "-m", "fengqiao", "status"], env=settings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr
