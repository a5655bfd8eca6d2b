"""Several people at the same moment, each with a connection of their own; also what the database checks at commit."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection
from tests.stage import Stage

from fengqiao.domains.incidents.contracts import NewSignal, Origin, UnitNotFreeError, UnitStatus
from fengqiao.domains.incidents.models import Incident, Order, Unit
from fengqiao.domains.incidents.public import dispatch_units, take_signal
from fengqiao.domains.incidents.tests.scene import CAR, SECOND_CAR, call

pytestmark = pytest.mark.django_db(transaction=True)


def _together(acts: list[Callable[[], object]]) -> list[object]:
    """Start all acts at one barrier and return what each gave back, or the exception that it raised."""
    barrier = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(index: int) -> None:
        try:
            barrier.wait(timeout=10)
            results[index] = acts[index]()
        except Exception as error:  # noqa: BLE001 - what it raised is what the test looks at
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def test_two_dispatchers_one_unit_one_wins(scene: Stage) -> None:
    incidents = [call(scene).summary.id for _ in range(4)]
    dispatcher = scene.actor("dispatcher")

    def send(incident_id: int) -> Callable[[], object]:
        return lambda: dispatch_units(actor=dispatcher, incident_id=incident_id, unit_codes=[CAR])

    results = _together([send(incident_id) for incident_id in incidents])
    refused = [result for result in results if isinstance(result, UnitNotFreeError)]
    assert len(refused) == 3, results
    assert Order.objects.count() == 1
    assert Incident.objects.filter(state="dispatched").count() == 1


def test_the_same_units_in_either_order_never_wait_for_each_other(scene: Stage) -> None:
    first, second = call(scene).summary.id, call(scene).summary.id
    dispatcher = scene.actor("dispatcher")
    results = _together(
        [
            lambda: dispatch_units(actor=dispatcher, incident_id=first, unit_codes=[CAR, SECOND_CAR]),
            lambda: dispatch_units(actor=dispatcher, incident_id=second, unit_codes=[SECOND_CAR, CAR]),
        ]
    )
    assert sum(isinstance(result, UnitNotFreeError) for result in results) == 1, results
    assert Order.objects.count() == 2


def test_the_same_call_posted_in_parallel_is_one_incident(scene: Stage) -> None:
    dispatcher = scene.actor("dispatcher")
    signal = NewSignal(origin=Origin.CALL_110, text="两车追尾", client_key="phone-1")
    results = _together([lambda: take_signal(actor=dispatcher, signal=signal)] * 6)
    numbers = {getattr(getattr(result, "summary", None), "number", repr(result)) for result in results}
    assert len(numbers) == 1, results
    assert Incident.objects.count() == 1


def test_calls_in_parallel_get_running_numbers_without_gaps(scene: Stage) -> None:
    _together([lambda: call(scene)] * 6)
    numbers = sorted(Incident.objects.values_list("number", flat=True))
    assert [number[-4:] for number in numbers] == [f"{running:04d}" for running in range(1, 7)]


def test_the_database_refuses_a_second_open_order_of_a_unit(scene: Stage) -> None:
    incident = call(scene)
    dispatch_units(actor=scene.actor("dispatcher"), incident_id=incident.summary.id, unit_codes=[CAR])
    order = Order.objects.get()
    order.pk = None
    with pytest.raises(IntegrityError, match="one_open_order_per_unit"):
        order.save(force_insert=True)


@pytest.mark.parametrize("status", [UnitStatus.IDLE, UnitStatus.ON_SCENE])
def test_the_database_refuses_a_unit_out_of_step_with_its_order(scene: Stage, status: UnitStatus) -> None:
    incident = call(scene)
    dispatch_units(actor=scene.actor("dispatcher"), incident_id=incident.summary.id, unit_codes=[CAR])
    with pytest.raises(IntegrityError, match=r"unit .* while its order is dispatched"):
        Unit.objects.filter(code=CAR).update(status=status)
    with pytest.raises(IntegrityError, match="while its order is none"):
        Unit.objects.filter(code=SECOND_CAR).update(status=UnitStatus.SENT)
    assert Unit.objects.get(code=CAR).status == UnitStatus.SENT
