from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.engines.dispatching.contracts import (
    CoverPoint,
    DispatchParameters,
    InvalidNeedError,
    Member,
    Requirement,
    Unit,
    UnitKind,
    UnitStatus,
)
from fengqiao.engines.dispatching.tests.samples import (
    AUXILIARY,
    NOW,
    OFFICER,
    a_need,
    a_unit,
    at,
    recommended,
    refused,
    sent,
)

TRAFFIC = Member("t", is_sworn=True, skills=frozenset({"traffic"}))


def test_the_closest_idle_unit_is_sent_and_the_others_are_ranked() -> None:
    answer = recommended(a_unit("far", 9), a_unit("near", 2), a_unit("middle", 5))

    assert sent(answer) == ["near"]
    [assignment] = answer.assignments
    assert (assignment.candidate.rank, assignment.candidate.travel_minutes) == (1, 2.0)
    assert assignment.candidate.reasons[0].code == "closest_suitable"
    assert [(one.unit_id, one.rank) for one in answer.alternatives] == [("middle", 2), ("far", 3)]
    assert answer.shortfalls == ()


def test_auxiliaries_never_go_alone() -> None:
    answer = recommended(
        a_unit("aux", 1, members=(AUXILIARY, AUXILIARY)), a_unit("mixed", 5, members=(OFFICER, AUXILIARY))
    )

    assert sent(answer) == ["mixed"]
    assert refused(answer) == {"aux": "auxiliary_alone"}


def test_units_that_are_busy_off_duty_or_empty_are_refused_with_the_reason() -> None:
    answer = recommended(
        a_unit("busy", status=UnitStatus.ON_SCENE),
        a_unit("home", status=UnitStatus.OFF_DUTY),
        a_unit("empty", members=()),
    )

    assert sent(answer) == []
    assert refused(answer) == {"busy": "busy", "home": "off_duty", "empty": "no_members"}
    assert [reason.code for reason in answer.shortfalls] == ["requirement_not_filled"]


def test_a_community_officer_is_taken_for_the_own_beat_only() -> None:
    community = a_unit("c", 1, is_community=True, beat_paths=("0107",))

    elsewhere = recommended(community, a_unit("car", 8), need=a_need(beat_path="0108"))
    assert (sent(elsewhere), refused(elsewhere)) == (["car"], {"c": "community_only_own_beat"})
    at_home = recommended(community, a_unit("car", 8), need=a_need(beat_path="0107"))
    assert sent(at_home) == ["c"]
    assert "own_beat" in [reason.code for reason in at_home.assignments[0].candidate.reasons]


def test_danger_to_life_takes_the_community_officer_from_anywhere() -> None:
    community = a_unit("c", 1, is_community=True, beat_paths=("0107",))
    answer = recommended(community, a_unit("car", 8), need=a_need(beat_path="0108", danger_to_life=True))

    assert sent(answer) == ["c"]
    assert "community_for_danger_to_life" in [one.code for one in answer.assignments[0].candidate.reasons]


def test_an_unknown_beat_is_nobodys_own() -> None:
    answer = recommended(a_unit("c", 1, is_community=True, beat_paths=("0107",)), need=a_need(beat_path=""))

    assert refused(answer) == {"c": "community_only_own_beat"}


def test_low_priority_leaves_the_reserve_and_high_priority_does_not() -> None:
    parameters = DispatchParameters(idle_units_kept={4: 2})
    units = (a_unit("a", 1), a_unit("b", 2))

    low = recommended(*units, need=a_need(priority=4), parameters=parameters)
    assert sent(low) == []
    assert refused(low) == {"a": "priority_cut_off", "b": "priority_cut_off"}
    assert [reason.code for reason in low.shortfalls] == ["requirement_not_filled", "priority_cut_off"]
    assert sent(recommended(*units, need=a_need(priority=1), parameters=parameters)) == ["a"]
    urgent = a_need(priority=4, danger_to_life=True)
    assert sent(recommended(*units, need=urgent, parameters=parameters)) == ["a"]


def test_the_reserve_does_not_hold_back_the_beats_own_community_officer() -> None:
    parameters = DispatchParameters(idle_units_kept={4: 1})
    community = a_unit("c", 3, is_community=True, beat_paths=("07",))
    need = a_need(priority=4, beat_path="07")
    answer = recommended(community, a_unit("car", 1), need=need, parameters=parameters)

    assert sent(answer) == ["c"]
    assert refused(answer) == {"car": "priority_cut_off"}


