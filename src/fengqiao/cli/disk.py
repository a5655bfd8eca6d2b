"""A full disk shows itself in many ways, most of them the database's; the operator needs to hear the one cause."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from fengqiao.config.environment import environment
from fengqiao.foundation.postgres import FULL_BELOW


def full_disk_advice(error: Exception) -> str | None:
    """This function will say what to do about an error that comes from a disk without room, None for any other."""
    if isinstance(error, OSError):
        if error.errno != errno.ENOSPC:
            return None
        place = Path(str(error.filename)) if error.filename else environment().state_dir
        return f"the disk that holds {place} is full. Make room, or name a place on a larger disk, and run this again."
    # By name: the database's packages are not loaded for every command.
    if not type(error).__module__.startswith(("django.db", "psycopg")):
        return None
    free = shutil.disk_usage(environment().state_dir).free
    if free >= FULL_BELOW:
        return None
    return (
        f"the disk that holds {environment().state_dir} is full ({free // 2**20} MB free). Make room, or set "
        "FENGQIAO_STATE_DIR to a folder on a larger disk, and run the same command again; what was committed is kept."
    )
