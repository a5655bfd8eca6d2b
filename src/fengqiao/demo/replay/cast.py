"""Who acts in a replay: the desk of the station whose call it is."""

from __future__ import annotations

import datetime

from fengqiao.demo.cast import People
from fengqiao.demo.replay.contracts import Replay
from fengqiao.demo.replay.inventing import DAY_FROM, NIGHT_FROM
from fengqiao.domains.accounts.contracts import Role
from fengqiao.foundation.scoping.contracts import Actor


class ReplayCast(People):
    """The invented people of a derived tree, found by station and hour."""

    def __init__(self, replay: Replay) -> None:
        super().__init__()
        self._zone = replay.zone
        self._desks: dict[tuple[str, Role], list[str]] = {}
        for person in replay.people:
            self._desks.setdefault((person.station_code, person.role), []).append(person.number)

    def dispatcher(self, station_code: str, at: datetime.datetime) -> Actor:
        """This function will return who takes and dispatches calls of a station at a moment."""
        by_day, by_night = self._desks[station_code, Role.DISPATCHER]
        is_day = DAY_FROM <= at.astimezone(self._zone).time() < NIGHT_FROM
        return self.person(by_day if is_day else by_night)

    def shift_leader(self, station_code: str, at: datetime.datetime) -> Actor:
        """This function will return who reviews feedback at a station."""
        return self.person(self._desks[station_code, Role.SHIFT_LEADER][0])

    def duty_leader(self, station_code: str, at: datetime.datetime) -> str:
        """This function will return the number of the leader on duty at a station."""
        return self._desks[station_code, Role.STATION_CHIEF][0]

    def chief(self, station_code: str) -> Actor:
        """This function will return the chief of a station."""
        return self.person(self.duty_leader(station_code, self.now()))

    def bureau(self) -> Actor:
        """This function will return who reads the figures of the whole tree."""
        return self.person(self._desks["", Role.COUNTY_STAFF][0])
