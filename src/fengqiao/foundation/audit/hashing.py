"""The hash of an entry and of the chain; SHA-256 or SM3 (GB/T 32905), named on every entry."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives import hashes

_ALGORITHMS: Mapping[str, type[hashes.HashAlgorithm]] = {"sha256": hashes.SHA256, "sm3": hashes.SM3}
FIRST_LINK = "0" * 64
CONTENT_FIELDS = (
    "at",
    "actor_user_id",
    "actor_name",
    "action",
    "object_kind",
    "object_id",
    "scope_path",
    "details",
)


def hash_text(text: str, *, hash_name: str) -> str:
    """This function will return the hexadecimal hash of UTF-8 text. Raises KeyError for an unknown hash name."""
    digest = hashes.Hash(_ALGORITHMS[hash_name]())
    digest.update(text.encode())
    return digest.finalize().hex()


def entry_digest(content: Mapping[str, Any], *, hash_name: str) -> str:
    """This function will hash the content fields of an entry, written as canonical JSON."""
    return hash_text(
        json.dumps({name: _plain(content[name]) for name in CONTENT_FIELDS}, sort_keys=True, ensure_ascii=False),
        hash_name=hash_name,
    )


def link(previous: str, digest: str, sequence: int, *, hash_name: str) -> str:
    """This function will hash one link of the chain: what came before, the entry, its number."""
    return hash_text(f"{previous}:{sequence}:{digest}", hash_name=hash_name)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    return value
