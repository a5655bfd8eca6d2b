"""The replay's choice and the command room's recommendation are one rule, over drawn scenes."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.engines.dispatching.contracts import (
    DispatchParameters,
    Member,
    Requirement,
    Unit,
    UnitKind,
    UnitStatus,
)
from fengqiao.engines.dispatching.simulation.choosing import Chooser
from fengqiao.engines.dispatching.simulation.contracts import RETURN_HOME, Fleet
from fengqiao.engines.dispatching.tests.samples import a_need, a_unit, recommended, sent

KINDS = (UnitKind.CAR, UnitKind.MOTORCYCLE, UnitKind.E_BIKE, UnitKind.FOOT)
KEPT = DispatchParameters(idle_units_kept={4: 1, 5: 3})
units = st.lists(
    st.tuples(st.integers(0, 90), st.sampled_from(KINDS), st.booleans(), st.booleans()), min_size=1, max_size=7
)


@settings(max_examples=300, deadline=None)
@given(drawn=units, priority=st.integers(1, 5), needs_skill=st.booleans())
def test_the_replay_sends_whom_the_command_room_would_recommend(
    drawn: list[tuple[int, UnitKind, bool, bool]], priority: int, needs_skill: bool
) -> None:
    crews = [_unit(place, *one) for place, one in enumerate(drawn)]
    requirement = Requirement(skill="traffic") if needs_skill else Requirement()
    advice = recommended(*crews, need=a_need(priority=priority, requirements=(requirement,)), parameters=KEPT)

    chosen = _choose(drawn, priority, int(needs_skill))

    assert ([] if chosen is None else [f"{chosen:02}"]) == sent(advice)


def _unit(place: int, minutes: int, kind: UnitKind, is_idle: bool, is_skilled: bool) -> Unit:
    skills = frozenset({"traffic"}) if is_skilled else frozenset()
    return a_unit(
        f"{place:02}",
        minutes,
        kind=kind,
        status=UnitStatus.IDLE if is_idle else UnitStatus.ON_SCENE,
        members=(Member("m", is_sworn=True, skills=skills),),
    )


def _choose(drawn: list[tuple[int, UnitKind, bool, bool]], priority: int, needs: int) -> int | None:
    count = len(drawn)
    fleet = Fleet(
        np.zeros(count),
        np.zeros(count),
        tuple(kind for _, kind, _, _ in drawn),
        np.array([int(is_skilled) for *_, is_skilled in drawn]),
    )
    minutes = np.array([place * KEPT.minutes_factors[kind] for place, kind, _, _ in drawn], dtype=np.float64)
    return Chooser(fleet=fleet, policy=RETURN_HOME, parameters=KEPT).closest(
        minutes=minutes,
        idle=np.array([is_idle for _, _, is_idle, _ in drawn]),
        needs=needs,
        priority=priority,
        is_out_of_reach=False,
    )
