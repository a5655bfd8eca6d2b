"""The whole table of commands, every part of it loaded."""

from __future__ import annotations

from fengqiao.cli.table import table

application = table()
