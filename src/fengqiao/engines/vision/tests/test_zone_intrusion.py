import itertools
from dataclasses import replace
from datetime import time

from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.engines.vision.scenes.zone_intrusion import Intrusion, ZoneIntrusionScene, find_zone_intrusions
from fengqiao.engines.vision.tests.stories import BEGIN, MIDDLE, seen, track_log
from fengqiao.engines.vision.tracking import TrackPoint
from fengqiao.engines.vision.zones import Schedule, Zone

INSIDE, OUTSIDE = 0.5, 0.2
people = st.lists(
    st.lists(st.tuples(st.integers(1, 3), st.floats(0.05, 0.95)), max_size=3, unique_by=lambda p: p[0]),
    max_size=60,
)


def find(places: list[list[TrackPoint]], *, zone: Zone = MIDDLE) -> tuple[Intrusion, ...]:
    return find_zone_intrusions(track_log=track_log(places), zone=zone)


def test_who_walks_into_the_zone_makes_one_intrusion_with_his_first_moment_inside() -> None:
    found = find([[seen(0.21 + 0.02 * i)] for i in range(25)])
    assert len(found) == 1
    assert (found[0].started_at - BEGIN).total_seconds() == 2.0  # frame 10 is the first beyond 0.4
    assert found[0].track_ids == {1}


def test_who_only_passes_by_makes_none() -> None:
    assert find([[seen(0.1 + 0.01 * i)] for i in range(25)]) == ()


def test_a_single_frame_inside_is_a_slip_of_the_detector() -> None:
    places = [[seen(OUTSIDE)] for _ in range(20)]
    places[10] = [seen(INSIDE)]
    assert find(places) == ()


def test_walking_along_the_border_makes_one_intrusion_and_not_many() -> None:
    assert len(find([[seen(0.41 if i % 2 else 0.39)] for i in range(60)])) == 1


def test_who_leaves_and_returns_makes_two() -> None:
    visit = [[seen(INSIDE)]] * 6 + [[seen(OUTSIDE)]] * 15
    assert len(find(visit * 2)) == 2


def test_who_vanishes_behind_a_car_and_appears_with_another_number_is_one_visit() -> None:
    assert len(find([[seen(INSIDE)]] * 8 + [[]] * 20 + [[seen(INSIDE, track_id=2)]] * 8)) == 1


def test_two_people_together_are_one_intrusion_that_names_both() -> None:
    found = find([[seen(INSIDE), seen(0.55, track_id=2)]] * 10)
    assert [intrusion.track_ids for intrusion in found] == [{1, 2}]


def test_a_car_in_a_zone_for_people_is_nothing_but_a_moving_object_counts() -> None:
    assert find([[seen(INSIDE, label="car")]] * 10) == ()
    assert len(find([[seen(INSIDE, label="moving_object")]] * 10)) == 1


def test_the_foot_counts_and_not_the_head() -> None:
    low = replace(MIDDLE, polygon=((0.0, 0.0), (1.0, 0.0), (1.0, 0.45), (0.0, 0.45)))
    assert find([[seen(INSIDE)]] * 10, zone=low) == ()


def test_outside_its_hours_a_zone_is_not_watched() -> None:
    by_day = replace(MIDDLE, schedule=Schedule(time(8), time(18)))
    over_midnight = replace(MIDDLE, schedule=Schedule(time(21), time(6)))
    places = [[seen(INSIDE)]] * 10  # it is half past nine in the evening
    assert find(places, zone=by_day) == ()
    assert len(find(places, zone=over_midnight)) == 1


@given(st.times())
def test_a_schedule_and_its_opposite_cover_every_moment_exactly_once(moment: time) -> None:
    night, day = Schedule(time(21), time(6)), Schedule(time(6), time(21))
    at = BEGIN.replace(hour=moment.hour, minute=moment.minute, second=moment.second)
    assert night.covers(at=at) is not day.covers(at=at)


@settings(max_examples=80, deadline=None)
@given(people, st.integers(1, 5))
def test_never_without_enough_frames_inside_and_always_in_order(
    places: list[list[tuple[int, float]]], min_frames: int
) -> None:
    zone = replace(MIDDLE, min_frames=min_frames)
    log = [[seen(x, track_id=i) for i, x in row] for row in places]
    found = find(log, zone=zone)
    for intrusion in found:
        inside = [f for f in track_log(log) if intrusion.started_at <= f.at <= intrusion.seen_at]
        counted = sum(any(zone.holds(point=p.box.foot_point) for p in f.tracks) for f in inside)
        assert counted >= min_frames
    assert all(a.seen_at < b.started_at for a, b in itertools.pairwise(found))


@settings(max_examples=40, deadline=None)
@given(people)
def test_a_track_log_replays_to_the_same_intrusions(places: list[list[tuple[int, float]]]) -> None:
    log = track_log([[seen(x, track_id=i) for i, x in row] for row in places])
    scene = ZoneIntrusionScene(zone=MIDDLE)
    live = [c.intrusion for f in log for c in scene.observe(frame=f) if c.kind == "closed"]
    live += [c.intrusion for c in scene.finish()]
    assert tuple(live) == find_zone_intrusions(track_log=log, zone=MIDDLE)
