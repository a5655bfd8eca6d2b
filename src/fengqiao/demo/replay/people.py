"""Loads the invented people of a replay with their sign-ins, shifts and crews."""

from __future__ import annotations

import datetime

from fengqiao.demo.replay.contracts import Replay
from fengqiao.demo.sign_ins import PASSWORD
from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.accounts.public import hash_password
from fengqiao.domains.incidents.contracts import NewUnit, UnitKind
from fengqiao.domains.incidents.public import load_units
from fengqiao.domains.organisation.contracts import NewShift, NewStaff, ShiftKind
from fengqiao.domains.organisation.public import add_staff, load_shifts
from fengqiao.foundation.scoping.contracts import SYSTEM

APPOINTED_BEFORE = datetime.timedelta(days=400)
LEADER_TITLE, CREW_TITLE = "值班领导", "巡逻班"
HANDOVER_TIME = datetime.time(8, 0)


def load_people(*, replay: Replay) -> int:
    """This function will load everybody with the one password of the demonstration."""
    password_hash = hash_password(password=PASSWORD)
    for person in replay.people:
        add_staff(
            actor=SYSTEM,
            staff=NewStaff(
                number=person.number,
                name=person.name,
                role=person.role,
                unit_code=person.unit_code,
                appointed_date=replay.date - APPOINTED_BEFORE,
                is_auxiliary=person.is_auxiliary,
                birth_year=person.birth_year,
                username=person.login_name,
                password_hash=password_hash if person.login_name else "",
                must_change_password=False,
            ),
        )
    return len(replay.people)


def load_shifts_and_crews(*, replay: Replay) -> int:
    """This function will load who is on duty, and the units that can be sent."""
    load_shifts(actor=SYSTEM, shifts=[*_leaders(replay), *_crew_shifts(replay)])
    load_units(
        actor=SYSTEM,
        units=[
            NewUnit(
                code=crew.code,
                call_sign=crew.call_sign,
                kind=UnitKind.CAR,
                unit_code=crew.station_code,
                member_numbers=crew.member_numbers,
                starts_at=crew.starts_at,
                ends_at=crew.ends_at,
                position=crew.position,
            )
            for crew in replay.crews
        ],
    )
    return len(replay.crews)


def _leaders(replay: Replay) -> list[NewShift]:
    """The chief leads the 24 hours of the handover."""
    starts_at, ends_at = replay.moment(HANDOVER_TIME), replay.moment(HANDOVER_TIME, days_after=1)
    return [
        NewShift(person.number, person.unit_code, ShiftKind.ON_DUTY, starts_at, ends_at, LEADER_TITLE)
        for person in replay.people
        if person.role is Role.STATION_CHIEF
    ]


def _crew_shifts(replay: Replay) -> list[NewShift]:
    return [
        NewShift(number, crew.station_code, ShiftKind.ON_DUTY, crew.starts_at, crew.ends_at, CREW_TITLE)
        for crew in replay.crews
        for number in crew.member_numbers
    ]
