"""A full disk shows itself in many ways, most of them the database's; the operator needs to hear the one cause."""

from __future__ import annotations

import errno
import shutil

from fengqiao.config.environment import environment

FULL_BELOW = 64 * 2**20
"""Bytes. PostgreSQL writes its log in files of 16 MB and stops when the next one finds no room."""


def is_about_full_disk(error: Exception) -> bool:
    """This function will tell whether an error comes from a disk without room."""
    if isinstance(error, OSError):
        return error.errno == errno.ENOSPC
    # By name: the database's packages are not loaded for every command.
    is_of_database = type(error).__module__.startswith(("django.db", "psycopg"))
    return is_of_database and _free() < FULL_BELOW


def full_disk_advice() -> str:
    """This function will say what happened and what to do."""
    return (
        f"the disk that holds {environment().state_dir} is full ({_free() // 2**20} MB free). Make room, or set "
        "FENGQIAO_STATE_DIR to a folder on a larger disk, and run the same command again; what was committed is kept."
    )


def _free() -> int:
    return shutil.disk_usage(environment().state_dir).free
