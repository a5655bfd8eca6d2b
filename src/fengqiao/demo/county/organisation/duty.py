"""Who is on duty when: three groups in turn, 24 hours from handover at 08:00, and the units of each shift."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from random import Random

from fengqiao.demo.county.contracts import DutyShift, Leave, Role, ShiftKind, Unit, UnitKind
from fengqiao.demo.county.geography.layout import metres, read_data
from fengqiao.demo.county.geography.plane import to_lonlat
from fengqiao.demo.county.organisation.staff import Personnel

CHINA_TIME = timezone(timedelta(hours=8))
HANDOVER = time(8, 0)
NIGHT_HANDOVER = time(20, 0)
DAYS_BEFORE, DAYS_AFTER = 14, 14
LEADERS = (Role.STATION_CHIEF, Role.POLITICAL_INSTRUCTOR, Role.DEPUTY_CHIEF)
SHIFT_LEADERS = (Role.SHIFT_LEADER, Role.CASE_TEAM)
FIELD_POLICE = (Role.CASE_TEAM, Role.TRAFFIC_OFFICER, Role.COMMUNITY_OFFICER)
COMMAND_ROLES = (Role.SHIFT_LEADER, Role.DISPATCHER, Role.VIDEO_REVIEWER)


@dataclass(slots=True)
class Duty:
    """Shifts and units over the weeks around the day, and who is away."""

    shifts: list[DutyShift] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    leaves: list[Leave] = field(default_factory=list)


def roster(personnel: Personnel, rng: Random, today: date) -> Duty:
    """Make the roster. Nobody on leave is in it."""
    duty = Duty(leaves=[_leave(personnel, today)])
    for station in read_data("organisation.yaml")["stations"]:
        team = _Team(station["key"], station["organ_code"], personnel, rng, today)
        for offset in range(-DAYS_BEFORE, DAYS_AFTER + 1):
            day = today + timedelta(days=offset)
            absent = {leave.police_number for leave in duty.leaves if leave.start_date <= day <= leave.end_date}
            team.put_on_duty(duty, day, absent)
    return duty


def _leave(personnel: Personnel, today: date) -> Leave:
    """One community officer of the town is away on the day; the neighbour beat's officer stands in."""
    station = read_data("organisation.yaml")["stations"][0]
    codes = personnel.numbers(station["organ_code"], Role.COMMUNITY_OFFICER)
    return Leave(codes[2], today - timedelta(days=1), today + timedelta(days=3), "年休假", codes[3])


