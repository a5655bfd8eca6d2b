"""A unit that is free but too far away for how it moves: told, never recommended, sent only with a reason."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.stage import Stage

from fengqiao.domains.incidents.contracts import TooFarWithoutNoteError, UnitKind
from fengqiao.domains.incidents.public import dispatch_units, get_incident, load_units, recommend_units
from fengqiao.domains.incidents.tests.scene import CAR, FERRY_CAR, SECOND_CAR, call, unit
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.primitives.position import Position

WALKER = "CG-W1"


@pytest.fixture
def only_a_walker(scene: Stage) -> Stage:
    """Both cars are out, and the foot patrol that is free stands some five kilometres away."""
    far = Position(108.93, 33.602)
    load_units(actor=SYSTEM, units=[unit(WALKER, "100001", kind=UnitKind.FOOT, position=far)])
    for code in (CAR, SECOND_CAR):
        dispatch_units(actor=SYSTEM, incident_id=call(scene).summary.id, unit_codes=[code])
    return scene


def test_it_is_listed_with_its_minutes_and_the_place_stays_empty(only_a_walker: Stage) -> None:
    taken = call(only_a_walker, "楼上吵闹")
    advice = recommend_units(actor=only_a_walker.actor("dispatcher"), incident_id=taken.summary.id)
    assert [one.unit.code for one in advice.units if one.is_recommended] == []
    assert [one.unit.code for one in advice.too_far] == [WALKER]
    reason = advice.too_far[0].reason
    assert (reason.parameters["kind"], reason.parameters["limit"]) == ("foot", 15)
    assert reason.parameters["minutes"] > 45
    assert advice.too_far[0].reason_text.startswith("步行太远")
    assert advice.shortfall_texts == ("缺1个处置单元。", "另有1个空闲单元距离太远，不计入。")
    assert WALKER not in [one.unit.code for one in advice.cannot_go]


def test_who_sees_the_neighbours_gets_their_car_instead(only_a_walker: Stage) -> None:
    taken = call(only_a_walker, "楼上吵闹")
    advice = recommend_units(actor=SYSTEM, incident_id=taken.summary.id)
    assert [one.unit.code for one in advice.units if one.is_recommended] == [FERRY_CAR]
    assert [one.unit.code for one in advice.too_far] == [WALKER]


def test_it_is_sent_by_hand_only_with_a_note(only_a_walker: Stage) -> None:
    taken, dispatcher = call(only_a_walker, "楼上吵闹"), only_a_walker.actor("dispatcher")
    advice = recommend_units(actor=dispatcher, incident_id=taken.summary.id)
    for note in ("", "  "):
        with pytest.raises(TooFarWithoutNoteError):
            dispatch_units(
                actor=dispatcher,
                incident_id=taken.summary.id,
                unit_codes=[WALKER],
                recommendation_id=advice.id,
                note=note,
            )
    dispatch_units(
        actor=dispatcher,
        incident_id=taken.summary.id,
        unit_codes=[WALKER],
        recommendation_id=advice.id,
        note="搭乘公交过去",
    )
    assert "搭乘公交过去" in [
        entry.note for entry in get_incident(actor=dispatcher, number=taken.summary.number).timeline
    ]


def test_the_page_shows_it_and_says_why_it_does_not_go(only_a_walker: Stage, client: Client) -> None:
    number = call(only_a_walker, "楼上吵闹").summary.number
    client.force_login(only_a_walker.user("dispatcher"))  # type: ignore[arg-type]
    client.cookies["django_language"] = "en"

    def act(name: str, **data: object) -> str:
        return client.post(reverse("incidents:act", args=[number, name]), data, follow=True).content.decode()

    page = act("recommend")
    assert f'value="{WALKER}">' in page
    assert "Too far on foot (" in page
    assert "1 unit is missing" in page
    advice = get_recommendation_id(page)
    assert "goes only with a note" in act("dispatch", unit=WALKER, recommendation=advice)
    assert "goes only with a note" not in act("dispatch", unit=WALKER, recommendation=advice, note="搭车")
    assert get_incident(actor=SYSTEM, number=number).orders[0].unit_code == WALKER


def get_recommendation_id(page: str) -> str:
    return page.split('name="recommendation" value="', 1)[1].split('"', 1)[0]
