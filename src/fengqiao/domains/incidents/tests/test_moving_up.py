from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from tests.stage import STATION, Stage, at, stop_clock

from fengqiao.domains.incidents.contracts.moves import MoveAdviceClosedError, MoveAdviceRecord
from fengqiao.domains.incidents.models import MoveAdvice
from fengqiao.domains.incidents.public import decide_move, dispatch_units, load_units, open_move_advice
from fengqiao.domains.incidents.tests.scene import CAR, SECOND_CAR, call, unit
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError
from fengqiao.primitives.position import Position

pytestmark = pytest.mark.django_db
FAR_AWAY = Position(108.96, 33.6)


def send_the_near_car(stage: Stage, *, second_at: Position = FAR_AWAY) -> MoveAdviceRecord | None:
    units = [unit(CAR, "100004", "F10008"), unit(SECOND_CAR, "100002", position=second_at)]
    load_units(actor=SYSTEM, units=units)
    dispatcher = stage.actor("dispatcher")
    dispatch_units(actor=dispatcher, incident_id=call(stage).summary.id, unit_codes=[CAR])
    return open_move_advice(actor=dispatcher)


def test_when_the_near_car_is_sent_the_far_one_is_advised_to_move_up_with_its_price(stage: Stage) -> None:
    advice = send_the_near_car(stage)

    assert advice is not None
    shown = advice.shown
    assert MoveAdvice.objects.get().unit_code == SECOND_CAR
    assert shown["share_before"] < shown["share_after"]
    assert 5 < shown["km"] < 20
    assert shown["minutes"] > shown["limit"]


def test_no_move_is_advised_where_the_next_car_is_near_anyway(stage: Stage) -> None:
    assert send_the_near_car(stage, second_at=Position(108.88, 33.603)) is None


def test_what_was_shown_and_what_was_decided_are_both_kept(stage: Stage) -> None:
    advice = send_the_near_car(stage)
    assert advice is not None

    decide_move(actor=stage.actor("dispatcher"), advice_id=advice.id, is_accepted=False)

    row = MoveAdvice.objects.get()
    assert (row.is_accepted, row.shown) == (False, dict(advice.shown))
    assert row.decided_by
    acts = AuditEntry.objects.filter(object_kind="move_advice").order_by("pk").values_list("action", flat=True)
    assert list(acts) == ["advise_move", "decide_move"]


def test_advice_is_decided_once_and_only_while_it_holds(stage: Stage) -> None:
    advice = send_the_near_car(stage)
    assert advice is not None
    dispatcher = stage.actor("dispatcher")
    stop_clock(at(8, 40))
    assert open_move_advice(actor=dispatcher) is None
    with pytest.raises(MoveAdviceClosedError):
        decide_move(actor=dispatcher, advice_id=advice.id, is_accepted=True)
    assert MoveAdvice.objects.get().decided_at is None


def test_advice_ends_when_its_unit_is_sent_elsewhere(stage: Stage) -> None:
    advice = send_the_near_car(stage)
    assert advice is not None
    dispatcher = stage.actor("dispatcher")
    dispatch_units(actor=dispatcher, incident_id=call(stage, "追尾").summary.id, unit_codes=[SECOND_CAR])

    assert open_move_advice(actor=dispatcher) is None


def test_another_station_knows_nothing_of_it_and_an_officer_does_not_decide(stage: Stage) -> None:
    advice = send_the_near_car(stage)
    assert advice is not None
    with pytest.raises((NotAllowedError, NotVisibleError)):
        decide_move(actor=stage.actor("officer"), advice_id=advice.id, is_accepted=True)
    with pytest.raises(NotVisibleError):
        decide_move(actor=stage.actor("dispatcher"), advice_id=advice.id + 1, is_accepted=True)


def test_a_decision_without_a_person_is_refused_by_the_database(stage: Stage) -> None:
    advice = send_the_near_car(stage)
    assert advice is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        MoveAdvice.objects.filter(pk=advice.id).update(is_accepted=True)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_room_shows_the_advice_and_takes_the_decision(stage: Stage, client: Client, language: str) -> None:
    advice = send_the_near_car(stage)
    assert advice is not None
    client.force_login(stage.user("dispatcher"))  # type: ignore[arg-type]
    door = reverse("incidents:decide_move", args=[advice.id])
    page = client.get(reverse("incidents:command_room"), headers={"accept-language": language}).content.decode()
    assert door in page
    assert str(advice.shown["km"]) in page

    answer = client.post(door, {"decision": "yes"}, follow=True)

    assert MoveAdvice.objects.get().is_accepted is True
    assert door not in answer.content.decode()
    assert stage.paths[STATION]
