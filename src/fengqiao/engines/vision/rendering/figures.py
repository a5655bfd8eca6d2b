"""A walking, reaching or carrying person, put together from rounded limbs; nobody in particular."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from fengqiao.engines.vision.geometry import FloatArray
from fengqiao.engines.vision.rendering.canvas import Canvas
from fengqiao.engines.vision.rendering.light import Colour

Pose = Literal["walk", "reach", "stand", "carry"]
SKIN: Colour = (120.0, 155.0, 200.0)
SHOE: Colour = (30.0, 30.0, 32.0)
BOX_COLOUR: Colour = (150.0, 190.0, 215.0)
HIP, SHOULDER, HEAD = 0.92, 1.43, 1.63
THIGH, SHIN, UPPER_ARM, FOREARM = 0.46, 0.44, 0.30, 0.28
SWING_RADIANS = 0.50
STEPS_PER_METRE = 1.35


@dataclass(frozen=True, slots=True)
class Clothes:
    jacket: Colour
    trousers: Colour
    hair: Colour = (28.0, 28.0, 30.0)


@dataclass(frozen=True, slots=True)
class Stance:
    """Where somebody is and what he does in one picture."""

    x: float
    y: float
    heading_radians: float
    pose: Pose
    walked_metres: float
    seconds: float


def draw_figure(*, canvas: Canvas, stance: Stance, clothes: Clothes) -> None:
    """This function will paint the shadow and then the limbs, the far side of the body first."""
    feet = np.array([[stance.x, stance.y, 0.0]])
    distance = float(canvas.viewpoint.project(feet + np.array((0, 0, 0.9)))[1][0])
    angles = np.linspace(0, 2 * math.pi, 16, endpoint=False)
    ring = feet + np.stack([0.34 * np.cos(angles), 0.26 * np.sin(angles), 0 * angles], axis=1)
    canvas.shadow(points=ring, strength=0.5)
    swing = SWING_RADIANS * math.sin(stance.walked_metres * STEPS_PER_METRE * math.pi)
    swing = swing if stance.pose in {"walk", "carry"} else 0.06
    # The side away from the camera, which looks along y, is the one whose shoulder points away from it.
    far = 1.0 if math.cos(stance.heading_radians) > 0 else -1.0
    for side in (far, -far):
        _leg(canvas, stance, side=side, swing=swing * side, clothes=clothes, distance=distance)
        if side == far:
            _arm(canvas, stance, side=side, swing=-swing * side, clothes=clothes, distance=distance)
    _trunk(canvas, stance, clothes=clothes, distance=distance)
    _arm(canvas, stance, side=-far, swing=swing * far, clothes=clothes, distance=distance)


def _leg(canvas: Canvas, stance: Stance, *, side: float, swing: float, clothes: Clothes, distance: float) -> None:
    bend = max(0.0, -swing) * 1.1
    knee = (THIGH * math.sin(swing), HIP - THIGH * math.cos(swing))
    foot = (knee[0] + SHIN * math.sin(swing - bend), knee[1] - SHIN * math.cos(swing - bend))
    path = [(0.0, 0.09 * side, HIP), (knee[0], 0.09 * side, knee[1]), (foot[0], 0.09 * side, foot[1])]
    canvas.line(points=_place(stance, path), colour=clothes.trousers, width_metres=0.15, distance=distance)
    shoe = [(foot[0], 0.09 * side, foot[1]), (foot[0] + 0.14, 0.09 * side, foot[1] - 0.01)]
    canvas.line(points=_place(stance, shoe), colour=SHOE, width_metres=0.09, distance=distance)


def _arm(canvas: Canvas, stance: Stance, *, side: float, swing: float, clothes: Clothes, distance: float) -> None:
    upper, lower = _arm_angles(stance, side=side, swing=swing)
    elbow = (UPPER_ARM * math.sin(upper), SHOULDER - 0.04 - UPPER_ARM * math.cos(upper))
    hand = (elbow[0] + FOREARM * math.sin(lower), elbow[1] - FOREARM * math.cos(lower))
    across = 0.21 * side
    path = [(0.0, across, SHOULDER - 0.04), (elbow[0], across, elbow[1]), (hand[0], across, hand[1])]
    canvas.line(points=_place(stance, path), colour=clothes.jacket, width_metres=0.11, distance=distance)
    end = _place(stance, [(hand[0], across, hand[1])])[0]
    canvas.ball(centre=end, radius_metres=0.055, colour=SKIN, distance=distance)


def _arm_angles(stance: Stance, *, side: float, swing: float) -> tuple[float, float]:
    """Angles of upper arm and forearm forward from hanging down."""
    if stance.pose == "carry":
        return 0.35, 1.45
    if stance.pose == "reach" and side > 0:
        pull = 0.16 * math.sin(stance.seconds * 2 * math.pi * 1.4)
        return 0.75 + pull, 1.25 + pull
    return swing * 0.8, swing * 0.8 + 0.25


def _trunk(canvas: Canvas, stance: Stance, *, clothes: Clothes, distance: float) -> None:
    lean = 0.10 if stance.pose == "reach" else 0.03
    body = _place(stance, [(0.0, 0.0, HIP + 0.02), (lean, 0.0, SHOULDER - 0.09)])
    canvas.line(points=body, colour=clothes.jacket, width_metres=0.32, distance=distance)
    shoulders = _place(stance, [(lean, -0.15, SHOULDER - 0.03), (lean, 0.15, SHOULDER - 0.03)])
    canvas.line(points=shoulders, colour=clothes.jacket, width_metres=0.17, distance=distance)
    neck, head = _place(stance, [(lean, 0.0, SHOULDER + 0.02), (lean + 0.03, 0.0, HEAD)])
    canvas.line(points=np.stack([neck, head]), colour=SKIN, width_metres=0.10, distance=distance)
    canvas.ball(centre=head, radius_metres=0.115, colour=SKIN, distance=distance)
    crown = _place(stance, [(lean - 0.015, 0.0, HEAD + 0.045)])[0]
    canvas.ball(centre=crown, radius_metres=0.108, colour=clothes.hair, distance=distance)
    if stance.pose == "carry":
        for across in (0.2, -0.2):
            box = [(0.22, across, 1.08), (0.62, across, 1.08), (0.62, across, 1.38), (0.22, across, 1.38)]
            canvas.face(points=_place(stance, box), colour=BOX_COLOUR, distance=distance)


def _place(stance: Stance, points: list[tuple[float, float, float]]) -> FloatArray:
    """Turns (forward, to the left, up) of a person into world coordinates."""
    cos, sin = math.cos(stance.heading_radians), math.sin(stance.heading_radians)
    local = np.array(points, dtype=np.float64)
    x = stance.x + local[:, 0] * cos - local[:, 1] * sin
    y = stance.y + local[:, 0] * sin + local[:, 1] * cos
    return np.stack([x, y, local[:, 2]], axis=1)
