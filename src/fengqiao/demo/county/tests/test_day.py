"""The scripted day."""

from collections import Counter

from fengqiao.demo.county.contracts import County, SignalOrigin
from fengqiao.demo.county.day.signals import roadside_worry


def test_the_beats_of_the_story_are_in_the_day(county: County) -> None:
    by_code = {signal.code: signal for signal in county.day_signals}
    planted = county.planted
    burglary, theft = by_code[planted.burglary_signal_code], by_code[planted.theft_signal_code]
    assert f"{burglary.received_at:%H:%M}" == "11:00"
    assert burglary.negative_list_fact is not None
    assert burglary.negative_list_fact.case_type == "burglary_home"
    assert theft.negative_list_fact is not None
    assert (theft.negative_list_fact.case_type, theft.negative_list_fact.suspects) == ("theft_simple", 1)
    doors = by_code[planted.car_doors_signal_code]
    assert f"{doors.received_at:%H:%M}" == "21:30"
    assert doors.origin is SignalOrigin.CAMERA
    assert doors.camera_code == planted.car_park_camera_code


def test_two_callers_speak_of_one_fight(county: County) -> None:
    by_code = {signal.code: signal for signal in county.day_signals}
    first, second = (by_code[code] for code in county.planted.one_fight_signal_codes)
    assert second.same_as == first.code
    assert second.text != first.text
    assert first.received_at < second.received_at


def test_petrol_goes_to_12345_and_a_threat_is_sent_for_whatever_its_category(county: County) -> None:
    by_code = {signal.code: signal for signal in county.day_signals}
    assert by_code[county.planted.petrol_signal_code].expected_route == "12345"
    threat = by_code[county.planted.threat_signal_code]
    assert threat.life_risk
    assert (threat.category, threat.expected_outcome) == ("public_order", "converted_to_case")
    assert threat.expected_route == "dispatch"


def test_ordinary_life_goes_on_in_all_three_stations(county: County) -> None:
    ordinary = [signal for signal in county.day_signals if not signal.beat_id]
    assert len(ordinary) >= 30
    assert len(Counter(signal.station_code for signal in ordinary)) == 3
    moments = [signal.received_at for signal in county.day_signals]
    assert moments == sorted(moments)
    assert not any("{" in signal.text for signal in county.day_signals)


def test_no_text_of_a_warning_calls_anybody_a_suspect(county: County) -> None:
    texts = [s.text + s.feedback_text for s in county.day_signals if s.origin is SignalOrigin.CAMERA]
    assert texts
    assert not any("嫌疑" in text for text in texts)


def test_a_call_that_names_a_street_is_pinned_to_that_street(county: County) -> None:
    streets = {address.code: address.street for address in county.addresses if address.street}
    names = sorted(set(streets.values()), key=len, reverse=True)
    astray = []
    for signal in county.day_signals:
        named = next((name for name in names if name in signal.text), None)
        if named is not None and signal.address_code and streets.get(signal.address_code) != named:
            astray.append((signal.code, signal.text, streets.get(signal.address_code)))
    assert not astray


def test_nobody_freezes_in_september(county: County) -> None:
    for month, is_cold in ((1, True), (7, False), (9, False), (12, True)):
        assert ("冻" in roadside_worry(month)[0]) == is_cold
    assert any(roadside_worry(county.date.month)[0] in signal.text for signal in county.day_signals)


def test_every_call_of_the_day_is_told_in_english_too(county: County) -> None:
    for signal in county.day_signals:
        assert signal.text_en
        assert signal.feedback_en
        assert "{" not in signal.text_en + signal.feedback_en
