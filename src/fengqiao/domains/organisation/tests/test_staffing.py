from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from tests.stage import COUNTY, DAY, EAST_GATE, FERRY, OLD_TOWN, STATION, Stage

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import (
    SHIPPED_STANDARD,
    AdviceDecision,
    AlreadyDecidedError,
    DecisionReasonMissingError,
    Movement,
    NewStaff,
    OverlappingError,
    UnknownAdviceUnitError,
)
from fengqiao.domains.organisation.models import Appointment, StaffingAdvice
from fengqiao.domains.organisation.public import (
    add_staff,
    appoint,
    ask_for_advice,
    beats_picture,
    decide_advice,
    end_appointment,
    get_advice,
    list_advice,
    replay_advice,
    set_standard,
    staffing_picture,
    standard_for,
)
from fengqiao.domains.organisation.queries.staffing_inputs import problem_from_plain
from fengqiao.domains.organisation.tests.county import Works
from fengqiao.engines.staffing.checking import find_faults
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError


def advise(
    stage: Stage, *, officers: int = 1, movement: Movement = Movement.TO_STATIONS, who: str = "county_staff"
) -> int:
    return ask_for_advice(actor=stage.actor(who), unit_code="", movement=movement, officers=officers)


def test_the_first_page_counts_officers_beats_and_the_new_ones(stage: Stage) -> None:
    for number, unit in (("100011", STATION), ("100012", COUNTY)):
        new = NewStaff(
            number, f"新警{number}", Role.CASE_OFFICER, unit, DAY, joined_date=DAY - datetime.timedelta(days=90)
        )
        add_staff(actor=SYSTEM, staff=new)
    picture = staffing_picture(actor=stage.actor("county_staff"))
    whole = picture.whole.strength
    assert (whole.beats, whole.beats_bare, whole.beats_shared) == (3, 1, 0)
    assert (whole.new, whole.new_elsewhere) == (2, 1)
    assert (whole.police, whole.community) == (9, 2)
    town, other = picture.rows
    assert town.strength.share_percent == pytest.approx(25)
    assert (other.strength.police, other.strength.beats_bare) == (1, 1)


def test_an_officer_of_two_beats_is_counted_once_and_both_are_shared(stage: Stage) -> None:
    appoint(actor=SYSTEM, staff_number="100005", role=Role.COMMUNITY_OFFICER, unit_code=EAST_GATE, from_date=DAY)
    post = Appointment.objects.get(staff__number="100006")
    end_appointment(actor=SYSTEM, appointment_id=post.pk, to_date=DAY)
    strength = staffing_picture(actor=stage.actor("chief")).whole.strength
    assert (strength.community, strength.beats_bare, strength.beats_shared) == (1, 0, 2)


def test_the_load_of_a_beat_is_its_work_over_the_hours_that_are_there(stage: Stage, works: Works) -> None:
    works.ask(OLD_TOWN, task_minutes=8 * 1_350, calls=8 * 10, households=120)
    beats = {beat.unit.code: beat for beat in beats_picture(actor=stage.actor("county_staff")).beats}
    town = beats[OLD_TOWN]
    assert (town.load_minutes, town.available_minutes, town.ratio) == (1_800, 1_800, 1.0)
    assert town.households == 120
    assert beats[FERRY].officers == 0
    assert beats[FERRY].ratio is None


def test_standards_hold_below_the_place_they_were_written_for_from_their_day(stage: Stage) -> None:
    written = replace(SHIPPED_STANDARD, community_hours_per_week=24, basis="县局 2026 年 9 号文", from_date=DAY)
    set_standard(actor=stage.actor("county_staff"), unit_code=COUNTY, standard=written)
    assert standard_for(path=stage.paths[OLD_TOWN], on=DAY) == written
    assert standard_for(path=stage.paths[OLD_TOWN], on=DAY - datetime.timedelta(days=1)) == SHIPPED_STANDARD
    with pytest.raises(OverlappingError):
        set_standard(actor=stage.actor("county_staff"), unit_code=COUNTY, standard=written)
    with pytest.raises(NotAllowedError):
        set_standard(actor=stage.actor("chief"), unit_code=STATION, standard=written)


