import numpy as np
import pytest

from fengqiao.engines.dispatching.contracts import UnitKind
from fengqiao.engines.dispatching.simulation.contracts import (
    DMEXCLP,
    FIRST_COME,
    HAND_OVER,
    POLICIES,
    RETURN_HOME,
    AfterService,
    InvalidReplayError,
    Policy,
)
from fengqiao.engines.dispatching.simulation.measures import draw_service_minutes
from fengqiao.engines.dispatching.simulation.replaying import ReplayStoppedError, replay
from fengqiao.engines.dispatching.simulation.tests.samples import (
    KM_A_MINUTE,
    calls_at,
    demand_at,
    replayed,
    units_at,
)


def test_the_closest_idle_unit_is_there_after_its_way_and_drives_home_again() -> None:
    found = replayed(calls_at((0, 3)), units_at(0, 10), RETURN_HOME)

    assert found.sent.tolist() == [0]
    assert found.response_minutes.tolist() == [3.0]
    assert (found.days.response_km.sum(), found.days.return_km.sum()) == (3.0, 3.0)
    assert found.days.busy_minutes.sum() == 33.0


def test_a_call_that_finds_nobody_free_waits_and_its_wait_counts() -> None:
    found = replayed(calls_at((0, 0), (10, 2)), units_at(0), RETURN_HOME)

    # Free after 30 minutes, two more on the way, the call came after ten.
    assert found.response_minutes.tolist() == [0.0, 22.0]
    assert found.travel_minutes.tolist() == [0.0, 2.0]
    assert found.days.late.sum() == 1


def test_a_unit_on_its_way_home_is_sent_from_where_it_is_and_pays_only_what_it_drove() -> None:
    # At minute 40 (10 there, 30 of work) it turns back; at 44 it is at kilometre 6.
    found = replayed(calls_at((0, 10), (44, 8)), units_at(0), RETURN_HOME)

    assert found.response_minutes.tolist() == [10.0, 2.0]
    assert found.days.return_km.sum() == pytest.approx(4 + 8)


def test_who_becomes_free_takes_the_nearest_waiting_call_or_the_oldest_as_the_rule_says() -> None:
    calls = calls_at((0, 0), (1, 9), (2, 1))

    nearest = replayed(calls, units_at(0), RETURN_HOME)
    oldest = replayed(calls, units_at(0), FIRST_COME)

    assert nearest.response_minutes[2] < nearest.response_minutes[1]
    assert oldest.response_minutes[1] < oldest.response_minutes[2]


def test_the_cut_off_keeps_a_unit_for_what_is_urgent() -> None:
    calls = calls_at((0, 0), (1, 0), (2, 0), priorities=(3, 5, 1))
    policy = Policy("kept", idle_units_kept={5: 1})

    found = replayed(calls, units_at(0, 1), policy)

    assert found.response_minutes[2] == 1.0
    assert found.response_minutes[1] > 25


def test_a_freed_unit_that_is_much_nearer_takes_over_the_call_of_one_on_its_way() -> None:
    # Unit 0 works at 0 until 30; the call at minute 25 at kilometre 1 takes unit 1 from kilometre 20.
    calls = calls_at((0, 0), (25, 1))

    plain = replayed(calls, units_at(0, 20), RETURN_HOME)
    handed = replayed(calls, units_at(0, 20), HAND_OVER)

    assert plain.response_minutes[1] == 19.0
    assert handed.response_minutes[1] == 6.0
    assert handed.sent.tolist() == [0, 0]
    assert handed.taken_over == 1
    # Unit 1 drove five kilometres, then five back.
    assert handed.days.response_km.sum() == pytest.approx(5 + 1)
    assert handed.days.busy_minutes.sum() == pytest.approx(30 + 5 + 31)


def test_a_unit_without_the_skill_is_not_sent_even_when_it_is_nearest() -> None:
    calls, fleet = calls_at((0, 0)), units_at(0, 5)
    calls.needs[:] = 1
    fleet.skills[1] = 1

    assert replayed(calls, fleet, RETURN_HOME).sent.tolist() == [1]


def test_a_call_that_nobody_can_serve_is_late_and_is_never_called_reached() -> None:
    calls = calls_at((0, 0))
    calls.needs[:] = 1
    found = replayed(calls, units_at(0), RETURN_HOME)

    assert np.isnan(found.response_minutes[0])
    assert found.days.late.sum() == 1


