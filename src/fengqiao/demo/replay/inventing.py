"""Who works in a derived tree: invented people for every station, and a crew for every beat and shift."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from fengqiao.demo.county.people import NameBook, draw_birth, draw_sex
from fengqiao.demo.replay.contracts import Crew, Person
from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import NewUnit, UnitKind
from fengqiao.primitives.position import Position

DAY_FROM, NIGHT_FROM = datetime.time(7, 30), datetime.time(19, 30)
HALF_A_DAY = datetime.timedelta(hours=12)
DESK = (
    (Role.STATION_CHIEF, "chief"),
    (Role.SHIFT_LEADER, "leader"),
    (Role.DISPATCHER, "dispatch"),
    (Role.DISPATCHER, "night"),
)
"""The desk of a station: who leads it, who reviews, who takes calls by day and by night."""
RESERVE = 2
"""Crews of the whole station beside those of its beats: the last free one is kept for danger."""
YOUNGEST, OLDEST = 23, 56
FIRST_NUMBER = 900001


@dataclass
class Roster:
    """Fills a tree with people, the same for the same source every time."""

    units: Sequence[NewUnit]
    date: datetime.date
    zone: ZoneInfo
    source: str
    people: list[Person] = field(default_factory=list)
    crews: list[Crew] = field(default_factory=list)

    def fill(self) -> None:
        """This function will invent the desk of every station and the crews of every beat."""
        # Names, not secrets: the seed makes the same people each time.
        self._rng = random.Random(self.source)
        self._names = NameBook(self._rng)
        root = next(unit.code for unit in self.units if unit.kind is UnitKind.COUNTY_BUREAU)
        self._add(Role.COUNTY_STAFF, root, "", "bureau")
        for place, station in enumerate(self._of_kind(UnitKind.POLICE_STATION), start=1):
            for role, name in DESK:
                self._add(role, station.code, station.code, f"{name}{place:02d}")
            beats = [beat for beat in self._of_kind(UnitKind.BEAT) if beat.parent_code == station.code]
            for beat in beats:
                self._man(beat, station.code, beat.name, beat.code)
            for number in range(1, RESERVE + 1):
                at = beats[number % len(beats)]
                self._man(at, station.code, f"{station.name} R{number}", f"{station.code}-R{number}")

    def _of_kind(self, kind: UnitKind) -> Iterator[NewUnit]:
        return (unit for unit in self.units if unit.kind is kind)

    def _man(self, beat: NewUnit, station_code: str, sign: str, code: str) -> None:
        pairs = [self._pair(station_code), self._pair(station_code)]
        position = None
        if beat.longitude is not None and beat.latitude is not None:
            position = Position(beat.longitude, beat.latitude)
        for turn, starts_at in enumerate(self._shift_starts()):
            self.crews.append(
                Crew(
                    code=f"{code}-{turn}",
                    call_sign=f"{sign}-{turn % 2 + 1}",
                    station_code=station_code,
                    beat_code=beat.code,
                    member_numbers=pairs[turn % 2],
                    starts_at=starts_at,
                    ends_at=starts_at + HALF_A_DAY,
                    position=position,
                )
            )

    def _shift_starts(self) -> tuple[datetime.datetime, ...]:
        """The night that ends in the morning, the day, the night after it, and the morning of the handover."""
        before, after = self.date - datetime.timedelta(days=1), self.date + datetime.timedelta(days=1)
        shifts = ((before, NIGHT_FROM), (self.date, DAY_FROM), (self.date, NIGHT_FROM), (after, DAY_FROM))
        return tuple(datetime.datetime.combine(date, time, self.zone) for date, time in shifts)

    def _pair(self, station_code: str) -> tuple[str, str]:
        officer = self._add(Role.CASE_OFFICER, station_code, station_code, "officer")
        return officer, self._add(Role.AUXILIARY, station_code, station_code, "auxiliary")

    def _add(self, role: Role, unit_code: str, station_code: str, login: str) -> str:
        number = str(FIRST_NUMBER + len(self.people))
        sex, birth = draw_sex(self._rng), draw_birth(self._rng, self.date, YOUNGEST, OLDEST)
        is_auxiliary = role is Role.AUXILIARY
        name = "" if is_auxiliary else f"{login}{number[-4:]}" if role is Role.CASE_OFFICER else login
        self.people.append(
            Person(
                number=number,
                name=self._names.full_name(sex, birth.year),
                role=role,
                unit_code=unit_code,
                station_code=station_code,
                login_name=name,
                birth_year=birth.year,
                is_auxiliary=is_auxiliary,
            )
        )
        return number
