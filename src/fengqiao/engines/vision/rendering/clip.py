"""Puts the scenery, the actors and the label together into an MP4 file."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import cv2
import numpy as np

from fengqiao.engines.vision.clips import GENERATED_MARK, ClipEncoder
from fengqiao.engines.vision.frames import Picture
from fengqiao.engines.vision.geometry import Polygon
from fengqiao.engines.vision.rendering.canvas import Canvas
from fengqiao.engines.vision.rendering.car_park import draw_car_park
from fengqiao.engines.vision.rendering.figures import draw_figure
from fengqiao.engines.vision.rendering.lettering import write_label
from fengqiao.engines.vision.rendering.scenarios import Scenario
from fengqiao.engines.vision.rendering.viewpoint import Viewpoint

WIDTH, HEIGHT, FPS = 640, 360, 12
OVERSAMPLING = 2
"""Drawn at twice the size and scaled down, so that edges are soft as in a filmed picture."""


@dataclass(frozen=True, slots=True)
class RenderedClip:
    name: str
    content: bytes
    """MP4, H.264; its metadata say that it is generated."""
    width: int
    height: int
    duration_seconds: float
    zone_polygon: Polygon
    """The zone of the scenario in fractions of the picture, for the camera's configuration."""


def render_clip(*, scenario: Scenario, seed: int, shows_at: datetime, camera_name: str = "CAM-1") -> RenderedClip:
    """This function will draw a scenario; the same input always gives the same pictures.

    `shows_at` is the moment that the clock in the first picture shows.
    """
    view = Viewpoint(width=WIDTH * OVERSAMPLING, height=HEIGHT * OVERSAMPLING)
    scenery = Canvas.blank(viewpoint=view, lighting=scenario.lighting)
    draw_car_park(canvas=scenery, scenario=scenario, seed=seed)
    encoder = ClipEncoder(width=WIDTH, height=HEIGHT, fps=FPS, comment=GENERATED_MARK)
    noise = np.random.default_rng(seed)
    for index in range(round(scenario.seconds * FPS)):
        seconds = index / FPS
        clock = f"{camera_name}  {shows_at + timedelta(seconds=seconds):%Y-%m-%d %H:%M:%S}"
        picture = draw_picture(scenery=scenery, scenario=scenario, seconds=seconds, noise=noise)
        write_label(picture=picture, clock=clock)
        encoder.add(picture=_planar(picture), seconds=seconds)
    clip = encoder.finish()
    return RenderedClip(
        name=scenario.name,
        content=clip.content,
        width=WIDTH,
        height=HEIGHT,
        duration_seconds=clip.duration_seconds,
        zone_polygon=zone_in_picture(scenario=scenario),
    )


def draw_picture(*, scenery: Canvas, scenario: Scenario, seconds: float, noise: np.random.Generator) -> Picture:
    """This function will return one picture (h, w, 3) without label; cars hide who is behind them."""
    canvas = replace(scenery, picture=scenery.picture.copy(), distance=scenery.distance.copy())
    stances = [(actor.stance(seconds=seconds), actor.clothes) for actor in scenario.actors]
    present = [(stance, clothes) for stance, clothes in stances if stance is not None]
    for stance, clothes in sorted(present, key=lambda pair: -pair[0].y):
        draw_figure(canvas=canvas, stance=stance, clothes=clothes)
    hidden = canvas.distance > scenery.distance
    canvas.picture[hidden] = scenery.picture[hidden]
    small = cv2.resize(canvas.picture, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA).astype(np.float32)
    grain = noise.normal(0, scenario.lighting.grain, (HEIGHT, WIDTH, 1)).astype(np.float32)
    return np.clip(small + grain, 0, 255).astype(np.uint8)


def zone_in_picture(*, scenario: Scenario) -> Polygon:
    """This function will return the scenario's zone as a camera configuration wants it."""
    corners = np.array([(x, y, 0.0) for x, y in scenario.zone_on_ground])
    pixels, _ = Viewpoint(width=WIDTH, height=HEIGHT).project(corners)
    fractions = np.clip(pixels / (WIDTH, HEIGHT), 0, 1).round(4)
    return tuple((float(x), float(y)) for x, y in fractions)


def _planar(picture: Picture) -> Picture:
    return cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_I420).astype(np.uint8)
