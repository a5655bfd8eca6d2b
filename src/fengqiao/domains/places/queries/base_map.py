"""The base map as it is sent."""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao.domains.places.models import BaseMap
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require_somewhere


@dataclass(frozen=True, slots=True)
class BaseMapFile:
    """The map's bytes in gzip; `sha256` is of the plain text."""

    sha256: str
    gzip_bytes: bytes


def base_map_sha256(*, actor: Actor) -> str | None:
    """This function will tell which base map is the present one, None before any is saved. Raises NotAllowedError."""
    require_somewhere(actor, "places.view")
    return BaseMap.objects.values_list("sha256", flat=True).first()


def get_base_map(*, actor: Actor) -> BaseMapFile | None:
    """This function will return the base map, None before any is saved. Raises NotAllowedError."""
    require_somewhere(actor, "places.view")
    row = BaseMap.objects.first()
    return BaseMapFile(row.sha256, bytes(row.content)) if row else None
