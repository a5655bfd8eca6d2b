"""What the rostering engine is asked for a station and some weeks: people, rules, leave, what each carried before."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import AppointmentRecord, ShiftKind, UnitRecord
from fengqiao.domains.organisation.models import DutyShift, Leave
from fengqiao.domains.organisation.queries.reading import list_appointments
from fengqiao.domains.organisation.queries.roster_rules import ReadRules
from fengqiao.engines.rostering.contracts import (
    OFF,
    Companion,
    Cover,
    Fairness,
    Person,
    RosterProblem,
    Shift,
    Wish,
)
from fengqiao.foundation.calendar.calendar import holiday_calendar
from fengqiao.foundation.clock.clock import local_zone

POLICE, AUXILIARY = "police", "auxiliary"
SHORT_COSTS: Final = 100
MORE_COSTS: Final = 1
LOOK_BACK_DAYS: Final = 28
WEEKS_OF_LIMIT: Final = 4


def people_to_roster(*, unit: UnitRecord, rules: ReadRules, on: datetime.date) -> list[AppointmentRecord]:
    """This function will list who is rostered at a station: each person once, by the first role that the rules name."""
    roles = [Role(name) for name in rules.roles]
    found: dict[int, AppointmentRecord] = {}
    for one in list_appointments(on=on, under=unit.path, roles=roles):
        known = found.get(one.staff.id)
        if known is None or roles.index(one.role) < roles.index(known.role):
            found[one.staff.id] = one
    return sorted(found.values(), key=lambda one: (roles.index(one.role), one.staff.number))


def roster_problem(
    *, people: Sequence[AppointmentRecord], rules: ReadRules, path: str, first: datetime.date, days: int
) -> RosterProblem:
    """This function will put a station's weeks before the engine."""
    dates = [first + datetime.timedelta(days=day) for day in range(days)]
    calendar = holiday_calendar(path)
    free = [not calendar.is_working_day(date) for date in dates]
    before = _before(people, rules, first)
    leave = _leave(people, dates)
    nights = frozenset(shift.code for shift in rules.shifts if shift.is_night)
    every, all_days = frozenset(shift.code for shift in rules.shifts), frozenset(range(days))
    free_days = frozenset(day for day in all_days if free[day])
    carried = {one.staff.number: sum(code in nights for code in before[one.staff.id]) for one in people}
    return RosterProblem(
        days=days,
        shifts=tuple(Shift(one.code, one.minutes, one.starts_minute) for one in rules.shifts),
        people=tuple(_person(one, rules, days, leave[one.staff.id], before[one.staff.id]) for one in people),
        covers=tuple(_covers(rules, free)),
        companions=(Companion(AUXILIARY, POLICE),) if rules.never_alone else (),
        fairness=tuple(
            fairness
            for fairness in (
                Fairness("nights", nights, all_days, rules.night_weight, carried),
                Fairness("weekends", every, free_days, rules.weekend_weight),
            )
            if fairness.weight and fairness.shifts and fairness.days
        ),
        weekends=tuple(_weekends(free)),
        rest_minutes=rules.rest_minutes,
    )


def _covers(rules: ReadRules, free: Sequence[bool]) -> list[Cover]:
    return [
        Cover(
            day,
            rule.shift,
            rule.weekend if is_free else rule.weekday,
            SHORT_COSTS,
            MORE_COSTS,
            "" if rule.group == "all" else rule.group,
        )
        for day, is_free in enumerate(free)
        for rule in rules.cover
    ]


def _weekends(free: Sequence[bool]) -> list[tuple[int, ...]]:
    """Free days that touch are one weekend, or one feast."""
    found: list[list[int]] = []
    for day, is_free in enumerate(free):
        if is_free and day and free[day - 1]:
            found[-1].append(day)
        elif is_free:
            found.append([day])
    return [tuple(days) for days in found]


