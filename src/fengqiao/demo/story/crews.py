"""Where the crews are: on patrol, on the way, at the scene. The gateway of their devices says so every few minutes."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fengqiao.demo.county.contracts import County, UnitKind
from fengqiao.demo.story.strands import Played, Step, minutes
from fengqiao.domains.incidents.contracts import UnitRecord, UnitStatus
from fengqiao.domains.incidents.public import list_live, list_units_now, report_positions
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.foundation.simulation.contracts import ActTold
from fengqiao.primitives.position import Position, distance_metres

EVERY = minutes(9)
"""Below the ten minutes after which a position counts as stale."""
PATROL_METRES, ON_FOOT_METRES = 1500.0, 500.0


@dataclass(frozen=True, slots=True)
class CrewStrand:
    """All crews that are on duty, from the first hour to the last."""

    spots: Mapping[str, Sequence[Position]]
    """Where each crew shows itself while nobody calls."""
    from_at: datetime.datetime
    to_at: datetime.datetime

    def next_step(self, played: Played) -> Step | None:
        turn, at = 0, self.from_at
        while at < self.to_at:
            code = f"crews/{turn:04d}"
            if code not in played:
                return Step(at, code, lambda turn=turn: self._report(turn))  # type: ignore[misc]
            turn, at = turn + 1, at + EVERY
        return None

    def _report(self, turn: int) -> ActTold:
        scenes = {incident.number: incident.position for incident in list_live(actor=SYSTEM)}
        found = {unit.code: self._position(unit, scenes, turn) for unit in list_units_now(actor=SYSTEM)}
        report_positions(actor=SYSTEM, positions={code: at for code, at in found.items() if at is not None})
        return ActTold()

    def _position(self, unit: UnitRecord, scenes: Mapping[str, Position | None], turn: int) -> Position | None:
        if unit.status is UnitStatus.OFF_DUTY:
            return None
        scene = scenes.get(unit.incident_number)
        if unit.status is UnitStatus.ON_SCENE:
            return scene
        if unit.status is UnitStatus.EN_ROUTE and scene is not None and unit.position is not None:
            return Position(
                (unit.position.longitude + scene.longitude) / 2, (unit.position.latitude + scene.latitude) / 2
            )
        spots = self.spots.get(unit.code, ())
        return spots[zlib.crc32(f"{unit.code}/{turn // 2}".encode()) % len(spots)] if spots else unit.position


def doors_round(county: County) -> dict[str, Sequence[Position]]:
    """This function will name the doors round the place where each crew begins its shift: there it shows itself."""
    doors = [Position(*address.position) for address in county.addresses]
    found: dict[str, Sequence[Position]] = {}
    for unit in county.units:
        reach = ON_FOOT_METRES if unit.kind is UnitKind.FOOT else PATROL_METRES
        home = Position(*unit.position)
        found[unit.code] = [door for door in doors[::3] if distance_metres(home, door) <= reach]
    return found


def road_near(county: County, position: tuple[float, float]) -> str:
    """This function will name the nearest road with a name."""
    here = Position(*position)
    named = [edge for edge in county.road_map.edges if edge.name]
    nearest = min(named, key=lambda edge: min(distance_metres(here, Position(*point)) for point in edge.geometry))
    return nearest.name
