"""The trees, the staff and the roster."""

from datetime import timedelta
from itertools import pairwise

from fengqiao.demo.county.contracts import County, DivisionKind, OrganKind, Role, ShiftKind
from fengqiao.primitives.police_organ_code import find_police_organ_code_fault

INVENTED = ("619999", "619900")


def test_the_province_has_its_ten_cities_and_107_counties_and_one_living_county(county: County) -> None:
    real = [d for d in county.divisions if not d.code.startswith("6199")]
    assert sum(d.kind is DivisionKind.CITY for d in real) == 10
    assert sum(d.kind is DivisionKind.COUNTY for d in real) == 107
    bureaus = [o for o in county.organs if o.kind is OrganKind.COUNTY]
    assert len(bureaus) == 108
    assert [o.code for o in bureaus if o.is_living] == [county.county_code] == ["619999000000"]


def test_branches_and_bureaus_have_the_names_that_people_use(county: County) -> None:
    names = {organ.code: organ.name for organ in county.organs}
    assert names["610103000000"] == "碑林分局"
    assert names["610122000000"] == "蓝田县公安局"
    assert names["610881000000"] == "神木市公安局"


def test_no_station_has_a_code_that_a_real_organ_could_have(county: County) -> None:
    stations = [organ for organ in county.organs if organ.kind is OrganKind.STATION]
    assert len({organ.name for organ in stations}) == len(stations) == 3
    assert all(organ.code.startswith("619999") for organ in stations)
    assert all(find_police_organ_code_fault(organ.code) is None for organ in county.organs)
    assert all(beat.code.startswith(beat.station_code[:8]) for beat in county.beats)


def test_every_organ_and_division_hangs_on_a_known_parent(county: County) -> None:
    for nodes in (county.organs, county.divisions):
        codes = {node.code for node in nodes}
        assert len(codes) == len(nodes)
        assert [node.code for node in nodes if not node.parent_code] == [nodes[0].code]
        assert all(node.parent_code in codes for node in nodes[1:])


def test_every_beat_has_an_officer_and_every_role_a_holder(county: County) -> None:
    held = {appointment.role for appointment in county.appointments}
    assert held >= set(Role) - {Role.CITY_STAFF, Role.PROVINCE_STAFF}
    kept = {a.beat_code for a in county.appointments if a.role is Role.COMMUNITY_OFFICER}
    assert kept == {beat.code for beat in county.beats}


def test_four_in_ten_station_police_are_community_officers(county: County) -> None:
    police = {m.police_number for m in county.staff if not m.is_auxiliary}
    for station in (o for o in county.organs if o.kind is OrganKind.STATION):
        here = {a.police_number: a.role for a in county.appointments if a.organ_code == station.code}
        own = [n for n, role in here.items() if n in police and role is not Role.TRAFFIC_OFFICER]
        community = [n for n in own if here[n] is Role.COMMUNITY_OFFICER]
        assert len(community) >= 0.4 * len(own)


def test_nobody_on_leave_is_on_duty_and_no_unit_is_led_by_an_auxiliary(county: County) -> None:
    leave = county.leaves[0]
    assert leave.start_date <= county.date <= leave.end_date
    for shift in county.shifts:
        if leave.start_date <= shift.start_at.date() <= leave.end_date:
            assert leave.police_number not in shift.member_numbers
    assert not any(unit.member_numbers[0].startswith("F") for unit in county.units)


def test_every_moment_of_the_day_has_a_duty_shift_in_every_station(county: County) -> None:
    for station in (o for o in county.organs if o.kind is OrganKind.STATION):
        mine = [s for s in county.shifts if s.organ_code == station.code and s.kind is ShiftKind.DUTY]
        ordered = sorted(mine, key=lambda shift: shift.start_at)
        for before, after in pairwise(ordered):
            assert before.end_at == after.start_at
        today = [s for s in ordered if s.start_at.date() == county.date]
        assert today[0].end_at - today[0].start_at == timedelta(hours=24)
        assert sum(unit.shift_code == today[0].code for unit in county.units) >= 2


def test_names_numbers_and_logins_do_not_repeat(county: County) -> None:
    for attribute in ("police_number", "login_name", "name"):
        values = [getattr(member, attribute) for member in county.staff]
        assert len(set(values)) == len(values)
    assert all(24 <= (county.date - m.birth_date).days / 365 + 3 <= 66 for m in county.staff)
