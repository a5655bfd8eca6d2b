"""Who acts: the person of the roster whose work it is at that moment."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, Protocol

from django.contrib.auth import get_user_model

from fengqiao.demo.county.contracts import County, DutyShift, Role, ShiftKind
from fengqiao.domains.accounts.public import get_actor
from fengqiao.domains.organisation.public import get_staff, list_staff_by_number
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor

COMMAND = frozenset({ShiftKind.COMMAND_DAY, ShiftKind.COMMAND_NIGHT})


class UnknownPersonError(LookupError):
    """The county names somebody who is not on the staff or has no sign-in."""

    code = "unknown_person"


class CommandRoom(Protocol):
    """Who does what with a call: all that a call's story asks of those who act in it."""

    def person(self, number: str) -> Actor:
        """This function will return the actor of a police number."""

    def staff(self, staff_id: int) -> Actor:
        """This function will return the actor of a staff id."""

    def now(self) -> datetime.datetime:
        """This function will return the present moment of the day."""

    def dispatcher(self, station_code: str, at: datetime.datetime) -> Actor:
        """This function will return who takes and dispatches calls of a station at a moment."""

    def shift_leader(self, station_code: str, at: datetime.datetime) -> Actor:
        """This function will return who reviews feedback at a station at a moment."""

    def duty_leader(self, station_code: str, at: datetime.datetime) -> str:
        """This function will return the number of the leader on duty at a station."""


class People:
    """The people of a roster, found by number."""

    def __init__(self) -> None:
        self._users: dict[str, Any] = {}
        self._numbers: dict[int, str] = {}

    def person(self, number: str) -> Actor:
        """This function will return the actor of a police number, with the roles in force now."""
        if number not in self._users:
            staff = list_staff_by_number(numbers=[number]).get(number)
            if staff is None or staff.user_id is None:
                raise UnknownPersonError(number)
            self._users[number] = get_user_model().objects.get(pk=staff.user_id)
        return get_actor(user=self._users[number])

    def staff(self, staff_id: int) -> Actor:
        """This function will return the actor of a staff id, with the roles in force now."""
        if staff_id not in self._numbers:
            self._numbers[staff_id] = get_staff(staff_id=staff_id).number
        return self.person(self._numbers[staff_id])

    def now(self) -> datetime.datetime:
        """This function will return the present moment of the day."""
        return now()


class Cast(People):
    """The people of the county's day, found by post and hour."""

    def __init__(self, county: County) -> None:
        super().__init__()
        self._county = county

    def dispatcher(self, station_code: str, at: datetime.datetime) -> Actor:
        """This function will return who takes and dispatches calls of a station at a moment."""
        return self.person(self._at_desk(station_code, Role.DISPATCHER, at))

    def shift_leader(self, station_code: str, at: datetime.datetime) -> Actor:
        """This function will return who reviews feedback at a station at a moment."""
        return self.person(self._at_desk(station_code, Role.SHIFT_LEADER, at))

    def video_reviewer(self, station_code: str, at: datetime.datetime) -> Actor:
        """This function will return who looks at the warnings of a station at a moment."""
        return self.person(self._at_desk(station_code, Role.VIDEO_REVIEWER, at))

    def duty_leader(self, station_code: str, at: datetime.datetime) -> str:
        """This function will return the number of the leader on duty at a station."""
        return next(rota.duty_leader_number for rota in self._rotas(station_code, at) if rota.kind is ShiftKind.DUTY)

    def _at_desk(self, station_code: str, role: Role, at: datetime.datetime) -> str:
        """The command room's rota first, then whoever holds the post, then the leader on duty."""
        holders = [
            post.police_number
            for post in self._county.appointments
            if post.organ_code == station_code and post.role is role
        ]
        for rota in self._rotas(station_code, at):
            if rota.kind in COMMAND:
                for number in rota.member_numbers:
                    if number in holders:
                        return number
        return holders[0] if holders else self.duty_leader(station_code, at)

    def _rotas(self, station_code: str, at: datetime.datetime) -> Iterator[DutyShift]:
        for rota in self._county.shifts:
            if rota.organ_code == station_code and rota.start_at <= at < rota.end_at:
                yield rota
