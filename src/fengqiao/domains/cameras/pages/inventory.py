"""The inventory of cameras (R12), its points for the map, and the register of video access (R11)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fengqiao.domains.cameras.contracts import CameraRecord
from fengqiao.domains.cameras.public import list_cameras, list_video_access
from fengqiao.domains.cameras.wording import place_words, scene_words
from fengqiao.foundation.scoping.permissions import paths_for
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_GET
def inventory(request: FengqiaoRequest) -> HttpResponse:
    """This page will list the cameras with filing, sign, angle and retention."""
    actor = request.actor
    context = {
        "rows": [_row(camera) for camera in list_cameras(actor=actor)],
        "sees_register": bool(paths_for(actor, "cameras.view_register")),
        "sees_warnings": bool(paths_for(actor, "cameras.view_warnings")),
    }
    return render(request, "cameras/inventory.html", context)


@login_required
@require_GET
def points(request: FengqiaoRequest) -> JsonResponse:
    """This door will give the cameras as points of the map."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [camera.position.longitude, camera.position.latitude]},
            "properties": {
                "kind": "camera",
                "state": "",
                "label": camera.name,
                "url": "",
                "tone": "neutral",
            },
        }
        for camera in list_cameras(actor=request.actor)
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


@login_required
@require_GET
def register(request: FengqiaoRequest) -> HttpResponse:
    """This page will show who opened which clip, and why."""
    rows = list_video_access(actor=request.actor)
    return render(request, "cameras/register.html", {"rows": rows})


def _row(camera: CameraRecord) -> dict[str, Any]:
    zones = [
        {"name": zone.name, "scene": scene_words(zone.scene), "begin": zone.active_from, "end": zone.active_to}
        for zone in camera.zones
    ]
    return {"record": camera, "place": place_words(camera.place_type), "zones": zones}
