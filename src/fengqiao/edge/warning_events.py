"""Turns what a scene saw into the warning that is sent."""

import hashlib

from fengqiao.edge.contracts import WarningEvent, WarningModel, WarningReason, WarningTrack
from fengqiao.engines.vision.clips import Clip
from fengqiao.engines.vision.detectors import DetectorCard
from fengqiao.engines.vision.scenes.zone_intrusion import REASON_INSIDE, SCENE, Intrusion
from fengqiao.engines.vision.zones import Zone

DECIMALS = 4
"""A ten-thousandth of a 4K picture is less than half a pixel."""


def build_warning(
    *,
    warning_id: str,
    camera: str,
    zone: Zone,
    intrusion: Intrusion,
    card: DetectorCard,
    clip: Clip,
    is_generated: bool,
) -> WarningEvent:
    """This function will fill in the contract; the reason is a code with parameters, not text."""
    return WarningEvent(
        id=warning_id,
        camera=camera,
        scene=SCENE,
        zone=zone.name,
        started_at=intrusion.started_at,
        ended_at=intrusion.seen_at,
        reason=WarningReason(code=REASON_INSIDE, params=_reason_parameters(zone=zone, intrusion=intrusion)),
        model=WarningModel(name=card.name, version=card.version, weaker=card.weaker),
        confidence=round(intrusion.confidence, DECIMALS),
        tracks=tuple(
            WarningTrack(id=track.track_id, box=_rounded(track.box.clipped().as_list()), label=track.label)
            for track in intrusion.tracks
        ),
        zone_polygon=zone.polygon,
        clip_sha256=hashlib.sha256(clip.content).hexdigest(),
        frame_width=clip.width,
        frame_height=clip.height,
        generated=is_generated,
    )


def _reason_parameters(*, zone: Zone, intrusion: Intrusion) -> dict[str, str | int | float | bool | None]:
    schedule = zone.schedule
    return {
        "zone": zone.name,
        "label": intrusion.tracks[0].label,
        "objects": len(intrusion.tracks),
        "min_frames": zone.min_frames,
        "window_frames": zone.window_frames,
        "frames_inside": intrusion.frames_inside,
        "dwell_seconds": round(intrusion.dwell_seconds, 1),
        "watched_from": None if schedule is None else schedule.from_time.isoformat("minutes"),
        "watched_to": None if schedule is None else schedule.to_time.isoformat("minutes"),
    }


def _rounded(box: list[float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = (round(value, DECIMALS) for value in box)
    return left, top, right, bottom
