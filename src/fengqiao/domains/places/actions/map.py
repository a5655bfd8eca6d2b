"""The roads that travel times are reckoned on, and the base map that pages draw."""

from __future__ import annotations

import gzip
import hashlib
import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from fengqiao.domains.places.actions.storing import announce
from fengqiao.domains.places.contracts import InvalidBaseMapError, InvalidRoadNetworkError, RoadNetwork
from fengqiao.domains.places.models import BaseMap, RoadNetworkRow
from fengqiao.domains.places.queries.roads import build_graph
from fengqiao.engines.roads.contracts import InvalidRoadsError
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require


@transaction.atomic
def load_road_network(*, actor: Actor, network: RoadNetwork) -> None:
    """This function will replace the road network. Raises NotAllowedError, InvalidRoadNetworkError."""
    require(actor, "places.manage", "")
    columns: dict[str, Any] = {
        "longitudes": list(network.longitudes),
        "latitudes": list(network.latitudes),
        "from_nodes": list(network.from_nodes),
        "to_nodes": list(network.to_nodes),
        "length_metres": list(network.length_metres),
        "speeds_kmh": list(network.speeds_kmh),
        "one_way": list(network.one_way),
        "geometries": [[list(point) for point in line] for line in network.geometries],
        "names": list(network.names),
    }
    _check(columns)
    RoadNetworkRow.objects.update_or_create(only=True, defaults={"version": uuid.uuid4(), **columns})
    announce(actor=actor, what="road_network", count=len(network.from_nodes), path="")


def _check(columns: dict[str, Any]) -> None:
    try:
        build_graph(RoadNetworkRow(version=uuid.uuid4(), **columns))
    except InvalidRoadsError as error:
        raise InvalidRoadNetworkError(why=str(error)) from error
    roads = len(columns["from_nodes"])
    for name in ("geometries", "names"):
        if len(columns[name]) not in {0, roads}:
            raise InvalidRoadNetworkError(why=f"{name} has not one entry per road")


@transaction.atomic
def save_base_map(*, actor: Actor, layers: Mapping[str, Any]) -> None:
    """This function will put a base map in the place of the last. Raises NotAllowedError, InvalidBaseMapError."""
    require(actor, "places.manage", "")
    if layers.get("type") != "FeatureCollection" or not isinstance(layers.get("features"), list):
        raise InvalidBaseMapError(type=layers.get("type"))
    plain = json.dumps(layers, ensure_ascii=False, separators=(",", ":")).encode()
    BaseMap.objects.update_or_create(
        only=True,
        defaults={
            "sha256": hashlib.sha256(plain).hexdigest(),
            "content": gzip.compress(plain, compresslevel=6, mtime=0),
            "saved_at": now(),
        },
    )
    announce(actor=actor, what="base_map", count=len(layers["features"]), path="")
