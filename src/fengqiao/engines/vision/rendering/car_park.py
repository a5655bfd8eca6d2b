"""The place itself: asphalt with bays, the restaurant behind it, lamps and lanterns."""

import cv2
import numpy as np

from fengqiao.engines.vision.frames import Picture
from fengqiao.engines.vision.geometry import FloatArray
from fengqiao.engines.vision.rendering.canvas import Canvas
from fengqiao.engines.vision.rendering.cars import draw_car
from fengqiao.engines.vision.rendering.lettering import GLYPH_SIZE, glyphs
from fengqiao.engines.vision.rendering.light import Colour
from fengqiao.engines.vision.rendering.scenarios import Scenario

ASPHALT: Colour = (104.0, 102.0, 100.0)
PAVEMENT: Colour = (140.0, 142.0, 145.0)
PAINT: Colour = (215.0, 222.0, 225.0)
WALL: Colour = (110.0, 132.0, 158.0)
FASCIA: Colour = (38.0, 40.0, 120.0)
DOOR: Colour = (46.0, 62.0, 96.0)
POST: Colour = (90.0, 92.0, 94.0)
LANTERN: Colour = (48.0, 56.0, 235.0)
SIGN_LIT: Colour = (90.0, 215.0, 255.0)
SIGN_DAY: Colour = (70.0, 190.0, 235.0)
WALL_Y, WALL_HEIGHT, PAVEMENT_Y, WALL_STRIP = 21.0, 5.6, 18.2, 0.25
ASPHALT_GRAIN = 5.0
Extent = tuple[float, float, float, float]
"""A piece of the front wall in metres: left, right, low, high."""

BAYS_SIDE, BAYS_END = (-8.4, -2.8, 2.8, 8.4), (-8.7, -5.3, -1.9, 1.7, 5.1, 8.5)
WINDOWS = ((-9.6, -7.0), (-6.4, -3.8), (3.8, 6.4), (7.0, 9.6))
LANTERNS = (-2.6, -1.9, 1.9, 2.6)
LAMP_POSTS = (-6.2, 6.2)


def draw_car_park(*, canvas: Canvas, scenario: Scenario, seed: int) -> None:
    """This function will paint everything that does not move, from far to near."""
    _draw_ground(canvas=canvas, seed=seed)
    _draw_restaurant(canvas=canvas)
    _draw_lamps(canvas=canvas)
    for car in sorted(scenario.cars, key=lambda car: -car.y):
        draw_car(canvas=canvas, car=car)
    if scenario.lighting.lamps:
        _add_glow(canvas=canvas)