def test_somebody_on_foot_is_sent_beyond_the_limit_only_where_nobody_could_ever_be_within_it() -> None:
    fleet = units_at(0, kinds=[UnitKind.FOOT])

    found = replayed(calls_at((0, 4)), fleet, RETURN_HOME)

    assert found.response_minutes.tolist() == [28.0]


def test_when_somebody_is_sent_an_idle_unit_moves_up_to_where_more_calls_lie() -> None:
    # Both posts reach six kilometres; most calls come at 0, whose unit is away.
    demand = demand_at(0, 0, 0, 0.4, 30)
    policy = Policy("move", after_service=AfterService.BEST_POST, moves_an_event=1, price_per_km=0.001)

    found = replayed(calls_at((0, 0), (35, 0)), units_at(0, 30), policy, demand=demand)

    assert found.moves >= 1
    assert found.sent.tolist() == [0, 0] or found.response_minutes[1] < 10
    assert found.days.move_km.sum() > 0


def test_a_move_that_is_worth_less_than_its_kilometres_is_not_made() -> None:
    demand = demand_at(0, 0, 0, 0.4, 30)
    dear = Policy("dear", after_service=AfterService.BEST_POST, moves_an_event=1, price_per_km=1.0)

    assert replayed(calls_at((0, 0), (35, 0)), units_at(0, 30), dear, demand=demand).moves == 0


def test_a_unit_that_becomes_free_fills_the_gap_instead_of_going_home() -> None:
    # Unit 0 is away for long; unit 1 becomes free at kilometre 29 and fills the busier post at 0.
    demand = demand_at(0, 0, 0, 0.4, 30)
    calls = calls_at((0, 0), (1, 29), (40, 0))
    calls.service_minutes[0] = 300

    found = replayed(calls, units_at(0, 30), DMEXCLP, demand=demand)

    assert found.days.return_km.sum() > 5


@pytest.mark.parametrize("code", sorted(POLICIES))
def test_every_policy_serves_every_call_once_and_never_drives_less_than_nothing(code: str) -> None:
    dice = np.random.default_rng(5)
    rows = [(float(minute), float(dice.uniform(0, 30))) for minute in np.sort(dice.uniform(0, 4320, 600))]
    calls = calls_at(*rows)
    calls.service_minutes[:] = draw_service_minutes(count=len(calls), mean_minutes=30, sigma=0.8, seed=2)

    found = replayed(calls, units_at(2, 8, 14, 20, 26), POLICIES[code])

    assert found.response_minutes.min() >= 0
    assert not np.isnan(found.response_minutes).any()
    assert (found.travel_minutes <= found.response_minutes + 1e-9).all()
    assert found.days.calls.sum() == 600
    assert found.days.response_km.sum() > 0
    assert (found.days.response_km + found.days.return_km + found.days.move_km).sum() > 0
    # Work and ways of all calls, nothing lost and nothing counted twice.
    least = calls.service_minutes.sum() + found.travel_minutes.sum()
    assert found.days.busy_minutes.sum() >= least - 1e-6
    if not found.taken_over:
        assert found.days.busy_minutes.sum() == pytest.approx(least)


def test_the_same_replay_gives_the_same_answer() -> None:
    calls = calls_at(*[(minute * 7.0, minute % 29) for minute in range(200)])
    policy = POLICIES["move_up_and_hand_over"]

    first, second = (replayed(calls, units_at(2, 8, 14), policy) for _ in range(2))

    assert first.response_minutes.tolist() == second.response_minutes.tolist()
    assert first.days.move_km.tolist() == second.days.move_km.tolist()


def test_a_replay_that_is_asked_to_stop_returns_no_half_figures() -> None:
    calls = calls_at(*[(minute, 0.0) for minute in range(1000)])

    with pytest.raises(ReplayStoppedError):
        replay(
            calls=calls,
            fleet=units_at(0),
            policy=RETURN_HOME,
            parameters=KM_A_MINUTE,
            demand=demand_at(0),
            should_stop=lambda: True,
        )


def test_calls_out_of_order_and_a_fleet_without_units_are_refused() -> None:
    with pytest.raises(InvalidReplayError):
        calls_at((5, 0), (4, 0))
    with pytest.raises(InvalidReplayError):
        units_at()