def test_a_run_card_is_filled_with_kinds_and_skills() -> None:
    requirements = (Requirement(count=1, skill="traffic"), Requirement(count=2, unit_kind=UnitKind.CAR))
    answer = recommended(
        a_unit("traffic_near", 1, members=(TRAFFIC,)),
        a_unit("traffic_far", 6, members=(TRAFFIC,)),
        a_unit("car", 3),
        a_unit("walker", 0, kind=UnitKind.FOOT),
        need=a_need(requirements=requirements),
    )

    assert sorted(sent(answer)) == ["car", "traffic_far", "traffic_near"]
    assert refused(answer) == {"walker": "not_asked_for"}
    skilled = {one.candidate.unit_id: one.requirement.skill for one in answer.assignments}
    assert sorted(skilled.values()) == ["", "", "traffic"]
    assert skilled["car"] == ""


def test_what_a_run_card_lacks_is_told() -> None:
    requirements = (Requirement(skill="traffic"), Requirement(count=2))
    answer = recommended(a_unit("car", 3), need=a_need(requirements=requirements))

    assert sent(answer) == ["car"]
    assert [dict(reason.parameters) for reason in answer.shortfalls] == [
        {"missing": 1, "asked": 1, "kind": None, "skill": "traffic"},
        {"missing": 1, "asked": 2, "kind": None, "skill": None},
    ]


def test_an_old_position_counts_for_less_and_is_named() -> None:
    stale = a_unit("stale", 1, position_at=NOW - timedelta(minutes=45))
    answer = recommended(stale, a_unit("fresh", 3.5))

    assert sent(answer) == ["fresh"]
    assert answer.alternatives[0].reasons[0].parameters == {"age_minutes": 45}


def test_a_unit_without_position_or_way_comes_last_but_is_not_lost() -> None:
    answer = recommended(a_unit("nowhere", None), a_unit("cut_off", 9_000), a_unit("far", 60))

    assert sent(answer) == ["far"]
    codes = {one.unit_id: (one.travel_minutes, one.reasons[0].code) for one in answer.alternatives}
    assert codes == {"nowhere": (None, "position_unknown"), "cut_off": (None, "no_way_found")}


def test_a_walker_needs_longer_than_a_car() -> None:
    answer = recommended(a_unit("walker", 1, kind=UnitKind.FOOT), a_unit("car", 5))

    assert sent(answer) == ["car"]


def test_a_walker_an_hour_away_is_no_unit_to_send_but_is_told() -> None:
    answer = recommended(a_unit("walker", 9.2, kind=UnitKind.FOOT))

    assert (sent(answer), answer.alternatives) == ([], ())
    assert answer.refusals[0].reason.as_plain() == {
        "code": "too_far",
        "parameters": {"kind": "foot", "minutes": 65, "limit": 15.0},
    }
    assert [reason.code for reason in answer.shortfalls] == ["requirement_not_filled", "free_units_too_far"]


def test_the_limit_is_the_kinds_and_counts_itself_in() -> None:
    at_the_limit = [
        a_unit(
            kind.value,
            DispatchParameters().furthest_minutes[kind] / DispatchParameters().minutes_factors[kind],
            kind=kind,
        )
        for kind in UnitKind
    ]
    answer = recommended(*at_the_limit, need=a_need(requirements=(Requirement(count=4),)))
    assert len(sent(answer)) == 4
    unlimited = DispatchParameters(furthest_minutes={})
    assert sent(recommended(a_unit("w", 90, kind=UnitKind.FOOT), parameters=unlimited)) == ["w"]


def test_danger_to_life_does_not_make_a_walker_fast() -> None:
    need = a_need(danger_to_life=True, requirements=(Requirement(count=2),))
    answer = recommended(a_unit("walker", 10, kind=UnitKind.FOOT), a_unit("car", 50), need=need)

    assert (sent(answer), refused(answer)) == (["car"], {"walker": "too_far"})
    assert answer.shortfalls[0].parameters["missing"] == 1


def test_the_cover_left_behind_is_shown() -> None:
    points = [CoverPoint("west", at(0), weight=3), CoverPoint("east", at(20), weight=1)]
    answer = recommended(a_unit("w", 1), a_unit("e", 19), cover_points=points)

    cover = answer.cover
    assert (cover.idle_before, cover.idle_after) == (2, 1)
    assert (cover.share_before, cover.share_after) == (1.0, 0.25)
    assert cover.points_lost == ("west",)


def test_without_units_everything_is_short_and_nothing_breaks() -> None:
    answer = recommended(cover_points=[CoverPoint("west", at(0))])

    assert (sent(answer), answer.cover.share_after) == ([], 0.0)
    assert len(answer.shortfalls) == 1


