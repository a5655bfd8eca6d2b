import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.engines.planning.contracts import Break
from fengqiao.engines.planning.shift_clock import ShiftClock

NOON = ShiftClock.of([Break("meal", 720, 780)])
minutes = st.integers(0, 300).map(float)


@st.composite
def clocks(draw: st.DrawFn) -> ShiftClock:
    edges = sorted(draw(st.lists(st.integers(0, 300), max_size=6, unique=True)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return ShiftClock.of([Break("pause", opens, closes) for opens, closes in pairs])


def test_travel_pauses_in_a_break() -> None:
    assert NOON.arrival(leave=700, travel=20) == 720
    assert NOON.arrival(leave=700, travel=30) == 790
    assert NOON.arrival(leave=730, travel=10) == 790
    assert NOON.latest_departure(by=790, travel=30) == 700
    assert NOON.latest_departure(by=750, travel=30) == 690


def test_work_is_never_cut_by_a_break() -> None:
    assert NOON.earliest_start(at=690, minutes=30) == 690
    assert NOON.earliest_start(at=691, minutes=30) == 780
    assert NOON.latest_start(finish_by=800, minutes=30) == 690
    assert NOON.latest_start(finish_by=810, minutes=30) == 780


@given(clock=clocks(), leave=minutes, travel=minutes, by=minutes)
def test_latest_departure_is_the_mirror_of_arrival(clock: ShiftClock, leave: float, travel: float, by: float) -> None:
    # Nobody sets out in the midst of a break: work never ends there.
    leave = clock.earliest_start(at=leave, minutes=0)
    in_time = clock.arrival(leave=leave, travel=travel) <= by
    latest = clock.latest_departure(by=by, travel=travel)

    assert in_time == (leave <= latest) or travel == 0


@given(clock=clocks(), at=minutes, work=st.integers(1, 100).map(float), by=minutes)
def test_latest_start_is_the_mirror_of_earliest_start(clock: ShiftClock, at: float, work: float, by: float) -> None:
    in_time = clock.earliest_start(at=at, minutes=work) + work <= by

    assert in_time == (at <= clock.latest_start(finish_by=by, minutes=work))


@given(clock=clocks(), leaves=st.lists(minutes, min_size=1, max_size=5), travel=minutes)
def test_arrays_and_single_values_agree(clock: ShiftClock, leaves: list[float], travel: float) -> None:
    way = np.full(len(leaves), travel)
    arrivals = clock.arrivals(leave=np.array(leaves), travel=way)
    starts = clock.earliest_starts(at=np.array(leaves), minutes=way)

    assert arrivals.tolist() == [clock.arrival(leave=leave, travel=travel) for leave in leaves]
    assert starts.tolist() == [clock.earliest_start(at=leave, minutes=travel) for leave in leaves]
