"""A roster from the wish to the published shifts, and the rules that it follows."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import IntegrityError, transaction

from fengqiao.domains.organisation.contracts import NewShift, OverlappingError, ShiftKind, UnitKind
from fengqiao.domains.organisation.contracts.rosters import (
    NobodyToRosterError,
    RosterClosedError,
    RosterMoved,
    RosterRecord,
    RosterRuleBrokenError,
    RosterRulesChanged,
    RosterState,
)
from fengqiao.domains.organisation.models import DutyRoster, DutyShift, RosterRuleSet
from fengqiao.domains.organisation.queries.place import place_for
from fengqiao.domains.organisation.queries.roster_inputs import people_to_roster, problem_as_plain, roster_problem
from fengqiao.domains.organisation.queries.roster_rules import read_rules, roster_rules_for
from fengqiao.domains.organisation.queries.rosters import PLAN, VIEW, faults_of_change, roster_record, roster_row
from fengqiao.engines.rostering.explaining import explain_shortfalls
from fengqiao.engines.rostering.pricing import price_of
from fengqiao.engines.rostering.rules import Ground
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import local_zone, now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require


@transaction.atomic
def set_roster_rules(*, actor: Actor, unit_code: str, document: str) -> int:
    """This function will write down the rules of a station as its next version, and return its number.

    Raises RosterRulesInvalidError, NotAllowedError, NotVisibleError.
    """
    unit = place_for(actor=actor, permission=VIEW, unit_code=unit_code).unit
    require(actor, PLAN, unit.path, view=VIEW)
    rules = read_rules(document=document)
    last = RosterRuleSet.objects.select_for_update().filter(unit_id=unit.id).order_by("-version").first()
    row = RosterRuleSet.objects.create(
        unit_id=unit.id,
        path=unit.path,
        version=last.version + 1 if last else 1,
        from_date=rules.from_date,
        document=document,
        made_at=now(),
        made_by=actor.name,
    )
    details = {"version": row.version, "from": rules.from_date}
    record(
        actor=actor,
        action="set_roster_rules",
        object_kind="roster_rules",
        object_id=row.pk,
        scope_path=row.path,
        details=details,
    )
    publish(RosterRulesChanged(scope_path=row.path, object_id=str(row.pk)), actor=actor)
    return row.version


@transaction.atomic
def request_roster(*, actor: Actor, unit_code: str, first_date: datetime.date, days: int) -> int:
    """This function will ask for a station's roster of some days; the worker makes it. Returns its id.

    Raises NobodyToRosterError, NotAllowedError, NotVisibleError.
    """
    unit = place_for(actor=actor, permission=VIEW, unit_code=unit_code).unit
    require(actor, PLAN, unit.path, view=VIEW)
    if unit.kind is not UnitKind.POLICE_STATION:
        raise NotVisibleError
    standing = roster_rules_for(unit_id=unit.id, on=first_date)
    rules = read_rules(document=standing.document)
    people = people_to_roster(unit=unit, rules=rules, on=first_date)
    if not people:
        raise NobodyToRosterError(unit=unit_code)
    problem = roster_problem(people=people, rules=rules, path=unit.path, first=first_date, days=days)
    row = DutyRoster.objects.create(
        unit_id=unit.id,
        path=unit.path,
        first_date=first_date,
        days=days,
        state=RosterState.WAITING,
        rules_version=standing.version,
        rules={"shifts": [{"code": one.code, "title": one.title} for one in rules.shifts]},
        inputs=problem_as_plain(problem),
        requested_at=now(),
        requested_by=actor.name,
    )
    _note(actor, row, "request_roster", {"first": first_date, "days": days, "people": len(people)})
    return row.pk


@transaction.atomic
def change_roster_cell(*, actor: Actor, roster_id: int, number: str, day: int, shift: str) -> None:
    """This function will give somebody another shift (or a free day) in a draft.

    Raises RosterClosedError, RosterRuleBrokenError, NotAllowedError, NotVisibleError.
    """
    row = roster_row(actor=actor, roster_id=roster_id, lock=True)
    require(actor, PLAN, row.path, view=VIEW)
    if row.state != RosterState.DRAFT:
        raise RosterClosedError(roster=roster_id)
    roster = roster_record(row)
    if number not in roster.rows or not 0 <= day < roster.days or shift not in {*roster.titles, ""}:
        raise NotVisibleError
    if faults := faults_of_change(roster=roster, changes=[(number, day, shift)]):
        raise RosterRuleBrokenError(faults=faults)
    rewrite(row, [(number, day, shift)])
    _note(actor, row, "change_roster", {"person": number, "day": day, "shift": shift})


def rewrite(row: DutyRoster, changes: list[tuple[str, int, str]]) -> None:
    """This function will change cells of a roster and work out anew what follows from them."""
    for number, day, shift in changes:
        row.rows[number][day] = shift
    roster = roster_record(row)
    ground = Ground(roster.problem)
    row.result = {
        **row.result,
        "price": price_of(ground=ground, roster=roster.rows).total,
        "shortfalls": shortfalls_as_plain(ground, roster.rows),
    }
    row.save(update_fields=["rows", "result"])


def shortfalls_as_plain(ground: Ground, rows: Any) -> list[dict[str, Any]]:
    """This function will return the shifts that stay short as JSON holds them."""
    return [
        {
            "day": one.cover.day,
            "shift": one.cover.shift,
            "group": one.cover.group,
            "missing": one.missing,
            "hindrances": {code: list(people) for code, people in one.hindrances.items()},
        }
        for one in explain_shortfalls(ground=ground, roster=rows)
    ]


@transaction.atomic
def publish_roster(*, actor: Actor, roster_id: int) -> int:
    """This function will make a draft the duty of the station and return how many shifts it has.

    Raises RosterClosedError, OverlappingError (somebody has shifts then already), NotAllowedError, NotVisibleError.
    """
    row = roster_row(actor=actor, roster_id=roster_id, lock=True)
    require(actor, PLAN, row.path, view=VIEW)
    if row.state != RosterState.DRAFT:
        raise RosterClosedError(roster=roster_id)
    row.state, row.published_at, row.published_by = RosterState.PUBLISHED, now(), actor.name
    roster = roster_record(row)
    cells = [(number, day) for number, line in roster.rows.items() for day, shift in enumerate(line) if shift]
    try:
        with transaction.atomic():
            row.save(update_fields=["state", "published_at", "published_by"])
            write_shifts(row, cells)
    except IntegrityError as error:
        raise OverlappingError(what="shift") from error
    _note(actor, row, "publish_roster", {"shifts": len(cells)})
    return len(cells)


def write_shifts(row: DutyRoster, cells: list[tuple[str, int]]) -> None:
    """This function will write the duty shifts of some cells."""
    roster = roster_record(row)
    ids = {person.number: person.staff_id for person in roster.people}
    DutyShift.objects.bulk_create(
        DutyShift(
            staff_id=ids[shift.staff_number],
            unit_id=row.unit_id,
            path=row.path,
            kind=shift.kind,
            title=shift.title,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
        )
        for number, day in cells
        for shift in [shift_of_cell(roster, number, day)]
        if shift is not None
    )


def shift_of_cell(roster: RosterRecord, number: str, day: int) -> NewShift | None:
    """This function will return the duty shift that a cell means, None for a free day."""
    code = roster.rows[number][day]
    if not code:
        return None
    shift = next(one for one in roster.problem.shifts if one.code == code)
    midnight = datetime.datetime.combine(roster.dates[day], datetime.time(), local_zone())
    starts = midnight + datetime.timedelta(minutes=shift.starts_minute)
    ends = starts + datetime.timedelta(minutes=shift.minutes)
    return NewShift(number, roster.unit_code, ShiftKind.ON_DUTY, starts, ends, roster.titles[code])


def _note(actor: Actor, row: DutyRoster, action: str, details: dict[str, Any]) -> None:
    record(actor=actor, action=action, object_kind="roster", object_id=row.pk, scope_path=row.path, details=details)
    publish(RosterMoved(scope_path=row.path, object_id=str(row.pk), state=str(row.state)), actor=actor)