def _person(
    one: AppointmentRecord, rules: ReadRules, days: int, leave: frozenset[int], before: tuple[str, ...]
) -> Person:
    allowed = rules.roles[one.role.value]
    hours = rules.most_hours_per_week
    most = rules.most_weekends_in_four
    return Person(
        code=one.staff.number,
        groups=frozenset({AUXILIARY if one.staff.is_auxiliary or one.role is Role.AUXILIARY else POLICE}),
        limits={shift.code: 0 for shift in rules.shifts if shift.code not in allowed},
        max_minutes=None if hours is None else round(60 * hours * days / 7),
        max_consecutive=rules.most_days,
        max_weekends=None if most is None else -(-most * days // (7 * WEEKS_OF_LIMIT)),
        days_off=leave,
        before=before,
    )


def _leave(people: Sequence[AppointmentRecord], dates: Sequence[datetime.date]) -> dict[int, frozenset[int]]:
    days: dict[int, set[int]] = {one.staff.id: set() for one in people}
    rows = Leave.objects.filter(staff_id__in=days, from_date__lte=dates[-1], to_date__gte=dates[0])
    for row in rows:
        days[row.staff_id].update(day for day, date in enumerate(dates) if row.from_date <= date <= row.to_date)
    return {staff: frozenset(found) for staff, found in days.items()}


def _before(people: Sequence[AppointmentRecord], rules: ReadRules, first: datetime.date) -> dict[int, tuple[str, ...]]:
    """The shifts of the weeks before, as far as they stand in the duty shifts: by where most of each lies."""
    zone, lines = local_zone(), {one.staff.id: [OFF] * LOOK_BACK_DAYS for one in people}
    start = first - datetime.timedelta(days=LOOK_BACK_DAYS)
    known = False
    rows = DutyShift.objects.filter(
        staff_id__in=lines,
        kind__in=[ShiftKind.ON_DUTY.value, ShiftKind.DAY.value],
        starts_at__gte=datetime.datetime.combine(start, datetime.time(), zone),
        starts_at__lt=datetime.datetime.combine(first, datetime.time(), zone),
    )
    for row in rows:
        begins = row.starts_at.astimezone(zone)
        code = _nearest(rules, begins.hour * 60 + begins.minute)
        lines[row.staff_id][(begins.date() - start).days] = code
        known = True
    return {staff: tuple(line) if known else () for staff, line in lines.items()}


def _nearest(rules: ReadRules, minute: int) -> str:
    return min(rules.shifts, key=lambda shift: abs(shift.starts_minute - minute)).code


def problem_as_plain(problem: RosterProblem) -> dict[str, Any]:
    """This function will return a problem as JSON holds it."""
    plain = asdict(problem)
    for person in plain["people"]:
        person["fixed"] = {str(day): code for day, code in person["fixed"].items()}
    return dict(_sets_as_lists(plain))


def _sets_as_lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sets_as_lists(one) for key, one in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    return [_sets_as_lists(one) for one in value] if isinstance(value, list | tuple) else value


def problem_from_plain(plain: Mapping[str, Any]) -> RosterProblem:
    """This function will return the problem that was stored."""
    return RosterProblem(
        days=plain["days"],
        shifts=tuple(Shift(**{**one, "not_followed_by": frozenset(one["not_followed_by"])}) for one in plain["shifts"]),
        people=tuple(_person_from_plain(one) for one in plain["people"]),
        covers=tuple(Cover(**one) for one in plain["covers"]),
        wishes=tuple(Wish(**one) for one in plain["wishes"]),
        companions=tuple(Companion(**one) for one in plain["companions"]),
        fairness=tuple(
            Fairness(**{**one, "shifts": frozenset(one["shifts"]), "days": frozenset(one["days"])})
            for one in plain["fairness"]
        ),
        weekends=tuple(tuple(days) for days in plain["weekends"]),
        rest_minutes=plain["rest_minutes"],
    )


def _person_from_plain(plain: Mapping[str, Any]) -> Person:
    return Person(
        **{
            **plain,
            "groups": frozenset(plain["groups"]),
            "days_off": frozenset(plain["days_off"]),
            "before": tuple(plain["before"]),
            "fixed": {int(day): code for day, code in plain["fixed"].items()},
        }
    )


def burdens(rows: Mapping[str, Sequence[str]], problem: RosterProblem, name: str) -> Counter[str]:
    """This function will count by person the days of a burden that a roster lays on each."""
    found: Counter[str] = Counter()
    for fairness in problem.fairness:
        if fairness.name == name:
            for number, row in rows.items():
                found[number] = sum(row[day] in fairness.shifts for day in fairness.days)
    return found
