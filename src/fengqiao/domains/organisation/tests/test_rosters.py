"""A roster from the wish to the published shifts: made in turns, changed by hand, refused where it breaks a rule."""

from __future__ import annotations

import datetime

import pytest
from tests.stage import CHINA, DAY, STATION, Stage

from fengqiao.domains.organisation.contracts import NewLeave, NewShift, OverlappingError, ShiftKind
from fengqiao.domains.organisation.contracts.rosters import (
    RosterClosedError,
    RosterRecord,
    RosterRuleBrokenError,
    RosterRulesInvalidError,
    RosterState,
)
from fengqiao.domains.organisation.public import (
    change_roster_cell,
    get_roster,
    list_shifts,
    load_shifts,
    publish_roster,
    record_leave,
    request_roster,
    roster_rules_for,
    set_roster_rules,
    take_roster_turn,
)
from fengqiao.domains.organisation.queries.roster_rules import shipped_rules
from fengqiao.engines.rostering.making import RosterSearch
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import NotAllowedError, NotVisibleError

FIRST = DAY + datetime.timedelta(days=5)
COMMUNITY, CASE, AUXILIARY = "100005", "100004", "F10008"
pytestmark = pytest.mark.django_db


def made_roster(stage: Stage, days: int = 7) -> RosterRecord:
    """A draft of a week for the town station."""
    roster_id = request_roster(actor=stage.actor("chief"), unit_code=STATION, first_date=FIRST, days=days)
    while take_roster_turn():
        pass
    return get_roster(actor=stage.actor("chief"), roster_id=roster_id)


def test_a_roster_is_made_in_turns_and_keeps_the_rules_of_the_station(stage: Stage) -> None:
    record_leave(actor=stage.actor("chief"), leave=NewLeave(CASE, FIRST, FIRST, "annual"))
    roster = made_roster(stage)
    assert (roster.state, roster.share_done, roster.result["faults"]) == (RosterState.DRAFT, 100, [])
    assert set(roster.rows) == {"100002", CASE, COMMUNITY, "100006", AUXILIARY}
    assert "night" not in roster.rows[COMMUNITY]
    assert roster.rows[CASE][0] == ""
    assert any("night" in line for line in roster.rows.values())
    for day in range(roster.days):
        shift = roster.rows[AUXILIARY][day]
        assert not shift or any(line[day] == shift for number, line in roster.rows.items() if number != AUXILIARY)


def test_a_roster_that_cannot_be_made_says_so_and_the_next_one_is_made(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    chief = stage.actor("chief")
    broken = request_roster(actor=chief, unit_code=STATION, first_date=FIRST, days=7)

    def failing(self: RosterSearch) -> None:
        raise ArithmeticError

    with monkeypatch.context() as patch:
        patch.setattr(RosterSearch, "step", failing)
        assert take_roster_turn()
    assert get_roster(actor=chief, roster_id=broken).state is RosterState.FAILED
    assert not take_roster_turn(), "it would be tried again each second"
    assert AuditEntry.objects.filter(action="fail_roster", object_id=str(broken)).exists()
    assert made_roster(stage).state is RosterState.DRAFT


def test_what_stays_short_names_what_keeps_each_person(stage: Stage) -> None:
    shortfalls = made_roster(stage).result["shortfalls"]
    assert isinstance(shortfalls, list)
    nights = [one for one in shortfalls if one["shift"] == "night"]
    assert nights
    assert COMMUNITY in nights[0]["hindrances"]["barred_shift"]


def test_only_who_plans_duty_asks_for_a_roster(stage: Stage) -> None:
    with pytest.raises(NotAllowedError):
        request_roster(actor=stage.actor("officer"), unit_code=STATION, first_date=FIRST, days=7)
    with pytest.raises(NotVisibleError):
        request_roster(actor=stage.actor("other_chief"), unit_code=STATION, first_date=FIRST, days=7)


def test_a_cell_that_breaks_a_rule_is_refused_with_the_rule(stage: Stage) -> None:
    roster, chief = made_roster(stage), stage.actor("chief")
    with pytest.raises(RosterRuleBrokenError) as refused:
        change_roster_cell(actor=chief, roster_id=roster.id, number=COMMUNITY, day=0, shift="night")
    assert "barred_shift" in {fault.reason.code for fault in refused.value.faults}
    day = roster.rows[COMMUNITY].index("day")
    change_roster_cell(actor=chief, roster_id=roster.id, number=COMMUNITY, day=day, shift="")
    changed = get_roster(actor=chief, roster_id=roster.id)
    assert changed.rows[COMMUNITY][day] == ""
    assert changed.result["shortfalls"] != roster.result["shortfalls"]


def test_published_shifts_are_those_of_the_roster_and_it_is_closed_then(stage: Stage) -> None:
    roster, chief = made_roster(stage), stage.actor("chief")
    count = publish_roster(actor=chief, roster_id=roster.id)
    start = datetime.datetime.combine(FIRST, datetime.time(), CHINA)
    shifts = list_shifts(from_at=start, to_at=start + datetime.timedelta(days=9), under=stage.paths[STATION])
    assert count == len(shifts) == sum(bool(code) for line in roster.rows.values() for code in line)
    night = next(one for one in shifts if one.title == "夜班")
    assert night.starts_at.astimezone(CHINA).hour == 18
    assert night.ends_at - night.starts_at == datetime.timedelta(hours=14.5)
    with pytest.raises(RosterClosedError):
        publish_roster(actor=chief, roster_id=roster.id)
    with pytest.raises(RosterClosedError):
        change_roster_cell(actor=chief, roster_id=roster.id, number=COMMUNITY, day=0, shift="")
    assert AuditEntry.objects.filter(action="publish_roster").count() == 1


def test_nobody_is_put_on_duty_twice_by_publishing(stage: Stage) -> None:
    roster, chief = made_roster(stage), stage.actor("chief")
    number, day = next((number, day) for number, line in roster.rows.items() for day, code in enumerate(line) if code)
    noon = datetime.datetime.combine(roster.dates[day], datetime.time(23, 0), CHINA)
    begins = noon - datetime.timedelta(hours=14)
    load_shifts(actor=chief, shifts=[NewShift(number, STATION, ShiftKind.ON_DUTY, begins, noon)])
    with pytest.raises(OverlappingError):
        publish_roster(actor=chief, roster_id=roster.id)
    assert get_roster(actor=chief, roster_id=roster.id).state is RosterState.DRAFT


def test_rules_have_versions_and_days_and_nonsense_is_refused(stage: Stage) -> None:
    chief, document = stage.actor("chief"), shipped_rules().document
    from_later = document.replace("2026-01-01", "2026-10-01").replace("rest_hours: 11", "rest_hours: 24")
    assert set_roster_rules(actor=chief, unit_code=STATION, document=from_later) == 1
    unit_id = get_unit_id(stage)
    assert roster_rules_for(unit_id=unit_id, on=datetime.date(2026, 9, 30)).version == 0
    assert roster_rules_for(unit_id=unit_id, on=datetime.date(2026, 10, 1)).version == 1
    for bad in ("", "- a", document.replace("shift: night", "shift: tea"), document.replace("hours: 9.5", "hours: 25")):
        with pytest.raises(RosterRulesInvalidError):
            set_roster_rules(actor=chief, unit_code=STATION, document=bad)
    with pytest.raises(NotAllowedError):
        set_roster_rules(actor=stage.actor("officer"), unit_code=STATION, document=document)


def get_unit_id(stage: Stage) -> int:
    from fengqiao.domains.organisation.public import get_unit

    return get_unit(code=STATION).id