def _draw_ground(*, canvas: Canvas, seed: int) -> None:
    view = canvas.viewpoint
    x, y = view.ground_under_pixels()
    is_far = y > WALL_Y
    albedo = np.where((y > PAVEMENT_Y)[..., None], np.array(PAVEMENT), np.array(ASPHALT))
    rough = np.random.default_rng(seed).normal(0, ASPHALT_GRAIN, (view.height // 4, view.width // 4))
    albedo = albedo + cv2.resize(rough, (view.width, view.height), interpolation=cv2.INTER_CUBIC)[..., None]
    painted = np.zeros((view.height, view.width, 3), np.uint8)
    for line in _bay_lines():
        corners = np.round(view.project(line)[0] * 16).astype(np.int32)
        cv2.fillPoly(painted, [corners], PAINT, cv2.LINE_AA, 4)
    albedo = np.maximum(albedo, painted * 0.9)
    light = canvas.lighting.at(np.stack([x, y, np.zeros_like(x)], axis=2))
    lit = np.where(is_far[..., None], np.array(canvas.lighting.sky), albedo * light)
    canvas.picture[:] = np.clip(lit, 0, 255).astype(np.uint8)


def _bay_lines() -> list[FloatArray]:
    lines = [_strip(x, 8.9, x, 11.5) for x in BAYS_SIDE]
    lines += [_strip(x, 12.8, x, 17.4) for x in BAYS_END]
    return [*lines, _strip(-8.4, 8.9, 8.4, 8.9), _strip(-8.7, 17.4, 8.5, 17.4)]


def _strip(x1: float, y1: float, x2: float, y2: float) -> FloatArray:
    half = 0.06
    if x1 == x2:
        return np.array([(x1 - half, y1, 0), (x1 + half, y1, 0), (x2 + half, y2, 0), (x2 - half, y2, 0)], float)
    return np.array([(x1, y1 - half, 0), (x1, y1 + half, 0), (x2, y2 + half, 0), (x2, y2 - half, 0)], float)


def _draw_restaurant(*, canvas: Canvas) -> None:
    is_night = bool(canvas.lighting.lamps)
    # In strips, so that the light of the lamps runs over the wall.
    for left in np.arange(-20.0, 20.0, WALL_STRIP):
        _wall(canvas, (left, left + WALL_STRIP, 0.0, WALL_HEIGHT), WALL)
    for left in np.arange(-11.0, 11.0, WALL_STRIP):
        _wall(canvas, (left, left + WALL_STRIP, 3.5, 4.7), FASCIA, shine=0.85)
    for left, right in WINDOWS:
        _wall(canvas, (left - 0.12, right + 0.12, 0.78, 2.92), (60.0, 62.0, 66.0))
        _glowing(canvas, (left, right, 0.9, 2.8), canvas.lighting.window)
        middle = (left + right) / 2
        _wall(canvas, (middle - 0.05, middle + 0.05, 0.9, 2.8), (60.0, 62.0, 66.0))
    _wall(canvas, (-1.5, 1.5, 0.0, 3.0), DOOR)
    _glowing(canvas, (-1.2, -0.1, 0.3, 2.7), canvas.lighting.window)
    _glowing(canvas, (0.1, 1.2, 0.3, 2.7), canvas.lighting.window)
    for x in LANTERNS:
        pixel, depth = canvas.viewpoint.project(np.array([[x, WALL_Y - 0.3, 2.75]]))
        radius = round(0.28 * canvas.viewpoint.focal_pixels / float(depth[0]))
        centre = (round(float(pixel[0, 0])), round(float(pixel[0, 1])))
        cv2.circle(canvas.picture, centre, radius, LANTERN, -1, cv2.LINE_AA)
    _draw_sign(canvas=canvas, colour=SIGN_LIT if is_night else SIGN_DAY)


def _wall(canvas: Canvas, extent: Extent, colour: Colour, *, shine: float = 1.0) -> None:
    canvas.face(points=_upright(extent), colour=colour, distance=100.0, shine=shine)


def _glowing(canvas: Canvas, extent: Extent, colour: Colour) -> None:
    """A face with its own light: it keeps its colour however dark it is around."""
    pixels = np.round(canvas.viewpoint.project(_upright(extent))[0] * 16).astype(np.int32)
    cv2.fillPoly(canvas.picture, [pixels], colour, cv2.LINE_AA, 4)


def _upright(extent: Extent) -> FloatArray:
    left, right, low, high = extent
    return np.array([(left, WALL_Y, high), (right, WALL_Y, high), (right, WALL_Y, low), (left, WALL_Y, low)])


def _draw_sign(*, canvas: Canvas, colour: Colour) -> None:
    mark = glyphs("饭店")
    corners = _upright((-1.25, 1.25, 3.55, 4.65))
    target = canvas.viewpoint.project(corners)[0].astype(np.float32)
    source = np.array([(0, 0), (2 * GLYPH_SIZE, 0), (2 * GLYPH_SIZE, GLYPH_SIZE), (0, GLYPH_SIZE)], np.float32)
    size = (canvas.viewpoint.width, canvas.viewpoint.height)
    warp = cv2.getPerspectiveTransform(source, target)
    share = cv2.warpPerspective(mark, warp, size, flags=cv2.INTER_LINEAR)[..., None].astype(np.float32) / 255
    canvas.picture[:] = (canvas.picture * (1 - share) + np.array(colour) * share).astype(np.uint8)


def _draw_lamps(*, canvas: Canvas) -> None:
    for x in LAMP_POSTS:
        foot, top = (x, 17.8, 0.0), (x, 17.8, 4.7)
        canvas.line(points=np.array([foot, top]), colour=POST, width_metres=0.12, distance=25.0)
        canvas.line(points=np.array([top, (x, 16.6, 4.75)]), colour=POST, width_metres=0.1, distance=25.0)


def _add_glow(*, canvas: Canvas) -> None:
    """Light that spills round the lamps and out of the windows, as a lens shows it at night."""
    view = canvas.viewpoint
    heads, _ = view.project(np.array([(x, 16.6, 4.65) for x in LAMP_POSTS]))
    light: Picture = np.zeros_like(canvas.picture)
    for head in heads:
        centre = (round(float(head[0])), round(float(head[1])))
        cv2.circle(light, centre, view.width // 110, (170.0, 225.0, 255.0), -1, cv2.LINE_AA)
        cv2.circle(canvas.picture, centre, view.width // 160, (235.0, 250.0, 255.0), -1, cv2.LINE_AA)
    bright = np.where(canvas.picture.max(axis=2, keepdims=True) > 200, canvas.picture, 0).astype(np.uint8)
    wide = cv2.GaussianBlur(np.maximum(light, bright // 3), (0, 0), view.width / 48)
    near = cv2.GaussianBlur(light, (0, 0), view.width / 110)
    canvas.picture[:] = cv2.add(canvas.picture, cv2.add(wide, near))
