from __future__ import annotations

import dataclasses
import datetime

import pytest
from tests.stage import FERRY, OLD_TOWN, STATION, Stage, at

from fengqiao.domains.incidents.contracts import DailyCount, ImportedCall, IncidentFilter, IncidentState, Origin
from fengqiao.domains.incidents.models import Incident
from fengqiao.domains.incidents.public import (
    count_incidents,
    daily_counts,
    daily_counts_known_days,
    get_incident,
    list_incidents,
    list_live,
    load_calls,
)
from fengqiao.domains.incidents.tests.scene import VILLAGE
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError

pytestmark = pytest.mark.django_db
JUNE_1 = datetime.date(2026, 6, 1)


def imported(key: str, **changes: object) -> ImportedCall:
    received = changes.pop("received_at", at(23, 30, day=JUNE_1))
    assert isinstance(received, datetime.datetime)
    minute = datetime.timedelta(minutes=1)
    call = ImportedCall(
        source="cad",
        external_id=key,
        origin=Origin.CALL_110,
        category="traffic",
        subcategory="collision",
        text="追尾\t“两车”\n第二行\\n",
        caller_name="张先生",
        caller_phone="138****0000",
        address_code="",
        place_text="枫桥大街",
        longitude=108.875,
        latitude=33.602,
        unit_code=OLD_TOWN,
        received_at=received,
        dispatched_at=received + minute,
        on_scene_at=received + 4 * minute,
        feedback_at=received + 30 * minute,
        closed_at=received + 60 * minute,
        feedback_text="已处理",
        receipt_given=True,
        was_satisfied=True,
    )
    return dataclasses.replace(call, **changes)  # type: ignore[arg-type]


def test_calls_land_once_whatever_is_loaded_again(scene: Stage) -> None:
    calls = [imported(f"C{number}") for number in range(7)]
    first = load_calls(actor=SYSTEM, source="cad", calls=calls)
    again = load_calls(actor=SYSTEM, source="cad", calls=[*calls, imported("C7"), imported("C7")])
    assert (first.added, first.known, first.refused) == (7, 0, ())
    assert (again.added, again.known) == (1, 8)
    assert AuditEntry.objects.filter(action="load_calls").count() == 2
    assert Event.objects.filter(kind="incidents.calls_loaded").count() == 2


def test_the_same_id_of_another_source_is_another_call(scene: Stage) -> None:
    load_calls(actor=SYSTEM, source="cad", calls=[imported("C1")])
    assert load_calls(actor=SYSTEM, source="other", calls=[imported("C1")]).added == 1


def test_an_imported_call_reads_as_it_was_written(scene: Stage) -> None:
    load_calls(actor=SYSTEM, source="cad", calls=[imported("C1")])
    record = get_incident(actor=scene.actor("chief"), number="cad:C1")
    assert record.summary.text == "追尾\t“两车”\n第二行\\n"
    assert record.summary.state is IncidentState.CLOSED
    assert record.stamps["on_scene_at"] == at(23, 34, day=JUNE_1)
    assert record.stamps["signed_for_at"] is None
    assert (record.was_satisfied, record.receipt_given, record.feedback_result) == (True, True, "closed")
    assert [entry.at for entry in record.timeline] == sorted(entry.at for entry in record.timeline)
    assert len(record.timeline) == 5
    assert list_live(actor=scene.actor("chief")) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"external_id": ""}, "no_id"),
        ({"unit_code": "0000"}, "unknown_unit"),
        ({"category": "0815"}, "unknown_category"),
        ({"longitude": 500.0}, "position_not_on_globe"),
        ({"latitude": None}, "half_a_position"),
        ({"dispatched_at": at(1, day=JUNE_1)}, "stamp_before_call"),
        ({"feedback_at": at(23, 31, day=JUNE_1)}, "stamps_out_of_order"),
        ({"on_scene_at": datetime.datetime(2026, 6, 2, 1)}, "no_time_zone"),  # noqa: DTZ001
        ({"subcategory": "x" * 41}, "too_long"),
        ({"priority": 0}, "priority_out_of_range"),
    ],
)
def test_a_faulty_call_is_named_and_the_others_land(scene: Stage, changes: dict[str, object], code: str) -> None:
    report = load_calls(actor=SYSTEM, source="cad", calls=[imported("C1"), imported("C2", **changes), imported("C3")])
    assert report.added == 2
    assert [refused.code for refused in report.refused] == [code]


def test_a_call_in_a_village_has_the_villages_target(scene: Stage) -> None:
    load_calls(actor=SYSTEM, source="cad", calls=[imported("C1", address_code=VILLAGE), imported("C2")])
    rows = dict(Incident.objects.values_list("external_id", "arrival_target_minutes"))
    assert rows == {"C1": 10, "C2": 5}


