from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.engines.vision.detectors import Detection
from fengqiao.engines.vision.geometry import Box
from fengqiao.engines.vision.tracking import Tracker, TrackPoint

FPS = 5


def person(x: float, y: float = 0.5, *, confidence: float = 0.8, label: str = "person") -> Detection:
    return Detection(label, confidence, Box(x, y, x + 0.06, y + 0.25))


def follow(frames: list[list[Detection]], *, tracker: Tracker | None = None) -> list[tuple[TrackPoint, ...]]:
    tracker = tracker or Tracker()
    return [tracker.update(detections=found, seconds=i / FPS) for i, found in enumerate(frames)]


@settings(max_examples=40, deadline=None)
@given(
    speed=st.floats(-0.03, 0.03),
    jitter=st.lists(st.floats(-0.006, 0.006), min_size=20, max_size=20),
    lanes=st.integers(1, 4),
)
def test_walkers_in_their_own_lanes_keep_their_numbers(speed: float, jitter: list[float], lanes: int) -> None:
    frames = [
        [person(0.45 + speed * (i - 10) + jitter[i], 0.02 + 0.25 * lane) for lane in range(lanes)] for i in range(20)
    ]
    numbers = [[point.track_id for point in points] for points in follow(frames)[1:]]
    assert all(sorted(row) == list(range(1, lanes + 1)) for row in numbers)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.tuples(st.floats(0, 0.9), st.floats(0, 0.7), st.floats(0.05, 1)), max_size=6), max_size=20))
def test_whatever_is_detected_no_number_appears_twice_in_a_frame(
    places: list[list[tuple[float, float, float]]],
) -> None:
    for points in follow([[person(x, y, confidence=c) for x, y, c in row] for row in places]):
        numbers = [point.track_id for point in points]
        assert len(set(numbers)) == len(numbers)


def test_one_detection_alone_is_no_track() -> None:
    assert follow([[person(0.5)], [], []]) == [(), (), ()]


def test_somebody_half_hidden_keeps_his_number_through_doubtful_detections() -> None:
    sure, doubtful = [[person(0.3)]] * 4, [[person(0.3, confidence=0.2)]] * 4
    assert [p.track_id for points in follow(sure + doubtful + sure)[1:] for p in points] == [1] * 11


def test_a_doubtful_detection_never_begins_a_track() -> None:
    assert not any(follow([[person(0.3, confidence=0.3)]] * 10))


def test_a_walker_behind_a_pillar_comes_out_with_the_same_number() -> None:
    frames = [[person(0.1 + 0.02 * i)] if not 10 <= i < 15 else [] for i in range(25)]
    assert {p.track_id for points in follow(frames) for p in points} == {1}


def test_somebody_who_comes_back_later_gets_a_new_number() -> None:
    frames = [[person(0.3)]] * 5 + [[]] * 20 + [[person(0.3)]] * 5
    assert {p.track_id for points in follow(frames) for p in points} == {1, 2}


def test_a_person_never_takes_over_the_number_of_a_car() -> None:
    frames = [[person(0.3, label="car")]] * 5 + [[person(0.3)]] * 5
    labels = {p.track_id: p.label for points in follow(frames) for p in points}
    assert labels == {1: "car", 2: "person"}


def test_a_car_that_is_taken_for_a_truck_once_stays_one_car() -> None:
    frames = [[person(0.3, label="truck" if i == 3 else "car")] for i in range(8)]
    assert {(p.track_id, p.label) for points in follow(frames) for p in points} == {(1, "car")}


def test_a_clock_set_back_does_not_break_the_tracker() -> None:
    tracker = Tracker()
    for seconds in (10.0, 10.2, 3.0, 3.2):
        points = tracker.update(detections=[person(0.3)], seconds=seconds)
    assert [p.track_id for p in points] == [1]


def test_a_hundred_people_who_walk_together_keep_their_hundred_numbers() -> None:
    crowd = [[person(0.09 * c + 0.002 * i, 0.09 * r) for c in range(10) for r in range(10)] for i in range(20)]
    frames = follow(crowd)[1:]
    assert {point.track_id for points in frames for point in points} == set(range(1, 101))
    assert all(len(points) == 100 for points in frames)
