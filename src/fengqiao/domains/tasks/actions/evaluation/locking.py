"""Who waits for whom: there may be no row yet that two drawings or two countings could lock."""

from __future__ import annotations

import hashlib

from django.db import connection


def wait_for(*, name: str) -> None:
    """This function will wait until no other transaction works at what is named; the lock ends with the own one."""
    key = int.from_bytes(hashlib.sha256(f"tasks.evaluation:{name}".encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
