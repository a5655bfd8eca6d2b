"""Keys of camera sides: made once, shown once, kept as a hash."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

from django.db import transaction

from fengqiao.domains.cameras.contracts import EdgeKeyNameTakenError, EdgeKeyRefusedError, UnknownCameraError
from fengqiao.domains.cameras.models import Camera, EdgeKey
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require, require_somewhere

KEY_BYTES = 32
"""256 bits out of the system's generator: a plain SHA-256 of it cannot be tried through."""


@transaction.atomic
def make_edge_key(*, actor: Actor, name: str, camera_codes: Iterable[str]) -> str:
    """This function will make a key for the cameras and return it, the only time that it can be read.

    Raises UnknownCameraError, EdgeKeyNameTakenError.
    """
    wanted = sorted(set(camera_codes))
    rows = {row.code: row for row in Camera.objects.filter(code__in=wanted)}
    missing = [code for code in wanted if code not in rows]
    if missing or not rows:
        raise UnknownCameraError(codes=missing)
    for row in rows.values():
        require(actor, "cameras.manage", row.scope_path)
    if EdgeKey.objects.filter(name=name).exists():
        raise EdgeKeyNameTakenError(name=name)
    key = secrets.token_urlsafe(KEY_BYTES)
    made = EdgeKey.objects.create(name=name, key_hash=hash_of(key), made_at=now())
    made.cameras.set(rows.values())
    record(
        actor=actor,
        action="make_edge_key",
        object_kind="edge_key",
        object_id=name,
        scope_path="",
        details={"cameras": wanted},
    )
    return key


@transaction.atomic
def revoke_edge_key(*, actor: Actor, name: str) -> None:
    """This function will end a key at once. Raises NotAllowedError, EdgeKeyRefusedError for an unknown name."""
    require_somewhere(actor, "cameras.manage")
    row = EdgeKey.objects.select_for_update().filter(name=name).first()
    if row is None:
        raise EdgeKeyRefusedError(name=name)
    for camera in row.cameras.all():
        require(actor, "cameras.manage", camera.scope_path)
    if row.revoked_at is None:
        row.revoked_at = now()
        row.save(update_fields=["revoked_at"])
    record(actor=actor, action="revoke_edge_key", object_kind="edge_key", object_id=name, scope_path="")


def check_edge_key(*, key: str) -> None:
    """This function will raise EdgeKeyRefusedError for an unknown or revoked key."""
    find_key(key)


def find_key(key: str) -> EdgeKey:
    """This function will return the key's row. Raises EdgeKeyRefusedError for an unknown or revoked one."""
    row = EdgeKey.objects.filter(key_hash=hash_of(key), revoked_at=None).first()
    if row is None:
        raise EdgeKeyRefusedError
    return row


def hash_of(key: str) -> str:
    """This function will return what is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()
