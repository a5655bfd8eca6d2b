"""Who walks where in a demonstration clip: scripts in metres and seconds, replayed exactly."""

import math
from dataclasses import dataclass

from fengqiao.engines.vision.rendering.cars import Car
from fengqiao.engines.vision.rendering.figures import Clothes, Pose, Stance
from fengqiao.engines.vision.rendering.light import DAY, NIGHT, Lighting

WALKING_METRES_PER_SECOND = 1.5
TOWARDS_CARS = math.pi / 2


@dataclass(frozen=True, slots=True)
class Go:
    """Walk straight to a place; `pose` is walk or carry."""

    x: float
    y: float
    pose: Pose = "walk"
    metres_per_second: float = WALKING_METRES_PER_SECOND


@dataclass(frozen=True, slots=True)
class Stay:
    seconds: float
    pose: Pose
    heading_radians: float = TOWARDS_CARS


@dataclass(frozen=True, slots=True)
class Actor:
    starts_at_seconds: float
    x: float
    y: float
    clothes: Clothes
    script: tuple[Go | Stay, ...]

    def stance(self, *, seconds: float) -> Stance | None:
        """This function will return where he is then, or None before he comes and after he has gone."""
        left = seconds - self.starts_at_seconds
        if left < 0:
            return None
        x, y, walked = self.x, self.y, 0.0
        for step in self.script:
            if isinstance(step, Stay):
                if left < step.seconds:
                    return Stance(x, y, step.heading_radians, step.pose, walked, seconds)
                left -= step.seconds
                continue
            length = math.hypot(step.x - x, step.y - y)
            heading = math.atan2(step.y - y, step.x - x)
            done = left * step.metres_per_second
            if done < length:
                here = (x + math.cos(heading) * done, y + math.sin(heading) * done)
                return Stance(*here, heading, step.pose, walked + done, seconds)
            x, y, walked = step.x, step.y, walked + length
            left -= length / step.metres_per_second
        return None


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    seconds: float
    lighting: Lighting
    cars: tuple[Car, ...]
    actors: tuple[Actor, ...]
    zone_on_ground: tuple[tuple[float, float], ...]
    """Corners in metres of the zone that a station would draw; it is not painted into the picture."""


ZONE_ON_GROUND = ((-8.0, 7.3), (8.0, 7.3), (8.6, 15.6), (-8.6, 15.6))
PARKED = (
    Car(-5.6, 10.2, 0.0, (150.0, 148.0, 146.0)),
    Car(0.0, 10.1, 180.0, (70.0, 44.0, 30.0)),
    Car(5.6, 10.2, 0.0, (42.0, 40.0, 150.0)),
    Car(-7.0, 15.0, -90.0, (205.0, 205.0, 204.0)),
    Car(-3.6, 15.1, -90.0, (52.0, 50.0, 50.0)),
    Car(3.4, 15.0, -90.0, (120.0, 98.0, 60.0)),
    Car(6.8, 15.1, 90.0, (190.0, 188.0, 184.0)),
)

CAR_DOORS_AT_NIGHT = Scenario(
    name="car_doors_at_night",
    seconds=19.0,
    lighting=NIGHT,
    cars=PARKED,
    zone_on_ground=ZONE_ON_GROUND,
    actors=(
        Actor(
            starts_at_seconds=2.5,
            x=-9.6,
            y=5.4,
            clothes=Clothes(jacket=(62.0, 58.0, 60.0), trousers=(46.0, 42.0, 40.0)),
            script=(
                Go(-5.7, 8.75),
                Stay(1.6, "reach"),
                Go(-0.1, 8.65),
                Stay(1.7, "reach"),
                Go(5.5, 8.75),
                Stay(1.7, "reach"),
                Go(9.8, 6.0),
            ),
        ),
        Actor(
            starts_at_seconds=3.4,
            x=-9.8,
            y=4.6,
            clothes=Clothes(jacket=(96.0, 84.0, 66.0), trousers=(60.0, 60.0, 64.0)),
            script=(
                Go(-6.6, 8.0),
                Stay(1.2, "stand", heading_radians=-0.8),
                Go(-1.2, 7.9),
                Stay(1.8, "stand", heading_radians=-2.2),
                Go(4.4, 7.9),
                Stay(1.4, "stand", heading_radians=-1.2),
                Go(9.9, 5.0),
            ),
        ),
    ),
)

OWNER_LOADING_BY_DAY = Scenario(
    name="owner_loading_by_day",
    seconds=14.0,
    lighting=DAY,
    cars=(*PARKED, Car(2.2, 4.0, 0.0, (165.0, 120.0, 60.0), boot_open=True)),
    zone_on_ground=ZONE_ON_GROUND,
    actors=(
        Actor(
            starts_at_seconds=2.5,
            x=-8.6,
            y=2.6,
            clothes=Clothes(jacket=(70.0, 110.0, 160.0), trousers=(100.0, 84.0, 70.0)),
            script=(
                Go(-0.75, 3.6, pose="carry", metres_per_second=1.3),
                Stay(1.6, "reach", heading_radians=0.2),
                Go(-0.9, 2.6),
                Go(2.2, 2.7),
                Stay(1.4, "reach"),
                Stay(3.0, "stand", heading_radians=0.3),
            ),
        ),
    ),
)