some_units = st.lists(
    st.builds(
        lambda minutes, kind, traffic, status: (minutes, kind, traffic, status),
        st.integers(0, 30),
        st.sampled_from([UnitKind.CAR, UnitKind.MOTORCYCLE]),
        st.booleans(),
        st.sampled_from([UnitStatus.IDLE, UnitStatus.IDLE, UnitStatus.EN_ROUTE]),
    ),
    max_size=6,
)
some_cards = st.lists(
    st.sampled_from([Requirement(), Requirement(skill="traffic"), Requirement(unit_kind=UnitKind.CAR)]),
    min_size=1,
    max_size=3,
)


@settings(max_examples=80, deadline=None)
@given(drawn=some_units, card=some_cards)
def test_no_other_choice_fills_more_places_or_gets_there_sooner(drawn: list, card: list[Requirement]) -> None:
    units = [
        a_unit(str(n), minutes, kind=kind, status=status, members=(TRAFFIC if traffic else OFFICER,))
        for n, (minutes, kind, traffic, status) in enumerate(drawn)
    ]
    answer = recommended(*units, need=a_need(requirements=tuple(card)))
    by_id = {unit.id: unit for unit in units}

    assert len(set(sent(answer))) == len(sent(answer))
    for assignment in answer.assignments:
        unit = by_id[assignment.candidate.unit_id]
        assert unit.status is UnitStatus.IDLE
        assert assignment.requirement.is_met_by(unit)
    got = (len(answer.assignments), -sum(one.candidate.travel_minutes or 0 for one in answer.assignments))
    assert got == pytest.approx(_best_by_trying_all(units, card))


scattered_units = st.lists(
    st.tuples(
        st.one_of(st.none(), st.floats(0, 90)),
        st.sampled_from(list(UnitKind)),
        st.sampled_from([UnitStatus.IDLE, UnitStatus.IDLE, UnitStatus.EN_ROUTE]),
    ),
    max_size=8,
)


@settings(max_examples=120, deadline=None)
@given(
    drawn=scattered_units,
    wanted=st.integers(1, 3),
    in_danger=st.booleans(),
    limit=st.dictionaries(st.sampled_from(list(UnitKind)), st.floats(1, 80)),
)
def test_nobody_is_offered_from_beyond_the_limit_and_nobody_is_lost(
    drawn: list, wanted: int, in_danger: bool, limit: dict[UnitKind, float]
) -> None:
    units = [a_unit(str(n), minutes, kind=kind, status=status) for n, (minutes, kind, status) in enumerate(drawn)]
    parameters = DispatchParameters(furthest_minutes=limit, alternatives_shown=len(units))
    need = a_need(danger_to_life=in_danger, requirements=(Requirement(count=wanted),))
    answer = recommended(*units, need=need, parameters=parameters)
    by_id = {unit.id: unit for unit in units}
    offered = [*(one.candidate for one in answer.assignments), *answer.alternatives]

    for one in offered:
        limit_here = limit.get(by_id[one.unit_id].kind, float("inf"))
        assert one.travel_minutes is None or one.travel_minutes <= limit_here + 0.01
    for refusal in answer.refusals:
        if refusal.reason.code == "too_far":
            unit = by_id[refusal.unit_id]
            assert unit.status is UnitStatus.IDLE
            assert refusal.reason.parameters["minutes"] >= limit[unit.kind]
    assert sorted([one.unit_id for one in offered] + list(refused(answer))) == sorted(by_id)
    near = len(offered)
    missing = [reason.parameters["missing"] for reason in answer.shortfalls if "missing" in reason.parameters]
    assert missing == ([wanted - near] if near < wanted else [])


def _best_by_trying_all(units: list[Unit], card: list[Requirement]) -> tuple[float, float]:
    idle: list[Unit | None] = [unit for unit in units if unit.status is UnitStatus.IDLE]
    best = (0.0, 0.0)
    for order in permutations([*idle, *[None] * len(card)], len(card)):
        pairs = [(unit, place) for unit, place in zip(order, card, strict=True) if unit is not None]
        if all(place.is_met_by(unit) for unit, place in pairs):
            minutes = sum(unit.position.longitude * 100 for unit, _ in pairs if unit.position)
            best = max(best, (float(len(pairs)), -minutes))
    return best


def test_needs_that_make_no_sense_are_refused() -> None:
    with pytest.raises(InvalidNeedError):
        Requirement(count=0)
    with pytest.raises(InvalidNeedError):
        a_need(priority=0)
