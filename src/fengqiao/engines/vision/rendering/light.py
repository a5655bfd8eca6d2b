"""How bright it is at a place of the car park, by day and by night."""

from dataclasses import dataclass

import numpy as np

from fengqiao.engines.vision.geometry import FloatArray

Colour = tuple[float, float, float]
"""Blue, green, red, 0 to 255; as light: factors."""


@dataclass(frozen=True, slots=True)
class Lamp:
    position: tuple[float, float, float]
    colour: Colour
    reach_metres: float
    strength: float


@dataclass(frozen=True, slots=True)
class Lighting:
    name: str
    ambient: Colour
    sky: Colour
    window: Colour
    lamps: tuple[Lamp, ...] = ()
    grain: float = 1.5
    """Standard deviation of the sensor noise in grey levels."""

    def at(self, points: FloatArray) -> FloatArray:
        """This function will return the light factor (…, 3) at world points (…, 3)."""
        total = np.ones((*points.shape[:-1], 3)) * self.ambient
        for lamp in self.lamps:
            squared = np.sum((points - np.array(lamp.position)) ** 2, axis=-1)
            falloff = lamp.strength / (1 + squared / lamp.reach_metres**2)
            total = total + falloff[..., None] * np.array(lamp.colour)
        return total


WARM: Colour = (0.55, 0.82, 1.0)
NIGHT = Lighting(
    name="night",
    ambient=(0.26, 0.21, 0.19),
    sky=(38.0, 26.0, 20.0),
    window=(120.0, 205.0, 250.0),
    lamps=(
        Lamp((-6.2, 16.6, 4.6), WARM, 4.6, 1.15),
        Lamp((6.2, 16.6, 4.6), WARM, 4.6, 1.15),
        Lamp((0.0, 4.0, 7.0), (0.85, 0.92, 1.0), 7.0, 0.75),
        Lamp((0.0, 19.5, 2.4), (0.45, 0.72, 1.0), 3.0, 0.8),
    ),
    grain=2.4,
)
DAY = Lighting(
    name="day",
    ambient=(1.02, 0.98, 0.95),
    sky=(235.0, 205.0, 170.0),
    window=(150.0, 130.0, 105.0),
    grain=1.5,
)