def test_a_call_without_words_for_its_place_takes_those_of_its_address(scene: Stage) -> None:
    load_calls(actor=SYSTEM, source="cad", calls=[imported("C1", address_code=VILLAGE, place_text="")])
    assert Incident.objects.get().place_text == "清溪村3组"


def test_a_station_imports_only_its_own_calls(scene: Stage) -> None:
    report = load_calls(
        actor=scene.actor("chief"), source="cad", calls=[imported("C1"), imported("C2", unit_code=FERRY)]
    )
    assert (report.added, [one.code for one in report.refused]) == (1, ["unknown_unit"])
    with pytest.raises(NotAllowedError):
        load_calls(actor=scene.actor("dispatcher"), source="cad", calls=[])


def test_days_are_local_days_and_gaps_stay_gaps(scene: Stage) -> None:
    later = datetime.timedelta(days=1)
    calls = [
        imported("C1"),  # 23:30 local is still 15:30 UTC of the same day
        imported("C2", received_at=at(0, 10, day=JUNE_1)),  # and 00:10 local the day before in UTC
        imported("C3", received_at=at(9, day=JUNE_1 + 3 * later), category="dispute", subcategory="debt"),
        imported("C4", received_at=at(9, day=JUNE_1 + 3 * later), unit_code=FERRY),
        imported("C5", state=IncidentState.MERGED),
    ]
    load_calls(actor=SYSTEM, source="cad", calls=calls)
    span = {"from_date": JUNE_1, "to_date": JUNE_1 + 7 * later, "under": scene.paths[STATION]}
    assert daily_counts(**span) == [
        DailyCount(JUNE_1, "traffic", 2),
        DailyCount(JUNE_1 + 3 * later, "dispute", 1),
    ]
    assert daily_counts(**span, categories=["dispute"]) == [DailyCount(JUNE_1 + 3 * later, "dispute", 1)]
    assert daily_counts(**span, origins=["camera"]) == []
    assert daily_counts_known_days(**span) == [JUNE_1, JUNE_1 + 3 * later]
    assert daily_counts_known_days(from_date=JUNE_1, to_date=JUNE_1) == []


def test_arrivals_are_counted_against_the_target_of_their_place(scene: Stage) -> None:
    slow = {"on_scene_at": at(23, 38, day=JUNE_1)}
    calls = [
        imported("C1"),
        imported("C2", **slow),
        imported("C3", address_code=VILLAGE, **slow),
        imported("C4", on_scene_at=None, state=IncidentState.TRANSFERRED),
    ]
    load_calls(actor=SYSTEM, source="cad", calls=calls)
    counts = count_incidents(from_at=at(0, day=JUNE_1), to_at=at(0), under=scene.paths[STATION])
    assert (counts.received, counts.arrivals, counts.arrivals_in_time) == (4, 3, 2)
    assert (counts.closed, counts.transferred, counts.open, counts.waiting) == (3, 1, 0, 0)


def test_the_list_page_goes_on_where_the_last_one_ended(scene: Stage) -> None:
    chief = scene.actor("chief")
    load_calls(actor=SYSTEM, source="cad", calls=[imported(f"C{number}") for number in range(10)])
    load_calls(actor=SYSTEM, source="cad", calls=[imported("F1", unit_code=FERRY)])
    seen: list[str] = []
    after: str | None = None
    while page := list_incidents(actor=chief, query=IncidentFilter(), limit=4, after=after):
        seen += [row.number for row in page]
        after = seen[-1]
    assert sorted(seen) == [f"cad:C{number}" for number in range(10)]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (IncidentFilter(text="枫桥大街"), 2),
        (IncidentFilter(text="cad:C2"), 1),
        (IncidentFilter(category="dispute"), 1),
        (IncidentFilter(category="dispute", subcategory="wages"), 0),
        (IncidentFilter(states=("closed",)), 1),
        (IncidentFilter(origin="call_110", to_at=at(0, day=JUNE_1)), 0),
        (IncidentFilter(from_at=at(0, day=JUNE_1)), 2),
        (IncidentFilter(under="zzzz"), 0),
    ],
)
def test_the_query_form_narrows_the_list(scene: Stage, query: IncidentFilter, count: int) -> None:
    calls = [
        imported("C1"),
        imported("C2", category="dispute", subcategory="debt", state=IncidentState.CONVERTED_TO_DISPUTE),
    ]
    load_calls(actor=SYSTEM, source="cad", calls=calls)
    assert len(list_incidents(actor=scene.actor("chief"), query=query, limit=50)) == count
