"""Units, divisions, people, their sign-ins and their duty."""

from __future__ import annotations

import datetime

from fengqiao.demo.county.contracts import Appointment, County, DivisionKind, Organ, OrganKind, StationKind
from fengqiao.demo.county.contracts import Role as Post
from fengqiao.demo.loading.duty_times import plan_shifts
from fengqiao.demo.sign_ins import PASSWORD, PROVINCE_NAME, PROVINCE_USERNAME
from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.accounts.public import create_account, grant_role, hash_password
from fengqiao.domains.organisation.contracts import (
    NewDivision,
    NewJurisdiction,
    NewLeave,
    NewLinkedVillage,
    NewStaff,
    NewUnit,
    UnitKind,
)
from fengqiao.domains.organisation.contracts.calendar import NewSchoolBreak
from fengqiao.domains.organisation.public import (
    add_staff,
    appoint,
    enter_school_break,
    load_divisions,
    load_jurisdictions,
    load_linked_villages,
    load_shifts,
    load_units,
    record_leave,
)
from fengqiao.foundation.calendar.contracts import BreakKind
from fengqiao.foundation.scoping.contracts import SYSTEM

JURISDICTION_FROM = datetime.date(2025, 1, 1)
ROLES = {Post.CASE_TEAM: Role.CASE_OFFICER, Post.TRAFFIC_OFFICER: Role.CASE_OFFICER}
"""Posts that carry another post's rights; every other post has the role of its own name."""
SKILLS = {Post.TRAFFIC_OFFICER: ("traffic",)}
UNIT_KINDS = {
    OrganKind.PROVINCE: UnitKind.PROVINCE,
    OrganKind.CITY: UnitKind.MUNICIPAL_BUREAU,
    OrganKind.COUNTY: UnitKind.COUNTY_BUREAU,
    OrganKind.STATION: UnitKind.POLICE_STATION,
}
BRANCH = "分局"
SCHOOL_BREAKS = {BreakKind.WINTER: ((1, 22), (2, 28)), BreakKind.SUMMER: ((7, 11), (8, 31))}
"""Month and day of the first and the last day."""


def load_tree(county: County) -> int:
    """This function will load the police tree down to the beats, and the divisions that it answers for."""
    units = [_unit(organ) for organ in sorted(county.organs, key=lambda organ: list(OrganKind).index(organ.kind))]
    units += [
        NewUnit(
            beat.code, beat.name, UnitKind.BEAT, beat.station_code, False, beat.centre[0], beat.centre[1], beat.boundary
        )
        for beat in county.beats
    ]
    load_units(actor=SYSTEM, units=units)
    divisions = sorted(county.divisions, key=lambda division: list(DivisionKind).index(division.kind))
    load_divisions(
        actor=SYSTEM, divisions=[NewDivision(row.code, row.name, row.parent_code or None) for row in divisions]
    )
    load_jurisdictions(
        actor=SYSTEM,
        jurisdictions=[
            *(
                NewJurisdiction(beat.code, code, JURISDICTION_FROM)
                for beat in county.beats
                for code in beat.division_codes
            ),
            *(
                NewJurisdiction(organ.code, organ.division_code, JURISDICTION_FROM)
                for organ in county.organs
                if organ.kind is not OrganKind.STATION
            ),
        ],
    )
    return len(units) + len(divisions)


def load_people(county: County) -> int:
    """This function will load the staff with their posts and sign-ins, and a reader of the provincial department."""
    posts: dict[str, list[Appointment]] = {}
    for post in county.appointments:
        posts.setdefault(post.police_number, []).append(post)
    password_hash = hash_password(password=PASSWORD)
    for person in county.staff:
        first, *further = posts[person.police_number]
        add_staff(
            actor=SYSTEM,
            staff=NewStaff(
                number=person.police_number,
                name=person.name,
                role=_role(first),
                unit_code=first.beat_code or first.organ_code,
                appointed_date=first.start_date,
                is_auxiliary=person.is_auxiliary,
                skills=SKILLS.get(first.role, ()),
                phone=person.phone,
                birth_year=person.birth_date.year,
                username=person.login_name,
                password_hash=password_hash,
                must_change_password=False,
                joined_date=person.joined_date,
            ),
        )
        for post in further:
            appoint(
                actor=SYSTEM,
                staff_number=person.police_number,
                role=_role(post),
                unit_code=post.beat_code or post.organ_code,
                from_date=post.start_date,
            )
    reader = create_account(
        actor=SYSTEM,
        username=PROVINCE_USERNAME,
        display_name=PROVINCE_NAME,
        password_hash=password_hash,
        must_change_password=False,
    )
    grant_role(actor=SYSTEM, user_id=reader, role=Role.PROVINCE_STAFF, scope_path="")
    return len(county.staff)


def load_duty(county: County) -> int:
    """This function will load shifts, leaves, linked villages and the breaks of the schools."""
    shifts = plan_shifts(county=county)
    load_shifts(actor=SYSTEM, shifts=shifts)
    for leave in county.leaves:
        record_leave(
            actor=SYSTEM,
            leave=NewLeave(leave.police_number, leave.start_date, leave.end_date, leave.reason, leave.deputy_number),
        )
    load_linked_villages(
        actor=SYSTEM,
        links=[
            NewLinkedVillage(
                link.police_number, link.division_code, link.village_name, link.start_date, link.last_stay_date
            )
            for link in county.linked_villages
        ],
    )
    _enter_school_breaks(county)
    return len(shifts)


def _enter_school_breaks(county: County) -> None:
    """The county's breaks of last year, this year and the next: invented, but like those of any county."""
    for year in range(county.date.year - 1, county.date.year + 2):
        for kind, (first, last) in SCHOOL_BREAKS.items():
            entry = NewSchoolBreak(
                county.county_code,
                kind,
                datetime.date(year, *first),
                datetime.date(year, *last),
                f"示范县教体局校历（{year}）",
            )
            enter_school_break(actor=SYSTEM, entry=entry)


def _role(post: Appointment) -> Role:
    return ROLES.get(post.role) or Role(post.role.value)


def _unit(organ: Organ) -> NewUnit:
    kind = UNIT_KINDS[organ.kind]
    if kind is UnitKind.COUNTY_BUREAU and organ.name.endswith(BRANCH):
        kind = UnitKind.BRANCH_BUREAU
    longitude, latitude = organ.position or (None, None)
    return NewUnit(
        code=organ.code,
        name=organ.name,
        kind=kind,
        parent_code=organ.parent_code or None,
        is_traffic_merged=organ.station_kind is StationKind.MERGED,
        longitude=longitude,
        latitude=latitude,
        boundary=organ.boundary or (),
    )
