"""A parked car as a few lit faces."""

import math
from dataclasses import dataclass

import numpy as np

from fengqiao.engines.vision.geometry import FloatArray
from fengqiao.engines.vision.rendering.canvas import Canvas
from fengqiao.engines.vision.rendering.light import Colour

HALF_WIDTH, ROOF_HALF_WIDTH = 0.9, 0.66
# Outline of the side, (along, up) in metres from nose to tail; the roof is narrower than the body.
OUTLINE = (
    (2.18, 0.30), (2.24, 0.60), (2.10, 0.78), (1.10, 0.95), (0.35, 1.42),
    (-0.95, 1.44), (-1.75, 1.02), (-2.18, 0.93), (-2.22, 0.52), (-2.14, 0.30),
)  # fmt: skip
ROOF = frozenset({4, 5})
BELT_FRONT, BELT_REAR = 3, 6
GLASS: Colour = (58.0, 50.0, 44.0)
TYRE: Colour = (26.0, 26.0, 27.0)
RIM: Colour = (150.0, 150.0, 152.0)
CHROME: Colour = (190.0, 190.0, 192.0)
TAIL_LIGHT: Colour = (40.0, 40.0, 190.0)
HEAD_LIGHT: Colour = (225.0, 230.0, 232.0)
WHEEL_RADIUS, WHEEL_POSITIONS = 0.33, (1.36, -1.36)


@dataclass(frozen=True, slots=True)
class Car:
    x: float
    y: float
    heading_degrees: float
    colour: Colour
    boot_open: bool = False

    def to_world(self, points: FloatArray) -> FloatArray:
        """This function will turn (along, across, up) of this car into world coordinates."""
        angle = math.radians(self.heading_degrees)
        turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
        return np.hstack([points[:, :2] @ turn.T + (self.x, self.y), points[:, 2:]])


def draw_car(*, canvas: Canvas, car: Car) -> None:
    """This function will paint shadow, body, glass, wheels and lights, the far faces first."""
    around = np.array([(2.35, 1.05, 0), (2.35, -1.05, 0), (-2.35, -1.05, 0), (-2.35, 1.05, 0)], float)
    canvas.shadow(points=car.to_world(around), strength=0.62)
    _, depth = canvas.viewpoint.project(np.array([[car.x, car.y, 0.6]]))
    distance = float(depth[0])
    side = _near_side(canvas=canvas, car=car)
    for points, colour, shine in sorted(_faces(car=car, side=side), key=lambda face: -_range(canvas, car, face[0])):
        canvas.face(points=car.to_world(points), colour=colour, distance=distance, shine=shine)
    _draw_details(canvas=canvas, car=car, side=side, distance=distance)


def _faces(*, car: Car, side: float) -> list[tuple[FloatArray, Colour, float]]:
    rows = [
        [(along, s * (ROOF_HALF_WIDTH if i in ROOF else HALF_WIDTH), up) for s in (-1.0, 1.0)]
        for i, (along, up) in enumerate(OUTLINE)
    ]
    faces: list[tuple[FloatArray, Colour, float]] = []
    for i in range(len(rows) - 1):
        quad = np.array([rows[i][0], rows[i][1], rows[i + 1][1], rows[i + 1][0]])
        is_glass = i in {BELT_FRONT, BELT_REAR - 1}
        faces.append((quad, GLASS if is_glass else car.colour, 1.25 if i == 4 else 1.1))
    index = 0 if side < 0 else 1
    body = np.array([rows[i][index] for i in (0, 1, 2, BELT_FRONT, BELT_REAR, 7, 8, 9)])
    cabin = np.array([rows[i][index] for i in (3, 4, 5, 6)])
    faces += [(body, car.colour, 0.82), (cabin, car.colour, 0.9)]
    return faces


def _draw_details(*, canvas: Canvas, car: Car, side: float, distance: float) -> None:
    y = side * (HALF_WIDTH + 0.01)

    def paint(points: list[tuple[float, float, float]], colour: Colour, shine: float = 1.0) -> None:
        canvas.face(points=car.to_world(np.array(points)), colour=colour, distance=distance, shine=shine)

    roof_y = side * (ROOF_HALF_WIDTH + 0.04)
    paint([(0.98, y, 0.99), (0.30, roof_y, 1.36), (-0.22, roof_y, 1.37), (-0.22, y, 1.0)], GLASS, 1.1)
    paint([(-0.32, y, 1.0), (-0.32, roof_y, 1.37), (-0.92, roof_y, 1.38), (-1.52, y, 1.04)], GLASS, 1.1)
    for along in (0.98, -0.27, -1.28):
        seam = car.to_world(np.array([(along, y, 0.94), (along, y, 0.38)]))
        dark: Colour = (car.colour[0] * 0.5, car.colour[1] * 0.5, car.colour[2] * 0.5)
        canvas.line(points=seam, colour=dark, width_metres=0.02, distance=distance)
    for along in (0.0, -1.08):
        handle = car.to_world(np.array([(along, y, 0.84), (along - 0.16, y, 0.84)]))
        canvas.line(points=handle, colour=CHROME, width_metres=0.04, distance=distance)
    for along in WHEEL_POSITIONS:
        paint(_circle(along=along, y=y, radius=WHEEL_RADIUS), TYRE)
        paint(_circle(along=along, y=y * 1.01, radius=WHEEL_RADIUS * 0.58), RIM, 0.8)
    for along, colour in ((2.14, HEAD_LIGHT), (-2.15, TAIL_LIGHT)):
        inner = along - math.copysign(0.28, along)
        paint([(along, y, 0.64), (along, y, 0.78), (inner, y, 0.80), (inner, y, 0.68)], colour)
    if car.boot_open:
        lid = [(-1.75, -0.7, 1.02), (-1.75, 0.7, 1.02), (-2.25, 0.7, 1.75), (-2.25, -0.7, 1.75)]
        paint(lid, car.colour, 0.8)


def _circle(*, along: float, y: float, radius: float) -> list[tuple[float, float, float]]:
    angles = np.linspace(0, 2 * math.pi, 24, endpoint=False)
    return [(along + radius * math.cos(a), y, WHEEL_RADIUS + radius * math.sin(a)) for a in angles]


def _near_side(*, canvas: Canvas, car: Car) -> float:
    sides = car.to_world(np.array([(0.0, -HALF_WIDTH, 0.6), (0.0, HALF_WIDTH, 0.6)]))
    _, depth = canvas.viewpoint.project(sides)
    return -1.0 if depth[0] < depth[1] else 1.0


def _range(canvas: Canvas, car: Car, points: FloatArray) -> float:
    return float(canvas.viewpoint.project(car.to_world(points))[1].mean())