def test_an_uncovered_beat_gets_the_first_officer_and_the_minimum_is_filled(stage: Stage, works: Works) -> None:
    works.ask(OLD_TOWN, task_minutes=8 * 6_000)
    advice = get_advice(actor=stage.actor("county_staff"), advice_id=advise(stage, officers=4))
    (row,) = [row for row in advice.result["units"] if row["code"] == FERRY]
    assert row["officers"] == 3
    codes = [reason["code"] for reason in row["reasons"]]
    assert codes[:2] == ["staffing.minimum", "staffing.uncovered"]
    assert advice.result["placed"] == 4
    problem = problem_from_plain(advice.inputs["problem"])
    allocation = {one["code"]: one["officers"] for one in advice.result["units"]}
    assert not find_faults(problem=problem, allocation=allocation)


def test_into_communities_go_only_those_whom_the_station_can_spare(stage: Stage, works: Works) -> None:
    works.ask(OLD_TOWN, task_minutes=8 * 6_000)
    spare = replace(SHIPPED_STANDARD, station_minimum=4, basis="x", from_date=DAY)
    set_standard(actor=stage.actor("county_staff"), unit_code=COUNTY, standard=spare)
    advice_id = advise(stage, officers=5, movement=Movement.INTO_COMMUNITIES)
    result = get_advice(actor=stage.actor("county_staff"), advice_id=advice_id).result
    assert [(row["code"], row["officers"]) for row in result["units"]] == [(OLD_TOWN, 1)]
    assert result["left_over"] == 4


def test_an_advice_is_made_again_from_what_is_stored(stage: Stage, works: Works) -> None:
    works.ask(OLD_TOWN, task_minutes=8 * 4_000)
    advice_id = advise(stage, officers=3)
    works.loads.clear()
    again = replay_advice(actor=stage.actor("county_staff"), advice_id=advice_id)
    assert again.is_possible
    assert again.differences == {}


def test_a_person_decides_once_and_says_why(stage: Stage, works: Works) -> None:
    county = stage.actor("county_staff")
    advice_id = advise(stage)
    with pytest.raises(DecisionReasonMissingError):
        decide_advice(actor=county, advice_id=advice_id, decision=AdviceDecision.ACCEPTED, reason=" ")
    with pytest.raises(UnknownAdviceUnitError):
        decide_advice(
            actor=county, advice_id=advice_id, decision=AdviceDecision.CHANGED, reason="x", units={"elsewhere": 1}
        )
    decide_advice(
        actor=county,
        advice_id=advice_id,
        decision=AdviceDecision.CHANGED,
        reason="老城先补",
        units={OLD_TOWN: 1},
    )
    stored = get_advice(actor=county, advice_id=advice_id)
    assert (stored.decision, stored.decided_units) == (AdviceDecision.CHANGED, {OLD_TOWN: 1})
    with pytest.raises(AlreadyDecidedError):
        decide_advice(actor=county, advice_id=advice_id, decision=AdviceDecision.ACCEPTED, reason="x")


def test_the_database_refuses_a_decision_without_a_reason(stage: Stage, works: Works) -> None:
    advise(stage)
    with pytest.raises(IntegrityError), transaction.atomic():
        StaffingAdvice.objects.update(decision="accepted")


def test_advice_of_a_county_is_not_for_a_station(stage: Stage, works: Works) -> None:
    advice_id = advise(stage)
    with pytest.raises(NotVisibleError):
        get_advice(actor=stage.actor("chief"), advice_id=advice_id)
    assert list_advice(actor=stage.actor("chief")) == []
    own = advise(stage, who="chief")
    assert [row.id for row in list_advice(actor=stage.actor("chief"))] == [own]
    with pytest.raises(NotAllowedError):
        advise(stage, who="officer")
