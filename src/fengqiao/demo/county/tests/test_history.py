"""The past: plausible stamps, and the truths that were planted."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

from fengqiao.demo.county.contracts import CallOutcome, CallRecord, County

STAGES = (
    "received_at",
    "dispatched_at",
    "signed_for_at",
    "en_route_at",
    "on_scene_at",
    "handled_at",
    "feedback_at",
    "closed_at",
    "called_back_at",
)


def _calls(county: County, station_code: str, category: str, first_day: int, days: int) -> list[CallRecord]:
    return [
        call
        for call in county.calls
        if call.station_code == station_code
        and call.category == category
        and first_day <= (county.date - call.received_at.date()).days < first_day + days
    ]


def test_thirty_to_forty_calls_come_on_an_ordinary_day(county: County) -> None:
    per_day = Counter(call.received_at.date() for call in county.calls)
    per_day.pop(county.date)
    assert 30 <= sum(per_day.values()) / len(per_day) <= 40
    assert len(per_day) >= 400


def test_no_stage_of_a_call_comes_before_the_one_before_it(county: County) -> None:
    for call in county.calls:
        reached = [getattr(call, stage) for stage in STAGES if getattr(call, stage) is not None]
        assert all(earlier <= later for earlier, later in pairwise(reached))


def test_numbers_are_unique_and_merged_calls_point_to_an_earlier_one(county: County) -> None:
    by_number = {call.number: call for call in county.calls}
    assert len(by_number) == len(county.calls)
    merged = [call for call in county.calls if call.outcome is CallOutcome.MERGED]
    assert merged
    for call in merged:
        assert by_number[call.merged_into].received_at <= call.received_at


def test_callers_cannot_be_telephoned_and_texts_have_no_open_slot(county: County) -> None:
    assert all(call.caller_phone == "" or call.caller_phone.startswith("199-0000-") for call in county.calls)
    assert not any("{" in call.text or "{" in call.feedback_text for call in county.calls)
    assert len({call.text for call in county.calls}) > 0.6 * len(county.calls)


def test_criminal_calls_in_the_town_are_clearly_below_last_year(county: County) -> None:
    station = county.planted.fallen_station_code
    for days in (28, 56):
        now = len(_calls(county, station, "criminal", 1, days))
        then = len(_calls(county, station, "criminal", 365, days))
        assert now < 0.6 * then


def test_public_order_calls_there_show_no_clear_change(county: County) -> None:
    station = county.planted.fallen_station_code
    now = len(_calls(county, station, "public_order", 1, 56))
    then = len(_calls(county, station, "public_order", 365, 56))
    assert abs(now - then) < 2 * (now + then) ** 0.5


def test_one_cell_is_too_small_to_say_anything(county: County) -> None:
    assert len(_calls(county, county.planted.small_station_code, "criminal", 1, 28)) < 5


def test_the_noise_address_called_twice_in_ninety_days_and_again_last_night(county: County) -> None:
    planted = county.planted
    there = [call for call in county.calls if call.address_code == planted.noise_address_code]
    assert tuple(call.number for call in there) == planted.noise_call_numbers
    assert len(there) == 3
    assert all(call.subcategory == "neighbour_noise" for call in there)
    assert county.date - there[0].received_at.date() <= timedelta(days=90)
    assert there[-1].received_at.date() == county.date - timedelta(days=1)
    assert there[-1].beat_code == planted.officer_beat_code


def test_last_night_somebody_called_about_violence_at_home_in_the_beat_beside(county: County) -> None:
    there = [call for call in county.calls if call.subcategory == "domestic_violence"]
    assert len(there) == 1
    assert there[0].received_at.date() == county.date - timedelta(days=1)
    assert there[0].station_code == county.planted.fallen_station_code
    assert there[0].beat_code != county.planted.officer_beat_code


def test_what_was_planted_as_due_is_due_and_the_rest_of_that_beat_is_not(county: County) -> None:
    planted = county.planted
    last: dict[tuple[str, str], int] = {}
    for row in county.task_completions:
        back = (county.date - row.completed_at.date()).days
        last[(row.duty, row.subject_code)] = min(back, last.get((row.duty, row.subject_code), back))
    assert all(last[("key_venue_inspection", code)] > 30 for code in planted.venues_due_codes)
    assert all(last[("protected_unit_visit", code)] > 30 for code in planted.protected_due_codes)
    assert last[("vulnerable_visit", planted.follow_up_resident_code)] > 30
    in_beat = {p.code for p in county.premises if p.beat_code == planted.officer_beat_code}
    calm = in_beat - set(planted.venues_due_codes)
    assert all(back < 30 for (duty, code), back in last.items() if duty == "key_venue_inspection" and code in calm)


def test_each_trouble_spot_was_looked_at_weekly_by_its_owner_since_it_was_listed(county: County) -> None:
    for spot in county.trouble_spots:
        looks = [row for row in county.task_completions if row.subject_code == spot.code]
        days = sorted((county.date - row.completed_at.date()).days for row in looks)
        assert {row.duty for row in looks} == {"trouble_spot_look"}
        assert {row.police_number for row in looks} == {spot.owner_number}
        assert 1 <= days[0] < 7
        assert all(later - earlier == 7 for earlier, later in pairwise(days))
        assert days[-1] < (county.date - spot.listed_date).days <= days[-1] + 7


def test_the_village_stay_and_one_promise_fall_due_today(county: County) -> None:
    planted = county.planted
    link = next(row for row in county.linked_villages if row.police_number == planted.officer_number)
    assert link.division_code == planted.linked_village_code
    assert county.date - link.last_stay_date == timedelta(days=15)
    promise = next(row for row in county.promises if row.code == planted.promise_due_code)
    assert promise.due_date == county.date
    assert promise.police_number == planted.officer_number
