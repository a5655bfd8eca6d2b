"""Draws short demonstration clips of a restaurant car park, so that no real person stands in a demonstration.

Every picture says that it is generated; the file says it too (`clips.GENERATED_MARK`).
"""

from fengqiao.engines.vision.rendering.clip import RenderedClip, render_clip
from fengqiao.engines.vision.rendering.scenarios import (
    CAR_DOORS_AT_NIGHT,
    OWNER_LOADING_BY_DAY,
    Scenario,
)

__all__ = ["CAR_DOORS_AT_NIGHT", "OWNER_LOADING_BY_DAY", "RenderedClip", "Scenario", "render_clip"]