class _Team:
    """One station's people in three groups."""

    def __init__(self, key: str, organ_code: str, personnel: Personnel, rng: Random, today: date) -> None:
        self._today = today
        self._key, self._code, self._personnel = key, organ_code, personnel
        self._groups = read_data("staff.yaml")["groups"]
        self._leaders = personnel.numbers(organ_code, *LEADERS)
        leaders = personnel.numbers(organ_code, *SHIFT_LEADERS)
        # in a small station community officers lead shifts too, and then drive
        self._is_small = len(leaders) < len(self._groups)
        self._shift_leaders = personnel.numbers(organ_code, *FIELD_POLICE) if self._is_small else leaders
        self._police = personnel.numbers(organ_code, *FIELD_POLICE)
        self._auxiliaries = personnel.numbers(organ_code, Role.AUXILIARY)
        rng.shuffle(self._police)
        self._keep_story_officer_free()

    def _keep_story_officer_free(self) -> None:
        """The young officer works an ordinary day on the day; her tutor has just come off duty and rests."""
        young = self._personnel.cast.get("young_officer", "")
        if young not in self._police:
            return
        beat = next(post.beat_code for post in self._personnel.appointments if post.police_number == young)
        tutors = [
            post.police_number
            for post in self._personnel.appointments
            if post.beat_code == beat and post.police_number != young
        ]
        tomorrow, yesterday = self._today.toordinal() + 1, self._today.toordinal() - 1
        self._swap_into(young, tomorrow % len(self._groups), taken=[])
        for tutor in tutors:
            self._swap_into(tutor, yesterday % len(self._groups), taken=[young])

    def _swap_into(self, number: str, group: int, *, taken: list[str]) -> None:
        here = self._police.index(number)
        there = next(
            place
            for place, other in enumerate(self._police)
            if place % len(self._groups) == group and other not in taken
        )
        self._police[here], self._police[there] = self._police[there], number

    def put_on_duty(self, duty: Duty, day: date, absent: set[str]) -> None:
        """Add the shifts and units that begin on a day."""
        turn = day.toordinal()
        for kind, ahead in ((ShiftKind.DUTY, 0), (ShiftKind.STANDBY, 1)):
            shift = self._shift(day, turn + ahead, kind, absent)
            duty.shifts.append(shift)
            if kind is ShiftKind.DUTY:
                duty.units.extend(self._units(shift))
        if self._key == "chengguan":
            duty.shifts.extend(self._command_room(day, (day - self._today).days, absent))

    def _shift(self, day: date, turn: int, kind: ShiftKind, absent: set[str]) -> DutyShift:
        group = turn % len(self._groups)
        start = datetime.combine(day, HANDOVER, CHINA_TIME)
        leader = self._present(self._leaders, turn, absent)
        second = self._present([n for n in self._shift_leaders if n != leader], turn, absent)
        police = [number for number in self._police[group :: len(self._groups)] if number not in absent]
        auxiliaries = self._auxiliaries[group :: len(self._groups)]
        return DutyShift(
            code=f"{self._code}-{day:%Y%m%d}-{kind.value}",
            organ_code=self._code,
            kind=kind,
            group_name=self._groups[group],
            start_at=start,
            end_at=start + timedelta(days=1),
            duty_leader_number=leader,
            shift_leader_number=second,
            member_numbers=tuple(dict.fromkeys([leader, second, *police, *auxiliaries])),
        )

    @staticmethod
    def _present(numbers: list[str], turn: int, absent: set[str]) -> str:
        here = [number for number in numbers if number not in absent]
        return here[turn % len(here)]

    def _units(self, shift: DutyShift) -> list[Unit]:
        plans = read_data("staff.yaml")["units"][self._key]
        at_desk = {shift.duty_leader_number} | (set() if self._is_small else {shift.shift_leader_number})
        police = [n for n in shift.member_numbers if n not in at_desk and not n.startswith("F")]
        helpers = [n for n in shift.member_numbers if n.startswith("F")]
        units = []
        for order, plan in enumerate(plans):
            if not police:
                break  # no officer left: a unit is never led by an auxiliary
            in_charge = self._best_for(UnitKind(plan["kind"]), police)
            police.remove(in_charge)
            crew = [in_charge, *(helpers[order : order + 1] if plan["auxiliaries"] else [])]
            units.append(
                Unit(
                    code=f"{shift.code}-{order + 1}",
                    call_sign=plan["call_sign"],
                    kind=UnitKind(plan["kind"]),
                    organ_code=self._code,
                    shift_code=shift.code,
                    member_numbers=tuple(crew),
                    position=to_lonlat(metres([plan["at"]])[0]),
                    equipment=tuple(plan["equipment"]),
                )
            )
        return units

    def _best_for(self, kind: UnitKind, police: list[str]) -> str:
        """Traffic police for the traffic car, the case team for the others; community officers last."""
        first = Role.TRAFFIC_OFFICER if kind is UnitKind.TRAFFIC else Role.CASE_TEAM
        wanted = self._personnel.numbers(self._code, first)
        kept = self._personnel.numbers(self._code, Role.TRAFFIC_OFFICER)
        return min(police, key=lambda number: (number not in wanted, number in kept, police.index(number)))

    def _command_room(self, day: date, turn: int, absent: set[str]) -> list[DutyShift]:
        """Day and night shift of the command room: a leader, a dispatcher and a video reviewer each."""
        result = []
        for half, (kind, start) in enumerate(
            ((ShiftKind.COMMAND_DAY, HANDOVER), (ShiftKind.COMMAND_NIGHT, NIGHT_HANDOVER))
        ):
            crew = [
                self._present(self._personnel.numbers(self._code, role), turn + half, absent) for role in COMMAND_ROLES
            ]
            begin = datetime.combine(day, start, CHINA_TIME)
            result.append(
                DutyShift(
                    code=f"{self._code}-{day:%Y%m%d}-{kind.value}",
                    organ_code=self._code,
                    kind=kind,
                    group_name=self._groups[(turn + half) % len(self._groups)],
                    start_at=begin,
                    end_at=begin + timedelta(hours=12),
                    duty_leader_number=crew[0],
                    shift_leader_number=crew[0],
                    member_numbers=tuple(crew),
                )
            )
        return result
